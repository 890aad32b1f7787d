//! Omni: <https://docs.omni.co/api/connections/list-connections>.
//!
//! Its traps: credentials, role and environment attribute are all that can be changed, and one request may carry all
//! of them; a delete moves to the trash, which lists hide unless asked; a schema is read again by its model, in a job
//! that has to be asked after; refusals have several shapes; a wrong base URL answers with a web page.

mod edits;
mod schema;
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

static ABOUT: About = About {
    id: "omni",
    name: "Omni",
    domains: &["omniapp.co", "exploreomni.dev"],
    auth: &AuthHeader { name: "Authorization", scheme: "Bearer " },
    // Half of <https://docs.omni.co/api/rate-limits>.
    pace: 30,
    options: &[],
    columns: &[Column::Role, Column::Database, Column::Updated],
    docs: "https://docs.omni.co",
};

/// The vendor Omni.
pub struct Omni;

impl Vendor for Omni {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    /// All in one page. What is in the trash is listed too: whoever looks for a connection has to find out that it was
    /// deleted, and a delete is proved by it. The order is asked for, so that it is the same at every load.
    fn list(&self, _: &Source, query: &Query, _: &Cursor) -> Call<Page> {
        let request = Request::new(Method::Get, &["v1", "connections"])
            .query_if("name", query.name.clone())
            .query_if("database", query.database.clone())
            .query_if("dialect", query.platform.clone())
            .query("sortField", "name")
            .query("sortDirection", "asc")
            .query("includeDeleted", "true");
        Call::new(request, |response| wire::page(accepted(response)?))
    }

    fn get(&self, _: &Source, id: &str) -> Call<Detail> {
        Call::new(one(Method::Get, id), |response| wire::detail(accepted(response)?))
    }

    fn edits(&self, _: &Source, connection: &Connection) -> Vec<Offer> {
        edits::offers(connection)
    }

    /// Only a refresh of the schema has to know something beforehand: the model that holds it.
    fn catalogue(&self, _: &Source, detail: &Detail, edit: Option<Edit>) -> Option<Call<Catalogue>> {
        (edit == Some(Edit::RefreshSchema)).then(|| schema::model(&detail.connection.id))
    }

    fn form(
        &self,
        _: &Source,
        edit: Edit,
        detail: &Detail,
        catalogue: Option<&Catalogue>,
    ) -> Result<Form, &'static Sentence> {
        edits::form(edit, detail, catalogue)
    }

    fn update(
        &self,
        _: &Source,
        detail: &Detail,
        draft: &Draft,
        catalogue: Option<&Catalogue>,
    ) -> Result<Call<Updated>, Vec<Problem>> {
        let withheld = |why| vec![Problem::at("", Trouble::Unfit(why))];
        let form = edits::form(draft.edit, detail, catalogue).map_err(withheld)?;
        let id = &detail.connection.id;
        let request = match draft.edit {
            Edit::RefreshSchema => {
                let model = schema::found(catalogue).map_err(withheld)?;
                return Ok(schema::refresh(model));
            }
            Edit::Delete => one(Method::Delete, id),
            _ => one(Method::Patch, id).body(edits::body(&form, draft)?),
        };
        Ok(Call::new(request, |response| wire::done(accepted(response)?)))
    }

    fn check(&self, _: &Source) -> Call<Vec<Fact>> {
        let request = Request::new(Method::Get, &["v1", "whoami"]);
        Call::new(request, |response| wire::identity(accepted(response)?))
    }

    fn refused(&self, response: &Response) -> Error {
        wire::refused(response)
    }
}

fn one(method: Method, id: &str) -> Request {
    Request::new(method, &["v1", "connections", id])
}

fn accepted(response: &Response) -> Result<&Response, Error> {
    if response.is_success() { Ok(response) } else { Err(wire::refused(response)) }
}

#[cfg(test)]
mod tests;
