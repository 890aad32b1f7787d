//! Peaka's answers.

use serde_json::Value as Json;

use crate::catalogue::{Ask, Catalogue, Kind, Takes};
use crate::connection::{Connection, Detail, Fact};
use crate::draft::Updated;
use crate::error::{Error, Expected, Refused};
use crate::http::Response;
use crate::link::Link;
use crate::page::Page;
use crate::read::{self, Fields, Mismatch};

use super::projects::is_segment;
use super::words;

/// The rows of a list. The vendor's contract names one object where its example and its server give an array, so one
/// object is a list of one: <https://github.com/peakacom/docs/blob/main/api-reference/peaka-openapi.json>.
pub(super) fn rows(response: &Response) -> Result<Vec<Json>, Error> {
    match read::json(response)? {
        Json::Array(rows) => Ok(rows),
        row @ Json::Object(_) => Ok(vec![row]),
        _ => Err(Mismatch { at: String::new(), expected: Expected::List }.of(response)),
    }
}

/// Puts the rows of one project into a page; `at` is what to call the list where a row is broken.
pub(super) fn fill(page: &mut Page, rows: &[Json], at: &str, prefix: &str) {
    for (index, row) in rows.iter().enumerate() {
        match connection(row, prefix) {
            Ok(connection) => page.connections.push(connection),
            Err(mismatch) => page.broken.push(within(at, index, mismatch)),
        }
    }
}

/// The ids of the rows of any list.
pub(super) fn ids(rows: &[Json], at: &str, broken: &mut Vec<Mismatch>) -> Vec<String> {
    let mut ids = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        match id(row) {
            Ok(id) => ids.push(id),
            Err(mismatch) => broken.push(within(at, index, mismatch)),
        }
    }
    ids
}

fn within(list: &str, index: usize, Mismatch { at, expected }: Mismatch) -> Mismatch {
    let dot = if at.is_empty() { "" } else { "." };
    Mismatch { at: format!("{list}[{index}]{dot}{at}"), expected }
}

fn id(row: &Json) -> Result<String, Mismatch> {
    let id = Fields::of(row)?.must_text("id")?;
    if is_segment(&id) { Ok(id) } else { Err(Mismatch { at: "id".into(), expected: Expected::Text }) }
}

/// All that is said of a connection: no state, no dates, no owner. Its `url` is a consent page's and is read only where
/// somebody is to open it.
fn connection(row: &Json, prefix: &str) -> Result<Connection, Mismatch> {
    let fields = Fields::of(row)?;
    Ok(Connection {
        id: format!("{prefix}{}", id(row)?),
        name: fields.text("name")?,
        platform: fields.text("type")?.unwrap_or_default(),
        ..Connection::default()
    })
}

/// `/detail` is not asked: its object is open, and nothing in it is known to be no secret.
pub(super) fn detail(response: &Response, prefix: &str) -> Result<Detail, Error> {
    let json = read::json(response)?;
    let connection = connection(&json, prefix).map_err(|mismatch| mismatch.of(response))?;
    let project = prefix.trim_end_matches('/');
    let fact = Fact { label: &words::PROJECT_ID, value: project.to_owned() };
    let facts = if project.is_empty() { Vec::new() } else { vec![fact] };
    Ok(Detail { connection, facts, ..Detail::default() })
}

/// What stands there after a write, and the page on which consent is given. A row that cannot be read is no loss: what
/// stands there is read again.
pub(super) fn updated(response: &Response, prefix: &str) -> Result<Updated, Error> {
    if response.body.trim().is_empty() {
        return Ok(Updated::default());
    }
    let json = read::json(response)?;
    let whole = |mismatch: Mismatch| mismatch.of(response);
    let url = Fields::of(&json).and_then(|fields| fields.text("url")).map_err(whole)?;
    let link = match url.filter(|url| !url.is_empty()) {
        Some(url) => {
            let unsafe_link = || Mismatch { at: "url".into(), expected: Expected::Text };
            Some(Link::new(&url).ok_or_else(unsafe_link).map_err(whole)?)
        }
        None => None,
    };
    Ok(Updated { connection: connection(&json, prefix).ok(), link })
}

/// The project of a key that has one.
pub(super) fn project(response: &Response) -> Result<Option<String>, Error> {
    let json = read::json(response)?;
    let project = Fields::of(&json).and_then(|fields| fields.text("projectId"));
    Ok(project.map_err(|mismatch| mismatch.of(response))?.filter(|project| is_segment(project)))
}

