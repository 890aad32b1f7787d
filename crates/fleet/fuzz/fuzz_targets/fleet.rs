//! Whatever is put in, taken out and asked for, in whatever order: the fleet does not panic, and says what looking at
//! every row says.
#![no_main]

#[path = "../../tests/naive/model.rs"]
mod model;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use model::{Asked, Model};
use patchbay_fleet::{Column, Facet, Filter, Fleet, Sort};
use patchbay_vendors::connection::{Connection, State};
use patchbay_vendors::time::Moment;

const SOURCES: [&str; 2] = ["pica", "omni"];

#[derive(Arbitrary, Debug)]
enum Step {
    Begin(bool),
    Put(bool, Box<Seed>),
    Remove(bool, String),
    Finish(bool),
    Forget(bool),
    Prepare,
    Find(Box<Question>),
    /// What nobody would type on purpose: it must not stop the panel.
    Type(String),
}

#[derive(Arbitrary, Debug)]
struct Seed {
    id: String,
    key: Option<String>,
    name: Option<String>,
    platform: String,
    state: u8,
    active: Option<bool>,
    identity: Option<String>,
    environment: Option<String>,
    tags: Option<Vec<String>>,
    created: Option<i32>,
}

#[derive(Arbitrary, Debug)]
struct Question {
    words: Vec<String>,
    chosen: Vec<(u8, String)>,
    all_tags: bool,
    key: String,
    name: String,
    from: Option<i32>,
    column: u8,
    descending: bool,
}

fn one_of<T: Clone, const N: usize>(all: [T; N], at: u8) -> Option<T> {
    all.get(usize::from(at) % N).cloned()
}

fn connection(seed: Seed) -> Connection {
    // The end of a text is where a line ends: there, what a model compares by letters would differ for nothing.
    let plain = |text: String| text.replace('\0', " ");
    Connection {
        id: plain(seed.id),
        key: seed.key.map(plain),
        name: seed.name.map(plain),
        platform: plain(seed.platform),
        state: one_of(State::NAMED, seed.state).unwrap_or_default(),
        active: seed.active,
        identity: seed.identity.map(plain),
        environment: seed.environment.map(plain),
        tags: seed.tags.map(|tags| tags.into_iter().map(plain).collect()),
        created: seed.created.map(|at| Moment::from_millis(at.into())),
        ..Connection::default()
    }
}

fn asked(question: &Question) -> (Asked, Sort) {
    let mut filter = Filter {
        all_tags: question.all_tags,
        key: question.key.clone(),
        name: question.name.clone(),
        from: question.from.map(|at| Moment::from_millis(at.into())),
        ..Filter::default()
    };
    for (facet, value) in &question.chosen {
        if let Some(facet) = one_of(Facet::ALL, *facet) {
            filter.choose(facet, value.clone());
        }
    }
    // What is between quotation marks cannot hold one.
    let words = question.words.iter().map(|word| (None, word.replace('"', ""))).collect();
    let column = one_of(Column::ALL, question.column).unwrap_or(Column::Name);
    (Asked { filter, words }, Sort { column, descending: question.descending })
}

fuzz_target!(|steps: Vec<Step>| {
    let (mut fleet, mut model) = (Fleet::default(), Model::default());
    let source = |other: bool| SOURCES[usize::from(other)];
    for step in steps {
        match step {
            Step::Begin(at) => {
                fleet.begin(source(at));
                model.begin(source(at));
            }
            Step::Put(at, seed) => {
                let connection = connection(*seed);
                assert_eq!(fleet.put(source(at), connection.clone()), model.put(source(at), connection));
            }
            Step::Remove(at, id) => {
                fleet.remove(source(at), &id);
                model.remove(source(at), &id);
            }
            Step::Finish(at) => assert_eq!(fleet.finish(source(at)), model.finish(source(at))),
            Step::Forget(at) => {
                fleet.forget(source(at));
                model.forget(source(at));
            }
            Step::Prepare => drop(fleet.prepare()),
            Step::Find(question) => {
                let (asked, sort) = asked(&question);
                let found = fleet.find(&asked.typed(), sort);
                let rows = found.rows.iter().filter_map(|id| Some((fleet.row(*id)?, fleet.mark(*id)))).collect();
                let facets = Facet::ALL.map(|facet| found.of(facet).to_vec()).into();
                let health = patchbay_fleet::By::ALL.map(|by| found.health(by).to_vec()).into();
                assert_eq!(model::Found { rows, facets, health }, model.find(&asked, sort));
            }
            Step::Type(text) => drop(fleet.find(&Filter { text, ..Filter::default() }, Sort::default())),
        }
    }
    for at in SOURCES {
        assert_eq!(fleet.len_of(at), model.len_of(at));
        assert_eq!(fleet.values(Facet::Tag, ""), model.values(Facet::Tag, ""));
    }
});
