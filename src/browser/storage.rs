//! What this browser keeps between two visits: how somebody likes the panel, and nothing that belongs to a
//! connection. A key, or a text in which one was typed, may never come in here.
//!
//! A browser may refuse to keep anything (a private window, a frame of another site, a full disk). Then nothing is
//! kept, and all else works: so reading gives nothing, and writing says nothing.

use web_sys::Storage;

/// What is kept, each under a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Which columns the table shows, in which order, how wide, and how dense it is.
    Table,
    /// Saved views, and which of them is shown at the start.
    Views,
    /// Whether the overview is folded away.
    Overview,
}

impl Kept {
    /// The page may keep things of its own in the same place.
    fn name(self) -> &'static str {
        match self {
            Self::Table => "patchbay.table",
            Self::Views => "patchbay.views",
            Self::Overview => "patchbay.overview",
        }
    }

    /// What was kept, if anything.
    #[must_use]
    pub fn read(self) -> Option<String> {
        storage()?.get_item(self.name()).ok().flatten()
    }

    /// Keeps a text in place of the one before.
    pub fn write(self, text: &str) {
        if let Some(storage) = storage() {
            // What a full or refused store does not take is not kept.
            drop(storage.set_item(self.name(), text));
        }
    }

    /// Keeps nothing more.
    pub fn forget(self) {
        if let Some(storage) = storage() {
            drop(storage.remove_item(self.name()));
        }
    }
}

fn storage() -> Option<Storage> {
    // To ask for it throws where it is refused: <https://html.spec.whatwg.org/multipage/webstorage.html>.
    web_sys::window()?.local_storage().ok().flatten()
}
