//! What the strip above the table shows: how many connections are in which state, by source and by platform.
//!
//! Pure. One part of it is chosen at a time, and then the list shows as many connections as the part says.

use patchbay_fleet::{By, Facet, Filter, Health};
use patchbay_vendors::connection::State;

/// How many platforms are shown until somebody asks for all.
pub const FEW: usize = 6;

/// How many pixels a bar is long.
pub const BAR: usize = 72;

/// A state of which there is one among very many is still seen, and hit with a pointer.
const NARROWEST: usize = 6;

/// What can be chosen in the strip: all of a source or a platform, or those of it that are in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portion {
    /// Which of the two it is about.
    pub by: By,
    /// The source or the platform, as its facet names it.
    pub value: String,
    /// The state's code.
    pub state: Option<String>,
}

impl Portion {
    /// Whether the filter lets through just this portion, of all that search and the other filters let through.
    #[must_use]
    pub fn is_chosen(&self, filter: &Filter) -> bool {
        let chosen = |facet| filter.of(facet);
        chosen(facet(self.by)) == std::slice::from_ref(&self.value)
            && chosen(facet(other(self.by))).is_empty()
            && chosen(Facet::State) == self.state.as_slice()
    }

    /// Chooses just this portion, or takes the choice back.
    pub fn toggle(self, filter: &mut Filter) {
        let was_chosen = self.is_chosen(filter);
        for facet in [Facet::Source, Facet::Platform, Facet::State] {
            for value in filter.of(facet).to_vec() {
                filter.toggle(facet, &value);
            }
        }
        if !was_chosen {
            filter.choose(facet(self.by), self.value);
            if let Some(state) = self.state {
                filter.choose(Facet::State, state);
            }
        }
    }
}

fn facet(by: By) -> Facet {
    match by {
        By::Source => Facet::Source,
        By::Platform => Facet::Platform,
    }
}

fn other(by: By) -> By {
    match by {
        By::Source => By::Platform,
        By::Platform => By::Source,
    }
}

/// Whether somebody should look at a connection in this state.
fn is_bad(code: &str) -> bool {
    matches!(State::of(code), State::Failed | State::Expired | State::Revoked | State::Degraded)
}

/// How many connections somebody should look at.
#[must_use]
pub fn bad(health: &Health) -> usize {
    health.states.iter().filter(|(code, _)| is_bad(code)).map(|(_, count)| count).sum()
}

/// The platforms in the order in which somebody should look at them: where the most are bad, and of those the ones
/// where that is the larger share. The others stay as they stand, the largest first.
#[must_use]
pub fn worst_first(platforms: &[Health]) -> Vec<&Health> {
    let mut order: Vec<&Health> = Vec::with_capacity(platforms.len());
    for platform in platforms {
        let bad_here = bad(platform);
        let goes_before = |other: &&Health| {
            let bad = bad(other);
            // Of as many bad ones the smaller total is the larger share.
            bad > bad_here || (bad == bad_here && (bad == 0 || other.total <= platform.total))
        };
        order.insert(order.partition_point(goes_before), platform);
    }
    order
}

