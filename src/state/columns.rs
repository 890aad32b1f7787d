//! How somebody likes the table, kept from one visit to the next.

use crate::browser::storage::Kept;
use crate::columns::Columns;
use crate::live::Var;

/// The columns of the table.
#[derive(Clone, Copy)]
pub struct Liked(Var<Columns>);

impl Default for Liked {
    /// As it was kept, or as usual.
    fn default() -> Self {
        Self(Var::new(Kept::Table.read().map_or_else(Columns::default, |kept| Columns::parse(&kept))))
    }
}

impl Liked {
    /// Reads it and follows it.
    pub fn with<R>(self, read: impl FnOnce(&Columns) -> R) -> R {
        self.0.with(read)
    }

    /// Changes it for now, as while somebody drags.
    pub fn change(self, change: impl FnOnce(&mut Columns)) {
        self.0.try_update(change);
    }

    /// Keeps it as it is now.
    pub fn keep(self) {
        match self.0.try_with_untracked(Columns::text).flatten() {
            Some(text) => Kept::Table.write(&text),
            None => Kept::Table.forget(),
        }
    }
}
