//! What a list can be besides full: loading, empty, unmatched, refused, unreachable, unreadable, partly readable.

use std::time::Duration;

use patchbay_sandbox::{Fault, Gate, When};

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

fn lists() -> When {
    When::method("GET").path("/vault/connections")
}

on_chromium!(while_the_first_page_is_awaited_the_table_says_so, Setup::gateway(fleet_of(240)));
async fn while_the_first_page_is_awaited_the_table_says_so(page: Page) {
    let gate = Gate::new();
    page.sandbox().faults().arm(lists(), Fault::Hold(gate.clone()));
    page.open("/").await;

    gate.reached_by(1).await;
    table(&page).has_attribute("aria-busy", "true").await;
    page.status().says("0 connections so far · Pica demo: reading").await;
    table(&page).any("rowheader").is_gone().await;
    gate.open();
    table(&page).any("rowheader").count_is(20).await;
    table(&page).one("is no longer busy", |seen| seen.attribute("aria-busy").is_none()).await;
}

on_chromium!(the_first_page_is_shown_before_the_rest_and_counted_so_far, Setup::gateway(fleet_of(240)));
async fn the_first_page_is_shown_before_the_rest_and_counted_so_far(page: Page) {
    let gate = Gate::new();
    page.sandbox().faults().arm(lists().query("page", "2"), Fault::Hold(gate.clone()));
    page.open("/").await;

    gate.reached_by(1).await;
    let hidden = fleet(&page).iter().filter(|each| !each.active).count();
    let read = 150 + hidden;
    range_is(&page, &format!("1–20 of {read} so far")).await;
    page.status().says(&format!("{read} connections so far · Pica demo: {read} of 240")).await;
    gate.open();
    range_is(&page, "1–20 of 240").await;
    page.status().says("240 connections").await;
}

on_chromium!(an_empty_fleet_says_what_to_do, Setup::gateway(fleet_of(0)));
async fn an_empty_fleet_says_what_to_do(page: Page) {
    page.open("/").await;

    page.region("No connections yet").says("reload the list").await;
    range_is(&page, "0 of 0").await;
    table(&page).is_gone().await;
}

on_chromium!(filters_that_nothing_matches_say_so_and_let_go, Setup::gateway(fleet_of(30)));
async fn filters_that_nothing_matches_say_so_and_let_go(page: Page) {
    open_list(&page, "/#/?q=no-such-thing").await;

    page.region("Nothing matches").button("Show all connections").click().await;
    range_is(&page, "1–20 of 30").await;
    page.searchbox("Search connections").has_value("").await;
}

/// What every list answers, what the card of the source says then, and how often it was asked.
const UNREADABLE: [(&str, Fault, &str, usize); 6] = [
    ("trouble", Fault::Status(500), "Trouble at the vendor", 4),
    ("a web page", Fault::Html(200), "answered with a web page instead of data", 1),
    ("half an answer", Fault::CutBody, "The answer broke off", 4),
    ("no JSON", Fault::NotJson, "The answer should have JSON", 1),
    ("nothing", Fault::Empty, "The answer was empty", 1),
    ("no permission", Fault::Status(403), "Not permitted", 1),
];

on_chromium!(a_list_that_cannot_be_had_says_why_and_is_tried_again, Setup::gateway(fleet_of(30)));
async fn a_list_that_cannot_be_had_says_why_and_is_tried_again(page: Page) {
    page.sandbox().faults().arm(When::any().always(), Fault::Status(404));
    page.open("/").await;
    let card = page.region("Pica demo");
    card.alert().says("Not found").await;

    for (what, fault, said, times) in UNREADABLE {
        page.sandbox().faults().clear();
        page.sandbox().faults().arm(lists().always(), fault);
        forget_requests(&page);
        card.button("Try again").click().await;
        card.alert().says(said).await;
        assert_eq!(page.sandbox().requests().len(), times, "{what}:{}", page.stage().requests());
    }
    page.sandbox().faults().clear();
    card.button("Try again").click().await;
    range_is(&page, "1–20 of 30").await;
    card.is_gone().await;
}

on_chromium!(a_key_that_is_not_accepted_is_asked_for_again, Setup::direct(fleet_of(30)));
async fn a_key_that_is_not_accepted_is_asked_for_again(page: Page) {
    page.open("/").await;
    let card = page.region("Pica live");
    for (key, said) in [
        ("wrong", "The key is not accepted"),
        ("forbidden", "Not permitted"),
        ("quota", "The quota is used up"),
        ("schlüssel", "The key cannot be sent"),
    ] {
        enter_key(&page, key).await;
        card.alert().says(said).await;
        card.textbox("API key for Pica live").has_value("").await;
    }
    enter_key(&page, KEY).await;
    range_is(&page, "1–20 of 30").await;
    card.is_gone().await;
}

