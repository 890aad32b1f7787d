//! The forms for what can be changed, as data: one dialog renders them all. What they are filled in with is in
//! [`crate::draft`].

use std::borrow::Cow;

use crate::draft::{Draft, Entry, Value};
use crate::edit::Edit;
use crate::tags;
use crate::words::Sentence;

/// The name of a field: ours, or one that a vendor's catalogue brought.
pub type Name = Cow<'static, str>;

/// An edit of one connection, offered or withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What could be done.
    pub edit: Edit,
    /// Why it cannot.
    pub withheld: Option<&'static Sentence>,
}

impl Offer {
    /// An edit that can be made.
    #[must_use]
    pub fn open(edit: Edit) -> Self {
        Self { edit, withheld: None }
    }

    /// An edit that cannot be made, and why.
    #[must_use]
    pub fn withheld(edit: Edit, why: &'static Sentence) -> Self {
        Self { edit, withheld: Some(why) }
    }
}

/// The form of one edit for one connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it is for.
    pub edit: Edit,
    /// What a person should know beforehand.
    pub notes: Vec<Note>,
    /// What it asks for; nothing where there is only to confirm.
    pub fields: Vec<Field>,
    /// Whether secrets under further names may be added, which the vendor knows and we do not.
    pub is_open: bool,
}

/// Something that a person should know before an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub text: &'static Sentence,
    /// Only then; always where there is none.
    pub when: Option<When>,
}

/// One thing that a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the draft, and in what the vendor says of it.
    pub name: Name,
    /// What it is called on the screen.
    pub label: Label,
    /// What a person should know while filling it in.
    pub hint: Option<Label>,
    /// How it is asked for.
    pub input: Input,
    /// What stands in it at first.
    pub value: Value,
    /// Whether what the vendor holds can be taken away.
    pub is_removable: bool,
    /// Folded away under this heading until somebody wants it.
    pub under: Option<&'static Sentence>,
    /// The edit that it would be by itself: who may not do that is not asked for it.
    pub is_also: Option<Edit>,
    /// Only then; always where there is none.
    pub when: Option<When>,
    /// Whether the vendor never shows it, though it is no secret: then what stands in it proves nothing.
    pub is_write_only: bool,
}

/// That a field holds this text now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The field.
    pub field: Name,
    /// The text.
    pub is: String,
}

/// A word of ours, or of a vendor's catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// Ours.
    Ours(&'static Sentence),
    /// The vendor's.
    Theirs(String),
}

impl Label {
    /// The word itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Ours(sentence) => sentence.text(),
            Self::Theirs(text) => text,
        }
    }
}

impl From<&'static Sentence> for Label {
    fn from(sentence: &'static Sentence) -> Self {
        Self::Ours(sentence)
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Self::Theirs(text)
    }
}

/// How a field is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line of text.
    Line,
    /// A set of texts, one after the other.
    Tags {
        /// Whether a comma ends one.
        splits: bool,
    },
    /// One of these, or, where there is a word for that, any other text.
    Choice(Vec<Choice>, Option<&'static Sentence>),
    /// Yes or no.
    Check,
    /// A line that nobody else should read.
    Secret,
    /// Several such lines, typed, pasted or dropped as a file with one of these endings.
    SecretFile(&'static str),
}

/// One of several values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: Label,
}

impl Field {
    /// A field with nothing but what it cannot do without; it is asked for as its value suggests.
    #[must_use]
    pub fn of(name: impl Into<Name>, label: impl Into<Label>, value: Value) -> Self {
        let input = match &value {
            Value::Tags(_) => Input::Tags { splits: true },
            Value::Text(_) => Input::Line,
            Value::Flag(_) => Input::Check,
            Value::Unseen(_) => Input::Secret,
        };
        Self {
            name: name.into(),
            label: label.into(),
            hint: None,
            input,
            value,
            is_removable: false,
            under: None,
            is_also: None,
            when: None,
            is_write_only: false,
        }
    }

