//! What can be changed at Peaka. A PUT replaces the whole connection, so every form but that of a delete asks for all
//! that the connection's type signs in with.

use serde_json::Value as Json;

use crate::body::Body;
use crate::catalogue::{Ask, Catalogue, Kind, Takes};
use crate::connection::Connection;
use crate::draft::{Draft, Entry, Problem, Trouble, Value};
use crate::edit::Edit;
use crate::form::{Choice, Field, Form, Input, Label, Note, Offer, When};
use crate::http::escape;
use crate::source::Source;
use crate::words::Sentence;

use super::words;

const NAME: &str = "name";
const TYPE: &str = "type";

/// The same for every connection: only the catalogue knows what signs in how, and [`form`] has it.
pub(super) fn offers() -> Vec<Offer> {
    [Edit::Rename, Edit::Credentials, Edit::Reconnect, Edit::Delete].map(Offer::open).into()
}

/// Whether an edit's form is made from the catalogue.
pub(super) fn needs_catalogue(edit: Edit) -> bool {
    matches!(edit, Edit::Rename | Edit::Credentials | Edit::Reconnect)
}

pub(super) fn form(
    source: &Source,
    edit: Edit,
    connection: &Connection,
    catalogue: Option<&Catalogue>,
) -> Result<Form, &'static Sentence> {
    if edit == Edit::Delete {
        return Ok(Form::of(edit, Vec::new()).note(&words::LOSES_SOURCE));
    }
    if !needs_catalogue(edit) {
        return Err(&crate::words::NOT_OFFERED);
    }
    let catalogue = catalogue.filter(|catalogue| !catalogue.kinds.is_empty()).ok_or(&words::NO_CATALOGUE)?;
    let current = catalogue.kind(&connection.platform);
    if edit == Edit::Credentials {
        return Ok(credentials(connection, catalogue, current));
    }
    let kind = current.ok_or(&words::UNKNOWN_TYPE)?;
    let reconnects = edit == Edit::Reconnect;
    if reconnects && !kind.consent {
        return Err(&words::NO_CONSENT);
    }
    if kind.consent && source.callback.is_none() && (reconnects || kind.asks.is_empty()) {
        return Err(&words::NO_CALLBACK);
    }
    let is_extra = reconnects && may_stay_empty(kind);
    let asks = asks(kind).map(|field| Field { under: is_extra.then_some(&words::OWN_APP), ..field });
    let name = (!reconnects).then(|| name(connection));
    let mut form = Form::of(edit, name.into_iter().chain(asks).collect());
    if !is_extra && !kind.asks.is_empty() {
        form = form.note(&words::WHOLE);
    }
    Ok(if kind.consent { form.note(&words::CONSENT) } else { form })
}

/// The type can be changed too, and each type asks for something else.
fn credentials(connection: &Connection, catalogue: &Catalogue, current: Option<&Kind>) -> Form {
    let choice = |kind: &Kind| Choice { value: kind.id.clone(), label: kind.label.clone().into() };
    let chosen = current.map_or(&connection.platform, |kind| &kind.id);
    let mut fields = vec![Field {
        input: Input::Choice(catalogue.kinds.iter().map(choice).collect(), None),
        ..Field::of(TYPE, &words::TYPE, Value::Text(chosen.clone()))
    }];
    let mut notes = vec![Note { text: &words::WHOLE, when: None }];
    for kind in &catalogue.kinds {
        let when = When { field: TYPE.into(), is: kind.id.clone() };
        if kind.consent {
            notes.push(Note { text: &words::CONSENT, when: Some(when.clone()) });
        }
        fields.extend(asks(kind).map(|field| Field { when: Some(when.clone()), ..field }));
    }
    fields.push(Field { under: Some(&words::RENAME_TOO), is_also: Some(Edit::Rename), ..name(connection) });
    Form { notes, ..Form::of(Edit::Credentials, fields) }
}

fn name(connection: &Connection) -> Field {
    Field::of(NAME, &words::NAME, Value::Text(connection.name.clone().unwrap_or_default()))
}

