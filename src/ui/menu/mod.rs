//! A button that opens a list of actions.

use leptos::{ev, prelude::*};

use super::icon::{self, IconName};
use super::id;
use super::popup::{Popup, follow, keep_focus, position};
use crate::live::{Callback, Live, Var, computed};
use crate::parts;
use crate::ui::el::{NodeRef, el};
use crate::ui::part::{Child, Part, dynamic};

/// One action of a menu.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MenuItem {
    /// What is handed to `on_pick`.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Why it cannot be picked now. It stays in reach, so that the reason is read.
    pub withheld: Option<String>,
    /// Takes something away for good.
    pub danger: bool,
}

/// A button named `label` with a menu. The focus is back on the button when `on_pick` is called, so
/// that a dialog opened by it knows where to return to.
pub struct Menu {
    /// The accessible name of button and menu, e.g. `Actions for Acme`.
    pub label: String,
    /// What can be done; asked for only when the menu is open.
    pub items: Live<Vec<MenuItem>>,
    /// Does it.
    pub on_pick: Callback<String>,
    /// An icon instead of the label as text.
    pub icon: Option<IconName>,
    /// It is open as soon as it is there.
    pub opened: bool,
}

impl Menu {
    /// With nothing but what it cannot do without.
    pub fn new(label: impl Into<String>, items: Live<Vec<MenuItem>>, on_pick: Callback<String>) -> Self {
        Self { label: label.into(), items, on_pick, icon: Default::default(), opened: Default::default() }
    }
}

impl Child for Menu {
    fn part(self) -> Part {
        let Self { label, items, on_pick, icon, opened: is_opened } = self;
        let popup = Popup::new();
        popup.open.set(is_opened);
        let list_id = id::unique("menu");
        let controls = list_id.clone();
        let press =
            move |_: ev::MouseEvent| if popup.open.get_untracked() { popup.hide() } else { popup.show(None) };
        let key = move |event: ev::KeyboardEvent| {
            if matches!(&*event.key(), "ArrowDown" | "ArrowUp") {
                event.prevent_default();
                let last = event.key() == "ArrowUp";
                let at = last.then(|| items.with_untracked(|all| all.last().map(|item| item.value.clone())));
                popup.show(at.flatten());
            }
        };
        let name = icon.map(|_| label.clone());
        let face = match icon {
            Some(name) => icon::icon(name).part(),
            None => parts![el("span").child(label.clone()), icon::icon(IconName::ChevronDown)],
        };
        let list =
            move || popup.open.get().then(|| opened(popup, label.clone(), list_id.clone(), items, on_pick));
        el("div")
            .class("popup-anchor")
            .node(popup.anchor)
            .on("focusout", move |event| popup.left(&event))
            .on("keydown", move |event| popup.escaped(&event))
            .child(
                el("button")
                    .attr("type", "button")
                    .class(if icon.is_some() { "icon-button" } else { "button picker" })
                    .node(popup.button)
                    .attr("aria-label", name)
                    .attr("aria-haspopup", "menu")
                    .live("aria-expanded", move || if popup.open.get() { "true" } else { "false" })
                    .live("aria-controls", move || popup.open.get().then(|| controls.clone()))
                    .on("mousedown", move |event: ev::MouseEvent| {
                        if popup.open.get_untracked() {
                            event.prevent_default();
                        }
                    })
                    .on("click", press)
                    .on("keydown", key)
                    .child(face),
            )
            .child(dynamic(list))
            .part()
    }
}

/// A button like that of a menu of this icon, which becomes one when it is pressed: of many menus hardly one is opened.
pub fn menu_when_wanted(icon: IconName, label: String, menu: impl Fn(String) -> Menu + 'static) -> Part {
    fn boxed(icon: IconName, label: String, menu: Box<dyn Fn(String) -> Menu>) -> Part {
        let is_wanted = Var::new(false);
        let key = move |event: ev::KeyboardEvent| {
            if matches!(&*event.key(), "ArrowDown" | "ArrowUp") {
                event.prevent_default();
                is_wanted.set(true);
            }
        };
        dynamic(move || {
            if is_wanted.get() {
                return Menu { icon: Some(icon), opened: true, ..menu(label.clone()) }.part();
            }
            el("button")
                .attr("type", "button")
                .class("icon-button")
                .attr("aria-label", label.clone())
                .attr("aria-haspopup", "menu")
                .attr("aria-expanded", "false")
                .on("click", move |_: ev::MouseEvent| is_wanted.set(true))
                .on("keydown", key)
                .child(icon::icon(icon))
                .part()
        })
    }
    boxed(icon, label, Box::new(menu))
}

fn opened(
    popup: Popup,
    label: String,
    list_id: String,
    items: Live<Vec<MenuItem>>,
    on_pick: Callback<String>,
) -> Part {
    popup.floats(true);
    let list = NodeRef::default();
    let entries = move || {
        items.with(|all| all.iter().map(|item| (item.value.clone(), item.label.clone())).collect::<Vec<_>>())
    };
    let at = computed(move || popup.active.with(|active| position(&entries(), active.as_deref())));
    let entry_id = {
        let list_id = list_id.clone();
        move |index: usize| id::numbered(&list_id, index as u64)
    };
    let active_id = {
        let entry_id = entry_id.clone();
        move || at.get().map(&entry_id)
    };
    follow(list, active_id.clone());

    let pick = move |value: String| {
        let free =
            items.with_untracked(|all| all.iter().any(|item| item.value == value && item.withheld.is_none()));
        if free {
            popup.hide();
            on_pick.run(value);
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        if let Some(value) = popup.key(&event, &untrack(entries), false) {
            pick(value);
        }
    };
    let rows = move || {
        let row =
            |(index, item): (usize, MenuItem)| {
                let (value, withheld) = (item.value, item.withheld.is_some());
                el("li")
                    .attr("role", "menuitem")
                    .attr("id", entry_id(index))
                    .class("option menu-item")
                    .class_if("danger", move || item.danger)
                    .class_if("active", move || at.get() == Some(index))
                    .attr("aria-disabled", withheld.then_some("true"))
                    .on("click", move |_: web_sys::Event| pick(value.clone()))
                    .child(el("span").class("option-label").child(item.label).child(
                        item.withheld.map(|why| parts![" ", el("small").class("menu-why").child(why)]),
                    ))
                    .part()
            };
        items.get().into_iter().enumerate().map(row).collect::<Vec<_>>()
    };
    el("div")
        .class("popup")
        .attr("popover", "manual")
        .node(popup.float)
        .on("mousedown", move |event| keep_focus(&event))
        .child(
            el("ul")
                .class("options")
                .attr("autofocus", true)
                .attr("role", "menu")
                .attr("id", list_id)
                .attr("tabindex", "0")
                .attr("aria-label", label)
                .live("aria-activedescendant", active_id)
                .node(list)
                .on("keydown", key)
                .child(dynamic(rows)),
        )
        .part()
}
