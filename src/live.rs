//! Values that the screen follows: Leptos' reactive graph behind handles that are small to compile.
//!
//! Leptos compiles a signal's whole machinery anew for each type of value, one to three kilobytes a
//! type. Here the graph sees only that something has changed, and how often; the value lies beside it
//! in a cell, and what is compiled for its type is a look into that cell. `docs/architecture.md` tells
//! what this saved.
//!
//! Handles are `Copy`, as small as a pointer, and belong to the owner under which they were made, as
//! Leptos' own do; reading one after its owner has gone is a mistake that stops the panel, so after an
//! `await` only the `try_` methods will do.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{
    ArcMemo, ArcTrigger, Effect, GetUntracked, GetValue, LocalStorage, Notify, StoredValue, Track, untrack,
};
use leptos::reactive::traits::IsDisposed;
use send_wrapper::SendWrapper;

/// What the arena of Leptos keeps for every handle: one type for all.
type Stored = StoredValue<Rc<Slot>, LocalStorage>;

/// A value, and what tells that it has changed.
struct Slot {
    follow: Follow,
    value: Rc<dyn Any>,
}

/// What tells that a value has changed.
enum Follow {
    /// Nothing: it never does.
    Never,
    /// Whoever sets it.
    Changes(ArcTrigger),
    /// The count of its versions. To ask for it is what computes.
    Version(ArcMemo<u32>),
}

fn store(follow: Follow, value: Rc<dyn Any>) -> Stored {
    StoredValue::new_local(Rc::new(Slot { follow, value }))
}

fn track(stored: Stored) {
    match stored.try_get_value().as_deref() {
        Some(Slot { follow: Follow::Changes(changed), .. }) => changed.track(),
        Some(Slot { follow: Follow::Version(version), .. }) => version.track(),
        _ => {}
    }
}

fn notify(stored: Stored) {
    if let Some(Slot { follow: Follow::Changes(changed), .. }) = stored.try_get_value().as_deref() {
        changed.notify();
    }
}

/// The value as it is now; nothing once the owner is gone.
fn now(stored: Stored) -> Option<Rc<dyn Any>> {
    let slot = stored.try_get_value()?;
    if let Follow::Version(version) = &slot.follow {
        version.try_get_untracked();
    }
    Some(Rc::clone(&slot.value))
}

/// Stops as Leptos does where a value of its own is read too late, and says where.
#[cold]
fn gone(stored: Stored) -> ! {
    drop(stored.get_value());
    std::process::abort()
}

/// Keeps something until the owner goes.
pub fn keep(what: impl Any) {
    store(Follow::Never, Rc::new(what));
}

/// Where a value stands. A computed one stands there from the first time that somebody asks.
type Cell<T> = RefCell<Option<T>>;

/// A value that can be set.
pub struct Var<T: 'static>(Live<T>);

impl<T> Clone for Var<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Var<T> {}

impl<T: Default> Default for Var<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: 'static> Var<T> {
    /// A value that begins as this.
    pub fn new(value: T) -> Self {
        Self(Live::new(Follow::Changes(ArcTrigger::new()), value))
    }

    /// Reads the value and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.0.with(read)
    }

    /// Reads the value.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.0.with_untracked(read)
    }

    /// Reads the value and follows it, if it is still there.
    pub fn try_with<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        track(self.0.stored);
        self.try_with_untracked(read)
    }

    /// Reads the value, if it is still there.
    pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.0.try_with_untracked(read)
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Changes the value, if it is still there.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let result = self.try_change(change)?;
        self.tell();
        Some(result)
    }

    /// Changes the value, if it is still there, before anybody is told: where many changes follow each other, who
    /// follows them need not hear of each. [`Var::tell`] has to come after.
    pub fn try_change<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let value = now(self.0.stored)?;
        let mut value = value.downcast_ref::<Cell<T>>()?.borrow_mut();
        Some(change(value.as_mut()?))
    }

    /// Tells who follows the value that it has changed.
    pub fn tell(self) {
        notify(self.0.stored);
    }

    /// Sets the value.
    pub fn set(self, value: T) {
        self.try_set(value);
    }

    /// Sets the value, if it is still there.
    pub fn try_set(self, value: T) {
        // What stood there goes when its place is free again: its end may look at it.
        drop(self.try_update(|old| std::mem::replace(old, value)));
    }

    /// Whether it is gone with its owner.
    pub fn is_gone(self) -> bool {
        self.0.stored.is_disposed()
    }

    /// The same to read alone.
    pub fn live(self) -> Live<T> {
        self.0
    }
}

