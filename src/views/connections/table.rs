//! The table: a native one, so that every way of reading a page reads it.

use std::sync::Arc;

use leptos::prelude::*;
use patchbay_fleet::{Activity, Column, Row, Sort};
use patchbay_vendors::time::Moment;

use super::Shown;
use crate::ui::erase::{derived, dynamic, handler, IntoPart, Part};
use crate::config::Settings;
use crate::route::{Route, View};
use crate::state::Panel;
use crate::ui::{Icon, IconName, Menu, SkeletonRows};
use crate::views::{edit, link, state_mark};
use crate::words;

const SKELETONS: usize = 8;

pub(super) fn view(panel: Panel, shown: Shown) -> Part {
    let headers = Column::ALL.map(|column| header(panel, shown, column)).collect_view();
    let settings = panel.settings();
    // Rows that were there stay as they are in the page, so the focus stays in them.
    let rows = {
        let settings = Arc::clone(&settings);
        move || {
            let settings = Arc::clone(&settings);
            view! {
                <ForEnumerate
                    each=move || shown.rows.get()
                    key=Clone::clone
                    children=move |index, row| one(panel, shown, &settings, index, row)
                />
            }.part()
        }
    };
    let reading = Memo::new(move |_| panel.loads.any_reading());
    let waiting = Memo::new(move |_| reading.get() && shown.total() == 0);
    let is_there = Memo::new(move |_| waiting.get() || shown.total() > 0);
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=words::TABLE_FRAME class:gone=derived(move || !is_there.get())>
            <table
                class="grid"
                aria-label=words::CONNECTIONS
                aria-rowcount=derived(move || (shown.total() + 1).to_string())
                aria-busy=derived(move || waiting.get().then_some("true"))
            >
                <thead>
                    <tr aria-rowindex="1">
                        {headers}
                        <th scope="col" class="act"><span class="visually-hidden">{words::ACTIONS}</span></th>
                    </tr>
                </thead>
                <tbody>
                    {rows()}
                    {dynamic(move || waiting.get().then(|| view! { <SkeletonRows rows=SKELETONS columns={Column::ALL.len() + 1}/> }.part()))}
                </tbody>
            </table>
        </div>
    }
    .part()
}

fn header(panel: Panel, shown: Shown, column: Column) -> Part {
    let sort =
        Memo::new(move |_| shown.list.with(|list| Some(list.sort).filter(|sort| sort.column == column)));
    let icon = move || match sort.get() {
        None => IconName::SortNone,
        Some(Sort { descending: true, .. }) => IconName::SortDown,
        Some(_) => IconName::SortUp,
    };
    let aria = move || sort.get().map(|sort| if sort.descending { "descending" } else { "ascending" });
    let press = move |_| {
        panel.nav.narrow(|list| {
            // The other way round on a second press.
            let descending = list.sort.column == column && !list.sort.descending;
            list.sort = Sort { column, descending };
        });
    };
    view! {
        <th scope="col" class:first=column == Column::Name aria-sort=aria>
            <button type="button" class="sort" on:click=handler(press)>
                {words::column(column)}
                {dynamic(move || view! { <Icon name=icon()/> }.part())}
            </button>
        </th>
    }
    .part()
}

fn one(panel: Panel, shown: Shown, settings: &Settings, index: ReadSignal<usize>, row: Row) -> Part {
    let Row { source, connection } = row;
    let title = connection.title();
    let view = View::Connection { source: source.clone(), id: connection.id.clone(), edit: None };
    let label = settings.source(&source).map_or(source.clone(), |source| source.label.clone());
    let current = {
        let view = view.clone();
        Memo::new(move |_| {
            panel.nav.with(|route| match (&route.view, &view) {
                (View::Connection { source, id, .. }, View::Connection { source: mine, id: own, .. }) => {
                    source == mine && id == own
                }
                _ => false,
            })
        })
    };
    let route = Signal::derive(move || Route { view: view.clone(), list: shown.list.get() });
    let position = move || {
        let first = (shown.page.get() - 1) * shown.list.with(|list| list.size);
        // The header is the first row.
        (first + index.get() + 2).to_string()
    };
    let text = |text: Option<String>| match text.filter(|text| !text.is_empty()) {
        Some(text) => view! { <td>{text}</td> }.part(),
        None => view! { <td class="none">"–"</td> }.part(),
    };
    let tags = connection.tags.clone().unwrap_or_default();
    let tags = tags.into_iter().map(|tag| view! { <span class="tag">{tag}</span> }.part()).collect_view();
    let items = edit::menu(panel, source, connection.clone());
    let actions = words::of(words::ACTIONS, &title);
    view! {
        <tr aria-rowindex=position class:current=derived(move || current.get())>
            <th scope="row">
                <a
                    href=derived(move || panel.nav.href(&route.get()))
                    on:click=handler(move |event| link::follow(panel, &event, route.get_untracked()))
                    dir="auto"
                >
                    {title}
                </a>
            </th>
            <td>{label}</td>
            {text(Some(connection.platform))}
            <td>{state_mark::view(&connection.state)}</td>
            {text(connection.identity)}
            <td class="tags">{tags}</td>
            {text(connection.environment)}
            <td>{words::activity(Activity::of(connection.active))}</td>
            {text(connection.created.map(Moment::day))}
            <td class="act">
                <Menu label=actions items=items.list on_pick=items.pick icon=IconName::MenuDots/>
            </td>
        </tr>
    }
    .part()
}
