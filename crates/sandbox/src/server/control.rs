//! The handle that a test of the same process has on the faults.

use std::sync::{Arc, Mutex};

use tokio::sync::watch;

use super::lock;
use crate::faults::{Fault, Queue, When};
use crate::http::Request;

/// Arms and disarms faults. Clones are the same handle.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    queue: Arc<Mutex<Queue>>,
    /// Changes whenever connections that have been used before must not be used again.
    used_up: watch::Sender<()>,
}

impl Faults {
    /// Arms a fault for the requests that it is meant for, after those that are armed already.
    pub fn arm(&self, when: When, fault: Fault) {
        let drops = fault.drops();
        lock(&self.queue).arm(when, fault);
        if drops {
            // A browser repeats a request by itself, a write too, when a connection that it used before closes
            // without an answer; then a test would count two. So no connection may have been used before.
            self.used_up.send_replace(());
        }
    }

    /// Disarms all.
    pub fn clear(&self) {
        lock(&self.queue).clear();
    }

    /// How many faults are still to come; one that is always armed counts once.
    #[must_use]
    pub fn left(&self) -> usize {
        lock(&self.queue).left()
    }

    pub(super) fn take(&self, request: &Request) -> Option<Fault> {
        lock(&self.queue).take(request)
    }

    pub(super) fn drops(&self) -> bool {
        lock(&self.queue).drops()
    }

    pub(super) fn used_up(&self) -> watch::Receiver<()> {
        self.used_up.subscribe()
    }
}
