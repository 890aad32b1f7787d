//! `DELETE /connections/{projectId}/{connectionId}`.

use super::error::Refusal;
use super::{Store, query};
use crate::http::{Answer, Request};

/// Assumption: nothing is said of what is gone.
pub(super) fn delete(
    store: &mut Store,
    request: &Request,
    project: &str,
    id: &str,
) -> Result<Answer, Refusal> {
    query::bare(request)?;
    store.find(project, id)?;
    store.remove(id);
    Ok(Answer::empty(200))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answer, path_of, refused, request, store};

    #[test]
    fn what_is_deleted_is_gone_and_nothing_is_said_of_it() {
        let mut store = store(3);
        let path = path_of(&store, 1);

        let deleted = answer(&mut store, &request("DELETE", &path));

        assert_eq!((deleted.status, deleted.body.len()), (200, 0));
        assert_eq!(store.all().len(), 2);
        for method in ["GET", "DELETE"] {
            assert_eq!(refused(&mut store, &request(method, &path)), "invalid connection id");
        }
    }
}
