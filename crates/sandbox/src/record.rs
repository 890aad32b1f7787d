//! What was asked, kept for whoever wants to know: whole for a test, and without secrets for a page.

use serde::Serialize;
use serde_json::{Value, json};

use crate::faults::Delivery;
use crate::http::{Request, header};

/// Headers that carry a secret, of every vendor.
const HEADERS: [&str; 6] =
    ["x-pica-secret", "x-one-secret", "x-api-key", "x-user-api-key", "authorization", "cookie"];

/// Fields of a body under which every text may be a secret, of every vendor and wherever they stand: a body of the wrong
/// shape carries the same secrets.
const FIELDS: [&str; 7] = [
    // Composio: a save or a new account, and what a link is given beforehand.
    "val",
    "connection_data",
    // Peaka: a connection, and what another party said on the way back.
    "credential",
    "queryParameters",
    // Omni: a save or a new connection.
    "passwordUnencrypted",
    "privateKey",
    "oauthClientSecretUnencrypted",
];

const STRUCK: &str = "•••";

/// A request that came, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// In capitals.
    pub method: String,
    /// As on the wire, beginning with the vendor, also if it came through the gateway.
    pub path: String,
    /// Names and values in their order, no longer escaped.
    pub query: Vec<(String, String)>,
    /// As they were sent: without what a gateway adds.
    pub headers: Vec<(String, String)>,
    /// As text.
    pub body: String,
    /// `None` while there is no answer, and for ever if the connection was dropped.
    pub status: Option<u16>,
    /// Whether it came through the gateway.
    pub gateway: bool,
}

impl Recorded {
    /// A request that has no answer yet.
    #[must_use]
    pub fn of(request: &Request, gateway: bool) -> Self {
        Self {
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.clone(),
            headers: request.headers.clone(),
            body: String::from_utf8_lossy(&request.body).into_owned(),
            status: None,
            gateway,
        }
    }

    /// The value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// The value of a parameter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON, null if it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// As a page may show it: without keys, and without what is typed as a secret.
    #[must_use]
    pub fn struck(mut self) -> Value {
        for (name, value) in &mut self.headers {
            if HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
                STRUCK.clone_into(value);
            }
        }
        if let Some(body) = struck(&self.body) {
            self.body = body;
        }
        json!(self)
    }
}

/// A body as a page may show it; `None` if nothing has to be struck. What cannot be read may say anything.
fn struck(body: &str) -> Option<String> {
    if body.is_empty() {
        return None;
    }
    let Ok(read) = serde_json::from_str::<Value>(body) else { return Some(STRUCK.to_owned()) };
    let mut struck = read.clone();
    strike(&mut struck, false);
    (struck != read).then(|| struck.to_string())
}

/// Strikes texts and leaves names, shapes, nulls, numbers and flags, so that one sees which fields were sent.
fn strike(value: &mut Value, is_secret: bool) {
    match value {
        Value::String(text) if is_secret => STRUCK.clone_into(text),
        Value::Array(values) => values.iter_mut().for_each(|value| strike(value, is_secret)),
        Value::Object(fields) => {
            for (name, value) in fields {
                strike(value, is_secret || FIELDS.contains(&name.as_str()));
            }
        }
        _ => {}
    }
}

/// All that was asked, in the order in which it came.
#[derive(Clone, Debug, Default)]
pub struct Record {
    requests: Vec<Recorded>,
    /// How many are no longer there, so that an answer that comes late finds its request or none.
    cleared: usize,
}

impl Record {
    /// Adds a request; the number is for its answer.
    pub fn add(&mut self, request: &Request, gateway: bool) -> usize {
        self.requests.push(Recorded::of(request, gateway));
        self.cleared + self.requests.len() - 1
    }

    /// Notes how a request was answered.
    pub fn answered(&mut self, number: usize, delivery: &Delivery) {
        let place = number.checked_sub(self.cleared);
        if let Some(recorded) = place.and_then(|place| self.requests.get_mut(place)) {
            recorded.status = match delivery {
                Delivery::Whole(answer) | Delivery::Cut(answer) => Some(answer.status),
                Delivery::Dropped => None,
            };
        }
    }

    /// Forgets all so far.
    pub fn clear(&mut self) {
        self.cleared += self.requests.len();
        self.requests.clear();
    }

