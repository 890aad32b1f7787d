//! The order of rows.

use std::cmp::Ordering;

use patchbay_fold::fold;
use patchbay_vendors::connection::{Connection, State};

use crate::facet::Activity;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// What it is called.
    Name,
    /// Where it was listed.
    Source,
    /// What it connects to.
    Platform,
    /// How it is, the worst first.
    State,
    /// Whose it is.
    Identity,
    /// Its tags.
    Tags,
    /// Such as `live`.
    Environment,
    /// Whether it may be used.
    Active,
    /// When it was made.
    Created,
}

impl Column {
    /// All there are, in the order in which they stand.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Source,
        Self::Platform,
        Self::State,
        Self::Identity,
        Self::Tags,
        Self::Environment,
        Self::Active,
        Self::Created,
    ];

    /// Its code in links.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Source => "source",
            Self::Platform => "platform",
            Self::State => "state",
            Self::Identity => "identity",
            Self::Tags => "tags",
            Self::Environment => "env",
            Self::Active => "active",
            Self::Created => "created",
        }
    }
}

/// By what the rows are sorted, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// From the last to the first.
    pub descending: bool,
}

impl Default for Sort {
    /// The newest first: what was just connected is what is asked about.
    fn default() -> Self {
        Self { column: Column::Created, descending: true }
    }
}

/// What a row is sorted by. A row without it comes last, whichever way the others stand.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Text(String),
    Number(i64),
}

impl Sort {
    pub(crate) fn key(self, source: &str, connection: &Connection) -> Option<Key> {
        let text = |text: &str| (!text.is_empty()).then(|| Key::Text(fold(text)));
        let optional = |value: &Option<String>| value.as_deref().and_then(text);
        match self.column {
            Column::Name => text(&connection.title()),
            Column::Source => text(source),
            Column::Platform => text(&connection.platform),
            Column::State => (connection.state != State::NotSaid).then(|| Key::Number(rank(&connection.state))),
            Column::Identity => optional(&connection.identity),
            Column::Tags => text(&connection.tags.as_deref().unwrap_or_default().join(" ")),
            Column::Environment => optional(&connection.environment),
            Column::Active => match Activity::of(connection.active) {
                Activity::NotSaid => None,
                activity => Some(Key::Number(activity as i64)),
            },
            Column::Created => connection.created.map(|at| Key::Number(at.millis())),
        }
    }

    pub(crate) fn compare(self, a: &Option<Key>, b: &Option<Key>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if self.descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}

/// The worst first; words of the vendor's own stand behind those with a name, and what is not said behind all.
pub(crate) fn rank(state: &State) -> i64 {
    let place = State::NAMED.iter().position(|named| named == state && *state != State::NotSaid);
    let last = State::NAMED.len() + usize::from(*state == State::NotSaid);
    i64::try_from(place.unwrap_or(last)).unwrap_or(i64::MAX)
}
