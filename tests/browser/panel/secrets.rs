//! A key goes to its own vendor, in its header, and nowhere else.

use patchbay_sandbox::{Options, Recorded, pica, world};
use serde_json::json;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

const CANARY: &str = "canary/4711+Zz9 key";

fn setup() -> Setup {
    let pica = pica::Options { keys: vec![CANARY.to_owned()], ..pica::Options::default() };
    Setup::direct(Options { vendors: world::Options { pica, ..world::Options::default() }, ..fleet_of(30) })
}

on_chromium!(a_key_is_kept_nowhere_and_leaves_in_its_header_alone, setup());
async fn a_key_is_kept_nowhere_and_leaves_in_its_header_alone(page: Page) {
    let acme = known(&page);
    open_list_with(&page, "/", CANARY).await;
    page.holds_nowhere(CANARY).await;

    page.link(ACME).click().await;
    page.complementary("Connection").button("Edit tags").click().await;
    let dialog = page.dialog("Edit tags");
    // The vendor repeats the key in its refusal.
    add_tag(&dialog, "echo").await;
    dialog.button("Save").click().await;
    dialog.alert().says("Pica says: Cannot process").await;
    dialog.alert().says("•••").await;
    page.holds_nowhere(CANARY).await;

    dialog.button("Remove echo").click().await;
    add_tag(&dialog, "error-401").await;
    dialog.button("Save").click().await;
    dialog.alert().says("The key is not accepted").await;
    dialog.button("Remove error-401").click().await;
    add_tag(&dialog, "vip").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.link("Sources").click().await;
    page.holds_nowhere(CANARY).await;
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu", "vip"]);

    for request in page.sandbox().requests() {
        assert_eq!(request.header("x-pica-secret"), Some(CANARY), "{} {}", request.method, request.path);
        assert!(!tells(&request), "{} {} {}", request.method, request.path, request.body);
    }
    for request in page.sandbox().preflights() {
        assert!(!tells(&request), "a preflight for {}", request.path);
    }
}

/// Whether the key stands anywhere but in its own header.
fn tells(request: &Recorded) -> bool {
    let headers = request.headers.iter().filter(|(name, _)| name != "x-pica-secret");
    let texts = headers.chain(&request.query).flat_map(|(name, value)| [name, value]);
    texts.chain([&request.path, &request.body]).any(|text| text.contains("4711"))
}

on_chromium!(the_panel_keeps_nothing_in_the_browser, setup());
async fn the_panel_keeps_nothing_in_the_browser(page: Page) {
    open_list_with(&page, "/", CANARY).await;
    page.searchbox("Search connections").fill("gmail").await;
    page.link("Sources").click().await;

    let kept = "return Promise.all([indexedDB.databases(), caches.keys()]).then(([databases, caches]) =>
        [localStorage.length, sessionStorage.length, document.cookie, databases.length, caches.length])";
    assert_eq!(page.script(kept, vec![]).await, json!([0, 0, "", 0, 0]));
}

on_chromium!(a_vendor_learns_neither_cookies_nor_where_the_panel_is, setup());
async fn a_vendor_learns_neither_cookies_nor_where_the_panel_is(page: Page) {
    page.open("/").await;
    // Cookies know no ports, so the vendor on the other port would get this one.
    page.script("document.cookie = 'session=1; path=/'", vec![]).await;
    enter_key(&page, CANARY).await;
    is_loaded(&page).await;
    page.script("document.cookie = 'session=1; path=/; max-age=0'", vec![]).await;

    for request in page.sandbox().requests() {
        assert_eq!((request.header("cookie"), request.header("referer")), (None, None), "{}", request.path);
    }
}

on_chromium!(another_page_of_the_same_browser_finds_no_key, setup());
async fn another_page_of_the_same_browser_finds_no_key(page: Page) {
    open_list_with(&page, "/", CANARY).await;
    page.reload().await;

    page.region("Pica live").textbox("API key for Pica live").has_value("").await;
    page.holds_nowhere(CANARY).await;
}

on_chromium!(a_key_is_masked_unless_it_is_asked_to_be_shown, setup());
async fn a_key_is_masked_unless_it_is_asked_to_be_shown(page: Page) {
    page.open("/").await;
    let field = page.textbox("API key for Pica live");
    field.fill("just typed").await;
    field.has_attribute("type", "password").await;

    page.button("Show API key for Pica live").click().await;
    field.has_attribute("type", "text").await;
    page.searchbox("Search connections").click().await;
    field.has_attribute("type", "password").await;
}