on_chromium!(a_row_that_cannot_be_read_is_counted_and_the_others_are_shown, Setup::gateway(fleet_of(30)));
async fn a_row_that_cannot_be_read_is_counted_and_the_others_are_shown(page: Page) {
    page.sandbox().faults().arm(lists(), Fault::WrongTypeInRow(1));
    open_list(&page, "/").await;

    let said = "1 row could not be read and not shown, the first at rows[1].id.";
    page.region("Pica demo").says(said).await;
    range_is(&page, "1–20 of 29").await;
    page.link("Sources").click().await;
    page.region("Pica demo").says(said).await;
}

on_chromium!(too_many_requests_are_waited_for_as_long_as_the_vendor_asks, Setup::direct(fleet_of(30)));
async fn too_many_requests_are_waited_for_as_long_as_the_vendor_asks(page: Page) {
    let wait = Fault::TooMany { retry_after: Some(2), readable: true };
    page.sandbox().faults().arm(lists(), wait);
    page.open("/").await;
    let began = tokio::time::Instant::now();
    enter_key(&page, KEY).await;
    range_is(&page, "1–20 of 30").await;

    assert!(began.elapsed() >= Duration::from_secs(2), "{:?}", began.elapsed());
    let statuses: Vec<_> = page.sandbox().requests().iter().map(|list| list.status).collect();
    assert_eq!(statuses, [Some(429), Some(200), Some(200)], "{}", page.stage().requests());
}

on_chromium!(a_list_that_changes_while_it_is_read_is_said_to, Setup::gateway(fleet_of(240)));
async fn a_list_that_changes_while_it_is_read_is_said_to(page: Page) {
    let gate = Gate::new();
    page.sandbox().faults().arm(lists().query("page", "2"), Fault::Hold(gate.clone()));
    page.open("/").await;
    gate.reached_by(1).await;
    let oldest = fleet(&page).into_iter().rfind(|each| each.active).expect("a connection");
    page.sandbox().pica(|store| store.remove(&oldest.id));
    gate.open();

    page.region("Pica demo").says("The list changed while it was read").await;
}

on_chromium!(without_a_network_the_panel_says_so_until_it_is_back, Setup::gateway(fleet_of(30)));
async fn without_a_network_the_panel_says_so_until_it_is_back(page: Page) {
    open_list(&page, "/").await;

    page.offline(true).await;
    page.alert().says("You are offline.").await;
    page.link("Sources").click().await;
    page.button("Reload Pica demo").click().await;
    page.region("Pica demo").alert().says("You are offline").await;
    // What was read before is still there to be looked at.
    page.link("Connections").click().await;
    page.region("Pica demo").says("30 connections are shown from before").await;
    table(&page).any("rowheader").count_is(20).await;

    page.offline(false).await;
    page.region("Pica demo").button("Try again").click().await;
    page.region("Pica demo").is_gone().await;
    range_is(&page, "1–20 of 30").await;
    page.holds(
        "the banner is gone",
        "return !document.getElementById('patchbay').shadowRoot.textContent.includes('offline')",
    )
    .await;
}

on_chromium!(one_source_that_fails_does_not_disturb_the_others, two_sources());
async fn one_source_that_fails_does_not_disturb_the_others(page: Page) {
    page.open("/").await;

    page.region("Nowhere").alert().is_shown().await;
    pages(&page).says("of 30").await;
    table(&page).any("rowheader").count_is(20).await;
    page.region("Pica demo").is_gone().await;
}

fn two_sources() -> Setup {
    let source = |id: &str, label: &str, base: &str| serde_json::json!({"id": id, "vendor": "pica", "label": label, "baseUrl": base, "auth": "gateway"});
    let sources =
        [source("nowhere", "Nowhere", "/gateway/nowhere"), source(DEMO, "Pica demo", "/gateway/pica")];
    gateway_with(30, &serde_json::json!({"sources": sources}))
}

on_chromium!(forgetting_a_key_takes_away_what_it_had_shown, Setup::direct(fleet_of(30)));
async fn forgetting_a_key_takes_away_what_it_had_shown(page: Page) {
    open_list_with(&page, "/", KEY).await;
    page.link("Sources").click().await;
    page.region("Pica live").says("30 connections read.").await;

    page.button("Forget key: Pica live").click().await;
    page.region("Pica live").textbox("API key for Pica live").is_shown().await;
    page.button("Forget key: Pica live").is_gone().await;
    page.link("Connections").click().await;
    table(&page).is_gone().await;
    range_is(&page, "0 of 0 so far").await;
}
