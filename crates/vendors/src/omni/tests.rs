use std::time::Duration;

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::call::Next;
use crate::connection::State;
use crate::curl::curl;
use crate::draft::{Entry, Value};
use crate::error::{Expected, Found, Kind, Refused, Unreadable};
use crate::form::Input;
use crate::http::escape;
use crate::read::Mismatch;
use crate::secret::Strike;
use crate::testing::{self, answer, draft, empty, next, read, sent, tags, text, typed};

const ID: &str = "c0f12353-4817-4398-bcc0-d501e6dd2f64";
const NAME: &str = "environmentUserAttribute.attributeName";
const VALUES: &str = "environmentUserAttribute.defaultValues";
const REMOVE: &str = "environmentUserAttribute";

fn source() -> Source {
    testing::source(&Omni, "https://blobsrus.omniapp.co/api")
}

fn row() -> Json {
    json!({
        "id": ID, "name": "Warehouse EU", "dialect": "postgres", "database": "sales", "defaultSchema": "public",
        "baseRole": "QUERIER", "deletedAt": null,
        "createdAt": "2026-01-15T10:30:00Z", "updatedAt": "2026-05-02T08:00:00Z",
        "allowBranchConnectionEnvironments": true,
        "branchConnectionEnvironmentOverridesUserAttr": "false",
        "environmentConnectionSwitchesSchemaModel": null,
        "userAttributeNameForConnectionEnvironments": null,
        "userAttributeValuesForDefaultEnvironment": null
    })
}

fn with(changes: Json) -> Json {
    let mut row = row();
    for (name, value) in changes.as_object().unwrap() {
        row[name] = value.clone();
    }
    row
}

fn detail(row: &Json) -> Detail {
    read(Omni.get(&source(), ID), &answer(200, &json!({ "connection": row }))).unwrap()
}

fn of(dialect: &str) -> Detail {
    detail(&with(json!({ "dialect": dialect })))
}

/// A connection whose environments are told apart by an attribute.
fn with_attribute() -> Detail {
    detail(&with(json!({
        "userAttributeNameForConnectionEnvironments": "region",
        "userAttributeValuesForDefaultEnvironment": ["eu", "us, east"]
    })))
}

fn form(edit: Edit, detail: &Detail) -> Form {
    Omni.form(&source(), edit, detail, None).unwrap()
}

fn update(detail: &Detail, draft: &Draft) -> Result<Call<Updated>, Vec<Problem>> {
    Omni.update(&source(), detail, draft, None)
}

