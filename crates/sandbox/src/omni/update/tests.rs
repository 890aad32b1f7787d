//! Saves, one kind after the other.

use super::super::testing::{GOOD_KEY, LIST, answer, get, path_of, refused, request, service_account, store};
use super::*;

/// The places of these dialects among the newest.
const SNOWFLAKE: usize = 0;
const BIGQUERY: usize = 1;
const POSTGRES: usize = 2;

fn patch(store: &mut Store, place: usize, body: &Value) -> Answer {
    let path = path_of(store, place);
    answer(store, &request("PATCH", &path).with_json(body))
}

fn refusal(store: &mut Store, place: usize, body: &Value) -> String {
    let path = path_of(store, place);
    refused(store, &request("PATCH", &path).with_json(body))
}

#[test]
fn a_password_is_stored_and_a_sentence_is_the_answer() {
    let mut store = store(3);

    let saved = patch(&mut store, POSTGRES, &json!({"passwordUnencrypted": "new-secret"}));

    assert_eq!(saved.status, 200);
    assert_eq!(saved.value(), json!({"success": true, "message": "Updated connection credentials."}));
    assert_eq!(store.all()[POSTGRES].password.as_deref(), Some("new-secret"));
    let path = path_of(&store, POSTGRES);
    assert!(!get(&mut store, &path).to_string().contains("new-secret"));
}

#[test]
fn a_role_is_any_text_since_there_are_custom_ones() {
    let mut store = store(3);
    for role in ["MODELER", "FINANCE_ANALYST"] {
        let saved = patch(&mut store, POSTGRES, &json!({"baseRole": role})).value();
        assert_eq!(saved["message"], "Updated connection default role.");
        assert_eq!(store.all()[POSTGRES].base_role.as_deref(), Some(role));
    }
}

#[test]
fn an_attribute_is_set_and_removed_with_null() {
    let mut store = store(3);
    let path = path_of(&store, POSTGRES);
    let attribute = json!({"attributeName": "region", "defaultValues": ["eu", "uk"]});

    patch(&mut store, POSTGRES, &json!({"environmentUserAttribute": attribute}));
    let row = &get(&mut store, &path)["connection"];
    assert_eq!(row["userAttributeNameForConnectionEnvironments"], "region");
    assert_eq!(row["userAttributeValuesForDefaultEnvironment"], json!(["eu", "uk"]));

    let valueless = json!({"attributeName": "tenant", "defaultValues": null});
    patch(&mut store, POSTGRES, &json!({"environmentUserAttribute": valueless}));
    assert_eq!(store.all()[POSTGRES].attribute_name.as_deref(), Some("tenant"));
    assert_eq!(store.all()[POSTGRES].default_values, None);

    patch(&mut store, POSTGRES, &json!({"environmentUserAttribute": null}));
    assert_eq!(
        get(&mut store, &path)["connection"]["userAttributeNameForConnectionEnvironments"],
        Value::Null
    );
}

#[test]
fn a_key_is_for_snowflake_only_and_really_one() {
    let mut store = store(3);
    let key = json!({"privateKey": GOOD_KEY});

    assert_eq!(patch(&mut store, SNOWFLAKE, &key).status, 200);
    assert_eq!(store.all()[SNOWFLAKE].private_key.as_deref(), Some(GOOD_KEY));
    let said = "privateKey is only applicable to Snowflake connections";
    assert_eq!(refusal(&mut store, POSTGRES, &key), said);
    assert_eq!(refusal(&mut store, SNOWFLAKE, &json!({"privateKey": ""})), "privateKey is empty");
    let short = json!({"privateKey": include_str!("../keys/rsa-1024.pem")});
    assert_eq!(refusal(&mut store, SNOWFLAKE, &short), "privateKey must have at least 2048 bits, not 1024");
}

#[test]
fn bigquery_takes_the_whole_service_account_as_a_text() {
    let mut store = store(3);
    let account = service_account();

    assert_eq!(patch(&mut store, BIGQUERY, &json!({"passwordUnencrypted": account})).status, 200);
    assert_eq!(store.all()[BIGQUERY].password, Some(account));
    assert_eq!(
        refusal(&mut store, BIGQUERY, &json!({"passwordUnencrypted": "new-secret"})),
        "passwordUnencrypted must be the whole service account JSON"
    );
}

