//! Something for each source. There are few, so they are looked through; a tree or a hash table
//! for each kind of thing would weigh more than all that it holds.

/// Something for each source.
#[derive(Clone, Debug)]
pub(super) struct PerSource<T>(Vec<(String, T)>);

impl<T> Default for PerSource<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> PerSource<T> {
    pub(super) fn get(&self, source: &str) -> Option<&T> {
        self.0.iter().find(|(id, _)| id == source).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, source: &str) -> Option<&mut T> {
        self.0.iter_mut().find(|(id, _)| id == source).map(|(_, value)| value)
    }

    pub(super) fn set(&mut self, source: &str, value: T) {
        match self.get_mut(source) {
            Some(old) => *old = value,
            None => self.0.push((source.to_owned(), value)),
        }
    }

    pub(super) fn remove(&mut self, source: &str) {
        self.0.retain(|(id, _)| id != source);
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }
}
