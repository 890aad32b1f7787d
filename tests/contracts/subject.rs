//! What there is to say of one vendor before its contract can be held: data, no test.

use patchbay_sandbox::World;
use patchbay_vendors::Vendor;
use patchbay_vendors::page::Cursor;
use patchbay_vendors::source::Source;

use crate::contract::{Breaches, Contract, Operation};
use crate::message::Answered;
use crate::mutant::Fault;
use crate::question::Question;

/// One vendor: its contract, its client and its sandbox.
pub(crate) struct Subject {
    /// The client.
    pub(crate) vendor: &'static dyn Vendor,
    /// What the vendor declares.
    pub(crate) contract: Contract,
    /// A source for each way in which the vendor can be configured.
    pub(crate) sources: Vec<Source>,
    /// Where a list can be gone on with.
    pub(crate) cursors: Vec<Cursor>,
    /// Ids of connections, as odd as the contract lets them be.
    pub(crate) ids: &'static [&'static str],
    /// What the contract declares and the client never asks for.
    pub(crate) unasked: &'static [Exempt],
    /// Where the contract's words allow more than its schemas can say.
    pub(crate) allowances: &'static [Allowance],
    /// Faults in requests that the contract leaves to the vendor.
    pub(crate) free_to_ask: &'static [Free],
    /// The same in answers.
    pub(crate) free_to_answer: &'static [Free],
    /// Where in the sandbox the contract's server is.
    pub(crate) mounted_at: fn(&Source) -> &'static str,
    /// What the sandbox is asked, one question after the other; the world is as it is before the first.
    pub(crate) questions: fn(&Source, &World) -> Vec<Question>,
    /// Declared statuses that the sandbox never answers with.
    pub(crate) unanswered: &'static [Exempt],
}

impl Subject {
    /// Holds an answer against the contract, as far as its words allow no more than its schemas.
    pub(crate) fn answer(&self, operation: &Operation, answered: &Answered) -> Result<(), Breaches> {
        if self.allowance(operation, answered).is_some() { Ok(()) } else { operation.answer(answered) }
    }

    /// What lets an answer be another than the schemas say.
    pub(crate) fn allowance(&self, operation: &Operation, answered: &Answered) -> Option<&Allowance> {
        self.allowances.iter().find(|allowance| allowance.is_for(operation, answered))
    }
}

/// Where no fault can be seen, because the contract leaves what stands there to the vendor: JSON pointers behind the
/// name of an operation, with `*` for any name or place.
#[derive(Debug)]
pub(crate) enum Free {
    /// A value of any type.
    Value(&'static str),
    /// An object with any fields.
    Object(&'static str),
}

impl Free {
    /// Whether this is about a fault at this place.
    pub(crate) fn covers(&self, at: &str, fault: Fault) -> bool {
        match self {
            Self::Value(place) => fault == Fault::WrongType && below(place, at) == Some(0),
            Self::Object(place) => below(place, at).is_some_and(|below| below > 0 || fault == Fault::Unasked),
        }
    }
}

/// How far a place is below one that a pattern means; nothing if it is elsewhere.
fn below(pattern: &str, at: &str) -> Option<usize> {
    let mut place = at.split('/');
    let meant =
        pattern.split('/').all(|wanted| place.next().is_some_and(|name| wanted == "*" || wanted == name));
    meant.then(|| place.count())
}

/// Which of the faults that passed are not free, and which places are free for nothing.
pub(crate) fn unfree(passed: &[(String, Fault)], free: &[Free]) -> Vec<String> {
    let bare = passed.iter().filter(|(at, fault)| !free.iter().any(|free| free.covers(at, *fault)));
    let idle = free.iter().filter(|free| !passed.iter().any(|(at, fault)| free.covers(at, *fault)));
    let bare = bare.map(|(at, fault)| format!("{fault:?} passed at {at}"));
    bare.chain(idle.map(|free| format!("{free:?} is there for nothing"))).collect()
}

/// Something that is left out on purpose.
pub(crate) struct Exempt {
    /// What: an operation, or one of its parameters or statuses after a blank, or `*` and one of
    /// any operation's.
    pub(crate) what: &'static str,
    /// Why.
    pub(crate) because: &'static str,
}

impl Exempt {
    /// Whether this is about what a contract declares. An operation covers all that is its own.
    pub(crate) fn covers(&self, declared: &str) -> bool {
        let (operation, part) = declared.split_once(' ').unwrap_or((declared, ""));
        let any = self.what.strip_prefix("* ");
        self.what == declared || self.what == operation || any.is_some_and(|any| any == part)
    }
}

/// What of the declared is silent without a reason, and which reasons are there for nothing.
pub(crate) fn unexplained(silent: &[String], exempts: &[Exempt]) -> Vec<String> {
    let bare = silent.iter().filter(|what| !exempts.iter().any(|exempt| exempt.covers(what)));
    let stale = exempts.iter().filter(|exempt| !silent.iter().any(|what| exempt.covers(what)));
    let stale = stale.map(|Exempt { what, because }| format!("{what} is there, though {because}"));
    bare.cloned().chain(stale).collect()
}

/// An answer that a contract's schemas do not describe.
pub(crate) struct Allowance {
    /// The operation, or `*` for any.
    pub(crate) operation: &'static str,
    /// The status.
    pub(crate) status: u16,
    /// What is allowed besides the schema.
    pub(crate) body: Body,
    /// Where that is said.
    pub(crate) because: &'static str,
}

/// A body that is allowed besides the schema's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// None.
    Empty,
    /// Any.
    Any,
}

impl Allowance {
    /// Whether this is the answer that is allowed.
    pub(crate) fn is_for(&self, operation: &Operation, answered: &Answered) -> bool {
        let is_allowed = match self.body {
            Body::Empty => answered.body.is_empty(),
            Body::Any => true,
        };
        let is_meant = self.operation == "*" || self.operation == operation.id;
        is_allowed && is_meant && self.status == answered.status
    }
}
