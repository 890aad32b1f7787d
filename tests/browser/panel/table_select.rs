//! Selecting rows of the table.

use thirtyfour::Key;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

const ALL: &str = "Select all on this page";

/// The status says so.
async fn said(page: &Page, text: &str) {
    page.status()
        .until(&format!("says “{text}”"), |seen| seen.iter().any(|each| each.text.contains(text)))
        .await;
}

/// Makes names that are there once: "Row 1" and so on, the newest first.
fn number_rows(page: &Page) {
    let ids: Vec<String> = fleet(page).into_iter().map(|each| each.id).collect();
    page.sandbox().pica(|store| {
        for (at, id) in ids.iter().enumerate() {
            store.edit(id, |connection| {
                connection.name = Some(format!("Row {}", at + 1));
                connection.tags = vec![if at % 2 == 0 { "odd" } else { "even" }.to_owned()];
            });
        }
    });
}

/// Whether the header's checkbox is neither checked nor not.
async fn is_mixed(page: &Page, mixed: bool) {
    let head = "document.getElementById('patchbay').shadowRoot.querySelector('thead input[type=checkbox]')";
    page.holds(&format!("the header is mixed: {mixed}"), &format!("return {head}.indeterminate === {mixed}"))
        .await;
}

on_every_engine!(rows_are_selected_one_by_one_by_range_and_by_page, Setup::gateway(fleet_of(60)));
async fn rows_are_selected_one_by_one_by_range_and_by_page(page: Page) {
    number_rows(&page);
    open_list(&page, "/").await;
    let row = |row: usize| table(&page).checkbox(&*format!("Select Row {row}"));

    row(2).click().await;
    said(&page, "1 selected.").await;
    row(2).is_checked().await;
    is_mixed(&page, true).await;
    // With Shift, from there.
    page.script(
        "const box = document.getElementById('patchbay').shadowRoot.querySelector('[aria-label=\"Select Row 5\"]');
        box.dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true, cancelable: true }))",
        vec![],
    )
    .await;
    said(&page, "4 selected.").await;
    for selected in 2..=5 {
        row(selected).is_checked().await;
    }
    row(6).is_not_checked().await;

    table(&page).checkbox(ALL).click().await;
    said(&page, "All 20 on this page are selected.").await;
    is_mixed(&page, false).await;
    table(&page).checkbox(ALL).is_checked().await;
    page.button("Select all 60 matching").click().await;
    said(&page, "60 selected.").await;
    page.button("Select all 60 matching").is_gone().await;

    page.button("Next page").click().await;
    row(21).is_checked().await;
    row(21).click().await;
    said(&page, "59 selected.").await;
    is_mixed(&page, true).await;
    page.button("Clear selection").click().await;
    row(22).is_not_checked().await;
    page.button("Clear selection").is_gone().await;
    is_mixed(&page, false).await;
}

on_chromium!(a_selection_stays_while_rows_are_filtered_sorted_and_paged, Setup::gateway(fleet_of(60)));
async fn a_selection_stays_while_rows_are_filtered_sorted_and_paged(page: Page) {
    number_rows(&page);
    open_list(&page, "/").await;
    table(&page).checkbox("Select Row 1").click().await;
    table(&page).checkbox("Select Row 2").press(Key::Space).await;
    said(&page, "2 selected.").await;

    page.searchbox("Search connections").fill("tag:even").await;
    range_is(&page, "1–20 of 30").await;
    table(&page).row("Row 1").is_gone().await;
    said(&page, "2 selected.").await;
    is_mixed(&page, true).await;
    // All that match now, and what was selected before.
    table(&page).checkbox(ALL).click().await;
    page.button("Select all 30 matching").click().await;
    said(&page, "31 selected.").await;

    page.searchbox("Search connections").fill("").await;
    range_is(&page, "1–20 of 60").await;
    table(&page).checkbox("Select Row 1").is_checked().await;
    table(&page).checkbox("Select Row 3").is_not_checked().await;
    table(&page).header("Name").button("Name").click().await;
    said(&page, "31 selected.").await;
}

on_chromium!(what_left_the_fleet_is_not_selected, Setup::gateway(fleet_of(30)));
async fn what_left_the_fleet_is_not_selected(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    table(&page).checkbox(ALL).click().await;
    said(&page, "All 20 on this page are selected.").await;

    page.open(&format!("/#/c/{DEMO}/{}/delete", acme.id)).await;
    page.dialog("Delete").button("Confirm").click().await;
    page.dialog("Delete").is_gone().await;
    page.open("/#/").await;
    table(&page).row(ACME).is_gone().await;
    said(&page, "19 selected.").await;
}

on_chromium!(no_row_moves_away_when_one_is_selected, Setup::gateway(fleet_of(60)));
async fn no_row_moves_away_when_one_is_selected(page: Page) {
    number_rows(&page);
    open_list(&page, "/").await;
    let top = "return document.getElementById('patchbay').shadowRoot.querySelector('tbody th').getBoundingClientRect().top";
    let before = page.script(top, vec![]).await;
    table(&page).checkbox("Select Row 3").click().await;
    page.button("Clear selection").is_shown().await;
    assert_eq!(page.script(top, vec![]).await, before);
    table(&page).checkbox(ALL).click().await;
    page.button("Select all 60 matching").is_shown().await;
    assert_eq!(page.script(top, vec![]).await, before);
    page.in_both_themes(async |theme| page.assert_accessible(&format!("a selection ({theme:?})")).await)
        .await;
}
