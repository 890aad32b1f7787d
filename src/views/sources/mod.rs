//! The accounts: how far each is, and its key.

use leptos::ev::Event;
use patchbay_vendors::source::Source;

use crate::live::computed;
use crate::parts;
use crate::state::{Panel, loader};
use crate::ui::el::el;
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{IconName, icon};
use crate::views::source_card;
use crate::words;

/// The screen `#/sources`.
pub fn view(panel: Panel) -> Part {
    let settings = panel.settings();
    let cards = settings.sources.iter().map(|source| one(panel, source.clone())).collect::<Vec<_>>();
    parts![el("h2").child(words::SOURCES), el("div").class("stack").child(cards)]
}

fn one(panel: Panel, source: Source) -> Part {
    let about = source.vendor.about();
    let reload = {
        let source = source.clone();
        move |_: Event| loader::load(panel, &source)
    };
    let forget = {
        let source = source.clone();
        move |_: Event| loader::forget_key(panel, &source)
    };
    let id = source.id.clone();
    let has_key = computed(move || panel.keys.has(&id));
    let again = words::of(words::LOAD_AGAIN, &source.label);
    let forgets = words::of(words::FORGET_KEY, &source.label);
    el("div")
        .class("stack")
        .child(source_card::view(panel, source.clone()))
        .child(
            el("div")
                .class("line")
                .child(el("span").child(about.name))
                .child(el("span").class("mono").child(source.base.to_string()))
                .child(el("span").child(words::auth(source.auth)))
                .child(
                    el("a")
                        .attr("href", about.docs)
                        .attr("target", "_blank")
                        .attr("rel", "noopener noreferrer")
                        .child(words::DOCS)
                        .child(icon(IconName::External)),
                )
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("button")
                        .attr("aria-label", again)
                        .on("click", reload)
                        .child(icon(IconName::Refresh))
                        .child(words::LOAD_AGAIN),
                )
                .child(dynamic(move || {
                    let (forget, forgets) = (forget.clone(), forgets.clone());
                    has_key.get().then(|| {
                        el("button")
                            .attr("type", "button")
                            .class("button")
                            .attr("aria-label", forgets)
                            .on("click", forget)
                            .child(words::FORGET_KEY)
                            .part()
                    })
                })),
        )
        .part()
}
