//! Every screen for everyone: by the rules of WCAG in both themes, by keyboard alone, and on a narrow screen.

use patchbay_sandbox::{Fault, Gate, When};
use serde_json::json;
use thirtyfour::Key;

use super::peaka;
use super::user::*;
use crate::locator::{Find, containing};
use crate::page::Page;
use crate::stage::Setup;

/// Holds the screen against the rules in the light theme and in the dark.
async fn accessible(page: &Page, screen: &str) {
    page.in_both_themes(async |theme| page.assert_accessible(&format!("{screen} ({theme:?})")).await).await;
}

on_chromium!(the_list_and_its_popups_break_no_rule, Setup::gateway(fleet_of(60)));
async fn the_list_and_its_popups_break_no_rule(page: Page) {
    open_list(&page, "/").await;
    accessible(&page, "the list").await;

    page.group("Filters").button("State").click().await;
    page.group("Filters").option(containing("Failed")).click().await;
    accessible(&page, "the list with a filter open").await;
    page.press(Key::Escape).await;
    accessible(&page, "the list with a chip").await;
    page.group("Filters").button("Tags").click().await;
    accessible(&page, "the list with a filter to type in").await;
    page.press(Key::Escape).await;
    page.group("Filters").button("More").click().await;
    page.group("Filters").group("More").textbox("Version").is_shown().await;
    accessible(&page, "the list with More open").await;
    page.group("Filters").group("More").textbox("Version").press(Key::Escape).await;

    page.searchbox("Search connections").fill("no-such-thing").await;
    page.region("Nothing matches").is_shown().await;
    accessible(&page, "no match").await;
}

on_chromium!(a_connection_and_its_dialogs_break_no_rule, Setup::gateway(fleet_of(30)));
async fn a_connection_and_its_dialogs_break_no_rule(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    page.link(ACME).click().await;
    page.complementary("Connection").says("From Pica").await;
    accessible(&page, "a connection").await;
    table(&page).row(ACME).button(containing(ACME)).click().await;
    accessible(&page, "the menu of a row").await;
    page.press(Key::Escape).await;

    page.complementary("Connection").button("Edit tags").click().await;
    let dialog = page.dialog("Edit tags");
    dialog.combobox("Tags").press("u").await;
    accessible(&page, "the dialog with suggestions").await;
    page.press(Key::Backspace).await;
    add_tag(&dialog, "error-409").await;
    dialog.button("Save").click().await;
    dialog.alert().says("Changed meanwhile").await;
    accessible(&page, "a refusal").await;
    dialog.button("Remove error-409").click().await;
    add_tag(&dialog, "vip").await;
    dialog.button("Cancel").click().await;
    dialog.button("Discard").is_shown().await;
    accessible(&page, "the question before leaving").await;
    dialog.button("Keep editing").click().await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.button("Undo").is_shown().await;
    accessible(&page, "a notice").await;

    page.open(&format!("/#/c/{DEMO}/{}/delete", acme.id)).await;
    page.dialog("Delete").button("Confirm").is_shown().await;
    accessible(&page, "the question before deleting").await;
}

on_chromium!(filling_in_review_refusal_and_consent_break_no_rule, peaka::demo());
async fn filling_in_review_refusal_and_consent_break_no_rule(page: Page) {
    peaka::acme(&page, "POSTGRES");
    open_list(&page, "/#/?source=peaka").await;
    let dialog = peaka::open(&page, "credentials", "Update credentials").await;
    accessible(&page, "a form").await;
    // "wrong" is refused, once everything is there.
    peaka::type_in(&dialog, &[("url", "db.example.test"), ("user", "wrong"), ("password", "s3cret")]).await;
    dialog.button("Rename too").click().await;
    dialog.button("What will be sent").click().await;
    accessible(&page, "a form with all that is folded away").await;
    dialog.button("Save").click().await;
    dialog.textbox("port").is_refused("Fill this in").await;
    accessible(&page, "a form with fields that are refused").await;
    peaka::type_in(&dialog, &[("port", "5432"), ("databaseName", "sales")]).await;
    dialog.button("Save").click().await;
    dialog.button("Confirm").is_enabled().await;
    accessible(&page, "a review").await;
    dialog.button("Confirm").click().await;
    dialog.alert().says("credential was refused").await;
    accessible(&page, "a review that was refused").await;

    dialog.button("Back").click().await;
    dialog.combobox("Type").choose("Google Sheets").await;
    peaka::type_in(&dialog, &[("clientId", "app-id"), ("clientSecret", "s3cret")]).await;
    save_and_confirm(&dialog).await;
    dialog.link(containing("Open ")).is_shown().await;
    accessible(&page, "the way to a page of consent").await;
}

