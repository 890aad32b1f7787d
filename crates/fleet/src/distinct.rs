//! Values of which there are few, each kept once and named by a number.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Different values, in the order in which they came.
#[derive(Clone, Debug)]
pub(crate) struct Distinct<T> {
    values: Vec<T>,
    codes: HashMap<T, u32>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self { values: Vec::new(), codes: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Distinct<T> {
    /// The number of a value, which it gets when it first comes.
    pub(crate) fn code<Q>(&mut self, value: &Q) -> u32
    where
        T: Borrow<Q>,
        Q: Eq + Hash + ToOwned + ?Sized,
        Q::Owned: Into<T>,
    {
        if let Some(code) = self.codes.get(value) {
            return *code;
        }
        let code = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let value: T = value.to_owned().into();
        self.values.push(value.clone());
        self.codes.insert(value, code);
        code
    }

    /// The number of a value that has come before.
    pub(crate) fn known<Q>(&self, value: &Q) -> Option<u32>
    where
        T: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.codes.get(value).copied()
    }

    pub(crate) fn get(&self, code: u32) -> Option<&T> {
        self.values.get(code as usize)
    }

    /// All values, each at the place of its number.
    pub(crate) fn values(&self) -> &[T] {
        &self.values
    }
}
