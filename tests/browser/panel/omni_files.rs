//! Keys of Omni's connections as the files that they come in: chosen, or dropped onto their field.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use tempfile::TempDir;

use super::omni::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

const PEM: &str = include_str!("../../../crates/sandbox/src/omni/keys/rsa-2048.pem");
const PASSWORD: &str = "passwordUnencrypted";
const KEY: &str = "privateKey";

/// A file on this machine for as long as the folder is kept.
fn file(name: &str, text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a file");
    (folder, path)
}

/// The key file of a service account, laid out as Google Cloud does it.
fn account() -> String {
    let account = json!({
        "type": "service_account",
        "project_id": "my-gcp-project",
        "private_key_id": "abc123",
        "private_key": PEM,
        "client_email": "my-service@my-gcp-project.iam.gserviceaccount.com",
        "client_id": "123456789",
    });
    format!("{account:#}\n")
}

on_chromium!(a_key_file_is_chosen_and_sent_as_it_is, omni());
async fn a_key_file_is_chosen_and_sent_as_it_is(page: Page) {
    let acme = acme(&page, "bigquery");
    let (_folder, path) = file("service-account.json", &account());
    let dialog = open_credentials(&page, &acme).await;
    let chooser = dialog.button("Choose a file for passwordUnencrypted");
    chooser.has_attribute("accept", ".json").await;
    chooser.choose_file(&path).await;
    dialog.status().says("service-account.json read").await;
    dialog.textbox(PASSWORD).has_value(&account()).await;
    let line = PEM.lines().nth(7).expect("a line of the key");
    assert_eq!(page.places_of(line).await, ["a field"]);
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": account()})]);
    assert_eq!(writes(&page)[0].path, path_of(&acme));
    page.holds_nowhere(line).await;
}

on_chromium!(a_key_file_is_dropped_and_sent_as_it_is, omni());
async fn a_key_file_is_dropped_and_sent_as_it_is(page: Page) {
    let acme = acme(&page, "bigquery");
    let (_folder, path) = file("SERVICE-ACCOUNT.JSON", &account());
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox(PASSWORD).drop_file(&path).await;
    dialog.status().says("SERVICE-ACCOUNT.JSON read").await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": account()})]);
}

on_chromium!(a_private_key_is_dropped_with_the_line_ends_that_it_has, omni());
async fn a_private_key_is_dropped_with_the_line_ends_that_it_has(page: Page) {
    let acme = acme(&page, "snowflake");
    let pem = PEM.replace('\n', "\r\n");
    let (_folder, path) = file("rsa_key.p8", &pem);
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox(KEY).drop_file(&path).await;
    dialog.status().says("rsa_key.p8 read").await;
    // A password is no file: nothing is taken from one there.
    dialog.textbox(PASSWORD).has_value("").await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"privateKey": pem})]);
}

on_chromium!(a_file_of_another_kind_is_told_apart_when_it_is_saved, omni());
async fn a_file_of_another_kind_is_told_apart_when_it_is_saved(page: Page) {
    let acme = acme(&page, "bigquery");
    let person = json!({"type": "authorized_user", "refresh_token": "1//r"}).to_string();
    let (_folder, path) = file("application_default_credentials.json", &person);
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox(PASSWORD).drop_file(&path).await;
    dialog.textbox(PASSWORD).has_value(&person).await;
    dialog.button("Save").click().await;
    dialog.textbox(PASSWORD).is_refused("This is the credential of a person (authorized_user).").await;
    assert_nothing_sent(&page);

    // The right one takes its place.
    let (_folder, path) = file("service-account.json", &account());
    dialog.textbox(PASSWORD).drop_file(&path).await;
    dialog.textbox(PASSWORD).has_value(&account()).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": account()})]);
}

on_chromium!(what_can_be_no_key_is_not_read_and_what_was_typed_stays, omni());
async fn what_can_be_no_key_is_not_read_and_what_was_typed_stays(page: Page) {
    let acme = acme(&page, "snowflake");
    let dialog = open_credentials(&page, &acme).await;
    let field = dialog.textbox(KEY);
    replace(&field, "typed before").await;

    for (name, text, said) in [
        ("notes.txt", "no key", "notes.txt is not taken; the name has to end in .pem or .p8 or .key."),
        ("long.pem", &"k".repeat(70_000), "long.pem is larger than 64 kB"),
        ("empty.pem", "", "empty.pem holds no plain text."),
        ("binary.key", "PK\0\u{3}", "binary.key holds no plain text."),
    ] {
        let (_folder, path) = file(name, text);
        field.drop_file(&path).await;
        field.is_refused(said).await;
        field.has_value("typed before").await;
    }
    assert_nothing_sent(&page);
}
