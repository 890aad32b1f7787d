//! The tests of the tests: each part of the harness finds what it should, and complains of what it should, on every
//! engine. They run on a small page of their own in `sample/`.

use std::fs;

use patchbay_sandbox::Options;
use serde_json::json;
use thirtyfour::Key;

use crate::engine::Engine;
use crate::failure::Failure;
use crate::locator::{Find, containing};
use crate::page::{Page, Theme};
use crate::run::perform;
use crate::stage::Setup;

on_every_engine!(an_element_is_found_by_role_and_name_inside_the_shadow_root, Setup::sample());
async fn an_element_is_found_by_role_and_name_inside_the_shadow_root(page: Page) {
    page.open("/").await;

    page.heading("Sample").is_shown().await;
    page.searchbox("Search connections").is_shown().await;
    page.region("Pica live").alert().reads("The key was refused").await;
    page.textbox("API key for Pica live").is_shown().await;
    page.group("Filters").button("State").has_attribute("aria-expanded", "false").await;
    page.table("Connections").header("Name").has_attribute("aria-sort", "ascending").await;
    page.table("Connections").any("rowheader").count_is(2).await;
    page.row("Nordwind billing").link(containing("Nordwind")).is_shown().await;
    page.row("Nordwind billing").cell("State").reads("Failed").await;
    page.row("Contoso").checkbox("Select Contoso").is_not_checked().await;
    page.navigation("Pagination").combobox("Rows per page").has_value("20").await;
    page.complementary("Connection").heading("Nordwind billing").is_shown().await;
    page.button("Forget key").is_disabled().await;
    page.button("Use key").is_enabled().await;
    page.status().says("2 connections").await;
    page.says("2 connections").await;
}

on_every_engine!(what_is_hidden_is_not_found, Setup::sample());
async fn what_is_hidden_is_not_found(page: Page) {
    page.open("/").await;

    // There is a second in a paragraph that is not displayed, and a dialog of that name that is not open.
    page.button("Edit tags").is_shown().await;
    page.dialog("Edit tags").is_gone().await;
    page.option("Failed").is_gone().await;

    page.button("State").click().await;
    page.option("Failed").has_attribute("aria-selected", "true").await;

    // An open modal dialog leaves nothing else to be reached.
    page.complementary("Connection").button("Edit tags").click().await;
    page.dialog("Edit tags").is_shown().await;
    page.table("Connections").is_gone().await;
}

on_every_engine!(what_a_person_does_arrives, Setup::sample());
async fn what_a_person_does_arrives(page: Page) {
    page.open("/").await;

    let search = page.searchbox("Search connections");
    search.fill("nord").await;
    page.status().reads("Looking for nord").await;
    search.fill("süd").await;
    page.status().reads("Looking for süd").await;
    search.press(" – ost").await;
    search.has_value("süd – ost").await;

    page.combobox("Rows per page").choose("50").await;
    page.status().reads("50 rows per page").await;

    page.checkbox("Select Contoso").click().await;
    page.checkbox("Select Contoso").is_checked().await;

    page.link("Contoso").click().await;
    page.is_at("#/c/pica/contoso").await;
    page.back().await;
    page.is_at("").await;

    page.button("Edit tags").click().await;
    let dialog = page.dialog("Edit tags");
    dialog.combobox("Tags").fill("gold!").await;
    dialog.button("Save").click().await;
    dialog.combobox("Tags").is_refused("No exclamation marks").await;
    dialog.combobox("Tags").fill("gold").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.status().reads("Saved gold").await;
}

on_every_engine!(the_keyboard_reaches_everything, Setup::sample());
async fn the_keyboard_reaches_everything(page: Page) {
    page.open("/").await;

    page.searchbox("Search connections").click().await;
    page.press(Key::Tab).await;
    page.textbox("API key for Pica live").has_focus().await;
    page.press_with(Key::Shift, Key::Tab).await;
    page.searchbox("Search connections").has_focus().await;
    page.press("abc").await;
    page.status().reads("Looking for abc").await;

    page.button("Edit tags").press(Key::Enter).await;
    page.dialog("Edit tags").is_shown().await;
    let focused = page.focused().await.expect("the dialog takes the focus");
    assert_eq!((focused.role.as_str(), focused.name.as_str()), ("combobox", "Tags"));
    page.press(Key::Escape).await;
    page.dialog("Edit tags").is_gone().await;
    page.button("Edit tags").has_focus().await;
}

