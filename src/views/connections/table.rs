//! The table: a native one, so that every way of reading a page reads it.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::ev::Event;
use patchbay_fleet::{Activity, Column, Row, Sort};
use patchbay_vendors::connection::Connection;
use patchbay_vendors::time::Moment;
use patchbay_vendors::vendor;

use super::Shown;
use crate::config::Settings;
use crate::live::{Live, computed};
use crate::route::{Route, View};
use crate::state::Panel;
use crate::ui::el::el;
use crate::ui::keyed::keyed;
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{IconName, Menu, icon, skeleton_rows};
use crate::views::{edit, link, state_mark};
use crate::words;

const SKELETONS: usize = 8;

pub(super) fn view(panel: Panel, shown: Shown) -> Part {
    let headers = Column::ALL.map(|column| header(panel, shown, column));
    let own = move || {
        let column =
            |column: &vendor::Column| el("th").attr("scope", "col").child(words::own_column(*column));
        shown.own.get().iter().map(column).collect::<Vec<_>>()
    };
    let settings = panel.settings();
    let rows = keyed(
        move || shown.rows.get(),
        |row| {
            let mut hasher = DefaultHasher::new();
            row.hash(&mut hasher);
            hasher.finish()
        },
        move |row, index| one(panel, shown, &settings, index, row),
    );
    let reading = computed(move || panel.loads.any_reading());
    let waiting = computed(move || reading.get() && shown.total() == 0);
    let is_there = computed(move || waiting.get() || shown.total() > 0);
    el("div")
        .class("table-frame")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", words::TABLE_FRAME)
        .live("hidden", move || !is_there.get())
        .child(
            el("table")
                .class("grid")
                .attr("aria-label", words::CONNECTIONS)
                .live("aria-rowcount", move || (shown.total() + 1).to_string())
                .live("aria-busy", move || waiting.get().then_some("true"))
                .child(
                    el("thead").child(
                        el("tr").attr("aria-rowindex", "1").child(headers).child(dynamic(own)).child(
                            el("th")
                                .attr("scope", "col")
                                .class("act")
                                .child(el("span").class("visually-hidden").child(words::ACTIONS)),
                        ),
                    ),
                )
                .child(el("tbody").child(rows).child(dynamic(move || {
                    waiting
                        .get()
                        .then(|| skeleton_rows(SKELETONS, Column::ALL.len() + shown.own.get().len() + 1))
                }))),
        )
        .part()
}

fn header(panel: Panel, shown: Shown, column: Column) -> Part {
    let sort = computed(move || shown.list.with(|list| Some(list.sort).filter(|sort| sort.column == column)));
    let arrow = move || match sort.get() {
        None => IconName::SortNone,
        Some(Sort { descending: true, .. }) => IconName::SortDown,
        Some(_) => IconName::SortUp,
    };
    let aria = move || sort.get().map(|sort| if sort.descending { "descending" } else { "ascending" });
    let press = move |_: Event| {
        panel.nav.narrow(|list| {
            // The other way round on a second press.
            let descending = list.sort.column == column && !list.sort.descending;
            list.sort = Sort { column, descending };
        });
    };
    el("th")
        .attr("scope", "col")
        .class_if("first", move || column == Column::Name)
        .live("aria-sort", aria)
        .child(
            el("button")
                .attr("type", "button")
                .class("sort")
                .on("click", press)
                .child(words::column(column))
                .child(dynamic(move || icon(arrow()))),
        )
        .part()
}

fn one(panel: Panel, shown: Shown, settings: &Settings, index: Live<usize>, row: Row) -> Part {
    let Row { source, connection } = row;
    let title = connection.title();
    let view = View::Connection { source: source.clone(), id: connection.id.clone(), edit: None };
    let label = settings.source(&source).map_or(source.clone(), |source| source.label.clone());
    let current = {
        let view = view.clone();
        computed(move || {
            panel.nav.with(|route| match (&route.view, &view) {
                (View::Connection { source, id, .. }, View::Connection { source: mine, id: own, .. }) => {
                    source == mine && id == own
                }
                _ => false,
            })
        })
    };
    let route = computed(move || Route { view: view.clone(), list: shown.list.get() });
    let position = move || {
        let first = (shown.page.get() - 1) * shown.size();
        // The header is the first row.
        (first + index.get() + 2).to_string()
    };
    let own = {
        let connection = connection.clone();
        move || shown.own.get().iter().map(|column| text(value(&connection, *column))).collect::<Vec<_>>()
    };
    let tags = connection.tags.clone().unwrap_or_default();
    let tags = tags.into_iter().map(|tag| el("span").class("tag").child(tag).part()).collect::<Vec<_>>();
    let items = edit::menu(panel, source, connection.clone());
    let actions = words::of(words::ACTIONS, &title);
    el("tr")
        .live("aria-rowindex", position)
        .class_if("current", move || current.get())
        .child(
            el("th").attr("scope", "row").child(
                el("a")
                    .live("href", move || panel.nav.href(&route.get()))
                    .on("click", move |event| link::follow(panel, &event, route.get_untracked()))
                    .attr("dir", "auto")
                    .child(title),
            ),
        )
        .child(el("td").child(label))
        .child(text(Some(connection.platform)))
        .child(el("td").child(state_mark::view(&connection.state)))
        .child(text(connection.identity))
        .child(el("td").class("tags").child(tags))
        .child(text(connection.environment))
        .child(el("td").child(words::activity(Activity::of(connection.active))))
        .child(text(connection.created.map(Moment::day)))
        .child(dynamic(own))
        .child(
            el("td")
                .class("act")
                .child(Menu { icon: Some(IconName::MenuDots), ..Menu::new(actions, items.list, items.pick) }),
        )
        .part()
}

fn text(text: Option<String>) -> Part {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => el("td").child(text).part(),
        None => el("td").class("none").child("–").part(),
    }
}

/// What a connection has in a column that not every vendor fills.
fn value(connection: &Connection, column: vendor::Column) -> Option<String> {
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
