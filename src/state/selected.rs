//! Which rows are selected, for whatever is done with several at once.

use patchbay_fleet::{Filter, Fleet, RowId, Sort};

use crate::live::{Live, Var, computed, on_change};
use crate::selection::Selection;

/// Rows by their ids. It stays while rows are filtered, sorted and paged; what leaves the fleet leaves it.
#[derive(Clone, Copy)]
pub struct Selected {
    rows: Var<Selection<RowId>>,
    count: Live<usize>,
}

/// Up to so many are looked up one by one.
const FEW: usize = 1_000;

impl Selected {
    /// Nothing is selected. `settled` says whether everything has been read, which is when what is gone goes.
    pub(super) fn new(fleet: Var<Fleet>, settled: impl Fn() -> bool + 'static) -> Self {
        let rows: Var<Selection<RowId>> = Var::default();
        let mut had = 0;
        on_change(
            move || (fleet.with(Fleet::len), settled()),
            move |(has, _)| {
                let fewer = *has < std::mem::replace(&mut had, *has);
                let selected = rows.try_with_untracked(Selection::len).unwrap_or_default();
                // That some went while others came is seen only by looking, which is for few.
                if selected > 0 && (fewer || selected <= FEW) {
                    fleet.with_untracked(|fleet| rows.try_update(|rows| prune(rows, fleet)));
                }
            },
        );
        Self { rows, count: computed(move || rows.with(Selection::len)) }
    }

    /// How many rows are selected.
    #[must_use]
    pub fn count(self) -> Live<usize> {
        self.count
    }

    /// Reads what is selected and follows it.
    pub fn with<R>(self, read: impl FnOnce(&Selection<RowId>) -> R) -> R {
        self.rows.with(read)
    }

    /// Selects or takes out.
    pub fn change(self, change: impl FnOnce(&mut Selection<RowId>)) {
        self.rows.try_update(change);
    }
}

fn prune(rows: &mut Selection<RowId>, fleet: &Fleet) {
    if rows.len() <= FEW {
        rows.keep(|row| fleet.row(row).is_some());
    } else {
        let mut there = fleet.find(&Filter::default(), Sort::default()).rows;
        there.sort_unstable();
        rows.keep(|row| there.binary_search(&row).is_ok());
    }
}
