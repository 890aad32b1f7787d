//! The connections themselves.

use std::collections::HashMap;

use patchbay_fold::fold;
use patchbay_vendors::connection::Connection;

use crate::facet::{Count, Facet};
use crate::filter::{Filter, Rest, haystack};
use crate::order::ordered;
use crate::sort::Sort;

/// Names a row until the fleet next changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RowId(usize);

/// One row, handed out by value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Where it was listed.
    pub source: String,
    /// The connection.
    pub connection: Connection,
}

/// What became of a connection that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not there.
    Added,
    /// It was there and looked different.
    Changed,
    /// It was there just like this.
    Same,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The rows that match, in order.
    pub rows: Vec<RowId>,
    /// Each property's values among the rows that match all other filters, so that a second
    /// value can be chosen beside a first.
    facets: [Vec<Count>; Facet::ALL.len()],
}

impl Found {
    /// The values of a property, the most frequent first.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[Count] {
        self.facets.get(facet as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Connections of all sources.
#[derive(Clone, Debug, Default)]
pub struct Fleet {
    rows: Vec<Kept>,
    places: HashMap<String, usize>,
    rounds: HashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Kept {
    row: Row,
    haystack: String,
    /// The crawl that saw it last.
    round: usize,
}

impl Fleet {
    /// Of identities there are as many as customers: this many are counted, the rest are typed.
    pub const MOST_VALUES: usize = 50;

    /// Begins to read a source anew. What stands there already stays until [`Fleet::finish`].
    pub fn begin(&mut self, source: &str) {
        *self.rounds.entry(source.to_owned()).or_default() += 1;
    }

    /// Ends the reading of a source: what was not seen since [`Fleet::begin`] is gone.
    pub fn finish(&mut self, source: &str) {
        let round = self.round(source);
        self.keep(|kept| kept.row.source != source || kept.round == round);
    }

    /// Forgets a source.
    pub fn forget(&mut self, source: &str) {
        self.keep(|kept| kept.row.source != source);
    }

    /// Puts a connection in, or in place of what is there under its id.
    pub fn put(&mut self, source: &str, connection: Connection) -> Put {
        let round = self.round(source);
        let place = place(source, &connection.id);
        let haystack = haystack(&connection);
        let row = Row { source: source.to_owned(), connection };
        match self.places.get(&place).and_then(|at| self.rows.get_mut(*at)) {
            Some(kept) => {
                let put = if kept.row == row { Put::Same } else { Put::Changed };
                *kept = Kept { row, haystack, round };
                put
            }
            None => {
                self.places.insert(place, self.rows.len());
                self.rows.push(Kept { row, haystack, round });
                Put::Added
            }
        }
    }

    /// Takes a connection out.
    pub fn remove(&mut self, source: &str, id: &str) {
        self.keep(|kept| kept.row.source != source || kept.row.connection.id != id);
    }

    /// A connection by its source and id.
    #[must_use]
    pub fn get(&self, source: &str, id: &str) -> Option<Connection> {
        let at = self.places.get(&place(source, id))?;
        self.rows.get(*at).map(|kept| kept.row.connection.clone())
    }

    /// A row that a search named.
    #[must_use]
    pub fn row(&self, id: RowId) -> Option<Row> {
        self.rows.get(id.0).map(|kept| kept.row.clone())
    }

    /// How many connections there are of a source.
    #[must_use]
    pub fn len_of(&self, source: &str) -> usize {
        self.rows.iter().filter(|kept| kept.row.source == source).count()
    }

    /// How many connections there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that match, in order, and what could be chosen next.
    #[must_use]
    pub fn find(&self, filter: &Filter, sort: Sort) -> Found {
        let mut matching = Vec::new();
        let mut counts = Facet::ALL.map(|_| HashMap::<String, usize>::new());
        let rest = Rest::of(filter);
        for (at, kept) in self.rows.iter().enumerate() {
            let Row { source, connection } = &kept.row;
            if !rest.lets(connection, &kept.haystack) {
                continue;
            }
            let values = Facet::ALL.map(|facet| (facet, facet.values(source, connection)));
            let mut missed = values.iter().filter(|(facet, values)| !filter.lets(*facet, values));
            let (first, second) = (missed.next(), missed.next());
            // A row that only one filter hides still counts for that filter's own values.
            let counted = |facet: Facet| match (first, second) {
                (None, _) => true,
                (Some((hidden, _)), None) => *hidden == facet,
                _ => false,
            };
            for (facet, values) in values.iter().filter(|(facet, _)| counted(*facet)) {
                if let Some(counts) = counts.get_mut(*facet as usize) {
                    for value in values {
                        *counts.entry(value.clone()).or_default() += 1;
                    }
                }
            }
            if first.is_none() {
                matching.push((sort.key(source, connection), RowId(at)));
            }
        }
        let matching = ordered(matching, |(a, _), (b, _)| sort.compare(a, b));
        Found { rows: matching.into_iter().map(|(_, id)| id).collect(), facets: counts.map(ranked) }
    }

    /// A property's values that contain what was typed, among all rows.
    #[must_use]
    pub fn values(&self, facet: Facet, typed: &str) -> Vec<Count> {
        let typed = fold(typed.trim());
        let mut counts = HashMap::new();
        for kept in &self.rows {
            for value in facet.values(&kept.row.source, &kept.row.connection) {
                if fold(&value).contains(&typed) {
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
        ranked(counts)
    }

    fn round(&self, source: &str) -> usize {
        self.rounds.get(source).copied().unwrap_or_default()
    }

    fn keep(&mut self, stays: impl Fn(&Kept) -> bool) {
        self.rows.retain(stays);
        self.places.clear();
        for (at, Kept { row, .. }) in self.rows.iter().enumerate() {
            self.places.insert(place(&row.source, &row.connection.id), at);
        }
    }
}

/// Source and id in one; no source's id holds the separator, so no two are alike.
fn place(source: &str, id: &str) -> String {
    format!("{source}/{id}")
}

/// The most frequent first, the others by name.
fn ranked(counts: HashMap<String, usize>) -> Vec<Count> {
    let counts = counts.into_iter().map(|(value, count)| Count { value, count }).collect();
    let by_count = |a: &Count, b: &Count| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value));
    let mut counts = ordered(counts, by_count);
    counts.truncate(Fleet::MOST_VALUES);
    counts
}

#[cfg(test)]
mod tests;
