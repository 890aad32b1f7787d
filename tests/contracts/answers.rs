//! Every kind of answer that the sandbox gives, held against its vendor's contract.

use std::collections::BTreeSet;

use patchbay_vendors::page::Query;
use patchbay_vendors::source::Source;

use crate::SUBJECTS;
use crate::contract::Breaches;
use crate::message::Answered;
use crate::mutant::{self, Fault, Mutant};
use crate::subject::{Allowance, Question, Subject, unexplained};
use crate::wire::{Playback, Wire, arrived};

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
        let sources = subject.sources.iter();
        let asked = sources.flat_map(|source| {
            questions(subject, source).into_iter().map(move |question| (source, question))
        });
        for (source, question) in asked.filter(|(_, question)| question.status < 300) {
            let mut playback = Playback::new(subject, source);
            let operation = subject.contract.request(&question.sent);
            let operation = operation.unwrap_or_else(|breaches| panic!("{}: {breaches:?}", question.what));
            for mutant in mutant::requests(operation, &question.sent) {
                let answered = arrived(playback.answer(&mutant.message, None)).expect("an answer");
                let (at, fault) = (&mutant.at, mutant.fault);
                assert!(
                    answered.status >= 400,
                    "{} took {fault:?} at {at:?}: {:?}",
                    operation.id,
                    mutant.message
                );
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
            for Mutant { at, fault, message } in mutant::answers(&answered) {
                if subject.answer(operation, &message).is_err() {
                    caught.insert((operation.id.as_str(), fault));
                } else {
                    passed.insert(at);
                }
            }
        }
        assert!(passed.iter().eq(subject.free), "only what is free passes: {passed:?}");
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
            let delivery = playback.answer(&question.sent, question.fault.as_ref());
            let answered = arrived(delivery).expect(question.what);
            (question, answered)
        })
    })
}

fn questions(subject: &'static Subject, source: &Source) -> Vec<Question> {
    let pages = Wire::new(subject, source).pages(&Query::default());
    let first = pages[0].connections.first().expect("the sandbox has connections");
    (subject.questions)(source, &first.id)
}
