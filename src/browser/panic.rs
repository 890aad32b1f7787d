//! What is left when the panel panics: a card that says so, and a place in the console.
//!
//! A panic ends the page's one instance for good, in every root that it draws, so the card is
//! drawn from within the hook and works without the instance.

use std::cell::RefCell;
use std::panic::PanicHookInfo;
use std::sync::Once;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement};

thread_local! {
    static ROOTS: RefCell<Vec<HtmlElement>> = const { RefCell::new(Vec::new()) };
}

/// The sentences of the card.
#[derive(Clone, Copy)]
pub struct Card {
    /// Its heading.
    pub title: &'static str,
    /// What to do.
    pub text: &'static str,
    /// What its button says.
    pub button: &'static str,
}

/// From now on a panic leaves the card in this root.
pub fn guard(root: &HtmlElement, card: Card) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| std::panic::set_hook(Box::new(move |panic| stop(panic, card))));
    ROOTS.with_borrow_mut(|roots| roots.push(root.clone()));
}

/// The root is gone.
pub fn release(root: &HtmlElement) {
    ROOTS.with_borrow_mut(|roots| roots.retain(|guarded| guarded != root));
}

fn stop(panic: &PanicHookInfo<'_>, card: Card) {
    if cfg!(debug_assertions) {
        console_error_panic_hook::hook(panic);
    }
    // Only the place: a message may quote values, and a value may be a secret. That is why the hook
    // above does not do in what ships.
    let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
    web_sys::console::error_1(&JsValue::from(format!("Patchbay stopped at {place}")));
    ROOTS.with(|roots| {
        // The panic may have come while the list was in use.
        if let Ok(roots) = roots.try_borrow() {
            for root in roots.iter() {
                let _ = draw(root, card);
            }
        }
    });
}

fn draw(root: &HtmlElement, card: Card) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let heading = with_text(&document, "h2", card.title)?;
    let text = with_text(&document, "p", card.text)?;
    let button = with_text(&document, "button", card.button)?;
    button.set_class_name("button button-primary");
    // The browser's own function, bound to its object: a closure of ours would be dead by now.
    let location = window.location();
    let reload: Function = Reflect::get(&location, &"reload".into())?.dyn_into()?;
    button.add_event_listener_with_callback("click", &reload.bind0(&location))?;
    let section = document.create_element("section")?;
    section.set_attribute("role", "alert")?;
    section.set_class_name("card stopped");
    section.append_with_node_3(&heading, &text, &button)?;
    root.set_text_content(None);
    root.append_child(&section)?;
    Ok(())
}

fn with_text(document: &Document, tag: &str, text: &str) -> Result<web_sys::Element, JsValue> {
    let element = document.create_element(tag)?;
    element.set_text_content(Some(text));
    Ok(element)
}
