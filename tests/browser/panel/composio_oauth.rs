//! Accounts at Composio that sign in by OAuth: new credentials withheld, revoked, refreshed behind a warning, connected
//! anew on a page of the vendor's.

use patchbay_sandbox::composio::Account;
use serde_json::{Value, json};
use thirtyfour::{By, Key};

use super::composio::*;
use super::oauth_return::come_back;
use super::user::*;
use crate::locator::{Find, Locator, Seen, containing};
use crate::page::Page;

/// What can be done is out of reach, in the detail and by a link, with the reason.
async fn is_withheld(page: &Page, account: &Account, edit: &str, name: &str, why: &str) {
    page.open(&format!("/#/c/{HERE}/{}", account.id)).await;
    let button = page.complementary("Connection").button(name);
    button.is_disabled().await;
    button.one("says why", |seen| seen.description == why).await;

    page.open(&format!("/#/c/{HERE}/{}/{edit}", account.id)).await;
    page.dialog(name).alert().says(why).await;
    page.dialog(name).button("Save").is_gone().await;
    page.dialog(name).button("Confirm").is_gone().await;
    // The button at the end has the focus; the one in the corner has the same name.
    page.holds(
        "the focus is on what closes it",
        "return document.getElementById('patchbay').shadowRoot.activeElement?.textContent === 'Close'",
    )
    .await;
    page.press(Key::Enter).await;
    page.dialog(name).is_gone().await;
}

on_chromium!(of_an_oauth_account_only_the_alias_can_be_changed, newer());
async fn of_an_oauth_account_only_the_alias_can_be_changed(page: Page) {
    let account = account_of(&page, "OAUTH2");
    let why = "OAuth accounts can only change the alias; their tokens come from reconnecting.";
    is_withheld(&page, &account, "credentials", "Update credentials", why).await;

    let dialog = open_edit(&page, &account, "rename").await;
    dialog.textbox("Alias").fill("billing-bot").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"alias": "billing-bot"})]);
}

on_chromium!(an_account_that_signs_in_some_other_way_takes_no_new_credentials, newer());
async fn an_account_that_signs_in_some_other_way_takes_no_new_credentials(page: Page) {
    let account = account_of(&page, "API_KEY");
    let account = changed(&page, &account, |account| account.auth_scheme = "BILLCOM_AUTH".to_owned());
    let why = "Composio takes no new credentials for accounts that sign in like this one.";
    is_withheld(&page, &account, "credentials", "Update credentials", why).await;
}

