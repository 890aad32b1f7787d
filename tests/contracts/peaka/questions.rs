//! What Peaka's sandbox is asked, in this order, and how it should answer.

use patchbay_sandbox::World;
use patchbay_sandbox::peaka::{Connection, DEMO_PROJECT, PROJECT_KEY, WRONG};
use patchbay_vendors::source::Source;
use serde_json::{Value, json};

use crate::question::{Question, all_befallen, all_kept_out, ask};

const CALLBACK: &str = "https://panel.example.test/callback";
/// In a project that this key does not open, or that is not there.
const CLOSED: &str = "/connections/nowhere";

/// All questions; a connection is deleted at the end.
pub(super) fn all(_: &Source, world: &World) -> Vec<Question> {
    let list = format!("/connections/{DEMO_PROJECT}");
    let rows: Vec<&Connection> = world.peaka.of_project(DEMO_PROJECT).collect();
    let settled = |kind: &str| {
        let row =
            rows.iter().find(|row| row.kind == kind && row.consent.is_none()).expect("one of each kind");
        format!("{list}/{}", row.id)
    };
    let waiting = rows.iter().find(|row| row.consent.is_some()).expect("somebody has to sign in");
    [
        lists(&list),
        creates(&list),
        returns(&list, waiting),
        reads(&settled("stripe"), &format!("{list}/{}", rows[0].id)),
        details(&rows, &list),
        updates(&settled("stripe"), &settled("POSTGRES"), &settled("google_analytics")),
        refused_updates(&settled("stripe")),
        catalogue(),
        scope(),
        deletes(&settled("airtable")),
    ]
    .concat()
}

fn lists(list: &str) -> Vec<Question> {
    let plain = ask("a list", "GET", list);
    let closed = ask("a list of another project", "GET", CLOSED).answers(403);
    [vec![plain.clone(), closed], all_kept_out(&plain), all_befallen(&plain, &[403])].concat()
}

fn creates(list: &str) -> Vec<Question> {
    let create = |body| ask("a new connection", "POST", list).with_body(body);
    let good = create(stripe("Stripe EU", "sk_test_new"));
    [
        vec![
            good.clone(),
            create(analytics("Analytics")),
            create(stripe("Stripe EU", WRONG)).answers(400),
            create(json!({"name": "Stripe EU", "type": "stripe"})).answers(400),
            create(json!({"name": "Stripe EU", "type": "stripe", "credential": {}})).answers(400),
            create(json!({"name": "Ledger", "type": "POSTGRES", "credential": {"port": 1}})).answers(400),
            ask("one in another project", "POST", CLOSED)
                .with_body(stripe("Stripe EU", "sk_test_new"))
                .answers(403),
        ],
        all_kept_out(&good),
        all_befallen(&good, &[403]),
    ]
    .concat()
}

fn returns(list: &str, waiting: &Connection) -> Vec<Question> {
    let consent = waiting.consent.as_ref().expect("it waits");
    let back = |query: String| {
        ask("the way back from a sign-in", "POST", &format!("{list}/oauth2"))
            .with_body(json!({"queryParameters": query}))
    };
    let good = back(format!("code={}&state={}", consent.code, consent.state));
    [
        all_kept_out(&good),
        vec![
            back(format!("error=access_denied&state={}", consent.state)).answers(400),
            back(format!("code=guessed&state={}", consent.state)).answers(400),
            good.clone(),
            good.answers(400),
        ],
    ]
    .concat()
}

fn reads(settled: &str, other: &str) -> Vec<Question> {
    let read = ask("one connection", "GET", settled);
    let nobody = format!("/connections/{DEMO_PROJECT}/nobody");
    [
        vec![
            read.clone(),
            ask("another one", "GET", other),
            ask("one that is not there", "GET", &nobody).answers(400),
            ask("one in another project", "GET", &format!("{CLOSED}/nobody")).answers(403),
        ],
        all_kept_out(&read),
        all_befallen(&read, &[400, 403]),
        vec![read.befallen_as_before(400)],
    ]
    .concat()
}

