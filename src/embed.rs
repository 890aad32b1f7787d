//! Mounting the panel into an element of any page, and taking it out again without a trace.
//!
//! The stand-alone page goes the same way, so that embedding is no second case.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

pub use crate::app::Options;
pub use crate::state::nav::Routing;

use crate::browser::{panic, root};
use crate::ui::part::{self, Mounted};
use crate::{app, words};

/// A mounted panel. It stays until this is unmounted or dropped.
pub struct Handle {
    root: HtmlElement,
    view: Option<Mounted>,
}

/// What stands where the panel was, once it has panicked.
const STOPPED: panic::Card =
    panic::Card { title: words::STOPPED, text: words::STOPPED_NEXT, button: words::RELOAD };

thread_local! {
    /// Elements that have a panel in them: a second one would draw into the same root.
    static TAKEN: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

/// Draws a panel into an element, with the styles of `style/panel.css`.
///
/// # Errors
/// When the element can have no shadow root, or has a panel already.
pub fn mount(element: &Element, options: Options, styles: &str) -> Result<Handle, JsValue> {
    if TAKEN.with_borrow(|taken| taken.contains(element)) {
        return Err(words::MOUNTED_TWICE.into());
    }
    let root = root::open(element, styles)?;
    panic::guard(&root, STOPPED);
    TAKEN.with_borrow_mut(|taken| taken.push(element.clone()));
    let view = part::mount(&root, move || app::app(options));
    Ok(Handle { root, view: Some(view) })
}

impl Handle {
    /// Takes the panel out. Its requests end, its keys are gone.
    pub fn unmount(self) {}

    /// Keeps it for as long as the page lives.
    pub fn keep(mut self) {
        if let Some(view) = self.view.take() {
            std::mem::forget(view);
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let Some(view) = self.view.take() else { return };
        drop(view);
        panic::release(&self.root);
        if let Some(host) = root::host(&self.root) {
            TAKEN.with_borrow_mut(|taken| taken.retain(|element| *element != host));
        }
        root::close(&self.root);
    }
}
