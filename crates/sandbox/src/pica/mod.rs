//! Pica, since 2026 called One: <https://docs.picaos.com/api-reference/vault/connections/list>.
//!
//! The traps are the vendor's own: a list hides what is inactive unless asked, pages are clamped at 150, a save replaces
//! the whole set of tags and may answer with nothing. Where the vendor's pages leave something open, the choice made here
//! is marked as an assumption.

mod auth;
mod catalogue;
mod delete;
mod error;
mod generate;
mod get;
mod list;
mod platform;
mod query;
mod update;

use serde::Serialize;
use serde_json::Value;

use crate::http::{Answer, Request};
use crate::sentinel::Typed;
use crate::world::Vendor;
use error::Refusal;

/// The key that is always good, and that the gateway adds.
pub const DEMO_KEY: &str = "pica-demo-key";

/// How the vendor behaves; each can be changed while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Good keys beside [`DEMO_KEY`].
    pub keys: Vec<String>,
    /// The successor's ways: names can be changed, a save answers with nothing, rows have no `createdAt` but a
    /// `connector`. What is generated at the start depends on it too.
    pub flavor_one: bool,
    /// A save answers with nothing, whatever the flavour.
    pub empty_patch: bool,
    /// Whether pages of other origins are let in.
    pub cors: bool,
    /// The gateway sends everyone to `/login`.
    pub signed_out: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { keys: Vec::new(), flavor_one: false, empty_patch: false, cors: true, signed_out: false }
    }
}

/// A connection, as a row says it. Texts stay texts, so that a test can put in what no vendor has documented.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// A UUID in practice.
    pub id: String,
    /// Of the platform's own API.
    pub platform_version: String,
    /// A display name.
    pub name: Option<String>,
    /// `api`; the successor has more.
    #[serde(rename = "type")]
    pub kind: String,
    /// `live::gmail::default::c01d44aa`, or with `|user-17` behind it.
    pub key: String,
    /// `live` or `test`.
    pub environment: String,
    /// `gmail`.
    pub platform: String,
    /// Whose connection it is.
    pub identity: Option<String>,
    /// `user`, `team`, `organization` or `project`.
    pub identity_type: Option<String>,
    /// Of the platform.
    pub description: String,
    /// `operational`, `degraded`, `failed` or `unknown`.
    pub state: String,
    /// In the order in which they were saved.
    pub tags: Vec<String>,
    /// Of the connection.
    pub version: String,
    /// Never true of what failed.
    pub active: bool,
    /// ISO 8601; not said by the successor.
    #[serde(skip)]
    pub created_at: String,
}

/// All that Pica holds.
#[derive(Debug)]
pub struct Store {
    /// How it behaves from now on.
    pub options: Options,
    /// The newest first, and those of one moment by id.
    connections: Vec<Connection>,
    /// How often it refused, for the ids of the refusals.
    refusals: u64,
}

impl Store {
    /// So many connections; the same seed gives the same ones.
    #[must_use]
    pub fn generate(options: Options, connections: usize, seed: u64) -> Self {
        let connections = generate::fleet(connections, seed, options.flavor_one);
        let mut store = Self { options, connections, refusals: 0 };
        store.sort();
        store
    }

    /// The newest first, the inactive ones too.
    #[must_use]
    pub fn connections(&self) -> &[Connection] {
        &self.connections
    }

    /// The connection with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Connection> {
        self.connections.iter().find(|connection| connection.id == id)
    }

    /// Changes a connection behind the client's back. `None` if there is none with this id.
    pub fn edit<T>(&mut self, id: &str, change: impl FnOnce(&mut Connection) -> T) -> Option<T> {
        let connection = self.connections.iter_mut().find(|connection| connection.id == id)?;
        let created_at = connection.created_at.clone();
        let result = change(connection);
        if connection.created_at != created_at {
            self.sort();
        }
        Some(result)
    }

    /// Changes every connection.
    pub fn edit_all(&mut self, change: impl FnMut(&mut Connection)) {
        self.connections.iter_mut().for_each(change);
        self.sort();
    }

    /// Adds a connection; its place among the others is by `created_at`.
    pub fn insert(&mut self, connection: Connection) {
        self.connections.push(connection);
        self.sort();
    }

    /// Removes a connection.
    pub fn remove(&mut self, id: &str) -> Option<Connection> {
        let at = self.connections.iter().position(|connection| connection.id == id)?;
        Some(self.connections.remove(at))
    }

    fn sort(&mut self) {
        // Moments of one format are in order as texts.
        self.connections.sort_by(|a, b| b.created_at.cmp(&a.created_at).then_with(|| a.id.cmp(&b.id)));
    }

    fn route(&mut self, request: &Request, parts: &[&str]) -> Result<Answer, Refusal> {
        auth::check(&self.options, request)?;
        match (parts, request.method.as_str()) {
            (["v1", "vault", "connections"], "GET") => list::list(self, request),
            (["v1", "vault", "connections", id], "GET") => get::get(self, request, id),
            (["v1", "vault", "connections", id], "PATCH") => update::update(self, request, id),
            (["v1", "vault", "connections", id], "DELETE") => delete::delete(self, request, id),
            (["v1", "available-connectors"], "GET") => catalogue::catalogue(request),
            (
                ["v1", "vault", "connections"]
                | ["v1", "vault", "connections", _]
                | ["v1", "available-connectors"],
                _,
            ) => Err(Refusal::new(405, format!("Method {} not allowed", request.method))),
            _ => Err(Refusal::new(404, format!("Route {} not found", request.path))),
        }
    }

    /// A connection as it is said now.
    fn row<'a>(&self, connection: &'a Connection) -> Row<'a> {
        if self.options.flavor_one {
            let connector = platform::of(&connection.platform).map(|platform| platform.name);
            Row { connection, created_at: None, connector }
        } else {
            Row { connection, created_at: Some(&connection.created_at), connector: None }
        }
    }
}

/// A connection, and what is said of it in one flavour only.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    #[serde(flatten)]
    connection: &'a Connection,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connector: Option<&'static str>,
}

/// A page of anything.
#[derive(Serialize)]
struct Page<T> {
    rows: Vec<T>,
    total: usize,
    pages: usize,
    page: usize,
}

impl Vendor for Store {
    fn handle(&mut self, request: &Request, parts: &[&str]) -> Answer {
        match self.route(request, parts) {
            Ok(answer) => answer,
            Err(Refusal { status, message }) => self.refuse(status, &message),
        }
    }

    fn refuse(&mut self, status: u16, message: &str) -> Answer {
        self.refusals += 1;
        error::today(status, message, self.refusals)
    }

    fn refuse_as_before(&mut self, status: u16, message: &str) -> Answer {
        error::before(status, message)
    }

    fn typed(&self, request: &Request, parts: &[&str]) -> Typed {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let tags = body["tags"].as_array().into_iter().flatten();
        Typed {
            key: auth::key(request).map(str::to_owned),
            saved: tags.filter_map(|tag| tag.as_str().map(str::to_owned)).collect(),
            lists: request.method == "GET" && parts == ["v1", "vault", "connections"],
        }
    }

    fn authorise(&self, request: &mut Request) {
        auth::add(request);
    }

    fn cors(&self) -> bool {
        self.options.cors
    }

    fn signed_out(&self) -> bool {
        self.options.signed_out
    }

    fn rows<'a>(&self, body: &'a mut Value) -> Option<&'a mut Vec<Value>> {
        body.get_mut("rows").and_then(Value::as_array_mut)
    }
}

#[cfg(test)]
mod testing;
