//! The key file of a service account that a BigQuery connection at Omni signs in with: a whole one is sent as it is,
//! and whatever is none is told apart here, before the vendor could store it untried.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::omni::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

const FIELD: &str = "passwordUnencrypted";
const PEM: &str = include_str!("../../../crates/sandbox/src/omni/keys/rsa-2048.pem");

/// As Google Cloud makes it; its key opens nothing.
fn file() -> Value {
    json!({
        "type": "service_account",
        "project_id": "my-gcp-project",
        "private_key_id": "abc123",
        "private_key": PEM,
        "client_email": "my-service@my-gcp-project.iam.gserviceaccount.com",
        "client_id": "123456789",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
        "universe_domain": "googleapis.com",
    })
}

fn with(name: &str, value: Value) -> String {
    let mut file = file();
    file[name] = value;
    format!("{file:#}")
}

fn without(name: &str) -> String {
    let mut file = file();
    file.as_object_mut().expect("an object").remove(name);
    format!("{file:#}")
}

/// What is no key file, and what is said of it.
fn unfit() -> Vec<(String, &'static str)> {
    let whole = format!("{:#}", file());
    let person = json!({
        "type": "authorized_user", "client_id": "1.apps.googleusercontent.com", "client_secret": "s",
        "refresh_token": "1//r",
    });
    vec![
        ("new-password-here".to_owned(), "This is not JSON. Use the whole key file that Google Cloud made"),
        (PEM.to_owned(), "This is not JSON."),
        (whole[1..].to_owned(), "This is not JSON."),
        (whole[..whole.len() - 40].to_owned(), "The end is missing."),
        (format!("[{whole}]"), "This JSON is not a key file."),
        (json!(whole).to_string(), "This JSON is not a key file."),
        (person.to_string(), "This is the credential of a person (authorized_user)."),
        (with("type", json!("external_account")), "This sets up a federation (external_account)"),
        (json!({"installed": {"client_id": "x"}}).to_string(), "This is the secret of an OAuth client."),
        (with("type", json!("robot")), "“type” is not service_account."),
        (without("type"), "“type” is missing"),
        (without("project_id"), "“project_id” is missing."),
        (without("client_email"), "“client_email” is missing."),
        (without("private_key"), "“private_key” is missing."),
        (with("private_key", json!("abc123")), "“private_key” does not begin with"),
        (with("private_key", json!(&PEM[..200])), "“private_key” does not end with"),
        (with("private_key", json!(PEM.replace('\n', "\\n"))), "were escaped twice"),
    ]
}

on_chromium!(a_whole_key_file_is_sent_as_it_was_pasted, omni());
async fn a_whole_key_file_is_sent_as_it_was_pasted(page: Page) {
    let acme = acme(&page, "bigquery");
    let file = format!("{:#}\n", file());
    let dialog = open_credentials(&page, &acme).await;
    let field = dialog.textbox(FIELD);
    field.has_focus().await;
    field.one("says what it takes", |seen| seen.description.contains("key file of a service account")).await;
    replace(&field, &file).await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    page.status().says("Credentials of Acme ledger updated.").await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": file})]);
    assert_eq!(writes(&page)[0].path, path_of(&acme));
    assert_eq!(stands(&page, &acme).password, Some(file));
    page.holds_nowhere(PEM.lines().nth(5).expect("a line of the key")).await;
}

on_chromium!(what_is_no_key_file_is_told_apart_at_its_field_and_not_sent, omni());
async fn what_is_no_key_file_is_told_apart_at_its_field_and_not_sent(page: Page) {
    let acme = acme(&page, "bigquery");
    let dialog = open_credentials(&page, &acme).await;
    let field = dialog.textbox(FIELD);

    for (text, said) in unfit() {
        replace(&field, &text).await;
        dialog.button("Save").click().await;
        field.is_refused(said).await;
        field.has_focus().await;
        field.has_value(&text).await;
    }
    assert_nothing_sent(&page);

    // Mended in the same place.
    let file = file().to_string();
    replace(&field, &file).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": file})]);
}

on_chromium!(a_key_file_is_masked_unless_it_is_asked_to_be_shown, omni());
async fn a_key_file_is_masked_unless_it_is_asked_to_be_shown(page: Page) {
    let acme = acme(&page, "bigquery");
    let dialog = open_credentials(&page, &acme).await;
    let field = dialog.textbox(FIELD);
    replace(&field, &file().to_string()).await;
    let is_masked = "return getComputedStyle(document.getElementById('patchbay').shadowRoot
        .querySelector('dialog textarea')).webkitTextSecurity";
    assert_eq!(page.script(is_masked, vec![]).await, "disc");

    dialog.button("Show passwordUnencrypted").click().await;
    dialog.button("Show passwordUnencrypted").has_attribute("aria-pressed", "true").await;
    assert_eq!(page.script(is_masked, vec![]).await, "none");
    page.press(Key::Tab).await;
    dialog.button("Show passwordUnencrypted").has_attribute("aria-pressed", "false").await;
    assert_eq!(page.script(is_masked, vec![]).await, "disc");
}
