//! What people put into credentials at Composio by mistake, or to see what happens: refused at the field before anything
//! is sent, or sent as it is, and executed nowhere.

use patchbay_sandbox::{Fault, When};
use serde_json::json;

use super::composio::*;
use super::user::*;
use crate::locator::Find;
use crate::page::Page;

/// What is no key file of a service account, and what is said of it.
const NO_KEY_FILES: [(&str, &str); 7] = [
    ("hunter22", "This is not JSON."),
    ("-----BEGIN PRIVATE KEY-----", "This is not JSON."),
    (r#"{"type": "service_account","#, "The end is missing."),
    ("[]", "This JSON is not a key file."),
    (r#"{"type": "authorized_user", "refresh_token": "1//x"}"#, "This is the credential of a person"),
    (r#"{"installed": {"client_id": "x"}}"#, "This is the secret of an OAuth client."),
    (r#"{"type": "service_account"}"#, "“project_id” is missing."),
];

on_chromium!(what_is_no_key_file_is_refused_at_its_field_and_mended_there, newer());
async fn what_is_no_key_file_is_refused_at_its_field_and_mended_there(page: Page) {
    let account = account_of(&page, "GOOGLE_SERVICE_ACCOUNT");
    let dialog = open_edit(&page, &account, "credentials").await;
    let field = dialog.textbox("credentials_json");

    for (typed, said) in NO_KEY_FILES {
        field.fill(typed).await;
        dialog.button("Save").click().await;
        field.is_refused(said).await;
        field.has_value(typed).await;
        field.has_focus().await;
    }
    assert!(writes(&page).is_empty(), "{}", page.stage().requests());

    field.fill(GOOGLE).await;
    save_and_confirm(&dialog).await;
    dialog.is_gone().await;
    let val = json!({"credentials_json": GOOGLE});
    assert_eq!(bodies_of_writes(&page), [credentials("GOOGLE_SERVICE_ACCOUNT", &val)]);
}

/// Values that break careless pages, and are as good as any other.
fn odd_values() -> [String; 6] {
    [
        "\"quoted\" 'twice' \\ and `more`".to_owned(),
        "🔑👩🏽‍🚀✨🔑".to_owned(),
        "كلمة السر الطويلة".to_owned(),
        "<img src=x onerror=alert(1)></textarea><script>alert(1)</script>".to_owned(),
        "  blanks around  ".to_owned(),
        "null".to_owned(),
    ]
}

on_chromium!(any_value_arrives_as_it_was_typed, newer());
async fn any_value_arrives_as_it_was_typed(page: Page) {
    let account = account_of(&page, "BEARER_TOKEN");
    for value in odd_values() {
        forget_requests(&page);
        let dialog = open_edit(&page, &account, "credentials").await;
        dialog.textbox("token").fill(&value).await;
        dialog.button("What will be sent").click().await;
        save_and_confirm(&dialog).await;
        dialog.is_gone().await;
        assert_eq!(bodies_of_writes(&page), [credentials("BEARER_TOKEN", &json!({"token": value}))]);
    }
}

on_chromium!(ten_thousand_characters_arrive, newer());
async fn ten_thousand_characters_arrive(page: Page) {
    let account = account_of(&page, "BEARER_TOKEN");
    let value = "correct-horse-battery-staple/".repeat(350)[..10_000].to_owned();
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.textbox("token").click().await;
    paste(&page, &value).await;
    fits(&page, "a long secret").await;
    save_and_confirm(&dialog).await;

    dialog.is_gone().await;
    assert_eq!(bodies_of_writes(&page), [credentials("BEARER_TOKEN", &json!({"token": value}))]);
}

on_chromium!(any_name_of_a_field_arrives_as_it_was_typed, newer());
async fn any_name_of_a_field_arrives_as_it_was_typed(page: Page) {
    let account = account_of(&page, "BEARER_TOKEN");
    for name in ["<img src=x onerror=alert(1)>", "مفتاح", "🔑", "a \"b\" \\ c", "__proto__"] {
        forget_requests(&page);
        let dialog = open_edit(&page, &account, "credentials").await;
        dialog.button("Add another field").click().await;
        dialog.textbox("Field name").fill(name).await;
        dialog.textbox("Field value").fill("correct horse").await;
        dialog.button("Save").click().await;
        lists_changes(&dialog, &[&format!("{name}: what you typed replaces what is held.")]).await;
        dialog.button("Confirm").click().await;
        dialog.is_gone().await;
        assert_eq!(bodies_of_writes(&page), [credentials("BEARER_TOKEN", &json!({name: "correct horse"}))]);
    }
}

/// What the vendor refuses, and what a person reads then.
const REFUSALS: [(&str, &str, &str); 9] = [
    ("error-400", "Refused", "Composio says: The request is not valid. (status 400"),
    ("error-401", "The key is not accepted", "status 401"),
    ("error-403", "Not permitted", "status 403"),
    ("error-404", "Not found", "status 404"),
    ("error-409", "Changed meanwhile", "status 409"),
    ("error-429", "Too many requests", "status 429"),
    // It may have been done all the same, and what is held cannot be read.
    ("error-500", "Outcome unknown", "status 500"),
    ("html", "Outcome unknown", "status 502"),
    ("legacy-error", "Refused", "status 400"),
];

on_chromium!(what_was_typed_stays_whatever_the_vendor_says_and_nothing_is_sent_twice, newer());
async fn what_was_typed_stays_whatever_the_vendor_says_and_nothing_is_sent_twice(page: Page) {
    let account = account_of(&page, "BASIC");
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.textbox("password").fill("correct horse").await;

    for (word, title, said) in REFUSALS {
        forget_requests(&page);
        dialog.textbox("username").fill(word).await;
        save_and_confirm(&dialog).await;
        dialog.alert().says(title).await;
        dialog.alert().says(said).await;
        assert_eq!(writes(&page).len(), 1, "{word}: {}", page.stage().requests());
        dialog.button("Back").click().await;
        dialog.textbox("username").has_value(word).await;
        dialog.textbox("password").has_value("correct horse").await;
    }
    assert_eq!(stored(&page, &account).values, account.values);
}

on_chromium!(credentials_whose_answer_is_lost_are_to_be_entered_again, newer());
async fn credentials_whose_answer_is_lost_are_to_be_entered_again(page: Page) {
    let account = account_of(&page, "BASIC");
    let dialog = open_edit(&page, &account, "credentials").await;
    dialog.textbox("password").fill("correct horse").await;
    page.sandbox().faults().arm(When::method("PATCH"), Fault::DropAfter);
    save_and_confirm(&dialog).await;

    dialog.alert().says("Outcome unknown").await;
    dialog.alert().says("Enter it again").await;
    assert_eq!(writes(&page).len(), 1, "{}", page.stage().requests());
}
