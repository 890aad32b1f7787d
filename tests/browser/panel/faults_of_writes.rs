//! Writes that are refused, or whose answer is lost: what is said, what stays, what was really done.

use patchbay_sandbox::{Fault, Gate, When};
use serde_json::json;

use super::user::*;
use crate::locator::{Find, Locator};
use crate::page::Page;
use crate::stage::Setup;

/// A tag that is refused, and what a person reads then: what it means, and what the vendor said.
const REFUSALS: [(&str, &str, &str); 12] = [
    ("error-400", "Refused", "Pica says: The request is not valid. (status 400"),
    ("error-401", "The key is not accepted", "Pica says: Authentication required. (status 401"),
    ("error-403", "Not permitted", "Pica says: Access denied. (status 403"),
    ("error-404", "Not found", "Pica says: Not found. (status 404"),
    (
        "error-409",
        "Changed meanwhile",
        "Pica says: The connection was changed by another request. (status 409",
    ),
    ("error-429", "Too many requests", "Pica says: Too many requests. (status 429"),
    ("error-500", "Trouble at the vendor", "Pica says: Internal server error. (status 500"),
    ("error-503", "Trouble at the vendor", "Pica says: Service unavailable. (status 503"),
    ("html", "Trouble at the vendor", "status 502"),
    ("text-500", "Trouble at the vendor", "Pica says: upstream connect error. (status 500"),
    ("legacy-error", "Refused", "Pica says: The request is not valid. (status 400"),
    ("drop-before", "No answer", "does not allow this page"),
];

on_chromium!(a_refusal_is_read_beside_what_was_typed_and_nothing_is_done, Setup::gateway(fleet_of(30)));
async fn a_refusal_is_read_beside_what_was_typed_and_nothing_is_done(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;

    for (word, title, said) in REFUSALS {
        add_tag(&dialog, word).await;
        if word == "drop-before" {
            // Armed too, so that no connection was used before and the browser itself repeats nothing.
            page.sandbox().faults().arm(When::method("PATCH"), Fault::DropBefore);
        }
        forget_requests(&page);
        dialog.button("Save").click().await;
        dialog.alert().says(title).await;
        dialog.alert().says(said).await;
        // It was disabled while it was busy, and must not leave the keyboard outside of the dialog.
        dialog.button("Save").has_focus().await;
        holds_tags(&dialog, &["billing", "eu", word]).await;
        assert_eq!(writes(&page).len(), 1, "{word}: a write is not repeated{}", page.stage().requests());
        assert_eq!(tags_of(&page, &acme.id), ["billing", "eu"], "{word}");
        dialog.button(&format!("Remove {word}")).click().await;
    }
}

/// What spoils only the answer: the write was done, which a read shows.
const SPOILT: [(&str, Fault); 4] = [
    ("the answer is lost", Fault::DropAfter),
    ("the answer is cut", Fault::CutBody),
    ("the answer is empty", Fault::Empty),
    ("the answer is no JSON", Fault::NotJson),
];

on_chromium!(a_write_whose_answer_is_spoilt_is_read_again_and_not_repeated, Setup::gateway(fleet_of(30)));
async fn a_write_whose_answer_is_spoilt_is_read_again_and_not_repeated(page: Page) {
    let acme = known(&page);

    for (place, (what, fault)) in SPOILT.into_iter().enumerate() {
        let dialog = open_tags(&page, &acme.id).await;
        is_loaded_behind_a_dialog(&page).await;
        add_tag(&dialog, &format!("tag-{place}")).await;
        page.sandbox().faults().arm(When::method("PATCH"), fault);
        forget_requests(&page);
        dialog.button("Save").click().await;
        dialog.is_gone().await;
        page.status().says("Tags of Acme ledger saved.").await;

        assert!(wrote_once(&page, &acme.id), "{what}:{}", page.stage().requests());
        assert_eq!(tags_of(&page, &acme.id).len(), place + 3, "{what}");
    }
}

