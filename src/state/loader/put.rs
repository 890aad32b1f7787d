//! Puts what was listed into the fleet, a little at a time: a vendor may answer with all it has at once, and the browser
//! has to answer keys meanwhile.

use patchbay_fleet::{Fleet, Put};
use patchbay_vendors::connection::Connection;

use super::super::Panel;
use super::Load;
use crate::browser::clock;
use crate::browser::fetch::Signal;

/// As long as half a frame, in milliseconds.
const SLICE: f64 = 8.0;
/// Where a clock is kept coarse, as some browsers do against spying.
const MOST_ROWS: usize = 2_000;
/// A look at the clock costs more than a row.
const LOOK_EVERY: usize = 16;

/// Whether it is the browser's turn, after so many rows and milliseconds.
fn is_enough(rows: usize, took: f64) -> bool {
    rows >= MOST_ROWS || rows.is_multiple_of(LOOK_EVERY) && took >= SLICE
}

/// What became of connections that were put in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    added: usize,
    changed: usize,
}

impl Tally {
    fn count(&mut self, put: Put) {
        match put {
            Put::Added => self.added += 1,
            Put::Changed => self.changed += 1,
            Put::Same => {}
        }
    }

    fn add_to(self, load: &mut Load) {
        load.added += self.added;
        load.changed += self.changed;
    }
}

/// Puts in those that `lets` lets in. Says whether it came to its end: it stops where nobody waits for it any more.
pub(super) async fn put(
    panel: Panel,
    source: &str,
    connections: Vec<Connection>,
    mut lets: impl FnMut(&str) -> bool,
    signal: &Signal,
) -> bool {
    let mut left = connections.into_iter();
    loop {
        let began = clock::now();
        let mut tally = Tally::default();
        let slice = panel.fleet.try_change(|fleet| {
            let mut rows = 0;
            for connection in left.by_ref() {
                if lets(&connection.id) {
                    tally.count(fleet.put(source, connection));
                }
                rows += 1;
                if is_enough(rows, clock::now() - began) {
                    break;
                }
            }
        });
        panel.loads.change(source, |load| tally.add_to(load));
        if slice.is_none() || signal.is_over() {
            return false;
        }
        if left.len() == 0 {
            return true;
        }
        panel.loads.show_soon(panel);
        clock::breathe().await;
        if signal.is_over() {
            return false;
        }
    }
}

/// Lets the fleet do what the next search or sort would wait for.
pub(super) async fn prepare(panel: Panel, signal: &Signal) {
    while panel.fleet.try_with_untracked(Fleet::prepare) == Some(true) && !signal.is_over() {
        clock::breathe().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_has_its_turn_after_half_a_frame_or_many_rows() {
        assert!(!is_enough(16, 7.0));
        assert!(is_enough(16, 8.0));
        assert!(!is_enough(17, 99.0), "the clock is not looked at each time");
        assert!(is_enough(2_000, 0.0));
    }

    #[test]
    fn what_is_new_or_changed_is_counted() {
        let mut load = Load { added: 1, ..Load::default() };
        let mut tally = Tally::default();
        for put in [Put::Added, Put::Same, Put::Changed, Put::Changed] {
            tally.count(put);
        }
        tally.add_to(&mut load);
        assert_eq!((load.added, load.changed), (2, 2));
    }
}
