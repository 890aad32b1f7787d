//! A configuration that cannot be used, base URLs that must get no request, and redirects.

use patchbay_sandbox::{Fault, Options, Sandbox, When};
use serde_json::{Value, json};

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

fn good() -> Value {
    json!({
        "title": "Integrations",
        "sources": [
            {"id": "live", "vendor": "pica", "label": "Pica live", "baseUrl": "/gateway/pica", "auth": "key",
             "authHeader": "x-one-secret", "flavor": "one", "pace": 600, "projectId": "p"},
            {"id": "gate", "vendor": "pica", "baseUrl": "/gateway/pica", "auth": "gateway", "credentials": "include"}
        ],
        "capabilities": ["tag", "delete"],
        "readOnly": false
    })
}

/// Where something wrong is put, what, and how the sentence about it begins.
fn wrong() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("/title", json!(7), "title has to be a text that is not empty."),
        ("/sources", json!({}), "sources has to be a list."),
        ("/sources", Value::Null, "sources has to be a list."),
        ("/sources/0", json!("pica"), "sources[0] has to be an object."),
        ("/sources/0/id", json!(1), "sources[0].id has to be a text"),
        ("/sources/0/id", json!("a/b"), "sources[0].id may have only letters"),
        ("/sources/1/id", json!("live"), "sources[1].id is used by another source already."),
        (
            "/sources/0/vendor",
            json!("pika"),
            "sources[0].vendor has to be one of: pica, composio, peaka, omni.",
        ),
        ("/sources/0/label", json!(""), "sources[0].label has to be a text"),
        ("/sources/0/baseUrl", json!("api.picaos.com"), "sources[0].baseUrl has to begin with https://"),
        (
            "/sources/0/baseUrl",
            json!("http://api.picaos.com"),
            "sources[0].baseUrl would send the key unencrypted",
        ),
        (
            "/sources/0/baseUrl",
            json!("https://api.picaos.com@evil.test"),
            "sources[0].baseUrl has an @ before the host",
        ),
        (
            "/sources/0/baseUrl",
            json!("https://api.picaos.com.evil.test"),
            "sources[0].baseUrl has a host that looks like the vendor’s",
        ),
        ("/sources/0/baseUrl", json!("https://api.picaos.com?x=1"), "sources[0].baseUrl has a query"),
        ("/sources/0/auth", json!("token"), "sources[0].auth has to be one of: key, gateway, host."),
        ("/sources/0/credentials", json!("include"), "sources[0].credentials means something only with"),
        (
            "/sources/1/credentials",
            json!("all"),
            "sources[1].credentials has to be one of: same-origin, include.",
        ),
        ("/sources/0/authHeader", json!("x y"), "sources[0].authHeader is no name of a header."),
        ("/sources/0/projectId", json!(7), "sources[0].projectId has to be a text"),
        (
            "/sources/0/pace",
            json!(0),
            "sources[0].pace has to be a whole number of requests a minute above 0",
        ),
        ("/sources/0/flavor", json!("two"), "sources[0].flavor has to be one of: pica, one."),
        ("/sources/0/apiKey", json!("k"), "sources[0].apiKey is not a setting. There are: "),
        ("/capabilities", json!("tag"), "capabilities has to be a list."),
        ("/capabilities/1", json!("tags"), "capabilities[1] has to be one of: tag, rename"),
        ("/readOnly", json!("yes"), "readOnly has to be true or false."),
        ("/souces", json!([]), "souces is not a setting. There are: title, sources"),
    ]
}

on_chromium!(each_key_of_the_configuration_that_is_wrong_is_named_by_its_path, Setup::gateway(fleet_of(0)));
async fn each_key_of_the_configuration_that_is_wrong_is_named_by_its_path(page: Page) {
    for (place, value, said) in wrong() {
        let mut config = good();
        put(&mut config, place, value);
        open_configured(&page, Some(&config.to_string())).await;
        let card = page.region("The configuration cannot be used");
        card.alert()
            .any("listitem")
            .one(&format!("begins with “{said}”"), |seen| seen.text.starts_with(said))
            .await;
    }
    assert!(page.sandbox().requests().is_empty(), "{}", page.stage().requests());
}

fn put(config: &mut Value, place: &str, value: Value) {
    let (parent, key) = place.rsplit_once('/').expect("a place");
    match config.pointer_mut(parent).expect("what it is in") {
        Value::Array(list) => list[key.parse::<usize>().expect("a number")] = value,
        map => map[key] = value,
    }
}

async fn open_configured(page: &Page, config: Option<&str>) {
    page.stage().place_panel("portal", config);
    page.open("/portal/").await;
}

