//! Lists under a name: saved, changed, put in order, shown at the start, shared, and a team's own.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::user::*;
use crate::locator::{Find, Locator, Seen, containing};
use crate::page::Page;
use crate::stage::Setup;

const FAILED: &str = "#/?state=failed";

fn with_team() -> Setup {
    gateway_with(
        60,
        &json!({"views": [
            {"name": "Failed", "query": "state=failed&sort=-created"},
            {"name": "Gmail by name", "query": "platform=gmail&sort=name"},
        ]}),
    )
}

fn views(page: &Page) -> Locator {
    page.navigation("Views")
}

/// The views that are offered, in their order.
async fn views_are(page: &Page, names: &[&str]) {
    let are = |seen: &[Seen]| seen.iter().map(|each| each.name.as_str()).eq(names.iter().copied());
    views(page).any("link").until(&format!("are {names:?}"), are).await;
}

async fn is_open(page: &Page, name: &str) {
    views(page).link(name).has_attribute("aria-current", "true").await;
}

async fn save_as(page: &Page, name: &str) {
    views(page).button("Save view").click().await;
    page.dialog("Save view").textbox("Name").fill(name).await;
    page.dialog("Save view").button("Save").click().await;
    page.dialog("Save view").is_gone().await;
    is_open(page, name).await;
}

/// Does something to the view that is open.
async fn act(page: &Page, view: &str, act: &str) {
    views(page).button(&*format!("View actions: {view}")).click().await;
    views(page).role("menuitem", act).click().await;
}

async fn kept(page: &Page) -> Value {
    let kept = page.script("return localStorage.getItem('patchbay.views')", vec![]).await;
    serde_json::from_str(kept.as_str().expect("something is kept")).expect("JSON")
}

on_every_engine!(a_list_is_found_again_by_the_name_that_it_was_saved_under, Setup::gateway(fleet_of(60)));
async fn a_list_is_found_again_by_the_name_that_it_was_saved_under(page: Page) {
    open_list(&page, "/").await;
    is_open(&page, "All connections").await;
    views(&page).button("Save view").is_gone().await;

    page.group("Filters").button("State").click().await;
    page.group("Filters").option(containing("Failed")).click().await;
    page.press(Key::Escape).await;
    page.is_at(FAILED).await;
    save_as(&page, "Broken ones").await;
    assert_eq!(
        kept(&page).await,
        json!({"views": [{"name": "Broken ones", "query": "state=failed"}], "hidden": [], "default": null})
    );

    views(&page).link("All connections").click().await;
    page.is_at("#/").await;
    range_is(&page, "1–20 of 60").await;
    page.reload().await;
    is_loaded(&page).await;
    views_are(&page, &["All connections", "Broken ones"]).await;
    views(&page).link("Broken ones").click().await;
    page.is_at(FAILED).await;
    page.button("Remove filter State: Failed").is_shown().await;
    is_open(&page, "Broken ones").await;
    page.back().await;
    is_open(&page, "All connections").await;
}

on_chromium!(a_view_that_was_changed_says_so_until_it_is_reset_or_updated, Setup::gateway(fleet_of(60)));
async fn a_view_that_was_changed_says_so_until_it_is_reset_or_updated(page: Page) {
    open_list(&page, "/#/?state=failed").await;
    save_as(&page, "Broken").await;

    let sort = async || table(&page).header("Name").button("Name").click().await;
    sort().await;
    is_open(&page, "Broken changed").await;
    // Another page of it is no change.
    views(&page).button("Reset").click().await;
    page.is_at(FAILED).await;
    is_open(&page, "Broken").await;
    views(&page).button("Reset").is_gone().await;
    page.button("View actions: Broken").has_focus().await;

    sort().await;
    views(&page).button("Update view").click().await;
    page.status().says("“Broken” is updated.").await;
    is_open(&page, "Broken").await;
    views(&page).button("Update view").is_gone().await;
    page.reload().await;
    is_loaded(&page).await;
    is_open(&page, "Broken").await;
    assert_eq!(kept(&page).await["views"][0]["query"], "state=failed&sort=name");
}

