//! The role that everybody has on a connection at Omni: alone, and in one write with the credentials, begun at either
//! end as in the combined example of <https://docs.omni.co/api/connections/update-connection>.

use serde_json::json;

use super::omni::*;
use super::user::*;
use crate::locator::{Find, Locator};
use crate::page::Page;

const FIELD: &str = "baseRole";
const PASSWORD: &str = "passwordUnencrypted";
const NEW: &str = "new-password-here";
/// What is sent, and how it is called.
const ROLES: [(&str, &str); 6] = [
    ("VIEWER", "VIEWER: view the model"),
    ("QUERIER", QUERIER),
    ("QUERY_TOPICS", "QUERY_TOPICS: query some topics (Restricted Querier)"),
    ("MODELER", MODELER),
    ("CONNECTION_ADMIN", "CONNECTION_ADMIN: everything"),
    ("NO_ACCESS", "NO_ACCESS: nothing"),
];

async fn custom(dialog: &Locator, role: &str) {
    dialog.combobox(FIELD).choose("Custom role").await;
    dialog.textbox("Custom role").fill(role).await;
}

on_chromium!(each_of_the_six_roles_can_be_given, omni());
async fn each_of_the_six_roles_can_be_given(page: Page) {
    let acme = acme(&page, "postgres");
    change(&page, &acme, |row| row.base_role = Some("NO_ACCESS".to_owned()));
    open_list(&page, "/").await;
    let mut before = "NO_ACCESS: nothing";

    for (role, called) in ROLES {
        forget_requests(&page);
        let dialog = open_role(&page, &acme).await;
        dialog.combobox(FIELD).choose(called).await;
        dialog.button("Save").click().await;
        lists_changes(&dialog, &[&format!("baseRole: “{before}” → “{called}”")]).await;
        dialog.button("Confirm").click().await;
        dialog.is_gone().await;
        table(&page).row(ACME).cell("Role").reads(role).await;
        assert_eq!(bodies_of_writes(&page), [json!({"baseRole": role})]);
        assert_eq!(writes(&page)[0].path, path_of(&acme));
        before = called;
    }
}

on_chromium!(a_role_is_changed_and_taken_back, omni());
async fn a_role_is_changed_and_taken_back(page: Page) {
    acme(&page, "postgres");
    open_list(&page, "/").await;
    page.link(ACME).click().await;
    page.complementary("Connection").button("Change role").click().await;
    let dialog = page.dialog("Change role");
    dialog.combobox(FIELD).has_focus().await;
    dialog.combobox(FIELD).has_value("QUERIER").await;
    dialog.button("Save").is_disabled().await;
    dialog.combobox(FIELD).choose(MODELER).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    page.status().says("Role of Acme ledger changed.").await;

    page.button("Undo").click().await;
    page.status().says("Undone: Acme ledger is as it was.").await;
    table(&page).row(ACME).cell("Role").reads("QUERIER").await;
    assert_eq!(bodies_of_writes(&page), [json!({"baseRole": "MODELER"}), json!({"baseRole": "QUERIER"})]);
}

on_chromium!(a_role_of_ones_own_can_be_given, omni());
async fn a_role_of_ones_own_can_be_given(page: Page) {
    let acme = acme(&page, "postgres");
    open_list(&page, "/").await;
    let dialog = open_role(&page, &acme).await;
    dialog.combobox(FIELD).choose("Custom role").await;
    dialog.button("Save").click().await;
    dialog.textbox("Custom role").is_refused("Fill this in; the vendor needs it.").await;
    dialog.textbox("Custom role").has_focus().await;
    assert_nothing_sent(&page);

    dialog.textbox("Custom role").fill("FINANCE_ANALYST").await;
    dialog.button("Save").click().await;
    lists_changes(&dialog, &[&format!("baseRole: “{QUERIER}” → “FINANCE_ANALYST”")]).await;
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;
    table(&page).row(ACME).cell("Role").reads("FINANCE_ANALYST").await;
    assert_eq!(bodies_of_writes(&page), [json!({"baseRole": "FINANCE_ANALYST"})]);

    // From then on it is among the choices.
    let dialog = open_role(&page, &acme).await;
    dialog.combobox(FIELD).has_value("FINANCE_ANALYST").await;
    dialog.button("Save").is_disabled().await;
}

on_chromium!(blanks_around_a_role_are_not_meant, omni());
async fn blanks_around_a_role_are_not_meant(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_role(&page, &acme).await;
    custom(&dialog, " FINANCE_ANALYST ").await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    page.status().says("Role of Acme ledger changed.").await;
    assert_eq!(bodies_of_writes(&page), [json!({"baseRole": "FINANCE_ANALYST"})]);
}

