//! What can be changed about a connection, and the forms for it, as data: one dialog renders them
//! all.

use crate::connection::Connection;
use crate::tags;
use crate::words::Sentence;

/// Something that can be done to a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edit {
    /// Its tags.
    Tags,
    /// Its name or alias.
    Rename,
    /// Removing it.
    Delete,
}

impl Edit {
    /// All there are, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Tags, Self::Rename, Self::Delete];

    /// Its code in links.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Rename => "rename",
            Self::Delete => "delete",
        }
    }

    /// The edit of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edit| edit.code() == code)
    }

    /// Whether it is listed and confirmed before it is done: what cannot be undone.
    #[must_use]
    pub fn is_confirmed(self) -> bool {
        self == Self::Delete
    }
}

/// An edit of one connection, offered or withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What could be done.
    pub edit: Edit,
    /// Why it cannot.
    pub withheld: Option<&'static Sentence>,
}

/// The form of one edit for one connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it is for.
    pub edit: Edit,
    /// What it asks for; nothing where there is only to confirm.
    pub fields: Vec<Field>,
}

/// One thing that a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the draft.
    pub name: &'static str,
    /// What it is called on the screen.
    pub label: &'static Sentence,
    /// What a person should know while filling it in.
    pub hint: Option<&'static Sentence>,
    /// What stands in it at first.
    pub value: Value,
}

/// What a field holds; its kind decides how it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A set of tags.
    Tags(Vec<String>),
    /// A line of text.
    Text(String),
}

impl Value {
    /// Whether two values mean the same.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Tags(a), Self::Tags(b)) => tags::same(a, b),
            (a, b) => a == b,
        }
    }
}

/// A form as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it is for.
    pub edit: Edit,
    /// What was filled in.
    pub values: Vec<(&'static str, Value)>,
}

impl Draft {
    /// What was filled into a field.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.values.iter().find(|(name, _)| *name == field).map(|(_, value)| value)
    }

    /// The tags that were filled in.
    #[must_use]
    pub fn tags(&self, field: &str) -> Option<&[String]> {
        match self.value(field) {
            Some(Value::Tags(tags)) => Some(tags),
            _ => None,
        }
    }

    /// The text that was filled in.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.value(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

impl Form {
    /// The form as it stands before anything is changed. Sent as an edit, it restores.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let values = self.fields.iter().map(|field| (field.name, field.value.clone())).collect();
        Draft { edit: self.edit, values }
    }

    /// The fields in which a draft differs from the form as it was.
    #[must_use]
    pub fn changed(&self, draft: &Draft) -> Vec<&'static str> {
        self.fields
            .iter()
            .filter(|field| draft.value(field.name).is_some_and(|value| !value.same(&field.value)))
            .map(|field| field.name)
            .collect()
    }

    /// A draft brought up to what stands there now: where both changed a set of tags, both
    /// changes hold; where both changed a single value, it is named as a conflict.
    #[must_use]
    pub fn rebase(&self, draft: &Draft, now: &Self) -> (Draft, Vec<&'static str>) {
        let mut values = Vec::new();
        let mut conflicts = Vec::new();
        for field in &self.fields {
            let (Some(mine), Some(theirs)) = (
                draft.value(field.name),
                now.fields.iter().find(|now| now.name == field.name).map(|now| &now.value),
            ) else {
                continue;
            };
            let value = match (&field.value, mine, theirs) {
                (Value::Tags(base), Value::Tags(mine), Value::Tags(theirs)) => {
                    Value::Tags(tags::merge(base, mine, theirs))
                }
                (base, mine, theirs) if mine.same(base) => theirs.clone(),
                (base, mine, theirs) => {
                    if !theirs.same(base) && !theirs.same(mine) {
                        conflicts.push(field.name);
                    }
                    mine.clone()
                }
            };
            values.push((field.name, value));
        }
        (Draft { edit: draft.edit, values }, conflicts)
    }
}

/// Why a draft cannot be sent, at the field where it has to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name.
    pub field: &'static str,
    /// What is wrong with it.
    pub what: Trouble,
}

/// What can be wrong with what was filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// This tag has a comma in it.
    TagWithComma(String),
    /// The vendor cannot do this.
    NotOffered,
}

/// What a vendor answered to a write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// The connection as it stands now, where the vendor says.
    pub connection: Option<Connection>,
}

#[cfg(test)]
mod tests {
    use super::*;

    static LABEL: Sentence = Sentence { en: "Field" };

    fn form(name: &str, tags: &[&str]) -> Form {
        let field = |name, value| Field { name, label: &LABEL, hint: None, value };
        let tags = tags.iter().map(ToString::to_string).collect();
        Form {
            edit: Edit::Tags,
            fields: vec![field("name", Value::Text(name.into())), field("tags", Value::Tags(tags))],
        }
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
}
