//! Omni: <https://docs.omni.co/api/connections/update-connection>.
//!
//! The traps are the vendor's own: sixty requests a minute, errors in three shapes, a save that answers with a sentence,
//! a trash that hides what is in it, and an app that answers every wrong address with a page. Where the vendor's pages
//! leave something open, the choice made here is marked as an assumption.

mod account;
mod auth;
mod delete;
mod error;
mod generate;
mod get;
mod key;
mod list;
mod pace;
mod query;
mod refresh;
mod row;
mod update;
mod whoami;

use serde::Serialize;
use serde_json::Value;

use crate::http::{Answer, Request};
use crate::sentinel::Typed;
use crate::time::Moment;
use crate::world::Vendor;
use error::{Refusal, Shape};
use pace::Pace;
use refresh::Job;

/// The key that is always good, and that the gateway adds.
pub const DEMO_KEY: &str = "omni-demo-key";

/// How the vendor behaves; each can be changed while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Good keys beside [`DEMO_KEY`].
    pub keys: Vec<String>,
    /// Good keys that may only read.
    pub readers: Vec<String>,
    /// How many requests a key has in a minute; `None` is as many as it likes.
    pub per_minute: Option<usize>,
    /// How often a refresh is asked after and still in progress.
    pub polls: usize,
    /// Rows as the vendor's older pages print them: flags and lists are texts, and one name is spelt another way.
    pub older_rows: bool,
    /// Whether pages of other origins are let in.
    pub cors: bool,
    /// The gateway sends everyone to `/login`.
    pub signed_out: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            readers: Vec::new(),
            per_minute: Some(60),
            polls: 2,
            older_rows: false,
            cors: false,
            signed_out: false,
        }
    }
}

/// A connection, as a row says it, and with what no row does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// A UUID.
    pub id: String,
    /// A display name.
    pub name: String,
    /// `postgres`; an open list.
    pub dialect: String,
    /// The database, or what the dialect has in its place.
    pub database: Option<String>,
    /// Where tables are looked for first.
    pub default_schema: Option<String>,
    /// `QUERIER`, or a role of one's own.
    pub base_role: Option<String>,
    /// When it was moved to the trash, if it is there.
    pub deleted_at: Option<String>,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601.
    pub updated_at: String,
    /// As the vendor says it; nothing here depends on it.
    pub allow_branch_connection_environments: Option<bool>,
    /// The same.
    pub branch_connection_environment_overrides_user_attr: Option<bool>,
    /// The same.
    pub environment_connection_switches_schema_model: Option<bool>,
    /// The attribute of a user that says which environment is meant.
    #[serde(rename = "userAttributeNameForConnectionEnvironments")]
    pub attribute_name: Option<String>,
    /// Its values that mean this connection.
    #[serde(rename = "userAttributeValuesForDefaultEnvironment")]
    pub default_values: Option<Vec<String>>,
    /// What is stored; no answer says it, and the trash has none.
    #[serde(skip)]
    pub password: Option<String>,
    /// The same.
    #[serde(skip)]
    pub private_key: Option<String>,
    /// The model that holds what the database has; refreshing the schema is refreshing it.
    #[serde(skip)]
    pub schema_model: String,
    /// The model that people have built on it.
    #[serde(skip)]
    pub shared_model: String,
    /// Whether a refresh of its schema ends badly.
    #[serde(skip)]
    pub refresh_fails: bool,
}

/// All that Omni holds.
#[derive(Debug)]
pub struct Store {
    /// How it behaves from now on.
    pub options: Options,
    /// The newest first, and those of one moment by id; the trash too.
    connections: Vec<Connection>,
    jobs: Vec<Job>,
    pace: Pace,
    /// The last moment that was written down.
    clock: Moment,
}

impl Store {
    /// So many connections, a twentieth of them in the trash; the same seed gives the same ones.
    #[must_use]
    pub fn generate(options: Options, connections: usize, seed: u64) -> Self {
        let mut store = Self {
            options,
            connections: generate::fleet(connections, seed),
            jobs: Vec::new(),
            pace: Pace::default(),
            clock: generate::end(),
        };
        store.sort();
        store
    }

