//! What is to be told, for a while.

use std::time::Duration;

use leptos::task::spawn_local;

use crate::browser::clock;
use crate::live::{Callback, Var};

/// Long enough to read and to change one's mind.
const SHOWN: Duration = Duration::from_secs(10);

/// Something that is told.
#[derive(Clone)]
pub struct Notice {
    /// Tells it from the others.
    pub id: u64,
    /// Whether it is bad news: it stays until it is dismissed.
    pub is_alert: bool,
    /// What is told.
    pub text: String,
    /// Takes back what is told.
    pub undo: Option<Callback<()>>,
}

/// All that is told now.
#[derive(Clone, Copy)]
pub struct Notices {
    list: Var<Vec<Notice>>,
    held: Var<Option<u64>>,
    next: Var<u64>,
}

impl Default for Notices {
    fn default() -> Self {
        Self { list: Var::default(), held: Var::default(), next: Var::new(0) }
    }
}

impl Notices {
    /// Takes back what one tells, and with it the notice.
    pub fn undo(self, id: u64) {
        let undo = self.list.try_with_untracked(|list| {
            list.iter().find(|notice| notice.id == id).and_then(|notice| notice.undo)
        });
        self.dismiss(id);
        if let Some(undo) = undo.flatten() {
            undo.run(());
        }
    }

    /// What is told now.
    #[must_use]
    pub fn all(self) -> Vec<Notice> {
        self.list.get()
    }

    /// Tells good news, for a while.
    pub fn tell(self, text: String, undo: Option<Callback<()>>) {
        if let Some(id) = self.add(false, text, undo) {
            spawn_local(async move {
                clock::sleep(SHOWN).await;
                // Not from under the pointer, nor from under the focus.
                while self.held.try_get_untracked() == Some(Some(id)) {
                    clock::sleep(Duration::from_secs(1)).await;
                }
                self.dismiss(id);
            });
        }
    }

    /// Tells bad news, until it is dismissed.
    pub fn alert(self, text: String) {
        self.add(true, text, None);
    }

    /// Ends a notice.
    pub fn dismiss(self, id: u64) {
        self.list.try_update(|list| list.retain(|notice| notice.id != id));
    }

    /// Somebody points at a notice, or no longer does.
    pub fn hold(self, id: u64, held: bool) {
        self.held.try_update(|now| {
            if held {
                *now = Some(id);
            } else if *now == Some(id) {
                *now = None;
            }
        });
    }

    fn add(self, is_alert: bool, text: String, undo: Option<Callback<()>>) -> Option<u64> {
        let id = self.next.try_update(|next| {
            *next += 1;
            *next
        })?;
        self.list.try_update(|list| list.push(Notice { id, is_alert, text, undo }))?;
        Some(id)
    }
}
