//! One of a few, or, where that may be, something else.

use super::{Ids, Select, TextField, problem};
use crate::live::{Callback, Live, Var, computed};
use crate::parts;
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
        let is_listed = value.with_untracked(|value| options.iter().any(|(key, _)| key == value));
        let is_other = Var::new(other.is_some() && !is_listed);
        if let Some(other) = other {
            options.push((OTHER.to_owned(), other.to_owned()));
        }
        let chosen = computed(move || if is_other.get() { OTHER.to_owned() } else { value.get() });
        // Who looks at the list once more, key by key, comes back to what was typed.
        let typed = Var::new(String::new());
        let choose = Callback::new(move |chosen: String| {
            let was_other = is_other.get_untracked();
            is_other.set(chosen == OTHER);
            match (was_other, chosen == OTHER) {
                (false, true) => value.set(typed.get_untracked()),
                (true, false) => typed.set(value.get_untracked()),
                _ => {}
            }
            if chosen != OTHER {
                value.set(chosen);
            }
        });
        let is_wrong = computed(move || !is_other.get() && error.with(Option::is_some));
        let described = {
            let ids = ids.clone();
            computed(move || if is_other.get() { None } else { ids.description(is_wrong.get()) })
        };
        let select = Select {
            disabled,
            stacked: true,
            invalid: is_wrong,
            described,
            ..Select::new(label, chosen, options.into(), choose)
        };
        // What is said belongs to what has to be looked at: the line, once it is there.
        let below = move || match other.filter(|_| is_other.get()) {
            Some(other) => {
                TextField { hint: hint.clone(), error, disabled, ..TextField::new(other, value) }.part()
            }
            None => parts![ids.said(hint.clone()), problem(&ids, error)],
        };
        el("div").class("field").child(select).child(dynamic(below)).part()
    }
}
