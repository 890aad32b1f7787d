//! Which rows are selected. Pure, and the same whatever names a row.
//!
//! A selection is of rows, not of a filter: it stays as it is while rows are filtered, sorted and paged, and what
//! comes into the list later is not in it.

/// Rows that are selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection<Id> {
    /// In order: there may be a million of them.
    rows: Vec<Id>,
    /// The row that was selected or taken out last; a range begins there.
    last: Option<Id>,
}

/// How much of some rows is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Nothing.
    None,
    /// Something.
    Some,
    /// Everything there is.
    All,
}

impl<Id> Default for Selection<Id> {
    fn default() -> Self {
        Self { rows: Vec::new(), last: None }
    }
}

impl<Id: Copy + Ord> Selection<Id> {
    /// How many rows are selected.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All that is selected, in no order that a person would know.
    #[must_use]
    pub fn rows(&self) -> &[Id] {
        &self.rows
    }

    /// Whether a row is selected.
    #[must_use]
    pub fn has(&self, row: Id) -> bool {
        self.rows.binary_search(&row).is_ok()
    }

    /// How much of these is selected.
    #[must_use]
    pub fn share(&self, of: &[Id]) -> Share {
        if self.is_empty() || of.is_empty() {
            Share::None
        } else if of.len() <= self.len() && of.iter().all(|row| self.has(*row)) {
            Share::All
        } else if of.iter().any(|row| self.has(*row)) {
            Share::Some
        } else {
            Share::None
        }
    }

    /// Selects a row, or takes it out.
    pub fn toggle(&mut self, row: Id) {
        self.last = Some(row);
        match self.rows.binary_search(&row) {
            Ok(place) => drop(self.rows.remove(place)),
            Err(place) => self.rows.insert(place, row),
        }
    }

    /// Does with all rows from the last one to this one what would be done with this one alone. `among` are the rows
    /// in the order in which they are seen; where the last one is not among them, only this one counts.
    pub fn toggle_to(&mut self, row: Id, among: &[Id]) {
        let place = |row: Id| among.iter().position(|other| *other == row);
        let range = self.last.and_then(place).zip(place(row));
        let range = range.and_then(|(a, b)| among.get(a.min(b)..=a.max(b)));
        let on = !self.has(row);
        self.set(range.unwrap_or(&[row]), on);
        self.last = Some(row);
    }

    /// Selects these, or takes them out.
    pub fn set(&mut self, rows: &[Id], on: bool) {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        if on {
            self.rows.extend(rows);
            // Two runs that are in order each, which is what this sorts fast.
            self.rows.sort();
            self.rows.dedup();
        } else {
            self.rows.retain(|row| rows.binary_search(row).is_err());
        }
    }

    /// Selects nothing.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes out what is gone.
    pub fn keep(&mut self, is_there: impl Fn(Id) -> bool) {
        self.rows.retain(|row| is_there(*row));
        self.last = self.last.filter(|row| is_there(*row));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const SEEN: [u32; 6] = [50, 10, 40, 20, 60, 30];

    #[test]
    fn a_range_goes_from_the_last_row_to_this_one_as_they_are_seen() {
        let mut selection = Selection::default();
        selection.toggle(10);
        selection.toggle_to(20, &SEEN);
        assert_eq!(selection.rows(), [10, 20, 40]);
        // On from there, and back over what is selected already: that takes it out.
        selection.toggle_to(30, &SEEN);
        assert_eq!(selection.rows(), [10, 20, 30, 40, 60]);
        selection.toggle_to(40, &SEEN);
        assert_eq!(selection.rows(), [10]);
    }

    #[test]
    fn a_range_from_a_row_that_is_not_seen_is_one_row() {
        let mut selection = Selection::default();
        selection.toggle_to(40, &SEEN);
        assert_eq!(selection.rows(), [40]);
        selection.toggle_to(20, &[10, 20, 30]);
        assert_eq!(selection.rows(), [20, 40]);
    }

    #[test]
    fn a_share_is_of_the_rows_that_are_asked_for() {
        let mut selection = Selection::default();
        assert_eq!(selection.share(&SEEN), Share::None);
        selection.toggle(99);
        assert_eq!(selection.share(&SEEN), Share::None);
        selection.toggle(40);
        assert_eq!(selection.share(&SEEN), Share::Some);
        selection.set(&SEEN, true);
        assert_eq!(
            (selection.share(&SEEN), selection.share(&[]), selection.len()),
            (Share::All, Share::None, 7)
        );
        selection.set(&SEEN, false);
        assert_eq!(selection.rows(), [99]);
    }

    #[test]
    fn what_is_gone_is_not_selected_and_no_range_begins_there() {
        let mut selection = Selection::default();
        selection.set(&SEEN, true);
        selection.toggle(10);
        selection.keep(|row| row > 30);
        assert_eq!(selection.rows(), [40, 50, 60]);
        selection.toggle_to(20, &SEEN);
        assert_eq!(selection.rows(), [20, 40, 50, 60]);
    }

    proptest! {
        #[test]
        fn it_is_a_set(steps in prop::collection::vec((0_u8..4, prop::collection::vec(0_u32..30, 1..9)), 0..30)) {
            let mut selection = Selection::default();
            let mut set = BTreeSet::new();
            for (what, rows) in steps {
                match (what, rows.first().copied()) {
                    (0, Some(row)) => {
                        selection.toggle(row);
                        if !set.remove(&row) {
                            set.insert(row);
                        }
                    }
                    (1, _) => {
                        selection.set(&rows, true);
                        set.extend(rows);
                    }
                    (2, _) => {
                        selection.set(&rows, false);
                        set.retain(|row| !rows.contains(row));
                    }
                    _ => {
                        selection.keep(|row| !rows.contains(&row));
                        set.retain(|row| !rows.contains(row));
                    }
                }
                prop_assert!(selection.rows().iter().eq(set.iter()));
            }
        }
    }
}
