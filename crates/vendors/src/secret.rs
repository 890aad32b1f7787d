//! What must not be seen: a secret that cannot be printed, and its removal from any text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use zeroize::Zeroizing;

use crate::http::escape;

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
    forms: Vec<Zeroizing<String>>,
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
                let whole = std::iter::once(Zeroizing::new(text.to_owned()));
                let all = whole.chain(parts(text)).flat_map(|text| forms(&text));
                all.for_each(|form| strike.add(Zeroizing::new(form)));
            }
        }
        strike
    }

    /// A longer form may contain a shorter one, so it has to go first.
    fn add(&mut self, form: Zeroizing<String>) {
        let place = self.forms.iter().position(|other| other.len() <= form.len());
        self.forms.insert(place.unwrap_or(self.forms.len()), form);
    }

    /// The text without the secrets; nothing at all where a secret is too short to be told apart.
    #[must_use]
    pub fn text(&self, text: &str) -> Option<String> {
        if self.holds_short {
            return None;
        }
        Some(self.forms.iter().fold(text.to_owned(), |text, form| text.replace(form.as_str(), STRUCK)))
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

/// How a secret can come back: as it is; as JSON escapes it, once and again (JSON quoted inside JSON); as URLs escape
/// it, strictly, as a form, or every sign, in either case of the digits.
const FORMS: [fn(&str) -> String; 9] = [
    str::to_owned,
    json_escaped,
    |secret| json_escaped(&json_escaped(secret)),
    escape,
    |secret| lower_escapes(&escape(secret)),
    form_escaped,
    |secret| lower_escapes(&form_escaped(secret)),
    all_escaped,
    |secret| lower_escapes(&all_escaped(secret)),
];

fn forms(secret: &str) -> Vec<String> {
    let mut forms = base64_forms(secret.as_bytes());
    forms.extend(FORMS.iter().map(|form| form(secret)));
    forms
}

fn form_escaped(text: &str) -> String {
    escape(text).replace("%20", "+")
}

fn all_escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn json_escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&quoted).to_owned()
}

fn lower_escapes(url: &str) -> String {
    let mut digits = 0;
    url.chars()
        .map(|character| {
            if character == '%' {
                digits = 2;
                character
            } else if digits > 0 {
                digits -= 1;
                character.to_ascii_lowercase()
            } else {
                character
            }
        })
        .collect()
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

    fn strike(text: &str, secret: &str) -> Option<String> {
        Strike::new([&Secret::new(secret.into())]).text(text)
    }

    #[test]
    fn an_echoed_secret_is_struck_in_every_form() {
        let secret = "pä\"ss/w+rd =1";
        let json = json_escaped(secret);
        for text in [
            secret.to_owned(),
            json.clone(),
            json_escaped(&json),
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
            for text in [plain.clone(), json_escaped(&plain), escape(&plain)] {
                let struck = strike(&text, &secret).unwrap();
                prop_assert!(!struck.contains(&secret) && !struck.contains(&escape(&secret)), "{}", struck);
            }
            // Its first and last digits share bits with their neighbours; those between are its own.
            let struck = strike(&BASE64.encode(&plain), &secret).unwrap();
            prop_assert!(struck.contains(STRUCK), "{}", struck);
        }
    }
}
