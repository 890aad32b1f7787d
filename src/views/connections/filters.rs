//! What narrows the list: search, one listbox a property, and the rarer ones behind "More".

use leptos::prelude::*;
use patchbay_fleet::{Count, Facet, Filter, day_end, day_start};
use patchbay_fold::fold;
use patchbay_vendors::connection::State;
use patchbay_vendors::time::Moment;

use super::Shown;
use crate::live::{Callback, Var, computed, on_change};
use crate::state::Panel;
use crate::ui::el::el;
use crate::ui::part::{Child, Part};
use crate::ui::{Choice, Disclosure, Kind, Listbox, TextField};
use crate::words;

/// In the order in which they stand; "Created" and "More" follow.
const ORDER: [Facet; 8] = [
    Facet::Source,
    Facet::Platform,
    Facet::State,
    Facet::Tag,
    Facet::Active,
    Facet::Identity,
    Facet::Environment,
    Facet::IdentityType,
];

pub(super) fn view(panel: Panel, shown: Shown) -> Part {
    let several_sources = panel.settings().sources.len() > 1;
    let facets = ORDER
        .into_iter()
        .filter(|facet| *facet != Facet::Source || several_sources)
        .map(|facet| listbox(panel, shown, facet))
        .collect::<Vec<_>>();
    el("div")
        .class("toolbar")
        .child(el("div").class("search").child(text(
            panel,
            shown,
            words::SEARCH,
            Kind::Search,
            |filter| &filter.text,
            |filter, typed| filter.text = typed,
        )))
        .child(
            el("div")
                .class("filters")
                .attr("role", "group")
                .attr("aria-label", words::FILTERS)
                .child(facets)
                .child(created(panel, shown))
                .child(more(panel, shown)),
        )
        .part()
}

fn listbox(panel: Panel, shown: Shown, facet: Facet) -> Part {
    let settings = panel.settings();
    // Of these there are too many to look through.
    let is_typed = matches!(facet, Facet::Identity | Facet::Tag | Facet::Platform);
    let typed = Var::new(String::new());
    let options = computed(move || {
        let counted = shown.found.with(|found| found.of(facet).to_vec());
        let chosen = shown.list.with(|list| list.filter.of(facet).to_vec());
        let looked_for = typed.with(|typed| fold(typed.trim()));
        let mut counts = counted;
        if !looked_for.is_empty() {
            // Beyond the most frequent, those that are typed, counted over everything.
            let all = panel.fleet.with(|fleet| fleet.values(facet, &looked_for));
            counts.retain(|count| fold(&count.value).contains(&looked_for));
            let rare = all.into_iter().filter(|one| !counts.iter().any(|count| count.value == one.value));
            counts.extend(rare.collect::<Vec<_>>());
        }
        // What is chosen can be taken back even when nothing has it now.
        let gone = chosen.iter().filter(|value| !counts.iter().any(|count| count.value == **value));
        counts.extend(gone.map(|value| Count { value: value.clone(), count: 0 }).collect::<Vec<_>>());
        if facet == Facet::State {
            // The worst first, and words of the vendor's own last.
            for state in State::NAMED.iter().rev() {
                if let Some(at) = counts.iter().position(|count| count.value == state.code()) {
                    let count = counts.remove(at);
                    counts.insert(0, count);
                }
            }
        }
        let choice = |Count { value, count }| Choice {
            label: words::facet_value(facet, &value, &settings),
            count: Some(count),
            chosen: chosen.contains(&value),
            value,
        };
        counts.into_iter().map(choice).collect::<Vec<_>>()
    });
    let toggle =
        Callback::new(move |value: String| panel.nav.narrow(|list| list.filter.toggle(facet, &value)));
    let chosen = computed(move || shown.list.with(|list| list.filter.of(facet).len()));
    let label = words::facet(facet);
    let mut listbox = Listbox { chosen: Some(chosen), ..Listbox::new(label, options, toggle) };
    if is_typed {
        listbox.on_type = Some(Callback::new(move |text| typed.set(text)));
    }
    if facet == Facet::Tag {
        listbox.footer = Some(Box::new(move || all_tags(panel, shown)));
    }
    listbox.part()
}

