//! What can be done to an account at Composio.

use serde_json::Value as Json;

use crate::body::Body;
use crate::catalogue::Catalogue;
use crate::connection::{Connection, Detail};
use crate::draft::{Draft, Entry, Problem, Trouble, Value};
use crate::edit::Edit;
use crate::form::{Choice, Field, Form, Input, Offer};
use crate::words::Sentence;

use super::{credentials, words};

pub(super) const ALIAS: &str = "alias";
pub(super) const REVOKE: &str = "revoke_on_delete";
const AUTH_CONFIG: &str = "auth_config_id";

pub(super) fn offers(is_v3_1: bool, connection: &Connection) -> Vec<Offer> {
    let offer = |edit| match withheld(is_v3_1, edit, connection) {
        Some(why) => Offer::withheld(edit, why),
        None => Offer::open(edit),
    };
    let all = [
        Edit::Rename,
        Edit::Credentials,
        Edit::Enable,
        Edit::Disable,
        Edit::Reconnect,
        Edit::Refresh,
        Edit::Revoke,
        Edit::Delete,
    ];
    // What is so already is not offered.
    let applies = |edit: &Edit| match edit {
        Edit::Enable => connection.active != Some(true),
        Edit::Disable => connection.active != Some(false),
        _ => true,
    };
    all.into_iter().filter(applies).map(offer).collect()
}

fn withheld(is_v3_1: bool, edit: Edit, connection: &Connection) -> Option<&'static Sentence> {
    let scheme = connection.scheme.as_deref().unwrap_or_default();
    let is_oauth = credentials::is_oauth(scheme);
    match edit {
        Edit::Credentials if scheme.is_empty() => Some(&words::SCHEME_UNKNOWN),
        Edit::Credentials if is_oauth => Some(&words::OAUTH_ALIAS_ONLY),
        Edit::Credentials if credentials::scheme(scheme).is_none() => Some(&words::SCHEME_FIXED),
        Edit::Revoke if !is_v3_1 => Some(&words::REVOKE_NEWER),
        Edit::Reconnect | Edit::Refresh | Edit::Revoke if !is_oauth => Some(&words::NOT_OAUTH),
        Edit::Reconnect if connection.identity.is_none() => Some(&words::NO_USER),
        _ => None,
    }
}

pub(super) fn form(
    is_v3_1: bool,
    edit: Edit,
    detail: &Detail,
    catalogue: Option<&Catalogue>,
) -> Result<Form, &'static Sentence> {
    let connection = &detail.connection;
    let offer = offers(is_v3_1, connection).into_iter().find(|offer| offer.edit == edit);
    match offer.map(|offer| offer.withheld) {
        Some(None) => {}
        Some(Some(why)) => return Err(why),
        None => return Err(&crate::words::NOT_OFFERED),
    }
    Ok(match edit {
        Edit::Rename => Form::of(edit, vec![alias(is_v3_1, connection)]),
        Edit::Credentials => {
            let scheme = connection.scheme.as_deref().and_then(credentials::scheme);
            let mut fields = credentials::fields(scheme.ok_or(&words::SCHEME_FIXED)?, detail, catalogue);
            fields.push(Field {
                under: Some(&words::ALIAS_TOO),
                is_also: Some(Edit::Rename),
                ..alias(is_v3_1, connection)
            });
            Form { is_open: true, ..Form::of(edit, fields) }
        }
        Edit::Reconnect => Form::of(edit, vec![auth_config(detail, catalogue)?]).note(&words::NEW_ACCOUNT),
        // <https://github.com/ComposioHQ/composio/issues/1914>
        Edit::Refresh => Form::of(edit, Vec::new()).note(&words::REFRESH_NOTE),
        Edit::Delete => {
            let hint = if is_v3_1 { &words::REVOKE_HINT } else { &words::REVOKE_HINT_V3 };
            let revoke = Field::of(REVOKE, &words::REVOKE_TOO, Value::Flag(false));
            Form::of(edit, vec![Field { hint: Some(hint.into()), ..revoke }])
        }
        _ => Form::of(edit, Vec::new()),
    })
}

