//! What is known of something, each with its name beside it.

use patchbay_vendors::connection::Fact;

use crate::parts;
use crate::ui::el::el;
use crate::ui::part::{Child, Part};

/// What only one vendor says.
pub fn list(facts: &[Fact]) -> Part {
    let pairs = facts.iter().map(|fact| pair(fact.label.text(), fact.value.clone().part()));
    pairs_of(pairs.collect())
}

/// Pairs of name and value.
pub fn pairs_of(pairs: Vec<Part>) -> Part {
    el("dl").class("facts").child(pairs).part()
}

/// A name and its value.
pub fn pair(label: &'static str, value: Part) -> Part {
    parts![el("dt").child(label), el("dd").attr("dir", "auto").child(value)]
}
