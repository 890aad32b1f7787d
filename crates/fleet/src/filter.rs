//! What is looked for.

use patchbay_vendors::time::Moment;

use crate::facet::Facet;

/// What is looked for: every part that is set has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words, "phrases" and `field:value`, all of which have to stand in a connection; see [`Field`](crate::Field).
    pub text: String,
    /// Of each property any of these values, in order.
    pub chosen: Chosen,
    /// All of the chosen tags instead of any.
    pub all_tags: bool,
    /// Made at or after.
    pub from: Option<Moment>,
    /// Made before.
    pub until: Option<Moment>,
    /// Parts of keys, comma separated, any of which has to stand in the key.
    pub key: String,
    /// Part of the name.
    pub name: String,
    /// The exact version of the platform's connector.
    pub version: String,
}

/// The values chosen of each property.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen([Vec<String>; Facet::ALL.len()]);

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self == &Self { all_tags: self.all_tags, ..Self::default() }
    }

    /// The values chosen of a property.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[String] {
        self.chosen.0.get(facet as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Chooses a value.
    pub fn choose(&mut self, facet: Facet, value: String) {
        if let Some(values) = self.chosen.0.get_mut(facet as usize)
            && let Err(place) = values.binary_search(&value)
        {
            values.insert(place, value);
        }
    }

    /// Chooses a value, or takes the choice back.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        if self.of(facet).iter().any(|chosen| chosen == value) {
            if let Some(values) = self.chosen.0.get_mut(facet as usize) {
                values.retain(|chosen| chosen != value);
            }
        } else {
            self.choose(facet, value.to_owned());
        }
    }
}

/// The beginning of a day in UTC, `2026-02-11`.
#[must_use]
pub fn day_start(day: &str) -> Option<Moment> {
    Moment::parse(&format!("{day}T00:00:00Z"))
}

/// The end of a day in UTC: the beginning of the next.
#[must_use]
pub fn day_end(day: &str) -> Option<Moment> {
    const DAY: i64 = 24 * 60 * 60 * 1_000;
    day_start(day).map(|start| Moment::from_millis(start.millis() + DAY))
}
