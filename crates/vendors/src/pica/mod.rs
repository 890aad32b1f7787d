//! Pica, since 2026 called One: <https://docs.picaos.com/api-reference/vault/connections/list>.
//!
//! Its traps: a list without `active` hides every failed connection; tags are comma separated in
//! a query; a PATCH replaces the whole set of tags and may answer with no body.

mod edits;
mod wire;
mod words;

use crate::call::Call;
use crate::catalogue::Catalogue;
use crate::connection::{Connection, Detail, Fact};
use crate::draft::{Draft, Problem, Trouble, Updated};
use crate::edit::Edit;
use crate::error::Error;
use crate::form::{Form, Offer};
use crate::http::{Method, Request, Response};
use crate::page::{Cursor, Page, Query};
use crate::source::Source;
use crate::vendor::{About, AuthHeader, Column, Vendor};
use crate::words::Sentence;

/// Larger pages are clamped to this by the server.
const PAGE_SIZE: u32 = 150;

static ABOUT: About = About {
    id: "pica",
    name: "Pica",
    domains: &["picaos.com", "withone.ai"],
    auth: &AuthHeader { name: "x-pica-secret", scheme: "" },
    pace: 250,
    options: &[("flavor", &["pica", ONE])],
    columns: &[Column::Key, Column::IdentityType, Column::Version, Column::Updated],
    docs: "https://docs.picaos.com",
};

/// The successor's flavour: another header, and names that can be changed.
const ONE: &str = "one";
static ONE_AUTH: AuthHeader = AuthHeader { name: "x-one-secret", scheme: "" };

/// The vendor Pica.
pub struct Pica;

impl Vendor for Pica {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn auth(&self, source: &Source) -> &'static AuthHeader {
        if is_one(source) { &ONE_AUTH } else { ABOUT.auth }
    }

    /// Nothing chosen means all, and no single list of the vendor's holds all.
    fn lists(&self, query: &Query) -> Vec<Query> {
        match query.active {
            Some(_) => vec![query.clone()],
            None => [true, false].map(|active| Query { active: Some(active), ..query.clone() }).into(),
        }
    }

    fn list(&self, _: &Source, query: &Query, at: &Cursor) -> Call<Page> {
        let size = query.size.unwrap_or(PAGE_SIZE);
        let page = match at {
            Cursor::Start => 1,
            Cursor::At(page) => page.parse().unwrap_or(1),
        };
        let request = Request::new(Method::Get, &["v1", "vault", "connections"])
            .query_if("key", joined(&query.keys))
            .query_if("platformVersion", query.version.clone())
            .query_if("name", query.name.clone())
            .query_if("identityType", query.identity_type.clone())
            .query_if("identity", query.identity.clone())
            .query_if("platform", query.platform.clone())
            .query_if("tags", joined(&query.tags))
            .query_if("active", query.active.map(|active| active.to_string()))
            .query("limit", size.to_string())
            .query("page", page.to_string());
        Call::new(request, move |response| wire::page(accepted(response)?, page, size))
    }

    fn get(&self, _: &Source, id: &str) -> Call<Detail> {
        Call::new(one(Method::Get, id), |response| wire::detail(accepted(response)?))
    }

    fn edits(&self, source: &Source, _: &Connection) -> Vec<Offer> {
        edits::offers(is_one(source))
    }

    fn catalogue(&self, _: &Source, detail: &Detail, edit: Option<Edit>) -> Option<Call<Catalogue>> {
        let request = Request::new(Method::Get, &["v1", "available-connectors"])
            .query("platform", &detail.connection.platform)
            .query("limit", "1");
        edit.is_none().then(|| Call::new(request, |response| wire::connector(accepted(response)?)))
    }

    fn form(
        &self,
        source: &Source,
        edit: Edit,
        detail: &Detail,
        _: Option<&Catalogue>,
    ) -> Result<Form, &'static Sentence> {
        edits::form(is_one(source), edit, &detail.connection)
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
        let deletes = draft.edit == Edit::Delete;
        let request = if deletes {
            one(Method::Delete, id)
        } else {
            one(Method::Patch, id).body(edits::body(&form, draft)?)
        };
        Ok(Call::new(request, move |response| {
            let response = accepted(response)?;
            let says_row = !deletes && !response.body.trim().is_empty();
            let connection = if says_row { Some(wire::detail(response)?.connection) } else { None };
            Ok(Updated { connection, link: None })
        }))
    }

    /// Pica has nothing that only tells of a key, so the shortest list there is has to do.
    fn check(&self, _: &Source) -> Call<Vec<Fact>> {
        let request = Request::new(Method::Get, &["v1", "vault", "connections"]).query("limit", "1");
        Call::new(request, |response| accepted(response).map(|_| Vec::new()))
    }

    fn refused(&self, response: &Response) -> Error {
        wire::refused(response)
    }
}

fn is_one(source: &Source) -> bool {
    source.option_is("flavor", ONE)
}

fn one(method: Method, id: &str) -> Request {
    Request::new(method, &["v1", "vault", "connections", id])
}

fn accepted(response: &Response) -> Result<&Response, Error> {
    if response.is_success() { Ok(response) } else { Err(wire::refused(response)) }
}

/// Several values of one parameter.
fn joined(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(","))
}

#[cfg(test)]
mod tests;