fn all_tags(panel: Panel, shown: Shown) -> Part {
    let checked = move || shown.list.with(|list| list.filter.all_tags);
    let change = move |event| {
        let all = event_target_checked(&event);
        panel.nav.narrow(|list| list.filter.all_tags = all);
    };
    el("label")
        .class("line")
        .child(el("input").attr("type", "checkbox").prop("checked", checked).on("change", change))
        .child(words::ALL_TAGS)
        .part()
}

fn created(panel: Panel, shown: Shown) -> Part {
    let picked =
        computed(move || shown.list.with(|list| list.filter.from.is_some() || list.filter.until.is_some()));
    let content = move || {
        let from = day(panel, words::FROM, |filter| filter.from, |filter, day| filter.from = day_start(day));
        let to = day(panel, words::TO, last_day, |filter, day| filter.until = day_end(day));
        (from, to).part()
    };
    Disclosure::part(Disclosure { label: words::CREATED, picked, content: Box::new(content) })
}

/// The last day of the range, which ends before the next begins.
pub(super) fn last_day(filter: &Filter) -> Option<Moment> {
    filter.until.map(|until| Moment::from_millis(until.millis() - 1))
}

fn day(
    panel: Panel,
    label: &'static str,
    get: fn(&Filter) -> Option<Moment>,
    set: fn(&mut Filter, &str),
) -> Part {
    let now = panel.nav.peek(|route| get(&route.list.filter).map(Moment::day)).flatten().unwrap_or_default();
    let value = Var::new(now);
    on_change(move || value.get(), move |day| panel.nav.narrow(|list| set(&mut list.filter, day)));
    TextField { kind: Kind::Date, ..TextField::new(label, value) }.part()
}

/// A text of the filter: what it is called, and its place.
type TextOf = (&'static str, fn(&Filter) -> &String, fn(&mut Filter, String));

/// The rarer ones.
const MORE: [TextOf; 3] = [
    (words::KEY, |filter| &filter.key, |filter, typed| filter.key = typed),
    (words::NAME, |filter| &filter.name, |filter, typed| filter.name = typed),
    (words::VERSION, |filter| &filter.version, |filter, typed| filter.version = typed),
];

fn more(panel: Panel, shown: Shown) -> Part {
    let is_set = |filter: &Filter| MORE.into_iter().any(|(_, get, _)| !get(filter).is_empty());
    let picked = computed(move || shown.list.with(|list| is_set(&list.filter)));
    let one = move |(label, get, set): TextOf| text(panel, shown, label, Kind::Text, get, set);
    let content = move || MORE.into_iter().map(one).collect::<Vec<_>>().part();
    Disclosure::part(Disclosure { label: words::MORE, picked, content: Box::new(content) })
}

/// A text of the filter. It follows the link ("back", "Clear filters") as the link follows it.
fn text(
    panel: Panel,
    shown: Shown,
    label: &'static str,
    kind: Kind,
    get: fn(&Filter) -> &String,
    set: fn(&mut Filter, String),
) -> Part {
    let now = computed(move || shown.list.with(|list| get(&list.filter).clone()));
    let value = Var::new(now.get_untracked());
    on_change(
        move || now.get(),
        move |now| {
            if value.try_with_untracked(|value| value != now).unwrap_or_default() {
                value.try_set(now.clone());
            }
        },
    );
    on_change(
        move || value.get(),
        move |typed| {
            let typed = typed.clone();
            panel.nav.narrow_typing(|list| set(&mut list.filter, typed));
        },
    );
    let is_search = kind == Kind::Search;
    TextField {
        kind,
        hide_label: is_search,
        placeholder: is_search.then_some(words::SEARCH_HINT),
        ..TextField::new(label, value)
    }
    .part()
}
