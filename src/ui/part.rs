//! What a view is: something that stands in the page and can be taken out of it, whatever its type.
//!
//! Leptos compiles each `view!` into a type of its own, and most of a panel's weight would be what is
//! generated for these types over and over. A [`Part`] is built at once and knows only how to come and
//! go; where it changes, an effect of Leptos' replaces it as a whole. `cargo xtask dist` prints what the
//! panel weighs; `docs/architecture.md` tells what this saved.

use std::cell::RefCell;
use std::rc::Rc;

use any_spawner::Executor;
use leptos::prelude::{Owner, RenderEffect};
use leptos::tachys::renderer::Rndr;
use web_sys::Node;

/// Something that can stand in the page.
pub(super) trait Stands {
    /// Puts it into another node, in front of one of that node's own or at the end.
    fn mount(&self, parent: &Node, before: Option<&Node>);

    /// Takes it out.
    fn unmount(&self);

    /// Its first node: there always is one, so that something can be put in front of it.
    fn first(&self) -> Option<Node>;
}

/// A view of any type. It is built already: what is made is shown.
pub struct Part(Box<dyn Stands>);

impl Part {
    pub(super) fn new(part: impl Stands + 'static) -> Self {
        Self(Box::new(part))
    }

    /// Puts it into another node, in front of one of that node's own or at the end.
    pub fn mount(&self, parent: &Node, before: Option<&Node>) {
        self.0.mount(parent, before);
    }

    /// Takes it out.
    pub fn unmount(&self) {
        self.0.unmount();
    }

    pub(super) fn first(&self) -> Option<Node> {
        self.0.first()
    }

    /// Puts it in front of another one, wherever that stands.
    pub(super) fn mount_before(&self, other: &Self) {
        if let Some(first) = other.first() {
            self.mount_before_node(&first);
        }
    }

    /// Puts it in front of a node, wherever that stands.
    pub(super) fn mount_before_node(&self, node: &Node) {
        if let Some(parent) = node.parent_node() {
            self.mount(&parent, Some(node));
        }
    }
}

/// What can stand in an element.
pub trait Child {
    /// Without its type.
    fn part(self) -> Part;
}

impl Child for Part {
    fn part(self) -> Part {
        self
    }
}

impl Child for &str {
    fn part(self) -> Part {
        Part::new(Leaf(Rndr::create_text_node(self).into()))
    }
}

impl Child for String {
    fn part(self) -> Part {
        self.as_str().part()
    }
}

impl<C: Child> Child for Option<C> {
    fn part(self) -> Part {
        self.map_or_else(nothing, C::part)
    }
}

impl<C: Child> Child for Vec<C> {
    fn part(self) -> Part {
        many(self.into_iter().map(C::part).collect())
    }
}

impl<C: Child, const N: usize> Child for [C; N] {
    fn part(self) -> Part {
        many(self.into_iter().map(C::part).collect())
    }
}

fn many(parts: Vec<Part>) -> Part {
    if parts.is_empty() { nothing() } else { Part::new(Many(parts)) }
}

/// Nothing, and yet a place in the page where something may come.
fn nothing() -> Part {
    Part::new(Leaf(Rndr::create_placeholder().into()))
}

impl Child for () {
    fn part(self) -> Part {
        nothing()
    }
}

impl<A: Child, B: Child> Child for (A, B) {
    fn part(self) -> Part {
        many(vec![self.0.part(), self.1.part()])
    }
}

impl<A: Child, B: Child, C: Child> Child for (A, B, C) {
    fn part(self) -> Part {
        many(vec![self.0.part(), self.1.part(), self.2.part()])
    }
}

/// Several parts in one, in order.
#[macro_export]
macro_rules! parts {
    ($($child:expr),* $(,)?) => {
        $crate::ui::part::Child::part(vec![$($crate::ui::part::Child::part($child)),*])
    };
}

/// Several parts, never none.
struct Many(Vec<Part>);

impl Stands for Many {
    fn mount(&self, parent: &Node, before: Option<&Node>) {
        self.0.iter().for_each(|part| part.mount(parent, before));
    }

    fn unmount(&self) {
        self.0.iter().for_each(Part::unmount);
    }

    fn first(&self) -> Option<Node> {
        self.0.first()?.first()
    }
}

/// A text or a placeholder.
struct Leaf(Node);

impl Stands for Leaf {
    fn mount(&self, parent: &Node, before: Option<&Node>) {
        insert(parent, &self.0, before);
    }

    fn unmount(&self) {
        remove(&self.0);
    }

    fn first(&self) -> Option<Node> {
        Some(self.0.clone())
    }
}

/// A part of a view that changes: built now, and again when what it read has changed.
pub fn dynamic<C: Child>(view: impl Fn() -> C + 'static) -> Part {
    fn boxed(view: Box<dyn Fn() -> Part>) -> Part {
        let now: Rc<RefCell<Option<Part>>> = Rc::default();
        // The effect outlives its handle by a turn of the page's. What is shown must not: what it follows is gone by
        // then.
        let effect = RenderEffect::new({
            let now = Rc::downgrade(&now);
            move |_| {
                let next = view();
                let Some(now) = now.upgrade() else { return };
                if let Some(old) = now.borrow().as_ref() {
                    next.mount_before(old);
                    old.unmount();
                }
                drop(now.replace(Some(next)));
            }
        });
        Part::new(Dynamic { now, _effect: effect })
    }
    boxed(Box::new(move || view().part()))
}

struct Dynamic {
    now: Rc<RefCell<Option<Part>>>,
    _effect: RenderEffect<()>,
}

impl Stands for Dynamic {
    fn mount(&self, parent: &Node, before: Option<&Node>) {
        if let Some(part) = self.now.borrow().as_ref() {
            part.mount(parent, before);
        }
    }

    fn unmount(&self) {
        if let Some(part) = self.now.borrow().as_ref() {
            part.unmount();
        }
    }

    fn first(&self) -> Option<Node> {
        self.now.borrow().as_ref()?.first()
    }
}

pub(super) fn insert(parent: &Node, node: &Node, before: Option<&Node>) {
    // It fails only for a place that is gone, and then there is nothing to show it in.
    drop(parent.insert_before(node, before));
}

pub(super) fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        drop(parent.remove_child(node));
    }
}

/// A part in the page with all that it needs to change. Dropping it takes it out.
pub struct Mounted {
    part: Part,
    /// What the part follows and keeps; it ends with the owner.
    _owner: Owner,
}

/// Builds a part and puts it at the end of an element or a shadow root.
pub fn mount(root: &Node, part: impl FnOnce() -> Part) -> Mounted {
    // A second panel on the page finds it started already.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let part = owner.with(part);
    part.mount(root, None);
    Mounted { part, _owner: owner }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.part.unmount();
    }
}