on_chromium!(a_changed_view_can_become_another_one, Setup::gateway(fleet_of(60)));
async fn a_changed_view_can_become_another_one(page: Page) {
    open_list(&page, "/#/?state=failed").await;
    save_as(&page, "Broken").await;
    page.searchbox("Search connections").fill("user").await;
    is_open(&page, "Broken changed").await;

    views(&page).button("Save view").click().await;
    let dialog = page.dialog("Save view");
    for (name, why) in [(" ", "Give it a name."), ("BROKEN", "Another view has this name already.")] {
        dialog.textbox("Name").fill(name).await;
        dialog.button("Save").click().await;
        dialog.textbox("Name").is_refused(why).await;
    }
    dialog.textbox("Name").fill("Broken users").await;
    dialog.button("Save").click().await;
    is_open(&page, "Broken users").await;
    views_are(&page, &["All connections", "Broken", "Broken users"]).await;
}

on_chromium!(views_are_renamed_put_in_order_and_deleted_with_a_way_back, Setup::gateway(fleet_of(60)));
async fn views_are_renamed_put_in_order_and_deleted_with_a_way_back(page: Page) {
    for (query, name) in [("q=a", "One"), ("q=b", "Two"), ("q=c", "Three")] {
        open_list(&page, &format!("/#/?{query}")).await;
        save_as(&page, name).await;
    }
    act(&page, "Three", "Move up").await;
    views_are(&page, &["All connections", "One", "Three", "Two"]).await;
    page.button("View actions: Three").has_focus().await;
    act(&page, "Three", "Rename").await;
    let dialog = page.dialog("Rename view");
    dialog.textbox("Name").has_value("Three").await;
    dialog.textbox("Name").fill("First").await;
    dialog.button("Save").click().await;
    views_are(&page, &["All connections", "One", "First", "Two"]).await;
    is_open(&page, "First").await;
    act(&page, "First", "Move up").await;
    views(&page).button("View actions: First").click().await;
    views(&page).role("menuitem", containing("Move up")).is_disabled().await;
    page.press(Key::Escape).await;

    act(&page, "First", "Delete").await;
    page.status().says("“First” is deleted.").await;
    views_are(&page, &["All connections", "One", "Two"]).await;
    page.button("Undo").click().await;
    views_are(&page, &["All connections", "First", "One", "Two"]).await;
    page.reload().await;
    views_are(&page, &["All connections", "First", "One", "Two"]).await;
}

on_chromium!(the_view_of_the_start_is_shown_unless_the_link_says_what_to_show, with_team());
async fn the_view_of_the_start_is_shown_unless_the_link_says_what_to_show(page: Page) {
    open_list(&page, "/").await;
    page.is_at("").await;
    views(&page).link("Gmail by name").click().await;
    act(&page, "Gmail by name", "Make default").await;

    page.open("/favicon.svg").await;
    open_list(&page, "/").await;
    page.is_at("#/?platform=gmail&sort=name").await;
    is_open(&page, "Gmail by name").await;

    for (link, open) in
        [("/#/?state=failed", Some("Failed")), ("/#/?q=x", None), ("/#/", Some("All connections"))]
    {
        page.open("/favicon.svg").await;
        page.open(link).await;
        match open {
            Some(open) => is_open(&page, open).await,
            None => drop(views(&page).button("Save view").is_shown().await),
        }
        page.is_at(&link[1..]).await;
    }
    // All connections stay all connections, and can be the start again.
    page.reload().await;
    page.is_at("#/").await;
    act(&page, "All connections", "Make default").await;
    page.open("/favicon.svg").await;
    open_list(&page, "/").await;
    is_open(&page, "All connections").await;
}

on_chromium!(a_teams_views_are_everybodys_and_can_be_hidden, with_team());
async fn a_teams_views_are_everybodys_and_can_be_hidden(page: Page) {
    open_list(&page, "/").await;
    views_are(&page, &["All connections", "Failed", "Gmail by name"]).await;
    views(&page).link("Failed").click().await;
    page.is_at(FAILED).await;
    views(&page).button("View actions: Failed").click().await;
    for offered in ["Make default", "Copy link", "Hide"] {
        views(&page).role("menuitem", offered).is_enabled().await;
    }
    views(&page).any("menuitem").count_is(3).await;
    page.press(Key::Escape).await;
    // It cannot become another list.
    table(&page).header("Name").button("Name").click().await;
    is_open(&page, "Failed changed").await;
    views(&page).button("Reset").is_shown().await;
    views(&page).button("Save view").is_shown().await;
    views(&page).button("Update view").is_gone().await;
    views(&page).button("Reset").click().await;

    act(&page, "Failed", "Hide").await;
    views_are(&page, &["All connections", "Gmail by name"]).await;
    page.button("Undo").click().await;
    views_are(&page, &["All connections", "Failed", "Gmail by name"]).await;
    is_open(&page, "Failed").await;
    act(&page, "Failed", "Hide").await;
    page.reload().await;
    is_loaded(&page).await;
    views_are(&page, &["All connections", "Gmail by name"]).await;
    views(&page).link("All connections").click().await;
    act(&page, "All connections", "Show hidden views").await;
    views_are(&page, &["All connections", "Failed", "Gmail by name"]).await;
}

