//! A bit for each of very many.

/// A bit for each row, or for each of whatever else is numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// So many, none of them set.
    pub(crate) fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// Makes room for so many; those that come are not set.
    pub(crate) fn grow(&mut self, len: usize) {
        self.len = self.len.max(len);
        self.words.resize(self.len.div_ceil(64), 0);
    }

    pub(crate) fn push(&mut self, bit: bool) {
        self.len += 1;
        self.words.resize(self.len.div_ceil(64), 0);
        self.set(self.len - 1, bit);
    }

    pub(crate) fn get(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    pub(crate) fn set(&mut self, at: usize, bit: bool) {
        if let Some(word) = self.words.get_mut(at / 64) {
            let mask = 1 << (at % 64);
            *word = if bit { *word | mask } else { *word & !mask };
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many are set from one to before another, both being multiples of 64.
    pub(crate) fn count_within(&self, from: usize, to: usize) -> usize {
        let words = self.words.iter().skip(from / 64).take((to - from) / 64);
        words.map(|word| word.count_ones() as usize).sum()
    }

    /// The places that are set.
    pub(crate) fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        ones(&self.words, 0)
    }

    /// The places that are set, from one to before another, both being multiples of 64.
    pub(crate) fn ones_within(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let words = self.words.get(from / 64..self.words.len().min(to / 64)).unwrap_or_default();
        ones(words, from)
    }

    /// Keeps only what is set here and there.
    pub(crate) fn and(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Keeps only what is not set there.
    pub(crate) fn and_not(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Sets what is set there.
    pub(crate) fn or(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Keeps of those that are set the ones that pass. Each has a value in each of three columns.
    pub(crate) fn retain_with<T: Copy>(
        &mut self,
        [a, b, c]: [&[T]; 3],
        mut passes: impl FnMut(T, T, T) -> bool,
    ) {
        let columns = a.chunks(64).zip(b.chunks(64)).zip(c.chunks(64));
        for (word, ((a, b), c)) in self.words.iter_mut().zip(columns) {
            let mut rest = *word;
            while rest != 0 {
                let at = rest.trailing_zeros() as usize;
                let bit = rest & rest.wrapping_neg();
                rest ^= bit;
                if let (Some(a), Some(b), Some(c)) = (a.get(at), b.get(at), c.get(at))
                    && !passes(*a, *b, *c)
                {
                    *word ^= bit;
                }
            }
        }
    }

    /// Sets each whose value passes. There is a value for each.
    pub(crate) fn or_each<T>(&mut self, values: &[T], passes: impl Fn(&T) -> bool) {
        for (word, values) in self.words.iter_mut().zip(values.chunks(64)) {
            for (at, value) in values.iter().enumerate() {
                *word |= u64::from(passes(value)) << at;
            }
        }
    }

    /// Keeps only those whose value passes. There is a value for each.
    pub(crate) fn and_each<T>(&mut self, values: &[T], passes: impl Fn(&T) -> bool) {
        for (word, values) in self.words.iter_mut().zip(values.chunks(64)) {
            if *word != 0 {
                for (at, value) in values.iter().enumerate() {
                    *word &= !(u64::from(!passes(value)) << at);
                }
            }
        }
    }
}

fn ones(words: &[u64], from: usize) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(move |(at, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(from + at * 64 + bit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_counted_and_named_in_order() {
        let mut bits = Bits::none(130);
        [0, 63, 64, 129].into_iter().for_each(|at| bits.set(at, true));
        bits.set(63, false);
        assert_eq!(bits.ones().collect::<Vec<_>>(), [0, 64, 129]);
        assert_eq!(bits.ones_within(64, 128).collect::<Vec<_>>(), [64]);
        assert_eq!((bits.count(), bits.count_within(64, 128)), (3, 1));
    }

    #[test]
    fn values_set_and_clear_their_own_bits() {
        let values: Vec<usize> = (0..100).collect();
        let mut bits = Bits::none(100);
        bits.or_each(&values, |value| value % 2 == 0);
        bits.and_each(&values, |value| *value > 95);
        assert_eq!(bits.ones().collect::<Vec<_>>(), [96, 98]);
    }
}
