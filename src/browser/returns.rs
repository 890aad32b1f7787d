//! Tells when a person comes back from a page of a platform's: `oauth.html` beside this page hands over the query that
//! it was opened with, on a channel of this origin alone: <https://html.spec.whatwg.org/#broadcasting-to-other-browsing-contexts>.
//!
//! It says `[id, query]` to every panel there is; the one whose question that answers says `[id, true]`. So each hears
//! what the others say too, and what is no text in the second place is nobody's query.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// The same name stands in `public/oauth.js`.
const CHANNEL: &str = "patchbay-oauth";

/// Listens for as long as it is kept.
pub struct Watch {
    channel: Option<BroadcastChannel>,
    _closure: Closure<dyn FnMut(MessageEvent)>,
}

impl Watch {
    /// Calls back with the query of whoever comes back. The answer is whether it was waited for here.
    #[must_use]
    pub fn new(mut came: impl FnMut(String) -> bool + 'static) -> Self {
        let channel = BroadcastChannel::new(CHANNEL).ok();
        let answer = channel.clone();
        let closure = Closure::new(move |event: MessageEvent| {
            let Ok(said) = event.data().dyn_into::<Array>() else { return };
            if said.get(1).as_string().is_some_and(&mut came)
                && let Some(channel) = &answer
            {
                // The page that hears no answer says that nobody took what it had, and what to do then.
                let _ = channel.post_message(&Array::of2(&said.get(0), &JsValue::TRUE));
            }
        });
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
