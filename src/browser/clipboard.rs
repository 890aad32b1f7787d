//! Puts text onto the clipboard.

use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Copies a text, and then says whether the browser let it.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let navigator = web_sys::window().map(|window| window.navigator());
    // A page that came over plain HTTP has none: <https://www.w3.org/TR/clipboard-apis/#navigator-clipboard>.
    let clipboard = navigator.map(|navigator| navigator.clipboard());
    let Some(clipboard) = clipboard.filter(|clipboard| !AsRef::<JsValue>::as_ref(clipboard).is_undefined())
    else {
        return done(false);
    };
    let write = JsFuture::from(clipboard.write_text(text));
    spawn_local(async move { done(write.await.is_ok()) });
}
