//! `GET /connected_accounts/{id}`.

use super::error::Refusal;
use super::version::Version;
use super::{Store, query, row};
use crate::http::{Answer, Request};

pub(super) fn get(store: &Store, request: &Request, version: Version, id: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let account = store.get(id).ok_or_else(Refusal::unknown)?;
    Ok(Answer::json(200, &row::detail(store, version, account)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{LIST, active, answer, get, path_of, refused, request, store};

    #[test]
    fn an_account_is_said_as_the_list_says_it_and_with_what_it_was_initialised() {
        let mut store = store(20);
        let path = path_of(&store, 0);

        let mut account = get(&mut store, &path);

        let params = account.as_object_mut().unwrap().remove("params").unwrap();
        assert_eq!(account, get(&mut store, LIST)["items"][0]);
        assert_eq!(params, json!({"token": "tok_..."}));
    }

    #[test]
    fn an_oauth_account_says_its_scopes() {
        let mut store = store(240);
        store.edit_all(|account| {
            if account.auth_scheme == "OAUTH2" {
                account.values.insert("scope".into(), "read write".into());
            }
        });
        let path = path_of(&store, active(&store, "OAUTH2"));

        assert_eq!(get(&mut store, &path)["requested_scopes"], json!(["read", "write"]));
    }

    #[test]
    fn a_shared_account_is_not_hidden() {
        let mut store = store(240);
        let shared = store.accounts().iter().position(|account| account.shared.is_some()).unwrap();
        let path = path_of(&store, shared);

        let experimental = &get(&mut store, &path)["experimental"];
        assert_eq!(experimental["account_type"], "SHARED");
        assert_eq!(experimental["acl_config_for_shared"]["not_allowed_user_ids"], json!([]));
    }

    #[test]
    fn an_unknown_id_is_not_found_and_a_parameter_is_refused() {
        assert_eq!(answer(&mut store(1), &request("GET", &format!("{LIST}/ca_nobody"))).status, 404);
        let full = request("GET", &format!("{}?full=true", path_of(&store(1), 0)));
        assert_eq!(refused(&mut store(1), &full), "unknown query parameter full");
    }
}
