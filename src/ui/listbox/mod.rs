//! A button that opens a list from which several entries can be chosen, each with its count.
//!
//! The popup has the one tab stop of the list (or of its search field); the arrow keys move
//! `aria-activedescendant`. Choosing keeps it open: several values of one filter are the rule.

use leptos::{ev, html, prelude::*};

use crate::ui::erase::{derived, dynamic, handler, IntoPart, Part, PartFn};
use super::icon::{Icon, IconName};
use super::popup::{Popup, follow, keep_focus, position};
use super::{id, words};

/// One entry of a listbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is handed to `on_toggle`.
    pub value: String,
    /// What is read.
    pub label: String,
    /// How many there are of it.
    pub count: Option<usize>,
    /// Whether it is chosen now.
    pub chosen: bool,
}

/// A button named `label` with a popup in which any number of options can be chosen.
#[component]
pub fn Listbox(
    /// The accessible name of button and list.
    #[prop(into)]
    label: String,
    /// What can be chosen, in the order shown.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Chooses what is not chosen, and the reverse.
    on_toggle: Callback<String>,
    /// Makes a field "Find {label}" stand above the list; gets what is typed there, and an empty text
    /// when the list opens.
    #[prop(optional)]
    on_type: Option<Callback<String>>,
    /// How many are chosen, where `options` does not hold all of them.
    #[prop(optional, into)]
    chosen: Option<Signal<usize>>,
    /// Below the list, e.g. a switch between any and all.
    #[prop(optional, into)]
    footer: Option<PartFn>,
    /// Why nothing can be chosen now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> Part {
    let popup = Popup::new();
    let list_id = id::unique("list");
    let chosen = chosen.unwrap_or_else(|| {
        Signal::derive(move || options.with(|all| all.iter().filter(|choice| choice.chosen).count()))
    });
    let description = move || Some(chosen.get()).filter(|count| *count > 0).map(words::chosen);
    let show = move || {
        let at = options
            .with_untracked(|all| all.iter().find(|choice| choice.chosen).map(|choice| choice.value.clone()));
        if let Some(on_type) = on_type {
            on_type.run(String::new());
        }
        popup.show(at);
    };
    let press = move |_: ev::MouseEvent| if popup.open.get_untracked() { popup.hide() } else { show() };
    let key = move |event: ev::KeyboardEvent| {
        if matches!(&*event.key(), "ArrowDown" | "ArrowUp") {
            event.prevent_default();
            show();
        }
    };
    let controls = list_id.clone();
    let list = {
        let label = label.clone();
        move || {
            popup.open.get().then(|| {
                let footer = footer.as_ref().map(PartFn::part);
                opened(popup, label.clone(), list_id.clone(), options, on_toggle, on_type, footer)
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
                class:picked=derived(move || { chosen.get() > 0 })
                node_ref=popup.button
                prop:disabled=derived(move || disabled.get())
                aria-haspopup="listbox"
                aria-expanded=derived(move || if popup.open.get() { "true" } else { "false" })
                aria-controls=derived(move || popup.open.get().then(|| controls.clone()))
                aria-description=description
                on:mousedown=handler(move |event: ev::MouseEvent| if popup.open.get_untracked() { event.prevent_default() })
                on:click=handler(press)
                on:keydown=handler(key)
            >
                <span>{label}</span>
                {dynamic(move || {
                    let count = chosen.get();
                    (count > 0).then(|| view! { <span class="badge" aria-hidden="true">{count.to_string()}</span> }.part())
                })}
                <Icon name=IconName::ChevronDown/>
            </button>
            {dynamic(list)}
        </div>
    }
    .part()
}

fn opened(
    popup: Popup,
    label: String,
    list_id: String,
    options: Signal<Vec<Choice>>,
    on_toggle: Callback<String>,
    on_type: Option<Callback<String>>,
    footer: Option<Part>,
) -> Part {
    popup.floats(true);
    let list = NodeRef::<html::Ul>::new();
    let entries = move || {
        options.with(|all| {
            all.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect::<Vec<_>>()
        })
    };
    let at = Memo::new(move |_| popup.active.with(|active| position(&entries(), active.as_deref())));
    let entry_id = {
        let list_id = list_id.clone();
        move |index: usize| id::numbered(&list_id, index as u64)
    };
    let active_id = {
        let entry_id = entry_id.clone();
        move || at.get().map(&entry_id)
    };
    follow(list, active_id.clone());

    let searching = on_type.is_some();
    let key = move |event: ev::KeyboardEvent| {
        if let Some(value) = popup.key(&event, &untrack(entries), searching) {
            popup.active.set(Some(value.clone()));
            on_toggle.run(value);
        }
    };
    let search = on_type.map(|on_type| {
        let active_id = active_id.clone();
        let typed = move |event: ev::Event| {
            popup.active.set(None);
            on_type.run(event_target_value(&event));
        };
        view! {
            <input
                type="text"
                class="input popup-search"
                autofocus=true
                role="combobox"
                aria-label=words::find(&label)
                placeholder=words::find(&label)
                aria-expanded="true"
                aria-controls=list_id.clone()
                aria-autocomplete="list"
                aria-activedescendant=active_id
                autocomplete="off"
                spellcheck="false"
                on:input=handler(typed)
                on:keydown=handler(key)
            />
        }.part()
    });
    let items = move || {
        let row = |(index, choice): (usize, Choice)| {
            let value = choice.value.clone();
            let press = move |_: ev::MouseEvent| {
                popup.active.set(Some(value.clone()));
                on_toggle.run(value.clone());
            };
            view! {
                <li
                    role="option"
                    id=entry_id(index)
                    class="option"
                    class:active=derived(move || at.get() == Some(index))
                    aria-selected=if choice.chosen { "true" } else { "false" }
                    on:click=handler(press)
                >
                    <span class="option-check"><Icon name=IconName::Check/></span>
                    <span class="option-label">{choice.label}</span>
                    {choice.count.map(|count| view! { " "<span class="option-count">{grouped(count)}</span> }.part())}
                </li>
            }.part()
        };
        options.get().into_iter().enumerate().map(row).collect_view()
    };
    let none = move || {
        options.with(Vec::is_empty).then(|| view! { <p class="options-none">{words::NOTHING_MATCHES}</p> }.part())
    };
    view! {
        <div class="popup" popover="manual" node_ref=popup.float on:mousedown=handler(move |event| keep_focus(&event))>
            {search}
            <ul
                class="options"
                autofocus=!searching
                class:options-typed=searching
                role="listbox"
                id=list_id
                tabindex=if searching { "-1" } else { "0" }
                aria-multiselectable="true"
                aria-label=label
                aria-activedescendant=active_id
                node_ref=list
                on:keydown=handler(key)
            >
                {dynamic(items)}
            </ul>
            {dynamic(none)}
            {footer.map(|footer| view! { <div class="popup-footer">{footer}</div> }.part())}
        </div>
    }
    .part()
}

/// `12,345`: the counts of a list are read at a glance, or not at all.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let shown = [0, 7, 999, 1000, 12_345, 100_000, 1_234_567].map(grouped);
        assert_eq!(shown, ["0", "7", "999", "1,000", "12,345", "100,000", "1,234,567"]);
    }
}
