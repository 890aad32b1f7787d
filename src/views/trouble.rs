//! What went wrong and what to do about it, the same way everywhere.

use crate::parts;
use crate::ui::el::el;
use crate::ui::part::Part;
use crate::words::Said;

/// The sentences of a trouble, with its title.
pub fn view(said: Said) -> Part {
    let title = said.title.clone();
    parts![el("p").child(el("strong").child(title)), text(said)]
}

/// The sentences of a trouble whose title stands elsewhere.
pub fn text(said: Said) -> Part {
    parts![el("p").child(said.text), el("p").child(said.next)]
}
