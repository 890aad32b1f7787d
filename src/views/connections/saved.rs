//! Views: lists under a name, each opened with one click; a team's and one's own.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::request_animation_frame;
use web_sys::SubmitEvent;

use crate::live::{Callback, Live, Var, computed, effect};
use crate::parts;
use crate::route::{Route, View as Screen};
use crate::saved::{Opened, Refused, View};
use crate::state::{Panel, saved};
use crate::ui::el::{NodeRef, button, el};
use crate::ui::keyed::keyed;
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{Dialog, IconName, Menu, MenuItem, TextField, dialog_actions, focus};
use crate::views::link;
use crate::words;

/// What the bar of views is made of.
#[derive(Clone, Copy)]
struct Bar {
    panel: Panel,
    opened: Live<Option<Opened>>,
    naming: Var<Option<Naming>>,
    node: NodeRef,
}

/// What a name is asked for.
#[derive(Clone, PartialEq)]
enum Naming {
    New,
    Other(String),
}

/// What can be done to a view.
#[derive(Clone, Copy, PartialEq)]
enum Act {
    Rename,
    Earlier,
    Later,
    First,
    Copy,
    Remove,
    Unhide,
}

impl Act {
    const ALL: [Self; 7] =
        [Self::Rename, Self::Earlier, Self::Later, Self::First, Self::Copy, Self::Unhide, Self::Remove];

    fn code(self) -> &'static str {
        match self {
            Self::Rename => "rename",
            Self::Earlier => "earlier",
            Self::Later => "later",
            Self::First => "first",
            Self::Copy => "copy",
            Self::Remove => "remove",
            Self::Unhide => "unhide",
        }
    }
}

pub(super) fn view(panel: Panel) -> Part {
    let bar = Bar { panel, opened: saved::opened(panel), naming: Var::new(None), node: NodeRef::default() };
    effect(move || {
        let exact =
            bar.opened.with(|opened| opened.as_ref().filter(|now| !now.changed).map(|now| now.name.clone()));
        if let Some(name) = exact {
            panel.saved.note(name);
        }
    });
    let views = keyed(
        move || panel.saved.with(|all| all.shown().cloned().collect()),
        |view: &View| {
            let mut hasher = DefaultHasher::new();
            (&view.name, &view.query).hash(&mut hasher);
            hasher.finish()
        },
        move |view, _| bar.tab(Some(view)),
    );
    let dialog = move || bar.naming.get().map(|naming| bar.name(naming));
    parts![
        el("nav")
            .class("views")
            .node(bar.node)
            .attr("aria-label", words::VIEWS)
            .child(el("ul").child(bar.tab(None)).child(views))
            .child(bar.actions()),
        dynamic(dialog),
    ]
}

impl Bar {
    /// Whether a view, or all connections, is what is shown; and whether it was changed.
    fn state(self, name: Option<&str>) -> Option<bool> {
        self.opened
            .with(|opened| opened.as_ref().filter(|now| now.name.as_deref() == name).map(|now| now.changed))
    }

    fn tab(self, view: Option<View>) -> Part {
        let panel = self.panel;
        let name = view.as_ref().map(|view| view.name.clone());
        let now = {
            let name = name.clone();
            computed(move || self.state(name.as_deref()))
        };
        let list = view.as_ref().map(View::list).unwrap_or_default();
        let route = Route { view: Screen::Connections, list };
        let href = panel.nav.href(&route);
        let press = {
            let name = name.clone();
            move |event| {
                panel.saved.note(name.clone());
                link::follow(panel, &event, route.clone());
            }
        };
        let menu = {
            let view = view.clone();
            move || now.with(Option::is_some).then(|| self.menu(view.clone()))
        };
        let is_open = computed(move || now.with(Option::is_some));
        el("li")
            .class_if("current", move || is_open.get())
            .child(
                el("a")
                    .attr("href", href)
                    .live("aria-current", move || is_open.get().then_some("true"))
                    .on("click", press)
                    .child(el("bdi").child(name.unwrap_or_else(|| words::ALL_CONNECTIONS.to_owned())))
                    .child(dynamic(move || {
                        (now.get() == Some(true))
                            .then(|| parts![" ", el("span").class("views-changed").child(words::CHANGED)])
                    })),
            )
            .child(dynamic(menu))
            .part()
    }

    fn menu(self, view: Option<View>) -> Part {
        let panel = self.panel;
        let name = view.as_ref().map(|view| view.name.clone());
        let label = words::view_actions(name.as_deref().unwrap_or(words::ALL_CONNECTIONS));
        let items = {
            let name = name.clone();
            computed(move || self.items(name.as_deref()))
        };
        let pick = Callback::new(move |code: String| {
            if let Some(act) = Act::ALL.into_iter().find(|act| act.code() == code) {
                self.act(panel, act, view.as_ref());
            }
        });
        Menu { icon: Some(IconName::MenuDots), ..Menu::new(label, items, pick) }.part()
    }

