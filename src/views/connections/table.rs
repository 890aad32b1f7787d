//! The table: a native one, so that every way of reading a page reads it.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::ev::FocusEvent;
use leptos::prelude::untrack;
use patchbay_fleet::{Activity, Column, Put, Row, RowId};
use patchbay_vendors::connection::Connection;
use patchbay_vendors::time::Moment;
use patchbay_vendors::vendor;

use super::{Shown, columns, select};
use crate::columns::Field;
use crate::config::Settings;
use crate::live::{Callback, Live, Var, computed, on_change};
use crate::route::{Route, View};
use crate::state::Panel;
use crate::ui::el::el;
use crate::ui::keyed::keyed_at;
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::table::row_index;
use crate::ui::{IconName, Menu, Viewport, menu_when_wanted, skeleton_rows};
use crate::views::{edit, link, state_mark};
use crate::words;

/// As many as the usual page has, so that it takes their place.
const SKELETONS: usize = 20;

/// A row that is drawn.
struct Drawn {
    id: RowId,
    row: Row,
    /// What reading its source anew did to it.
    mark: Option<Put>,
}

pub(super) fn view(panel: Panel, shown: Shown) -> Part {
    let fields = columns::fields(panel, shown);
    let stamp = computed(move || fields.with(|fields| columns::stamp(fields)));
    let viewport = Viewport::new(computed(move || shown.on_page()));
    // Other rows begin at their first one.
    on_change(
        move || shown.list.with(|list| (list.filter.clone(), list.sort, list.page, list.size)),
        move |_| viewport.to_top(),
    );
    let focus = Focus::new(shown, viewport);
    let range = viewport.range();
    let drawn = move || {
        let row = |at: usize| {
            let id = shown.found.with(|found| found.rows.get(at).copied())?;
            // A change of the fleet may leave what was found as it was, and its rows not.
            let (row, mark) = panel.fleet.with(|fleet| (fleet.row(id), fleet.mark(id)));
            let row = row?;
            let mark = mark.filter(|_| panel.loads.compares(&row.source));
            Some((at, Drawn { id, row, mark }))
        };
        let first = shown.first();
        let stays = focus.stays.get();
        let before = stays.filter(|at| range.with(|range| *at < range.start));
        let after = stays.filter(|_| before.is_none());
        let rows = before.into_iter().chain(range.get()).chain(after);
        rows.filter_map(|at| row(first + at)).collect()
    };
    let settings = panel.settings();
    let opened = computed(move || {
        panel.nav.with(|route| match &route.view {
            View::Connection { source, id, .. } => Some((source.clone(), id.clone())),
            _ => None,
        })
    });
    let rows = move || {
        keyed_at(
            drawn,
            move |Drawn { id, row, mark }| {
                let mut hasher = DefaultHasher::new();
                stamp.get().hash(&mut hasher);
                id.hash(&mut hasher);
                row.hash(&mut hasher);
                mark.map(|mark| mark == Put::Added).hash(&mut hasher);
                hasher.finish()
            },
            move |drawn, at| one(panel, shown, &settings, opened, at, &fields.get_untracked(), drawn),
        )
    };
    let reading = computed(move || panel.loads.any_reading());
    let waiting = computed(move || reading.get() && shown.total() == 0);
    let is_there = computed(move || waiting.get() || shown.total() > 0);
    let heads =
        move || fields.get().into_iter().map(|field| columns::head(panel, shown, field)).collect::<Vec<_>>();
    let head =
        el("tr").attr("aria-rowindex", "1").child(select::head(panel, shown)).child(dynamic(heads)).child(
            el("th")
                .attr("scope", "col")
                .class("act")
                .child(el("span").class("visually-hidden").child(words::ACTIONS)),
        );
    let skeletons = move || waiting.get().then(|| skeleton_rows(SKELETONS, fields.with(Vec::len) + 2));
    let table = el("table")
        .class("grid")
        .attr("aria-label", words::CONNECTIONS)
        .live("aria-rowcount", move || (shown.total() + 1).to_string())
        .live("aria-busy", move || waiting.get().then_some("true"))
        .child(el("thead").child(head))
        .child(
            el("tbody")
                .on("focusin", move |event| focus.came(&event))
                .on("focusout", move |event| focus.went(&event))
                .child(viewport.body(focus.stays, rows))
                .child(dynamic(skeletons)),
        );
    let table = columns::sized(panel, fields, table);
    let frame = el("div")
        .class("table-frame")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", words::TABLE_FRAME)
        .live("hidden", move || !is_there.get())
        .child(viewport.table(table));
    viewport.frame(frame).part()
}

/// The row that has the focus: it stays drawn when it is scrolled out of sight.
#[derive(Clone, Copy)]
struct Focus {
    /// Which row, and where it was among all.
    on: Var<Option<(usize, RowId)>>,
    /// Where it is on the page, if it is not in sight.
    stays: Live<Option<usize>>,
    shown: Shown,
}

