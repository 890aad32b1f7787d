use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::call::Next;
use crate::connection::State;
use crate::curl::curl;
use crate::draft::{Entry, Value};
use crate::error::{Expected, Found, Kind, Unreadable};
use crate::form::{Field, Input};
use crate::http::escape;
use crate::read::Mismatch;
use crate::secret::Strike;
use crate::testing::{self, answer, draft, empty, next, read, sent, text, typed};

const CALLBACK: &str = "https://panel.example.test/callback";

/// A source that names its project.
fn source() -> Source {
    Source { project: Some("mtKDhe1U".into()), callback: Some(CALLBACK.into()), ..searching() }
}

/// A source that does not.
fn searching() -> Source {
    testing::source(&Peaka, "https://partner.eu.peaka.studio/api/v1")
}

fn row(id: &str, kind: &str) -> Json {
    json!({"id": id, "name": "Orders EU", "type": kind})
}

fn detail(kind: &str) -> Detail {
    read(Peaka.get(&source(), "8db1"), &answer(200, &row("8db1", kind))).unwrap()
}

fn config() -> Json {
    let ask = |name: &str, kind: &str, required: bool| json!({"fieldName": name, "fieldType": kind, "required": required, "description": format!("The {name}")});
    json!([
        {"connectionType": "stripe", "connectionTypeLabel": "Stripe", "authorizationType": "bearer_token",
            "redirectRequired": false, "configuration": [ask("token", "text", true)]},
        {"connectionType": "POSTGRES", "name": "PostgreSQL", "authorizationType": "custom", "configuration": [
            ask("url", "text", true), ask("port", "number", true), ask("user", "text", true),
            ask("password", "text", true), ask("schema", "text", false), ask("useSsl", "boolean", true)]},
        {"connectionType": "google_analytics", "connectionTypeLabel": "Google Analytics",
            "authorizationType": "oauth2", "redirectRequired": true, "configuration": []},
        {"connectionType": "hubspot", "connectionTypeLabel": "HubSpot", "authorizationType": "oauth2",
            "configuration": [ask("clientId", "text", true), ask("clientSecret", "text", true)]}
    ])
}

fn catalogue() -> Catalogue {
    let call = Peaka.catalogue(&source(), &detail("stripe"), Some(Edit::Credentials)).unwrap();
    read(call, &answer(200, &config())).unwrap()
}

fn form(edit: Edit, kind: &str) -> Result<Form, &'static Sentence> {
    Peaka.form(&source(), edit, &detail(kind), Some(&catalogue()))
}

fn update_at(source: &Source, kind: &str, draft: &Draft) -> Result<Call<Updated>, Vec<Problem>> {
    Peaka.update(source, &detail(kind), draft, Some(&catalogue()))
}

fn update(kind: &str, draft: &Draft) -> Result<Call<Updated>, Vec<Problem>> {
    update_at(&source(), kind, draft)
}

fn postgres(port: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("POSTGRES/url", typed("db.internal.example")),
        ("POSTGRES/port", text(port)),
        ("POSTGRES/user", typed("reader")),
        ("POSTGRES/password", typed("hunter22-hunter22")),
        ("POSTGRES/useSsl", Value::Flag(true)),
    ]
}

/// The requests of a list to its end, each answered by its target.
fn crawl(source: &Source, answers: impl Fn(&str) -> Response) -> (Vec<String>, Vec<Page>, Option<Error>) {
    let (mut asked, mut pages) = (Vec::new(), Vec::new());
    let mut call = Peaka.list(source, &Query::default(), &Cursor::Start);
    loop {
        assert!(asked.len() < 200, "it never ends");
        let target = call.request.target();
        let response = answers(&target);
        asked.push(target);
        call = match call.read(&response) {
            Ok(Next::Then(call) | Next::After(_, call)) => call,
            Err(error) => return (asked, pages, Some(error)),
            Ok(Next::Done(page)) => {
                let next = page.next.clone();
                pages.push(page);
                match next {
                    Some(at) => Peaka.list(source, &Query::default(), &at),
                    None => return (asked, pages, None),
                }
            }
        };
    }
}

/// Two organizations; the second has two workspaces. The key may not read project p2.
fn tree(target: &str) -> Response {
    let ids = |ids: &[&str]| answer(200, &ids.iter().map(|id| json!({"id": id, "name": id})).collect());
    match target {
        "/info" => answer(200, &json!({"projectId": null, "userId": "u", "email": "ops@example.test"})),
        "/organizations" => ids(&["o1", "o2"]),
        "/organizations/o1/workspaces" => ids(&["w1"]),
        "/organizations/o2/workspaces" => ids(&["w2", "w3"]),
        "/organizations/o1/workspaces/w1/projects" => ids(&["p1", "p2"]),
        "/organizations/o2/workspaces/w2/projects" => ids(&[]),
        "/organizations/o2/workspaces/w3/projects" => ids(&["p3"]),
        "/connections/p1" => answer(200, &json!([row("a", "stripe"), row("b", "POSTGRES")])),
        "/connections/p2" => answer(403, &json!({"message": "forbidden"})),
        "/connections/p3" => answer(200, &json!([row("a", "stripe")])),
        _ => empty(404),
    }
}

