//! Renaming at Peaka: a save is the whole connection, so its credential is asked for again.

use serde_json::json;
use thirtyfour::Key;

use super::peaka::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

const TOKEN: &str = "canary-token-4711";
const MISSING: &str = "Fill this in; the vendor needs it.";

on_chromium!(a_rename_asks_for_the_credential_again_and_says_why, demo());
async fn a_rename_asks_for_the_credential_again_and_says_why(page: Page) {
    acme(&page, "stripe");
    open_list(&page, "/#/?source=peaka").await;
    page.link(ACME).click().await;
    page.complementary("Connection").button("Rename").click().await;
    let dialog = page.dialog("Rename");
    dialog.textbox("Name").has_focus().await;
    dialog.textbox("Name").has_value(ACME).await;
    dialog.textbox("token").has_value("").await;
    dialog.textbox("token").has_attribute("type", "password").await;
    dialog.says("Peaka replaces the whole connection and never shows what it holds").await;

    dialog.textbox("Name").fill(ZENITH).await;
    dialog.button("Save").click().await;
    dialog.textbox("token").is_refused(MISSING).await;
    dialog.textbox("token").has_focus().await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    dialog.textbox("token").fill(TOKEN).await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    // To take it back would need the credential that was there, which nobody has.
    told_for_good(&page, "Zenith ledger renamed.").await;
    table(&page).row(ZENITH).is_shown().await;
    let whole = json!({"name": ZENITH, "type": "stripe", "credential": {"token": TOKEN}});
    assert_eq!(bodies_of_writes(&page), [whole]);
    assert_eq!((writes(&page)[0].method.as_str(), writes(&page)[0].path.as_str()), ("PUT", PATH));
    page.holds_nowhere(TOKEN).await;
}

on_chromium!(all_that_is_missing_is_said_at_its_field_at_once, demo());
async fn all_that_is_missing_is_said_at_its_field_at_once(page: Page) {
    acme(&page, "POSTGRES");
    let dialog = open(&page, "rename", "Rename").await;
    dialog.textbox("Name").fill("").await;
    dialog.button("Save").click().await;

    for field in ["Name", "url", "port", "user", "password", "databaseName"] {
        dialog.textbox(field).is_refused(MISSING).await;
    }
    // Not ticked is an answer.
    dialog.checkbox("useSsl").one("is not refused", |seen| seen.attribute("aria-invalid").is_none()).await;
    dialog.textbox("Name").has_focus().await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

on_chromium!(a_number_is_sent_as_one_and_nothing_else_passes_for_it, demo());
async fn a_number_is_sent_as_one_and_nothing_else_passes_for_it(page: Page) {
    acme(&page, "POSTGRES");
    let dialog = open(&page, "rename", "Rename").await;
    type_in(&dialog, &[("Name", ZENITH), ("url", "db.example.test"), ("user", "reader")]).await;
    type_in(&dialog, &[("password", TOKEN), ("databaseName", "sales")]).await;

    for port in ["54 32", "0x1538", "5,432", "\"5432\"", "٥٤٣٢"] {
        dialog.textbox("port").fill(port).await;
        dialog.button("Save").click().await;
        dialog.textbox("port").is_refused("Enter a number.").await;
        dialog.textbox("port").has_value(port).await;
    }
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    dialog.textbox("port").fill("5432").await;
    dialog.checkbox("useSsl").click().await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    let credential = json!({
        "url": "db.example.test", "port": 5432, "user": "reader", "password": TOKEN, "databaseName": "sales",
        "useSsl": true,
    });
    let whole = json!({"name": ZENITH, "type": "POSTGRES", "credential": credential});
    assert_eq!(bodies_of_writes(&page), [whole]);
}

on_chromium!(any_text_arrives_as_it_was_typed_and_is_nothing_but_text, demo());
async fn any_text_arrives_as_it_was_typed_and_is_nothing_but_text(page: Page) {
    acme(&page, "stripe");
    let name = r#"<img src=x onerror=alert(1)> "'`\ $(id) حساب 🧾"#;
    let secret = r#"<b>"'`\ $HOME %00 מפתח 🔑"#;
    open_list(&page, "/#/?source=peaka").await;
    let dialog = open(&page, "rename", "Rename").await;
    type_in(&dialog, &[("Name", name), ("token", secret)]).await;
    dialog.button("Save").click().await;

    dialog.is_gone().await;
    table(&page).row(name).is_shown().await;
    page.complementary("Connection").heading(name).is_shown().await;
    let whole = json!({"name": name, "type": "stripe", "credential": {"token": secret}});
    assert_eq!(bodies_of_writes(&page), [whole]);
}

on_chromium!(a_very_long_text_is_sent_whole, demo());
async fn a_very_long_text_is_sent_whole(page: Page) {
    acme(&page, "stripe");
    let long = "sk_".repeat(3_334);
    let dialog = open(&page, "rename", "Rename").await;
    dialog.textbox("Name").fill(ZENITH).await;
    dialog.textbox("token").click().await;
    paste(&page, &long).await;
    dialog.textbox("token").has_value(&long).await;
    dialog.button("Save").click().await;

    dialog.is_gone().await;
    assert_eq!(credential(&page), json!({ "token": long }));
}

on_chromium!(a_connection_that_somebody_removed_meanwhile_is_not_found_and_nothing_is_lost, demo());
async fn a_connection_that_somebody_removed_meanwhile_is_not_found_and_nothing_is_lost(page: Page) {
    acme(&page, "stripe");
    let dialog = open(&page, "rename", "Rename").await;
    type_in(&dialog, &[("Name", ZENITH), ("token", TOKEN)]).await;
    page.sandbox().peaka(|store| store.remove(ID));
    dialog.button("Save").click().await;

    // Peaka answers with 400 and not with 404.
    dialog.alert().says("Not found").await;
    dialog.textbox("Name").has_value(ZENITH).await;
    dialog.textbox("token").has_value(TOKEN).await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

on_chromium!(a_link_to_what_never_was_is_not_found, demo());
async fn a_link_to_what_never_was_is_not_found(page: Page) {
    page.open("/#/c/peaka/nobody").await;
    page.complementary("Connection").alert().says("Peaka says: invalid connection id.").await;
    page.complementary("Connection").heading("Not found").is_shown().await;

    page.open("/#/c/peaka/nobody/rename").await;
    page.dialog("Rename").alert().says("Not found").await;
    page.press(Key::Escape).await;
    page.dialog("Rename").is_gone().await;
    page.is_at("#/c/peaka/nobody").await;
}
