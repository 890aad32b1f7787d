//! The accounts: how far each is, and its key.

use leptos::ev::Event;
use patchbay_vendors::source::Source;

use crate::live::computed;
use crate::parts;
use crate::state::{Panel, loader};
use crate::ui::el::{button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{IconName, icon};
use crate::views::loading;
use crate::views::source_card::{self, More};
use crate::words;

/// The screen `#/sources`.
pub fn view(panel: Panel) -> Part {
    let settings = panel.settings();
    let cards = settings.sources.iter().map(|source| one(panel, source.clone())).collect::<Vec<_>>();
    el("div").class("stack").child(el("h2").child(words::SOURCES)).child(cards).part()
}

fn one(panel: Panel, source: Source) -> Part {
    let vendor = source.vendor.about();
    let forget = {
        let source = source.clone();
        move |_: Event| loader::forget_key(panel, &source)
    };
    let id = source.id.clone();
    let has_key = computed(move || panel.keys.has(&id));
    let forgets = words::of(words::FORGET_KEY, &source.label);
    let about = el("div")
        .class("line muted")
        .child(el("span").child(vendor.name))
        .child(el("span").class("mono").child(source.base.to_string()))
        .child(el("span").child(words::auth(source.auth)))
        .child(
            el("a")
                .attr("href", vendor.docs)
                .attr("target", "_blank")
                .attr("rel", "noopener noreferrer")
                .child(words::DOCS)
                .child(icon(IconName::External)),
        );
    let (pause, reload) = (loading::pause(panel, &source, false), loading::reload(panel, &source));
    let forget = dynamic(move || {
        let (forget, forgets) = (forget.clone(), forgets.clone());
        has_key.get().then(|| button("button", words::FORGET_KEY, forget).attr("aria-label", forgets))
    });
    let more = More { about: Some(about.part()), actions: Some(parts![pause, reload, forget]) };
    source_card::view(panel, source, more)
}
