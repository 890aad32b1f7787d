//! What the tests of the handlers share.

use serde_json::Value;

use super::{DEMO_KEY, Options, Store};
use crate::http::{Answer, Request};
use crate::world::{self, World};

pub(super) const LIST: &str = "/pica/v1/vault/connections";

pub(super) fn store(connections: usize) -> Store {
    Store::generate(Options::default(), connections, 1)
}

pub(super) fn store_of_one(connections: usize) -> Store {
    Store::generate(Options { flavor_one: true, ..Options::default() }, connections, 1)
}

/// A request with a good key.
pub(super) fn request(method: &str, target: &str) -> Request {
    Request::new(method, target).with_header("x-pica-secret", DEMO_KEY)
}

/// The path of the connection that is this many places behind the newest.
pub(super) fn path_of(store: &Store, place: usize) -> String {
    format!("{LIST}/{}", store.connections()[place].id)
}

/// Asks as from outside.
pub(super) fn answer(store: &mut Store, request: &Request) -> Answer {
    let mut world = World::generate(world::Options::default(), 0, 0);
    std::mem::swap(store, &mut world.pica);
    let answer = world.handle(request);
    std::mem::swap(store, &mut world.pica);
    answer
}

/// Asks with a good key, and expects to be answered.
pub(super) fn get(store: &mut Store, target: &str) -> Value {
    let answer = answer(store, &request("GET", target));
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    answer.value()
}

/// Asks with a good key, and expects to be refused with 400: the message.
pub(super) fn refused(store: &mut Store, request: &Request) -> String {
    let answer = answer(store, request);
    assert_eq!(answer.status, 400, "{}", String::from_utf8_lossy(&answer.body));
    answer.value()["message"].as_str().expect("a message").to_owned()
}
