//! A fifth vendor, made up from what `patchbay_vendors` offers to everybody, goes through all that decides without a
//! browser: configuration, lists, fleet, links, forms, requests, verdicts. That no view would notice it either is held
//! by `tests/repository/vendors.rs`.

mod mooring;

use mooring::Mooring;
use patchbay::config::{self, Settings, Trouble};
use patchbay::outcome::{After, Verdict, judge};
use patchbay::route::{Route, View};
use patchbay_fleet::{Facet, Filter, Fleet, Sort};
use patchbay_vendors::call::{Call, Next};
use patchbay_vendors::connection::Detail;
use patchbay_vendors::draft::{Draft, Problem, Value};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::error::{Error, Kind, Refusal};
use patchbay_vendors::form::Form;
use patchbay_vendors::http::Response;
use patchbay_vendors::page::{Cursor, Query};
use patchbay_vendors::secret::Secret;
use patchbay_vendors::send::outgoing;
use patchbay_vendors::source::Source;
use patchbay_vendors::vendor::{Column, Vendor};
use patchbay_vendors::words::Sentence;
use serde_json::{Value as Json, json};

/// All vendors that there are, and one more.
fn vendors() -> Vec<&'static dyn Vendor> {
    patchbay_vendors::ALL.iter().copied().chain([&Mooring as &dyn Vendor]).collect()
}

fn settings() -> Settings {
    let config = json!({ "sources": [
        {"id": "first", "vendor": "pica", "baseUrl": "/gateway/pica", "auth": "gateway"},
        {"id": "fifth", "vendor": "mooring", "baseUrl": "https://api.mooring.example", "auth": "key", "tide": "low"},
    ] });
    config::parse(&config.to_string(), &vendors(), None).expect("a good configuration")
}

fn source() -> Source {
    settings().source("fifth").expect("the source of the fifth vendor").clone()
}

fn answer(status: u16, body: &Json) -> Response {
    Response { status, headers: Vec::new(), body: body.to_string() }
}

fn boat() -> Json {
    json!({"id": "b1", "name": "Argo", "harbour": "PIRAEUS", "afloat": true, "berth": "north", "depth": 7})
}

/// What a call of one request makes of the answer to it.
fn done<T: 'static>(call: Call<T>, status: u16, body: &Json) -> Result<T, Error> {
    match call.read(&answer(status, body))? {
        Next::Done(value) => Ok(value),
        Next::Then(_) | Next::After(..) => panic!("one request was to be enough"),
    }
}

fn detail(body: &Json) -> Detail {
    let source = source();
    let call = source.vendor.get(&source, "b1");
    assert_eq!(call.request.target(), "/boats/b1");
    done(call, 200, body).expect("a detail")
}

fn form(edit: Edit, detail: &Detail) -> Form {
    let source = source();
    source.vendor.form(&source, edit, detail, None).expect("a form")
}

fn renamed(detail: &Detail, name: &str) -> Draft {
    let mut draft = form(Edit::Rename, detail).draft();
    draft.set("name", Value::Text(name.to_owned()));
    draft
}

#[test]
fn a_configuration_names_it_and_its_own_settings() {
    let source = source();
    assert_eq!((source.label.as_str(), source.pace), ("Mooring", Some(60)));
    assert!(source.option_is("tide", "low"));

    let text = json!({ "sources": [
        {"id": "x", "vendor": "mooring", "baseUrl": "https://api.mooring.example", "auth": "key", "tide": "ebb"},
    ] });
    let problems = config::parse(&text.to_string(), &vendors(), None).expect_err("no such tide");
    assert_eq!(
        (problems[0].path.as_str(), &problems[0].what),
        ("sources[0].tide", &Trouble::NoneOf(vec!["high", "low"]))
    );
}

#[test]
fn alone_it_shows_its_own_columns() {
    let settings = settings();
    let columns = |sources: &[String]| settings.only_vendor(sources).map(|vendor| vendor.about().columns);
    assert_eq!(columns(&["fifth".to_owned()]), Some(&[Column::Role, Column::Updated][..]));
    assert_eq!(columns(&[]), None);
}

