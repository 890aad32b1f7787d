use insta::assert_snapshot;
use serde_json::{Value as Json, json};

use super::*;
use crate::connection::State;
use crate::error::{Expected, Found, Kind, Refused, Unreadable};
use crate::read::Mismatch;
use crate::testing::{self, answer, draft, empty, read, sent, tags, text};

fn source() -> Source {
    testing::source(&Pica, "https://api.picaos.com")
}

fn one_source() -> Source {
    Source { options: vec![("flavor", "one".to_owned())], ..source() }
}

fn row() -> Json {
    json!({
        "id": "9d1c", "platformVersion": "1.0.0", "name": null, "type": "api",
        "key": "live::stripe::default::5b0f", "environment": "live", "platform": "stripe",
        "identity": "acct-nordwind", "identityType": "organization", "description": "Online payments",
        "state": "degraded", "tags": ["billing", "eu"], "version": "1.0.3", "active": true,
        "createdAt": "2026-02-11T08:15:30.114000Z"
    })
}

fn detail() -> Detail {
    read(Pica.get(&source(), "9d1c"), &answer(200, &row())).unwrap()
}

fn update(source: &Source, draft: &Draft) -> Result<Call<Updated>, Vec<Problem>> {
    Pica.update(source, &detail(), draft, None)
}

fn page(body: &Json) -> Result<Page, Error> {
    read(Pica.list(&source(), &Query::default(), &Cursor::Start), &answer(200, body))
}

#[test]
fn a_list_asks_for_every_documented_parameter() {
    let query = Query {
        keys: vec!["live::stripe".into(), "live::gmail|u".into()],
        name: Some("Ops & mail".into()),
        version: Some("1.0.0".into()),
        identity: Some("user-17".into()),
        identity_type: Some("user".into()),
        platform: Some("gmail".into()),
        tags: vec!["eu".into(), "büro".into()],
        active: Some(false),
        size: Some(20),
        ..Query::default()
    };
    assert_snapshot!(
        sent(&Pica.list(&source(), &query, &Cursor::At("3".into())).request),
        @"GET /v1/vault/connections?key=live%3A%3Astripe%2Clive%3A%3Agmail%7Cu&platformVersion=1.0.0&name=Ops%20%26%20mail&identityType=user&identity=user-17&platform=gmail&tags=eu%2Cb%C3%BCro&active=false&limit=20&page=3"
    );
}

#[test]
fn a_list_without_filters_asks_for_a_full_first_page() {
    assert_snapshot!(
        sent(&Pica.list(&source(), &Query::default(), &Cursor::Start).request),
        @"GET /v1/vault/connections?limit=150&page=1"
    );
}

#[test]
fn any_activity_is_two_lists_because_the_default_hides_failed_connections() {
    let asked: Vec<_> = Pica.lists(&Query::default()).into_iter().map(|query| query.active).collect();
    assert_eq!(asked, [Some(true), Some(false)]);
    let inactive = Query { active: Some(false), ..Query::default() };
    assert_eq!(Pica.lists(&inactive), [inactive]);
}

#[test]
fn one_connection_is_read_by_its_escaped_id() {
    assert_snapshot!(sent(&Pica.get(&source(), "a/b").request), @"GET /v1/vault/connections/a%2Fb");
}

