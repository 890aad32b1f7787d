//! What a vendor knows of the platforms themselves: which kinds of connections there are, and what each asks for.

use crate::connection::Fact;

/// As much of a vendor's catalogue as one question needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// The kinds of connections, each with what it asks for.
    pub kinds: Vec<Kind>,
    /// What is worth knowing about the platform of the connection in question.
    pub facts: Vec<Fact>,
}

/// One kind of connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kind {
    /// What the vendor calls it in requests.
    pub id: String,
    /// What the vendor calls it for people.
    pub label: String,
    /// Whether consent is given on a page of the platform's.
    pub consent: bool,
    /// What it asks for.
    pub asks: Vec<Ask>,
}

/// One thing that a kind of connection asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Its name in requests.
    pub name: String,
    /// What the vendor calls it for people, where that is something else.
    pub label: Option<String>,
    /// What the vendor says about it.
    pub hint: Option<String>,
    /// What may stand in it.
    pub takes: Takes,
    /// Whether it cannot be done without.
    pub required: bool,
}

/// What may stand in what a catalogue asks for. A text may always be a secret: most vendors do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    #[default]
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
}

impl Catalogue {
    /// A kind by its id, in any case.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds
            .iter()
            .find(|kind| kind.id == id)
            .or_else(|| self.kinds.iter().find(|kind| kind.id.eq_ignore_ascii_case(id)))
    }
}
