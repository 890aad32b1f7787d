//! How Omni refuses, in three shapes, and what it shows to whoever is lost.

use serde_json::json;

use crate::http::Answer;

/// A refusal, before it has a shape.
#[derive(Debug)]
pub(super) struct Refusal {
    status: u16,
    message: String,
}

/// How a route says what it has against a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `{error, message}`, as the pages about connections have it.
    Message,
    /// `{detail, status}`, as the command line's specification has it.
    Detail,
}

impl Shape {
    /// Assumption: each shape belongs to the routes that the source of the shape is about.
    pub(super) fn of(parts: &[&str]) -> Self {
        if parts.first() == Some(&"connections") { Self::Message } else { Self::Detail }
    }
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
        Self::new(404, "Connection does not exist")
    }

    pub(super) fn into_answer(self, shape: Shape) -> Answer {
        let Self { status, message } = self;
        let name = name_of(status);
        let body = match (status, shape) {
            // The third shape.
            (422, _) => json!({"error": message}),
            // Seen to be refused like that everywhere.
            (429, _) | (_, Shape::Message) => json!({"error": name, "message": message}),
            (_, Shape::Detail) => json!({"detail": format!("{name}: {message}"), "status": status}),
        };
        Answer::json(status, &body)
    }
}

/// What the app answers wherever there is no API: itself. Assumption: with 200, as such apps do.
pub(super) fn page() -> Answer {
    let page = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Omni</title></head>\n\
                <body><div id=\"root\">Sign in to Omni</div></body>\n</html>\n";
    Answer::typed(200, "text/html; charset=utf-8", page)
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
        410 => "Gone",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn said(status: u16, shape: Shape) -> Value {
        let answer = Refusal::new(status, "no").into_answer(shape);
        assert_eq!(answer.status, status);
        answer.value()
    }

    #[test]
    fn a_refusal_has_one_of_three_shapes() {
        assert_eq!(said(403, Shape::Message), json!({"error": "Forbidden", "message": "no"}));
        assert_eq!(said(403, Shape::Detail), json!({"detail": "Forbidden: no", "status": 403}));
        assert_eq!(said(422, Shape::Detail), json!({"error": "no"}));
    }

    #[test]
    fn too_many_requests_are_refused_alike_everywhere() {
        assert_eq!(said(429, Shape::Detail), said(429, Shape::Message));
    }

    #[test]
    fn connections_have_the_one_shape_and_all_else_the_other() {
        assert_eq!(Shape::of(&["connections", "7"]), Shape::Message);
        assert_eq!(Shape::of(&["models"]), Shape::Detail);
        assert_eq!(Shape::of(&[]), Shape::Detail);
    }
}
