//! What went wrong and what to do about it, the same way everywhere.

use leptos::prelude::*;

use crate::words::Said;

/// The sentences of a trouble, with its title.
pub fn view(said: Said) -> AnyView {
    let title = said.title.clone();
    view! { <p><strong>{title}</strong></p> {text(said)} }.into_any()
}

/// The sentences of a trouble whose title stands elsewhere.
pub fn text(said: Said) -> AnyView {
    view! { <p>{said.text}</p> <p>{said.next}</p> }.into_any()
}
