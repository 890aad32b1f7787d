use patchbay_vendors::connection::State;
use patchbay_vendors::time::Moment;
use proptest::prelude::*;

use super::*;
use crate::sort::Column;
use crate::{day_end, day_start};

fn connection(id: &str) -> Connection {
    Connection {
        id: id.into(),
        platform: "stripe".into(),
        state: State::Operational,
        ..Connection::default()
    }
}

fn fleet(connections: impl IntoIterator<Item = Connection>) -> Fleet {
    let mut fleet = Fleet::default();
    for connection in connections {
        fleet.put("pica", connection);
    }
    fleet
}

fn ids(fleet: &Fleet, found: &Found) -> Vec<String> {
    found.rows.iter().filter_map(|id| fleet.row(*id)).map(|row| row.connection.id).collect()
}

fn find(fleet: &Fleet, filter: &Filter) -> Vec<String> {
    ids(fleet, &fleet.find(filter, Sort { column: Column::Name, descending: false }))
}

fn choosing(facet: Facet, values: &[&str]) -> Filter {
    let mut filter = Filter::default();
    values.iter().for_each(|value| filter.toggle(facet, value));
    filter
}

fn tags(list: &[&str]) -> Option<Vec<String>> {
    Some(list.iter().map(ToString::to_string).collect())
}

fn count(found: &Found, facet: Facet, value: &str) -> usize {
    found.of(facet).iter().find(|count| count.value == value).map_or(0, |count| count.count)
}

#[test]
fn every_word_has_to_stand_somewhere_in_any_case() {
    let named = |id: &str, name: &str| Connection { name: Some(name.into()), ..connection(id) };
    let fleet = fleet([named("1", "Nordwind Billing"), named("2", "Nordwind mail"), named("3", "Ops")]);
    let text = |text: &str| find(&fleet, &Filter { text: text.into(), ..Filter::default() });
    assert_eq!(text("nordwind STRIPE"), ["1", "2"]);
    assert_eq!(text("  mail nord "), ["2"]);
    assert_eq!(text("nordwindstripe"), [""; 0]);
}

#[test]
fn several_values_mean_any_of_them_and_several_filters_mean_and() {
    let with =
        |id: &str, platform: &str, state| Connection { platform: platform.into(), state, ..connection(id) };
    let fleet = fleet([
        with("1", "stripe", State::Failed),
        with("2", "GMAIL", State::Failed),
        with("3", "slack", State::Failed),
        with("4", "stripe", State::Operational),
    ]);
    let mut filter = choosing(Facet::Platform, &["stripe", "gmail"]);
    filter.toggle(Facet::State, "failed");
    assert_eq!(find(&fleet, &filter), ["2", "1"]);
}

#[test]
fn tags_match_any_or_all() {
    let tagged = |id: &str, list: &[&str]| Connection { tags: tags(list), ..connection(id) };
    let fleet = fleet([tagged("1", &["eu", "vip"]), tagged("2", &["eu"]), tagged("3", &[])]);
    let any = choosing(Facet::Tag, &["eu", "vip"]);
    assert_eq!(find(&fleet, &any), ["1", "2"]);
    assert_eq!(find(&fleet, &Filter { all_tags: true, ..any }), ["1"]);
}

#[test]
fn a_facet_is_counted_as_if_its_own_filter_were_off() {
    let with =
        |id: &str, platform: &str, state| Connection { platform: platform.into(), state, ..connection(id) };
    let fleet = fleet([
        with("1", "stripe", State::Failed),
        with("2", "stripe", State::Operational),
        with("3", "gmail", State::Failed),
        with("4", "gmail", State::Operational),
    ]);
    let mut filter = choosing(Facet::State, &["failed"]);
    filter.toggle(Facet::Platform, "stripe");
    let found = fleet.find(&filter, Sort::default());
    assert_eq!(count(&found, Facet::State, "operational"), 1);
    assert_eq!(count(&found, Facet::Platform, "gmail"), 1);
    assert_eq!(count(&found, Facet::Active, "not-said"), 1);
}

#[test]
fn a_range_of_days_holds_both_of_them() {
    let made = |id: &str, at: &str| Connection { created: Moment::parse(at), ..connection(id) };
    let fleet = fleet([
        made("1", "2026-02-10T23:59:59Z"),
        made("2", "2026-02-11T00:00:00Z"),
        made("3", "2026-02-12T23:59:59.999Z"),
        made("4", "2026-02-13T00:00:00Z"),
        connection("5"),
    ]);
    let filter = Filter { from: day_start("2026-02-11"), until: day_end("2026-02-12"), ..Filter::default() };
    assert_eq!(find(&fleet, &filter), ["2", "3"]);
    assert_eq!(day_start("soon"), None);
}

