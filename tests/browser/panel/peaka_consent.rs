//! Types at Peaka that sign in by consent: the page to open, what is sent for it, and what comes of it. How people come
//! back from there is in [`super::oauth_return`].

use serde_json::{Value, json};

use super::peaka::*;
use super::user::*;
use crate::locator::{Find, Locator, containing};
use crate::page::Page;

const SECRET: &str = "canary-app-secret-4711";
const WAITING: &str = "Waiting for you to come back from there";

/// What a save of it is, with what an app of one's own signs in with.
fn whole(page: &Page, name: &str, kind: &str) -> Value {
    json!({
        "name": name,
        "type": kind,
        "credential": {"clientId": "app-id", "clientSecret": SECRET},
        "connectionCallback": format!("{}/oauth.html", page.stage().origin()),
    })
}

/// Opens the page that the dialog names, presses what is there to press, and comes back to the panel.
async fn on_the_page_of_consent(page: &Page, dialog: &Locator, press: &str) {
    let driver = page.driver();
    let panel = driver.window().await.expect("the panel's tab");
    let before = driver.windows().await.expect("the tabs before");
    dialog.link(containing("Open 127.0.0.1")).click().await;
    let tabs = driver.windows().await.expect("the tabs");
    let tab = tabs.into_iter().find(|tab| !before.contains(tab)).expect("a new tab");
    driver.switch_to_window(tab).await.expect("the new tab");
    // It closes by itself once the panel has taken what it brought.
    page.hosted_by("main").link(press).click().await;
    driver.switch_to_window(panel).await.expect("the panel's tab");
}

on_chromium!(a_rename_of_such_a_type_is_done_once_consent_is_given, demo());
async fn a_rename_of_such_a_type_is_done_once_consent_is_given(page: Page) {
    acme(&page, "google_analytics");
    open_list(&page, "/#/?source=peaka").await;
    let dialog = open(&page, "rename", "Rename").await;
    dialog.says("This type signs in by consent").await;
    type_in(&dialog, &[("Name", ZENITH), ("clientId", "app-id"), ("clientSecret", SECRET)]).await;
    dialog.button("Save").click().await;

    dialog.status().says(WAITING).await;
    dialog.says("Peaka asks for consent on a page of its own.").await;
    let link = dialog.link(containing("Open 127.0.0.1")).is_shown().await;
    assert_eq!(link.attribute("target"), Some("_blank"));
    assert_eq!(link.attribute("rel"), Some("noopener noreferrer"));
    let consent = stands(&page).consent.expect("somebody to be asked");
    let url = format!("{}/peaka/consent?state={}", page.stage().origin(), consent.state);
    assert_eq!(link.attribute("href"), Some(url.as_str()));
    page.holds_nowhere(SECRET).await;

    // Who denies it can think again.
    on_the_page_of_consent(&page, &dialog, "Deny").await;
    dialog.alert().says("Peaka says: The sign-in failed: access_denied.").await;
    dialog.status().says(WAITING).await;
    on_the_page_of_consent(&page, &dialog, "Allow").await;
    dialog.is_gone().await;
    page.status().says("Zenith ledger renamed.").await;
    table(&page).row(ZENITH).is_shown().await;

    let said = |what: &str| json!({"queryParameters": format!("{what}&state={}", consent.state)});
    let code = format!("code={}", consent.code);
    assert_eq!(
        bodies_of_writes(&page),
        [whole(&page, ZENITH, "google_analytics"), said("error=access_denied"), said(&code)]
    );
    let paths: Vec<_> = writes(&page).into_iter().map(|sent| (sent.method, sent.path)).collect();
    let finished = ("POST".to_owned(), "/peaka/connections/mtKDhe1U/oauth2".to_owned());
    assert_eq!(paths, [("PUT".to_owned(), PATH.to_owned()), finished.clone(), finished]);
    assert_eq!(credential(&page)["clientSecret"], SECRET);
    page.holds_nowhere(&consent.code).await;
}

on_chromium!(a_connection_can_become_one_that_signs_in_by_consent, demo());
async fn a_connection_can_become_one_that_signs_in_by_consent(page: Page) {
    acme(&page, "stripe");
    open_list(&page, "/#/?source=peaka").await;
    let dialog = open(&page, "credentials", "Update credentials").await;
    let note = "This type signs in by consent";
    assert!(!dialog.is_shown().await.text.contains(note), "it is not such a type yet");
    dialog.combobox("Type").choose("Google Sheets").await;
    dialog.says(note).await;
    type_in(&dialog, &[("clientId", "app-id"), ("clientSecret", SECRET)]).await;
    save_and_confirm(&dialog).await;

    dialog.status().says(WAITING).await;
    assert_eq!(bodies_of_writes(&page), [whole(&page, ACME, "google_sheets")]);
    on_the_page_of_consent(&page, &dialog, "Allow").await;
    dialog.is_gone().await;
    page.status().says("Credentials of Acme ledger updated.").await;
    table(&page).row(ACME).cell("Platform").reads("google_sheets").await;
}

on_chromium!(to_reconnect_takes_what_the_catalogue_requires_of_an_app, demo());
async fn to_reconnect_takes_what_the_catalogue_requires_of_an_app(page: Page) {
    acme(&page, "salesforce");
    let dialog = open(&page, "reconnect", "Reconnect").await;
    dialog.button("Save").click().await;
    for field in ["clientId", "clientSecret"] {
        dialog.textbox(field).is_refused("Fill this in; the vendor needs it.").await;
    }
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    type_in(&dialog, &[("clientId", "app-id"), ("clientSecret", SECRET)]).await;
    dialog.checkbox("isSandbox").click().await;
    dialog.button("Save").click().await;
    dialog.says("Acme ledger will be connected anew: consent is given on a page that opens next.").await;
    dialog.button("Confirm").click().await;
    dialog.status().says(WAITING).await;
    let mut body = whole(&page, ACME, "salesforce");
    body["credential"]["isSandbox"] = true.into();
    assert_eq!(bodies_of_writes(&page), [body]);

    // Who closes the dialog has changed nothing yet, and can begin again.
    let before = credential(&page);
    dialog.any("alert").is_gone().await;
    page.press(thirtyfour::Key::Escape).await;
    dialog.is_gone().await;
    assert_eq!(credential(&page), before);
    page.complementary("Connection").button("Reconnect").is_enabled().await;
}

on_chromium!(a_type_that_takes_credentials_is_not_reconnected, demo());
async fn a_type_that_takes_credentials_is_not_reconnected(page: Page) {
    acme(&page, "stripe");
    page.open(&format!("/#/c/{PEAKA}/{ID}/reconnect")).await;

    let why = "This type signs in with credentials, not by consent: update its credentials instead.";
    page.dialog("Reconnect").alert().says(why).await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}
