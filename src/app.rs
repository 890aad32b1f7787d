//! The shell: reads the configuration, then shows the screen that the route names.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::DragEvent;

use crate::browser::fetch::{self, Abort, Signal as Waits};
use crate::browser::{file, location, root};
use crate::config::{self, Settings};
use crate::live::{Callback, Live, Var, computed, keep};
use crate::parts;
use crate::route::{Route, View};
use crate::state::nav::{Nav, Routing};
use crate::state::{Panel, loader, saved};
use crate::ui::el::el;
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{self, IconName, Tone, card_alone, icon};
use crate::views::{connection, connections, edit, link, sources};
use crate::words;

/// How a panel is mounted.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where its configuration is.
    pub config: String,
    /// Where it keeps what it shows.
    pub routing: Routing,
    /// Whether the page is named after it.
    pub names_page: bool,
}

impl Default for Options {
    /// As a guest: the address and the title of the page stay as they are.
    fn default() -> Self {
        Self { config: "config.json".into(), routing: Routing::Memory, names_page: false }
    }
}

impl Options {
    /// As the only thing on its page.
    #[must_use]
    pub fn stand_alone() -> Self {
        Self { routing: Routing::Address, names_page: true, ..Self::default() }
    }
}

const PATIENCE: Duration = Duration::from_secs(30);

/// How far the start is.
#[derive(Clone)]
enum Start {
    Reading,
    Wrong(Vec<String>),
    Ready(Settings),
}

/// The whole panel.
pub fn app(options: Options) -> Part {
    let start = Var::new(Start::Reading);
    let abort = Abort::default();
    let signal = abort.signal();
    keep(abort);
    let Options { config, routing, names_page } = options;
    spawn_local(async move {
        let settings = read(&config, &signal).await;
        start.try_set(settings.map_or_else(Start::Wrong, Start::Ready));
    });
    let nav = Nav::new(routing);
    el("div")
        .class("panel")
        // From the backdrop of a dialog they come by here too.
        .on("dragover", |event: DragEvent| file::keep_out(&event))
        .on("drop", |event: DragEvent| file::keep_out(&event))
        .child(dynamic(move || match start.get() {
            Start::Reading => el("p").class("page").attr("role", "status").child(words::STARTING).part(),
            Start::Wrong(problems) => wrong(problems),
            Start::Ready(settings) => {
                if names_page {
                    root::name_page(&settings.title);
                }
                // What it reads while it is built is read again by its own parts.
                untrack(|| ready(settings, nav))
            }
        }))
        .part()
}

async fn read(url: &str, signal: &Waits) -> Result<Settings, Vec<String>> {
    let answer = fetch::read(url, PATIENCE, signal).await;
    let text = match answer {
        Ok(answer) if answer.is_success() => answer.body,
        Ok(answer) => return Err(vec![words::config_missing(url, Some(answer.status))]),
        Err(_) => return Err(vec![words::config_missing(url, None)]),
    };
    // Beside the page, like all else that the panel brings.
    let callback = location::beside("oauth.html");
    config::parse(&text, patchbay_vendors::ALL, callback.as_deref())
        .map_err(|problems| problems.iter().map(words::config_problem).collect())
}

fn wrong(problems: Vec<String>) -> Part {
    let list = problems.into_iter().map(|text| el("li").child(text)).collect::<Vec<_>>();
    let content = el("div")
        .attr("role", "alert")
        .child(el("ul").class("problems").child(list))
        .child(el("p").child(words::CONFIG_NEXT));
    el("main").class("page").child(card_alone(Tone::Bad, words::CONFIG_WRONG, content)).part()
}

fn ready(settings: Settings, nav: Nav) -> Part {
    let title = settings.title.clone();
    let panel = Panel::new(settings, nav);
    saved::start(panel);
    loader::start(panel);
    let on_sources = computed(move || nav.with(|route| route.view == View::Sources));
    let opened = computed(move || {
        nav.with(|route| match &route.view {
            View::Connection { source, id, .. } => Some((source.clone(), id.clone())),
            _ => None,
        })
    });
    let detail = move || {
        let opened = opened.get();
        untrack(|| opened.map(|(source, id)| connection::view(panel, source, id)))
    };
    let screen = move || {
        let on_sources = on_sources.get();
        untrack(|| {
            if on_sources {
                el("main").class("page page-narrow").child(sources::view(panel)).part()
            } else {
                el("main")
                    .class("main")
                    .class_if("with-detail", move || opened.with(Option::is_some))
                    .child(connections::view(panel))
                    .child(dynamic(detail))
                    .part()
            }
        })
    };
    parts![
        el("header").class("panel-head").child(el("h1").class("panel-title").child(title)).child(
            el("nav")
                .class("panel-nav")
                .attr("aria-label", words::MAIN_NAVIGATION)
                .child(tab(
                    panel,
                    View::Connections,
                    words::CONNECTIONS,
                    IconName::Plug,
                    computed(move || !on_sources.get()),
                ))
                .child(tab(panel, View::Sources, words::SOURCES, IconName::Key, on_sources)),
        ),
        dynamic(move || {
            (!panel.online.get())
                .then(|| el("p").class("banner").attr("role", "alert").child(words::OFFLINE).part())
        }),
        dynamic(screen),
        edit::view(panel),
        notices(panel)
    ]
}

fn tab(panel: Panel, view: View, label: &'static str, name: IconName, current: Live<bool>) -> Part {
    let route =
        computed(move || Route { view: view.clone(), list: panel.nav.with(|route| route.list.clone()) });
    el("a")
        .live("href", move || panel.nav.href(&route.get()))
        .live("aria-current", move || current.get().then_some("page"))
        .on("click", move |event| link::follow(panel, &event, route.get_untracked()))
        .child(icon(name))
        .child(label)
        .part()
}

fn notices(panel: Panel) -> Part {
    let notices = panel.notices;
    let shown = computed(move || {
        let show = |notice: crate::state::notices::Notice| ui::Notice {
            id: notice.id,
            tone: if notice.is_alert { Tone::Bad } else { Tone::Good },
            action: notice.undo.map(|_| words::UNDO),
            text: notice.text,
        };
        notices.all().into_iter().map(show).collect::<Vec<_>>()
    });
    ui::Notices {
        notices: shown,
        on_action: Callback::new(move |id| notices.undo(id)),
        on_dismiss: Callback::new(move |id| notices.dismiss(id)),
        on_hold: Callback::new(move |(id, held)| notices.hold(id, held)),
    }
    .part()
}
