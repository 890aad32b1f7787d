//! The properties by which connections are counted and chosen.

/// A property with few values, of which several may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Where it was listed.
    Source,
    /// What it connects to; compared without case.
    Platform,
    /// How it is.
    State,
    /// Its tags; the only property with several values at once.
    Tag,
    /// Whether it may be used.
    Active,
    /// Whose it is.
    Identity,
    /// Such as `live`.
    Environment,
    /// What kind of owner it has.
    IdentityType,
}

impl Facet {
    /// All there are.
    pub const ALL: [Self; 8] = [
        Self::Source,
        Self::Platform,
        Self::State,
        Self::Tag,
        Self::Active,
        Self::Identity,
        Self::Environment,
        Self::IdentityType,
    ];
}

/// Whether a connection may be used, as far as its vendor says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Activity {
    /// It may.
    Active,
    /// It may not.
    Inactive,
    /// The vendor does not say.
    NotSaid,
}

impl Activity {
    /// What a vendor's flag means.
    #[must_use]
    pub fn of(flag: Option<bool>) -> Self {
        match flag {
            Some(true) => Self::Active,
            Some(false) => Self::Inactive,
            None => Self::NotSaid,
        }
    }

    /// Its code in filters and links.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "yes",
            Self::Inactive => "no",
            Self::NotSaid => "not-said",
        }
    }

    /// The activity of a code.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        [Self::Active, Self::Inactive, Self::NotSaid].into_iter().find(|activity| activity.code() == code)
    }
}

/// A value of a facet and how many connections have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: String,
    /// How many match every other filter and have it.
    pub count: usize,
}
