//! Google's key file: is what was typed, pasted or dropped a whole one? Found out here, because a vendor that stores it
//! untried would only say so when somebody needs the connection.
//!
//! Its form: <https://google.aip.dev/auth/4112>, and what else Google keeps in JSON: <https://google.aip.dev/auth/4110>.

use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::words::{Sentence, service_account as words};

/// Checks that this is the whole key file of a service account.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn check(text: &str) -> Result<(), &'static Sentence> {
    let map = match serde_json::from_str(text) {
        Ok(Value::Object(map)) => map,
        Ok(_) => return Err(&words::NOT_AN_OBJECT),
        Err(error) if error.is_eof() && text.trim_start().starts_with('{') => return Err(&words::CUT),
        Err(_) => return Err(&words::NOT_JSON),
    };
    let checked = whole(&map);
    wipe(map);
    checked
}

fn whole(map: &Map<String, Value>) -> Result<(), &'static Sentence> {
    kind(map)?;
    let given = |name| map.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    given("project_id").ok_or(&words::NO_PROJECT_ID)?;
    given("client_email").ok_or(&words::NO_CLIENT_EMAIL)?;
    pem(given("private_key").ok_or(&words::NO_PRIVATE_KEY)?)
}

/// Several kinds of credentials look alike from outside.
fn kind(map: &Map<String, Value>) -> Result<(), &'static Sentence> {
    match map.get("type") {
        Some(Value::String(kind)) => match kind.as_str() {
            "service_account" => Ok(()),
            "authorized_user" => Err(&words::OF_A_PERSON),
            "external_account" => Err(&words::OF_A_FEDERATION),
            _ => Err(&words::OTHER_TYPE),
        },
        // <https://github.com/googleapis/google-api-python-client/blob/main/docs/client-secrets.md>
        _ if map.contains_key("installed") || map.contains_key("web") => Err(&words::OF_A_CLIENT),
        _ => Err(&words::NO_TYPE),
    }
}

/// Only whether it begins and ends as a key does: what lies between is Google's.
fn pem(key: &str) -> Result<(), &'static Sentence> {
    // A file that went through a variable or through JSON once more has `\n` in two signs where lines should end.
    if key.contains("\\n") {
        return Err(&words::KEY_ESCAPED);
    }
    let key = key.trim();
    let ends = key.lines().count() > 2 && key.ends_with("-----END PRIVATE KEY-----");
    match key.starts_with("-----BEGIN PRIVATE KEY-----") {
        true if ends => Ok(()),
        true => Err(&words::KEY_CUT),
        false => Err(&words::KEY_NOT_PEM),
    }
}

/// What was read of a secret is a secret too.
fn wipe(map: Map<String, Value>) {
    for (_, value) in map {
        if let Value::String(text) = value {
            drop(Zeroizing::new(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// A key file for tests; its key opens nothing.
    fn file() -> Value {
        json!({
            "type": "service_account",
            "project_id": "my-gcp-project",
            "private_key_id": "abc123",
            "private_key": "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBg\n-----END PRIVATE KEY-----\n",
            "client_email": "my-service@my-gcp-project.iam.gserviceaccount.com",
            "client_id": "123456789",
            "universe_domain": "googleapis.com"
        })
    }

    fn with(name: &str, value: Value) -> String {
        let mut file = file();
        file[name] = value;
        file.to_string()
    }

    fn without(name: &str) -> String {
        let mut file = file();
        file.as_object_mut().unwrap().remove(name);
        file.to_string()
    }

    #[test]
    fn a_whole_key_file_is_taken_however_it_is_laid_out() {
        let file = file();
        for text in [file.to_string(), format!("\r\n  {file:#}\n\n")] {
            assert_eq!(check(&text), Ok(()), "{text}");
        }
    }

    #[test]
    fn line_ends_of_windows_are_taken() {
        let key = "-----BEGIN PRIVATE KEY-----\r\nMIIEvgIBADANBg\r\n-----END PRIVATE KEY-----\r\n";
        assert_eq!(check(&with("private_key", json!(key))), Ok(()));
    }

    #[test]
    fn every_cause_has_its_own_sentence() {
        let whole = file().to_string();
        let (cut, _) = whole.split_at(whole.len() - 20);
        for (text, why) in [
            (String::new(), &words::NOT_JSON),
            ("hunter22".into(), &words::NOT_JSON),
            ("-----BEGIN PRIVATE KEY-----".into(), &words::NOT_JSON),
            (whole.trim_start_matches('{').into(), &words::NOT_JSON),
            (cut.into(), &words::CUT),
            ("{".into(), &words::CUT),
            ("[]".into(), &words::NOT_AN_OBJECT),
            ("null".into(), &words::NOT_AN_OBJECT),
            (Value::from(whole.clone()).to_string(), &words::NOT_AN_OBJECT),
            (without("type"), &words::NO_TYPE),
            (with("type", Value::Null), &words::NO_TYPE),
            ("{}".into(), &words::NO_TYPE),
            (r#"{"installed": {"client_id": "x"}}"#.into(), &words::OF_A_CLIENT),
            (r#"{"web": {"client_id": "x"}}"#.into(), &words::OF_A_CLIENT),
            (with("type", json!("authorized_user")), &words::OF_A_PERSON),
            (with("type", json!("external_account")), &words::OF_A_FEDERATION),
            (with("type", json!("gdch_service_account")), &words::OTHER_TYPE),
            (without("project_id"), &words::NO_PROJECT_ID),
            (with("project_id", json!(" ")), &words::NO_PROJECT_ID),
            (without("client_email"), &words::NO_CLIENT_EMAIL),
            (with("client_email", json!(7)), &words::NO_CLIENT_EMAIL),
            (without("private_key"), &words::NO_PRIVATE_KEY),
            (with("private_key", Value::Null), &words::NO_PRIVATE_KEY),
            (with("private_key", json!("abc123")), &words::KEY_NOT_PEM),
            (with("private_key", json!("-----BEGIN PRIVATE KEY-----\nMIIE\n")), &words::KEY_CUT),
            (
                with("private_key", json!("-----BEGIN PRIVATE KEY-----\\nM\\n-----END PRIVATE KEY-----\\n")),
                &words::KEY_ESCAPED,
            ),
        ] {
            assert_eq!(check(&text), Err(why), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in any::<String>()) {
            prop_assert!(check(&text).is_err());
        }

        #[test]
        fn a_file_that_is_cut_anywhere_is_never_taken(keep in 0.0..1.0) {
            let whole = file().to_string();
            let cut: String = whole.chars().take((whole.len() as f64 * keep) as usize).collect();
            prop_assert!(check(&cut).is_err());
        }
    }
}
