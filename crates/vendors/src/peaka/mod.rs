//! Peaka: <https://github.com/peakacom/docs>, in `api-reference`.
//!
//! Its traps: a PUT replaces the whole connection, so a new name takes the credentials again, which can never be read
//! back; no field is marked as a secret, so every text is one; errors may repeat what was sent; an unknown id is a
//! 400; a list is one project's, and a key need not name a project.

mod edits;
mod projects;
mod wire;
mod words;

use crate::body::Body;
use crate::call::Call;
use crate::catalogue::Catalogue;
use crate::connection::{Connection, Detail, Fact};
use crate::draft::{Draft, Problem, Trouble, Updated};
use crate::edit::Edit;
use crate::error::{Error, Refused};
use crate::form::{Form, Offer};
use crate::http::{Method, Request, Response};
use crate::link::parameter;
use crate::page::{Cursor, Page, Query};
use crate::secret::Secret;
use crate::source::Source;
use crate::vendor::{About, AuthHeader, Vendor};
use crate::words::Sentence;

use projects::Place;

static ABOUT: About = About {
    id: "peaka",
    name: "Peaka",
    domains: &["peaka.studio"],
    auth: &AuthHeader { name: "Authorization", scheme: "Bearer " },
    // No limit is published; 20 requests at once were seen to pass.
    pace: 120,
    options: &[],
    // It says nothing of its connections but id, name and type.
    columns: &[],
    docs: "https://docs.peaka.com",
};

/// The vendor Peaka.
pub struct Peaka;

impl Vendor for Peaka {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    /// No filter is documented, so all are the fleet's.
    fn list(&self, source: &Source, _: &Query, at: &Cursor) -> Call<Page> {
        projects::list(source, at)
    }

    fn get(&self, source: &Source, id: &str) -> Call<Detail> {
        match Place::of(source, id) {
            Some(place) => Call::new(place.request(Method::Get), move |response| {
                wire::detail(accepted(response)?, &place.prefix)
            }),
            // A link without a project leads nowhere, and a call has to ask something.
            None => Call::new(projects::info(), |response| {
                accepted(response)?;
                let suggestion = Some(words::NO_PROJECT.text().to_owned());
                Err(Error::Refused(Box::new(Refused { status: 404, suggestion, ..Refused::default() })))
            }),
        }
    }

    fn edits(&self, _: &Source, _: &Connection) -> Vec<Offer> {
        edits::offers()
    }

    fn catalogue(&self, _: &Source, detail: &Detail, edit: Option<Edit>) -> Option<Call<Catalogue>> {
        match edit {
            Some(edit) if edits::needs_catalogue(edit) => {
                let request = Request::new(Method::Get, &["connections", "config"]);
                Some(Call::new(request, |response| wire::kinds(accepted(response)?)))
            }
            Some(_) => None,
            None => {
                let platform = &detail.connection.platform;
                let request = Request::new(Method::Get, &["connections", "config", platform]);
                projects::is_segment(platform)
                    .then(|| Call::new(request, |response| wire::platform(accepted(response)?)))
            }
        }
    }

    fn form(
        &self,
        source: &Source,
        edit: Edit,
        detail: &Detail,
        catalogue: Option<&Catalogue>,
    ) -> Result<Form, &'static Sentence> {
        edits::form(source, edit, &detail.connection, catalogue)
    }

    fn update(
        &self,
        source: &Source,
        detail: &Detail,
        draft: &Draft,
        catalogue: Option<&Catalogue>,
    ) -> Result<Call<Updated>, Vec<Problem>> {
        let connection = &detail.connection;
        let withheld = |why| vec![Problem::at("", Trouble::Unfit(why))];
        edits::form(source, draft.edit, connection, catalogue).map_err(withheld)?;
        let nowhere = || vec![Problem::at("", Trouble::NotOffered)];
        let place = Place::of(source, &connection.id).ok_or_else(nowhere)?;
        if draft.edit == Edit::Delete {
            let request = place.request(Method::Delete);
            return Ok(Call::new(request, |response| accepted(response).map(|_| Updated::default())));
        }
        let body = edits::body(source, connection, catalogue, draft)?;
        Ok(Call::new(place.request(Method::Put).body(body), move |response| {
            wire::updated(accepted(response)?, &place.prefix)
        }))
    }

    /// The query holds the code of a consent, which is as good as a key for as long as it lasts.
    fn returned(&self, source: &Source, id: &str, query: &str) -> Option<Call<Updated>> {
        let place = Place::of(source, id)?;
        let query = query.trim_start_matches('?');
        // Who was refused brings no code but a reason, which the vendor repeats and people have to read:
        // <https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1>.
        let is_refused = parameter(query, "error").is_some() && parameter(query, "code").is_none();
        let query = if is_refused { Body::from(query) } else { Body::from(Secret::new(query.to_owned())) };
        let request = place.consent().body(Body::object().with("queryParameters", query));
        Some(Call::new(request, move |response| wire::updated(accepted(response)?, &place.prefix)))
    }

    fn check(&self, _: &Source) -> Call<Vec<Fact>> {
        Call::new(projects::info(), |response| wire::info(accepted(response)?))
    }

    fn refused(&self, response: &Response) -> Error {
        wire::refused(response)
    }
}

fn accepted(response: &Response) -> Result<&Response, Error> {
    if response.is_success() { Ok(response) } else { Err(wire::refused(response)) }
}

#[cfg(test)]
mod tests;
