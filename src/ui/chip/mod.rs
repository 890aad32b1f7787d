//! One thing that was chosen, with a button that takes it away.

use leptos::{ev, prelude::*};

use crate::ui::erase::{derived, handler, IntoPart, Part};
use super::icon::{Icon, IconName};

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
    disabled: Signal<bool>,
) -> Part {
    let remove = move |_: ev::MouseEvent| {
        let _ = on_remove.try_run(());
    };
    view! {
        <span class="chip">
            <bdi class="chip-label">{label}</bdi>
            <button
                type="button"
                class="chip-remove"
                aria-label=remove_label
                prop:disabled=derived(move || disabled.get())
                on:click=handler(remove)
            >
                <Icon name=IconName::Close/>
            </button>
        </span>
    }
    .part()
}
