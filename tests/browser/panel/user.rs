//! What people do and see again and again, in their own words.

use patchbay_sandbox::pica::{Connection, DEMO_KEY};
use patchbay_sandbox::{Options, Recorded};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::locator::{Find, Locator, Seen};
use crate::page::Page;
use crate::stage::Setup;

/// A key that Pica takes.
pub(super) const KEY: &str = DEMO_KEY;
/// The source that the demo's configuration names.
pub(super) const DEMO: &str = "pica";
/// The source of [`Setup::direct`].
pub(super) const LIVE: &str = "pica-live";
/// What [`known`] is called, and nothing else is.
pub(super) const ACME: &str = "Acme ledger";
/// What [`other`] is called, and nothing else is.
pub(super) const ZENITH: &str = "Zenith ledger";

/// A fleet of so many connections.
pub(super) fn fleet_of(connections: usize) -> Options {
    Options { connections, ..Options::default() }
}

/// The demo's configuration with something else said.
pub(super) fn demo_with(changes: &Value) -> Value {
    let mut config = json!({
        "title": "Integrations",
        "sources": [
            {"id": DEMO, "vendor": "pica", "label": "Pica demo", "baseUrl": "/gateway/pica", "auth": "gateway"}
        ],
    });
    for (name, value) in changes.as_object().expect("what is said") {
        config[name] = value.clone();
    }
    config
}

/// The demo where something else is said.
pub(super) fn gateway_with(connections: usize, changes: &Value) -> Setup {
    Setup::gateway_configured(fleet_of(connections), demo_with(changes))
}

/// The newest connection, made well known: "Acme ledger", tagged "billing" and "eu".
pub(super) fn known(page: &Page) -> Connection {
    renamed(page, 0, ACME)
}

/// The second newest connection, made well known: "Zenith ledger", tagged "billing" and "eu".
pub(super) fn other(page: &Page) -> Connection {
    renamed(page, 1, ZENITH)
}

fn renamed(page: &Page, place: usize, name: &str) -> Connection {
    page.sandbox().pica(|store| {
        let id = store.connections()[place].id.clone();
        let change = |connection: &mut Connection| {
            connection.name = Some(name.to_owned());
            connection.tags = vec!["billing".to_owned(), "eu".to_owned()];
            "operational".clone_into(&mut connection.state);
            connection.active = true;
            connection.clone()
        };
        store.edit(&id, change).expect("a connection")
    })
}

/// All that the vendor has, the newest first.
pub(super) fn fleet(page: &Page) -> Vec<Connection> {
    page.sandbox().pica(|store| store.connections().to_vec())
}

/// The tags that the vendor has of a connection.
pub(super) fn tags_of(page: &Page, id: &str) -> Vec<String> {
    page.sandbox().pica(|store| store.get(id).expect("the connection").tags.clone())
}

/// What a connection is called: by its name, or by what it connects and for whom.
pub(super) fn title(connection: &Connection) -> String {
    let Connection { id, name, platform, identity, .. } = connection;
    match (name, identity) {
        (Some(name), _) => name.clone(),
        (None, Some(identity)) => format!("{platform} · {identity}"),
        (None, None) => format!("{platform} · {}", &id[id.len() - 8..]),
    }
}

/// Opens a route of a panel that needs no key, and waits until all is loaded.
pub(super) async fn open_list(page: &Page, route: &str) {
    page.open(route).await;
    is_loaded(page).await;
}

/// Opens a panel that needs a key, enters one, and waits until all is loaded.
pub(super) async fn open_list_with(page: &Page, route: &str, key: &str) {
    page.open(route).await;
    enter_key(page, key).await;
    is_loaded(page).await;
}

/// Types a key where the panel asks for the one of "Pica live", and uses it.
pub(super) async fn enter_key(page: &Page, key: &str) {
    let card = page.region("Pica live");
    card.textbox("API key for Pica live").fill(key).await;
    card.button("Use key").click().await;
}

/// Nothing is counted "so far" any more.
pub(super) async fn is_loaded(page: &Page) {
    pages(page)
        .one("counts everything", |seen| seen.text.contains(" of ") && !seen.text.contains("so far"))
        .await;
}

/// The same while a dialog is open, when nothing else can be reached by name.
pub(super) async fn is_loaded_behind_a_dialog(page: &Page) {
    page.holds(
        "everything is counted",
        "return !document.getElementById('patchbay').shadowRoot.textContent.includes('so far')",
    )
    .await;
}

