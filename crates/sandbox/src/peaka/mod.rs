//! Peaka: <https://docs.peaka.com/api-reference/connections/update-connection>.
//!
//! The traps are the vendor's own: a save is the whole connection with its credential, an unknown id is refused with 400,
//! an error repeats what was submitted, and what needs another sign-in is not done until the person has been there and
//! back. Where the vendor's pages leave something open, the choice made here is marked as an assumption.

mod auth;
mod catalogue;
mod consent;
mod create;
mod credential;
mod delete;
mod draft;
mod error;
mod generate;
mod get;
mod kind;
mod list;
mod oauth;
mod query;
mod row;
mod scope;
mod update;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::http::{Answer, Request};
use crate::random::Random;
use crate::sentinel::Typed;
use crate::world::Vendor;
pub use consent::Consent;
pub use credential::WRONG;
use error::Refusal;

/// The partner key that is always good, and that the gateway adds.
pub const DEMO_KEY: &str = "peaka-demo-key";
/// A project key that is always good, of [`DEMO_PROJECT`].
pub const PROJECT_KEY: &str = "peaka-project-key";
/// The project that has most of the connections.
pub const DEMO_PROJECT: &str = "mtKDhe1U";

/// How the vendor behaves; each can be changed while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Good partner keys beside [`DEMO_KEY`].
    pub keys: Vec<String>,
    /// Good project keys beside [`PROJECT_KEY`], each with its project.
    pub project_keys: Vec<(String, String)>,
    /// Projects that a partner key finds and whose connections are refused all the same, as was measured.
    pub closed_projects: Vec<String>,
    /// Whether pages of other origins are let in.
    pub cors: bool,
    /// The gateway sends everyone to `/login`.
    pub signed_out: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keys: Vec::new(),
            project_keys: Vec::new(),
            closed_projects: Vec::new(),
            cors: true,
            signed_out: false,
        }
    }
}

/// A connection, with all that its row does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Connection {
    /// The project that it belongs to.
    #[serde(skip)]
    pub project: String,
    /// A UUID.
    pub id: String,
    /// Not always the only one of its name.
    pub name: String,
    /// `stripe` or `POSTGRES`, in just these letters.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is stored, secrets and all; no answer says it.
    #[serde(skip)]
    pub credential: Map<String, Value>,
    /// The sign-in that is still to come, if one is.
    #[serde(skip)]
    pub consent: Option<Consent>,
}

/// All that Peaka holds.
#[derive(Debug)]
pub struct Store {
    /// How it behaves from now on.
    pub options: Options,
    /// In the order in which they were created.
    connections: Vec<Connection>,
    /// For what has to be made up on the way.
    random: Random,
}

impl Store {
    /// So many connections in all projects, most of them in [`DEMO_PROJECT`]; the same seed gives the same ones.
    #[must_use]
    pub fn generate(options: Options, connections: usize, seed: u64) -> Self {
        let mut random = Random::new(seed);
        Self { options, connections: generate::fleet(&mut random, connections), random }
    }

    /// All connections of all projects, in the order in which they were created.
    #[must_use]
    pub fn all(&self) -> &[Connection] {
        &self.connections
    }

    /// The connections of a project, as its list has them.
    pub fn of_project<'a>(&'a self, project: &'a str) -> impl Iterator<Item = &'a Connection> {
        self.connections.iter().filter(move |connection| connection.project == project)
    }

    /// The connection with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Connection> {
        self.connections.iter().find(|connection| connection.id == id)
    }

    /// Changes a connection behind the client's back. `None` if there is none with this id.
    pub fn edit<T>(&mut self, id: &str, change: impl FnOnce(&mut Connection) -> T) -> Option<T> {
        self.connections.iter_mut().find(|connection| connection.id == id).map(change)
    }

    /// Adds a connection, as the last of its project.
    pub fn insert(&mut self, connection: Connection) {
        self.connections.push(connection);
    }

    /// Removes a connection.
    pub fn remove(&mut self, id: &str) -> Option<Connection> {
        let at = self.connections.iter().position(|connection| connection.id == id)?;
        Some(self.connections.remove(at))
    }

    fn route(&mut self, request: &Request, parts: &[&str]) -> Result<Answer, Refusal> {
        if parts == ["consent"] {
            // It is no part of the API: a person comes here, without a key.
            return Ok(consent::page(self, request));
        }
        let key = auth::check(&self.options, request)?;
        match (parts, request.method.as_str()) {
            (["info"], "GET") => scope::info(&key, request),
            (["organizations"], "GET") => scope::organizations(&key, request),
            (["organizations", organization, "workspaces"], "GET") => {
                scope::workspaces(&key, request, organization)
            }
            (["organizations", organization, "workspaces", workspace, "projects"], "GET") => {
                scope::projects(&key, request, organization, workspace)
            }
            (["connections", "config"], "GET") => catalogue::all(request),
            (["connections", "config", kind], "GET") => catalogue::one(request, kind),
            (
                ["info" | "organizations"]
                | ["organizations", _, "workspaces"]
                | ["organizations", _, "workspaces", _, "projects"]
                | ["connections", "config"]
                | ["connections", "config", _],
                _,
            ) => Err(Refusal::no_method(request)),
            (["connections", project, rest @ ..], _) if !rest.contains(&"") => {
                auth::admit(&self.options, &key, project)?;
                self.route_in_project(request, project, rest)
            }
            _ => Err(Refusal::no_route(request)),
        }
    }

    fn route_in_project(
        &mut self,
        request: &Request,
        project: &str,
        parts: &[&str],
    ) -> Result<Answer, Refusal> {
        match (parts, request.method.as_str()) {
            ([], "GET") => list::list(self, request, project),
            ([], "POST") => create::create(self, request, project),
            (["oauth2"], "POST") => oauth::finish(self, request, project),
            ([] | ["oauth2"], _) => Err(Refusal::no_method(request)),
            ([id], "GET") => get::get(self, request, project, id),
            ([id], "PUT") => update::update(self, request, project, id),
            ([id], "DELETE") => delete::delete(self, request, project, id),
            ([id, "detail"], "GET") => get::detail(self, request, project, id),
            ([_] | [_, "detail"], _) => Err(Refusal::no_method(request)),
            _ => Err(Refusal::no_route(request)),
        }
    }

    /// The connection with this id, if it is one of the project.
    fn find(&self, project: &str, id: &str) -> Result<&Connection, Refusal> {
        self.get(id).filter(|connection| connection.project == project).ok_or_else(Refusal::unknown)
    }
}

impl Vendor for Store {
    fn handle(&mut self, request: &Request, parts: &[&str]) -> Answer {
        self.route(request, parts).unwrap_or_else(Refusal::into_answer)
    }

    fn refuse(&mut self, status: u16, message: &str) -> Answer {
        Refusal::new(status, message).into_answer()
    }

    fn refuse_as_before(&mut self, status: u16, message: &str) -> Answer {
        Refusal::numbered(status, message).into_answer()
    }

    fn typed(&self, request: &Request, parts: &[&str]) -> Typed {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let credential = body["credential"].as_object().into_iter().flat_map(Map::values);
        let typed = std::iter::once(&body["name"]).chain(credential);
        Typed {
            key: auth::key(request).map(str::to_owned),
            saved: typed.filter_map(|value| value.as_str().map(str::to_owned)).collect(),
            lists: request.method == "GET"
                && matches!(parts, ["connections", project] if *project != "config"),
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
        body.as_array_mut()
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
