//! Writes at Omni that are refused, in each of its shapes, or whose answer is lost: what is said, what stays, and what
//! is known of it afterwards.

use patchbay_sandbox::omni::Options;
use patchbay_sandbox::{Fault, When};
use serde_json::json;

use super::omni::*;
use super::user::*;
use crate::locator::{Find, Locator};
use crate::page::Page;
use crate::stage::Setup;

const PASSWORD: &str = "passwordUnencrypted";
const SECRET: &str = "canary-password-4711";

fn saves() -> When {
    When::method("PATCH")
}

/// What befalls a save, and what a person reads then: what it means, and what the vendor said.
fn refusals() -> Vec<(Fault, &'static str, &'static str)> {
    vec![
        (
            Fault::Status(400),
            "Refused",
            "Omni says: The request is not valid. (status 400, code Bad Request)",
        ),
        (Fault::Legacy(400), "Refused", "Omni says: Bad Request: The request is not valid. (status 400)"),
        (Fault::Status(401), "The key is not accepted", "Omni says: Authentication required. (status 401"),
        (Fault::Status(403), "Not permitted", "Omni says: Access denied. (status 403, code Forbidden)"),
        (Fault::Legacy(403), "Not permitted", "Omni says: Forbidden: Access denied. (status 403)"),
        (Fault::Status(404), "Not found", "Omni says: Not found. (status 404"),
        (
            Fault::TooMany { retry_after: None, readable: true },
            "Too many requests",
            "Omni says: Too many requests. (status 429, code Too Many Requests)",
        ),
        (
            Fault::PlainText(500, "upstream connect error".to_owned()),
            "Trouble at the vendor",
            "upstream connect error",
        ),
        (Fault::Html(502), "Trouble at the vendor", "status 502"),
        (Fault::DropBefore, "No answer", "does not allow this page"),
    ]
}

on_chromium!(a_refusal_is_read_beside_what_was_chosen_and_nothing_is_done, omni());
async fn a_refusal_is_read_beside_what_was_chosen_and_nothing_is_done(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_role(&page, &acme).await;
    dialog.combobox("baseRole").choose(MODELER).await;

    for (fault, title, said) in refusals() {
        forget_requests(&page);
        page.sandbox().faults().arm(saves(), fault);
        save_and_confirm(&dialog).await;
        dialog.alert().says(title).await;
        dialog.alert().says(said).await;
        dialog.button("Confirm").has_focus().await;
        assert_eq!(writes(&page).len(), 1, "{title}: a write is not repeated{}", page.stage().requests());
        assert_eq!(bodies_of_writes(&page), [json!({"baseRole": "MODELER"})]);
        assert_eq!(stands(&page, &acme).base_role.as_deref(), Some("QUERIER"), "{title}");
        dialog.button("Back").click().await;
        dialog.combobox("baseRole").has_value("MODELER").await;
    }
}

/// A key that may read and not write.
fn reader() -> Setup {
    let options = Options { readers: vec!["reader-key".to_owned()], ..Options::default() };
    omni_with(options, json!({"baseUrl": "/omni/api", "auth": "key"}))
}

on_chromium!(a_key_that_may_not_write_is_told_so_and_what_to_do, reader());
async fn a_key_that_may_not_write_is_told_so_and_what_to_do(page: Page) {
    let acme = acme(&page, "postgres");
    page.open("/").await;
    let card = page.region("Omni demo");
    card.textbox("API key for Omni demo").fill("reader-key").await;
    card.button("Use key").click().await;
    is_loaded(&page).await;
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox(PASSWORD).fill(SECRET).await;
    save_and_confirm(&dialog).await;

    dialog.alert().says("Not permitted").await;
    dialog.alert().says("Omni says: Connection Admin permission is required. (status 403").await;
    dialog.alert().says("Use a key with more rights, or ask whoever manages the keys.").await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": SECRET})]);
    assert_ne!(stands(&page, &acme).password.as_deref(), Some(SECRET));
    dialog.button("Back").click().await;
    dialog.textbox(PASSWORD).has_value(SECRET).await;
}

