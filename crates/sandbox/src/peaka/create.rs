//! `POST /connections/{projectId}`.

use super::draft::Draft;
use super::error::Refusal;
use super::{Connection, Store, get};
use crate::http::{Answer, Request};

/// The credential is checked before anything is stored.
pub(super) fn create(store: &mut Store, request: &Request, project: &str) -> Result<Answer, Refusal> {
    let draft = Draft::of(request)?;
    let id = store.random.uuid();
    let blank = Connection { id, project: project.to_owned(), ..Connection::default() };
    let connection = draft.applied(blank, &mut store.random);
    let answer = get::said(&connection, request);
    store.insert(connection);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{LIST, answer, get, refused, request, store};

    #[test]
    fn a_new_connection_is_the_last_of_its_project() {
        let mut store = store(20);
        let body = json!({"name": "Stripe EU", "type": "stripe", "credential": {"token": "sk_test_example"}});

        let created = answer(&mut store, &request("POST", LIST).with_json(&body));

        assert_eq!(created.status, 200);
        assert_eq!(created.value()["name"], "Stripe EU");
        assert_eq!(get(&mut store, LIST).as_array().unwrap().last(), Some(&created.value()));
        let id = created.value()["id"].as_str().unwrap().to_owned();
        assert_eq!(json!(store.get(&id).unwrap().credential), json!({"token": "sk_test_example"}));
    }

    #[test]
    fn what_needs_a_sign_in_waits_for_it_without_a_credential() {
        let mut store = store(0);
        let body = json!({
            "name": "Analytics", "type": "google_analytics",
            "credential": {"clientId": "app-id", "clientSecret": "app-secret"},
            "connectionCallback": "https://panel.example.test/callback"
        });

        let created = answer(&mut store, &request("POST", LIST).with_json(&body)).value();

        assert!(created["url"].as_str().unwrap().contains("/peaka/consent?state="), "{created}");
        assert!(store.all()[0].credential.is_empty());
    }

    #[test]
    fn what_is_refused_is_not_stored() {
        let mut store = store(0);
        let body = json!({"name": "Stripe EU", "type": "stripe", "credential": {"token": "wrong"}});

        assert!(
            refused(&mut store, &request("POST", LIST).with_json(&body)).contains("credential was refused")
        );
        assert_eq!(store.all(), []);
    }
}
