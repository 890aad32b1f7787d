//! What a vendor can do: one implementation per vendor, in the folder of its name.

use crate::call::Call;
use crate::catalogue::Catalogue;
use crate::connection::{Connection, Detail, Fact};
use crate::draft::{Draft, Problem, Updated};
use crate::edit::Edit;
use crate::form::{Form, Offer};
use crate::http::Response;
use crate::page::{Cursor, Page, Query};
use crate::source::Source;
use crate::words::Sentence;

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
    /// What its connections have besides what those of all vendors have.
    pub columns: &'static [Column],
    /// Where the vendor explains its API.
    pub docs: &'static str,
}

/// Something that not every vendor says of its connections; shown in the table where one vendor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The vendor's second, speaking id.
    Key,
    /// How it signs in.
    Scheme,
    /// The role that everybody has on it.
    Role,
    /// The database behind it.
    Database,
    /// What kind of owner it has.
    IdentityType,
    /// The version of the connector.
    Version,
    /// When it was last changed.
    Updated,
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

    /// What has to be known of the platforms for an edit; or, without one, what is worth reading about the platform.
    /// Nothing where all is known already.
    fn catalogue(&self, source: &Source, detail: &Detail, edit: Option<Edit>) -> Option<Call<Catalogue>> {
        let _ = (source, detail, edit);
        None
    }

    /// The form of an edit.
    ///
    /// # Errors
    /// Why it is withheld.
    fn form(
        &self,
        source: &Source,
        edit: Edit,
        detail: &Detail,
        catalogue: Option<&Catalogue>,
    ) -> Result<Form, &'static Sentence>;

    /// The write that a draft asks for.
    ///
    /// # Errors
    /// What has to be mended before it can be sent.
    fn update(
        &self,
        source: &Source,
        detail: &Detail,
        draft: &Draft,
        catalogue: Option<&Catalogue>,
    ) -> Result<Call<Updated>, Vec<Problem>>;

    /// What ends what [`Updated::link`] began, from the query with which a person came back: a write, or, where the vendor
    /// ends it by itself, a read of what came of it.
    fn returned(&self, source: &Source, id: &str, query: &str) -> Option<Call<Updated>> {
        let _ = (source, id, query);
        None
    }

    /// Whether a source's key is good, and for what.
    fn check(&self, source: &Source) -> Call<Vec<Fact>>;

    /// A refusal in this vendor's own shapes.
    fn refused(&self, response: &Response) -> crate::error::Error;
}
