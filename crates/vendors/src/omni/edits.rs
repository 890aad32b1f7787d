//! What can be changed at Omni. One PATCH may carry credentials and a role together, so each of the two forms has the
//! other's fields folded away: <https://docs.omni.co/api/connections/update-connection>.

use serde_json::Value as Json;

use crate::body::Body;
use crate::catalogue::Catalogue;
use crate::connection::{Connection, Detail, State};
use crate::draft::{Draft, Entry, Problem, Trouble, Value};
use crate::edit::Edit;
use crate::form::{Choice, Field, Form, Input, Name, Offer};
use crate::secret::Secret;
use crate::words::Sentence;
use crate::{private_key, service_account};

use super::{schema, words};

const PASSWORD: &str = "passwordUnencrypted";
const PRIVATE_KEY: &str = "privateKey";
const BASE_ROLE: &str = "baseRole";
const ATTRIBUTE: &str = "environmentUserAttribute";
pub(super) const ATTRIBUTE_NAME: &str = "environmentUserAttribute.attributeName";
pub(super) const DEFAULT_VALUES: &str = "environmentUserAttribute.defaultValues";

/// Files that hold a key, and with them what is checked.
const JSON_FILE: &str = ".json";
const PEM_FILE: &str = ".pem,.p8,.key";

static OFFERS: [(Edit, Option<&Sentence>); 9] = [
    (Edit::Rename, Some(&words::NAME_FIXED)),
    (Edit::Credentials, None),
    (Edit::Role, None),
    (Edit::Environment, None),
    (Edit::Enable, Some(&words::NO_SWITCH)),
    (Edit::Disable, Some(&words::NO_SWITCH)),
    (Edit::Reconnect, Some(&words::NO_RECONNECT)),
    (Edit::RefreshSchema, None),
    (Edit::Delete, None),
];

/// The roles of <https://docs.omni.co/api/connections/update-connection>; any other text is a custom one. What another
/// page calls `RESTRICTED_QUERIER` is `QUERY_TOPICS` there, so it is only shown where it stands.
static ROLES: [(&str, &Sentence); 6] = [
    ("VIEWER", &words::VIEWER),
    ("QUERIER", &words::QUERIER),
    ("QUERY_TOPICS", &words::QUERY_TOPICS),
    ("MODELER", &words::MODELER),
    ("CONNECTION_ADMIN", &words::CONNECTION_ADMIN),
    ("NO_ACCESS", &words::NO_ACCESS),
];

pub(super) fn offers(connection: &Connection) -> Vec<Offer> {
    let trash = (connection.state == State::Deleted).then_some(&words::IN_TRASH);
    OFFERS.iter().map(|(edit, why)| Offer { edit: *edit, withheld: trash.or(*why) }).collect()
}

pub(super) fn form(
    edit: Edit,
    detail: &Detail,
    catalogue: Option<&Catalogue>,
) -> Result<Form, &'static Sentence> {
    let connection = &detail.connection;
    let offer = offers(connection).into_iter().find(|offer| offer.edit == edit);
    if let Some(why) = offer.ok_or(&crate::words::NOT_OFFERED)?.withheld {
        return Err(why);
    }
    if edit == Edit::RefreshSchema {
        schema::found(catalogue)?;
    }
    Ok(match edit {
        Edit::Credentials => {
            let mut fields = credentials(connection);
            fields.push(Field {
                under: Some(&words::ROLE_TOO),
                is_also: Some(Edit::Role),
                ..role(connection)
            });
            Form::of(edit, fields).note(&words::UNTRIED)
        }
        Edit::Role => {
            let credentials = credentials(connection).into_iter();
            let folded = credentials.map(|field| Field {
                under: Some(&words::CREDENTIALS_TOO),
                is_also: Some(Edit::Credentials),
                ..field
            });
            Form::of(edit, [role(connection)].into_iter().chain(folded).collect())
        }
        Edit::Environment => Form::of(edit, environment(detail)),
        Edit::Delete => Form::of(edit, Vec::new()).note(&words::TO_TRASH),
        _ => Form::of(edit, Vec::new()),
    })
}

/// What a connection signs in with, as far as its dialect tells.
fn credentials(connection: &Connection) -> Vec<Field> {
    let is = |dialect| connection.platform.eq_ignore_ascii_case(dialect);
    let password = Field::secret(PASSWORD, &words::PASSWORD);
    if is("bigquery") {
        let hint = Some((&words::KEY_FILE_HINT).into());
        return vec![Field { hint, input: Input::SecretFile(JSON_FILE), ..password }];
    }
    let key = Field {
        hint: Some((&words::PRIVATE_KEY_HINT).into()),
        input: Input::SecretFile(PEM_FILE),
        ..Field::secret(PRIVATE_KEY, &words::PRIVATE_KEY)
    };
    if is("snowflake") { vec![password, key] } else { vec![password] }
}

