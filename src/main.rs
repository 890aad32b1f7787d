//! What the page's own script finds: a way to mount the panel. Importing it does nothing yet, so
//! that a page that embeds the panel decides where and when.

use patchbay::embed::{self, Options};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// A mounted panel.
#[wasm_bindgen]
pub struct Handle(Option<embed::Handle>);

#[wasm_bindgen]
impl Handle {
    /// Takes the panel out without a trace.
    pub fn unmount(mut self) {
        if let Some(panel) = self.0.take() {
            panel.unmount();
        }
    }
}

impl Drop for Handle {
    /// A page that lost its handle, which the garbage collector then drops, keeps its panel.
    fn drop(&mut self) {
        if let Some(panel) = self.0.take() {
            panel.keep();
        }
    }
}

/// Mounts a panel into an element, with the text of its style sheet; `alone` if it has the page to itself.
///
/// # Errors
/// When the element can have none.
#[wasm_bindgen]
pub fn mount(element: JsValue, alone: bool, styles: &str) -> Result<Handle, JsValue> {
    let element: Element = element.dyn_into()?;
    let options = if alone { Options::stand_alone() } else { Options::default() };
    embed::mount(&element, options, styles).map(|panel| Handle(Some(panel)))
}

fn main() {}
