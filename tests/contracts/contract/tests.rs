use serde_json::json;

use super::*;
use crate::SUBJECTS;
use crate::message::{Answered, Sent};

/// A contract with every construction that the vendors' files use.
const SMALL: &str = r##"
openapi: 3.1.0
servers:
  - url: https://{instance}.example.test/api/{version}
security: [{bearer: []}]
paths:
  /things:
    get:
      operationId: list
      parameters:
        - {name: kind, in: query, required: true, schema: {$ref: '#/components/schemas/Kind'}}
        - {name: size, in: query, schema: {type: integer}}
        - {name: all, in: query, schema: {type: boolean}}
        - {name: ids, in: query, explode: false, schema: {type: array, items: {type: string}}}
        - {name: counts, in: query, schema: {type: array, items: {type: integer}}}
      responses:
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}
        '429': {description: '', headers: {Retry-After: {schema: {type: integer}}}}
  /things/new:
    post:
      operationId: create
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'201': {description: ''}}
  /things/{id}:
    post:
      operationId: change
      parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}]
      responses: {default: {description: ''}}
components:
  securitySchemes: {bearer: {type: http, scheme: bearer}}
  schemas:
    Kind: {type: string, enum: [a, b]}
    Paging: {type: object, required: [next], properties: {next: {type: [string, 'null']}}}
    Page:
      allOf:
        - {$ref: '#/components/schemas/Paging'}
        - {type: object, properties: {items: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}
    Thing:
      type: object
      properties:
        id: {type: string}
        free: {type: object}
        map: {type: object, additionalProperties: true, properties: {known: {type: string}}}
        either:
          anyOf:
            - {type: object, properties: {one: {type: string}}}
            - {type: object, properties: {two: {type: string}}}
            - {type: 'null'}
"##;

fn list(query: &[(&str, &str)]) -> Sent {
    Sent {
        method: "GET".into(),
        path: "/things".into(),
        query: query.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
        ..Sent::default()
    }
}

fn create(body: Value) -> Sent {
    Sent { method: "POST".into(), path: "/things/new".into(), body: Some(body), ..Sent::default() }
}

#[test]
fn a_query_is_read_by_its_declared_type() {
    let contract = Contract::load(SMALL);
    for (query, holds) in [
        (
            &[
                ("kind", "a"),
                ("size", "7"),
                ("all", "true"),
                ("ids", "x,7"),
                ("counts", "1"),
                ("counts", "2"),
            ][..],
            true,
        ),
        (&[("kind", "c")], false),
        (&[("kind", "a"), ("kind", "b")], false),
        (&[("kind", "a"), ("size", "many")], false),
        (&[("kind", "a"), ("all", "1")], false),
        (&[("kind", "a"), ("counts", "1"), ("counts", "x")], false),
        (&[("kind", "a"), ("sizes", "7")], false),
        (&[("size", "7")], false),
    ] {
        assert_eq!(contract.request(&list(query)).is_ok(), holds, "{query:?}");
    }
}

#[test]
fn a_field_that_is_not_declared_is_refused_except_in_a_free_map() {
    let contract = Contract::load(SMALL);
    for (body, holds) in [
        (json!({"id": "x", "free": {"any": 1}, "map": {"any": 1, "known": "x"}, "either": null}), true),
        (json!({"either": {"one": "x"}}), true),
        (json!({"either": {"two": "x"}}), true),
        (json!({"either": {"one": "x", "two": "x"}}), false),
        (json!({"either": {"on": "x"}}), false),
        (json!({"idd": "x"}), false),
        (json!({"map": {"known": 1}}), false),
        (json!({"free": 1}), false),
    ] {
        assert_eq!(contract.request(&create(body.clone())).is_ok(), holds, "{body}");
    }
    assert!(contract.request(&Sent { body: None, ..create(Value::Null) }).is_err());
}

#[test]
fn what_is_composed_is_closed_as_a_whole() {
    let contract = Contract::load(SMALL);
    let operation = contract.operation("list").unwrap();
    let answer = |body: Value| {
        let headers = vec![("content-type".into(), "application/json; charset=utf-8".into())];
        operation.answer(&Answered { status: 200, headers, body: body.to_string() })
    };
    assert_eq!(answer(json!({"next": null, "items": [{"id": "x"}]})), Ok(()));
    assert!(answer(json!({"next": null, "items": [{"idd": "x"}]})).is_err());
    assert!(answer(json!({"next": null, "item": []})).is_err());
    assert!(answer(json!({"items": []})).is_err());
}

#[test]
fn an_answer_has_a_declared_status_kind_and_headers() {
    let contract = Contract::load(SMALL);
    let operation = contract.operation("list").unwrap();
    let answer = |status, header: (&str, &str), body: &str| {
        let headers = vec![(header.0.to_owned(), header.1.to_owned())];
        operation.answer(&Answered { status, headers, body: body.into() }).is_ok()
    };
    assert!(answer(200, ("content-type", "application/json"), "{\"next\": null}"));
    assert!(!answer(200, ("content-type", "text/html"), "{\"next\": null}"));
    assert!(!answer(200, ("x", ""), "{\"next\": null}"));
    assert!(!answer(200, ("content-type", "application/json"), ""));
    assert!(!answer(204, ("x", ""), ""));
    assert!(answer(429, ("retry-after", "3"), ""));
    assert!(!answer(429, ("retry-after", "soon"), ""));
    assert!(!answer(429, ("content-type", "application/json"), "{}"));
}

#[test]
fn an_operation_is_found_by_its_template_and_what_is_spelt_out_goes_first() {
    let contract = Contract::load(SMALL);
    let post = |path: &str| Sent { body: None, path: path.into(), ..create(Value::Null) };
    let asked = |path: &str| contract.request(&post(path)).map(|operation| operation.id.as_str());
    assert_eq!(asked("/things/c0f12353-4817-4398-bcc0-d501e6dd2f64"), Ok("change"));
    assert_eq!(contract.request(&create(json!({}))).map(|operation| operation.id.as_str()), Ok("create"));
    for unknown in ["/things/no-uuid", "/things/", "/things", "/thing/x", "/things/a/b"] {
        assert!(asked(unknown).is_err(), "{unknown}");
    }
    assert!(asked("/%74hings/c0f12353%2D4817-4398-bcc0-d501e6dd2f64").is_ok());
}

#[test]
fn a_key_is_where_the_contract_wants_it() {
    let contract = Contract::load(SMALL);
    let admits = |name: &str, value: &str| {
        contract.operation("list").unwrap().admits(&[(name.to_owned(), value.to_owned())])
    };
    assert!(admits("Authorization", "Bearer k"));
    assert!(!admits("Authorization", "k"));
    assert!(!admits("Authorization", "Bearer "));
    assert!(!admits("x-api-key", "k"));
}

#[test]
fn a_url_is_cut_off_at_a_declared_server() {
    let contract = Contract::load(SMALL);
    assert_eq!(contract.beneath_a_server("https://a.example.test/api/v3.1/things?x"), Some("/things?x"));
    assert_eq!(contract.beneath_a_server("https://a.example.org/api/v3/things"), None);
    assert_eq!(contract.beneath_a_server("https://a.example.test/apis/v3/things"), None);
}

#[test]
fn every_example_in_a_contract_holds() {
    for subject in SUBJECTS.iter() {
        let broken = subject.contract.examples.iter().filter(|example| !example.holds());
        let broken: Vec<_> = broken.map(|example| example.value.to_string()).collect();
        assert_eq!(broken, [""; 0], "{}", subject.vendor.about().id);
    }
}
