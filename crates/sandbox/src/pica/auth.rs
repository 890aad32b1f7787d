//! The key, in a header of either name.

use super::error::Refusal;
use super::{DEMO_KEY, Options};
use crate::http::Request;
use crate::sentinel;

/// The old name and the successor's. Which server takes which is not known, so both are taken.
const HEADERS: [&str; 2] = ["x-pica-secret", "x-one-secret"];

pub(super) fn key(request: &Request) -> Option<&str> {
    HEADERS.iter().find_map(|name| request.header(name))
}

pub(super) fn check(options: &Options, request: &Request) -> Result<(), Refusal> {
    match key(request) {
        None => Err(Refusal::new(401, "Authentication required")),
        Some(key)
            if key == DEMO_KEY || sentinel::is_key(key) || options.keys.iter().any(|good| good == key) =>
        {
            Ok(())
        }
        Some(_) => Err(Refusal::new(401, "Invalid API key")),
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

    #[test]
    fn a_good_key_is_taken_in_a_header_of_either_name() {
        for name in ["X-Pica-Secret", "x-one-secret"] {
            let request = Request::new("GET", LIST).with_header(name, DEMO_KEY);
            assert_eq!(answer(&mut store(1), &request).status, 200, "{name}");
        }
    }

    #[test]
    fn a_missing_or_wrong_key_is_refused() {
        let missing = Request::new("GET", LIST);
        let wrong = missing.clone().with_header("x-pica-secret", "guessed");

        assert_eq!(answer(&mut store(1), &missing).value()["message"], "Authentication required");
        assert_eq!(answer(&mut store(1), &wrong).status, 401);
    }

    #[test]
    fn further_keys_can_be_good() {
        let mut store = store(1);
        store.options.keys.push("another".into());

        let request = Request::new("GET", LIST).with_header("x-pica-secret", "another");
        assert_eq!(answer(&mut store, &request).status, 200);
    }

    #[test]
    fn a_gateway_replaces_a_key_that_was_sent() {
        let mut request = Request::new("GET", LIST).with_header("X-One-Secret", "sent");
        add(&mut request);

        assert_eq!(request.headers, [("x-pica-secret".to_owned(), DEMO_KEY.to_owned())]);
    }
}
