//! Type erasure, for size: Leptos compiles each `view!` into a type of its own, and most of a
//! panel's weight is what is generated for these types over and over.
//!
//! Leptos' own `AnyView` also brings along what turns a view into an owned one, what compares it
//! with its successor, and a second copy of what builds it. A [`Part`] only builds; where it
//! changes, it is replaced as a whole, which is what changing parts of this panel want anyway.
//! `cargo xtask dist` prints what the panel weighs; `docs/architecture.md` tells what this saved.

use std::future::Future;
use std::sync::Arc;

use leptos::children::{ChildrenOptContainer, ToChildren};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

use super::el::insert_before;

/// A view of any type. It is built already: what is made is shown.
// Leptos asks that a view could go to another thread. There is none in a page.
pub struct Part(SendWrapper<Shown>);

impl Part {
    pub(super) fn new(view: Box<dyn Mountable>) -> Self {
        Self(SendWrapper::new(Shown(view)))
    }

    pub(super) fn shown(self) -> Shown {
        self.0.take()
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
        Part::new(Box::new(Leaf(Rndr::create_text_node(self).unchecked_into())))
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
        many(self.into_iter().map(|child| child.part().shown()).collect())
    }
}

fn many(parts: Vec<Shown>) -> Part {
    if parts.is_empty() { nothing() } else { Part::new(Box::new(Many(parts))) }
}

/// Nothing, and yet a place in the page where something may come.
fn nothing() -> Part {
    Part::new(Box::new(Leaf(Rndr::create_placeholder().unchecked_into())))
}

impl Child for () {
    fn part(self) -> Part {
        nothing()
    }
}

impl<A: Child, B: Child> Child for (A, B) {
    fn part(self) -> Part {
        many(vec![self.0.part().shown(), self.1.part().shown()])
    }
}

impl<A: Child, B: Child, C: Child> Child for (A, B, C) {
    fn part(self) -> Part {
        many(vec![self.0.part().shown(), self.1.part().shown(), self.2.part().shown()])
    }
}

/// Several parts, never none.
struct Many(Vec<Shown>);

impl Mountable for Many {
    fn unmount(&mut self) {
        self.0.iter_mut().for_each(Mountable::unmount);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.iter_mut().for_each(|part| part.mount(parent, marker));
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.first().is_some_and(|first| first.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        self.0.iter().flat_map(Mountable::elements).collect()
    }
}

/// A text or a placeholder.
struct Leaf(Node);

impl Mountable for Leaf {
    fn unmount(&mut self) {
        Rndr::remove(&self.0);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Rndr::insert_node(parent, &self.0, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        insert_before(&self.0, child)
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

/// Several parts in one, in order.
#[macro_export]
macro_rules! parts {
    ($($child:expr),* $(,)?) => {
        $crate::ui::erase::Child::part(vec![$($crate::ui::erase::Child::part($child)),*])
    };
}

/// A view of Leptos' own: a component, a list that is kept by key.
pub fn leptos(view: impl RenderHtml + 'static) -> Part {
    Part::new(Box::new(view.build()))
}

/// What stands in the page.
pub struct Shown(Box<dyn Mountable>);

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.0.elements()
    }
}

impl Render for Part {
    type State = Shown;

    fn build(self) -> Shown {
        self.shown()
    }

    fn rebuild(self, shown: &mut Shown) {
        let mut next = self.build();
        shown.insert_before_this(&mut next);
        shown.unmount();
        *shown = next;
    }
}

/// A part takes no attributes from around it: nothing in this panel spreads any.
impl leptos::tachys::view::add_attr::AddAnyAttr for Part {
    type Output<New: Attribute> = Self;

    fn add_any_attr<New: Attribute>(self, _: New) -> Self {
        self
    }
}

/// What Leptos asks of every view. There is no server, so nothing is ever written or taken over.
impl RenderHtml for Part {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    fn resolve(self) -> impl Future<Output = Self> + Send {
        std::future::ready(self)
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Shown {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// What stands inside a component.
pub struct Inside(Box<dyn FnOnce() -> Part + Send>);

impl Inside {
    /// What stands inside.
    pub fn part(self) -> Part {
        (self.0)()
    }
}

impl<F: FnOnce() -> V + Send + 'static, V: RenderHtml + 'static> ToChildren<F> for Inside {
    fn to_children(inside: F) -> Self {
        Self(Box::new(move || leptos(inside())))
    }
}

impl<V: RenderHtml + 'static> ToChildren<ChildrenOptContainer<V>> for Inside {
    fn to_children(inside: ChildrenOptContainer<V>) -> Self {
        Self(Box::new(move || leptos(inside.0)))
    }
}

/// What makes a part, as often as it is asked.
#[derive(Clone)]
pub struct PartFn(Arc<dyn Fn() -> Part + Send + Sync>);

impl PartFn {
    /// The part.
    pub fn part(&self) -> Part {
        (self.0)()
    }
}

impl<F: Fn() -> Part + Send + Sync + 'static> From<F> for PartFn {
    fn from(part: F) -> Self {
        Self(Arc::new(part))
    }
}

/// A part of a view that changes.
pub fn dynamic<C: Child>(view: impl Fn() -> C + Send + 'static) -> Part {
    fn boxed(part: Box<dyn Fn() -> Part + Send>) -> Part {
        leptos(part)
    }
    boxed(Box::new(move || view().part()))
}
