//! What went wrong and what to do about it, the same way everywhere.


use crate::ui::el::el;
use crate::ui::erase::{Child, Part};
use crate::words::Said;

/// The sentences of a trouble, with its title.
pub fn view(said: Said) -> Part {
    let title = said.title.clone();
    vec![Child::part(el("p").child(el("strong").child(title))), Child::part(text(said))].part()
}

/// The sentences of a trouble whose title stands elsewhere.
pub fn text(said: Said) -> Part {
    vec![Child::part(el("p").child(said.text)), Child::part(el("p").child(said.next))].part()
}
