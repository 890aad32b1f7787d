//! How a source is read: in pieces, paused and resumed, up to a cap, anew, and with what is filtered by asked for at once.

use patchbay_sandbox::{Fault, Gate, When};
use serde_json::json;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

fn lists() -> When {
    When::method("GET").path("/vault/connections")
}

fn composio(connections: usize) -> Setup {
    let source = json!({
        "id": "composio", "vendor": "composio", "label": "Composio demo", "baseUrl": "/gateway/composio", "auth": "gateway",
    });
    Setup::gateway_configured(fleet_of(connections), json!({ "sources": [source] }))
}

on_chromium!(a_reading_is_paused_and_goes_on_where_it_was, Setup::gateway(fleet_of(400)));
async fn a_reading_is_paused_and_goes_on_where_it_was(page: Page) {
    let gate = Gate::new();
    page.sandbox().faults().arm(lists().query("page", "2"), Fault::Hold(gate.clone()));
    page.open("/").await;
    gate.reached_by(1).await;
    page.button("Pause Pica demo").click().await;
    page.status().says("paused at").await;
    gate.open();

    forget_requests(&page);
    page.button("Continue Pica demo").click().await;
    range_is(&page, "1–20 of 400").await;
    let first = page.sandbox().requests().first().map(|request| request.query.clone()).unwrap_or_default();
    assert!(first.contains(&("page".into(), "2".into())), "it asks for the page that was due: {first:?}");
    page.button("Continue Pica demo").is_gone().await;
}

on_chromium!(reading_anew_keeps_the_rows_and_marks_what_changed, Setup::gateway(fleet_of(30)));
async fn reading_anew_keeps_the_rows_and_marks_what_changed(page: Page) {
    open_list(&page, "/").await;
    let gone = fleet(&page).last().expect("a connection").id.clone();
    known(&page);
    page.sandbox().pica(|store| store.remove(&gone));
    let gate = Gate::new();
    page.sandbox().faults().arm(lists(), Fault::Hold(gate.clone()));

    page.button("Reload all").click().await;
    gate.reached_by(1).await;
    range_is(&page, "1–20 of 30 so far").await;
    gate.open();
    page.status().says("Pica demo: 1 changed, 1 gone").await;
    range_is(&page, "1–20 of 29").await;
    table(&page).row(ACME).link(ACME).has_attribute("aria-description", "changed").await;
}

on_chromium!(above_the_cap_a_source_is_asked_and_not_loaded, gateway_with(400, &json!({ "cap": 150 })));
async fn above_the_cap_a_source_is_asked_and_not_loaded(page: Page) {
    let rare = fleet(&page).iter().rfind(|each| each.active).expect("a connection").clone();
    page.open("/").await;
    page.status().says("150 connections so far · Pica demo: 150").await;
    range_is(&page, "1–20 of 150 so far").await;

    let identity = rare.identity.clone().expect("an owner");
    page.open(&format!("/#/?identity={identity}")).await;
    page.link(&title(&rare)).is_shown().await;
}

on_chromium!(what_is_filtered_by_is_asked_for_before_its_page_comes, Setup::gateway(fleet_of(400)));
async fn what_is_filtered_by_is_asked_for_before_its_page_comes(page: Page) {
    let gate = Gate::new();
    page.sandbox().faults().arm(lists().query("page", "2").always(), Fault::Hold(gate.clone()));
    let rare = fleet(&page).iter().rfind(|each| each.active).expect("a connection").clone();
    let identity = rare.identity.clone().expect("an owner");
    page.open(&format!("/#/?identity={identity}")).await;

    page.link(&title(&rare)).is_shown().await;
    page.status().says("so far").await;
    let asked = |query: &[(String, String)]| query.contains(&("identity".into(), identity.clone()));
    assert!(
        page.sandbox().requests().iter().any(|request| asked(&request.query)),
        "{}",
        page.stage().requests()
    );
    gate.open();
}

on_chromium!(pages_that_go_round_are_stopped_and_reported, composio(240));
async fn pages_that_go_round_are_stopped_and_reported(page: Page) {
    let round = When::method("GET").path("/connected_accounts").skip(2).always();
    page.sandbox().faults().arm(round, Fault::FirstPage);
    page.open("/").await;

    let card = page.region("Composio demo");
    card.alert().says("The vendor's pages repeat").await;
    range_is(&page, "1–20 of 200 so far").await;
    page.sandbox().faults().clear();
    card.button("Try again").click().await;
    is_loaded(&page).await;
    card.is_gone().await;
}
