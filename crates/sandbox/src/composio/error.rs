//! How Composio refuses: an envelope, but for what is too much.

use serde_json::json;

use crate::http::Answer;

/// A refusal, before it has a shape.
#[derive(Debug)]
pub(super) struct Refusal {
    status: u16,
    code: u32,
    slug: String,
    message: String,
    suggested_fix: Option<&'static str>,
    /// What is wrong with each field.
    errors: Vec<String>,
    /// Seconds to wait.
    retry_after: Option<u64>,
}

impl Refusal {
    /// Assumption: what is not about an account has the code of its status above 10000, as was seen with 401.
    pub(super) fn new(status: u16, message: impl Into<String>) -> Self {
        Self {
            status,
            code: 10_000 + u32::from(status),
            slug: format!("HTTP_{}", name(status)),
            message: message.into(),
            suggested_fix: None,
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// The request is at fault. The code and the slug are those that were seen with an account.
    pub(super) fn invalid(message: impl Into<String>) -> Self {
        let slug = "ConnectedAccount_BadRequest".to_owned();
        Self { code: 600, slug, ..Self::new(400, message) }
    }

    /// A field or a parameter is at fault: `alias must be a string`, and among the errors `alias: must be a string`.
    pub(super) fn field(name: &str, problem: &str) -> Self {
        Self::invalid(format!("{name} {problem}")).about(name, problem)
    }

    /// No account has this id.
    pub(super) fn unknown() -> Self {
        let slug = "ConnectedAccount_NotFound".to_owned();
        let refusal = Self { code: 1803, slug, ..Self::new(404, "Connected account not found") };
        refusal.fix("Check the id, and that the key is of the same project")
    }

    /// This and all others of the minute are too many.
    pub(super) fn too_many(retry_after: u64) -> Self {
        Self { retry_after: Some(retry_after), ..Self::new(429, "") }
    }

    /// What to do about it.
    pub(super) fn fix(self, suggested_fix: &'static str) -> Self {
        Self { suggested_fix: Some(suggested_fix), ..self }
    }

    /// What is wrong with a field.
    pub(super) fn about(mut self, name: &str, problem: &str) -> Self {
        self.errors.push(format!("{name}: {problem}"));
        self
    }

    /// The same as an answer.
    pub(super) fn answer(self, request_id: &str, per_minute: u32) -> Answer {
        if self.status == 429 {
            let message = format!("Rate limit exceeded. Limit: {per_minute} requests per 1 minutes");
            let answer = Answer::json(429, &json!({"message": message}));
            return match self.retry_after {
                Some(seconds) => answer.with_header("retry-after", &seconds.to_string()),
                None => answer,
            };
        }
        let mut error = json!({
            "message": self.message, "code": self.code, "slug": self.slug, "status": self.status,
            "request_id": request_id, "errors": self.errors,
        });
        if let Some(fix) = self.suggested_fix {
            error["suggested_fix"] = fix.into();
        }
        Answer::json(self.status, &json!({"error": error}))
    }
}

/// The shape of an example elsewhere in the documentation: `error_code`, and no slug.
pub(super) fn before(status: u16, message: &str) -> Answer {
    let error = json!({"message": message, "error_code": 10_000 + u32::from(status), "status": status});
    Answer::json(status, &json!({"error": error}))
}

fn name(status: u16) -> &'static str {
    match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        409 => "Conflict",
        422 => "UnprocessableEntity",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        _ => "InternalServerError",
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LIST, answer, request, store};
    use super::*;
    use crate::world::Vendor;

    #[test]
    fn a_refusal_stands_in_an_envelope_and_says_its_id_twice() {
        let mut store = store(1);
        let refused = answer(&mut store, &request("GET", &format!("{LIST}/ca_nobody")));

        let id = refused.header("x-request-id").unwrap();
        assert_eq!(
            refused.value(),
            json!({"error": {
                "message": "Connected account not found", "code": 1803, "slug": "ConnectedAccount_NotFound",
                "status": 404, "request_id": id, "errors": [],
                "suggested_fix": "Check the id, and that the key is of the same project",
            }})
        );
        assert_ne!(store.refuse(404, "").header("x-request-id"), Some(id), "each has its own");
    }

    #[test]
    fn a_fault_is_refused_in_the_envelope_too() {
        let refused = store(1).refuse(409, "The connection was changed by another request").value();

        assert_eq!((&refused["error"]["code"], &refused["error"]["status"]), (&json!(10_409), &json!(409)));
        assert_eq!(refused["error"]["slug"], "HTTP_Conflict");
    }

    #[test]
    fn too_many_requests_are_refused_in_a_shape_of_their_own() {
        let refused = store(1).refuse(429, "Too many requests");

        let message = "Rate limit exceeded. Limit: 2000 requests per 1 minutes";
        assert_eq!(refused.value(), json!({"message": message}));
    }

    #[test]
    fn another_shape_stands_in_the_documentation() {
        let refused = store(1).refuse_as_before(400, "No").value();

        assert_eq!(refused, json!({"error": {"message": "No", "error_code": 10_400, "status": 400}}));
    }
}
