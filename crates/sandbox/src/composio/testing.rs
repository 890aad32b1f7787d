//! What the tests of the handlers share.

use serde_json::Value;

use super::{DEMO_KEY, Options, Store, secret};
use crate::http::{Answer, Request};
use crate::world::{self, World};

pub(super) const V3: &str = "/composio/api/v3";
pub(super) const V31: &str = "/composio/api/v3.1";
pub(super) const LIST: &str = "/composio/api/v3.1/connected_accounts";

pub(super) fn store(connections: usize) -> Store {
    Store::generate(Options::default(), connections, 1)
}

/// A request with a good key.
pub(super) fn request(method: &str, target: &str) -> Request {
    Request::new(method, target).with_header("x-api-key", DEMO_KEY).with_header("host", "127.0.0.1:8080")
}

/// The path of the account that is this many places behind the newest.
pub(super) fn path_of(store: &Store, place: usize) -> String {
    format!("{LIST}/{}", store.accounts()[place].id)
}

/// The place of the newest account of this scheme that works.
pub(super) fn active(store: &Store, scheme: &str) -> usize {
    let fits = store.accounts().iter().position(|row| row.auth_scheme == scheme && row.status == "ACTIVE");
    fits.expect("an account of every scheme works")
}

/// The place of the newest account with this status.
pub(super) fn with_status(store: &Store, status: &str) -> usize {
    store.accounts().iter().position(|row| row.status == status).expect("an account with every status")
}

/// All secrets that are kept.
pub(super) fn secrets(store: &Store) -> Vec<String> {
    let values = store.accounts().iter().flat_map(|account| &account.values);
    let closed = values.filter(|(name, _)| !secret::is_open(name));
    closed.filter_map(|(_, value)| value.as_str().map(str::to_owned)).collect()
}

/// Asks as from outside.
pub(super) fn answer(store: &mut Store, request: &Request) -> Answer {
    let mut world = World::generate(world::Options::default(), 0, 0);
    std::mem::swap(store, &mut world.composio);
    let answer = world.handle(request);
    std::mem::swap(store, &mut world.composio);
    answer
}

/// Asks with a good key, and expects to be answered.
pub(super) fn get(store: &mut Store, target: &str) -> Value {
    let answer = answer(store, &request("GET", target));
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    answer.value()
}

/// Sends a body with a good key.
pub(super) fn send(store: &mut Store, method: &str, target: &str, body: &Value) -> Answer {
    answer(store, &request(method, target).with_json(body))
}

/// Asks with a good key, and expects to be refused with 400: the message.
pub(super) fn refused(store: &mut Store, request: &Request) -> String {
    let answer = answer(store, request);
    assert_eq!(answer.status, 400, "{}", String::from_utf8_lossy(&answer.body));
    answer.value()["error"]["message"].as_str().expect("a message").to_owned()
}
