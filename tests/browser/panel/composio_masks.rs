//! Secrets that Composio holds: masked or said in full, they are never shown, never kept and never sent.

use patchbay_sandbox::composio::{Account, Options as Composio};
use patchbay_sandbox::{Options, world};
use serde_json::json;

use super::composio::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

/// Begins like nothing else here, since a mask shows how a secret begins.
const SECRET: &str = "Qx7z-correct-horse";

/// The same where the project's setting says secrets in full.
fn unmasked() -> Setup {
    let composio = Composio { unmasked: true, ..Composio::default() };
    let vendors = world::Options { composio, ..world::Options::default() };
    super::composio::composio("v3.1", Options { vendors, ..fleet_of(30) })
}

/// An account that holds [`SECRET`] under every name that can be a secret.
fn holding_secrets(page: &Page, scheme: &str, names: &[&str]) -> Account {
    let account = account_of(page, scheme);
    changed(page, &account, |account| {
        for name in names {
            account.values.insert((*name).to_owned(), SECRET.into());
        }
    })
}

on_chromium!(a_masked_secret_is_neither_shown_nor_sent, newer());
async fn a_masked_secret_is_neither_shown_nor_sent(page: Page) {
    let account = holding_secrets(&page, "API_KEY", &["generic_api_key", "api_key", "undeclared"]);
    open_list(&page, "/").await;
    page.link(ALIAS).click().await;
    page.complementary("Connection").says("From Composio").await;
    page.holds_nowhere("Qx7z").await;
    page.complementary("Connection").button("Update credentials").click().await;
    let dialog = page.dialog("Update credentials");
    dialog.textbox("generic_api_key").has_value("").await;
    dialog.button("More fields").click().await;
    dialog.textbox("undeclared").has_value("").await;
    page.holds_nowhere("Qx7z").await;
    page.holds_nowhere("REDACTED").await;

    dialog.textbox("bearer_token").fill("a new one").await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [credentials("API_KEY", &json!({"bearer_token": "a new one"}))]);
    assert_eq!(stored(&page, &account).values["generic_api_key"], SECRET);
}

on_chromium!(a_mask_that_is_typed_is_refused_at_its_field, newer());
async fn a_mask_that_is_typed_is_refused_at_its_field(page: Page) {
    let account = holding_secrets(&page, "API_KEY", &["generic_api_key"]);
    let dialog = open_edit(&page, &account, "credentials").await;
    let key = dialog.textbox("generic_api_key");

    for mask in ["Qx7z...", " Qx7z…", "...", "REDACTED", "[redacted]", "•••", "********"] {
        key.fill(mask).await;
        dialog.button("Save").click().await;
        key.is_refused(MASKED).await;
        key.has_value(mask).await;
    }
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    key.fill(SECRET).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [credentials("API_KEY", &json!({"generic_api_key": SECRET}))]);
}

on_chromium!(a_mask_that_is_typed_into_a_field_of_ones_own_is_refused_there, newer());
async fn a_mask_that_is_typed_into_a_field_of_ones_own_is_refused_there(page: Page) {
    let account = account_of(&page, "API_KEY");
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.button("Add another field").click().await;
    dialog.textbox("Field name").fill("workspace_key").await;
    dialog.textbox("Field value").fill("8549...").await;
    dialog.button("Save").click().await;

    dialog.textbox("Field name").is_refused(MASKED).await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

on_chromium!(a_secret_that_the_vendor_says_in_full_stays_out_of_the_page, unmasked());
async fn a_secret_that_the_vendor_says_in_full_stays_out_of_the_page(page: Page) {
    let names = ["token", "api_key", "proxy_password", "undeclared"];
    let account = holding_secrets(&page, "BEARER_TOKEN", &names);
    open_list(&page, "/").await;
    page.holds_nowhere(SECRET).await;
    page.link(ALIAS).click().await;
    page.complementary("Connection").says("From Composio").await;
    page.holds_nowhere(SECRET).await;
    for edit in ["rename", "credentials", "disable", "delete"] {
        let dialog = open_edit(&page, &account, edit).await;
        if edit == "credentials" {
            for name in ["More fields", "Change the alias too", "What will be sent"] {
                dialog.button(name).click().await;
            }
            dialog.textbox("undeclared").has_value("").await;
        }
        page.holds_nowhere(SECRET).await;
    }
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.textbox("token").fill("a new one").await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    page.holds_nowhere(SECRET).await;
    assert_eq!(bodies_of_writes(&page), [credentials("BEARER_TOKEN", &json!({"token": "a new one"}))]);
    // Nor is it looked through.
    page.open(&format!("/#/?q={SECRET}")).await;
    range_is(&page, "0 of 0").await;
}

on_chromium!(what_was_typed_is_forgotten_with_the_dialog_and_struck_from_what_is_said, newer());
async fn what_was_typed_is_forgotten_with_the_dialog_and_struck_from_what_is_said(page: Page) {
    let account = account_of(&page, "BASIC");
    open_list(&page, "/").await;
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.textbox("password").fill(SECRET).await;
    // The vendor repeats all that was sent in its refusal.
    dialog.textbox("username").fill("echo").await;
    save_and_confirm(&dialog).await;
    dialog.alert().says("Composio says: Cannot process").await;
    dialog.alert().says("•••").await;
    dialog.textbox("password").has_value(SECRET).await;
    assert_eq!(page.places_of(SECRET).await, ["a field"]);

    dialog.button("Cancel").click().await;
    dialog.button("Discard").click().await;
    dialog.is_gone().await;
    page.holds_nowhere(SECRET).await;
    page.complementary("Connection").button("Update credentials").click().await;
    dialog.textbox("password").has_value("").await;
}
