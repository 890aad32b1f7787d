//! Every kind of answer that the sandbox gives, held against its vendor's contract.

use std::collections::BTreeSet;

use patchbay_tests::play::sources::{CONNECTIONS, World as _};
use patchbay_vendors::source::Source;

use crate::SUBJECTS;
use crate::contract::Breaches;
use crate::message::Answered;
use crate::mutant::{self, Fault, Mutant};
use crate::question::Question;
use crate::subject::{Allowance, Body, Subject, unexplained, unfree};
use crate::wire::Playback;

#[test]
fn the_sandbox_answers_as_its_vendor_declares() {
    for subject in SUBJECTS.iter() {
        for (question, answered) in asked(subject) {
            let Question { what, sent, status, .. } = &question;
            assert_eq!(answered.status, *status, "{what}: {sent:?} {answered:?}");
            let operation = subject.contract.meant(sent).expect(what);
            let breaches = subject.answer(operation, &answered).err().unwrap_or_default();
            assert_eq!(breaches, Breaches::new(), "{what}: {answered:?}");
        }
    }
}

/// Or it would teach the client bad habits.
#[test]
fn the_sandbox_refuses_every_request_that_breaks_the_contract() {
    for subject in SUBJECTS.iter() {
        for source in &subject.sources {
            let mut playback = Playback::new(subject, source);
            let mut seen = BTreeSet::new();
            for question in questions(subject, source).into_iter().filter(|question| question.status < 300) {
                let operation = subject.contract.request(&question.sent);
                let operation =
                    operation.unwrap_or_else(|breaches| panic!("{}: {breaches:?}", question.what));
                if !seen.insert(mutant::shape(operation, &question.sent)) {
                    continue;
                }
                for Mutant { at, fault, message } in mutant::requests(operation, &question.sent) {
                    // What the contract leaves to the vendor, the vendor may take.
                    if subject.contract.request(&message).is_ok() {
                        continue;
                    }
                    let answered = playback.answer(&Question { sent: message, ..question.clone() });
                    assert!(
                        answered.status >= 400,
                        "{} took {fault:?} at {at:?}: {}",
                        operation.id,
                        question.what
                    );
                }
            }
        }
    }
}

#[test]
fn every_declared_answer_is_given_or_left_out_for_a_reason() {
    for subject in SUBJECTS.iter() {
        let given = asked(subject).map(|(question, answered)| {
            let operation = subject.contract.meant(&question.sent).expect(question.what);
            format!("{} {}", operation.id, answered.status)
        });
        let given: BTreeSet<String> = given.collect();
        let declared =
            subject.contract.operations.iter().flat_map(|operation| {
                operation.statuses().map(|status| format!("{} {status}", operation.id))
            });
        let silent: Vec<_> = declared.filter(|status| !given.contains(status)).collect();
        assert_eq!(unexplained(&silent, subject.unanswered), [""; 0], "{}", subject.vendor.about().id);
    }
}

#[test]
fn no_more_is_allowed_than_is_made_use_of() {
    for subject in SUBJECTS.iter() {
        let asked: Vec<_> = asked(subject).collect();
        let is_used = |allowance: &Allowance| {
            asked.iter().any(|(question, answered)| {
                let operation = subject.contract.meant(&question.sent);
                operation.is_some_and(|operation| allowance.is_for(operation, answered))
            })
        };
        for allowance in subject.allowances {
            let Allowance { operation, status, because, .. } = allowance;
            assert!(is_used(allowance), "{operation} {status}: nobody needs it, though {because}");
        }
    }
}

#[test]
fn one_misspelt_name_or_one_wrong_type_in_an_answer_is_a_breach() {
    for subject in SUBJECTS.iter() {
        let mut caught = BTreeSet::new();
        let mut passed = BTreeSet::new();
        for (question, answered) in asked(subject) {
            let operation = subject.contract.meant(&question.sent).expect(question.what);
            if subject.allowance(operation, &answered).is_some_and(|allowance| allowance.body == Body::Any) {
                continue;
            }
            for Mutant { at, fault, message } in mutant::answers(&answered) {
                if subject.answer(operation, &message).is_err() {
                    caught.insert((operation.id.as_str(), fault));
                } else {
                    passed.insert((format!("{}{at}", operation.id), fault));
                }
            }
        }
        let passed: Vec<_> = passed.into_iter().collect();
        assert_eq!(unfree(&passed, subject.free_to_answer), [""; 0], "{}", subject.vendor.about().id);
        for (question, _) in asked(subject) {
            let operation = subject.contract.meant(&question.sent).expect(question.what);
            for fault in [Fault::Misspelt, Fault::WrongType, Fault::Unasked] {
                assert!(caught.contains(&(&operation.id, fault)), "{}: no {fault:?}", operation.id);
            }
        }
    }
}

/// Every question with its answer, those of one source put to one sandbox in their order.
fn asked(subject: &'static Subject) -> impl Iterator<Item = (Question, Answered)> {
    subject.sources.iter().flat_map(move |source| {
        let mut playback = Playback::new(subject, source);
        questions(subject, source).into_iter().map(move |question| {
            let answered = playback.answer(&question);
            (question, answered)
        })
    })
}

fn questions(subject: &'static Subject, source: &Source) -> Vec<Question> {
    (subject.questions)(source, &source.world(CONNECTIONS))
}
