//! Coming back from a page where consent was given: through `oauth.html`, to the panel that waits for it.

use serde_json::json;
use thirtyfour::By;

use super::user::*;
use crate::locator::{Find, Locator, containing};
use crate::page::Page;
use crate::stage::Setup;

const CODE: &str = "canary-4711";
const PROJECT: &str = "mtKDhe1U";

/// What the page says on which people come back.
fn said(page: &Page) -> Locator {
    page.hosted_by("main").status()
}

/// Peaka behind a gateway, whose consent leads back to the panel.
fn peaka() -> Setup {
    let source = json!({
        "id": "peaka", "vendor": "peaka", "label": "Peaka demo", "baseUrl": "/gateway/peaka", "auth": "gateway",
        "projectId": PROJECT,
    });
    gateway_with(30, &json!({ "sources": [source] }))
}

/// A connection that needs consent, made well known.
fn google(page: &Page) -> String {
    page.sandbox().peaka(|store| {
        let id = store.of_project(PROJECT).next().expect("a connection").id.clone();
        store.edit(&id, |connection| {
            ACME.clone_into(&mut connection.name);
            "google_sheets".clone_into(&mut connection.kind);
        });
        id
    })
}

/// Opens "Reconnect" and goes on to the step that waits for consent.
async fn reconnect(page: &Page, id: &str) -> Locator {
    page.open(&format!("/#/c/peaka/{id}/reconnect")).await;
    let dialog = page.dialog("Reconnect");
    dialog.textbox("clientId").fill("app-id").await;
    dialog.textbox("clientSecret").fill("app-secret").await;
    dialog.button("Save").click().await;
    dialog.button("Confirm").click().await;
    dialog.status().says("Waiting for you to come back").await;
    dialog
}

/// Comes back in a tab of its own with what a platform adds to the address, and looks at the panel again once that
/// page has said something.
pub(super) async fn come_back(page: &Page, query: &str, says: &str) {
    let driver = page.driver();
    let panel = driver.window().await.expect("the panel's tab");
    let tab = driver.new_tab().await.expect("a tab");
    driver.switch_to_window(tab).await.expect("the tab");
    page.open(&format!("/oauth.html?{query}")).await;
    said(page).says(says).await;
    assert_eq!(page.script("return location.search", vec![]).await, "");
    driver.close_window().await.expect("a closed tab");
    driver.switch_to_window(panel).await.expect("the panel's tab");
}

on_every_engine!(what_a_platform_added_leaves_the_address_and_is_kept_nowhere, Setup::gateway(fleet_of(5)));
async fn what_a_platform_added_leaves_the_address_and_is_kept_nowhere(page: Page) {
    page.open("/favicon.svg").await;
    let before = page.script("return history.length", vec![]).await;
    page.open(&format!("/oauth.html?code={CODE}&state=s")).await;

    said(&page).says("No panel in this browser waits for this any more").await;
    let now = page
        .script("return [location.pathname + location.search + location.hash, document.referrer]", vec![]);
    assert_eq!(now.await, json!(["/oauth.html", ""]));
    let places = page.places_of(CODE).await;
    // The browser's own record of how the page was asked for, which nothing can take back.
    assert_eq!(places, ["the addresses of requests"]);
    let after = page.script("return history.length", vec![]).await;
    assert_eq!(after.as_u64(), before.as_u64().map(|before| before + 1));
}

on_chromium!(without_anything_to_hand_over_the_page_says_so, Setup::gateway(fleet_of(5)));
async fn without_anything_to_hand_over_the_page_says_so(page: Page) {
    page.open("/oauth.html").await;
    said(&page).says("There is nothing to hand over.").await;
}

on_chromium!(consent_connects_and_the_dialog_ends, peaka());
async fn consent_connects_and_the_dialog_ends(page: Page) {
    let id = google(&page);
    let dialog = reconnect(&page, &id).await;
    let callback = page.sandbox().peaka(|store| store.get(&id).and_then(|one| one.consent.clone()));
    let consent = callback.expect("a consent");
    assert_eq!(consent.callback, format!("{}/oauth.html", page.stage().origin()));
    forget_requests(&page);

    let driver = page.driver();
    let panel = driver.window().await.expect("the panel's tab");
    dialog.link(containing("Open 127.0.0.1")).click().await;
    let tabs = driver.windows().await.expect("two tabs");
    let tab = tabs.into_iter().find(|tab| *tab != panel).expect("another tab");
    driver.switch_to_window(tab).await.expect("the other tab");
    driver.find(By::LinkText("Allow")).await.expect("what allows").click().await.expect("a click");
    driver.switch_to_window(panel).await.expect("the panel's tab");

    dialog.is_gone().await;
    let finished = json!({ "queryParameters": format!("code={}&state={}", consent.code, consent.state) });
    assert_eq!(bodies_of_writes(&page), [finished]);
    assert!(page.sandbox().peaka(|store| store.get(&id).is_some_and(|one| one.consent.is_none())));
    page.holds_nowhere(&consent.code).await;
}

on_chromium!(the_panel_that_took_what_came_says_so_on_the_page, peaka());
async fn the_panel_that_took_what_came_says_so_on_the_page(page: Page) {
    let id = google(&page);
    let dialog = reconnect(&page, &id).await;
    let consent = page.sandbox().peaka(|store| store.get(&id).and_then(|one| one.consent.clone()));
    let consent = consent.expect("a consent");

    let query = format!("code={}&state={}", consent.code, consent.state);
    come_back(&page, &query, "The panel has what it needs").await;
    dialog.is_gone().await;
}

on_chromium!(what_answers_another_question_is_not_taken, peaka());
async fn what_answers_another_question_is_not_taken(page: Page) {
    let id = google(&page);
    let dialog = reconnect(&page, &id).await;
    forget_requests(&page);

    let query = format!("code={CODE}&state=another");
    come_back(&page, &query, "No panel in this browser waits for this any more").await;
    dialog.status().says("Somebody came back from another page than this one").await;
    assert!(page.sandbox().requests().is_empty(), "{}", page.stage().requests());
}

on_chromium!(refused_consent_is_said_and_can_be_given_again, peaka());
async fn refused_consent_is_said_and_can_be_given_again(page: Page) {
    let id = google(&page);
    let dialog = reconnect(&page, &id).await;
    let consent = page.sandbox().peaka(|store| store.get(&id).and_then(|one| one.consent.clone()));
    let state = consent.expect("a consent").state;

    come_back(&page, &format!("error=access_denied&state={state}"), "The panel has what it needs").await;
    dialog.alert().says("Peaka says").await;
    dialog.link(containing("Open 127.0.0.1")).is_shown().await;
}
