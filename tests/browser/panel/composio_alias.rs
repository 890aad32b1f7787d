//! The alias of an account at Composio: set, cleared, taken by another account, not told by the older version.

use serde_json::json;

use super::composio::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

const TAKEN: &str = "is already used by another account of this user and toolkit";

on_chromium!(an_alias_is_set_and_taken_back, newer());
async fn an_alias_is_set_and_taken_back(page: Page) {
    let account = account_of(&page, "API_KEY");
    let account = changed(&page, &account, |account| account.alias = None);
    open_list(&page, "/").await;
    table(&page).link(&nameless(&account)).click().await;
    page.complementary("Connection").button("Rename").click().await;
    let dialog = page.dialog("Rename");
    dialog.textbox("Alias").has_focus().await;
    dialog.textbox("Alias").has_value("").await;

    dialog.textbox("Alias").fill("billing-bot").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.status().says("billing-bot renamed.").await;
    table(&page).row("billing-bot").is_shown().await;
    assert_eq!(stored(&page, &account).alias.as_deref(), Some("billing-bot"));

    page.button("Undo").click().await;
    page.status().says(&format!("Undone: {} is as it was.", nameless(&account))).await;
    table(&page).row(&nameless(&account)).is_shown().await;
    assert_eq!(bodies_of_writes(&page), [json!({"alias": "billing-bot"}), json!({"alias": ""})]);
    assert!(writes(&page).iter().all(|save| save.path == path_of("v3.1", &account, "")));
    assert_eq!(stored(&page, &account).alias, None);
}

on_chromium!(an_alias_is_cleared, newer());
async fn an_alias_is_cleared(page: Page) {
    let account = account_of(&page, "OAUTH2");
    open_list(&page, "/").await;
    let dialog = open_edit(&page, &account, "rename").await;
    dialog.textbox("Alias").has_value(ALIAS).await;
    dialog.textbox("Alias").fill("").await;
    dialog.button("Save").click().await;

    dialog.is_gone().await;
    page.complementary("Connection").heading(&nameless(&account)).is_shown().await;
    assert_eq!(bodies_of_writes(&page), [json!({"alias": ""})]);
    assert_eq!(stored(&page, &account).alias, None);
}

on_chromium!(an_alias_that_another_account_has_is_refused_at_its_field_and_mended_there, newer());
async fn an_alias_that_another_account_has_is_refused_at_its_field_and_mended_there(page: Page) {
    let (account, other) = (account_of(&page, "BASIC"), account_of(&page, "SERVICE_ACCOUNT"));
    changed(&page, &other, |other| {
        other.alias = Some("taken".to_owned());
        other.toolkit.clone_from(&account.toolkit);
    });
    let dialog = open_edit(&page, &account, "rename").await;
    let alias = dialog.textbox("Alias");
    alias.fill("taken").await;
    dialog.button("Save").click().await;

    alias.is_refused(TAKEN).await;
    alias.has_value("taken").await;
    alias.has_focus().await;
    // Once, and with what can be done.
    dialog.alert().one("says it once", |seen| seen.text.matches(TAKEN).count() == 1).await;
    dialog.alert().says("Choose another alias, or clear that of the other account first").await;
    assert_eq!(stored(&page, &account).alias.as_deref(), Some(ALIAS));

    alias.fill("free").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.status().says("free renamed.").await;
    assert_eq!(bodies_of_writes(&page), [json!({"alias": "taken"}), json!({"alias": "free"})]);
    assert_eq!(stored(&page, &account).alias.as_deref(), Some("free"));
}

on_chromium!(an_alias_that_somebody_else_changed_meanwhile_is_shown_beside_mine, newer());
async fn an_alias_that_somebody_else_changed_meanwhile_is_shown_beside_mine(page: Page) {
    let account = account_of(&page, "BASIC");
    let dialog = open_edit(&page, &account, "rename").await;
    dialog.textbox("Alias").fill("mine").await;
    changed(&page, &account, |account| account.alias = Some("theirs".to_owned()));
    dialog.button("Save").click().await;

    dialog.alert().says("Changed by somebody else").await;
    lists_changes(&dialog, &["Alias: now “theirs”, yours “mine”"]).await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    dialog.button("Save").click().await;
    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"alias": "mine"})]);
}

on_chromium!(an_alias_that_is_not_told_is_set_all_the_same, older());
async fn an_alias_that_is_not_told_is_set_all_the_same(page: Page) {
    let account = account_of(&page, "API_KEY");
    open_list(&page, "/").await;
    let dialog = open_edit(&page, &account, "rename").await;
    let alias = dialog.textbox("Alias");
    alias.has_value("").await;
    alias
        .one("says why", |seen| seen.description.contains("This version of the API does not tell it."))
        .await;
    dialog.button("Save").is_disabled().await;

    alias.fill("billing-bot").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    // What stood there before cannot be known.
    told_for_good(&page, &format!("{} renamed.", nameless(&account))).await;
    assert_eq!(bodies_of_writes(&page), [json!({"alias": "billing-bot"})]);
    assert_eq!(writes(&page)[0].path, path_of("v3", &account, ""));
    assert_eq!(stored(&page, &account).alias.as_deref(), Some("billing-bot"));
}

on_chromium!(an_alias_that_is_not_told_is_cleared_all_the_same, older());
async fn an_alias_that_is_not_told_is_cleared_all_the_same(page: Page) {
    let account = account_of(&page, "API_KEY");
    let dialog = open_edit(&page, &account, "rename").await;
    dialog.checkbox("Remove Alias").click().await;
    dialog.button("Save").click().await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"alias": ""})]);
    assert_eq!(stored(&page, &account).alias, None);
}

on_chromium!(an_alias_that_is_not_told_and_taken_is_refused_at_its_field, older());
async fn an_alias_that_is_not_told_and_taken_is_refused_at_its_field(page: Page) {
    let (account, other) = (account_of(&page, "BASIC"), account_of(&page, "SERVICE_ACCOUNT"));
    changed(&page, &other, |other| {
        other.alias = Some("taken".to_owned());
        other.toolkit.clone_from(&account.toolkit);
    });
    let dialog = open_edit(&page, &account, "rename").await;
    dialog.textbox("Alias").fill("taken").await;
    dialog.button("Save").click().await;

    dialog.textbox("Alias").is_refused(TAKEN).await;
    dialog.textbox("Alias").has_value("taken").await;
}

/// Aliases that break careless pages.
fn odd_aliases() -> [String; 5] {
    [
        "<img src=x onerror=alert(1)>".to_owned(),
        "\"; DROP TABLE accounts; -- it’s \\ fine".to_owned(),
        "🚀 Launch crew 👩🏽‍🚀".to_owned(),
        "شركة نوردويند للفواتير".to_owned(),
        "long ".repeat(50).trim_end().to_owned(),
    ]
}

on_chromium!(any_alias_arrives_as_it_was_typed_and_is_shown_so, newer());
async fn any_alias_arrives_as_it_was_typed_and_is_shown_so(page: Page) {
    let account = account_of(&page, "BASIC");
    open_list(&page, "/").await;

    for alias in odd_aliases() {
        forget_requests(&page);
        let dialog = open_edit(&page, &account, "rename").await;
        dialog.textbox("Alias").fill(&alias).await;
        dialog.button("Save").click().await;
        dialog.is_gone().await;
        page.complementary("Connection").heading(&alias).is_shown().await;
        assert_eq!(bodies_of_writes(&page), [json!({"alias": alias})]);
        assert_eq!(stored(&page, &account).alias.as_deref(), Some(alias.as_str()));
    }
}
