//! The fields of a form, each by its kind of value.

use patchbay_fleet::Facet;
use patchbay_vendors::form::{Draft, Field, Form, Problem, Trouble, Value};
use patchbay_vendors::tags;
use patchbay_vendors::words::Sentence;

use crate::live::{Callback, Live, Var, computed};
use crate::state::Panel;
use crate::ui::part::{Child, Part};
use crate::ui::tags::settle;
use crate::ui::{TagInput, TextField};
use crate::words;

/// What is being filled in.
#[derive(Clone)]
pub(super) struct Filled {
    form: Form,
    fields: Vec<(&'static str, Typed)>,
}

#[derive(Clone, Copy)]
enum Typed {
    Tags { value: Var<Vec<String>>, pending: Var<String> },
    Text(Var<String>),
}

impl Filled {
    pub(super) fn new(form: Form) -> Self {
        let typed = |field: &Field| match &field.value {
            Value::Tags(tags) => {
                Typed::Tags { value: Var::new(tags.clone()), pending: Var::new(String::new()) }
            }
            Value::Text(text) => Typed::Text(Var::new(text.clone())),
        };
        let fields = form.fields.iter().map(|field| (field.name, typed(field))).collect();
        Self { form, fields }
    }

    pub(super) fn form(&self) -> &Form {
        &self.form
    }

    /// The form as it is filled in now; or what is typed and cannot be taken.
    pub(super) fn draft(&self) -> Result<Draft, Vec<Problem>> {
        let mut values = Vec::new();
        for (name, typed) in &self.fields {
            let value = match typed {
                Typed::Text(text) => Value::Text(text.get()),
                // What was typed last need not have been followed by Enter.
                Typed::Tags { value, pending } => match pending
                    .with(|pending| settle(value.get(), pending, None))
                {
                    Ok(tags) => Value::Tags(tags),
                    Err(tag) => return Err(vec![Problem { field: name, what: Trouble::TagWithComma(tag) }]),
                },
            };
            values.push((*name, value));
        }
        Ok(Draft { edit: self.form.edit, values })
    }

    /// Whether anything was changed.
    pub(super) fn is_changed(&self) -> bool {
        self.draft().map_or(true, |draft| !self.form.changed(&draft).is_empty())
    }

    pub(super) fn view(&self, panel: Panel, problems: Var<Vec<Problem>>, busy: Live<bool>) -> Part {
        let pairs = self.form.fields.iter().zip(&self.fields);
        pairs.map(|(field, (_, typed))| one(panel, field, *typed, problems, busy)).collect::<Vec<_>>().part()
    }
}

fn one(panel: Panel, field: &Field, typed: Typed, problems: Var<Vec<Problem>>, busy: Live<bool>) -> Part {
    let name = field.name;
    let error = computed(move || {
        problems.with(|problems| problems.iter().find(|problem| problem.field == name).map(words::problem))
    });
    let label = field.label.text();
    let hint = field.hint.map(Sentence::text).unwrap_or_default();
    match typed {
        Typed::Text(value) => TextField {
            hint: Some(hint.to_owned()).filter(|hint| !hint.is_empty()),
            error,
            disabled: busy,
            ..TextField::new(label, value)
        }
        .part(),
        Typed::Tags { value, pending } => {
            // Tags that others have, the most frequent first: a tag is rarely new.
            let suggestions = computed(move || {
                let counts = panel.fleet.with(|fleet| fleet.values(Facet::Tag, ""));
                counts.into_iter().map(|count| count.value).collect::<Vec<_>>()
            });
            let refuse = Callback::new(move |tag: String| {
                let what = match tags::check(&tag) {
                    Ok(_) => return None,
                    Err(tags::Unusable::Comma) => Trouble::TagWithComma(tag),
                };
                Some(words::problem(&Problem { field: name, what }))
            });
            TagInput {
                pending,
                suggestions,
                error,
                disabled: busy,
                refuse: Some(refuse),
                hint: hint.to_owned(),
                ..TagInput::new(label, value)
            }
            .part()
        }
    }
}