#[test]
fn several_changes_can_come_together() {
    let mut store = store(3);
    let body = json!({
        "passwordUnencrypted": "new-secret", "privateKey": GOOD_KEY, "baseRole": "QUERIER",
        "environmentUserAttribute": {"attributeName": "region", "defaultValues": []}
    });

    let saved = patch(&mut store, SNOWFLAKE, &body).value();

    assert_eq!(
        saved["message"],
        "Updated connection credentials. Updated connection default role. \
         Updated connection environment user attribute."
    );
    let row = &store.all()[SNOWFLAKE];
    assert_eq!((row.password.as_deref(), row.base_role.as_deref()), (Some("new-secret"), Some("QUERIER")));
    assert_eq!((row.private_key.is_some(), row.default_values.as_deref()), (true, Some(&[][..])));
}

#[test]
fn a_save_is_the_latest_change() {
    let mut store = store(3);
    let before = store.all()[POSTGRES].updated_at.clone();
    let path = path_of(&store, POSTGRES);
    let body = json!({"baseRole": "VIEWER"});

    answer(&mut store, &request("PATCH", &path).with_json(&body));
    let first = store.all()[POSTGRES].updated_at.clone();
    let later = request("PATCH", &path).with_json(&body).at(1_900_000_000_000);
    answer(&mut store, &later);

    assert!(first > before);
    assert_eq!(store.all()[POSTGRES].updated_at, "2030-03-17T17:46:40.000000Z");
}

#[test]
fn a_wrong_body_is_refused_and_changes_nothing() {
    let mut store = store(3);
    let before = store.all().to_vec();
    let attribute = |attribute: Value| json!({"environmentUserAttribute": attribute});
    for (body, said) in [
        (json!({}), "At least one field must be provided"),
        (json!({"name": "Renamed"}), "unknown field name"),
        (json!({"baseRole": "VIEWER", "host": "db"}), "unknown field host"),
        (json!(["VIEWER"]), "the body must be an object"),
        (json!({"baseRole": null}), "baseRole must be a string"),
        (json!({"baseRole": " "}), "baseRole is empty"),
        (json!({"passwordUnencrypted": 7}), "passwordUnencrypted must be a string"),
        (json!({"passwordUnencrypted": ""}), "passwordUnencrypted is empty"),
        (attribute(json!("region")), "environmentUserAttribute must be an object or null"),
        (attribute(json!({"attributeName": "a"})), "environmentUserAttribute.defaultValues is required"),
        (attribute(json!({"defaultValues": []})), "environmentUserAttribute.attributeName is required"),
        (
            attribute(json!({"attributeName": "", "defaultValues": []})),
            "environmentUserAttribute.attributeName is empty",
        ),
        (
            attribute(json!({"attributeName": "a", "defaultValues": "eu"})),
            "environmentUserAttribute.defaultValues must be an array or null",
        ),
        (
            attribute(json!({"attributeName": "a", "defaultValues": ["eu", 1]})),
            "environmentUserAttribute.defaultValues[1] must be a string",
        ),
        (
            attribute(json!({"attributeName": "a", "defaultValues": [], "more": 1})),
            "unknown field environmentUserAttribute.more",
        ),
    ] {
        assert_eq!(refusal(&mut store, POSTGRES, &body), said);
    }
    assert_eq!(store.all(), before);
}

#[test]
fn a_body_must_say_that_it_is_json_and_be_it() {
    let mut store = store(3);
    let path = path_of(&store, POSTGRES);
    let cut = Request { body: b"{".into(), ..request("PATCH", &path) };

    assert_eq!(refused(&mut store, &cut), "content-type must be application/json");
    let cut = cut.with_header("content-type", "application/json");
    assert!(refused(&mut store, &cut).starts_with("the body is not JSON"));
}

#[test]
fn a_parameter_is_refused() {
    let mut store = store(3);
    let target = format!("{}?force=true", path_of(&store, POSTGRES));
    let request = request("PATCH", &target).with_json(&json!({"baseRole": "VIEWER"}));

    assert_eq!(refused(&mut store, &request), "unknown query parameter force");
}

#[test]
fn what_is_unknown_or_in_the_trash_is_not_found() {
    let mut store = store(3);
    let path = path_of(&store, POSTGRES);
    answer(&mut store, &request("DELETE", &path));

    for path in [path, format!("{LIST}/nobody")] {
        let request = request("PATCH", &path).with_json(&json!({"baseRole": "VIEWER"}));
        assert_eq!(answer(&mut store, &request).status, 404);
    }
}
