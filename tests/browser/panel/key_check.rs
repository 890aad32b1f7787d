//! "Check key": whether the vendor accepts it, asked by hand.

use patchbay_sandbox::{Fault, Gate, Recorded, When};
use serde_json::json;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

/// What Pica is asked: it has nothing that only tells of a key.
fn is_check(request: &Recorded) -> bool {
    request.path == "/pica/v1/vault/connections" && request.query == [("limit".to_owned(), "1".to_owned())]
}

fn checks() -> When {
    When::method("GET").path("/vault/connections").query("limit", "1")
}

on_chromium!(a_good_key_is_said_to_be_accepted, Setup::direct(fleet_of(30)));
async fn a_good_key_is_said_to_be_accepted(page: Page) {
    page.open("/#/sources").await;
    let card = page.region("Pica live");
    card.textbox("API key for Pica live").is_shown().await;
    card.button("Check key").is_gone().await;
    enter_key(&page, KEY).await;
    card.says("30 connections read.").await;
    forget_requests(&page);

    card.button("Check key").click().await;
    card.status().says("The key is accepted.").await;
    let asked = page.sandbox().requests();
    assert!(asked.len() == 1 && is_check(&asked[0]), "{}", page.stage().requests());
    assert_eq!(asked[0].header("x-pica-secret"), Some(KEY));
    card.button("Check key").has_focus().await;
    page.holds_nowhere(KEY).await;

    // It was said of the key that was there then.
    page.button("Forget key: Pica live").click().await;
    card.button("Check key").is_gone().await;
    enter_key(&page, KEY).await;
    card.button("Check key").is_shown().await;
    assert!(!page.text().await.contains("The key is accepted."));
}

on_chromium!(a_key_that_is_refused_says_why_and_what_to_do, Setup::gateway(fleet_of(30)));
async fn a_key_that_is_refused_says_why_and_what_to_do(page: Page) {
    page.open("/#/sources").await;
    let card = page.region("Pica demo");
    card.says("30 connections read.").await;
    page.sandbox().faults().arm(checks(), Fault::Status(401));

    card.button("Check key").click().await;
    card.alert().says("The key is not accepted").await;
    // What was read stays, and the next answer takes the place of this one.
    card.says("30 connections read.").await;
    card.button("Check key").click().await;
    card.status().says("The key is accepted.").await;
    card.alert().is_gone().await;
}

on_chromium!(a_check_is_busy_and_asked_once_and_ends_with_the_screen, Setup::gateway(fleet_of(30)));
async fn a_check_is_busy_and_asked_once_and_ends_with_the_screen(page: Page) {
    page.open("/#/sources").await;
    let card = page.region("Pica demo");
    card.says("30 connections read.").await;
    let gate = Gate::new();
    page.sandbox().faults().arm(checks().always(), Fault::Hold(gate.clone()));
    forget_requests(&page);

    card.button("Check key").click().await;
    card.status().says("Checking …").await;
    card.button("Check key").has_attribute("aria-disabled", "true").await;
    page.press(thirtyfour::Key::Enter).await;
    gate.reached_by(1).await;
    page.link("Connections").click().await;
    page.link("Sources").click().await;
    card.button("Check key").is_enabled().await;
    gate.open();
    // What was asked before is nobody's any more.
    let marker = format!("return fetch('{}/pica/marker').then(() => 1)", page.sandbox().origin());
    page.script(&marker, vec![]).await;
    assert!(!page.text().await.contains("The key is accepted."));
    let asked = page.sandbox().requests().iter().filter(|request| is_check(request)).count();
    assert_eq!(asked, 1, "{}", page.stage().requests());
}

/// A vendor that tells what a key is for.
fn peaka() -> Setup {
    let source = json!({
        "id": "peaka", "vendor": "peaka", "label": "Peaka demo", "baseUrl": "/gateway/peaka", "auth": "gateway",
        "projectId": "mtKDhe1U",
    });
    gateway_with(30, &json!({ "sources": [source] }))
}

on_chromium!(what_the_vendor_tells_of_the_key_is_shown, peaka());
async fn what_the_vendor_tells_of_the_key_is_shown(page: Page) {
    page.open("/#/sources").await;
    let card = page.region("Peaka demo");
    card.button("Check key").click().await;
    card.status().says("The key is accepted.").await;
    card.any("term").until("tell something", |terms| !terms.is_empty()).await;
}