#[test]
fn new_tags_replace_the_whole_set() {
    let call = update(&source(), &draft(Edit::Tags, &[("tags", tags(&["eu", " new ", "eu"]))]));
    assert_snapshot!(sent(&call.ok().unwrap().request), @r#"
    PATCH /v1/vault/connections/9d1c
    {"tags":["eu","new"]}
    "#);
}

#[test]
fn no_tags_at_all_are_sent_as_an_empty_set() {
    let call = update(&source(), &draft(Edit::Tags, &[("tags", tags(&[]))]));
    assert_snapshot!(sent(&call.ok().unwrap().request), @r#"
    PATCH /v1/vault/connections/9d1c
    {"tags":[]}
    "#);
}

#[test]
fn a_name_is_changed_only_where_the_server_takes_it() {
    let named = draft(Edit::Rename, &[("name", text("Ops"))]);
    let call = update(&one_source(), &named);
    assert_snapshot!(sent(&call.ok().unwrap().request), @r#"
    PATCH /v1/vault/connections/9d1c
    {"name":"Ops"}
    "#);
    let problems = update(&source(), &named).err().unwrap();
    assert_eq!(problems, [Problem::at("", Trouble::NotOffered)]);
    let withheld =
        Pica.edits(&source(), &detail().connection).into_iter().find(|offer| offer.edit == Edit::Rename);
    assert!(withheld.unwrap().withheld.is_some());
}

#[test]
fn a_delete_names_the_connection_and_reads_no_body() {
    let call = update(&source(), &draft(Edit::Delete, &[])).ok().unwrap();
    assert_snapshot!(sent(&call.request), @"DELETE /v1/vault/connections/9d1c");
    assert_eq!(read(call, &empty(200)), Ok(Updated::default()));
}

#[test]
fn the_successor_has_its_own_header() {
    assert_eq!(Pica.auth(&source()).name, "x-pica-secret");
    assert_eq!(Pica.auth(&one_source()).name, "x-one-secret");
}

#[test]
fn a_tag_with_a_comma_is_refused_at_its_field() {
    let problems = update(&source(), &draft(Edit::Tags, &[("tags", tags(&["a,b"]))])).err().unwrap();
    assert_eq!(problems, [Problem::at("tags", Trouble::TagWithComma("a,b".into()))]);
}

#[test]
fn an_update_may_answer_with_the_row_or_with_nothing() {
    let edit = draft(Edit::Tags, &[("tags", tags(&["new"]))]);
    let call = || update(&source(), &edit).ok().unwrap();
    let with_row = read(call(), &answer(200, &row())).unwrap();
    assert_eq!(with_row.connection.unwrap().id, "9d1c");
    assert_eq!(read(call(), &empty(200)), Ok(Updated::default()));
}

#[test]
fn a_row_is_read_with_all_its_fields() {
    let detail = read(Pica.get(&source(), "9d1c"), &answer(200, &row())).unwrap();
    let connection = detail.connection;
    assert_eq!(connection.key.as_deref(), Some("live::stripe::default::5b0f"));
    assert_eq!(connection.state, State::Degraded);
    assert_eq!(connection.active, Some(true));
    assert_eq!(connection.tags.unwrap(), ["billing", "eu"]);
    assert_eq!(connection.created.unwrap().to_string(), "2026-02-11T08:15:30.114Z");
    assert_eq!(connection.environment.as_deref(), Some("live"));
    let facts: Vec<_> = detail.facts.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(facts, ["degraded", "api", "1.0.3", "Online payments"]);
}

#[test]
fn only_the_id_is_needed_and_what_is_new_is_tolerated() {
    let page = page(&json!({"rows": [{"id": "a", "brandNew": {}, "state": "frozen"}]})).unwrap();
    assert_eq!(page.broken, []);
    assert_eq!(page.connections.first().unwrap().state, State::Other("frozen".into()));
}

#[test]
fn a_broken_row_degrades_alone() {
    let mut bad = row();
    bad["tags"] = json!("billing");
    let page = page(&json!({"rows": [row(), bad, "nonsense", row()], "total": 4, "pages": 1})).unwrap();
    assert_eq!(page.connections.len(), 2);
    assert_eq!(
        page.broken,
        [
            Mismatch { at: "rows[1].tags".into(), expected: Expected::List },
            Mismatch { at: "rows[2]".into(), expected: Expected::Object },
        ]
    );
}

#[test]
fn a_list_goes_on_until_its_last_page_and_never_past_an_empty_one() {
    let next = |body| page(&body).unwrap().next;
    assert_eq!(next(json!({"rows": [row()], "pages": 2, "page": 1})), Some(Cursor::At("2".into())));
    assert_eq!(next(json!({"rows": [row()], "pages": 1, "page": 1})), None);
    assert_eq!(next(json!({"rows": [], "pages": 900, "page": 1})), None);
    assert_eq!(
        next(json!({"rows": [row()], "total": 151, "skip": 0, "limit": 150})),
        Some(Cursor::At("2".into()))
    );
    assert_eq!(next(json!({"rows": [row()], "total": 150})), None);
}

#[test]
fn an_answer_without_rows_is_unreadable_at_its_place() {
    let unreadable = |at: &str, expected| {
        Err(Error::Unreadable(Unreadable { status: 200, at: at.into(), expected, found: Found::Other }))
    };
    assert_eq!(page(&json!({"total": 3})), unreadable("rows", Expected::List));
    assert_eq!(page(&json!([])), unreadable("", Expected::Object));
}

#[test]
fn every_shape_of_refusal_is_read() {
    let one = answer(
        401,
        &json!({"correlationId": "550e", "key": "http_error", "message": "Authentication required",
        "type": "http_error", "status": 401}),
    );
    let legacy = answer(
        404,
        &json!({"type": "NotFound", "code": 2005, "status": 404,
        "key": "err::application::not_found", "message": "Connection not found", "meta": null}),
    );
    let plain = Response { status: 502, headers: Vec::new(), body: "upstream is down".into() };
    let html = Response { status: 500, headers: Vec::new(), body: "<html>oops</html>".into() };
    let refused = |status, message: Option<&str>, code: Option<&str>, id: Option<&str>| {
        Error::Refused(Box::new(Refused {
            status,
            message: message.map(str::to_owned),
            code: code.map(str::to_owned),
            request_id: id.map(str::to_owned),
            ..Refused::default()
        }))
    };
    for (response, expected) in [
        (one, refused(401, Some("Authentication required"), Some("http_error"), Some("550e"))),
        (legacy, refused(404, Some("Connection not found"), Some("err::application::not_found"), None)),
        (plain, refused(502, Some("upstream is down"), None, None)),
        (html, refused(500, None, None, None)),
    ] {
        assert_eq!(Pica.refused(&response), expected);
        assert_eq!(read(Pica.get(&source(), "x"), &response).unwrap_err(), expected);
    }
}

#[test]
fn a_refusal_says_how_long_to_wait_and_whom_to_quote() {
    let headers = [("x-one-correlation-id", "abc"), ("x-pica-rate-limit-reset", "60")];
    let response = Response {
        status: 429,
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        body: String::new(),
    };
    let Error::Refused(refused) = Pica.refused(&response) else { panic!("it was refused") };
    assert_eq!(refused.request_id.as_deref(), Some("abc"));
    assert_eq!(refused.retry_after, Some(std::time::Duration::from_secs(60)));
    assert_eq!(Error::Refused(refused).kind(), Kind::TooMany);
}

#[test]
fn what_is_withheld_says_why_and_has_no_form() {
    let offers = Pica.edits(&source(), &detail().connection);
    for offer in offers {
        let form = Pica.form(&source(), offer.edit, &detail(), None);
        assert_eq!(form.err(), offer.withheld);
    }
    assert!(Pica.form(&source(), Edit::Role, &detail(), None).is_err());
}

#[test]
fn the_catalogue_tells_of_the_platform() {
    let call = Pica.catalogue(&source(), &detail(), None).unwrap();
    assert_snapshot!(sent(&call.request), @"GET /v1/available-connectors?platform=stripe&limit=1");
    let rows =
        json!({"rows": [{"id": 62, "name": "Stripe", "category": "Payments", "oauth": false, "tools": 310}]});
    let facts = read(call, &answer(200, &rows)).unwrap().facts;
    let facts: Vec<_> = facts.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(facts, ["Stripe", "Payments", "310", "No"]);
    let call = Pica.catalogue(&source(), &detail(), None).unwrap();
    assert_eq!(read(call, &answer(200, &json!({"rows": []}))), Ok(Catalogue::default()));
    assert!(Pica.catalogue(&source(), &detail(), Some(Edit::Tags)).is_none());
}

#[test]
fn a_key_is_checked_by_the_shortest_list() {
    assert_snapshot!(sent(&Pica.check(&source()).request), @"GET /v1/vault/connections?limit=1");
    assert_eq!(read(Pica.check(&source()), &answer(200, &json!({"rows": []}))), Ok(Vec::new()));
    assert!(read(Pica.check(&source()), &empty(401)).is_err());
}
