//! Which rows match, and how many would with one choice more or less.
//!
//! One pass over the rows in question counts how often each [`Profile`], set of tags and identity occurs; which of these
//! a filter lets through is decided once for each, not for each row. Where only words are looked for, the pass runs over
//! the fewer ones: those that have them, or those that have not, which are then taken from what is known of all.

use patchbay_fold::fold;
use patchbay_vendors::connection::State;

use crate::bits::Bits;
use crate::facet::{Activity, Count, Facet};
use crate::filter::Filter;
use crate::fleet::Fleet;
use crate::health::{By, Health};
use crate::order::ordered;
use crate::orders::Orders;
use crate::rows::{Profile, Rows, Totals};
use crate::sort::rank;

/// The facets that a profile decides.
const OF_PROFILE: [Facet; 6] =
    [Facet::Source, Facet::Platform, Facet::State, Facet::Active, Facet::Environment, Facet::IdentityType];

/// The facets that the overview stands beside.
const OVERVIEW: [Facet; 3] = [Facet::Source, Facet::Platform, Facet::State];

const ACTIVITIES: [Activity; 3] = [Activity::Active, Activity::Inactive, Activity::NotSaid];

/// What the pass counted.
pub(crate) struct Counted {
    /// The rows that match.
    pub(crate) matching: Bits,
    pub(crate) facets: [Vec<Count>; Facet::ALL.len()],
    pub(crate) health: [Vec<Health>; By::ALL.len()],
}

/// Values and how often they occur, each value once.
type Tally = Vec<(String, u32)>;

/// Counts among the rows that every other part of the filter lets through.
pub(crate) fn count(rows: &Rows, orders: &Orders, filter: &Filter, among: Bits) -> Counted {
    let chosen = Chosen::of(rows, filter);
    let (matching, totals) = if chosen.is_nothing() {
        let totals = among_all(rows, &among);
        (among, totals)
    } else {
        pass(rows, &chosen, among)
    };
    let let_through = |spared: u8| -> Vec<u32> {
        let counts = totals.profiles.iter().zip(&chosen.missed);
        counts.map(|(count, missed)| if missed & !spared == 0 { *count } else { 0 }).collect()
    };
    let facets = Facet::ALL.map(|facet| match facet {
        Facet::Tag => ranked(tags(rows, &totals.tags)),
        Facet::Identity => orders.identities(rows, |sorted| {
            let order = sorted.order().iter().enumerate();
            let order = order.map(|(place, code)| (*code, sorted.is_alike(place)));
            most_frequent(rows, totals.identities.clone(), order)
        }),
        facet => ranked(of_profiles(rows, facet, &let_through(mask(&[facet])))),
    });
    let overview = let_through(mask(&OVERVIEW));
    let health = By::ALL.map(|by| health(rows, by, &overview));
    Counted { matching, facets, health }
}

/// All of a property's values that contain what was typed, and how many rows have each.
pub(crate) fn values(rows: &Rows, orders: &Orders, facet: Facet, typed: &str) -> Vec<Count> {
    let typed = fold(typed.trim());
    let totals = &rows.totals;
    let having =
        |tally: Tally| ranked(tally.into_iter().filter(|(value, _)| fold(value).contains(&typed)).collect());
    match facet {
        Facet::Tag => having(tags(rows, &totals.tags)),
        Facet::Identity => {
            let mut counts = totals.identities.clone();
            for (count, code) in counts.iter_mut().zip(0..) {
                let text = rows.identity.texts.folded(code, 0);
                if !typed.is_empty() && memchr::memmem::find(text, typed.as_bytes()).is_none() {
                    *count = 0;
                }
            }
            orders.identities(rows, |sorted| {
                let order = sorted.order().iter().enumerate();
                most_frequent(rows, counts, order.map(|(place, code)| (*code, sorted.is_alike(place))))
            })
        }
        facet => having(of_profiles(rows, facet, &totals.profiles)),
    }
}

/// What the choices of facets let through.
struct Chosen {
    /// By profile: the facets that do not let it through, a bit each.
    missed: Vec<u8>,
    /// By set of tags.
    has_tags: Vec<bool>,
    /// Whose connections, if not anybody's.
    identities: Option<Vec<u32>>,
}

