//! All rows as one scroll: what is in sight is in the page, and nothing else.

use std::ops::Range;

use serde_json::json;
use thirtyfour::Key;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

/// The frame that scrolls.
const FRAME: &str =
    "const frame = document.getElementById('patchbay').shadowRoot.querySelector('.table-frame');";

/// More than this are never drawn, whatever the window.
const MOST: usize = 60;

/// Which rows, counted from 1, can be seen in full.
async fn seen(page: &Page) -> Range<u64> {
    let script = format!(
        "{FRAME}
        const top = frame.querySelector('thead th').getBoundingClientRect().bottom;
        const bottom = frame.getBoundingClientRect().top + frame.clientHeight;
        return [...frame.querySelectorAll('tbody tr[aria-rowindex]')].filter((row) => {{
            const place = row.getBoundingClientRect();
            return place.top >= top - 1 && place.bottom <= bottom + 1;
        }}).map((row) => Number(row.getAttribute('aria-rowindex')) - 1)"
    );
    let rows = page.script(&script, vec![]).await;
    let rows: Vec<u64> = serde_json::from_value(rows).expect("rows");
    assert!(rows.windows(2).all(|pair| pair[0] + 1 == pair[1]), "rows without gaps: {rows:?}");
    rows.first().copied().unwrap_or_default()..rows.last().map_or(0, |last| last + 1)
}

/// Waits until the rows that can be seen are as told.
async fn sees(page: &Page, what: &str, holds: impl Fn(&Range<u64>) -> bool) {
    for _ in 0..200 {
        if holds(&seen(page).await) {
            return;
        }
        tokio::time::sleep(crate::locator::LOOK_AGAIN).await;
    }
    panic!("waited in vain to see {what}; seen are {:?}", seen(page).await);
}

/// Lets go of the scroll bar at a share of its way.
async fn drag_to(page: &Page, share: f64) {
    page.step(format!("drag the scroll bar to {share}"));
    let script = format!(
        "{FRAME} frame.scrollTop = Math.round(arguments[0] * (frame.scrollHeight - frame.clientHeight))"
    );
    page.script(&script, vec![json!(share)]).await;
}

async fn focus_frame(page: &Page) {
    page.script(&format!("{FRAME} frame.focus()"), vec![]).await;
}

async fn few_are_drawn(page: &Page) {
    let drawn = page
        .script(&format!("{FRAME} return frame.querySelectorAll('tbody tr[aria-rowindex]').length"), vec![])
        .await;
    assert!(drawn.as_u64().is_some_and(|drawn| (1..=MOST as u64).contains(&drawn)), "{drawn} rows are drawn");
}

/// By scroll bar and by key to the first, the middle and the last of so many.
async fn goes_everywhere(page: &Page, rows: u64) {
    table(page).has_attribute("aria-rowcount", &(rows + 1).to_string()).await;
    sees(page, "the first", |seen| seen.start == 1).await;
    few_are_drawn(page).await;

    drag_to(page, 0.5).await;
    sees(page, "the middle", |seen| seen.contains(&(rows / 2)) || seen.contains(&(rows / 2 + 1))).await;
    few_are_drawn(page).await;
    drag_to(page, 1.0).await;
    sees(page, "the last", |seen| seen.end == rows + 1).await;
    drag_to(page, 0.0).await;
    sees(page, "the first again", |seen| seen.start == 1).await;

    focus_frame(page).await;
    page.press(Key::End).await;
    sees(page, "the last by End", |seen| seen.end == rows + 1).await;
    few_are_drawn(page).await;
    page.press(Key::PageUp).await;
    sees(page, "those before the last", |seen| seen.end < rows + 1 && seen.end + 60 > rows).await;
    page.press(Key::Home).await;
    sees(page, "the first by Home", |seen| seen.start == 1).await;
    let first = seen(page).await;
    page.press(Key::PageDown).await;
    // A little of what was seen stays in sight.
    let next = first.end - 4..=first.end + 1;
    sees(page, "the next by Page Down", |seen| next.contains(&seen.start)).await;
}

on_every_engine!(
    all_rows_are_one_scroll_of_which_only_what_is_in_sight_is_drawn,
    Setup::gateway(fleet_of(2_000))
);
async fn all_rows_are_one_scroll_of_which_only_what_is_in_sight_is_drawn(page: Page) {
    open_list(&page, "/#/?size=all").await;
    range_is(&page, "1–2,000 of 2,000").await;

    goes_everywhere(&page, 2_000).await;
}

on_chromium!(another_order_begins_at_its_first_row, Setup::gateway(fleet_of(300)));
async fn another_order_begins_at_its_first_row(page: Page) {
    open_list(&page, "/#/?size=all").await;
    drag_to(&page, 0.5).await;
    sees(&page, "the middle", |seen| seen.contains(&150)).await;

    table(&page).header("Name").button("Name").click().await;
    page.is_at("#/?sort=name&size=all").await;
    sees(&page, "the first", |seen| seen.start == 1).await;
}

on_chromium!(the_row_with_the_focus_stays_when_it_is_scrolled_out_of_sight, Setup::gateway(fleet_of(500)));
async fn the_row_with_the_focus_stays_when_it_is_scrolled_out_of_sight(page: Page) {
    let acme = known(&page);
    open_list(&page, "/#/?size=all").await;
    page.script(&format!("{FRAME} frame.querySelector('tbody a').focus()"), vec![]).await;
    page.link(ACME).has_focus().await;

    drag_to(&page, 1.0).await;
    sees(&page, "the last", |seen| seen.end == 501).await;
    page.link(ACME).has_focus().await;
    table(&page).row(ACME).has_attribute("aria-rowindex", "2").await;
    drag_to(&page, 0.0).await;
    sees(&page, "the first", |seen| seen.start == 1).await;
    page.link(ACME).has_focus().await;
    page.press(Key::Enter).await;
    page.is_at(&format!("#/c/{DEMO}/{}?size=all", acme.id)).await;
}
