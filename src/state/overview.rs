//! Whether the overview is shown or folded away, which this browser keeps.

use crate::browser::storage::Kept;
use crate::live::Var;

/// Whether the overview is shown.
#[derive(Clone, Copy)]
pub struct Overview(Var<bool>);

const FOLDED: &str = "folded";

impl Default for Overview {
    fn default() -> Self {
        Self(Var::new(Kept::Overview.read().as_deref() != Some(FOLDED)))
    }
}

impl Overview {
    /// Whether it is shown, followed.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.0.get()
    }

    /// Folds it away, or shows it again.
    pub fn toggle(self) {
        let open = !self.0.get_untracked();
        if open {
            Kept::Overview.forget();
        } else {
            Kept::Overview.write(FOLDED);
        }
        self.0.set(open);
    }
}