    /// What can be done to a view, and why what cannot.
    fn items(self, name: Option<&str>) -> Vec<MenuItem> {
        let panel = self.panel;
        let why = |act: Act| {
            panel.saved.with(|all| {
                let is_first = all.first().map(|view| view.name.as_str()) == name;
                match (act, name) {
                    (Act::First, _) if is_first => Some(words::FIRST_ALREADY),
                    (Act::Copy, _) if panel.nav.answers_clicks() => Some(words::NO_LINKS),
                    (Act::Earlier, Some(name)) if !all.can_move(name, false) => Some(words::MOVED_FIRST),
                    (Act::Later, Some(name)) if !all.can_move(name, true) => Some(words::MOVED_LAST),
                    _ => None,
                }
            })
        };
        let is_teams = name.is_none_or(|name| panel.saved.with(|all| all.is_teams(name)));
        let hides_any = panel.saved.with(crate::saved::Saved::hides_any);
        let is_offered = |act: &Act| match act {
            Act::Rename | Act::Earlier | Act::Later => !is_teams,
            Act::First | Act::Copy => true,
            Act::Remove => name.is_some(),
            Act::Unhide => name.is_none() && hides_any,
        };
        let label = |act: Act| match act {
            Act::Rename => words::RENAME,
            Act::Earlier => words::MOVE_UP,
            Act::Later => words::MOVE_DOWN,
            Act::First => words::MAKE_DEFAULT,
            Act::Copy => words::COPY_LINK,
            Act::Remove if is_teams => words::HIDE,
            Act::Remove => words::DELETE,
            Act::Unhide => words::SHOW_HIDDEN,
        };
        let item = |act: Act| MenuItem {
            value: act.code().to_owned(),
            label: label(act).to_owned(),
            withheld: why(act).map(str::to_owned),
            danger: act == Act::Remove && !is_teams,
        };
        Act::ALL.into_iter().filter(is_offered).map(item).collect()
    }

    fn act(self, panel: Panel, act: Act, view: Option<&View>) {
        let name = view.map(|view| view.name.as_str());
        match (act, name) {
            (Act::Rename, Some(name)) => return self.naming.set(Some(Naming::Other(name.to_owned()))),
            (Act::Earlier, Some(name)) => drop(panel.saved.change(panel, |all| all.shift(name, false))),
            (Act::Later, Some(name)) => drop(panel.saved.change(panel, |all| all.shift(name, true))),
            (Act::Remove, Some(name)) => saved::remove(panel, name),
            (Act::First, name) => drop(panel.saved.change(panel, |all| all.set_first(name))),
            (Act::Copy, _) => saved::copy_link(panel, &view.map(View::list).unwrap_or_default()),
            (Act::Unhide, _) => drop(panel.saved.change(panel, |all| all.unhide(None))),
            _ => {}
        }
        self.focus();
    }

    /// What can be done with the list as it is.
    fn actions(self) -> Part {
        let panel = self.panel;
        dynamic(move || {
            let opened = self.opened.get();
            let changed = opened.as_ref().filter(|now| now.changed).and_then(|now| now.name.clone());
            let is_saved = opened.is_some_and(|now| !now.changed);
            let view = changed.and_then(|name| panel.saved.with(|all| all.get(&name).cloned()));
            let update =
                view.clone().filter(|view| !panel.saved.with(|all| all.is_teams(&view.name))).map(|view| {
                    button("button button-quiet", words::UPDATE_VIEW, move |_| {
                        saved::update(panel, &view.name);
                        self.focus();
                    })
                });
            let reset = view.map(|view| {
                button("button button-quiet", words::RESET, move |_| {
                    saved::open(panel, Some(&view));
                    self.focus();
                })
            });
            let save = (!is_saved).then(|| {
                button("button button-quiet", words::SAVE_VIEW, move |_| self.naming.set(Some(Naming::New)))
            });
            parts![update, reset, save]
        })
    }

    /// Gives the focus to what is open now, once it is on the screen: what was pressed may be gone by then.
    fn focus(self) {
        request_animation_frame(move || {
            if let Some(bar) = self.node.try_get_untracked() {
                focus::first_of(&bar, &[".current [aria-haspopup]", "a"]);
            }
        });
    }

    fn name(self, naming: Naming) -> Part {
        let Self { panel, naming: asked, .. } = self;
        let (title, before) = match &naming {
            Naming::New => (words::SAVE_VIEW, String::new()),
            Naming::Other(name) => (words::RENAME_VIEW, name.clone()),
        };
        let value = Var::new(before);
        let refused = Var::new(None::<Refused>);
        let close = Callback::new(move |()| asked.set(None));
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            let name = value.get_untracked();
            let saved = match &naming {
                Naming::New => saved::save(panel, &name),
                Naming::Other(before) => saved::rename(panel, before, &name),
            };
            match saved {
                Ok(()) => {
                    asked.set(None);
                    self.focus();
                }
                Err(why) => refused.set(Some(why)),
            }
        };
        let error = computed(move || refused.get().map(|why| words::refused_name(why).to_owned()));
        let field = TextField { error, autofocus: true, ..TextField::new(words::NAME, value) };
        let form = el("form").attr("novalidate", true).on("submit", submit).child(field).child(
            dialog_actions()
                .child(button("button", words::CANCEL, move |_| close.run(())))
                .child(el("button").attr("type", "submit").class("button button-primary").child(words::SAVE)),
        );
        Dialog {
            title,
            busy: false.into(),
            on_close: close,
            step: 0.into(),
            fallback: vec![".views a".to_owned()],
            wide: false,
            body: form.part(),
        }
        .part()
    }
}
