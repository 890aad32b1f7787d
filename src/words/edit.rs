//! Edits: what they are called, what they will do, and what they did.

use patchbay_vendors::connection::Connection;
use patchbay_vendors::draft::{Draft, Entry, Problem, Trouble, Value};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::form::{Form, Label};
use patchbay_vendors::source::Source;

use super::Said;
use super::error::sentence;
use crate::config::Settings;

/// What an edit is called on its button and its dialog.
#[must_use]
pub fn edit(edit: Edit) -> &'static str {
    match edit {
        Edit::Tags => "Edit tags",
        Edit::Rename => "Rename",
        Edit::Credentials => "Update credentials",
        Edit::Role => "Change role",
        Edit::Environment => "Environment attribute",
        Edit::Enable => "Enable",
        Edit::Disable => "Disable",
        Edit::Reconnect => "Reconnect",
        Edit::Refresh => "Refresh tokens",
        Edit::RefreshSchema => "Refresh schema",
        Edit::Revoke => "Revoke",
        Edit::Delete => "Delete",
    }
}

/// What an edit did.
#[must_use]
pub fn edited(edit: Edit, title: &str) -> String {
    match edit {
        Edit::Tags => format!("Tags of {title} saved."),
        Edit::Rename => format!("{title} renamed."),
        Edit::Credentials => format!("Credentials of {title} updated."),
        Edit::Role => format!("Role of {title} changed."),
        Edit::Environment => format!("Environment attribute of {title} saved."),
        Edit::Enable => format!("{title} enabled."),
        Edit::Disable => format!("{title} disabled."),
        Edit::Reconnect => format!("{title} connected anew."),
        Edit::Refresh => format!("Tokens of {title} refreshed."),
        Edit::RefreshSchema => format!("Schema of {title} refreshed."),
        Edit::Revoke => format!("Access of {title} revoked."),
        Edit::Delete => format!("{title} deleted."),
    }
}

/// What will be done once it is confirmed.
#[must_use]
pub fn will(edit: Edit, title: &str) -> String {
    match edit {
        Edit::Delete => {
            format!("{title} will be deleted with its stored credentials. This cannot be undone.")
        }
        Edit::Revoke => format!(
            "The access of {title} will be taken back at the platform. Whatever uses it stops working. This cannot be undone."
        ),
        Edit::Enable => format!("{title} will be enabled: whatever uses it may use it again."),
        Edit::Disable => {
            format!("{title} will be disabled: whatever uses it stops working until it is enabled.")
        }
        Edit::Reconnect => {
            format!("{title} will be connected anew: consent is given on a page that opens next.")
        }
        Edit::Refresh => format!("The tokens of {title} will be renewed."),
        Edit::RefreshSchema => {
            format!("The schema of {title} will be read again. This may take a few minutes.")
        }
        _ => format!("This will change {title}:"),
    }
}

/// One line for each field that a draft changes.
#[must_use]
pub fn changes(form: &Form, draft: &Draft) -> Vec<String> {
    let line = |name: &str| {
        let field = form.field(name);
        let label = field.map_or(name, |field| field.label.text());
        match (field.map(|field| &field.value), draft.value(name)?) {
            (_, Value::Unseen(Entry::Set(_))) => {
                Some(format!("{label}: what you typed replaces what is held."))
            }
            (_, Value::Unseen(Entry::Remove)) => Some(format!("{label}: what is held is removed.")),
            (_, Value::Flag(true)) => Some(format!("{label}: yes")),
            (_, Value::Flag(false)) => Some(format!("{label}: no")),
            (Some(before), after) => {
                Some(format!("{label}: {} → {}", shown(form, name, before), shown(form, name, after)))
            }
            (None, _) => None,
        }
    };
    form.changed(draft).iter().filter_map(|name| line(name)).collect()
}

fn shown(form: &Form, name: &str, value: &Value) -> String {
    // Each in quotes of its own: a comma may be a part of one.
    let quoted = |texts: &[String]| {
        let texts = texts.iter().filter(|text| !text.is_empty());
        texts.map(|text| format!("“{text}”")).collect::<Vec<_>>().join(", ")
    };
    let text = match value {
        Value::Tags(tags) => quoted(tags),
        Value::Text(text) => quoted(&[named(form, name, text)]),
        Value::Flag(_) | Value::Unseen(_) => String::new(),
    };
    if text.is_empty() { "nothing".to_owned() } else { text }
}

/// What a choice is called.
fn named(form: &Form, name: &str, value: &str) -> String {
    let label = form.field(name).and_then(|field| match &field.input {
        patchbay_vendors::form::Input::Choice(choices, _) => {
            choices.iter().find(|choice| choice.value == value).map(|choice| choice.label.text())
        }
        _ => None,
    });
    label.unwrap_or(value).to_owned()
}

