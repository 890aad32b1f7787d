//! `DELETE /v1/connections/{connectionId}`.

use serde_json::json;

use super::auth::May;
use super::error::Refusal;
use super::{Store, query};
use crate::http::{Answer, Request};

/// Into the trash, from where only the app brings it back, and without its secrets.
pub(super) fn delete(store: &mut Store, request: &Request, may: May, id: &str) -> Result<Answer, Refusal> {
    may.write()?;
    query::bare(request)?;
    let connection = store.get(id).ok_or_else(Refusal::unknown)?;
    if connection.deleted_at.is_some() {
        return Err(Refusal::new(410, "Connection is in the trash already"));
    }
    let now = store.now(request);
    store.edit(id, |connection| {
        connection.updated_at.clone_from(&now);
        connection.deleted_at = Some(now);
        connection.password = None;
        connection.private_key = None;
    });
    Ok(Answer::json(200, &json!({"success": true, "message": "Connection moved to trash."})))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LIST, answer, get, path_of, request, store};
    use super::*;

    #[test]
    fn what_is_deleted_is_in_the_trash_without_its_secrets() {
        let mut store = store(3);
        let path = path_of(&store, 1);
        assert!(store.all()[1].password.is_some());

        let deleted = answer(&mut store, &request("DELETE", &path));

        assert_eq!(deleted.status, 200);
        assert_eq!(deleted.value(), json!({"success": true, "message": "Connection moved to trash."}));
        let connection = &store.all()[1];
        assert!(connection.deleted_at.is_some() && connection.password.is_none());
        assert_eq!(get(&mut store, LIST)["connections"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn what_is_in_the_trash_is_gone() {
        let mut store = store(1);
        let path = path_of(&store, 0);
        answer(&mut store, &request("DELETE", &path));

        let again = answer(&mut store, &request("DELETE", &path));

        assert_eq!((again.status, again.value()["error"].as_str()), (410, Some("Gone")));
    }

    #[test]
    fn an_unknown_id_is_not_found() {
        assert_eq!(answer(&mut store(1), &request("DELETE", &format!("{LIST}/nobody"))).status, 404);
    }
}
