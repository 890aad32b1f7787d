//! One connection, beside the list.

mod platform;

use leptos::ev;
use leptos::task::spawn_local;
use patchbay_fleet::Activity;
use patchbay_vendors::connection::{Connection, Detail, Fact};
use patchbay_vendors::source::Source;

use super::{edit, facts, state_mark, trouble};
use crate::live::{Live, Var, computed, effect, keep};
use crate::route::{Route, View};
use crate::state::Panel;
use crate::state::client::{Abort, Missed};
use crate::ui::el::{NodeRef, button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{IconName, Tone, card, focus, icon};
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
    let close = move || panel.nav.show(View::Connections);
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            close();
        }
    };
    let aside = el("aside").class("detail").attr("aria-label", words::CONNECTION).on("keydown", escape);
    let Some(source) = panel.source(&source) else {
        let shut = button("button", words::CLOSE, move |_| close());
        let next = el("p").child(words::NO_SUCH_SOURCE_NEXT);
        let missing = card(Tone::Warn, words::NO_SUCH_SOURCE, (next, shut));
        return aside.child(el("div").class("detail-body").child(missing)).part();
    };
    // A screen reader follows the focus; it goes back to the list when the detail closes.
    let heading = NodeRef::default();
    // The row may have been drawn anew meanwhile, with a link of the same address.
    let view = View::Connection { source: source.id.clone(), id: id.clone(), edit: None };
    let link = panel.nav.peek(|route| Route { view, list: route.list.clone() }.href()).unwrap_or_default();
    let back =
        vec![format!("tbody a[href=\"{link}\"]"), ".table-frame".to_owned(), ".search input".to_owned()];
    effect(move || {
        if let Some(heading) = heading.get() {
            keep(focus::visit(&heading, back.clone()));
        }
    });
    let known = read(panel, &source, &id);
    let connection = computed(move || {
        known.with(|known| match known {
            Known::Listed(connection) | Known::Failed(_, connection) => connection.clone(),
            Known::Read(detail) => Some(detail.connection.clone()),
        })
    });
    let title = move || connection.with(|known| known.as_ref().map_or_else(|| id.clone(), Connection::title));
    aside
        .child(
            el("div")
                .class("detail-head")
                .child(
                    el("h2")
                        .class("detail-title")
                        .attr("tabindex", "-1")
                        .attr("dir", "auto")
                        .node(heading)
                        .child(dynamic(title)),
                )
                .child(
                    button("button button-quiet icon-button", icon(IconName::Close), move |_| close())
                        .attr("aria-label", words::CLOSE_CONNECTION),
                ),
        )
        .child(body(panel, source, known, connection))
        .part()
}

/// Reads the connection now, and again whenever the fleet has a version of it that is new.
fn read(panel: Panel, source: &Source, id: &str) -> Var<Known> {
    let in_fleet = {
        let (source, id) = (source.id.clone(), id.to_owned());
        computed(move || panel.fleet.with(|fleet| fleet.get(&source, &id)))
    };
    let known = Var::new(Known::Listed(in_fleet.get_untracked()));
    // The latest question wins: the one before is aborted where this is replaced.
    let asked = Var::new(None::<Abort>);
    let (source, id) = (source.clone(), id.to_owned());
    effect(move || {
        let listed = in_fleet.get();
        // What only this vendor says changes with the state, or with whatever the vendor calls an update; all else the
        // list says itself.
        let is_known = known.try_update(|known| match (known, &listed) {
            (Known::Read(_), None) => true,
            (Known::Read(detail), Some(listed))
                if listed.state == detail.connection.state && listed.updated == detail.connection.updated =>
            {
                detail.connection = listed.clone();
                true
            }
            _ => false,
        });
        if is_known.unwrap_or_default() {
            return;
        }
        let abort = Abort::default();
        let signal = abort.signal();
        asked.set(Some(abort));
        let (source, id) = (source.clone(), id.clone());
        spawn_local(async move {
            match panel.client.ask(&source, source.vendor.get(&source, &id), &signal).await {
                Ok(detail) => {
                    let connection = detail.connection.clone();
                    known.try_set(Known::Read(detail));
                    // The list may be older than this.
                    let listed = panel.fleet.try_with_untracked(|fleet| fleet.get(&source.id, &id)).flatten();
                    if listed.is_some_and(|listed| listed != connection) {
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

/// Each part follows what it shows, so that the buttons stay while a value changes.
fn body(panel: Panel, source: Source, known: Var<Known>, connection: Live<Option<Connection>>) -> Part {
    let failed = move || {
        known.with(|known| match known {
            Known::Failed(said, _) => {
                let content = el("div").attr("role", "alert").child(trouble::text(said.clone()));
                Some(card(Tone::Bad, &said.title, content))
            }
            Known::Listed(None) => Some(el("p").attr("role", "status").child(words::READING)),
            _ => None,
        })
    };
    let offers = {
        let source = source.clone();
        computed(move || connection.get().map(|connection| edit::offered(panel, &source, &connection)))
    };
    let id = computed(move || connection.with(|known| known.as_ref().map(|known| known.id.clone())));
    let buttons = {
        let source = source.id.clone();
        move || Some(edit::buttons(panel, &source, &id.get()?, offers.get()?))
    };
    let own_facts = {
        let source = source.clone();
        move || {
            known.with(|known| match known {
                Known::Read(detail) if !detail.facts.is_empty() => Some(own(&source, &detail.facts)),
                _ => None,
            })
        }
    };
    let platform = platform::view(panel, source.clone(), known);
    el("div")
        .class("detail-body")
        .child(dynamic(failed))
        .child(dynamic(buttons))
        .child(dynamic(move || connection.get().map(|connection| common(&source, &connection))))
        .child(dynamic(own_facts))
        .child(platform)
        .part()
}

fn common(source: &Source, connection: &Connection) -> Part {
    let Connection { id, key, name, platform, identity, identity_type, environment, tags, role, .. } =
        connection;
    let Connection { scheme, database, version, created, updated, .. } = connection;
    let tags = tags.as_ref().map(|tags| {
        let tags =
            tags.iter().map(|tag| el("span").class("tag").child(tag.clone()).part()).collect::<Vec<_>>();
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
        (words::SCHEME, text(scheme)),
        (words::ROLE, text(role)),
        (words::DATABASE, text(database)),
        (words::VERSION, text(version)),
        (words::CREATED, time(created)),
        (words::UPDATED, time(updated)),
        (words::ID, Some(mono(id))),
        (words::KEY, key.as_deref().map(mono)),
    ];
    let pairs = facts.into_iter().filter_map(|(label, value)| Some(facts::pair(label, value?)));
    facts::pairs_of(pairs.collect())
}

fn own(source: &Source, facts: &[Fact]) -> Part {
    el("section")
        .child(el("h3").child(words::from_vendor(source.vendor.about().name)))
        .child(facts::list(facts))
        .part()
}

fn mono(text: &str) -> Part {
    el("span").class("mono").child(text.to_owned()).part()
}
