//! What a vendor can do: one implementation per vendor, in the folder of its name.

use crate::call::Call;
use crate::connection::{Connection, Detail};
use crate::form::{Draft, Edit, Form, Offer, Problem, Updated};
use crate::http::Response;
use crate::page::{Cursor, Page, Query};
use crate::source::Source;

/// What there is to know about a vendor before asking it anything.
#[derive(Debug)]
pub struct About {
    /// Its id in the configuration.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The domains of its API.
    pub domains: &'static [&'static str],
    /// What a key looks like in a request.
    pub auth: &'static AuthHeader,
    /// Requests a minute: at most half of the published limit, since the key also serves
    /// production.
    pub pace: u32,
    /// Settings that a source may have besides the common ones, each with its values; the first
    /// is the default.
    pub options: &'static [(&'static str, &'static [&'static str])],
    /// Where the vendor explains its API.
    pub docs: &'static str,
}

/// The header that carries a key.
#[derive(Debug)]
pub struct AuthHeader {
    /// Its name.
    pub name: &'static str,
    /// What stands before the key.
    pub scheme: &'static str,
}

/// A vendor's API. Everything is a value or a [`Call`]; nothing is sent from here.
pub trait Vendor: Sync {
    /// What there is to know beforehand.
    fn about(&self) -> &'static About;

    /// The header that carries this source's key.
    fn auth(&self, source: &Source) -> &'static AuthHeader {
        let _ = source;
        self.about().auth
    }

    /// The lists that together answer a query, where one list of the vendor's cannot.
    fn lists(&self, query: &Query) -> Vec<Query> {
        vec![query.clone()]
    }

    /// One page of a list.
    fn list(&self, source: &Source, query: &Query, at: &Cursor) -> Call<Page>;

    /// One connection with everything the vendor says of it.
    fn get(&self, source: &Source, id: &str) -> Call<Detail>;

    /// What can be done to a connection, offered or withheld with the reason.
    fn edits(&self, source: &Source, connection: &Connection) -> Vec<Offer>;

    /// The form of an edit that is offered.
    fn form(&self, edit: Edit, connection: &Connection) -> Option<Form>;

    /// The write that a draft asks for.
    ///
    /// # Errors
    /// What has to be mended before it can be sent.
    fn update(
        &self,
        source: &Source,
        connection: &Connection,
        draft: &Draft,
    ) -> Result<Call<Updated>, Vec<Problem>>;

    /// A refusal in this vendor's own shapes.
    fn refused(&self, response: &Response) -> crate::error::Error;
}
