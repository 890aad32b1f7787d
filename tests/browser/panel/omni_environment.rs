//! The attribute of a user that decides on the environment of a connection at Omni: set, changed, removed, taken back.

use patchbay_sandbox::omni::Connection;
use serde_json::{Value, json};
use thirtyfour::Key;

use super::omni::*;
use super::user::*;
use crate::locator::{Find, Locator, Seen};
use crate::page::Page;

const NAME: &str = "Attribute name";
const VALUES: &str = "Default values";

fn attribute(name: &str, values: &[&str]) -> Value {
    json!({"environmentUserAttribute": {"attributeName": name, "defaultValues": values}})
}

fn removed() -> Value {
    json!({"environmentUserAttribute": null})
}

/// It has an attribute already.
fn known_by_region(page: &Page) -> Connection {
    let acme = acme(page, "postgres");
    change(page, &acme, |row| {
        row.attribute_name = Some("region".to_owned());
        row.default_values = Some(vec!["eu".to_owned(), "uk".to_owned()]);
    });
    acme
}

async fn open_attribute(page: &Page, acme: &Connection) -> Locator {
    open(page, acme, "environment", "Environment attribute").await
}

async fn holds_values(dialog: &Locator, values: &[&str]) {
    let are = |seen: &[Seen]| seen.iter().map(|each| each.text.as_str()).eq(values.iter().copied());
    dialog.role("list", VALUES).any("listitem").until(&format!("are {values:?}"), are).await;
}

on_chromium!(an_attribute_is_set_with_values_that_have_commas_and_taken_back, omni());
async fn an_attribute_is_set_with_values_that_have_commas_and_taken_back(page: Page) {
    let acme = acme(&page, "postgres");
    open_list(&page, "/").await;
    page.link(ACME).click().await;
    let detail = page.complementary("Connection");
    detail.button("Environment attribute").click().await;
    let dialog = page.dialog("Environment attribute");
    dialog.textbox(NAME).has_focus().await;
    dialog.textbox(NAME).has_value("").await;
    // There is nothing to remove yet.
    dialog.checkbox("Remove attribute").is_gone().await;
    dialog.button("Save").is_disabled().await;

    dialog.textbox(NAME).fill("region").await;
    dialog.combobox(VALUES).press("Europe, west").await;
    page.press(Key::Enter).await;
    holds_values(&dialog, &["Europe, west"]).await;
    // What was typed last need not have been followed by Enter.
    dialog.combobox(VALUES).press("a,b").await;
    dialog.button("Save").click().await;
    lists_changes(
        &dialog,
        &["Attribute name: nothing → “region”", "Default values: nothing → “Europe, west”, “a,b”"],
    )
    .await;
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;
    page.status().says("Environment attribute of Acme ledger saved.").await;

    page.button("Undo").click().await;
    page.status().says("Undone: Acme ledger is as it was.").await;
    assert_eq!(bodies_of_writes(&page), [attribute("region", &["Europe, west", "a,b"]), removed()]);
    assert!(writes(&page).iter().all(|sent| sent.path == path_of(&acme)));
    assert_eq!(stands(&page, &acme).attribute_name, None);
}

on_chromium!(an_attribute_is_changed_and_taken_back, omni());
async fn an_attribute_is_changed_and_taken_back(page: Page) {
    let acme = known_by_region(&page);
    let dialog = open_attribute(&page, &acme).await;
    dialog.textbox(NAME).has_value("region").await;
    holds_values(&dialog, &["eu", "uk"]).await;
    dialog.button("Save").is_disabled().await;
    dialog.button("Remove eu").click().await;
    dialog.combobox(VALUES).press("us").await;
    page.press(Key::Enter).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;

    page.button("Undo").click().await;
    page.status().says("Undone: Acme ledger is as it was.").await;
    assert_eq!(
        bodies_of_writes(&page),
        [attribute("region", &["uk", "us"]), attribute("region", &["eu", "uk"])]
    );
}