impl Chosen {
    fn of(rows: &Rows, filter: &Filter) -> Self {
        let missed = rows.profile.values().iter().map(|profile| {
            let missed = OF_PROFILE.iter().filter(|facet| {
                let chosen = filter.of(**facet);
                !chosen.is_empty()
                    && value(rows, **facet, profile)
                        .is_none_or(|value| !chosen.iter().any(|other| other == value))
            });
            missed.fold(0, |all, facet| all | mask(&[*facet]))
        });
        let tags: Vec<Option<u32>> =
            filter.of(Facet::Tag).iter().map(|tag| rows.words.known(tag.as_str())).collect();
        let has_tags = rows.tag_set.values().iter().map(|set| {
            let mut has = tags.iter().map(|tag| tag.is_some_and(|tag| set.contains(&tag)));
            tags.is_empty() || if filter.all_tags { has.all(|has| has) } else { has.any(|has| has) }
        });
        let identities = filter.of(Facet::Identity);
        let known = identities.iter().filter(|identity| !identity.is_empty());
        let known = || known.filter_map(|identity| rows.identity.known(identity)).collect();
        Self {
            missed: missed.collect(),
            has_tags: has_tags.collect(),
            identities: (!identities.is_empty()).then(known),
        }
    }

    /// Whether everything is let through.
    fn is_nothing(&self) -> bool {
        self.identities.is_none()
            && self.missed.iter().all(|missed| *missed == 0)
            && self.has_tags.iter().all(|has| *has)
    }
}

/// A bit for each facet that a profile decides.
fn mask(facets: &[Facet]) -> u8 {
    let bits = OF_PROFILE.iter().enumerate().filter(|(_, facet)| facets.contains(facet));
    bits.fold(0, |mask, (at, _)| mask | 1 << at)
}

/// How often each number occurs among some rows.
fn among_all(rows: &Rows, among: &Bits) -> Totals {
    let mut rest = rows.alive.clone();
    let is_most = among.count() > rows.alive() / 2;
    if is_most {
        rest.and_not(among);
    } else {
        rest.and(among);
    }
    let Totals { mut profiles, mut tags, mut identities } = Totals::none(rows);
    rest.retain_with([&rows.profiles, &rows.tags, &rows.identities], |profile, set, identity| {
        add(&mut profiles, profile);
        add(&mut tags, set);
        add(&mut identities, identity);
        true
    });
    if is_most {
        let all = &rows.totals;
        let rest =
            [(&mut profiles, &all.profiles), (&mut tags, &all.tags), (&mut identities, &all.identities)];
        for (rest, all) in rest {
            for (rest, all) in rest.iter_mut().zip(all) {
                *rest = all.saturating_sub(*rest);
            }
        }
    }
    Totals { profiles, tags, identities }
}

/// The rows that match, and how often each number occurs in those that every facet but its own lets through; of
/// profiles, in those that the choices of tags and identities do.
fn pass(rows: &Rows, chosen: &Chosen, among: Bits) -> (Bits, Totals) {
    let Chosen { missed, has_tags, identities: people } = chosen;
    let Totals { mut profiles, mut tags, mut identities } = Totals::none(rows);
    let mut matching = among;
    matching.retain_with([&rows.profiles, &rows.tags, &rows.identities], |profile, set, identity| {
        let fits = missed.get(profile as usize).is_some_and(|missed| *missed == 0);
        let has_tags = has_tags.get(set as usize).copied().unwrap_or_default();
        let is_chosen = people.as_ref().is_none_or(|people| people.contains(&identity));
        if has_tags && is_chosen {
            add(&mut profiles, profile);
        }
        if fits && is_chosen {
            add(&mut tags, set);
        }
        if fits && has_tags {
            add(&mut identities, identity);
        }
        fits && has_tags && is_chosen
    });
    (matching, Totals { profiles, tags, identities })
}

fn add(counts: &mut [u32], code: u32) {
    if let Some(count) = counts.get_mut(code as usize) {
        *count += 1;
    }
}

