//! What can go wrong on demand: armed by a test of the same process, or asked for by a word that a person types.

use std::time::Duration;

use crate::gate::Gate;
use crate::http::{Answer, Request};

/// Something that goes wrong with one request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Refused with this status, in the vendor's own shape. Nothing is done.
    Status(u16),
    /// The same in the shape that the vendor used before, if it ever changed.
    Legacy(u16),
    /// Refused with this status and these words, as plain text. Nothing is done.
    PlainText(u16, String),
    /// The request waits before anything is done.
    Delay(Duration),
    /// The same, until the gate is opened.
    Hold(Gate),
    /// All is done; the answer waits until the gate is opened.
    HoldAnswer(Gate),
    /// The connection closes without a byte of an answer. Nothing is done.
    DropBefore,
    /// The connection closes without a byte of an answer, after all was done.
    DropAfter,
    /// All is done; the answer breaks off in the middle of its body.
    CutBody,
    /// All is done; the answer has no body.
    Empty,
    /// All is done; the answer says that it is JSON and is not.
    NotJson,
    /// All is done; in this row of the answer, counted from 0, a few values have another type.
    WrongTypeInRow(usize),
    /// Answered as if no page had been named: a list that goes round for ever.
    FirstPage,
    /// A page of HTML with this status, as from a proxy in between. Nothing is done.
    Html(u16),
    /// Refused with 429. Nothing is done.
    TooMany {
        /// Seconds, said in `Retry-After`.
        retry_after: Option<u64>,
        /// Whether a page of another origin may read that header.
        readable: bool,
    },
    /// Sent elsewhere with 302. Nothing is done.
    Redirect(String),
    /// Refused with 400 and a message that repeats the key and all that was submitted. Nothing is done.
    Echo,
    /// The first, and then the second: a wait with anything after it.
    Then(Box<Fault>, Box<Fault>),
}

impl Fault {
    /// This first, then another: `Fault::Hold(gate).then(Fault::DropAfter)`.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        Self::Then(Box::new(self), Box::new(next))
    }

    /// The parts of a fault in their order.
    #[must_use]
    pub fn steps(&self) -> Vec<&Self> {
        match self {
            Self::Then(first, second) => [first.steps(), second.steps()].concat(),
            single => vec![single],
        }
    }

    /// Whether it only takes time.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.steps().iter().all(|step| matches!(step, Self::Delay(_) | Self::Hold(_) | Self::HoldAnswer(_)))
    }

    /// Whether it ends in a connection that closes without an answer.
    #[must_use]
    pub fn drops(&self) -> bool {
        self.steps().iter().any(|step| matches!(step, Self::DropBefore | Self::DropAfter))
    }
}

/// What becomes of an answer on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It arrives.
    Whole(Answer),
    /// Its head and half of its body arrive.
    Cut(Answer),
    /// Nothing arrives.
    Dropped,
}

impl Delivery {
    /// The same with another answer, if there is one.
    #[must_use]
    pub fn map(self, change: impl FnOnce(Answer) -> Answer) -> Self {
        match self {
            Self::Whole(answer) => Self::Whole(change(answer)),
            Self::Cut(answer) => Self::Cut(change(answer)),
            Self::Dropped => Self::Dropped,
        }
    }
}

/// Which requests a fault befalls: by default any, and one only.
#[derive(Clone, Debug)]
#[must_use]
pub struct When {
    method: Option<String>,
    path: Option<String>,
    query: Option<(String, String)>,
    skip: usize,
    /// `None` is always.
    times: Option<usize>,
}

impl When {
    /// Any request.
    pub fn any() -> Self {
        Self { method: None, path: None, query: None, skip: 0, times: Some(1) }
    }

    /// Requests of this method.
    pub fn method(method: &str) -> Self {
        Self { method: Some(method.to_ascii_uppercase()), ..Self::any() }
    }

    /// Only those whose path contains this. It begins with the vendor: `/pica/v1/vault/connections`.
    pub fn path(self, part: &str) -> Self {
        Self { path: Some(part.to_owned()), ..self }
    }

    /// Only those with this parameter.
    pub fn query(self, name: &str, value: &str) -> Self {
        Self { query: Some((name.to_owned(), value.to_owned())), ..self }
    }

    /// Not the first so many of those.
    pub fn skip(self, requests: usize) -> Self {
        Self { skip: requests, ..self }
    }

    /// So many of those.
    pub fn times(self, requests: usize) -> Self {
        Self { times: Some(requests), ..self }
    }

