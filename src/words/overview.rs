//! The overview: how many connections are in which state.

use patchbay_fleet::By;

use super::{number, pair};

/// What the connections are told apart by, as a heading.
#[must_use]
pub fn by(by: By) -> &'static str {
    match by {
        By::Source => "By source",
        By::Platform => "By platform, the worst first",
    }
}

/// What a table of the overview is called.
#[must_use]
pub fn states_by(by: By) -> &'static str {
    match by {
        By::Source => "States by source",
        By::Platform => "States by platform",
    }
}

/// How many connections somebody should look at.
#[must_use]
pub fn attention(bad: usize, total: usize, complete: bool) -> String {
    let so_far = if complete { "" } else { " so far" };
    let bad = match bad {
        0 => "None".to_owned(),
        bad => number(bad),
    };
    let verb = if matches!(bad.as_str(), "None" | "1") { "needs" } else { "need" };
    format!("{bad} of {} {verb} attention{so_far}", number(total))
}

/// A source, a platform, or a state of one, and how many connections it has.
#[must_use]
pub fn portion(label: &str, state: Option<&str>, count: usize, complete: bool) -> String {
    let so_far = if complete { "" } else { " so far" };
    let what = state.map_or_else(|| label.to_owned(), |state| format!("{label}, {state}"));
    pair(&what, &format!("{}{so_far}", number(count)))
}

/// How many there are, behind how many of them need attention.
#[must_use]
pub fn out_of(bad: usize, total: usize, complete: bool) -> String {
    let of = if bad > 0 { "of " } else { "" };
    let so_far = if complete { "" } else { " so far" };
    format!("{of}{}{so_far}", number(total))
}

/// The button that shows every platform.
#[must_use]
pub fn all_platforms(count: usize) -> String {
    format!("All {} platforms", number(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_attention_is_said_in_a_sentence() {
        assert_eq!(attention(0, 60, true), "None of 60 needs attention");
        assert_eq!(attention(1, 60, true), "1 of 60 needs attention");
        assert_eq!(attention(37, 2_431, false), "37 of 2,431 need attention so far");
    }

    #[test]
    fn a_portion_is_named_with_its_count() {
        assert_eq!(portion("Acme live", Some("Failed"), 12, true), "Acme live, Failed: 12");
        assert_eq!(portion("Acme live", None, 1_204, false), "Acme live: 1,204 so far");
    }
}
