//! `POST /connections/{projectId}/oauth2`.

use super::error::Refusal;
use super::query::{Fields, needed};
use super::{Consent, Store, get};
use crate::http::{Answer, Request};

/// Finishes a sign-in with what the other party said on the way back.
pub(super) fn finish(store: &mut Store, request: &Request, project: &str) -> Result<Answer, Refusal> {
    let mut fields = Fields::of(request)?;
    let said = fields.text("queryParameters")?;
    fields.end()?;
    let said = needed("queryParameters", said)?;
    let said: Vec<_> = form_urlencoded::parse(said.as_bytes()).collect();
    let find = |wanted: &str| said.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_ref());
    // Assumption: what else the other party says is of no interest.
    if let Some(error) = find("error") {
        return Err(Refusal::numbered(400, format!("The sign-in failed: {error}")));
    }
    let (code, state) = (needed("code", find("code"))?, needed("state", find("state"))?);
    let meant = |consent: &Consent| consent.state == state && consent.code == code;
    let connection = store
        .connections
        .iter_mut()
        .filter(|connection| connection.project == project)
        .find(|connection| connection.consent.as_ref().is_some_and(meant))
        .ok_or_else(|| Refusal::invalid("state or code is not known"))?;
    if let Some(consent) = connection.consent.take() {
        connection.credential = consent.credential;
    }
    Ok(get::said(connection, request))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::scope::SECOND_PROJECT;
    use super::super::testing::{LIST, answer, path_of_kind, refused, request, store, stored};
    use super::*;

    /// A sandbox in which somebody has been sent to sign in, and the connection's path.
    fn sent_away() -> (Store, String) {
        let mut store = store(240);
        let path = path_of_kind(&store, "google_analytics");
        let put = request("PUT", &path).with_json(&json!({
            "name": "Analytics", "type": "google_analytics",
            "credential": {"clientId": "app-id", "clientSecret": "new-secret"},
            "connectionCallback": "https://panel.example.test/callback"
        }));
        assert_eq!(answer(&mut store, &put).status, 200);
        (store, path)
    }

    fn finishing(parameters: &str) -> Request {
        request("POST", &format!("{LIST}/oauth2")).with_json(&json!({"queryParameters": parameters}))
    }

    /// Follows the link on the page as a person does.
    fn allowed(store: &mut Store, path: &str) -> String {
        let row = answer(store, &request("GET", path)).value();
        let url = row["url"].as_str().unwrap();
        let page = answer(store, &Request::new("GET", url.split_once("localhost").unwrap().1));
        let page = String::from_utf8(page.body).unwrap();
        let link = page.split("href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
        link.split_once('?').unwrap().1.to_owned()
    }

    #[test]
    fn there_and_back_stores_the_credential() {
        let (mut store, path) = sent_away();
        let parameters = allowed(&mut store, &path);

        let finished = answer(&mut store, &finishing(&parameters));

        assert_eq!(finished.status, 200);
        assert_eq!(
            (finished.value()["name"].as_str(), finished.value().get("url")),
            (Some("Analytics"), None)
        );
        assert_eq!(stored(&store, &path).credential["clientSecret"], "new-secret");
        assert_eq!(refused(&mut store, &finishing(&parameters)), "state or code is not known", "once only");
    }

    #[test]
    fn what_else_the_other_party_says_does_not_matter() {
        let (mut store, path) = sent_away();
        let parameters = allowed(&mut store, &path);

        assert_eq!(answer(&mut store, &finishing(&format!("{parameters}&scope=read"))).status, 200);
    }

    #[test]
    fn an_unknown_state_or_code_is_refused_and_stores_nothing() {
        let (mut store, path) = sent_away();
        let consent = stored(&store, &path).consent.clone().unwrap();
        let (code, state) = (consent.code, consent.state);
        for (parameters, said) in [
            (format!("code=guessed&state={state}"), "state or code is not known"),
            (format!("code={code}&state=guessed"), "state or code is not known"),
            (format!("code={code}"), "Missing property 'state'"),
            (format!("?code={code}&state={state}"), "Missing property 'code'"),
            (format!("error=access_denied&state={state}"), "The sign-in failed: access_denied"),
        ] {
            assert_eq!(refused(&mut store, &finishing(&parameters)), said);
        }
        assert!(stored(&store, &path).consent.is_some(), "it can still be finished");
    }

    #[test]
    fn another_project_cannot_finish_it() {
        let (mut store, path) = sent_away();
        let parameters = allowed(&mut store, &path);
        let mut elsewhere = finishing(&parameters);
        elsewhere.path = format!("/peaka/connections/{SECOND_PROJECT}/oauth2");

        assert_eq!(refused(&mut store, &elsewhere), "state or code is not known");
    }

    #[test]
    fn a_body_has_the_one_field() {
        let body = |body: Value| request("POST", &format!("{LIST}/oauth2")).with_json(&body);

        assert_eq!(refused(&mut store(0), &body(json!({}))), "Missing property 'queryParameters'");
        assert_eq!(
            refused(&mut store(0), &body(json!({"queryParameters": 1}))),
            "queryParameters must be a string"
        );
        let more = body(json!({"queryParameters": "", "code": "a"}));
        assert_eq!(refused(&mut store(0), &more), "unknown field code");
    }
}
