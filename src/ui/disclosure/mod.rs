//! A button that opens a few fields beside it.

use leptos::{ev, prelude::*};

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
    content: ViewFn,
) -> AnyView {
    let popup = Popup::new();
    let press =
        move |_: ev::MouseEvent| if popup.open.get_untracked() { popup.hide() } else { popup.show(None) };
    let group = {
        let label = label.clone();
        move || {
            popup.open.get().then(|| {
                popup.floats(true);
                view! {
                    <div class="popup disclosed" popover="manual" role="group" aria-label=label.clone() node_ref=popup.float on:mousedown=move |event| keep_focus(&event)>
                        {content.run()}
                    </div>
                }
            })
        }
    };
    view! {
        <div
            class="popup-anchor"
            node_ref=popup.anchor
            on:focusout=move |event| popup.left(&event)
            on:keydown=move |event| popup.escaped(&event)
        >
            <button
                type="button"
                class="button picker"
                class:picked=move || picked.get()
                node_ref=popup.button
                aria-expanded=move || if popup.open.get() { "true" } else { "false" }
                on:mousedown=move |event| if popup.open.get_untracked() { event.prevent_default() }
                on:click=press
            >
                <span>{label}</span>
                <Icon name=IconName::ChevronDown/>
            </button>
            {group}
        </div>
    }
    .into_any()
}
