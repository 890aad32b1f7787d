//! One connection, beside the list.

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use patchbay_fleet::Activity;
use patchbay_vendors::connection::{Connection, Detail, Fact};
use patchbay_vendors::source::Source;

use super::{edit, state_mark, trouble};
use crate::ui::el::el;
use crate::ui::erase::{Child, Part, dynamic, leptos};
use crate::ui::computed::computed;
use crate::browser::fetch::Abort;
use crate::browser::focus;
use crate::route::View;
use crate::state::Panel;
use crate::state::client::Missed;
use crate::ui::{Card, Icon, IconName, Tone};
use crate::words::{self, Said};

/// What is known of the connection.
#[derive(Clone, PartialEq)]
enum Known {
    /// As the list has it; the rest is being read.
    Listed(Option<Connection>),
    /// All of it.
    Read(Detail),
    /// It could not be read.
    Failed(Said, Option<Connection>),
}

/// The detail of a connection.
pub fn view(panel: Panel, source: String, id: String) -> Part {
    let heading = NodeRef::<html::H2>::new();
    // A screen reader follows the focus; it goes back to the list when the detail closes.
    heading.on_load(|heading| {
        focus::give(&heading);
    });
    let close = move || panel.nav.show(View::Connections);
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            close();
        }
    };
    let Some(source) = panel.source(&source) else {
        return el("aside").class("detail").attr("aria-label", words::CONNECTION).child(el("div").class("detail-body").child(leptos(view! { <Card tone=Tone::Warn title=words::NO_SUCH_SOURCE>{Child::part(el("p").child(words::NO_SUCH_SOURCE_NEXT))} {Child::part(el("button").attr("type", "button").class("button").on("click", move |_: Event| close()).child(words::CLOSE))}</Card> })))
        .part();
    };
    let known = read(panel, &source, &id);
    let listed = computed(move || match known.get() {
        Known::Listed(connection) | Known::Failed(_, connection) => connection,
        Known::Read(detail) => Some(detail.connection),
    });
    let title = {
        let id = id.clone();
        move || listed.with(|connection| connection.as_ref().map_or_else(|| id.clone(), Connection::title))
    };
    let body = {
        let source = source.clone();
        move || body(panel, &source, &known.get())
    };
    el("aside")
        .class("detail")
        .attr("aria-label", words::CONNECTION)
        .on("keydown", key)
        .child(
            el("div")
                .class("detail-head")
                .child(
                    el("h2")
                        .class("detail-title")
                        .attr("tabindex", "-1")
                        .node(heading)
                        .attr("dir", "auto")
                        .child(dynamic(title)),
                )
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("button button-quiet icon-button")
                        .attr("aria-label", words::CLOSE_CONNECTION)
                        .on("click", move |_: Event| close())
                        .child(leptos(view! { <Icon name=IconName::Close/> })),
                ),
        )
        .child(el("div").class("detail-body").child(dynamic(body)))
        .part()
}

/// Reads the connection now, and again whenever the fleet has another version of it.
fn read(panel: Panel, source: &Source, id: &str) -> RwSignal<Known> {
    let in_fleet = {
        let (source, id) = (source.id.clone(), id.to_owned());
        computed(move || panel.fleet.with(|fleet| fleet.get(&source, &id)))
    };
    let known = RwSignal::new(Known::Listed(in_fleet.get_untracked()));
    // The latest question wins: the one before is aborted where this is replaced.
    let asked = StoredValue::new_local(None::<Abort>);
    let (source, id) = (source.clone(), id.to_owned());
    Effect::new(move |_| {
        let listed = in_fleet.get();
        let is_known = known.with_untracked(|known| match known {
            Known::Read(detail) => listed.as_ref().is_none_or(|listed| *listed == detail.connection),
            _ => false,
        });
        if is_known {
            return;
        }
        let abort = Abort::default();
        let signal = abort.signal();
        asked.set_value(Some(abort));
        let (source, id) = (source.clone(), id.clone());
        spawn_local(async move {
            let answer = panel.client.ask(&source, source.vendor.get(&source, &id), &signal).await;
            match answer {
                Ok(detail) => {
                    let connection = detail.connection.clone();
                    known.try_set(Known::Read(detail));
                    let listed = panel.fleet.try_with_untracked(|fleet| fleet.get(&source.id, &id)).flatten();
                    if listed.as_ref().is_some_and(|listed| *listed != connection) {
                        panel.fleet.try_update(|fleet| fleet.put(&source.id, connection));
                    }
                }
                Err(Missed::Failed(error)) => {
                    known.try_set(Known::Failed(words::error(&error, &source), listed));
                }
                Err(Missed::Aborted) => {}
            }
        });
    });
    known
}

