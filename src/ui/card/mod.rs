//! A state of the whole, or of one source, that a person should read: empty, failed, forbidden, offline.

use super::icon::icon;
use super::part::{Child, dynamic};
use super::{id, mark::Tone};
use crate::live::Live;
use crate::ui::el::{El, el};

/// A region named by its title, with the cause and the next step inside. What stands in it stays when the tone
/// changes.
pub fn card(tone: impl Into<Live<Tone>>, title: &str, content: impl Child) -> El {
    let heading = id::unique("card");
    let tone = tone.into();
    el("section")
        .live("class", move || tone.get().with("card"))
        .attr("aria-labelledby", heading.clone())
        .child(
            el("h2")
                .class("card-title")
                .attr("id", heading)
                .child(dynamic(move || icon(tone.get().icon())))
                .child(el("span").child(title)),
        )
        .child(el("div").class("card-body").child(content))
}

/// A card with air around it, where it stands instead of the table.
pub fn card_alone(tone: Tone, title: &str, content: impl Child) -> El {
    card(tone, title, content).class_if("card-alone", || true)
}
