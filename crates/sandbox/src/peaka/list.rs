//! `GET /connections/{projectId}`.

use super::error::Refusal;
use super::row::Row;
use super::{Store, query};
use crate::http::{Answer, Request};

/// A bare array without pages.
pub(super) fn list(store: &Store, request: &Request, project: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let rows: Vec<_> = store.of_project(project).map(|connection| Row::of(connection, request)).collect();
    Ok(Answer::json(200, &rows))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::DEMO_PROJECT;
    use super::super::testing::{LIST, answer, get, refused, request, store};

    #[test]
    fn a_list_is_all_connections_of_one_project_and_nothing_around_them() {
        let mut store = store(240);
        let list = get(&mut store, LIST);

        let said: Vec<_> = list.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
        let held: Vec<_> = store.of_project(DEMO_PROJECT).map(|row| row.id.as_str()).collect();
        assert_eq!(said, held);
        assert!(held.len() > 150 && held.len() < 240, "{}", held.len());
    }

    #[test]
    fn a_row_says_who_it_is_and_no_more() {
        let mut store = store(240);
        let list = get(&mut store, LIST);

        for row in list.as_array().unwrap() {
            let fields: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
            let expected: &[&str] =
                if row["url"].is_null() { &["id", "name", "type"] } else { &["id", "name", "type", "url"] };
            assert_eq!(fields, expected);
        }
        assert!(list.as_array().unwrap().iter().any(|row| row["url"].is_string()), "some wait for a sign-in");
    }

    #[test]
    fn an_empty_project_is_an_empty_list() {
        assert_eq!(get(&mut store(0), LIST), json!([]));
    }

    #[test]
    fn what_is_not_declared_is_refused_by_name() {
        let paged = request("GET", &format!("{LIST}?page=2"));
        assert_eq!(refused(&mut store(1), &paged), "unknown query parameter page");

        let body = request("GET", LIST).with_json(&json!({}));
        assert_eq!(refused(&mut store(1), &body), "this request has no body");

        assert_eq!(answer(&mut store(1), &request("PATCH", LIST)).status, 405);
    }
}
