//! Credentials at Composio: of each scheme that takes new ones, what is set, what is taken away and what stays; further
//! fields; alias and credentials in one request; the last step.

use patchbay_sandbox::composio::Account;
use serde_json::{Map, Value, json};

use super::composio::*;
use super::user::*;
use crate::locator::{Find, Locator};
use crate::page::Page;
use crate::stage::Setup;

/// What is changed of an account: a secret that it cannot do without, something else that it holds, and nothing of the
/// rest.
struct Case {
    scheme: &'static str,
    set: (&'static str, &'static str),
    removed: &'static str,
    kept: &'static str,
}

const PEM: &str = "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBg\n-----END PRIVATE KEY-----\n";

on_chromium!(a_bearer_token_is_changed, newer());
async fn a_bearer_token_is_changed(page: Page) {
    let set = ("token", "tok_new/+\"correct horse\"");
    is_changed(page, Case { scheme: "BEARER_TOKEN", set, removed: "generic_secret", kept: "region" }).await;
}

on_chromium!(an_api_key_is_changed, newer());
async fn an_api_key_is_changed(page: Page) {
    let set = ("generic_api_key", "key_correct-horse");
    is_changed(page, Case { scheme: "API_KEY", set, removed: "api_key", kept: "bearer_token" }).await;
}

on_chromium!(a_user_and_a_password_are_changed, newer());
async fn a_user_and_a_password_are_changed(page: Page) {
    let set = ("username", "svc-ledger");
    is_changed(page, Case { scheme: "BASIC", set, removed: "password", kept: "proxy_username" }).await;
}

on_chromium!(a_user_and_a_password_for_a_token_are_changed, newer());
async fn a_user_and_a_password_for_a_token_are_changed(page: Page) {
    let set = ("password", "correct horse");
    is_changed(page, Case { scheme: "BASIC_WITH_JWT", set, removed: "proxy_password", kept: "username" })
        .await;
}

on_chromium!(a_key_file_of_google_is_changed, newer());
async fn a_key_file_of_google_is_changed(page: Page) {
    let set = ("credentials_json", GOOGLE);
    is_changed(
        page,
        Case { scheme: "GOOGLE_SERVICE_ACCOUNT", set, removed: "generic_token", kept: "domain" },
    )
    .await;
}

on_chromium!(a_private_key_is_changed, newer());
async fn a_private_key_is_changed(page: Page) {
    let set = ("private_key", PEM);
    let case = Case { scheme: "SERVICE_ACCOUNT", set, removed: "generic_secret", kept: "installation_id" };
    is_changed(page, case).await;
}

on_chromium!(credentials_are_changed_by_the_older_version_too_without_a_word_of_the_alias, older());
async fn credentials_are_changed_by_the_older_version_too_without_a_word_of_the_alias(page: Page) {
    let account = account_of(&page, "API_KEY");
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.textbox("generic_api_key").fill("key_correct-horse").await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    assert_eq!(
        bodies_of_writes(&page),
        [credentials("API_KEY", &json!({"generic_api_key": "key_correct-horse"}))]
    );
    assert_eq!(writes(&page)[0].path, path_of("v3", &account, ""));
    assert_eq!(stored(&page, &account).alias.as_deref(), Some(ALIAS));
}

async fn is_changed(page: Page, case: Case) {
    let Case { scheme, set: (name, secret), removed, kept } = case;
    let account = holding(&page, scheme, &[removed, kept]);
    open_list(&page, "/").await;
    table(&page).link(ALIAS).click().await;
    page.complementary("Connection").button("Update credentials").click().await;
    let dialog = page.dialog("Update credentials");
    dialog.textbox(name).fill(secret).await;
    dialog.button("More fields").click().await;
    dialog.button(&format!("Remove {removed}")).click().await;
    dialog.textbox(removed).is_disabled().await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    // Nobody can say again what was held before.
    told_for_good(&page, "Credentials of acme-ledger updated.").await;
    assert_eq!(bodies_of_writes(&page), [credentials(scheme, &json!({name: secret, removed: null}))]);
    assert_eq!(writes(&page)[0].path, path_of("v3.1", &account, ""));
    let mut expected = account.values;
    expected.insert(name.to_owned(), secret.into());
    expected.remove(removed);
    assert_eq!(stored(&page, &Account { values: expected.clone(), ..account }).values, expected);
    page.holds_nowhere(secret).await;
}

