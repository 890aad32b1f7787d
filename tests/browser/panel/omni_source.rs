//! Omni on the screen of sources: what is told of a key, and an address that is not the API's.

use patchbay_sandbox::omni::Options;
use patchbay_sandbox::{Fault, When};
use serde_json::json;

use super::omni::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

fn checks() -> When {
    When::method("GET").path("/whoami")
}

on_chromium!(a_key_is_said_to_be_accepted_and_whose_it_is, omni());
async fn a_key_is_said_to_be_accepted_and_whose_it_is(page: Page) {
    page.open("/#/sources").await;
    let card = page.region("Omni demo");
    card.says("30 connections read.").await;
    forget_requests(&page);
    card.button("Check key").click().await;

    card.status().says("The key is accepted.").await;
    card.any("term").says("User id").await;
    card.any("definition").says("0a6f3b52-8c1d-4e7f-9b20-5d4c3b2a1908").await;
    let asked: Vec<_> = page.sandbox().requests().into_iter().map(|sent| (sent.method, sent.path)).collect();
    assert_eq!(asked, [("GET".to_owned(), "/omni/api/v1/whoami".to_owned())]);
}

on_chromium!(a_key_that_is_refused_says_why_in_either_shape, omni());
async fn a_key_that_is_refused_says_why_in_either_shape(page: Page) {
    page.open("/#/sources").await;
    let card = page.region("Omni demo");
    card.says("30 connections read.").await;
    for (fault, said) in [
        (Fault::Status(401), "Omni says: Authentication required. (status 401, code Unauthorized)"),
        (Fault::Legacy(401), "Omni says: Unauthorized: Authentication required. (status 401)"),
    ] {
        page.sandbox().faults().arm(checks(), fault);
        card.button("Check key").click().await;
        card.alert().says("The key is not accepted").await;
        card.alert().says(said).await;
        card.button("Check key").click().await;
        card.status().says("The key is accepted.").await;
    }
}

/// Without what the vendor's pages call the base, the app itself answers.
fn of_the_app() -> Setup {
    omni_with(Options::default(), json!({"baseUrl": "/gateway/omni", "auth": "gateway"}))
}

on_chromium!(a_base_url_that_is_not_the_apis_is_said_to_answer_with_a_page, of_the_app());
async fn a_base_url_that_is_not_the_apis_is_said_to_answer_with_a_page(page: Page) {
    page.open("/").await;
    let card = page.region("Omni demo");
    card.alert().says("The answer cannot be read").await;
    card.alert().says("answered with a web page instead of data (status 200).").await;
    card.alert().says("The base URL is probably wrong: check it in config.json.").await;

    page.link("Sources").click().await;
    card.button("Check key").click().await;
    card.alert().until("say it of the key too", |alerts| alerts.len() == 2).await;
    assert!(!page.text().await.contains("The key is accepted."));
}