fn body(panel: Panel, source: &Source, known: &Known) -> Part {
    let failed = match known {
        Known::Failed(said, _) => Some(said.clone()),
        _ => None,
    };
    let failed = failed.map(|said| {
        leptos(view! { <Card tone=Tone::Bad title=said.title.clone() alert=true>{Child::part(trouble::text(said))}</Card> })
    });
    let (connection, facts) = match known {
        Known::Read(detail) => (Some(&detail.connection), detail.facts.as_slice()),
        Known::Listed(connection) | Known::Failed(_, connection) => (connection.as_ref(), [].as_slice()),
    };
    let waits = connection.is_none() && failed.is_none();
    vec![
        Child::part(failed),
        Child::part(waits.then(|| el("p").attr("role", "status").child(words::READING).part())),
        Child::part(connection.map(|connection| {
            vec![
                Child::part(edit::buttons(panel, source, connection)),
                Child::part(common(source, connection)),
            ]
            .part()
        })),
        Child::part((!facts.is_empty()).then(|| own(source, facts))),
    ]
    .part()
}

fn common(source: &Source, connection: &Connection) -> Part {
    let Connection { id, key, name, platform, identity, identity_type, environment, tags, role, .. } =
        connection;
    let Connection { database, version, created, updated, .. } = connection;
    let tags = tags.as_ref().map(|tags| {
        let tags = tags.iter().map(|tag| el("span").class("tag").child(tag.clone()).part()).collect_view();
        if tags.is_empty() { words::NO_TAGS.part() } else { tags.part() }
    });
    let text = |text: &Option<String>| text.clone().filter(|text| !text.is_empty()).map(Child::part);
    let time = |at: &Option<patchbay_vendors::time::Moment>| at.map(|at| at.to_string().part());
    let activity = words::activity(Activity::of(connection.active));
    let facts = [
        (words::STATE, Some(state_mark::view(&connection.state))),
        (words::ACTIVE, Some(activity.part())),
        (words::SOURCE, Some(source.label.clone().part())),
        (words::PLATFORM, Some(platform.clone().part())),
        (words::NAME, text(name)),
        (words::IDENTITY, text(identity)),
        (words::IDENTITY_TYPE, text(identity_type)),
        (words::ENVIRONMENT, text(environment)),
        (words::TAGS, tags),
        (words::ROLE, text(role)),
        (words::DATABASE, text(database)),
        (words::VERSION, text(version)),
        (words::CREATED, time(created)),
        (words::UPDATED, time(updated)),
        (words::ID, Some(mono(id))),
        (words::KEY, key.as_deref().map(mono)),
    ];
    let facts = facts.into_iter().filter_map(|(label, value)| Some(pair(label, value?))).collect_view();
    el("dl").class("facts").child(facts).part()
}

fn own(source: &Source, facts: &[Fact]) -> Part {
    let facts = facts.iter().map(|fact| pair(fact.label.text(), fact.value.clone().part())).collect_view();
    el("section")
        .child(el("h3").child(words::from_vendor(source.vendor.about().name)))
        .child(el("dl").class("facts").child(facts))
        .part()
}

fn pair(label: &'static str, value: Part) -> Part {
    vec![Child::part(el("dt").child(label)), Child::part(el("dd").attr("dir", "auto").child(value))].part()
}

fn mono(text: &str) -> Part {
    el("span").class("mono").child(text.to_owned()).part()
}