/// Only the newer version is known to tell it. Where nothing is told, there may be one all the same.
fn alias(is_v3_1: bool, connection: &Connection) -> Field {
    let is_untold = !is_v3_1 && connection.name.is_none();
    let value = match &connection.name {
        None if is_untold => Value::Unseen(Entry::Keep),
        name => Value::Text(name.clone().unwrap_or_default()),
    };
    let hint = if is_untold { &words::ALIAS_UNTOLD } else { &words::ALIAS_HINT };
    Field {
        hint: Some(hint.into()),
        input: Input::Line,
        is_removable: is_untold,
        ..Field::of(ALIAS, &words::ALIAS, value)
    }
}

/// The alias as it was typed; empty where it is to be taken away.
fn typed_alias(draft: &Draft) -> Option<&str> {
    match draft.value(ALIAS)? {
        Value::Text(alias) => Some(alias),
        Value::Unseen(Entry::Set(alias)) => Some(alias.expose()),
        Value::Unseen(Entry::Remove) => Some(""),
        _ => None,
    }
}

/// One of the enabled ones; where they could not be read, the account's own.
fn auth_config(detail: &Detail, catalogue: Option<&Catalogue>) -> Result<Field, &'static Sentence> {
    let choices: Vec<Choice> = match catalogue {
        Some(catalogue) => {
            let choice =
                |(id, label): (&String, &String)| Choice { value: id.clone(), label: label.clone().into() };
            catalogue.kinds.iter().map(|kind| choice((&kind.id, &kind.label))).collect()
        }
        None => {
            let own = detail.facts.iter().filter(|fact| *fact.label == words::AUTH_CONFIG);
            own.map(|fact| Choice { value: fact.value.clone(), label: fact.value.clone().into() }).collect()
        }
    };
    let first = choices.first().ok_or(&words::NO_AUTH_CONFIG)?.value.clone();
    Ok(Field {
        hint: Some((&words::AUTH_CONFIG_HINT).into()),
        input: Input::Choice(choices, None),
        ..Field::of(AUTH_CONFIG, &words::AUTH_CONFIG, Value::Text(first))
    })
}

/// The body of the one PATCH that carries alias and credentials, only what changed of them.
pub(super) fn patch(form: &Form, detail: &Detail, draft: &Draft) -> Result<Body, Vec<Problem>> {
    // As it was typed: what stands there afterwards is compared with it.
    let is_changed = form.changed(draft).iter().any(|name| name == ALIAS);
    let alias = typed_alias(draft).filter(|_| is_changed);
    let values = credentials::values(form, draft)?;
    if alias.is_none() && values.is_none() {
        return Err(vec![Problem::at("", Trouble::Unfit(&words::NOTHING))]);
    }
    let connection = |values| {
        let scheme = detail.connection.scheme.clone().unwrap_or_default();
        Body::object().with("state", Body::object().with("authScheme", scheme).with("val", values))
    };
    Ok(Body::object().with_if(ALIAS, alias).with_if("connection", values.map(connection)))
}

pub(super) fn status(enabled: bool) -> Body {
    Body::object().with("enabled", enabled)
}

/// Without the alias: it has to be unique, and the account that is there keeps it.
pub(super) fn link(
    form: &Form,
    detail: &Detail,
    draft: &Draft,
    callback: Option<&str>,
) -> Result<Body, Vec<Problem>> {
    let first = form.field(AUTH_CONFIG).and_then(|field| match &field.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let chosen = draft.text(AUTH_CONFIG).or(first).filter(|chosen| !chosen.is_empty());
    let missing = || vec![Problem::at(AUTH_CONFIG, Trouble::Missing)];
    Ok(Body::object()
        .with(AUTH_CONFIG, chosen.ok_or_else(missing)?)
        .with("user_id", Json::from(detail.connection.identity.clone()))
        .with_if("callback_url", callback))
}

/// Where to come back to, if there is such a page.
pub(super) fn refresh(callback: Option<&str>) -> Option<Body> {
    callback.map(|callback| Body::object().with("redirect_url", callback))
}
