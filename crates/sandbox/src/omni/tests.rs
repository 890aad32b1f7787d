//! Omni as the world sees it.

use serde_json::json;

use super::testing::{LIST, answer, path_of, request, request_with, store};
use super::*;
use crate::sentinel::{Place, SENTINELS};
use crate::world::{self, World};

fn world() -> World {
    let mut world = World::generate(world::Options::default(), 20, 1);
    world.omni.options.per_minute = None;
    world
}

/// Saves that have a word wherever one can be typed.
fn saves(world: &World, word: &str) -> Vec<Request> {
    let postgres = path_of(&world.omni, 2);
    let bodies = [
        json!({"passwordUnencrypted": word}),
        json!({"baseRole": word}),
        json!({"environmentUserAttribute": {"attributeName": word, "defaultValues": []}}),
        json!({"environmentUserAttribute": {"attributeName": "region", "defaultValues": ["eu", word]}}),
    ];
    bodies.iter().map(|body| request("PATCH", &postgres).with_json(body)).collect()
}

#[test]
fn every_word_of_the_table_is_found_where_it_can_be_typed() {
    let mut world = world();
    for sentinel in SENTINELS {
        let requests = match sentinel.place {
            Place::Saved => saves(&world, sentinel.word),
            Place::Key | Place::KeyOfList => vec![request_with(sentinel.word, "GET", LIST)],
        };
        for request in requests {
            let fault = world.sentinel(&request).map(|fault| format!("{fault:?}"));
            assert_eq!(fault, Some(format!("{:?}", (sentinel.fault)())), "{}", sentinel.word);
            assert!(world.handle(&request).status < 300, "{} is otherwise good", sentinel.word);
        }
    }
}

#[test]
fn one_connection_is_not_the_list() {
    let mut world = world();
    for target in [path_of(&world.omni, 0), "/omni/api/v1/models".into()] {
        assert!(world.sentinel(&request_with("list-500", "GET", &target)).is_none(), "{target}");
    }
}

#[test]
fn a_refusal_on_demand_has_either_shape() {
    let mut store = store(0);
    let conflict = store.refuse(409, "changed").value();
    assert_eq!(conflict, json!({"error": "Conflict", "message": "changed"}));
    let conflict = store.refuse_as_before(409, "changed").value();
    assert_eq!(conflict, json!({"detail": "Conflict: changed", "status": 409}));
}

#[test]
fn whatever_is_no_api_is_the_app_itself() {
    for target in ["/omni", "/omni/", "/omni/v1/connections", "/omni/connections?api"] {
        let answer = answer(&mut store(1), &Request::new("GET", target));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")));
        assert!(answer.body.starts_with(b"<!doctype html>"), "{target}");
    }
}

#[test]
fn an_api_route_that_is_none_is_refused_as_one() {
    for target in
        ["/omni/api/v1/folders", "/omni/api/v2/connections", "/omni/api", "/omni/api/v1/connections/a/b"]
    {
        let answer = answer(&mut store(1), &request("GET", target));
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (404, Some("application/json")),
            "{target}"
        );
    }
}

#[test]
fn a_store_keeps_its_order_whatever_is_done_to_it() {
    let mut store = store(20);
    let oldest = store.all()[19].clone();

    store.remove(&oldest.id);
    store.insert(Connection { created_at: "2030-01-01T00:00:00.000000Z".into(), ..oldest.clone() });
    assert_eq!(store.all()[0].id, oldest.id);
    store.edit(&oldest.id, |connection| connection.created_at = "2020-01-01T00:00:00.000000Z".into());
    assert_eq!(store.all()[19].id, oldest.id);
    assert_eq!(store.edit("nobody", |_| ()), None);
}
