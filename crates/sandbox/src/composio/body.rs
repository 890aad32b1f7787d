//! Bodies, read as strictly as parameters.

use serde_json::{Map, Value};

use super::error::Refusal;
use crate::http::Request;

/// The fields of an object, each of which is taken once.
pub(super) struct Fields {
    /// Where the object stands, with a dot behind it: `connection.state.`.
    path: String,
    fields: Map<String, Value>,
}

impl Fields {
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        let content_type = request.header("content-type").unwrap_or_default();
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Err(Refusal::invalid("content-type must be application/json"));
        }
        match serde_json::from_slice(&request.body) {
            Ok(Value::Object(fields)) => Ok(Self { path: String::new(), fields }),
            Ok(_) => Err(Refusal::invalid("the body must be an object")),
            Err(error) => Err(Refusal::invalid(format!("the body is not JSON: {error}"))),
        }
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        self.take(name, "must be a string", |value| match value {
            Value::String(text) => Some(text),
            _ => None,
        })
    }

    pub(super) fn flag(&mut self, name: &str) -> Result<Option<bool>, Refusal> {
        self.take(name, "must be true or false", |value| value.as_bool())
    }

    pub(super) fn texts(&mut self, name: &str) -> Result<Option<Vec<String>>, Refusal> {
        self.take(name, "must be an array of strings", |value| serde_json::from_value(value).ok())
    }

    pub(super) fn object(&mut self, name: &str) -> Result<Option<Self>, Refusal> {
        let path = format!("{}{name}.", self.path);
        self.take(name, "must be an object", |value| match value {
            Value::Object(fields) => Some(Self { path, fields }),
            _ => None,
        })
    }

    /// What has to be there.
    pub(super) fn required<T>(&self, name: &str, value: Option<T>) -> Result<T, Refusal> {
        value.ok_or_else(|| self.wrong(name, "is required"))
    }

    /// What is wrong with a field of this object.
    pub(super) fn wrong(&self, name: &str, problem: &str) -> Refusal {
        Refusal::field(&format!("{}{name}", self.path), problem)
    }

    /// All that is left, whatever it is.
    pub(super) fn rest(self) -> Map<String, Value> {
        self.fields
    }

    /// Refuses what nobody took.
    pub(super) fn end(self) -> Result<(), Refusal> {
        match self.fields.keys().next() {
            None => Ok(()),
            Some(name) => {
                let name = format!("{}{name}", self.path);
                Err(Refusal::invalid(format!("unknown field {name}")).about(&name, "unknown field"))
            }
        }
    }

    fn take<T>(
        &mut self,
        name: &str,
        problem: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Result<Option<T>, Refusal> {
        let Some(value) = self.fields.remove(name) else { return Ok(None) };
        read(value).map(Some).ok_or_else(|| self.wrong(name, problem))
    }
}
