//! Credentials at Peaka: by the catalogue's list of fields, of this type or of another, checked before they are stored.

use serde_json::{Value, json};

use super::peaka::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

const TITLE: &str = "Update credentials";
const SECRET: &str = "canary/4711+Zz9 \"secret";

/// What the vendor's own page gives as examples, with what stands for a secret filled in:
/// <https://docs.peaka.com/api-reference/connections/update-connection>.
fn documented() -> [(&'static str, Value); 3] {
    [
        (
            "HubSpot",
            json!({
                "name": "exampleHubspotConnection",
                "type": "hubspot",
                "credential": {
                    "clientId": "15d6b8c5-48ea-4955-8ce5-d04bb9adad25",
                    "clientSecret": "64d70b56-ae19-4fee-9fa2-3e9113bcb202",
                    "refreshToken": "eu1-eae3-1af4-583d-91d4-f6414699feea",
                },
            }),
        ),
        (
            "Stripe",
            json!({"name": "exampleStripeConnection21", "type": "stripe", "credential": {"token": "<stripeToken>"}}),
        ),
        (
            "Airtable",
            json!({
                "name": "exampleAirtableConnection",
                "type": "airtable",
                "credential": {"personalAccessToken": "<yourAirtableApiKey>"},
            }),
        ),
    ]
}

on_chromium!(each_update_of_the_vendors_page_arrives_as_it_is_documented, demo());
async fn each_update_of_the_vendors_page_arrives_as_it_is_documented(page: Page) {
    acme(&page, "POSTGRES");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    for (label, body) in documented() {
        forget_requests(&page);
        let dialog = open(&page, "credentials", TITLE).await;
        dialog.combobox("Type").choose(label).await;
        for (field, value) in body["credential"].as_object().expect("fields") {
            dialog.textbox(field).fill(&text(value)).await;
        }
        dialog.button("Rename too").click().await;
        dialog.textbox("Name").fill(&text(&body["name"])).await;
        save_and_confirm(&dialog).await;
        dialog.is_gone().await;
        page.status().says(&format!("Credentials of {} updated.", text(&body["name"]))).await;

        assert_eq!(bodies_of_writes(&page), [body]);
        assert_eq!((writes(&page)[0].method.as_str(), writes(&page)[0].path.as_str()), ("PUT", PATH));
    }
}

on_chromium!(credentials_alone_leave_name_and_type_as_they_are, demo());
async fn credentials_alone_leave_name_and_type_as_they_are(page: Page) {
    acme(&page, "stripe");
    open_list(&page, "/#/?source=peaka").await;
    page.link(ACME).click().await;
    page.complementary("Connection").button(TITLE).click().await;
    let dialog = page.dialog(TITLE);
    dialog.combobox("Type").has_value("stripe").await;
    dialog.button("Save").is_disabled().await;

    dialog.textbox("token").fill(SECRET).await;
    dialog.button("Save").click().await;
    dialog.says("This will change Acme ledger:").await;
    dialog.any("listitem").reads("token: what you typed replaces what is held.").await;
    assert!(writes(&page).is_empty(), "nothing is sent before it is confirmed");
    dialog.button("Back").click().await;
    dialog.textbox("token").has_value(SECRET).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;

    // To take it back would need the credential that was there, which nobody has.
    told_for_good(&page, "Credentials of Acme ledger updated.").await;
    let whole = json!({"name": ACME, "type": "stripe", "credential": {"token": SECRET}});
    assert_eq!(bodies_of_writes(&page), [whole]);
    page.holds_nowhere(SECRET).await;
}

on_chromium!(another_type_asks_for_its_own_fields_and_only_those_are_sent, demo());
async fn another_type_asks_for_its_own_fields_and_only_those_are_sent(page: Page) {
    acme(&page, "stripe");
    open_list(&page, "/#/?source=peaka").await;
    let dialog = open(&page, "credentials", TITLE).await;
    dialog.textbox("token").fill(SECRET).await;

    dialog.combobox("Type").choose("PostgreSQL").await;
    dialog.textbox("token").is_gone().await;
    let fields = [("url", "db.example.test"), ("port", "5432"), ("user", "reader")];
    type_in(&dialog, &fields).await;
    type_in(&dialog, &[("password", "s3cret-s3cret"), ("databaseName", "sales")]).await;
    // All text is masked, since nothing says which of it is secret; a number is none.
    for (field, kind) in [("url", "password"), ("user", "password"), ("port", "text")] {
        dialog.textbox(field).has_attribute("type", kind).await;
    }
    dialog.checkbox("useSsl").is_not_checked().await;
    dialog.button("Save").click().await;
    dialog
        .any("listitem")
        .until("list the change without what was typed", |lines| {
            let said: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
            said.first() == Some(&"Type: “Stripe” → “PostgreSQL”")
                && said.contains(&"port: nothing → “5432”")
                && said.contains(&"password: what you typed replaces what is held.")
                && !said.iter().any(|line| line.contains("s3cret") || line.contains("token"))
        })
        .await;
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;

    let credential = json!({
        "url": "db.example.test", "port": 5432, "user": "reader", "password": "s3cret-s3cret",
        "databaseName": "sales", "useSsl": false,
    });
    let whole = json!({"name": ACME, "type": "POSTGRES", "credential": credential});
    assert_eq!(bodies_of_writes(&page), [whole]);
    table(&page).row(ACME).cell("Platform").reads("POSTGRES").await;
}

on_chromium!(what_is_optional_may_stay_empty, demo());
async fn what_is_optional_may_stay_empty(page: Page) {
    acme(&page, "SNOWFLAKE");
    let dialog = open(&page, "credentials", TITLE).await;
    dialog.button("Save").is_disabled().await;
    type_in(&dialog, &[("accountName", "xy12345"), ("warehouse", "wh"), ("user", "loader")]).await;
    type_in(&dialog, &[("password", SECRET), ("databaseName", "sales")]).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;

    let credential = json!({
        "accountName": "xy12345", "warehouse": "wh", "user": "loader", "password": SECRET,
        "databaseName": "sales",
    });
    assert_eq!(
        bodies_of_writes(&page),
        [json!({"name": ACME, "type": "SNOWFLAKE", "credential": credential})]
    );
}

on_chromium!(a_refused_credential_stays_typed_and_is_repeated_nowhere, demo());
async fn a_refused_credential_stays_typed_and_is_repeated_nowhere(page: Page) {
    acme(&page, "POSTGRES");
    let before = stands(&page);
    let dialog = open(&page, "credentials", TITLE).await;
    // "wrong" is what the sandbox takes for a credential that does not work; its refusal repeats all of it.
    type_in(&dialog, &[("url", "db.example.test"), ("port", "5432"), ("user", "wrong")]).await;
    type_in(&dialog, &[("password", SECRET), ("databaseName", "sales")]).await;
    save_and_confirm(&dialog).await;

    dialog.alert().says("Peaka says: credential was refused").await;
    dialog.alert().says("code INVALID_CREDENTIALS").await;
    dialog.alert().says("Peaka says the same of a mistyped password, a closed port and an empty field").await;
    // Where it was typed, and there alone.
    for typed in [SECRET, "db.example.test", "wrong"] {
        assert_eq!(page.places_of(typed).await, ["a field"], "{typed}");
    }
    assert_eq!(stands(&page), before);

    dialog.button("Back").click().await;
    dialog.textbox("password").has_value(SECRET).await;
    dialog.textbox("port").has_value("5432").await;
    dialog.textbox("user").fill("reader").await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    assert_eq!(credential(&page)["user"], "reader");
    assert_eq!(bodies_of_writes(&page).len(), 2, "{}", page.stage().requests());
    page.holds_nowhere(SECRET).await;
}

on_chromium!(a_refusal_that_repeats_what_was_sent_fits_a_narrow_screen, demo());
async fn a_refusal_that_repeats_what_was_sent_fits_a_narrow_screen(page: Page) {
    acme(&page, "POSTGRES");
    page.resize(320, 640).await;
    let dialog = open(&page, "credentials", TITLE).await;
    type_in(&dialog, &[("url", "db.example.test"), ("port", "5432"), ("user", "wrong")]).await;
    type_in(&dialog, &[("password", SECRET), ("databaseName", "sales")]).await;
    save_and_confirm(&dialog).await;

    dialog.alert().says("/internal/connection-secret/verify").await;
    page.holds(
        "nothing in the dialog scrolls sideways",
        "return [...document.getElementById('patchbay').shadowRoot.querySelectorAll('dialog, dialog *')]
            .filter((each) => getComputedStyle(each).overflowX !== 'visible')
            .every((each) => each.scrollWidth <= each.clientWidth)",
    )
    .await;
}

on_chromium!(what_was_typed_is_forgotten_with_the_dialog, demo());
async fn what_was_typed_is_forgotten_with_the_dialog(page: Page) {
    acme(&page, "stripe");
    let dialog = open(&page, "credentials", TITLE).await;
    dialog.textbox("token").fill(SECRET).await;
    dialog.button("Show token").click().await;
    dialog.textbox("token").has_attribute("type", "text").await;
    dialog.button("Cancel").click().await;
    dialog.button("Discard").click().await;
    dialog.is_gone().await;
    page.holds_nowhere(SECRET).await;

    page.back().await;
    dialog.textbox("token").has_value("").await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

on_chromium!(what_will_be_sent_is_shown_without_what_is_secret, demo());
async fn what_will_be_sent_is_shown_without_what_is_secret(page: Page) {
    acme(&page, "stripe");
    let dialog = open(&page, "credentials", TITLE).await;
    dialog.button("What will be sent").click().await;
    dialog.says("Nothing to send yet.").await;
    dialog.textbox("token").fill(SECRET).await;

    dialog.says(&format!("PUT /gateway{PATH}")).await;
    dialog.says("\"token\": \"•••\"").await;
    assert_eq!(page.places_of(SECRET).await, ["a field"]);
}
