//! What people do and see at Omni again and again, in their own words.

use patchbay_sandbox::omni::{Connection, Options as Omni};
use patchbay_sandbox::{Options, world};
use serde_json::{Value, json};

use super::user::*;
use crate::locator::{Find, Locator, Seen};
use crate::page::Page;
use crate::stage::Setup;

/// The source of [`omni`].
pub(super) const HERE: &str = "omni";
/// The choice that is called like that, as the form has it.
pub(super) const QUERIER: &str = "QUERIER: view and query the model";
pub(super) const MODELER: &str = "MODELER: change and model the data";

/// Omni alone, through the gateway, with all that can be done to it.
pub(super) fn omni() -> Setup {
    omni_with(Omni::default(), json!({"baseUrl": "/gateway/omni/api", "auth": "gateway"}))
}

/// The same, behaving so and reached so. Nobody waits for a turn: a flow asks more in a minute than a person.
pub(super) fn omni_with(omni: Omni, reached: Value) -> Setup {
    let mut source = json!({"id": HERE, "vendor": "omni", "label": "Omni demo", "pace": "none"});
    for (name, value) in reached.as_object().expect("how it is reached") {
        source[name] = value.clone();
    }
    let omni = Omni { per_minute: None, ..omni };
    let options = Options { vendors: world::Options { omni, ..world::Options::default() }, ..fleet_of(30) };
    let capabilities = json!(["rotate", "role", "enable", "delete"]);
    Setup::gateway_configured(options, demo_with(&json!({"sources": [source], "capabilities": capabilities})))
}

/// The newest connection of this dialect, made well known: "Acme ledger", where everybody may query and no attribute
/// decides on the environment.
pub(super) fn acme(page: &Page, dialect: &str) -> Connection {
    page.sandbox().omni(|store| {
        let newest = store.all().iter().find(|row| row.dialect == dialect && row.deleted_at.is_none());
        let id = newest.expect("a connection of this dialect").id.clone();
        let change = |row: &mut Connection| {
            ACME.clone_into(&mut row.name);
            row.base_role = Some("QUERIER".to_owned());
            row.attribute_name = None;
            row.default_values = None;
            row.clone()
        };
        store.edit(&id, change).expect("the connection")
    })
}

/// Changes it behind the panel's back.
pub(super) fn change(page: &Page, acme: &Connection, change: impl FnOnce(&mut Connection)) {
    page.sandbox().omni(|store| store.edit(&acme.id, change)).expect("the connection");
}

/// How it stands at the vendor now.
pub(super) fn stands(page: &Page, acme: &Connection) -> Connection {
    page.sandbox().omni(|store| store.get(&acme.id).cloned()).expect("the connection")
}

/// Where it is written to, as the vendor's page says:
/// <https://docs.omni.co/api/connections/update-connection>.
pub(super) fn path_of(acme: &Connection) -> String {
    format!("/omni/api/v1/connections/{}", acme.id)
}

/// Opens the dialog of an edit of it by its link, and waits for its form.
pub(super) async fn open(page: &Page, acme: &Connection, code: &str, title: &str) -> Locator {
    page.open(&format!("/#/c/{HERE}/{}/{code}", acme.id)).await;
    let dialog = page.dialog(title);
    dialog.button("Save").is_shown().await;
    dialog
}

pub(super) async fn open_credentials(page: &Page, acme: &Connection) -> Locator {
    open(page, acme, "credentials", "Update credentials").await
}

pub(super) async fn open_role(page: &Page, acme: &Connection) -> Locator {
    open(page, acme, "role", "Change role").await
}

/// Puts a text in the place of all that stands in a field, at once, as from the clipboard.
pub(super) async fn replace(field: &Locator, text: &str) {
    field.click().await;
    let paste = "document.execCommand('selectAll'); document.execCommand('insertText', false, arguments[0])";
    field.page().script(paste, vec![text.into()]).await;
}

/// The last step lists exactly these changes.
pub(super) async fn lists_changes(dialog: &Locator, changes: &[&str]) {
    let are = |seen: &[Seen]| seen.iter().map(|each| each.text.as_str()).eq(changes.iter().copied());
    dialog.any("listitem").until(&format!("are {changes:?}"), are).await;
}

/// Nothing but reads left the panel.
pub(super) fn assert_nothing_sent(page: &Page) {
    assert!(writes(page).is_empty(), "{}", page.stage().requests());
}