/// The account of a scheme, which holds these too.
fn holding(page: &Page, scheme: &str, names: &[&str]) -> Account {
    let account = account_of(page, scheme);
    changed(page, &account, |account| {
        for name in names {
            account.values.entry(*name).or_insert_with(|| format!("held-as-{name}").into());
        }
    })
}

on_chromium!(what_is_no_secret_may_be_seen_while_it_is_typed_and_be_taken_away_too, newer());
async fn what_is_no_secret_may_be_seen_while_it_is_typed_and_be_taken_away_too(page: Page) {
    let account = holding(&page, "API_KEY", &["subdomain", "region", "dc"]);
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.button("More fields").click().await;
    dialog.textbox("subdomain").has_attribute("type", "text").await;
    dialog.textbox("subdomain").fill("acme").await;
    dialog.checkbox("Remove region").click().await;
    // What is not held cannot be taken away.
    dialog.checkbox("Remove shop").is_gone().await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    assert_eq!(
        bodies_of_writes(&page),
        [credentials("API_KEY", &json!({"subdomain": "acme", "region": null}))]
    );
    let values = stored(&page, &account).values;
    assert_eq!((&values["subdomain"], &values["dc"]), (&json!("acme"), &json!("held-as-dc")));
    assert_eq!(values.get("region"), None);
}

on_chromium!(what_an_account_cannot_do_without_cannot_be_taken_away, newer());
async fn what_an_account_cannot_do_without_cannot_be_taken_away(page: Page) {
    let account = account_of(&page, "SERVICE_ACCOUNT");
    let dialog = open_edit(&page, &account, "credentials").await;

    for name in ["application_id", "installation_id", "private_key"] {
        dialog.textbox(name).is_shown().await;
        dialog.button(&format!("Remove {name}")).is_gone().await;
    }
}

on_chromium!(a_field_that_nobody_knows_of_can_be_added, newer());
async fn a_field_that_nobody_knows_of_can_be_added(page: Page) {
    let account = account_of(&page, "API_KEY");
    let dialog = open_edit(&page, &account, "credentials").await;
    add_field(&dialog, 1, "workspace_key", "canary-4711").await;
    dialog.button("Save").click().await;
    lists_changes(&dialog, &["workspace_key: what you typed replaces what is held."]).await;
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [credentials("API_KEY", &json!({"workspace_key": "canary-4711"}))]);
    // It is held now, so it is a field of its own that can be taken away.
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.button("More fields").click().await;
    dialog.button("Remove workspace_key").is_enabled().await;
    page.holds_nowhere("canary-4711").await;
}

