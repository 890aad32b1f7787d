//! The fields of a form, each as its input says.

use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use patchbay_fleet::Facet;
use patchbay_vendors::draft::{Draft, Entry, Problem, Trouble, Value};
use patchbay_vendors::form::{Field, Form, Input, Name};
use patchbay_vendors::secret::Secret;
use patchbay_vendors::tags;
use patchbay_vendors::words::Sentence;

use crate::live::{Callback, Live, Var, computed, keep};
use crate::state::Panel;
use crate::ui::el::{button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::tags::settle;
use crate::ui::{CheckField, ChoiceField, LineRef, SecretField, TagInput, TextField, focus, fold_wanted};
use crate::words;

/// What is being filled in.
#[derive(Clone)]
pub(super) struct Filled {
    /// What stood there, as far as it was last told.
    form: Var<Rc<Form>>,
    fields: Rc<Vec<(Name, Typed)>>,
    /// Fields that a person added.
    added: Var<Vec<Added>>,
}

/// What is typed into one field.
#[derive(Clone, Copy)]
enum Typed {
    Tags { value: Var<Vec<String>>, pending: Var<String>, splits: bool },
    Text(Var<String>),
    Flag(Var<bool>),
    Unseen { text: Var<String>, removed: Var<bool> },
}

/// A field that a person added, under a name that the vendor knows and we do not.
#[derive(Clone, Copy)]
struct Added {
    name: Var<String>,
    text: Var<String>,
    node: LineRef,
}

/// Forgets what was typed when the dialog goes, whichever way: the values themselves belong to nobody, since the form is
/// made after an answer.
struct Forgets(Filled);

impl Drop for Forgets {
    fn drop(&mut self) {
        self.0.forget();
    }
}

/// What surrounds the fields.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) panel: Panel,
    pub(super) problems: Var<Vec<Problem>>,
    pub(super) busy: Live<bool>,
}

/// A problem with a name that was typed has to be told apart from all names of fields.
const ADDED: &str = "\n";

impl Filled {
    pub(super) fn new(form: Form) -> Self {
        let typed = |field: &Field| match &field.value {
            Value::Tags(tags) => Typed::Tags {
                value: Var::new(tags.clone()),
                pending: Var::default(),
                splits: field.input == Input::Tags { splits: true },
            },
            Value::Text(text) => Typed::Text(Var::new(text.clone())),
            Value::Flag(flag) => Typed::Flag(Var::new(*flag)),
            Value::Unseen(_) => Typed::Unseen { text: Var::default(), removed: Var::default() },
        };
        let fields = form.fields.iter().map(|field| (field.name.clone(), typed(field))).collect();
        Self { form: Var::new(Rc::new(form)), fields: Rc::new(fields), added: Var::default() }
    }

    /// The form as it stood when somebody last told.
    pub(super) fn form(&self) -> Rc<Form> {
        self.form.get_untracked()
    }

    /// Takes note of what stands there now; what was typed stays.
    pub(super) fn told(&self, form: Form) {
        self.form.try_set(Rc::new(form));
    }

    /// Forgets every secret that was typed.
    pub(super) fn forget(&self) {
        for (_, typed) in self.fields.iter() {
            if let Typed::Unseen { text, .. } = typed {
                text.try_set(String::new());
            }
        }
        for Added { text, .. } in self.added.try_get_untracked().unwrap_or_default() {
            text.try_set(String::new());
        }
        self.added.try_set(Vec::new());
    }

