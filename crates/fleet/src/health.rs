//! How well the connections of a source or a platform are.

/// What the connections are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Where they were listed.
    Source,
    /// What they connect to.
    Platform,
}

impl By {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::Source, Self::Platform];
}

/// The connections of one source or platform, by their state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The source or the platform, as its facet names it.
    pub value: String,
    /// Each state that is there, by its code, and how many are in it; the worst first.
    pub states: Vec<(String, usize)>,
    /// How many there are.
    pub total: usize,
}
