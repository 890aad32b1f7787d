//! Tells when a person comes back from a page of a platform's: `oauth.html` beside this page hands over the query that
//! it was opened with, on a channel of this origin alone: <https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts>.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// The same name stands in `public/oauth.js`.
const CHANNEL: &str = "patchbay-oauth";

/// Listens for as long as it is kept.
pub struct Watch {
    channel: Option<BroadcastChannel>,
    _closure: Closure<dyn FnMut(MessageEvent)>,
}

impl Watch {
    /// Calls back with the query of whoever comes back.
    #[must_use]
    pub fn new(mut came: impl FnMut(String) + 'static) -> Self {
        let closure = Closure::new(move |event: MessageEvent| {
            if let Some(query) = event.data().as_string() {
                came(query);
            }
        });
        let channel = BroadcastChannel::new(CHANNEL).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        }
        Self { channel, _closure: closure }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
