//! A value that is computed from others and tells only when it differs.
//!
//! Leptos' `Memo` compiles its whole machinery for each type of value, about 1.5 kB a type; here
//! all values share the one for a counter.

use leptos::prelude::*;

/// A computed value.
pub struct Computed<T: 'static> {
    value: StoredValue<T>,
    version: Memo<u32>,
}

impl<T> Clone for Computed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Computed<T> {}

/// Computes a value now, and again whenever what it read has changed and somebody asks.
pub fn computed<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> Computed<T> {
    let value = StoredValue::new(untrack(&compute));
    let version = numbered(Box::new(move || {
        let next = compute();
        let differs = value.try_with_value(|value| *value != next).unwrap_or_default();
        if differs {
            value.try_set_value(next);
        }
        differs
    }));
    Computed { value, version }
}

fn numbered(differs: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<u32> {
    Memo::new(move |version: Option<&u32>| {
        let version = version.copied().unwrap_or_default();
        if differs() { version + 1 } else { version }
    })
}

impl<T: Send + Sync + 'static> Computed<T> {
    /// Reads the value and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.version.track();
        self.with_untracked(read)
    }

    /// Reads the value.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        // Asking the counter is what computes.
        self.version.get_untracked();
        self.value.with_value(read)
    }
}

impl<T: Clone + Send + Sync + 'static> Computed<T> {
    /// The value, followed.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl<T: Clone + Send + Sync + 'static> From<Computed<T>> for Signal<T> {
    fn from(computed: Computed<T>) -> Self {
        Signal::derive(move || computed.get())
    }
}
