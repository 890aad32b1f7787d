//! Peaka's traps, met by the client on one end of the wire and set by the sandbox on the other.

use std::collections::BTreeSet;

use patchbay_sandbox::Fault;
use patchbay_sandbox::http::Request;
use patchbay_sandbox::peaka::{DEMO_PROJECT, PROJECT_KEY, WRONG};
use patchbay_tests::play::sources::CONNECTIONS;
use patchbay_vendors::connection::{Connection, Detail, State};
use patchbay_vendors::draft::{Problem, Trouble, Updated};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::error::{Error, Expected, Found, Kind, Unreadable};
use patchbay_vendors::page::Query;
use patchbay_vendors::read::Mismatch;
use serde_json::json;

use crate::wire::{Wire, refused, text, typed};

fn wire() -> Wire {
    Wire::new("peaka")
}

/// The first connection of a kind.
fn of_kind(wire: &Wire, kind: &str) -> Detail {
    let settled: BTreeSet<String> = wire.world(|world| {
        let all = world.peaka.all().iter().filter(|row| row.consent.is_none());
        all.map(|row| row.id.clone()).collect()
    });
    wire.one(|one| one.platform == kind && settled.contains(&one.id))
}

#[test]
fn a_rename_takes_the_credential_again_and_is_refused_with_a_wrong_one() {
    let wire = wire();
    let stripe = of_kind(&wire, "stripe");
    let name = text("Stripe EU (2026)");
    let wrong = wire.update(&stripe, Edit::Rename, &[("name", name.clone()), ("stripe/token", typed(WRONG))]);
    let refused = refused(wrong);
    assert_eq!((refused.status, refused.code.as_deref()), (400, Some("INVALID_CREDENTIALS")));
    assert_eq!(wire.detail(&stripe.connection.id), Ok(stripe.clone()), "nothing has changed");

    let right = wire.update(&stripe, Edit::Rename, &[("name", name), ("stripe/token", typed("sk_test_new"))]);
    let renamed = Connection { name: Some("Stripe EU (2026)".into()), ..stripe.connection };
    assert_eq!(right, Ok(Updated { connection: Some(renamed.clone()), link: None }));
    assert_eq!(wire.get(&renamed.id), Ok(renamed));
}

#[test]
fn a_rename_without_the_credential_is_not_sent() {
    let wire = wire();
    let stripe = of_kind(&wire, "stripe");
    let opened = wire.form(&stripe, Edit::Rename).expect("it is offered");
    let mut draft = opened.form.draft();
    draft.set("name", text("Stripe EU"));
    let problems = opened.write(&wire.source, &stripe, &draft).err();
    assert_eq!(problems, Some(vec![Problem::at("stripe/token", Trouble::Missing)]));
}

/// <https://docs.peaka.com/api-reference/connections/update-connection>
#[test]
fn an_update_arrives_as_the_vendor_documents_it() {
    let cases = [
        (
            "hubspot",
            "exampleHubspotConnection",
            vec![
                ("hubspot/clientId", "15d6b8c5-48ea-4955-8ce5-d04bb9adad25"),
                ("hubspot/clientSecret", "64d70b56-ae19-4fee-9fa2-3e9113bcb202"),
                ("hubspot/refreshToken", "eu1-eae3-1af4-583d-91d4-f6414699feea"),
            ],
            json!({
                "name": "exampleHubspotConnection",
                "type": "hubspot",
                "credential": {
                    "clientId": "15d6b8c5-48ea-4955-8ce5-d04bb9adad25",
                    "clientSecret": "64d70b56-ae19-4fee-9fa2-3e9113bcb202",
                    "refreshToken": "eu1-eae3-1af4-583d-91d4-f6414699feea"
                }
            }),
        ),
        (
            "stripe",
            "exampleStripeConnection21",
            vec![("stripe/token", "<stripeToken>")],
            json!({
                "name": "exampleStripeConnection21",
                "type": "stripe",
                "credential": {"token": "<stripeToken>"}
            }),
        ),
        (
            "airtable",
            "exampleAirtableConnection",
            vec![("airtable/personalAccessToken", "<yourAirtableApiKey>")],
            json!({
                "name": "exampleAirtableConnection",
                "type": "airtable",
                "credential": {"personalAccessToken": "<yourAirtableApiKey>"}
            }),
        ),
    ];
    // Without a page to come back to there is none to be named, as in the vendor's examples.
    let wire = Wire::new("peaka-alone");
    for (kind, name, credential, body) in cases {
        let before = of_kind(&wire, kind);
        let mut values = vec![("name", text(name))];
        values.extend(credential.iter().map(|(field, secret)| (*field, typed(secret))));
        let updated = wire.update(&before, Edit::Rename, &values).expect("it is done");
        let id = &before.connection.id;
        assert_eq!(wire.sent_last(), (format!("PUT /connections/mtKDhe1U/{id}"), body));
        assert_eq!(updated.connection.and_then(|now| now.name).as_deref(), Some(name));
    }
}

