//! The address bar: only its fragment, and only where the panel has the page to itself; and where the page came from.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Where the page came from.
#[must_use]
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// The address of a file beside the page.
#[must_use]
pub fn beside(file: &str) -> Option<String> {
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    web_sys::Url::new_with_base(file, &base).ok().map(|url| url.href())
}

/// The fragment, with its `#`.
#[must_use]
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The address of the page with this fragment.
#[must_use]
pub fn with_fragment(fragment: &str) -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    [page, fragment].concat()
}

/// Goes to a fragment, as a new entry of the history.
pub fn push(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // It fails only when it is called far too often; the address is then a step behind.
        let _ = window.location().set_hash(fragment);
    }
}

/// Goes to a fragment in place of the current entry of the history.
pub fn replace(fragment: &str) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Listens for as long as it is kept.
pub struct Watch(Closure<dyn FnMut()>);

impl Watch {
    /// Calls back with the fragment whenever it changes.
    #[must_use]
    pub fn new(mut changed: impl FnMut(String) + 'static) -> Self {
        let closure = Closure::new(move || changed(fragment()));
        super::root::listen("hashchange", closure.as_ref().unchecked_ref());
        Self(closure)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        super::root::unlisten("hashchange", self.0.as_ref().unchecked_ref());
    }
}