    /// All that is not forgotten.
    #[must_use]
    pub fn all(&self) -> &[Recorded] {
        &self.requests
    }

    /// The same, as a page may show it.
    #[must_use]
    pub fn struck(&self) -> Vec<Value> {
        self.requests.iter().cloned().map(Recorded::struck).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Answer;

    #[test]
    fn an_answer_finds_its_request() {
        let mut record = Record::default();
        let (first, second) =
            (record.add(&Request::new("GET", "/a"), false), record.add(&Request::new("GET", "/b"), true));

        record.answered(second, &Delivery::Whole(Answer::empty(204)));
        record.answered(first, &Delivery::Dropped);

        let statuses: Vec<_> = record.all().iter().map(|request| (request.gateway, request.status)).collect();
        assert_eq!(statuses, [(false, None), (true, Some(204))]);
    }

    #[test]
    fn an_answer_to_what_is_forgotten_is_no_other_requests() {
        let mut record = Record::default();
        let late = record.add(&Request::new("GET", "/late"), false);
        record.clear();
        record.add(&Request::new("GET", "/new"), false);

        record.answered(late, &Delivery::Whole(Answer::empty(200)));

        assert_eq!(record.all()[0].status, None);
    }

    #[test]
    fn no_page_is_shown_a_key() {
        let mut request = Request::new("GET", "/a").with_header("accept", "*/*");
        for name in HEADERS {
            request = request.with_header(&name.to_uppercase(), "a-key");
        }

        let shown = Recorded::of(&request, false).struck().to_string();
        assert!(shown.contains("*/*") && shown.contains("•••") && !shown.contains("a-key"), "{shown}");
    }

    /// A body as a page is shown it.
    fn shown(body: &Value) -> Value {
        let recorded = Recorded::of(&Request::new("PATCH", "/a").with_json(body), false);
        assert_eq!(recorded.json(), *body, "a test of the same process is shown all");
        serde_json::from_str(recorded.struck()["body"].as_str().unwrap()).unwrap()
    }

    #[test]
    fn of_a_credential_only_its_fields_are_shown() {
        for (body, expected) in [
            (
                json!({"alias": "Billing", "connection": {"state": {
                    "authScheme": "BASIC", "val": {"username": "svc", "password": null, "more": {"pin": "1"}}
                }}}),
                json!({"alias": "Billing", "connection": {"state": {
                    "authScheme": "BASIC", "val": {"username": "•••", "password": null, "more": {"pin": "•••"}}
                }}}),
            ),
            (
                json!({"auth_config_id": "ac_1", "user_id": "u", "connection_data": {"generic_api_key": "k"}}),
                json!({"auth_config_id": "ac_1", "user_id": "u", "connection_data": {"generic_api_key": "•••"}}),
            ),
            (
                json!({"name": "Stripe", "type": "POSTGRES", "credential": {"port": 5432, "useSsl": true, "user": "u"}}),
                json!({"name": "Stripe", "type": "POSTGRES", "credential": {"port": 5432, "useSsl": true, "user": "•••"}}),
            ),
            (json!({"queryParameters": "code=c&state=s"}), json!({"queryParameters": "•••"})),
            (
                json!({"baseRole": "VIEWER", "passwordUnencrypted": "p", "privateKey": ["p"]}),
                json!({"baseRole": "VIEWER", "passwordUnencrypted": "•••", "privateKey": ["•••"]}),
            ),
        ] {
            assert_eq!(shown(&body), expected);
        }
    }

    #[test]
    fn a_secret_that_stands_in_the_wrong_place_is_not_shown_either() {
        assert_eq!(
            shown(&json!([{"state": {"val": "s"}}, {"credential": "s"}])),
            json!([{"state": {"val": "•••"}}, {"credential": "•••"}])
        );
    }

    #[test]
    fn a_body_without_a_secret_is_shown_as_it_came_and_one_that_cannot_be_read_is_not_shown() {
        let shown = |body: &str| {
            let request = Request { body: body.into(), ..Request::new("PATCH", "/a") };
            Recorded::of(&request, false).struck()["body"].clone()
        };

        assert_eq!(shown(r#"{ "tags": ["eu"], "name": null }"#), r#"{ "tags": ["eu"], "name": null }"#);
        assert_eq!((shown(""), shown(r#"{"privateKey": "s"#)), (json!(""), json!("•••")));
    }
}
