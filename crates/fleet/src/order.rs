//! Sorting by places instead of values, so that the standard library's sort is compiled once for all that is sorted.

use std::cmp::Ordering;

/// The places of so many things in order; those that are alike stay as they stand.
pub(crate) fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    // With the places in it no two are alike, and the sort that needs no room beside is the smaller one.
    places.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    places
}

/// The things in order; those that are alike stay as they stand.
pub(crate) fn ordered<T>(things: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let places = order(things.len(), &|a, b| match (things.get(a), things.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| things.get_mut(place)?.take()).collect()
}