#[test]
fn numbers_and_flags_arrive_as_such_and_texts_as_texts() {
    let wire = wire();
    let postgres = of_kind(&wire, "POSTGRES");
    let values = [
        ("POSTGRES/url", typed("db.example.test")),
        ("POSTGRES/port", text("5433")),
        ("POSTGRES/user", typed("reader")),
        ("POSTGRES/password", typed("0123")),
        ("POSTGRES/databaseName", typed("sales")),
        ("POSTGRES/useSsl", patchbay_vendors::draft::Value::Flag(true)),
    ];
    wire.update(&postgres, Edit::Credentials, &values).expect("it is done");
    let credential = json!({
        "url": "db.example.test", "port": 5433, "user": "reader", "password": "0123",
        "databaseName": "sales", "useSsl": true
    });
    assert_eq!(wire.sent_last().1["credential"], credential);
    let stored = wire.world(|world| world.peaka.get(&postgres.connection.id).expect("it").credential.clone());
    assert_eq!(json!(stored), credential);
}

#[test]
fn an_unknown_id_is_not_found_though_the_status_says_otherwise() {
    let wire = wire();
    let nobody = wire.get("c0f12353-4817-4398-bcc0-d501e6dd2f64");
    assert_eq!(nobody.as_ref().map_err(Error::kind), Err(Kind::NotFound));
    let refused = refused(nobody);
    assert_eq!((refused.status, refused.code.as_deref()), (400, Some("INVALID_CONNECTION_ID")));
}

#[test]
fn a_delete_is_answered_with_nothing_and_cannot_be_repeated() {
    let wire = wire();
    let gone = of_kind(&wire, "airtable");
    assert_eq!(wire.update(&gone, Edit::Delete, &[]), Ok(Updated::default()));
    assert_eq!(wire.get(&gone.connection.id).map_err(|error| error.kind()), Err(Kind::NotFound));
    assert_eq!(wire.update(&gone, Edit::Delete, &[]).map_err(|error| error.kind()), Err(Kind::NotFound));
}

#[test]
fn the_project_of_a_key_is_found_by_asking_whose_key_it_is() {
    let wire = Wire::new("peaka-eu");
    wire.with_key(PROJECT_KEY);
    let all = wire.rows(&Query::default());
    assert_eq!(wire.sent(), ["GET /info", "GET /connections/mtKDhe1U"]);
    let held = wire.world(|world| world.peaka.of_project(DEMO_PROJECT).count());
    assert_eq!(all.len(), held);
    let first = &all[0];
    assert!(first.id.starts_with("mtKDhe1U/"), "a link finds it without a search: {}", first.id);
    assert_eq!(wire.get(&first.id).as_ref(), Ok(first));
}

#[test]
fn a_partners_connections_are_found_down_the_tree_each_exactly_once() {
    let wire = Wire::new("peaka-eu");
    let pages = wire.pages(&Query::default());
    let ids: BTreeSet<_> = pages.iter().flat_map(|page| &page.connections).map(|one| &one.id).collect();
    assert_eq!(ids.len(), CONNECTIONS);
    assert!(pages.iter().all(|page| page.broken.is_empty()));
    let sent = wire.sent();
    assert_eq!(sent[..2], ["GET /info", "GET /organizations"]);
    let lists: Vec<_> = sent.iter().filter(|line| line.starts_with("GET /connections/")).collect();
    let projects = ["mtKDhe1U", "qR7vLz2K", "bT4nWx9P"].map(|id| format!("GET /connections/{id}"));
    assert_eq!(lists, projects.iter().collect::<Vec<_>>());
    assert_eq!(sent.iter().collect::<BTreeSet<_>>().len(), sent.len(), "nothing is asked twice");
}