fn asks(kind: &Kind) -> impl Iterator<Item = Field> {
    kind.asks.iter().map(|ask| {
        let value = match ask.takes {
            // Nothing says which texts are secrets, so all of them are.
            Takes::Text => Value::Unseen(Entry::Keep),
            Takes::Number => Value::Text(String::new()),
            Takes::Flag => Value::Flag(false),
        };
        Field {
            hint: ask.hint.clone().map(Label::Theirs),
            is_write_only: ask.takes != Takes::Text,
            ..Field::of(field(kind, ask), ask.name.clone(), value)
        }
    })
}

/// The name of a field: two types may ask for the same. The slash, of which escaping leaves none, keeps it apart from
/// ours and from every other.
fn field(kind: &Kind, ask: &Ask) -> String {
    format!("{}/{}", escape(&kind.id), escape(&ask.name))
}

/// The body of a PUT: the whole connection.
pub(super) fn body(
    source: &Source,
    connection: &Connection,
    catalogue: Option<&Catalogue>,
    draft: &Draft,
) -> Result<Body, Vec<Problem>> {
    let platform = draft.text(TYPE).unwrap_or(&connection.platform);
    let Some(kind) = catalogue.and_then(|catalogue| catalogue.kind(platform)) else {
        return Err(vec![Problem::at(TYPE, Trouble::Unfit(&words::UNKNOWN_TYPE))]);
    };
    let mut problems = Vec::new();
    // As it was typed: what stands there afterwards is compared with it.
    let name = draft.text(NAME).or(connection.name.as_deref()).unwrap_or_default();
    if name.trim().is_empty() && draft.edit != Edit::Reconnect {
        problems.push(Problem::at(NAME, Trouble::Missing));
    }
    let credential = credential(kind, draft, &mut problems);
    let callback = source.callback.clone().filter(|_| kind.consent);
    if credential.is_none() && callback.is_none() {
        let at = if draft.edit == Edit::Credentials { TYPE } else { NAME };
        problems.push(Problem::at(at, Trouble::Unfit(&words::NO_CALLBACK)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Body::object()
        .with_if(NAME, Some(name).filter(|name| !name.is_empty()))
        .with(TYPE, kind.id.as_str())
        .with_if("credential", credential)
        .with_if("connectionCallback", callback))
}

/// Whether consent does without any credential: unless the catalogue requires the app's own.
fn may_stay_empty(kind: &Kind) -> bool {
    kind.consent && !kind.asks.iter().any(|ask| ask.required)
}

/// What the connection signs in with.
fn credential(kind: &Kind, draft: &Draft, problems: &mut Vec<Problem>) -> Option<Body> {
    if may_stay_empty(kind) && !kind.asks.iter().any(|ask| is_filled(draft, &field(kind, ask))) {
        return None;
    }
    let mut credential = Body::object();
    for ask in &kind.asks {
        let field = field(kind, ask);
        match value(ask, draft, &field) {
            Ok(Some(value)) => credential = credential.with(&ask.name, value),
            Ok(None) if ask.required => problems.push(Problem::at(field, Trouble::Missing)),
            Ok(None) => {}
            Err(trouble) => problems.push(Problem::at(field, trouble)),
        }
    }
    Some(credential)
}

fn is_filled(draft: &Draft, field: &str) -> bool {
    draft.flag(field) == Some(true)
        || draft.text(field).is_some_and(|text| !text.trim().is_empty())
        || draft.secret(field).is_some_and(|secret| !secret.is_empty())
}

fn value(ask: &Ask, draft: &Draft, field: &str) -> Result<Option<Body>, Trouble> {
    match ask.takes {
        Takes::Flag => Ok(Some(draft.flag(field).unwrap_or_default().into())),
        _ if !is_filled(draft, field) => Ok(None),
        Takes::Text => Ok(draft.secret(field).cloned().map(Body::from)),
        Takes::Number => {
            let typed = draft.text(field).unwrap_or_default();
            let number = serde_json::from_str(typed).ok().filter(Json::is_number);
            number.map(|number| Some(Body::from(number))).ok_or(Trouble::Unfit(&words::NUMBER))
        }
    }
}
