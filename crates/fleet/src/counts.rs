//! Which rows match, and how many would with one choice more or less.
//!
//! One pass over the rows in question counts how often each [`Profile`](crate::rows::Profile), set of tags and identity
//! occurs; which of these a filter lets through is decided once for each, not for each row.

use patchbay_fold::fold;
use patchbay_vendors::connection::State;

use crate::bits::Bits;
use crate::facet::{Activity, Count, Facet};
use crate::filter::Filter;
use crate::fleet::Fleet;
use crate::health::{By, Health};
use crate::orders::Orders;
use crate::rows::{Profile, Rows};
use crate::sort::rank;

/// The facets that a profile decides.
const OF_PROFILE: [Facet; 6] =
    [Facet::Source, Facet::Platform, Facet::State, Facet::Active, Facet::Environment, Facet::IdentityType];

/// The facets that the overview stands beside.
const OVERVIEW: [Facet; 3] = [Facet::Source, Facet::Platform, Facet::State];

/// What the pass counted.
pub(crate) struct Counted {
    /// The rows that match.
    pub(crate) matching: Bits,
    pub(crate) facets: [Vec<Count>; Facet::ALL.len()],
    pub(crate) health: [Vec<Health>; By::ALL.len()],
}

/// Values of the facets and how often they occur, each value once.
type Tally = Vec<(String, usize)>;

/// Counts among the rows that every other part of the filter lets through.
pub(crate) fn count(rows: &Rows, orders: &Orders, filter: &Filter, among: Bits) -> Counted {
    let missed: Vec<u8> = rows.profile.values().iter().map(|profile| missed(rows, filter, profile)).collect();
    let has_tags = has_tags(rows, filter);
    let chosen = filter.of(Facet::Identity);
    let identities = chosen.iter().filter(|identity| !identity.is_empty());
    let identities: Vec<u32> = identities.filter_map(|identity| rows.identity.known(identity)).collect();
    let is_chosen = |identity: u32| chosen.is_empty() || identities.contains(&identity);

    let mut profiles = vec![0_u32; missed.len()];
    let mut sets = vec![0_u32; has_tags.len()];
    let mut people = vec![0_u32; rows.identity.len()];
    let mut matching = among;
    let add = |counts: &mut [u32], code: u32| {
        if let Some(count) = counts.get_mut(code as usize) {
            *count += 1;
        }
    };
    matching.retain_with([&rows.profiles, &rows.tags, &rows.identities], |profile, set, identity| {
        let fits = missed.get(profile as usize).is_some_and(|missed| *missed == 0);
        let has_tags = has_tags.get(set as usize).copied().unwrap_or_default();
        let is_chosen = is_chosen(identity);
        if has_tags && is_chosen {
            add(&mut profiles, profile);
        }
        if fits && is_chosen {
            add(&mut sets, set);
        }
        if fits && has_tags {
            add(&mut people, identity);
        }
        fits && has_tags && is_chosen
    });

    let facets = Facet::ALL.map(|facet| match facet {
        Facet::Tag => ranked(tags(rows, &sets)),
        Facet::Identity => orders.identities(rows, |sorted| {
            let order = sorted.order().iter().enumerate();
            most_frequent(
                rows,
                std::mem::take(&mut people),
                order.map(|(place, code)| (*code, sorted.is_alike(place))),
            )
        }),
        facet => {
            let own = OF_PROFILE.iter().position(|other| *other == facet).map_or(0, |at| 1 << at);
            let counts = profiles.iter().zip(&missed).map(|(count, missed)| match missed & !own {
                0 => *count,
                _ => 0,
            });
            ranked(of_profiles(rows, facet, counts))
        }
    });
    let overview = OF_PROFILE.iter().enumerate().filter(|(_, facet)| OVERVIEW.contains(facet));
    let overview = overview.fold(0, |mask, (at, _)| mask | 1 << at);
    let counts: Vec<u32> = profiles
        .iter()
        .zip(&missed)
        .map(|(count, missed)| if missed & !overview == 0 { *count } else { 0 })
        .collect();
    let health = By::ALL.map(|by| health(rows, by, &counts));
    Counted { matching, facets, health }
}