on_every_engine!(names_are_those_that_the_engine_computes, Setup::sample());
async fn names_are_those_that_the_engine_computes(page: Page) {
    page.open("/").await;

    for locator in [
        page.searchbox("Search connections"),
        page.table("Connections"),
        page.link("Nordwind billing"),
        page.navigation("Pagination"),
        page.region("Pica live"),
        page.group("Filters"),
        page.complementary("Connection"),
        page.checkbox("Select Contoso"),
        page.button("Next page"),
    ] {
        let seen = locator.is_shown().await;
        let (role, name) = page.computed(&seen).await;
        assert_eq!((role, name), (seen.role, seen.name));
    }
}

on_every_engine!(the_panel_may_be_mounted_elsewhere, Setup::sample());
async fn the_panel_may_be_mounted_elsewhere(page: Page) {
    page.open("/#another-panel").await;

    page.hosted_by("#elsewhere").button("Another").is_shown().await;
    page.button("Another").is_gone().await;
}

for_every_engine!(a_csp_violation_fails_a_test);
fn a_csp_violation_fails_a_test(engine: Engine) {
    let failure = failure_of(engine, "/#inline-style");
    assert!(failure.message.contains("content security policy: style-src-attr refused inline"), "{failure}");
}

for_every_engine!(a_request_that_the_policy_forbids_fails_a_test);
fn a_request_that_the_policy_forbids_fails_a_test(engine: Engine) {
    let failure = failure_of(engine, "/#forbidden-request");
    assert!(failure.message.contains("connect-src refused https://elsewhere.example"), "{failure}");
}

for_every_engine!(a_console_error_fails_a_test);
fn a_console_error_fails_a_test(engine: Engine) {
    let failure = failure_of(engine, "/#console-error");
    assert!(failure.message.contains("console.error: all is lost"), "{failure}");
}

for_every_engine!(an_error_fails_a_test);
fn an_error_fails_a_test(engine: Engine) {
    let failure = failure_of(engine, "/#error");
    assert!(failure.message.contains("thrown away"), "{failure}");
}

for_every_engine!(an_unhandled_rejection_fails_a_test);
fn an_unhandled_rejection_fails_a_test(engine: Engine) {
    let failure = failure_of(engine, "/#rejection");
    assert!(failure.message.contains("unhandled rejection: Error: turned down"), "{failure}");
}

/// How a test fails that does no more than to open the page.
fn failure_of(engine: Engine, path: &str) -> Failure {
    let test = format!("browser::harness::provoked{}", path.replace("/#", "-"));
    let failed = perform(engine, &test, Setup::sample(), async |page: Page| page.open(path).await);
    let failure = failed.expect_err("the watch saw nothing");
    for kept in [&failure.screenshot, &failure.file] {
        fs::remove_file(kept).expect("a failure leaves a screenshot and a report");
    }
    failure
}

for_every_engine!(what_is_awaited_in_vain_is_told_with_what_was_shown);
fn what_is_awaited_in_vain_is_told_with_what_was_shown(engine: Engine) {
    let failed =
        perform(engine, "browser::harness::provoked-absence", Setup::sample(), async |page: Page| {
            page.open("/").await;
            page.hastily().dialog("Rename").button("Save").click().await;
        });
    let failure = failed.expect_err("there is no such button");
    let awaited = "waited in vain until button “Save” in dialog “Rename” is there to click it; there is none";
    assert!(failure.message.contains("harness.rs"), "{failure}");
    assert!(failure.message.contains(awaited), "{failure}");
    assert!(failure.report.contains("- button \"Forget key\" [disabled]"), "{failure}");
    assert!(fs::read(&failure.screenshot).expect("a screenshot").starts_with(b"\x89PNG"));
    fs::remove_file(failure.screenshot).and_then(|()| fs::remove_file(failure.file)).expect("what was kept");
}

on_every_engine!(what_is_recorded_outlives_a_reload, Setup::sample());
async fn what_is_recorded_outlives_a_reload(page: Page) {
    page.open("/#console-error").await;
    page.open("/#/").await;
    page.reload().await;

    let records = page.watch().unexpected().await;
    assert!(records.iter().any(|record| record.to_string().contains("all is lost")), "{records:?}");
    page.expect_console("all is lost");
}