impl<T: Clone> Var<T> {
    /// The value, followed.
    pub fn get(self) -> T {
        self.0.get()
    }

    /// The value.
    pub fn get_untracked(self) -> T {
        self.0.get_untracked()
    }

    /// The value, if it is still there.
    pub fn try_get_untracked(self) -> Option<T> {
        self.0.try_get_untracked()
    }
}

/// A value that can only be read: it is set elsewhere, or computed, or never changes.
pub struct Live<T: 'static> {
    stored: Stored,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

/// Computes a value when somebody asks, and again when what it read has changed. Whoever follows it
/// hears only of another value.
pub fn computed<T: PartialEq + 'static>(compute: impl Fn() -> T + 'static) -> Live<T> {
    let value: Rc<Cell<T>> = Rc::default();
    let differs = {
        let value = Rc::clone(&value);
        move || {
            let next = Some(compute());
            let differs = *value.borrow() != next;
            if differs {
                drop(value.replace(next));
            }
            differs
        }
    };
    Live { stored: store(counted(Box::new(differs)), value), of: PhantomData }
}

fn counted(differs: Box<dyn Fn() -> bool>) -> Follow {
    // There is one thread in a page.
    let differs = SendWrapper::new(differs);
    Follow::Version(ArcMemo::new(move |version: Option<&u32>| {
        let version = version.copied().unwrap_or_default();
        if differs() { version.wrapping_add(1) } else { version }
    }))
}

impl<T: 'static> Live<T> {
    fn new(follow: Follow, value: T) -> Self {
        let value: Rc<Cell<T>> = Rc::new(RefCell::new(Some(value)));
        Self { stored: store(follow, value), of: PhantomData }
    }

    /// Reads the value and follows it.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        track(self.stored);
        self.with_untracked(read)
    }

    /// Reads the value.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        match self.try_with_untracked(read) {
            Some(read) => read,
            None => gone(self.stored),
        }
    }

    /// Reads the value, if it is still there.
    pub fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        let value = now(self.stored)?;
        value.downcast_ref::<Cell<T>>()?.borrow().as_ref().map(read)
    }
}

impl<T: Clone> Live<T> {
    /// The value, followed.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value, if it is still there.
    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

/// A value that never changes.
impl<T> From<T> for Live<T> {
    fn from(value: T) -> Self {
        Self::new(Follow::Never, value)
    }
}

impl<T> From<Var<T>> for Live<T> {
    fn from(var: Var<T>) -> Self {
        var.live()
    }
}

impl<T: Default> Default for Live<T> {
    fn default() -> Self {
        T::default().into()
    }
}

/// Something to be called, such as when a button is pressed.
pub struct Callback<In: 'static, Out: 'static = ()> {
    function: Stored,
    of: PhantomData<fn(In) -> Out>,
}

impl<In, Out> Clone for Callback<In, Out> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In, Out> Copy for Callback<In, Out> {}

impl<In: 'static, Out: 'static> Callback<In, Out> {
    /// Calls this.
    pub fn new(function: impl Fn(In) -> Out + 'static) -> Self {
        let function: Box<dyn Fn(In) -> Out> = Box::new(function);
        Self { function: store(Follow::Never, Rc::new(function)), of: PhantomData }
    }

    /// Calls it.
    pub fn run(self, with: In) -> Out {
        match self.try_run(with) {
            Some(out) => out,
            None => gone(self.function),
        }
    }

