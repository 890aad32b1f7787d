//! What Omni's sandbox is asked, in this order, and how it should answer.

use patchbay_sandbox::World;
use patchbay_sandbox::omni::{Connection, Store};
use patchbay_tests::play::typing::PEM;
use patchbay_vendors::source::Source;
use serde_json::{Value, json};

use crate::question::{Question, all_befallen, all_kept_out, ask};

const LIST: &str = "/v1/connections";
const NOBODY: &str = "/v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64";

/// All questions; a connection is deleted at the end.
pub(super) fn all(_: &Source, world: &World) -> Vec<Question> {
    let store = &world.omni;
    [
        lists(),
        reads(store),
        updates(store),
        refused_updates(store),
        refreshes(store),
        whoami(),
        deletes(&path(store, |row| row.dialect == "redshift")),
    ]
    .concat()
}

/// The first connection that is not in the trash and of which this is true.
fn row(store: &Store, is_meant: impl Fn(&Connection) -> bool) -> &Connection {
    store.all().iter().find(|row| row.deleted_at.is_none() && is_meant(row)).expect("there is one")
}

fn path(store: &Store, is_meant: impl Fn(&Connection) -> bool) -> String {
    format!("{LIST}/{}", row(store, is_meant).id)
}

fn lists() -> Vec<Question> {
    let plain = ask("a plain list", "GET", LIST);
    let filters = [
        ("name", "warehouse"),
        ("database", "sales"),
        ("dialect", "postgres,snowflake"),
        ("sortField", "name"),
        ("sortDirection", "asc"),
        ("includeDeleted", "true"),
    ];
    [
        vec![plain.clone(), plain.clone().with_query(&filters)],
        all_kept_out(&plain),
        all_befallen(&plain, &[403, 429]),
        vec![plain.befallen_as_before(403)],
    ]
    .concat()
}

fn reads(store: &Store) -> Vec<Question> {
    let read = ask("one connection", "GET", &path(store, |_| true));
    let trashed = store.all().iter().find(|row| row.deleted_at.is_some()).expect("some are in the trash");
    let with_attribute = path(store, |row| row.attribute_name.is_some());
    [
        vec![
            read.clone(),
            ask("one in the trash", "GET", &format!("{LIST}/{}", trashed.id)),
            ask("one with an attribute", "GET", &with_attribute),
            ask("one that is not there", "GET", NOBODY).answers(404),
        ],
        all_kept_out(&read),
        all_befallen(&read, &[403, 429]),
    ]
    .concat()
}

fn attribute(values: Value) -> Value {
    json!({"environmentUserAttribute": {"attributeName": "environment", "defaultValues": values}})
}

fn updates(store: &Store) -> Vec<Question> {
    let update = |dialect: &str, body| {
        ask("an update", "PATCH", &path(store, |row| row.dialect == dialect)).with_body(body)
    };
    let account = json!({
        "type": "service_account", "project_id": "my-gcp-project", "private_key_id": "abc123",
        "private_key": "-----BEGIN PRIVATE KEY-----\nMIIEvgIBA...\n-----END PRIVATE KEY-----\n",
        "client_email": "my-service@my-gcp-project.iam.gserviceaccount.com"
    });
    vec![
        update("postgres", json!({"passwordUnencrypted": "new-secret"})),
        update("postgres", json!({"baseRole": "MODELER"})),
        update("postgres", json!({"passwordUnencrypted": "new-secret", "baseRole": "QUERIER"})),
        update("postgres", attribute(json!(["production", "staging"]))),
        update("postgres", attribute(json!([]))),
        update("postgres", attribute(json!(null))),
        update("postgres", json!({"environmentUserAttribute": null})),
        update("bigquery", json!({"passwordUnencrypted": account.to_string()})),
        update("snowflake", json!({"privateKey": PEM})),
    ]
}

fn refused_updates(store: &Store) -> Vec<Question> {
    let path = path(store, |row| row.dialect == "postgres");
    let update = |body| ask("an update", "PATCH", &path).with_body(body);
    let good = update(json!({"baseRole": "VIEWER"}));
    [
        vec![
            update(json!({})).answers(400),
            update(json!({"name": "Warehouse"})).answers(400),
            update(json!({"privateKey": PEM})).answers(400),
            update(json!({"passwordUnencrypted": ""})).answers(400),
            update(json!({"environmentUserAttribute": {"attributeName": "region"}})).answers(400),
            ask("an update of nothing", "PATCH", NOBODY)
                .with_body(json!({"baseRole": "VIEWER"}))
                .answers(404),
        ],
        all_kept_out(&good),
        all_befallen(&good, &[403, 429]),
        vec![good.befallen_as_before(403)],
    ]
    .concat()
}

fn refreshes(store: &Store) -> Vec<Question> {
    let connection = row(store, |_| true);
    let models = ask("models", "GET", "/v1/models");
    let refresh = |model: &str| ask("a refresh", "POST", &format!("/v1/models/{model}/refresh"));
    let poll = |job: &str| ask("how a refresh stands", "GET", &format!("/v1/jobs/{job}/status"));
    let good = refresh(&connection.schema_model);
    let fails = refresh(&row(store, |row| row.refresh_fails).schema_model);
    let filtered = [
        ("connectionId", connection.id.as_str()),
        ("modelKind", "SCHEMA"),
        ("cursor", "0"),
        ("pageSize", "20"),
    ];
    [
        vec![models.clone(), models.clone().with_query(&filtered)],
        all_kept_out(&models),
        all_befallen(&models, &[403]),
        all_kept_out(&good),
        all_befallen(&good, &[403]),
        vec![
            good.clone(),
            good.with_query(&[("force", "true")]).answers(400),
            refresh("nothing").answers(404),
            fails,
            poll("412"),
            poll("412"),
            poll("412"),
            poll("413"),
            poll("413"),
            poll("413"),
            poll("999").answers(404),
        ],
        all_kept_out(&poll("412")),
    ]
    .concat()
}

fn whoami() -> Vec<Question> {
    let whoami = ask("whose key it is", "GET", "/v1/whoami");
    [vec![whoami.clone()], all_kept_out(&whoami)].concat()
}

fn deletes(path: &str) -> Vec<Question> {
    let delete = ask("a delete", "DELETE", path);
    [
        all_kept_out(&delete),
        all_befallen(&delete, &[403, 429]),
        vec![
            ask("a delete of nothing", "DELETE", NOBODY).answers(404),
            delete.clone(),
            delete.answers(410),
            ask("what is in the trash", "GET", path),
        ],
    ]
    .concat()
}
