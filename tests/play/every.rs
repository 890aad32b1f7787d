//! Every request that a client can build, found by driving it against its sandbox: so those are there too that follow
//! from an answer.

use std::collections::BTreeSet;

use patchbay_vendors::call::Call;
use patchbay_vendors::connection::{Connection, Detail, State};
use patchbay_vendors::draft::{Draft, Updated};
use patchbay_vendors::http::Request;
use patchbay_vendors::page::{Cursor, Query};
use patchbay_vendors::source::Source;

use super::typing::Typist;
use super::{Opened, Play};

/// How often a form is filled in further because something is missing.
const PATIENCE: usize = 12;

/// All requests of a source; those that read a list go on at each of these places too.
#[must_use]
pub fn requests(source: &Source, cursors: &[Cursor], ids: &[&str], typist: &Typist) -> Vec<Request> {
    let play = Play::new(source);
    lists(&play, cursors);
    // Whether they are there does not matter: the request is the same.
    for id in ids {
        let _ = play.get(id);
    }
    play.ask(source.vendor.check(source)).expect("the key is good");
    let _ = source
        .vendor
        .returned(source, ids.first().unwrap_or(&""), "?code=abc&state=xyz")
        .map(|call| play.ask(call));
    let mut asked = play.asked();
    for connection in representatives(&play.all(&Query::default())) {
        asked.extend(of_one(source, &connection, typist));
    }
    asked
}

fn lists(play: &Play, cursors: &[Cursor]) {
    for query in queries().iter().flat_map(|query| play.source.vendor.lists(query)) {
        for cursor in cursors {
            let _ = play.page(&query, cursor);
        }
    }
}

/// One connection for each platform with each of its schemes, and one for each state.
#[must_use]
pub fn representatives(all: &[Connection]) -> Vec<Connection> {
    let mut kinds = BTreeSet::new();
    let mut states = BTreeSet::new();
    let is_new = |one: &&Connection| {
        // Both are looked at, whichever is new.
        let kind = kinds.insert((one.platform.clone(), one.scheme.clone()));
        kind | states.insert((one.state.clone(), one.active, one.scheme.clone()))
    };
    all.iter().filter(is_new).cloned().collect()
}

/// What can be asked of one connection, and done to it in every way.
fn of_one(source: &Source, connection: &Connection, typist: &Typist) -> Vec<Request> {
    let play = Play::new(source);
    let detail = play.get(&connection.id).expect("it is there");
    let _ = source.vendor.catalogue(source, &detail, None).map(|call| play.ask(call));
    for offer in source.vendor.edits(source, &detail.connection) {
        if offer.withheld.is_some() {
            continue;
        }
        let Some(opened) = play.form(&detail, offer.edit) else { continue };
        let writes = writes(source, &detail, &opened, typist);
        for (_, write) in writes {
            let _ = play.ask(write);
        }
    }
    play.asked()
}

/// The writes that a form can be made to send, each with what was filled in.
#[must_use]
pub fn writes(
    source: &Source,
    detail: &Detail,
    opened: &Opened,
    typist: &Typist,
) -> Vec<(Draft, Call<Updated>)> {
    let drafts = typist.drafts(&opened.form, detail);
    let writes: Vec<_> =
        drafts.into_iter().filter_map(|draft| mended(source, detail, opened, draft, typist)).collect();
    assert!(!writes.is_empty(), "nothing can be sent of {:?} for {:?}", opened.form.edit, detail.connection);
    writes
}

/// A draft with what it lacks filled in, and its write; nothing where it cannot be mended, as where nothing changes.
fn mended(
    source: &Source,
    detail: &Detail,
    opened: &Opened,
    mut draft: Draft,
    typist: &Typist,
) -> Option<(Draft, Call<Updated>)> {
    for _ in 0..PATIENCE {
        let problems = match opened.write(source, detail, &draft) {
            Ok(call) => return Some((draft, call)),
            Err(problems) => problems,
        };
        let before = draft.clone();
        for problem in problems {
            if let Some(field) = opened.form.field(&problem.field) {
                draft.set(field.name.clone(), typist.fit(field, detail));
            }
        }
        if draft == before {
            return None;
        }
    }
    None
}

/// Each filter alone, none and all.
#[must_use]
pub fn queries() -> Vec<Query> {
    // Written out and taken apart without `..`, so that a new filter has to be added here.
    let all = Query {
        ids: texts(&["ca_8Hq2mZr41xTd", "ca_NewOne"]),
        keys: texts(&["live::stripe::default::5b0f", "live::gmail::default::c01d|user-17"]),
        states: vec![State::Operational, State::Failed, State::Expired, State::Revoked],
        database: Some("sales".into()),
        name: Some("Ops & mail".into()),
        version: Some("1.0.0".into()),
        identity: Some("user-17".into()),
        identity_type: Some("user".into()),
        platform: Some("gmail".into()),
        tags: texts(&["eu", "büro"]),
        active: Some(false),
        size: Some(20),
    };
    let Query {
        ids,
        keys,
        states,
        database,
        name,
        version,
        identity,
        identity_type,
        platform,
        tags,
        active,
        size,
    } = all.clone();
    let none = Query::default;
    vec![
        none(),
        Query { ids, ..none() },
        Query { keys, ..none() },
        Query { states: State::NAMED.into(), ..none() },
        Query { states, ..none() },
        Query { database, ..none() },
        Query { name, ..none() },
        Query { version, ..none() },
        Query { identity, ..none() },
        Query { identity_type, ..none() },
        Query { platform, ..none() },
        Query { tags, ..none() },
        Query { active, ..none() },
        Query { size, ..none() },
        all,
    ]
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}
