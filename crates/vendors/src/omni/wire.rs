//! Omni's answers.

use serde_json::Value;

use crate::connection::{Connection, Detail, Fact, State};
use crate::draft::Updated;
use crate::error::{Error, Expected, Found, Refused};
use crate::http::Response;
use crate::page::Page;
use crate::read::{self, Fields, Mismatch};
use crate::time::Moment;
use crate::words::Sentence;

use super::{edits, words};

pub(super) fn page(response: &Response) -> Result<Page, Error> {
    let json = read::json(response)?;
    let missing = || Mismatch { at: "connections".into(), expected: Expected::List };
    let rows = Fields::of(&json).and_then(|fields| fields.list("connections")?.ok_or_else(missing));
    let mut page = Page::default();
    for (index, row) in rows.map_err(|mismatch| mismatch.of(response))?.iter().enumerate() {
        match connection(row) {
            Ok(connection) => page.connections.push(connection),
            Err(Mismatch { at, expected }) => {
                let dot = if at.is_empty() { "" } else { "." };
                page.broken.push(Mismatch { at: format!("connections[{index}]{dot}{at}"), expected });
            }
        }
    }
    Ok(page)
}

pub(super) fn detail(response: &Response) -> Result<Detail, Error> {
    let json = read::json(response)?;
    let whole = |mismatch: Mismatch| mismatch.of(response);
    Fields::of(&json).map_err(whole)?;
    let row = json.get("connection").unwrap_or(&Value::Null);
    let within = |Mismatch { at, expected }| {
        let dot = if at.is_empty() { "" } else { "." };
        whole(Mismatch { at: format!("connection{dot}{at}"), expected })
    };
    let connection = connection(row).map_err(within)?;
    let fields = Fields::of(row).map_err(within)?;
    let attributes = attributes(fields);
    Ok(Detail { connection, facts: facts(fields, &attributes), attributes, ..Detail::default() })
}

/// Only the id cannot be done without.
fn connection(row: &Value) -> Result<Connection, Mismatch> {
    let fields = Fields::of(row)?;
    let given = |name| Ok(fields.text(name)?.filter(|text| !text.is_empty()));
    let moment = |name| Ok(fields.text(name)?.and_then(|text| Moment::parse(&text)));
    Ok(Connection {
        id: fields.must_text("id")?,
        name: fields.text("name")?,
        platform: fields.text("dialect")?.unwrap_or_default(),
        state: given("deletedAt")?.map_or(State::NotSaid, |_| State::Deleted),
        role: given("baseRole")?,
        database: given("database")?,
        created: moment("createdAt")?,
        updated: moment("updatedAt")?,
        ..Connection::default()
    })
}

/// The environment attribute. Its name is spelled in two ways, by
/// <https://docs.omni.co/api/connections/list-connections> and by <https://github.com/exploreomni/cli>
/// (`api/openapi.json`); its values are a list, or a single text in the former's example.
fn attributes(fields: Fields) -> Vec<(&'static str, String)> {
    let text = |name| fields.text(name).ok().flatten();
    let name = text("userAttributeNameForConnectionEnvironments")
        .or_else(|| text("userAttributeNameForConnectionsEnvironments"));
    let values = match fields.texts(VALUES) {
        Ok(values) => values.unwrap_or_default(),
        Err(_) => text(VALUES).into_iter().collect(),
    };
    let name = name.into_iter().map(|name| (edits::ATTRIBUTE_NAME, name));
    let values = values.into_iter().map(|value| (edits::DEFAULT_VALUES, value));
    name.chain(values).filter(|(_, text)| !text.is_empty()).collect()
}

const VALUES: &str = "userAttributeValuesForDefaultEnvironment";

/// `true` or `false`, also where they are texts, as in the vendor's own example.
const FLAGS: [(&Sentence, &str); 3] = [
    (&words::BRANCH_ENVIRONMENTS, "allowBranchConnectionEnvironments"),
    (&words::BRANCH_OVERRIDES, "branchConnectionEnvironmentOverridesUserAttr"),
    (&words::SWITCHES_MODEL, "environmentConnectionSwitchesSchemaModel"),
];

