//! Composio: <https://docs.composio.dev/reference/api-reference/connected-accounts>.
//!
//! Its traps: accounts come with their credentials in them, masked or, depending on a setting of the project's, not;
//! a masked one that is sent back becomes the credential; absent keeps, `null` removes, and an empty alias clears it;
//! to reconnect makes another account; and `/api/v3` knows less than `/api/v3.1`.

mod credentials;
mod edits;
mod errors;
mod wire;
mod words;

use crate::call::{Call, Next};
use crate::catalogue::Catalogue;
use crate::connection::{Connection, Detail, Fact, State};
use crate::draft::{Draft, Problem, Trouble, Updated};
use crate::edit::Edit;
use crate::error::Error;
use crate::form::{Form, Name, Offer};
use crate::http::{Method, Request, Response};
use crate::link::parameter;
use crate::page::{Cursor, Page, Query};
use crate::source::Source;
use crate::vendor::{About, AuthHeader, Column, Vendor};
use crate::words::Sentence;

/// The largest that is known to work: <https://github.com/airweave-ai/airweave/pull/992>.
const PAGE_SIZE: u32 = 100;
/// The largest that is documented for auth configs; all those of one toolkit fit into it.
const AUTH_CONFIGS: &str = "1000";

static ABOUT: About = About {
    id: "composio",
    name: "Composio",
    domains: &["composio.dev"],
    auth: &AuthHeader { name: "x-api-key", scheme: "" },
    // Half of the small plans' 2,000: <https://docs.composio.dev/reference/rate-limits>.
    pace: 1_000,
    options: &[(VERSION, &[V3, V3_1])],
    columns: &[Column::Key, Column::Scheme, Column::Updated],
    docs: "https://docs.composio.dev",
};

const VERSION: &str = "apiVersion";
const V3: &str = "v3";
/// Lists shared accounts too and can revoke.
const V3_1: &str = "v3.1";

/// The vendor Composio.
pub struct Composio;

impl Vendor for Composio {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn list(&self, source: &Source, query: &Query, at: &Cursor) -> Call<Page> {
        let asked = match at {
            Cursor::Start => None,
            Cursor::At(cursor) => Some(cursor.clone()),
        };
        // Slugs are in small letters; other vendors' names for the same platform need not be.
        let platform = query.platform.as_ref().map(|platform| platform.to_ascii_lowercase());
        let request = Request::new(Method::Get, &["api", version(source), "connected_accounts"])
            .query_if("toolkit_slugs", joined(platform.as_slice()))
            .query_if("user_ids", joined(query.identity.as_slice()))
            .query_if("connected_account_ids", joined(&query.ids))
            .query_if("statuses", statuses(source, &query.states))
            // Without it, shared accounts stay out of sight.
            .query_if("account_type", is_v3_1(source).then_some("ALL"))
            .query("limit", query.size.unwrap_or(PAGE_SIZE).to_string())
            .query_if("cursor", asked.clone());
        Call::new(request, move |response| wire::page(accepted(response)?, asked.as_deref()))
    }

    fn get(&self, source: &Source, id: &str) -> Call<Detail> {
        Call::new(one(source, Method::Get, id, &[]), |response| wire::detail(accepted(response)?))
    }

    fn edits(&self, source: &Source, connection: &Connection) -> Vec<Offer> {
        edits::offers(is_v3_1(source), connection)
    }

    fn catalogue(&self, source: &Source, detail: &Detail, edit: Option<Edit>) -> Option<Call<Catalogue>> {
        let Connection { id, platform, .. } = &detail.connection;
        if platform.is_empty() {
            return None;
        }
        match edit {
            None | Some(Edit::Credentials) => {
                let request = Request::new(Method::Get, &["api", version(source), "toolkits", platform]);
                Some(Call::new(request, |response| wire::toolkit(accepted(response)?)))
            }
            Some(Edit::Reconnect) => {
                let account = one(source, Method::Get, id, &[]);
                let configs = Request::new(Method::Get, &["api", version(source), "auth_configs"])
                    .query("toolkit_slug", platform)
                    .query("limit", AUTH_CONFIGS);
                Some(Call::chained(account, move |response| {
                    let own = wire::auth_config_of(accepted(response)?)?;
                    Ok(Next::Then(Call::new(configs, move |response| {
                        wire::auth_configs(accepted(response)?, own.as_deref())
                    })))
                }))
            }
            Some(_) => None,
        }
    }

