//! The key pair that a Snowflake connection at Omni signs in with: the one form of key that is taken, and every other
//! one, each with what it is and how to make the right one of it.

use serde_json::json;

use super::omni::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

const FIELD: &str = "privateKey";
const GOOD: &str = include_str!("../../../crates/sandbox/src/omni/keys/rsa-2048.pem");

macro_rules! key {
    ($name:literal) => {
        include_str!(concat!("../../../crates/sandbox/src/omni/keys/", $name, ".pem")).to_owned()
    };
}

/// What is not taken, and what is said of it.
fn unfit() -> Vec<(String, &'static str)> {
    let without_end: Vec<_> = GOOD.lines().filter(|line| !line.starts_with("-----END")).collect();
    let mut short: Vec<_> = GOOD.lines().collect();
    short.remove(9);
    vec![
        ("new-password-here".to_owned(), "This is not a private key in PEM."),
        (
            key!("pkcs1"),
            "This key is in the older form PKCS#1. Convert it, and use the new file: openssl pkcs8",
        ),
        (key!("encrypted"), "This key has a passphrase. Take it off, and use the new file: openssl pkcs8"),
        (key!("ec"), "Snowflake takes RSA keys only. Make one: openssl genrsa 2048"),
        (key!("rsa-1024"), "This RSA key has fewer than 2048 bits. Make a longer one: openssl genrsa 2048"),
        (without_end.join("\n"), "The end is missing."),
        (short.join("\n"), "Something in this key is missing or changed."),
        (GOOD.replacen("MII", "MIA", 1), "Something in this key is missing or changed."),
        (GOOD.replace('\n', " "), "The line ends are lost."),
        (format!("{GOOD}{GOOD}"), "There is more than one block here."),
        (GOOD.replace("PRIVATE", "PUBLIC"), "This is the public half, which belongs into Snowflake."),
        ("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 me@here".to_owned(), "This is the public half"),
        (GOOD.replace("PRIVATE", "OPENSSH PRIVATE"), "This key is in the form of OpenSSH."),
    ]
}

on_chromium!(a_key_is_sent_as_it_was_pasted, omni());
async fn a_key_is_sent_as_it_was_pasted(page: Page) {
    let acme = acme(&page, "snowflake");
    let dialog = open_credentials(&page, &acme).await;
    let field = dialog.textbox(FIELD);
    field.one("says what it takes", |seen| seen.description.contains("RSA key of 2048 bits or more")).await;
    replace(&field, GOOD).await;
    dialog.button("Save").click().await;
    lists_changes(&dialog, &["privateKey: what you typed replaces what is held."]).await;
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    told_for_good(&page, "Credentials of Acme ledger updated.").await;
    assert_eq!(bodies_of_writes(&page), [json!({"privateKey": GOOD})]);
    assert_eq!(writes(&page)[0].path, path_of(&acme));
    assert_eq!(stands(&page, &acme).private_key.as_deref(), Some(GOOD));
    page.holds_nowhere(GOOD.lines().nth(5).expect("a line of the key")).await;
}

on_chromium!(what_is_no_such_key_is_told_apart_at_its_field_and_not_sent, omni());
async fn what_is_no_such_key_is_told_apart_at_its_field_and_not_sent(page: Page) {
    let acme = acme(&page, "snowflake");
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
}

on_chromium!(a_key_that_is_refused_is_mended_in_the_same_place, omni());
async fn a_key_that_is_refused_is_mended_in_the_same_place(page: Page) {
    let acme = acme(&page, "snowflake");
    let dialog = open_credentials(&page, &acme).await;
    let field = dialog.textbox(FIELD);
    replace(&field, &key!("rsa-1024")).await;
    dialog.button("Save").click().await;
    field.is_refused("fewer than 2048 bits").await;

    replace(&field, GOOD).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"privateKey": GOOD})]);
}

on_chromium!(key_password_and_role_go_in_one_write, omni());
async fn key_password_and_role_go_in_one_write(page: Page) {
    let acme = acme(&page, "snowflake");
    let dialog = open_role(&page, &acme).await;
    dialog.button("Update the credentials too").click().await;
    replace(&dialog.textbox(FIELD), GOOD).await;
    dialog.textbox("passwordUnencrypted").fill("new-password-here").await;
    dialog.combobox("baseRole").choose(MODELER).await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    let all = json!({"privateKey": GOOD, "passwordUnencrypted": "new-password-here", "baseRole": "MODELER"});
    assert_eq!(bodies_of_writes(&page), [all]);
}
