//! The connections themselves.

use std::collections::HashMap;

use patchbay_fold::fold;
use patchbay_vendors::connection::{Connection, State};

use crate::facet::{Count, Facet};
use crate::filter::{Filter, Rest, haystack};
use crate::health::{By, Health};
use crate::order::ordered;
use crate::sort::{Sort, rank};

/// Names a row for as long as it is in the fleet, through every change of it; it never comes to name another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(u32);

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
    health: [Vec<Health>; By::ALL.len()],
}

impl Found {
    /// The values of a property, the most frequent first.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[Count] {
        self.facets.get(facet as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// How well the sources or platforms are, of the rows that match all filters but those of source, platform and
    /// state; the largest first.
    #[must_use]
    pub fn health(&self, by: By) -> &[Health] {
        self.health.get(by as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Connections of all sources.
#[derive(Clone, Debug, Default)]
pub struct Fleet {
    /// In the order in which they came; where one is gone, its place stays empty.
    rows: Vec<Option<Kept>>,
    places: HashMap<String, RowId>,
    rounds: HashMap<String, Round>,
}

/// A reading of a source.
#[derive(Clone, Copy, Debug, Default)]
struct Round {
    number: usize,
    /// Whether it goes on and there was an earlier one to compare with.
    compares: bool,
}

#[derive(Clone, Debug)]
struct Kept {
    row: Row,
    haystack: String,
    /// The reading that saw it last.
    round: usize,
    mark: Option<Put>,
}

impl Fleet {
    /// Of identities there are as many as customers: this many are counted, the rest are typed.
    pub const MOST_VALUES: usize = 50;

    /// Begins to read a source anew. What stands there already stays until [`Fleet::finish`], and what differs from
    /// it is marked.
    pub fn begin(&mut self, source: &str) {
        let compares = self.len_of(source) > 0;
        let round = self.rounds.entry(source.to_owned()).or_default();
        *round = Round { number: round.number + 1, compares };
        for kept in self.rows.iter_mut().flatten().filter(|kept| kept.row.source == source) {
            kept.mark = None;
        }
    }

    /// Ends the reading of a source: what was not seen since [`Fleet::begin`] is gone. Says how many that were.
    pub fn finish(&mut self, source: &str) -> usize {
        let Some(round) = self.rounds.get_mut(source) else { return 0 };
        round.compares = false;
        let number = round.number;
        let before = self.len();
        self.keep(|kept| kept.row.source != source || kept.round == number);
        before - self.len()
    }

    /// Forgets a source.
    pub fn forget(&mut self, source: &str) {
        self.rounds.remove(source);
        self.keep(|kept| kept.row.source != source);
    }

    /// Puts a connection in, or in place of what is there under its id.
    pub fn put(&mut self, source: &str, connection: Connection) -> Put {
        let round = self.rounds.get(source).copied().unwrap_or_default();
        let place = place(source, &connection.id);
        let haystack = haystack(&connection);
        let row = Row { source: source.to_owned(), connection };
        let mut kept = Kept { row, haystack, round: round.number, mark: None };
        let old = self.places.get(&place).and_then(|id| self.rows.get_mut(id.0 as usize)?.as_mut());
        let put = match &old {
            None => Put::Added,
            Some(old) if old.row == kept.row => Put::Same,
            Some(_) => Put::Changed,
        };
        kept.mark = match put {
            Put::Same => old.as_ref().and_then(|old| old.mark),
            _ => round.compares.then_some(put),
        };
        match old {
            Some(old) => *old = kept,
            None => {
                // More than memory holds.
                let Ok(id) = u32::try_from(self.rows.len()) else { return Put::Same };
                self.places.insert(place, RowId(id));
                self.rows.push(Some(kept));
            }
        }
        put
    }

    /// Takes a connection out.
    pub fn remove(&mut self, source: &str, id: &str) {
        self.keep(|kept| kept.row.source != source || kept.row.connection.id != id);
    }

    /// A connection by its source and id.
    #[must_use]
    pub fn get(&self, source: &str, id: &str) -> Option<Connection> {
        let id = self.places.get(&place(source, id))?;
        self.kept(*id).map(|kept| kept.row.connection.clone())
    }

    /// A row that a search named.
    #[must_use]
    pub fn row(&self, id: RowId) -> Option<Row> {
        self.kept(id).map(|kept| kept.row.clone())
    }

    /// What reading its source anew did to a row: [`Put::Added`] or [`Put::Changed`], until it is read once more.
    #[must_use]
    pub fn mark(&self, id: RowId) -> Option<Put> {
        self.kept(id)?.mark
    }

    /// How many connections there are of a source.
    #[must_use]
    pub fn len_of(&self, source: &str) -> usize {
        self.rows.iter().flatten().filter(|kept| kept.row.source == source).count()
    }

    /// How many connections there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The rows that match, in order, and what could be chosen next.
    #[must_use]
    pub fn find(&self, filter: &Filter, sort: Sort) -> Found {
        const OVERVIEW: [Facet; 3] = [Facet::Source, Facet::Platform, Facet::State];
        let mut matching = Vec::new();
        let mut counts = Facet::ALL.map(|_| HashMap::<String, usize>::new());
        let mut health = By::ALL.map(|_| HashMap::<String, HashMap<State, usize>>::new());
        let rest = Rest::of(filter);
        for (kept, id) in self.rows.iter().zip(0..) {
            let Some(Kept { row: Row { source, connection }, haystack, .. }) = kept else { continue };
            if !rest.lets(source, connection, haystack) {
                continue;
            }
            let values = Facet::ALL.map(|facet| (facet, facet.values(source, connection)));
            let missed = values.iter().filter(|(facet, values)| !filter.lets(*facet, values));
            let missed: Vec<Facet> = missed.map(|(facet, _)| *facet).collect();
            // A row that only one filter hides still counts for that filter's own values.
            let counted = |facet: Facet| missed.iter().all(|missed| *missed == facet);
            for (facet, values) in values.iter().filter(|(facet, _)| counted(*facet)) {
                if let Some(counts) = counts.get_mut(*facet as usize) {
                    for value in values {
                        *counts.entry(value.clone()).or_default() += 1;
                    }
                }
            }
            if missed.iter().all(|missed| OVERVIEW.contains(missed)) {
                for (by, facet) in [(By::Source, Facet::Source), (By::Platform, Facet::Platform)] {
                    for value in facet.values(source, connection) {
                        if let Some(health) = health.get_mut(by as usize) {
                            *health.entry(value).or_default().entry(connection.state.clone()).or_default() += 1;
                        }
                    }
                }
            }
            if missed.is_empty() {
                matching.push((sort.key(source, connection), RowId(id)));
            }
        }
        let matching = ordered(matching, |(a, _), (b, _)| sort.compare(a, b));
        let rows = matching.into_iter().map(|(_, id)| id).collect();
        Found { rows, facets: counts.map(ranked), health: health.map(by_size) }
    }

    /// A property's values that contain what was typed, among all rows.
    #[must_use]
    pub fn values(&self, facet: Facet, typed: &str) -> Vec<Count> {
        let typed = fold(typed.trim());
        let mut counts = HashMap::new();
        for kept in self.rows.iter().flatten() {
            for value in facet.values(&kept.row.source, &kept.row.connection) {
                if fold(&value).contains(&typed) {
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
        ranked(counts)
    }

    fn kept(&self, id: RowId) -> Option<&Kept> {
        self.rows.get(id.0 as usize)?.as_ref()
    }

    fn keep(&mut self, stays: impl Fn(&Kept) -> bool) {
        for row in &mut self.rows {
            if let Some(gone) = row.take_if(|kept| !stays(kept)) {
                self.places.remove(&place(&gone.row.source, &gone.row.connection.id));
            }
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

/// The largest first, the others by name; the worst state of each first.
fn by_size(counts: HashMap<String, HashMap<State, usize>>) -> Vec<Health> {
    let health = counts.into_iter().map(|(value, states)| {
        let total = states.values().sum();
        let states = ordered(states.into_iter().collect(), |(a, _), (b, _)| {
            (rank(a), a.code()).cmp(&(rank(b), b.code()))
        });
        let states = states.into_iter().map(|(state, count)| (state.code().to_owned(), count)).collect();
        Health { value, states, total }
    });
    ordered(health.collect(), |a: &Health, b: &Health| b.total.cmp(&a.total).then_with(|| a.value.cmp(&b.value)))
}

#[cfg(test)]
mod tests;
