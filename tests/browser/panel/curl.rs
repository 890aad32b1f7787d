//! "Copy as cURL": what is copied is run by a shell, and what arrives is what the panel itself sends.

use std::process::Command;

use patchbay_sandbox::{Fault, Recorded, When};
use serde_json::Value;
use thirtyfour::Key;

use super::four::{HEADERS, KEYS, direct, enter_keys};
use super::user::*;
use crate::locator::{Find, Locator};
use crate::page::Page;
use crate::stage::Setup;

/// What a shell would like to do something with, and what a body escapes.
const TEXT: &str = r#"it's "$HOME" `id` $(id) \n \' %41 !x ~ * {a} é 🔑 حساب"#;
const SECRET: &str = r#"canary 'secret' "$HOME" \ 4711"#;

/// Fills in the dialog of an edit with what is hard to quote, secrets beside it.
type Fill = fn(&Locator) -> std::pin::Pin<Box<dyn Future<Output = ()> + '_>>;

/// An edit of a vendor's, and how its dialog is filled in.
struct Case {
    vendor: usize,
    code: &'static str,
    title: &'static str,
    fill: Fill,
}

const CASES: [Case; 6] = [
    Case { vendor: 0, code: "tags", title: "Edit tags", fill: |dialog| Box::pin(add_tag(dialog, TEXT)) },
    Case {
        vendor: 1,
        code: "rename",
        title: "Rename",
        fill: |dialog| Box::pin(async move { dialog.textbox("Alias").fill(TEXT).await }),
    },
    Case {
        vendor: 1,
        code: "credentials",
        title: "Update credentials",
        fill: |dialog| {
            Box::pin(async move {
                dialog.textbox("generic_api_key").fill(SECRET).await;
                dialog.button("Change the alias too").click().await;
                dialog.textbox("Alias").fill(&TEXT.replace("it's", "it's another")).await;
            })
        },
    },
    Case {
        vendor: 2,
        code: "rename",
        title: "Rename",
        fill: |dialog| {
            Box::pin(async move {
                dialog.textbox("Name").fill(TEXT).await;
                dialog.textbox("token").fill(SECRET).await;
            })
        },
    },
    Case {
        vendor: 3,
        code: "environment",
        title: "Environment attribute",
        fill: |dialog| {
            Box::pin(async move {
                dialog.textbox("Attribute name").fill(TEXT).await;
                dialog.combobox("Default values").press(TEXT).await;
                dialog.combobox("Default values").press(Key::Enter).await;
            })
        },
    },
    Case {
        vendor: 3,
        code: "credentials",
        title: "Update credentials",
        fill: |dialog| {
            Box::pin(async move {
                dialog.textbox("passwordUnencrypted").fill(SECRET).await;
                dialog.button("Change the role too").click().await;
                dialog.combobox("baseRole").choose("Custom role").await;
                dialog.textbox("Custom role").fill(TEXT).await;
            })
        },
    },
];

/// A connection of each vendor for which every dialog can be opened.
fn ids(page: &Page) -> [String; 4] {
    let sandbox = page.sandbox();
    let acme = known(page);
    let account = sandbox.composio(|store| {
        let with_key =
            store.accounts().iter().find(|one| one.auth_scheme == "API_KEY" && one.status == "ACTIVE");
        with_key.expect("an account with a key").id.clone()
    });
    let stripe = sandbox.peaka(|store| {
        let id = store.all()[0].id.clone();
        store.edit(&id, |one| "stripe".clone_into(&mut one.kind));
        id
    });
    let postgres = sandbox.omni(|store| {
        let open = store.all().iter().find(|one| one.dialect == "postgres" && one.deleted_at.is_none());
        let id = open.expect("a connection with a password").id.clone();
        store.edit(&id, |one| {
            one.attribute_name = None;
            one.default_values = None;
        });
        id
    });
    [acme.id, account, stripe, postgres]
}

/// The command that the dialog copies. Nobody else may read what a browser has on its clipboard, so the test takes the
/// clipboard's place.
async fn copied(page: &Page, dialog: &Locator) -> String {
    page.script("navigator.clipboard.writeText = async (text) => { window.copied = text }", vec![]).await;
    dialog.button("What will be sent").click().await;
    dialog.button("Copy as cURL").click().await;
    dialog.status().says("Copied. Replace ••• and set PATCHBAY_KEY before you run it.").await;
    page.script("return window.copied", vec![]).await.as_str().expect("a command").to_owned()
}

