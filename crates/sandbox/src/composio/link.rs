//! `POST /connected_accounts/link`: an account that becomes one when somebody consents.

use serde_json::json;

use super::account::reason;
use super::body::Fields;
use super::error::Refusal;
use super::generate::{iso, word_id};
use super::query::Parameters;
use super::{Account, Store, now, secret, update};
use crate::http::{Answer, Request};
use crate::time::Moment;

/// Ten minutes, in microseconds.
const LIFE: i64 = 10 * 60 * 1_000_000;

/// Somebody is asked for consent.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) token: String,
    /// The id of the account that will work then.
    pub(super) account: String,
    /// Where to go afterwards.
    pub(super) callback: Option<String>,
    expires: Moment,
}

pub(super) fn link(store: &mut Store, request: &Request) -> Result<Answer, Refusal> {
    Parameters::of(request).end()?;
    let mut fields = Fields::of(request)?;
    let config = fields.text("auth_config_id")?;
    let config = fields.required("auth_config_id", config)?;
    let user_id = fields.text("user_id")?;
    let user_id = fields.required("user_id", user_id)?;
    let alias = fields.text("alias")?.unwrap_or_default();
    let callback = fields.text("callback_url")?;
    check_url("callback_url", callback.as_deref())?;
    // Assumption: what is known beforehand is kept beside what the provider gives.
    let values = fields.object("connection_data")?.map(Fields::rest).unwrap_or_default();
    fields.end()?;
    let config = store.auth_config(&config).ok_or_else(|| Refusal::new(404, "Auth config not found"))?;
    let (toolkit, auth_scheme) = (config.toolkit.clone(), config.auth_scheme.clone());
    let auth_config = config.id.clone();
    // Assumption: this is what the documented 422 is for.
    if !config.is_enabled {
        return Err(Refusal::new(422, "The auth config is disabled").fix("Enable it, or choose another one"));
    }
    update::free(store, &alias, &user_id, &toolkit, "")?;
    let id = format!("ca_{}", secret::chars(&mut store.random, 12));
    let word_id = word_id(&mut store.random, &toolkit);
    let at = iso(now(request));
    store.insert(Account {
        id: id.clone(),
        user_id,
        alias: (!alias.is_empty()).then_some(alias),
        word_id: Some(word_id),
        status: "INITIATED".into(),
        created_at: at.clone(),
        updated_at: at,
        toolkit,
        auth_config,
        auth_scheme,
        values,
        ..Account::default()
    });
    let (token, expires) = start(store, request, &id, callback);
    let body = json!({
        "link_token": token,
        "redirect_url": page(request, &token),
        "expires_at": iso(expires),
        "connected_account_id": id,
    });
    Ok(Answer::json(201, &body))
}

/// Asks for consent to an account, and no longer as it was asked before: the token, and until when there is time.
pub(super) fn start(
    store: &mut Store,
    request: &Request,
    id: &str,
    callback: Option<String>,
) -> (String, Moment) {
    let token = format!("lk_{}", secret::chars(&mut store.random, 24));
    let expires = now(request).before(-LIFE);
    store.links.retain(|link| link.account != id);
    store.links.push(Link { token: token.clone(), account: id.to_owned(), callback, expires });
    (token, expires)
}

/// Where the page is that asks: on the host that was asked.
pub(super) fn page(request: &Request, token: &str) -> String {
    let host = request.header("host").unwrap_or("localhost");
    format!("http://{host}/composio/consent?link_token={token}")
}

/// Ends what nobody consented to in time.
pub(super) fn expire(store: &mut Store, now: Moment) {
    let (late, links) = store.links.drain(..).partition::<Vec<_>, _>(|link| link.expires < now);
    store.links = links;
    for link in late {
        store.edit(&link.account, |account| {
            if account.status == "INITIATED" {
                account.turn("EXPIRED", Some(reason::LATE));
                account.updated_at = iso(link.expires);
            }
        });
    }
}

