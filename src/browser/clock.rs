//! Time and chance.

use std::time::Duration;

use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Milliseconds since 1970.
#[must_use]
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// From 0 to 1.
#[must_use]
pub fn dice() -> f64 {
    js_sys::Math::random()
}

/// Waits.
pub async fn sleep(time: Duration) {
    TimeoutFuture::new(u32::try_from(time.as_millis()).unwrap_or(u32::MAX)).await;
}

/// Something that is done later, unless this is dropped before.
pub struct Later(#[expect(dead_code, reason = "it is kept to be dropped")] Timeout);

/// Does something later.
#[must_use]
pub fn later(millis: u32, then: impl FnOnce() + 'static) -> Later {
    Later(Timeout::new(millis, then))
}

/// Lets the page paint and answer before going on with long work. A timer would do the same, but in a tab that nobody looks
/// at not more often than once a second.
pub async fn breathe() {
    let Ok(channel) = MessageChannel::new() else { return };
    let told = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(told).await;
    channel.port1().close();
}
