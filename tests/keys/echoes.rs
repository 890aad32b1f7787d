//! What a vendor repeats of a secret is struck out, wherever in its answer and in whatever form.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use patchbay_vendors::body::Body;
use patchbay_vendors::call::Next;
use patchbay_vendors::http::{Response, escape};
use patchbay_vendors::secret::{Secret, Strike};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use crate::stage::{STAGES, Stage, always, hidden, secrets};

/// A way in which a text comes back, and what it is called.
type Form = (&'static str, fn(&str) -> String);

const FORMS: [Form; 9] = [
    ("plain", str::to_owned),
    ("as JSON", |text| Value::from(text).to_string()),
    ("as JSON in JSON", |text| Value::from(Value::from(text).to_string()).to_string()),
    ("URL-encoded", escape),
    ("in base64", |text| STANDARD.encode(text)),
    // <https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/encodeURIComponent>
    ("URL-encoded by a script", |text| utf8_percent_encode(text, &BY_SCRIPT).to_string()),
    // <https://docs.python.org/3/library/urllib.parse.html#urllib.parse.quote>
    ("URL-encoded with slashes", |text| escape(text).replace("%2F", "/")),
    // <https://pkg.go.dev/encoding/json#HTMLEscape>
    ("as JSON in JSON, fit for a page", |text| by_go(&Value::from(text).to_string())),
    // <https://www.php.net/manual/en/function.json-encode.php>
    ("as JSON in JSON, with slashes escaped", |text| Value::from(text).to_string().replace('/', "\\/")),
];

const BY_SCRIPT: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

fn by_go(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// A refusal in each shape that a vendor has, with a text wherever one can stand.
fn refusals(text: &str) -> Vec<Response> {
    let bodies = [
        json!({"message": text, "key": text, "correlationId": text, "type": text, "status": 400}).to_string(),
        json!({"error": {
            "message": text, "code": text, "slug": text, "status": 400, "request_id": text,
            "suggested_fix": text, "errors": [text, format!("alias: {text}"), format!("generic_api_key {text}")]
        }})
        .to_string(),
        json!({"error": text, "message": text, "errorCode": text, "code": text, "reason": text}).to_string(),
        json!({"detail": text, "status": 400}).to_string(),
        json!({"detail": [{"loc": ["body", text], "msg": text}, {"field": text, "message": text}, text]}).to_string(),
        json!({"error": text}).to_string(),
        text.to_owned(),
    ];
    let answered = |status, body: &String| Response {
        status,
        headers: ["x-request-id", "x-one-correlation-id", "retry-after"]
            .map(|name| (name.to_owned(), text.to_owned()))
            .into(),
        body: body.clone(),
    };
    bodies.iter().flat_map(|body| [400, 409, 500].map(|status| answered(status, body))).collect()
}

#[test]
fn no_refusal_tells_what_was_typed_whatever_the_vendor_repeats() {
    always(32, (any::<Index>(), any::<Index>(), secrets(), "[ -~]{0,6}"), |(at, form, secret, around)| {
        let stages: Vec<_> = STAGES.iter().filter(|stage| stage.takes_secrets()).collect();
        let stage = at.get(&stages);
        let (name, form) = form.get(&FORMS);
        let writes: Vec<_> =
            stage.writes(&secret).into_iter().filter(|(draft, _)| draft.has_unseen()).collect();
        // The ways to fill a form in differ in names; a few of them are enough for each secret.
        for (draft, call) in writes.iter().step_by(writes.len().div_ceil(4).max(1)) {
            let Some(body) = call.request.body.as_ref().filter(|body| knows(body, &secret)) else { continue };
            let sent = body.expose();
            for echoed in [format!("{around}{secret}{around}"), format!("{around}{}", *sent)] {
                for response in refusals(&form(&echoed)) {
                    let call = stage.opened.write(&stage.source, &stage.detail, draft).expect("as before");
                    let Err(error) = call.read(&response) else { continue };
                    let struck = error.strike(&Strike::new(body.secrets()));
                    hidden(&format!("the refusal, repeated {name},"), &struck, &secret)?;
                }
            }
        }
        Ok(())
    });
}

/// Whether a secret is among what a body knows to be one, alone or in a file.
fn knows(body: &Body, secret: &str) -> bool {
    let escaped = Value::from(secret).to_string();
    body.secrets()
        .iter()
        .any(|known| known.expose().contains(secret) || known.expose().contains(escaped.trim_matches('"')))
}

#[test]
fn no_refusal_tells_the_key() {
    always(48, (any::<Index>(), any::<Index>(), secrets()), |(at, form, key)| {
        let stage = Stage::at(at);
        let (name, form) = form.get(&FORMS);
        for response in refusals(&form(&format!("key {key} is not known"))) {
            let error =
                stage.source.vendor.refused(&response).strike(&Strike::new([&Secret::new(key.clone())]));
            hidden(&format!("the refusal, repeated {name},"), &error, &key)?;
        }
        Ok(())
    });
}

#[test]
fn what_a_done_write_repeats_in_fields_that_nobody_declared_is_not_read() {
    always(48, (any::<Index>(), secrets()), |(at, secret)| {
        let stage = Stage::at(at);
        let id = stage.detail.connection.id.rsplit('/').next().unwrap_or_default().to_owned();
        for (_, call) in stage.writes(&secret) {
            let sent: Value = call
                .request
                .body
                .as_ref()
                .map(|body: &Body| serde_json::from_str(&body.expose()).expect("a body is JSON"))
                .unwrap_or_default();
            let echo = json!({
                "id": id, "name": "Ops", "status": "COMPLETED", "success": true, "credential": sent, "state": sent,
                "data": sent, "params": sent, "redirect_url": "https://accounts.example.test/o", "message": "ok",
            });
            let response = Response { status: 200, headers: Vec::new(), body: echo.to_string() };
            match call.read(&response) {
                Ok(Next::Done(updated)) => hidden("what was done", &updated, &secret)?,
                Ok(Next::Then(next) | Next::After(_, next)) => {
                    hidden("what follows", &next.request, &secret)?;
                }
                Err(error) => hidden("what is wrong", &error, &secret)?,
            }
        }
        Ok(())
    });
}