on_chromium!(what_belongs_to_oauth_is_withheld_from_all_others, newer());
async fn what_belongs_to_oauth_is_withheld_from_all_others(page: Page) {
    let account = account_of(&page, "API_KEY");
    let why = "This is for accounts that sign in by OAuth.";
    for (edit, name) in [("reconnect", "Reconnect"), ("refresh", "Refresh tokens"), ("revoke", "Revoke")] {
        is_withheld(&page, &account, edit, name, why).await;
    }
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

on_chromium!(the_older_version_cannot_revoke, older());
async fn the_older_version_cannot_revoke(page: Page) {
    let account = account_of(&page, "OAUTH2");
    let why = "Only version 3.1 of Composio’s API can revoke; this source uses version 3.";
    is_withheld(&page, &account, "revoke", "Revoke", why).await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

on_chromium!(an_account_is_revoked_once_that_is_confirmed, newer());
async fn an_account_is_revoked_once_that_is_confirmed(page: Page) {
    let account = account_of(&page, "OAUTH2");
    open_list(&page, "/").await;
    page.link(ALIAS).click().await;
    page.complementary("Connection").button("Revoke").click().await;
    let dialog = page.dialog("Revoke");
    dialog.says("The access of acme-ledger will be taken back at the platform.").await;
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    told_for_good(&page, "Access of acme-ledger revoked.").await;
    table(&page).row(ALIAS).cell("State").says("Revoked").await;
    let writes = writes(&page);
    assert_eq!(writes.len(), 1, "{}", page.stage().requests());
    assert_eq!((writes[0].method.as_str(), writes[0].body.as_str()), ("POST", ""));
    assert_eq!(writes[0].path, path_of("v3.1", &account, "/revoke"));
    assert_eq!(stored(&page, &account).status, "REVOKED");
}

on_chromium!(what_does_not_work_is_not_revoked_and_the_vendor_says_why, newer());
async fn what_does_not_work_is_not_revoked_and_the_vendor_says_why(page: Page) {
    let account = account_of(&page, "OAUTH2");
    let account = changed(&page, &account, |account| account.turn("EXPIRED", None));
    let dialog = open_edit(&page, &account, "revoke").await;
    dialog.button("Confirm").click().await;

    dialog.alert().says("An account that is EXPIRED cannot be revoked").await;
    assert_eq!(stored(&page, &account).status, "EXPIRED");
}

on_chromium!(tokens_are_refreshed_behind_a_warning, newer());
async fn tokens_are_refreshed_behind_a_warning(page: Page) {
    tokens_are_refreshed(page, "v3.1").await;
}

on_chromium!(tokens_are_refreshed_by_the_older_version_too, older());
async fn tokens_are_refreshed_by_the_older_version_too(page: Page) {
    tokens_are_refreshed(page, "v3").await;
}

async fn tokens_are_refreshed(page: Page, version: &str) {
    let account = account_of(&page, "OAUTH2");
    open_list(&page, "/").await;
    let dialog = open_edit(&page, &account, "refresh").await;
    dialog.says("Not harmless: Composio calls this outdated").await;
    dialog.button("Back").click().await;
    dialog.is_gone().await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    let dialog = open_edit(&page, &account, "refresh").await;
    dialog.button("Confirm").click().await;
    leads_away(&page, &dialog).await;
    close(&page, &dialog).await;
    let name = if version == "v3" { nameless(&account) } else { ALIAS.to_owned() };
    table(&page).row(&name).cell("State").says("Pending").await;
    assert_eq!(bodies_of_writes(&page), [json!({"redirect_url": callback(&page)})]);
    let write = &writes(&page)[0];
    assert_eq!((write.method.as_str(), &write.path), ("POST", &path_of(version, &account, "/refresh")));
}

on_chromium!(an_account_is_connected_anew_on_a_page_of_the_vendors, newer());
async fn an_account_is_connected_anew_on_a_page_of_the_vendors(page: Page) {
    is_connected_anew(page, "v3.1").await;
}

on_chromium!(an_account_is_connected_anew_by_the_older_version_too, older());
async fn an_account_is_connected_anew_by_the_older_version_too(page: Page) {
    is_connected_anew(page, "v3").await;
}

async fn is_connected_anew(page: Page, version: &str) {
    let account = account_of(&page, "OAUTH2");
    let dialog = open_edit(&page, &account, "reconnect").await;
    dialog.says("Composio makes a new account once consent is given.").await;
    dialog.combobox("Auth config").has_value(&account.auth_config).await;
    dialog.button("Save").click().await;
    dialog.says("consent is given on a page that opens next").await;
    dialog.button("Confirm").click().await;

    leads_away(&page, &dialog).await;
    close(&page, &dialog).await;
    assert_eq!(bodies_of_writes(&page), [link(&page, &account, &account.auth_config)]);
    let path = format!("/composio/api/{version}/connected_accounts/link");
    assert_eq!((writes(&page)[0].method.as_str(), &writes(&page)[0].path), ("POST", &path));
    assert_eq!(stored(&page, &account), account);
}

on_chromium!(another_auth_config_can_be_chosen_to_connect_anew, newer());
async fn another_auth_config_can_be_chosen_to_connect_anew(page: Page) {
    let account = account_of(&page, "OAUTH2");
    // One of two, Composio's own and the project's.
    let configs = page.sandbox().composio(|store| store.auth_configs().to_vec());
    let of_gmail: Vec<_> = configs.into_iter().filter(|config| config.toolkit == "gmail").collect();
    let account = changed(&page, &account, |account| {
        "gmail".clone_into(&mut account.toolkit);
        account.auth_config.clone_from(&of_gmail[0].id);
    });
    let other = &of_gmail[1];
    let dialog = open_edit(&page, &account, "reconnect").await;
    let choice = dialog.combobox("Auth config");
    choice.has_value(&account.auth_config).await;
    choice.choose(&format!("{} · {}", other.name, other.auth_scheme)).await;
    save_and_confirm(&dialog).await;

    leads_away(&page, &dialog).await;
    assert_eq!(bodies_of_writes(&page), [link(&page, &account, &other.id)]);
}

on_chromium!(consent_makes_a_new_account_which_is_shown_at_once, newer());
async fn consent_makes_a_new_account_which_is_shown_at_once(page: Page) {
    let account = account_of(&page, "OAUTH2");
    open_list(&page, "/").await;
    let dialog = open_edit(&page, &account, "reconnect").await;
    save_and_confirm(&dialog).await;
    let driver = page.driver();
    let panel = driver.window().await.expect("the panel's tab");
    dialog.link(containing("Open 127.0.0.1")).click().await;
    let tabs = driver.windows().await.expect("two tabs");
    let tab = tabs.into_iter().find(|tab| *tab != panel).expect("another tab");
    driver.switch_to_window(tab).await.expect("the other tab");
    driver.find(By::Css("button")).await.expect("what allows").click().await.expect("a click");
    driver.switch_to_window(panel).await.expect("the panel's tab");

    dialog.is_gone().await;
    let made = newest(&page);
    assert_eq!((made.status.as_str(), made.user_id.as_str()), ("ACTIVE", OWNER));
    page.status().says(&format!("{} connected anew.", nameless(&made))).await;
    table(&page).row(&nameless(&made)).cell("State").says("Operational").await;
    table(&page).row(ALIAS).is_shown().await;
}

on_chromium!(consent_that_was_not_given_is_said_and_can_be_given_again, newer());
async fn consent_that_was_not_given_is_said_and_can_be_given_again(page: Page) {
    let account = account_of(&page, "OAUTH2");
    let dialog = open_edit(&page, &account, "reconnect").await;
    save_and_confirm(&dialog).await;
    leads_away(&page, &dialog).await;
    let made = changed(&page, &newest(&page), |made| made.turn("FAILED", Some("Callback failed")));

    let query = format!("status=failed&connected_account_id={}", made.id);
    come_back(&page, &query, "The panel has what it needs").await;
    dialog.alert().says("Not connected").await;
    dialog.alert().says(&format!("Composio says of {}: Failed.", nameless(&made))).await;
    leads_away(&page, &dialog).await;
}

on_chromium!(who_comes_back_for_another_account_ends_nothing, newer());
async fn who_comes_back_for_another_account_ends_nothing(page: Page) {
    let account = account_of(&page, "OAUTH2");
    let dialog = open_edit(&page, &account, "reconnect").await;
    save_and_confirm(&dialog).await;
    leads_away(&page, &dialog).await;
    forget_requests(&page);

    let query = format!("status=success&connected_account_id={}", account.id);
    come_back(&page, &query, "No panel in this browser waits for this any more").await;
    dialog.status().says("Somebody came back from another page than this one").await;
    assert!(page.sandbox().requests().is_empty(), "{}", page.stage().requests());
}

/// The account that was made last.
fn newest(page: &Page) -> Account {
    page.sandbox().composio(|store| store.accounts()[0].clone())
}

/// Closes a dialog that leads away, by keyboard: the button in the corner has the same name.
async fn close(page: &Page, dialog: &Locator) {
    dialog.link(containing("Open 127.0.0.1")).has_focus().await;
    page.press(Key::Tab).await;
    page.press(Key::Enter).await;
    dialog.is_gone().await;
}

/// What a link is asked for with.
fn link(page: &Page, account: &Account, config: &str) -> Value {
    json!({"auth_config_id": config, "user_id": account.user_id, "callback_url": callback(page)})
}

/// Where people come back to.
fn callback(page: &Page) -> String {
    format!("{}/oauth.html", page.stage().origin())
}

/// The dialog waits beside a link to the page where consent is given.
async fn leads_away(page: &Page, dialog: &Locator) {
    dialog.status().says("Waiting for you to come back").await;
    let consent = format!("{}/composio/consent?link_token=lk_", page.stage().origin());
    let leads = |seen: &Seen| {
        seen.attribute("href").is_some_and(|href| href.starts_with(&consent))
            && seen.attribute("target") == Some("_blank")
            && seen.attribute("rel") == Some("noopener noreferrer")
    };
    dialog.link(containing("Open 127.0.0.1")).one("leads to where consent is given", leads).await;
}
