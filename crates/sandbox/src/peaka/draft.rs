//! What creates a connection or replaces one: both have the same body.

use serde_json::{Map, Value};

use super::error::Refusal;
use super::kind::Kind;
use super::query::{Fields, needed};
use super::{Connection, Consent, credential, kind};
use crate::http::Request;
use crate::random::Random;

/// A whole connection, checked.
pub(super) struct Draft {
    name: String,
    kind: &'static Kind,
    credential: Map<String, Value>,
    callback: Option<String>,
}

impl Draft {
    /// Assumption: all but the callback is needed, for a save as was measured for a new one.
    pub(super) fn of(request: &Request) -> Result<Self, Refusal> {
        let mut fields = Fields::of(request)?;
        let name = fields.text("name")?;
        let kind = fields.text("type")?;
        let credential = fields.object("credential")?;
        let callback = fields.text("connectionCallback")?;
        fields.end()?;

        let name = needed("name", name)?;
        if name.trim().is_empty() {
            return Err(Refusal::invalid("name is empty"));
        }
        let kind = needed("type", kind)?;
        let kind =
            kind::of(&kind).ok_or_else(|| Refusal::invalid(format!("{kind:?} is no type of connection")))?;
        let credential = needed("credential", credential)?;
        // Assumption: where somebody is sent away, it must be known where to come back to.
        if kind.redirect && callback.is_none() {
            needed("connectionCallback", callback.as_ref())?;
        }
        if callback.as_deref().is_some_and(|callback| !is_address(callback)) {
            return Err(Refusal::invalid("connectionCallback must be a URL"));
        }
        credential::check(kind, &credential)?;
        Ok(Self { name, kind, credential, callback })
    }

    /// The connection as it becomes. Assumption: where a sign-in is needed, name and type are stored at once and the
    /// credential with the sign-in; until then the one before stays.
    pub(super) fn applied(self, connection: Connection, random: &mut Random) -> Connection {
        let Self { name, kind, credential, callback } = self;
        let connection = Connection { name, kind: kind.name.to_owned(), consent: None, ..connection };
        match callback.filter(|_| kind.redirect) {
            None => Connection { credential, ..connection },
            Some(callback) => {
                Connection { consent: Some(Consent::new(random, callback, credential)), ..connection }
            }
        }
    }
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control()))
}
