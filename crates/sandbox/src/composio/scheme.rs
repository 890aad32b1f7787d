//! The auth schemes, and which credentials an account of each has.

use serde_json::{Map, Value, json};

use super::secret;
use crate::random::Random;

/// All that accounts have.
pub(super) const SCHEMES: [&str; 14] = [
    "OAUTH2",
    "API_KEY",
    "BEARER_TOKEN",
    "BASIC",
    "OAUTH1",
    "SERVICE_ACCOUNT",
    "GOOGLE_SERVICE_ACCOUNT",
    "BASIC_WITH_JWT",
    "NO_AUTH",
    "DCR_OAUTH",
    "S2S_OAUTH2",
    "BILLCOM_AUTH",
    "CALCOM_AUTH",
    "SAML",
];

/// Those whose credentials can be changed.
pub(super) const UPDATABLE: [&str; 6] =
    ["BEARER_TOKEN", "API_KEY", "BASIC", "BASIC_WITH_JWT", "GOOGLE_SERVICE_ACCOUNT", "SERVICE_ACCOUNT"];

/// Whether somebody has to consent at the provider.
pub(super) fn redirects(scheme: &str) -> bool {
    matches!(scheme, "OAUTH2" | "OAUTH1" | "DCR_OAUTH")
}

/// What a person enters to connect an account.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) required: bool,
}

const fn field(name: &'static str, label: &'static str) -> Field {
    Field { name, label, required: true }
}

/// The fields of a form; with OAuth, and where nothing is needed, there are none.
pub(super) fn fields(scheme: &str) -> &'static [Field] {
    const API_KEY: &[Field] = &[field("generic_api_key", "API key")];
    const TOKEN: &[Field] = &[field("token", "Access token")];
    const BASIC: &[Field] =
        &[field("username", "User name"), Field { required: false, ..field("password", "Password") }];
    const JWT: &[Field] = &[field("username", "User name"), field("password", "Password")];
    const GOOGLE: &[Field] = &[field("credentials_json", "Service account key (JSON)")];
    const SERVICE: &[Field] = &[
        field("application_id", "Application id"),
        field("installation_id", "Installation id"),
        field("private_key", "Private key"),
    ];
    const S2S: &[Field] = &[field("client_id", "Client id"), field("client_secret", "Client secret")];
    const BILLCOM: &[Field] = &[field("devKey", "Developer key"), field("sessionId", "Session id")];
    match scheme {
        "API_KEY" => API_KEY,
        "BEARER_TOKEN" => TOKEN,
        "BASIC" => BASIC,
        "BASIC_WITH_JWT" => JWT,
        "GOOGLE_SERVICE_ACCOUNT" => GOOGLE,
        "SERVICE_ACCOUNT" => SERVICE,
        "S2S_OAUTH2" => S2S,
        "BILLCOM_AUTH" => BILLCOM,
        _ => &[],
    }
}

/// The credentials of an account that works: what was entered, or what a provider gave.
pub(super) fn credentials(random: &mut Random, scheme: &str, scopes: &str) -> Map<String, Value> {
    let mut chars = |before: &str, count| format!("{before}{}", secret::chars(random, count));
    let values = match scheme {
        "API_KEY" => json!({"generic_api_key": chars("key_", 32)}),
        "BEARER_TOKEN" => json!({"token": chars("tok_", 40)}),
        "BASIC" | "BASIC_WITH_JWT" => json!({"username": chars("svc-", 6), "password": chars("", 20)}),
        "GOOGLE_SERVICE_ACCOUNT" => json!({"credentials_json": json!({
            "type": "service_account",
            "project_id": chars("project-", 6),
            "private_key_id": chars("", 40),
            "private_key": pem(&chars("", 64)),
            "client_email": chars("svc-", 6) + "@project.example.test",
        }).to_string()}),
        "SERVICE_ACCOUNT" => json!({
            "application_id": chars("app-", 8),
            "installation_id": chars("inst-", 8),
            "private_key": pem(&chars("", 64)),
        }),
        "OAUTH2" => json!({
            "access_token": chars("", 48),
            "refresh_token": chars("1//", 40),
            "expires_in": 3600,
            "scope": scopes,
            "token_type": "Bearer",
        }),
        "OAUTH1" => json!({
            "oauth_token": chars("", 32),
            "oauth_token_secret": chars("", 40),
            "consumer_key": chars("", 24),
        }),
        "DCR_OAUTH" => json!({
            "access_token": chars("", 48),
            "refresh_token": chars("", 40),
            "client_id": chars("", 24),
            "client_secret": chars("", 32),
        }),
        "S2S_OAUTH2" => json!({
            "access_token": chars("", 48),
            "client_id": chars("", 24),
            "client_secret": chars("", 32),
            "expires_at": "2026-12-01T00:00:00.000Z",
        }),
        "BILLCOM_AUTH" => json!({"devKey": chars("", 20), "sessionId": chars("", 32)}),
        _ => Value::Null,
    };
    match values {
        Value::Object(values) => values,
        _ => Map::new(),
    }
}

fn pem(text: &str) -> String {
    format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_has_what_its_form_requires() {
        for scheme in SCHEMES {
            let values = credentials(&mut Random::new(1), scheme, "read");
            for field in fields(scheme).iter().filter(|field| field.required) {
                assert!(values[field.name].is_string(), "{scheme}: {}", field.name);
            }
        }
        assert!(UPDATABLE.iter().all(|scheme| SCHEMES.contains(scheme) && !fields(scheme).is_empty()));
    }

    #[test]
    fn every_secret_has_at_least_twelve_characters() {
        for scheme in SCHEMES {
            for (name, value) in credentials(&mut Random::new(1), scheme, "read") {
                let long = value.as_str().is_some_and(|text| text.len() >= 12);
                assert!(long || secret::is_open(&name), "{scheme}: {name}");
            }
        }
    }
}
