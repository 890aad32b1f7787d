//! Tolerant reading: what is missing or unknown is no trouble, what has the wrong shape is named
//! by its place and never quoted, since an answer may hold anybody's secrets.

use serde_json::{Map, Value};

use crate::connection::Fact;
use crate::error::{Error, Expected, Found, Refused, Unreadable};
use crate::http::Response;
use crate::words::{self, Sentence};

/// The place in an answer where something of the wrong shape stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Such as `rows[3].tags`.
    pub at: String,
    /// What should have stood there.
    pub expected: Expected,
}

impl Mismatch {
    /// As the failure of a whole answer.
    #[must_use]
    pub fn of(self, response: &Response) -> Error {
        let Self { at, expected } = self;
        Error::Unreadable(Unreadable { status: response.status, at, expected, found: Found::Other })
    }
}

/// The fields of one JSON object.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    map: &'a Map<String, Value>,
}

impl<'a> Fields<'a> {
    /// The fields of a value that has to be an object.
    ///
    /// # Errors
    /// When it is none.
    pub fn of(value: &'a Value) -> Result<Self, Mismatch> {
        match value {
            Value::Object(map) => Ok(Self { map }),
            _ => Err(Mismatch { at: String::new(), expected: Expected::Object }),
        }
    }

    /// A text; `null` is like missing.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn text(self, name: &str) -> Result<Option<String>, Mismatch> {
        self.read(name, Expected::Text, |value| value.as_str().map(str::to_owned))
    }

    /// A text that cannot be done without.
    ///
    /// # Errors
    /// When it is missing, or something else stands there.
    pub fn must_text(self, name: &str) -> Result<String, Mismatch> {
        self.text(name)?.ok_or_else(|| Mismatch { at: name.to_owned(), expected: Expected::Text })
    }

    /// A whole number from 0.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn number(self, name: &str) -> Result<Option<u64>, Mismatch> {
        self.read(name, Expected::Number, Value::as_u64)
    }

    /// `true` or `false`.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn flag(self, name: &str) -> Result<Option<bool>, Mismatch> {
        self.read(name, Expected::Flag, Value::as_bool)
    }

    /// A list of texts.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn texts(self, name: &str) -> Result<Option<Vec<String>>, Mismatch> {
        let Some(items) = self.list(name)? else { return Ok(None) };
        let text = |(index, item): (usize, &Value)| match item {
            Value::String(text) => Ok(text.clone()),
            _ => Err(Mismatch { at: format!("{name}[{index}]"), expected: Expected::Text }),
        };
        items.iter().enumerate().map(text).collect::<Result<_, _>>().map(Some)
    }

    /// A list of anything.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn list(self, name: &str) -> Result<Option<&'a Vec<Value>>, Mismatch> {
        self.read(name, Expected::List, Value::as_array)
    }

    /// Text or number, as text: for codes, whose kind vendors change.
    #[must_use]
    pub fn code(self, name: &str) -> Option<String> {
        match self.map.get(name) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        }
    }

    /// An object inside, where there is one.
    #[must_use]
    pub fn object(self, name: &str) -> Option<Self> {
        self.map.get(name).and_then(|value| Self::of(value).ok())
    }

    /// The names of all fields.
    pub fn names(self) -> impl Iterator<Item = &'a str> {
        self.map.keys().map(String::as_str)
    }

    /// What stands in these fields and says something to people; anything of another shape is left out.
    #[must_use]
    pub fn facts(self, wanted: &[(&'static Sentence, &str)]) -> Vec<Fact> {
        let said = |name: &str| match self.map.get(name)? {
            Value::Bool(flag) => Some(words::flag(*flag).to_owned()),
            _ => self.code(name).filter(|text| !text.is_empty()),
        };
        wanted.iter().filter_map(|(label, name)| Some(Fact { label, value: said(name)? })).collect()
    }

    fn read<T>(
        self,
        name: &str,
        expected: Expected,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, Mismatch> {
        match self.map.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match read(value) {
                Some(read) => Ok(Some(read)),
                None => Err(Mismatch { at: name.to_owned(), expected }),
            },
        }
    }
}

/// The JSON of an answer, whatever its status.
///
/// # Errors
/// Tells a web page, an answer that was cut and an empty one apart.
pub fn json(response: &Response) -> Result<Value, Error> {
    serde_json::from_str(&response.body).map_err(|error| {
        let body = response.body.trim_start();
        let found = if body.is_empty() {
            Found::Nothing
        } else if body.starts_with('<') {
            Found::Html
        } else if error.is_eof() {
            Found::Cut
        } else {
            Found::Other
        };
        Error::Unreadable(Unreadable {
            status: response.status,
            at: String::new(),
            expected: Expected::Json,
            found,
        })
    })
}

/// What every vendor's refusal has in common: the status, a text that is no JSON as the message
/// (a page of HTML says nothing to people), and how long to wait.
#[must_use]
pub fn refused(response: &Response) -> Refused {
    /// Longer ones are dumps, not messages.
    const LONGEST: usize = 500;
    let text = response.body.trim();
    let is_message = !text.is_empty()
        && text.len() <= LONGEST
        && !text.starts_with('<')
        && serde_json::from_str::<Value>(text).is_err()
        && !text.starts_with(['{', '[']);
    Refused {
        status: response.status,
        message: is_message.then(|| text.to_owned()),
        retry_after: response.header("retry-after").and_then(crate::retry::seconds),
        ..Refused::default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn missing_and_null_are_the_same_and_the_wrong_shape_is_named() {
        let value = json!({"name": null, "tags": ["a", 7], "active": "yes"});
        let fields = Fields::of(&value).unwrap();
        assert_eq!(fields.text("name"), Ok(None));
        assert_eq!(fields.text("absent"), Ok(None));
        assert_eq!(fields.texts("tags"), Err(Mismatch { at: "tags[1]".into(), expected: Expected::Text }));
        assert_eq!(fields.flag("active"), Err(Mismatch { at: "active".into(), expected: Expected::Flag }));
    }

    #[test]
    fn a_page_a_cut_answer_and_nothing_are_told_apart() {
        for (body, found) in [
            ("<!doctype html>", Found::Html),
            ("{\"rows\": [", Found::Cut),
            ("", Found::Nothing),
            ("nonsense", Found::Other),
        ] {
            let Err(Error::Unreadable(unreadable)) =
                json(&Response { body: body.into(), ..Response::default() })
            else {
                panic!("{body} was read")
            };
            assert_eq!(unreadable.found, found, "{body}");
        }
    }

    #[test]
    fn plain_text_is_a_message_and_a_page_is_not() {
        let refused = |body: &str| super::refused(&Response { body: body.into(), ..Response::default() });
        assert_eq!(refused("upstream is down\n").message.as_deref(), Some("upstream is down"));
        assert_eq!(refused("<html>").message, None);
        assert_eq!(refused("{\"message\":").message, None);
    }
}