pub(super) fn info(response: &Response) -> Result<Vec<Fact>, Error> {
    let json = read::json(response)?;
    let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
    Ok(fields.facts(&[
        (&words::PROJECT, "projectName"),
        (&words::PROJECT_ID, "projectId"),
        (&words::EMAIL, "email"),
    ]))
}

/// All types that can be read; each only once, since what is sent is told apart by it.
pub(super) fn kinds(response: &Response) -> Result<Catalogue, Error> {
    let mut kinds: Vec<Kind> = Vec::new();
    for kind in rows(response)?.iter().filter_map(kind) {
        if !kinds.iter().any(|other| other.id == kind.id) {
            kinds.push(kind);
        }
    }
    Ok(Catalogue { kinds, facts: Vec::new() })
}

fn kind(row: &Json) -> Option<Kind> {
    let fields = Fields::of(row).ok()?;
    let text = |name| fields.text(name).ok().flatten().filter(|text| !text.is_empty());
    let id = text("connectionType")?;
    let label = text("connectionTypeLabel").or_else(|| text("name")).unwrap_or_else(|| id.clone());
    let by_consent = text("authorizationType").is_some_and(|word| word.eq_ignore_ascii_case("oauth2"));
    let mut asks: Vec<Ask> = Vec::new();
    for ask in fields.list("configuration").ok().flatten().into_iter().flatten().filter_map(ask) {
        if !asks.iter().any(|other| other.name == ask.name) {
            asks.push(ask);
        }
    }
    // Some types of OAuth take a token that somebody was given already, and say that they redirect nobody.
    let consent = fields.flag("redirectRequired").ok().flatten().unwrap_or(by_consent);
    Some(Kind { id, label, consent, asks })
}

/// A field bears its own name: <https://github.com/peakacom/docs> gives it no other.
fn ask(item: &Json) -> Option<Ask> {
    let fields = Fields::of(item).ok()?;
    let text = |name| fields.text(name).ok().flatten().filter(|text| !text.is_empty());
    let name = text("fieldName")?;
    let takes = match text("fieldType").unwrap_or_default().to_ascii_lowercase().as_str() {
        "number" => Takes::Number,
        "boolean" => Takes::Flag,
        _ => Takes::Text,
    };
    Some(Ask {
        hint: text("description").filter(|hint| *hint != name),
        label: None,
        takes,
        required: fields.flag("required") == Ok(Some(true)),
        name,
    })
}

/// What the catalogue says of one type.
pub(super) fn platform(response: &Response) -> Result<Catalogue, Error> {
    let rows = rows(response)?;
    let Some(row) = rows.first() else { return Ok(Catalogue::default()) };
    let fields = Fields::of(row).map_err(|mismatch| mismatch.of(response))?;
    let label = if fields.code("connectionTypeLabel").is_some() { "connectionTypeLabel" } else { "name" };
    let facts = fields.facts(&[
        (&words::PLATFORM_NAME, label),
        (&words::CATEGORY, "category"),
        (&words::AUTHORIZATION, "authorizationType"),
        (&words::REDIRECT, "redirectRequired"),
        (&words::DOCUMENTATION, "documentationUrl"),
    ]);
    Ok(Catalogue { facts, ..Catalogue::default() })
}

/// All shapes that were measured, since the contract has none: `{error, message, errorCode}`, of which the last is a
/// text, a number or null; `{code, message, reason}`; plain text. `error` is a code or the words of the status.
pub(super) fn refused(response: &Response) -> Error {
    let common = read::refused(response);
    let json = read::json(response).unwrap_or_default();
    let said = Fields::of(&json).ok();
    let text = |name| said.and_then(|fields| fields.code(name)).filter(|text| !text.is_empty());
    let (phrase, error) = match text("error") {
        Some(phrase) if phrase.contains(' ') => (Some(phrase), None),
        error => (None, error),
    };
    let code = error.or_else(|| text("code")).or_else(|| text("errorCode"));
    let is = |word| code.as_deref() == Some(word);
    Error::Refused(Box::new(Refused {
        message: text("message").or_else(|| text("reason")).or(phrase).or(common.message),
        suggestion: is("INVALID_CREDENTIALS").then(|| words::CHECK_CREDENTIALS.text().to_owned()),
        // An unknown id is a 400.
        is_gone: is("INVALID_CONNECTION_ID"),
        code,
        retry_after: common.retry_after,
        ..Refused { status: response.status, ..Refused::default() }
    }))
}
