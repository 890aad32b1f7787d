//! Finding a text in another however it is spelt there.
//!
//! Whoever repeats a text escapes what is not plain to them, and no two do it alike: `encodeURIComponent` leaves `!` as
//! it is and RFC 3986 does not, JSON escapes a slash or not, and JSON quoted in JSON escapes once more. To list whole
//! texts in each of these ways leaves gaps where they meet. So each sign may be spelt in any way, beside each other.

/// The signs that JSON escapes by a letter: <https://www.rfc-editor.org/rfc/rfc8259#section-7>.
const LETTERS: [(char, char); 5] = [('\u{8}', 'b'), ('\u{c}', 'f'), ('\n', 'n'), ('\r', 'r'), ('\t', 't')];

/// The signs that pages escape: <https://html.spec.whatwg.org/multipage/parsing.html#escapingString>.
const ENTITIES: [(char, &str); 6] =
    [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;"), ('\'', "&#x27;")];

/// The text with another in place of each spelling of the one that is wanted.
pub(crate) fn replace(text: &str, wanted: &str, by: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        match spelt(wanted, rest).and_then(|length| rest.get(length..)) {
            Some(after) => {
                replaced.push_str(by);
                rest = after;
            }
            None => {
                replaced.push(sign);
                rest = rest.get(sign.len_utf8()..).unwrap_or_default();
            }
        }
    }
    replaced
}

/// How long the longest spelling of a text is with which another begins.
fn spelt(wanted: &str, text: &str) -> Option<usize> {
    let mut ends = vec![0];
    for sign in wanted.chars() {
        let mut next: Vec<usize> = Vec::new();
        for end in ends {
            for length in spellings(sign, text.get(end..)?) {
                if !next.contains(&(end + length)) {
                    next.push(end + length);
                }
            }
        }
        ends = next;
    }
    // A spelling of nothing would be everywhere.
    ends.into_iter().max().filter(|end| *end > 0)
}

/// How long each spelling of a sign is with which a text begins.
fn spellings(sign: char, text: &str) -> Vec<usize> {
    let mut lengths = Vec::new();
    if text.starts_with(sign) {
        lengths.push(sign.len_utf8());
    }
    // Forms: <https://url.spec.whatwg.org/#concept-urlencoded-serializer>.
    if sign == ' ' && text.starts_with('+') {
        lengths.push(1);
    }
    lengths.extend(in_url(sign, text));
    let entities = ENTITIES.iter().filter(|(of, entity)| *of == sign && text.starts_with(entity));
    lengths.extend(entities.map(|(_, entity)| entity.len()));
    let escapes = text.len() - text.trim_start_matches('\\').len();
    if escapes > 0 {
        lengths.extend(in_json(sign, text, escapes));
    }
    lengths
}

/// Each byte of the sign as `%` with two digits.
fn in_url(sign: char, text: &str) -> Option<usize> {
    let mut rest = text;
    for byte in sign.encode_utf8(&mut [0; 4]).bytes() {
        let (digits, after) = rest.strip_prefix('%')?.split_at_checked(2)?;
        rest = (u8::from_str_radix(digits, 16) == Ok(byte)).then_some(after)?;
    }
    Some(text.len() - rest.len())
}

/// The sign behind so many backslashes: one for each time that it was escaped, and one more for each of those before.
fn in_json(sign: char, text: &str, escapes: usize) -> Vec<usize> {
    let mut lengths = Vec::new();
    if sign == '\\' {
        // Once, twice or three times JSON.
        lengths.extend([2, 4, 8].into_iter().filter(|length| *length <= escapes));
    }
    let escaped = text.get(escapes..).unwrap_or_default();
    let letter = LETTERS.iter().find(|(of, _)| *of == sign).map_or(sign, |(_, letter)| *letter);
    if escaped.starts_with(letter) && !sign.is_alphanumeric() {
        lengths.push(escapes + letter.len_utf8());
    }
    lengths.extend(in_units(sign, text));
    lengths
}

/// Each unit of the sign as `\u` with four digits.
fn in_units(sign: char, text: &str) -> Option<usize> {
    let mut rest = text;
    for unit in sign.encode_utf16(&mut [0; 2]) {
        let escaped = rest.trim_start_matches('\\');
        let (digits, after) = escaped.strip_prefix('u')?.split_at_checked(4)?;
        let is_it = escaped.len() < rest.len() && u16::from_str_radix(digits, 16) == Ok(*unit);
        rest = is_it.then_some(after)?;
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_spelling_of_a_text_is_found() {
        for (wanted, text) in [
            ("a/b&c!", "a/b&c!"),
            ("a/b&c!", "a%2Fb%26c!"),
            ("a/b&c!", "a/b%26c%21"),
            ("a/b&c!", "a\\/b\\u0026c!"),
            ("a/b&c!", "a\\\\\\/b\\\\u0026c!"),
            ("a/b&c!", "a/b&amp;c!"),
            ("a b\nc", "a+b%0ac"),
            ("a b\nc", "a b\\nc"),
            ("a b\nc", "a b\\\\nc"),
            ("q\"\\", "q\\\"\\\\"),
            ("q\"\\", "q\\\\\\\"\\\\\\\\"),
            ("🔑é", "%F0%9f%94%91\\u00e9"),
            ("🔑é", "\\ud83d\\uDD11é"),
        ] {
            assert_eq!(replace(&format!("<{text}> {text}"), wanted, "•"), "<•> •", "{text}");
        }
    }

    #[test]
    fn what_is_another_text_stays() {
        for text in ["a/b&c", "a/b&&c!", "A/b&c!", "a%2eb%26c!", "a\\nb&c!", "%", "%2", "\\u00", ""] {
            assert_eq!(replace(text, "a/b&c!", "•"), text);
        }
        assert_eq!(replace("text", "", "•"), "text");
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[\\\\%+u&;0-9a-f\"é🔑]{0,40}", wanted in "[\\\\%+u&;0-9a-f\"é🔑]{1,4}") {
            prop_assert!(!replace(&text, &wanted, "").contains(&wanted) || text.contains(&wanted));
        }
    }
}
