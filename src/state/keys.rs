//! Keys that people typed: in memory only, and gone with the page.

use patchbay_vendors::secret::{Secret, Strike};
use patchbay_vendors::source::{Auth, Source};

use super::per_source::PerSource;
use crate::live::Var;

/// The keys by their sources.
#[derive(Clone, Copy)]
pub struct Keys(Var<PerSource<Secret>>);

impl Default for Keys {
    fn default() -> Self {
        Self(Var::new(PerSource::default()))
    }
}

impl Keys {
    /// Keeps a key for a source. Outer space is never part of one; it comes with copying.
    pub fn set(self, source: &str, key: &str) {
        let key = Secret::new(key.trim().to_owned());
        self.0.try_update(|keys| keys.set(source, key));
    }

    /// Forgets a source's key.
    pub fn forget(self, source: &str) {
        self.0.try_update(|keys| keys.remove(source));
    }

    /// Whether a source can be asked at all.
    #[must_use]
    pub fn suffice(self, source: &Source) -> bool {
        matches!(source.auth, Auth::Gateway { .. }) || self.has(&source.id)
    }

    /// Whether a key was given for a source.
    #[must_use]
    pub fn has(self, source: &str) -> bool {
        self.0.try_with(|keys| keys.get(source).is_some()).unwrap_or_default()
    }

    pub(super) fn get(self, source: &str) -> Option<Secret> {
        self.0.try_with_untracked(|keys| keys.get(source).cloned()).flatten()
    }

    /// Strikes every key there is, and what else was typed: a vendor must not bring it back onto the screen.
    pub(super) fn strike(self, typed: &[Secret]) -> Strike {
        self.0.try_with_untracked(|keys| Strike::new(keys.values().chain(typed))).unwrap_or_default()
    }
}
