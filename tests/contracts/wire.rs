//! The client on one end, the sandbox on the other, and the contract between them: no network, but
//! everything that would go over it.

use std::cell::RefCell;

use patchbay_sandbox::{Delivery, Fault, World};
use patchbay_vendors::call::{Call, Next};
use patchbay_vendors::error::Error;
use patchbay_vendors::http::{Request, Response};
use patchbay_vendors::page::{Cursor, Page, Query};
use patchbay_vendors::secret::Secret;
use patchbay_vendors::send::outgoing;
use patchbay_vendors::source::Source;

use crate::message::{Answered, Sent};
use crate::subject::Subject;

/// Enough for several pages of either list.
pub(crate) const CONNECTIONS: usize = 500;

/// A vendor's sandbox.
pub(crate) struct Playback {
    world: World,
    /// Where in the world the vendor is.
    at: &'static str,
}

impl Playback {
    /// A new one, always with the same connections.
    pub(crate) fn new(subject: &Subject, source: &Source) -> Self {
        Self { world: (subject.world)(source), at: subject.vendor.about().id }
    }

    /// Answers as the vendor does, or as a fault or a word that stands in the request makes it.
    pub(crate) fn answer(&mut self, sent: &Sent, fault: Option<&Fault>) -> Delivery {
        let request = patchbay_sandbox::http::Request {
            method: sent.method.clone(),
            path: format!("/{}{}", self.at, sent.path),
            query: sent.query.clone(),
            headers: sent.headers.clone(),
            body: sent.body.as_ref().map(|body| body.to_string().into_bytes()).unwrap_or_default(),
            at: 0,
        };
        match fault.cloned().or_else(|| self.world.sentinel(&request)) {
            Some(fault) => self.world.deliver(&request, &fault),
            None => Delivery::Whole(self.world.handle(&request)),
        }
    }
}

/// What arrived of an answer; nothing if the connection was dropped.
pub(crate) fn arrived(delivery: Delivery) -> Option<Answered> {
    let (answer, cut) = match delivery {
        Delivery::Whole(answer) => (answer, false),
        Delivery::Cut(answer) => (answer, true),
        Delivery::Dropped => return None,
    };
    let length = if cut { answer.body.len() / 2 } else { answer.body.len() };
    let body = String::from_utf8_lossy(&answer.body[..length]).into_owned();
    Some(Answered { status: answer.status, headers: answer.headers, body })
}

/// A client with its sandbox.
pub(crate) struct Wire {
    pub(crate) subject: &'static Subject,
    pub(crate) source: Source,
    playback: RefCell<Playback>,
    armed: RefCell<Option<Fault>>,
}

impl Wire {
    /// A client of one of its vendor's sources with a new sandbox.
    pub(crate) fn new(subject: &'static Subject, source: &Source) -> Self {
        let playback = RefCell::new(Playback::new(subject, source));
        Self { subject, source: source.clone(), playback, armed: RefCell::new(None) }
    }

    /// Lets something go wrong with the next request.
    pub(crate) fn arm(&self, fault: Fault) {
        self.armed.replace(Some(fault));
    }

    /// Asks until there is a last answer.
    pub(crate) fn ask<T: 'static>(&self, mut call: Call<T>) -> Result<T, Error> {
        loop {
            let answered = self.carry(&call.request);
            match call.read(&Response::from(&answered))? {
                Next::Done(value) => return Ok(value),
                Next::Then(next) | Next::After(_, next) => call = next,
            }
        }
    }

    /// Every page of one list of the vendor's.
    pub(crate) fn pages(&self, query: &Query) -> Vec<Page> {
        let mut pages = Vec::new();
        let mut at = Some(Cursor::Start);
        while let Some(cursor) = at {
            let page = self.ask(self.subject.vendor.list(&self.source, query, &cursor)).expect("a page");
            at = page.next.clone();
            pages.push(page);
        }
        pages
    }

    /// Carries a request over and its answer back, both held against the contract unless
    /// something goes wrong on purpose.
    fn carry(&self, request: &Request) -> Answered {
        let key = Secret::new(self.subject.key.into());
        let outgoing = outgoing(&self.source, request, Some(&key), false).expect("it may leave");
        let target = self.subject.contract.beneath_a_server(&outgoing.url).expect("a declared server");
        let sent = Sent::outgoing(&outgoing, target);
        let operation =
            self.subject.contract.request(&sent).unwrap_or_else(|breaches| panic!("{breaches:?}"));
        let fault = self.armed.take();
        let delivery = self.playback.borrow_mut().answer(&sent, fault.as_ref());
        let answered = arrived(delivery).expect("an answer");
        if fault.is_none()
            && let Err(breaches) = self.subject.answer(operation, &answered)
        {
            panic!("{breaches:?} in {answered:?}");
        }
        answered
    }
}
