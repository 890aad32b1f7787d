//! How Pica refuses: the shape of today, observed at its successor in September 2026, and that of the server of 2025.

use serde_json::json;

use crate::http::Answer;
use crate::random::Random;

/// A refusal, before it has a shape.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    /// The request is at fault.
    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, message)
    }

    /// No connection has this id.
    pub(super) fn unknown() -> Self {
        Self::new(404, "Connection not found")
    }
}

/// `{correlationId, key, message, type, status}`. The number tells one refusal from the others.
pub(super) fn today(status: u16, message: &str, number: u64) -> Answer {
    let id = Random::new(number).uuid();
    // Observed of 401 and of 404; a list of keys is published nowhere.
    let key = if status == 401 { "http_error" } else { "error" };
    let body = json!({"correlationId": id, "key": key, "message": message, "type": key, "status": status});
    Answer::json(status, &body).with_header("x-one-correlation-id", &id)
}

/// Status, code, name and key, as in the vendor's own source of 2025.
const BEFORE: [(u16, u16, &str, &str); 12] = [
    (400, 2000, "BadRequest", "bad_request"),
    (409, 2001, "Conflict", "conflict"),
    (403, 2002, "Forbidden", "forbidden"),
    (500, 2003, "InternalServerError", "internal_server_error"),
    (405, 2004, "MethodNotAllowed", "method_not_allowed"),
    (404, 2005, "NotFound", "not_found"),
    (501, 2006, "NotImplemented", "not_implemented"),
    (424, 2007, "FailedDependency", "failed_dependency"),
    (503, 2008, "ServiceUnavailable", "service_unavailable"),
    (429, 2009, "TooManyRequests", "too_many_requests"),
    (401, 2010, "Unauthorized", "unauthorized"),
    (422, 2011, "UnprocessableEntity", "unprocessable_entity"),
];

/// `{type, code, status, key, message, meta}`.
pub(super) fn before(status: u16, message: &str) -> Answer {
    let known = BEFORE.iter().find(|(known, ..)| *known == status);
    let (_, code, name, key) = known.unwrap_or(&BEFORE[3]);
    let key = format!("err::application::{key}");
    let body =
        json!({"type": name, "code": code, "status": status, "key": key, "message": message, "meta": null});
    let answer = Answer::json(status, &body);
    if status != 429 {
        return answer;
    }
    let headers = [("limit", "100"), ("remainings", "0"), ("reset", "60")];
    headers
        .iter()
        .fold(answer, |answer, (name, value)| answer.with_header(&format!("x-pica-rate-limit-{name}"), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_of_today_says_its_id_twice() {
        let answer = today(404, "Connection not found", 1);
        let body = answer.value();

        assert_eq!(answer.status, 404);
        assert_eq!(body["correlationId"], answer.header("X-One-Correlation-Id").unwrap());
        assert_eq!((&body["message"], &body["status"]), (&"Connection not found".into(), &404.into()));
        assert_ne!(today(404, "Connection not found", 2), answer, "each has its own");
    }

    #[test]
    fn a_refusal_of_2025_has_a_code() {
        assert_eq!(
            before(404, "Connection not found").value(),
            json!({
                "type": "NotFound", "code": 2005, "status": 404, "key": "err::application::not_found",
                "message": "Connection not found", "meta": null
            })
        );
        assert_eq!(before(429, "").header("x-pica-rate-limit-reset"), Some("60"));
    }
}
