//! What matches is taken away as a file: all of it, in the order of the table, and nothing that is secret.

use std::time::Duration;

use patchbay_sandbox::{Fault, When};
use serde_json::{Value, json};
use thirtyfour::Key;

use super::four::{LABELS, secrets, unmasked};
use super::user::*;
use crate::locator::{Find, Locator, containing};
use crate::page::Page;
use crate::stage::Setup;

/// Keeps what is saved, beside the browser's own saving it: names, types, texts, and which addresses are still good.
const KEEP: &str = "
window.saved = [];
window.good = new Set();
const { createObjectURL, revokeObjectURL } = URL;
const { click } = HTMLElement.prototype;
let made;
URL.createObjectURL = (blob) => {
  const url = createObjectURL.call(URL, blob);
  made = blob;
  good.add(url);
  return url;
};
URL.revokeObjectURL = (url) => {
  good.delete(url);
  revokeObjectURL.call(URL, url);
};
HTMLElement.prototype.click = function () {
  const { download: name, isConnected } = this;
  const { type } = made;
  made.arrayBuffer().then((bytes) => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    saved.push({ name, type, text, isConnected });
  });
  click.call(this);
};";

/// A file that was saved.
struct Saved {
    name: String,
    media_type: String,
    text: String,
}

async fn export(page: &Page, format: &str) {
    page.button("Export").click().await;
    page.role("menuitem", format).click().await;
}

/// The file that was saved last.
async fn saved(page: &Page) -> Saved {
    page.holds("a file is saved", "return saved.length > 0").await;
    let saved = page.script("return saved.pop()", vec![]).await;
    assert_eq!(saved["isConnected"], false, "the link never stands in the page");
    let text = |name: &str| saved[name].as_str().unwrap_or_default().to_owned();
    Saved { name: text("name"), media_type: text("type"), text: text("text") }
}

fn ids(file: &Saved) -> Vec<String> {
    let rows: Vec<Value> = serde_json::from_str(&file.text).expect("JSON");
    rows.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
}

fn running(page: &Page) -> Locator {
    page.group("Export")
}

