//! What opens from a button or a field and floats above everything else.
//!
//! A popup is a native popover in the top layer: neither a scrolling table nor a dialog cuts it off.
//! It is placed by hand, since not every engine we run in can anchor it by CSS alone. It closes when
//! the focus leaves it, which works in a shadow root where listening on the document would not.

pub(crate) mod keys;
pub(crate) mod place;

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use crate::browser::focus;
use crate::live::{Var, effect, keep};
use crate::ui::el::NodeRef;

/// What a button with a popup knows about it.
#[derive(Clone, Copy)]
pub(crate) struct Popup {
    pub(crate) open: Var<bool>,
    /// The value of the entry that the arrow keys are at.
    pub(crate) active: Var<Option<String>>,
    /// Around button and popup: leaving it closes, and the popup is placed at its edges.
    pub(crate) anchor: NodeRef,
    pub(crate) button: NodeRef,
    pub(crate) float: NodeRef,
    typed: Var<keys::Typed>,
}

impl Popup {
    pub(crate) fn new() -> Self {
        Self {
            open: Var::new(false),
            active: Var::new(None),
            anchor: NodeRef::default(),
            button: NodeRef::default(),
            float: NodeRef::default(),
            typed: Var::default(),
        }
    }

    pub(crate) fn show(self, at: Option<String>) {
        self.active.set(at);
        self.open.set(true);
    }

    /// Closes, and gives the focus back to the button unless it has gone elsewhere already.
    pub(crate) fn hide(self) {
        if let Some(button) = self.button.try_get_untracked() {
            focus::give(&button);
        }
        self.open.try_set(false);
    }

    /// Closes when the focus goes out. Removing a focused element can say so too late, hence `try`.
    pub(crate) fn left(self, event: &ev::FocusEvent) {
        let stays = self
            .anchor
            .try_get_untracked()
            .is_some_and(|anchor| focus::inside(&anchor, event.related_target()));
        if !stays && self.open.try_get_untracked() == Some(true) {
            self.open.try_set(false);
        }
    }

    /// Esc closes this popup, and not the dialog that it stands in.
    pub(crate) fn escaped(self, event: &ev::KeyboardEvent) {
        if event.key() == "Escape" && self.open.get_untracked() {
            event.prevent_default();
            event.stop_propagation();
            self.hide();
        }
    }

    /// What a key pressed in the list means, given values and labels of its entries.
    pub(crate) fn key(
        self,
        event: &ev::KeyboardEvent,
        entries: &[(String, String)],
        searching: bool,
    ) -> Option<String> {
        if event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return None;
        }
        let key = event.key();
        let at = self.active.with_untracked(|active| position(entries, active.as_deref()));
        if key == "Enter" || (key == " " && !searching && !self.typing(event)) {
            event.prevent_default();
            return entries.get(at?).map(|(value, _)| value.clone());
        }
        let next = if searching && matches!(&*key, "Home" | "End") {
            None
        } else {
            keys::step(&key, at, entries.len())
        };
        let next = match next {
            Some(next) => Some(next),
            None if searching || key.chars().count() != 1 => return None,
            None => {
                let labels = entries.iter().map(|(_, label)| label.as_str());
                self.typed.try_update(|typed| typed.find(&key, event.time_stamp(), at, labels)).flatten()
            }
        };
        event.prevent_default();
        if let Some((value, _)) = next.and_then(|next| entries.get(next)) {
            self.active.set(Some(value.clone()));
        }
        None
    }

    fn typing(self, event: &ev::KeyboardEvent) -> bool {
        self.typed.with_untracked(|typed| typed.goes_on(event.time_stamp()))
    }

    /// Puts the popup on the screen once it is built, and keeps it at its anchor.
    /// To be called where the popup is built, so that it ends with it.
    pub(crate) fn floats(self, take_focus: bool) {
        float(self.float, self.anchor, take_focus);
    }
}

/// Where the arrow keys are: at the active value, else at the first.
pub(crate) fn position(entries: &[(String, String)], active: Option<&str>) -> Option<usize> {
    let found = entries.iter().position(|(value, _)| Some(value.as_str()) == active);
    found.or_else(|| (!entries.is_empty()).then_some(0))
}

/// Shows a popover at its anchor as soon as both are in the page.
pub(crate) fn float(popup: NodeRef, anchor: NodeRef, take_focus: bool) {
    effect(move || {
        let (Some(popup), Some(anchor)) = (popup.get(), anchor.get()) else { return };
        let _ = popup.show_popover();
        place::at(&popup, &anchor);
        if take_focus {
            focus::first_in(&popup);
        }
        let moved = {
            let anchor = anchor.clone();
            move |event: web_sys::Event| {
                let own = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                if !own.is_some_and(|own| popup.contains(Some(&own))) {
                    place::at(&popup, &anchor);
                }
            }
        };
        // Held by the owner of this effect: the listeners go when the popup goes.
        keep(focus::on_moves(&anchor, moved));
    });
}

/// Keeps an entry in sight as the arrow keys move.
pub(crate) fn follow(list: NodeRef, at: impl Fn() -> Option<String> + 'static) {
    effect(move || {
        let (Some(list), Some(id)) = (list.get(), at()) else { return };
        let mut selector = String::from("#");
        selector.push_str(&id);
        if let Some(entry) = focus::find(&list, &selector) {
            focus::reveal(&list, &entry);
        }
    });
}

/// Pressing inside a popup must not take the focus out of it, except to what can be typed in or pressed.
pub(crate) fn keep_focus(event: &ev::MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let lets =
        target.and_then(|target| target.closest("input,select,textarea,button,a").ok().flatten()).is_some();
    if !lets {
        event.prevent_default();
    }
}
