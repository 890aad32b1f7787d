//! Pica's traps, met by the client on one end of the wire and set by the sandbox on the other.

use std::collections::BTreeSet;
use std::time::Duration;

use patchbay_sandbox::Fault;
use patchbay_vendors::connection::{Connection, Detail, State};
use patchbay_vendors::draft::{Updated, Value};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::error::{Error, Expected, Found, Kind, Refused, Unreadable};
use patchbay_vendors::page::{Page, Query};
use patchbay_vendors::read::Mismatch;

use patchbay_tests::play::sources::CONNECTIONS;

use crate::wire::Wire;

fn wire() -> Wire {
    Wire::new("pica")
}

fn tag(wire: &Wire, connection: &Connection, tags: &[&str]) -> Result<Updated, Error> {
    let tags = tags.iter().map(ToString::to_string).collect();
    wire.update(&detail(connection), Edit::Tags, &[("tags", Value::Tags(tags))])
}

fn detail(connection: &Connection) -> Detail {
    Detail { connection: connection.clone(), ..Detail::default() }
}

fn ids(pages: &[Page]) -> Vec<String> {
    pages.iter().flat_map(|page| &page.connections).map(|connection| connection.id.clone()).collect()
}

#[test]
fn a_plain_list_hides_failed_connections_and_the_two_lists_together_hold_all() {
    let wire = wire();
    let plain = wire.pages(&Query::default());
    let states: BTreeSet<_> =
        plain.iter().flat_map(|page| &page.connections).map(|one| one.state.clone()).collect();
    assert!(!states.contains(&State::Failed), "{states:?}");

    let lists = wire.source.vendor.lists(&Query::default()).into_iter().map(|query| wire.pages(&query));
    let lists: Vec<_> = lists.collect();
    assert!(lists[1].iter().flat_map(|page| &page.connections).any(|one| one.state == State::Failed));
    assert_eq!(ids(&lists[0]), ids(&plain), "what is plain is what is active");
    let all: Vec<_> = lists.iter().flat_map(|list| ids(list)).collect();
    assert_eq!(all.len(), CONNECTIONS);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), CONNECTIONS, "no connection is in both");
}

#[test]
fn paging_to_the_end_gives_each_connection_exactly_once_whatever_the_size() {
    let wire = wire();
    let whole = ids(&wire.pages(&Query::default()));
    for size in [1, 7, 150] {
        let pages = wire.pages(&Query { size: Some(size), ..Query::default() });
        assert_eq!(pages.len(), whole.len().div_ceil(size as usize), "{size} a page");
        assert_eq!(ids(&pages), whole, "{size} a page");
        assert!(pages.iter().all(|page| page.total == Some(whole.len() as u64) && page.broken.is_empty()));
    }
}

#[test]
fn a_page_never_holds_more_than_150() {
    let pages = wire().pages(&Query { size: Some(10_000), ..Query::default() });
    assert_eq!(pages[0].connections.len(), 150);
    assert_eq!(ids(&pages), ids(&wire().pages(&Query::default())), "and nothing is lost by it");
}

#[test]
fn each_filter_finds_what_has_it_and_nothing_else() {
    let wire = wire();
    let first = wire.first();
    let tagged = wire.pages(&Query::default()).into_iter().flat_map(|page| page.connections);
    let tag = tagged.filter_map(|one| one.tags?.into_iter().next()).next().expect("a tag");
    let found = |query: Query, has: &dyn Fn(&Connection) -> bool| {
        let rows: Vec<_> = wire.pages(&query).into_iter().flat_map(|page| page.connections).collect();
        assert!(!rows.is_empty(), "{query:?} finds something");
        assert!(rows.iter().all(has), "{query:?}");
    };
    let any = Query::default;
    found(Query { platform: Some(first.platform.clone()), ..any() }, &|one| one.platform == first.platform);
    found(Query { keys: first.key.clone().into_iter().collect(), ..any() }, &|one| one.key == first.key);
    found(Query { tags: vec![tag.clone()], ..any() }, &|one| {
        one.tags.as_ref().is_some_and(|tags| tags.contains(&tag))
    });
    found(Query { active: Some(false), ..any() }, &|one| one.active == Some(false));
    found(Query { identity_type: Some("user".into()), ..any() }, &|one| {
        one.identity_type.as_deref() == Some("user")
    });
}

#[test]
fn one_connection_reads_as_it_is_listed() {
    let wire = wire();
    let listed = wire.first();
    assert_eq!(wire.get(&listed.id), Ok(listed));
}

#[test]
fn tags_replace_the_whole_set_and_are_there_when_read_again() {
    let wire = wire();
    let before = wire.first();
    for tags in [&["büro \"1\"", "a\\b", "🎈"][..], &["only"], &[]] {
        let now = wire.get(&before.id).expect("it is there");
        let updated = tag(&wire, &now, tags).expect("it is done");
        let after = wire.get(&before.id).expect("it is there");
        assert_eq!(after.tags.as_deref().unwrap_or_default(), tags);
        assert_eq!(
            Connection { tags: None, updated: None, ..after.clone() },
            Connection { tags: None, updated: None, ..before.clone() }
        );
        assert!(updated.connection.is_none_or(|said| said == after), "what is said is what is so");
    }
}

#[test]
fn an_update_that_is_answered_with_nothing_is_done_all_the_same() {
    let wire = wire();
    let before = wire.first();
    wire.arm(Fault::Empty);
    assert_eq!(tag(&wire, &before, &["quiet"]), Ok(Updated::default()));
    assert_eq!(wire.get(&before.id).expect("it is there").tags.expect("tags"), ["quiet"]);
}

