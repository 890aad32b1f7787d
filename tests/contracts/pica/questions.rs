//! What Pica's sandbox is asked, in this order, and how it should answer.

use patchbay_sandbox::{Fault, World};
use patchbay_vendors::source::Source;
use serde_json::json;

use crate::question::{Question, ask};

const LIST: &str = "/v1/vault/connections";
const CATALOGUE: &str = "/v1/available-connectors";

/// All questions of one flavour. The newest connection is deleted at the end.
pub(super) fn all(source: &Source, world: &World) -> Vec<Question> {
    let one = format!("{LIST}/{}", world.pica.connections()[0].id);
    let renames = if source.option_is("flavor", "one") { renames(&one) } else { Vec::new() };
    [
        lists(),
        refused_lists(),
        catalogue(),
        reads(&one),
        updates(&one),
        renames,
        refused_updates(&one),
        deletes(&one),
    ]
    .concat()
}

fn lists() -> Vec<Question> {
    let asked: &[(&'static str, &[(&str, &str)])] = &[
        ("a plain list", &[]),
        (
            "one with every filter that finds nothing",
            &[
                ("key", "a,b"),
                ("platformVersion", "1.0.0"),
                ("name", "Ops & mail"),
                ("identityType", "user"),
                ("identity", "user-17"),
                ("platform", "gmail"),
                ("tags", "eu,büro"),
                ("active", "false"),
                ("limit", "20"),
                ("page", "1"),
            ],
        ),
        ("failed connections", &[("active", "false"), ("limit", "150")]),
        ("no rows at all", &[("limit", "0")]),
        ("more rows than there may be", &[("limit", "10000")]),
        ("a page behind the last", &[("page", "9999")]),
    ];
    asked.iter().map(|(what, query)| list(what, query).answers(200)).collect()
}

fn refused_lists() -> Vec<Question> {
    let mut questions: Vec<Question> = [
        ("a name that is unheard of", "unheardOf", "1"),
        ("a flag that is none", "active", "maybe"),
        ("a size that is no number", "limit", "many"),
        ("a page that is none", "page", "-1"),
        ("an owner that is none", "identityType", "robot"),
    ]
    .map(|(what, name, value)| list(what, &[(name, value)]).answers(400))
    .into();
    questions.push(list("without a key", &[]).without_key().answers(401));
    questions.push(list("with a wrong key", &[]).with_key("wrong").answers(401));
    questions.extend([402, 403, 429, 502].map(|status| list("told to refuse", &[]).befallen(status)));
    questions
        .push(Question { fault: Some(Fault::Legacy(400)), ..list("refused as before", &[]).answers(400) });
    questions
}

fn catalogue() -> Vec<Question> {
    let query = [
        ("platform", "gmail"),
        ("key", "a"),
        ("name", "Gmail"),
        ("category", "Mail"),
        ("authkit", "true"),
        ("limit", "20"),
        ("page", "1"),
    ];
    let filtered = ask("some connectors", "GET", CATALOGUE).with_query(&query);
    let all = || ask("all connectors", "GET", CATALOGUE);
    [all().answers(200), filtered, all().befallen(500)].into()
}

fn reads(one: &str) -> Vec<Question> {
    let read = || ask("one connection", "GET", one);
    [
        read().answers(200),
        read().without_key().answers(401),
        ask("one that is not there", "GET", &format!("{LIST}/nowhere")).answers(404),
        read().befallen(403),
        read().befallen(429),
    ]
    .into()
}

fn updates(one: &str) -> Vec<Question> {
    let update = |body| ask("an update", "PATCH", one).with_body(body).answers(200);
    [
        update(json!({"tags": ["billing", "büro \"1\""]})),
        update(json!({"tags": []})),
        update(json!({"tags": null})),
        update(json!({})),
        Question { fault: Some(Fault::Empty), ..update(json!({"tags": ["eu"]})) },
    ]
    .into()
}

fn renames(one: &str) -> Vec<Question> {
    let names = [json!("Ops & mail"), json!(""), json!(null)];
    names.map(|name| ask("a new name", "PATCH", one).with_body(json!({"name": name})).answers(200)).into()
}

fn refused_updates(one: &str) -> Vec<Question> {
    let update = |body| ask("an update", "PATCH", one).with_body(body);
    let fit = || json!({"tags": ["eu"]});
    [
        update(json!({"tag": ["eu"]})).answers(400),
        update(json!({"tags": "eu"})).answers(400),
        update(json!({"tags": [7]})).answers(400),
        update(json!([])).answers(400),
        ask("an update without a body", "PATCH", one).answers(400),
        update(fit()).without_key().answers(401),
        Question {
            what: "an update of nothing",
            ..ask("", "PATCH", &format!("{LIST}/nowhere")).with_body(fit()).answers(404)
        },
        update(fit()).befallen(403),
        update(fit()).befallen(429),
        Question { fault: Some(Fault::Legacy(404)), ..update(fit()).answers(404) },
    ]
    .into()
}

fn deletes(one: &str) -> Vec<Question> {
    let delete = || ask("a delete", "DELETE", one);
    [
        delete().without_key().answers(401),
        delete().befallen(403),
        delete().befallen(429),
        delete().answers(200),
        delete().answers(404),
        ask("what was deleted", "GET", one).answers(404),
    ]
    .into()
}

fn list(what: &'static str, query: &[(&str, &str)]) -> Question {
    ask(what, "GET", LIST).with_query(query)
}
