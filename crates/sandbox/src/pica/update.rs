//! `PATCH /v1/vault/connections/{id}`.

use serde_json::{Map, Value};

use super::error::Refusal;
use super::query::Parameters;
use super::{Options, Store, get};
use crate::http::{Answer, Request};

pub(super) fn update(store: &mut Store, request: &Request, id: &str) -> Result<Answer, Refusal> {
    Parameters::of(request).end()?;
    let changes = Changes::of(request, &store.options)?;
    store
        .edit(id, |connection| {
            if let Some(tags) = changes.tags {
                connection.tags = tags;
            }
            if let Some(name) = changes.name {
                connection.name = (!name.is_empty()).then_some(name);
            }
        })
        .ok_or_else(Refusal::unknown)?;
    if store.options.flavor_one || store.options.empty_patch {
        return Ok(Answer::empty(200));
    }
    get::said(store, id)
}

/// What is to become different. Assumption: null is as good as nothing, as in the vendor's own server of 2025.
struct Changes {
    /// Instead of all that there were.
    tags: Option<Vec<String>>,
    name: Option<String>,
}

impl Changes {
    fn of(request: &Request, options: &Options) -> Result<Self, Refusal> {
        let mut fields = object(request)?;
        let tags = fields.remove("tags").map_or(Ok(None), tags)?;
        let name = match fields.remove("name") {
            Some(_) if !options.flavor_one => return Err(Refusal::invalid("unknown field name")),
            None | Some(Value::Null) => None,
            Some(Value::String(name)) => Some(name),
            Some(_) => return Err(Refusal::invalid("name must be a string or null")),
        };
        match fields.keys().next() {
            None => Ok(Self { tags, name }),
            Some(field) => Err(Refusal::invalid(format!("unknown field {field}"))),
        }
    }
}

fn object(request: &Request) -> Result<Map<String, Value>, Refusal> {
    let content_type = request.header("content-type").unwrap_or_default();
    if !content_type
        .split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
    {
        return Err(Refusal::invalid("content-type must be application/json"));
    }
    match serde_json::from_slice(&request.body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Refusal::invalid("the body must be an object")),
        Err(error) => Err(Refusal::invalid(format!("the body is not JSON: {error}"))),
    }
}

fn tags(value: Value) -> Result<Option<Vec<String>>, Refusal> {
    let Value::Array(tags) = value else {
        return if value.is_null() {
            Ok(None)
        } else {
            Err(Refusal::invalid("tags must be an array or null"))
        };
    };
    let tag = |(place, tag): (usize, Value)| match tag {
        Value::String(tag) if tag.trim().is_empty() => {
            Err(Refusal::invalid(format!("tags[{place}] is empty")))
        }
        // A list could never be asked for it.
        Value::String(tag) if tag.contains(',') => {
            Err(Refusal::invalid(format!("tags[{place}] must not contain a comma")))
        }
        Value::String(tag) => Ok(tag),
        _ => Err(Refusal::invalid(format!("tags[{place}] must be a string"))),
    };
    tags.into_iter().enumerate().map(tag).collect::<Result<_, _>>().map(Some)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{LIST, answer, path_of, refused, request, store, store_of_one};
    use super::*;

    fn patch(store: &mut Store, body: &Value) -> Answer {
        let path = path_of(store, 0);
        answer(store, &request("PATCH", &path).with_json(body))
    }

    #[test]
    fn tags_replace_all_that_there_were_and_the_row_is_the_answer() {
        let mut store = store(1);

        assert_eq!(
            patch(&mut store, &json!({"tags": ["billing", "eu"]})).value()["tags"],
            json!(["billing", "eu"])
        );
        let answer = patch(&mut store, &json!({"tags": ["us"]}));

        assert_eq!(answer.status, 200);
        assert_eq!(answer.value()["tags"], json!(["us"]));
        assert_eq!(answer.value()["id"], store.connections()[0].id);
        assert_eq!(store.connections()[0].tags, ["us"]);
        assert_eq!(patch(&mut store, &json!({"tags": []})).value()["tags"], json!([]));
    }

    #[test]
    fn what_is_left_out_or_null_is_left_alone() {
        let mut store = store(1);
        patch(&mut store, &json!({"tags": ["kept"]}));

        for body in [json!({}), json!({"tags": null})] {
            assert_eq!(patch(&mut store, &body).value()["tags"], json!(["kept"]), "{body}");
        }
    }

    #[test]
    fn the_answer_may_have_no_body() {
        let mut store = store(1);
        store.options.empty_patch = true;

        let answer = patch(&mut store, &json!({"tags": ["us"]}));

        assert_eq!((answer.status, answer.body.len()), (200, 0));
        assert_eq!(store.connections()[0].tags, ["us"]);
    }

    #[test]
    fn the_successor_changes_names_and_answers_with_nothing() {
        let mut store = store_of_one(1);

        let answer = patch(&mut store, &json!({"name": "Ops mailbox"}));
        assert_eq!((answer.status, answer.body.len()), (200, 0));
        assert_eq!(store.connections()[0].name.as_deref(), Some("Ops mailbox"));

        patch(&mut store, &json!({"name": null}));
        assert_eq!(store.connections()[0].name.as_deref(), Some("Ops mailbox"));
        patch(&mut store, &json!({"name": ""}));
        assert_eq!(store.connections()[0].name, None);
    }

    #[test]
    fn a_wrong_body_is_refused_and_changes_nothing() {
        let mut store = store(1);
        let before = store.connections()[0].clone();
        for (body, said) in [
            (json!({"name": "Ops mailbox"}), "unknown field name"),
            (json!({"tags": ["eu"], "active": false}), "unknown field active"),
            (json!(["eu"]), "the body must be an object"),
            (json!({"tags": "eu"}), "tags must be an array or null"),
            (json!({"tags": ["eu", 1]}), "tags[1] must be a string"),
            (json!({"tags": ["a,b"]}), "tags[0] must not contain a comma"),
            (json!({"tags": ["eu", " "]}), "tags[1] is empty"),
        ] {
            let request = request("PATCH", &path_of(&store, 0)).with_json(&body);
            assert_eq!(refused(&mut store, &request), said);
        }
        assert_eq!(store.connections()[0], before);
        assert_eq!(
            refused(
                &mut store_of_one(1),
                &request("PATCH", &path_of(&store_of_one(1), 0)).with_json(&json!({"name": 1}))
            ),
            "name must be a string or null"
        );
    }

    #[test]
    fn a_body_must_say_that_it_is_json_and_be_it() {
        let mut store = store(1);
        let path = path_of(&store, 0);
        let text = |content_type| {
            Request { body: b"{}".into(), ..request("PATCH", &path) }
                .with_header("content-type", content_type)
        };

        assert_eq!(refused(&mut store, &text("text/plain")), "content-type must be application/json");
        assert_eq!(answer(&mut store, &text("application/json; charset=utf-8")).status, 200);
        let cut = Request { body: b"{".into(), ..text("application/json") };
        assert!(refused(&mut store, &cut).starts_with("the body is not JSON"));
    }

    #[test]
    fn an_unknown_id_is_not_found() {
        let request = request("PATCH", &format!("{LIST}/nobody")).with_json(&json!({"tags": []}));

        assert_eq!(answer(&mut store(1), &request).status, 404);
    }
}
