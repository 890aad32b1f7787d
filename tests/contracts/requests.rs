//! Every request that a client can build, held against its vendor's contract.

use std::collections::BTreeSet;

use patchbay_vendors::connection::Connection;
use patchbay_vendors::form::{Draft, Form, Value};
use patchbay_vendors::http::Request;
use patchbay_vendors::page::Query;
use patchbay_vendors::secret::Secret;
use patchbay_vendors::send::{GATEWAY_HEADER, outgoing};
use patchbay_vendors::source::{Auth, Source};

use crate::SUBJECTS;
use crate::contract::{Breaches, Contract, Operation, Place};
use crate::message::Sent;
use crate::mutant::{self, Fault, Mutant};
use crate::subject::{Subject, unexplained};

#[test]
fn every_request_that_a_client_can_build_is_declared() {
    for (subject, _, request) in all() {
        let breaches = subject.contract.request(&Sent::from(&request)).err().unwrap_or_default();
        assert_eq!(breaches, Breaches::new(), "{}", request.target());
    }
}

#[test]
fn a_request_leaves_for_a_declared_server_with_the_key_where_the_contract_wants_it() {
    for (subject, source, request) in all() {
        for auth in [Auth::Key, Auth::Host] {
            let source = Source { auth, ..source.clone() };
            let key = Secret::new("a-key".into());
            let outgoing = outgoing(&source, &request, Some(&key), false).expect("it may leave");
            let target = subject.contract.beneath_a_server(&outgoing.url).expect("a declared server");
            let sent = Sent::outgoing(&outgoing, target);
            let operation = subject.contract.request(&sent).unwrap_or_else(|breaches| panic!("{breaches:?}"));
            assert!(operation.admits(&sent.headers), "{}: no key in {:?}", operation.id, sent.headers);
            assert_eq!(
                Sent { headers: Vec::new(), ..sent },
                Sent::from(&request),
                "nothing changes on the way"
            );
        }
    }
}

#[test]
fn through_a_gateway_only_its_own_header_is_added_and_no_key() {
    for (subject, source, request) in all() {
        let source = Source { auth: Auth::Gateway { include_cookies: false }, ..source };
        let outgoing = outgoing(&source, &request, None, false).expect("it may leave");
        let target = subject.contract.beneath_a_server(&outgoing.url).expect("a declared server");
        let mut sent = Sent::outgoing(&outgoing, target);
        sent.headers.retain(|(name, _)| name != GATEWAY_HEADER);
        let operation = subject.contract.request(&sent).unwrap_or_else(|breaches| panic!("{breaches:?}"));
        assert!(!operation.admits(&sent.headers), "{}", operation.id);
    }
}

#[test]
fn all_that_a_contract_declares_is_asked_for_or_left_out_for_a_reason() {
    for subject in SUBJECTS.iter() {
        let asked = asked(subject);
        let declared = declared(&subject.contract);
        assert_eq!(asked.difference(&declared).count(), 0, "{asked:?}");
        let silent: Vec<_> = declared.difference(&asked).cloned().collect();
        assert_eq!(unexplained(&silent, subject.unasked), [""; 0], "{}", subject.vendor.about().id);
    }
}

#[test]
fn one_misspelt_name_or_one_wrong_type_in_a_request_is_a_breach() {
    for subject in SUBJECTS.iter() {
        let mut caught = BTreeSet::new();
        for (_, request) in requests(subject) {
            let operation = operation(subject, &request);
            for Mutant { at, fault, message } in mutant::requests(operation, &Sent::from(&request)) {
                if subject.contract.request(&message).is_err() {
                    caught.insert((operation.id.as_str(), fault));
                } else {
                    assert!(
                        subject.free.contains(&at.as_str()),
                        "{}: {fault:?} passed at {at:?}",
                        operation.id
                    );
                }
            }
        }
        for (_, request) in requests(subject) {
            let operation = operation(subject, &request);
            assert!(caught.contains(&(&operation.id, Fault::Misspelt)), "{}", operation.id);
            let has_types = operation.has_typed_parts();
            assert_eq!(caught.contains(&(&operation.id, Fault::WrongType)), has_types, "{}", operation.id);
        }
    }
}

#[test]
fn every_vendor_has_its_contract_held() {
    let held = SUBJECTS.iter().map(|subject| subject.vendor.about().id);
    let all = patchbay_vendors::ALL.iter().map(|vendor| vendor.about().id);
    assert_eq!(held.collect::<Vec<_>>(), all.collect::<Vec<_>>());
}

/// The operations that a client asks for, and `operation parameter` for all it says.
fn asked(subject: &'static Subject) -> BTreeSet<String> {
    requests(subject)
        .flat_map(|(_, request)| {
            let operation = &operation(subject, &request).id;
            let names = request.query.iter().map(|(name, _)| format!("{operation} {name}"));
            names.chain([operation.clone()]).collect::<Vec<_>>()
        })
        .collect()
}

