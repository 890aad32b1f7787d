//! Requests and answers as plain values, so that a handler needs neither a socket nor a runtime.

use percent_encoding::percent_decode_str;
use serde::Serialize;
use serde_json::Value;

/// A request as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// In capitals.
    pub method: String,
    /// As on the wire, still escaped: `/pica/v1/vault/connections`.
    pub path: String,
    /// Names and values in their order, no longer escaped.
    pub query: Vec<(String, String)>,
    /// All of them, in their order.
    pub headers: Vec<(String, String)>,
    /// Empty if there is none.
    pub body: Vec<u8>,
    /// When it came, in milliseconds by the clock of whoever received it; what counts requests a minute needs it.
    pub at: u64,
}

impl Request {
    /// A request without headers or body. The target is a path, with a query or without.
    #[must_use]
    pub fn new(method: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
            ..Self::default()
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds a JSON body, and the header that says so.
    #[must_use]
    pub fn with_json(mut self, body: &Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.with_header("content-type", "application/json")
    }

    /// The same at another time.
    #[must_use]
    pub fn at(mut self, milliseconds: u64) -> Self {
        self.at = milliseconds;
        self
    }

    /// The value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The parts of the path, no longer escaped. An escaped slash stays inside its part.
    #[must_use]
    pub fn segments(&self) -> Vec<String> {
        let parts = self.path.split('/').skip(1);
        parts.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned()).collect()
    }
}

/// An answer as it leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// All that the handler sets; those of the transport are added by whoever sends it.
    pub headers: Vec<(String, String)>,
    /// Empty if there is none.
    pub body: Vec<u8>,
}

impl Answer {
    /// An answer without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// An answer with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        // Only a map with keys that are no strings could fail, and there is none.
        Self::typed(status, "application/json", serde_json::to_vec(body).unwrap_or_default())
    }

    /// An answer with a body of any type.
    #[must_use]
    pub fn typed(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, body: body.into(), ..Self::default() }.with_header("content-type", content_type)
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The body as JSON, null if it is none.
    #[must_use]
    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

pub(crate) fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_taken_apart() {
        let request = Request::new("GET", "/pica/a%2Fb/caf%C3%A9?tags=a%2Cb&name=Ops+%26+mail&active");

        assert_eq!(request.path, "/pica/a%2Fb/caf%C3%A9");
        assert_eq!(request.segments(), ["pica", "a/b", "café"]);
        let query: Vec<_> =
            request.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(query, [("tags", "a,b"), ("name", "Ops & mail"), ("active", "")]);
    }

    #[test]
    fn headers_are_found_in_any_case() {
        let request = Request::new("GET", "/").with_header("X-Pica-Secret", "key");

        assert_eq!(request.header("x-pica-secret"), Some("key"));
        assert_eq!(request.header("x-one-secret"), None);
    }
}