fn ids(pages: &[Page]) -> Vec<&str> {
    pages.iter().flat_map(|page| &page.connections).map(|connection| connection.id.as_str()).collect()
}

#[test]
fn a_source_that_names_its_project_has_one_list() {
    let (asked, pages, error) = crawl(&source(), |_| answer(200, &json!([row("8db1", "POSTGRES")])));
    assert_eq!((asked, error), (vec!["/connections/mtKDhe1U".to_owned()], None));
    let connection = pages.first().unwrap().connections.first().unwrap();
    assert_eq!(connection.id, "8db1");
    assert_eq!(connection.name.as_deref(), Some("Orders EU"));
    assert_eq!(connection.platform, "POSTGRES");
    assert_eq!(connection.state, State::NotSaid);
    assert_eq!((connection.active, connection.tags.as_ref()), (None, None));
}

#[test]
fn a_key_of_one_project_leads_to_its_list() {
    let (asked, pages, error) = crawl(&searching(), |target| match target {
        "/info" => answer(200, &json!({"projectId": "mtKDhe1U"})),
        _ => answer(200, &json!([row("8db1", "stripe")])),
    });
    assert_eq!((asked, error), (vec!["/info".to_owned(), "/connections/mtKDhe1U".to_owned()], None));
    assert_eq!(ids(&pages), ["mtKDhe1U/8db1"]);
}

