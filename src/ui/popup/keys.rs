//! What keys mean in a list.

use patchbay_fold::fold;

/// How far Page Up and Page Down go.
const PAGE: usize = 10;

/// Letters that follow each other faster than this make one word.
const PAUSE: f64 = 600.0;

/// The entry that a key leads to, or nothing when the key does not move.
pub(crate) fn step(key: &str, at: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let next = match (key, at) {
        ("Home", _) | ("ArrowDown" | "PageDown", None) => 0,
        ("End", _) | ("ArrowUp" | "PageUp", None) => last,
        ("ArrowDown", Some(at)) => at.saturating_add(1),
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("PageDown", Some(at)) => at.saturating_add(PAGE),
        ("PageUp", Some(at)) => at.saturating_sub(PAGE),
        _ => return None,
    };
    Some(next.min(last))
}

/// The letters typed so far, to find an entry by how it begins.
#[derive(Default)]
pub(crate) struct Typed {
    letters: String,
    until: f64,
}

impl Typed {
    /// Whether a letter typed now belongs to the word before.
    pub(crate) fn goes_on(&self, now: f64) -> bool {
        !self.letters.is_empty() && now <= self.until
    }

    /// The entry that begins with what was typed. One letter again and again goes through all that
    /// begin with it.
    pub(crate) fn find<'a>(
        &mut self,
        letter: &str,
        now: f64,
        at: Option<usize>,
        labels: impl Iterator<Item = &'a str>,
    ) -> Option<usize> {
        if !self.goes_on(now) {
            self.letters.clear();
        }
        self.letters.push_str(&fold(letter));
        self.until = now + PAUSE;

        let mut chars = self.letters.chars();
        let first = chars.next()?;
        let same = chars.all(|next| next == first);
        let wanted = if same { first.to_string() } else { self.letters.clone() };
        // A single letter leaves the entry it stands on; a growing word may stay.
        let from = at.map_or(0, |at| at + usize::from(same));
        let mut before = None;
        for (index, label) in labels.enumerate() {
            if fold(label).starts_with(&wanted) {
                if index >= from {
                    return Some(index);
                }
                before = before.or(Some(index));
            }
        }
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_stop_at_the_ends() {
        assert_eq!(step("ArrowDown", Some(1), 3), Some(2));
        assert_eq!(step("ArrowDown", Some(2), 3), Some(2));
        assert_eq!(step("ArrowUp", Some(0), 3), Some(0));
        assert_eq!(step("ArrowDown", None, 3), Some(0));
        assert_eq!(step("ArrowUp", None, 3), Some(2));
        assert_eq!(step("End", Some(0), 30), Some(29));
        assert_eq!(step("Home", Some(9), 30), Some(0));
        assert_eq!(step("PageDown", Some(0), 30), Some(10));
        assert_eq!(step("PageDown", Some(25), 30), Some(29));
    }

    #[test]
    fn nothing_to_move_in_or_by() {
        assert_eq!(step("ArrowDown", None, 0), None);
        assert_eq!(step("x", Some(0), 3), None);
    }

    const LABELS: [&str; 5] = ["Active", "Degraded", "Failed", "Disabled", "Éclair"];

    fn typed(word: &[(&str, f64)], mut at: Option<usize>) -> Option<usize> {
        let mut typed = Typed::default();
        for (letter, now) in word {
            at = typed.find(letter, *now, at, LABELS.into_iter());
        }
        at
    }

    #[test]
    fn a_word_finds_what_begins_with_it() {
        assert_eq!(typed(&[("d", 0.0), ("i", 100.0)], Some(0)), Some(3));
        assert_eq!(typed(&[("F", 0.0)], Some(0)), Some(2));
        assert_eq!(typed(&[("É", 0.0)], None), Some(4));
        assert_eq!(typed(&[("z", 0.0)], Some(0)), None);
    }

    #[test]
    fn one_letter_again_goes_round() {
        assert_eq!(typed(&[("d", 0.0)], Some(0)), Some(1));
        assert_eq!(typed(&[("d", 0.0), ("d", 100.0)], Some(0)), Some(3));
        assert_eq!(typed(&[("d", 0.0), ("d", 100.0), ("d", 200.0)], Some(0)), Some(1));
    }

    #[test]
    fn a_pause_begins_a_new_word() {
        assert_eq!(typed(&[("d", 0.0), ("f", 5000.0)], Some(0)), Some(2));
    }
}
