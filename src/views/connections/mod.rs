//! The list: filters, table, pages.

mod chips;
mod columns;
mod export;
mod filters;
mod overview;
mod pages;
mod saved;
mod select;
mod table;

use leptos::ev::Event;
use patchbay_fleet::{Facet, Found, RowId};
use patchbay_vendors::vendor;

use crate::live::{Live, computed};
use crate::route::List;
use crate::selection::Share;
use crate::state::Panel;
use crate::ui::el::{button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{Tone, card_alone};
use crate::views::{loading, source_card};
use crate::words;

/// What the list shows now.
#[derive(Clone, Copy)]
struct Shown {
    list: Live<List>,
    found: Live<Found>,
    /// The page that is shown: the last one where the link names a later one.
    page: Live<usize>,
    /// What the one vendor that is shown has besides.
    own: Live<&'static [vendor::Column]>,
}

impl Shown {
    fn new(panel: Panel) -> Self {
        let list = computed(move || panel.nav.with(|route| route.list.clone()));
        // A page or its size changes nothing about what is found.
        let asked = computed(move || list.with(|list| (list.filter.clone(), list.sort)));
        let found = computed(move || {
            asked.with(|(filter, sort)| panel.fleet.with(|fleet| fleet.find(filter, *sort)))
        });
        let page = computed(move || {
            let matching = found.with(|found| found.rows.len());
            list.with(|list| list.page.min(matching.div_ceil(list.rows_a_page(matching))).max(1))
        });
        let settings = panel.settings();
        let own = computed(move || {
            let only = list.with(|list| settings.only_vendor(list.filter.of(Facet::Source)));
            only.map(|vendor| vendor.about().columns).unwrap_or_default()
        });
        Self { list, found, page, own }
    }

    /// How many rows a page has.
    fn size(self) -> usize {
        let total = self.total();
        self.list.with(|list| list.rows_a_page(total))
    }

    /// How many rows match before those of this page.
    fn first(self) -> usize {
        (self.page.get() - 1) * self.size()
    }

    /// How many rows this page has.
    fn on_page(self) -> usize {
        self.size().min(self.total() - self.first())
    }

    /// The rows of this page.
    fn with_rows<R>(self, read: impl FnOnce(&[RowId]) -> R) -> R {
        let (first, end) = (self.first(), self.first() + self.on_page());
        self.found.with(|found| read(found.rows.get(first..end).unwrap_or_default()))
    }

    fn total(self) -> usize {
        self.found.with(|found| found.rows.len())
    }
}

/// The list.
pub fn view(panel: Panel) -> Part {
    let shown = Shown::new(panel);
    el("div")
        .class("list")
        .child(saved::view(panel))
        .child(filters::view(panel, shown))
        .child(overview::view(panel, shown))
        .child(chips::view(panel, shown))
        .child(cards(panel))
        .child(
            el("div")
                .class("above-table")
                .child(status(panel, shown))
                .child(select::bar(panel, shown))
                .child(
                    el("div")
                        .class("table-tools")
                        .child(columns::chooser(panel, shown))
                        .child(export::view(panel, shown)),
                ),
        )
        .child(table::view(panel, shown))
        .child(instead(panel, shown))
        .child(pages::view(panel, shown))
        .part()
}

/// The sources that need something.
fn cards(panel: Panel) -> Part {
    let settings = panel.settings();
    let cards = settings.sources.iter().map(|source| {
        let (id, source) = (source.id.clone(), source.clone());
        let needed = computed(move || source_card::is_needed(&panel.loads.of(&id)));
        dynamic(move || needed.get().then(|| source_card::view(panel, source.clone(), Default::default())))
    });
    el("div").class("cards").child(cards.collect::<Vec<_>>()).part()
}

/// How far the loading is and how much was found, also said aloud.
fn status(panel: Panel, shown: Shown) -> Part {
    let settings = panel.settings();
    let said = move || {
        let sources =
            settings.sources.iter().filter_map(|source| panel.loads.of(&source.id).said(&source.label));
        let unfiltered = shown.list.with(|list| list.filter.is_empty());
        words::status(shown.total(), unfiltered, panel.loads.all_complete(), &sources.collect::<Vec<_>>())
    };
    let selected = panel.selected.count();
    let selected = move || Some(selected.get()).filter(|count| *count > 0);
    let all_of_page = computed(move || {
        selected().is_some_and(|count| count == shown.on_page() && select::share(panel, shown) == Share::All)
    });
    let said_of_them =
        move || selected().map(|count| [" · ", &words::selected(count, all_of_page.get())].concat());
    let settings = panel.settings();
    let several = settings.sources.len() > 1;
    let pauses =
        settings.sources.iter().map(|source| loading::pause(panel, source, several)).collect::<Vec<_>>();
    let reload = (!settings.sources.is_empty()).then(|| loading::reload_all(panel));
    let said =
        el("p").class("results").attr("role", "status").child(dynamic(said)).child(dynamic(said_of_them));
    el("div").class("line").child(said).child(pauses).child(reload).part()
}

/// What stands in place of rows when there are none.
fn instead(panel: Panel, shown: Shown) -> Part {
    #[derive(Clone, Copy, PartialEq)]
    enum Nothing {
        Matches,
        There,
        Configured,
    }
    let settings = panel.settings();
    let nothing = computed(move || {
        if settings.sources.is_empty() {
            return Some(Nothing::Configured);
        }
        if shown.total() > 0 || panel.loads.any_reading() {
            return None;
        }
        let filters = !shown.list.with(|list| list.filter.is_empty());
        if filters && panel.fleet.with(|fleet| !fleet.is_empty()) {
            return Some(Nothing::Matches);
        }
        panel.loads.all_complete().then_some(Nothing::There)
    });
    let clear = move |_: Event| panel.nav.narrow(|list| list.filter = Default::default());
    dynamic(move || {
        nothing.get().map(|nothing| match nothing {
            Nothing::Configured => {
                card_alone(Tone::Neutral, words::NO_SOURCES, el("p").child(words::NO_SOURCES_NEXT))
            }
            Nothing::There => card_alone(Tone::Neutral, words::EMPTY, el("p").child(words::EMPTY_NEXT)),
            Nothing::Matches => {
                let show_all = button("button button-primary", words::SHOW_ALL, clear);
                let next = el("p").child(words::NO_MATCH_NEXT);
                card_alone(
                    Tone::Neutral,
                    words::NO_MATCH,
                    (next, el("div").class("card-actions").child(show_all)),
                )
            }
        })
    })
}