/// The same for what could be asked for and said.
fn declared(contract: &Contract) -> BTreeSet<String> {
    let said = |operation: &Operation| {
        let names =
            [Place::Query, Place::Header].into_iter().flat_map(|place| operation.parameters_in(place));
        let names = names.map(|parameter| format!("{} {}", operation.id, parameter.name));
        names.chain([operation.id.clone()]).collect::<Vec<_>>()
    };
    contract.operations.iter().flat_map(said).collect()
}

/// Every request of every vendor, with the source that it is for.
fn all() -> impl Iterator<Item = (&'static Subject, Source, Request)> {
    SUBJECTS
        .iter()
        .flat_map(|subject| requests(subject).map(move |(source, request)| (subject, source, request)))
}

fn requests(subject: &'static Subject) -> impl Iterator<Item = (Source, Request)> {
    subject.sources.iter().flat_map(move |source| {
        let requests: Vec<Request> =
            [lists(subject, source), gets(subject, source), edits(subject, source)].concat();
        requests.into_iter().map(|request| (source.clone(), request))
    })
}

fn operation<'a>(subject: &'a Subject, request: &Request) -> &'a Operation {
    subject.contract.request(&Sent::from(request)).unwrap_or_else(|breaches| panic!("{breaches:?}"))
}

fn lists(subject: &Subject, source: &Source) -> Vec<Request> {
    let queries = queries().into_iter().flat_map(|query| subject.vendor.lists(&query));
    queries
        .flat_map(|query| {
            let at = |cursor| subject.vendor.list(source, &query, cursor).request;
            subject.cursors.iter().map(at).collect::<Vec<_>>()
        })
        .collect()
}

fn gets(subject: &Subject, source: &Source) -> Vec<Request> {
    let ids = ["c0f12353-4817-4398-bcc0-d501e6dd2f64", "a/b?c#d %&é"];
    ids.map(|id| subject.vendor.get(source, id).request).into()
}

/// What each edit that is offered can be made to send.
fn edits(subject: &Subject, source: &Source) -> Vec<Request> {
    let connection = Connection {
        id: "c0f12353-4817-4398-bcc0-d501e6dd2f64".into(),
        name: Some("Warehouse".into()),
        tags: Some(vec!["eu".into()]),
        ..Connection::default()
    };
    let offered =
        subject.vendor.edits(source, &connection).into_iter().filter(|offer| offer.withheld.is_none());
    offered
        .filter_map(|offer| subject.vendor.form(offer.edit, &connection))
        .flat_map(|form| drafts(&form))
        .map(|draft| {
            let call = subject.vendor.update(source, &connection, &draft);
            call.unwrap_or_else(|problems| panic!("{problems:?} in {draft:?}")).request
        })
        .collect()
}

/// A form filled in: as it stands, and with each of its fields changed in each way.
fn drafts(form: &Form) -> Vec<Draft> {
    let mut drafts = vec![form.draft()];
    for field in &form.fields {
        for value in typed(&field.value) {
            let mut draft = form.draft();
            draft.values.retain(|(name, _)| *name != field.name);
            draft.values.push((field.name, value));
            drafts.push(draft);
        }
    }
    drafts
}

/// What a person may put in place of a value.
fn typed(value: &Value) -> Vec<Value> {
    match value {
        Value::Tags(_) => {
            [&[][..], &["eu"], &["billing", "eu", "büro \"1\""]].map(|tags| Value::Tags(texts(tags))).into()
        }
        Value::Text(_) => ["", "Ops & mail"].map(|text| Value::Text(text.into())).into(),
    }
}

/// Each filter alone, none and all.
fn queries() -> Vec<Query> {
    // Written out and taken apart without `..`, so that a new filter has to be added here.
    let all = Query {
        keys: texts(&["live::stripe::default::5b0f", "live::gmail::default::c01d|user-17"]),
        name: Some("Ops & mail".into()),
        version: Some("1.0.0".into()),
        identity: Some("user-17".into()),
        identity_type: Some("user".into()),
        platform: Some("gmail".into()),
        tags: texts(&["eu", "büro"]),
        active: Some(false),
        size: Some(20),
    };
    let Query { keys, name, version, identity, identity_type, platform, tags, active, size } = all.clone();
    vec![
        Query::default(),
        Query { keys, ..Query::default() },
        Query { name, ..Query::default() },
        Query { version, ..Query::default() },
        Query { identity, ..Query::default() },
        Query { identity_type, ..Query::default() },
        Query { platform, ..Query::default() },
        Query { tags, ..Query::default() },
        Query { active, ..Query::default() },
        Query { size, ..Query::default() },
        all,
    ]
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}
