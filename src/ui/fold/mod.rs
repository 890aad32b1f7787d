//! What is folded away until somebody wants it: the native element, which brings keys, name and state.

use leptos::ev;

use super::icon::{IconName, icon};
use crate::live::{Live, effect};
use crate::ui::el::{El, NodeRef, el};
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

/// The same where it opens by itself whenever this comes to be true, such as when something inside was refused: what is
/// folded away can neither be seen nor get the focus.
pub fn fold_wanted(heading: impl Child, content: impl Child, wanted: Live<bool>) -> Part {
    let details = details(heading, content);
    let node: NodeRef = NodeRef::default();
    effect(move || {
        if let Some(details) = node.get().filter(|_| wanted.get()) {
            let _ = details.set_attribute("open", "");
        }
    });
    details.node(node).part()
}

fn details(heading: impl Child, content: impl Child) -> El {
    el("details")
        .class("fold")
        .child(el("summary").child(icon(IconName::ChevronRight)).child(el("span").child(heading)))
        .child(el("div").class("fold-body").child(content))
}
