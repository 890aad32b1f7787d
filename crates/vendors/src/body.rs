//! The body of a request: JSON in which it is known which texts are secrets, so that it can be shown without them.

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value as Json};
use zeroize::Zeroizing;

use crate::secret::{STRUCK, Secret};

/// JSON whose secrets are marked as such.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// What anybody may see.
    Plain(Json),
    /// A text that nobody may see.
    Secret(Secret),
    /// An object, its fields in this order.
    Object(Vec<(String, Body)>),
}

impl Body {
    /// An object without fields.
    #[must_use]
    pub fn object() -> Self {
        Self::Object(Vec::new())
    }

    /// The same with a further field, if this is an object.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Self>) -> Self {
        if let Self::Object(fields) = &mut self {
            fields.push((name.into(), value.into()));
        }
        self
    }

    /// The same with a further field if there is a value for it.
    #[must_use]
    pub fn with_if(self, name: impl Into<String>, value: Option<impl Into<Self>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// As it is sent, for the request that needs it and for nothing else.
    #[must_use]
    pub fn expose(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        self.write(&mut text, &mut |text, secret| text.push_str(&quoted(secret.expose())));
        text
    }

    /// As it may be shown, its secrets struck out.
    #[must_use]
    pub fn struck(&self) -> Json {
        match self {
            Self::Plain(json) => json.clone(),
            Self::Secret(_) => Json::from(STRUCK),
            Self::Object(fields) => {
                let mut map = Map::new();
                for (name, value) in fields {
                    map.insert(name.clone(), value.struck());
                }
                Json::Object(map)
            }
        }
    }

    /// The same for people: in lines, and in the order in which it is sent.
    #[must_use]
    pub fn pretty(&self) -> String {
        let mut text = String::new();
        self.lines(&mut text, 0);
        text
    }

    fn lines(&self, text: &mut String, depth: usize) {
        let own: Vec<(Option<&str>, Cow<'_, Self>)> = match self {
            Self::Object(fields) => {
                fields.iter().map(|(name, value)| (Some(name.as_str()), Cow::Borrowed(value))).collect()
            }
            Self::Plain(Json::Object(fields)) => fields
                .iter()
                .map(|(name, value)| (Some(name.as_str()), Cow::Owned(value.clone().into())))
                .collect(),
            Self::Plain(Json::Array(items)) => {
                items.iter().map(|value| (None, Cow::Owned(value.clone().into()))).collect()
            }
            Self::Plain(_) | Self::Secret(_) => return text.push_str(&self.struck().to_string()),
        };
        let is_list = matches!(self, Self::Plain(Json::Array(_)));
        let (open, close) = if is_list { ('[', ']') } else { ('{', '}') };
        text.push(open);
        let line = |text: &mut String, depth| {
            text.push('\n');
            (0..depth).for_each(|_| text.push_str("  "));
        };
        for (index, (name, value)) in own.iter().enumerate() {
            if index > 0 {
                text.push(',');
            }
            line(text, depth + 1);
            if let Some(name) = name {
                text.push_str(&quoted(name));
                text.push_str(": ");
            }
            value.lines(text, depth + 1);
        }
        if !own.is_empty() {
            line(text, depth);
        }
        text.push(close);
    }

    /// Every secret in it.
    #[must_use]
    pub fn secrets(&self) -> Vec<&Secret> {
        match self {
            Self::Plain(_) => Vec::new(),
            Self::Secret(secret) => vec![secret],
            Self::Object(fields) => fields.iter().flat_map(|(_, value)| value.secrets()).collect(),
        }
    }

    fn write(&self, text: &mut Zeroizing<String>, secret: &mut dyn FnMut(&mut Zeroizing<String>, &Secret)) {
        match self {
            Self::Plain(json) => text.push_str(&json.to_string()),
            Self::Secret(of) => secret(text, of),
            Self::Object(fields) => {
                text.push('{');
                for (index, (name, value)) in fields.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    text.push_str(&quoted(name));
                    text.push(':');
                    value.write(text, secret);
                }
                text.push('}');
            }
        }
    }
}

fn quoted(text: &str) -> Zeroizing<String> {
    Zeroizing::new(Json::from(text).to_string())
}

impl From<Json> for Body {
    fn from(json: Json) -> Self {
        Self::Plain(json)
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self::Plain(text.into())
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::Plain(text.into())
    }
}

impl From<bool> for Body {
    fn from(flag: bool) -> Self {
        Self::Plain(flag.into())
    }
}

impl From<Secret> for Body {
    fn from(secret: Secret) -> Self {
        Self::Secret(secret)
    }
}

/// As it may be shown.
impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.struck().fmt(f)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn body() -> Body {
        let state = Body::object().with("token", Secret::new("s3\"cret".into())).with("old", Json::Null);
        Body::object().with("alias", "Ops").with("state", state).with_if("none", None::<bool>)
    }

    #[test]
    fn what_is_sent_is_whole() {
        let sent: Json = serde_json::from_str(&body().expose()).unwrap();
        assert_eq!(sent, json!({"alias": "Ops", "state": {"token": "s3\"cret", "old": null}}));
    }

    #[test]
    fn for_people_it_stands_in_lines_and_in_the_order_in_which_it_is_sent() {
        let lists = Body::object().with("tags", json!(["a", "b"])).with("none", json!([]));
        insta::assert_snapshot!(body().with("lists", lists).pretty(), @r#"
        {
          "alias": "Ops",
          "state": {
            "token": "•••",
            "old": null
          },
          "lists": {
            "tags": [
              "a",
              "b"
            ],
            "none": []
          }
        }
        "#);
    }

    #[test]
    fn what_is_shown_has_no_secret() {
        assert_eq!(body().struck(), json!({"alias": "Ops", "state": {"token": "•••", "old": null}}));
        assert!(!format!("{:?} {}", body(), body()).contains("cret\""));
        assert_eq!(body().secrets().len(), 1);
    }
}
