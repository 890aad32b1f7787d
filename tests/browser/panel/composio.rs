//! Accounts at Composio: what the flows about them begin with, and what they look at afterwards.

use patchbay_sandbox::Options;
use patchbay_sandbox::composio::Account;
use serde_json::{Value, json};

use super::user::*;
use crate::locator::{Find, Locator, Seen};
use crate::page::Page;
use crate::stage::Setup;

/// The source of [`newer`], [`older`] and of the demo.
pub(super) const HERE: &str = "composio";
/// The alias of [`account_of`].
pub(super) const ALIAS: &str = "acme-ledger";
/// Whose account [`account_of`] is, and no other is.
pub(super) const OWNER: &str = "acct-acme";
/// What is said of a text that stands for a secret and is none.
pub(super) const MASKED: &str = "This is what Composio shows in place of a secret.";

/// A whole key file; its key opens nothing.
pub(super) const GOOGLE: &str = r#"{"type": "service_account", "project_id": "ledger-eu", "private_key_id": "0a1b2c", "private_key": "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBg\n-----END PRIVATE KEY-----\n", "client_email": "ledger@ledger-eu.iam.gserviceaccount.com"}"#;

/// Composio alone, through the gateway, by the version of its API that tells aliases and revokes.
pub(super) fn newer() -> Setup {
    composio("v3.1", fleet_of(30))
}

/// The same by the version that does neither.
pub(super) fn older() -> Setup {
    composio("v3", fleet_of(30))
}

pub(super) fn composio(version: &str, options: Options) -> Setup {
    let source = json!({
        "id": HERE, "vendor": "composio", "label": "Composio demo", "baseUrl": "/gateway/composio", "auth": "gateway",
        "apiVersion": version,
    });
    let capabilities = json!(["rename", "rotate", "enable", "delete"]);
    Setup::gateway_configured(options, demo_with(&json!({"sources": [source], "capabilities": capabilities})))
}

/// The newest account of a scheme that works, made well known: "acme-ledger", of a user who has no other.
pub(super) fn account_of(page: &Page, scheme: &str) -> Account {
    page.sandbox().composio(|store| {
        let found = store
            .accounts()
            .iter()
            .find(|account| account.auth_scheme == scheme && account.status == "ACTIVE");
        let id = found.expect("an account that works").id.clone();
        let change = |account: &mut Account| {
            account.alias = Some(ALIAS.to_owned());
            OWNER.clone_into(&mut account.user_id);
            account.clone()
        };
        store.edit(&id, change).expect("the account")
    })
}

/// Changes an account behind the panel's back, and tells how it is then.
pub(super) fn changed(page: &Page, account: &Account, change: impl FnOnce(&mut Account)) -> Account {
    page.sandbox()
        .composio(|store| {
            store.edit(&account.id, |account| {
                change(account);
                account.clone()
            })
        })
        .expect("the account")
}

/// An account as the vendor has it now.
pub(super) fn stored(page: &Page, account: &Account) -> Account {
    page.sandbox().composio(|store| store.get(&account.id).cloned()).expect("the account")
}

/// What an account is called where its alias is not told, or where it has none.
pub(super) fn nameless(account: &Account) -> String {
    format!("{} · {}", account.toolkit, account.user_id)
}

/// Where a write to an account goes, by a version of the API.
pub(super) fn path_of(version: &str, account: &Account, rest: &str) -> String {
    format!("/composio/api/{version}/connected_accounts/{}{rest}", account.id)
}

/// A change of credentials, as it is documented.
pub(super) fn credentials(scheme: &str, val: &Value) -> Value {
    json!({"connection": {"state": {"authScheme": scheme, "val": val}}})
}

/// What the dialogs are called, by their codes in links.
const DIALOGS: [(&str, &str); 8] = [
    ("rename", "Rename"),
    ("credentials", "Update credentials"),
    ("enable", "Enable"),
    ("disable", "Disable"),
    ("reconnect", "Reconnect"),
    ("refresh", "Refresh tokens"),
    ("revoke", "Revoke"),
    ("delete", "Delete"),
];

/// Opens a dialog of an account by its link, and waits for its form.
pub(super) async fn open_edit(page: &Page, account: &Account, edit: &str) -> Locator {
    page.open(&format!("/#/c/{HERE}/{}/{edit}", account.id)).await;
    let (_, name) = DIALOGS.into_iter().find(|(code, _)| *code == edit).expect("a dialog");
    let dialog = page.dialog(name);
    dialog.one("has read the account", |seen| !seen.text.contains("Reading …")).await;
    dialog
}

/// The last step lists exactly these changes.
pub(super) async fn lists_changes(dialog: &Locator, changes: &[&str]) {
    let are = |seen: &[Seen]| seen.iter().map(|each| each.text.as_str()).eq(changes.iter().copied());
    dialog.any("listitem").until(&format!("are {changes:?}"), are).await;
}