    /// What the vendor holds and never shows.
    #[must_use]
    pub fn secret(name: impl Into<Name>, label: impl Into<Label>) -> Self {
        Self::of(name, label, Value::Unseen(Entry::Keep))
    }
}

impl When {
    /// Whether it is so in a draft.
    #[must_use]
    pub fn holds(&self, draft: &Draft) -> bool {
        draft.text(&self.field) == Some(&self.is)
    }
}

impl Form {
    /// A form of these fields.
    #[must_use]
    pub fn of(edit: Edit, fields: Vec<Field>) -> Self {
        Self { edit, notes: Vec::new(), fields, is_open: false }
    }

    /// The same with something to know beforehand.
    #[must_use]
    pub fn note(mut self, text: &'static Sentence) -> Self {
        self.notes.push(Note { text, when: None });
        self
    }

    /// The form as it stands before anything is changed. Sent as an edit, it restores what can be seen.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let values = self.fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect();
        Draft { edit: self.edit, values }
    }

    /// The same without what somebody may not do.
    #[must_use]
    pub fn within(mut self, allows: impl Fn(Edit) -> bool) -> Self {
        self.fields.retain(|field| field.is_also.is_none_or(&allows));
        self
    }

    /// A field by its name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The fields that are asked for while a draft stands as it does.
    pub fn shown<'a>(&'a self, draft: &'a Draft) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(move |field| field.when.as_ref().is_none_or(|when| when.holds(draft)))
    }

    /// The fields in which a draft differs from the form as it was.
    #[must_use]
    pub fn changed(&self, draft: &Draft) -> Vec<Name> {
        let differs =
            |field: &&Field| draft.value(&field.name).is_some_and(|value| !value.same(&field.value));
        let changed = self.shown(draft).filter(differs).map(|field| field.name.clone());
        changed.chain(self.added(draft).map(|(name, _)| name.clone())).collect()
    }

    /// The secrets that were filled in under names of which the form knows nothing.
    pub fn added<'a>(&'a self, draft: &'a Draft) -> impl Iterator<Item = &'a (Name, Value)> {
        let is_secret = |value: &Value| matches!(value, Value::Unseen(Entry::Set(_) | Entry::Remove));
        draft.values.iter().filter(move |(name, value)| self.field(name).is_none() && is_secret(value))
    }

    /// The same as [`Form::changed`] without what cannot be read back.
    #[must_use]
    pub fn changed_visibly(&self, draft: &Draft) -> Vec<Name> {
        let mut changed = self.changed(draft);
        let is_lost = |name: &str| self.field(name).is_some_and(|field| field.is_write_only);
        changed.retain(|name| !matches!(draft.value(name), Some(Value::Unseen(_))) && !is_lost(name));
        changed
    }

    /// A draft brought up to what stands there now: where both changed a set of tags, both
    /// changes hold; where both changed a single value, it is named as a conflict. What cannot be seen is mine.
    #[must_use]
    pub fn rebase(&self, draft: &Draft, now: &Self) -> (Draft, Vec<Name>) {
        let mut conflicts = Vec::new();
        let mut rebased = |(name, mine): &(Name, Value)| {
            let base = self.field(name).map(|field| &field.value);
            let theirs = now.field(name).map(|field| &field.value);
            let value = match (base, mine, theirs) {
                (Some(Value::Tags(base)), Value::Tags(mine), Some(Value::Tags(theirs))) => {
                    Value::Tags(tags::merge(base, mine, theirs))
                }
                (Some(base), mine, Some(theirs)) if mine.same(base) => theirs.clone(),
                (Some(base), mine, Some(theirs)) => {
                    if !theirs.same(base) && !theirs.same(mine) {
                        conflicts.push(name.clone());
                    }
                    mine.clone()
                }
                (_, mine, _) => mine.clone(),
            };
            (name.clone(), value)
        };
        let values = draft.values.iter().map(&mut rebased).collect();
        (Draft { edit: draft.edit, values }, conflicts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    static LABEL: Sentence = Sentence { en: "Field" };

    fn form(name: &str, tags: &[&str]) -> Form {
        let tags = tags.iter().map(ToString::to_string).collect();
        Form::of(
            Edit::Tags,
            vec![
                Field::of("name", &LABEL, Value::Text(name.into())),
                Field::of("tags", &LABEL, Value::Tags(tags)),
                Field::secret("password", &LABEL),
            ],
        )
    }

    fn set(secret: &str) -> Value {
        Value::Unseen(Entry::Set(Secret::new(secret.into())))
    }

    #[test]
    fn the_order_of_tags_is_no_change() {
        assert!(form("a", &["x", "y"]).changed(&form("a", &["y", "x"]).draft()).is_empty());
        assert_eq!(form("a", &["x"]).changed(&form("b", &["x"]).draft()), ["name"]);
    }

    #[test]
    fn what_i_did_not_touch_follows_the_others() {
        let (rebased, conflicts) =
            form("a", &["x"]).rebase(&form("a", &["x", "mine"]).draft(), &form("b", &["x"]));
        assert_eq!(rebased.text("name"), Some("b"));
        assert_eq!(rebased.tags("tags").unwrap(), ["x", "mine"]);
        assert!(conflicts.is_empty());
    }

    #[test]
    fn a_single_value_that_both_changed_is_a_conflict_and_mine_is_kept() {
        let (rebased, conflicts) = form("a", &[]).rebase(&form("mine", &[]).draft(), &form("theirs", &[]));
        assert_eq!(rebased.text("name"), Some("mine"));
        assert_eq!(conflicts, ["name"]);
    }

    #[test]
    fn a_secret_that_was_typed_is_a_change_and_never_a_conflict() {
        let mut draft = form("a", &[]).draft();
        assert!(form("a", &[]).changed(&draft).is_empty());
        draft.set("password", set("hunter22"));
        draft.set("extra", set("more"));
        assert_eq!(form("a", &[]).changed(&draft), ["password", "extra"]);
        let (rebased, conflicts) = form("a", &[]).rebase(&draft, &form("a", &[]));
        assert_eq!((rebased, conflicts), (draft, Vec::new()));
    }

    #[test]
    fn what_the_vendor_never_shows_is_changed_and_proves_nothing() {
        let mut form = form("a", &[]);
        for field in form.fields.iter_mut().filter(|field| field.name == "name") {
            field.is_write_only = true;
        }
        let mut draft = form.draft();
        draft.set("name", Value::Text("b".into()));
        draft.set("password", set("hunter22"));
        assert_eq!(form.changed(&draft), ["name", "password"]);
        assert!(form.changed_visibly(&draft).is_empty());
    }

    #[test]
    fn what_would_be_another_edit_is_asked_for_only_where_that_is_allowed() {
        let mut form = form("a", &[]);
        for field in form.fields.iter_mut().filter(|field| field.name == "password") {
            field.is_also = Some(Edit::Credentials);
        }
        let names = |form: Form| form.fields.into_iter().map(|field| field.name).collect::<Vec<_>>();
        assert_eq!(names(form.clone().within(|_| true)), ["name", "tags", "password"]);
        assert_eq!(names(form.within(|edit| edit != Edit::Credentials)), ["name", "tags"]);
    }

    #[test]
    fn a_field_that_is_not_asked_for_has_not_changed() {
        let mut form = form("a", &[]);
        for field in form.fields.iter_mut().filter(|field| field.name == "password") {
            field.when = Some(When { field: "name".into(), is: "b".into() });
        }
        let mut draft = form.draft();
        draft.set("password", set("hunter22"));
        assert!(form.changed(&draft).is_empty());
        draft.set("name", Value::Text("b".into()));
        assert_eq!(form.changed(&draft), ["name", "password"]);
    }
}