on_chromium!(states_that_are_no_list_break_no_rule, Setup::direct(fleet_of(0)));
async fn states_that_are_no_list_break_no_rule(page: Page) {
    page.open("/").await;
    page.textbox("API key for Pica live").is_shown().await;
    accessible(&page, "the question for a key").await;
    enter_key(&page, "wrong").await;
    page.region("Pica live").alert().is_shown().await;
    accessible(&page, "a source that failed").await;
    page.link("Sources").click().await;
    accessible(&page, "the sources").await;
    enter_key(&page, KEY).await;
    page.button("Forget key: Pica live").is_shown().await;
    page.region("Pica live").says("0 connections read.").await;
    accessible(&page, "the sources with a key").await;
    page.link("Connections").click().await;
    page.region("No connections yet").is_shown().await;
    accessible(&page, "an empty fleet").await;

    let gate = Gate::new();
    page.sandbox().faults().arm(When::any(), Fault::Hold(gate.clone()));
    page.link("Sources").click().await;
    page.button("Reload Pica live").click().await;
    page.link("Connections").click().await;
    gate.reached_by(1).await;
    table(&page).has_attribute("aria-busy", "true").await;
    accessible(&page, "a list that is awaited").await;
    gate.open();
    page.region("No connections yet").is_shown().await;

    page.offline(true).await;
    page.alert().says("You are offline.").await;
    accessible(&page, "the panel without a network").await;
    page.offline(false).await;

    page.stage().place_panel("portal", Some(&json!({"sources": 1}).to_string()));
    page.open("/portal/").await;
    page.region("The configuration cannot be used").is_shown().await;
    accessible(&page, "a configuration that cannot be used").await;
}

/// Presses Tab until the focus is on the part of that role and name.
async fn tab_to(page: &Page, role: &str, name: &str) {
    const FAR: usize = 60;
    for _ in 0..FAR {
        page.press(Key::Tab).await;
        if page.focused().await.is_some_and(|seen| seen.role == role && seen.name == name) {
            return;
        }
    }
    panic!(
        "{FAR} times Tab do not lead to {role} “{name}”, but to {:?}",
        page.focused().await.map(|seen| seen.to_string())
    );
}

on_chromium!(the_keyboard_alone_leads_through_everything, Setup::direct(fleet_of(60)));
async fn the_keyboard_alone_leads_through_everything(page: Page) {
    let acme = known(&page);
    page.open("/").await;
    page.textbox("API key for Pica live").is_shown().await;
    tab_to(&page, "textbox", "API key for Pica live").await;
    page.press(KEY).await;
    page.press(Key::Enter).await;
    is_loaded(&page).await;

    // From wherever the focus went when its field did.
    tab_to(&page, "searchbox", "Search connections").await;
    page.press("acme").await;
    rows_are(&page, &[ACME]).await;
    tab_to(&page, "button", "State").await;
    page.press(Key::Enter).await;
    page.option(containing("Operational")).is_shown().await;
    page.press(Key::Space).await;
    page.button("Remove filter State: Operational").is_shown().await;
    page.press(Key::Escape).await;
    page.group("Filters").button("State").has_focus().await;

    tab_to(&page, "link", ACME).await;
    page.press(Key::Enter).await;
    page.complementary("Connection").heading(ACME).has_focus().await;
    tab_to(&page, "button", "Edit tags").await;
    page.press(Key::Enter).await;
    let dialog = page.dialog("Edit tags");
    dialog.combobox("Tags").has_focus().await;
    page.press("vip,").await;
    tab_to(&page, "button", "Save").await;
    page.press(Key::Enter).await;
    dialog.is_gone().await;
    page.complementary("Connection").button("Edit tags").has_focus().await;
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu", "vip"]);

    tab_to(&page, "button", "Undo").await;
    page.press(Key::Enter).await;
    page.status().says("Undone: Acme ledger is as it was.").await;
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu"]);

    // The notice gives the focus back to what was last on the way to it.
    page.complementary("Connection").button("About the platform").has_focus().await;
    page.press(Key::Escape).await;
    page.link(ACME).has_focus().await;
}

on_chromium!(entering_a_key_leaves_the_focus_in_the_panel, Setup::direct(fleet_of(30)));
async fn entering_a_key_leaves_the_focus_in_the_panel(page: Page) {
    page.open("/").await;
    page.textbox("API key for Pica live").fill(KEY).await;
    page.press(Key::Enter).await;
    is_loaded(&page).await;

    let focused = page.focused().await.map(|seen| seen.role).unwrap_or_default();
    assert!(!matches!(focused.as_str(), "" | "generic"), "the focus is on nothing of the panel");
}

on_chromium!(at_320_pixels_nothing_scrolls_sideways_but_the_table, Setup::gateway(fleet_of(30)));
async fn at_320_pixels_nothing_scrolls_sideways_but_the_table(page: Page) {
    let acme = known(&page);
    page.open("/").await;
    page.resize(320, 640).await;
    is_loaded(&page).await;
    fits(&page, "the list").await;

    page.link(ACME).click().await;
    page.complementary("Connection").says("From Pica").await;
    fits(&page, "a connection").await;
    page.complementary("Connection").button("Edit tags").click().await;
    page.dialog("Edit tags").combobox("Tags").is_enabled().await;
    fits(&page, "a dialog").await;
    page.holds(
        "the buttons of the dialog are on the screen",
        "return [...document.getElementById('patchbay').shadowRoot.querySelectorAll('dialog button')]
            .every((button) => button.getBoundingClientRect().right <= innerWidth)",
    )
    .await;
    page.press(Key::Escape).await;
    page.open("/#/sources").await;
    page.heading("Sources").is_shown().await;
    fits(&page, "the sources").await;

    let long = fleet(&page).into_iter().find(|each| each.name.as_ref().is_some_and(|name| name.len() == 200));
    page.open(&format!("/#/c/{DEMO}/{}/tags", long.expect("the longest name").id)).await;
    page.dialog("Edit tags").combobox("Tags").is_enabled().await;
    fits(&page, "the longest name").await;
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu"]);
}
