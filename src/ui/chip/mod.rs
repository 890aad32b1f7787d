//! One thing that was chosen, with a button that takes it away.

use leptos::{ev, prelude::*};

use super::icon::{IconName, icon};
use crate::live::{Callback, Live};
use crate::ui::el::el;
use crate::ui::erase::{Child, Part};

/// A chip with a remove button. `on_remove` is called once per press.
#[component]
pub fn Chip(
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// The accessible name of the button, e.g. `Remove filter State: Failed`.
    #[prop(into)]
    remove_label: String,
    /// Takes it away.
    on_remove: Callback<()>,
    /// Keeps it where it is.
    #[prop(optional, into)]
    disabled: Live<bool>,
) -> Part {
    let remove = move |_: ev::MouseEvent| {
        let _ = on_remove.try_run(());
    };
    el("span")
        .class("chip")
        .child(el("bdi").class("chip-label").child(label))
        .child(
            el("button")
                .attr("type", "button")
                .class("chip-remove")
                .attr("aria-label", remove_label)
                .prop("disabled", move || disabled.get())
                .on("click", remove)
                .child(icon(IconName::Close)),
        )
        .part()
}