on_chromium!(a_configuration_that_is_no_configuration_says_so, Setup::gateway(fleet_of(0)));
async fn a_configuration_that_is_no_configuration_says_so(page: Page) {
    for (config, said) in [
        (Some("{\n  oops"), "config.json is not JSON: line 2, column 3."),
        (Some(""), "config.json is not JSON: line 1, column 0."),
        (Some("<!doctype html><p>Not here</p>"), "config.json is not JSON: line 1, column 1."),
        (Some("[]"), "config.json has to be an object."),
        (Some("{}"), "sources is missing."),
        (None, "config.json is missing beside this page."),
    ] {
        open_configured(&page, config).await;
        page.region("The configuration cannot be used").alert().says(said).await;
    }
}

on_chromium!(several_mistakes_are_named_at_once, Setup::gateway(fleet_of(0)));
async fn several_mistakes_are_named_at_once(page: Page) {
    open_configured(&page, Some(r#"{"sources": [{}], "readOnly": 1}"#)).await;

    page.alert().any("listitem").count_is(5).await;
}

on_chromium!(a_configuration_without_sources_says_how_to_name_one, Setup::gateway(fleet_of(0)));
async fn a_configuration_without_sources_says_how_to_name_one(page: Page) {
    open_configured(&page, Some(r#"{"sources": []}"#)).await;

    page.region("No sources").is_shown().await;
}

on_chromium!(a_panel_works_from_a_folder_of_its_own, Setup::gateway(fleet_of(30)));
async fn a_panel_works_from_a_folder_of_its_own(page: Page) {
    open_configured(&page, Some(&demo_with(&json!({})).to_string())).await;

    range_is(&page, "1–20 of 30").await;
}

/// Bases that must not be asked at all. The policy of the page would let all of them pass.
const UNFIT: [&str; 5] = [
    "http://vendor.example/pica",
    "https://user:secret@vendor.example/pica",
    "https://api.picaos.com@vendor.example/pica",
    "//vendor.example/pica",
    "https://vendor.example\\@api.picaos.com/pica",
];

on_chromium!(an_unfit_base_url_gets_no_request, Setup::gateway(fleet_of(0)).allowing("http: https:"));
async fn an_unfit_base_url_gets_no_request(page: Page) {
    for base in UNFIT {
        let source = json!({"id": "pica", "vendor": "pica", "baseUrl": base, "auth": "gateway"});
        open_configured(&page, Some(&demo_with(&json!({"sources": [source]})).to_string())).await;
        page.region("The configuration cannot be used").alert().says("sources[0].baseUrl").await;

        let elsewhere = "return performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((name) => !name.startsWith(location.origin))";
        assert_eq!(page.script(elsewhere, vec![]).await, json!([]), "{base}");
    }
}

on_chromium!(
    the_target_of_a_redirect_gets_no_request,
    Setup::direct(fleet_of(30)).allowing("http://127.0.0.1:*")
);
async fn the_target_of_a_redirect_gets_no_request(page: Page) {
    let target = Sandbox::start(Options::default()).await.expect("another sandbox");
    let there = format!("{}/pica/v1/vault/connections", target.origin());
    page.sandbox().faults().arm(When::any().always(), Fault::Redirect(there));
    page.open("/").await;
    enter_key(&page, KEY).await;

    page.region("Pica live").alert().says("No answer").await;
    assert!(target.requests().is_empty() && target.preflights().is_empty(), "{:?}", target.requests());
}

on_chromium!(
    a_redirected_write_goes_nowhere_else_and_is_not_done,
    Setup::direct(fleet_of(30)).allowing("http://127.0.0.1:*")
);
async fn a_redirected_write_goes_nowhere_else_and_is_not_done(page: Page) {
    let acme = known(&page);
    let target = Sandbox::start(Options::default()).await.expect("another sandbox");
    let there = format!("{}/pica/v1/vault/connections/{}", target.origin(), acme.id);
    open_list_with(&page, &format!("/#/c/{LIVE}/{}", acme.id), KEY).await;
    page.complementary("Connection").button("Edit tags").click().await;
    let dialog = page.dialog("Edit tags");
    add_tag(&dialog, "vip").await;
    page.sandbox().faults().arm(When::method("PATCH").always(), Fault::Redirect(there));
    dialog.button("Save").click().await;

    dialog.alert().says("No answer").await;
    holds_tags(&dialog, &["billing", "eu", "vip"]).await;
    assert!(target.requests().is_empty() && target.preflights().is_empty(), "{:?}", target.requests());
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu"]);
}
