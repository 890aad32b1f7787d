//! What lets pages of other origins in: <https://fetch.spec.whatwg.org/#http-cors-protocol>.

use crate::http::{Answer, Request};

const ANY: (&str, &str) = ("access-control-allow-origin", "*");

/// Whether a browser asks if it may ask.
pub(super) fn is_preflight(request: &Request) -> bool {
    request.method == "OPTIONS" && request.header("access-control-request-method").is_some()
}

/// Allows just what was asked for.
pub(super) fn preflight(request: &Request) -> Answer {
    let asked = [
        ("access-control-request-method", "access-control-allow-methods"),
        ("access-control-request-headers", "access-control-allow-headers"),
    ];
    asked.iter().fold(allow(Answer::empty(204)), |answer, (asked, allowed)| match request.header(asked) {
        Some(value) => answer.with_header(allowed, value),
        None => answer,
    })
}

/// Lets a page of any origin read an answer.
pub(super) fn allow(answer: Answer) -> Answer {
    answer.with_header(ANY.0, ANY.1)
}