/// Has a shell run a command, as somebody would who has set the key, and gives what arrived of it. The vendor refuses
/// it, so that all stands as before.
fn arrived(page: &Page, command: &str, key: &str) -> Recorded {
    forget_requests(page);
    let refused = ["PATCH", "PUT"].map(When::method);
    refused.into_iter().for_each(|write| page.sandbox().faults().arm(write, Fault::Status(503)));
    let mut shell = Command::new("sh");
    // Nothing of whoever runs the tests: no proxy, no curlrc.
    shell.args(["-euc", command]).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let ran = shell.env("PATCHBAY_KEY", key).output().expect("a shell");
    assert!(ran.status.success(), "{command}\n{}", String::from_utf8_lossy(&ran.stderr));
    page.sandbox().faults().clear();
    let mut arrived = writes(page);
    assert_eq!(arrived.len(), 1, "{command}{}", page.stage().requests());
    forget_requests(page);
    arrived.remove(0)
}

/// The body as it may be shown.
fn struck(body: Value) -> Value {
    match body {
        Value::String(text) if text == SECRET => "•••".into(),
        Value::Array(items) => items.into_iter().map(struck).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, struck(value))).collect(),
        other => other,
    }
}

/// Opens the dialog, copies, runs, saves, and compares.
async fn both_ways(page: &Page, case: &Case, id: &str, source: &str) {
    let Case { vendor, code, title, fill } = case;
    let key = KEYS[*vendor];
    page.open(&format!("/#/c/{source}/{id}/{code}")).await;
    let dialog = page.dialog(*title);
    dialog.button("Cancel").is_enabled().await;
    fill(&dialog).await;
    let command = copied(page, &dialog).await;
    assert!(!command.contains("4711") && !command.contains(key), "{command}");
    let by_shell = arrived(page, &command, key);

    dialog.button("Save").click().await;
    if *code != "tags" && *code != "rename" {
        dialog.button("Confirm").click().await;
    }
    dialog.is_gone().await;
    let by_panel = writes(page).remove(0);
    assert_eq!(by_shell.json(), struck(by_panel.json()), "{command}");
    let line = |sent: &Recorded| (sent.method.clone(), sent.path.clone(), sent.query.clone(), sent.gateway);
    assert_eq!(line(&by_shell), line(&by_panel), "{command}");
    for name in ["accept", "content-type", "x-patchbay", HEADERS[*vendor].0] {
        assert_eq!(by_shell.header(name), by_panel.header(name), "{name}: {command}");
    }
}

on_chromium!(a_copied_command_sends_to_a_vendor_what_the_panel_sends, direct());
async fn a_copied_command_sends_to_a_vendor_what_the_panel_sends(page: Page) {
    let ids = ids(&page);
    page.open("/").await;
    enter_keys(&page).await;
    for case in &CASES {
        let source = ["pica", "composio", "peaka", "omni"][case.vendor];
        both_ways(&page, case, &ids[case.vendor], source).await;
        let (name, scheme) = HEADERS[case.vendor];
        let sent = writes(&page).remove(0);
        assert_eq!(sent.header(name), Some(format!("{scheme}{}", KEYS[case.vendor]).as_str()));
    }
}

on_chromium!(a_copied_command_sends_to_a_gateway_what_the_panel_sends, Setup::four(fleet_of(30)));
async fn a_copied_command_sends_to_a_gateway_what_the_panel_sends(page: Page) {
    let ids = ids(&page);
    open_list(&page, "/").await;
    for case in &CASES {
        let source = ["pica", "composio", "peaka", "omni"][case.vendor];
        both_ways(&page, case, &ids[case.vendor], source).await;
        assert!(
            writes(&page).iter().all(|sent| sent.gateway && sent.header(HEADERS[case.vendor].0).is_none())
        );
    }
}

on_chromium!(where_nothing_may_be_copied_the_dialog_says_so, Setup::gateway(fleet_of(8)));
async fn where_nothing_may_be_copied_the_dialog_says_so(page: Page) {
    let acme = known(&page);
    let dialog = open_tags(&page, &acme.id).await;
    add_tag(&dialog, TEXT).await;
    page.script("navigator.clipboard.writeText = async () => { throw new Error('no') }", vec![]).await;
    dialog.button("What will be sent").click().await;
    dialog.button("Copy as cURL").click().await;

    dialog.status().says("The browser did not let it be copied.").await;
}