/// Every state that is anywhere among these, the worst first: the columns of the table.
#[must_use]
pub fn states(all: &[Health]) -> Vec<String> {
    let is_there = |code: &str| all.iter().any(|health| health.states.iter().any(|(other, _)| other == code));
    let mut codes: Vec<String> =
        State::NAMED.iter().map(|state| state.code().to_owned()).filter(|code| is_there(code)).collect();
    for (code, _) in all.iter().flat_map(|health| &health.states) {
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    codes
}

/// How many are in a state.
#[must_use]
pub fn count(health: &Health, code: &str) -> usize {
    health.states.iter().find(|(other, _)| other == code).map_or(0, |(_, count)| *count)
}

/// How wide each part of a bar is: by its share, but none so narrow that it is not seen. Together they fill the bar.
#[must_use]
pub fn widths(counts: &[usize], bar: usize) -> Vec<usize> {
    let total: usize = counts.iter().sum();
    let narrowest = NARROWEST.min(bar / counts.len().max(1));
    let free = bar.saturating_sub(narrowest * counts.len());
    let mut ends_before = 0;
    let mut counted = 0;
    let mut widths = Vec::with_capacity(counts.len());
    for count in counts {
        counted += count;
        // Where each ends is rounded, and not how wide it is: so they add up.
        let ends = (free * counted).checked_div(total).unwrap_or_default();
        widths.push(narrowest + ends - ends_before);
        ends_before = ends;
    }
    widths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn health(value: &str, states: &[(&str, usize)]) -> Health {
        let states: Vec<_> = states.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect();
        let total = states.iter().map(|(_, count)| count).sum();
        Health { value: value.into(), states, total }
    }

    fn portion(by: By, value: &str, state: Option<&str>) -> Portion {
        Portion { by, value: value.into(), state: state.map(str::to_owned) }
    }

    #[test]
    fn where_the_most_are_bad_stands_first() {
        let platforms = [
            health("large", &[("operational", 9_000)]),
            health("many", &[("failed", 4), ("degraded", 3), ("operational", 900)]),
            health("all-bad", &[("expired", 5)]),
            health("half-bad", &[("revoked", 5), ("operational", 5)]),
            health("small", &[("pending", 40)]),
        ];
        let order: Vec<_> =
            worst_first(&platforms).into_iter().map(|platform| platform.value.as_str()).collect();
        assert_eq!(order, ["many", "all-bad", "half-bad", "large", "small"]);
    }

    #[test]
    fn what_is_switched_off_or_not_said_is_not_bad() {
        let states = ["failed", "expired", "revoked", "degraded"];
        let calm = ["pending", "disabled", "unknown", "operational", "not-said", "FROZEN"];
        let all: Vec<_> = states.into_iter().chain(calm).map(|code| (code, 1)).collect();
        assert_eq!(bad(&health("x", &all)), states.len());
    }

    #[test]
    fn columns_have_the_worst_state_first_and_a_vendors_own_word_last() {
        let all = [
            health("a", &[("pending", 1), ("FROZEN", 1)]),
            health("b", &[("failed", 2), ("operational", 1)]),
        ];
        assert_eq!(states(&all), ["failed", "pending", "operational", "FROZEN"]);
        assert_eq!((count(&all[1], "failed"), count(&all[0], "failed")), (2, 0));
    }

    #[test]
    fn a_portion_is_chosen_in_place_of_another_and_taken_back() {
        let mut filter = Filter { text: "nord".into(), ..Filter::default() };
        filter.choose(Facet::Tag, "eu".into());
        let before = filter.clone();
        let failed = portion(By::Source, "pica", Some("failed"));
        let gmail = portion(By::Platform, "gmail", None);

        failed.clone().toggle(&mut filter);
        assert_eq!(
            (filter.of(Facet::Source), filter.of(Facet::State)),
            (&["pica".into()][..], &["failed".into()][..])
        );
        assert!(failed.is_chosen(&filter) && !portion(By::Source, "pica", None).is_chosen(&filter));

        gmail.clone().toggle(&mut filter);
        assert!(gmail.is_chosen(&filter) && !failed.is_chosen(&filter));
        assert!(filter.of(Facet::Source).is_empty() && filter.of(Facet::State).is_empty());

        gmail.toggle(&mut filter);
        assert_eq!(filter, before);
    }

    #[test]
    fn what_is_narrowed_further_elsewhere_is_no_longer_just_this_portion() {
        let mut filter = Filter::default();
        let pica = portion(By::Source, "pica", None);
        pica.clone().toggle(&mut filter);
        filter.choose(Facet::Platform, "gmail".into());
        assert!(!pica.is_chosen(&filter));
    }

    #[test]
    fn one_among_very_many_is_still_seen() {
        assert_eq!(widths(&[1, 99_999], 72), [6, 66]);
        assert_eq!(widths(&[30, 30], 72), [36, 36]);
        assert!(widths(&[], 72).is_empty());
    }

    proptest! {
        #[test]
        fn the_parts_of_a_bar_fill_it(counts in prop::collection::vec(1_usize..1_000_000, 1..11)) {
            let widths = widths(&counts, BAR);
            prop_assert_eq!(widths.iter().sum::<usize>(), BAR);
            prop_assert!(widths.iter().all(|width| *width >= NARROWEST));
        }
    }
}
