//! Closes a contract: what it does not name is refused.
//!
//! JSON Schema lets an object hold fields that nobody declared, so a misspelt field would pass.
//! Here every schema that names fields refuses all others, through `unevaluatedProperties`, which
//! sees across `$ref` and `allOf`:
//! <https://json-schema.org/draft/2020-12/json-schema-core#name-unevaluatedproperties>.
//! What is declared as a free map (`additionalProperties`, or an object without named fields)
//! stays free.

use serde_json::{Map, Value};

/// The document with every schema closed where a value is held against it.
pub(super) fn closed(document: &Value) -> Value {
    Closing { document }.outside(document)
}

struct Closing<'a> {
    document: &'a Value,
}

impl Closing<'_> {
    /// What surrounds the schemas.
    fn outside(&self, node: &Value) -> Value {
        match node {
            Value::Object(fields) => each(fields, |name, node| match name {
                "example" | "examples" => node.clone(),
                "schema" => self.whole(node),
                "schemas" => under(node, |schema| self.part(schema)),
                _ => self.outside(node),
            }),
            Value::Array(items) => items.iter().map(|item| self.outside(item)).collect(),
            _ => node.clone(),
        }
    }

    /// A schema that describes a whole value.
    fn whole(&self, schema: &Value) -> Value {
        let mut closed = self.part(schema);
        if let Value::Object(keywords) = &mut closed
            && self.names_fields(schema)
        {
            keywords.entry("unevaluatedProperties").or_insert(Value::Bool(false));
        }
        closed
    }

    /// A schema that may describe only part of a value, as the members of `allOf` do: closed by
    /// itself it would refuse what its siblings name.
    fn part(&self, schema: &Value) -> Value {
        let Value::Object(keywords) = schema else { return schema.clone() };
        each(keywords, |keyword, node| match keyword {
            "properties" | "patternProperties" | "prefixItems" => under(node, |schema| self.whole(schema)),
            "items" | "additionalProperties" => self.whole(node),
            "allOf" => under(node, |schema| self.part(schema)),
            // Alternatives to each other describe the whole, unless fields are named beside them.
            "anyOf" | "oneOf" if !self.names_fields(schema) => under(node, |schema| self.whole(schema)),
            "anyOf" | "oneOf" => under(node, |schema| self.part(schema)),
            _ => node.clone(),
        })
    }

    /// Whether a schema names fields, itself or through what it is made of.
    fn names_fields(&self, schema: &Value) -> bool {
        let target = schema.get("$ref").and_then(|reference| target(self.document, reference));
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        schema.get("properties").is_some()
            || target.into_iter().chain(parts).any(|part| self.names_fields(part))
    }
}

/// What a reference within the document points to.
pub(super) fn target<'a>(document: &'a Value, reference: &Value) -> Option<&'a Value> {
    document.pointer(reference.as_str()?.strip_prefix('#')?)
}

fn each(fields: &Map<String, Value>, change: impl Fn(&str, &Value) -> Value) -> Value {
    fields.iter().map(|(name, node)| (name.clone(), change(name, node))).collect()
}

/// Changes the schemas that a keyword holds, as a list or by name.
fn under(node: &Value, change: impl Fn(&Value) -> Value) -> Value {
    match node {
        Value::Object(schemas) => each(schemas, |_, schema| change(schema)),
        Value::Array(schemas) => schemas.iter().map(change).collect(),
        _ => node.clone(),
    }
}
