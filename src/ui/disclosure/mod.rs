//! A button that opens a few fields beside it.

use leptos::ev;

use super::icon::{IconName, icon};
use super::popup::{Popup, keep_focus};
use crate::live::Live;
use crate::ui::el::el;
use crate::ui::part::{Child, Part, dynamic};

/// A button named `label`; its content exists only while it is open.
pub struct Disclosure {
    /// The accessible name of the button, and of the group that it opens.
    pub label: &'static str,
    /// Something in it is set.
    pub picked: Live<bool>,
    /// What it opens.
    pub content: Box<dyn Fn() -> Part>,
}

impl Child for Disclosure {
    fn part(self) -> Part {
        let Self { label, picked, content } = self;
        let popup = Popup::new();
        let press =
            move |_: ev::MouseEvent| if popup.open.get_untracked() { popup.hide() } else { popup.show(None) };
        let group = {
            move || {
                popup.open.get().then(|| {
                    popup.floats(true);
                    el("div")
                        .class("popup disclosed")
                        .attr("popover", "manual")
                        .attr("role", "group")
                        .attr("aria-label", label)
                        .node(popup.float)
                        .on("mousedown", move |event| keep_focus(&event))
                        .child(content())
                        .part()
                })
            }
        };
        el("div")
            .class("popup-anchor")
            .node(popup.anchor)
            .on("focusout", move |event| popup.left(&event))
            .on("keydown", move |event| popup.escaped(&event))
            .child(
                el("button")
                    .attr("type", "button")
                    .class("button picker")
                    .class_if("picked", move || picked.get())
                    .node(popup.button)
                    .live("aria-expanded", move || if popup.open.get() { "true" } else { "false" })
                    .on("mousedown", move |event: ev::MouseEvent| {
                        if popup.open.get_untracked() {
                            event.prevent_default();
                        }
                    })
                    .on("click", press)
                    .child(el("span").child(label))
                    .child(icon(IconName::ChevronDown)),
            )
            .child(dynamic(group))
            .part()
    }
}
