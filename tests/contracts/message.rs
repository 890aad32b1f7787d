//! Requests and answers as they are on the wire: the form in which what the client sends and what
//! the sandbox says are held against a contract alike.

use patchbay_vendors::http::Response;
use patchbay_vendors::send::Outgoing;
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// A request, relative to a server of the contract.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sent {
    /// In capitals.
    pub(crate) method: String,
    /// Still escaped.
    pub(crate) path: String,
    /// No longer escaped.
    pub(crate) query: Vec<(String, String)>,
    /// All that are set on purpose.
    pub(crate) headers: Vec<(String, String)>,
    /// As JSON.
    pub(crate) body: Option<Value>,
}

impl Sent {
    /// A request that left, its URL cut off at the base.
    pub(crate) fn outgoing(outgoing: &Outgoing, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned();
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').expect("a pair has a name and a value");
            (decoded(name), decoded(value))
        };
        Self {
            method: outgoing.method.as_str().to_owned(),
            path: path.to_owned(),
            query: query.split('&').filter(|text| !text.is_empty()).map(pair).collect(),
            headers: outgoing.headers.iter().map(|(name, value)| (name.clone(), value.to_string())).collect(),
            body: outgoing
                .body
                .as_ref()
                .map(|body| serde_json::from_str(body.as_str()).expect("a body is JSON")),
        }
    }

    /// The value of a header, by its name in any case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answered {
    /// The status.
    pub(crate) status: u16,
    /// All of them.
    pub(crate) headers: Vec<(String, String)>,
    /// As text.
    pub(crate) body: String,
}

impl Answered {
    /// The value of a header, by its name in any case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

impl From<&Response> for Answered {
    fn from(response: &Response) -> Self {
        Self { status: response.status, headers: response.headers.clone(), body: response.body.clone() }
    }
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}