#[test]
fn the_successor_changes_names_and_an_empty_one_clears() {
    let wire = Wire::new("one");
    let before = wire.first();
    for (typed, kept) in [("Ops & mail", Some("Ops & mail")), ("", None)] {
        let now = wire.get(&before.id).expect("it is there");
        wire.update(&detail(&now), Edit::Rename, &[("name", Value::Text(typed.into()))]).expect("it is done");
        let name = wire.get(&before.id).expect("it is there").name;
        assert_eq!(name.filter(|name| !name.is_empty()).as_deref(), kept);
    }
}

#[test]
fn what_is_deleted_is_gone_and_a_second_delete_finds_nothing() {
    let wire = wire();
    let gone = wire.first();
    assert_eq!(wire.update(&detail(&gone), Edit::Delete, &[]), Ok(Updated::default()));
    assert_eq!(wire.get(&gone.id).map_err(|error| error.kind()), Err(Kind::NotFound));
    assert_eq!(
        wire.update(&detail(&gone), Edit::Delete, &[]).map_err(|error| error.kind()),
        Err(Kind::NotFound)
    );
    let left: Vec<_> = wire
        .source
        .vendor
        .lists(&Query::default())
        .iter()
        .flat_map(|query| ids(&wire.pages(query)))
        .collect();
    assert_eq!(left.len(), CONNECTIONS - 1);
    assert!(!left.contains(&gone.id));
}

#[test]
fn every_refusal_is_read_in_both_shapes_and_as_plain_text() {
    let wire = wire();
    let id = wire.first().id;
    for (status, kind) in [
        (400, Kind::Invalid),
        (401, Kind::Unauthorized),
        (402, Kind::Quota),
        (403, Kind::Forbidden),
        (404, Kind::NotFound),
        (409, Kind::Conflict),
        (429, Kind::TooMany),
        (502, Kind::Server),
    ] {
        let faults = [
            Fault::Status(status),
            Fault::Legacy(status),
            Fault::PlainText(status, "upstream is away".into()),
        ];
        for fault in faults {
            let said = format!("{fault:?}");
            wire.arm(fault);
            let Err(error) = wire.get(&id) else { panic!("{said} was not refused") };
            assert_eq!(error.kind(), kind, "{said}");
            let Error::Refused(refused) = error else { panic!("{said} is no refusal") };
            assert_eq!(refused.status, status);
            assert!(refused.message.is_some_and(|message| !message.trim().is_empty()), "{said} says why");
        }
    }
}

#[test]
fn a_refusal_of_today_can_be_quoted_to_the_vendor() {
    let wire = wire();
    wire.arm(Fault::Status(500));
    let Err(Error::Refused(refused)) = wire.first_page(&Query::default()) else { panic!("it was refused") };
    let Refused { code, request_id, .. } = *refused;
    assert!(code.is_some() && request_id.is_some(), "{code:?} {request_id:?}");
}

#[test]
fn how_long_to_wait_is_read_where_it_is_said() {
    let wire = wire();
    wire.arm(Fault::TooMany { retry_after: Some(5), readable: true });
    let Err(Error::Refused(refused)) = wire.first_page(&Query::default()) else { panic!("it was refused") };
    assert_eq!(refused.retry_after, Some(Duration::from_secs(5)));
}

#[test]
fn an_answer_that_cannot_be_read_says_what_came_instead() {
    let wire = wire();
    for (fault, found) in [
        (Fault::Html(200), Found::Html),
        (Fault::CutBody, Found::Cut),
        (Fault::NotJson, Found::Other),
        (Fault::Empty, Found::Nothing),
    ] {
        wire.arm(fault);
        let unreadable = Unreadable { status: 200, at: String::new(), expected: Expected::Json, found };
        assert_eq!(wire.first_page(&Query::default()), Err(Error::Unreadable(unreadable)));
    }
}

#[test]
fn a_broken_row_costs_only_itself() {
    let wire = wire();
    let sound = wire.first_page(&Query::default()).expect("a page");
    wire.arm(Fault::WrongTypeInRow(1));
    let page = wire.first_page(&Query::default()).expect("a page");
    assert_eq!(page.broken, [Mismatch { at: "rows[1].id".into(), expected: Expected::Text }]);
    let kept: Vec<_> =
        sound.connections.iter().enumerate().filter(|(row, _)| *row != 1).map(|(_, one)| one).collect();
    assert_eq!(page.connections.iter().collect::<Vec<_>>(), kept);
}

/// <https://docs.picaos.com/api-reference/vault/connections/update>
#[test]
fn an_update_arrives_as_the_vendor_documents_it() {
    let wire = wire();
    let before = wire.first();
    tag(&wire, &before, &["new-user", "main"]).expect("it is done");
    let body = serde_json::json!({"tags": ["new-user", "main"]});
    assert_eq!(wire.sent_last(), (format!("PATCH /v1/vault/connections/{}", before.id), body));
}

#[test]
fn the_catalogue_tells_of_the_platform() {
    let wire = wire();
    let before = detail(&wire.first());
    let call = wire.source.vendor.catalogue(&wire.source, &before, None).expect("there is one");
    assert!(!wire.ask(call).expect("it is told").facts.is_empty());
}

#[test]
fn a_key_is_checked() {
    let wire = wire();
    let check = || wire.ask(wire.source.vendor.check(&wire.source)).map(|_| ());
    assert_eq!(check(), Ok(()));
    wire.with_key("guessed");
    assert_eq!(check().map_err(|error| error.kind()), Err(Kind::Unauthorized));
}
