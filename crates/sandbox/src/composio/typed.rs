//! Where a person can have typed a word that breaks something: an alias, a credential, a key.

use serde_json::Value;

use super::auth;
use super::version::Version;
use crate::http::Request;
use crate::sentinel::Typed;

pub(super) fn typed(request: &Request, parts: &[&str]) -> Typed {
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let values = body["connection"]["state"]["val"].as_object();
    let saved = values.into_iter().flat_map(|values| values.values()).chain([&body["alias"]]);
    let lists = Version::of(parts).is_some_and(|(_, path)| path == ["connected_accounts"]);
    Typed {
        key: auth::key(request).map(str::to_owned),
        saved: saved.filter_map(|value| value.as_str().map(str::to_owned)).collect(),
        lists: request.method == "GET" && lists,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{LIST, V3, path_of, request, store};
    use super::*;
    use crate::faults::{Delivery, Fault};
    use crate::sentinel::{Place, SENTINELS};
    use crate::world::{self, World};

    fn world() -> World {
        World { composio: store(20), ..World::generate(world::Options::default(), 0, 0) }
    }

    fn fault(request: &Request) -> Option<String> {
        world().sentinel(request).map(|fault| format!("{fault:?}"))
    }

    #[test]
    fn every_word_is_found_where_it_can_be_typed_and_is_otherwise_good() {
        let path = path_of(&store(20), 0);
        for sentinel in SENTINELS {
            let word = sentinel.word;
            let save = |body| request("PATCH", &path).with_json(&body);
            let in_val = json!({"authScheme": "BEARER_TOKEN", "val": {"base_url": null, "token": word}});
            let typed = match sentinel.place {
                Place::Saved => {
                    [save(json!({"alias": word})), save(json!({"connection": {"state": in_val}}))]
                }
                Place::Key | Place::KeyOfList => [LIST.to_owned(), format!("{V3}/connected_accounts")]
                    .map(|list| Request::new("GET", &list).with_header("x-api-key", word)),
            };
            for request in typed {
                assert_eq!(fault(&request), Some(format!("{:?}", (sentinel.fault)())), "{word}");
                assert!(world().handle(&request).status < 300, "{word}");
            }
        }
    }

    #[test]
    fn a_word_for_lists_befalls_nothing_else() {
        for path in [path_of(&store(20), 0), format!("{V3}/toolkits"), format!("{V3}/auth_configs")] {
            let request = Request::new("GET", &path).with_header("x-api-key", "list-500");
            assert_eq!(fault(&request), None, "{path}");
        }
        assert_eq!(fault(&request("GET", LIST)), None);
    }

    #[test]
    fn a_row_can_be_spoilt_and_a_refusal_have_the_vendors_shape() {
        let mut world = world();
        let mut arrives = |fault| match world.deliver(&request("GET", LIST), &fault) {
            Delivery::Whole(answer) => answer,
            other => panic!("{other:?}"),
        };

        assert_eq!(arrives(Fault::WrongTypeInRow(1)).value()["items"][1]["id"], 17);
        assert_eq!(arrives(Fault::Status(503)).value()["error"]["slug"], "HTTP_ServiceUnavailable");
        let too_many = arrives(Fault::TooMany { retry_after: Some(5), readable: true });
        assert!(too_many.value()["message"].is_string() && too_many.header("retry-after") == Some("5"));
    }
}
