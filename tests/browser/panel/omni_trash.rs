//! Omni's trash: how a connection gets there, and that nothing more can be done to what is there.

use patchbay_sandbox::omni::Connection;
use patchbay_sandbox::{Fault, Gate, When};

use super::omni::*;
use super::user::*;
use crate::locator::{Find, Locator, containing};
use crate::page::Page;

const WHY: &str = "It is in the trash; restore it in Omni.";
/// What can be done as long as it is not there.
const EDITS: [(&str, &str); 5] = [
    ("Update credentials", "credentials"),
    ("Change role", "role"),
    ("Environment attribute", "environment"),
    ("Refresh schema", "refresh-schema"),
    ("Delete", "delete"),
];

fn throw_away(row: &mut Connection) {
    row.deleted_at = Some("2026-10-31T12:00:00.000000Z".to_owned());
    row.password = None;
}

async fn open_delete(page: &Page, acme: &Connection) -> Locator {
    page.open(&format!("/#/c/{HERE}/{}/delete", acme.id)).await;
    let dialog = page.dialog("Delete");
    dialog.button("Confirm").is_enabled().await;
    dialog
}

on_chromium!(a_delete_says_what_is_lost_and_the_row_is_in_the_trash, omni());
async fn a_delete_says_what_is_lost_and_the_row_is_in_the_trash(page: Page) {
    let acme = acme(&page, "postgres");
    open_list(&page, "/").await;
    page.link(ACME).click().await;
    page.complementary("Connection").button("Delete").click().await;
    let dialog = page.dialog("Delete");
    dialog.says("Omni moves it to its trash and erases its credentials for good").await;
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    // Only Omni itself can restore it.
    told_for_good(&page, "Acme ledger deleted.").await;
    table(&page).row(ACME).cell("State").says("In trash").await;
    page.complementary("Connection").says("In the trash since").await;
    let sent: Vec<_> = writes(&page).into_iter().map(|sent| (sent.method, sent.path, sent.body)).collect();
    assert_eq!(sent, [("DELETE".to_owned(), path_of(&acme), String::new())]);
    assert_eq!(stands(&page, &acme).password, None);
}

on_chromium!(what_is_in_the_trash_is_listed_and_out_of_reach_with_a_reason, omni());
async fn what_is_in_the_trash_is_listed_and_out_of_reach_with_a_reason(page: Page) {
    let acme = acme(&page, "postgres");
    change(&page, &acme, throw_away);
    open_list(&page, "/").await;
    let row = table(&page).row(ACME);
    row.cell("State").says("In trash").await;
    row.link(ACME).click().await;

    for (edit, _) in EDITS {
        let button = page.complementary("Connection").button(edit);
        button.is_disabled().await;
        button.one("says why", |seen| seen.description == WHY).await;
    }
    row.button(containing(ACME)).click().await;
    for (edit, _) in EDITS {
        row.role("menuitem", &format!("{edit} {WHY}")).is_disabled().await;
    }
    // Not by a link either.
    for (edit, code) in EDITS {
        page.open(&format!("/#/c/{HERE}/{}/{code}", acme.id)).await;
        page.dialog(edit).alert().says(WHY).await;
        page.dialog(edit).button("Confirm").is_gone().await;
    }
    assert_nothing_sent(&page);
}

on_chromium!(what_somebody_else_threw_away_meanwhile_is_not_deleted_twice, omni());
async fn what_somebody_else_threw_away_meanwhile_is_not_deleted_twice(page: Page) {
    let acme = acme(&page, "postgres");
    open_list(&page, "/").await;
    let dialog = open_delete(&page, &acme).await;
    change(&page, &acme, throw_away);
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    page.status().says("Acme ledger was like that already; nothing was sent.").await;
    table(&page).row(ACME).cell("State").says("In trash").await;
    assert_nothing_sent(&page);
}

on_chromium!(a_delete_that_finds_it_in_the_trash_is_done, omni());
async fn a_delete_that_finds_it_in_the_trash_is_done(page: Page) {
    let acme = acme(&page, "postgres");
    open_list(&page, "/").await;
    let gate = Gate::new();
    page.sandbox().faults().arm(When::method("DELETE"), Fault::Hold(gate.clone()));
    let dialog = open_delete(&page, &acme).await;
    dialog.button("Confirm").click().await;
    // As if the browser had sent it twice, and the first had arrived.
    gate.reached_by(1).await;
    change(&page, &acme, throw_away);
    gate.open();

    dialog.is_gone().await;
    page.status().says("Acme ledger deleted.").await;
    table(&page).row(ACME).cell("State").says("In trash").await;
    let statuses: Vec<_> = writes(&page).iter().map(|sent| sent.status).collect();
    assert_eq!(statuses, [Some(410)], "{}", page.stage().requests());
}

on_chromium!(a_delete_of_what_is_gone_altogether_is_done, omni());
async fn a_delete_of_what_is_gone_altogether_is_done(page: Page) {
    let acme = acme(&page, "postgres");
    open_list(&page, "/").await;
    let gate = Gate::new();
    page.sandbox().faults().arm(When::method("DELETE"), Fault::Hold(gate.clone()));
    let dialog = open_delete(&page, &acme).await;
    dialog.button("Confirm").click().await;
    gate.reached_by(1).await;
    page.sandbox().omni(|store| store.remove(&acme.id));
    gate.open();

    dialog.is_gone().await;
    page.status().says("Acme ledger deleted.").await;
    table(&page).row(ACME).is_gone().await;
    page.complementary("Connection").is_gone().await;
}

on_chromium!(a_delete_that_is_refused_says_why_and_the_row_stays, omni());
async fn a_delete_that_is_refused_says_why_and_the_row_stays(page: Page) {
    let acme = acme(&page, "postgres");
    open_list(&page, "/").await;
    for fault in [Fault::Status(403), Fault::Legacy(403)] {
        page.sandbox().faults().arm(When::method("DELETE"), fault);
        let dialog = open_delete(&page, &acme).await;
        dialog.button("Confirm").click().await;
        dialog.alert().says("Not permitted").await;
        dialog.button("Back").click().await;
        dialog.is_gone().await;
        table(&page).row(ACME).cell("State").says("Not said").await;
    }
}

on_chromium!(what_goes_to_the_trash_while_it_is_edited_keeps_what_was_typed, omni());
async fn what_goes_to_the_trash_while_it_is_edited_keeps_what_was_typed(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox("passwordUnencrypted").fill("new-password-here").await;
    change(&page, &acme, throw_away);
    save_and_confirm(&dialog).await;

    dialog.alert().says("Update credentials is not possible").await;
    dialog.alert().says(WHY).await;
    dialog.button("Confirm").has_focus().await;
    dialog.button("Back").click().await;
    dialog.textbox("passwordUnencrypted").has_value("new-password-here").await;
    assert_nothing_sent(&page);
    dialog.button("Cancel").click().await;
    dialog.button("Discard").click().await;
    table(&page).row(ACME).cell("State").says("In trash").await;
}
