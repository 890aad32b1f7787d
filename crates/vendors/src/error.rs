//! What can go wrong between a person and a vendor, by the stage at which it did.
//!
//! Errors are plain data that compare with `==`. Their sentences are `words.rs` of the panel; here
//! are only codes with what belongs to them, so that no body and no key can slip into a message.

use std::time::Duration;

use crate::secret::Strike;

/// A failed question to a vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It was never sent: refused on this side.
    NotSent(Refusal),
    /// No answer. A browser cannot tell a network that is down from a server that does not allow
    /// this page: <https://fetch.spec.whatwg.org/#concept-network-error>.
    Unreachable {
        /// Where it was sent to.
        to: String,
        /// Whether the browser says that it has no network at all.
        offline: bool,
    },
    /// No answer within the time allowed.
    TimedOut(Duration),
    /// The gateway wants a sign-in first.
    SignedOut,
    /// The vendor answered no.
    Refused(Box<Refused>),
    /// The vendor answered something that cannot be read.
    Unreadable(Unreadable),
}

/// Why a request was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No key has been given for this source.
    KeyMissing,
    /// A key that cannot stand in a header.
    KeyUnusable,
    /// The configuration allows nothing but reading.
    ReadOnly,
}

/// A vendor's refusal, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// The status.
    pub status: u16,
    /// What the vendor says to people.
    pub message: Option<String>,
    /// What the vendor says to programs.
    pub code: Option<String>,
    /// What the vendor's support asks for.
    pub request_id: Option<String>,
    /// What the vendor suggests to do.
    pub suggestion: Option<String>,
    /// What the vendor says of single fields.
    pub fields: Vec<(String, String)>,
    /// How long the vendor asks to wait.
    pub retry_after: Option<Duration>,
    /// Whether it says that what was asked for is not there, where the status does not.
    pub is_gone: bool,
}

/// An answer that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The status it came with.
    pub status: u16,
    /// Where in it, such as `rows[3].tags`; empty for the whole.
    pub at: String,
    /// What should have stood there.
    pub expected: Expected,
    /// What came instead, as far as it can be told without quoting it.
    pub found: Found,
}

/// What should have stood in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Any JSON.
    Json,
    /// A JSON object.
    Object,
    /// A JSON array.
    List,
    /// A JSON string.
    Text,
    /// A JSON number.
    Number,
    /// `true` or `false`.
    Flag,
}

/// What stood there instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A web page: the usual sign of a wrong base URL.
    Html,
    /// JSON that ends too early.
    Cut,
    /// No byte at all.
    Nothing,
    /// Anything else.
    Other,
}

/// What a person can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Never sent.
    NotSent,
    /// No key yet.
    KeyMissing,
    /// The browser is offline.
    Offline,
    /// No answer.
    Unreachable,
    /// Too slow.
    TimedOut,
    /// The gateway wants a sign-in.
    SignedOut,
    /// The key is not known.
    Unauthorized,
    /// A quota is used up.
    Quota,
    /// The key may not do that.
    Forbidden,
    /// It is not there, or no longer.
    NotFound,
    /// It changed meanwhile.
    Conflict,
    /// What was sent is not acceptable.
    Invalid,
    /// Too many requests.
    TooMany,
    /// The vendor's own trouble.
    Server,
    /// The answer cannot be read.
    Unreadable,
}

impl Error {
    /// What kind of trouble it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::NotSent(Refusal::KeyMissing) => Kind::KeyMissing,
            Self::NotSent(_) => Kind::NotSent,
            Self::Unreachable { offline: true, .. } => Kind::Offline,
            Self::Unreachable { .. } => Kind::Unreachable,
            Self::TimedOut(_) => Kind::TimedOut,
            Self::SignedOut => Kind::SignedOut,
            Self::Unreadable(_) => Kind::Unreadable,
            Self::Refused(refused) if refused.is_gone => Kind::NotFound,
            Self::Refused(refused) => match refused.status {
                401 => Kind::Unauthorized,
                402 => Kind::Quota,
                403 => Kind::Forbidden,
                404 | 410 => Kind::NotFound,
                409 => Kind::Conflict,
                408 => Kind::TimedOut,
                429 => Kind::TooMany,
                400..=499 => Kind::Invalid,
                _ => Kind::Server,
            },
        }
    }

    /// Whether the same question may be answered a little later. Says nothing about whether it
    /// may be asked again: see [`crate::retry`].
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TimedOut(_) => true,
            Self::Refused(refused) => matches!(refused.status, 408 | 429 | 500..=599),
            Self::Unreadable(unreadable) => unreadable.found == Found::Cut,
            Self::NotSent(_) | Self::SignedOut => false,
        }
    }

    /// Whether a write that ended like this may have been carried out all the same.
    #[must_use]
    pub fn leaves_outcome_open(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::TimedOut(_) | Self::Unreadable(_) => true,
            Self::Refused(refused) => matches!(refused.status, 408 | 500..=599),
            Self::NotSent(_) | Self::SignedOut => false,
        }
    }

    /// Takes what a person typed as a secret out of every text that came from the vendor.
    #[must_use]
    pub fn strike(self, secrets: &Strike) -> Self {
        match self {
            Self::Refused(mut refused) => {
                let clean = |text: Option<String>| text.and_then(|text| secrets.text(&text));
                refused.message = clean(refused.message);
                refused.code = clean(refused.code);
                refused.request_id = clean(refused.request_id);
                refused.suggestion = clean(refused.suggestion);
                refused.fields = refused
                    .fields
                    .into_iter()
                    .filter_map(|(field, text)| Some((secrets.text(&field)?, secrets.text(&text)?)))
                    .collect();
                Self::Refused(refused)
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16) -> Error {
        Error::Refused(Box::new(Refused { status, ..Refused::default() }))
    }

    #[test]
    fn each_status_has_its_own_kind() {
        let table = [
            (400, Kind::Invalid),
            (401, Kind::Unauthorized),
            (402, Kind::Quota),
            (403, Kind::Forbidden),
            (404, Kind::NotFound),
            (408, Kind::TimedOut),
            (409, Kind::Conflict),
            (410, Kind::NotFound),
            (422, Kind::Invalid),
            (429, Kind::TooMany),
            (500, Kind::Server),
            (503, Kind::Server),
        ];
        for (status, kind) in table {
            assert_eq!(refused(status).kind(), kind, "{status}");
        }
    }

    #[test]
    fn what_a_vendor_calls_gone_is_not_found_whatever_the_status() {
        let gone = Refused { status: 400, is_gone: true, ..Refused::default() };
        assert_eq!(Error::Refused(Box::new(gone)).kind(), Kind::NotFound);
    }

    #[test]
    fn a_plain_refusal_of_a_write_settles_it_and_a_lost_answer_does_not() {
        assert!(!refused(422).leaves_outcome_open());
        assert!(!refused(429).leaves_outcome_open());
        assert!(refused(502).leaves_outcome_open());
        assert!(Error::TimedOut(Duration::from_secs(30)).leaves_outcome_open());
        assert!(!Error::NotSent(Refusal::ReadOnly).leaves_outcome_open());
    }
}
