use super::super::testing::{
    LIST, V3, active, answer, get, path_of, refused, request, send, store, with_status,
};
use super::*;
use crate::names::NASTY;
use crate::random::Random;

fn patch(store: &mut Store, place: usize, body: &Value) -> Answer {
    let path = path_of(store, place);
    send(store, "PATCH", &path, body)
}

/// Saves credentials of an account, in its own scheme.
fn save(store: &mut Store, place: usize, val: &Value) -> Answer {
    let scheme = store.accounts()[place].auth_scheme.clone();
    patch(store, place, &json!({"connection": {"state": {"authScheme": scheme, "val": val}}}))
}

#[test]
fn an_alias_is_set_and_the_empty_one_clears_it() {
    let mut store = store(20);

    let answer = patch(&mut store, 0, &json!({"alias": "billing-bot"}));
    let account = &store.accounts()[0];
    assert_eq!(answer.value(), json!({"success": true, "id": account.id, "status": "ACTIVE"}));
    assert_eq!(account.alias.as_deref(), Some("billing-bot"));

    patch(&mut store, 0, &json!({"alias": ""}));
    assert_eq!(store.accounts()[0].alias, None);
}

#[test]
fn an_alias_can_be_saved_through_v3_and_be_anything() {
    let mut store = store(20);
    let path = path_of(&store, 0).replace("v3.1", "v3");

    for (_, name) in NASTY {
        assert_eq!(send(&mut store, "PATCH", &path, &json!({"alias": name})).status, 200);
        assert_eq!(store.accounts()[0].alias.as_deref(), Some(name));
    }
}

#[test]
fn no_two_accounts_of_one_user_and_toolkit_have_the_same_alias() {
    let mut store = store(20);
    let (user, toolkit) = (store.accounts()[0].user_id.clone(), store.accounts()[0].toolkit.clone());
    let other = store.accounts()[1].id.clone();
    store.edit(&other, |account| {
        account.alias = Some("taken".into());
        (account.user_id, account.toolkit) = (user, toolkit);
    });

    let refused = patch(&mut store, 0, &json!({"alias": "taken"}));
    let error = &refused.value()["error"];
    assert_eq!(refused.status, 400);
    assert_eq!(
        error["errors"],
        json!(["alias: is already used by another account of this user and toolkit"])
    );
    assert!(error["suggested_fix"].is_string());
    assert_ne!(store.accounts()[0].alias.as_deref(), Some("taken"));

    assert_eq!(patch(&mut store, 1, &json!({"alias": "taken"})).status, 200, "it is its own");
    store.edit(&other, |account| account.user_id = "somebody-else".into());
    assert_eq!(patch(&mut store, 0, &json!({"alias": "taken"})).status, 200, "of another user");
}

#[test]
fn what_is_absent_is_kept_null_removes_and_a_value_sets() {
    let mut store = store(240);
    let place = active(&store, "BASIC");
    let before = store.accounts()[place].values.clone();

    let answer = save(&mut store, place, &json!({"password": "correct horse", "subdomain": null}));
    assert_eq!(answer.status, 200, "{answer:?}");

    let mut expected = before;
    expected.insert("password".into(), "correct horse".into());
    expected.remove("subdomain");
    assert_eq!(store.accounts()[place].values, expected);
}

/// Whatever is sent, what is kept afterwards is what was there, with each null taken out and each value put in.
#[test]
fn any_save_keeps_removes_and_sets_exactly_what_it_says() {
    const NAMES: [&str; 6] = ["token", "username", "password", "base_url", "api_key", "x-own"];
    let mut random = Random::new(7);
    let mut store = store(20);
    for round in 0..300 {
        let place = (round % 3) * 7;
        let mut expected = store.accounts()[place].values.clone();
        let mut val = Map::new();
        for name in NAMES {
            match random.below(4) {
                0 => {
                    val.insert(name.into(), Value::Null);
                    expected.remove(name);
                }
                1 => {
                    let value = Value::from(if random.percent(20) { String::new() } else { random.hex(16) });
                    val.insert(name.into(), value.clone());
                    expected.insert(name.into(), value);
                }
                _ => {}
            }
        }
        let others: Vec<_> = store.accounts().iter().map(|account| account.values.clone()).collect();
        assert_eq!(save(&mut store, place, &Value::Object(val)).status, 200);
        assert_eq!(store.accounts()[place].values, expected);
        for (at, account) in store.accounts().iter().enumerate().filter(|(at, _)| *at != place) {
            assert_eq!(account.values, others[at]);
        }
    }
}

