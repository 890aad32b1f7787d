//! A state of the whole, or of one source, that a person should read: empty, failed, forbidden, offline.

use super::icon::icon;
use super::part::Child;
use super::{id, mark::Tone};
use crate::ui::el::{El, el};

/// A region named by its title, with the cause and the next step inside.
pub fn card(tone: Tone, title: &str, content: impl Child) -> El {
    let heading = id::unique("card");
    el("section")
        .class(tone.with("card"))
        .attr("aria-labelledby", heading.clone())
        .child(
            el("h2")
                .class("card-title")
                .attr("id", heading)
                .child(icon(tone.icon()))
                .child(el("span").child(title)),
        )
        .child(el("div").class("card-body").child(content))
}

/// A card with air around it, where it stands instead of the table.
pub fn card_alone(tone: Tone, title: &str, content: impl Child) -> El {
    card(tone, title, content).class_if("card-alone", || true)
}
