//! A list whose entries stay in the page while others come and go, so that the focus stays in them.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{Owner, RenderEffect, untrack};
use leptos::tachys::renderer::Rndr;
use web_sys::Node;

use super::part::{Part, Stands, insert, remove};
use crate::live::{Live, Var};

/// Makes an entry, given where in the list it stands.
type Make = Box<dyn FnOnce(Live<usize>) -> Part>;

/// Its key, where it stands, and what makes it.
type Item = (u64, usize, Make);

/// A list of parts. Entries of the same key stay as they are: the key has to say all that they show.
pub fn keyed<T: 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> u64 + 'static,
    view: impl Fn(T, Live<usize>) -> Part + 'static,
) -> Part {
    keyed_at(move || items().into_iter().enumerate().collect(), key, view)
}

/// The same of a longer list, of which only some are shown: each says where in the whole it stands.
pub fn keyed_at<T: 'static>(
    items: impl Fn() -> Vec<(usize, T)> + 'static,
    key: impl Fn(&T) -> u64 + 'static,
    view: impl Fn(T, Live<usize>) -> Part + 'static,
) -> Part {
    let view = Rc::new(view);
    boxed(Box::new(move || {
        let make = |(index, item): (usize, T)| -> Item {
            let view = Rc::clone(&view);
            (key(&item), index, Box::new(move |index| view(item, index)))
        };
        items().into_iter().map(make).collect()
    }))
}

fn boxed(items: Box<dyn Fn() -> Vec<Item>>) -> Part {
    let list = Rc::new(RefCell::new(List { entries: Vec::new(), end: Rndr::create_placeholder().into() }));
    // Not the effect's own owner: that one ends whenever the effect runs again.
    let outer = Owner::current();
    // As in `dynamic`, the entries end with the list and not with the effect.
    let effect = RenderEffect::new({
        let list = Rc::downgrade(&list);
        move |_| {
            let items = items();
            if let Some(list) = list.upgrade() {
                untrack(|| list.borrow_mut().update(items, outer.as_ref()));
            }
        }
    });
    Part::new(Keyed { list, _effect: effect })
}

struct Keyed {
    list: Rc<RefCell<List>>,
    _effect: RenderEffect<()>,
}

struct List {
    entries: Vec<Entry>,
    /// Stands behind the last entry, so that there is a place even when there is none.
    end: Node,
}

struct Entry {
    key: u64,
    index: Var<usize>,
    shown: Part,
    owner: Owner,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

impl List {
    fn update(&mut self, items: Vec<Item>, outer: Option<&Owner>) {
        let mut old: Vec<Option<Entry>> = std::mem::take(&mut self.entries).into_iter().map(Some).collect();
        let mut moved = false;
        let mut last = None;
        let mut entries = Vec::with_capacity(items.len());
        for (key, index, make) in items {
            let at = old.iter().position(|entry| entry.as_ref().is_some_and(|entry| entry.key == key));
            match at.and_then(|at| old.get_mut(at)).and_then(Option::take) {
                Some(entry) => {
                    moved |= last > at;
                    last = at;
                    if entry.index.get_untracked() != index {
                        entry.index.set(index);
                    }
                    entries.push((entry, false));
                }
                None => entries.push((Entry::new(key, index, make, outer), true)),
            }
        }
        // From the end, each in front of the next; what stands where it should is not touched.
        for (entry, is_new) in entries.into_iter().rev() {
            if is_new || moved {
                match self.entries.last() {
                    Some(next) => entry.shown.mount_before(&next.shown),
                    None => entry.shown.mount_before_node(&self.end),
                }
            }
            self.entries.push(entry);
        }
        self.entries.reverse();
        // Only now: in between, what scrolls would be too short for where it is.
        for gone in old.into_iter().flatten() {
            gone.shown.unmount();
        }
    }
}

impl Entry {
    fn new(key: u64, index: usize, make: Make, outer: Option<&Owner>) -> Self {
        let owner = outer.map_or_else(Owner::new, |outer| outer.with(Owner::new));
        let (index, shown) = owner.with(|| {
            let index = Var::new(index);
            (index, make(index.live()))
        });
        Self { key, index, shown, owner }
    }
}

impl Stands for Keyed {
    fn mount(&self, parent: &Node, before: Option<&Node>) {
        let list = self.list.borrow();
        insert(parent, &list.end, before);
        list.entries.iter().for_each(|entry| entry.shown.mount(parent, Some(&list.end)));
    }

    fn unmount(&self) {
        let list = self.list.borrow();
        list.entries.iter().for_each(|entry| entry.shown.unmount());
        remove(&list.end);
    }

    fn first(&self) -> Option<Node> {
        let list = self.list.borrow();
        list.entries.first().map_or_else(|| Some(list.end.clone()), |entry| entry.shown.first())
    }
}
