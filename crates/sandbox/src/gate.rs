//! A gate before which a request waits, so that a test needs no sleep to be in the middle of something.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// Closed until it is opened; then it stays open. Clones are the same gate.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    open: bool,
    /// How many ever came.
    arrived: usize,
    /// All who wait for anything; each looks again when anything changes.
    waiting: Vec<Waker>,
}

impl Gate {
    /// A closed gate.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets everyone through, now and later.
    pub fn open(&self) {
        self.change(|state| state.open = true);
    }

    /// Waits until so many requests have come to the gate, held or already let through.
    pub async fn reached_by(&self, requests: usize) {
        self.until(|state| state.arrived >= requests).await;
    }

    /// Comes to the gate and waits until it is open.
    pub async fn pass(&self) {
        self.change(|state| state.arrived += 1);
        self.until(|state| state.open).await;
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let waiting = {
            let mut state = self.state();
            change(&mut state);
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }

    async fn until(&self, holds: impl Fn(&State) -> bool) {
        poll_fn(|context| {
            let mut state = self.state();
            if holds(&state) {
                return Poll::Ready(());
            }
            state.waiting.push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Context;

    use super::*;

    #[test]
    fn a_gate_holds_until_it_is_opened() {
        let gate = Gate::new();
        let mut context = Context::from_waker(Waker::noop());
        let mut reached = pin!(gate.reached_by(1));
        let mut pass = pin!(gate.pass());

        assert!(reached.as_mut().poll(&mut context).is_pending());
        assert!(pass.as_mut().poll(&mut context).is_pending());
        assert!(reached.as_mut().poll(&mut context).is_ready());

        gate.open();
        assert!(pass.as_mut().poll(&mut context).is_ready());
        assert!(pin!(gate.pass()).poll(&mut context).is_ready(), "it stays open");
    }
}