on_every_engine!(all_that_matches_is_saved_in_the_order_of_the_table, Setup::gateway(fleet_of(60)));
async fn all_that_matches_is_saved_in_the_order_of_the_table(page: Page) {
    let acme = known(&page);
    page.sandbox().pica(|store| store.edit(&acme.id, |one| one.identity = Some("=1+1".to_owned())));
    open_list(&page, "/#/?state=operational").await;
    page.script(KEEP, vec![]).await;
    let fleet = fleet(&page);
    let operational: Vec<_> = fleet.iter().filter(|each| each.state == "operational").collect();
    assert!(operational.len() > 20, "more than a page");

    export(&page, "CSV").await;
    let file = saved(&page).await;
    page.status().says(&format!("{} connections exported to {}.", operational.len(), file.name)).await;
    assert!(file.name.starts_with("connections-20") && file.name.ends_with(".csv"), "{}", file.name);
    assert_eq!(file.media_type, "text/csv;charset=utf-8");
    assert!(
        file.text.starts_with("\u{feff}source,id,key,name,platform,state,active,identity,"),
        "{}",
        file.text
    );
    let first = format!("\r\npica,{},{},{ACME},{},operational,true,'=1+1,", acme.id, acme.key, acme.platform);
    assert!(file.text.contains(&first), "{first}\n{}", file.text);
    let places: Vec<_> = operational.iter().map(|each| file.text.find(&each.id)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{}", file.text);
    assert_eq!(fleet.iter().filter(|each| file.text.contains(&each.id)).count(), operational.len());

    page.open("/#/?state=operational&sort=created").await;
    table(&page).header("Created").has_attribute("aria-sort", "ascending").await;
    export(&page, "JSON").await;
    let file = saved(&page).await;
    assert!(file.name.ends_with(".json"), "{}", file.name);
    let turned_round: Vec<String> = operational.iter().rev().map(|each| each.id.clone()).collect();
    assert_eq!(ids(&file), turned_round);
}

on_chromium!(a_file_lands_where_the_browser_saves_and_its_address_goes, Setup::gateway(fleet_of(60)));
async fn a_file_lands_where_the_browser_saves_and_its_address_goes(page: Page) {
    let folder = tempfile::tempdir().expect("a folder");
    open_list(&page, "/").await;
    page.downloads_into(folder.path()).await;
    // A browser is given long to read the file; here that is over at once.
    let at_once =
        "const own = setTimeout; setTimeout = (then, wait) => own(then, wait > 30_000 ? 500 : wait)";
    page.script(&format!("{KEEP}{at_once}"), vec![]).await;

    export(&page, "JSON").await;
    let file = saved(&page).await;
    page.holds("its address is no longer good", "return good.size === 0").await;
    let path = folder.path().join(&file.name);
    while !path.exists() {
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    assert_eq!(std::fs::read_to_string(path).expect("the file"), file.text);
    assert_eq!(ids(&file).len(), 60);
}

on_chromium!(no_secret_is_in_a_file_even_where_it_is_listed_in_full, unmasked());
async fn no_secret_is_in_a_file_even_where_it_is_listed_in_full(page: Page) {
    let secrets = secrets(&page);
    open_list(&page, "/").await;
    page.script(KEEP, vec![]).await;
    for format in ["CSV", "JSON"] {
        export(&page, format).await;
        let Saved { text, .. } = saved(&page).await;
        for source in ["pica", "composio", "peaka", "omni"] {
            assert!(text.contains(source), "{source} is in {text}");
        }
        for secret in &secrets {
            assert!(!text.contains(secret.as_str()), "{secret} is in {text}");
        }
    }
}

on_chromium!(what_is_not_all_there_is_says_so, Setup::four(fleet_of(30)));
async fn what_is_not_all_there_is_says_so(page: Page) {
    page.sandbox().faults().arm(When::any().path("/composio/").always(), Fault::Status(403));
    page.open("/#/?source=omni").await;
    page.region(LABELS[1]).alert().is_shown().await;
    table(&page).any("rowheader").until("are there", |rows| !rows.is_empty()).await;
    page.script(KEEP, vec![]).await;

    export(&page, "CSV").await;
    let file = saved(&page).await;
    let told = format!("so far exported to {}, as not every source has been read.", file.name);
    page.status().says(&told).await;
}

/// Lets the clock run fast and holds the turns of long work until they are let go, so that it takes long for sure.
const SLOW: &str = "
const own = MessagePort.prototype.postMessage;
const now = Date.now;
let ahead = 0;
Date.now = () => now() + (ahead += 300);
window.held = [];
MessagePort.prototype.postMessage = function (...told) { held.push(() => own.apply(this, told)); };
window.letGo = () => { MessagePort.prototype.postMessage = own; held.forEach((then) => then()); };";

on_chromium!(what_takes_long_says_how_far_it_is_and_can_be_cancelled, Setup::gateway(fleet_of(60)));
async fn what_takes_long_says_how_far_it_is_and_can_be_cancelled(page: Page) {
    open_list(&page, "/").await;
    page.script(&format!("{KEEP}{SLOW}"), vec![]).await;

    export(&page, "CSV").await;
    let progress = running(&page).role("progressbar", "Export");
    page.script("held.shift()()", vec![]).await;
    progress.is_shown().await;
    progress.has_attribute("max", "60").await;
    page.status().says("Exporting: ").await;
    // One at a time.
    page.button("Export").click().await;
    page.role("menuitem", "JSON A file is being written already.").is_disabled().await;
    page.press(Key::Escape).await;

    running(&page).button("Cancel").press(Key::Enter).await;
    running(&page).is_gone().await;
    page.status().says("The export was cancelled; nothing was saved.").await;
    page.button("Export").has_focus().await;
    page.script("letGo()", vec![]).await;

    // It was given up, and another one is not disturbed.
    export(&page, "JSON").await;
    assert_eq!(ids(&saved(&page).await).len(), 60);
    assert_eq!(page.script("return saved.length", vec![]).await, json!(0));
}

on_chromium!(what_matched_when_it_was_asked_for_is_saved_without_what_is_gone, Setup::gateway(fleet_of(60)));
async fn what_matched_when_it_was_asked_for_is_saved_without_what_is_gone(page: Page) {
    let acme = known(&page);
    open_list(&page, "/#/?sort=created").await;
    page.script(&format!("{KEEP}{SLOW}"), vec![]).await;

    export(&page, "JSON").await;
    page.searchbox("Search connections").fill("acme").await;
    rows_are(&page, &[ACME]).await;
    table(&page).row(ACME).button(containing(ACME)).click().await;
    table(&page).row(ACME).role("menuitem", "Delete").click().await;
    page.dialog("Delete").button("Confirm").click().await;
    page.status().says("deleted").await;
    page.script("letGo()", vec![]).await;

    let file = saved(&page).await;
    assert_eq!(ids(&file).len(), 59);
    assert!(!ids(&file).contains(&acme.id));
    page.status().says("59 connections exported").await;
    page.status().says("1 connection is gone meanwhile and not in it.").await;
}

on_chromium!(
    a_host_can_keep_lists_from_being_taken_away,
    gateway_with(30, &json!({"capabilities": ["tag"]}))
);
async fn a_host_can_keep_lists_from_being_taken_away(page: Page) {
    open_list(&page, "/").await;
    page.script(KEEP, vec![]).await;
    page.button("Export").click().await;
    for format in ["CSV", "JSON"] {
        let item = page.role("menuitem", &*format!("{format} This panel is not set up to do this."));
        item.is_disabled().await;
        page.press(Key::Enter).await;
    }
    assert_eq!(page.script("return saved.length", vec![]).await, json!(0));
}

on_chromium!(where_nothing_matches_nothing_is_saved, Setup::gateway(fleet_of(30)));
async fn where_nothing_matches_nothing_is_saved(page: Page) {
    open_list(&page, "/#/?q=no-such-thing").await;
    page.button("Export").click().await;
    page.role("menuitem", "CSV Nothing matches, so there is nothing to export.").is_disabled().await;
}
