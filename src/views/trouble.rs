//! What went wrong and what to do about it, the same way everywhere.

use leptos::prelude::*;

use crate::ui::erase::{IntoPart, Part};
use crate::words::Said;

/// The sentences of a trouble, with its title.
pub fn view(said: Said) -> Part {
    let title = said.title.clone();
    view! { <p><strong>{title}</strong></p> {text(said)} }.part()
}

/// The sentences of a trouble whose title stands elsewhere.
pub fn text(said: Said) -> Part {
    view! { <p>{said.text}</p> <p>{said.next}</p> }.part()
}
