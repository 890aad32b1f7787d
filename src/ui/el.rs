//! Elements without types, for size.
//!
//! `view!` gives every element a type that spells out its attributes and children, and what builds,
//! compares, mounts and drops it is compiled for each of these types. Here an element is made at
//! once, and what is compiled for it is one call for each attribute. What changes is followed by an
//! effect of Leptos', as in `view!`.

use std::borrow::Cow;
use std::marker::PhantomData;

use leptos::ev;
use leptos::prelude::{Owner, RenderEffect};
use leptos::tachys::renderer::Rndr;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node};

use super::part::{Child, Part, Stands, insert};
use crate::live::Var;

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element of HTML.
pub fn el(tag: &str) -> El {
    El::of(Rndr::create_element(tag, None))
}

/// An element of SVG.
pub fn svg(tag: &str) -> El {
    El::of(Rndr::create_element(tag, Some(SVG)))
}

/// A button of these classes that does something when it is pressed.
pub fn button(class: &'static str, label: impl Child, press: impl FnMut(ev::Event) + 'static) -> El {
    el("button").attr("type", "button").class(class).on("click", press).child(label)
}

/// An element that is being made.
// Boxed, so that each call that adds to it passes one word on.
pub struct El(Box<Made>);

/// An element, and what lives as long as it.
struct Made {
    element: Element,
    children: Vec<Part>,
    effects: Vec<RenderEffect<()>>,
    listeners: Vec<Listener>,
}

/// Where an element is, once it is made.
pub struct NodeRef<E = HtmlElement> {
    element: Var<Option<Element>>,
    of: PhantomData<fn() -> E>,
}

impl<E> Clone for NodeRef<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for NodeRef<E> {}

impl<E> Default for NodeRef<E> {
    fn default() -> Self {
        Self { element: Var::default(), of: PhantomData }
    }
}

impl<E: JsCast> NodeRef<E> {
    /// The element, once it is made, followed.
    pub fn get(self) -> Option<E> {
        self.element.get().and_then(|element| element.dyn_into().ok())
    }

    /// The element, as long as it is there.
    pub fn try_get_untracked(self) -> Option<E> {
        self.element.try_get_untracked().flatten().and_then(|element| element.dyn_into().ok())
    }
}

/// The text of an attribute; none where it is absent.
pub type Text = Option<Cow<'static, str>>;

/// What can be the value of an attribute.
pub trait IntoText {
    /// Its text.
    fn text(self) -> Text;
}

impl IntoText for &'static str {
    fn text(self) -> Text {
        Some(Cow::Borrowed(self))
    }
}

impl IntoText for String {
    fn text(self) -> Text {
        Some(Cow::Owned(self))
    }
}

impl IntoText for bool {
    fn text(self) -> Text {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: IntoText> IntoText for Option<T> {
    fn text(self) -> Text {
        self.and_then(T::text)
    }
}

impl El {
    fn of(element: Element) -> Self {
        Self(Box::new(Made { element, children: Vec::new(), effects: Vec::new(), listeners: Vec::new() }))
    }

    /// An attribute that never changes.
    pub fn attr(self, name: &str, value: impl IntoText) -> Self {
        set(&self.0.element, name, value.text());
        self
    }

    /// An attribute that changes.
    pub fn live<T: IntoText>(self, name: &'static str, value: impl Fn() -> T + 'static) -> Self {
        let element = self.0.element.clone();
        self.follow(Box::new(move || set(&element, name, value().text())))
    }

    /// The classes that never change.
    pub fn class(self, names: impl IntoText) -> Self {
        self.attr("class", names)
    }

    /// A class that comes and goes.
    pub fn class_if(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        let list = self.0.element.class_list();
        // It fails only for names with a space in them.
        self.follow(Box::new(move || drop(list.toggle_with_force(name, on()))))
    }

    /// A property of its style that changes. By the object model: a `style` attribute would break the policy.
    pub fn style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        let style = self.0.element.unchecked_ref::<HtmlElement>().style();
        self.follow(Box::new(move || drop(style.set_property(name, &value()))))
    }

    /// A property: what people do to a field is not seen by its attributes.
    pub fn prop<T: Into<JsValue>>(self, name: &'static str, value: impl Fn() -> T + 'static) -> Self {
        let element = self.0.element.clone();
        self.follow(Box::new(move || Rndr::set_property(&element, name, &value().into())))
    }

    /// What answers an event.
    pub fn on<E: JsCast + 'static>(self, name: &'static str, mut answer: impl FnMut(E) + 'static) -> Self {
        self.listen(name, Box::new(move |event: ev::Event| answer(event.unchecked_into())))
    }

    /// Tells where the element is.
    pub fn node<E>(self, node: NodeRef<E>) -> Self {
        node.element.set(Some(self.0.element.clone()));
        self
    }

    /// What stands in it, after what does already.
    pub fn child(mut self, child: impl Child) -> Self {
        self.add(child.part());
        self
    }

    fn add(&mut self, child: Part) {
        child.mount(&self.0.element, None);
        self.0.children.push(child);
    }

    fn follow(mut self, change: Box<dyn Fn()>) -> Self {
        self.0.effects.push(RenderEffect::new(move |_| change()));
        self
    }

    fn listen(mut self, name: &'static str, mut answer: Box<dyn FnMut(ev::Event)>) -> Self {
        // As where it was made, so that what it makes goes with it.
        let owner = Owner::current();
        let answer = Closure::new(move |event| match &owner {
            Some(owner) => owner.with(|| answer(event)),
            None => answer(event),
        });
        self.0.listeners.push(Listener::new(self.0.element.clone(), name, answer));
        self
    }
}

impl Child for El {
    fn part(self) -> Part {
        Part::new(self)
    }
}

impl Stands for El {
    fn mount(&self, parent: &Node, before: Option<&Node>) {
        insert(parent, &self.0.element, before);
    }

    fn unmount(&self) {
        self.0.element.remove();
    }

    fn first(&self) -> Option<Node> {
        Some(self.0.element.clone().into())
    }
}

fn set(element: &Element, name: &str, text: Text) {
    match text {
        Some(text) => Rndr::set_attribute(element, name, &text),
        None => Rndr::remove_attribute(element, name),
    }
}

/// Listens for as long as it is kept.
struct Listener {
    element: Element,
    name: &'static str,
    answer: Closure<dyn FnMut(ev::Event)>,
}

impl Listener {
    fn new(element: Element, name: &'static str, answer: Closure<dyn FnMut(ev::Event)>) -> Self {
        let _ = element.add_event_listener_with_callback(name, answer.as_ref().unchecked_ref());
        Self { element, name, answer }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.answer.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback(self.name, function);
    }
}