/// All of a property's values that contain what was typed, and how many rows have each.
pub(crate) fn values(rows: &Rows, orders: &Orders, facet: Facet, typed: &str) -> Vec<Count> {
    let typed = fold(typed.trim());
    let add = |counts: &mut [u32], codes: &[u32]| {
        for at in rows.alive.ones() {
            let count = codes.get(at).and_then(|code| counts.get_mut(*code as usize));
            if let Some(count) = count {
                *count += 1;
            }
        }
    };
    let has = |(value, _): &(String, usize)| fold(value).contains(&typed);
    match facet {
        Facet::Tag => {
            let mut sets = vec![0; rows.tag_set.values().len()];
            add(&mut sets, &rows.tags);
            ranked(tags(rows, &sets).into_iter().filter(has).collect())
        }
        Facet::Identity => {
            let mut people = vec![0; rows.identity.len()];
            add(&mut people, &rows.identities);
            orders.identities(rows, |sorted| {
                let order = sorted.order().iter().enumerate();
                let order = order.filter(|(_, code)| {
                    let text = rows.identity.texts.folded(**code as usize, 0);
                    typed.is_empty() || memchr::memmem::find(text, typed.as_bytes()).is_some()
                });
                let order: Vec<(u32, bool)> =
                    order.map(|(place, code)| (*code, sorted.is_alike(place))).collect();
                let mut typed_people = vec![0; people.len()];
                for (code, _) in &order {
                    if let (Some(to), Some(from)) =
                        (typed_people.get_mut(*code as usize), people.get(*code as usize))
                    {
                        *to = *from;
                    }
                }
                most_frequent(rows, typed_people, order.into_iter())
            })
        }
        facet => {
            let mut profiles = vec![0; rows.profile.values().len()];
            add(&mut profiles, &rows.profiles);
            ranked(of_profiles(rows, facet, profiles.into_iter()).into_iter().filter(has).collect())
        }
    }
}

/// The facets whose choice does not let a profile through, a bit each.
fn missed(rows: &Rows, filter: &Filter, profile: &Profile) -> u8 {
    let missed = OF_PROFILE.iter().enumerate().filter(|(_, facet)| {
        let chosen = filter.of(**facet);
        !chosen.is_empty() && value(rows, **facet, profile).is_none_or(|value| !chosen.contains(&value))
    });
    missed.fold(0, |mask, (at, _)| mask | 1 << at)
}

