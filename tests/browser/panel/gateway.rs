//! The vendor behind a gateway on the panel's own origin.

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

on_chromium!(behind_a_gateway_no_key_is_asked_for_and_none_is_sent, Setup::gateway(fleet_of(30)));
async fn behind_a_gateway_no_key_is_asked_for_and_none_is_sent(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    page.link("Sources").click().await;
    page.says("Key added by a gateway").await;
    page.any("textbox").is_gone().await;
    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, "vip").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;

    let requests = page.sandbox().requests();
    assert!(requests.iter().any(|request| request.method == "PATCH"), "{}", page.stage().requests());
    for request in requests {
        assert!(request.gateway, "{} went past the gateway", request.path);
        assert_eq!(request.header("x-patchbay"), Some("1"), "{}", request.path);
        for key in ["x-pica-secret", "x-one-secret", "authorization"] {
            assert_eq!(request.header(key), None, "{}", request.path);
        }
    }
}

on_chromium!(a_gateway_that_signed_out_says_so_and_goes_on_after_the_sign_in, Setup::gateway(fleet_of(30)));
async fn a_gateway_that_signed_out_says_so_and_goes_on_after_the_sign_in(page: Page) {
    page.sandbox().pica(|store| store.options.signed_out = true);
    page.open("/").await;
    let card = page.region("Pica demo");
    card.alert().says("You are signed out").await;

    page.sandbox().pica(|store| store.options.signed_out = false);
    card.button("Try again").click().await;
    range_is(&page, "1–20 of 30").await;
}

on_chromium!(a_save_after_the_sign_out_keeps_what_was_typed, Setup::gateway(fleet_of(30)));
async fn a_save_after_the_sign_out_keeps_what_was_typed(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, "vip").await;
    page.sandbox().pica(|store| store.options.signed_out = true);
    dialog.button("Save").click().await;
    dialog.alert().says("You are signed out").await;
    holds_tags(&dialog, &["billing", "eu", "vip"]).await;

    page.sandbox().pica(|store| store.options.signed_out = false);
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu", "vip"]);
}
