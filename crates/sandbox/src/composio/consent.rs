//! The page where somebody consents. It is no part of the API: it needs no key, and stands for the provider's own.

use super::generate::iso;
use super::link::{self, Link};
use super::{Account, Store, now, scheme, toolkit};
use crate::http::{Answer, Request};

pub(super) fn page(store: &mut Store, request: &Request) -> Answer {
    link::expire(store, now(request));
    let token = request.query.iter().find(|(name, _)| name == "link_token").map(|(_, token)| token);
    let is_open = |link: &Link| Some(&link.token) == token && store.get(&link.account).is_some();
    let Some(at) = store.links.iter().position(is_open) else {
        return html(404, "Nothing to allow", "<p>This link was used, or is too old.</p>");
    };
    match request.method.as_str() {
        "GET" => ask(store.get(&store.links[at].account)),
        "POST" => allow(store, request, at),
        _ => html(405, "Nothing to allow", ""),
    }
}

fn ask(account: Option<&Account>) -> Answer {
    let (slug, user) = account.map_or(("", ""), |account| (&account.toolkit, &account.user_id));
    let toolkit = escaped(toolkit::of(slug).map_or(slug, |toolkit| toolkit.name));
    let body = format!(
        "<p>{} connects {toolkit}.</p>\n\
         <form method=\"post\"><button type=\"submit\">Allow</button></form>",
        escaped(user)
    );
    html(200, &format!("Connect {toolkit}"), &body)
}

fn allow(store: &mut Store, request: &Request, at: usize) -> Answer {
    let link = store.links.remove(at);
    let mut random = store.random.clone();
    let updated_at = iso(now(request));
    store.edit(&link.account, |account| {
        let scopes = toolkit::of(&account.toolkit).map_or("", |toolkit| toolkit.scopes);
        for (name, value) in scheme::credentials(&mut random, &account.auth_scheme, scopes) {
            account.values.entry(name).or_insert(value);
        }
        account.turn("ACTIVE", None);
        account.updated_at = updated_at;
    });
    store.random = random;
    match link.callback {
        Some(callback) => Answer::empty(303).with_header("location", &done(&callback, &link.account)),
        None => html(200, "Connected", "<p>You can close this page.</p>"),
    }
}

/// The callback with how it ended, before what follows a `#`:
/// <https://docs.composio.dev/docs/authenticating-users/manually-authenticating>.
fn done(callback: &str, id: &str) -> String {
    let (address, fragment) = callback.split_at(callback.find('#').unwrap_or(callback.len()));
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}status=success&connected_account_id={id}{fragment}")
}

/// A page without a script or a style.
fn html(status: u16, title: &str, body: &str) -> Answer {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body><main><h1>{title}</h1>\n{body}</main></body></html>\n"
    );
    Answer::typed(status, "text/html; charset=utf-8", page)
        .with_header("content-security-policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
        .with_header("referrer-policy", "no-referrer")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::{LIST, answer, send, store};
    use super::*;

    /// Starts a link: the path of its page.
    fn linked(store: &mut Store, scheme: &str, more: Value) -> String {
        let config =
            store.auth_configs().iter().find(|config| config.auth_scheme == scheme && config.is_enabled);
        let mut body = more;
        body["auth_config_id"] = config.unwrap().id.clone().into();
        body["user_id"] = "<b>user & co</b>".into();
        let url = send(store, "POST", &format!("{LIST}/link"), &body).value()["redirect_url"].clone();
        url.as_str().and_then(|url| url.strip_prefix("http://127.0.0.1:8080")).expect("this host").to_owned()
    }

    fn ask(store: &mut Store, method: &str, path: &str) -> (u16, String, Answer) {
        let answer = answer(store, &Request::new(method, path));
        (answer.status, String::from_utf8_lossy(&answer.body).into_owned(), answer)
    }

    #[test]
    fn the_page_asks_without_a_key_a_script_or_a_style() {
        let mut store = store(20);
        let path = linked(&mut store, "OAUTH2", json!({}));

        let (status, page, answer) = ask(&mut store, "GET", &path);

        assert_eq!((status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")));
        assert!(
            page.contains("<form method=\"post\"><button type=\"submit\">Allow</button></form>"),
            "{page}"
        );
        assert!(page.contains("&lt;b&gt;user &amp; co&lt;/b&gt; connects Gmail"), "{page}");
        assert!(!page.contains("style") && !page.contains("script"), "{page}");
        assert_eq!(store.accounts()[0].status, "INITIATED", "looking at it allows nothing");
    }

    #[test]
    fn whoever_allows_it_has_an_account_that_works() {
        let mut store = store(20);
        for scheme in ["OAUTH2", "API_KEY", "DCR_OAUTH", "NO_AUTH"] {
            let path = linked(&mut store, scheme, json!({}));
            let account = store
                .accounts()
                .iter()
                .find(|account| account.status == "INITIATED" && account.user_id.starts_with('<'));
            let id = account.unwrap().id.clone();

            let (status, page, _) = ask(&mut store, "POST", &path);

            assert!(status == 200 && page.contains("Connected"), "{page}");
            let account = store.get(&id).unwrap();
            assert_eq!(account.status, "ACTIVE");
            assert_eq!(account.values.is_empty(), scheme == "NO_AUTH");
            assert_eq!(ask(&mut store, "POST", &path).0, 404, "once");
        }
    }

    #[test]
    fn the_way_leads_back_to_the_callback() {
        let mut store = store(20);
        for (callback, expected) in [
            ("https://panel.example/done", "https://panel.example/done?status=success&connected_account_id="),
            ("http://127.0.0.1:1/?a=b#/c/x", "http://127.0.0.1:1/?a=b&status=success&connected_account_id="),
        ] {
            let path = linked(&mut store, "OAUTH2", json!({"callback_url": callback}));

            let (status, _, answer) = ask(&mut store, "POST", &path);

            let location = answer.header("location").unwrap();
            assert!(status == 303 && location.starts_with(expected), "{location}");
            assert_eq!(location.ends_with("#/c/x"), callback.ends_with("#/c/x"), "{location}");
        }
    }

    #[test]
    fn what_was_known_beforehand_is_kept() {
        let mut store = store(20);
        let path = linked(&mut store, "API_KEY", json!({"connection_data": {"generic_api_key": "given"}}));
        ask(&mut store, "POST", &path);

        assert!(
            store
                .accounts()
                .iter()
                .any(|account| account.values.get("generic_api_key") == Some(&"given".into()))
        );
    }

    #[test]
    fn nobody_can_allow_what_was_deleted() {
        let mut store = store(20);
        let path = linked(&mut store, "OAUTH2", json!({"callback_url": "https://panel.example/done"}));
        let id = store.accounts().iter().find(|account| account.user_id.starts_with('<')).unwrap().id.clone();
        store.remove(&id);

        assert_eq!(ask(&mut store, "GET", &path).0, 404);
        assert_eq!(ask(&mut store, "POST", &path).0, 404);
    }

    #[test]
    fn a_link_that_is_unknown_or_too_old_asks_nothing() {
        let mut store = store(20);
        let path = linked(&mut store, "OAUTH2", json!({}));

        assert_eq!(ask(&mut store, "GET", "/composio/consent?link_token=lk_x").0, 404);
        assert_eq!(ask(&mut store, "GET", "/composio/consent").0, 404);
        assert_eq!(ask(&mut store, "PUT", &path).0, 405);
        let later = Request::new("POST", &path).at(1_900_000_000_000);
        assert_eq!(answer(&mut store, &later).status, 404);
    }
}
