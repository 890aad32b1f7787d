//! `PUT /connections/{projectId}/{connectionId}`.

use super::draft::Draft;
use super::error::Refusal;
use super::{Store, get, query};
use crate::http::{Answer, Request};

pub(super) fn update(
    store: &mut Store,
    request: &Request,
    project: &str,
    id: &str,
) -> Result<Answer, Refusal> {
    query::plain(request)?;
    let connection = store.find(project, id)?.clone();
    let connection = Draft::of(request)?.applied(connection, &mut store.random);
    let answer = get::said(&connection, request);
    store.edit(id, |stored| *stored = connection);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::{LIST, answer, get, path_of, path_of_kind, refused, request, store, stored};
    use super::*;

    fn stripe(name: &str, token: &str) -> Value {
        json!({"name": name, "type": "stripe", "credential": {"token": token}})
    }

    fn analytics(name: &str, secret: &str) -> Value {
        json!({
            "name": name, "type": "google_analytics",
            "credential": {"clientId": "app-id", "clientSecret": secret},
            "connectionCallback": "https://panel.example.test/callback"
        })
    }

    #[test]
    fn a_save_replaces_all_there_was_and_the_connection_is_the_answer() {
        let mut store = store(240);
        let path = path_of_kind(&store, "stripe");

        let saved = answer(&mut store, &request("PUT", &path).with_json(&stripe("Stripe EU", "sk_test_new")));

        assert_eq!(saved.status, 200);
        assert_eq!(saved.value()["name"], "Stripe EU");
        assert_eq!(saved.value().get("url"), None);
        assert_eq!(get(&mut store, &path), saved.value());
        assert_eq!(json!(stored(&store, &path).credential), json!({"token": "sk_test_new"}));
    }

    #[test]
    fn a_rename_needs_the_credential_again() {
        let mut store = store(240);
        let path = path_of_kind(&store, "stripe");
        let body = json!({"name": "Renamed", "type": "stripe"});

        let refused = answer(&mut store, &request("PUT", &path).with_json(&body));

        assert_eq!(refused.status, 400);
        assert_eq!(
            refused.value(),
            json!({"error": "Bad Request", "message": "Missing property 'credential'"})
        );
    }

    #[test]
    fn a_wrong_body_is_refused_and_changes_nothing() {
        let mut store = store(1);
        let path = path_of(&store, 0);
        let before = store.all().to_vec();
        let with = |field: &str, value: Value| {
            let mut body = stripe("Stripe EU", "sk_test_new");
            body[field] = value;
            body
        };
        for (body, said) in [
            (with("tags", json!([])), "unknown field tags"),
            (with("name", json!(7)), "name must be a string"),
            (with("name", json!(" ")), "name is empty"),
            (with("type", json!("Stripe")), "\"Stripe\" is no type of connection"),
            (with("credential", json!(null)), "credential must be an object"),
            (with("credential", json!({})), "credential is empty"),
            (with("connectionCallback", json!("javascript:alert(1)")), "connectionCallback must be a URL"),
            (with("connectionCallback", json!(["a"])), "connectionCallback must be a string"),
            (json!({"type": "stripe", "credential": {"token": "a"}}), "Missing property 'name'"),
            (json!({"name": "a", "credential": {"token": "a"}}), "Missing property 'type'"),
            (json!(["a"]), "the body must be an object"),
        ] {
            assert_eq!(refused(&mut store, &request("PUT", &path).with_json(&body)), said);
        }
        assert_eq!(store.all(), before);
    }

    #[test]
    fn a_wrong_credential_is_refused_and_told_back() {
        let mut store = store(240);
        let path = path_of_kind(&store, "google_analytics");
        let mut body = analytics("Analytics", "typed-secret");
        body["credential"]["clientId"] = json!("wrong");

        let refused = answer(&mut store, &request("PUT", &path).with_json(&body)).value();

        assert_eq!(refused["error"], "INVALID_CREDENTIALS");
        assert!(refused["message"].as_str().unwrap().contains("typed-secret"), "{refused}");
    }

    #[test]
    fn a_body_that_is_no_json_looks_like_a_failure() {
        let mut store = store(1);
        let path = path_of(&store, 0);
        let cut = Request { body: b"{".into(), ..request("PUT", &path) };

        assert_eq!(refused(&mut store, &cut), "content-type must be application/json");
        assert_eq!(answer(&mut store, &cut.with_header("content-type", "application/json")).status, 500);
    }

    #[test]
    fn where_a_sign_in_is_needed_the_old_credential_stays_until_then() {
        let mut store = store(240);
        let path = path_of_kind(&store, "google_analytics");
        let before = stored(&store, &path).credential.clone();
        let put = request("PUT", &path)
            .with_header("host", "localhost:8080")
            .with_json(&analytics("Analytics EU", "new-secret"));

        let saved = answer(&mut store, &put).value();

        let after = stored(&store, &path);
        let state = &after.consent.as_ref().unwrap().state;
        assert_eq!(saved["url"], format!("http://localhost:8080/peaka/consent?state={state}"));
        assert_eq!((after.name.as_str(), &after.credential), ("Analytics EU", &before));
    }

    #[test]
    fn where_a_sign_in_is_needed_the_way_back_is_too() {
        let mut store = store(240);
        let path = path_of_kind(&store, "google_analytics");
        let mut body = analytics("Analytics", "new-secret");
        body.as_object_mut().unwrap().remove("connectionCallback");

        let said = refused(&mut store, &request("PUT", &path).with_json(&body));
        assert_eq!(said, "Missing property 'connectionCallback'");
    }

    #[test]
    fn an_unknown_id_is_refused_before_anything_is_read() {
        let request = request("PUT", &format!("{LIST}/nobody")).with_json(&json!({}));

        assert_eq!(refused(&mut store(1), &request), "invalid connection id");
    }
}
