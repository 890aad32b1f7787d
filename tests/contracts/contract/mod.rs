//! A vendor's OpenAPI file, held strictly: what it does not declare is a breach.

mod check;
mod closed;
mod load;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::Value;

use crate::message::Sent;

/// What a vendor declares.
pub(crate) struct Contract {
    /// All that can be asked.
    pub(crate) operations: Vec<Operation>,
    /// What it shows.
    pub(crate) examples: Vec<Example>,
    servers: Vec<String>,
}

/// A value that the contract shows, and the schema beside it.
pub(crate) struct Example {
    /// The value.
    pub(crate) value: Value,
    schema: Validator,
}

/// Every way in which a message breaks a contract, each as a sentence that names the place.
pub(crate) type Breaches = Vec<String>;

/// One thing that can be asked.
pub(crate) struct Operation {
    /// Its name in the contract.
    pub(crate) id: String,
    method: String,
    template: Vec<Segment>,
    /// What it takes besides a body.
    pub(crate) parameters: Vec<Parameter>,
    /// The headers of which one set has to be there.
    keys: Vec<Vec<Key>>,
    body: BTreeMap<String, Validator>,
    needs_body: bool,
    answers: BTreeMap<String, Answer>,
}

/// A declared parameter.
pub(crate) struct Parameter {
    /// Its name.
    pub(crate) name: String,
    /// Where it stands.
    pub(crate) place: Place,
    required: bool,
    explodes: bool,
    schema: Validator,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the query.
    Query,
    /// Among the headers.
    Header,
    /// In the path.
    Path,
}

enum Segment {
    Literal(String),
    Parameter(String),
}

/// How a key travels.
enum Key {
    Header(String),
    Bearer,
}

/// A declared answer; without any media it has no body.
struct Answer {
    media: BTreeMap<String, Validator>,
    headers: BTreeMap<String, Validator>,
}

impl Operation {
    /// Its parameters of one place.
    pub(crate) fn parameters_in(&self, place: Place) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.place == place)
    }

    /// Whether something in a request for it can be of the wrong type.
    pub(crate) fn has_typed_parts(&self, sent: &Sent) -> bool {
        let is_typed = |parameter: &Parameter| {
            !parameter.takes_any_text() && sent.query.iter().any(|(name, _)| *name == parameter.name)
        };
        sent.body.is_some() || self.parameters_in(Place::Query).any(is_typed)
    }

    /// The statuses that it may answer with.
    pub(crate) fn statuses(&self) -> impl Iterator<Item = &str> {
        self.answers.keys().map(String::as_str)
    }
}

impl Example {
    /// Whether the contract agrees with itself.
    pub(crate) fn holds(&self) -> bool {
        self.schema.is_valid(&self.value)
    }
}

impl Parameter {
    /// Whether any text will do, so that no value is of the wrong type.
    pub(crate) fn takes_any_text(&self) -> bool {
        self.takes(&["any text at all".to_owned()])
    }
}
