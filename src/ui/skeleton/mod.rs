//! Rows that hold the place of rows to come, of the same height, so that nothing jumps.

use leptos::prelude::*;

use crate::ui::el::el;
use crate::ui::erase::{Child, Part};

/// Placeholder rows for a table body, hidden from assistive technology.
#[component]
pub fn SkeletonRows(
    /// How many.
    rows: usize,
    /// Cells per row.
    columns: usize,
) -> Part {
    (0..rows)
        .map(|_| {
            let cells = (0..columns).map(|_| el("td").child(el("span").class("bone")).part()).collect_view();
            el("tr").class("skeleton").attr("aria-hidden", "true").child(cells).part()
        })
        .collect_view()
        .part()
}
