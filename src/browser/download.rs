//! Files that are made here and saved where the browser saves what it downloads.
//!
//! A file is handed over by an address that only this page knows. No directive of a content security policy stands in
//! its way: what is downloaded is not loaded into the page.

use std::time::Duration;

use js_sys::{Array, Uint8Array};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::clock;

/// How long a browser may take to begin to read what it was told to save: some ask where to first.
const READS: Duration = Duration::from_secs(40);

/// A file in the making. It is kept by the browser and not in the page's memory.
pub struct Made(Array);

impl Default for Made {
    fn default() -> Self {
        Self(Array::new())
    }
}

impl Made {
    /// Adds a text to its end.
    pub fn add(&self, text: &str) {
        let bytes = Array::of1(&Uint8Array::from(text.as_bytes()));
        // It fails only for what is no list of parts.
        if let Ok(blob) = Blob::new_with_u8_array_sequence(&bytes) {
            self.0.push(&blob);
        }
    }

    /// Has it saved under a name; says whether the browser took it.
    #[must_use]
    pub fn save(self, name: &str, media_type: &str) -> bool {
        self.hand_over(name, media_type).is_some()
    }

    fn hand_over(self, name: &str, media_type: &str) -> Option<()> {
        let kind = BlobPropertyBag::new();
        kind.set_type(media_type);
        let blob = Blob::new_with_blob_sequence_and_options(&self.0, &kind).ok()?;
        let link = web_sys::window()?.document()?.create_element("a").ok()?;
        let url = Url::create_object_url_with_blob(&blob).ok()?;
        let handed = link.set_attribute("href", &url).and_then(|()| link.set_attribute("download", name));
        // It never stands in the page, so nothing of the page around sees the click.
        link.unchecked_ref::<HtmlElement>().click();
        spawn_local(async move {
            clock::sleep(READS).await;
            drop(Url::revoke_object_url(&url));
        });
        handed.ok()
    }
}
