//! Rows that hold the place of rows to come, of the same height, so that nothing jumps.

use crate::ui::el::el;
use crate::ui::part::{Child, Part};

/// So many placeholder rows of so many cells for a table body, hidden from assistive technology.
pub fn skeleton_rows(rows: usize, columns: usize) -> Part {
    let row = |_| {
        let cells = (0..columns).map(|_| el("td").child(el("span").class("bone")).part());
        el("tr").class("skeleton").attr("aria-hidden", "true").child(cells.collect::<Vec<_>>()).part()
    };
    (0..rows).map(row).collect::<Vec<_>>().part()
}