/// A profile's value of a facet.
fn value<'a>(rows: &'a Rows, facet: Facet, profile: &Profile) -> Option<&'a str> {
    let text = match facet {
        Facet::Active => Activity::of(profile.active).code(),
        facet => rows.word(word(facet, profile)?),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// The number of a profile's value of a facet: of the word, or of the activity.
fn word(facet: Facet, profile: &Profile) -> Option<u32> {
    match facet {
        Facet::Source => Some(profile.source),
        Facet::Platform => Some(profile.folded_platform),
        Facet::State => Some(profile.state),
        Facet::Active => Some(Activity::of(profile.active) as u32),
        Facet::Environment => profile.environment,
        Facet::IdentityType => profile.identity_type,
        Facet::Tag | Facet::Identity => None,
    }
}

fn of_profiles(rows: &Rows, facet: Facet, counts: &[u32]) -> Tally {
    let mut sums = vec![0; rows.words.values().len().max(ACTIVITIES.len())];
    for (profile, count) in rows.profile.values().iter().zip(counts) {
        let sum = word(facet, profile).and_then(|word| sums.get_mut(word as usize));
        if let Some(sum) = sum {
            *sum += *count;
        }
    }
    if facet == Facet::Active {
        let counted = ACTIVITIES.into_iter().zip(sums).filter(|(_, count)| *count > 0);
        return counted.map(|(activity, count)| (activity.code().to_owned(), count)).collect();
    }
    let mut tally = of_words(rows, &sums);
    tally.retain(|(value, _)| !value.is_empty());
    tally
}

fn tags(rows: &Rows, sets: &[u32]) -> Tally {
    let mut sums = vec![0; rows.words.values().len()];
    for (set, count) in rows.tag_set.values().iter().zip(sets).filter(|(_, count)| **count > 0) {
        for (at, tag) in set.iter().enumerate() {
            let is_first = !set.iter().take(at).any(|other| other == tag);
            if let Some(sum) = sums.get_mut(*tag as usize).filter(|_| is_first) {
                *sum += *count;
            }
        }
    }
    of_words(rows, &sums)
}

fn of_words(rows: &Rows, sums: &[u32]) -> Tally {
    let counted = rows.words.values().iter().zip(sums).filter(|(_, count)| **count > 0);
    counted.map(|(word, count)| (word.to_string(), *count)).collect()
}

/// The most frequent first, the others by name.
fn ranked(tally: Tally) -> Vec<Count> {
    let folded: Vec<(String, u32, String)> =
        tally.into_iter().map(|(value, count)| (fold(&value), count, value)).collect();
    let mut counts = ordered(folded, |(a, often, one), (b, seldom, other)| {
        seldom.cmp(often).then_with(|| a.cmp(b)).then_with(|| one.cmp(other))
    });
    counts.truncate(Fleet::MOST_VALUES);
    counts.into_iter().map(|(_, count, value)| Count { value, count: count as usize }).collect()
}

/// The identities that occur most, out of very many that are given in order, each with whether it is like the one before.
fn most_frequent(rows: &Rows, mut people: Vec<u32>, order: impl Iterator<Item = (u32, bool)>) -> Vec<Count> {
    // To be of nobody in particular is no identity.
    if let Some(count) = rows.identity.known("").and_then(|code| people.get_mut(code as usize)) {
        *count = 0;
    }
    let most = Fleet::MOST_VALUES;
    let least = least_of_the_most(&people, most);
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
        taken.push((rows.identity.get(code), count));
    }
    ranked(taken)
}

/// How often the last of those occurs that occur most.
fn least_of_the_most(counts: &[u32], most: usize) -> u32 {
    /// What occurs more often than this is told apart by looking at each.
    const OFTEN: usize = 4_096;
    let mut rare = vec![0_usize; OFTEN];
    let mut often = Vec::new();
    for count in counts {
        match rare.get_mut(*count as usize) {
            Some(having) => *having += 1,
            None => often.push(*count),
        }
    }
    if often.len() >= most {
        let often = ordered(often, |a, b| b.cmp(a));
        return often.get(most - 1).copied().unwrap_or(1);
    }
    let mut above = often.len();
    for (count, having) in rare.iter().enumerate().skip(1).rev() {
        above += having;
        if above >= most {
            return u32::try_from(count).unwrap_or(1);
        }
    }
    1
}

fn health(rows: &Rows, by: By, counts: &[u32]) -> Vec<Health> {
    let facet = match by {
        By::Source => Facet::Source,
        By::Platform => Facet::Platform,
    };
    let counted = rows.profile.values().iter().zip(counts).filter(|(_, count)| **count > 0);
    let all: Vec<(u32, u32, u32)> =
        counted.filter_map(|(profile, count)| Some((word(facet, profile)?, profile.state, *count))).collect();
    let all = ordered(all, Ord::cmp);
    let mut health: Vec<Health> = Vec::new();
    for of_one in all.chunk_by(|(a, ..), (b, ..)| a == b) {
        let value = of_one.first().map(|(word, ..)| rows.word(*word)).unwrap_or_default();
        if value.is_empty() {
            continue;
        }
        let mut states: Vec<(usize, &str, usize)> = Vec::new();
        for of_state in of_one.chunk_by(|(_, a, _), (_, b, _)| a == b) {
            let code = of_state.first().map(|(_, state, _)| rows.word(*state)).unwrap_or_default();
            let count = of_state.iter().map(|(.., count)| *count as usize).sum();
            states.push((rank(&State::of(code)), code, count));
        }
        let states = ordered(states, Ord::cmp);
        health.push(Health {
            value: value.to_owned(),
            total: states.iter().map(|(.., count)| count).sum(),
            states: states.into_iter().map(|(_, code, count)| (code.to_owned(), count)).collect(),
        });
    }
    ordered(health, |a, b| b.total.cmp(&a.total).then_with(|| a.value.cmp(&b.value)))
}
