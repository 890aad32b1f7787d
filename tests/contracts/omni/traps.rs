//! Omni's traps, met by the client on one end of the wire and set by the sandbox on the other.

use std::collections::BTreeSet;

use patchbay_sandbox::Fault;
use patchbay_tests::play::Play;
use patchbay_tests::play::sources::{CONNECTIONS, named};
use patchbay_tests::play::typing::PEM;
use patchbay_vendors::base::BaseUrl;
use patchbay_vendors::connection::{Connection, Detail, State};
use patchbay_vendors::draft::{Updated, Value};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::error::{Error, Expected, Found, Kind, Unreadable};
use patchbay_vendors::page::{Cursor, Query};
use patchbay_vendors::read::Mismatch;
use patchbay_vendors::source::Source;
use serde_json::json;

use crate::wire::{Wire, refused, text, typed};

fn wire() -> Wire {
    Wire::new("omni")
}

/// The first connection of a dialect that is not in the trash.
fn of(wire: &Wire, dialect: &str) -> Detail {
    wire.one(|one| one.platform == dialect && one.state != State::Deleted)
}

/// A connection with an environment attribute.
fn with_attribute(wire: &Wire) -> Detail {
    let id = wire.world(|world| {
        let live = world.omni.all().iter().filter(|row| row.deleted_at.is_none());
        live.clone().find(|row| row.attribute_name.is_some()).expect("some have one").id.clone()
    });
    wire.detail(&id).expect("it is there")
}

#[test]
fn all_connections_are_in_one_list_those_in_the_trash_too_and_told_apart() {
    let wire = wire();
    let pages = wire.pages(&Query::default());
    assert_eq!(pages.len(), 1);
    let ids: BTreeSet<_> = pages[0].connections.iter().map(|one| &one.id).collect();
    assert_eq!((ids.len(), pages[0].broken.len()), (CONNECTIONS, 0));
    let trashed = pages[0].connections.iter().filter(|one| one.state == State::Deleted).count();
    let held = wire.world(|world| world.omni.all().iter().filter(|row| row.deleted_at.is_some()).count());
    assert_eq!(trashed, held);
}

#[test]
fn one_connection_reads_as_it_is_listed_also_from_older_rows() {
    for source in ["omni", "omni-older"] {
        let wire = Wire::new(source);
        for listed in wire.rows(&Query::default()).into_iter().take(20) {
            assert_eq!(wire.get(&listed.id), Ok(listed));
        }
    }
}

#[test]
fn older_rows_say_the_same_in_other_words() {
    let (newer, older) = (wire(), Wire::new("omni-older"));
    let detail = with_attribute(&newer);
    let before = older.detail(&detail.connection.id).expect("it is there");
    assert_eq!(before.connection, detail.connection);
    assert_eq!(before.attribute("environmentUserAttribute.attributeName").count(), 1);
    let flags = |detail: &Detail| detail.facts.iter().map(|fact| fact.label.text()).collect::<Vec<_>>();
    assert_eq!(flags(&before), flags(&detail));
}

/// <https://docs.omni.co/api/connections/update-connection>
#[test]
fn an_update_arrives_as_the_vendor_documents_it() {
    let account = "{\"type\":\"service_account\",\"project_id\":\"my-gcp-project\",\"private_key_id\":\"abc123...\",\
        \"private_key\":\"-----BEGIN PRIVATE KEY-----\\nMIIEvgIBA...\\n-----END PRIVATE KEY-----\\n\",\
        \"client_email\":\"my-service@my-gcp-project.iam.gserviceaccount.com\",\"client_id\":\"123456789\",\
        \"auth_uri\":\"https://accounts.google.com/o/oauth2/auth\",\
        \"token_uri\":\"https://oauth2.googleapis.com/token\",\
        \"auth_provider_x509_cert_url\":\"https://www.googleapis.com/oauth2/v1/certs\",\
        \"client_x509_cert_url\":\"https://www.googleapis.com/robot/v1/metadata/x509/...\"}";
    let password = ("passwordUnencrypted", typed("new-password-here"));
    let cases = [
        (
            "postgres",
            Edit::Credentials,
            vec![password.clone()],
            json!({"passwordUnencrypted": "new-password-here"}),
        ),
        (
            "bigquery",
            Edit::Credentials,
            vec![("passwordUnencrypted", typed(account))],
            json!({"passwordUnencrypted": account}),
        ),
        // The vendor's example is cut off, and a key that is cut is not sent; this one is whole.
        ("snowflake", Edit::Credentials, vec![("privateKey", typed(PEM))], json!({"privateKey": PEM})),
        ("redshift", Edit::Role, vec![("baseRole", text("NO_ACCESS"))], json!({"baseRole": "NO_ACCESS"})),
        (
            "postgres",
            Edit::Credentials,
            vec![password, ("baseRole", text("MODELER"))],
            json!({"passwordUnencrypted": "new-password-here", "baseRole": "MODELER"}),
        ),
    ];
    let wire = wire();
    for (dialect, edit, values, body) in cases {
        let before = of(&wire, dialect);
        assert_eq!(wire.update(&before, edit, &values), Ok(Updated::default()));
        assert_eq!(wire.sent_last(), (format!("PATCH /v1/connections/{}", before.connection.id), body));
    }
}

