//! Peaka as the world sees it.

use serde_json::json;

use super::testing::{LIST, path_of, request, request_with};
use super::*;
use crate::faults::Fault;
use crate::sentinel::{Place, SENTINELS};
use crate::world::{self, World};

fn world() -> World {
    World::generate(world::Options::default(), 20, 1)
}

fn saved(world: &World, name: &str, token: &str) -> Request {
    let body = json!({"name": name, "type": "stripe", "credential": {"token": token}});
    request("PUT", &path_of(&world.peaka, 0)).with_json(&body)
}

#[test]
fn every_word_of_the_table_is_found_where_it_can_be_typed() {
    let mut world = world();
    for sentinel in SENTINELS {
        let requests = match sentinel.place {
            Place::Saved => vec![saved(&world, sentinel.word, "a"), saved(&world, "a", sentinel.word)],
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
fn the_catalogue_is_not_the_list() {
    let world = &mut world();
    for (target, lists) in [(LIST, true), ("/peaka/connections/config", false), ("/peaka/info", false)] {
        let fault = world.sentinel(&request_with("list-500", "GET", target));
        assert_eq!(fault.is_some(), lists, "{target}");
    }
}

#[test]
fn a_refusal_on_demand_has_the_vendors_shape() {
    let mut world = world();
    let refused = world.peaka.refuse(409, "changed");
    assert_eq!((refused.status, refused.value()), (409, json!({"error": "Conflict", "message": "changed"})));

    let before = world.peaka.refuse_as_before(400, "no");
    assert_eq!(before.value(), json!({"message": "no", "errorCode": 100}));
}

#[test]
fn one_row_of_a_list_can_be_spoilt() {
    let mut world = world();
    let delivery = world.deliver(&request("GET", LIST), &Fault::WrongTypeInRow(1));

    let crate::Delivery::Whole(answer) = delivery else { panic!("it is whole") };
    assert_eq!(answer.value()[1]["id"], 17);
}

#[test]
fn an_echo_repeats_the_key_and_what_was_submitted() {
    let mut world = world();
    let request = saved(&world, "a", "typed-secret");

    let crate::Delivery::Whole(answer) = world.deliver(&request, &Fault::Echo) else { panic!("it is whole") };
    let message = answer.value()["message"].to_string();
    assert!(message.contains(DEMO_KEY) && message.contains("typed-secret"), "{message}");
}

#[test]
fn a_path_that_only_looks_like_one_is_none() {
    let mut world = world();
    for target in [format!("{LIST}/a/b/c"), format!("{LIST}/"), "/peaka/connections".into(), "/peaka/".into()]
    {
        assert_eq!(world.handle(&request("GET", &target)).status, 404, "{target}");
    }
}
