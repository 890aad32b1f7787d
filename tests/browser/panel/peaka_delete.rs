//! Deleting at Peaka.

use super::peaka::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

on_chromium!(a_delete_says_what_is_lost_and_takes_the_connection_away, demo());
async fn a_delete_says_what_is_lost_and_takes_the_connection_away(page: Page) {
    acme(&page, "stripe");
    open_list(&page, "/#/?source=peaka").await;
    page.link(ACME).click().await;
    page.complementary("Connection").button("Delete").click().await;
    let dialog = page.dialog("Delete");
    dialog.says("Acme ledger will be deleted with its stored credentials. This cannot be undone.").await;
    dialog.says("Catalogs that use it lose their source.").await;
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    page.status().says("Acme ledger deleted.").await;
    table(&page).row(ACME).is_gone().await;
    let sent: Vec<_> = writes(&page).into_iter().map(|sent| (sent.method, sent.path, sent.body)).collect();
    assert_eq!(sent, [("DELETE".to_owned(), PATH.to_owned(), String::new())]);
}

on_chromium!(a_delete_of_what_is_gone_already_is_done, demo());
async fn a_delete_of_what_is_gone_already_is_done(page: Page) {
    acme(&page, "stripe");
    open_list(&page, "/#/?source=peaka").await;
    page.open(&format!("/#/c/{PEAKA}/{ID}/delete")).await;
    let dialog = page.dialog("Delete");
    dialog.button("Confirm").is_enabled().await;
    page.sandbox().peaka(|store| store.remove(ID));
    dialog.button("Confirm").click().await;

    // Peaka answers with 400 and not with 404.
    dialog.is_gone().await;
    page.status().says("Acme ledger deleted.").await;
    table(&page).row(ACME).is_gone().await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}
