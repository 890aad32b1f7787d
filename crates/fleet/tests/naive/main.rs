//! Whatever is put in, changed, taken out and asked for: the fleet says what looking at every row says.

mod model;

use model::{Asked, Found, Model};
use patchbay_fleet::{Column, Facet, Field, Filter, Fleet, Put, Sort};
use patchbay_vendors::connection::{Connection, State};
use patchbay_vendors::time::Moment;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

#[derive(Clone, Debug)]
enum Step {
    Begin(&'static str),
    Put(&'static str, Box<Connection>),
    Remove(&'static str, String),
    Finish(&'static str),
    Forget(&'static str),
    Prepare,
    Find(Box<Asked>, Sort),
    Values(Facet, String),
}

fn source() -> impl Strategy<Value = &'static str> {
    select(vec!["pica", "omni"])
}

fn id() -> impl Strategy<Value = String> {
    "[aB][0-9]{0,2}"
}

/// Few letters, so that much is alike; some that only folding or escaping makes right.
fn text() -> impl Strategy<Value = String> {
    "[aAbÄäİ \n\u{1f}]{0,4}|ab{0,9}"
}

fn connection() -> impl Strategy<Value = Connection> {
    let states = State::NAMED.into_iter().chain([State::Other("FROZEN".into()), State::Other("a".into())]);
    let state = select(states.collect::<Vec<_>>());
    let tags =
        option::of(prop::collection::vec(select(vec!["a", "b", "A", ""]).prop_map(str::to_owned), 0..4));
    let texts = [(); 7].map(|()| option::of(text()));
    let times = [(); 2].map(|()| option::of((-3..3_i64).prop_map(Moment::from_millis)));
    (id(), text(), state, option::of(any::<bool>()), tags, texts, times).prop_map(
        |(id, platform, state, active, tags, texts, [created, updated])| {
            let [key, name, identity, environment, role, database, version] = texts;
            Connection {
                id,
                key,
                name,
                platform,
                state,
                active,
                identity_type: environment.clone(),
                identity,
                environment,
                tags,
                scheme: role.clone(),
                role,
                database,
                version,
                created,
                updated,
            }
        },
    )
}

fn asked() -> impl Strategy<Value = Asked> {
    let word = (option::of(select(Field::ALL.to_vec())), "[abä]{1,2}|a b|ail");
    let chosen = (select(Facet::ALL.to_vec()), "[abä]|pica|omni|failed|not-said|yes|no|");
    let times = [(); 2].map(|()| option::of((-3..3_i64).prop_map(Moment::from_millis)));
    let words = prop::collection::vec(word, 0..3);
    let chosen = prop::collection::vec(chosen, 0..4);
    let texts = ["(| a|a, b)", "|b", "|a"];
    (words, chosen, times, texts, any::<bool>()).prop_map(
        |(words, chosen, [from, until], [key, name, version], all_tags)| {
            let mut filter = Filter { all_tags, from, until, key, name, version, ..Filter::default() };
            chosen.into_iter().for_each(|(facet, value)| filter.choose(facet, value));
            Asked { filter, words }
        },
    )
}

fn sort() -> impl Strategy<Value = Sort> {
    (select(Column::ALL.to_vec()), any::<bool>()).prop_map(|(column, descending)| Sort { column, descending })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => source().prop_map(Step::Begin),
        12 => (source(), connection()).prop_map(|(source, connection)| Step::Put(source, Box::new(connection))),
        2 => (source(), id()).prop_map(|(source, id)| Step::Remove(source, id)),
        1 => source().prop_map(Step::Finish),
        1 => source().prop_map(Step::Forget),
        1 => Just(Step::Prepare),
        6 => (asked(), sort()).prop_map(|(asked, sort)| Step::Find(Box::new(asked), sort)),
        2 => (select(Facet::ALL.to_vec()), "[ab]?").prop_map(|(facet, typed)| Step::Values(facet, typed)),
    ]
}

fn find(fleet: &Fleet, asked: &Asked, sort: Sort) -> Found {
    let found = fleet.find(&asked.typed(), sort);
    Found {
        rows: found.rows.iter().filter_map(|id| Some((fleet.row(*id)?, fleet.mark(*id)))).collect(),
        facets: Facet::ALL.map(|facet| found.of(facet).to_vec()).into(),
        health: patchbay_fleet::By::ALL.map(|by| found.health(by).to_vec()).into(),
    }
}

proptest! {
    #[test]
    fn the_fleet_says_what_looking_at_every_row_says(steps in prop::collection::vec(step(), 1..80)) {
        let (mut fleet, mut model) = (Fleet::default(), Model::default());
        for step in steps {
            match step {
                Step::Begin(source) => {
                    fleet.begin(source);
                    model.begin(source);
                }
                Step::Put(source, connection) => {
                    let put: Put = fleet.put(source, (*connection).clone());
                    prop_assert_eq!(put, model.put(source, (*connection).clone()));
                    prop_assert_eq!(fleet.get(source, &connection.id), Some(*connection));
                }
                Step::Remove(source, id) => {
                    fleet.remove(source, &id);
                    model.remove(source, &id);
                }
                Step::Finish(source) => prop_assert_eq!(fleet.finish(source), model.finish(source)),
                Step::Forget(source) => {
                    fleet.forget(source);
                    model.forget(source);
                }
                Step::Prepare => while fleet.prepare() {},
                Step::Find(asked, sort) => {
                    prop_assert_eq!(find(&fleet, &asked, sort), model.find(&asked, sort));
                    // The same question again is answered from memory, and one word less is another question.
                    prop_assert_eq!(find(&fleet, &asked, sort), model.find(&asked, sort));
                }
                Step::Values(facet, typed) => {
                    prop_assert_eq!(fleet.values(facet, &typed), model.values(facet, &typed));
                }
            }
            for source in ["pica", "omni"] {
                prop_assert_eq!(fleet.len_of(source), model.len_of(source));
                prop_assert_eq!(fleet.get(source, "a1"), model.get(source, "a1").cloned());
            }
        }
    }

    /// Who types on has the shorter word's rows looked at again, and nothing else; the answer is the same.
    #[test]
    fn typing_on_narrows_what_was_found(
        connections in prop::collection::vec(connection(), 0..60),
        typed in "[ab]{1,3}( [ab]{1,2})?",
        sort in sort(),
    ) {
        let (mut fleet, mut model) = (Fleet::default(), Model::default());
        for connection in connections {
            fleet.put("pica", connection.clone());
            model.put("pica", connection);
        }
        for end in (1..=typed.len()).chain((1..typed.len()).rev()) {
            let typed: String = typed.chars().take(end).collect();
            let words = typed.split(' ').map(|word| (None, word.to_owned())).collect();
            let asked = Asked { words, ..Asked::default() };
            prop_assert_eq!(find(&fleet, &asked, sort), model.find(&asked, sort));
        }
    }
}
