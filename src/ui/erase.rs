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
use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;

/// A view of any type. It is built already: what is made is shown.
// Leptos asks that a view could go to another thread. There is none in a page.
pub struct Part(SendWrapper<Box<dyn Mountable>>);

/// Makes a [`Part`] of a view.
pub trait IntoPart {
    /// The view without its type.
    fn part(self) -> Part;
}

impl<V: RenderHtml + 'static> IntoPart for V {
    fn part(self) -> Part {
        Part(SendWrapper::new(Box::new(self.build())))
    }
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
        Shown(self.0.take())
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
        Self(Box::new(move || inside().part()))
    }
}

impl<V: RenderHtml + 'static> ToChildren<ChildrenOptContainer<V>> for Inside {
    fn to_children(inside: ChildrenOptContainer<V>) -> Self {
        Self(Box::new(move || inside.0.part()))
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
pub fn dynamic<V: RenderHtml + 'static>(view: impl Fn() -> V + Send + 'static) -> Part {
    fn boxed(part: Box<dyn Fn() -> Part + Send>) -> Part {
        (move || part()).part()
    }
    boxed(Box::new(move || view().part()))
}

/// An attribute, property or class that changes.
pub fn derived<T: Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    Signal::derive(value)
}

/// What answers an event.
pub fn handler<E: 'static>(answer: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(answer)
}
