//! Numbers in the order of their texts, kept in order while more come.

use std::cmp::Ordering;

use crate::bits::Bits;
use crate::order::{by_key, ordered};

/// So many letters are compared at once.
const STEP: usize = size_of::<u64>();

/// Numbers from 0 on, by their texts; those whose texts are alike stand as the numbers do.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sorted {
    order: Vec<u32>,
    /// By place in the order: whether the text is that of the one before.
    alike: Bits,
    /// By number: how its text begins.
    begins: Vec<u64>,
    /// Numbers that have to be taken out: those that stand for nothing any more, and those whose text has changed.
    out: Bits,
    /// Those of them that have to come again.
    stale: Bits,
}

/// What the numbers stand for.
pub(crate) struct Of<'a> {
    /// How many numbers there are.
    pub(crate) len: usize,
    /// A number's text, as it is compared.
    pub(crate) text: &'a dyn Fn(u32) -> String,
    /// Whether a number still stands for something.
    pub(crate) is_there: &'a dyn Fn(u32) -> bool,
}

impl Sorted {
    /// The numbers in order.
    pub(crate) fn order(&self) -> &[u32] {
        &self.order
    }

    /// Whether the text at a place in the order is that of the one before.
    pub(crate) fn is_alike(&self, place: usize) -> bool {
        self.alike.get(place)
    }

    /// How many are still to be put in order.
    pub(crate) fn missing(&self, len: usize) -> usize {
        len.saturating_sub(self.begins.len()) + self.stale.count()
    }

    /// A number's text has become another.
    pub(crate) fn change(&mut self, number: u32) {
        self.mark_out(number, true);
    }

    /// A number stands for nothing any more.
    pub(crate) fn remove(&mut self, number: u32) {
        self.mark_out(number, false);
    }

    fn mark_out(&mut self, number: u32, comes_back: bool) {
        let number = number as usize;
        if number < self.begins.len() {
            for (bits, bit) in [(&mut self.out, true), (&mut self.stale, comes_back)] {
                bits.grow(self.begins.len());
                bits.set(number, bit);
            }
        }
    }

    /// The numbers from the last text to the first; those that are alike still stand as the numbers do.
    pub(crate) fn backwards(&self) -> Vec<u32> {
        let mut order = Vec::with_capacity(self.order.len());
        let mut end = self.order.len();
        for place in (0..self.order.len()).rev() {
            if !self.is_alike(place) {
                order.extend(self.order.get(place..end).unwrap_or_default());
                end = place;
            }
        }
        order
    }

    /// Puts up to so many of those that are missing in order.
    pub(crate) fn extend(&mut self, of: &Of, most: usize) {
        let text = of.text;
        let known = self.begins.len();
        let until = of.len.min(known.saturating_add(most));
        let mut coming: Vec<u32> = (known..until).filter_map(|number| u32::try_from(number).ok()).collect();
        self.begins.extend(coming.iter().map(|number| begin(&text(*number), 0)));
        coming.extend(self.take_out());
        coming.retain(|number| (of.is_there)(*number));
        for number in &coming {
            if let Some(begins) = self.begins.get_mut(*number as usize) {
                *begins = begin(&text(*number), 0);
            }
        }
        // Each that comes is compared with some twenty of those that are there; sorting all anew compares less where
        // many come.
        if coming.len() > self.order.len() / 8 {
            self.order.append(&mut coming);
            self.sort(text);
        } else if !coming.is_empty() {
            self.merge(&coming, text);
        }
    }

    /// Takes out what is gone and what has changed; the latter has to come again.
    fn take_out(&mut self) -> Vec<u32> {
        let out = std::mem::take(&mut self.out);
        let stale = std::mem::take(&mut self.stale);
        if out.count() == 0 {
            return Vec::new();
        }
        let mut alike = Bits::default();
        let old = std::mem::take(&mut self.order);
        // What comes next is like what stood before, if all between were.
        let mut is_like = true;
        for (place, number) in old.into_iter().enumerate() {
            is_like &= self.alike.get(place);
            if !out.get(number as usize) {
                alike.push(is_like);
                self.order.push(number);
                is_like = true;
            }
        }
        self.alike = alike;
        stale.ones().filter_map(|number| u32::try_from(number).ok()).collect()
    }

    /// Sorts all of them, so many letters at a time: first by how they begin, then those that begin alike by what
    /// follows.
    fn sort(&mut self, text: &dyn Fn(u32) -> String) {
        self.alike = Bits::none(self.order.len());
        let mut due = vec![(0, self.order.len(), 0)];
        let mut keyed: Vec<(u64, u32)> = Vec::new();
        while let Some((from, to, depth)) = due.pop() {
            let Some(part) = self.order.get_mut(from..to) else { continue };
            let key = |number: &u32| match depth {
                0 => self.begins.get(*number as usize).copied().unwrap_or_default(),
                _ => begin(&text(*number), depth),
            };
            keyed.clear();
            keyed.extend(part.iter().map(|number| (key(number), *number)));
            by_key(&mut keyed);
            for (place, (_, number)) in part.iter_mut().zip(&keyed) {
                *place = *number;
            }
            let mut start = from;
            for run in keyed.chunk_by(|(a, _), (b, _)| a == b) {
                let end = start + run.len();
                let has_ended = run.first().is_some_and(|(key, _)| key & 0xff == 0);
                if has_ended {
                    (start + 1..end).for_each(|place| self.alike.set(place, true));
                } else if run.len() > 1 {
                    due.push((start, end, depth + STEP));
                }
                start = end;
            }
        }
    }

