//! Deleting: confirmed first, offered only where it is allowed.

use patchbay_sandbox::{Fault, When};
use serde_json::json;

use super::user::*;
use crate::locator::{Find, containing};
use crate::page::Page;
use crate::stage::Setup;

on_chromium!(a_connection_is_deleted_once_that_is_confirmed, Setup::gateway(fleet_of(30)));
async fn a_connection_is_deleted_once_that_is_confirmed(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    page.link(ACME).click().await;
    page.complementary("Connection").button("Delete").click().await;
    let dialog = page.dialog("Delete");
    dialog.says("Acme ledger will be deleted with its stored credentials. This cannot be undone.").await;

    dialog.button("Back").click().await;
    dialog.is_gone().await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    page.complementary("Connection").button("Delete").click().await;
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;
    told_for_good(&page, "Acme ledger deleted.").await;
    table(&page).row(ACME).is_gone().await;
    range_is(&page, "1–20 of 29").await;
    let deletes = writes(&page);
    assert_eq!(deletes.len(), 1, "{}", page.stage().requests());
    assert_eq!(deletes[0].method, "DELETE");
    assert!(deletes[0].path.ends_with(&acme.id), "{}", deletes[0].path);
}

on_chromium!(what_was_deleted_is_no_longer_open, Setup::gateway(fleet_of(30)));
async fn what_was_deleted_is_no_longer_open(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    page.open(&format!("/#/c/{DEMO}/{}/delete", acme.id)).await;
    page.dialog("Delete").button("Confirm").click().await;

    page.complementary("Connection").is_gone().await;
    page.is_at("#/").await;
}

on_chromium!(a_delete_that_finds_nothing_is_done, Setup::gateway(fleet_of(30)));
async fn a_delete_that_finds_nothing_is_done(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    page.open(&format!("/#/c/{DEMO}/{}/delete", acme.id)).await;
    page.dialog("Delete").button("Confirm").is_enabled().await;

    page.sandbox().pica(|store| store.remove(&acme.id));
    page.dialog("Delete").button("Confirm").click().await;
    page.dialog("Delete").is_gone().await;
    page.status().says("Acme ledger deleted.").await;
    table(&page).row(ACME).is_gone().await;
}

on_chromium!(a_delete_that_is_refused_says_why_and_the_row_stays, Setup::gateway(fleet_of(30)));
async fn a_delete_that_is_refused_says_why_and_the_row_stays(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    page.open(&format!("/#/c/{DEMO}/{}/delete", acme.id)).await;
    page.sandbox().faults().arm(When::method("DELETE"), Fault::Status(403));
    page.dialog("Delete").button("Confirm").click().await;
    page.dialog("Delete").alert().says("Not permitted").await;

    page.dialog("Delete").button("Back").click().await;
    table(&page).row(ACME).is_shown().await;
}

on_chromium!(without_the_capability_deleting_is_out_of_reach_with_a_reason, gateway_with(30, &json!({})));
async fn without_the_capability_deleting_is_out_of_reach_with_a_reason(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    let why = "This panel is not set up to do this.";

    page.link(ACME).click().await;
    let button = page.complementary("Connection").button("Delete");
    button.is_disabled().await;
    button.one("says why", |seen| seen.description == why).await;
    table(&page).row(ACME).button(containing(ACME)).click().await;
    table(&page).row(ACME).role("menuitem", &format!("Delete {why}")).is_disabled().await;

    // Not by a link either.
    page.open(&format!("/#/c/{DEMO}/{}/delete", acme.id)).await;
    page.dialog("Delete").alert().says(why).await;
    page.dialog("Delete").button("Confirm").is_gone().await;
}

on_chromium!(read_only_lets_no_write_leave, gateway_with(30, &json!({"readOnly": true})));
async fn read_only_lets_no_write_leave(page: Page) {
    let acme = known(&page);
    let why = "This panel is set to read only.";
    open_list(&page, "/").await;
    page.link(ACME).click().await;

    for edit in ["Edit tags", "Rename", "Delete"] {
        let button = page.complementary("Connection").button(edit);
        button.is_disabled().await;
        button.one("says why", |seen| seen.description == why).await;
    }
    for edit in ["tags", "rename", "delete"] {
        page.open(&format!("/#/c/{DEMO}/{}/{edit}", acme.id)).await;
        page.any("dialog").alert().says(why).await;
    }
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}
