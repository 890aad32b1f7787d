//! Every request that a client can build, held against its vendor's contract.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use patchbay_tests::play::every;
use patchbay_tests::play::typing::Typist;
use patchbay_vendors::http::Request;
use patchbay_vendors::send::GATEWAY_HEADER;
use patchbay_vendors::source::{Auth, Source};

use crate::SUBJECTS;
use crate::contract::{Breaches, Contract, Operation, Place};
use crate::message::Sent;
use crate::mutant::{self, Fault, Mutant};
use crate::subject::{Subject, unexplained, unfree};
use crate::wire::sent;

/// Every request of every vendor, each once, with the source that it is for.
static ASKED: LazyLock<Vec<Asked>> = LazyLock::new(|| {
    let each =
        SUBJECTS.iter().flat_map(|subject| subject.sources.iter().map(move |source| (subject, source)));
    each.flat_map(|(subject, source)| {
        let requests = every::requests(source, &subject.cursors, subject.ids, &Typist::default());
        let mut seen = BTreeSet::new();
        let asked = requests.into_iter().map(move |request| {
            let sent = sent(subject, source, &request);
            Asked { subject, source: source.clone(), request, sent }
        });
        asked.filter(move |asked| seen.insert(format!("{:?}", asked.sent))).collect::<Vec<_>>()
    })
    .collect()
});

/// A request that a client builds, and as it leaves.
struct Asked {
    subject: &'static Subject,
    source: Source,
    request: Request,
    sent: Sent,
}

impl Asked {
    fn of(subject: &Subject) -> impl Iterator<Item = &'static Self> {
        let id = subject.vendor.about().id;
        ASKED.iter().filter(move |asked| asked.subject.vendor.about().id == id)
    }

    fn operation(&self) -> &'static Operation {
        self.subject.contract.request(&self.sent).unwrap_or_else(|breaches| panic!("{breaches:?}"))
    }

    /// The same from a source that gets its key in another way.
    fn by(&self, auth: Auth) -> Sent {
        sent(self.subject, &Source { auth, ..self.source.clone() }, &self.request)
    }
}

#[test]
fn every_request_that_a_client_can_build_is_declared() {
    for asked in ASKED.iter() {
        let breaches = asked.subject.contract.request(&asked.sent).err().unwrap_or_default();
        assert_eq!(breaches, Breaches::new(), "{:?}", asked.sent);
    }
}

#[test]
fn a_request_leaves_for_a_declared_server_with_the_key_where_the_contract_wants_it() {
    for asked in one_of_each_shape() {
        let operation = asked.operation();
        for auth in [Auth::Key, Auth::Host] {
            let sent = asked.by(auth);
            assert!(operation.admits(&sent.headers), "{}: no key in {:?}", operation.id, sent.headers);
            assert_eq!(sent.body, asked.sent.body, "nothing changes on the way");
        }
    }
}

#[test]
fn through_a_gateway_only_its_own_header_is_added_and_no_key() {
    for asked in one_of_each_shape() {
        let mut sent = asked.by(Auth::Gateway { include_cookies: false });
        sent.headers.retain(|(name, _)| name != GATEWAY_HEADER);
        let operation =
            asked.subject.contract.request(&sent).unwrap_or_else(|breaches| panic!("{breaches:?}"));
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
        let mut passed = BTreeSet::new();
        let asked = || one_of_each_shape().filter(|asked| std::ptr::eq(asked.subject, subject));
        for asked in asked() {
            let operation = asked.operation();
            for Mutant { at, fault, message } in mutant::requests(operation, &asked.sent) {
                if subject.contract.request(&message).is_err() {
                    caught.insert((operation.id.as_str(), fault));
                } else {
                    passed.insert((format!("{}{at}", operation.id), fault));
                }
            }
        }
        let passed: Vec<_> = passed.into_iter().collect();
        assert_eq!(unfree(&passed, subject.free_to_ask), [""; 0], "{}", subject.vendor.about().id);
        for asked in asked() {
            let operation = asked.operation();
            assert!(caught.contains(&(&operation.id, Fault::Misspelt)), "{}", operation.id);
            if operation.has_typed_parts(&asked.sent) {
                assert!(caught.contains(&(&operation.id, Fault::WrongType)), "{}", operation.id);
            }
        }
    }
}

#[test]
fn every_vendor_has_its_contract_held() {
    let held = SUBJECTS.iter().map(|subject| subject.vendor.about().id);
    let all = patchbay_vendors::ALL.iter().map(|vendor| vendor.about().id);
    assert_eq!(held.collect::<Vec<_>>(), all.collect::<Vec<_>>());
}

/// Requests of which no two can have the same faults.
fn one_of_each_shape() -> impl Iterator<Item = &'static Asked> {
    let mut seen = BTreeSet::new();
    ASKED.iter().filter(move |asked| {
        seen.insert((asked.source.id.as_str(), mutant::shape(asked.operation(), &asked.sent)))
    })
}

/// The operations that a client asks for, and `operation parameter` for all it says.
fn asked(subject: &'static Subject) -> BTreeSet<String> {
    Asked::of(subject)
        .flat_map(|asked| {
            let operation = &asked.operation().id;
            let names = asked.sent.query.iter().map(|(name, _)| format!("{operation} {name}"));
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
