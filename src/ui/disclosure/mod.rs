//! A button that opens a few fields beside it.

use leptos::{ev, prelude::*};

use super::icon::{IconName, icon};
use super::popup::{Popup, keep_focus};
use crate::live::Live;
use crate::ui::el::el;
use crate::ui::erase::{Child, Part, PartFn, dynamic};

/// A button named `label`; its content exists only while it is open.
#[component]
pub fn Disclosure(
    /// The accessible name of the button, and of the group that it opens.
    #[prop(into)]
    label: String,
    /// Something in it is set.
    #[prop(into)]
    picked: Live<bool>,
    /// What it opens.
    #[prop(into)]
    content: PartFn,
) -> Part {
    let popup = Popup::new();
    let press =
        move |_: ev::MouseEvent| if popup.open.get_untracked() { popup.hide() } else { popup.show(None) };
    let group = {
        let label = label.clone();
        move || {
            popup.open.get().then(|| {
                popup.floats(true);
                el("div")
                    .class("popup disclosed")
                    .attr("popover", "manual")
                    .attr("role", "group")
                    .attr("aria-label", label.clone())
                    .node(popup.float)
                    .on("mousedown", move |event| keep_focus(&event))
                    .child(content.part())
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