    fn form(
        &self,
        source: &Source,
        edit: Edit,
        detail: &Detail,
        catalogue: Option<&Catalogue>,
    ) -> Result<Form, &'static Sentence> {
        edits::form(is_v3_1(source), edit, detail, catalogue)
    }

    fn update(
        &self,
        source: &Source,
        detail: &Detail,
        draft: &Draft,
        catalogue: Option<&Catalogue>,
    ) -> Result<Call<Updated>, Vec<Problem>> {
        let withheld = |_| vec![Problem::at("", Trouble::NotOffered)];
        let form = self.form(source, draft.edit, detail, catalogue).map_err(withheld)?;
        let id = &detail.connection.id;
        let request = match draft.edit {
            Edit::Rename | Edit::Credentials => {
                one(source, Method::Patch, id, &[]).body(edits::patch(&form, detail, draft)?)
            }
            Edit::Enable | Edit::Disable => {
                let enabled = draft.edit == Edit::Enable;
                one(source, Method::Patch, id, &["status"]).body(edits::status(enabled))
            }
            Edit::Reconnect => {
                Request::new(Method::Post, &["api", version(source), "connected_accounts", "link"])
                    .body(edits::link(&form, detail, draft, source.callback.as_deref())?)
            }
            Edit::Refresh => {
                let request = one(source, Method::Post, id, &["refresh"]);
                match edits::refresh(source.callback.as_deref()) {
                    Some(body) => request.body(body),
                    None => request,
                }
            }
            Edit::Revoke => one(source, Method::Post, id, &["revoke"]),
            Edit::Delete => one(source, Method::Delete, id, &[]).query_if(
                edits::REVOKE,
                draft.flag(edits::REVOKE).filter(|revokes| *revokes).map(|_| "true"),
            ),
            _ => return Err(vec![Problem::at("", Trouble::NotOffered)]),
        };
        let edit = draft.edit;
        let asked = form.changed(draft);
        Ok(Call::new(request, move |response| wire::updated(accepted_of(response, &asked)?, edit)))
    }

    /// The vendor has ended it by itself; what came of it, for a new account perhaps, is read.
    fn returned(&self, source: &Source, id: &str, query: &str) -> Option<Call<Updated>> {
        let account = parameter(query, wire::ACCOUNT).filter(|account| !account.is_empty());
        let request = one(source, Method::Get, account.as_deref().unwrap_or(id), &[]);
        Some(Call::new(request, |response| {
            let connection = wire::detail(accepted(response)?)?.connection;
            Ok(Updated { connection: Some(connection), link: None })
        }))
    }

    /// Documented under `/api/v3` alone.
    fn check(&self, _: &Source) -> Call<Vec<Fact>> {
        let request = Request::new(Method::Get, &["api", V3, "auth", "session", "info"]);
        Call::new(request, |response| wire::session(accepted(response)?))
    }

    fn refused(&self, response: &Response) -> Error {
        errors::refused(response, &[])
    }
}

fn is_v3_1(source: &Source) -> bool {
    source.option_is(VERSION, V3_1)
}

fn version(source: &Source) -> &'static str {
    if is_v3_1(source) { V3_1 } else { V3 }
}

fn one(source: &Source, method: Method, id: &str, rest: &[&str]) -> Request {
    let path = [&["api", version(source), "connected_accounts", id], rest].concat();
    Request::new(method, &path)
}

fn accepted(response: &Response) -> Result<&Response, Error> {
    accepted_of(response, &[])
}

/// The same for a write of these fields.
fn accepted_of<'a>(response: &'a Response, asked: &[Name]) -> Result<&'a Response, Error> {
    if response.is_success() { Ok(response) } else { Err(errors::refused(response, asked)) }
}

/// Several values of one parameter. They are told apart by commas, so one with a comma in it cannot be asked for and is
/// left to the fleet.
fn joined(values: &[String]) -> Option<String> {
    let can_be_asked = !values.is_empty() && !values.iter().any(|value| value.contains(','));
    can_be_asked.then(|| values.join(","))
}

/// The vendor's words for these states; nothing, so that the fleet filters alone, where they would hide a match: an
/// account of any status may be disabled besides, and what is new to us may be another vendor's word.
fn statuses(source: &Source, states: &[State]) -> Option<String> {
    if states.iter().any(|state| matches!(state, State::Disabled | State::Other(_))) {
        return None;
    }
    let asked = wire::STATUSES.iter().filter(|(_, state)| states.contains(state));
    let known = asked.filter(|(word, _)| is_v3_1(source) || *word != wire::REVOKED);
    let words: Vec<&str> = known.map(|(word, _)| *word).collect();
    (!words.is_empty()).then(|| words.join(","))
}

#[cfg(test)]
mod tests;
