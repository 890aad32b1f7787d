//! `DELETE /v1/vault/connections/{id}`.

use super::error::Refusal;
use super::{Store, query};
use crate::http::{Answer, Request};

pub(super) fn delete(store: &mut Store, request: &Request, id: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    store.remove(id).ok_or_else(Refusal::unknown)?;
    Ok(Answer::empty(200))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answer, path_of, request, store};

    #[test]
    fn what_is_deleted_is_gone_and_nothing_is_said_of_it() {
        let mut store = store(3);
        let path = path_of(&store, 1);

        let deleted = answer(&mut store, &request("DELETE", &path));

        assert_eq!((deleted.status, deleted.body.len()), (200, 0));
        assert_eq!(store.connections().len(), 2);
        assert_eq!(answer(&mut store, &request("GET", &path)).status, 404);
        assert_eq!(answer(&mut store, &request("DELETE", &path)).status, 404, "and cannot be deleted again");
    }
}