#[test]
fn credentials_and_role_change_together_and_nothing_else_does() {
    let wire = wire();
    let before = of(&wire, "postgres");
    let id = &before.connection.id;
    let values = [("passwordUnencrypted", typed("new-password-here")), ("baseRole", text("FINANCE_ANALYST"))];
    wire.update(&before, Edit::Role, &values).expect("it is done");
    let after = wire.get(id).expect("it is there");
    assert_eq!(after.role.as_deref(), Some("FINANCE_ANALYST"));
    let apart = |one: &Connection| Connection { role: None, updated: None, ..one.clone() };
    assert_eq!(apart(&after), apart(&before.connection));
    let stored = wire.world(|world| world.omni.get(id).expect("it").password.clone());
    assert_eq!(stored.as_deref(), Some("new-password-here"));
}

#[test]
fn the_environment_attribute_is_changed_as_a_whole_and_taken_away_by_null() {
    let wire = wire();
    let before = with_attribute(&wire);
    let id = &before.connection.id;
    let values = Value::Tags(vec!["eu".into(), "a, b".into()]);
    let changed = [("environmentUserAttribute.defaultValues", values)];
    wire.update(&before, Edit::Environment, &changed).expect("it is done");
    let name: String = before.attribute("environmentUserAttribute.attributeName").collect();
    let body = json!({"environmentUserAttribute": {"attributeName": name, "defaultValues": ["eu", "a, b"]}});
    assert_eq!(wire.sent_last().1, body);
    let after = wire.detail(id).expect("it is there");
    let values: Vec<_> = after.attribute("environmentUserAttribute.defaultValues").collect();
    assert_eq!(values, ["eu", "a, b"]);

    let removed = [("environmentUserAttribute", Value::Flag(true))];
    wire.update(&after, Edit::Environment, &removed).expect("it is done");
    assert_eq!(wire.sent_last().1, json!({"environmentUserAttribute": null}));
    assert_eq!(wire.detail(id).expect("it is there").attributes, []);
}

#[test]
fn what_is_deleted_is_in_the_trash_where_nothing_more_can_be_done_to_it() {
    let wire = wire();
    let before = of(&wire, "postgres");
    let id = &before.connection.id;
    assert_eq!(wire.update(&before, Edit::Delete, &[]), Ok(Updated::default()));
    let after = wire.detail(id).expect("it can still be looked at");
    assert_eq!(after.connection.state, State::Deleted);
    assert!(
        wire.source
            .vendor
            .edits(&wire.source, &after.connection)
            .iter()
            .all(|offer| offer.withheld.is_some())
    );

    let again = wire.update(&before, Edit::Delete, &[]);
    assert_eq!(again.as_ref().map_err(Error::kind), Err(Kind::NotFound));
    assert_eq!(refused(again).status, 410);
    let late = wire.update(&before, Edit::Role, &[("baseRole", text("VIEWER"))]);
    assert_eq!(refused(late).status, 404);
}

#[test]
fn a_schema_is_refreshed_until_it_is_completed() {
    let wire = wire();
    let before = of(&wire, "postgres");
    let (id, model) = wire.world(|world| {
        let row = world.omni.get(&before.connection.id).expect("it");
        (row.id.clone(), row.schema_model.clone())
    });
    let from = wire.sent().len();
    assert_eq!(wire.update(&before, Edit::RefreshSchema, &[]), Ok(Updated::default()));
    let poll = || "GET /v1/jobs/412/status".to_owned();
    let asked = [
        format!("GET /v1/models?connectionId={id}&modelKind=SCHEMA"),
        format!("POST /v1/models/{model}/refresh"),
        poll(),
        poll(),
        poll(),
    ];
    assert_eq!(wire.sent()[from..], asked);
}

