//! `GET /auth/session/info`: whether a key is good. The trap: the answer holds the key.

use serde_json::json;

use super::error::Refusal;
use super::{auth, query};
use crate::http::{Answer, Request};

pub(super) fn info(request: &Request) -> Result<Answer, Refusal> {
    query::bare(request)?;
    // Assumption: names and ids, and no more of what the vendor leaves open.
    let body = json!({
        "project": {"id": "pr_Patchbay0001", "name": "Patchbay demo", "org_id": "ok_Patchbay0001"},
        "org_member": {"id": "om_Patchbay0001", "name": "Sandbox", "role": "admin"},
        "api_key": {"id": "ak_Patchbay0001", "name": "demo", "key": auth::key(request)},
    });
    Ok(Answer::json(200, &body))
}

#[cfg(test)]
mod tests {
    use super::super::DEMO_KEY;
    use super::super::testing::{V3, answer, get, store};
    use super::*;

    #[test]
    fn a_good_key_is_told_whose_it_is_and_itself() {
        let said = get(&mut store(0), &format!("{V3}/auth/session/info"));

        assert_eq!(
            (&said["project"]["name"], &said["api_key"]["key"]),
            (&json!("Patchbay demo"), &json!(DEMO_KEY))
        );
    }

    #[test]
    fn a_wrong_key_is_refused() {
        let wrong =
            Request::new("GET", &format!("{V3}/auth/session/info")).with_header("x-api-key", "guessed");

        assert_eq!(answer(&mut store(0), &wrong).status, 401);
    }
}
