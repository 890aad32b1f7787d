//! Lists and how they are asked for.

use crate::connection::{Connection, State};
use crate::read::Mismatch;

/// What to list: the filters that some vendor documents. A vendor sends those it has and leaves
/// the others to the fleet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Any of these ids.
    pub ids: Vec<String>,
    /// Any of these keys.
    pub keys: Vec<String>,
    /// Any of these states.
    pub states: Vec<State>,
    /// A database with this in its name.
    pub database: Option<String>,
    /// This name.
    pub name: Option<String>,
    /// This version of the connector.
    pub version: Option<String>,
    /// This owner.
    pub identity: Option<String>,
    /// This kind of owner.
    pub identity_type: Option<String>,
    /// This platform.
    pub platform: Option<String>,
    /// These tags.
    pub tags: Vec<String>,
    /// Only those in use, or only those that are not.
    pub active: Option<bool>,
    /// Rows a page, where that is not the vendor's best.
    pub size: Option<u32>,
}

/// Where in a list to go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// At its beginning.
    #[default]
    Start,
    /// Where the vendor said. Only the vendor's own module reads it.
    At(String),
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The rows that could be read.
    pub connections: Vec<Connection>,
    /// Those that could not, with the place of the first trouble in each.
    pub broken: Vec<Mismatch>,
    /// How many there are in the whole list, where the vendor says.
    pub total: Option<u64>,
    /// Where to go on; none at the end.
    pub next: Option<Cursor>,
}