on_chromium!(an_answer_that_is_held_back_is_waited_for, Setup::gateway(fleet_of(30)));
async fn an_answer_that_is_held_back_is_waited_for(page: Page) {
    let acme = known(&page);
    let gate = Gate::new();
    page.sandbox().faults().arm(When::method("PATCH"), Fault::HoldAnswer(gate.clone()));
    let dialog = save_vip(&page, &acme.id).await;

    gate.reached_by(1).await;
    dialog.status().says("Saving …").await;
    gate.open();
    dialog.is_gone().await;
    assert_eq!(writes(&page).len(), 1, "{}", page.stage().requests());
}

on_chromium!(a_yes_that_changed_nothing_is_called_not_taken, Setup::gateway(fleet_of(30)));
async fn a_yes_that_changed_nothing_is_called_not_taken(page: Page) {
    let acme = known(&page);
    let gate = Gate::new();
    page.sandbox().faults().arm(When::method("PATCH"), Fault::HoldAnswer(gate.clone()));
    let dialog = save_vip(&page, &acme.id).await;

    gate.reached_by(1).await;
    page.sandbox().pica(|store| store.edit(&acme.id, |connection| connection.tags = acme.tags.clone()));
    gate.open();
    dialog.alert().says("Not taken").await;
    holds_tags(&dialog, &["billing", "eu", "vip"]).await;
}

on_chromium!(an_outcome_that_cannot_be_read_is_called_unknown, Setup::gateway(fleet_of(30)));
async fn an_outcome_that_cannot_be_read_is_called_unknown(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    is_loaded_behind_a_dialog(&page).await;
    add_tag(&dialog, "vip").await;
    let faults = page.sandbox().faults();
    faults.arm(When::method("PATCH"), Fault::DropAfter);
    faults.arm(When::method("GET").path(&acme.id).skip(1).always(), Fault::Status(403));
    dialog.button("Save").click().await;

    dialog.alert().says("Outcome unknown").await;
    holds_tags(&dialog, &["billing", "eu", "vip"]).await;
    assert_eq!(writes(&page).len(), 1, "{}", page.stage().requests());
}

on_chromium!(going_back_waits_for_the_answer_too, Setup::gateway(fleet_of(30)));
async fn going_back_waits_for_the_answer_too(page: Page) {
    let acme = known(&page);
    let gate = Gate::new();
    page.sandbox().faults().arm(When::method("PATCH"), Fault::Hold(gate.clone()).then(Fault::Status(403)));
    open_list(&page, "/").await;
    page.open(&format!("/#/c/{DEMO}/{}/tags", acme.id)).await;
    let dialog = page.dialog("Edit tags");
    add_tag(&dialog, "vip").await;
    dialog.button("Save").click().await;
    gate.reached_by(1).await;

    page.back().await;
    page.is_at(&format!("#/c/{DEMO}/{}/tags", acme.id)).await;
    dialog.status().says("Saving …").await;
    gate.open();
    dialog.alert().says("Not permitted").await;
    holds_tags(&dialog, &["billing", "eu", "vip"]).await;
    assert_eq!(bodies_of_writes(&page), [json!({"tags": ["billing", "eu", "vip"]})]);
}

on_chromium!(what_cannot_be_read_before_the_write_is_not_written, Setup::gateway(fleet_of(30)));
async fn what_cannot_be_read_before_the_write_is_not_written(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    is_loaded_behind_a_dialog(&page).await;
    add_tag(&dialog, "vip").await;
    page.sandbox().faults().arm(When::method("GET").path(&acme.id).always(), Fault::Status(403));
    dialog.button("Save").click().await;

    dialog.alert().says("Not permitted").await;
    holds_tags(&dialog, &["billing", "eu", "vip"]).await;
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());
}

async fn save_vip(page: &Page, id: &str) -> Locator {
    let dialog = open_tags(page, id).await;
    add_tag(&dialog, "vip").await;
    dialog.button("Save").click().await;
    dialog
}
