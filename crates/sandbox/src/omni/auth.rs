//! The key, and what its owner may do.

use super::error::Refusal;
use super::{DEMO_KEY, Options};
use crate::http::Request;
use crate::sentinel;

const HEADER: &str = "authorization";

/// What the owner of a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum May {
    Write,
    Read,
}

impl May {
    /// Refuses a write of somebody who may only read.
    pub(super) fn write(self) -> Result<(), Refusal> {
        match self {
            Self::Write => Ok(()),
            Self::Read => Err(Refusal::new(403, "Connection Admin permission is required")),
        }
    }
}

pub(super) fn key(request: &Request) -> Option<&str> {
    request.header(HEADER)?.strip_prefix("Bearer ")
}

/// The key, if it is a good one.
pub(super) fn check<'a>(options: &Options, request: &'a Request) -> Result<(&'a str, May), Refusal> {
    let key = key(request).ok_or_else(|| Refusal::new(401, "Authentication required"))?;
    let is_among = |keys: &[String]| keys.iter().any(|good| good == key);
    if key == DEMO_KEY || sentinel::is_key(key) || is_among(&options.keys) {
        Ok((key, May::Write))
    } else if is_among(&options.readers) {
        Ok((key, May::Read))
    } else {
        Err(Refusal::new(401, "Invalid API key"))
    }
}

/// What a gateway does: its own key, and none that was sent.
pub(super) fn add(request: &mut Request) {
    request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(HEADER));
    request.headers.push((HEADER.to_owned(), format!("Bearer {DEMO_KEY}")));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{LIST, answer, path_of, request_with, store};
    use super::*;

    #[test]
    fn a_missing_or_wrong_key_is_refused_in_the_shape_of_the_route() {
        let missing = answer(&mut store(1), &Request::new("GET", LIST));
        assert_eq!(missing.status, 401);
        assert_eq!(missing.value(), json!({"error": "Unauthorized", "message": "Authentication required"}));

        let wrong = answer(&mut store(1), &request_with("guessed", "GET", "/omni/api/v1/whoami"));
        assert_eq!(wrong.value(), json!({"detail": "Unauthorized: Invalid API key", "status": 401}));
    }

    #[test]
    fn a_key_must_be_a_bearers() {
        let request = Request::new("GET", LIST).with_header("authorization", DEMO_KEY);

        assert_eq!(answer(&mut store(1), &request).status, 401);
    }

    #[test]
    fn further_keys_can_be_good() {
        let mut store = store(1);
        store.options.keys.push("another".into());

        assert_eq!(answer(&mut store, &request_with("another", "GET", LIST)).status, 200);
    }

    #[test]
    fn a_reader_reads_and_does_not_write() {
        let mut store = store(1);
        store.options.readers.push("reader".into());
        let path = path_of(&store, 0);
        let refresh = format!("/omni/api/v1/models/{}/refresh", store.all()[0].schema_model);

        assert_eq!(answer(&mut store, &request_with("reader", "GET", &path)).status, 200);
        for write in [
            request_with("reader", "PATCH", &path).with_json(&json!({"baseRole": "VIEWER"})),
            request_with("reader", "DELETE", &path),
            request_with("reader", "POST", &refresh),
        ] {
            assert_eq!(answer(&mut store, &write).status, 403, "{}", write.method);
        }
    }

    #[test]
    fn a_gateway_replaces_a_key_that_was_sent() {
        let mut request = Request::new("GET", LIST).with_header("Authorization", "Bearer sent");
        add(&mut request);

        assert_eq!(request.headers, [("authorization".to_owned(), "Bearer omni-demo-key".to_owned())]);
    }
}