#[test]
fn its_pages_fill_the_fleet_and_are_found_there() {
    let source = source();
    let mut fleet = Fleet::default();
    fleet.begin(&source.id);
    let first = source.vendor.list(&source, &Query::default(), &Cursor::Start);
    assert_eq!(first.request.target(), "/boats");
    let page = done(first, 200, &json!({"boats": [boat(), {"id": 7}], "after": "b1"})).expect("a page");
    assert_eq!(page.broken.iter().map(|broken| broken.at.as_str()).collect::<Vec<_>>(), ["boats[1].id"]);
    let next = source.vendor.list(&source, &Query::default(), &page.next.expect("another page"));
    assert_eq!(next.request.target(), "/boats?after=b1");
    let last = done(next, 200, &json!({"boats": [{"id": "b2", "harbour": "piraeus", "afloat": false}]}));
    for connection in page.connections.into_iter().chain(last.expect("a page").connections) {
        fleet.put(&source.id, connection);
    }
    fleet.finish(&source.id);

    let mut filter = Filter::default();
    filter.choose(Facet::Platform, "piraeus".into());
    assert_eq!(fleet.find(&filter, Sort::default()).rows.len(), 2);
    filter.choose(Facet::State, "disabled".into());
    let found = fleet.find(&filter, Sort::default());
    let row = fleet.row(found.rows[0]).expect("a row");
    assert_eq!((row.connection.id.as_str(), row.connection.title().as_str()), ("b2", "piraeus · b2"));

    let view = View::Connection { source: row.source, id: row.connection.id, edit: Some(Edit::Rename) };
    let route = Route { view, ..Route::default() };
    assert_eq!(Route::parse(&route.href()), route);
}

#[test]
fn its_edits_are_allowed_or_withheld_like_all_others() {
    let (settings, source, detail) = (settings(), source(), detail(&boat()));
    let offers = source.vendor.edits(&source, &detail.connection);
    let offers: Vec<_> = offers
        .iter()
        .map(|offer| (offer.edit, offer.withheld.map(Sentence::text), settings.allows(offer.edit)))
        .collect();
    let expected = [
        (Edit::Rename, None, true),
        (Edit::Role, Some("A berth is for ever."), true),
        (Edit::Disable, None, true),
    ];
    assert_eq!(offers, expected);
}

#[test]
fn its_key_goes_into_its_own_header_and_to_its_own_origin() {
    let source = source();
    let request = source.vendor.check(&source).request;
    let key = Secret::new("anchor-4711".to_owned());
    let sent = outgoing(&source, &request, Some(&key), false).expect("a request");
    assert_eq!(sent.url, "https://api.mooring.example/me");
    assert!(
        sent.headers.iter().any(|(name, value)| name == "x-mooring-key" && value.as_str() == "anchor-4711")
    );
}

#[test]
fn a_save_takes_two_requests_and_is_judged_by_what_stands_there() {
    let (source, before) = (source(), detail(&boat()));
    let draft = renamed(&before, "Argo II");
    let call = source.vendor.update(&source, &before, &draft, None).expect("a write");
    assert_eq!(outgoing(&source, &call.request, None, true).err(), Some(Refusal::ReadOnly));
    let Next::Then(call) = call.read(&answer(200, &json!({"pass": "p1"}))).expect("a pass") else {
        panic!("the write itself is still to come")
    };
    assert_eq!(call.request.target(), "/boats/b1?pass=p1");
    let mut now = boat();
    now["name"] = "Argo II".into();
    let updated = done(call, 200, &now).expect("what stands there");
    assert_eq!(updated.connection.and_then(|connection| connection.name).as_deref(), Some("Argo II"));

    let verdict = |after: &Json| {
        let after = detail(after);
        let after_form = form(Edit::Rename, &after);
        let after = After { connection: &after.connection, form: Some(&after_form) };
        judge(&form(Edit::Rename, &before), &draft, Some(after), false)
    };
    assert_eq!(verdict(&now), Verdict::Done);
    assert_eq!(verdict(&boat()), Verdict::NotDone);
    now["name"] = "Pequod".into();
    assert_eq!(verdict(&now), Verdict::Unknown);
}

#[test]
fn what_cannot_be_sent_names_its_field() {
    let (source, before) = (source(), detail(&boat()));
    let problems = source.vendor.update(&source, &before, &renamed(&before, " "), None).err();
    assert_eq!(problems, Some(vec![Problem::at("name", patchbay_vendors::draft::Trouble::Missing)]));
}

#[test]
fn what_it_tells_of_key_and_platform_is_facts() {
    let (source, detail) = (source(), detail(&boat()));
    let facts = done(source.vendor.check(&source), 200, &json!({"name": "Harbour master"})).expect("facts");
    assert_eq!((facts[0].label.text(), facts[0].value.as_str()), ("Name", "Harbour master"));
    let about = source.vendor.catalogue(&source, &detail, None).expect("a catalogue");
    assert_eq!(about.request.target(), "/harbours/PIRAEUS");
    let facts = done(about, 200, &json!({"depth": 12})).expect("a catalogue").facts;
    assert_eq!((facts[0].label.text(), facts[0].value.as_str()), ("Depth", "12"));
}

#[test]
fn what_it_refuses_is_of_a_kind_that_people_are_told_what_to_do_about() {
    let source = source();
    let refused = done(source.vendor.check(&source), 401, &json!({"message": "no"})).expect_err("a refusal");
    assert_eq!(refused.kind(), Kind::Unauthorized);
}
