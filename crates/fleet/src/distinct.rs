//! Values of which there are few, each kept once and named by a number.

use std::hash::Hash;

use crate::index::{Index, hash};

/// Different values, in the order in which they came.
#[derive(Clone, Debug)]
pub(crate) struct Distinct<T> {
    values: Vec<T>,
    index: Index,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self { values: Vec::new(), index: Index::default() }
    }
}

impl<T: Eq + Hash> Distinct<T> {
    /// The number of a value, which it gets when it first comes.
    pub(crate) fn code<Q>(&mut self, value: &Q) -> u32
    where
        T: AsRef<Q> + for<'a> From<&'a Q>,
        Q: Eq + Hash + ?Sized,
    {
        if let Some(code) = self.known(value) {
            return code;
        }
        let code = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let values = &self.values;
        let hash_of = |code: u32| values.get(code as usize).map_or(0, |value| hash(value.as_ref()));
        self.index.insert(hash(value), code, &hash_of);
        self.values.push(T::from(value));
        code
    }

    /// The number of a value that has come before.
    pub(crate) fn known<Q>(&self, value: &Q) -> Option<u32>
    where
        T: AsRef<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.index.find(hash(value), &|code| self.get(code).is_some_and(|other| other.as_ref() == value))
    }

    pub(crate) fn get(&self, code: u32) -> Option<&T> {
        self.values.get(code as usize)
    }

    /// All values, each at the place of its number.
    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }
}