/// A profile's value of a facet.
fn value(rows: &Rows, facet: Facet, profile: &Profile) -> Option<String> {
    let word = |code: u32| rows.word(code).to_owned();
    let text = match facet {
        Facet::Source => word(profile.source),
        Facet::Platform => fold(rows.word(profile.platform)),
        Facet::State => word(profile.state),
        Facet::Active => Activity::of(profile.active).code().to_owned(),
        Facet::Environment => word(profile.environment?),
        Facet::IdentityType => word(profile.identity_type?),
        Facet::Tag | Facet::Identity => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Which sets of tags the choice of tags lets through.
fn has_tags(rows: &Rows, filter: &Filter) -> Vec<bool> {
    let chosen = filter.of(Facet::Tag);
    let known: Vec<Option<u32>> = chosen.iter().map(|tag| rows.words.known(tag.as_str())).collect();
    let lets = |set: &[u32]| {
        let mut has = known.iter().map(|tag| tag.is_some_and(|tag| set.contains(&tag)));
        chosen.is_empty() || if filter.all_tags { has.all(|has| has) } else { has.any(|has| has) }
    };
    rows.tag_set.values().iter().map(|set| lets(set)).collect()
}

fn of_profiles(rows: &Rows, facet: Facet, counts: impl Iterator<Item = u32>) -> Tally {
    let mut tally = Tally::new();
    for (profile, count) in rows.profile.values().iter().zip(counts).filter(|(_, count)| *count > 0) {
        if let Some(value) = value(rows, facet, profile) {
            tally.push((value, count as usize));
        }
    }
    merged(tally)
}

fn tags(rows: &Rows, sets: &[u32]) -> Tally {
    let mut counts = vec![0_usize; rows.words.values().len()];
    for (set, count) in rows.tag_set.values().iter().zip(sets).filter(|(_, count)| **count > 0) {
        for (at, tag) in set.iter().enumerate() {
            let is_first = !set.iter().take(at).any(|other| other == tag);
            if let Some(sum) = counts.get_mut(*tag as usize).filter(|_| is_first) {
                *sum += *count as usize;
            }
        }
    }
    let counted = rows.words.values().iter().zip(counts).filter(|(_, count)| *count > 0);
    counted.map(|(tag, count)| (tag.to_string(), count)).collect()
}

/// Each value once, with the sum of its counts.
fn merged(mut tally: Tally) -> Tally {
    tally.sort_unstable();
    let mut merged = Tally::new();
    for (value, count) in tally {
        match merged.last_mut().filter(|(last, _)| *last == value) {
            Some((_, sum)) => *sum += count,
            None => merged.push((value, count)),
        }
    }
    merged
}

/// The most frequent first, the others by name.
fn ranked(tally: Tally) -> Vec<Count> {
    let mut counts: Vec<(usize, String, String)> =
        tally.into_iter().map(|(value, count)| (usize::MAX - count, fold(&value), value)).collect();
    counts.sort_unstable();
    counts.truncate(Fleet::MOST_VALUES);
    counts.into_iter().map(|(less, _, value)| Count { value, count: usize::MAX - less }).collect()
}

/// The identities that occur most, out of very many that are given in order, each with whether it is like the one before.
fn most_frequent(rows: &Rows, mut people: Vec<u32>, order: impl Iterator<Item = (u32, bool)>) -> Vec<Count> {
    // To be of nobody in particular is no identity.
    if let Some(count) = rows.identity.known("").and_then(|code| people.get_mut(code as usize)) {
        *count = 0;
    }
    let mut counts: Vec<u32> = people.iter().copied().filter(|count| *count > 0).collect();
    let most = Fleet::MOST_VALUES;
    let least = if counts.len() > most {
        let (_, least, _) = counts.select_nth_unstable_by(most - 1, |a, b| b.cmp(a));
        *least
    } else {
        1
    };
    let above = people.iter().filter(|count| **count > least).count();
    let mut taken = Tally::new();
    // Of those that occur as often as the last that is taken, the first by name.
    let mut room = most - above.min(most);
    let mut is_open = true;
    for (code, is_alike) in order {
        let count = people.get(code as usize).copied().unwrap_or_default();
        if count < least {
            continue;
        }
        if count == least {
            is_open = room > 0 || is_open && is_alike;
            if !is_open {
                continue;
            }
            room = room.saturating_sub(1);
        }
        taken.push((rows.identity.get(code), count as usize));
    }
    ranked(taken)
}

fn health(rows: &Rows, by: By, counts: &[u32]) -> Vec<Health> {
    let facet = match by {
        By::Source => Facet::Source,
        By::Platform => Facet::Platform,
    };
    let mut all: Vec<(String, (usize, String), usize)> = Vec::new();
    for (profile, count) in rows.profile.values().iter().zip(counts).filter(|(_, count)| **count > 0) {
        if let Some(value) = value(rows, facet, profile) {
            let state = State::of(rows.word(profile.state));
            all.push((value, (rank(&state), state.code().to_owned()), *count as usize));
        }
    }
    all.sort_unstable();
    let mut health: Vec<Health> = Vec::new();
    for (value, (_, state), count) in all {
        if health.last().is_none_or(|last| last.value != value) {
            health.push(Health { value, states: Vec::new(), total: 0 });
        }
        if let Some(Health { states, total, .. }) = health.last_mut() {
            *total += count;
            match states.last_mut().filter(|(last, _)| *last == state) {
                Some((_, sum)) => *sum += count,
                None => states.push((state, count)),
            }
        }
    }
    health.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.value.cmp(&b.value)));
    health
}
