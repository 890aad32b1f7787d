//! A field for what nobody else should read.

use leptos::{ev, prelude::*};

use super::{Ids, frame};
use crate::browser::focus;
use crate::live::{Live, Var};
use crate::ui::el::{NodeRef, button, el};
use crate::ui::part::{Child, Part};
use crate::ui::words;

/// A masked field. What was just typed can be looked at; it is masked again when the focus leaves.
pub struct SecretField {
    /// The visible label, and the accessible name.
    pub label: String,
    /// What is typed. The caller empties it when the dialog closes or has succeeded.
    pub value: Var<String>,
    /// What to type, said below.
    pub hint: Option<String>,
    /// Why it was refused.
    pub error: Live<Option<String>>,
    /// Cannot be changed now.
    pub disabled: Live<bool>,
    /// Several lines, for a key file or JSON.
    pub multiline: bool,
    /// Takes the text of a dropped file with one of these endings.
    pub accepts: Option<&'static str>,
    /// Whether what is held now is to be taken away, where it can be.
    pub removed: Option<Var<bool>>,
    /// Gets the focus when its dialog opens.
    pub autofocus: bool,
}

impl SecretField {
    /// With nothing but what it cannot do without.
    pub fn new(label: impl Into<String>, value: Var<String>) -> Self {
        Self {
            label: label.into(),
            value,
            hint: Default::default(),
            error: Default::default(),
            disabled: Default::default(),
            multiline: Default::default(),
            accepts: Default::default(),
            removed: Default::default(),
            autofocus: Default::default(),
        }
    }
}

impl Child for SecretField {
    fn part(self) -> Part {
        let Self { label, value, hint, error, disabled, multiline, accepts: _, removed, autofocus } = self;
        let is_removed = move || removed.is_some_and(|removed| removed.get());
        let ids = Ids::new("secret", hint.is_some());
        let shown = Var::new(false);
        let around = NodeRef::default();
        let described = {
            let ids = ids.clone();
            move || ids.description(error.with(Option::is_some))
        };
        let invalid = move || error.with(Option::is_some).then_some("true");
        let typed = move |event: ev::Event| value.set(event_target_value(&event));
        let left = move |event: ev::FocusEvent| {
            let around = around.try_get_untracked();
            if !around.is_some_and(|around| focus::inside(&around, event.related_target())) {
                shown.try_set(false);
            }
        };
        let control = if multiline {
            el("textarea")
                .class("input mono")
                .class_if("masked", move || !shown.get())
                .attr("id", ids.control.clone())
                .attr("rows", "6")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("autocapitalize", "off")
                .attr("autofocus", autofocus)
                .prop("value", move || value.get())
                .prop("disabled", move || disabled.get() || is_removed())
                .live("aria-invalid", invalid)
                .live("aria-describedby", described)
                .on("input", typed)
                .part()
        } else {
            el("input")
                .live("type", move || if shown.get() { "text" } else { "password" })
                .class("input")
                .class_if("mono", move || shown.get())
                .attr("id", ids.control.clone())
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("autocapitalize", "off")
                .attr("autofocus", autofocus)
                .prop("value", move || value.get())
                .prop("disabled", move || disabled.get() || is_removed())
                .live("aria-invalid", invalid)
                .live("aria-describedby", described)
                .on("input", typed)
                .part()
        };
        // Its name does not change with its state, which `aria-pressed` already says.
        let toggle = el("button")
            .attr("type", "button")
            .class("button secret-show")
            .attr("aria-label", words::show(&label))
            .live("aria-pressed", move || if shown.get() { "true" } else { "false" })
            .attr("aria-controls", ids.control.clone())
            .prop("disabled", move || disabled.get() || is_removed())
            .on("click", move |_: web_sys::Event| shown.update(|shown| *shown = !*shown))
            .child(words::SHOW)
            .part();
        let remove = removed.map(|removed| {
            let label = words::remove(&label);
            button("button", label, move |_| removed.update(|removed| *removed = !*removed))
                .live("aria-pressed", move || if removed.get() { "true" } else { "false" })
                .prop("disabled", move || disabled.get())
        });
        let both = el("div")
            .class("secret")
            .class_if("secret-lines", move || multiline)
            .node(around)
            .on("focusout", left)
            .child(control)
            .child(toggle)
            .child(remove)
            .part();
        frame(&ids, label, false, hint, error, both.part())
    }
}
