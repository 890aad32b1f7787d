//! Sources of Peaka's that name no project: the projects are looked for, by the key itself or from the top.

use patchbay_sandbox::peaka::{DEMO_PROJECT, PROJECT_KEY};
use patchbay_sandbox::{Fault, Recorded, When};
use serde_json::json;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

/// Projects that a partner's key finds beside the demo's, each with connections.
const REPORTING: &str = "qR7vLz2K";
const LEDGER: &str = "bT4nWx9P";

/// Behind a gateway that adds a partner's key.
fn partner() -> Setup {
    let source = json!({
        "id": "peaka", "vendor": "peaka", "label": "Peaka demo", "baseUrl": "/gateway/peaka", "auth": "gateway",
    });
    gateway_with(48, &json!({ "sources": [source] }))
}

/// Where the key is typed.
fn direct() -> Setup {
    Setup::configured(fleet_of(48), |vendors| {
        let base = format!("{vendors}/peaka");
        json!({ "sources": [{"id": "peaka", "vendor": "peaka", "label": "Peaka live", "baseUrl": base, "auth": "key"}] })
    })
}

/// How many connections the vendor has in a project.
fn count(page: &Page, project: &str) -> usize {
    page.sandbox().peaka(|store| store.of_project(project).count())
}

fn paths(page: &Page) -> Vec<String> {
    page.sandbox().requests().into_iter().map(|Recorded { path, .. }| path).collect()
}

on_chromium!(the_key_of_a_project_says_which_it_is, direct());
async fn the_key_of_a_project_says_which_it_is(page: Page) {
    page.open("/").await;
    let card = page.region("Peaka live");
    card.textbox("API key for Peaka live").fill(PROJECT_KEY).await;
    card.button("Use key").click().await;

    range_is(&page, &format!("1–20 of {}", count(&page, DEMO_PROJECT))).await;
    assert_eq!(paths(&page), ["/peaka/info", "/peaka/connections/mtKDhe1U"]);
    for request in page.sandbox().requests() {
        assert_eq!(request.header("authorization"), Some(format!("Bearer {PROJECT_KEY}").as_str()));
    }
}

on_chromium!(a_partners_key_finds_every_project_from_the_top, partner());
async fn a_partners_key_finds_every_project_from_the_top(page: Page) {
    open_list(&page, "/").await;

    let all = page.sandbox().peaka(|store| store.all().len());
    assert!([REPORTING, LEDGER].iter().all(|project| count(&page, project) > 0));
    range_is(&page, &format!("1–20 of {all}")).await;
    let asked = paths(&page);
    assert_eq!(asked[..2], ["/peaka/info", "/peaka/organizations"]);
    let lists: Vec<_> = asked.iter().filter(|path| path.starts_with("/peaka/connections/")).collect();
    assert_eq!(
        lists,
        [DEMO_PROJECT, REPORTING, LEDGER].map(|id| format!("/peaka/connections/{id}")).each_ref()
    );
}

on_chromium!(a_connection_is_read_and_changed_in_its_own_project, partner());
async fn a_connection_is_read_and_changed_in_its_own_project(page: Page) {
    let id = page.sandbox().peaka(|store| {
        let id = store.of_project(LEDGER).next().expect("a connection").id.clone();
        store.edit(&id, |connection| {
            ACME.clone_into(&mut connection.name);
            "stripe".clone_into(&mut connection.kind);
        });
        id
    });
    open_list(&page, "/#/?q=acme%20ledger").await;
    page.link(ACME).click().await;
    // A link says the project too, so that nobody has to look for it again.
    page.is_at(&format!("#/c/peaka/{LEDGER}%2F{id}?q=acme%20ledger")).await;
    page.complementary("Connection").says("From Peaka Project id bT4nWx9P").await;
    page.complementary("Connection").button("Rename").click().await;
    let dialog = page.dialog("Rename");
    dialog.textbox("Name").fill("Acme ledger EU").await;
    dialog.textbox("token").fill("sk_test_example").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;

    table(&page).row("Acme ledger EU").is_shown().await;
    let body =
        json!({"name": "Acme ledger EU", "type": "stripe", "credential": {"token": "sk_test_example"}});
    assert_eq!(bodies_of_writes(&page), [body]);
    assert_eq!(writes(&page)[0].path, format!("/peaka/connections/{LEDGER}/{id}"));
}

on_chromium!(a_link_finds_its_connection_without_a_search_for_the_project, partner());
async fn a_link_finds_its_connection_without_a_search_for_the_project(page: Page) {
    let (id, name) = page.sandbox().peaka(|store| {
        let connection = store.of_project(REPORTING).next().expect("a connection");
        (connection.id.clone(), connection.name.clone())
    });
    page.sandbox().faults().arm(When::any().path("/organizations").always(), Fault::Status(500));
    page.open(&format!("/#/c/peaka/{REPORTING}%2F{id}")).await;
    page.complementary("Connection").heading(&name).is_shown().await;
    page.complementary("Connection").says("From Peaka Project id qR7vLz2K").await;

    // One that names no project leads nowhere, and says so.
    page.open(&format!("/#/c/peaka/{id}")).await;
    page.complementary("Connection").alert().says("The link does not say which project").await;
}

on_chromium!(a_project_that_is_closed_to_the_key_does_not_end_the_others, partner());
async fn a_project_that_is_closed_to_the_key_does_not_end_the_others(page: Page) {
    page.sandbox().peaka(|store| store.options.closed_projects = vec![REPORTING.to_owned()]);
    open_list(&page, "/").await;

    let open = count(&page, DEMO_PROJECT) + count(&page, LEDGER);
    range_is(&page, &format!("1–20 of {open}")).await;
    page.region("Peaka demo").says("the first at projects/qR7vLz2K.").await;
    let closed: Vec<_> =
        page.sandbox().requests().into_iter().filter(|sent| sent.status == Some(403)).collect();
    assert_eq!(closed.len(), 1, "it is asked once{}", page.stage().requests());
}

on_chromium!(a_key_that_may_not_look_for_projects_is_told_what_to_do, direct());
async fn a_key_that_may_not_look_for_projects_is_told_what_to_do(page: Page) {
    // A server that does not tell of the key: then only a partner's key finds projects.
    page.sandbox().faults().arm(When::any().path("/info").always(), Fault::Status(404));
    page.open("/").await;
    let card = page.region("Peaka live");
    card.textbox("API key for Peaka live").fill(PROJECT_KEY).await;
    card.button("Use key").click().await;

    card.alert().says("Not permitted").await;
    card.alert().says("A project’s key may not look for projects: set “projectId” for this source").await;
}
