//! `POST /connected_accounts/{id}/revoke`, of v3.1 only: the tokens end at the provider.

use serde_json::json;

use super::account::reason;
use super::error::Refusal;
use super::generate::iso;
use super::{Store, now, query};
use crate::http::{Answer, Request};

const TOKENS: [&str; 2] = ["access_token", "refresh_token"];

pub(super) fn revoke(store: &mut Store, request: &Request, id: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let account = store.get(id).ok_or_else(Refusal::unknown)?;
    // Assumption: all providers of OAuth 2.0 can, and nobody else.
    if !matches!(account.auth_scheme.as_str(), "OAUTH2" | "DCR_OAUTH" | "S2S_OAUTH2") {
        return Err(Refusal::invalid(format!("Revoke is not supported for {}", account.toolkit))
            .fix("Delete the account, and remove its credentials at the provider"));
    }
    let at = iso(now(request));
    let revoked_tokens: Vec<&str> = match account.status.as_str() {
        "REVOKED" => Vec::new(),
        "ACTIVE" => TOKENS.into_iter().filter(|name| account.values.contains_key(*name)).collect(),
        status => return Err(Refusal::new(409, format!("An account that is {status} cannot be revoked"))),
    };
    if account.status == "ACTIVE" {
        store.edit(id, |account| {
            account.turn("REVOKED", Some(reason::REVOKED));
            account.values.retain(|name, _| !TOKENS.contains(&name.as_str()));
            account.updated_at = at;
        });
    }
    let body =
        json!({"revoked_tokens": revoked_tokens, "connected_account": {"id": id, "status": "REVOKED"}});
    Ok(Answer::json(200, &body))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LIST, active, answer, path_of, request, store};
    use super::*;

    fn revoke(store: &mut Store, place: usize) -> Answer {
        let path = format!("{}/revoke", path_of(store, place));
        answer(store, &request("POST", &path))
    }

    #[test]
    fn the_tokens_of_what_works_end_and_nothing_ends_twice() {
        let mut store = store(20);
        let place = active(&store, "OAUTH2");

        let said = revoke(&mut store, place).value();
        assert_eq!(said["revoked_tokens"], json!(["access_token", "refresh_token"]));
        let account = &store.accounts()[place];
        assert_eq!(said["connected_account"], json!({"id": account.id, "status": "REVOKED"}));
        assert_eq!(account.status_reason.as_deref(), Some("Revoked via user-initiated revoke endpoint"));
        assert!(!account.values.contains_key("access_token"));

        let again = revoke(&mut store, place);
        assert_eq!((again.status, &again.value()["revoked_tokens"]), (200, &json!([])));
    }

    #[test]
    fn what_is_no_oauth_cannot_be_revoked() {
        let mut store = store(20);
        let place = active(&store, "API_KEY");

        assert_eq!(revoke(&mut store, place).status, 400);
        assert_eq!(store.accounts()[place].status, "ACTIVE");
    }

    #[test]
    fn what_does_not_work_cannot_be_revoked() {
        let mut store = store(240);
        for status in ["INITIALIZING", "INITIATED", "FAILED", "EXPIRED", "INACTIVE"] {
            let place = active(&store, "OAUTH2");
            let id = store.accounts()[place].id.clone();
            store.edit(&id, |account| account.turn(status, None));

            let refused = revoke(&mut store, place);
            assert_eq!((refused.status, &refused.value()["error"]["status"]), (409, &json!(409)), "{status}");
        }
    }

    #[test]
    fn v3_cannot_revoke() {
        let mut store = store(20);
        let path = format!("{}/revoke", path_of(&store, active(&store, "OAUTH2"))).replace("v3.1", "v3");

        assert_eq!(answer(&mut store, &request("POST", &path)).status, 404);
        assert_eq!(answer(&mut store, &request("POST", &format!("{LIST}/ca_nobody/revoke"))).status, 404);
    }
}
