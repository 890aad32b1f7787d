//! The key: a project's or a user's.

use super::error::Refusal;
use super::{DEMO_KEY, Options};
use crate::http::Request;
use crate::sentinel;

/// A project's key and a user's. Assumption: both may do the same.
const HEADERS: [&str; 2] = ["x-api-key", "x-user-api-key"];

pub(super) fn key(request: &Request) -> Option<&str> {
    HEADERS.iter().find_map(|name| request.header(name))
}

pub(super) fn check(options: &Options, request: &Request) -> Result<(), Refusal> {
    let refuse = |message| Err(Refusal::new(401, message).fix("Send the key of a project as x-api-key"));
    match key(request) {
        None => refuse("Authentication required"),
        Some(key)
            if key == DEMO_KEY || sentinel::is_key(key) || options.keys.iter().any(|good| good == key) =>
        {
            Ok(())
        }
        Some(_) => refuse("Invalid API key"),
    }
}

/// What a gateway does: its own key, and none that was sent.
pub(super) fn add(request: &mut Request) {
    request.headers.retain(|(name, _)| !HEADERS.iter().any(|header| name.eq_ignore_ascii_case(header)));
    request.headers.push((HEADERS[0].to_owned(), DEMO_KEY.to_owned()));
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LIST, answer, store};
    use super::*;
    use crate::http::Answer;

    fn ask(name: &str, key: &str) -> Answer {
        let mut store = store(1);
        store.options.keys.push("another".into());
        answer(&mut store, &Request::new("GET", LIST).with_header(name, key))
    }

    #[test]
    fn a_good_key_is_taken_in_a_header_of_either_name() {
        for (name, key) in [("X-API-Key", DEMO_KEY), ("x-user-api-key", DEMO_KEY), ("x-api-key", "another")] {
            assert_eq!(ask(name, key).status, 200, "{name}: {key}");
        }
    }

    #[test]
    fn a_missing_or_wrong_key_is_refused_in_the_envelope() {
        let missing = answer(&mut store(1), &Request::new("GET", LIST)).value();

        assert_eq!(missing["error"]["message"], "Authentication required");
        assert_eq!(missing["error"]["slug"], "HTTP_Unauthorized");
        assert_eq!(ask("x-api-key", "guessed").status, 401);
        assert_eq!(ask("authorization", DEMO_KEY).status, 401);
    }

    #[test]
    fn a_preflight_has_no_key_and_so_keeps_pages_of_other_origins_out() {
        let preflight = Request::new("OPTIONS", LIST).with_header("access-control-request-method", "GET");

        assert_eq!(answer(&mut store(1), &preflight).status, 401);
        assert!(!Options::default().cors);
    }

    #[test]
    fn a_gateway_replaces_a_key_that_was_sent() {
        let mut sent =
            Request::new("GET", LIST).with_header("X-User-API-Key", "sent").with_header("x-api-key", "sent");
        add(&mut sent);

        assert_eq!(sent.headers, [("x-api-key".to_owned(), DEMO_KEY.to_owned())]);
    }
}
