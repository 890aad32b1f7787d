//! What is filtered by is also asked for, as long as a source is not complete: so what matches is there at once, and not
//! only when its page comes.

use patchbay_fleet::{Activity, Facet, Filter};
use patchbay_vendors::connection::State;
use patchbay_vendors::page::{Cursor, Query};
use patchbay_vendors::source::Source;

use super::{Panel, Phase, put};
use crate::browser::clock::{self, Later};
use crate::browser::fetch::{Abort, Signal};
use crate::live::{Var, effect};
use crate::state::per_source::PerSource;

/// A vendor is asked when nobody has typed for so long.
const STILL: u32 = 300;
/// More pages than these are not asked for: what else matches comes with the rest.
const MOST_PAGES: usize = 5;

/// What is waited for.
#[derive(Clone, Copy, Default)]
pub(super) struct Pushed {
    /// The end of the typing.
    still: Var<Option<Later>>,
    /// The answers.
    asked: Var<PerSource<Abort>>,
}

impl Pushed {
    /// Asks for what is filtered by, now and whenever that has changed.
    pub(super) fn follow(self, panel: Panel) {
        effect(move || {
            let filter = panel.nav.with(|route| route.list.filter.clone());
            // What was asked before is not waited for any more.
            self.asked.try_set(PerSource::default());
            self.wait(panel, filter);
        });
    }

    /// A source is read from its beginning: what it was asked before is not waited for, and what is filtered by is asked
    /// again.
    pub(super) fn again(self, panel: Panel, source: &str) {
        self.forget(source);
        if let Some(filter) = panel.nav.peek(|route| route.list.filter.clone()) {
            self.wait(panel, filter);
        }
    }

    /// What a source was asked is not waited for any more.
    pub(super) fn forget(self, source: &str) {
        self.asked.try_update(|asked| asked.remove(source));
    }

    fn wait(self, panel: Panel, filter: Filter) {
        self.still.try_set(Some(clock::later(STILL, move || self.ask(panel, &filter))));
    }

    fn ask(self, panel: Panel, filter: &Filter) {
        for source in &panel.settings().sources {
            let waits = [Phase::Reading, Phase::Paused, Phase::Capped, Phase::Repeats];
            let is_incomplete =
                panel.loads.peek(&source.id, |load| waits.contains(&load.phase)) == Some(true);
            let chosen = filter.of(Facet::Source);
            let is_meant = chosen.is_empty() || chosen.contains(&source.id);
            let query = query(filter);
            if is_incomplete && is_meant && narrows(source, &query) {
                let abort = Abort::default();
                let signal = abort.signal();
                self.asked.try_update(|asked| asked.set(&source.id, abort));
                let source = source.clone();
                leptos::task::spawn_local(async move { read(panel, &source, &query, &signal).await });
            }
        }
    }
}

/// The part of a filter that vendors may know by the same meaning: one value of a property, which the row has to have.
/// Of several, or of a part of a text, they know nothing, and of no value it is said what they make of it.
fn query(filter: &Filter) -> Query {
    let one = |facet: Facet| match filter.of(facet) {
        [value] if !value.is_empty() => Some(value.clone()),
        _ => None,
    };
    let active =
        one(Facet::Active).and_then(|code| Activity::named(&code)).and_then(|activity| match activity {
            Activity::Active => Some(true),
            Activity::Inactive => Some(false),
            Activity::NotSaid => None,
        });
    Query {
        states: filter.of(Facet::State).iter().map(|code| State::of(code)).collect(),
        platform: one(Facet::Platform),
        tags: one(Facet::Tag).into_iter().collect(),
        identity: one(Facet::Identity),
        identity_type: one(Facet::IdentityType),
        active,
        version: Some(filter.version.trim().to_owned()).filter(|version| !version.is_empty()),
        ..Query::default()
    }
}

/// Whether the vendor is then asked for anything else than for all.
fn narrows(source: &Source, query: &Query) -> bool {
    let requests = |query: &Query| -> Vec<_> {
        let lists = source.vendor.lists(query);
        lists.iter().map(|query| source.vendor.list(source, query, &Cursor::Start).request).collect()
    };
    requests(query) != requests(&Query::default())
}

async fn read(panel: Panel, source: &Source, query: &Query, signal: &Signal) {
    for query in source.vendor.lists(query) {
        let mut at = Some(Cursor::Start);
        for _ in 0..MOST_PAGES {
            let Some(cursor) = at else { break };
            // Who reads the source tells what goes wrong with it.
            let call = source.vendor.list(source, &query, &cursor);
            let Ok(page) = panel.client.ask(source, call, signal).await else { return };
            if signal.is_over() {
                return;
            }
            at = page.next;
            if !put::put(panel, &source.id, page.connections, |_| true, signal).await {
                return;
            }
            panel.loads.show_soon(panel);
        }
    }
}

#[cfg(test)]
mod tests {
    use patchbay_vendors::ALL;
    use patchbay_vendors::base::BaseUrl;

    use super::*;

    fn choosing(values: &[(Facet, &str)]) -> Filter {
        let mut filter = Filter::default();
        values.iter().for_each(|(facet, value)| filter.toggle(*facet, value));
        filter
    }

    #[test]
    fn one_value_of_a_property_is_asked_for_and_several_are_not() {
        let one = choosing(&[(Facet::Platform, "gmail"), (Facet::Active, "yes"), (Facet::Tag, "vip")]);
        let expected = Query {
            platform: Some("gmail".into()),
            active: Some(true),
            tags: vec!["vip".into()],
            ..Query::default()
        };
        assert_eq!(query(&one), expected);
        let several =
            choosing(&[(Facet::Platform, "gmail"), (Facet::Platform, "slack"), (Facet::Active, "not-said")]);
        assert_eq!(query(&several), Query::default());
    }

    #[test]
    fn nothing_is_asked_for_where_nothing_is_filtered_by() {
        for vendor in ALL {
            let base = BaseUrl::parse("/gateway", &[]).unwrap();
            let source = Source::of("source", *vendor, base);
            assert!(!narrows(&source, &query(&Filter::default())), "{}", vendor.about().id);
            // No vendor knows whose it is by several at once.
            let several = choosing(&[(Facet::Identity, "a"), (Facet::Identity, "b")]);
            assert!(!narrows(&source, &query(&several)), "{}", vendor.about().id);
        }
    }
}
