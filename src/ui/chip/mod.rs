//! One thing that was chosen, with a button that takes it away.

use leptos::ev;

use super::icon::{IconName, icon};
use crate::live::{Callback, Live};
use crate::ui::el::el;
use crate::ui::part::{Child, Part};

/// A chip with a remove button. `on_remove` is called once per press.
pub struct Chip {
    /// What is chosen.
    pub label: String,
    /// The accessible name of the button, e.g. `Remove filter State: Failed`.
    pub remove_label: String,
    /// Takes it away.
    pub on_remove: Callback<()>,
    /// Keeps it where it is.
    pub disabled: Live<bool>,
}

impl Chip {
    /// With nothing but what it cannot do without.
    pub fn new(label: impl Into<String>, remove_label: impl Into<String>, on_remove: Callback<()>) -> Self {
        Self {
            label: label.into(),
            remove_label: remove_label.into(),
            on_remove,
            disabled: Default::default(),
        }
    }
}

impl Child for Chip {
    fn part(self) -> Part {
        let Self { label, remove_label, on_remove, disabled } = self;
        let remove = move |_: ev::MouseEvent| {
            on_remove.try_run(());
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
}