    /// All of those.
    pub fn always(self) -> Self {
        Self { times: None, ..self }
    }

    fn matches(&self, request: &Request) -> bool {
        self.method.as_ref().is_none_or(|method| *method == request.method)
            && self.path.as_ref().is_none_or(|part| request.path.contains(part))
            && self.query.as_ref().is_none_or(|pair| request.query.contains(pair))
    }
}

/// The faults that are armed, in the order in which they were.
#[derive(Debug, Default)]
pub struct Queue(Vec<(When, Fault)>);

impl Queue {
    /// Arms a fault.
    pub fn arm(&mut self, when: When, fault: Fault) {
        self.0.push((when, fault));
        self.0.retain(|(when, _)| when.times != Some(0));
    }

    /// Disarms all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// How many faults will still befall a request; one that always does counts once.
    #[must_use]
    pub fn left(&self) -> usize {
        self.0.iter().map(|(when, _)| when.times.unwrap_or(1)).sum()
    }

    /// Whether any of them closes the connection without an answer.
    #[must_use]
    pub fn drops(&self) -> bool {
        self.0.iter().any(|(_, fault)| fault.drops())
    }

    /// The fault that befalls this request: the first that is due. Every other one counts the request too.
    pub fn take(&mut self, request: &Request) -> Option<Fault> {
        let mut taken = None;
        for (when, fault) in self.0.iter_mut().filter(|(when, _)| when.matches(request)) {
            if when.skip > 0 {
                when.skip -= 1;
            } else if taken.is_none() {
                taken = Some(fault.clone());
                when.times = when.times.map(|times| times - 1);
            }
        }
        self.0.retain(|(when, _)| when.times != Some(0));
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(queue: &mut Queue, method: &str, target: &str) -> Option<u16> {
        match queue.take(&Request::new(method, target)) {
            Some(Fault::Status(status)) => Some(status),
            None => None,
            Some(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_fault_befalls_one_request_by_default() {
        let mut queue = Queue::default();
        queue.arm(When::any(), Fault::Status(500));

        assert_eq!(queue.left(), 1);
        assert_eq!(taken(&mut queue, "GET", "/"), Some(500));
        assert_eq!(taken(&mut queue, "GET", "/"), None);
        assert_eq!(queue.left(), 0);
    }

    #[test]
    fn a_fault_waits_for_its_method_its_path_and_its_query() {
        let mut queue = Queue::default();
        queue.arm(When::method("GET").path("/connections").query("page", "2"), Fault::Status(500));

        assert_eq!(taken(&mut queue, "PATCH", "/pica/v1/vault/connections?page=2"), None);
        assert_eq!(taken(&mut queue, "GET", "/pica/v1/other?page=2"), None);
        assert_eq!(taken(&mut queue, "GET", "/pica/v1/vault/connections?page=1"), None);
        assert_eq!(taken(&mut queue, "GET", "/pica/v1/vault/connections?limit=20&page=2"), Some(500));
    }

    #[test]
    fn the_first_ones_are_spared_if_so_wished_and_then_so_many_are_not() {
        let mut queue = Queue::default();
        queue.arm(When::any().skip(1).times(2), Fault::Status(503));

        let befallen: Vec<_> = (0..5).map(|_| taken(&mut queue, "GET", "/")).collect();
        assert_eq!(befallen, [None, Some(503), Some(503), None, None]);
    }

    #[test]
    fn what_happens_always_stays_until_it_is_cleared() {
        let mut queue = Queue::default();
        queue.arm(When::any().always(), Fault::Status(500));

        assert!((0..10).all(|_| taken(&mut queue, "GET", "/").is_some()));
        queue.clear();
        assert_eq!(taken(&mut queue, "GET", "/"), None);
    }

    #[test]
    fn the_first_that_is_due_befalls_a_request_and_all_others_count_it() {
        let mut queue = Queue::default();
        queue.arm(When::any(), Fault::Status(500));
        queue.arm(When::any().skip(1), Fault::Status(503));

        assert_eq!(taken(&mut queue, "GET", "/"), Some(500));
        assert_eq!(taken(&mut queue, "GET", "/"), Some(503));
    }

    #[test]
    fn a_wait_can_have_a_fault_after_it() {
        let fault = Fault::Hold(Gate::new()).then(Fault::Delay(Duration::ZERO)).then(Fault::DropAfter);

        assert!(matches!(fault.steps()[..], [Fault::Hold(_), Fault::Delay(_), Fault::DropAfter]));
        assert!(fault.drops());
        assert!(!Fault::CutBody.drops());
    }
}
