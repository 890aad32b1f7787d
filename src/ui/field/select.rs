//! One of a few.

use leptos::{ev, prelude::*};

use crate::live::{Callback, Live};
use crate::ui::el::el;
use crate::ui::id;
use crate::ui::part::{Child, Part, dynamic};

/// A native select with its label beside it.
pub struct Select {
    /// The visible label, and the accessible name.
    pub label: String,
    /// What is chosen.
    pub value: Live<String>,
    /// Values and what is read for them.
    pub options: Live<Vec<(String, String)>>,
    /// Gets the new value.
    pub on_change: Callback<String>,
    /// Cannot be changed now.
    pub disabled: Live<bool>,
    /// The label above, as in forms.
    pub stacked: bool,
    /// It was refused.
    pub invalid: Live<bool>,
    /// The ids of what describes it.
    pub described: Live<Option<String>>,
}

impl Select {
    /// With nothing but what it cannot do without.
    pub fn new(
        label: impl Into<String>,
        value: Live<String>,
        options: Live<Vec<(String, String)>>,
        on_change: Callback<String>,
    ) -> Self {
        Self {
            label: label.into(),
            value,
            options,
            on_change,
            disabled: Default::default(),
            stacked: Default::default(),
            invalid: Default::default(),
            described: Default::default(),
        }
    }
}

impl Child for Select {
    fn part(self) -> Part {
        let Self { label, value, options, on_change, disabled, stacked, invalid, described } = self;
        let id = id::unique("select");
        // By each option and not by the select's own value, which is set before its options are there.
        let items = move || {
            let row = |(key, text): (String, String)| {
                let chosen = {
                    let key = key.clone();
                    move || value.with(|value| *value == key)
                };
                el("option").attr("value", key).prop("selected", chosen).child(text).part()
            };
            options.get().into_iter().map(row).collect::<Vec<_>>()
        };
        el("div")
            .class(if stacked { "field" } else { "select-line" })
            .child(el("label").class("field-label").attr("for", id.clone()).child(label))
            .child(
                el("select")
                    .class("input select")
                    .attr("id", id)
                    .prop("disabled", move || disabled.get())
                    .live("aria-invalid", move || invalid.get().then_some("true"))
                    .live("aria-describedby", move || described.get())
                    .on("change", move |event: ev::Event| on_change.run(event_target_value(&event)))
                    .child(dynamic(items)),
            )
            .part()
    }
}
