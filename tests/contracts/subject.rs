//! What there is to say of one vendor before its contract can be held: data, no test.

use patchbay_sandbox::{Fault, World};
use patchbay_vendors::Vendor;
use patchbay_vendors::page::Cursor;
use patchbay_vendors::source::Source;

use crate::contract::{Breaches, Contract, Operation};
use crate::message::{Answered, Sent};

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
    /// What the contract declares and the client never asks for.
    pub(crate) unasked: &'static [Exempt],
    /// Where the contract's words allow more than its schemas can say.
    pub(crate) allowances: &'static [Allowance],
    /// Places in bodies that the contract leaves to the vendor, where no fault can be seen.
    pub(crate) free: &'static [&'static str],
    /// A key that the sandbox knows.
    pub(crate) key: &'static str,
    /// What the sandbox is asked, with the id of a connection that it has.
    pub(crate) questions: fn(&Source, id: &str) -> Vec<Question>,
    /// The sandbox that answers a source.
    pub(crate) world: fn(&Source) -> World,
    /// Declared statuses that the sandbox never answers with.
    pub(crate) unanswered: &'static [Exempt],
}

impl Subject {
    /// Holds an answer against the contract, as far as its words allow no more than its schemas.
    pub(crate) fn answer(&self, operation: &Operation, answered: &Answered) -> Result<(), Breaches> {
        let is_allowed = self.allowances.iter().any(|allowance| allowance.is_for(operation, answered));
        if is_allowed { Ok(()) } else { operation.answer(answered) }
    }
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
    /// The operation.
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
}

impl Allowance {
    /// Whether this is the answer that is allowed.
    pub(crate) fn is_for(&self, operation: &Operation, answered: &Answered) -> bool {
        let is_allowed = match self.body {
            Body::Empty => answered.body.is_empty(),
        };
        is_allowed && self.operation == operation.id && self.status == answered.status
    }
}

/// One question to the sandbox.
#[derive(Clone)]
pub(crate) struct Question {
    /// What is being asked, for people.
    pub(crate) what: &'static str,
    /// What is sent.
    pub(crate) sent: Sent,
    /// The key with it.
    pub(crate) key: Option<&'static str>,
    /// What goes wrong on purpose.
    pub(crate) fault: Option<Fault>,
    /// What should come back.
    pub(crate) status: u16,
}
