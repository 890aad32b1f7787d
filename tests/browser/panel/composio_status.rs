//! Accounts at Composio switched off and on, and deleted, with their access at the provider or without.

use patchbay_sandbox::composio::Account;
use serde_json::json;

use super::composio::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

on_chromium!(an_account_is_disabled_and_that_is_taken_back, newer());
async fn an_account_is_disabled_and_that_is_taken_back(page: Page) {
    is_disabled_and_enabled_again(page, "v3.1", ALIAS).await;
}

on_chromium!(an_account_is_disabled_by_the_older_version_too, older());
async fn an_account_is_disabled_by_the_older_version_too(page: Page) {
    let name = nameless(&account_of(&page, "API_KEY"));
    is_disabled_and_enabled_again(page, "v3", &name).await;
}

async fn is_disabled_and_enabled_again(page: Page, version: &str, name: &str) {
    let account = account_of(&page, "API_KEY");
    open_list(&page, "/").await;
    table(&page).link(name).click().await;
    page.complementary("Connection").button("Disable").click().await;
    let dialog = page.dialog("Disable");
    dialog
        .says(&format!("{name} will be disabled: whatever uses it stops working until it is enabled."))
        .await;
    dialog.button("Back").click().await;
    dialog.is_gone().await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    page.complementary("Connection").button("Disable").click().await;
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;
    page.status().says(&format!("{name} disabled.")).await;
    table(&page).row(name).cell("State").says("Disabled").await;
    page.complementary("Connection").button("Enable").is_enabled().await;
    page.complementary("Connection").button("Disable").is_gone().await;

    page.button("Undo").click().await;
    page.status().says(&format!("Undone: {name} is as it was.")).await;
    table(&page).row(name).cell("State").says("Operational").await;
    assert_eq!(bodies_of_writes(&page), [json!({"enabled": false}), json!({"enabled": true})]);
    assert!(writes(&page).iter().all(|save| save.path == path_of(version, &account, "/status")));
    assert!(!stored(&page, &account).is_disabled);
}

on_chromium!(an_account_is_enabled_and_that_is_taken_back, newer());
async fn an_account_is_enabled_and_that_is_taken_back(page: Page) {
    let account = account_of(&page, "API_KEY");
    let account = changed(&page, &account, |account| {
        account.turn("INACTIVE", Some("Connection status updated by user"));
        account.is_disabled = true;
    });
    open_list(&page, "/").await;
    let dialog = open_edit(&page, &account, "enable").await;
    dialog.says("acme-ledger will be enabled: whatever uses it may use it again.").await;
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    page.status().says("acme-ledger enabled.").await;
    table(&page).row(ALIAS).cell("State").says("Operational").await;
    page.button("Undo").click().await;
    page.status().says("Undone: acme-ledger is as it was.").await;
    assert_eq!(bodies_of_writes(&page), [json!({"enabled": true}), json!({"enabled": false})]);
    assert!(stored(&page, &account).is_disabled);
}

on_chromium!(what_somebody_else_disabled_meanwhile_needs_no_request, newer());
async fn what_somebody_else_disabled_meanwhile_needs_no_request(page: Page) {
    let account = account_of(&page, "API_KEY");
    let dialog = open_edit(&page, &account, "disable").await;
    dialog.button("Confirm").is_enabled().await;
    changed(&page, &account, |account| {
        account.turn("INACTIVE", Some("Connection status updated by user"));
        account.is_disabled = true;
    });
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    page.status().says("nothing was sent").await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

on_chromium!(an_account_is_deleted_and_keeps_its_access_at_the_provider, newer());
async fn an_account_is_deleted_and_keeps_its_access_at_the_provider(page: Page) {
    let account = account_of(&page, "OAUTH2");
    open_list(&page, "/").await;
    page.link(ALIAS).click().await;
    page.complementary("Connection").button("Delete").click().await;
    let dialog = page.dialog("Delete");
    let revoke = dialog.checkbox("Also revoke at the provider");
    revoke.is_not_checked().await;
    revoke.one("warns", |seen| seen.description.contains("Otherwise OAuth tokens stay valid there.")).await;
    dialog.button("Save").click().await;
    dialog.says("acme-ledger will be deleted with its stored credentials. This cannot be undone.").await;
    dialog.any("listitem").is_gone().await;
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    is_deleted(&page, "v3.1", &account, &[]).await;
}

on_chromium!(an_account_is_deleted_with_its_access_at_the_provider, newer());
async fn an_account_is_deleted_with_its_access_at_the_provider(page: Page) {
    let account = account_of(&page, "OAUTH2");
    open_list(&page, "/").await;
    let dialog = open_edit(&page, &account, "delete").await;
    dialog.checkbox("Also revoke at the provider").click().await;
    dialog.button("Save").click().await;
    lists_changes(&dialog, &["Also revoke at the provider: yes"]).await;
    dialog.button("Back").click().await;
    dialog.checkbox("Also revoke at the provider").is_checked().await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    is_deleted(&page, "v3.1", &account, &[("revoke_on_delete", "true")]).await;
}

on_chromium!(an_account_is_deleted_by_the_older_version_too, older());
async fn an_account_is_deleted_by_the_older_version_too(page: Page) {
    let account = account_of(&page, "API_KEY");
    open_list(&page, "/").await;
    let dialog = open_edit(&page, &account, "delete").await;
    let revoke = dialog.checkbox("Also revoke at the provider");
    revoke.one("warns", |seen| seen.description.contains("where tokens may stay valid")).await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    is_deleted(&page, "v3", &account, &[]).await;
}

async fn is_deleted(page: &Page, version: &str, account: &Account, query: &[(&str, &str)]) {
    let name = if version == "v3" { nameless(account) } else { ALIAS.to_owned() };
    told_for_good(page, &format!("{name} deleted.")).await;
    table(page).row(&name).is_gone().await;
    page.is_at("#/").await;
    let writes = writes(page);
    assert_eq!(writes.len(), 1, "{}", page.stage().requests());
    assert_eq!(
        (writes[0].method.as_str(), &writes[0].path, writes[0].body.as_str()),
        ("DELETE", &path_of(version, account, ""), "")
    );
    let asked: Vec<_> = writes[0].query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(asked, query);
}

on_chromium!(what_the_older_version_refuses_to_revoke_can_still_be_deleted, older());
async fn what_the_older_version_refuses_to_revoke_can_still_be_deleted(page: Page) {
    let account = account_of(&page, "OAUTH2");
    let dialog = open_edit(&page, &account, "delete").await;
    let revoke = dialog.checkbox("Also revoke at the provider");
    revoke.click().await;
    save_and_confirm(&dialog).await;
    revoke.is_refused("unknown query parameter").await;
    revoke.is_checked().await;
    stored(&page, &account);

    revoke.click().await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    page.status().says("deleted.").await;
}
