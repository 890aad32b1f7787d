//! What is folded away until somebody wants it: the native element, which brings keys and name.

use crate::ui::el::el;
use crate::ui::part::{Child, Part};

/// A heading that opens what is below it.
pub fn fold(heading: impl Child, content: impl Child) -> Part {
    el("details")
        .class("fold")
        .child(el("summary").child(heading))
        .child(el("div").class("fold-body").child(content))
        .part()
}
