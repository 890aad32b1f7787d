//! What a credential must be before it is stored.

use serde_json::{Map, Value};

use super::error::Refusal;
use super::kind::{Field, Kind, Type};

/// A value that no credential works with: put it into any text field of one to see it refused.
pub const WRONG: &str = "wrong";

/// Refuses a credential that does not fit its kind, or does not work.
pub(super) fn check(kind: &Kind, credential: &Map<String, Value>) -> Result<(), Refusal> {
    if credential.is_empty() {
        return Err(Refusal::credentials("credential is empty"));
    }
    let missing: Vec<_> = kind.fields.iter().filter(|field| is_missing(field, credential)).collect();
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().map(|field| field.name).collect();
        return Err(Refusal::numbered(400, format!("Fields [{}] are required", names.join(", "))));
    }
    for (name, value) in credential {
        let field = kind.fields.iter().find(|field| field.name == name);
        let Some(field) = field else { return Err(echo(&format!("unknown property '{name}'"), credential)) };
        if !fits(field.of, value) {
            let of = said(field.of);
            return Err(echo(&format!("property '{name}' must be of type {of}"), credential));
        }
    }
    if credential.values().any(|value| value == WRONG) {
        return Err(echo("credential was refused", credential));
    }
    Ok(())
}

/// How the catalogue says it.
pub(super) fn said(of: Type) -> &'static str {
    match of {
        Type::Text => "text",
        Type::Number => "number",
        Type::Boolean => "boolean",
    }
}

/// The trap: all that was submitted comes back, and the name of an internal path with it.
fn echo(message: &str, credential: &Map<String, Value>) -> Refusal {
    let submitted = Value::Object(credential.clone());
    Refusal::credentials(format!("{message}: /internal/connection-secret/verify {submitted}"))
}

/// Assumption: a text that is empty is as good as none.
fn is_missing(field: &Field, credential: &Map<String, Value>) -> bool {
    field.required && credential.get(field.name).is_none_or(|value| value.is_null() || value == "")
}

fn fits(of: Type, value: &Value) -> bool {
    match of {
        Type::Text => value.is_string(),
        Type::Number => value.is_number(),
        Type::Boolean => value.is_boolean(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::kind;
    use super::*;

    fn refusal(kind: &str, credential: &Value) -> Option<Value> {
        let kind = kind::of(kind).unwrap();
        let refused = check(kind, credential.as_object().unwrap()).err()?.into_answer();
        assert_eq!(refused.status, 400);
        Some(refused.value())
    }

    fn server() -> Value {
        json!({
            "url": "db.example.test", "port": 5432, "user": "reader", "password": "s3cret",
            "databaseName": "sales", "useSsl": true
        })
    }

    fn server_with(field: &str, value: Value) -> Value {
        let mut server = server();
        server[field] = value;
        server
    }

    #[test]
    fn a_credential_that_fits_its_kind_is_taken() {
        assert_eq!(refusal("stripe", &json!({"token": "sk_test_example"})), None);
        assert_eq!(refusal("POSTGRES", &server()), None);
        assert_eq!(refusal("salesforce", &json!({"clientId": "a", "clientSecret": "b"})), None);
    }

    #[test]
    fn an_empty_one_looks_like_a_wrong_one() {
        assert_eq!(refusal("stripe", &json!({})).unwrap()["error"], "INVALID_CREDENTIALS");
        assert_eq!(refusal("stripe", &json!({"token": WRONG})).unwrap()["error"], "INVALID_CREDENTIALS");
    }

    #[test]
    fn what_is_required_and_missing_is_named() {
        let refused = refusal("POSTGRES", &json!({"url": "db.example.test", "password": "", "useSsl": null}));

        let message = "Fields [port, user, password, databaseName, useSsl] are required";
        assert_eq!(refused, Some(json!({"message": message, "errorCode": 100})));
    }

    #[test]
    fn a_value_must_have_the_type_of_its_field() {
        for (field, value, said) in [
            ("port", json!("5432"), "property 'port' must be of type number"),
            ("useSsl", json!("true"), "property 'useSsl' must be of type boolean"),
            ("user", json!(7), "property 'user' must be of type text"),
            ("sslMode", json!("on"), "unknown property 'sslMode'"),
        ] {
            let refused = refusal("POSTGRES", &server_with(field, value)).unwrap();
            assert_eq!(refused["error"], "INVALID_CREDENTIALS");
            assert!(refused["message"].as_str().unwrap().starts_with(said), "{refused}");
        }
    }

    #[test]
    fn an_error_repeats_all_that_was_submitted() {
        let refused = refusal("POSTGRES", &server_with("user", json!(WRONG))).unwrap();

        let message = refused["message"].as_str().unwrap();
        assert!(message.contains(r#""password":"s3cret""#) && message.contains("/internal/"), "{message}");
    }
}
