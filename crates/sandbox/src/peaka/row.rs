//! What is said of a connection.

use serde::Serialize;

use super::Connection;
use crate::http::Request;

/// A connection as it is said.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    #[serde(flatten)]
    connection: &'a Connection,
    /// Where a person has to go before it works. Assumption: said for as long as that is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl<'a> Row<'a> {
    pub(super) fn of(connection: &'a Connection, request: &Request) -> Self {
        Self { connection, url: connection.consent.as_ref().map(|consent| consent.url(request)) }
    }
}
