//! A field for what nobody else should read.

use leptos::{ev, html, prelude::*};

use super::{Ids, frame};
use crate::ui::erase::{derived, handler, IntoPart, Part};
use crate::browser::focus;
use crate::ui::words;

/// A masked field. What was just typed can be looked at; it is masked again when the focus leaves.
#[component]
pub fn SecretField(
    /// The visible label, and the accessible name.
    #[prop(into)]
    label: String,
    /// What is typed. The caller empties it when the dialog closes or has succeeded.
    value: RwSignal<String>,
    /// What to type, said below.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Why it was refused.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Several lines, for a key file or JSON.
    #[prop(optional)]
    multiline: bool,
    /// Gets the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
) -> Part {
    let ids = Ids::new("secret", hint.is_some());
    let shown = RwSignal::new(false);
    let around = NodeRef::<html::Div>::new();
    let described = {
        let ids = ids.clone();
        move || ids.description(error.with(Option::is_some))
    };
    let invalid = move || error.with(Option::is_some).then_some("true");
    let typed = move |event: ev::Event| value.set(event_target_value(&event));
    let left = move |event: ev::FocusEvent| {
        let around = around.try_get_untracked().flatten();
        if !around.is_some_and(|around| focus::inside(&around, event.related_target())) {
            let _ = shown.try_set(false);
        }
    };
    let control = if multiline {
        view! {
            <textarea
                class="input mono"
                class:masked=derived(move || !shown.get())
                id=ids.control.clone()
                rows="6"
                autocomplete="off"
                spellcheck="false"
                autocapitalize="off"
                autofocus=autofocus
                prop:value=derived(move || value.get())
                prop:disabled=derived(move || disabled.get())
                aria-invalid=invalid
                aria-describedby=described
                on:input=handler(typed)
            ></textarea>
        }
        .part()
    } else {
        view! {
            <input
                type=derived(move || if shown.get() { "text" } else { "password" })
                class="input"
                class:mono=derived(move || shown.get())
                id=ids.control.clone()
                autocomplete="off"
                spellcheck="false"
                autocapitalize="off"
                autofocus=autofocus
                prop:value=derived(move || value.get())
                prop:disabled=derived(move || disabled.get())
                aria-invalid=invalid
                aria-describedby=described
                on:input=handler(typed)
            />
        }
        .part()
    };
    // Its name does not change with its state, which `aria-pressed` already says.
    let toggle = view! {
        <button
            type="button"
            class="button secret-show"
            aria-label=words::show(&label)
            aria-pressed=derived(move || if shown.get() { "true" } else { "false" })
            aria-controls=ids.control.clone()
            prop:disabled=derived(move || disabled.get())
            on:click=handler(move |_| shown.update(|shown| *shown = !*shown))
        >
            {words::SHOW}
        </button>
    }.part();
    let both = view! {
        <div class="secret" class:secret-lines=multiline node_ref=around on:focusout=handler(left)>{control}{toggle}</div>
    }.part();
    frame(&ids, label, false, hint, error, both.part())
}