/// One of each kind.
fn details(rows: &[&Connection], list: &str) -> Vec<Question> {
    let mut kinds: Vec<&str> = rows.iter().map(|row| row.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let of_kind = |kind| rows.iter().find(|row| row.kind == kind).expect("a kind has one");
    let detail = |id: &str| ask("the settings of a connection", "GET", &format!("{list}/{id}/detail"));
    let all: Vec<_> = kinds.into_iter().map(|kind| detail(&of_kind(kind).id)).collect();
    let kept_out = all_kept_out(&all[0]);
    [all, kept_out, vec![detail("nobody").answers(400)]].concat()
}

fn updates(stripe_path: &str, postgres: &str, analytics_path: &str) -> Vec<Question> {
    let update = |path, body| ask("an update", "PUT", path).with_body(body);
    let server = json!({
        "url": "db.example.test", "port": 5432, "user": "reader", "password": "example",
        "databaseName": "sales", "useSsl": true
    });
    vec![
        update(stripe_path, stripe("Stripe EU (2026)", "sk_test_example")),
        update(postgres, json!({"name": "Ledger", "type": "POSTGRES", "credential": server})),
        update(analytics_path, analytics("Analytics")),
        ask("one that waits for a sign-in", "GET", analytics_path),
    ]
}

fn refused_updates(path: &str) -> Vec<Question> {
    let update = |body| ask("an update", "PUT", path).with_body(body);
    let good = update(stripe("Stripe EU", "sk_test_example"));
    let nobody = format!("/connections/{DEMO_PROJECT}/nobody");
    let elsewhere = format!("{CLOSED}/nobody");
    [
        vec![
            update(stripe("Stripe EU", WRONG)).answers(400),
            update(json!({"name": "Stripe EU", "type": "stripe"})).answers(400),
            update(json!({"name": "Stripe EU", "type": "stripe", "credential": {"key": "x"}})).answers(400),
            update(json!({"name": "Stripe EU", "type": "unheard of", "credential": {}})).answers(400),
            update(json!({"title": "Stripe EU"})).answers(400),
            ask("an update of nothing", "PUT", &nobody).with_body(stripe("a", "b")).answers(400),
            ask("one in another project", "PUT", &elsewhere).with_body(stripe("a", "b")).answers(403),
        ],
        all_kept_out(&good),
        all_befallen(&good, &[400, 403]),
        vec![good.befallen_as_before(400)],
    ]
    .concat()
}

fn catalogue() -> Vec<Question> {
    let all = ask("all types", "GET", "/connections/config");
    let of = |kind| ask("one type", "GET", &format!("/connections/config/{kind}"));
    let kinds = ["stripe", "POSTGRES", "hubspot", "google_analytics", "salesforce"];
    [
        vec![all.clone().with_key(PROJECT_KEY), all.clone()],
        kinds.map(of).into(),
        all_kept_out(&all),
        all_kept_out(&of("stripe")),
    ]
    .concat()
}

fn scope() -> Vec<Question> {
    let organizations = "/organizations";
    let workspaces = format!("{organizations}/d0d3c83f-29ed-4f2e-899d-1bfa00eb3cef/workspaces");
    let projects = format!("{workspaces}/56d43968-e31d-4010-9b75-018a79a51b17/projects");
    let info = ask("whose key it is", "GET", "/info");
    let tree = [organizations, &workspaces, &projects].into_iter().flat_map(|path| {
        let storey = ask("a storey of the tree", "GET", path);
        let own = storey.clone().with_key(PROJECT_KEY).answers(403);
        [vec![storey.clone(), own], all_kept_out(&storey)].concat()
    });
    [vec![info.clone(), info.clone().with_key(PROJECT_KEY)], all_kept_out(&info), tree.collect()].concat()
}

fn deletes(path: &str) -> Vec<Question> {
    let delete = ask("a delete", "DELETE", path);
    [
        all_kept_out(&delete),
        all_befallen(&delete, &[403]),
        vec![
            delete.clone(),
            delete.answers(400),
            ask("what was deleted", "GET", path).answers(400),
            ask("one in another project", "DELETE", &format!("{CLOSED}/nobody")).answers(403),
        ],
    ]
    .concat()
}

fn stripe(name: &str, token: &str) -> Value {
    json!({"name": name, "type": "stripe", "credential": {"token": token}})
}

fn analytics(name: &str) -> Value {
    json!({
        "name": name, "type": "google_analytics",
        "credential": {"clientId": "app-id", "clientSecret": "app-secret"},
        "connectionCallback": CALLBACK
    })
}