impl Focus {
    fn new(shown: Shown, viewport: Viewport) -> Self {
        let on: Var<Option<(usize, RowId)>> = Var::new(None);
        let range = viewport.range();
        let stays = computed(move || {
            let (at, id) = on.get()?;
            let at = shown.found.with(|found| {
                let is_there = found.rows.get(at) == Some(&id);
                // Only to be looked for where others came or went meanwhile.
                if is_there { Some(at) } else { found.rows.iter().position(|row| *row == id) }
            })?;
            let at = at.checked_sub(shown.first()).filter(|at| *at < shown.size())?;
            (!range.with(|range| range.contains(&at))).then_some(at)
        });
        Self { on, stays, shown }
    }

    fn came(self, event: &FocusEvent) {
        self.on.set(row_index(event).and_then(|index| {
            // The header is the first row.
            let at = index.checked_sub(2)?;
            let id = self.shown.found.with_untracked(|found| found.rows.get(at).copied())?;
            Some((at, id))
        }));
    }

    fn went(self, event: &FocusEvent) {
        if event.related_target().is_none() {
            // To another window, perhaps, and then it comes back.
            return;
        }
        self.on.try_set(None);
    }
}

fn one(
    panel: Panel,
    shown: Shown,
    settings: &Settings,
    opened: Live<Option<(String, String)>>,
    at: Live<usize>,
    fields: &[Field],
    drawn: Drawn,
) -> Part {
    let Row { source, connection } = drawn.row;
    let title = connection.title();
    let view = View::Connection { source: source.clone(), id: connection.id.clone(), edit: None };
    let label = settings.source(&source).map_or(source.as_str(), |source| source.label.as_str());
    let current = {
        let (source, id) = (source.clone(), connection.id.clone());
        move || {
            opened.with(|opened| opened.as_ref().is_some_and(|opened| opened.0 == source && opened.1 == id))
        }
    };
    let route = Callback::new(move |()| Route { view: view.clone(), list: shown.list.get() });
    // The header is the first row.
    let position = move || (at.get() + 2).to_string();
    let mark = drawn.mark.map(|mark| if mark == Put::Added { words::NEW } else { words::CHANGED });
    let name = el("th").attr("scope", "row").child(
        el("a")
            .live("href", move || panel.nav.href(&route.run(())))
            .on("click", move |event| link::follow(panel, &event, untrack(|| route.run(()))))
            .attr("dir", "auto")
            .attr("aria-description", mark)
            .class_if("fresh", move || mark.is_some())
            .child(title.as_str()),
    );
    let cells = fields.iter().filter(|field| !field.is_fixed()).map(|field| cell(&connection, label, *field));
    let cells = cells.collect::<Vec<_>>();
    let actions = words::of(words::ACTIONS, &title);
    let menu = move |label| {
        let items = edit::menu(panel, source.clone(), connection.clone());
        Menu::new(label, items.list, items.pick)
    };
    el("tr")
        .live("aria-rowindex", position)
        .class_if("current", current)
        .class_if("selected", move || panel.selected.with(|rows| rows.has(drawn.id)))
        .child(select::cell(panel, shown, drawn.id, &title))
        .child(name)
        .child(cells)
        .child(el("td").class("act").child(menu_when_wanted(IconName::MenuDots, actions, menu)))
        .part()
}

fn cell(connection: &Connection, source: &str, field: Field) -> Part {
    let shared = match field {
        Field::Own(column) => return text(own(connection, column).as_deref()),
        Field::Shared(shared) => shared,
    };
    match shared {
        Column::Name => text(connection.name.as_deref()),
        Column::Source => el("td").child(source).part(),
        Column::Platform => text(Some(&connection.platform)),
        Column::State => el("td").child(state_mark::view(&connection.state)).part(),
        Column::Identity => text(connection.identity.as_deref()),
        Column::Tags => {
            let tag = |tag: &String| el("span").class("tag").child(tag.as_str()).part();
            let tags = connection.tags.iter().flatten().map(tag).collect::<Vec<_>>();
            el("td").class("tags").child(tags).part()
        }
        Column::Environment => text(connection.environment.as_deref()),
        Column::Active => el("td").child(words::activity(Activity::of(connection.active))).part(),
        Column::Created => text(connection.created.map(Moment::day).as_deref()),
    }
}

fn text(text: Option<&str>) -> Part {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => el("td").child(text).part(),
        None => el("td").class("none").child("–").part(),
    }
}

/// What a connection has in a column that not every vendor fills.
fn own(connection: &Connection, column: vendor::Column) -> Option<String> {
    let text = match column {
        vendor::Column::Key => &connection.key,
        vendor::Column::Scheme => &connection.scheme,
        vendor::Column::Role => &connection.role,
        vendor::Column::Database => &connection.database,
        vendor::Column::IdentityType => &connection.identity_type,
        vendor::Column::Version => &connection.version,
        vendor::Column::Updated => return connection.updated.map(Moment::day),
    };
    text.clone()
}
