//! `DELETE /connected_accounts/{id}`: the tokens stay good at the provider unless asked otherwise.

use serde_json::json;

use super::error::Refusal;
use super::query::Parameters;
use super::version::Version;
use super::{Store, secret};
use crate::http::{Answer, Request};

pub(super) fn delete(
    store: &mut Store,
    request: &Request,
    version: Version,
    id: &str,
) -> Result<Answer, Refusal> {
    let mut parameters = Parameters::alone(request)?;
    let revoke = match version {
        Version::V3 => None,
        Version::V31 => parameters.flag("revoke_on_delete")?,
    };
    parameters.end()?;
    // It is kept where nobody can ask for it, which is as good as gone.
    store.remove(id).ok_or_else(Refusal::unknown)?;
    let mut body = json!({"success": true});
    if revoke == Some(true) {
        body["revoke_job_id"] = format!("rj_{}", secret::chars(&mut store.random, 12)).into();
    }
    Ok(Answer::json(200, &body))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answer, path_of, refused, request, store};
    use super::*;

    #[test]
    fn what_is_deleted_is_gone() {
        let mut store = store(3);
        let path = path_of(&store, 1);

        let deleted = answer(&mut store, &request("DELETE", &path));

        assert_eq!((deleted.status, deleted.value()), (200, json!({"success": true})));
        assert_eq!(store.accounts().len(), 2);
        assert_eq!(answer(&mut store, &request("GET", &path)).status, 404);
        assert_eq!(answer(&mut store, &request("DELETE", &path)).status, 404, "and cannot be deleted again");
    }

    #[test]
    fn what_is_to_be_revoked_too_has_a_job_for_it() {
        let mut store = store(3);
        let mut delete = |revoke| {
            let path = format!("{}?revoke_on_delete={revoke}", path_of(&store, 0));
            answer(&mut store, &request("DELETE", &path)).value()
        };

        assert!(delete("true")["revoke_job_id"].is_string());
        assert_eq!(delete("false"), json!({"success": true}));
    }

    #[test]
    fn what_is_not_declared_is_refused_by_name() {
        let mut store = store(1);
        let path = path_of(&store, 0);
        for (target, said) in [
            (format!("{path}?force=true"), "unknown query parameter force"),
            (format!("{path}?revoke_on_delete=yes"), "revoke_on_delete must be true or false, not \"yes\""),
            (
                format!("{}?revoke_on_delete=true", path.replace("v3.1", "v3")),
                "unknown query parameter revoke_on_delete",
            ),
        ] {
            assert_eq!(refused(&mut store, &request("DELETE", &target)), said);
        }
        assert_eq!(store.accounts().len(), 1);
    }
}