#[test]
fn a_refresh_that_fails_is_refused() {
    let wire = wire();
    let fails = wire.world(|world| {
        let live = world.omni.all().iter().filter(|row| row.deleted_at.is_none());
        live.clone().find(|row| row.refresh_fails).expect("a few do").id.clone()
    });
    let before = wire.detail(&fails).expect("it is there");
    let refused = refused(wire.update(&before, Edit::RefreshSchema, &[]));
    assert_eq!(refused.code.as_deref(), Some("FAILED"));
}

#[test]
fn the_sixty_first_request_of_a_minute_is_refused() {
    let wire = wire();
    wire.world(|world| world.omni.options.per_minute = Some(60));
    let id = wire.world(|world| world.omni.all()[0].id.clone());
    for request in 1..=60 {
        assert!(wire.get(&id).is_ok(), "request {request}");
    }
    assert_eq!(wire.get(&id).map_err(|error| error.kind()), Err(Kind::TooMany));
}

#[test]
fn a_base_url_that_is_not_the_apis_is_known_by_its_page() {
    let base = BaseUrl::parse("https://blobsrus.omniapp.co", &["omniapp.co"]).expect("it is the vendor's");
    let play = Play::new(&Source { base, ..named("omni") });
    let page = play.page(&Query::default(), &Cursor::Start);
    let unreadable =
        Unreadable { status: 200, at: String::new(), expected: Expected::Json, found: Found::Html };
    assert_eq!(page, Err(Error::Unreadable(unreadable)));
}

#[test]
fn a_key_is_checked_by_whose_it_is() {
    let wire = wire();
    let check = || wire.ask(wire.source.vendor.check(&wire.source)).map(|_| ());
    assert_eq!(check(), Ok(()));
    wire.with_key("guessed");
    assert_eq!(check().map_err(|error| error.kind()), Err(Kind::Unauthorized));
}

#[test]
fn a_reader_is_told_that_writing_is_not_allowed() {
    let wire = wire();
    wire.world(|world| world.omni.options.readers.push("reader".into()));
    wire.with_key("reader");
    let before = of(&wire, "postgres");
    let role = [("baseRole", text("OF_OUR_OWN"))];
    assert_eq!(wire.update(&before, Edit::Role, &role).map_err(|error| error.kind()), Err(Kind::Forbidden));
}

#[test]
fn every_refusal_is_read_in_both_shapes_and_as_plain_text() {
    let wire = wire();
    let id = wire.first().id;
    for (status, kind) in [
        (400, Kind::Invalid),
        (401, Kind::Unauthorized),
        (403, Kind::Forbidden),
        (404, Kind::NotFound),
        (422, Kind::Invalid),
        (429, Kind::TooMany),
        (500, Kind::Server),
    ] {
        let text = Fault::PlainText(status, "upstream is away".into());
        for fault in [Fault::Status(status), Fault::Legacy(status), text] {
            let said = format!("{fault:?}");
            wire.arm(fault);
            let error = wire.get(&id).expect_err(&said);
            assert_eq!(error.kind(), kind, "{said}");
            assert!(refused(Err::<(), _>(error)).message.is_some(), "{said} says why");
        }
    }
}

#[test]
fn an_answer_that_cannot_be_read_says_what_came_instead() {
    let wire = wire();
    for (fault, found) in [
        (Fault::Html(200), Found::Html),
        (Fault::CutBody, Found::Cut),
        (Fault::NotJson, Found::Other),
        (Fault::Empty, Found::Nothing),
    ] {
        wire.arm(fault);
        let unreadable = Unreadable { status: 200, at: String::new(), expected: Expected::Json, found };
        assert_eq!(wire.first_page(&Query::default()), Err(Error::Unreadable(unreadable)));
    }
}

#[test]
fn a_broken_row_costs_only_itself() {
    let wire = wire();
    let sound = wire.first_page(&Query::default()).expect("a page");
    wire.arm(Fault::WrongTypeInRow(1));
    let page = wire.first_page(&Query::default()).expect("a page");
    assert_eq!(page.broken, [Mismatch { at: "connections[1].id".into(), expected: Expected::Text }]);
    assert_eq!(page.connections.len(), sound.connections.len() - 1);
}