pub(super) fn table(page: &Page) -> Locator {
    page.table("Connections")
}

pub(super) fn pages(page: &Page) -> Locator {
    page.navigation("Pagination")
}

/// The pagination says exactly this range.
pub(super) async fn range_is(page: &Page, range: &str) {
    let range = format!(" {range}");
    pages(page).one(&format!("ends in “{range}”"), |seen| seen.text.ends_with(&range)).await;
}

/// The names in the rows are these, in this order.
pub(super) async fn rows_are<T: AsRef<str>>(page: &Page, names: &[T]) {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let are = |seen: &[Seen]| seen.iter().map(|each| each.name.as_str()).eq(names.iter().copied());
    table(page).any("rowheader").until(&format!("are {names:?}"), are).await;
}

/// The first page is that of these connections: as many as there are, in this order.
pub(super) async fn shows(page: &Page, connections: &[&Connection]) {
    let total = connections.len();
    let names: Vec<String> = connections.iter().take(20).map(|connection| title(connection)).collect();
    let range = if total == 0 { "0 of 0".to_owned() } else { format!("1–{} of {total}", total.min(20)) };
    range_is(page, &range).await;
    rows_are(page, &names).await;
}

/// The page itself has nothing to scroll sideways.
pub(super) async fn fits(page: &Page, what: &str) {
    page.holds(&format!("{what} fits"), "return document.scrollingElement.scrollWidth <= innerWidth").await;
}

/// Opens the dialog "Edit tags" of a connection of the demo by its link, and waits for its form.
pub(super) async fn open_tags(page: &Page, id: &str) -> Locator {
    page.open(&format!("/#/c/{DEMO}/{id}/tags")).await;
    let dialog = page.dialog("Edit tags");
    dialog.combobox("Tags").is_enabled().await;
    dialog
}

/// Types a tag and ends it with Enter.
pub(super) async fn add_tag(dialog: &Locator, tag: &str) {
    dialog.combobox("Tags").press(tag).await;
    dialog.combobox("Tags").press(Key::Enter).await;
    dialog.button(&format!("Remove {tag}")).is_shown().await;
}

/// The tags that the dialog holds are these.
pub(super) async fn holds_tags(dialog: &Locator, tags: &[&str]) {
    let are = |seen: &[Seen]| seen.iter().map(|each| each.text.as_str()).eq(tags.iter().copied());
    dialog.role("list", "Tags").any("listitem").until(&format!("are {tags:?}"), are).await;
}

/// Goes on to the list of what will change, and confirms it.
pub(super) async fn save_and_confirm(dialog: &Locator) {
    dialog.button("Save").click().await;
    dialog.button("Confirm").click().await;
}

/// This is told, and nothing offers to take it back. Notices go by themselves: so both are looked at at once.
pub(super) async fn told_for_good(page: &Page, text: &str) {
    let is_told = |seen: &Seen| seen.text.contains(text) && !seen.text.contains("Undo");
    page.status().until(&format!("says “{text}” without a way back"), |seen| seen.iter().any(is_told)).await;
}

/// The writes that the vendor got.
pub(super) fn writes(page: &Page) -> Vec<Recorded> {
    page.sandbox().requests().into_iter().filter(|request| request.method != "GET").collect()
}

/// What the vendor got to write, in its order.
pub(super) fn bodies_of_writes(page: &Page) -> Vec<Value> {
    writes(page).iter().map(Recorded::json).collect()
}

/// Whether a connection was read, written once, and read again. It may be read once more for its detail.
pub(super) fn wrote_once(page: &Page, id: &str) -> bool {
    let requests = page.sandbox().requests();
    let methods =
        requests.iter().filter(|request| request.path.ends_with(id)).map(|request| request.method.as_str());
    let methods: Vec<_> = methods.collect();
    methods.starts_with(&["GET", "PATCH", "GET"]) && methods[3..].iter().all(|method| *method == "GET")
}

/// Puts a text where the focus is, all at once, as from the clipboard.
pub(super) async fn paste(page: &Page, text: &str) {
    page.script("document.execCommand('insertText', false, arguments[0])", vec![text.into()]).await;
}

/// From now on the record holds what is asked from now on.
pub(super) fn forget_requests(page: &Page) {
    page.sandbox().clear_requests();
}
