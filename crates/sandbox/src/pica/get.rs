//! `GET /v1/vault/connections/{id}`.

use super::error::Refusal;
use super::{Store, query};
use crate::http::{Answer, Request};

pub(super) fn get(store: &Store, request: &Request, id: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    said(store, id)
}

/// A connection as the answer.
pub(super) fn said(store: &Store, id: &str) -> Result<Answer, Refusal> {
    let connection = store.get(id).ok_or_else(Refusal::unknown)?;
    Ok(Answer::json(200, &store.row(connection)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LIST, answer, get, path_of, refused, request, store};

    #[test]
    fn a_connection_is_said_as_the_list_says_it() {
        let mut store = store(20);
        let newest_active = store.connections().iter().position(|connection| connection.active).unwrap();
        let path = path_of(&store, newest_active);

        assert_eq!(get(&mut store, &path), get(&mut store, LIST)["rows"][0]);
    }

    #[test]
    fn an_inactive_connection_is_not_hidden() {
        let mut store = store(240);
        let inactive = store.connections().iter().position(|connection| !connection.active).unwrap();
        let path = path_of(&store, inactive);

        assert_eq!(get(&mut store, &path)["active"], false);
    }

    #[test]
    fn an_unknown_id_is_not_found() {
        assert_eq!(answer(&mut store(1), &request("GET", &format!("{LIST}/nobody"))).status, 404);
    }

    #[test]
    fn a_parameter_is_refused() {
        let mut store = store(1);
        let request = request("GET", &format!("{}?full=true", path_of(&store, 0)));

        assert_eq!(refused(&mut store, &request), "unknown query parameter full");
    }
}
