//! `GET /v1/whoami`.

use serde_json::json;

use super::auth::May;
use super::error::Refusal;
use super::query;
use crate::http::{Answer, Request};

/// Assumption: the fields; it is only known that there are an identity and roles.
pub(super) fn whoami(request: &Request, may: May) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let (name, role) = match may {
        May::Write => ("Operations", "CONNECTION_ADMIN"),
        May::Read => ("Auditor", "QUERIER"),
    };
    let user = json!({
        "id": "0a6f3b52-8c1d-4e7f-9b20-5d4c3b2a1908",
        "displayName": name,
        "email": format!("{}@example.test", name.to_lowercase()),
    });
    Ok(Answer::json(200, &json!({"user": user, "organization": "blobsrus", "roles": [role]})))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answer, get, request, request_with, store};
    use super::*;

    const WHOAMI: &str = "/omni/api/v1/whoami";

    #[test]
    fn a_key_says_whose_it_is_and_what_they_may_do() {
        let mut store = store(0);
        store.options.readers.push("reader".into());

        assert_eq!(get(&mut store, WHOAMI)["roles"], json!(["CONNECTION_ADMIN"]));
        let reader = answer(&mut store, &request_with("reader", "GET", WHOAMI)).value();
        assert_eq!(reader["roles"], json!(["QUERIER"]));
    }

    #[test]
    fn a_parameter_is_refused_in_the_other_shape() {
        let refused = answer(&mut store(0), &request("GET", &format!("{WHOAMI}?full=true"))).value();

        assert_eq!(refused, json!({"detail": "Bad Request: unknown query parameter full", "status": 400}));
    }
}
