//! Elements that change their size.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Watches for as long as it is kept.
pub struct Watch {
    observer: ResizeObserver,
    /// The frame that is awaited.
    frame: Rc<Cell<Option<i32>>>,
    _observed: Closure<dyn FnMut()>,
    _changed: Rc<Closure<dyn FnMut()>>,
}

impl Watch {
    /// Calls back now and whenever one of these has another size: with the next frame, so that what is changed then
    /// does not count as a part of the same change. Nothing where the browser cannot watch.
    pub fn new(elements: &[&Element], mut changed: impl FnMut() + 'static) -> Option<Self> {
        let frame: Rc<Cell<Option<i32>>> = Rc::default();
        let changed = Rc::new(Closure::<dyn FnMut()>::new({
            let frame = Rc::clone(&frame);
            move || {
                frame.set(None);
                changed();
            }
        }));
        let observed = Closure::<dyn FnMut()>::new({
            let (frame, changed) = (Rc::clone(&frame), Rc::clone(&changed));
            move || {
                if frame.get().is_none()
                    && let Some(window) = web_sys::window()
                {
                    let function = changed.as_ref().as_ref().unchecked_ref();
                    frame.set(window.request_animation_frame(function).ok());
                }
            }
        });
        let observer = ResizeObserver::new(observed.as_ref().unchecked_ref()).ok()?;
        elements.iter().for_each(|element| observer.observe(element));
        Some(Self { observer, frame, _observed: observed, _changed: changed })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
        if let (Some(frame), Some(window)) = (self.frame.take(), web_sys::window()) {
            let _ = window.cancel_animation_frame(frame);
        }
    }
}
