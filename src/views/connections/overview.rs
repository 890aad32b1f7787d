//! The strip above the table: how many connections are in which state, by source and by platform.
//!
//! It stands above what is chosen, so that it stays under the pointer when something is chosen in it.

use leptos::ev::Event;
use patchbay_fleet::{By, Facet, Found, Health};
use patchbay_vendors::connection::State;

use super::Shown;
use crate::live::{Callback, Live, Var, computed};
use crate::overview::{self, Portion};
use crate::state::Panel;
use crate::ui::el::{button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{IconName, Line, Piece, Strip, Texture, icon};
use crate::views::state_mark;
use crate::words;

pub(super) fn view(panel: Panel, shown: Shown) -> Part {
    if panel.settings().sources.is_empty() {
        return ().part();
    }
    let open = panel.overview;
    let as_table = Var::new(false);
    let all_platforms = Var::new(false);
    let platforms = computed(move || shown.found.with(|found| found.health(By::Platform).len()));
    let attention = move || {
        let bad = shown.found.with(|found| {
            let sources = found.health(By::Source);
            (
                sources.iter().map(overview::bad).sum::<usize>(),
                sources.iter().map(|source| source.total).sum(),
            )
        });
        match bad {
            (_, 0) => String::new(),
            (bad, total) => words::attention(bad, total, panel.loads.all_complete()),
        }
    };
    let switch = move |label: Live<String>, on: Var<bool>| {
        el("button")
            .attr("type", "button")
            .class("button-quiet overview-switch")
            .live("aria-pressed", move || if on.get() { "true" } else { "false" })
            .on("click", move |_: Event| on.update(|on| *on = !*on))
            .child(dynamic(move || label.get()))
            .part()
    };
    let switches = move || {
        open.is_open().then(|| {
            let many = dynamic(move || {
                let many = platforms.get() > overview::FEW && !as_table.get();
                many.then(|| switch(computed(move || words::all_platforms(platforms.get())), all_platforms))
            });
            (many, switch(words::AS_TABLE.to_owned().into(), as_table))
        })
    };
    let body = move || {
        open.is_open().then(|| {
            if as_table.get() {
                // It scrolls, which the keyboard has to reach too.
                el("div")
                    .class("overview-tables")
                    .attr("tabindex", "0")
                    .attr("role", "group")
                    .attr("aria-label", words::AS_TABLE)
                    .child(By::ALL.map(|by| table(panel, shown, by)))
                    .part()
            } else {
                By::ALL.map(|by| strip(panel, shown, by, all_platforms)).part()
            }
        })
    };
    el("section")
        .class("overview")
        .attr("aria-label", words::OVERVIEW)
        .child(
            el("div")
                .class("overview-head")
                .child(
                    button("overview-fold", (icon(IconName::ChevronRight), words::OVERVIEW), move |_| {
                        open.toggle();
                    })
                    .live("aria-expanded", move || if open.is_open() { "true" } else { "false" }),
                )
                .child(el("span").class("muted overview-said").child(dynamic(attention)))
                .child(dynamic(switches)),
        )
        .child(dynamic(body))
        .part()
}

fn strip(panel: Panel, shown: Shown, by: By, all_platforms: Var<bool>) -> Part {
    let settings = panel.settings();
    let lines = computed(move || {
        let line = |health: &Health, complete: bool| {
            shown.list.with(|list| {
                let label = words::facet_value(facet(by), &health.value, &settings);
                let chosen = |state: Option<&str>| {
                    let (value, state) = (health.value.clone(), state.map(str::to_owned));
                    Portion { by, value, state }.is_chosen(&list.filter)
                };
                let counts: Vec<usize> = health.states.iter().map(|(_, count)| *count).collect();
                let pieces = health.states.iter().zip(overview::widths(&counts, overview::BAR));
                let piece = |((code, count), width): (&(String, usize), usize)| {
                    let state = State::of(code);
                    let word = words::state(&state);
                    Piece {
                        value: code.clone(),
                        title: words::portion(&label, Some(&word), *count, complete),
                        tone: state_mark::look(&state).1,
                        texture: texture(&state),
                        width,
                        chosen: chosen(Some(code)),
                    }
                };
                let bad = overview::bad(health);
                Line {
                    value: health.value.clone(),
                    title: words::portion(&label, None, health.total, complete),
                    loud: if bad > 0 { words::number(bad) } else { String::new() },
                    quiet: words::out_of(bad, health.total, complete || by == By::Platform),
                    chosen: chosen(None),
                    pieces: pieces.map(piece).collect(),
                    label,
                }
            })
        };
        shown.found.with(|found| match by {
            By::Source => {
                let one = |health: &Health| line(health, panel.loads.of(&health.value).is_complete());
                of_sources(panel, found).iter().map(one).collect::<Vec<_>>()
            }
            By::Platform => {
                let complete = panel.loads.all_complete();
                let most = if all_platforms.get() { usize::MAX } else { overview::FEW };
                let worst = overview::worst_first(found.health(by));
                worst.into_iter().take(most).map(|health| line(health, complete)).collect()
            }
        })
    });
    let press = Callback::new(move |(value, state): (String, Option<String>)| {
        panel.nav.narrow(|list| Portion { by, value, state }.toggle(&mut list.filter));
    });
    let room = match by {
        By::Source => 0,
        By::Platform => overview::FEW,
    };
    Strip { label: words::by(by), lines, room, on_press: press }.part()
}

/// Every source as it was configured, whether it has something already or not.
fn of_sources(panel: Panel, found: &Found) -> Vec<Health> {
    let health = |source: &patchbay_vendors::source::Source| {
        let health = found.health(By::Source).iter().find(|health| health.value == source.id).cloned();
        health.unwrap_or_else(|| Health { value: source.id.clone(), states: Vec::new(), total: 0 })
    };
    panel.settings().sources.iter().map(health).collect()
}

fn facet(by: By) -> Facet {
    match by {
        By::Source => Facet::Source,
        By::Platform => Facet::Platform,
    }
}

/// States of one colour differ in this.
fn texture(state: &State) -> Texture {
    match state {
        State::Failed => Texture::Solid,
        State::Expired | State::Pending => Texture::Stripes,
        State::Revoked | State::Disabled | State::Deleted => Texture::Posts,
        State::Degraded | State::Unknown | State::Other(_) => Texture::Lines,
        State::Operational | State::NotSaid => Texture::Thin,
    }
}

/// The same numbers for whoever reads them better one by one.
fn table(panel: Panel, shown: Shown, by: By) -> Part {
    let settings = panel.settings();
    let content = move || {
        let all = shown.found.with(|found| match by {
            By::Source => of_sources(panel, found),
            By::Platform => overview::worst_first(found.health(by)).into_iter().cloned().collect(),
        });
        let complete = |health: &Health| match by {
            By::Source => panel.loads.of(&health.value).is_complete(),
            By::Platform => panel.loads.all_complete(),
        };
        let states = overview::states(&all);
        let head = |text: String| el("th").attr("scope", "col").child(text).part();
        let heads = [words::facet(facet(by)).to_owned()]
            .into_iter()
            .chain(states.iter().map(|code| words::state(&State::of(code))))
            .chain([words::ALL_STATES.to_owned()]);
        let number = |text: String| el("td").class("numeric").child(text).part();
        let row = |health: &Health| {
            let counts = states.iter().map(|code| number(words::number(overview::count(health, code))));
            let name = words::facet_value(facet(by), &health.value, &settings);
            el("tr")
                .child(el("th").attr("scope", "row").child(name))
                .child(counts.collect::<Vec<_>>())
                .child(number(words::out_of(0, health.total, complete(health))))
                .part()
        };
        let rows = all.iter().map(row).collect::<Vec<_>>();
        let heads = el("thead").child(el("tr").child(heads.map(head).collect::<Vec<_>>()));
        (heads, el("tbody").child(rows))
    };
    el("table")
        .class("overview-table")
        .attr("aria-label", words::states_by(by))
        .child(dynamic(content))
        .part()
}
