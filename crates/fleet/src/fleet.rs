//! The connections themselves.

use patchbay_vendors::connection::Connection;

use crate::bits::Bits;
use crate::counts::{self, Counted};
use crate::facet::{Count, Facet};
use crate::filter::Filter;
use crate::health::{By, Health};
use crate::lines::searchable;
use crate::orders::Orders;
use crate::rows::{NEVER, Row, Rows};
use crate::search::{self, Lately, Place, Within};
use crate::sort::Sort;
use crate::terms::terms;

/// Names a row for as long as it is in the fleet, through every change of it; it never comes to name another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(u32);

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
#[derive(Debug, Default)]
pub struct Fleet {
    rows: Rows,
    orders: Orders,
    lately: Lately,
    readings: Vec<Reading>,
    /// By row: whether the reading that goes on, or the last one, has seen it.
    seen: Bits,
    /// By row: what the last reading did to it.
    added: Bits,
    changed: Bits,
}

/// A source is being read, or has been.
#[derive(Debug)]
struct Reading {
    source: String,
    /// Whether it goes on, and there was an earlier one to compare with.
    compares: bool,
}

impl Fleet {
    /// Of identities there are as many as customers: this many are counted, the rest are typed.
    pub const MOST_VALUES: usize = 50;

    /// Begins to read a source anew. What stands there already stays until [`Fleet::finish`], and what differs from
    /// it is marked.
    pub fn begin(&mut self, source: &str) {
        let rows = self.rows.of_source(source);
        let compares = rows.count() > 0;
        for row in rows.ones() {
            self.seen.set(row, false);
            self.added.set(row, false);
            self.changed.set(row, false);
        }
        self.readings.retain(|reading| reading.source != source);
        self.readings.push(Reading { source: source.to_owned(), compares });
    }

    /// Ends the reading of a source: what was not seen since [`Fleet::begin`] is gone. Says how many that were.
    pub fn finish(&mut self, source: &str) -> usize {
        let Some(reading) = self.readings.iter_mut().find(|reading| reading.source == source) else {
            return 0;
        };
        reading.compares = false;
        let before = self.len();
        let mut unseen = self.rows.of_source(source);
        unseen.and_not(&self.seen);
        for row in unseen.ones() {
            self.take_out(row);
        }
        before - self.len()
    }

    /// Forgets a source.
    pub fn forget(&mut self, source: &str) {
        self.readings.retain(|reading| reading.source != source);
        for row in self.rows.of_source(source).ones() {
            self.take_out(row);
        }
    }

    /// Puts a connection in, or in place of what is there under its id.
    pub fn put(&mut self, source: &str, connection: Connection) -> Put {
        let compares = self.readings.iter().any(|reading| reading.compares && reading.source == source);
        let Some(row) = self.rows.find(source, &connection.id) else {
            self.lately.forget();
            // There is room for more rows than a browser has memory.
            if self.rows.push(source, &connection).is_some() {
                self.seen.push(true);
                self.added.push(compares);
                self.changed.push(false);
            }
            return Put::Added;
        };
        self.seen.set(row, true);
        if self.rows.get(row).is_some_and(|old| old.connection == connection) {
            return Put::Same;
        }
        let moved = self.rows.replace(row, source, &connection);
        self.orders.change(row, moved);
        self.lately.forget();
        if compares && !self.added.get(row) {
            self.changed.set(row, true);
        }
        Put::Changed
    }

    /// Takes a connection out.
    pub fn remove(&mut self, source: &str, id: &str) {
        if let Some(row) = self.rows.find(source, id) {
            self.take_out(row);
        }
    }

    /// A connection by its source and id.
    #[must_use]
    pub fn get(&self, source: &str, id: &str) -> Option<Connection> {
        let row = self.rows.find(source, id)?;
        self.rows.get(row).map(|row| row.connection)
    }

    /// A row that a search named.
    #[must_use]
    pub fn row(&self, id: RowId) -> Option<Row> {
        self.rows.get(id.0 as usize)
    }

    /// What reading its source anew did to a row: [`Put::Added`] or [`Put::Changed`], until it is read once more.
    #[must_use]
    pub fn mark(&self, id: RowId) -> Option<Put> {
        let row = id.0 as usize;
        let mark = if self.added.get(row) {
            Some(Put::Added)
        } else {
            self.changed.get(row).then_some(Put::Changed)
        };
        mark.filter(|_| self.rows.alive.get(row))
    }

    /// How many connections there are of a source.
    #[must_use]
    pub fn len_of(&self, source: &str) -> usize {
        self.rows.len_of(source)
    }

    /// How many connections there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.alive()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Does some milliseconds of what a later search would have to do, for the rows that have come. Says whether more
    /// is left.
    pub fn prepare(&self) -> bool {
        /// Each is compared with some twenty others.
        const MOST: usize = 1_000;
        self.orders.prepare(&self.rows, MOST)
    }

    /// The rows that match, in order, and what could be chosen next.
    #[must_use]
    pub fn find(&self, filter: &Filter, sort: Sort) -> Found {
        let among = self.outside_the_facets(filter);
        let Counted { matching, facets, health } = counts::count(&self.rows, &self.orders, filter, among);
        let order = self.orders.of(&self.rows, sort);
        let mut rows = Vec::with_capacity(matching.count());
        rows.extend(order.iter().filter(|row| matching.get(**row as usize)).map(|row| RowId(*row)));
        Found { rows, facets, health }
    }

    /// A property's values that contain what was typed, among all rows.
    #[must_use]
    pub fn values(&self, facet: Facet, typed: &str) -> Vec<Count> {
        counts::values(&self.rows, &self.orders, facet, typed)
    }

    fn take_out(&mut self, row: usize) {
        self.rows.remove(row);
        self.orders.remove(row);
    }

    /// The rows that everything of a filter lets through but the choices of facets.
    fn outside_the_facets(&self, filter: &Filter) -> Bits {
        let Filter { text, from, until, key, name, version, .. } = filter;
        let rows = &self.rows;
        let mut among = rows.alive.clone();
        for term in terms(text) {
            self.lately.narrow(rows, Place::from(term), &mut among);
        }
        let name = searchable(name.trim());
        if !name.is_empty() {
            self.lately.narrow(rows, Place { text: name, within: Within::Name }, &mut among);
        }
        let parts: Vec<String> =
            key.split(',').map(|part| searchable(part.trim())).filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            search::keys(rows, &parts, &mut among);
        }
        if !version.is_empty() {
            let version = rows.words.known(version.trim());
            let has = |code: u32| {
                let extra = rows.extra.get(code);
                extra.is_some_and(|extra| extra.version.is_some() && extra.version == version)
            };
            let extras: Vec<bool> = (0..).take(rows.extra.values().len()).map(has).collect();
            among.and_each(&rows.extras, |code| extras.get(*code as usize).copied().unwrap_or_default());
        }
        if from.is_some() || until.is_some() {
            // Nothing is as early as what has no time at all.
            let from = from.map_or(NEVER + 1, |from| from.millis().max(NEVER + 1));
            among.and_each(&rows.created, |at| *at >= from && until.is_none_or(|until| *at < until.millis()));
        }
        among
    }
}

#[cfg(test)]
mod tests;