    /// The newest first, those in the trash too.
    #[must_use]
    pub fn all(&self) -> &[Connection] {
        &self.connections
    }

    /// The connection with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Connection> {
        self.connections.iter().find(|connection| connection.id == id)
    }

    /// Changes a connection behind the client's back. `None` if there is none with this id.
    pub fn edit<T>(&mut self, id: &str, change: impl FnOnce(&mut Connection) -> T) -> Option<T> {
        let result = self.connections.iter_mut().find(|connection| connection.id == id).map(change);
        self.sort();
        result
    }

    /// Adds a connection; its place among the others is by `created_at`.
    pub fn insert(&mut self, connection: Connection) {
        self.connections.push(connection);
        self.sort();
    }

    /// Removes a connection for good, which no request can.
    pub fn remove(&mut self, id: &str) -> Option<Connection> {
        let at = self.connections.iter().position(|connection| connection.id == id)?;
        Some(self.connections.remove(at))
    }

    fn sort(&mut self) {
        // Moments of one format are in order as texts.
        self.connections.sort_by(|a, b| b.created_at.cmp(&a.created_at).then_with(|| a.id.cmp(&b.id)));
    }

    /// When a request came, but always later than all that is written down.
    fn now(&mut self, request: &Request) -> String {
        let came = Moment(i64::try_from(request.at).unwrap_or_default().saturating_mul(1_000));
        self.clock = came.max(Moment(self.clock.0 + 1_000));
        self.clock.iso()
    }

    fn route(&mut self, request: &Request, parts: &[&str]) -> Result<Answer, Refusal> {
        let (key, may) = auth::check(&self.options, request)?;
        self.pace.admit(key, request.at, self.options.per_minute)?;
        match (parts, request.method.as_str()) {
            (["connections"], "GET") => list::list(self, request),
            (["connections", id], "GET") => get::get(self, request, id),
            (["connections", id], "PATCH") => update::update(self, request, may, id),
            (["connections", id], "DELETE") => delete::delete(self, request, may, id),
            (["models"], "GET") => refresh::models(self, request),
            (["models", id, "refresh"], "POST") => refresh::start(self, request, may, id),
            (["jobs", id, "status"], "GET") => refresh::status(self, request, id),
            (["whoami"], "GET") => whoami::whoami(request, may),
            (
                ["connections" | "models" | "whoami"]
                | ["connections", _]
                | ["models", _, "refresh"]
                | ["jobs", _, "status"],
                _,
            ) => Err(Refusal::new(405, format!("Method {} not allowed", request.method))),
            _ => Err(Refusal::new(404, format!("Route {} not found", request.path))),
        }
    }
}

impl Vendor for Store {
    fn handle(&mut self, request: &Request, parts: &[&str]) -> Answer {
        let ["api", rest @ ..] = parts else { return error::page() };
        let ["v1", rest @ ..] = rest else {
            return Refusal::new(404, format!("Route {} not found", request.path)).into_answer(Shape::Detail);
        };
        self.route(request, rest).unwrap_or_else(|refusal| refusal.into_answer(Shape::of(rest)))
    }

    fn refuse(&mut self, status: u16, message: &str) -> Answer {
        Refusal::new(status, message).into_answer(Shape::Message)
    }

    fn refuse_as_before(&mut self, status: u16, message: &str) -> Answer {
        Refusal::new(status, message).into_answer(Shape::Detail)
    }

    fn typed(&self, request: &Request, parts: &[&str]) -> Typed {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let attribute = &body["environmentUserAttribute"];
        let typed = [&body["passwordUnencrypted"], &body["baseRole"], &attribute["attributeName"]];
        let typed = typed.into_iter().chain(attribute["defaultValues"].as_array().into_iter().flatten());
        Typed {
            key: auth::key(request).map(str::to_owned),
            saved: typed.filter_map(|value| value.as_str().map(str::to_owned)).collect(),
            lists: request.method == "GET" && parts == ["api", "v1", "connections"],
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
        body.get_mut("connections").and_then(Value::as_array_mut)
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