#[test]
fn what_nobody_declared_is_kept_too_whatever_its_type() {
    let mut store = store(20);
    let place = active(&store, "API_KEY");

    assert_eq!(save(&mut store, place, &json!({"tenant": {"id": 17}, "beta": true})).status, 200);

    let values = &store.accounts()[place].values;
    assert_eq!((&values["tenant"], &values["beta"]), (&json!({"id": 17}), &json!(true)));
    assert!(values["generic_api_key"].is_string());
    let path = path_of(&store, place);
    assert_eq!(get(&mut store, &path)["state"]["val"]["tenant"], "REDACTED");
}

#[test]
fn a_masked_value_that_is_sent_back_is_stored() {
    let mut store = store(20);
    let place = active(&store, "API_KEY");

    save(&mut store, place, &json!({"generic_api_key": "key_..."}));

    assert_eq!(store.accounts()[place].values["generic_api_key"], "key_...");
}

#[test]
fn the_scheme_must_be_the_accounts_own_and_one_that_can_be_changed() {
    let mut store = store(240);
    for (own, sent, said) in [
        ("API_KEY", "BASIC", "must be that of the account, API_KEY"),
        ("OAUTH2", "BEARER_TOKEN", "must be that of the account, OAUTH2"),
        (
            "OAUTH2",
            "OAUTH2",
            "must be one of BEARER_TOKEN, API_KEY, BASIC, BASIC_WITH_JWT, \
          GOOGLE_SERVICE_ACCOUNT, SERVICE_ACCOUNT, not \"OAUTH2\"",
        ),
    ] {
        let place = active(&store, own);
        let before = store.accounts()[place].clone();
        let body =
            json!({"alias": "new", "connection": {"state": {"authScheme": sent, "val": {"token": "t"}}}});
        let request = request("PATCH", &path_of(&store, place)).with_json(&body);

        assert_eq!(refused(&mut store, &request), format!("connection.state.authScheme {said}"));
        assert_eq!(store.accounts()[place], before);
    }
    for scheme in scheme::UPDATABLE {
        let place = active(&store, scheme);
        assert_eq!(save(&mut store, place, &json!({})).status, 200, "{scheme}");
    }
}

#[test]
fn an_oauth_account_can_only_change_its_alias() {
    let mut store = store(20);
    let place = active(&store, "OAUTH2");

    assert_eq!(patch(&mut store, place, &json!({"alias": "ops"})).status, 200);
    assert_eq!(save(&mut store, place, &json!({"access_token": "t"})).status, 400);
}

#[test]
fn new_credentials_make_an_expired_account_work_again_and_removing_some_does_not() {
    let mut store = store(20);
    let place = with_status(&store, "EXPIRED");
    assert_eq!(save(&mut store, place, &json!({"subdomain": null})).value()["status"], "EXPIRED");
    assert_eq!(save(&mut store, place, &json!({"password": "correct horse"})).value()["status"], "ACTIVE");
    assert_eq!(store.accounts()[place].status_reason, None);

    let disabled = with_status(&store, "INACTIVE");
    assert_eq!(save(&mut store, disabled, &json!({"private_key": "new"})).value()["status"], "INACTIVE");
}

#[test]
fn an_empty_save_changes_nothing_but_when_it_was_saved() {
    let mut store = store(20);
    let before = store.accounts()[0].clone();

    let path = path_of(&store, 0);
    let later = request("PATCH", &path).with_json(&json!({})).at(1_800_000_000_123);
    assert_eq!(answer(&mut store, &later).status, 200);

    let updated_at = "2027-01-15T08:00:00.123Z".to_owned();
    assert_eq!(store.accounts()[0], Account { updated_at, ..before });
}

