//! How Peaka refuses. Its specification has no errors; these bodies were measured by others.

use serde::Serialize;
use serde_json::{Value, json};

use crate::http::{Answer, Request};

/// A refusal: `{error, message, errorCode}`, where only the message is always there.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Refusal {
    #[serde(skip)]
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    message: String,
    /// A text, a number, or null.
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<Value>,
}

impl Refusal {
    /// With the status by its name, and no code.
    pub(super) fn new(status: u16, message: impl Into<String>) -> Self {
        Self { status, error: Some(name_of(status)), message: message.into(), error_code: None }
    }

    /// The request is at fault.
    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, message)
    }

    /// No connection has this id: 400, not 404.
    pub(super) fn unknown() -> Self {
        let message = "invalid connection id".to_owned();
        Self { status: 400, error: Some("INVALID_CONNECTION_ID"), message, error_code: Some(json!("cn004")) }
    }

    /// Wrong, empty and unreachable look alike.
    pub(super) fn credentials(message: impl Into<String>) -> Self {
        let (error, message) = (Some("INVALID_CREDENTIALS"), message.into());
        Self { status: 400, error, message, error_code: Some(Value::Null) }
    }

    /// With a number, and no name.
    pub(super) fn numbered(status: u16, message: impl Into<String>) -> Self {
        Self { status, error: None, message: message.into(), error_code: Some(json!(100)) }
    }

    /// What should have been a 400.
    pub(super) fn internal(message: impl Into<String>) -> Self {
        Self { error_code: Some(Value::Null), ..Self::new(500, message) }
    }

    pub(super) fn no_method(request: &Request) -> Self {
        Self::new(405, format!("Method {} not allowed", request.method))
    }

    pub(super) fn no_route(request: &Request) -> Self {
        Self::new(404, format!("Route {} not found", request.path))
    }

    pub(super) fn into_answer(self) -> Answer {
        Answer::json(self.status, &self)
    }
}

fn name_of(status: u16) -> &'static str {
    match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(refusal: Refusal) -> (u16, Value) {
        let answer = refusal.into_answer();
        (answer.status, answer.value())
    }

    #[test]
    fn a_code_is_a_text_a_number_null_or_nothing() {
        assert_eq!(
            said(Refusal::unknown()),
            (
                400,
                json!({
                    "error": "INVALID_CONNECTION_ID", "message": "invalid connection id", "errorCode": "cn004"
                })
            )
        );
        assert_eq!(said(Refusal::numbered(400, "no")), (400, json!({"message": "no", "errorCode": 100})));
        assert_eq!(
            said(Refusal::credentials("no")),
            (400, json!({"error": "INVALID_CREDENTIALS", "message": "no", "errorCode": null}))
        );
        assert_eq!(said(Refusal::invalid("no")), (400, json!({"error": "Bad Request", "message": "no"})));
    }

    #[test]
    fn some_refusals_look_like_a_failure() {
        assert_eq!(said(Refusal::internal("no")).0, 500);
    }
}