#[test]
fn key_name_and_version_narrow_the_list() {
    let fleet = fleet([
        Connection { key: Some("live::stripe::A1".into()), version: Some("1.0".into()), ..connection("1") },
        Connection { key: Some("live::gmail::b2".into()), name: Some("Ops".into()), ..connection("2") },
    ]);
    assert_eq!(find(&fleet, &Filter { key: "a1, zzz".into(), ..Filter::default() }), ["1"]);
    assert_eq!(find(&fleet, &Filter { name: "OP".into(), ..Filter::default() }), ["2"]);
    assert_eq!(find(&fleet, &Filter { version: "1.0".into(), ..Filter::default() }), ["1"]);
}

#[test]
fn what_is_missing_comes_last_both_ways() {
    let named = |id: &str, identity: Option<&str>| Connection {
        identity: identity.map(str::to_owned),
        ..connection(id)
    };
    let fleet = fleet([named("1", None), named("2", Some("b")), named("3", Some("A"))]);
    let by = |descending| {
        ids(&fleet, &fleet.find(&Filter::default(), Sort { column: Column::Identity, descending }))
    };
    assert_eq!(by(false), ["3", "2", "1"]);
    assert_eq!(by(true), ["2", "3", "1"]);
}

#[test]
fn the_worst_state_comes_first() {
    let with = |id: &str, state| Connection { state, ..connection(id) };
    let fleet = fleet([with("1", State::Operational), with("2", State::Failed), with("3", State::Degraded)]);
    let found = fleet.find(&Filter::default(), Sort { column: Column::State, descending: false });
    assert_eq!(ids(&fleet, &found), ["2", "3", "1"]);
}

#[test]
fn a_second_reading_keeps_the_rows_until_it_ends() {
    let mut fleet = Fleet::default();
    fleet.begin("pica");
    fleet.put("pica", connection("1"));
    fleet.put("pica", connection("2"));
    fleet.put("other", connection("1"));
    fleet.finish("pica");
    fleet.begin("pica");
    assert_eq!(fleet.put("pica", connection("2")), Put::Same);
    let renamed = Connection { name: Some("x".into()), ..connection("2") };
    assert_eq!(fleet.put("pica", renamed), Put::Changed);
    assert_eq!(fleet.put("pica", connection("3")), Put::Added);
    assert_eq!(fleet.len_of("pica"), 3);
    fleet.finish("pica");
    assert_eq!((fleet.len_of("pica"), fleet.len_of("other")), (2, 1));
    assert_eq!(fleet.get("pica", "1"), None);
    fleet.remove("pica", "2");
    assert_eq!(fleet.get("pica", "3").unwrap().id, "3");
    fleet.forget("pica");
    assert_eq!(fleet.len(), 1);
}

#[test]
fn rare_identities_are_found_by_typing() {
    let named =
        |id: usize| Connection { identity: Some(format!("acct-{id:03}")), ..connection(&id.to_string()) };
    let fleet = fleet((0..200).map(named));
    let found = fleet.find(&Filter::default(), Sort::default());
    assert_eq!(found.of(Facet::Identity).len(), Fleet::MOST_VALUES);
    let typed = fleet.values(Facet::Identity, "T-199");
    assert_eq!(typed, [Count { value: "acct-199".into(), count: 1 }]);
}

fn any_connection() -> impl Strategy<Value = Connection> {
    ("[0-9]{1,2}", "[a-c]", 0..3_usize, prop::option::of(any::<bool>()), prop::option::of("[xy]")).prop_map(
        |(id, platform, state, active, identity)| {
            let state = State::NAMED[state].clone();
            Connection { id, platform, state, active, identity, ..Connection::default() }
        },
    )
}

proptest! {
    /// What the table shows is what a plain reading of the filter says, and every facet counts
    /// what choosing its value alone would show.
    #[test]
    fn a_facet_counts_what_choosing_it_would_show(
        connections in prop::collection::vec(any_connection(), 0..40),
        platform in prop::option::of("[a-c]"),
        active in prop::option::of(prop::sample::select(vec!["yes", "no", "not-said"])),
    ) {
        let fleet = fleet(connections);
        let mut filter = Filter::default();
        if let Some(platform) = &platform { filter.toggle(Facet::Platform, platform); }
        if let Some(active) = active { filter.toggle(Facet::Active, active); }
        let found = fleet.find(&filter, Sort::default());
        for id in &found.rows {
            let row = fleet.row(*id).unwrap();
            prop_assert!(platform.as_ref().is_none_or(|platform| &row.connection.platform == platform));
        }
        for facet in [Facet::Platform, Facet::State, Facet::Active, Facet::Identity] {
            for Count { value, count } in found.of(facet) {
                let mut alone = filter.clone();
                filter.of(facet).iter().for_each(|chosen| alone.toggle(facet, chosen));
                alone.toggle(facet, value);
                prop_assert_eq!(fleet.find(&alone, Sort::default()).rows.len(), *count);
            }
        }
    }
}