on_chromium!(a_field_that_is_added_takes_the_focus_and_needs_a_name_of_its_own, newer());
async fn a_field_that_is_added_takes_the_focus_and_needs_a_name_of_its_own(page: Page) {
    let account = account_of(&page, "API_KEY");
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.button("Add another field").click().await;
    let name = dialog.textbox("Field name");
    name.has_focus().await;
    dialog.textbox("Field value").fill("canary-4711").await;

    for (typed, said) in [
        ("", "Fill this in; the vendor needs it."),
        ("api_key", "There is a field of this name already."),
        ("alias", "There is a field of this name already."),
        ("status", "Composio keeps this itself; it is no credential."),
        ("authScheme", "Composio keeps this itself; it is no credential."),
    ] {
        name.fill(typed).await;
        dialog.button("Save").click().await;
        name.is_refused(said).await;
        dialog.textbox("Field value").has_value("canary-4711").await;
    }
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

/// The fields of the vendor's own example that a form for a bearer token has folded away.
const FOLDED: [&str; 22] = [
    "subdomain",
    "your-domain",
    "region",
    "shop",
    "account_url",
    "COMPANYDOMAIN",
    "extension",
    "form_api_base_url",
    "instanceEndpoint",
    "api_url",
    "borneo_dashboard_url",
    "proxy_username",
    "proxy_password",
    "domain",
    "version",
    "dc",
    "site_name",
    "instanceName",
    "account_id",
    "your_server",
    "server_location",
    "base_url",
];

/// Those that accounts of other schemes have, and one that nobody has.
const OF_OTHERS: [&str; 11] = [
    "generic_api_key",
    "api_key",
    "bearer_token",
    "basic_encoded",
    "username",
    "password",
    "credentials_json",
    "application_id",
    "installation_id",
    "private_key",
    "key",
];

// The vendor's example of an update, field by field:
// <https://docs.composio.dev/reference/api-reference/connected-accounts/patchConnectedAccountsByNanoid>. It says "..."
// for each value, which is what a masked one looks like, so each has one of its own here.
on_chromium!(
    alias_and_all_credentials_go_in_one_request_as_in_the_vendors_example,
    Setup::four(fleet_of(30))
);
async fn alias_and_all_credentials_go_in_one_request_as_in_the_vendors_example(page: Page) {
    let account = account_of(&page, "BEARER_TOKEN");
    let value =
        |name: &str| if name == "credentials_json" { GOOGLE.to_owned() } else { format!("new {name}") };
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.textbox("token").fill(&value("token")).await;
    dialog.button("More fields").click().await;
    for name in FOLDED {
        dialog.textbox(name).fill(&value(name)).await;
    }
    for (place, name) in (1..).zip(OF_OTHERS) {
        add_field(&dialog, place, name, &value(name)).await;
    }
    dialog.button("Change the alias too").click().await;
    dialog.textbox("Alias").has_value(ALIAS).await;
    dialog.textbox("Alias").fill("string").await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    page.status().says("Credentials of string updated.").await;
    let val: Map<String, Value> = [&["token"], FOLDED.as_slice(), &OF_OTHERS]
        .concat()
        .into_iter()
        .map(|name| (name.to_owned(), value(name).into()))
        .collect();
    let expected =
        json!({"alias": "string", "connection": {"state": {"authScheme": "BEARER_TOKEN", "val": val}}});
    assert_eq!(bodies_of_writes(&page), [expected]);
    let now = stored(&page, &account);
    assert_eq!(now.alias.as_deref(), Some("string"));
    assert!(val.iter().all(|(name, value)| now.values.get(name) == Some(value)), "{:?}", now.values);
}

on_chromium!(an_alias_that_is_taken_is_refused_beside_new_credentials_and_nothing_is_changed, newer());
async fn an_alias_that_is_taken_is_refused_beside_new_credentials_and_nothing_is_changed(page: Page) {
    let (account, other) = (account_of(&page, "BASIC"), account_of(&page, "SERVICE_ACCOUNT"));
    changed(&page, &other, |other| {
        other.alias = Some("taken".to_owned());
        other.toolkit.clone_from(&account.toolkit);
    });
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.textbox("password").fill("correct horse").await;
    dialog.button("Change the alias too").click().await;
    dialog.textbox("Alias").fill("taken").await;
    save_and_confirm(&dialog).await;

    dialog.textbox("Alias").is_refused("is already used by another account of this user and toolkit").await;
    dialog.textbox("Alias").has_focus().await;
    dialog.textbox("password").has_value("correct horse").await;
    assert_eq!(stored(&page, &account).values, account.values);

    dialog.textbox("Alias").fill("free").await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    let now = stored(&page, &account);
    assert_eq!((now.alias.as_deref(), &now.values["password"]), (Some("free"), &json!("correct horse")));
}

on_chromium!(the_last_step_lists_what_will_change_and_leads_back_to_what_was_typed, newer());
async fn the_last_step_lists_what_will_change_and_leads_back_to_what_was_typed(page: Page) {
    let account = holding(&page, "BASIC", &["subdomain", "proxy_password"]);
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.button("Save").is_disabled().await;
    dialog.textbox("username").fill("svc-ledger").await;
    dialog.button("Remove password").click().await;
    dialog.button("More fields").click().await;
    dialog.textbox("proxy_password").fill("correct horse").await;
    dialog.button("Change the alias too").click().await;
    dialog.textbox("Alias").fill("billing-bot").await;
    add_field(&dialog, 1, "pin", "4711").await;
    dialog.button("Save").click().await;

    dialog.says("This will change acme-ledger:").await;
    let changes = [
        "username: what you typed replaces what is held.",
        "password: what is held is removed.",
        "proxy_password: what you typed replaces what is held.",
        "Alias: “acme-ledger” → “billing-bot”",
        "pin: what you typed replaces what is held.",
    ];
    lists_changes(&dialog, &changes).await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    dialog.button("Back").click().await;
    dialog.textbox("username").has_value("svc-ledger").await;
    dialog.textbox("password").is_disabled().await;
    dialog.textbox("proxy_password").has_value("correct horse").await;
    dialog.textbox("Alias").has_value("billing-bot").await;
    dialog.textbox("Field name").has_value("pin").await;
    dialog.textbox("Field value").has_value("4711").await;
    // Pressed once more, what was to be removed stays.
    dialog.button("Remove password").click().await;
    dialog.textbox("password").is_enabled().await;

    dialog.button("Save").click().await;
    dialog.button("Confirm").double_click().await;
    dialog.is_gone().await;
    let val = json!({"username": "svc-ledger", "proxy_password": "correct horse", "pin": "4711"});
    let mut expected = credentials("BASIC", &val);
    expected["alias"] = "billing-bot".into();
    assert_eq!(bodies_of_writes(&page), [expected]);
}

on_chromium!(new_credentials_mend_an_account_that_has_expired, newer());
async fn new_credentials_mend_an_account_that_has_expired(page: Page) {
    let account = account_of(&page, "BASIC_WITH_JWT");
    let account =
        changed(&page, &account, |account| account.turn("EXPIRED", Some("Max auth failures reached")));
    open_list(&page, "/").await;
    table(&page).row(ALIAS).cell("State").says("Expired").await;
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.textbox("password").fill("correct horse").await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    table(&page).row(ALIAS).cell("State").says("Operational").await;
}

on_chromium!(what_will_be_sent_is_shown_without_a_secret, newer());
async fn what_will_be_sent_is_shown_without_a_secret(page: Page) {
    let account = holding(&page, "API_KEY", &["api_key"]);
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.button("What will be sent").click().await;
    dialog.says("Nothing to send yet.").await;
    dialog.textbox("generic_api_key").fill("canary-4711").await;
    dialog.button("Remove api_key").click().await;

    dialog.says(&format!("PATCH /gateway{}", path_of("v3.1", &account, ""))).await;
    dialog.says("\"generic_api_key\": \"•••\"").await;
    dialog.says("\"api_key\": null").await;
    // In the field itself, and nowhere else.
    assert_eq!(page.places_of("canary-4711").await, ["a field"]);
}

/// Adds a field under a name that the form does not have.
async fn add_field(dialog: &Locator, place: usize, name: &str, value: &str) {
    dialog.button("Add another field").click().await;
    // They are told apart by a number, from the second on.
    let nth = if place == 1 { String::new() } else { format!(" {place}") };
    dialog.textbox(&format!("Field name{nth}")).fill(name).await;
    dialog.textbox(&format!("Field value{nth}")).fill(value).await;
}
