//! What the tests of the handlers share.

use serde_json::{Value, json};

use super::{DEMO_KEY, Options, Store};
use crate::http::{Answer, Request};
use crate::world::{self, World};

pub(super) const LIST: &str = "/omni/api/v1/connections";
/// Made for these tests.
pub(super) const GOOD_KEY: &str = include_str!("keys/rsa-2048.pem");

pub(super) fn store(connections: usize) -> Store {
    Store::generate(Options::default(), connections, 1)
}

/// A request with the demo's key.
pub(super) fn request(method: &str, target: &str) -> Request {
    request_with(DEMO_KEY, method, target)
}

pub(super) fn request_with(key: &str, method: &str, target: &str) -> Request {
    Request::new(method, target).with_header("Authorization", &format!("Bearer {key}"))
}

/// The path of the connection that is this many places behind the newest.
pub(super) fn path_of(store: &Store, place: usize) -> String {
    format!("{LIST}/{}", store.all()[place].id)
}

/// The whole service account, as a text.
pub(super) fn service_account() -> String {
    json!({
        "type": "service_account",
        "project_id": "my-gcp-project",
        "private_key_id": "abc123",
        "private_key": "-----BEGIN PRIVATE KEY-----\nMIIEvgIBA...\n-----END PRIVATE KEY-----\n",
        "client_email": "my-service@my-gcp-project.iam.gserviceaccount.com",
        "client_id": "123456789",
        "token_uri": "https://oauth2.googleapis.com/token",
    })
    .to_string()
}

/// Asks as from outside.
pub(super) fn answer(store: &mut Store, request: &Request) -> Answer {
    let mut world = World::generate(world::Options::default(), 0, 0);
    std::mem::swap(store, &mut world.omni);
    let answer = world.handle(request);
    std::mem::swap(store, &mut world.omni);
    answer
}

/// Asks with the demo's key, and expects to be answered.
pub(super) fn get(store: &mut Store, target: &str) -> Value {
    let answer = answer(store, &request("GET", target));
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    answer.value()
}

/// Asks, and expects to be refused with 400: the message.
pub(super) fn refused(store: &mut Store, request: &Request) -> String {
    let answer = answer(store, request);
    assert_eq!(answer.status, 400, "{}", String::from_utf8_lossy(&answer.body));
    answer.value()["message"].as_str().expect("a message").to_owned()
}
