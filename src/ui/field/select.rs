//! One of a few.

use leptos::{ev, prelude::*};

use crate::live::{Callback, Live};
use crate::ui::el::el;
use crate::ui::erase::{Child, Part, dynamic};
use crate::ui::id;

/// A native select with its label beside it.
#[component]
pub fn Select(
    /// The visible label, and the accessible name.
    #[prop(into)]
    label: String,
    /// What is chosen.
    #[prop(into)]
    value: Live<String>,
    /// Values and what is read for them.
    #[prop(into)]
    options: Live<Vec<(String, String)>>,
    /// Gets the new value.
    on_change: Callback<String>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Live<bool>,
    /// The label above, as in forms.
    #[prop(optional)]
    stacked: bool,
) -> Part {
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
        options.get().into_iter().map(row).collect_view()
    };
    el("div")
        .class(if stacked { "field" } else { "select-line" })
        .child(el("label").class("field-label").attr("for", id.clone()).child(label))
        .child(
            el("select")
                .class("input select")
                .attr("id", id)
                .prop("disabled", move || disabled.get())
                .on("change", move |event: ev::Event| on_change.run(event_target_value(&event)))
                .child(dynamic(items)),
        )
        .part()
}