on_chromium!(what_is_shown_of_the_attribute_follows_the_save, omni());
async fn what_is_shown_of_the_attribute_follows_the_save(page: Page) {
    let acme = known_by_region(&page);
    open_list(&page, "/").await;
    page.link(ACME).click().await;
    let detail = page.complementary("Connection");
    detail.says("Default value uk").await;
    let dialog = open_attribute(&page, &acme).await;
    dialog.textbox(NAME).fill("tenant").await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    detail.says("Environment attribute tenant").await;
    assert_eq!(bodies_of_writes(&page), [attribute("tenant", &["eu", "uk"])]);
}

on_chromium!(an_attribute_may_have_no_values, omni());
async fn an_attribute_may_have_no_values(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_attribute(&page, &acme).await;
    dialog.textbox(NAME).fill(" tenant ").await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    page.status().says("Environment attribute of Acme ledger saved.").await;
    assert_eq!(bodies_of_writes(&page), [attribute("tenant", &[])]);
}

on_chromium!(an_attribute_is_removed_with_null_and_taken_back, omni());
async fn an_attribute_is_removed_with_null_and_taken_back(page: Page) {
    let acme = known_by_region(&page);
    let dialog = open_attribute(&page, &acme).await;
    dialog.checkbox("Remove attribute").click().await;
    dialog.button("Save").click().await;
    lists_changes(&dialog, &["Remove attribute: yes"]).await;
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;
    assert_eq!(stands(&page, &acme).attribute_name, None);

    page.button("Undo").click().await;
    page.status().says("Undone: Acme ledger is as it was.").await;
    assert_eq!(bodies_of_writes(&page), [removed(), attribute("region", &["eu", "uk"])]);
    assert_eq!(stands(&page, &acme).attribute_name.as_deref(), Some("region"));
}

on_chromium!(an_attribute_is_not_removed_and_changed_at_once, omni());
async fn an_attribute_is_not_removed_and_changed_at_once(page: Page) {
    let acme = known_by_region(&page);
    let dialog = open_attribute(&page, &acme).await;
    dialog.textbox(NAME).fill("tenant").await;
    dialog.checkbox("Remove attribute").click().await;
    dialog.button("Save").click().await;

    let why = "Either remove the attribute or change it, not both at once.";
    dialog.checkbox("Remove attribute").is_refused(why).await;
    dialog.checkbox("Remove attribute").has_focus().await;
    dialog.textbox(NAME).has_value("tenant").await;
    assert_nothing_sent(&page);
}

on_chromium!(values_without_an_attribute_are_refused_at_its_field, omni());
async fn values_without_an_attribute_are_refused_at_its_field(page: Page) {
    let acme = known_by_region(&page);
    let dialog = open_attribute(&page, &acme).await;
    dialog.textbox(NAME).fill("").await;
    dialog.button("Save").click().await;

    dialog.textbox(NAME).is_refused("Fill this in; the vendor needs it.").await;
    holds_values(&dialog, &["eu", "uk"]).await;
    assert_nothing_sent(&page);
}

on_chromium!(any_attribute_arrives_as_it_was_typed_and_is_nothing_but_text, omni());
async fn any_attribute_arrives_as_it_was_typed_and_is_nothing_but_text(page: Page) {
    let acme = acme(&page, "postgres");
    let (name, values) =
        (r#"<b>"'`\ $(id) منطقة"#, [r#"<img src=x onerror=alert(1)>"#, r#""quoted", 'and' \n"#, "🇪🇺 Ευρώπη"]);
    page.open(&format!("/#/c/{HERE}/{}", acme.id)).await;
    let dialog = open_attribute(&page, &acme).await;
    dialog.textbox(NAME).fill(name).await;
    for value in values {
        dialog.combobox(VALUES).press(value).await;
        page.press(Key::Enter).await;
    }
    holds_values(&dialog, &values).await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [attribute(name, &values)]);
    let detail = page.complementary("Connection");
    for text in values {
        detail.says(text).await;
    }
}