    /// The form as it is filled in now; or what is typed and cannot be taken.
    pub(super) fn draft(&self) -> Result<Draft, Vec<Problem>> {
        let form = self.form.get();
        let mut draft = Draft { edit: form.edit, values: Vec::new() };
        let mut problems = Vec::new();
        for (name, typed) in self.fields.iter() {
            let stood = form.field(name).map(|field| &field.value);
            match typed.value() {
                // Outer space is never meant, unless it stands there already.
                Ok(Value::Text(text)) if stood.is_none_or(|stood| *stood != Value::Text(text.clone())) => {
                    draft.set(name.clone(), Value::Text(text.trim().to_owned()));
                }
                Ok(value) => draft.set(name.clone(), value),
                Err(tag) => problems.push(Problem::at(name.clone(), Trouble::TagWithComma(tag))),
            }
        }
        for (index, Added { name, text, .. }) in self.added.get().into_iter().enumerate() {
            let (name, text) = (name.get().trim().to_owned(), text.get());
            if name.is_empty() && text.is_empty() {
                continue;
            }
            if name.is_empty() || text.is_empty() {
                problems.push(Problem::at(added_name(index), Trouble::Missing));
            } else if draft.value(&name).is_some() {
                problems.push(Problem::at(added_name(index), Trouble::Said(words::SAME_NAME.to_owned())));
            } else {
                draft.set(name, set(text));
            }
        }
        if problems.is_empty() { Ok(draft) } else { Err(problems) }
    }

    /// Whether anything was changed.
    pub(super) fn is_changed(&self) -> bool {
        self.draft().map_or(true, |draft| !self.form.get().changed(&draft).is_empty())
    }