/// Refuses where no browser should be sent.
pub(super) fn check_url(name: &str, url: Option<&str>) -> Result<(), Refusal> {
    let fits = |url: &str| {
        let web = url.starts_with("https://") || url.starts_with("http://");
        web && url.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if url.is_none_or(fits) {
        return Ok(());
    }
    Err(Refusal::field(name, "must be an address that begins with http:// or https://"))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::testing::{LIST, V31, answer, get, refused, request, send, store};
    use super::*;

    const AT: u64 = 1_800_000_000_000;

    fn body(store: &Store) -> Value {
        let config = store.auth_configs().iter().find(|config| config.toolkit == "gmail").unwrap();
        json!({"auth_config_id": config.id, "user_id": "user-17"})
    }

    fn linked(store: &mut Store, body: &Value) -> Value {
        let asked = request("POST", &format!("{LIST}/link")).with_json(body).at(AT);
        let answer = answer(store, &asked);
        assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
        answer.value()
    }

    #[test]
    fn an_account_waits_for_consent_at_a_page_of_the_same_host() {
        let mut store = store(20);
        let mut body = body(&store);
        body["alias"] = "mailbox".into();
        body["connection_data"] = json!({"region": "eu"});

        let said = linked(&mut store, &body);

        let token = said["link_token"].as_str().unwrap();
        let url = format!("http://127.0.0.1:8080/composio/consent?link_token={token}");
        assert_eq!(
            (&said["redirect_url"], &said["expires_at"]),
            (&json!(url), &json!("2027-01-15T08:10:00.000Z"))
        );
        let account = &store.accounts()[0];
        assert_eq!(said["connected_account_id"], account.id);
        assert_eq!((account.status.as_str(), account.user_id.as_str()), ("INITIATED", "user-17"));
        assert_eq!((account.toolkit.as_str(), account.alias.as_deref()), ("gmail", Some("mailbox")));
        assert_eq!(account.values["region"], "eu");
        let path = format!("{LIST}/{}", account.id);
        assert_eq!(get(&mut store, &path)["status"], "INITIATED");
    }

    #[test]
    fn what_nobody_consents_to_in_ten_minutes_expires() {
        let mut store = store(20);
        let body = body(&store);
        let id = linked(&mut store, &body)["connected_account_id"].as_str().unwrap().to_owned();
        let mut later = |minutes: u64| {
            answer(&mut store, &request("GET", &format!("{LIST}/{id}")).at(AT + minutes * 60_000)).value()
        };

        assert_eq!(later(10)["status"], "INITIATED");
        let expired = later(11);
        assert_eq!(expired["status"], "EXPIRED");
        assert_eq!(expired["status_reason"], "Connection initiation did not complete within 10 minutes");
    }

    #[test]
    fn an_alias_must_be_free_and_an_auth_config_be_there_and_enabled() {
        let mut store = store(20);
        let mut taken = body(&store);
        taken["alias"] = "mailbox".into();
        linked(&mut store, &taken);
        let asked = request("POST", &format!("{LIST}/link")).with_json(&taken);
        assert!(refused(&mut store, &asked).starts_with("alias is already used"));

        let disabled = store.auth_configs().iter().find(|config| !config.is_enabled).unwrap().id.clone();
        for (config, status) in [("ac_nobody", 404), (disabled.as_str(), 422)] {
            let body = json!({"auth_config_id": config, "user_id": "user-17"});
            assert_eq!(send(&mut store, "POST", &format!("{LIST}/link"), &body).status, status);
        }
        assert_eq!(store.accounts().len(), 21);
    }

    #[test]
    fn what_is_not_declared_is_refused_by_name() {
        let mut store = store(20);
        for (name, value, said) in [
            ("auth_config_id", json!(1), "auth_config_id must be a string"),
            ("user_id", json!(null), "user_id must be a string"),
            ("userId", json!("a"), "unknown field userId"),
            ("connection_data", json!("a"), "connection_data must be an object"),
            (
                "callback_url",
                json!("//elsewhere"),
                "callback_url must be an address that begins with http:// or https://",
            ),
            (
                "callback_url",
                json!("http://a\r\nb: c"),
                "callback_url must be an address that begins with http:// or https://",
            ),
        ] {
            let mut body = body(&store);
            body[name] = value;
            let asked = request("POST", &format!("{LIST}/link")).with_json(&body);
            assert_eq!(refused(&mut store, &asked), said);
        }
        let missing = request("POST", &format!("{LIST}/link")).with_json(&json!({"user_id": "a"}));
        assert_eq!(refused(&mut store, &missing), "auth_config_id is required");
        assert_eq!(
            answer(&mut store, &request("PUT", &format!("{V31}/connected_accounts/link"))).status,
            405
        );
    }
}
