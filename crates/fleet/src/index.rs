//! Finds numbered texts again without keeping them twice.

use std::hash::{DefaultHasher, Hash, Hasher};

use hashbrown::HashTable;

/// A table that grows is rebuilt at once. Of a million rows that would be felt; of a part of them it is not.
const PARTS: usize = 64;

/// Numbers by what they stand for. The texts themselves lie elsewhere, so each question brings along how to compare.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    parts: Vec<HashTable<u32>>,
    len: usize,
}

impl Default for Index {
    fn default() -> Self {
        Self { parts: vec![HashTable::new(); PARTS], len: 0 }
    }
}

/// The hash by which something is found.
pub(crate) fn hash(what: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

impl Index {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn find(&self, hash: u64, is_it: &dyn Fn(u32) -> bool) -> Option<u32> {
        self.parts.get(part(hash))?.find(hash, |at| is_it(*at)).copied()
    }

    /// Adds a number that is not there. Growing asks for the hashes of those that are.
    pub(crate) fn insert(&mut self, hash: u64, at: u32, hash_of: &dyn Fn(u32) -> u64) {
        if let Some(part) = self.parts.get_mut(part(hash)) {
            part.insert_unique(hash, at, |at| hash_of(*at));
            self.len += 1;
        }
    }

    pub(crate) fn remove(&mut self, hash: u64, at: u32) {
        let entry = self.parts.get_mut(part(hash)).map(|part| part.find_entry(hash, |one| *one == at));
        if let Some(Ok(entry)) = entry {
            entry.remove();
            self.len -= 1;
        }
    }
}

/// The table takes the upper seven bits and the lowest ones; between them is room.
fn part(hash: u64) -> usize {
    (hash >> 40) as usize % PARTS
}
