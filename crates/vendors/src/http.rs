//! Requests and answers as plain values, the same natively and in a browser.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::body::Body;

/// What RFC 3986 calls unreserved stays as it is, everything else is escaped, so that no part of
/// a request can ever change its shape: <https://www.rfc-editor.org/rfc/rfc3986#section-2.3>.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A method of HTTP that vendors use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or starts.
    Post,
    /// Replaces.
    Put,
    /// Changes in part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// As it stands in a request.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether it changes anything. A write is never repeated blindly.
    #[must_use]
    pub fn writes(self) -> bool {
        self != Self::Get
    }
}

/// What to send, relative to a source's base URL and still without its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Already escaped, begins with a slash.
    pub path: String,
    /// Not yet escaped.
    pub query: Vec<(&'static str, String)>,
    /// Sent as JSON.
    pub body: Option<Body>,
}

impl Request {
    /// A request for a path given as its segments, each of which is escaped.
    #[must_use]
    pub fn new(method: Method, segments: &[&str]) -> Self {
        let path = segments.iter().flat_map(|segment| ["/".to_owned(), own_segment(segment)]).collect();
        Self { method, path, query: Vec::new(), body: None }
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// Adds a query parameter if there is a value for it.
    #[must_use]
    pub fn query_if(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Path and query, escaped.
    #[must_use]
    pub fn target(&self) -> String {
        let pairs: Vec<String> =
            self.query.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        if pairs.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, pairs.join("&")) }
    }
}

/// A segment that stays where it stands. `..` climbs even when its dots are escaped, unless their escapes are escaped
/// too: <https://url.spec.whatwg.org/#double-dot-path-segment>.
fn own_segment(segment: &str) -> String {
    if matches!(segment, "." | "..") { segment.replace('.', "%252E") } else { escape(segment) }
}

/// Escapes text so that it can stand anywhere in a URL.
#[must_use]
pub fn escape(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Those that the browser lets a page read.
    pub headers: Vec<(String, String)>,
    /// The body as text.
    pub body: String,
}

impl Response {
    /// The value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Whether the vendor did as asked.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_cannot_leave_its_segment() {
        let request = Request::new(Method::Get, &["v1", "../../admin?x#y"]);
        assert_eq!(request.target(), "/v1/..%2F..%2Fadmin%3Fx%23y");
        let climbs = Request::new(Method::Delete, &["v1", "connections", "..", ".", "...", "%2e%2e"]);
        assert_eq!(climbs.target(), "/v1/connections/%252E%252E/%252E/.../%252e%252e");
    }

    #[test]
    fn a_header_is_found_in_any_case() {
        let response = Response { headers: vec![("retry-after".into(), "3".into())], ..Response::default() };
        assert_eq!(response.header("Retry-After"), Some("3"));
    }

    proptest! {
        #[test]
        fn a_query_never_holds_an_unescaped_reserved_byte(value in any::<String>()) {
            let target = Request::new(Method::Get, &["a"]).query("q", value).target();
            let query = target.strip_prefix("/a?q=").unwrap();
            prop_assert!(query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
        }
    }
}
