//! What is filtered by, each to be taken back with one click.

use leptos::ev::Event;
use patchbay_fleet::{Facet, Filter};
use patchbay_vendors::time::Moment;

use super::{Shown, filters};
use crate::config::Settings;
use crate::live::{Callback, computed};
use crate::state::Panel;
use crate::ui::Chip;
use crate::ui::el::el;
use crate::ui::part::{Child, Part, dynamic};
use crate::words;

type Undo = Box<dyn Fn(&mut Filter)>;
type Clear = fn(&mut Filter);

pub(super) fn view(panel: Panel, shown: Shown) -> Part {
    let settings = panel.settings();
    let filter = computed(move || shown.list.with(|list| list.filter.clone()));
    let chip = move |(label, undo): (String, Undo)| {
        let remove = Callback::new(move |()| panel.nav.narrow(|list| undo(&mut list.filter)));
        let remove_label = words::remove_filter(&label);
        el("li").child(Chip::new(label, remove_label, remove)).part()
    };
    let clear = move |_: Event| panel.nav.narrow(|list| list.filter = Filter::default());
    dynamic(move || {
        let chips = filter.with(|filter| chips(filter, &settings));
        (!chips.is_empty()).then(|| {
            el("div")
                .class("chips-row")
                .child(
                    el("ul")
                        .attr("aria-label", words::ACTIVE_FILTERS)
                        .child(chips.into_iter().map(chip).collect::<Vec<_>>()),
                )
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("button button-quiet")
                        .on("click", clear)
                        .child(words::CLEAR_FILTERS),
                )
                .part()
        })
    })
    .part()
}

fn chips(filter: &Filter, settings: &Settings) -> Vec<(String, Undo)> {
    let mut chips: Vec<(String, Undo)> = Vec::new();
    let texts: [(&str, &String, Clear); 4] = [
        (words::SEARCHED, &filter.text, |filter| filter.text.clear()),
        (words::KEY, &filter.key, |filter| filter.key.clear()),
        (words::NAME, &filter.name, |filter| filter.name.clear()),
        (words::VERSION, &filter.version, |filter| filter.version.clear()),
    ];
    for (name, text, clear) in texts.into_iter().filter(|(_, text, _)| !text.trim().is_empty()) {
        chips.push((words::pair(name, text), Box::new(clear)));
    }
    for facet in Facet::ALL {
        for value in filter.of(facet) {
            let label = words::pair(words::facet(facet), &words::facet_value(facet, value, settings));
            let value = value.clone();
            chips.push((label, Box::new(move |filter| filter.toggle(facet, &value))));
        }
    }
    let days: [(&str, Option<Moment>, Clear); 2] = [
        (words::FROM, filter.from, |filter| filter.from = None),
        (words::TO, filters::last_day(filter), |filter| filter.until = None),
    ];
    for (name, day, clear) in days {
        if let Some(day) = day {
            chips.push((words::pair(name, &day.day()), Box::new(clear)));
        }
    }
    chips
}
