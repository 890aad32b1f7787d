//! The whole way through the panel, with a key of one's own, as it has to go in every engine.

use serde_json::json;
use thirtyfour::Key;

use super::user::*;
use crate::locator::{Find, containing};
use crate::page::Page;
use crate::stage::Setup;

on_every_engine!(a_person_finds_mends_and_leaves, Setup::direct(fleet_of(60)));
async fn a_person_finds_mends_and_leaves(page: Page) {
    let acme = known(&page);

    page.open("/").await;
    page.region("Pica live").textbox("API key for Pica live").is_shown().await;
    assert!(
        page.sandbox().requests().is_empty(),
        "nothing is asked without a key{}",
        page.stage().requests()
    );
    enter_key(&page, KEY).await;
    shows(&page, &fleet(&page).iter().collect::<Vec<_>>()).await;

    page.button("Next page").click().await;
    range_is(&page, "21–40 of 60").await;
    page.is_at("#/?page=2").await;
    page.button("Previous page").click().await;
    range_is(&page, "1–20 of 60").await;

    let filters = page.group("Filters");
    filters.button("State").click().await;
    filters.option(containing("Operational")).click().await;
    let operational: Vec<_> = fleet(&page).into_iter().filter(|each| each.state == "operational").collect();
    shows(&page, &operational.iter().collect::<Vec<_>>()).await;
    page.searchbox("Search connections").fill("acme led").await;
    rows_are(&page, &[ACME]).await;
    let list = "?q=acme%20led&state=operational";
    page.is_at(&format!("#/{list}")).await;

    page.link(ACME).click().await;
    let detail = page.complementary("Connection");
    detail.heading(ACME).has_focus().await;
    detail.says("billing").await;
    page.is_at(&format!("#/c/{LIVE}/{}{list}", acme.id)).await;

    detail.button("Edit tags").click().await;
    let dialog = page.dialog("Edit tags");
    holds_tags(&dialog, &["billing", "eu"]).await;
    add_tag(&dialog, "error-409").await;
    dialog.button("Save").click().await;
    dialog.alert().says("Changed meanwhile").await;
    holds_tags(&dialog, &["billing", "eu", "error-409"]).await;
    assert_eq!(tags_of(&page, &acme.id), ["billing", "eu"]);

    dialog.button("Remove error-409").click().await;
    dialog.combobox("Tags").press("vip").await;
    dialog.combobox("Tags").press(Key::Enter).await;
    forget_requests(&page);
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.status().says("Tags of Acme ledger saved.").await;
    let saves = writes(&page);
    assert_eq!(saves.len(), 1, "{}", page.stage().requests());
    assert_eq!(
        (saves[0].method.as_str(), saves[0].json()),
        ("PATCH", json!({"tags": ["billing", "eu", "vip"]}))
    );
    assert_eq!(saves[0].header("x-pica-secret"), Some(KEY));
    table(&page).row(ACME).cell("Tags").says("vip").await;

    page.button("Undo").click().await;
    page.status().says("Undone: Acme ledger is as it was.").await;
    assert_eq!(bodies_of_writes(&page).pop(), Some(json!({"tags": ["billing", "eu"]})));

    // The key was in memory only, and everything else in the address.
    page.reload().await;
    page.region("Pica live").textbox("API key for Pica live").is_shown().await;
    page.is_at(&format!("#/c/{LIVE}/{}{list}", acme.id)).await;
    page.searchbox("Search connections").has_value("acme led").await;
    enter_key(&page, KEY).await;
    rows_are(&page, &[ACME]).await;
    detail.heading(ACME).is_shown().await;

    // Nothing is asked any more once the marker that the test sends itself has come.
    page.script("document.getElementById('patchbay').patchbay.unmount()", vec![]).await;
    forget_requests(&page);
    let left = "const { childNodes, adoptedStyleSheets } = document.getElementById('patchbay').shadowRoot;
        return [childNodes.length, adoptedStyleSheets.length];";
    assert_eq!(page.script(left, vec![]).await, json!([0, 0]));
    page.script(&format!("return fetch('{}/pica/marker').then(() => 1)", page.sandbox().origin()), vec![])
        .await;
    let asked = page.asked("for the marker", |requests| !requests.is_empty()).await;
    assert_eq!(asked.len(), 1, "{}", page.stage().requests());
}
