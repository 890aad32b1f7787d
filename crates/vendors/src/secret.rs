//! What must not be seen: a secret that cannot be printed, and its removal from any text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use zeroize::Zeroizing;

use crate::spelling;

/// What stands in place of a secret.
pub const STRUCK: &str = "•••";

/// Shorter parts of a secret, such as the `{` of a key file in JSON, say nothing by themselves.
const SHORTEST_PART: usize = 12;

/// Shorter ones stand in ordinary words by chance; striking them would garble every text and
/// tell where they stood.
const SHORTEST_STRUCK: usize = 4;

/// A key or password. It has no `Debug`, `Display` or `Serialize`, and is wiped when dropped.
///
/// What the browser keeps of it (the text field it was typed into, the request) is out of reach.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes over what was typed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The secret itself, for the request that needs it and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Strikes secrets from texts, in every form in which a vendor may send them back.
#[derive(Default)]
pub struct Strike {
    texts: Vec<Zeroizing<String>>,
    in_base64: Vec<Zeroizing<String>>,
    holds_short: bool,
}

impl Strike {
    /// For these secrets.
    #[must_use]
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let mut strike = Self::default();
        for secret in secrets {
            let text = secret.expose();
            if text.chars().count() < SHORTEST_STRUCK {
                strike.holds_short |= !text.is_empty();
            } else {
                strike.texts.push(Zeroizing::new(text.to_owned()));
                strike.texts.extend(parts(text));
            }
        }
        // JSON may be encoded as a whole, and then what it escapes is.
        let plain = strike.texts.iter().flat_map(|text| [text.clone(), json_escaped(text)]);
        strike.in_base64 = plain.flat_map(|text| base64_forms(text.as_bytes())).map(Zeroizing::new).collect();
        // A longer text may contain a shorter one, so it has to go first.
        for texts in [&mut strike.texts, &mut strike.in_base64] {
            texts.sort_unstable_by_key(|text| std::cmp::Reverse(text.len()));
        }
        strike
    }

    /// The text without the secrets; nothing at all where a secret is too short to be told apart.
    #[must_use]
    pub fn text(&self, text: &str) -> Option<String> {
        if self.holds_short {
            return None;
        }
        let spelt = |text: String, secret: &Zeroizing<String>| spelling::replace(&text, secret, STRUCK);
        let text = self.texts.iter().fold(text.to_owned(), spelt);
        Some(self.in_base64.iter().fold(text, |text, form| text.replace(form.as_str(), STRUCK)))
    }
}

/// What of a secret can come back by itself: the lines of a key file, and, if it is JSON, its texts and theirs; the
/// values of a query.
fn parts(secret: &str) -> Vec<Zeroizing<String>> {
    let mut texts = vec![Zeroizing::new(secret.to_owned())];
    if secret.contains('=') {
        texts.extend(secret.split(['&', '=']).map(|part| Zeroizing::new(part.to_owned())));
    }
    if let Ok(serde_json::Value::Object(map)) = serde_json::from_str(secret) {
        let text = |value| match value {
            serde_json::Value::String(text) => Some(Zeroizing::new(text)),
            _ => None,
        };
        texts.extend(map.into_iter().filter_map(|(_, value)| text(value)));
    }
    let lines = |text: &Zeroizing<String>| {
        let lines = text.lines().map(|line| Zeroizing::new(line.trim().to_owned()));
        lines.chain([text.clone()]).collect::<Vec<_>>()
    };
    let mut parts: Vec<_> = texts.iter().flat_map(lines).collect();
    parts.retain(|part| part.chars().count() >= SHORTEST_PART && part.as_str() != secret);
    parts
}

fn json_escaped(text: &str) -> Zeroizing<String> {
    let quoted = Zeroizing::new(serde_json::Value::from(text).to_string());
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&quoted);
    Zeroizing::new(inner.to_owned())
}

/// What a secret looks like inside base64, wherever in the encoded text it begins: only those
/// digits that it decides alone, in both alphabets.
fn base64_forms(secret: &[u8]) -> Vec<String> {
    let mut forms = Vec::new();
    for before in 0..3_usize {
        let padded: Vec<u8> = std::iter::repeat_n(0, before).chain(secret.iter().copied()).collect();
        let digits = BASE64.encode(&padded);
        let first = (before * 8).div_ceil(6);
        let last = padded.len() * 8 / 6;
        let own: String = digits.chars().skip(first).take(last.saturating_sub(first)).collect();
        forms.push(own.replace('+', "-").replace('/', "_"));
        forms.push(own);
    }
    forms
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::http::escape;

    fn strike(text: &str, secret: &str) -> Option<String> {
        Strike::new([&Secret::new(secret.into())]).text(text)
    }

    #[test]
    fn an_echoed_secret_is_struck_in_every_form() {
        let secret = "pä\"ss/w+rd =1";
        let json = json_escaped(secret);
        for text in [
            secret.to_owned(),
            json.to_string(),
            json_escaped(&json).to_string(),
            escape(secret),
            escape(secret).to_lowercase(),
            escape(secret).replace("%20", "+"),
        ] {
            assert_eq!(strike(&format!("got <{text}>"), secret).as_deref(), Some("got <•••>"), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_key_file_is_struck_too() {
        let file =
            r#"{"type": "service_account", "private_key": "-----BEGIN-----\nMIIEvQIBADANBg\n", "n": 1}"#;
        for (text, struck) in [
            ("bad key MIIEvQIBADANBg here", "bad key ••• here"),
            ("no service_account", "no •••"),
            ("type n", "type n"),
        ] {
            assert_eq!(strike(text, file).as_deref(), Some(struck));
        }
    }

    #[test]
    fn a_value_of_a_query_is_struck_too() {
        let query = "code=4/0AeanS0Zb9xQ&state=af0ifjsldkjw";
        assert_eq!(strike("invalid_grant: 4/0AeanS0Zb9xQ", query).as_deref(), Some("invalid_grant: •••"));
    }

    #[test]
    fn a_short_secret_silences_the_text_instead() {
        assert_eq!(strike("bad key abc", "abc"), None);
        assert_eq!(strike("bad key", ""), Some("bad key".into()));
    }

    proptest! {
        #[test]
        fn nothing_of_a_secret_is_left_in_an_encoded_text(
            before in "[ -~]{0,5}", secret in "[ -~]{12}", after in "[ -~]{0,5}",
        ) {
            let plain = format!("{before}{secret}{after}");
            for text in [plain.clone(), json_escaped(&plain).to_string(), escape(&plain)] {
                let struck = strike(&text, &secret).unwrap();
                prop_assert!(!struck.contains(&secret) && !struck.contains(&escape(&secret)), "{}", struck);
            }
            // Its first and last digits share bits with their neighbours; those between are its own.
            let struck = strike(&BASE64.encode(&plain), &secret).unwrap();
            prop_assert!(struck.contains(STRUCK), "{}", struck);
        }
    }
}
