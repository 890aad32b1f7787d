//! What is typed into the search, taken apart: words, "phrases" and `field:value`.

use crate::lines::searchable;

/// Where a word has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What it connects to.
    Platform,
    /// One of its tags.
    Tag,
    /// How it is.
    State,
    /// The vendor's id.
    Id,
    /// The vendor's second, speaking id.
    Key,
    /// Whose it is.
    Identity,
    /// Where it was listed.
    Source,
}

impl Field {
    /// All there are.
    pub const ALL: [Self; 7] =
        [Self::Platform, Self::Tag, Self::State, Self::Id, Self::Key, Self::Identity, Self::Source];

    /// What is typed before the colon.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Tag => "tag",
            Self::State => "state",
            Self::Id => "id",
            Self::Key => "key",
            Self::Identity => "identity",
            Self::Source => "source",
        }
    }
}

/// A text that has to stand in a connection, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// Where; anywhere that search covers, if it is not said.
    pub(crate) field: Option<Field>,
    /// What; never empty.
    pub(crate) text: String,
}

/// The terms of what was typed. All of them have to hold.
///
/// What is not finished, `tag:` or a quotation mark without its second, asks for what is there so far: the list
/// follows every keystroke, and half a word must not empty it.
pub(crate) fn terms(typed: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let (field, after) = field(rest);
        let (text, after) = value(after);
        let text = searchable(text);
        if !text.is_empty() {
            terms.push(Term { field, text });
        }
        rest = after.trim_start();
    }
    terms
}

fn field(text: &str) -> (Option<Field>, &str) {
    let named = text.split_once(':').and_then(|(name, rest)| {
        let field = Field::ALL.into_iter().find(|field| name.eq_ignore_ascii_case(field.code()))?;
        // `key::x` is no word for the field: keys themselves are written with two colons.
        (!rest.starts_with(':')).then_some((field, rest))
    });
    named.map_or((None, text), |(field, rest)| (Some(field), rest))
}

fn value(text: &str) -> (&str, &str) {
    match text.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
        None => text.split_once(char::is_whitespace).unwrap_or((text, "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Vec<(Option<Field>, String)> {
        terms(typed).into_iter().map(|Term { field, text }| (field, text)).collect()
    }

    fn anywhere(text: &str) -> (Option<Field>, String) {
        (None, text.into())
    }

    #[test]
    fn words_stand_apart_and_a_phrase_stays_together() {
        assert_eq!(read("  Nord  wind "), [anywhere("nord"), anywhere("wind")]);
        assert_eq!(read(r#""Nord  Wind" mail"#), [anywhere("nord  wind"), anywhere("mail")]);
        assert_eq!(read(r#""nord wi"#), [anywhere("nord wi")]);
    }

    #[test]
    fn a_word_may_name_its_field() {
        assert_eq!(read("Platform:GitHub"), [(Some(Field::Platform), "github".into())]);
        assert_eq!(read(r#"tag:"big one" x"#), [(Some(Field::Tag), "big one".into()), anywhere("x")]);
        for field in Field::ALL {
            assert_eq!(read(&format!("{}:a", field.code())), [(Some(field), "a".into())]);
        }
    }

    #[test]
    fn what_only_looks_like_a_field_is_a_word() {
        assert_eq!(read("live::stripe::a1"), [anywhere("live::stripe::a1")]);
        assert_eq!(read("key::a1"), [anywhere("key::a1")]);
        assert_eq!(read("https://x"), [anywhere("https://x")]);
    }

    #[test]
    fn what_is_not_finished_asks_for_nothing_yet() {
        assert_eq!(read(r#"tag: "" ""#), []);
        assert_eq!(read("tag: eu"), [anywhere("eu")]);
    }
}
