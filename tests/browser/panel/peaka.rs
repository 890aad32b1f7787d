//! What people do and see at Peaka again and again, in their own words.

use patchbay_sandbox::peaka::{Connection, DEMO_PROJECT};
use serde_json::Value;

use super::user::*;
use crate::locator::{Find, Locator};
use crate::page::Page;
use crate::stage::Setup;

/// The source that the demo's configuration names.
pub(super) const PEAKA: &str = "peaka";
/// The id that the vendor's own page has: <https://docs.peaka.com/api-reference/connections/update-connection>.
pub(super) const ID: &str = "8db17e23-29de-4dab-8886-af9717e0e742";
/// Where a connection of this id is written to, as that page says.
pub(super) const PATH: &str = "/peaka/connections/mtKDhe1U/8db17e23-29de-4dab-8886-af9717e0e742";

/// The demo with few connections: what matters here is one of Peaka's.
pub(super) fn demo() -> Setup {
    Setup::four(fleet_of(8))
}

/// A connection of this type among the others, called "Acme ledger". What it holds is never seen.
pub(super) fn acme(page: &Page, kind: &str) {
    page.sandbox().peaka(|store| {
        store.insert(Connection {
            project: DEMO_PROJECT.to_owned(),
            id: ID.to_owned(),
            name: ACME.to_owned(),
            kind: kind.to_owned(),
            ..Connection::default()
        });
    });
}

/// How it stands at the vendor now.
pub(super) fn stands(page: &Page) -> Connection {
    page.sandbox().peaka(|store| store.get(ID).cloned()).expect("the connection")
}

/// The credential that the vendor has of it.
pub(super) fn credential(page: &Page) -> Value {
    Value::Object(stands(page).credential)
}

/// Opens the dialog of an edit of it by its link, beside the list of Peaka's alone, and waits for its form.
pub(super) async fn open(page: &Page, code: &str, title: &str) -> Locator {
    page.open(&format!("/#/c/{PEAKA}/{ID}/{code}?source={PEAKA}")).await;
    let dialog = page.dialog(title);
    dialog.button("Cancel").is_shown().await;
    dialog
}

/// Types into the fields of these names.
pub(super) async fn type_in(dialog: &Locator, fields: &[(&str, &str)]) {
    for (field, text) in fields {
        dialog.textbox(*field).fill(text).await;
    }
}