#[test]
fn who_may_use_a_shared_account_is_changed_through_v3_1_alone() {
    let mut store = store(240);
    let shared = store.accounts().iter().position(|account| account.shared.is_some()).unwrap();
    let body = json!({"experimental": {"acl_config_for_shared": {"not_allowed_user_ids": ["user-17"]}}});
    let before = store.accounts()[shared].shared.clone().unwrap();

    assert_eq!(patch(&mut store, shared, &body).status, 200);
    let expected = Acl { not_allowed_user_ids: vec!["user-17".into()], ..before };
    assert_eq!(store.accounts()[shared].shared, Some(expected));

    let private = request("PATCH", &path_of(&store, 0)).with_json(&body);
    assert_eq!(
        refused(&mut store, &private),
        "experimental.acl_config_for_shared is only for shared accounts"
    );
    let older = request("PATCH", &path_of(&store, shared).replace("v3.1", "v3")).with_json(&body);
    assert_eq!(refused(&mut store, &older), "unknown field experimental");
}

#[test]
fn a_wrong_body_is_refused_by_name_and_changes_nothing() {
    let mut store = store(20);
    let before = store.accounts()[1].clone();
    let val = |val: Value| json!({"connection": {"state": {"authScheme": "API_KEY", "val": val}}});
    for (body, said) in [
        (json!({"name": "Ops"}), "unknown field name"),
        (json!({"alias": null}), "alias must be a string"),
        (json!({"alias": 1}), "alias must be a string"),
        (json!(["alias"]), "the body must be an object"),
        (json!({"connection": null}), "connection must be an object"),
        (json!({"connection": {}}), "connection.state is required"),
        (json!({"connection": {"state": {"val": {}}}}), "connection.state.authScheme is required"),
        (json!({"connection": {"state": {"authScheme": "API_KEY"}}}), "connection.state.val is required"),
        (
            json!({"connection": {"state": {"authScheme": 1, "val": {}}}}),
            "connection.state.authScheme must be a string",
        ),
        (
            json!({"connection": {"user_id": "a", "state": {"authScheme": "API_KEY", "val": {}}}}),
            "unknown field connection.user_id",
        ),
        (
            json!({"connection": {"state": {"authScheme": "API_KEY", "val": {}, "value": {}}}}),
            "unknown field connection.state.value",
        ),
        (val(json!({"api_key": 1})), "connection.state.val.api_key must be a string or null"),
        (val(json!({"subdomain": ["a"]})), "connection.state.val.subdomain must be a string or null"),
        (val(json!({"status": "ACTIVE"})), "connection.state.val.status cannot be changed"),
        (json!({"experimental": {"other": {}}}), "unknown field experimental.other"),
        (
            json!({"experimental": {"acl_config_for_shared": {"allow_all_users": "yes"}}}),
            "experimental.acl_config_for_shared.allow_all_users must be true or false",
        ),
    ] {
        let request = request("PATCH", &path_of(&store, 1)).with_json(&body);
        assert_eq!(refused(&mut store, &request), said);
    }
    assert_eq!(store.accounts()[1], before);
}

#[test]
fn a_body_must_say_that_it_is_json_and_be_it() {
    let mut store = store(1);
    let path = path_of(&store, 0);
    let text = |content_type| {
        Request { body: b"{}".into(), ..request("PATCH", &path) }.with_header("content-type", content_type)
    };

    assert_eq!(refused(&mut store, &text("text/plain")), "content-type must be application/json");
    assert_eq!(answer(&mut store, &text("application/json; charset=utf-8")).status, 200);
    let cut = Request { body: b"{".into(), ..text("application/json") };
    assert!(refused(&mut store, &cut).starts_with("the body is not JSON"));
}

#[test]
fn an_unknown_id_is_not_found() {
    let unknown = send(&mut store(1), "PATCH", &format!("{LIST}/ca_nobody"), &json!({"alias": "a"}));
    let refused = unknown.value();

    assert_eq!((unknown.status, &refused["error"]["code"]), (404, &json!(1803)));
    assert_eq!(get(&mut store(1), &format!("{V3}/connected_accounts"))["total_items"], 1);
}
