//! The shadow root that the panel lives in: no style goes out or comes in.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Element, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

/// The panel's root in an element of the page, with its styles; the element's own content goes.
///
/// Styles enter as constructed sheets, which a strict CSP allows where it forbids `<style>`:
/// <https://www.w3.org/TR/CSP3/#directive-style-src>.
///
/// # Errors
/// What the browser says, such as that this element can have no shadow root.
pub fn open(element: &Element, styles: &str) -> Result<HtmlElement, JsValue> {
    let root = match element.shadow_root() {
        Some(root) => root,
        None => element.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?,
    };
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(styles)?;
    root.set_adopted_style_sheets(&js_sys::Array::of1(&sheet));
    // Leptos only inserts into it, which a shadow root can as well as an element.
    Ok(root.unchecked_into())
}

/// Leaves nothing of the panel behind. A shadow root itself cannot be taken off again.
pub fn close(root: &HtmlElement) {
    root.set_text_content(None);
    root.unchecked_ref::<ShadowRoot>().set_adopted_style_sheets(&js_sys::Array::new());
}

/// The element whose root it is.
#[must_use]
pub fn host(root: &HtmlElement) -> Option<Element> {
    root.dyn_ref::<ShadowRoot>().map(ShadowRoot::host)
}

/// Names the page, where the panel has it to itself.
pub fn name_page(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

pub(super) fn listen(event: &str, function: &js_sys::Function) {
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(event, function);
    }
}

pub(super) fn unlisten(event: &str, function: &js_sys::Function) {
    if let Some(window) = web_sys::window() {
        let _ = window.remove_event_listener_with_callback(event, function);
    }
}
