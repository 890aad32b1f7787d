//! Yes or no.

use leptos::{ev, prelude::*};

use super::{Ids, problem};
use crate::live::{Live, Var};
use crate::ui::el::el;
use crate::ui::part::{Child, Part};

/// A native checkbox with its label behind it.
pub struct CheckField {
    /// The visible label, and the accessible name.
    pub label: String,
    /// Whether it is ticked.
    pub value: Var<bool>,
    /// What it means, said below.
    pub hint: Option<String>,
    /// Why it was refused.
    pub error: Live<Option<String>>,
    /// Cannot be changed now.
    pub disabled: Live<bool>,
}

impl CheckField {
    /// With nothing but what it cannot do without.
    pub fn new(label: impl Into<String>, value: Var<bool>) -> Self {
        Self {
            label: label.into(),
            value,
            hint: Default::default(),
            error: Default::default(),
            disabled: Default::default(),
        }
    }
}

impl Child for CheckField {
    fn part(self) -> Part {
        let Self { label, value, hint, error, disabled } = self;
        let ids = Ids::new("check", hint.is_some());
        let described = {
            let ids = ids.clone();
            move || ids.description(error.with(Option::is_some))
        };
        let control = el("input")
            .attr("type", "checkbox")
            .attr("id", ids.control.clone())
            .prop("checked", move || value.get())
            .prop("disabled", move || disabled.get())
            .live("aria-invalid", move || error.with(Option::is_some).then_some("true"))
            .live("aria-describedby", described)
            .on("change", move |event: ev::Event| value.set(event_target_checked(&event)));
        el("div")
            .class("field")
            .child(el("label").class("check").child(control).child(el("span").child(label)))
            .child(ids.said(hint))
            .child(problem(&ids, error))
            .part()
    }
}
