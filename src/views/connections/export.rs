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
    let whole = NodeRef::default();
    el("div")
        .class("export")
        .node(whole)
        .child(el("p").class("results").attr("role", "status").child(dynamic(said)))
        .child(dynamic(move || takes_long.get().then(|| running(panel, whole))))
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

fn running(panel: Panel, whole: NodeRef) -> Part {
    let part = NodeRef::default();
    keep(GiveBack { part, whole });
    let now = move |read: fn(Progress) -> usize| panel.exports.progress().map(|now| read(now).to_string());
    el("div")
        .class("export-running")
        .attr("role", "group")
        .attr("aria-label", words::EXPORT)
        .node(part)
        .child(
            el("progress")
                .attr("aria-label", words::EXPORT)
                .live("max", move || now(|progress| progress.total))
                .live("value", move || now(|progress| progress.done)),
        )
        .child(button("button", words::CANCEL, move |_| panel.exports.cancel(panel)))
        .part()
}

/// Gives the focus to what can be pressed next when that which has it goes.
struct GiveBack {
    part: NodeRef,
    whole: NodeRef,
}

impl Drop for GiveBack {
    fn drop(&mut self) {
        let (Some(part), Some(whole)) = (self.part.try_get_untracked(), self.whole.try_get_untracked())
        else {
            return;
        };
        if focus::active(&part).is_some_and(|now| part.contains(Some(&now))) {
            focus::first_of(&whole, &["[aria-haspopup=menu]"]);
        }
    }
}