    pub(super) fn view(&self, around: Around) -> Part {
        keep(Forgets(self.clone()));
        let form = self.form();
        let (mut parts, mut folded): (Vec<Part>, Vec<(&'static Sentence, Vec<Part>)>) = Default::default();
        for (field, (_, typed)) in form.fields.iter().zip(self.fields.iter()) {
            let part = self.maybe(around, field.clone(), *typed);
            match field.under {
                None => parts.push(part),
                Some(under) => match folded.iter_mut().find(|(heading, _)| *heading == under) {
                    Some((_, parts)) => parts.push(part),
                    None => folded.push((under, vec![part])),
                },
            }
        }
        if form.is_open {
            parts.push(self.added_view(around));
        }
        let refused = |heading| {
            let under = form.fields.iter().filter(|field| field.under == Some(heading));
            let names: Vec<Name> = under.map(|field| field.name.clone()).collect();
            computed(move || {
                around.problems.with(|problems| problems.iter().any(|problem| names.contains(&problem.field)))
            })
        };
        parts.extend(
            folded.into_iter().map(|(heading, parts)| fold_wanted(heading.text(), parts, refused(heading))),
        );
        parts.part()
    }

    /// A field, for as long as it is asked for.
    fn maybe(&self, around: Around, field: Field, typed: Typed) -> Part {
        let Some(when) = field.when.clone() else { return one(around, &field, typed) };
        let other = self.fields.iter().find(|(name, _)| *name == when.field).map(|(_, typed)| *typed);
        let holds = computed(move || match other {
            Some(Typed::Text(text)) => text.with(|text| *text == when.is),
            _ => false,
        });
        dynamic(move || holds.get().then(|| one(around, &field, typed)))
    }

    /// The fields that were added, and the button that adds one.
    fn added_view(&self, around: Around) -> Part {
        let added = self.added;
        let Around { problems, busy, .. } = around;
        let rows = move || {
            let row = |(index, Added { name, text, node }): (usize, Added)| {
                // Told by its place while it has no name of its own, and by its name once the vendor's module knows it.
                let (by_place, by_name) = (added_name(index), move || name.get().trim().to_owned());
                let error = computed(move || {
                    let is_it = |problem: &&Problem| problem.field == by_place || problem.field == by_name();
                    problems.with(|problems| problems.iter().find(is_it).map(words::problem))
                });
                el("div")
                    .class("added-field")
                    .child(TextField {
                        error,
                        disabled: busy,
                        node,
                        ..TextField::new(words::nth(words::FIELD_NAME, index), name)
                    })
                    .child(SecretField {
                        disabled: busy,
                        ..SecretField::new(words::nth(words::FIELD_VALUE, index), text)
                    })
                    .part()
            };
            added.get().into_iter().enumerate().map(row).collect::<Vec<_>>()
        };
        let add = move |_| {
            let one = Added { name: Var::default(), text: Var::default(), node: LineRef::default() };
            added.update(|added| added.push(one));
            request_animation_frame(move || {
                if let Some(name) = one.node.try_get_untracked() {
                    focus::give(&name);
                }
            });
        };
        el("div")
            .class("added-fields")
            .child(dynamic(rows))
            .child(button("button", words::ADD_FIELD, add).prop("disabled", move || busy.get()))
            .part()
    }
}

impl Typed {
    fn value(self) -> Result<Value, String> {
        Ok(match self {
            Self::Text(text) => Value::Text(text.get()),
            Self::Flag(flag) => Value::Flag(flag.get()),
            Self::Unseen { removed, .. } if removed.get() => Value::Unseen(Entry::Remove),
            Self::Unseen { text, .. } => match text.get() {
                text if text.is_empty() => Value::Unseen(Entry::Keep),
                text => set(text),
            },
            // What was typed last need not have been followed by Enter.
            Self::Tags { value, pending, splits } => {
                Value::Tags(pending.with(|pending| settle(value.get(), pending, splits, None))?)
            }
        })
    }
}

fn set(text: String) -> Value {
    Value::Unseen(Entry::Set(Secret::new(text)))
}

fn added_name(index: usize) -> String {
    format!("{ADDED}{index}")
}

fn error_of(problems: Var<Vec<Problem>>, name: Name) -> Live<Option<String>> {
    computed(move || {
        problems.with(|problems| problems.iter().find(|problem| problem.field == name).map(words::problem))
    })
}

fn one(around: Around, field: &Field, typed: Typed) -> Part {
    let Around { panel, problems, busy } = around;
    let name = field.name.clone();
    let error = error_of(problems, name.clone());
    let label = field.label.text();
    let hint = words::hint(field.hint.as_ref(), field.is_removable);
    match (typed, &field.input) {
        (Typed::Text(value), Input::Choice(choices, other)) => {
            let options =
                choices.iter().map(|choice| (choice.value.clone(), choice.label.text().to_owned())).collect();
            let other = other.map(Sentence::text);
            ChoiceField { other, hint, error, disabled: busy, ..ChoiceField::new(label, value, options) }
                .part()
        }
        (Typed::Text(value), _) => {
            TextField { hint, error, disabled: busy, ..TextField::new(label, value) }.part()
        }
        (Typed::Flag(value), _) => {
            CheckField { hint, error, disabled: busy, ..CheckField::new(label, value) }.part()
        }
        // No secret, only never said: it may be seen while it is typed.
        (Typed::Unseen { text, removed }, Input::Line) => {
            let line = TextField { hint, error, disabled: busy, ..TextField::new(label, text) };
            let clear = words::clear(label);
            let clear =
                field.is_removable.then(|| CheckField { disabled: busy, ..CheckField::new(clear, removed) });
            el("div").class("field").child(line).child(clear).part()
        }
        (Typed::Unseen { text, removed }, input) => {
            let accepts = match input {
                Input::SecretFile(endings) => Some(*endings),
                _ => None,
            };
            SecretField {
                hint,
                error,
                disabled: busy,
                multiline: accepts.is_some(),
                accepts,
                removed: field.is_removable.then_some(removed),
                ..SecretField::new(label, text)
            }
            .part()
        }
        (Typed::Tags { value, pending, splits }, _) => {
            // Tags that others have, the most frequent first: a tag is rarely new.
            let suggestions = computed(move || {
                let counts = panel.fleet.with(|fleet| fleet.values(Facet::Tag, ""));
                counts.into_iter().map(|count| count.value).filter(|_| splits).collect::<Vec<_>>()
            });
            let refuse = Callback::new(move |tag: String| {
                let what = match tags::check(&tag) {
                    Ok(_) => return None,
                    Err(tags::Unusable::Comma) => Trouble::TagWithComma(tag),
                };
                Some(words::problem(&Problem::at(name.clone(), what)))
            });
            TagInput {
                pending,
                suggestions,
                error,
                disabled: busy,
                refuse: splits.then_some(refuse),
                hint: hint.unwrap_or_default(),
                splits,
                ..TagInput::new(label, value)
            }
            .part()
        }
    }
}
