//! A button that opens a list from which several entries can be chosen, each with its count.
//!
//! The popup has the one tab stop of the list (or of its search field); the arrow keys move
//! `aria-activedescendant`. Choosing keeps it open: several values of one filter are the rule.

use leptos::{ev, prelude::*};

use super::icon::{IconName, icon};
use super::popup::{Popup, follow, keep_focus, position};
use super::{id, words};
use crate::live::{Callback, Live, computed};
use crate::parts;
use crate::ui::el::{NodeRef, el};
use crate::ui::part::{Child, Part, dynamic};

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
pub struct Listbox {
    /// The accessible name of button and list.
    pub label: String,
    /// What can be chosen, in the order shown.
    pub options: Live<Vec<Choice>>,
    /// Chooses what is not chosen, and the reverse.
    pub on_toggle: Callback<String>,
    /// Makes a field "Find {label}" stand above the list; gets what is typed there, and an empty text
    /// when the list opens.
    pub on_type: Option<Callback<String>>,
    /// How many are chosen, where `options` does not hold all of them.
    pub chosen: Option<Live<usize>>,
    /// Below the list, e.g. a switch between any and all.
    pub footer: Option<Box<dyn Fn() -> Part>>,
    /// Why nothing can be chosen now.
    pub disabled: Live<bool>,
}

impl Listbox {
    /// With nothing but what it cannot do without.
    pub fn new(label: impl Into<String>, options: Live<Vec<Choice>>, on_toggle: Callback<String>) -> Self {
        Self {
            label: label.into(),
            options,
            on_toggle,
            on_type: Default::default(),
            chosen: Default::default(),
            footer: Default::default(),
            disabled: Default::default(),
        }
    }
}

impl Child for Listbox {
    fn part(self) -> Part {
        let Self { label, options, on_toggle, on_type, chosen, footer, disabled } = self;
        let popup = Popup::new();
        let list_id = id::unique("list");
        let chosen = chosen.unwrap_or_else(|| {
            computed(move || options.with(|all| all.iter().filter(|choice| choice.chosen).count()))
        });
        let description = move || Some(chosen.get()).filter(|count| *count > 0).map(words::chosen);
        let show = move || {
            let at = options.with_untracked(|all| {
                all.iter().find(|choice| choice.chosen).map(|choice| choice.value.clone())
            });
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
                    let footer = footer.as_ref().map(|footer| footer());
                    opened(popup, label.clone(), list_id.clone(), options, on_toggle, on_type, footer)
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
                    .class_if("picked", move || chosen.get() > 0)
                    .node(popup.button)
                    .prop("disabled", move || disabled.get())
                    .attr("aria-haspopup", "listbox")
                    .live("aria-expanded", move || if popup.open.get() { "true" } else { "false" })
                    .live("aria-controls", move || popup.open.get().then(|| controls.clone()))
                    .live("aria-description", description)
                    .on("mousedown", move |event: ev::MouseEvent| {
                        if popup.open.get_untracked() {
                            event.prevent_default();
                        }
                    })
                    .on("click", press)
                    .on("keydown", key)
                    .child(el("span").child(label))
                    .child(dynamic(move || {
                        let count = chosen.get();
                        (count > 0).then(|| {
                            el("span")
                                .class("badge")
                                .attr("aria-hidden", "true")
                                .child(count.to_string())
                                .part()
                        })
                    }))
                    .child(icon(IconName::ChevronDown)),
            )
            .child(dynamic(list))
            .part()
    }
}

fn opened(
    popup: Popup,
    label: String,
    list_id: String,
    options: Live<Vec<Choice>>,
    on_toggle: Callback<String>,
    on_type: Option<Callback<String>>,
    footer: Option<Part>,
) -> Part {
    popup.floats(true);
    let list = NodeRef::default();
    let entries = move || {
        options.with(|all| {
            all.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect::<Vec<_>>()
        })
    };
    let at = computed(move || popup.active.with(|active| position(&entries(), active.as_deref())));
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
        el("input")
            .attr("type", "text")
            .class("input popup-search")
            .attr("autofocus", true)
            .attr("role", "combobox")
            .attr("aria-label", words::find(&label))
            .attr("placeholder", words::find(&label))
            .attr("aria-expanded", "true")
            .attr("aria-controls", list_id.clone())
            .attr("aria-autocomplete", "list")
            .live("aria-activedescendant", active_id)
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .on("input", typed)
            .on("keydown", key)
            .part()
    });
    let items = move || {
        let row = |(index, choice): (usize, Choice)| {
            let value = choice.value.clone();
            let press = move |_: ev::MouseEvent| {
                popup.active.set(Some(value.clone()));
                on_toggle.run(value.clone());
            };
            el("li")
                .attr("role", "option")
                .attr("id", entry_id(index))
                .class("option")
                .class_if("active", move || at.get() == Some(index))
                .attr("aria-selected", if choice.chosen { "true" } else { "false" })
                .on("click", press)
                .child(el("span").class("option-check").child(icon(IconName::Check)))
                .child(el("span").class("option-label").child(choice.label))
                .child(
                    choice
                        .count
                        .map(|count| parts![" ", el("span").class("option-count").child(grouped(count))]),
                )
                .part()
        };
        options.get().into_iter().enumerate().map(row).collect::<Vec<_>>()
    };
    let none = move || {
        options
            .with(Vec::is_empty)
            .then(|| el("p").class("options-none").child(words::NOTHING_MATCHES).part())
    };
    el("div")
        .class("popup")
        .attr("popover", "manual")
        .node(popup.float)
        .on("mousedown", move |event| keep_focus(&event))
        .child(search)
        .child(
            el("ul")
                .class("options")
                .attr("autofocus", !searching)
                .class_if("options-typed", move || searching)
                .attr("role", "listbox")
                .attr("id", list_id)
                .attr("tabindex", if searching { "-1" } else { "0" })
                .attr("aria-multiselectable", "true")
                .attr("aria-label", label)
                .live("aria-activedescendant", active_id)
                .node(list)
                .on("keydown", key)
                .child(dynamic(items)),
        )
        .child(dynamic(none))
        .child(footer.map(|footer| el("div").class("popup-footer").child(footer).part()))
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
