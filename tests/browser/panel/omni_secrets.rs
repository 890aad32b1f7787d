//! What is typed into the dialogs of Omni stays in its fields: kept on an error, gone with the dialog, and nowhere else.

use patchbay_sandbox::{Fault, When};
use serde_json::json;

use super::omni::*;
use super::user::*;
use crate::locator::{Find, Locator};
use crate::page::Page;

const PASSWORD: &str = "canary-password-4711";
const KEY: &str = include_str!("../../../crates/sandbox/src/omni/keys/rsa-2048.pem");

/// A line of the key, which no other text has.
fn line() -> &'static str {
    KEY.lines().nth(7).expect("a line of the key")
}

/// Fills in both secrets that a Snowflake connection may have.
async fn fill_in(page: &Page) -> Locator {
    let acme = acme(page, "snowflake");
    let dialog = open_credentials(page, &acme).await;
    dialog.textbox("passwordUnencrypted").fill(PASSWORD).await;
    replace(&dialog.textbox("privateKey"), KEY).await;
    dialog
}

async fn only_in_fields(page: &Page) {
    for secret in [PASSWORD, line()] {
        assert_eq!(page.places_of(secret).await, ["a field"], "{secret}");
    }
}

on_chromium!(secrets_are_in_their_fields_alone_at_every_step_and_nowhere_afterwards, omni());
async fn secrets_are_in_their_fields_alone_at_every_step_and_nowhere_afterwards(page: Page) {
    let dialog = fill_in(&page).await;
    only_in_fields(&page).await;
    dialog.button("What will be sent").click().await;
    dialog.says("\"privateKey\": \"•••\"").await;
    for field in ["passwordUnencrypted", "privateKey"] {
        dialog.button(&format!("Show {field}")).click().await;
        only_in_fields(&page).await;
    }
    dialog.button("Save").click().await;
    dialog.button("Confirm").is_shown().await;
    only_in_fields(&page).await;

    page.sandbox().faults().arm(When::method("PATCH"), Fault::Echo);
    dialog.button("Confirm").click().await;
    dialog.alert().says("•••").await;
    only_in_fields(&page).await;
    dialog.button("Back").click().await;
    dialog.textbox("passwordUnencrypted").has_value(PASSWORD).await;
    dialog.textbox("privateKey").has_value(KEY).await;

    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    let both = json!({"passwordUnencrypted": PASSWORD, "privateKey": KEY});
    assert_eq!(bodies_of_writes(&page), [both.clone(), both]);
    page.holds_nowhere(PASSWORD).await;
    page.holds_nowhere(line()).await;
}

on_chromium!(secrets_are_forgotten_with_the_dialog, omni());
async fn secrets_are_forgotten_with_the_dialog(page: Page) {
    let dialog = fill_in(&page).await;
    dialog.button("Cancel").click().await;
    dialog.alert().says("What you typed is not saved.").await;
    dialog.button("Keep editing").click().await;
    dialog.textbox("passwordUnencrypted").has_value(PASSWORD).await;
    dialog.button("Cancel").click().await;
    dialog.button("Discard").click().await;
    dialog.is_gone().await;
    page.holds_nowhere(PASSWORD).await;
    page.holds_nowhere(line()).await;

    page.back().await;
    dialog.textbox("passwordUnencrypted").has_value("").await;
    dialog.textbox("privateKey").has_value("").await;
    dialog.button("Save").is_disabled().await;
    assert_nothing_sent(&page);
}

on_chromium!(secrets_are_forgotten_once_they_are_saved, omni());
async fn secrets_are_forgotten_once_they_are_saved(page: Page) {
    let dialog = fill_in(&page).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;

    page.back().await;
    dialog.textbox("passwordUnencrypted").has_value("").await;
    dialog.textbox("privateKey").has_value("").await;
    page.holds_nowhere(PASSWORD).await;
    page.holds_nowhere(line()).await;
}