    /// Calls it, if it is still there.
    pub fn try_run(self, with: In) -> Option<Out> {
        let function = now(self.function)?;
        Some(function.downcast_ref::<Box<dyn Fn(In) -> Out>>()?(with))
    }
}

/// Does something once the page shows what was built, and again when what it read has changed.
pub fn effect(run: impl FnMut() + 'static) {
    fn boxed(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    boxed(Box::new(run));
}

/// Does something whenever a value has changed, but not for what it is now.
pub fn on_change<T: PartialEq + 'static>(
    value: impl Fn() -> T + 'static,
    mut then: impl FnMut(&T) + 'static,
) {
    let value = computed(value);
    let mut first = true;
    effect(move || {
        value.with(|value| {
            if !std::mem::take(&mut first) {
                untrack(|| then(value));
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use std::cell::Cell as Count;

    use leptos::prelude::Owner;

    use super::*;

    #[test]
    fn a_computed_value_is_computed_when_it_is_asked_for_and_what_it_read_has_changed() {
        Owner::new().with(|| {
            let times = Rc::new(Count::new(0));
            let var = Var::new(2);
            let doubled = {
                let times = Rc::clone(&times);
                computed(move || {
                    times.set(times.get() + 1);
                    var.get() * 2
                })
            };
            assert_eq!(times.get(), 0, "nobody has asked");
            assert_eq!((doubled.get_untracked(), doubled.get_untracked(), times.get()), (4, 4, 1));
            var.set(5);
            assert_eq!((doubled.get_untracked(), times.get()), (10, 2));
        });
    }

    #[test]
    fn what_follows_a_computed_value_hears_only_of_another_value() {
        Owner::new().with(|| {
            let times = Rc::new(Count::new(0));
            let var = Var::new(1);
            let is_odd = computed(move || var.get() % 2 == 1);
            let said = {
                let times = Rc::clone(&times);
                computed(move || {
                    times.set(times.get() + 1);
                    if is_odd.get() { "odd" } else { "even" }
                })
            };
            assert_eq!(said.get_untracked(), "odd");
            var.set(3);
            assert_eq!((said.get_untracked(), times.get()), ("odd", 1));
            var.set(4);
            assert_eq!((said.get_untracked(), times.get()), ("even", 2));
        });
    }

    #[test]
    fn what_is_changed_before_anybody_is_told_is_heard_of_once() {
        Owner::new().with(|| {
            let times = Rc::new(Count::new(0));
            let var = Var::new(1);
            let seen = {
                let times = Rc::clone(&times);
                computed(move || {
                    times.set(times.get() + 1);
                    var.get()
                })
            };
            assert_eq!(seen.get_untracked(), 1);
            var.try_change(|value| *value += 1);
            var.try_change(|value| *value += 1);
            assert_eq!((var.get_untracked(), seen.get_untracked(), times.get()), (3, 1, 1));
            var.tell();
            assert_eq!((seen.get_untracked(), times.get()), (3, 2));
        });
    }

    #[test]
    fn what_is_gone_with_its_owner_is_neither_read_nor_set_nor_called() {
        let owner = Owner::new();
        let (var, callback) = owner.with(|| (Var::new(1), Callback::new(|number: i32| number + 1)));
        assert_eq!((var.try_get_untracked(), callback.try_run(1)), (Some(1), Some(2)));
        owner.cleanup();
        var.try_set(2);
        assert!(var.is_gone());
        assert_eq!((var.try_get_untracked(), callback.try_run(1)), (None, None));
    }

    #[test]
    fn what_stood_there_ends_only_when_its_place_is_free_again() {
        struct Ends(Var<Option<Self>>, Rc<Count<bool>>);
        impl Drop for Ends {
            fn drop(&mut self) {
                self.1.set(self.0.with_untracked(Option::is_none));
            }
        }
        Owner::new().with(|| {
            let saw_nothing = Rc::new(Count::new(false));
            let var = Var::new(None);
            var.set(Some(Ends(var, Rc::clone(&saw_nothing))));
            var.set(None);
            assert!(saw_nothing.get());
        });
    }
}
