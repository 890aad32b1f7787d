//! Taking what matches away as a file.

use super::Shown;
use crate::export::Format;
use crate::live::{Callback, computed, keep};
use crate::state::Panel;
use crate::state::exports::{self, Progress};
use crate::ui::el::{NodeRef, button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{Menu, MenuItem, focus};
use crate::words;

pub(super) fn view(panel: Panel, shown: Shown) -> Part {
    let items = computed(move || {
        let why = withheld(panel, shown);
        let item = |format: Format| MenuItem {
            value: format.code().to_owned(),
            label: words::format(format).to_owned(),
            withheld: why.map(str::to_owned),
            danger: false,
        };
        Format::ALL.map(item).to_vec()
    });
    let pick = Callback::new(move |code: String| {
        if let Some(format) = Format::ALL.into_iter().find(|format| format.code() == code) {
            // What matches now: what is found or lost meanwhile changes nothing about it.
            exports::start(panel, format, shown.found.with_untracked(|found| found.rows.clone()));
        }
    });
    let progress = computed(move || panel.exports.progress());
    let takes_long = computed(move || progress.with(Option::is_some));
    let said = move || progress.get().map(|Progress { done, total }| words::exporting(done, total));
    let nodes = Nodes::default();
    el("div")
        .class("export")
        .node(nodes.whole)
        .child(el("p").class("results").attr("role", "status").child(dynamic(said)))
        .child(dynamic(move || takes_long.get().then(|| running(panel, nodes))))
        .child(Menu::new(words::EXPORT, items, pick))
        .part()
}

/// Why there can be no file now.
fn withheld(panel: Panel, shown: Shown) -> Option<&'static str> {
    if !panel.settings().allows_export() {
        Some(words::NOT_SET_UP)
    } else if panel.exports.is_running() {
        Some(words::EXPORT_RUNS)
    } else if shown.total() == 0 {
        Some(words::NOTHING_TO_EXPORT)
    } else {
        None
    }
}

fn running(panel: Panel, nodes: Nodes) -> Part {
    keep(GiveBack(nodes));
    let now = move |read: fn(Progress) -> usize| panel.exports.progress().map(|now| read(now).to_string());
    el("div")
        .class("export-running")
        .attr("role", "group")
        .attr("aria-label", words::EXPORT)
        .node(nodes.running)
        .child(
            el("progress")
                .attr("aria-label", words::EXPORT)
                .live("max", move || now(|progress| progress.total))
                .live("value", move || now(|progress| progress.done)),
        )
        .child(button("button", words::CANCEL, move |_| panel.exports.cancel(panel)))
        .part()
}

/// Where the focus may be. They outlive what is running, so that it can be asked where it was.
#[derive(Clone, Copy, Default)]
struct Nodes {
    whole: NodeRef,
    running: NodeRef,
}

/// Gives the focus to what can be pressed next when that which has it goes.
struct GiveBack(Nodes);

impl Drop for GiveBack {
    fn drop(&mut self) {
        let Nodes { whole, running } = self.0;
        if let (Some(running), Some(whole)) = (running.try_get_untracked(), whole.try_get_untracked())
            && focus::active(&running).is_some_and(|now| running.contains(Some(&now)))
        {
            focus::first_of(&whole, &["[aria-haspopup=menu]"]);
        }
    }
}