on_chromium!(any_role_arrives_as_it_was_typed_and_is_nothing_but_text, omni());
async fn any_role_arrives_as_it_was_typed_and_is_nothing_but_text(page: Page) {
    let acme = acme(&page, "postgres");
    let role = r#"<img src=x onerror=alert(1)> "'`\ $(id) مالية 🧾"#;
    open_list(&page, "/").await;
    let dialog = open_role(&page, &acme).await;
    custom(&dialog, role).await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    table(&page).row(ACME).cell("Role").reads(role).await;
    assert_eq!(bodies_of_writes(&page), [json!({"baseRole": role})]);
}

on_chromium!(a_role_that_is_not_said_can_be_given_and_not_taken_back, omni());
async fn a_role_that_is_not_said_can_be_given_and_not_taken_back(page: Page) {
    let acme = acme(&page, "postgres");
    change(&page, &acme, |row| row.base_role = None);
    let dialog = open_role(&page, &acme).await;
    dialog.combobox(FIELD).choose(MODELER).await;
    dialog.button("Save").click().await;
    lists_changes(&dialog, &[&format!("baseRole: “Not said” → “{MODELER}”")]).await;
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    // Omni has no word for none.
    told_for_good(&page, "Role of Acme ledger changed.").await;
    assert_eq!(bodies_of_writes(&page), [json!({"baseRole": "MODELER"})]);
}

on_chromium!(a_role_that_somebody_else_changed_meanwhile_is_shown_beside_mine, omni());
async fn a_role_that_somebody_else_changed_meanwhile_is_shown_beside_mine(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_role(&page, &acme).await;
    dialog.combobox(FIELD).choose(MODELER).await;
    change(&page, &acme, |row| row.base_role = Some("VIEWER".to_owned()));
    save_and_confirm(&dialog).await;

    dialog.alert().says("Changed by somebody else").await;
    dialog.alert().says(&format!("baseRole: now “VIEWER: view the model”, yours “{MODELER}”")).await;
    assert_nothing_sent(&page);
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [json!({"baseRole": "MODELER"})]);
}

on_chromium!(credentials_and_a_role_go_in_one_write, omni());
async fn credentials_and_a_role_go_in_one_write(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox(PASSWORD).fill(NEW).await;
    dialog.button("Change the role too").click().await;
    dialog.combobox(FIELD).choose(MODELER).await;
    dialog.button("Save").click().await;
    let changes = [
        "passwordUnencrypted: what you typed replaces what is held.",
        &format!("baseRole: “{QUERIER}” → “{MODELER}”"),
    ];
    lists_changes(&dialog, &changes).await;
    dialog.button("Confirm").click().await;

    dialog.is_gone().await;
    page.status().says("Credentials of Acme ledger updated.").await;
    both_went_together(&page, &path_of(&acme));
}

on_chromium!(a_role_and_credentials_go_in_one_write, omni());
async fn a_role_and_credentials_go_in_one_write(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_role(&page, &acme).await;
    dialog.combobox(FIELD).choose(MODELER).await;
    dialog.button("Update the credentials too").click().await;
    dialog.textbox(PASSWORD).fill(NEW).await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    // The password that was there is known to nobody, so the whole cannot be taken back.
    told_for_good(&page, "Role of Acme ledger changed.").await;
    both_went_together(&page, &path_of(&acme));
    page.holds_nowhere(NEW).await;
}

/// The combined example of the vendor's page.
fn both_went_together(page: &Page, path: &str) {
    let example = json!({"passwordUnencrypted": "new-password-here", "baseRole": "MODELER"});
    assert_eq!(bodies_of_writes(page), [example]);
    assert_eq!((writes(page)[0].method.as_str(), writes(page)[0].path.as_str()), ("PATCH", path));
}

on_chromium!(what_is_wrong_with_what_is_folded_away_is_unfolded, omni());
async fn what_is_wrong_with_what_is_folded_away_is_unfolded(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_role(&page, &acme).await;
    dialog.combobox(FIELD).choose(MODELER).await;
    dialog.button("Update the credentials too").click().await;
    dialog.textbox(PASSWORD).fill("  ").await;
    dialog.button("Update the credentials too").click().await;
    dialog.textbox(PASSWORD).is_gone().await;
    dialog.button("Save").click().await;

    dialog.textbox(PASSWORD).is_refused("Fill this in; the vendor needs it.").await;
    dialog.textbox(PASSWORD).has_focus().await;
    assert_nothing_sent(&page);
}
