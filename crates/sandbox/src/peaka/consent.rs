//! The sign-in at another party: where a person is sent, and the page that plays that party.

use serde_json::{Map, Value};

use super::{Store, kind};
use crate::http::{Answer, Request};
use crate::random::Random;

/// A sign-in that is still to come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Tells this sign-in from all others.
    pub state: String,
    /// What the other party gives to whoever signed in there.
    pub code: String,
    /// Where the person goes afterwards.
    pub callback: String,
    /// What becomes the credential when it is finished.
    pub credential: Map<String, Value>,
}

impl Consent {
    pub(super) fn new(random: &mut Random, callback: String, credential: Map<String, Value>) -> Self {
        Self { state: random.hex(24), code: random.hex(32), callback, credential }
    }

    /// The address to open, on the host that was asked.
    pub(super) fn url(&self, request: &Request) -> String {
        format!("http://{}/peaka/consent?state={}", request.header("host").unwrap_or("localhost"), self.state)
    }

    /// The way back, as the other party says it.
    fn back(&self, (name, value): (&str, &str)) -> String {
        let (address, fragment) = self.callback.split_once('#').unwrap_or((&self.callback, ""));
        let joint = if address.contains('?') { '&' } else { '?' };
        let hash = if fragment.is_empty() { "" } else { "#" };
        format!("{address}{joint}{name}={value}&state={}{hash}{fragment}", self.state)
    }
}

/// `GET /consent?state=..`: what the other party shows. It needs no key and no script.
pub(super) fn page(store: &Store, request: &Request) -> Answer {
    let state = match &request.query[..] {
        [(name, state)] if name == "state" && request.method == "GET" => state,
        _ => return shown(400, "Sign in", "<p>This address is not complete.</p>"),
    };
    let waiting = store.connections.iter().find_map(|connection| {
        let consent = connection.consent.as_ref().filter(|consent| consent.state == *state)?;
        Some((connection, consent))
    });
    let Some((connection, consent)) = waiting else {
        return shown(404, "Sign in", "<p>This sign-in is not known, or has been used already.</p>");
    };
    let party = kind::of(&connection.kind).map_or(connection.kind.as_str(), |kind| kind.label);
    let text = format!(
        "<p>Peaka asks to read your data for the connection <b>{}</b>.</p>\n\
         <p><a href=\"{}\">Allow</a> <a href=\"{}\">Deny</a></p>",
        escaped(&connection.name),
        escaped(&consent.back(("code", &consent.code))),
        escaped(&consent.back(("error", "access_denied"))),
    );
    shown(200, &format!("Sign in to {}", escaped(party)), &text)
}

fn shown(status: u16, title: &str, text: &str) -> Answer {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body><main>\n<h1>{title}</h1>\n{text}\n</main></body>\n</html>\n"
    );
    Answer::typed(status, "text/html; charset=utf-8", page)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::Connection;
    use super::super::testing::{answer, store};
    use super::*;

    fn consent(callback: &str) -> Consent {
        Consent { state: "s1".into(), code: "c1".into(), callback: callback.into(), ..Consent::default() }
    }

    fn shown_for(name: &str, callback: &str) -> (u16, String) {
        let mut store = store(0);
        store.insert(Connection {
            name: name.into(),
            kind: "google_analytics".into(),
            consent: Some(consent(callback)),
            ..Connection::default()
        });
        let answer = answer(&mut store, &Request::new("GET", "/peaka/consent?state=s1"));
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        (answer.status, String::from_utf8(answer.body).unwrap())
    }

    #[test]
    fn the_way_back_carries_what_the_other_party_gave() {
        for (callback, back) in [
            ("https://panel.example.test/back", "https://panel.example.test/back?code=c1&state=s1"),
            ("https://panel.example.test/?a=1", "https://panel.example.test/?a=1&code=c1&state=s1"),
            ("https://panel.example.test/#/c/1", "https://panel.example.test/?code=c1&state=s1#/c/1"),
        ] {
            assert_eq!(consent(callback).back(("code", "c1")), back);
        }
    }

    #[test]
    fn the_address_to_open_is_on_the_host_that_was_asked() {
        let request = Request::new("PUT", "/").with_header("Host", "127.0.0.1:8080");

        assert_eq!(consent("").url(&request), "http://127.0.0.1:8080/peaka/consent?state=s1");
    }

    #[test]
    fn the_page_needs_no_key_and_no_script_and_has_a_plain_link() {
        let (status, page) = shown_for("Nordwind Analytics", "https://panel.example.test/back");

        assert_eq!(status, 200);
        let link = r#"<a href="https://panel.example.test/back?code=c1&amp;state=s1">Allow</a>"#;
        assert!(page.contains(link) && page.contains("<h1>Sign in to Google Analytics</h1>"), "{page}");
        let deny = r#"<a href="https://panel.example.test/back?error=access_denied&amp;state=s1">Deny</a>"#;
        assert!(page.contains(deny) && !page.contains("<script"), "{page}");
    }

    #[test]
    fn a_name_is_no_markup_here() {
        let (_, page) = shown_for("<img src=x>", "https://panel.example.test/\"><b>");

        assert!(page.contains("&lt;img src=x&gt;") && !page.contains("<img"), "{page}");
        assert!(page.contains("/&quot;&gt;&lt;b&gt;"), "{page}");
    }

    #[test]
    fn a_sign_in_that_is_not_known_is_not_shown() {
        let status = |target: &str| answer(&mut store(0), &Request::new("GET", target)).status;

        assert_eq!(status("/peaka/consent?state=other"), 404);
        assert_eq!(status("/peaka/consent"), 400);
        assert_eq!(status("/peaka/consent?state=other&more=1"), 400);
    }

    #[test]
    fn nothing_is_stored_by_looking_at_the_page() {
        let mut store = store(0);
        let waiting = Connection { consent: Some(consent("https://a.example")), ..Connection::default() };
        store.insert(waiting.clone());

        answer(&mut store, &Request::new("GET", "/peaka/consent?state=s1"));

        assert_eq!(store.all(), [waiting]);
        assert_eq!(json!(store.all()[0].credential), json!({}));
    }
}
