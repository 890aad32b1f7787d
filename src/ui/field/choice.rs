//! One of a few, or, where that may be, something else.

use super::{Ids, Select, TextField, problem};
use crate::live::{Callback, Live, Var, computed};
use crate::ui::el::el;
use crate::ui::part::{Child, Part, dynamic};

/// A native select; with `other`, its last entry opens a line for any other text.
pub struct ChoiceField {
    /// The visible label, and the accessible name.
    pub label: String,
    /// What is chosen.
    pub value: Var<String>,
    /// Values and what is read for them.
    pub options: Vec<(String, String)>,
    /// What the entry for any other text is called, and the line for it.
    pub other: Option<&'static str>,
    /// What to choose, said below.
    pub hint: Option<String>,
    /// Why it was refused.
    pub error: Live<Option<String>>,
    /// Cannot be changed now.
    pub disabled: Live<bool>,
}

impl ChoiceField {
    /// With nothing but what it cannot do without.
    pub fn new(label: impl Into<String>, value: Var<String>, options: Vec<(String, String)>) -> Self {
        Self {
            label: label.into(),
            value,
            options,
            other: Default::default(),
            hint: Default::default(),
            error: Default::default(),
            disabled: Default::default(),
        }
    }
}

/// Stands for the entry that opens the line. No vendor's value has a line break in it.
const OTHER: &str = "\n";

impl Child for ChoiceField {
    fn part(self) -> Part {
        let Self { label, value, mut options, other, hint, error, disabled } = self;
        let ids = Ids::new("choice", hint.is_some());
        let is_listed =
            |options: &[(String, String)], value: &str| options.iter().any(|(key, _)| key == value);
        let begins_other = other.is_some() && value.with_untracked(|value| !is_listed(&options, value));
        let is_other = Var::new(begins_other);
        if let Some(other) = other {
            options.push((OTHER.to_owned(), other.to_owned()));
        }
        let chosen = computed(move || if is_other.get() { OTHER.to_owned() } else { value.get() });
        let choose = Callback::new(move |chosen: String| {
            is_other.set(chosen == OTHER);
            value.set(if chosen == OTHER { String::new() } else { chosen });
        });
        let line = move || {
            let other = other.filter(|_| is_other.get())?;
            Some(TextField { disabled, ..TextField::new(other, value) }.part())
        };
        let select = Select {
            disabled,
            stacked: true,
            invalid: error,
            described: ids.clone(),
            ..Select::new(label, chosen, options.into(), choose)
        };
        el("div")
            .class("field")
            .child(select)
            .child(ids.said(hint))
            .child(problem(&ids, error))
            .child(dynamic(line))
            .part()
    }
}
