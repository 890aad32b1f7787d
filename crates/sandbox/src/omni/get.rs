//! `GET /v1/connections/{connectionId}`.

use serde_json::json;

use super::error::Refusal;
use super::{Store, query, row};
use crate::http::{Answer, Request};

/// Assumption: what is in the trash can still be looked at.
pub(super) fn get(store: &Store, request: &Request, id: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let connection = store.get(id).ok_or_else(Refusal::unknown)?;
    Ok(Answer::json(200, &json!({"connection": row::of(connection, store.options.older_rows)})))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LIST, answer, get, path_of, refused, request, store};

    #[test]
    fn a_connection_is_said_as_the_list_says_it_with_a_wrapping_of_its_own() {
        let mut store = store(20);
        let path = path_of(&store, 0);

        assert_eq!(get(&mut store, &path)["connection"], get(&mut store, LIST)["connections"][0]);
    }

    #[test]
    fn what_is_in_the_trash_can_be_looked_at() {
        let mut store = store(20);
        let trashed = store.all().iter().position(|connection| connection.deleted_at.is_some()).unwrap();
        let path = path_of(&store, trashed);

        assert!(get(&mut store, &path)["connection"]["deletedAt"].is_string());
    }

    #[test]
    fn an_unknown_id_is_not_found() {
        let answer = answer(&mut store(1), &request("GET", &format!("{LIST}/nobody")));

        assert_eq!((answer.status, answer.value()["error"].as_str()), (404, Some("Not Found")));
    }

    #[test]
    fn a_parameter_is_refused() {
        let mut store = store(1);
        let request = request("GET", &format!("{}?full=true", path_of(&store, 0)));

        assert_eq!(refused(&mut store, &request), "unknown query parameter full");
    }
}
