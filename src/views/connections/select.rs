//! Selecting rows: one, a range, those of a page, and all that match.

use leptos::ev::MouseEvent;
use leptos::prelude::untrack;
use patchbay_fleet::RowId;

use super::Shown;
use crate::live::computed;
use crate::selection::{Selection, Share};
use crate::state::Panel;
use crate::ui::el::{button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::words;

/// How much of this page is selected.
pub(super) fn share(panel: Panel, shown: Shown) -> Share {
    panel.selected.with(|selected| shown.with_rows(|rows| selected.share(rows)))
}

/// The head of the column of checkboxes.
pub(super) fn head(panel: Panel, shown: Shown) -> Part {
    let share = computed(move || share(panel, shown));
    let press = move |_: MouseEvent| {
        let on = share.get_untracked() != Share::All;
        panel.selected.change(|selected| untracked(shown, |rows| selected.set(rows, on)));
    };
    let input = el("input")
        .attr("type", "checkbox")
        .attr("aria-label", words::SELECT_PAGE)
        .prop("checked", move || share.get() == Share::All)
        .prop("indeterminate", move || share.get() == Share::Some)
        .on("click", press);
    el("td").class("pick").child(el("label").class("check").child(input)).part()
}

/// The checkbox of a row.
pub(super) fn cell(panel: Panel, shown: Shown, row: RowId, title: &str) -> Part {
    let press = move |event: MouseEvent| {
        panel.selected.change(|selected| {
            if event.shift_key() {
                untracked(shown, |rows| selected.toggle_to(row, rows));
            } else {
                selected.toggle(row);
            }
        });
    };
    let input = el("input")
        .attr("type", "checkbox")
        .attr("aria-label", words::select(title))
        .prop("checked", move || panel.selected.with(|selected| selected.has(row)))
        .on("click", press);
    el("td").class("pick").child(el("label").class("check").child(input)).part()
}

fn untracked(shown: Shown, change: impl FnOnce(&[RowId])) {
    untrack(|| shown.with_rows(change));
}

/// What can be done about the selection as a whole. It stands beside the count and takes no room of its own, so that
/// no row moves away from under the pointer that selects the next.
pub(super) fn bar(panel: Panel, shown: Shown) -> Part {
    let count = panel.selected.count();
    let more = computed(move || {
        (shown.total() > shown.on_page() && share(panel, shown) == Share::All && count.get() < shown.total())
            .then(|| shown.total())
    });
    let select = move |matching: usize| {
        let press = move |_| {
            panel.selected.change(|selected| {
                shown.found.with_untracked(|found| selected.set(&found.rows, true));
            });
        };
        button("button button-quiet", words::select_matching(matching), press)
    };
    let any = computed(move || count.get() > 0);
    let clear = move || {
        let press = move |_| panel.selected.change(Selection::clear);
        button("button button-quiet", words::CLEAR_SELECTION, press)
    };
    dynamic(move || any.get().then(|| (dynamic(move || more.get().map(select)), clear()).part()))
}
