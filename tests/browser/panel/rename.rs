//! Renaming: withheld where the vendor cannot, done where its successor can.

use patchbay_sandbox::{Options, pica, world};
use serde_json::json;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

on_chromium!(where_names_are_fixed_renaming_is_out_of_reach_with_a_reason, Setup::gateway(fleet_of(30)));
async fn where_names_are_fixed_renaming_is_out_of_reach_with_a_reason(page: Page) {
    let acme = known(&page);
    let why = "Pica does not let names be changed; its successor One does.";
    open_list(&page, "/").await;
    page.link(ACME).click().await;

    let button = page.complementary("Connection").button("Rename");
    button.is_disabled().await;
    button.one("says why", |seen| seen.description == why).await;

    page.open(&format!("/#/c/{DEMO}/{}/rename", acme.id)).await;
    page.dialog("Rename").alert().says(why).await;
}

on_chromium!(where_names_can_be_changed_they_are, successor());
async fn where_names_can_be_changed_they_are(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    table(&page).link(ACME).click().await;
    page.complementary("Connection").button("Rename").click().await;
    let dialog = page.dialog("Rename");
    dialog.textbox("Name").has_focus().await;
    dialog.textbox("Name").has_value(ACME).await;

    dialog.textbox("Name").fill(ZENITH).await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.status().says("Zenith ledger renamed.").await;
    table(&page).row(ZENITH).is_shown().await;
    page.complementary("Connection").heading(ZENITH).is_shown().await;

    page.button("Undo").click().await;
    table(&page).row(ACME).is_shown().await;
    assert_eq!(bodies_of_writes(&page), [json!({"name": ZENITH}), json!({"name": ACME})]);
    assert!(writes(&page).iter().all(|save| save.path.ends_with(&acme.id)), "{}", page.stage().requests());
}

on_chromium!(a_name_can_be_taken_away, successor());
async fn a_name_can_be_taken_away(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    page.open(&format!("/#/c/{DEMO}/{}/rename", acme.id)).await;
    let dialog = page.dialog("Rename");
    dialog.textbox("Name").fill("x").await;
    dialog.textbox("Name").press(thirtyfour::Key::Backspace).await;
    dialog.textbox("Name").has_value("").await;
    dialog.button("Save").click().await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"name": ""})]);
    let now = page.sandbox().pica(|store| store.get(&acme.id).cloned()).expect("the connection");
    table(&page).row(&title(&now)).is_shown().await;
}

fn successor() -> Setup {
    let pica = pica::Options { flavor_one: true, ..pica::Options::default() };
    let source = json!({
        "id": DEMO, "vendor": "pica", "label": "One", "baseUrl": "/gateway/pica", "auth": "gateway", "flavor": "one"
    });
    Setup::gateway_configured(
        Options { vendors: world::Options { pica, ..world::Options::default() }, ..fleet_of(30) },
        demo_with(&json!({"sources": [source]})),
    )
}
