//! Sorting by places instead of values, so that the standard library's sort is compiled once for all small things that
//! are sorted: each further type weighs two to four kilobytes.

use std::cmp::Ordering;

/// The things in order; those that are alike stay as they stand.
pub(crate) fn ordered<T>(things: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut places: Vec<(u64, u32)> = (0..).zip(0..).take(things.len()).collect();
    order(&mut places, &|a, b| match (things.get(a as usize), things.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    places.into_iter().filter_map(|(_, place)| things.get_mut(place as usize)?.take()).collect()
}

fn order(places: &mut [(u64, u32)], compare: &dyn Fn(u32, u32) -> Ordering) {
    // With the places in it no two are alike, and the sort that needs no room beside is the smaller one.
    places.sort_unstable_by(|(_, a), (_, b)| compare(*a, *b).then(a.cmp(b)));
}

/// Numbers by their keys, and those of the same key by themselves.
pub(crate) fn by_key(keyed: &mut [(u64, u32)]) {
    keyed.sort_unstable();
}
