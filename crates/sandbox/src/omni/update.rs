//! `PATCH /v1/connections/{connectionId}`.

use serde_json::{Map, Value, json};

use super::auth::May;
use super::error::Refusal;
use super::{Connection, Store, account, key};
use crate::http::{Answer, Request};

/// Assumption: what is in the trash is not found, and a new credential is not tried before it is stored.
pub(super) fn update(store: &mut Store, request: &Request, may: May, id: &str) -> Result<Answer, Refusal> {
    may.write()?;
    if let Some((name, _)) = request.query.first() {
        return Err(Refusal::invalid(format!("unknown query parameter {name}")));
    }
    let connection = store.get(id).filter(|connection| connection.deleted_at.is_none());
    let changes = Changes::of(request, connection.ok_or_else(Refusal::unknown)?)?;
    let message = changes.sentences();
    let now = store.now(request);
    store.edit(id, |connection| changes.apply(connection, now));
    Ok(Answer::json(200, &json!({"success": true, "message": message})))
}

/// What is to become different.
#[derive(Default)]
struct Changes {
    password: Option<String>,
    private_key: Option<String>,
    base_role: Option<String>,
    attribute: Option<Option<Attribute>>,
}

/// Which attribute of a user says which environment is meant.
struct Attribute {
    name: String,
    values: Option<Vec<String>>,
}

impl Changes {
    fn of(request: &Request, connection: &Connection) -> Result<Self, Refusal> {
        let fields = object(request)?;
        if fields.is_empty() {
            return Err(Refusal::invalid("At least one field must be provided"));
        }
        let mut changes = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "passwordUnencrypted" => changes.password = Some(password(value, connection)?),
                "privateKey" => changes.private_key = Some(private_key(value, connection)?),
                "baseRole" => changes.base_role = Some(filled("baseRole", value)?),
                "environmentUserAttribute" => changes.attribute = Some(attribute(value)?),
                _ => return Err(Refusal::invalid(format!("unknown field {name}"))),
            }
        }
        Ok(changes)
    }

    /// Assumption: of several changes, one sentence each.
    fn sentences(&self) -> String {
        let credentials = self.password.is_some() || self.private_key.is_some();
        let sentences = [
            (credentials, "Updated connection credentials."),
            (self.base_role.is_some(), "Updated connection default role."),
            (self.attribute.is_some(), "Updated connection environment user attribute."),
        ];
        let said: Vec<_> = sentences.iter().filter(|(is_said, _)| *is_said).map(|(_, said)| *said).collect();
        said.join(" ")
    }

    fn apply(self, connection: &mut Connection, now: String) {
        connection.updated_at = now;
        if self.password.is_some() {
            connection.password = self.password;
        }
        if self.private_key.is_some() {
            connection.private_key = self.private_key;
        }
        if self.base_role.is_some() {
            connection.base_role = self.base_role;
        }
        if let Some(attribute) = self.attribute {
            let attribute = attribute.map(|Attribute { name, values }| (name, values)).unzip();
            connection.attribute_name = attribute.0;
            connection.default_values = attribute.1.flatten();
        }
    }
}

fn object(request: &Request) -> Result<Map<String, Value>, Refusal> {
    let content_type = request.header("content-type").and_then(|kind| kind.split(';').next());
    if !content_type.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Refusal::invalid("content-type must be application/json"));
    }
    match serde_json::from_slice(&request.body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Refusal::invalid("the body must be an object")),
        Err(error) => Err(Refusal::invalid(format!("the body is not JSON: {error}"))),
    }
}

fn text(name: &str, value: Value) -> Result<String, Refusal> {
    match value {
        Value::String(text) => Ok(text),
        _ => Err(Refusal::invalid(format!("{name} must be a string"))),
    }
}

fn filled(name: &str, value: Value) -> Result<String, Refusal> {
    let text = text(name, value)?;
    if text.trim().is_empty() { Err(Refusal::invalid(format!("{name} is empty"))) } else { Ok(text) }
}

fn password(value: Value, connection: &Connection) -> Result<String, Refusal> {
    let password = filled("passwordUnencrypted", value)?;
    if connection.dialect == "bigquery" {
        account::check(&password).map_err(Refusal::invalid)?;
    }
    Ok(password)
}

fn private_key(value: Value, connection: &Connection) -> Result<String, Refusal> {
    let pem = text("privateKey", value)?;
    if connection.dialect != "snowflake" {
        return Err(Refusal::invalid("privateKey is only applicable to Snowflake connections"));
    }
    key::check(&pem).map_err(Refusal::invalid)?;
    Ok(pem)
}

fn attribute(value: Value) -> Result<Option<Attribute>, Refusal> {
    let mut fields = match value {
        Value::Null => return Ok(None),
        Value::Object(fields) => fields,
        _ => return Err(Refusal::invalid("environmentUserAttribute must be an object or null")),
    };
    let mut needed = |name: &str| {
        let missing = || Refusal::invalid(format!("environmentUserAttribute.{name} is required"));
        fields.remove(name).ok_or_else(missing)
    };
    let name = filled("environmentUserAttribute.attributeName", needed("attributeName")?)?;
    let values = values(needed("defaultValues")?)?;
    match fields.keys().next() {
        None => Ok(Some(Attribute { name, values })),
        Some(field) => Err(Refusal::invalid(format!("unknown field environmentUserAttribute.{field}"))),
    }
}

/// Null is as in the command line's specification.
fn values(value: Value) -> Result<Option<Vec<String>>, Refusal> {
    let name = "environmentUserAttribute.defaultValues";
    match value {
        Value::Null => Ok(None),
        Value::Array(values) => {
            let value = |(place, value)| text(&format!("{name}[{place}]"), value);
            values.into_iter().enumerate().map(value).collect::<Result<_, _>>().map(Some)
        }
        _ => Err(Refusal::invalid(format!("{name} must be an array or null"))),
    }
}

#[cfg(test)]
mod tests;
