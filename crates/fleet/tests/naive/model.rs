//! The fleet once more, as plainly as it can be said: every question is answered by looking at every row.

use std::collections::HashMap;

use patchbay_fleet::{Activity, By, Column, Count, Facet, Field, Filter, Fleet, Health, Put, Row, Sort};
use patchbay_fold::fold;
use patchbay_vendors::connection::{Connection, State};

/// What is looked for, with the words of its text apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// Everything but the text.
    pub(crate) filter: Filter,
    /// The words of the text.
    pub(crate) words: Vec<(Option<Field>, String)>,
}

impl Asked {
    /// The same as somebody would have typed it.
    pub(crate) fn typed(&self) -> Filter {
        let word = |(field, text): &(Option<Field>, String)| match field {
            Some(field) => format!("{}:\"{text}\" ", field.code()),
            None => format!("\"{text}\" "),
        };
        Filter { text: self.words.iter().map(word).collect(), ..self.filter.clone() }
    }
}

/// The rows, in the order in which they came.
#[derive(Default)]
pub(crate) struct Model {
    rows: Vec<Kept>,
    /// The sources that are being read after they had been read before.
    comparing: Vec<String>,
}

struct Kept {
    row: Row,
    seen: bool,
    mark: Option<Put>,
}

/// What was found, with rows by value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) rows: Vec<(Row, Option<Put>)>,
    pub(crate) facets: Vec<Vec<Count>>,
    pub(crate) health: Vec<Vec<Health>>,
}

impl Model {
    pub(crate) fn begin(&mut self, source: &str) {
        self.comparing.retain(|other| other != source);
        for kept in self.rows.iter_mut().filter(|kept| kept.row.source == source) {
            (kept.seen, kept.mark) = (false, None);
            self.comparing.push(source.to_owned());
        }
    }

    pub(crate) fn finish(&mut self, source: &str) -> usize {
        self.comparing.retain(|other| other != source);
        let before = self.rows.len();
        self.rows.retain(|kept| kept.row.source != source || kept.seen);
        before - self.rows.len()
    }

    pub(crate) fn forget(&mut self, source: &str) {
        self.comparing.retain(|other| other != source);
        self.rows.retain(|kept| kept.row.source != source);
    }

    pub(crate) fn remove(&mut self, source: &str, id: &str) {
        self.rows.retain(|kept| kept.row.source != source || kept.row.connection.id != id);
    }

    pub(crate) fn put(&mut self, source: &str, connection: Connection) -> Put {
        let compares = self.comparing.iter().any(|other| other == source);
        let row = Row { source: source.to_owned(), connection };
        let is_it =
            |kept: &&mut Kept| kept.row.source == source && kept.row.connection.id == row.connection.id;
        let Some(old) = self.rows.iter_mut().find(is_it) else {
            self.rows.push(Kept { row, seen: true, mark: compares.then_some(Put::Added) });
            return Put::Added;
        };
        old.seen = true;
        if old.row == row {
            return Put::Same;
        }
        old.row = row;
        if compares && old.mark.is_none() {
            old.mark = Some(Put::Changed);
        }
        Put::Changed
    }

    pub(crate) fn find(&self, asked: &Asked, sort: Sort) -> Found {
        let outside: Vec<&Kept> = self.rows.iter().filter(|kept| outside(asked, &kept.row)).collect();
        let but = |spared: &[Facet]| -> Vec<&Kept> {
            let facets: Vec<Facet> = Facet::ALL.into_iter().filter(|facet| !spared.contains(facet)).collect();
            let fits = |kept: &&&Kept| facets.iter().all(|facet| lets(asked, *facet, &kept.row));
            outside.iter().filter(fits).copied().collect()
        };
        let mut rows = but(&[]);
        rows.sort_by(|a, b| compare(sort, &a.row, &b.row));
        let facets = Facet::ALL.map(|facet| count(&but(&[facet]), facet, ""));
        let for_overview = but(&[Facet::Source, Facet::Platform, Facet::State]);
        Found {
            rows: rows.into_iter().map(|kept| (kept.row.clone(), kept.mark)).collect(),
            facets: facets.into(),
            health: By::ALL.map(|by| health(&for_overview, by)).into(),
        }
    }

    pub(crate) fn values(&self, facet: Facet, typed: &str) -> Vec<Count> {
        count(&self.rows.iter().collect::<Vec<_>>(), facet, &fold(typed.trim()))
    }

    pub(crate) fn get(&self, source: &str, id: &str) -> Option<&Connection> {
        let row = self.rows.iter().map(|kept| &kept.row);
        row.filter(|row| row.source == source && row.connection.id == id).map(|row| &row.connection).next()
    }

    pub(crate) fn len_of(&self, source: &str) -> usize {
        self.rows.iter().filter(|kept| kept.row.source == source).count()
    }
}

/// A text as it is compared: without capitals, and with what parts lines and fields as spaces.
fn compared(text: &str) -> String {
    fold(text).replace(['\n', '\u{1f}'], " ")
}

