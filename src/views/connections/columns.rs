//! Which columns there are, in which order and how wide, and how dense the rows are.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::ev::Event;
use leptos::prelude::untrack;
use patchbay_fleet::Sort;

use super::Shown;
use crate::columns::{Columns, Field};
use crate::live::{Callback, Live, computed};
use crate::state::Panel;
use crate::ui::el::{El, NodeRef, button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::table::Edge;
use crate::ui::{Disclosure, IconName, Select, focus, icon};
use crate::words;

/// The columns that are shown.
pub(super) fn fields(panel: Panel, shown: Shown) -> Live<Vec<Field>> {
    computed(move || shown.own.with(|own| panel.columns.with(|columns| columns.shown(own))))
}

/// A number that tells these columns from others.
pub(super) fn stamp(fields: &[Field]) -> u64 {
    let mut hasher = DefaultHasher::new();
    fields.iter().for_each(|field| field.code().hash(&mut hasher));
    hasher.finish()
}

/// Gives a table its density, and its width: as wide as its columns, or where there is more room than that, as wide as
/// that, and the name has what is left.
pub(super) fn sized(panel: Panel, fields: Live<Vec<Field>>, table: El) -> El {
    let chosen = move || panel.columns.with(|columns| columns.chosen_width(Field::NAME));
    let least = computed(move || {
        let width = |field: &Field| panel.columns.with(|columns| columns.width(*field));
        let others: u32 =
            fields.with(|fields| fields.iter().filter(|field| !field.is_fixed()).map(width).sum());
        let name = chosen().map_or_else(|| "var(--name)".to_owned(), |name| name.to_string());
        ["calc(var(--sides) + 1em / 13 * (", &name, " + ", &others.to_string(), "))"].concat()
    });
    table
        .class_if("dense", move || panel.columns.with(|columns| columns.compact))
        .style("min-inline-size", move || least.get())
        .style("inline-size", move || if chosen().is_some() { least.get() } else { "100%".to_owned() })
}

/// The head of a column.
pub(super) fn head(panel: Panel, shown: Shown, field: Field) -> Part {
    let width = computed(move || panel.columns.with(|columns| columns.width(field)));
    let style = move || {
        let chosen = panel.columns.with(|columns| columns.chosen_width(field));
        // The usual name has what the others leave.
        if field.is_fixed() && chosen.is_none() {
            return String::new();
        }
        // It grows with the text.
        ["calc(1em / 13 * ", &width.get().to_string(), ")"].concat()
    };
    let label = words::field(field);
    let edge = Edge {
        label: words::width_of(label),
        width,
        bounds: Columns::WIDTHS,
        on_size: Callback::new(move |size| panel.columns.change(|columns| columns.resize(field, size))),
        on_end: Callback::new(move |()| panel.columns.keep()),
    };
    let (press, sort) = match field {
        Field::Shared(column) => {
            let sort = computed(move || {
                shown.list.with(|list| Some(list.sort).filter(|sort| sort.column == column))
            });
            let press = move |_: Event| {
                panel.nav.narrow(|list| {
                    // The other way round on a second press.
                    let descending = list.sort.column == column && !list.sort.descending;
                    list.sort = Sort { column, descending };
                });
            };
            (Some(press), sort)
        }
        // They are read, not sorted by.
        Field::Own(_) => (None, Live::from(None)),
    };
    let arrow = move || match sort.get() {
        None => IconName::SortNone,
        Some(Sort { descending: true, .. }) => IconName::SortDown,
        Some(_) => IconName::SortUp,
    };
    let aria = move || sort.get().map(|sort| if sort.descending { "descending" } else { "ascending" });
    let content = match press {
        Some(press) => {
            let text = el("span").class("clip").child(label);
            button("sort", (text, dynamic(move || icon(arrow()))), press).part()
        }
        None => el("span").class("clip").child(label).part(),
    };
    el("th")
        .attr("scope", "col")
        // Its edge has a name of its own.
        .attr("aria-label", label)
        .class(field.is_fixed().then_some("first"))
        .style("inline-size", style)
        .live("aria-sort", aria)
        .child(content)
        .child(edge)
        .part()
}

/// The button that opens what can be chosen.
pub(super) fn chooser(panel: Panel, shown: Shown) -> Part {
    let picked = computed(move || panel.columns.with(|columns| *columns != Columns::default()));
    let content = Box::new(move || untrack(|| choices(panel, shown)));
    Disclosure { label: words::COLUMNS, picked, content }.part()
}

fn choices(panel: Panel, shown: Shown) -> Part {
    let change = move |change: &dyn Fn(&mut Columns)| {
        panel.columns.change(change);
        panel.columns.keep();
    };
    let density = computed(move || panel.columns.with(|columns| columns.compact.to_string()));
    let densities = [(false, words::COMFORTABLE), (true, words::COMPACT)];
    let densities = densities.map(|(compact, label)| (compact.to_string(), label.to_owned())).to_vec();
    let choose = Callback::new(move |chosen: String| {
        change(&|columns| columns.compact = chosen == true.to_string());
    });
    let offered = computed(move || shown.own.with(|own| panel.columns.with(|columns| columns.offered(own))));
    let count = offered.with(Vec::len);
    // A place keeps its elements while columns move through it: so the focus goes with its column by being given on.
    let movers: Live<Vec<NodeRef>> = (0..2 * count).map(|_| NodeRef::default()).collect::<Vec<_>>().into();
    let mover_at = move |at: usize, later: bool| {
        movers.with_untracked(|movers| movers.get(2 * at + usize::from(later)).copied()).unwrap_or_default()
    };
    let place = |at: usize| {
        let field = computed(move || offered.with(|offered| offered.get(at).copied().unwrap_or(Field::NAME)));
        let label = move || words::field(field.get());
        let mover = |later: bool| {
            let can_move = move || {
                shown.own.with(|own| panel.columns.with(|columns| columns.can_shift(field.get(), later, own)))
            };
            let press = move |_: Event| {
                if !untrack(can_move) {
                    return;
                }
                let own = shown.own.get_untracked();
                change(&|columns| columns.shift(field.get_untracked(), later, own));
                let next = mover_at(if later { at + 1 } else { at.saturating_sub(1) }, later);
                if let Some(next) = next.try_get_untracked() {
                    focus::give(&next);
                }
            };
            button("icon-button", icon(if later { IconName::SortDown } else { IconName::SortUp }), press)
                .node(mover_at(at, later))
                .live("aria-label", move || words::move_column(label(), later))
                // Not `disabled`, which would lose the focus at the end of the way.
                .live("aria-disabled", move || (!can_move()).then_some("true"))
        };
        let check = el("input")
            .attr("type", "checkbox")
            .prop("checked", move || panel.columns.with(|columns| columns.is_shown(field.get())))
            .prop("disabled", move || field.get().is_fixed())
            .on("change", move |_: Event| change(&|columns| columns.toggle(field.get_untracked())));
        // The first place is the name's for good.
        let movers = (at > 0).then(|| (mover(false), mover(true)));
        el("li")
            .class("column-choice")
            .child(el("label").class("check").child(check).child(el("span").child(dynamic(label))))
            .child(movers)
            .part()
    };
    let list = el("ul").class("column-choices").attr("aria-label", words::COLUMNS);
    let reset = button("button button-quiet", words::AS_USUAL, move |_| {
        change(&|columns| *columns = Columns::default());
    });
    (
        Select::new(words::DENSITY, density, densities.into(), choose),
        list.child((0..count).map(place).collect::<Vec<_>>()),
        reset,
    )
        .part()
}