/// The request of what was filled into the form as it stands.
fn saved(detail: &Detail, edit: Edit, values: &[(&'static str, Value)]) -> String {
    sent(&update(detail, &filled(detail, edit, values)).ok().unwrap().request)
}

fn problems(detail: &Detail, edit: Edit, values: &[(&'static str, Value)]) -> Vec<Problem> {
    update(detail, &filled(detail, edit, values)).err().unwrap()
}

fn filled(detail: &Detail, edit: Edit, values: &[(&'static str, Value)]) -> Draft {
    let mut draft = form(edit, detail).draft();
    for (name, value) in values {
        draft.set(*name, value.clone());
    }
    draft
}

fn key_file() -> String {
    json!({
        "type": "service_account", "project_id": "my-gcp-project",
        "private_key": "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBg\n-----END PRIVATE KEY-----\n",
        "client_email": "my-service@my-gcp-project.iam.gserviceaccount.com"
    })
    .to_string()
}

fn page(body: &Json) -> Result<Page, Error> {
    read(Omni.list(&source(), &Query::default(), &Cursor::Start), &answer(200, body))
}

fn values(facts: &[Fact]) -> Vec<(&str, &str)> {
    facts.iter().map(|fact| (fact.label.text(), fact.value.as_str())).collect()
}

// Requests

#[test]
fn a_list_asks_for_all_at_once_in_one_order_and_for_the_trash_too() {
    assert_snapshot!(
        sent(&Omni.list(&source(), &Query::default(), &Cursor::Start).request),
        @"GET /v1/connections?sortField=name&sortDirection=asc&includeDeleted=true"
    );
}

#[test]
fn a_list_asks_for_every_documented_filter() {
    let query = Query {
        name: Some("Ops & co".into()),
        database: Some("sales".into()),
        platform: Some("snowflake".into()),
        tags: vec!["eu".into()],
        size: Some(20),
        ..Query::default()
    };
    assert_snapshot!(
        sent(&Omni.list(&source(), &query, &Cursor::Start).request),
        @"GET /v1/connections?name=Ops%20%26%20co&database=sales&dialect=snowflake&sortField=name&sortDirection=asc&includeDeleted=true"
    );
}

#[test]
fn one_connection_is_read_by_its_escaped_id() {
    assert_snapshot!(sent(&Omni.get(&source(), "a/b").request), @"GET /v1/connections/a%2Fb");
}

#[test]
fn a_password_is_sent_alone() {
    assert_snapshot!(saved(&of("postgres"), Edit::Credentials, &[("passwordUnencrypted", typed("new \"word\""))]), @r#"
    PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64
    {"passwordUnencrypted":"new \"word\""}
    "#);
}

#[test]
fn a_key_file_is_sent_whole_as_one_text() {
    let sent = saved(&of("bigquery"), Edit::Credentials, &[("passwordUnencrypted", typed(&key_file()))]);
    let (head, body) = sent.split_once('\n').unwrap();
    assert_snapshot!(head, @"PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64");
    let body: Json = serde_json::from_str(body).unwrap();
    assert_eq!(body, json!({ "passwordUnencrypted": key_file() }));
}

#[test]
fn a_role_goes_with_credentials_in_one_request_from_either_form() {
    let values = [("passwordUnencrypted", typed("new-password-here")), ("baseRole", text("MODELER"))];
    let of = of("postgres");
    assert_snapshot!(saved(&of, Edit::Credentials, &values), @r#"
    PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64
    {"passwordUnencrypted":"new-password-here","baseRole":"MODELER"}
    "#);
    assert_snapshot!(saved(&of, Edit::Role, &values), @r#"
    PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64
    {"baseRole":"MODELER","passwordUnencrypted":"new-password-here"}
    "#);
}

#[test]
fn a_role_is_sent_alone_whether_the_vendor_documents_it_or_not() {
    assert_snapshot!(saved(&of("postgres"), Edit::Role, &[("baseRole", text("VIEWER"))]), @r#"
    PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64
    {"baseRole":"VIEWER"}
    "#);
    assert_snapshot!(saved(&of("postgres"), Edit::Role, &[("baseRole", text(" Finance team "))]), @r#"
    PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64
    {"baseRole":"Finance team"}
    "#);
}

#[test]
fn an_environment_attribute_is_sent_whole_when_a_part_of_it_changed() {
    let new = [(NAME, text(" region ")), (VALUES, tags(&["eu", "us, east"]))];
    assert_snapshot!(saved(&of("postgres"), Edit::Environment, &new), @r#"
    PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64
    {"environmentUserAttribute":{"attributeName":"region","defaultValues":["eu","us, east"]}}
    "#);
    assert_snapshot!(saved(&with_attribute(), Edit::Environment, &[(VALUES, tags(&["eu"]))]), @r#"
    PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64
    {"environmentUserAttribute":{"attributeName":"region","defaultValues":["eu"]}}
    "#);
}

#[test]
fn no_values_no_attribute_and_no_change_stay_apart() {
    let detail = with_attribute();
    let body = |values: &[(&'static str, Value)]| {
        saved(&detail, Edit::Environment, values).split_once('\n').unwrap().1.to_owned()
    };
    assert_snapshot!(body(&[(VALUES, tags(&[]))]), @r#"{"environmentUserAttribute":{"attributeName":"region","defaultValues":[]}}"#);
    assert_snapshot!(body(&[(REMOVE, Value::Flag(true))]), @r#"{"environmentUserAttribute":null}"#);
    assert_snapshot!(body(&[(NAME, text("")), (VALUES, tags(&[]))]), @r#"{"environmentUserAttribute":null}"#);
    assert!(!problems(&detail, Edit::Environment, &[]).is_empty());
}

#[test]
fn what_an_edit_of_the_attribute_did_can_be_taken_back() {
    let (without, with) = (of("postgres"), with_attribute());
    let back = |before: &Detail, after: &Detail| {
        sent(&update(after, &form(Edit::Environment, before).draft()).ok().unwrap().request)
    };
    assert_snapshot!(back(&without, &with), @r#"
    PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64
    {"environmentUserAttribute":null}
    "#);
    assert_snapshot!(back(&with, &without), @r#"
    PATCH /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64
    {"environmentUserAttribute":{"attributeName":"region","defaultValues":["eu","us, east"]}}
    "#);
}

#[test]
fn a_delete_names_the_connection() {
    let call = update(&of("postgres"), &draft(Edit::Delete, &[])).ok().unwrap();
    assert_snapshot!(sent(&call.request), @"DELETE /v1/connections/c0f12353-4817-4398-bcc0-d501e6dd2f64");
    let moved = json!({"success": true, "message": "Connection moved to trash."});
    assert_eq!(read(call, &answer(200, &moved)), Ok(Updated::default()));
}

// What is wrong with what was filled in

#[test]
fn an_edit_that_changes_nothing_is_not_sent() {
    for (edit, field) in
        [(Edit::Credentials, "passwordUnencrypted"), (Edit::Role, "baseRole"), (Edit::Environment, NAME)]
    {
        let found = problems(&of("postgres"), edit, &[]);
        assert_eq!(found, [Problem::at(field, Trouble::Unfit(&words::NOTHING_CHANGED))]);
    }
}

#[test]
fn what_cannot_be_sent_is_told_at_its_field() {
    use crate::words::{private_key, service_account};
    let credentials = Edit::Credentials;
    for (detail, edit, filled, field, what) in [
        (
            of("postgres"),
            credentials,
            ("passwordUnencrypted", typed(" ")),
            "passwordUnencrypted",
            Trouble::Missing,
        ),
        (of("postgres"), credentials, ("baseRole", text(" ")), "baseRole", Trouble::Missing),
        (of("postgres"), credentials, ("privateKey", typed("-----BEGIN")), "privateKey", Trouble::NotOffered),
        (of("postgres"), credentials, ("host", typed("db.example.test")), "host", Trouble::NotOffered),
        (
            of("postgres"),
            credentials,
            ("passwordUnencrypted", Value::Unseen(Entry::Remove)),
            "passwordUnencrypted",
            Trouble::NotOffered,
        ),
        (
            of("BigQuery"),
            credentials,
            ("passwordUnencrypted", typed("hunter22")),
            "passwordUnencrypted",
            Trouble::Unfit(&service_account::NOT_JSON),
        ),
        (
            of("bigquery"),
            Edit::Role,
            ("passwordUnencrypted", typed(r#"{"type": "authorized_user"}"#)),
            "passwordUnencrypted",
            Trouble::Unfit(&service_account::OF_A_PERSON),
        ),
        (
            of("snowflake"),
            credentials,
            ("privateKey", typed("hunter22")),
            "privateKey",
            Trouble::Unfit(&private_key::NOT_PEM),
        ),
        (of("postgres"), Edit::Environment, (VALUES, tags(&["eu"])), NAME, Trouble::Missing),
        (of("postgres"), Edit::Environment, (NAME, text("  ")), NAME, Trouble::Missing),
        (with_attribute(), Edit::Environment, (NAME, text("")), NAME, Trouble::Missing),
    ] {
        assert_eq!(problems(&detail, edit, &[filled]), [Problem::at(field, what)]);
    }
}

#[test]
fn an_attribute_is_either_removed_or_changed() {
    let both = [(REMOVE, Value::Flag(true)), (NAME, text("country"))];
    let found = problems(&with_attribute(), Edit::Environment, &both);
    assert_eq!(found, [Problem::at(REMOVE, Trouble::Unfit(&words::REMOVE_OR_CHANGE))]);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let wrong =
        [("passwordUnencrypted", typed(" ")), ("privateKey", typed("hunter22")), ("baseRole", text(""))];
    let fields: Vec<_> = problems(&of("snowflake"), Edit::Credentials, &wrong)
        .into_iter()
        .map(|problem| problem.field)
        .collect();
    assert_eq!(fields, ["passwordUnencrypted", "privateKey", "baseRole"]);
}

// Forms

/// A form as a line for each field: its name, its label, how it is asked for, and what it is folded under.
fn told(form: &Form) -> String {
    let line = |field: &crate::form::Field| {
        let input = match &field.input {
            Input::Line => "line".to_owned(),
            Input::Tags { splits } => format!("tags, comma splits: {splits}"),
            Input::Choice(choices, other) => {
                let values: Vec<_> = choices.iter().map(|choice| choice.value.as_str()).collect();
                let other = other.map(Sentence::text).unwrap_or_default();
                format!("one of {} or {other}", values.join(" "))
            }
            Input::Check => "check".to_owned(),
            Input::Secret => "secret".to_owned(),
            Input::SecretFile(endings) => format!("secret file {endings}"),
        };
        let under = field.under.map(|under| format!(", under “{}”", under.text())).unwrap_or_default();
        format!("{} “{}”: {input}{under}", field.name, field.label.text())
    };
    form.fields.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn credentials_are_asked_for_as_the_dialect_takes_them() {
    assert_snapshot!(told(&form(Edit::Credentials, &of("redshift"))), @"
    passwordUnencrypted “passwordUnencrypted”: secret
    baseRole “baseRole”: one of VIEWER QUERIER QUERY_TOPICS MODELER CONNECTION_ADMIN NO_ACCESS or Custom role, under “Change the role too”
    ");
    assert_snapshot!(told(&form(Edit::Credentials, &of("bigquery"))), @"
    passwordUnencrypted “passwordUnencrypted”: secret file .json
    baseRole “baseRole”: one of VIEWER QUERIER QUERY_TOPICS MODELER CONNECTION_ADMIN NO_ACCESS or Custom role, under “Change the role too”
    ");
    assert_snapshot!(told(&form(Edit::Role, &of("SNOWFLAKE"))), @"
    baseRole “baseRole”: one of VIEWER QUERIER QUERY_TOPICS MODELER CONNECTION_ADMIN NO_ACCESS or Custom role
    passwordUnencrypted “passwordUnencrypted”: secret, under “Update the credentials too”
    privateKey “privateKey”: secret file .pem,.p8,.key, under “Update the credentials too”
    ");
}

#[test]
fn the_role_that_stands_there_is_chosen_whatever_it_is() {
    for role in ["QUERIER", "RESTRICTED_QUERIER", "Finance team"] {
        let form = form(Edit::Role, &detail(&with(json!({ "baseRole": role }))));
        let field = form.field("baseRole").unwrap();
        let Input::Choice(choices, Some(_)) = &field.input else { panic!("it is a choice") };
        assert_eq!(field.value, text(role));
        assert_eq!(choices.iter().filter(|choice| choice.value == role).count(), 1);
    }
    let form = form(Edit::Role, &detail(&with(json!({ "baseRole": null }))));
    assert_eq!(form.field("baseRole").unwrap().value, text(""));
}

#[test]
fn the_environment_attribute_begins_with_what_stands_there_and_can_be_removed_if_anything_does() {
    assert_snapshot!(told(&form(Edit::Environment, &of("postgres"))), @"
    environmentUserAttribute.attributeName “Attribute name”: line
    environmentUserAttribute.defaultValues “Default values”: tags, comma splits: false
    ");
    let form = form(Edit::Environment, &with_attribute());
    assert_snapshot!(told(&form), @"
    environmentUserAttribute.attributeName “Attribute name”: line
    environmentUserAttribute.defaultValues “Default values”: tags, comma splits: false
    environmentUserAttribute “Remove attribute”: check
    ");
    let draft = form.draft();
    assert_eq!(draft.text(NAME), Some("region"));
    assert_eq!(draft.tags(VALUES).unwrap(), ["eu", "us, east"]);
    assert_eq!(draft.flag(REMOVE), Some(false));
}

#[test]
fn what_is_withheld_says_why_and_has_no_form() {
    let detail = of("postgres");
    let model = Catalogue {
        kinds: vec![crate::catalogue::Kind { id: "m".into(), ..Default::default() }],
        ..Catalogue::default()
    };
    let mut withheld = Vec::new();
    for offer in Omni.edits(&source(), &detail.connection) {
        let form = Omni.form(&source(), offer.edit, &detail, Some(&model));
        assert_eq!(form.err(), offer.withheld);
        withheld.extend(offer.withheld.map(|_| offer.edit));
    }
    assert_eq!(withheld, [Edit::Rename, Edit::Enable, Edit::Disable, Edit::Reconnect]);
    assert!(Omni.form(&source(), Edit::Tags, &detail, None).is_err());
}

#[test]
fn nothing_can_be_done_to_what_is_in_the_trash() {
    let detail = detail(&with(json!({ "deletedAt": "2026-05-02T08:00:00Z" })));
    for offer in Omni.edits(&source(), &detail.connection) {
        assert_eq!(offer.withheld, Some(&words::IN_TRASH));
        let found = update(&detail, &draft(offer.edit, &[])).err().unwrap();
        assert_eq!(found, [Problem::at("", Trouble::Unfit(&words::IN_TRASH))]);
    }
}

// Answers

#[test]
fn a_row_is_read_with_all_its_fields() {
    let detail = detail(&row());
    let connection = &detail.connection;
    assert_eq!(connection.name.as_deref(), Some("Warehouse EU"));
    assert_eq!(connection.platform, "postgres");
    assert_eq!(connection.database.as_deref(), Some("sales"));
    assert_eq!(connection.role.as_deref(), Some("QUERIER"));
    assert_eq!(connection.state, State::NotSaid);
    assert_eq!(
        (connection.active, connection.environment.as_ref(), connection.tags.as_ref()),
        (None, None, None)
    );
    assert_eq!(connection.created.unwrap().to_string(), "2026-01-15T10:30:00.000Z");
    assert_eq!(connection.updated.unwrap().to_string(), "2026-05-02T08:00:00.000Z");
    assert_eq!(
        values(&detail.facts),
        [
            ("Default schema", "public"),
            ("Branches may choose environments", "Yes"),
            ("Branches override the attribute", "No"),
        ]
    );
}

#[test]
fn an_attribute_is_read_in_either_spelling_and_its_values_as_a_list_or_a_text() {
    for (changes, name, expected) in [
        (json!({"userAttributeNameForConnectionEnvironments": "region"}), Some("region"), vec![]),
        (json!({"userAttributeNameForConnectionsEnvironments": "region"}), Some("region"), vec![]),
        (
            json!({"userAttributeNameForConnectionEnvironments": "region",
                "userAttributeValuesForDefaultEnvironment": ["eu", "us, east"]}),
            Some("region"),
            vec!["eu", "us, east"],
        ),
        (
            json!({"userAttributeNameForConnectionEnvironments": "region",
                "userAttributeValuesForDefaultEnvironment": "us, east"}),
            Some("region"),
            vec!["us, east"],
        ),
        (json!({"userAttributeValuesForDefaultEnvironment": ""}), None, vec![]),
        (json!({"userAttributeValuesForDefaultEnvironment": {"a": 1}}), None, vec![]),
    ] {
        let detail = detail(&with(changes.clone()));
        assert_eq!(detail.attribute(NAME).next(), name, "{changes}");
        assert_eq!(detail.attribute(VALUES).collect::<Vec<_>>(), expected, "{changes}");
    }
    let facts = with_attribute().facts;
    let told = values(&facts);
    assert!(told.contains(&("Environment attribute", "region")));
    assert!(told.contains(&("Default value", "us, east")));
}

#[test]
fn what_is_in_the_trash_is_listed_as_deleted() {
    let trashed = with(json!({ "deletedAt": "2026-05-02T08:00:00Z" }));
    let page = page(&json!({ "connections": [row(), trashed] })).unwrap();
    let states: Vec<_> = page.connections.iter().map(|connection| connection.state.clone()).collect();
    assert_eq!(states, [State::NotSaid, State::Deleted]);
    assert!(values(&detail(&trashed).facts).contains(&("In the trash since", "2026-05-02T08:00:00Z")));
}

#[test]
fn only_the_id_is_needed_and_what_is_new_is_tolerated() {
    let page = page(&json!({"connections": [{"id": "a", "brandNew": {}, "dialect": "sap_hana"}]})).unwrap();
    assert_eq!((page.broken, page.next, page.total), (Vec::new(), None, None));
    assert_eq!(page.connections.first().unwrap().platform, "sap_hana");
}

#[test]
fn a_broken_row_degrades_alone() {
    let bad = with(json!({ "name": 7 }));
    let page = page(&json!({"connections": [row(), bad, "nonsense", {"name": "x"}, row()]})).unwrap();
    assert_eq!(page.connections.len(), 2);
    assert_eq!(
        page.broken,
        [
            Mismatch { at: "connections[1].name".into(), expected: Expected::Text },
            Mismatch { at: "connections[2]".into(), expected: Expected::Object },
            Mismatch { at: "connections[3].id".into(), expected: Expected::Text },
        ]
    );
}

#[test]
fn an_answer_of_the_wrong_shape_is_unreadable_at_its_place() {
    let unreadable = |at: &str, expected, found| {
        Error::Unreadable(Unreadable { status: 200, at: at.into(), expected, found })
    };
    let get = |body: &str| {
        let response = Response { status: 200, body: body.into(), ..Response::default() };
        read(Omni.get(&source(), ID), &response).unwrap_err()
    };
    assert_eq!(page(&json!({"data": []})), Err(unreadable("connections", Expected::List, Found::Other)));
    assert_eq!(page(&json!([])), Err(unreadable("", Expected::Object, Found::Other)));
    assert_eq!(get("{}"), unreadable("connection", Expected::Object, Found::Other));
    assert_eq!(get(r#"{"connection": {}}"#), unreadable("connection.id", Expected::Text, Found::Other));
    assert_eq!(get("<!doctype html>"), unreadable("", Expected::Json, Found::Html));
    assert_eq!(get(r#"{"connection": {"#), unreadable("", Expected::Json, Found::Cut));
}

#[test]
fn a_write_is_answered_with_a_sentence_with_nothing_or_with_a_no() {
    let edit = filled(&of("postgres"), Edit::Role, &[("baseRole", text("VIEWER"))]);
    let call = || update(&of("postgres"), &edit).ok().unwrap();
    let yes = json!({"success": true, "message": "Updated connection default role."});
    assert_eq!(read(call(), &answer(200, &yes)), Ok(Updated::default()));
    assert_eq!(read(call(), &empty(204)), Ok(Updated::default()));
    assert_eq!(
        read(call(), &answer(200, &json!({"success": false, "message": "Role is not known."}))),
        Err(refusal(200, Some("Role is not known."), None))
    );
    let page = Response { status: 200, body: "<html>".into(), ..Response::default() };
    assert_eq!(read(call(), &page).unwrap_err().kind(), Kind::Unreadable);
}

fn refusal(status: u16, message: Option<&str>, code: Option<&str>) -> Error {
    Error::Refused(Box::new(Refused {
        status,
        message: message.map(str::to_owned),
        code: code.map(str::to_owned),
        ..Refused::default()
    }))
}

#[test]
fn every_shape_of_refusal_is_read() {
    let plain = |status, body: &str| Response { status, body: body.into(), ..Response::default() };
    for (response, expected) in [
        (
            answer(403, &json!({"error": "Forbidden", "message": "Connection Admin permission is required"})),
            refusal(403, Some("Connection Admin permission is required"), Some("Forbidden")),
        ),
        (
            answer(401, &json!({"error": 401, "message": "No token"})),
            refusal(401, Some("No token"), Some("401")),
        ),
        (
            answer(
                403,
                &json!({"detail": "Forbidden: Connection Admin permission is required", "status": 403}),
            ),
            refusal(403, Some("Forbidden: Connection Admin permission is required"), None),
        ),
        (answer(422, &json!({"error": "No such thing"})), refusal(422, Some("No such thing"), None)),
        (
            answer(400, &json!({"detail": ["Too short.", 7, {}, "Too weak."]})),
            refusal(400, Some("Too short. Too weak."), None),
        ),
        (answer(400, &json!({"message": {"a": 1}})), refusal(400, None, None)),
        (answer(400, &json!([1])), refusal(400, None, None)),
        (plain(502, "upstream is down"), refusal(502, Some("upstream is down"), None)),
        (plain(503, "<html>oops</html>"), refusal(503, None, None)),
        (plain(429, ""), refusal(429, None, None)),
        (plain(404, ""), refusal(404, None, None)),
    ] {
        assert_eq!(Omni.refused(&response), expected, "{}", response.body);
        assert_eq!(read(Omni.get(&source(), "x"), &response).unwrap_err(), expected);
    }
}

#[test]
fn a_complaint_about_a_field_is_told_at_the_field() {
    let detail = json!([
        {"loc": ["body", "privateKey"], "msg": "Too short."},
        {"path": ["environmentUserAttribute", "attributeName"], "message": "Unknown."},
        {"field": "baseRole", "message": "No such role."},
        {"message": "Try again."}
    ]);
    let Error::Refused(refused) = Omni.refused(&answer(422, &json!({ "detail": detail }))) else {
        panic!("it was refused")
    };
    let expected = [("privateKey", "Too short."), (NAME, "Unknown."), ("baseRole", "No such role.")];
    assert_eq!(refused.fields, expected.map(|(field, said)| (field.to_owned(), said.to_owned())));
    assert_eq!(refused.message.as_deref(), Some("Too short. Unknown. No such role. Try again."));
}

#[test]
fn a_page_where_the_api_should_be_is_no_connection_that_is_gone() {
    let page = Response { status: 404, body: "<!doctype html>".into(), ..Response::default() };
    let Error::Unreadable(unreadable) = Omni.refused(&page) else { panic!("it cannot be read") };
    assert_eq!((unreadable.status, unreadable.found), (404, Found::Html));
}

#[test]
fn what_was_deleted_before_is_not_found_and_told_where_it_is() {
    let call = update(&of("postgres"), &draft(Edit::Delete, &[])).ok().unwrap();
    let error = read(call, &answer(410, &json!({"detail": "Gone", "status": 410}))).unwrap_err();
    assert_eq!(error.kind(), Kind::NotFound);
    let Error::Refused(refused) = error else { panic!("it was refused") };
    assert_eq!(refused.suggestion.as_deref(), Some(words::IN_TRASH.text()));
}

#[test]
fn a_wait_is_honoured_where_the_vendor_names_one() {
    let mut response = empty(429);
    assert_eq!(Omni.refused(&response).kind(), Kind::TooMany);
    response.headers.push(("Retry-After".into(), "7".into()));
    let Error::Refused(refused) = Omni.refused(&response) else { panic!("it was refused") };
    assert_eq!(refused.retry_after, Some(Duration::from_secs(7)));
}

#[test]
fn a_key_is_checked_by_asking_whose_it_is_and_nothing_else_is_told() {
    assert_snapshot!(sent(&Omni.check(&source()).request), @"GET /v1/whoami");
    let body = json!({
        "keyScope": "ORGANIZATION", "orgRole": "ADMIN", "user": {"id": "u-1", "membershipId": "m-1"},
        "rolesByModel": {"m": {"role": "MODELER"}}, "token": "omni-secret-token"
    });
    let facts = read(Omni.check(&source()), &answer(200, &body)).unwrap();
    assert_eq!(
        values(&facts),
        [("Role in the organization", "ADMIN"), ("Scope of the key", "ORGANIZATION"), ("User id", "u-1")]
    );
    assert_eq!(read(Omni.check(&source()), &answer(200, &json!({"user": 7}))), Ok(Vec::new()));
    assert_eq!(read(Omni.check(&source()), &empty(401)).unwrap_err().kind(), Kind::Unauthorized);
}

// Having a schema read again

fn models(records: &Json) -> Catalogue {
    let call = Omni.catalogue(&source(), &of("postgres"), Some(Edit::RefreshSchema)).unwrap();
    read(call, &answer(200, &json!({ "pageInfo": {}, "records": records }))).unwrap()
}

fn refresh() -> Call<Updated> {
    let catalogue = models(&json!([{"id": "m-1", "connectionId": ID, "modelKind": "SCHEMA", "name": null}]));
    Omni.update(&source(), &of("postgres"), &draft(Edit::RefreshSchema, &[]), Some(&catalogue)).ok().unwrap()
}

fn job(status: &str) -> Response {
    answer(200, &json!({"job_id": "412", "job_type": "REFRESH_SCHEMA", "status": status}))
}

#[test]
fn the_model_of_a_schema_is_looked_for_by_its_connection() {
    let call = Omni.catalogue(&source(), &of("postgres"), Some(Edit::RefreshSchema)).unwrap();
    assert_snapshot!(sent(&call.request), @"GET /v1/models?connectionId=c0f12353-4817-4398-bcc0-d501e6dd2f64&modelKind=SCHEMA");
    for edit in [None, Some(Edit::Credentials), Some(Edit::Role)] {
        assert!(Omni.catalogue(&source(), &of("postgres"), edit).is_none());
    }
}

#[test]
fn only_a_model_that_may_be_this_connections_is_taken() {
    let found = |records: &Json| models(records).kinds.first().map(|kind| kind.id.clone());
    let other = json!({"id": "other", "connectionId": "another", "modelKind": "SCHEMA"});
    let shared = json!({"id": "shared", "connectionId": ID, "modelKind": "SHARED"});
    let mine = json!({"id": "mine", "connectionId": ID, "modelKind": "SCHEMA"});
    assert_eq!(found(&json!([7, {}, other, shared, mine])), Some("mine".into()));
    assert_eq!(found(&json!([{"id": "bare", "connectionId": null}])), Some("bare".into()));
    assert_eq!(found(&json!([other])), None);
    assert_eq!(found(&Json::Null), None);
}

#[test]
fn without_a_model_a_refresh_is_withheld_with_the_reason() {
    let detail = of("postgres");
    for catalogue in [None, Some(Catalogue::default())] {
        let form = Omni.form(&source(), Edit::RefreshSchema, &detail, catalogue.as_ref());
        assert_eq!(form, Err(&words::NO_SCHEMA_MODEL));
        let draft = draft(Edit::RefreshSchema, &[]);
        assert!(Omni.update(&source(), &detail, &draft, catalogue.as_ref()).is_err());
    }
}

#[test]
fn a_refresh_begins_a_job_and_ends_when_that_does() {
    let begun = answer(200, &json!({"jobId": "412", "modelId": "m-1", "status": "running"}));
    assert_snapshot!(sent(&refresh().request), @"POST /v1/models/m-1/refresh");
    let first = next(refresh(), &begun);
    assert_snapshot!(sent(&first.request), @"GET /v1/jobs/412/status");
    let second = next(first, &job("IN_PROGRESS"));
    assert_snapshot!(sent(&second.request), @"GET /v1/jobs/412/status");
    assert_eq!(read(second, &job("COMPLETED")), Ok(Updated::default()));
}

#[test]
fn a_job_is_known_by_either_spelling_and_may_be_done_at_once() {
    for (begun, asked) in [
        (json!({"job_id": "a/b", "status": "running"}), "GET /v1/jobs/a%2Fb/status"),
        (json!({"jobId": 412, "status": "queued"}), "GET /v1/jobs/412/status"),
        (json!({"jobId": "412"}), "GET /v1/jobs/412/status"),
    ] {
        assert_eq!(sent(&next(refresh(), &answer(200, &begun)).request), asked);
    }
    assert_eq!(read(refresh(), &answer(200, &json!({"status": "completed"}))), Ok(Updated::default()));
    let lost = read(refresh(), &answer(200, &json!({"status": "running"}))).unwrap_err();
    assert!(lost.leaves_outcome_open(), "{lost:?}");
}

#[test]
fn a_job_that_failed_is_told_in_the_vendors_words() {
    let begun = answer(200, &json!({"jobId": "412", "status": "running"}));
    let failed = json!({"job_id": "412", "status": "FAILED", "error": "Cannot log in."});
    let Error::Refused(refused) = read(next(refresh(), &begun), &answer(200, &failed)).unwrap_err() else {
        panic!("it was refused")
    };
    assert_eq!(refused.message.as_deref(), Some("Cannot log in."));
    assert_eq!(refused.code.as_deref(), Some("FAILED"));
    assert!(read(refresh(), &answer(200, &json!({"jobId": "412", "status": "failed"}))).is_err());
    assert_eq!(read(next(refresh(), &begun), &empty(403)).unwrap_err().kind(), Kind::Forbidden);
}

/// How long each wait was, and how it ended.
fn followed(status: &str) -> (Vec<u64>, Result<Updated, Error>) {
    let mut waits = Vec::new();
    let mut call = next(refresh(), &answer(200, &json!({"jobId": "412", "status": "running"})));
    loop {
        assert!(waits.len() < 100, "it never ends");
        call = match call.read(&job(status)) {
            Ok(Next::After(wait, call)) => {
                waits.push(wait.as_secs());
                call
            }
            Ok(Next::Then(_)) => panic!("it asks without a wait"),
            Ok(Next::Done(done)) => return (waits, Ok(done)),
            Err(error) => return (waits, Err(error)),
        };
    }
}

#[test]
fn a_job_that_does_not_end_is_asked_after_ever_more_slowly_and_then_said_to_be_running() {
    let (waits, end) = followed("IN_PROGRESS");
    assert_eq!(waits.len(), 29);
    assert!(waits.is_sorted());
    assert_eq!((waits.first(), waits.last()), (Some(&3), Some(&10)));
    let Err(Error::Refused(refused)) = end else { panic!("it has not ended") };
    assert_eq!(refused.message.as_deref(), Some(words::STILL_RUNNING.text()));
    assert_eq!(refused.code.as_deref(), Some("IN_PROGRESS"));
    let (waits, end) = followed("PAUSED");
    assert!(waits.is_empty());
    let Err(Error::Refused(refused)) = end else { panic!("nobody knows its end") };
    assert_eq!(refused.code.as_deref(), Some("PAUSED"));
}

// Rules

#[test]
fn what_there_is_to_know_beforehand_is_within_the_published_limit() {
    let about = Omni.about();
    assert_eq!((about.id, about.auth.name, about.auth.scheme), ("omni", "Authorization", "Bearer "));
    assert!(about.pace <= 30);
}

proptest! {
    #[test]
    fn no_typed_secret_is_shown_anywhere(secret in "[ -~]{12}", edit in prop::sample::select(vec![Edit::Credentials, Edit::Role])) {
        prop_assume!(secret.trim().len() == 12);
        let draft = filled(&of("postgres"), edit, &[("passwordUnencrypted", typed(&secret))]);
        let call = update(&of("postgres"), &draft).ok().unwrap();
        let request = &call.request;
        let body = request.body.as_ref().unwrap();
        let echo = json!({"error": escape(&secret), "message": format!("bad {secret}"),
            "detail": [{"field": "passwordUnencrypted", "message": secret}]});
        let strike = Strike::new(body.secrets());
        let error = Omni.refused(&answer(400, &echo)).strike(&strike);
        let begun = next(refresh(), &answer(200, &json!({"jobId": "412", "status": "running"})));
        let failed = read(begun, &answer(200, &json!({"status": "FAILED", "message": secret})));
        let failed = failed.unwrap_err().strike(&strike);
        for shown in [
            format!("{request:?}"), format!("{draft:?}"), curl(&source(), request, "https://here"),
            body.struck().to_string(), format!("{error:?}"), format!("{failed:?}"),
        ] {
            prop_assert!(!shown.contains(&secret), "{}", shown);
        }
        prop_assert!(body.expose().contains(Json::from(secret).to_string().as_str()));
    }

    #[test]
    fn only_what_changed_is_sent(role in "[A-Z]{0,8}", password in prop::option::of("[!-~]{4,20}")) {
        let detail = of("postgres");
        let mut values = vec![("baseRole", text(&role))];
        values.extend(password.as_deref().map(|password| ("passwordUnencrypted", typed(password))));
        match update(&detail, &filled(&detail, Edit::Credentials, &values)) {
            Ok(call) => {
                let body = call.request.body.unwrap().struck();
                prop_assert_eq!(body.get("passwordUnencrypted").is_some(), password.is_some());
                prop_assert_eq!(body.get("baseRole").is_some(), role != "QUERIER");
            }
            Err(_) => prop_assert!(role.is_empty() || role == "QUERIER" && password.is_none()),
        }
    }

    #[test]
    fn whatever_an_attribute_becomes_an_undo_brings_back_what_was(
        before in attribute(), after in attribute(),
    ) {
        let (before, after) = (detail(&before), detail(&after));
        let wanted = form(Edit::Environment, &before).draft();
        if form(Edit::Environment, &after).changed(&wanted).is_empty() {
            return Ok(());
        }
        let body = update(&after, &wanted).ok().unwrap().request.body.unwrap().struck();
        let name: Option<&str> = before.attribute(NAME).next();
        let expected = name.map_or(Json::Null, |name| {
            json!({"attributeName": name, "defaultValues": before.attribute(VALUES).collect::<Vec<_>>()})
        });
        prop_assert_eq!(body, json!({ "environmentUserAttribute": expected }));
    }

    #[test]
    fn any_answer_is_read_or_refused(body in any::<String>(), status in 100_u16..600) {
        let response = Response { status, body, ..Response::default() };
        let _ = Omni.refused(&response);
        let _ = read(Omni.list(&source(), &Query::default(), &Cursor::Start), &response);
        let _ = refresh().read(&response);
    }
}

/// A row with an attribute, or without one.
fn attribute() -> impl Strategy<Value = Json> {
    let values = prop::collection::vec("[a-c, ]{1,3}", 0..3);
    prop::option::of(("[a-z]{1,4}", values)).prop_map(|attribute| {
        let (name, values) = attribute.unzip();
        with(json!({
            "userAttributeNameForConnectionEnvironments": name,
            "userAttributeValuesForDefaultEnvironment": values
        }))
    })
}