fn outside(asked: &Asked, Row { source, connection }: &Row) -> bool {
    let Filter { from, until, key, name, version, .. } = &asked.filter;
    let within = |place: &str, text: &str| compared(place).contains(&compared(text));
    let stands = |field: Option<Field>, text: &str| {
        let all = [
            (Some(Field::Platform), Some(&connection.platform)),
            (Some(Field::Id), Some(&connection.id)),
            (Some(Field::Key), connection.key.as_ref()),
            (Some(Field::Identity), connection.identity.as_ref()),
            (None, connection.name.as_ref()),
            (None, connection.environment.as_ref()),
            (None, connection.role.as_ref()),
            (None, connection.database.as_ref()),
        ];
        let tags = connection.tags.iter().flatten().map(|tag| (Some(Field::Tag), Some(tag)));
        let mut places = all.into_iter().chain(tags);
        match field {
            Some(Field::State) => within(connection.state.code(), text),
            Some(Field::Source) => within(source, text),
            _ => places.any(|(place, value)| {
                (field.is_none() || place == field) && value.is_some_and(|value| within(value, text))
            }),
        }
    };
    let parts: Vec<&str> = key.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    asked.words.iter().all(|(field, text)| text.is_empty() || stands(*field, text))
        && from.is_none_or(|from| connection.created.is_some_and(|at| at >= from))
        && until.is_none_or(|until| connection.created.is_some_and(|at| at < until))
        && (version.is_empty() || connection.version.as_deref() == Some(version.trim()))
        && within(connection.name.as_deref().unwrap_or_default(), name.trim())
        && (parts.is_empty()
            || parts.iter().any(|part| within(connection.key.as_deref().unwrap_or_default(), part)))
}

fn values(facet: Facet, Row { source, connection }: &Row) -> Vec<String> {
    let optional = |text: &Option<String>| text.iter().cloned().collect();
    let mut values: Vec<String> = match facet {
        Facet::Source => vec![source.clone()],
        Facet::Platform => vec![fold(&connection.platform)],
        Facet::State => vec![connection.state.code().to_owned()],
        Facet::Tag => connection.tags.clone().unwrap_or_default(),
        Facet::Active => vec![Activity::of(connection.active).code().to_owned()],
        Facet::Identity => optional(&connection.identity),
        Facet::Environment => optional(&connection.environment),
        Facet::IdentityType => optional(&connection.identity_type),
    };
    values.retain(|value| !value.is_empty() || facet == Facet::Tag);
    values.sort();
    values.dedup();
    values
}

fn lets(asked: &Asked, facet: Facet, row: &Row) -> bool {
    let values = values(facet, row);
    let mut has = asked.filter.of(facet).iter().map(|chosen| values.contains(chosen));
    match asked.filter.of(facet) {
        [] => true,
        _ if facet == Facet::Tag && asked.filter.all_tags => has.all(|has| has),
        _ => has.any(|has| has),
    }
}

fn count(rows: &[&Kept], facet: Facet, typed: &str) -> Vec<Count> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for value in rows.iter().flat_map(|kept| values(facet, &kept.row)) {
        if fold(&value).contains(typed) {
            *counts.entry(value).or_default() += 1;
        }
    }
    let mut counts: Vec<Count> = counts.into_iter().map(|(value, count)| Count { value, count }).collect();
    counts.sort_by_key(|Count { value, count }| (usize::MAX - count, fold(value), value.clone()));
    counts.truncate(Fleet::MOST_VALUES);
    counts
}

fn health(rows: &[&Kept], by: By) -> Vec<Health> {
    let facet = match by {
        By::Source => Facet::Source,
        By::Platform => Facet::Platform,
    };
    let mut all: HashMap<String, HashMap<State, usize>> = HashMap::new();
    for kept in rows {
        for value in values(facet, &kept.row) {
            *all.entry(value).or_default().entry(kept.row.connection.state.clone()).or_default() += 1;
        }
    }
    let mut all: Vec<Health> = all
        .into_iter()
        .map(|(value, states)| {
            let total = states.values().sum();
            let mut states: Vec<(State, usize)> = states.into_iter().collect();
            states.sort_by_key(|(state, _)| (rank(state).unwrap_or(usize::MAX), state.code().to_owned()));
            let states = states.into_iter().map(|(state, count)| (state.code().to_owned(), count)).collect();
            Health { value, states, total }
        })
        .collect();
    all.sort_by_key(|health| (usize::MAX - health.total, health.value.clone()));
    all
}

/// The worst first; those with a name before a vendor's own words.
fn rank(state: &State) -> Option<usize> {
    let named = State::NAMED.iter().position(|named| named == state);
    (*state != State::NotSaid).then(|| named.unwrap_or(State::NAMED.len()))
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(String),
    Number(i64),
}

fn compare(sort: Sort, a: &Row, b: &Row) -> std::cmp::Ordering {
    let key = |Row { source, connection }: &Row| {
        let text = |text: &str| Some(compared(text)).filter(|text| !text.is_empty()).map(Key::Text);
        let number = |number: usize| i64::try_from(number).ok().map(Key::Number);
        match sort.column {
            Column::Name => text(&connection.title()),
            Column::Source => text(source),
            Column::Platform => text(&connection.platform),
            Column::State => rank(&connection.state).and_then(number),
            Column::Identity => text(connection.identity.as_deref().unwrap_or_default()),
            Column::Tags => text(&connection.tags.as_deref().unwrap_or_default().join(" ")),
            Column::Environment => text(connection.environment.as_deref().unwrap_or_default()),
            Column::Active => connection.active.map(|active| Key::Number(i64::from(!active))),
            Column::Created => connection.created.map(|at| Key::Number(at.millis())),
        }
    };
    match (key(a), key(b)) {
        (Some(a), Some(b)) if sort.descending => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