on_every_engine!(a_refused_request_fails_no_test, Setup::sample());
async fn a_refused_request_fails_no_test(page: Page) {
    page.open("/#refused-request").await;
    page.status().is_shown().await;
}

on_every_engine!(a_secret_is_found_wherever_it_is_kept, Setup::sample());
async fn a_secret_is_found_wherever_it_is_kept(page: Page) {
    const SECRET: &str = "canary/4711";
    page.open("/").await;
    page.holds_nowhere(SECRET).await;

    let hiding_places = [
        ("localStorage", "localStorage.x = arguments[0]", "localStorage.clear()"),
        ("sessionStorage", "sessionStorage.x = btoa(arguments[0])", "sessionStorage.clear()"),
        ("the address", "location.hash = encodeURIComponent(arguments[0])", "location.hash = ''"),
        ("the history", "history.replaceState({ x: arguments[0] }, '')", "history.replaceState(null, '')"),
        ("a cookie", "document.cookie = 'x=' + arguments[0]", "document.cookie = 'x=; max-age=0'"),
        ("the title", "document.title = arguments[0]", "document.title = ''"),
        ("the document", "document.body.dataset.x = arguments[0]", "delete document.body.dataset.x"),
        (
            "the panel",
            "patchbay.shadowRoot.querySelector('h1').title = arguments[0]",
            "patchbay.shadowRoot.querySelector('h1').title = ''",
        ),
        (
            "a field",
            "patchbay.shadowRoot.querySelector('#key').value = arguments[0]",
            "patchbay.shadowRoot.querySelector('#key').value = ''",
        ),
        ("the console", "console.log('it is ' + arguments[0])", ""),
    ];
    for (place, hide, tidy) in hiding_places {
        page.script(hide, vec![json!(SECRET)]).await;
        let places = page.places_of(SECRET).await;
        assert!(places.iter().any(|each| each == place), "{place} was not searched, only {places:?}");
        page.script(tidy, vec![]).await;
    }
}

on_every_engine!(vendors_may_be_on_another_origin, Setup::direct(Options::default()).with_sample());
async fn vendors_may_be_on_another_origin(page: Page) {
    page.open("/").await;

    let ask = "return fetch('config.json').then((config) => config.json())
        .then(({ sources: [{ baseUrl }] }) => fetch(`${baseUrl}/v1/vault/connections`))
        .then(() => 'asked')";
    assert_eq!(page.script(ask, vec![]).await, json!("asked"));
    assert_eq!(page.sandbox().requests().len(), 1, "{}", page.stage().requests());
}

on_every_engine!(a_nameless_button_is_found_by_axe, Setup::sample());
async fn a_nameless_button_is_found_by_axe(page: Page) {
    page.open("/").await;
    page.assert_accessible("the sample").await;

    page.open("/#nameless-button").await;
    page.reload().await;
    let broken = page.broken_rules().await;
    assert!(broken.contains("button-name"), "{broken}");
}

on_chromium!(each_theme_is_held_against_the_rules, Setup::sample());
async fn each_theme_is_held_against_the_rules(page: Page) {
    page.open("/#pale-when-dark").await;

    page.in_both_themes(async |theme| {
        let broken = page.broken_rules().await;
        assert_eq!(broken.contains("color-contrast"), theme == Theme::Dark, "{theme:?}: {broken}");
    })
    .await;
}

on_chromium!(the_network_goes_and_comes_back, Setup::sample());
async fn the_network_goes_and_comes_back(page: Page) {
    page.open("/").await;

    page.offline(true).await;
    page.status().reads("Offline").await;
    page.offline(false).await;
    page.status().reads("Online").await;
}

on_chromium!(a_page_may_be_as_narrow_as_a_phone, Setup::sample());
async fn a_page_may_be_as_narrow_as_a_phone(page: Page) {
    page.open("/").await;

    page.resize(320, 640).await;
    let width = page.script("return document.documentElement.clientWidth", vec![]).await;
    assert_eq!(width, json!(320));
}

on_every_engine!(a_window_has_the_size_that_is_asked_for, Setup::sample());
async fn a_window_has_the_size_that_is_asked_for(page: Page) {
    page.open("/").await;

    page.resize(640, 700).await;
}
