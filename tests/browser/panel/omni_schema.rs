//! "Refresh schema" at Omni: the model that holds it is found, its refresh begun, and asked after until it has ended.

use patchbay_sandbox::omni::{Connection, Options};
use patchbay_sandbox::{Fault, When};
use serde_json::Value;

use super::omni::*;
use super::user::*;
use crate::locator::{Find, Locator};
use crate::page::Page;
use crate::stage::Setup;

/// A refresh that is in progress so often when it is asked after.
fn refreshing(polls: usize) -> Setup {
    let reached = serde_json::json!({"baseUrl": "/gateway/omni/api", "auth": "gateway"});
    omni_with(Options { polls, ..Options::default() }, reached)
}

async fn open_refresh(page: &Page, acme: &Connection) -> Locator {
    page.open(&format!("/#/c/{HERE}/{}/refresh-schema", acme.id)).await;
    let dialog = page.dialog("Refresh schema");
    dialog.says("The schema of Acme ledger will be read again.").await;
    dialog
}

/// What was asked of models and jobs.
fn asked(page: &Page) -> Vec<String> {
    let requests = page.sandbox().requests();
    let about = requests.iter().filter(|request| !request.path.contains("/connections"));
    about.map(|request| format!("{} {}", request.method, request.path)).collect()
}

on_chromium!(a_refresh_is_asked_after_until_it_is_completed, refreshing(1));
async fn a_refresh_is_asked_after_until_it_is_completed(page: Page) {
    let acme = acme(&page, "postgres");
    open_list(&page, "/").await;
    let dialog = open_refresh(&page, &acme).await;
    let found = &page.sandbox().requests().into_iter().find(|sent| sent.path.ends_with("/models"));
    let found = found.as_ref().expect("the question for the model");
    assert_eq!(found.parameter("connectionId"), Some(acme.id.as_str()));
    assert_eq!(found.parameter("modelKind"), Some("SCHEMA"));
    assert_nothing_sent(&page);
    forget_requests(&page);

    dialog.button("Confirm").click().await;
    dialog.status().says("Saving …").await;
    dialog.has_attribute("aria-busy", "true").await;
    dialog.is_gone().await;
    page.status().says("Schema of Acme ledger refreshed.").await;
    let refresh = format!("POST /omni/api/v1/models/{}/refresh", acme.schema_model);
    let poll = "GET /omni/api/v1/jobs/412/status".to_owned();
    assert_eq!(asked(&page), [refresh, poll.clone(), poll]);
    assert_eq!(bodies_of_writes(&page), [Value::Null]);
}

on_chromium!(a_refresh_that_failed_says_so_and_what_to_do, refreshing(0));
async fn a_refresh_that_failed_says_so_and_what_to_do(page: Page) {
    let acme = acme(&page, "postgres");
    change(&page, &acme, |row| row.refresh_fails = true);
    let dialog = open_refresh(&page, &acme).await;
    dialog.button("Confirm").click().await;

    dialog.alert().says("Omni gave no reason. (status 200, code FAILED)").await;
    dialog.alert().says("Check in Omni that the connection works, then try again.").await;
    // Mended meanwhile.
    change(&page, &acme, |row| row.refresh_fails = false);
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;
    page.status().says("Schema of Acme ledger refreshed.").await;
    assert_eq!(writes(&page).len(), 2, "{}", page.stage().requests());
}

on_chromium!(a_refresh_that_may_not_be_begun_says_so, refreshing(0));
async fn a_refresh_that_may_not_be_begun_says_so(page: Page) {
    let acme = acme(&page, "postgres");
    page.sandbox().faults().arm(When::method("POST"), Fault::Legacy(403));
    let dialog = open_refresh(&page, &acme).await;
    dialog.button("Confirm").click().await;

    dialog.alert().says("Not permitted").await;
    dialog.alert().says("Omni says: Forbidden: Access denied. (status 403)").await;
    dialog.button("Back").click().await;
    dialog.is_gone().await;
}

on_chromium!(a_refresh_whose_answer_is_lost_is_unknown, refreshing(0));
async fn a_refresh_whose_answer_is_lost_is_unknown(page: Page) {
    let acme = acme(&page, "postgres");
    page.sandbox().faults().arm(When::method("POST"), Fault::DropAfter);
    let dialog = open_refresh(&page, &acme).await;
    dialog.button("Confirm").click().await;

    dialog.alert().says("Outcome unknown").await;
    assert_eq!(writes(&page).len(), 1, "{}", page.stage().requests());
}

on_chromium!(a_connection_without_a_schema_says_why_it_cannot_be_refreshed, omni());
async fn a_connection_without_a_schema_says_why_it_cannot_be_refreshed(page: Page) {
    let acme = acme(&page, "postgres");
    // Such as for a key that may not see the model.
    change(&page, &acme, |row| row.schema_model.clear());
    page.open(&format!("/#/c/{HERE}/{}/refresh-schema", acme.id)).await;

    page.dialog("Refresh schema").alert().says("Open the connection in Omni once.").await;
    page.dialog("Refresh schema").button("Confirm").is_gone().await;
    assert_nothing_sent(&page);
}
