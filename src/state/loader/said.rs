//! What a source adds to the line above the table. Pure.

use super::{Load, Phase};
use crate::words;

impl Load {
    /// How far the source of this label is, or what reading it anew has shown; nothing where there is nothing to say.
    #[must_use]
    pub fn said(&self, label: &str) -> Option<String> {
        let Self { phase, read, total, .. } = self;
        match phase {
            Phase::Reading => Some(words::reading(label, *read, *total)),
            Phase::Paused => Some(words::paused(label, *read, *total)),
            Phase::Capped => Some(words::some_loaded(label, *read, *total)),
            Phase::Complete if self.compares => {
                Some(words::refreshed(label, self.added, self.changed, self.gone))
            }
            // Its card says the rest.
            Phase::Complete | Phase::NeedsKey | Phase::Repeats | Phase::Failed(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_for_the_first_time_is_not_compared() {
        let load = Load { phase: Phase::Complete, read: 2, added: 2, ..Load::default() };
        assert_eq!(load.said("Live"), None);
        let again = Load { phase: Phase::Complete, added: 1, ..load.again() };
        assert_eq!(again.said("Live"), Some("Live: 1 new".into()));
    }

    #[test]
    fn what_did_not_come_to_its_end_is_nothing_to_compare_with_and_takes_nothing_from_what_did() {
        let first = Load { phase: Phase::Capped, ..Load::default() };
        assert!(!first.again().compares);
        let complete = Load { phase: Phase::Complete, ..Load::default() };
        let broken_off = Load { phase: Phase::Repeats, ..complete.again() };
        assert!(broken_off.again().compares);
    }
}
