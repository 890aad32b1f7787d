//! Pica's answers.

use serde_json::Value;

use crate::catalogue::Catalogue;
use crate::connection::{Connection, Detail, State};
use crate::error::{Error, Refused};
use crate::http::Response;
use crate::page::{Cursor, Page};
use crate::read::{self, Fields, Mismatch};
use crate::time::Moment;

use super::words;

/// One page. The server of 2025 says `skip` and `limit` instead of `pages`:
/// <https://github.com/picahq/pica>.
pub(super) fn page(response: &Response, asked: u64, size: u32) -> Result<Page, Error> {
    let json = read::json(response)?;
    let whole = |mismatch: Mismatch| mismatch.of(response);
    let fields = Fields::of(&json).map_err(whole)?;
    let missing = || Mismatch { at: "rows".into(), expected: crate::error::Expected::List };
    let rows = fields.list("rows").and_then(|rows| rows.ok_or_else(missing)).map_err(whole)?;
    // Totals only inform; odd ones must not cost the rows.
    let total = fields.number("total").ok().flatten();
    let pages = fields.number("pages").ok().flatten();

    let mut page = Page { total, ..Page::default() };
    for (index, row) in rows.iter().enumerate() {
        match connection(row) {
            Ok(connection) => page.connections.push(connection),
            Err(Mismatch { at, expected }) => {
                let at = if at.is_empty() { format!("rows[{index}]") } else { format!("rows[{index}].{at}") };
                page.broken.push(Mismatch { at, expected });
            }
        }
    }
    let goes_on = match (pages, total) {
        (Some(pages), _) => asked < pages,
        (None, Some(total)) => asked * u64::from(size) < total,
        (None, None) => rows.len() as u64 >= u64::from(size),
    };
    // A page without rows ends the list whatever the totals say, or it might never end.
    if goes_on && !rows.is_empty() {
        page.next = Some(Cursor::At((asked + 1).to_string()));
    }
    Ok(page)
}

pub(super) fn detail(response: &Response) -> Result<Detail, Error> {
    let json = read::json(response)?;
    let whole = |mismatch: Mismatch| mismatch.of(response);
    let connection = connection(&json).map_err(whole)?;
    let fields = Fields::of(&json).map_err(whole)?;
    let facts = fields.facts(&[
        (&words::VENDOR_STATE, "state"),
        (&words::TYPE, "type"),
        (&words::VERSION, "version"),
        (&words::CONNECTOR, "connector"),
        (&words::TITLE, "title"),
        (&words::DESCRIPTION, "description"),
    ]);
    Ok(Detail { connection, facts, ..Detail::default() })
}

/// What the catalogue says of the one platform that was asked for.
pub(super) fn connector(response: &Response) -> Result<Catalogue, Error> {
    let json = read::json(response)?;
    let whole = |mismatch: Mismatch| mismatch.of(response);
    let rows = Fields::of(&json).and_then(|fields| fields.list("rows")).map_err(whole)?;
    let Some(row) = rows.and_then(|rows| rows.first()) else { return Ok(Catalogue::default()) };
    let facts = Fields::of(row).map_err(whole)?.facts(&[
        (&words::PLATFORM_NAME, "name"),
        (&words::CATEGORY, "category"),
        (&words::DESCRIPTION, "description"),
        (&words::STATUS, "status"),
        (&words::CONNECTOR, "key"),
        (&words::CONNECTOR_VERSION, "version"),
        (&words::TOOLS, "tools"),
        (&words::CONSENT, "oauth"),
    ]);
    Ok(Catalogue { facts, ..Catalogue::default() })
}

/// The contract calls most fields required; only the id cannot be done without.
fn connection(row: &Value) -> Result<Connection, Mismatch> {
    let fields = Fields::of(row)?;
    let id = match fields.text("id")? {
        Some(id) => id,
        None => fields.must_text("_id").map_err(|mismatch| Mismatch { at: "id".into(), ..mismatch })?,
    };
    Ok(Connection {
        id,
        key: fields.text("key")?,
        name: fields.text("name")?,
        platform: fields.text("platform")?.unwrap_or_default(),
        state: fields.text("state")?.map(|word| state(&word)).unwrap_or_default(),
        active: fields.flag("active")?,
        identity: fields.text("identity")?,
        identity_type: fields.text("identityType")?,
        environment: fields.text("environment")?,
        tags: Some(fields.texts("tags")?.unwrap_or_default()),
        version: fields.text("platformVersion")?,
        created: fields.text("createdAt")?.and_then(|text| Moment::parse(&text)),
        updated: fields.text("updatedAt")?.and_then(|text| Moment::parse(&text)),
        ..Connection::default()
    })
}

fn state(word: &str) -> State {
    match word {
        "operational" => State::Operational,
        "degraded" => State::Degraded,
        "failed" => State::Failed,
        "unknown" => State::Unknown,
        other => State::Other(other.to_owned()),
    }
}

/// Both shapes, that of today `{correlationId, key, message, type, status}` and that of 2025
/// `{type, code, status, key, message, meta}`, and plain text.
pub(super) fn refused(response: &Response) -> Error {
    let common = read::refused(response);
    let json = read::json(response).unwrap_or_default();
    let said = Fields::of(&json).ok();
    let text = |name| said.and_then(|fields| fields.code(name)).filter(|text| !text.is_empty());
    let header = |name| response.header(name).map(str::to_owned);
    Error::Refused(Box::new(Refused {
        message: text("message").or(common.message),
        code: text("key").or_else(|| text("code")),
        request_id: header("x-one-correlation-id")
            .or_else(|| header("x-request-id"))
            .or_else(|| text("correlationId")),
        retry_after: common
            .retry_after
            .or_else(|| header("x-pica-rate-limit-reset").and_then(|wait| crate::retry::seconds(&wait))),
        ..Refused { status: response.status, ..Refused::default() }
    }))
}
