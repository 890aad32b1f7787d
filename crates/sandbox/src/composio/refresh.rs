//! `POST /connected_accounts/{id}/refresh`, deprecated. The trap: it refreshes nothing but starts all over again, and what
//! worked does not until somebody has consented.

use serde_json::{Value, json};

use super::body::Fields;
use super::error::Refusal;
use super::generate::iso;
use super::query::Parameters;
use super::version::Version;
use super::{Store, link, now, scheme};
use crate::http::{Answer, Request};

pub(super) fn refresh(
    store: &mut Store,
    request: &Request,
    version: Version,
    id: &str,
) -> Result<Answer, Refusal> {
    let mut parameters = Parameters::of(request);
    let mut callback = parameters.text("redirect_url")?.map(str::to_owned);
    parameters.end()?;
    if !request.body.is_empty() {
        let mut fields = Fields::of(request)?;
        // Assumption: what the body says goes before the query.
        callback = fields.text("redirect_url")?.or(callback);
        // Nothing can be tried out here.
        fields.flag("validate_credentials")?;
        fields.end()?;
    }
    link::check_url("redirect_url", callback.as_deref())?;
    let account = store.get(id).ok_or_else(Refusal::unknown)?;
    let mut redirect_url = Value::Null;
    // Assumption: where nobody has to consent, nothing happens.
    if scheme::redirects(&account.auth_scheme) {
        let (link, _) = link::start(store, request, id, callback);
        redirect_url = link::page(request, &link).into();
        let at = iso(now(request));
        // Assumption: a token is not kept when another one is asked for.
        store.edit(id, |account| {
            account.turn("INITIATED", None);
            account.values.clear();
            account.updated_at = at;
        });
    }
    let status = store.get(id).map(|account| version.status(&account.status));
    Ok(Answer::json(200, &json!({"id": id, "status": status, "redirect_url": redirect_url})))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LIST, active, answer, path_of, refused, request, send, store};
    use super::*;

    #[test]
    fn an_account_that_worked_waits_for_somebody_to_consent() {
        let mut store = store(20);
        let place = active(&store, "OAUTH2");
        let id = store.accounts()[place].id.clone();

        let said = answer(&mut store, &request("POST", &format!("{LIST}/{id}/refresh"))).value();

        assert_eq!((&said["id"], &said["status"]), (&json!(id), &json!("INITIATED")));
        let url = said["redirect_url"].as_str().unwrap();
        assert!(url.starts_with("http://127.0.0.1:8080/composio/consent?link_token=lk_"), "{url}");
        assert_eq!(store.get(&id).unwrap().status, "INITIATED");
        assert!(store.get(&id).unwrap().values.is_empty());

        let page = url.strip_prefix("http://127.0.0.1:8080").unwrap();
        assert_eq!(answer(&mut store, &Request::new("POST", page)).status, 200);
        assert_eq!(store.get(&id).unwrap().status, "ACTIVE");
        assert!(store.get(&id).unwrap().values["access_token"].is_string());
    }

    #[test]
    fn of_two_links_to_one_account_the_later_counts() {
        let mut store = store(20);
        let path = format!("{}/refresh", path_of(&store, active(&store, "OAUTH2")));
        let mut ask = |at| answer(&mut store, &request("POST", &path).at(at)).value()["redirect_url"].clone();

        let (first, second) = (ask(1_800_000_000_000), ask(1_800_000_300_000));

        let mut allow = |url: &Value| {
            let page = url.as_str().and_then(|url| url.strip_prefix("http://127.0.0.1:8080")).unwrap();
            answer(&mut store, &Request::new("POST", page).at(1_800_000_700_000)).status
        };
        assert_eq!((allow(&first), allow(&second)), (404, 200));
    }

    #[test]
    fn where_nobody_has_to_consent_nothing_happens() {
        let mut store = store(20);
        let before = store.accounts()[0].clone();
        let path = format!("{}/refresh?redirect_url=https%3A%2F%2Fpanel.example%2Fdone", path_of(&store, 0));

        let said = send(&mut store, "POST", &path, &json!({"validate_credentials": true})).value();

        assert_eq!(said, json!({"id": before.id, "status": "ACTIVE", "redirect_url": null}));
        assert_eq!(store.accounts()[0], before);
    }

    #[test]
    fn v3_has_no_word_for_what_is_revoked() {
        let mut store = store(20);
        let id = store.accounts()[0].id.clone();
        store.edit(&id, |account| account.turn("REVOKED", None));
        let path = format!("{}/refresh", path_of(&store, 0));
        let mut status = |path: &str| answer(&mut store, &request("POST", path)).value()["status"].clone();

        assert_eq!(
            (status(&path.replace("v3.1", "v3")), status(&path)),
            (json!("INACTIVE"), json!("REVOKED"))
        );
    }

    #[test]
    fn what_is_not_declared_is_refused_by_name() {
        let mut store = store(20);
        let path = format!("{}/refresh", path_of(&store, 6));
        let refuse = |store: &mut Store, body| refused(store, &request("POST", &path).with_json(&body));

        assert_eq!(refuse(&mut store, json!({"callback_url": "x"})), "unknown field callback_url");
        assert_eq!(refuse(&mut store, json!({"redirect_url": 1})), "redirect_url must be a string");
        assert_eq!(
            refuse(&mut store, json!({"redirect_url": "javascript:alert(1)"})),
            "redirect_url must be an address that begins with http:// or https://"
        );
        let parameter = request("POST", &format!("{path}?force=true"));
        assert_eq!(refused(&mut store, &parameter), "unknown query parameter force");
        assert_eq!(answer(&mut store, &request("POST", &format!("{LIST}/ca_nobody/refresh"))).status, 404);
    }
}
