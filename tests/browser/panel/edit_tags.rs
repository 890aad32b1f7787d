//! The dialog "Edit tags": by keyboard, busy, refused, taken back, left.

use patchbay_sandbox::{Fault, Gate, When};
use serde_json::json;
use thirtyfour::Key;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

on_chromium!(tags_are_edited_by_keyboard_alone, Setup::gateway(fleet_of(30)));
async fn tags_are_edited_by_keyboard_alone(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    let field = dialog.combobox("Tags");
    field.has_focus().await;

    page.press("first").await;
    page.press(Key::Enter).await;
    holds_tags(&dialog, &["billing", "eu", "first"]).await;
    page.press("second,").await;
    holds_tags(&dialog, &["billing", "eu", "first", "second"]).await;
    field.has_value("").await;
    page.press(Key::Backspace).await;
    holds_tags(&dialog, &["billing", "eu", "first"]).await;
    // What is there already is not added again.
    page.press("eu,").await;
    holds_tags(&dialog, &["billing", "eu", "first"]).await;
    // Enter in the empty field saves.
    page.press(Key::Enter).await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"tags": ["billing", "eu", "first"]})]);
}

on_chromium!(tags_that_others_have_are_suggested, Setup::gateway(fleet_of(120)));
async fn tags_that_others_have_are_suggested(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    let dialog = open_tags(&page, &acme.id).await;

    dialog.combobox("Tags").press("prod").await;
    dialog.option("production").is_shown().await;
    page.press(Key::Down).await;
    page.press(Key::Enter).await;
    holds_tags(&dialog, &["billing", "eu", "production"]).await;

    // Esc closes what is suggested first, and the dialog only then.
    dialog.combobox("Tags").press("u").await;
    dialog.any("option").until("are suggested", |options| !options.is_empty()).await;
    page.press(Key::Escape).await;
    dialog.any("option").is_gone().await;
    dialog.is_shown().await;
}

on_chromium!(save_is_disabled_until_something_is_changed, Setup::gateway(fleet_of(30)));
async fn save_is_disabled_until_something_is_changed(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    let save = dialog.button("Save");

    save.is_disabled().await;
    add_tag(&dialog, "vip").await;
    save.is_enabled().await;
    dialog.button("Remove vip").click().await;
    save.is_disabled().await;
    // What is typed and not yet a tag counts.
    dialog.combobox("Tags").press("vip").await;
    save.is_enabled().await;
    save.click().await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"tags": ["billing", "eu", "vip"]})]);
}

on_chromium!(what_is_typed_and_not_yet_a_tag_is_in_the_preview_after_one_click, Setup::gateway(fleet_of(30)));
async fn what_is_typed_and_not_yet_a_tag_is_in_the_preview_after_one_click(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;

    dialog.combobox("Tags").press("vip").await;
    dialog.button("What will be sent").click().await;
    dialog.says("\"vip\"").await;
    dialog.combobox("Tags").has_value("vip").await;
}

on_chromium!(the_connection_is_read_before_and_after_the_write, Setup::gateway(fleet_of(30)));
async fn the_connection_is_read_before_and_after_the_write(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, "vip").await;

    is_loaded_behind_a_dialog(&page).await;
    forget_requests(&page);
    dialog.button("Save").click().await;
    dialog.is_gone().await;

    assert!(wrote_once(&page, &acme.id), "{}", page.stage().requests());
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu", "vip"]);
}

on_chromium!(pressing_save_twice_saves_once, Setup::gateway(fleet_of(30)));
async fn pressing_save_twice_saves_once(page: Page) {
    let (acme, zenith) = (known(&page), other(&page));

    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, "vip").await;
    dialog.button("Save").double_click().await;
    dialog.is_gone().await;

    let dialog = open_tags(&page, &zenith.id).await;
    add_tag(&dialog, "vip").await;
    page.press(format!("{0}{0}{0}", Key::Enter.value())).await;
    dialog.is_gone().await;

    let saved: Vec<_> =
        writes(&page).iter().map(|save| save.path.rsplit('/').next().map(str::to_owned)).collect();
    assert_eq!(saved, [Some(acme.id), Some(zenith.id)], "{}", page.stage().requests());
}

on_chromium!(the_dialog_stays_open_and_busy_until_the_vendor_has_answered, Setup::gateway(fleet_of(30)));
async fn the_dialog_stays_open_and_busy_until_the_vendor_has_answered(page: Page) {
    let acme = known(&page);
    let gate = Gate::new();
    page.sandbox().faults().arm(When::method("PATCH"), Fault::Hold(gate.clone()));
    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, "vip").await;

    dialog.button("Save").click().await;
    gate.reached_by(1).await;
    dialog.has_attribute("aria-busy", "true").await;
    dialog.status().says("Saving …").await;
    dialog.button("Save").is_disabled().await;
    dialog.combobox("Tags").is_disabled().await;
    page.press(Key::Escape).await;
    page.press(Key::Escape).await;
    dialog.is_shown().await;
    holds_tags(&dialog, &["billing", "eu", "vip"]).await;

    gate.open();
    dialog.is_gone().await;
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu", "vip"]);
}

