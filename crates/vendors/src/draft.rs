//! Forms as they were filled in, what may be wrong with that, and what a vendor answers to it.

use std::fmt;

use crate::connection::Connection;
use crate::edit::Edit;
use crate::form::Name;
use crate::link::Link;
use crate::secret::Secret;
use crate::tags;
use crate::words::Sentence;

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A set of texts, such as tags.
    Tags(Vec<String>),
    /// A text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// What the vendor holds and never shows.
    Unseen(Entry),
}

/// What is to become of something that the vendor holds and never shows.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Entry {
    /// It stays; nothing is sent.
    #[default]
    Keep,
    /// This takes its place.
    Set(Secret),
    /// It is taken away.
    Remove,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Keep => "Keep",
            Self::Set(_) => "Set(•••)",
            Self::Remove => "Remove",
        })
    }
}

impl Value {
    /// Whether two values mean the same.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Tags(a), Self::Tags(b)) => tags::same(a, b),
            (a, b) => a == b,
        }
    }
}

/// A form as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is for.
    pub edit: Edit,
    /// What was filled in.
    pub values: Vec<(Name, Value)>,
}

impl Draft {
    /// What was filled into a field.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.values.iter().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    /// Fills in a field.
    pub fn set(&mut self, field: impl Into<Name>, value: Value) {
        let field = field.into();
        match self.values.iter_mut().find(|(name, _)| *name == field) {
            Some((_, old)) => *old = value,
            None => self.values.push((field, value)),
        }
    }

    /// The tags that were filled in.
    #[must_use]
    pub fn tags(&self, field: &str) -> Option<&[String]> {
        match self.value(field) {
            Some(Value::Tags(tags)) => Some(tags),
            _ => None,
        }
    }

    /// The text that was filled in.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.value(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether a field was ticked.
    #[must_use]
    pub fn flag(&self, field: &str) -> Option<bool> {
        match self.value(field) {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// What is to become of what cannot be seen; a field that is not there keeps it.
    #[must_use]
    pub fn entry(&self, field: &str) -> &Entry {
        match self.value(field) {
            Some(Value::Unseen(entry)) => entry,
            _ => &Entry::Keep,
        }
    }

    /// The secret that was typed into a field.
    #[must_use]
    pub fn secret(&self, field: &str) -> Option<&Secret> {
        match self.entry(field) {
            Entry::Set(secret) => Some(secret),
            Entry::Keep | Entry::Remove => None,
        }
    }

    /// Whether it changes anything that cannot be read back.
    #[must_use]
    pub fn has_unseen(&self) -> bool {
        self.values.iter().any(|(_, value)| matches!(value, Value::Unseen(Entry::Set(_) | Entry::Remove)))
    }
}

/// Why a draft cannot be sent, at the field where it has to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name.
    pub field: Name,
    /// What is wrong with it.
    pub what: Trouble,
}

impl Problem {
    /// Something wrong with a field.
    #[must_use]
    pub fn at(field: impl Into<Name>, what: Trouble) -> Self {
        Self { field: field.into(), what }
    }
}

/// What can be wrong with what was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// This tag has a comma in it.
    TagWithComma(String),
    /// It cannot be done without.
    Missing,
    /// The vendor cannot do this.
    NotOffered,
    /// It is not what the vendor takes.
    Unfit(&'static Sentence),
    /// The vendor's own words about it.
    Said(String),
}

/// What a vendor answered to a write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// The connection as it stands now, where the vendor says.
    pub connection: Option<Connection>,
    /// Where a person has to go on.
    pub link: Option<Link>,
}