/// What stands there now and what is about to take its place, of what both changed.
#[must_use]
pub fn theirs_and_mine(form: &Form, draft: &Draft) -> Vec<String> {
    let line = |name: &str| {
        let field = form.field(name)?;
        let (theirs, mine) = (shown(form, name, &field.value), shown(form, name, draft.value(name)?));
        Some(format!("{}: now {theirs}, yours {mine}", field.label.text()))
    };
    form.changed_visibly(draft).iter().filter_map(|name| line(name)).collect()
}

/// Why an edit is not allowed here at all.
#[must_use]
pub fn not_allowed(settings: &Settings) -> &'static str {
    if settings.is_read_only() { "This panel is set to read only." } else { super::NOT_SET_UP }
}

/// What a problem with a field is.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    match &problem.what {
        Trouble::TagWithComma(tag) => {
            format!("“{tag}” has a comma in it, so it could never be searched for. Leave the comma out.")
        }
        Trouble::Missing => "Fill this in; the vendor needs it.".to_owned(),
        Trouble::NotOffered => "The vendor does not let this be changed.".to_owned(),
        Trouble::Unfit(why) => why.text().to_owned(),
        Trouble::Said(said) => said.clone(),
    }
}

/// What is said of a field beside what the vendor says.
#[must_use]
pub fn hint(hint: Option<&Label>, held: bool) -> Option<String> {
    let keeps = held.then_some("Leave empty to keep what is held.");
    match (hint.map(Label::text), keeps) {
        (Some(hint), Some(keeps)) => Some(format!("{} {keeps}", sentence(hint))),
        (hint, keeps) => hint.or(keeps).map(str::to_owned),
    }
}

/// One of several that are called alike.
#[must_use]
pub fn nth(name: &str, index: usize) -> String {
    if index == 0 { name.to_owned() } else { format!("{name} {}", index + 1) }
}

/// Takes away what cannot be seen.
#[must_use]
pub fn clear(label: &str) -> String {
    format!("Remove {label}")
}

/// Where consent is given, on the link to it.
#[must_use]
pub fn open_link(host: &str) -> String {
    format!("Open {host}")
}

/// Somebody came back from giving consent, and it is not connected.
#[must_use]
pub fn not_connected(now: &Connection, source: &Source) -> Said {
    let (vendor, title, state) = (source.vendor.about().name, now.title(), super::state(&now.state));
    Said {
        title: "Not connected".to_owned(),
        text: format!("You came back, and {vendor} says of {title}: {state}."),
        next: "Open the page again and give consent there, or close this and begin anew.".to_owned(),
    }
}

/// What to do on the page where consent is given.
#[must_use]
pub fn give_consent(source: &Source) -> String {
    format!(
        "{} asks for consent on a page of its own. Open it, give consent there, and come back; this dialog waits.",
        source.vendor.about().name
    )
}

#[cfg(test)]
mod tests {
    use patchbay_vendors::form::{Choice, Field, Input};
    use patchbay_vendors::secret::Secret;
    use patchbay_vendors::words::Sentence;

    use super::*;

    static ROLE: Sentence = Sentence { en: "Role" };
    static PASSWORD: Sentence = Sentence { en: "password" };
    static VIEWER: Sentence = Sentence { en: "Viewer" };

    fn form(role: &str) -> Form {
        let choice = Choice { value: "VIEWER".into(), label: (&VIEWER).into() };
        let role = Field::of("role", &ROLE, Value::Text(role.into()));
        let role = Field { input: Input::Choice(vec![choice], None), ..role };
        Form::of(Edit::Credentials, vec![role, Field::secret("password", &PASSWORD)])
    }

    fn typed() -> Draft {
        let mut draft = form("").draft();
        draft.set("role", Value::Text("VIEWER".into()));
        draft.set("password", Value::Unseen(Entry::Set(Secret::new("hunter22".into()))));
        draft.set("extra", Value::Unseen(Entry::Remove));
        draft
    }

    #[test]
    fn what_will_change_is_listed_in_the_words_of_the_form_and_without_a_secret() {
        assert_eq!(
            changes(&form(""), &typed()),
            [
                "Role: nothing → “Viewer”",
                "password: what you typed replaces what is held.",
                "extra: what is held is removed.",
            ]
        );
        assert!(changes(&form(""), &form("").draft()).is_empty());
    }

    #[test]
    fn theirs_is_told_from_mine_where_both_can_be_seen() {
        assert_eq!(theirs_and_mine(&form("MODELER"), &typed()), ["Role: now “MODELER”, yours “Viewer”"]);
    }

    #[test]
    fn values_that_have_commas_are_told_apart() {
        let with = |values: &[&str]| {
            let values = values.iter().map(ToString::to_string).collect();
            Form::of(Edit::Environment, vec![Field::of("values", &ROLE, Value::Tags(values))])
        };
        assert_eq!(changes(&with(&[]), &with(&["a, b", "c"]).draft()), ["Role: nothing → “a, b”, “c”"]);
    }

    #[test]
    fn a_field_that_holds_something_says_that_it_may_stay_empty() {
        let label = Label::Ours(&ROLE);
        assert_eq!(hint(None, false), None);
        assert_eq!(hint(Some(&label), true).as_deref(), Some("Role. Leave empty to keep what is held."));
    }
}
