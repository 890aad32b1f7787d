//! Rows that hold the place of rows to come, of the same height, so that nothing jumps.

use leptos::prelude::*;

use crate::ui::erase::{IntoPart, Part};


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
            let cells = (0..columns).map(|_| view! { <td><span class="bone"></span></td> }.part()).collect_view();
            view! { <tr class="skeleton" aria-hidden="true">{cells}</tr> }.part()
        })
        .collect_view()
        .part()
}
