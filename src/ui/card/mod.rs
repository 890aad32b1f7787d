//! A state of the whole, or of one source, that a person should read: empty, failed, forbidden, offline.

use leptos::prelude::*;

use crate::ui::erase::{Inside, IntoPart, Part};
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
    title: Oco<'static, str>,
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
    view! {
        <section class=tone.with("card") class:card-alone=alone aria-labelledby=heading>
            <h2 class="card-title" id=heading.clone()>
                <Icon name=tone.icon()/>
                <span>{title}</span>
            </h2>
            <div class="card-body" role=alert.then_some("alert")>
                {children.part()}
            </div>
        </section>
    }
    .part()
}
