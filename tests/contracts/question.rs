//! One question to a sandbox, and how it is put together.

use patchbay_sandbox::Fault;
use patchbay_sandbox::http::Request;
use patchbay_tests::play::sources::World as _;
use patchbay_vendors::source::Source;
use serde_json::Value;

use crate::message::Sent;

/// One question to the sandbox.
#[derive(Clone)]
pub(crate) struct Question {
    /// What is being asked, for people.
    pub(crate) what: &'static str,
    /// What is sent, without a key.
    pub(crate) sent: Sent,
    /// The key with it.
    pub(crate) key: Key,
    /// What goes wrong on purpose.
    pub(crate) fault: Option<Fault>,
    /// What should come back.
    pub(crate) status: u16,
}

/// A key.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    /// A good one.
    Good,
    /// This one.
    Other(&'static str),
    /// None at all.
    None,
}

/// A question with a good key.
pub(crate) fn ask(what: &'static str, method: &str, path: &str) -> Question {
    let sent = Sent { method: method.into(), path: path.into(), ..Sent::default() };
    Question { what, sent, key: Key::Good, fault: None, status: 200 }
}

impl Question {
    /// With these parameters.
    pub(crate) fn with_query(mut self, query: &[(&str, &str)]) -> Self {
        self.sent.query = query.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        self
    }

    /// With this body.
    pub(crate) fn with_body(mut self, body: Value) -> Self {
        self.sent.body = Some(body);
        self.sent.headers.push(("content-type".into(), "application/json".into()));
        self
    }

    /// With another key.
    pub(crate) fn with_key(self, key: &'static str) -> Self {
        Self { key: Key::Other(key), ..self }
    }

    /// Without a key.
    pub(crate) fn without_key(self) -> Self {
        Self { key: Key::None, ..self }
    }

    /// Expects this status in place of 200.
    pub(crate) fn answers(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Refused on purpose.
    pub(crate) fn befallen(self, status: u16) -> Self {
        Self { fault: Some(Fault::Status(status)), ..self.answers(status) }
    }

    /// The same in the vendor's older shape.
    pub(crate) fn befallen_as_before(self, status: u16) -> Self {
        Self { fault: Some(Fault::Legacy(status)), ..self.answers(status) }
    }

    /// As the sandbox gets it from a source: with its key, and beneath where the contract's server is in there.
    pub(crate) fn request(&self, source: &Source, mounted_at: &str) -> Request {
        let auth = source.vendor.auth(source);
        let key = match self.key {
            Key::Good => Some(source.good_key()),
            Key::Other(key) => Some(key),
            Key::None => None,
        };
        let mut headers = self.sent.headers.clone();
        headers.extend(key.map(|key| (auth.name.to_owned(), format!("{}{key}", auth.scheme))));
        Request {
            method: self.sent.method.clone(),
            path: format!("{mounted_at}{}", self.sent.path),
            query: self.sent.query.clone(),
            headers,
            body: self.sent.body.as_ref().map(|body| body.to_string().into_bytes()).unwrap_or_default(),
            at: 0,
        }
    }
}

/// All refusals of a question that need no other question: those with these statuses, on demand.
pub(crate) fn all_befallen(question: &Question, statuses: &[u16]) -> Vec<Question> {
    statuses.iter().map(|status| question.clone().befallen(*status)).collect()
}

/// A question without a key, and with a wrong one.
pub(crate) fn all_kept_out(question: &Question) -> Vec<Question> {
    let asked = question.clone().answers(401);
    vec![asked.clone().without_key(), asked.with_key("guessed")]
}
