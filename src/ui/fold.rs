//! What is folded away until somebody wants it: the native element, which brings keys and name.

use leptos::ev;

use crate::ui::el::{El, el};
use crate::ui::part::{Child, Part};

/// A heading that opens what is below it.
pub fn fold(heading: impl Child, content: impl Child) -> Part {
    details(heading, content).part()
}

/// The same where what is below is asked for when it is opened, which is told when it is closed, too.
pub fn fold_asking(
    heading: impl Child,
    content: impl Child,
    opened: impl FnMut(ev::Event) + 'static,
) -> Part {
    details(heading, content).on("toggle", opened).part()
}

fn details(heading: impl Child, content: impl Child) -> El {
    el("details")
        .class("fold")
        .child(el("summary").child(heading))
        .child(el("div").class("fold-body").child(content))
}