#[test]
fn a_project_that_is_found_and_refused_is_named_and_keeps_no_other_back() {
    let wire = Wire::new("peaka-eu");
    wire.world(|world| world.peaka.options.closed_projects.push("qR7vLz2K".into()));
    let pages = wire.pages(&Query::default());
    let broken: Vec<_> = pages.iter().flat_map(|page| page.broken.clone()).collect();
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(broken[0].at.contains("qR7vLz2K"), "{broken:?}");
    let closed = wire.world(|world| world.peaka.of_project("qR7vLz2K").count());
    assert_eq!(pages.iter().map(|page| page.connections.len()).sum::<usize>(), CONNECTIONS - closed);
}

/// The query with which the other party's page sends a person back who presses the link of this name.
fn sent_back(wire: &Wire, url: &str, link: &str) -> String {
    let target = url.split_once("localhost").expect("it is on the sandbox's host").1;
    let page = wire.world(|world| world.handle(&Request::new("GET", target)));
    let page = String::from_utf8(page.body).expect("text");
    let before = page.split(&format!("\">{link}</a>")).next().expect("the link");
    let address = before.rsplit("href=\"").next().expect("its address").replace("&amp;", "&");
    format!("?{}", address.split_once('?').expect("a query").1)
}

#[test]
fn what_needs_a_sign_in_names_a_page_and_is_finished_by_the_way_back() {
    let wire = wire();
    let analytics = of_kind(&wire, "google_analytics");
    let values = [
        ("google_analytics/clientId", typed("app-id-of-12")),
        ("google_analytics/clientSecret", typed("app-secret-of")),
    ];
    let updated = wire.update(&analytics, Edit::Credentials, &values).expect("it is begun");
    assert_eq!(wire.sent_last().1["connectionCallback"], patchbay_tests::play::sources::CALLBACK);
    let link = updated.link.expect("a page to sign in on");
    let id = &analytics.connection.id;
    let stored = || wire.world(|world| world.peaka.get(id).expect("it").credential.clone());
    assert_ne!(stored()["clientSecret"], "app-secret-of", "nothing is stored yet");

    let returned = |query: &str| {
        let call = wire.source.vendor.returned(&wire.source, id, query).expect("it can be finished");
        wire.ask(call)
    };
    let denied = sent_back(&wire, link.url(), "Deny");
    assert_eq!(refused(returned(&denied)).status, 400);
    let allowed = sent_back(&wire, link.url(), "Allow");
    assert_eq!(returned(&allowed).expect("it is done").link, None);
    assert_eq!(wire.sent_last().0, "POST /connections/mtKDhe1U/oauth2");
    assert_eq!(stored()["clientSecret"], "app-secret-of");
    assert_eq!(refused(returned(&allowed)).status, 400, "it works once");
}

#[test]
fn nothing_is_said_of_state_dates_or_owner_and_nothing_is_made_up() {
    let said = Connection { id: String::new(), name: None, platform: String::new(), ..wire().first() };
    assert_eq!(said, Connection { state: State::NotSaid, ..Connection::default() });
}

#[test]
fn a_key_is_checked_by_whose_it_is() {
    let wire = wire();
    let said = |wire: &Wire| wire.ask(wire.source.vendor.check(&wire.source)).map(|facts| facts.len());
    assert!(said(&wire).expect("it is good") > 0);
    wire.with_key("guessed");
    assert_eq!(said(&wire).map_err(|error| error.kind()), Err(Kind::Unauthorized));
}

#[test]
fn every_refusal_is_read_in_both_shapes_and_as_plain_text() {
    let wire = wire();
    let id = wire.first().id;
    for (status, kind) in
        [(400, Kind::Invalid), (401, Kind::Unauthorized), (403, Kind::Forbidden), (500, Kind::Server)]
    {
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
    assert_eq!(page.broken, [Mismatch { at: "[1].id".into(), expected: Expected::Text }]);
    assert_eq!(page.connections.len(), sound.connections.len() - 1);
}