on_chromium!(a_views_link_shows_the_same_list_to_whoever_opens_it, with_team());
async fn a_views_link_shows_the_same_list_to_whoever_opens_it(page: Page) {
    open_list(&page, "/#/?platform=gmail&sort=name").await;
    // Nobody else may read what a browser has on its clipboard, so the test takes the clipboard's place.
    page.script("navigator.clipboard.writeText = async (text) => { window.copied = text }", vec![]).await;
    act(&page, "Gmail by name", "Copy link").await;
    page.status().says("The link is copied.").await;
    let copied = page.script("return copied", vec![]).await;
    assert_eq!(copied, json!(format!("{}/#/?platform=gmail&sort=name", page.stage().origin())));
}

on_chromium!(views_are_kept_opened_and_left_by_keyboard_alone, Setup::gateway(fleet_of(60)));
async fn views_are_kept_opened_and_left_by_keyboard_alone(page: Page) {
    open_list(&page, "/#/?state=failed").await;
    views(&page).button("Save view").press(Key::Enter).await;
    page.dialog("Save view").textbox("Name").has_focus().await;
    page.press("Broken").await;
    page.press(Key::Enter).await;
    page.button("View actions: Broken").has_focus().await;
    page.press_with(Key::Shift, Key::Tab).await;
    page.press_with(Key::Shift, Key::Tab).await;
    views(&page).link("All connections").has_focus().await;
    page.press(Key::Enter).await;
    page.is_at("#/").await;
    // Its own actions stand between the two now.
    page.press(Key::Tab).await;
    page.button("View actions: All connections").has_focus().await;
    page.press(Key::Tab).await;
    page.press(Key::Enter).await;
    page.is_at(FAILED).await;
    page.press(Key::Tab).await;
    page.press(Key::Enter).await;
    views(&page).any("menu").is_shown().await;
    page.press("d").await;
    page.press(Key::Enter).await;
    views_are(&page, &["All connections"]).await;
    views(&page).link("All connections").has_focus().await;
}

on_chromium!(what_is_kept_and_makes_no_sense_stops_nothing, Setup::gateway(fleet_of(30)));
async fn what_is_kept_and_makes_no_sense_stops_nothing(page: Page) {
    page.open("/favicon.svg").await;
    for kept in ["", "{", "[]", r#"{"views": [7, {"name": "Mine", "query": "what=1&q=a"}], "default": 7}"#] {
        page.script("localStorage.setItem('patchbay.views', arguments[0])", vec![json!(kept)]).await;
        page.open("/favicon.svg").await;
        open_list(&page, "/").await;
        views(&page).link("All connections").is_shown().await;
    }
    views(&page).link("Mine").click().await;
    page.is_at("#/?q=a").await;
}

on_chromium!(views_break_no_rule_and_fit_a_narrow_screen, with_team());
async fn views_break_no_rule_and_fit_a_narrow_screen(page: Page) {
    open_list(&page, "/#/?state=failed").await;
    table(&page).header("Name").button("Name").click().await;
    is_open(&page, "Failed changed").await;
    page.in_both_themes(async |theme| page.assert_accessible(&format!("a changed view ({theme:?})")).await)
        .await;
    views(&page).button("View actions: Failed changed").is_gone().await;
    views(&page).button("View actions: Failed").click().await;
    page.in_both_themes(async |theme| page.assert_accessible(&format!("its menu ({theme:?})")).await).await;
    page.press(Key::Escape).await;
    page.resize(320, 700).await;
    fits(&page, "a changed view").await;
    views(&page).button("Save view").click().await;
    page.in_both_themes(async |theme| page.assert_accessible(&format!("its name ({theme:?})")).await).await;
    fits(&page, "the dialog").await;
}
