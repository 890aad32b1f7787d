//! An account as it is said.

use serde_json::{Map, Value, json};

use super::secret::Mask;
use super::version::Version;
use super::{Account, Store};

/// What a list says of an account.
pub(super) fn of(store: &Store, version: Version, account: &Account) -> Value {
    let config = store.auth_config(&account.auth_config);
    let status = version.status(&account.status);
    let mut values = masked(store, account);
    values.insert("status".to_owned(), status.into());
    let mut row = json!({
        "id": account.id,
        "user_id": account.user_id,
        "status": status,
        "status_reason": account.status_reason,
        "is_disabled": account.is_disabled,
        "created_at": account.created_at,
        "updated_at": account.updated_at,
        "toolkit": {"slug": account.toolkit},
        "auth_config": {
            "id": account.auth_config,
            "auth_scheme": account.auth_scheme,
            "is_composio_managed": config.is_some_and(|config| config.is_composio_managed),
            "is_disabled": config.is_some_and(|config| !config.is_enabled),
        },
        "state": {"authScheme": account.auth_scheme, "val": values},
        // Deprecated, and the same once more.
        "data": values,
    });
    if version == Version::V31 {
        row["alias"] = json!(account.alias);
        row["word_id"] = json!(account.word_id);
        row["experimental"] = match &account.shared {
            Some(acl) => json!({"account_type": "SHARED", "acl_config_for_shared": acl}),
            None => json!({"account_type": "PRIVATE"}),
        };
    }
    row
}

/// What is said of one account alone.
pub(super) fn detail(store: &Store, version: Version, account: &Account) -> Value {
    let mut row = of(store, version, account);
    // Assumption: what it was initialised with is what it has.
    row["params"] = masked(store, account).into();
    if let Some(scopes) = account.values.get("scope").and_then(Value::as_str) {
        row["requested_scopes"] = scopes.split_whitespace().collect();
    }
    row
}

fn masked(store: &Store, account: &Account) -> Map<String, Value> {
    let config = store.auth_config(&account.auth_config);
    let mask = match (config.is_some_and(|config| config.is_composio_managed), store.options.unmasked) {
        (true, _) => Mask::Redacted,
        (false, false) => Mask::Start,
        (false, true) => Mask::Off,
    };
    mask.over(&account.values)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LIST, active, get, path_of, secrets, store};
    use super::*;

    #[test]
    fn no_secret_is_said_in_full() {
        let mut store = store(240);
        let secrets = secrets(&store);
        assert!(secrets.len() > 200);

        let mut said = get(&mut store, &format!("{LIST}?limit=1000&account_type=ALL")).to_string();
        for place in 0..20 {
            let path = path_of(&store, place);
            said += &get(&mut store, &path).to_string();
        }

        assert!(!secrets.iter().any(|secret| said.contains(&json!(secret).to_string())), "{said}");
        assert!(said.contains("\"generic_api_key\":\"key_...\"") && said.contains("\"REDACTED\""));
    }

    #[test]
    fn the_project_can_have_its_own_secrets_said_in_full_but_not_those_that_composio_manages() {
        let mut store = store(240);
        store.options.unmasked = true;
        let managed: Vec<_> =
            store.auth_configs().iter().filter(|config| config.is_composio_managed).collect();
        let managed: Vec<_> = managed.into_iter().map(|config| config.id.clone()).collect();
        let own = active(&store, "API_KEY");
        let theirs = store
            .accounts()
            .iter()
            .position(|account| managed.contains(&account.auth_config) && account.status == "ACTIVE");

        let (own_path, theirs) = (path_of(&store, own), path_of(&store, theirs.unwrap()));
        let key = store.accounts()[own].values["generic_api_key"].clone();
        let said = get(&mut store, &own_path);
        for part in [&said["state"]["val"], &said["data"], &said["params"]] {
            assert_eq!(part["generic_api_key"], key);
        }
        let said = get(&mut store, &theirs);
        assert_eq!(said["state"]["val"]["access_token"], "REDACTED");
        assert_eq!(said["state"]["val"]["token_type"], "Bearer");
    }

    #[test]
    fn names_and_sharing_are_said_in_v3_1_only() {
        let mut store = store(20);
        let newer = path_of(&store, 4);
        let older = newer.replace("v3.1", "v3");

        let (newer, older) = (get(&mut store, &newer), get(&mut store, &older));

        assert_eq!(newer["alias"], "<img src=x onerror=alert(1)>");
        assert_eq!(newer["experimental"]["account_type"], "PRIVATE");
        for name in ["alias", "word_id", "experimental"] {
            assert!(newer.get(name).is_some() && older.get(name).is_none(), "{name}");
        }
    }

    #[test]
    fn to_v3_what_is_revoked_is_inactive() {
        let mut store = store(240);
        let revoked = store.accounts().iter().position(|account| account.status == "REVOKED").unwrap();
        let newer = path_of(&store, revoked);
        let older = get(&mut store, &newer.replace("v3.1", "v3"));

        assert_eq!(
            (&older["status"], &older["state"]["val"]["status"]),
            (&json!("INACTIVE"), &json!("INACTIVE"))
        );
        assert_eq!(get(&mut store, &newer)["status"], "REVOKED");
    }
}
