//! What the tests of the handlers share.

use serde_json::Value;

use super::{Connection, DEMO_KEY, DEMO_PROJECT, Options, Store};
use crate::http::{Answer, Request};
use crate::world::{self, World};

pub(super) const LIST: &str = "/peaka/connections/mtKDhe1U";

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

/// The path of the connection at this place of the demo's list.
pub(super) fn path_of(store: &Store, place: usize) -> String {
    let connection = store.of_project(DEMO_PROJECT).nth(place).expect("a connection");
    format!("{LIST}/{}", connection.id)
}

/// The path of the demo's first connection of a kind that does not wait for a sign-in.
pub(super) fn path_of_kind(store: &Store, kind: &str) -> String {
    let mut settled = store.of_project(DEMO_PROJECT).filter(|connection| connection.consent.is_none());
    let connection = settled.find(|connection| connection.kind == kind).expect("one of every kind");
    format!("{LIST}/{}", connection.id)
}

/// What is held of the connection with this path.
pub(super) fn stored<'a>(store: &'a Store, path: &str) -> &'a Connection {
    store.get(path.rsplit('/').next().expect("an id")).expect("a connection")
}

/// Asks as from outside.
pub(super) fn answer(store: &mut Store, request: &Request) -> Answer {
    let mut world = World::generate(world::Options::default(), 0, 0);
    std::mem::swap(store, &mut world.peaka);
    let answer = world.handle(request);
    std::mem::swap(store, &mut world.peaka);
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
