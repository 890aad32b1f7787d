//! A panic: it should never be, and yet people have to be told and able to go on.

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

/// What is rejected with no error at all makes gloo-net panic:
/// <https://github.com/rustwasm/gloo/blob/master/crates/utils/src/errors.rs>.
const REJECTS: &str = "window.fetch = () => Promise.reject('canary-4711')";

on_chromium!(a_panic_leaves_a_card_and_reload_brings_the_panel_back, Setup::gateway(fleet_of(30)));
async fn a_panic_leaves_a_card_and_reload_brings_the_panel_back(page: Page) {
    open_list(&page, "/").await;
    page.link("Sources").click().await;
    page.script(REJECTS, vec![]).await;
    page.button("Reload Pica demo").click().await;

    page.alert().says("The panel stopped").await;
    page.link("Sources").is_gone().await;
    let records: Vec<String> = page.watch().unexpected().await.iter().map(ToString::to_string).collect();
    let place = records.iter().find(|record| record.contains("Patchbay stopped at"));
    assert!(place.is_some_and(|record| record.contains(".rs:")), "{records:?}");
    assert!(!records.iter().any(|record| record.contains("4711")), "a value is on the console: {records:?}");
    page.expect_console("Patchbay stopped at");
    page.expect_console("unreachable");

    page.button("Reload").click().await;
    page.heading("Sources").is_shown().await;
    page.link("Connections").click().await;
    range_is(&page, "1–20 of 30").await;
}
