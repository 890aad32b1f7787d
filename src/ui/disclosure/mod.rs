//! A button that opens a few fields beside it.

use leptos::{ev, prelude::*};

use crate::ui::erase::{derived, dynamic, handler, IntoPart, Part, PartFn};
use super::icon::{Icon, IconName};
use super::popup::{Popup, keep_focus};

/// A button named `label`; its content exists only while it is open.
#[component]
pub fn Disclosure(
    /// The accessible name of the button, and of the group that it opens.
    #[prop(into)]
    label: String,
    /// Something in it is set.
    #[prop(into)]
    picked: Signal<bool>,
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
                view! {
                    <div class="popup disclosed" popover="manual" role="group" aria-label=label.clone() node_ref=popup.float on:mousedown=handler(move |event| keep_focus(&event))>
                        {content.part()}
                    </div>
                }.part()
            })
        }
    };
    view! {
        <div
            class="popup-anchor"
            node_ref=popup.anchor
            on:focusout=handler(move |event| popup.left(&event))
            on:keydown=handler(move |event| popup.escaped(&event))
        >
            <button
                type="button"
                class="button picker"
                class:picked=derived(move || picked.get())
                node_ref=popup.button
                aria-expanded=derived(move || if popup.open.get() { "true" } else { "false" })
                on:mousedown=handler(move |event: ev::MouseEvent| if popup.open.get_untracked() { event.prevent_default() })
                on:click=handler(press)
            >
                <span>{label}</span>
                <Icon name=IconName::ChevronDown/>
            </button>
            {dynamic(group)}
        </div>
    }
    .part()
}
