//! What is looked for.

use patchbay_fold::fold;
use patchbay_vendors::connection::Connection;
use patchbay_vendors::time::Moment;

use crate::facet::Facet;
use crate::text::{Field, Term, terms};

/// What is looked for: every part that is set has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words, "phrases" and `field:value`, all of which have to stand in a connection; see [`Field`](crate::Field).
    pub text: String,
    /// Of each property any of these values, in order.
    pub chosen: Chosen,
    /// All of the chosen tags instead of any.
    pub all_tags: bool,
    /// Made at or after.
    pub from: Option<Moment>,
    /// Made before.
    pub until: Option<Moment>,
    /// Parts of keys, comma separated, any of which has to stand in the key.
    pub key: String,
    /// Part of the name.
    pub name: String,
    /// The exact version of the platform's connector.
    pub version: String,
}

/// The values chosen of each property.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen([Vec<String>; Facet::ALL.len()]);

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self == &Self { all_tags: self.all_tags, ..Self::default() }
    }

    /// The values chosen of a property.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[String] {
        self.chosen.0.get(facet as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Chooses a value.
    pub fn choose(&mut self, facet: Facet, value: String) {
        if let Some(values) = self.chosen.0.get_mut(facet as usize)
            && let Err(place) = values.binary_search(&value)
        {
            values.insert(place, value);
        }
    }

    /// Chooses a value, or takes the choice back.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        if self.of(facet).iter().any(|chosen| chosen == value) {
            if let Some(values) = self.chosen.0.get_mut(facet as usize) {
                values.retain(|chosen| chosen != value);
            }
        } else {
            self.choose(facet, value.to_owned());
        }
    }

    /// Whether a property's own choice lets these values through.
    pub(crate) fn lets(&self, facet: Facet, values: &[String]) -> bool {
        let chosen = self.of(facet);
        if chosen.is_empty() {
            true
        } else if facet == Facet::Tag && self.all_tags {
            chosen.iter().all(|tag| values.contains(tag))
        } else {
            values.iter().any(|value| chosen.contains(value))
        }
    }
}

/// Everything of a filter that is no facet, made ready to be held against many rows.
pub(crate) struct Rest<'a> {
    filter: &'a Filter,
    terms: Vec<Term>,
    keys: Vec<String>,
    name: String,
}

impl<'a> Rest<'a> {
    pub(crate) fn of(filter: &'a Filter) -> Self {
        let parts = |text: &str, at: fn(char) -> bool| -> Vec<String> {
            text.split(at).map(|part| fold(part.trim())).filter(|part| !part.is_empty()).collect()
        };
        Self {
            filter,
            terms: terms(&filter.text),
            keys: parts(&filter.key, |character| character == ','),
            name: fold(filter.name.trim()),
        }
    }

    pub(crate) fn lets(&self, source: &str, connection: &Connection, haystack: &str) -> bool {
        let Filter { from, until, version, .. } = self.filter;
        let folded = |text: &Option<String>| fold(text.as_deref().unwrap_or_default());
        self.terms.iter().all(|term| stands(term, source, connection, haystack))
            && from.is_none_or(|from| connection.created.is_some_and(|created| created >= from))
            && until.is_none_or(|until| connection.created.is_some_and(|created| created < until))
            && (version.is_empty() || connection.version.as_deref() == Some(version.trim()))
            && (self.name.is_empty() || folded(&connection.name).contains(&self.name))
            && (self.keys.is_empty() || {
                let key = folded(&connection.key);
                self.keys.iter().any(|part| key.contains(part))
            })
    }
}

fn stands(Term { field, text }: &Term, source: &str, connection: &Connection, haystack: &str) -> bool {
    let within = |place: &str| fold(place).contains(text);
    match field {
        None => haystack.contains(text),
        Some(Field::Platform) => within(&connection.platform),
        Some(Field::Tag) => connection.tags.iter().flatten().any(|tag| within(tag)),
        Some(Field::State) => within(connection.state.code()),
        Some(Field::Id) => within(&connection.id),
        Some(Field::Key) => connection.key.as_deref().is_some_and(within),
        Some(Field::Identity) => connection.identity.as_deref().is_some_and(within),
        Some(Field::Source) => within(source),
    }
}

/// Everything that search covers, in one text. The separator is typed by nobody, so no word
/// matches across two properties.
pub(crate) fn haystack(connection: &Connection) -> String {
    let Connection { id, key, name, platform, identity, environment, tags, role, database, .. } = connection;
    let optional = [name, key, identity, environment, role, database];
    let texts = optional.into_iter().flatten().chain([id, platform]).chain(tags.iter().flatten());
    texts.map(|text| fold(text)).collect::<Vec<_>>().join("\u{1f}")
}

/// The beginning of a day in UTC, `2026-02-11`.
#[must_use]
pub fn day_start(day: &str) -> Option<Moment> {
    Moment::parse(&format!("{day}T00:00:00Z"))
}

/// The end of a day in UTC: the beginning of the next.
#[must_use]
pub fn day_end(day: &str) -> Option<Moment> {
    const DAY: i64 = 24 * 60 * 60 * 1_000;
    day_start(day).map(|start| Moment::from_millis(start.millis() + DAY))
}