#[test]
fn a_key_of_all_projects_leads_down_the_tree_a_page_for_each_project() {
    let (asked, pages, error) = crawl(&searching(), tree);
    assert_snapshot!(asked.join("\n"), @r"
    /info
    /organizations
    /organizations/o1/workspaces
    /organizations/o1/workspaces/w1/projects
    /connections/p1
    /connections/p2
    /organizations/o2/workspaces
    /organizations/o2/workspaces/w2/projects
    /organizations/o2/workspaces/w3/projects
    /connections/p3
    ");
    assert_eq!(error, None);
    assert_eq!(ids(&pages), ["p1/a", "p1/b", "p3/a"]);
    let Some(Cursor::At(left)) = pages.first().and_then(|page| page.next.clone()) else {
        panic!("more is left")
    };
    assert_snapshot!(left, @r#"[["organizations","o2","workspaces"],["connections","p2"]]"#);
}

#[test]
fn a_project_that_may_not_be_read_is_named_and_keeps_no_other_back() {
    let (_, pages, _) = crawl(&searching(), tree);
    let broken: Vec<_> = pages.into_iter().flat_map(|page| page.broken).collect();
    assert_eq!(broken, [Mismatch { at: "projects/p2".into(), expected: Expected::List }]);
}

#[test]
fn a_workspace_that_may_not_be_read_keeps_no_other_back_either() {
    let (_, pages, error) = crawl(&searching(), |target| match target {
        "/organizations/o1/workspaces/w1/projects" => empty(403),
        other => tree(other),
    });
    assert_eq!((ids(&pages), error), (vec!["p3/a"], None));
    assert_eq!(
        pages.first().unwrap().broken,
        [Mismatch { at: "organizations/o1/workspaces/w1/projects".into(), expected: Expected::List }]
    );
}

#[test]
fn trouble_that_may_pass_ends_the_list_so_that_it_is_asked_again() {
    for status in [401, 429, 500, 503] {
        let (_, pages, error) = crawl(&searching(), |target| match target {
            "/connections/p2" => empty(status),
            other => tree(other),
        });
        assert_eq!(ids(&pages), ["p1/a", "p1/b"]);
        assert!(matches!(error, Some(Error::Refused(refused)) if refused.status == status));
    }
}

#[test]
fn a_server_without_info_leads_down_the_tree_too_and_an_unknown_key_nowhere() {
    let without = |status| {
        let (asked, _, error) = crawl(&searching(), |target| match target {
            "/info" => empty(status),
            other => tree(other),
        });
        (asked.len(), error.map(|error| error.kind()))
    };
    assert_eq!(without(404), (10, None));
    assert_eq!(without(403), (10, None));
    assert_eq!(without(401), (1, Some(Kind::Unauthorized)));
    assert_eq!(without(500), (1, Some(Kind::Server)));
}

#[test]
fn a_key_that_may_not_look_for_projects_is_told_to_name_one() {
    let (_, _, error) = crawl(&searching(), |target| match target {
        "/info" => answer(200, &json!({"email": "ops@example.test"})),
        _ => answer(403, &json!({"message": "not allowed"})),
    });
    let Some(Error::Refused(refused)) = error else { panic!("it was refused") };
    assert_eq!(refused.message.as_deref(), Some("not allowed"));
    assert_eq!(refused.suggestion.as_deref(), Some(words::SET_PROJECT.text()));
    assert_eq!(Error::Refused(refused).kind(), Kind::Forbidden);
}

#[test]
fn a_tree_that_answers_everything_alike_ends() {
    let (asked, _, error) = crawl(&searching(), |target| match target {
        "/info" => tree(target),
        _ => answer(200, &json!([{"id": "x"}, {"id": "x"}, {"id": "y"}])),
    });
    assert_eq!(error, None);
    // What is said twice in one answer is asked once: two organizations of two workspaces of two projects.
    assert_eq!(asked.len(), 2 + 2 + 4 + 8);
}

#[test]
fn a_broken_row_degrades_alone() {
    let rows = json!([row("a", "stripe"), {"name": "x"}, 7, {"id": "b", "type": []}, {"id": ".."}, {"id": "c", "new": 1}]);
    let (_, pages, _) = crawl(&source(), |_| answer(200, &rows));
    assert_eq!(ids(&pages), ["a", "c"]);
    let places: Vec<_> = pages.first().unwrap().broken.iter().map(|broken| broken.at.as_str()).collect();
    assert_eq!(places, ["[1].id", "[2]", "[3].type", "[4].id"]);
    let (_, pages, _) = crawl(&searching(), |target| match target {
        "/connections/p1" => answer(200, &rows),
        "/organizations/o2/workspaces" => answer(200, &json!([{"id": 5}, {"id": "w3"}])),
        other => tree(other),
    });
    assert_eq!(ids(&pages), ["p1/a", "p1/c", "p3/a"]);
    let places: Vec<_> =
        pages.iter().flat_map(|page| &page.broken).map(|broken| broken.at.as_str()).collect();
    assert_eq!(
        places,
        [
            "projects/p1[1].id",
            "projects/p1[2]",
            "projects/p1[3].type",
            "projects/p1[4].id",
            "projects/p2",
            "organizations/o2/workspaces[0].id",
        ]
    );
}

#[test]
fn a_list_may_be_one_object_as_the_contract_has_it_and_nothing_else() {
    let (_, pages, _) = crawl(&source(), |_| answer(200, &row("a", "stripe")));
    assert_eq!(ids(&pages), ["a"]);
    let failed = |body: &str| {
        crawl(&source(), |_| Response { status: 200, body: body.into(), ..Response::default() }).2
    };
    let unreadable = |expected, found| {
        Some(Error::Unreadable(Unreadable { status: 200, at: String::new(), expected, found }))
    };
    assert_eq!(failed("null"), unreadable(Expected::List, Found::Other));
    assert_eq!(failed("<html>"), unreadable(Expected::Json, Found::Html));
    assert_eq!(failed("[{"), unreadable(Expected::Json, Found::Cut));
}

#[test]
fn one_connection_is_found_by_its_id_alone() {
    assert_snapshot!(sent(&Peaka.get(&source(), "a/b").request), @"GET /connections/mtKDhe1U/a%2Fb");
    assert_snapshot!(sent(&Peaka.get(&searching(), "p 1/8db1").request), @"GET /connections/p%201/8db1");
    let detail = read(Peaka.get(&searching(), "p1/8db1"), &answer(200, &row("8db1", "stripe"))).unwrap();
    assert_eq!(detail.connection.id, "p1/8db1");
    assert_eq!(detail.facts, [Fact { label: &words::PROJECT_ID, value: "p1".into() }]);
    assert_eq!(detail.held, Vec::<String>::new());
}

#[test]
fn an_id_that_would_climb_or_names_no_project_leads_nowhere() {
    for (source, id) in
        [(searching(), "8db1"), (searching(), "../info"), (searching(), "p1/.."), (source(), "..")]
    {
        let call = Peaka.get(&source, id);
        assert_eq!(sent(&call.request), "GET /info", "{id}");
        assert_eq!(read(call, &answer(200, &json!({}))).unwrap_err().kind(), Kind::NotFound);
        assert!(Peaka.returned(&source, id, "code=1").is_none());
        let lost =
            Detail { connection: Connection { id: id.into(), ..Connection::default() }, ..Detail::default() };
        let problems = Peaka.update(&source, &lost, &draft(Edit::Delete, &[]), None).err().unwrap();
        assert_eq!(problems, [Problem::at("", Trouble::NotOffered)]);
    }
}

#[test]
fn nothing_of_a_row_but_its_name_and_type_is_kept() {
    let mut leaky = row("8db1", "stripe");
    leaky["credential"] = json!({"token": "sk_live_leaked_000"});
    leaky["url"] = json!("https://accounts.example/o?state=leaked_000");
    let detail = read(Peaka.get(&searching(), "p1/8db1"), &answer(200, &leaky)).unwrap();
    assert!(!format!("{detail:?}").contains("leaked"));
}

#[test]
fn the_catalogue_says_what_each_type_asks_for() {
    let call = Peaka.catalogue(&source(), &detail("stripe"), Some(Edit::Rename)).unwrap();
    assert_snapshot!(sent(&call.request), @"GET /connections/config");
    let kinds = catalogue().kinds;
    let said: Vec<_> =
        kinds.iter().map(|kind| (kind.id.as_str(), kind.label.as_str(), kind.consent)).collect();
    assert_eq!(
        said,
        [
            ("stripe", "Stripe", false),
            ("POSTGRES", "PostgreSQL", false),
            ("google_analytics", "Google Analytics", true),
            ("hubspot", "HubSpot", true),
        ]
    );
    assert!(Peaka.catalogue(&source(), &detail("stripe"), Some(Edit::Delete)).is_none());
}

#[test]
fn what_of_the_catalogue_cannot_be_read_is_left_out_and_what_is_new_is_text() {
    let odd = json!([
        7, {"connectionTypeLabel": "No type"},
        {"connectionType": "x", "configuration": [
            {"fieldName": "a", "fieldType": "secret"}, {"fieldName": "a", "fieldType": "number"},
            {"fieldType": "text"}, 7, {"fieldName": "b", "fieldType": null, "required": "yes", "description": ""}]},
        {"connectionType": "x", "configuration": "none"},
        {"connectionType": "y", "authorizationType": "OAuth2", "configuration": "none"},
        {"connectionType": "z", "redirectRequired": true},
        {"connectionType": "brought", "authorizationType": "oauth2", "redirectRequired": false}
    ]);
    let call = Peaka.catalogue(&source(), &detail("x"), Some(Edit::Rename)).unwrap();
    let kinds = read(call, &answer(200, &odd)).unwrap().kinds;
    let said: Vec<_> =
        kinds.iter().map(|kind| (kind.id.as_str(), kind.label.as_str(), kind.consent)).collect();
    assert_eq!(said, [("x", "x", false), ("y", "y", true), ("z", "z", true), ("brought", "brought", false)]);
    let asks = &kinds.first().unwrap().asks;
    assert_eq!(asks.iter().map(|ask| ask.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert!(
        asks.iter()
            .all(|ask| ask.takes == crate::catalogue::Takes::Text && !ask.required && ask.hint.is_none())
    );
    let call = Peaka.catalogue(&source(), &detail("x"), Some(Edit::Rename)).unwrap();
    assert_eq!(read(call, &answer(200, &json!({"connectionType": "x"}))).unwrap().kinds.len(), 1);
}

#[test]
fn the_catalogue_tells_of_the_platform() {
    let call = Peaka.catalogue(&source(), &detail("POSTGRES"), None).unwrap();
    assert_snapshot!(sent(&call.request), @"GET /connections/config/POSTGRES");
    let one = json!({"connectionType": "POSTGRES", "connectionTypeLabel": "PostgreSQL", "name": "pg",
        "authorizationType": "custom", "category": "Database", "redirectRequired": false,
        "documentationUrl": "https://docs.example.test/postgresql"});
    let facts = read(call, &answer(200, &one)).unwrap().facts;
    let facts: Vec<_> = facts.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(facts, ["PostgreSQL", "Database", "custom", "No", "https://docs.example.test/postgresql"]);
    assert!(Peaka.catalogue(&source(), &detail(""), None).is_none());
}

#[test]
fn every_edit_that_is_offered_has_a_form_or_a_reason() {
    let offers = Peaka.edits(&source(), &detail("stripe").connection);
    let edits: Vec<_> = offers.iter().map(|offer| offer.edit).collect();
    assert_eq!(edits, [Edit::Rename, Edit::Credentials, Edit::Reconnect, Edit::Delete]);
    for edit in [Edit::Rename, Edit::Credentials, Edit::Reconnect] {
        assert_eq!(Peaka.form(&source(), edit, &detail("stripe"), None), Err(&words::NO_CATALOGUE));
        let nothing = Some(&Catalogue::default());
        assert_eq!(Peaka.form(&source(), edit, &detail("stripe"), nothing), Err(&words::NO_CATALOGUE));
    }
    let without_callback = Source { callback: None, ..source() };
    let lost = |edit, kind| Peaka.form(&without_callback, edit, &detail(kind), Some(&catalogue())).err();
    assert_eq!(form(Edit::Reconnect, "stripe").err(), Some(&words::NO_CONSENT));
    assert_eq!(form(Edit::Reconnect, "google_analytics").err(), None);
    assert_eq!(lost(Edit::Reconnect, "google_analytics"), Some(&words::NO_CALLBACK));
    assert_eq!(lost(Edit::Reconnect, "hubspot"), Some(&words::NO_CALLBACK));
    assert_eq!(lost(Edit::Rename, "google_analytics"), Some(&words::NO_CALLBACK));
    assert_eq!(lost(Edit::Rename, "hubspot"), None);
    assert_eq!(form(Edit::Rename, "brand_new").err(), Some(&words::UNKNOWN_TYPE));
    assert_eq!(form(Edit::Credentials, "brand_new").err(), None);
    assert_eq!(form(Edit::Disable, "stripe").err(), Some(&crate::words::NOT_OFFERED));
    let problems = update("stripe", &draft(Edit::Reconnect, &[])).err().unwrap();
    assert_eq!(problems, [Problem::at("", Trouble::Unfit(&words::NO_CONSENT))]);
}

#[test]
fn a_rename_asks_for_the_credentials_again_and_says_why() {
    let form = form(Edit::Rename, "POSTGRES").unwrap();
    assert_eq!(form.notes.iter().map(|note| note.text).collect::<Vec<_>>(), [&words::WHOLE]);
    let asked = |field: &Field| format!("{} · {} · {:?}", field.name, field.label.text(), field.input);
    assert_snapshot!(form.fields.iter().map(asked).collect::<Vec<_>>().join("\n"), @r"
    name · Name · Line
    POSTGRES/url · url · Secret
    POSTGRES/port · port · Line
    POSTGRES/user · user · Secret
    POSTGRES/password · password · Secret
    POSTGRES/schema · schema · Secret
    POSTGRES/useSsl · useSsl · Check
    ");
    assert_eq!(form.draft().text("name"), Some("Orders EU"));
    assert!(form.changed(&form.draft()).is_empty());
}

#[test]
fn credentials_can_be_those_of_another_type_and_only_the_chosen_ones_are_asked_for() {
    let form = form(Edit::Credentials, "stripe").unwrap();
    let mut draft = form.draft();
    let shown = |draft: &Draft| form.shown(draft).map(|field| field.name.to_string()).collect::<Vec<_>>();
    assert_eq!(shown(&draft), ["type", "stripe/token", "name"]);
    draft.set("type", text("hubspot"));
    assert_eq!(shown(&draft), ["type", "hubspot/clientId", "hubspot/clientSecret", "name"]);
    let notes: Vec<_> =
        form.notes.iter().filter(|note| note.when.as_ref().is_none_or(|when| when.holds(&draft))).collect();
    assert_eq!(notes.iter().map(|note| note.text).collect::<Vec<_>>(), [&words::WHOLE, &words::CONSENT]);
    let Some(Input::Choice(choices, None)) = form.field("type").map(|field| field.input.clone()) else {
        panic!("one of several types")
    };
    let labels: Vec<_> = choices.iter().map(|choice| choice.label.text()).collect();
    assert_eq!(labels, ["Stripe", "PostgreSQL", "Google Analytics", "HubSpot"]);
    let name = form.field("name").unwrap();
    assert_eq!(name.under, Some(&words::RENAME_TOO));
    let port = form.field("POSTGRES/port").unwrap();
    assert_eq!(port.hint.as_ref().map(crate::form::Label::text), Some("The port"));
    assert!(port.is_write_only && !name.is_write_only);
}

#[test]
fn names_of_fields_never_meet() {
    let kind = |id: &str, name: &str| json!({"connectionType": id, "configuration": [{"fieldName": name}, {"fieldName": "name"}, {"fieldName": "type"}]});
    let all =
        json!([kind("a/b", "c"), kind("a", "b/c"), kind("", "a/b"), kind("a%2Fb", "c"), kind("name", "x")]);
    let call = Peaka.catalogue(&source(), &detail("a"), Some(Edit::Rename)).unwrap();
    let catalogue = read(call, &answer(200, &all)).unwrap();
    let form = Peaka.form(&source(), Edit::Credentials, &detail("a"), Some(&catalogue)).unwrap();
    let mut names: Vec<_> = form.fields.iter().map(|field| field.name.clone()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), form.fields.len());
}

#[test]
fn an_update_is_the_whole_connection() {
    let mut values = postgres(" 5432 ");
    values.push(("name", text("Orders EU (2026)")));
    assert_snapshot!(sent(&update("POSTGRES", &draft(Edit::Rename, &values)).ok().unwrap().request), @r#"
    PUT /connections/mtKDhe1U/8db1
    {"name":"Orders EU (2026)","type":"POSTGRES","credential":{"url":"db.internal.example","port":5432,"user":"reader","password":"hunter22-hunter22","useSsl":true}}
    "#);
    let token =
        draft(Edit::Credentials, &[("type", text("stripe")), ("stripe/token", typed("sk_test_example"))]);
    assert_snapshot!(sent(&update("stripe", &token).ok().unwrap().request), @r#"
    PUT /connections/mtKDhe1U/8db1
    {"name":"Orders EU","type":"stripe","credential":{"token":"sk_test_example"}}
    "#);
    let searched = Detail {
        connection: Connection { id: "p1/8db1".into(), ..detail("stripe").connection },
        ..Detail::default()
    };
    let call = Peaka.update(&searching(), &searched, &token, Some(&catalogue())).ok().unwrap();
    assert_eq!(call.request.target(), "/connections/p1/8db1");
}

/// Otherwise a port that was taken would look as if it had not been.
#[test]
fn only_what_is_read_back_proves_an_update() {
    let form = form(Edit::Credentials, "stripe").unwrap();
    let mut wanted = form.draft();
    wanted.set("type", text("POSTGRES"));
    postgres("5432").into_iter().for_each(|(name, value)| wanted.set(name, value));
    assert_eq!(form.changed_visibly(&wanted), ["type"]);
}

#[test]
fn another_type_is_sent_with_its_own_credentials_only() {
    let mut values = postgres("5432");
    values.extend([("type", text("POSTGRES")), ("stripe/token", typed("sk_test_example"))]);
    assert_snapshot!(sent(&update("stripe", &draft(Edit::Credentials, &values)).ok().unwrap().request), @r#"
    PUT /connections/mtKDhe1U/8db1
    {"name":"Orders EU","type":"POSTGRES","credential":{"url":"db.internal.example","port":5432,"user":"reader","password":"hunter22-hunter22","useSsl":true}}
    "#);
}

#[test]
fn consent_is_asked_for_with_the_page_to_come_back_to() {
    let call = update("google_analytics", &draft(Edit::Reconnect, &[])).ok().unwrap();
    assert_snapshot!(sent(&call.request), @r#"
    PUT /connections/mtKDhe1U/8db1
    {"name":"Orders EU","type":"google_analytics","connectionCallback":"https://panel.example.test/callback"}
    "#);
    let own_app = [("hubspot/clientId", typed("app-id")), ("hubspot/clientSecret", typed("app-secret"))];
    assert_snapshot!(sent(&update("hubspot", &draft(Edit::Reconnect, &own_app)).ok().unwrap().request), @r#"
    PUT /connections/mtKDhe1U/8db1
    {"name":"Orders EU","type":"hubspot","credential":{"clientId":"app-id","clientSecret":"app-secret"},"connectionCallback":"https://panel.example.test/callback"}
    "#);
    // With credentials no consent is needed, nor a page to come back to.
    let without = Source { callback: None, ..source() };
    assert_snapshot!(sent(&update_at(&without, "hubspot", &draft(Edit::Credentials, &own_app)).ok().unwrap().request), @r#"
    PUT /connections/mtKDhe1U/8db1
    {"name":"Orders EU","type":"hubspot","credential":{"clientId":"app-id","clientSecret":"app-secret"}}
    "#);
    let problems = update_at(&without, "google_analytics", &draft(Edit::Credentials, &[])).err().unwrap();
    assert_eq!(problems, [Problem::at("type", Trouble::Unfit(&words::NO_CALLBACK))]);
}

#[test]
fn an_app_of_ones_own_is_asked_for_openly_where_the_catalogue_requires_it_and_else_folded_away() {
    let optional = json!([{"connectionType": "google_analytics", "redirectRequired": true, "configuration": [
        {"fieldName": "clientId", "fieldType": "text", "required": false}]}]);
    let call = Peaka.catalogue(&source(), &detail("google_analytics"), Some(Edit::Reconnect)).unwrap();
    let optional = read(call, &answer(200, &optional)).unwrap();
    let under = |kind: &str, catalogue: &Catalogue| {
        let form = Peaka.form(&source(), Edit::Reconnect, &detail(kind), Some(catalogue)).unwrap();
        form.fields.first().unwrap().under
    };
    assert_eq!(under("google_analytics", &optional), Some(&words::OWN_APP));
    assert_eq!(under("hubspot", &catalogue()), None);

    let empty = draft(Edit::Reconnect, &[]);
    let call = Peaka.update(&source(), &detail("google_analytics"), &empty, Some(&optional)).ok().unwrap();
    assert!(!call.request.body.unwrap().expose().contains("credential"));
    let problems = update("hubspot", &empty).err().unwrap();
    assert_eq!(
        problems,
        ["hubspot/clientId", "hubspot/clientSecret"].map(|field| Problem::at(field, Trouble::Missing))
    );
}

#[test]
fn what_has_to_be_mended_is_named_at_its_field_all_at_once() {
    let mut values = postgres("54e");
    values.extend([
        ("name", text("  ")),
        ("POSTGRES/url", Value::Unseen(Entry::Keep)),
        ("POSTGRES/password", typed("")),
    ]);
    values.reverse();
    let problems = update("POSTGRES", &draft(Edit::Rename, &values)).err().unwrap();
    assert_eq!(
        problems,
        [
            Problem::at("name", Trouble::Missing),
            Problem::at("POSTGRES/url", Trouble::Missing),
            Problem::at("POSTGRES/port", Trouble::Unfit(&words::NUMBER)),
            Problem::at("POSTGRES/password", Trouble::Missing),
        ]
    );
    let half = [("hubspot/clientId", typed("app-id"))];
    let problems = update("hubspot", &draft(Edit::Reconnect, &half)).err().unwrap();
    assert_eq!(problems, [Problem::at("hubspot/clientSecret", Trouble::Missing)]);
    let unknown = draft(Edit::Credentials, &[("type", text("brand_new"))]);
    let problems = update("stripe", &unknown).err().unwrap();
    assert_eq!(problems, [Problem::at("type", Trouble::Unfit(&words::UNKNOWN_TYPE))]);
}

#[test]
fn a_number_is_sent_as_a_number_and_anything_else_is_refused() {
    for (typed, sent) in [("5432", Some("5432")), ("-1.50", Some("-1.50")), ("1e5", Some("1e+5"))]
        .into_iter()
        .chain(["true", "\"5\"", "05", "1,5", "[5]", "{}", "5 6", "0x10"].map(|typed| (typed, None)))
    {
        let call = update("POSTGRES", &draft(Edit::Rename, &postgres(typed)));
        match sent {
            Some(sent) => {
                let body = call.ok().unwrap().request.body.unwrap();
                assert!(body.expose().contains(&format!("\"port\":{sent},")), "{typed}");
            }
            None => assert!(call.is_err(), "{typed}"),
        }
    }
}

#[test]
fn an_update_may_answer_with_the_row_with_a_page_to_open_or_with_nothing() {
    let call = || update("google_analytics", &draft(Edit::Reconnect, &[])).ok().unwrap();
    assert_eq!(read(call(), &empty(200)), Ok(Updated::default()));
    let updated = read(call(), &answer(200, &row("8db1", "google_analytics"))).unwrap();
    assert_eq!((updated.connection.unwrap().id, updated.link), ("8db1".to_owned(), None));
    let mut with_url = row("8db1", "google_analytics");
    with_url["url"] = json!("https://accounts.example/o?state=xyz");
    let link = read(call(), &answer(200, &with_url)).unwrap().link.unwrap();
    assert_eq!((link.host(), link.state().as_deref()), ("accounts.example", Some("xyz")));
    assert!(read(call(), &answer(200, &json!({"url": "https://a.example/"}))).unwrap().link.is_some());
    for none in [json!(null), json!("")] {
        with_url["url"] = none;
        assert_eq!(read(call(), &answer(200, &with_url)).unwrap().link, None);
    }
    for unfit in ["javascript:alert(1)", "http://accounts.example/"] {
        with_url["url"] = json!(unfit);
        let unreadable =
            Unreadable { status: 200, at: "url".into(), expected: Expected::Text, found: Found::Other };
        assert_eq!(read(call(), &answer(200, &with_url)), Err(Error::Unreadable(unreadable)));
    }
}

#[test]
fn a_delete_names_the_connection_and_reads_no_body() {
    let call = update("stripe", &draft(Edit::Delete, &[])).ok().unwrap();
    assert_snapshot!(sent(&call.request), @"DELETE /connections/mtKDhe1U/8db1");
    assert_eq!(read(call, &empty(200)), Ok(Updated::default()));
    assert_eq!(form(Edit::Delete, "stripe").unwrap().notes.len(), 1);
}

#[test]
fn coming_back_from_consent_hands_over_the_query_as_a_secret() {
    let call = Peaka.returned(&source(), "8db1", "?code=abc-abc-abc&state=xyz").unwrap();
    assert_snapshot!(sent(&call.request), @r#"
    POST /connections/mtKDhe1U/oauth2
    {"queryParameters":"code=abc-abc-abc&state=xyz"}
    "#);
    assert!(!format!("{:?}", call.request).contains("abc-abc"));
    let updated = read(call, &answer(200, &row("8db1", "google_analytics"))).unwrap();
    assert_eq!(updated.connection.unwrap().id, "8db1");
    let call = Peaka.returned(&searching(), "p1/8db1", "code=1").unwrap();
    assert_eq!(call.request.target(), "/connections/p1/oauth2");
    assert_eq!(read(call, &empty(200)), Ok(Updated::default()));
}

#[test]
fn a_refusal_that_somebody_comes_back_with_is_no_secret_and_can_be_read() {
    let refused = |query: &str| {
        let call = Peaka.returned(&source(), "8db1", query).unwrap();
        call.request.body.unwrap().struck().to_string()
    };
    assert_eq!(
        refused("?error=access_denied&state=xyz"),
        r#"{"queryParameters":"error=access_denied&state=xyz"}"#
    );
    assert_eq!(refused("?error=access_denied&code=abc&state=xyz"), r#"{"queryParameters":"•••"}"#);
    assert_eq!(refused("?code=abc&state=xyz"), r#"{"queryParameters":"•••"}"#);
}

#[test]
fn a_key_is_checked_by_what_is_said_of_it() {
    assert_snapshot!(sent(&Peaka.check(&source()).request), @"GET /info");
    let info = json!({"projectId": "mtKDhe1U", "projectName": "Demo", "userId": "7e0c", "email": "ops@example.test", "apiKey": "no"});
    let facts = read(Peaka.check(&source()), &answer(200, &info)).unwrap();
    let facts: Vec<_> = facts.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(facts, ["Demo", "mtKDhe1U", "ops@example.test"]);
    assert!(read(Peaka.check(&source()), &empty(401)).is_err());
    assert_eq!(Peaka.auth(&source()).scheme, "Bearer ");
}

#[test]
fn every_shape_of_refusal_is_read() {
    let gone =
        json!({"error": "INVALID_CONNECTION_ID", "message": "invalid connection id", "errorCode": "cn004"});
    let wrong =
        json!({"error": "INVALID_CREDENTIALS", "message": "credential was refused", "errorCode": null});
    let missing = json!({"error": "Bad Request", "message": "Missing property 'credential'"});
    let plain = |status, body: &str| Response { status, body: body.into(), ..Response::default() };
    type Said = (Option<&'static str>, Option<&'static str>, Kind);
    let table: [(Response, Said); 12] = [
        (answer(400, &gone), (Some("invalid connection id"), Some("INVALID_CONNECTION_ID"), Kind::NotFound)),
        (answer(400, &wrong), (Some("credential was refused"), Some("INVALID_CREDENTIALS"), Kind::Invalid)),
        (answer(400, &missing), (Some("Missing property 'credential'"), None, Kind::Invalid)),
        (
            answer(400, &json!({"errorCode": 100, "message": "no token"})),
            (Some("no token"), Some("100"), Kind::Invalid),
        ),
        (answer(400, &json!({"errorCode": null, "message": "no"})), (Some("no"), None, Kind::Invalid)),
        (
            answer(403, &json!({"code": "c1", "reason": "not yours"})),
            (Some("not yours"), Some("c1"), Kind::Forbidden),
        ),
        (answer(400, &json!({"error": "Bad Request"})), (Some("Bad Request"), None, Kind::Invalid)),
        (answer(500, &json!({"error": {"deep": 1}, "message": ["no"]})), (None, None, Kind::Server)),
        (plain(401, "unauthorized"), (Some("unauthorized"), None, Kind::Unauthorized)),
        (plain(502, "<html>oops</html>"), (None, None, Kind::Server)),
        (plain(500, ""), (None, None, Kind::Server)),
        (plain(400, "[1]"), (None, None, Kind::Invalid)),
    ];
    for (response, (message, code, kind)) in table {
        let error = Peaka.refused(&response);
        assert_eq!(error.kind(), kind, "{}", response.body);
        assert_eq!(read(Peaka.get(&source(), "x"), &response).unwrap_err(), error);
        let Error::Refused(refused) = error else { panic!("it was refused") };
        assert_eq!(refused.status, response.status);
        assert_eq!(
            (refused.message.as_deref(), refused.code.as_deref()),
            (message, code),
            "{}",
            response.body
        );
    }
}

#[test]
fn a_refused_credential_comes_with_what_to_check() {
    let suggestion = |code: &str| match Peaka.refused(&answer(400, &json!({"error": code}))) {
        Error::Refused(refused) => refused.suggestion,
        _ => None,
    };
    assert_eq!(suggestion("INVALID_CREDENTIALS").as_deref(), Some(words::CHECK_CREDENTIALS.text()));
    assert_eq!(suggestion("OTHER"), None);
}

#[test]
fn a_refusal_says_how_long_to_wait() {
    let response =
        Response { status: 429, headers: vec![("retry-after".into(), "7".into())], body: String::new() };
    let Error::Refused(refused) = Peaka.refused(&response) else { panic!("it was refused") };
    assert_eq!(refused.retry_after, Some(std::time::Duration::from_secs(7)));
}

#[test]
fn a_cursor_that_nobody_wrote_begins_anew() {
    for odd in ["", "7", "[[]]", "[[\"info\"]]", "[[\"connections\"]]", "[[\"connections\", 7]]"] {
        let call = Peaka.list(&searching(), &Query::default(), &Cursor::At(odd.into()));
        assert_eq!(sent(&call.request), "GET /info", "{odd}");
    }
    let call = Peaka.list(&searching(), &Query::default(), &Cursor::Start);
    assert_eq!(next(call, &answer(200, &json!({}))).request.target(), "/organizations");
}

fn json_escaped(text: &str) -> String {
    let quoted = Json::from(text).to_string();
    quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap().to_owned()
}

fn base64(text: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(text)
}

proptest! {
    #[test]
    fn no_typed_secret_is_left_in_an_error_nor_anywhere_it_could_be_shown(
        url in "[ -~]{12}", password in "[ -~ä-ü€]{12,40}", user in "[!-~]{4,9}",
    ) {
        let mut values = postgres("5432");
        values.retain(|(name, _)| !["POSTGRES/url", "POSTGRES/user", "POSTGRES/password"].contains(name));
        values.extend([
            ("POSTGRES/url", typed(&url)), ("POSTGRES/user", typed(&user)), ("POSTGRES/password", typed(&password)),
        ]);
        let wanted = draft(Edit::Rename, &values);
        let call = update("POSTGRES", &wanted).ok().unwrap();
        let body = call.request.body.clone().unwrap();
        let shown = [
            format!("{:?}", call.request), format!("{wanted:?}"), body.to_string(), body.struck().to_string(),
            curl(&source(), &call.request, "https://panel.example.test"),
        ];
        let plain = |secret: &str| [secret.to_owned(), json_escaped(secret), escape(secret)];
        for secret in [&url, &password] {
            for form in plain(secret) {
                prop_assert!(shown.iter().all(|text| !text.contains(&form)));
            }
        }
        // What was sent comes back within a message, which is JSON again, or within a URL or base64.
        let echo = format!(
            "schema: {} and {} and {} and {} and {}",
            *body.expose(), json_escaped(&body.expose()), escape(&body.expose()), base64(&password), base64(&url),
        );
        let response = answer(400, &json!({"error": "Bad Request", "message": echo, "errorCode": password}));
        let error = read(call, &response).unwrap_err().strike(&Strike::new(body.secrets()));
        let Error::Refused(refused) = &error else { panic!("it was refused") };
        let left = [refused.message.clone().unwrap_or_default(), refused.code.clone().unwrap_or_default()];
        for secret in [&url, &password] {
            let twice = json_escaped(&json_escaped(secret));
            for form in plain(secret).into_iter().chain([twice, base64(secret)]) {
                prop_assert!(left.iter().all(|text| !text.contains(&form)), "{:?}", left);
            }
        }
    }

    #[test]
    fn no_name_or_id_changes_the_shape_of_a_request(project in "[^/]{1,9}", id in ".{1,9}") {
        let whole = format!("{project}/{id}");
        let request = Peaka.get(&searching(), &whole).request;
        if projects::is_segment(&project) && projects::is_segment(&id) {
            prop_assert_eq!(request.path.split('/').count(), 4);
            let detail = read(Peaka.get(&searching(), &whole), &answer(200, &row(&id, "stripe"))).unwrap();
            prop_assert_eq!(detail.connection.id, whole);
        } else {
            prop_assert_eq!(request.path, "/info");
        }
    }

    #[test]
    fn absent_null_and_empty_stay_apart_and_none_breaks_a_row(field in "name|type|url") {
        let said = |value: Option<Json>| {
            let mut row = row("a", "stripe");
            match value {
                Some(value) => row[&field] = value,
                None => drop(row.as_object_mut().unwrap().remove(&field)),
            }
            read(Peaka.get(&source(), "a"), &answer(200, &row)).unwrap().connection
        };
        prop_assert_eq!(said(None), said(Some(Json::Null)));
        let empty = said(Some(json!("")));
        prop_assert_eq!(empty.name.as_deref(), Some(if field == "name" { "" } else { "Orders EU" }));
    }
}
