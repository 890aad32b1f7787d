//! A modal dialog on the native element, which brings the top layer, an inert page and Esc.
//!
//! The caller decides when it goes, by unmounting it: closing may be refused while a write is under
//! way, or ask first when something was typed.

use leptos::{ev, prelude::*};
use web_sys::{Event, HtmlDialogElement};

use super::icon::{IconName, icon};
use super::{id, words};
use crate::browser::focus;
use crate::live::{Callback, Live, Var, effect, keep, on_change};
use crate::ui::el::{El, NodeRef, el};
use crate::ui::part::{Child, Part};

/// An open dialog: closes it when dropped, which is when it is unmounted, and then gives the focus
/// back: everything else is inert until it is closed.
struct Stay {
    dialog: HtmlDialogElement,
    _visit: focus::Visit,
}

impl Stay {
    fn open(dialog: &HtmlDialogElement, fallback: Vec<String>) -> Self {
        let visit = focus::leave(dialog, fallback);
        let _ = dialog.show_modal();
        Self { dialog: dialog.clone(), _visit: visit }
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        self.dialog.close();
    }
}

/// A modal dialog for as long as it is mounted.
pub struct Dialog {
    /// The heading, and the accessible name.
    pub title: &'static str,
    /// Something is under way: closing is refused.
    pub busy: Live<bool>,
    /// Esc, the close button or a press beside it. The dialog stays until the caller unmounts it.
    pub on_close: Callback<()>,
    /// When this number changes (a form that arrived late, a next step), the focus goes to the first
    /// field again.
    pub step: Live<u32>,
    /// A selector for what gets the focus when that which opened the dialog is gone.
    pub fallback: Vec<String>,
    /// For forms with long values.
    pub wide: bool,
    /// The body; usually a form that ends in [``].
    pub body: Part,
}

impl Child for Dialog {
    fn part(self) -> Part {
        let Self { title, busy, on_close, step, fallback, wide, body } = self;
        let heading = id::unique("dialog");
        let dialog = NodeRef::<HtmlDialogElement>::default();
        let inside: NodeRef = NodeRef::default();
        // Where a press began: marking text may end outside without meaning to close.
        let beside = Var::new(false);

        let close = move || {
            if busy.try_get_untracked() == Some(false) {
                on_close.try_run(());
            }
        };
        // `cancel` of a file field inside comes by here too.
        let own = move |event: &Event| {
            let dialog = dialog.try_get_untracked();
            dialog.is_some_and(|dialog| event.target().is_some_and(|target| target == dialog.into()))
        };

        effect(move || {
            let (Some(dialog), Some(body)) = (dialog.get(), inside.get()) else { return };
            keep(Stay::open(&dialog, fallback.clone()));
            focus::first_in(&body);
        });
        on_change(
            move || step.get(),
            move |_| {
                // After the step's own view has been built.
                request_animation_frame(move || {
                    if let Some(body) = inside.try_get_untracked() {
                        focus::first_in(&body);
                    }
                });
            },
        );

        let on_key = move |event: ev::KeyboardEvent| {
            // Here and not in `cancel` alone: a second Esc in a row could not be refused there.
            if event.key() == "Escape" && !event.is_composing() {
                event.prevent_default();
                event.stop_propagation();
                close();
            }
        };
        let on_cancel = move |event: Event| {
            if own(&event) {
                event.prevent_default();
                close();
            }
        };
        // Closed by the browser against our word: it is for the caller to decide.
        let on_closed = move |event: Event| {
            let element = dialog.try_get_untracked().filter(|element| element.is_connected());
            if let Some(element) = element.filter(|_| own(&event))
                && !element.open()
            {
                let _ = element.show_modal();
                close();
            }
        };
        let on_down = move |event: ev::PointerEvent| beside.set(own(&event));
        let on_press = move |event: ev::MouseEvent| {
            if own(&event) && beside.get_untracked() {
                close();
            }
        };
        el("dialog")
            .class("dialog")
            .class_if("dialog-wide", move || wide)
            .node(dialog)
            .attr("aria-labelledby", heading.clone())
            .live("aria-busy", move || busy.get().then_some("true"))
            .on("keydown", on_key)
            .on("cancel", on_cancel)
            .on("close", on_closed)
            .on("pointerdown", on_down)
            .on("click", on_press)
            .child(
                el("div")
                    .class("dialog-box")
                    .child(
                        el("div")
                            .class("dialog-head")
                            .child(el("h2").class("dialog-title").attr("id", heading).child(title))
                            .child(
                                el("button")
                                    .attr("type", "button")
                                    .class("icon-button")
                                    .attr("aria-label", words::CLOSE)
                                    .live("aria-disabled", move || busy.get().then_some("true"))
                                    .on("click", move |_: web_sys::Event| close())
                                    .child(icon(IconName::Close)),
                            ),
                    )
                    .child(el("div").class("dialog-body").node(inside).child(body)),
            )
            .part()
    }
}

/// The foot of a dialog, which stays in sight while its body scrolls: buttons, the least
/// destructive first.
pub fn dialog_actions() -> El {
    el("div").class("dialog-actions")
}