/// The role that stands there is among the choices whatever it is, or nothing could be told from what is chosen.
fn role(connection: &Connection) -> Field {
    let now = connection.role.clone().unwrap_or_default();
    let mut choices: Vec<_> = ROLES
        .iter()
        .map(|(role, label)| Choice { value: (*role).to_owned(), label: (*label).into() })
        .collect();
    if !choices.iter().any(|choice| choice.value == now) {
        let label = if now.is_empty() { (&words::NO_ROLE).into() } else { now.clone().into() };
        choices.insert(0, Choice { value: now.clone(), label });
    }
    Field {
        hint: Some((&words::ROLE_HINT).into()),
        input: Input::Choice(choices, Some(&words::CUSTOM_ROLE)),
        ..Field::of(BASE_ROLE, &words::BASE_ROLE, Value::Text(now))
    }
}

fn environment(detail: &Detail) -> Vec<Field> {
    let name: String = detail.attribute(ATTRIBUTE_NAME).collect();
    let values = detail.attribute(DEFAULT_VALUES).map(str::to_owned).collect();
    let is_there = !name.is_empty();
    let mut fields = vec![
        Field::of(ATTRIBUTE_NAME, &words::ATTRIBUTE_NAME, Value::Text(name)),
        Field {
            hint: Some((&words::VALUES_HINT).into()),
            input: Input::Tags { splits: false },
            ..Field::of(DEFAULT_VALUES, &words::DEFAULT_VALUES, Value::Tags(values))
        },
    ];
    if is_there {
        fields.push(Field::of(ATTRIBUTE, &words::REMOVE_ATTRIBUTE, Value::Flag(false)));
    }
    fields
}

/// The body of a PATCH: only what changed, and something at least.
pub(super) fn body(form: &Form, draft: &Draft) -> Result<Body, Vec<Problem>> {
    let changed = form.changed(draft);
    let mut problems = Vec::new();
    let mut body = Body::object();
    for name in &changed {
        match one(form, draft, name) {
            Ok(Some(value)) => body = body.with(name.clone(), value),
            Ok(None) => {}
            Err(trouble) => problems.push(Problem::at(name.clone(), trouble)),
        }
    }
    if draft.edit == Edit::Environment && !changed.is_empty() {
        match attribute(form, draft, &changed) {
            Ok(value) => body = body.with(ATTRIBUTE, value),
            Err(problem) => problems.push(problem),
        }
    }
    if changed.is_empty() {
        let first = form.fields.first().map(|field| field.name.clone()).unwrap_or_default();
        problems.push(Problem::at(first, Trouble::Unfit(&words::NOTHING_CHANGED)));
    }
    if problems.is_empty() { Ok(body) } else { Err(problems) }
}

/// What is sent under the name of a single field; nothing for those that are sent together.
fn one(form: &Form, draft: &Draft, name: &str) -> Result<Option<Body>, Trouble> {
    let field = form.field(name).ok_or(Trouble::NotOffered)?;
    match draft.value(name) {
        Some(Value::Unseen(Entry::Set(secret))) => credential(&field.input, secret).map(Some),
        Some(Value::Unseen(Entry::Remove)) => Err(Trouble::NotOffered),
        Some(Value::Text(text)) if name == BASE_ROLE => match text.trim() {
            "" => Err(Trouble::Missing),
            role => Ok(Some(role.into())),
        },
        _ => Ok(None),
    }
}

fn credential(input: &Input, secret: &Secret) -> Result<Body, Trouble> {
    let text = secret.expose();
    if text.trim().is_empty() {
        return Err(Trouble::Missing);
    }
    match input {
        Input::SecretFile(JSON_FILE) => service_account::check(text).map_err(Trouble::Unfit)?,
        Input::SecretFile(_) => private_key::check(text).map_err(Trouble::Unfit)?,
        _ => {}
    }
    Ok(secret.clone().into())
}

/// The environment attribute, which goes as a whole, or `null`, which takes it away. Without a name and without values
/// it is taken away too: so an undo gets back to where there was none.
fn attribute(form: &Form, draft: &Draft, changed: &[Name]) -> Result<Body, Problem> {
    let was_there = form.field(ATTRIBUTE).is_some();
    if changed.iter().any(|name| name == ATTRIBUTE) {
        let alone = changed.len() == 1;
        let both = || Problem::at(ATTRIBUTE, Trouble::Unfit(&words::REMOVE_OR_CHANGE));
        return alone.then_some(Json::Null.into()).ok_or_else(both);
    }
    let values = draft.tags(DEFAULT_VALUES).unwrap_or_default();
    match draft.text(ATTRIBUTE_NAME).unwrap_or_default().trim() {
        "" if was_there && values.is_empty() => Ok(Json::Null.into()),
        "" => Err(Problem::at(ATTRIBUTE_NAME, Trouble::Missing)),
        name => Ok(Body::object().with("attributeName", name).with("defaultValues", Json::from(values))),
    }
}