on_chromium!(what_the_vendor_repeats_of_a_password_is_struck_out, omni());
async fn what_the_vendor_repeats_of_a_password_is_struck_out(page: Page) {
    let acme = acme(&page, "postgres");
    page.sandbox().faults().arm(saves(), Fault::Echo);
    let dialog = open_credentials(&page, &acme).await;
    dialog.textbox(PASSWORD).fill(SECRET).await;
    save_and_confirm(&dialog).await;

    dialog.alert().says("Omni says: Cannot process").await;
    dialog.alert().says("•••").await;
    assert_eq!(page.places_of(SECRET).await, ["a field"]);
}

/// A new password, and with it perhaps a role, whose answer meets this.
async fn rotate(page: &Page, id: &patchbay_sandbox::omni::Connection, role: bool, fault: Fault) -> Locator {
    let dialog = open_credentials(page, id).await;
    dialog.textbox(PASSWORD).fill(SECRET).await;
    if role {
        dialog.button("Change the role too").click().await;
        dialog.combobox("baseRole").choose(MODELER).await;
    }
    page.sandbox().faults().arm(saves(), fault);
    save_and_confirm(&dialog).await;
    dialog
}

on_chromium!(a_password_whose_answer_is_lost_is_unknown_and_can_be_entered_again, omni());
async fn a_password_whose_answer_is_lost_is_unknown_and_can_be_entered_again(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = rotate(&page, &acme, false, Fault::DropAfter).await;

    dialog.alert().says("Outcome unknown").await;
    dialog.alert().says("Enter it again").await;
    dialog.alert().says("it cannot be read whether the change was made").await;
    assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": SECRET})]);
    // It is still there to be sent again, and it sets what it set before.
    dialog.button("Confirm").click().await;
    dialog.is_gone().await;
    page.status().says("Credentials of Acme ledger updated.").await;
    let body = json!({"passwordUnencrypted": SECRET});
    assert_eq!(bodies_of_writes(&page), [body.clone(), body]);
    page.holds_nowhere(SECRET).await;
}

/// What spoils the answer of a write that was done.
const SPOILT: [Fault; 3] = [Fault::DropAfter, Fault::CutBody, Fault::NotJson];

on_chromium!(a_password_and_a_role_whose_answer_is_lost_are_judged_by_the_role, omni());
async fn a_password_and_a_role_whose_answer_is_lost_are_judged_by_the_role(page: Page) {
    let acme = acme(&page, "postgres");
    for fault in SPOILT {
        change(&page, &acme, |row| row.base_role = Some("QUERIER".to_owned()));
        forget_requests(&page);
        let dialog = rotate(&page, &acme, true, fault).await;
        dialog.is_gone().await;
        page.status().says("Credentials of Acme ledger updated.").await;
        assert_eq!(bodies_of_writes(&page), [json!({"passwordUnencrypted": SECRET, "baseRole": "MODELER"})]);
        page.button("Dismiss").click().await;
    }
}

on_chromium!(a_password_and_a_role_that_never_arrived_are_not_done, omni());
async fn a_password_and_a_role_that_never_arrived_are_not_done(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = rotate(&page, &acme, true, Fault::DropBefore).await;

    dialog.alert().says("No answer").await;
    dialog.alert().one("claims no doubt", |seen| !seen.text.contains("unknown")).await;
    assert_eq!(writes(&page).len(), 1, "{}", page.stage().requests());
    assert_eq!(stands(&page, &acme).base_role.as_deref(), Some("QUERIER"));
    dialog.button("Back").click().await;
    dialog.textbox(PASSWORD).has_value(SECRET).await;
    dialog.combobox("baseRole").has_value("MODELER").await;
}

on_chromium!(a_role_whose_answer_is_lost_is_read_again, omni());
async fn a_role_whose_answer_is_lost_is_read_again(page: Page) {
    let acme = acme(&page, "postgres");
    let dialog = open_role(&page, &acme).await;
    dialog.combobox("baseRole").choose(MODELER).await;
    page.sandbox().faults().arm(saves(), Fault::DropAfter);
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    page.status().says("Role of Acme ledger changed.").await;
    assert_eq!(bodies_of_writes(&page), [json!({"baseRole": "MODELER"})]);
}