on_chromium!(what_somebody_else_changed_meanwhile_is_kept, Setup::gateway(fleet_of(30)));
async fn what_somebody_else_changed_meanwhile_is_kept(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, "mine").await;
    dialog.button("Remove billing").click().await;

    page.sandbox().pica(|store| store.edit(&acme.id, |connection| connection.tags.push("theirs".to_owned())));
    dialog.button("Save").click().await;
    dialog.is_gone().await;

    let mut tags = tags_of(&page, &acme.id);
    tags.sort();
    assert_eq!(tags, ["eu", "mine", "theirs"]);
}

on_chromium!(what_is_like_that_already_is_not_sent, Setup::gateway(fleet_of(30)));
async fn what_is_like_that_already_is_not_sent(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, "vip").await;

    page.sandbox().pica(|store| store.edit(&acme.id, |connection| connection.tags.push("vip".to_owned())));
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.status().says("nothing was sent").await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

on_chromium!(undo_is_a_second_write_that_restores, Setup::gateway(fleet_of(30)));
async fn undo_is_a_second_write_that_restores(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    dialog.button("Remove billing").click().await;
    add_tag(&dialog, "vip").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.button("Undo").click().await;

    page.status().says("Undone: Acme ledger is as it was.").await;
    page.button("Undo").is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"tags": ["eu", "vip"]}), json!({"tags": ["billing", "eu"]})]);
    table(&page).row(ACME).cell("Tags").says("billing").await;
}

on_chromium!(undo_that_is_refused_says_so, Setup::gateway(fleet_of(30)));
async fn undo_that_is_refused_says_so(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, "vip").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;

    page.sandbox().faults().arm(When::method("PATCH"), Fault::Status(403));
    page.button("Undo").click().await;
    page.alert().says("Acme ledger could not be set back. Not permitted").await;
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu", "vip"]);
}

on_chromium!(leaving_typed_changes_asks_first, Setup::gateway(fleet_of(30)));
async fn leaving_typed_changes_asks_first(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, "vip").await;

    dialog.button("Cancel").click().await;
    dialog.alert().says("What you typed is not saved.").await;
    dialog.button("Keep editing").has_focus().await;
    dialog.button("Keep editing").click().await;
    dialog.button("Discard").is_gone().await;
    holds_tags(&dialog, &["billing", "eu", "vip"]).await;

    // Esc means the same as Cancel.
    dialog.combobox("Tags").press(Key::Escape).await;
    dialog.button("Discard").click().await;
    dialog.is_gone().await;
    page.is_at(&format!("#/c/{DEMO}/{}", acme.id)).await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

on_chromium!(leaving_an_unchanged_dialog_asks_nothing, Setup::gateway(fleet_of(30)));
async fn leaving_an_unchanged_dialog_asks_nothing(page: Page) {
    known(&page);
    open_list(&page, "/").await;
    page.link(ACME).click().await;
    let button = page.complementary("Connection").button("Edit tags");
    button.click().await;
    let dialog = page.dialog("Edit tags");
    dialog.combobox("Tags").has_focus().await;

    page.press(Key::Escape).await;
    dialog.is_gone().await;
    button.has_focus().await;
}

on_chromium!(going_back_from_typed_changes_asks_first, Setup::gateway(fleet_of(30)));
async fn going_back_from_typed_changes_asks_first(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    page.link(ACME).click().await;
    page.complementary("Connection").button("Edit tags").click().await;
    let dialog = page.dialog("Edit tags");
    add_tag(&dialog, "vip").await;

    page.back().await;
    dialog.button("Keep editing").click().await;
    holds_tags(&dialog, &["billing", "eu", "vip"]).await;
    page.is_at(&format!("#/c/{DEMO}/{}/tags", acme.id)).await;
}

on_chromium!(a_dialog_has_an_address_of_its_own, Setup::gateway(fleet_of(30)));
async fn a_dialog_has_an_address_of_its_own(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    holds_tags(&dialog, &["billing", "eu"]).await;

    dialog.button("Cancel").click().await;
    dialog.is_gone().await;
    page.is_at(&format!("#/c/{DEMO}/{}", acme.id)).await;
    page.complementary("Connection").heading(ACME).is_shown().await;

    page.back().await;
    holds_tags(&dialog, &["billing", "eu"]).await;
    page.forward().await;
    dialog.is_gone().await;
}