fn facts(fields: Fields, attributes: &[(&'static str, String)]) -> Vec<Fact> {
    let mut facts = fields.facts(&[(&words::DEFAULT_SCHEMA, "defaultSchema")]);
    let labels = [(&words::ATTRIBUTE, edits::ATTRIBUTE_NAME), (&words::DEFAULT_VALUE, edits::DEFAULT_VALUES)];
    for (label, name) in labels {
        let said = attributes.iter().filter(|(key, _)| *key == name);
        facts.extend(said.map(|(_, value)| Fact { label, value: value.clone() }));
    }
    let flag = |name| match fields.flag(name) {
        Ok(flag) => flag,
        Err(_) => fields.code(name).and_then(|text| text.to_ascii_lowercase().parse().ok()),
    };
    let said = |(label, name)| Some(Fact { label, value: crate::words::flag(flag(name)?).to_owned() });
    facts.extend(FLAGS.into_iter().filter_map(said));
    facts.extend(fields.facts(&[(&words::DELETED_AT, "deletedAt")]));
    facts
}

/// What a write is answered with, `{success, message}`: nothing of the connection.
pub(super) fn done(response: &Response) -> Result<Updated, Error> {
    if response.body.trim().is_empty() {
        return Ok(Updated::default());
    }
    let json = read::json(response)?;
    let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
    match fields.flag("success") {
        Ok(Some(false)) => Err(refused(response)),
        _ => Ok(Updated::default()),
    }
}

/// Whose the key is: <https://docs.omni.co/api/who-am-i>. The rest of it is roles by model, which may be very many.
pub(super) fn identity(response: &Response) -> Result<Vec<Fact>, Error> {
    let json = read::json(response)?;
    let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
    let mut facts = fields.facts(&[(&words::ORG_ROLE, "orgRole"), (&words::KEY_SCOPE, "keyScope")]);
    facts.extend(fields.object("user").into_iter().flat_map(|user| user.facts(&[(&words::USER, "id")])));
    Ok(facts)
}

/// All shapes: `{error, message}` of <https://docs.omni.co/api/connections/update-connection>, `{detail, status}` and
/// `{error}` alone of <https://github.com/exploreomni/cli>, and plain text. A list in `detail` is documented nowhere,
/// but is what usual libraries for validation write there.
pub(super) fn refused(response: &Response) -> Error {
    // The API answers no page; an address that is not the API's does, and then nothing is known to be missing.
    if let (404 | 405, Err(Error::Unreadable(page))) = (response.status, read::json(response))
        && page.found == Found::Html
    {
        return Error::Unreadable(page);
    }
    let common = read::refused(response);
    let json = read::json(response).unwrap_or_default();
    let said = Fields::of(&json).ok();
    let text = |name| said.and_then(|fields| fields.code(name)).filter(|text| !text.is_empty());
    let list = said.and_then(|fields| fields.list("detail").ok().flatten());
    let complaints: Vec<_> = list.into_iter().flatten().filter_map(complaint).collect();
    let joined: Vec<_> = complaints.iter().map(|(_, said)| said.as_str()).collect();
    let joined = (!joined.is_empty()).then(|| joined.join(" "));
    let (message, code) = match (text("message").or_else(|| text("detail")).or(joined), text("error")) {
        (None, error) => (error, None),
        both => both,
    };
    Error::Refused(Box::new(Refused {
        message: message.or(common.message),
        code,
        suggestion: (response.status == 410).then(|| words::IN_TRASH.text().to_owned()),
        fields: complaints.into_iter().filter_map(|(field, said)| Some((field?, said))).collect(),
        retry_after: common.retry_after,
        ..Refused { status: response.status, ..Refused::default() }
    }))
}

/// One entry of a list of complaints, with the field that it is about.
fn complaint(item: &Value) -> Option<(Option<String>, String)> {
    if let Value::String(text) = item {
        return Some((None, text.clone()));
    }
    let fields = Fields::of(item).ok()?;
    let said = ["message", "msg", "detail"].into_iter().find_map(|name| fields.code(name))?;
    let path = |name| {
        let steps = fields.list(name).ok().flatten()?.iter().filter_map(Value::as_str);
        let steps: Vec<_> = steps.filter(|step| *step != "body").collect();
        (!steps.is_empty()).then(|| steps.join("."))
    };
    let field =
        ["field", "path", "loc"].into_iter().find_map(|name| fields.code(name).or_else(|| path(name)));
    Some((field, said))
}
