//! Columns as somebody likes them: which, in which order, how wide, and how dense the rows.

use thirtyfour::Key;

use super::user::*;
use crate::locator::{Find, Locator, Seen};
use crate::page::Page;
use crate::stage::Setup;

async fn headings_are(page: &Page, names: &[&str]) {
    let are = |seen: &[Seen]| {
        let texts = seen.iter().map(|each| each.text.as_str());
        texts.filter(|text| *text != "Actions").eq(names.iter().copied())
    };
    table(page).any("columnheader").until(&format!("are {names:?}"), are).await;
}

/// What the button "Columns" opens.
async fn columns(page: &Page) -> Locator {
    page.button("Columns").click().await;
    let group = page.group("Columns");
    group.is_shown().await;
    group
}

/// How wide a column is drawn, and how high a row.
async fn drawn(page: &Page, column: &str) -> [f64; 2] {
    let script = format!(
        "const root = document.getElementById('patchbay').shadowRoot;
        return [
            root.querySelector('th[aria-label={column}]').getBoundingClientRect().width,
            root.querySelector('tbody tr[aria-rowindex]').getBoundingClientRect().height,
        ]"
    );
    let drawn = page.script(&script, vec![]).await;
    serde_json::from_value(drawn).expect("a width and a height")
}

on_every_engine!(
    columns_are_chosen_ordered_and_resized_by_keyboard_and_remembered,
    Setup::gateway(fleet_of(60))
);
async fn columns_are_chosen_ordered_and_resized_by_keyboard_and_remembered(page: Page) {
    open_list(&page, "/").await;
    let group = columns(&page).await;
    // What one vendor has of its own is chosen in the same way.
    for hidden in ["Environment", "Active", "Key", "Identity type", "Version", "Updated"] {
        group.checkbox(hidden).press(Key::Space).await;
    }
    group.checkbox("Name").is_disabled().await;
    headings_are(&page, &["Name", "Source", "Platform", "State", "Identity", "Tags", "Created"]).await;

    group.button("Move State up").press(Key::Enter).await;
    group.button("Move State up").has_focus().await;
    page.press(Key::Enter).await;
    headings_are(&page, &["Name", "State", "Source", "Platform", "Identity", "Tags", "Created"]).await;
    // Not past the name; the focus stays, so that the way back is one key away.
    page.press(Key::Enter).await;
    group.button("Move State up").has_attribute("aria-disabled", "true").await;
    group.button("Move State up").has_focus().await;
    page.press(Key::Escape).await;
    page.button("Columns").has_focus().await;
    let row = table(&page).row(title(&fleet(&page)[0]).as_str());
    row.cell("Created").reads(&fleet(&page)[0].created_at[..10]).await;

    let edge = table(&page).role("separator", "Width of Source");
    edge.has_attribute("aria-valuenow", "130").await;
    let [before, height] = drawn(&page, "Source").await;
    for _ in 0..3 {
        edge.press(Key::Right).await;
    }
    edge.has_attribute("aria-valuenow", "154").await;
    let [after, _] = drawn(&page, "Source").await;
    assert!((after - before - 24.0).abs() < 1.5, "{before} became {after}");

    columns(&page).await.combobox("Density").choose("Compact").await;
    page.press(Key::Escape).await;
    let [_, compact] = drawn(&page, "Source").await;
    assert_eq!((height, compact), (36.0, 28.0));

    page.reload().await;
    is_loaded(&page).await;
    headings_are(&page, &["Name", "State", "Source", "Platform", "Identity", "Tags", "Created"]).await;
    edge.has_attribute("aria-valuenow", "154").await;
    assert_eq!(drawn(&page, "Source").await, [after, compact]);

    edge.press(Key::Home).await;
    edge.has_attribute("aria-valuenow", "130").await;
    columns(&page).await.button("Reset").click().await;
    headings_are(
        &page,
        &[
            "Name",
            "Source",
            "Platform",
            "State",
            "Identity",
            "Tags",
            "Environment",
            "Active",
            "Created",
            "Key",
            "Identity type",
            "Version",
            "Updated",
        ],
    )
    .await;
    page.holds("nothing is kept of what is as usual", "return localStorage.length === 0").await;
}

on_chromium!(an_edge_is_dragged_and_a_double_click_gives_the_width_back, Setup::gateway(fleet_of(30)));
async fn an_edge_is_dragged_and_a_double_click_gives_the_width_back(page: Page) {
    open_list(&page, "/").await;
    let edge = table(&page).role("separator", "Width of Platform");
    let seen = edge.is_shown().await;
    let element = page.element(seen.element.clone()).expect("the edge");
    let chain = page.driver().action_chain().click_and_hold_element(&element).move_by_offset(60, 0).release();
    let [before, _] = drawn(&page, "Platform").await;
    chain.perform().await.expect("a drag");
    edge.has_attribute("aria-valuenow", "185").await;
    let [after, _] = drawn(&page, "Platform").await;
    assert!((after - before - 60.0).abs() < 1.5, "{before} became {after}");
    // It was no press on the heading.
    page.is_at("").await;
    page.reload().await;
    is_loaded(&page).await;
    edge.has_attribute("aria-valuenow", "185").await;

    edge.double_click().await;
    edge.has_attribute("aria-valuenow", "125").await;
}

on_chromium!(what_can_be_chosen_breaks_no_rule_and_fits_on_a_phone, Setup::gateway(fleet_of(30)));
async fn what_can_be_chosen_breaks_no_rule_and_fits_on_a_phone(page: Page) {
    open_list(&page, "/").await;
    columns(&page).await;
    page.in_both_themes(async |theme| page.assert_accessible(&format!("the columns ({theme:?})")).await)
        .await;
    page.resize(320, 640).await;
    fits(&page, "the columns").await;
}
