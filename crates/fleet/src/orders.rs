//! The rows by each column, remembered: a list that is narrowed keeps its order, and only walks along it.

use std::cell::RefCell;
use std::rc::Rc;

use patchbay_vendors::connection::State;

use crate::facet::Activity;
use crate::lines::searchable;
use crate::order::{by_key, ordered};
use crate::rows::{Moved, NEVER, NOBODY, Profile, Rows};
use crate::sort::{Column, Sort, rank};
use crate::sorted::{Of, Sorted};

/// So many orders are remembered.
const REMEMBERED: usize = 3;

/// Orders that were asked for lately, and what they are made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orders {
    titles: RefCell<Sorted>,
    identities: RefCell<Sorted>,
    tag_sets: RefCell<Sorted>,
    lately: RefCell<Vec<Known>>,
    versions: Versions,
}

/// How often what an order is made of has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Versions {
    any: usize,
    titles: usize,
    created: usize,
}

#[derive(Clone, Debug)]
struct Known {
    sort: Sort,
    version: usize,
    /// How many rows there were.
    len: usize,
    order: Rc<Vec<u32>>,
}

impl Orders {
    /// A row is another now.
    pub(crate) fn change(&mut self, row: usize, moved: Moved) {
        self.versions.any += 1;
        self.versions.created += usize::from(moved.created);
        if moved.title {
            self.versions.titles += 1;
            self.titles.get_mut().change(u32::try_from(row).unwrap_or(NOBODY));
        }
    }

    /// A row is gone.
    pub(crate) fn remove(&mut self, row: usize) {
        self.titles.get_mut().remove(u32::try_from(row).unwrap_or(NOBODY));
    }

    /// Puts up to so many of the rows, identities and sets of tags that have come in order, if there are as many: for
    /// fewer it is not worth it. Says whether there are more.
    pub(crate) fn prepare(&self, rows: &Rows, most: usize) -> bool {
        let mut titles = self.titles.borrow_mut();
        let mut identities = self.identities.borrow_mut();
        let mut tag_sets = self.tag_sets.borrow_mut();
        if titles.missing(rows.len()) >= most {
            extend_titles(&mut titles, rows, most);
        } else if identities.missing(rows.identity.len()) >= most {
            extend_identities(&mut identities, rows, most);
        } else if tag_sets.missing(rows.tag_set.values().len()) >= most {
            extend_tag_sets(&mut tag_sets, rows, most);
        } else {
            return false;
        }
        true
    }

    /// The identities by their texts.
    pub(crate) fn identities<T>(&self, rows: &Rows, read: impl FnOnce(&Sorted) -> T) -> T {
        let mut identities = self.identities.borrow_mut();
        extend_identities(&mut identities, rows, usize::MAX);
        read(&identities)
    }

    /// All rows in order, those that are gone among them.
    pub(crate) fn of(&self, rows: &Rows, sort: Sort) -> Rc<Vec<u32>> {
        let version = match sort.column {
            Column::Name => self.versions.titles,
            Column::Created => self.versions.created,
            _ => self.versions.any,
        };
        let mut lately = self.lately.borrow_mut();
        let known = lately.iter().position(|known| known.sort == sort).map(|at| lately.remove(at));
        let known = known.filter(|known| known.version == version);
        let order = match known {
            Some(known) if known.len == rows.len() => known.order,
            known => {
                let known = known.map(|known| known.order).unwrap_or_default();
                Rc::new(self.order(rows, sort, &known))
            }
        };
        if lately.len() == REMEMBERED {
            lately.remove(0);
        }
        lately.push(Known { sort, version, len: rows.len(), order: Rc::clone(&order) });
        order
    }

    fn order(&self, rows: &Rows, sort: Sort, known: &[u32]) -> Vec<u32> {
        let Sort { column, descending } = sort;
        let word = |code: u32| Some(searchable(rows.word(code))).filter(|text| !text.is_empty());
        let by_profile = |key: &dyn Fn(&Profile) -> Option<Key>| {
            let keys = rows.profile.values().iter().map(key).collect();
            by_rank(&rows.profiles, ranks(keys, descending))
        };
        match column {
            Column::Source => by_profile(&|profile| word(profile.source).map(Key::Text)),
            Column::Platform => by_profile(&|profile| word(profile.platform).map(Key::Text)),
            Column::Environment => by_profile(&|profile| profile.environment.and_then(word).map(Key::Text)),
            Column::State => by_profile(&|profile| {
                let state = State::of(rows.word(profile.state));
                (state != State::NotSaid).then(|| Key::Number(rank(&state)))
            }),
            Column::Active => by_profile(&|profile| match Activity::of(profile.active) {
                Activity::NotSaid => None,
                activity => Some(Key::Number(activity as usize)),
            }),
            Column::Tags => {
                let mut sets = self.tag_sets.borrow_mut();
                extend_tag_sets(&mut sets, rows, usize::MAX);
                let none =
                    rows.tag_set.values().iter().zip(0..).filter(|(_, set)| rows.joined(*set).is_empty());
                let none: Vec<u32> = none.map(|(_, set)| set).collect();
                by_rank(&rows.tags, sorted_ranks(&sets, &none, descending))
            }
            Column::Identity => self.identities(rows, |identities| {
                let none: Vec<u32> = rows.identity.known("").into_iter().collect();
                by_rank(&rows.identities, sorted_ranks(identities, &none, descending))
            }),
            Column::Name => {
                let mut titles = self.titles.borrow_mut();
                extend_titles(&mut titles, rows, usize::MAX);
                if descending { titles.backwards() } else { titles.order().to_vec() }
            }
            Column::Created => by_time(&rows.created, descending, known),
        }
    }
}

