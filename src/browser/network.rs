//! Whether the browser says that there is a network. "Yes" may be wrong, "no" is not.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Whether there may be a network now.
#[must_use]
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Listens for as long as it is kept.
pub struct Watch(Closure<dyn FnMut()>);

const EVENTS: [&str; 2] = ["online", "offline"];

impl Watch {
    /// Calls back whenever the network comes or goes.
    #[must_use]
    pub fn new(mut changed: impl FnMut(bool) + 'static) -> Self {
        let closure = Closure::new(move || changed(is_online()));
        for event in EVENTS {
            super::root::listen(event, closure.as_ref().unchecked_ref());
        }
        Self(closure)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for event in EVENTS {
            super::root::unlisten(event, self.0.as_ref().unchecked_ref());
        }
    }
}
