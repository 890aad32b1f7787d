//! What a vendor lists of secrets, masked or not, never becomes a value of ours.

use std::sync::LazyLock;

use patchbay_tests::play::{Play, every, sources};
use patchbay_vendors::call::{Call, Next};
use patchbay_vendors::http::Response;
use patchbay_vendors::page::{Cursor, Query};
use patchbay_vendors::source::Source;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

use crate::stage::{always, hidden, secrets};

/// An answer of a sandbox to a question about one connection, or about all.
struct Told {
    source: Source,
    /// The connection; none for the list.
    id: Option<String>,
    body: Value,
}

/// Lists and single connections of every vendor, as told; Composio's in full.
static TOLD: LazyLock<Vec<Told>> = LazyLock::new(|| {
    sources::all()
        .iter()
        .flat_map(|source| {
            let play = Play::new(source);
            play.world(|world| world.composio.options.unmasked = true);
            let all = play.all(&Query { size: Some(20), ..Query::default() });
            let ids = every::representatives(&all).into_iter().map(|one| Some(one.id));
            let told = |id: Option<String>| {
                let request = match &id {
                    Some(id) => source.vendor.get(source, id).request,
                    None => {
                        source
                            .vendor
                            .list(source, &Query { size: Some(20), ..Query::default() }, &Cursor::Start)
                            .request
                    }
                };
                let body = serde_json::from_str(&play.carry(&request)?.body).ok()?;
                Some(Told { source: source.clone(), id, body })
            };
            [None].into_iter().chain(ids).filter_map(told).collect::<Vec<_>>()
        })
        .collect()
});

impl Told {
    /// What the client makes of another body, for people to see.
    fn shown(&self, body: &Value) -> String {
        let response = Response { status: 200, headers: Vec::new(), body: body.to_string() };
        let vendor = self.source.vendor;
        match &self.id {
            Some(id) => {
                let detail = vendor.get(&self.source, id).read(&response);
                let Ok(Next::Done(detail)) = detail else { return told(detail) };
                let offers = vendor.edits(&self.source, &detail.connection);
                let forms: Vec<_> =
                    offers.iter().map(|offer| vendor.form(&self.source, offer.edit, &detail, None)).collect();
                format!("{detail:?} {} {forms:?}", detail.connection.title())
            }
            None => told(vendor.list(&self.source, &Query::default(), &Cursor::Start).read(&response)),
        }
    }
}

fn told<T: std::fmt::Debug>(read: Result<Next<T>, patchbay_vendors::error::Error>) -> String {
    match read {
        Ok(Next::Done(value)) => format!("{value:?}"),
        Ok(Next::Then(call) | Next::After(_, call)) => next(&call),
        Err(error) => format!("{error:?}"),
    }
}

fn next<T>(call: &Call<T>) -> String {
    format!("{:?}", call.request)
}

/// Every place in an answer where an object is, as a JSON pointer.
fn objects(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(at.to_owned());
            fields.iter().for_each(|(name, field)| {
                objects(field, &format!("{at}/{}", name.replace('/', "~1")), found);
            });
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, item)| objects(item, &format!("{at}/{place}"), found));
        }
        _ => {}
    }
}

/// A secret in any shape.
fn values(secret: &str) -> [Value; 5] {
    [
        json!(secret),
        json!({"value": secret}),
        json!([secret]),
        json!({"val": {"token": secret}}),
        json!({"text": json!({"token": secret}).to_string()}),
    ]
}

#[test]
fn what_stands_in_a_field_that_nobody_declared_is_in_nothing_that_is_read() {
    let inputs = (any::<Index>(), any::<Index>(), any::<Index>(), "[a-z_]{3,9}", secrets());
    always(512, inputs, |(at, place, shape, name, secret)| {
        let told = at.get(&TOLD);
        let mut places = Vec::new();
        objects(&told.body, "", &mut places);
        let mut body = told.body.clone();
        let place = place.get(&places);
        let fields = body.pointer_mut(place).and_then(Value::as_object_mut).expect("an object");
        fields.insert(format!("undeclared_{name}"), shape.get(&values(&secret)).clone());
        hidden(&format!("{} of {}{place}", told.source.id, told.source.base), &told.shown(&body), &secret)
    });
}

/// The names that an account's credentials have by the contract.
const CREDENTIALS: [&str; 21] = [
    "token",
    "generic_api_key",
    "api_key",
    "bearer_token",
    "basic_encoded",
    "password",
    "credentials_json",
    "private_key",
    "proxy_password",
    "generic_secret",
    "generic_token",
    "access_token",
    "refresh_token",
    "id_token",
    "oauth_token",
    "oauth_token_secret",
    "consumer_key",
    "client_secret",
    "devKey",
    "sessionId",
    "oauth_verifier",
];

#[test]
fn a_credential_of_an_unmasked_account_is_in_nothing_that_is_read() {
    let places = ["/state", "/state/val", "/data", "/data/val", "/params", "/params/val", "/deprecated"];
    let inputs = (any::<Index>(), any::<Index>(), any::<Index>(), any::<Index>(), secrets());
    always(512, inputs, |(at, place, name, shape, secret)| {
        let composio: Vec<_> =
            TOLD.iter().filter(|told| told.source.vendor.about().id == "composio").collect();
        let told = at.get(&composio);
        let mut body = told.body.clone();
        let rows = match body.get_mut("items").and_then(Value::as_array_mut) {
            Some(rows) => rows.iter_mut().collect(),
            None => vec![&mut body],
        };
        let (place, name) = (place.get(&places), name.get(&CREDENTIALS));
        for row in rows {
            put(row, place, name, shape.get(&values(&secret)));
        }
        hidden(&format!("{} at {place}/{name}", told.source.id), &told.shown(&body), &secret)
    });
}

/// Puts a value into an object inside, which is made if it is not there.
fn put(row: &mut Value, place: &str, name: &str, value: &Value) {
    let mut at = row;
    for step in place.split('/').skip(1) {
        let fields = at.as_object_mut().expect("an object");
        let inner = fields.entry(step).or_insert_with(|| Value::Object(Map::new()));
        if !inner.is_object() {
            *inner = Value::Object(Map::new());
        }
        at = inner;
    }
    at.as_object_mut().expect("an object").insert(name.to_owned(), value.clone());
}
