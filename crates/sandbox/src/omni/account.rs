//! The service account that a BigQuery connection has in place of a password.

use serde_json::{Map, Value};

/// What no service account is without.
const NEEDED: [&str; 5] = ["type", "project_id", "private_key_id", "private_key", "client_email"];

/// What is wrong with a service account, if anything is. Assumption: its key is not read, and further fields are not
/// looked at, since the vendor's own example has them shortened.
pub(super) fn check(text: &str) -> Result<(), String> {
    let account: Map<String, Value> = serde_json::from_str(text)
        .map_err(|_| "passwordUnencrypted must be the whole service account JSON".to_owned())?;
    for name in NEEDED {
        match account.get(name).and_then(Value::as_str).map(str::trim) {
            None | Some("") => return Err(format!("the service account has no {name}")),
            Some(kind) if name == "type" && kind != "service_account" => {
                return Err(format!("the type of a service account is service_account, not {kind}"));
            }
            Some(key) if name == "private_key" && !key.starts_with("-----BEGIN PRIVATE KEY-----") => {
                return Err("the private_key of the service account is not in PEM format".to_owned());
            }
            Some(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::service_account;
    use super::*;

    fn without(name: &str) -> String {
        with(name, Value::Null)
    }

    fn with(name: &str, value: Value) -> String {
        let mut account: Value = serde_json::from_str(&service_account()).unwrap();
        account[name] = value;
        account.to_string()
    }

    #[test]
    fn a_whole_service_account_is_taken() {
        assert_eq!(check(&service_account()), Ok(()));
    }

    #[test]
    fn what_is_missing_is_named() {
        for name in NEEDED {
            assert_eq!(check(&without(name)), Err(format!("the service account has no {name}")));
        }
    }

    #[test]
    fn what_is_no_service_account_is_refused() {
        for (text, said) in [
            ("new-password".to_owned(), "passwordUnencrypted must be the whole service account JSON"),
            ("[]".to_owned(), "passwordUnencrypted must be the whole service account JSON"),
            (
                with("type", json!("authorized_user")),
                "the type of a service account is service_account, not authorized_user",
            ),
            (
                with("private_key", json!("abc")),
                "the private_key of the service account is not in PEM format",
            ),
        ] {
            assert_eq!(check(&text), Err(said.to_owned()));
        }
    }
}
