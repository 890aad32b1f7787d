//! Composio's connected accounts:
//! <https://docs.composio.dev/reference/api-reference/connected-accounts/patchConnectedAccountsByNanoid>.
//!
//! The traps are the vendor's own: a plain list hides what is shared, secrets come back masked, a save keeps what is
//! absent and removes what is null, a refresh breaks what worked, and too many requests are refused in another shape.
//! Where the vendor's pages leave something open, the choice made here is marked as an assumption.

mod account;
mod auth;
mod body;
mod config;
mod configs;
mod consent;
mod cursor;
mod delete;
mod error;
mod generate;
mod get;
mod limit;
mod link;
mod list;
mod query;
mod refresh;
mod revoke;
mod row;
mod scheme;
mod secret;
mod session;
mod status;
mod toolkit;
mod toolkits;
mod typed;
mod update;
mod version;

use serde_json::Value;

pub use account::{Account, Acl};
pub use config::AuthConfig;

use crate::http::{Answer, Request};
use crate::random::Random;
use crate::sentinel::Typed;
use crate::time::Moment;
use crate::world::Vendor;
use error::Refusal;
use version::Version;

/// The key that is always good, and that the gateway adds.
pub const DEMO_KEY: &str = "composio-demo-key";

/// How the vendor behaves; each can be changed while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Good keys beside [`DEMO_KEY`].
    pub keys: Vec<String>,
    /// The project's setting by which secrets are said in full; those of auth configs that Composio manages never are.
    pub unmasked: bool,
    /// How many requests are answered in a minute. Only those that came at some time are counted.
    pub per_minute: u32,
    /// Whether pages of other origins are let in.
    pub cors: bool,
    /// The gateway sends everyone to `/login`.
    pub signed_out: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { keys: Vec::new(), unmasked: false, per_minute: 2_000, cors: false, signed_out: false }
    }
}

/// All that Composio holds.
#[derive(Debug)]
pub struct Store {
    /// How it behaves from now on.
    pub options: Options,
    /// The newest first, and those of one moment by id.
    accounts: Vec<Account>,
    configs: Vec<AuthConfig>,
    /// Where somebody is asked for consent.
    links: Vec<link::Link>,
    window: limit::Window,
    /// For ids and secrets to come.
    random: Random,
    /// Apart from the other, so that what is created does not depend on how much was asked before.
    request_ids: Random,
}

impl Store {
    /// So many accounts; the same seed gives the same ones.
    #[must_use]
    pub fn generate(options: Options, connections: usize, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let configs = config::all(&mut random);
        let accounts = generate::fleet(&mut random, connections, &configs);
        let request_ids = random.clone();
        let mut store = Self {
            options,
            accounts,
            configs,
            links: Vec::new(),
            window: limit::Window::default(),
            random,
            request_ids,
        };
        store.sort();
        store
    }

    /// The newest first, the shared ones too; what was deleted is not among them.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// The account with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    /// Changes an account behind the client's back. `None` if there is none with this id.
    pub fn edit<T>(&mut self, id: &str, change: impl FnOnce(&mut Account) -> T) -> Option<T> {
        let account = self.accounts.iter_mut().find(|account| account.id == id)?;
        let created_at = account.created_at.clone();
        let result = change(account);
        if account.created_at != created_at {
            self.sort();
        }
        Some(result)
    }

    /// Changes every account.
    pub fn edit_all(&mut self, change: impl FnMut(&mut Account)) {
        self.accounts.iter_mut().for_each(change);
        self.sort();
    }

    /// Adds an account; its place among the others is by `created_at`.
    pub fn insert(&mut self, account: Account) {
        self.accounts.push(account);
        self.sort();
    }

    /// Removes an account.
    pub fn remove(&mut self, id: &str) -> Option<Account> {
        let at = self.accounts.iter().position(|account| account.id == id)?;
        Some(self.accounts.remove(at))
    }

    /// How accounts can be authorised, the disabled ways too.
    #[must_use]
    pub fn auth_configs(&self) -> &[AuthConfig] {
        &self.configs
    }

    /// The auth config with this id.
    #[must_use]
    pub fn auth_config(&self, id: &str) -> Option<&AuthConfig> {
        self.configs.iter().find(|config| config.id == id)
    }

    fn sort(&mut self) {
        // Moments of one format are in order as texts.
        self.accounts.sort_by(|a, b| b.created_at.cmp(&a.created_at).then_with(|| a.id.cmp(&b.id)));
    }

    fn route(&mut self, request: &Request, parts: &[&str]) -> Result<Answer, Refusal> {
        auth::check(&self.options, request)?;
        self.window.count(request.at, self.options.per_minute)?;
        link::expire(self, now(request));
        let nowhere = || Refusal::new(404, format!("Route {} not found", request.path));
        let (version, path) = Version::of(parts).ok_or_else(nowhere)?;
        match (path, request.method.as_str()) {
            (["connected_accounts"], "GET") => list::list(self, request, version),
            (["connected_accounts", "link"], "POST") => link::link(self, request),
            (["connected_accounts", id], "GET") => get::get(self, request, version, id),
            (["connected_accounts", id], "PATCH") => update::update(self, request, version, id),
            (["connected_accounts", id], "DELETE") => delete::delete(self, request, version, id),
            (["connected_accounts", id, "status"], "PATCH") => status::status(self, request, id),
            (["connected_accounts", id, "refresh"], "POST") => refresh::refresh(self, request, version, id),
            (["connected_accounts", id, "revoke"], "POST") if version == Version::V31 => {
                revoke::revoke(self, request, id)
            }
            (["auth_configs"], "GET") => configs::list(self, request),
            (["toolkits"], "GET") => toolkits::list(request),
            (["toolkits", slug], "GET") => toolkits::get(request, slug),
            (["auth", "session", "info"], "GET") => session::info(request),
            (
                ["connected_accounts" | "auth_configs" | "toolkits"]
                | ["connected_accounts" | "toolkits", _]
                | ["connected_accounts", _, "status" | "refresh"]
                | ["auth", "session", "info"],
                _,
            ) => Err(Refusal::new(405, format!("Method {} not allowed", request.method))),
            _ => Err(nowhere()),
        }
    }

    /// An answer as it leaves: with an id, and with what is left of the minute.
    fn told(&mut self, result: Result<Answer, Refusal>) -> Answer {
        let id = format!("req_{}", self.request_ids.hex(12));
        let answer = result.unwrap_or_else(|refusal| refusal.answer(&id, self.options.per_minute));
        self.window.told(answer.with_header("x-request-id", &id), self.options.per_minute)
    }
}

/// When a request came. Time here is never before the newest of what is generated, also for a request without one.
fn now(request: &Request) -> Moment {
    Moment(i64::try_from(request.at).unwrap_or_default().saturating_mul(1_000)).max(generate::end())
}

impl Vendor for Store {
    fn handle(&mut self, request: &Request, parts: &[&str]) -> Answer {
        if parts == ["consent"] {
            return consent::page(self, request);
        }
        let result = self.route(request, parts);
        self.told(result)
    }

    fn refuse(&mut self, status: u16, message: &str) -> Answer {
        self.told(Err(Refusal::new(status, message)))
    }

    fn refuse_as_before(&mut self, status: u16, message: &str) -> Answer {
        self.told(Ok(error::before(status, message)))
    }

    fn typed(&self, request: &Request, parts: &[&str]) -> Typed {
        typed::typed(request, parts)
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
        body.get_mut("items").and_then(Value::as_array_mut)
    }
}

#[cfg(test)]
mod testing;
