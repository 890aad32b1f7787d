//! The password of a connection at Omni: typed, confirmed, sent once, and never seen again.

use serde_json::json;
use thirtyfour::Key;

use super::omni::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

const FIELD: &str = "passwordUnencrypted";
/// As in the vendor's own example.
const NEW: &str = "new-password-here";
const REPLACED: &str = "passwordUnencrypted: what you typed replaces what is held.";

on_chromium!(a_password_is_replaced_once_that_is_confirmed, omni());
async fn a_password_is_replaced_once_that_is_confirmed(page: Page) {
    let acme = acme(&page, "postgres");
    open_list(&page, "/").await;
    page.link(ACME).click().await;
    page.complementary("Connection").button("Update credentials").click().await;
    let dialog = page.dialog("Update credentials");
    let field = dialog.textbox(FIELD);
    field.has_focus().await;
    field.has_value("").await;
    field.has_attribute("type", "password").await;
    dialog.says("Omni may store what you enter without trying it.").await;
    // What only a warehouse of another kind has.
    dialog.textbox("privateKey").is_gone().await;

    field.fill(NEW).await;
    field.press(Key::Enter).await;
    dialog.says("This will change Acme ledger:").await;
    lists_changes(&dialog, &[REPLACED]).await;
    assert_nothing_sent(&page);
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;
    // To take it back would need the password that was there, which nobody has.
    told_for_good(&page, "Credentials of Acme ledger updated.").await;

    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": NEW})]);
    assert_eq!((writes(&page)[0].method.as_str(), &writes(&page)[0].path), ("PATCH", &path_of(&acme)));
    assert_eq!(stands(&page, &acme).password.as_deref(), Some(NEW));
    page.holds_nowhere(NEW).await;
}

on_chromium!(back_keeps_what_was_typed, omni());
async fn back_keeps_what_was_typed(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox(FIELD).fill("first").await;
    dialog.button("Save").click().await;
    lists_changes(&dialog, &[REPLACED]).await;
    dialog.textbox(FIELD).is_gone().await;

    dialog.button("Back").click().await;
    dialog.textbox(FIELD).has_value("first").await;
    dialog.any("listitem").is_gone().await;
    dialog.textbox(FIELD).fill(NEW).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": NEW})]);
}

on_chromium!(pressing_confirm_twice_sends_once, omni());
async fn pressing_confirm_twice_sends_once(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox(FIELD).fill(NEW).await;
    dialog.button("Save").click().await;
    dialog.button("Confirm").double_click().await;

    dialog.is_gone().await;
    page.status().says("Credentials of Acme ledger updated.").await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": NEW})]);
}

on_chromium!(without_a_change_there_is_nothing_to_save, omni());
async fn without_a_change_there_is_nothing_to_save(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_credentials(&page, &acme).await;
    let save = dialog.button("Save");
    save.is_disabled().await;
    // To look at what could be added is no change.
    dialog.button("Change the role too").click().await;
    dialog.combobox("baseRole").is_shown().await;
    save.is_disabled().await;

    dialog.textbox(FIELD).fill("x").await;
    save.is_enabled().await;
    dialog.textbox(FIELD).press(Key::Backspace).await;
    save.is_disabled().await;
    dialog.combobox("baseRole").choose(MODELER).await;
    save.is_enabled().await;
    dialog.combobox("baseRole").choose(QUERIER).await;
    save.is_disabled().await;
    dialog.textbox(FIELD).press(Key::Enter).await;
    dialog.textbox(FIELD).is_shown().await;
    assert_nothing_sent(&page);
}

on_chromium!(a_password_of_blanks_alone_is_refused_at_its_field, omni());
async fn a_password_of_blanks_alone_is_refused_at_its_field(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox(FIELD).fill("   ").await;
    dialog.button("Save").click().await;

    dialog.textbox(FIELD).is_refused("Fill this in; the vendor needs it.").await;
    dialog.textbox(FIELD).has_focus().await;
    dialog.textbox(FIELD).has_value("   ").await;
    assert_nothing_sent(&page);
}

on_chromium!(any_password_arrives_as_it_was_typed, omni());
async fn any_password_arrives_as_it_was_typed(page: Page) {
    let acme = acme(&page, "postgres");
    let odd = r#"<img src=x onerror=alert(1)> "'`\ $(id) %00 سر 🔑"#;
    let long = format!(" {} ", "Pa$$w0rd".repeat(1_250));

    for password in [odd, long.as_str()] {
        forget_requests(&page);
        let dialog = open_credentials(&page, &acme).await;
        replace(&dialog.textbox(FIELD), password).await;
        save_and_confirm(&dialog).await;
        dialog.is_gone().await;
        assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": password})]);
        assert_eq!(stands(&page, &acme).password.as_deref(), Some(password));
    }
}

on_chromium!(what_will_be_sent_is_shown_without_the_password, omni());
async fn what_will_be_sent_is_shown_without_the_password(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_credentials(&page, &acme).await;
    dialog.button("What will be sent").click().await;
    dialog.says("Nothing to send yet.").await;
    dialog.textbox(FIELD).fill(NEW).await;

    dialog.says(&format!("PATCH /gateway{}", path_of(&acme))).await;
    dialog.says("\"passwordUnencrypted\": \"•••\"").await;
    assert_eq!(page.places_of(NEW).await, ["a field"]);
}

on_chromium!(a_snowflake_may_have_a_password_too, omni());
async fn a_snowflake_may_have_a_password_too(page: Page) {
    let acme = acme(&page, "snowflake");
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox("privateKey").has_value("").await;
    dialog.textbox(FIELD).fill(NEW).await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": NEW})]);
    assert_eq!(stands(&page, &acme).private_key, None);
}
