//! A state of the whole, or of one source, that a person should read: empty, failed, forbidden, offline.

use leptos::prelude::*;

use crate::ui::el::el;
use crate::ui::erase::{Child, Inside, Part, leptos};
use super::icon::Icon;
use super::{id, mark::Tone};

/// A region named by its title, with the cause and the next step inside.
#[component]
pub fn Card(
    /// How serious it is.
    #[prop(optional)]
    tone: Tone,
    /// What is the matter; also the accessible name of the region.
    #[prop(into)]
    title: String,
    /// Says it at once to a screen reader: for what went wrong, not for what is merely empty.
    #[prop(optional)]
    alert: bool,
    /// Centred with air around it, where it stands instead of the table.
    #[prop(optional)]
    alone: bool,
    /// Cause and next step. `<p>`, `.card-actions` and whatever else is needed.
    children: Inside,
) -> Part {
    let heading = id::unique("card");
    el("section")
        .class(tone.with("card"))
        .class_if("card-alone", move || alone)
        .attr("aria-labelledby", heading.clone())
        .child(
            el("h2")
                .class("card-title")
                .attr("id", heading)
                .child(leptos(view! { <Icon name=tone.icon()/> }))
                .child(el("span").child(title)),
        )
        .child(el("div").class("card-body").attr("role", alert.then_some("alert")).child(children.part()))
        .part()
}