    fn merge(&mut self, coming: &[u32], text: &dyn Fn(u32) -> String) {
        let begins_of = |number: u32| self.begins.get(number as usize).copied().unwrap_or_default();
        let coming: Vec<(u64, String, u32)> =
            coming.iter().map(|number| (begins_of(*number), text(*number), *number)).collect();
        let coming = ordered(coming, Ord::cmp);
        let mut order = Vec::with_capacity(self.order.len() + coming.len());
        let mut alike = Bits::default();
        let mut from = 0;
        let mut last: Option<String> = None;
        for (begins, new, number) in coming {
            let rest = self.order.get(from..).unwrap_or_default();
            let compare = |other: &u32| {
                begins_of(*other)
                    .cmp(&begins)
                    .then_with(|| text(*other).cmp(&new))
                    .then_with(|| other.cmp(&number))
            };
            let to = from + rest.partition_point(|other| compare(other) == Ordering::Less);

            let is_same = |other: Option<&u32>| {
                other.is_some_and(|other| begins_of(*other) == begins && text(*other) == new)
            };
            for place in from..to {
                // The first behind a new one may be like it, or else is like whom it stood behind.
                let is_alike = match last.take() {
                    Some(last) => self.order.get(place).is_some_and(|other| text(*other) == last),
                    None => self.alike.get(place),
                };
                alike.push(is_alike);
            }
            order.extend(self.order.get(from..to).unwrap_or_default());
            let before = match last.take() {
                Some(last) => last == new,
                None => is_same(order.last()),
            };
            alike.push(before);
            order.push(number);
            last = Some(new);
            from = to;
        }
        for place in from..self.order.len() {
            let is_alike = match last.take() {
                Some(last) => self.order.get(place).is_some_and(|other| text(*other) == last),
                None => self.alike.get(place),
            };
            alike.push(is_alike);
        }
        order.extend(self.order.get(from..).unwrap_or_default());
        self.order = order;
        self.alike = alike;
    }
}

/// Letters of a text from one on, so that they compare as the text does; what is shorter is filled up.
fn begin(text: &str, from: usize) -> u64 {
    let mut letters = [0; STEP];
    for (place, letter) in letters.iter_mut().zip(text.bytes().skip(from)) {
        *place = letter;
    }
    u64::from_be_bytes(letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn in_order(texts: &[String]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..).take(texts.len()).collect();
        order.sort_by_key(|number| &texts[*number as usize]);
        order
    }

    fn extend(sorted: &mut Sorted, texts: &[String], most: usize) {
        let text = |number: u32| texts[number as usize].clone();
        sorted.extend(&Of { len: texts.len(), text: &text, is_there: &|_| true }, most);
    }

    fn holds(sorted: &Sorted, texts: &[String]) -> Result<(), TestCaseError> {
        prop_assert_eq!(sorted.order(), in_order(texts));
        let of = |place: usize| &texts[sorted.order()[place] as usize];
        for place in 0..texts.len() {
            prop_assert_eq!(sorted.is_alike(place), place > 0 && of(place) == of(place - 1), "{}", place);
        }
        let mut backwards: Vec<u32> = (0..).take(texts.len()).collect();
        backwards.sort_by_key(|number| std::cmp::Reverse(&texts[*number as usize]));
        prop_assert_eq!(sorted.backwards(), backwards);
        Ok(())
    }

    proptest! {
        #[test]
        fn what_comes_later_and_what_changes_takes_its_place(
            texts in prop::collection::vec("[ab]{0,2}|(abcdefgh){1,2}[ab]?", 1..60),
            changes in prop::collection::vec((any::<prop::sample::Index>(), "[abc]{1,2}|(abcdefgh){2}"), 0..6),
            step in 1..20_usize,
        ) {
            let mut texts = texts;
            let mut sorted = Sorted::default();
            while sorted.missing(texts.len()) > 0 {
                extend(&mut sorted, &texts, step);
            }
            holds(&sorted, &texts)?;
            for (at, text) in changes {
                let at = at.index(texts.len());
                texts[at] = text;
                sorted.change(u32::try_from(at).unwrap());
            }
            texts.push("ab".into());
            extend(&mut sorted, &texts, usize::MAX);
            holds(&sorted, &texts)?;
            sorted.remove(0);
            let text = |number: u32| if number == 0 { String::new() } else { texts[number as usize].clone() };
            sorted.extend(&Of { len: texts.len(), text: &text, is_there: &|number| number != 0 }, usize::MAX);
            let rest: Vec<u32> = in_order(&texts).into_iter().filter(|number| *number != 0).collect();
            prop_assert_eq!(sorted.order(), rest);
        }
    }
}
