//! The order of rows.

use patchbay_vendors::connection::State;

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

/// The worst first; words of the vendor's own stand behind those with a name, and what is not said behind all.
pub(crate) fn rank(state: &State) -> usize {
    let place = State::NAMED.iter().position(|named| named == state && *state != State::NotSaid);
    place.unwrap_or(State::NAMED.len() + usize::from(*state == State::NotSaid))
}