fn extend_titles(titles: &mut Sorted, rows: &Rows, most: usize) {
    let text = |row: u32| rows.title(row as usize);
    let is_there = |row: u32| rows.alive.get(row as usize);
    titles.extend(&Of { len: rows.len(), text: &text, is_there: &is_there }, most);
}

fn extend_identities(identities: &mut Sorted, rows: &Rows, most: usize) {
    let text = |code: u32| String::from_utf8_lossy(rows.identity.texts.folded(code as usize, 0)).into_owned();
    identities.extend(&Of { len: rows.identity.len(), text: &text, is_there: &|_| true }, most);
}

fn extend_tag_sets(sets: &mut Sorted, rows: &Rows, most: usize) {
    let of = Of { len: rows.tag_set.values().len(), text: &|set| rows.joined(set), is_there: &|_| true };
    sets.extend(&of, most);
}

/// What is compared where few values are.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(String),
    Number(usize),
}

/// The rank of each number.
struct Ranks {
    ranks: Vec<u32>,
    /// That of nothing: the last, whichever way the others stand.
    last: u32,
}

/// The rank of each key; of those that are alike the same.
fn ranks(keys: Vec<Option<Key>>, descending: bool) -> Ranks {
    let mut different: Vec<&Key> = ordered(keys.iter().flatten().collect(), Ord::cmp);
    different.dedup();
    if descending {
        different.reverse();
    }
    let place = |key: &Key| {
        let found =
            different.binary_search_by(|other| if descending { key.cmp(other) } else { (*other).cmp(key) });
        found.ok().and_then(|place| u32::try_from(place).ok())
    };
    let last = u32::try_from(different.len()).unwrap_or(NOBODY);
    Ranks { ranks: keys.iter().map(|key| key.as_ref().and_then(place).unwrap_or(last)).collect(), last }
}

/// The same of what is in order already. Some of it stands for nothing.
fn sorted_ranks(sorted: &Sorted, none: &[u32], descending: bool) -> Ranks {
    let mut ranks = vec![0; sorted.order().len()];
    let mut next = 0;
    for (place, code) in sorted.order().iter().enumerate() {
        next += u32::from(place > 0 && !sorted.is_alike(place));
        if let Some(rank) = ranks.get_mut(*code as usize) {
            *rank = next;
        }
    }
    if descending {
        ranks.iter_mut().for_each(|rank| *rank = next - *rank);
    }
    let last = next + 1;
    for code in none {
        if let Some(rank) = ranks.get_mut(*code as usize) {
            *rank = last;
        }
    }
    Ranks { ranks, last }
}

/// Rows by the rank of their number: each rank's rows behind those of the ranks before, as they came.
fn by_rank(codes: &[u32], Ranks { ranks, last }: Ranks) -> Vec<u32> {
    let rank = |code: u32| ranks.get(code as usize).copied().unwrap_or(last) as usize;
    let mut places = vec![0_u32; last as usize + 2];
    for code in codes {
        if let Some(count) = places.get_mut(rank(*code) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for place in &mut places {
        sum += *place;
        *place = sum;
    }
    let mut order = vec![0; codes.len()];
    for (code, row) in codes.iter().zip(0..) {
        if let Some(place) = places.get_mut(rank(*code)) {
            if let Some(at) = order.get_mut(*place as usize) {
                *at = row;
            }
            *place += 1;
        }
    }
    order
}

/// Rows by a time, where those up to some are known in order; without one the last.
fn by_time(times: &[i64], descending: bool, known: &[u32]) -> Vec<u32> {
    let there = times.iter().filter(|time| **time != NEVER);
    let (first, last) =
        there.fold((i64::MAX, NEVER), |(first, last), time| (first.min(*time), last.max(*time)));
    // How far from where the order begins; nothing is as far as what has no time.
    let far = |row: u32| match times.get(row as usize).copied().unwrap_or(NEVER) {
        NEVER => u64::MAX,
        time if descending => last.abs_diff(time),
        time => time.abs_diff(first),
    };
    let rows = (0..).take(times.len()).skip(known.len());
    let mut coming: Vec<(u64, u32)> = rows.map(|row| (far(row), row)).collect();
    by_key(&mut coming);
    let coming = coming.into_iter().map(|(_, row)| row);
    if known.is_empty() {
        return coming.collect();
    }
    let mut order = Vec::with_capacity(times.len());
    let mut coming = coming.peekable();
    for row in known {
        while let Some(new) = coming.next_if(|new| far(*new) < far(*row)) {
            order.push(new);
        }
        order.push(*row);
    }
    order.extend(coming);
    order
}
