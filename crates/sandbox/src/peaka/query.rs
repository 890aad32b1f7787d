//! Requests, read strictly: what is not declared is refused by name, so that no client can rely on being ignored.

use serde_json::{Map, Value};

use super::error::Refusal;
use crate::http::Request;

/// Refuses any parameter: no route has one.
pub(super) fn plain(request: &Request) -> Result<(), Refusal> {
    match request.query.first() {
        None => Ok(()),
        Some((name, _)) => Err(Refusal::invalid(format!("unknown query parameter {name}"))),
    }
}

/// Refuses anything that a request without parameters or a body should not have.
pub(super) fn bare(request: &Request) -> Result<(), Refusal> {
    plain(request)?;
    if request.body.is_empty() { Ok(()) } else { Err(Refusal::invalid("this request has no body")) }
}

/// The fields of a body, each of which is taken once.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        plain(request)?;
        let content_type = request.header("content-type").and_then(|kind| kind.split(';').next());
        if !content_type.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
            return Err(Refusal::invalid("content-type must be application/json"));
        }
        match serde_json::from_slice(&request.body) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(Refusal::invalid("the body must be an object")),
            Err(error) => Err(Refusal::internal(format!("the body is not JSON: {error}"))),
        }
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        match self.0.remove(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Refusal::invalid(format!("{name} must be a string"))),
        }
    }

    pub(super) fn object(&mut self, name: &str) -> Result<Option<Map<String, Value>>, Refusal> {
        match self.0.remove(name) {
            None => Ok(None),
            Some(Value::Object(fields)) => Ok(Some(fields)),
            Some(_) => Err(Refusal::invalid(format!("{name} must be an object"))),
        }
    }

    /// Refuses what nobody took.
    pub(super) fn end(self) -> Result<(), Refusal> {
        match self.0.keys().next() {
            None => Ok(()),
            Some(field) => Err(Refusal::invalid(format!("unknown field {field}"))),
        }
    }
}

pub(super) fn needed<T>(name: &str, value: Option<T>) -> Result<T, Refusal> {
    value.ok_or_else(|| Refusal::invalid(format!("Missing property '{name}'")))
}
