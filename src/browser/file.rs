//! Files that somebody chooses or drags onto the page.
//!
//! A file that nobody takes is opened by the browser in place of the page, and all that was typed is lost with it:
//! <https://html.spec.whatwg.org/#drag-and-drop-processing-model>.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DragEvent, Event, File, FileList, HtmlInputElement};

/// Says that a dragged file would be taken here. A dragged text is left to the browser.
pub fn welcome(event: &DragEvent) -> bool {
    allow(event, "copy")
}

/// Keeps a dragged file from taking the page's place, unless something inside has taken it.
pub fn keep_out(event: &DragEvent) {
    if !event.default_prevented() {
        allow(event, "none");
    }
}

/// Whether files are dragged, and if so, what the browser may do with them.
fn allow(event: &DragEvent, effect: &str) -> bool {
    let Some(data) = event.data_transfer().filter(|data| data.types().includes(&"Files".into(), 0)) else {
        return false;
    };
    event.prevent_default();
    data.set_drop_effect(effect);
    true
}

/// The files of a drop.
#[must_use]
pub fn dropped(event: &DragEvent) -> Vec<File> {
    all(event.data_transfer().as_ref().and_then(DataTransfer::files))
}

/// The files that were chosen in an input, which holds none afterwards: the same one can be chosen again.
#[must_use]
pub fn chosen(event: &Event) -> Vec<File> {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let files = all(target.as_ref().and_then(HtmlInputElement::files));
    if let Some(input) = target {
        input.set_value("");
    }
    files
}

fn all(list: Option<FileList>) -> Vec<File> {
    list.map(|list| (0..list.length()).filter_map(|index| list.get(index)).collect()).unwrap_or_default()
}

/// What stands in a file, if it can be read. What is no UTF-8 becomes U+FFFD:
/// <https://w3c.github.io/FileAPI/#text-method-algo>.
pub async fn text(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
