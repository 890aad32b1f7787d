//! Secrets: how they are made up, and how they are said.

use serde_json::{Map, Value};

use crate::random::Random;

/// What a save can change and is no secret. Assumption: all else is one, also what nobody has declared.
const OPEN: [&str; 27] = [
    "username",
    "application_id",
    "installation_id",
    "api_key_prefix",
    "generic_id",
    "user_agent",
    "subdomain",
    "your-domain",
    "region",
    "shop",
    "account_url",
    "COMPANYDOMAIN",
    "extension",
    "form_api_base_url",
    "instanceEndpoint",
    "api_url",
    "borneo_dashboard_url",
    "proxy_username",
    "domain",
    "version",
    "dc",
    "site_name",
    "instanceName",
    "account_id",
    "your_server",
    "server_location",
    "base_url",
];

/// What a provider says of its tokens.
const OF_TOKENS: [&str; 4] = ["scope", "expires_in", "expires_at", "token_type"];

/// What a save can change and is a secret.
const CLOSED: [&str; 11] = [
    "token",
    "generic_api_key",
    "api_key",
    "bearer_token",
    "basic_encoded",
    "password",
    "credentials_json",
    "private_key",
    "proxy_password",
    "generic_secret",
    "generic_token",
];

/// Whether a save declares it, as a text or null.
pub(super) fn is_declared(name: &str) -> bool {
    OPEN.contains(&name) || CLOSED.contains(&name)
}

pub(super) fn is_open(name: &str) -> bool {
    OPEN.contains(&name) || OF_TOKENS.contains(&name)
}

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mask {
    /// Everything.
    Off,
    /// The first four characters.
    Start,
    /// Nothing.
    Redacted,
}

impl Mask {
    /// The credentials as they are said.
    pub(super) fn over(self, values: &Map<String, Value>) -> Map<String, Value> {
        values.iter().map(|(name, value)| (name.clone(), self.on(name, value))).collect()
    }

    fn on(self, name: &str, value: &Value) -> Value {
        if self == Self::Off || is_open(name) {
            return value.clone();
        }
        match value.as_str() {
            // Assumption: what has no more than four characters would not be masked by showing four.
            Some(text) if self == Self::Start && text.chars().count() > 4 => {
                format!("{}...", text.chars().take(4).collect::<String>()).into()
            }
            _ => "REDACTED".into(),
        }
    }
}

/// Random letters and digits.
pub(super) fn chars(random: &mut Random, count: usize) -> String {
    const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    (0..count).map(|_| char::from(*random.pick(ALPHABET))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(mask: Mask, name: &str, value: Value) -> Value {
        mask.on(name, &value)
    }

    #[test]
    fn a_secret_is_its_first_four_characters_or_nothing() {
        assert_eq!(said(Mask::Start, "generic_api_key", json!("8549abcdef")), "8549...");
        assert_eq!(said(Mask::Start, "password", json!("🔑🔑🔑🔑🔑")), "🔑🔑🔑🔑...");
        assert_eq!(said(Mask::Start, "password", json!("abcd")), "REDACTED");
        assert_eq!(said(Mask::Redacted, "access_token", json!("8549abcdef")), "REDACTED");
        assert_eq!(said(Mask::Off, "password", json!("8549abcdef")), "8549abcdef");
    }

    #[test]
    fn what_is_undeclared_is_a_secret_whatever_its_type() {
        for value in [json!(1234), json!({"inner": "secret"}), json!(["secret"]), json!(true)] {
            assert_eq!(said(Mask::Start, "pin", value), "REDACTED");
        }
        assert_eq!(said(Mask::Redacted, "expires_in", json!(3600)), 3600);
    }

    #[test]
    fn a_name_is_open_or_closed() {
        assert!(!CLOSED.iter().any(|name| is_open(name)));
    }
}
