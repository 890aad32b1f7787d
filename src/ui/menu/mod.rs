//! A button that opens a list of actions.

use leptos::{ev, html, prelude::*};

use crate::ui::erase::{derived, dynamic, handler, IntoPart, Part};
use super::icon::{Icon, IconName};
use super::id;
use super::popup::{Popup, follow, keep_focus, position};

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
#[component]
pub fn Menu(
    /// The accessible name of button and menu, e.g. `Actions for Acme`.
    #[prop(into)]
    label: String,
    /// What can be done; asked for only when the menu is open.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// Does it.
    on_pick: Callback<String>,
    /// An icon instead of the label as text.
    #[prop(optional)]
    icon: Option<IconName>,
) -> Part {
    let popup = Popup::new();
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
        Some(icon) => view! { <Icon name=icon/> }.part(),
        None => view! { <span>{label.clone()}</span> <Icon name=IconName::ChevronDown/> }.part(),
    };
    let list =
        move || popup.open.get().then(|| opened(popup, label.clone(), list_id.clone(), items, on_pick));
    view! {
        <div
            class="popup-anchor"
            node_ref=popup.anchor
            on:focusout=handler(move |event| popup.left(&event))
            on:keydown=handler(move |event| popup.escaped(&event))
        >
            <button
                type="button"
                class=if icon.is_some() { "icon-button" } else { "button picker" }
                node_ref=popup.button
                aria-label=name
                aria-haspopup="menu"
                aria-expanded=derived(move || if popup.open.get() { "true" } else { "false" })
                aria-controls=derived(move || popup.open.get().then(|| controls.clone()))
                on:mousedown=handler(move |event: ev::MouseEvent| if popup.open.get_untracked() { event.prevent_default() })
                on:click=handler(press)
                on:keydown=handler(key)
            >
                {face}
            </button>
            {dynamic(list)}
        </div>
    }
    .part()
}

fn opened(
    popup: Popup,
    label: String,
    list_id: String,
    items: Signal<Vec<MenuItem>>,
    on_pick: Callback<String>,
) -> Part {
    popup.floats(true);
    let list = NodeRef::<html::Ul>::new();
    let entries = move || {
        items.with(|all| all.iter().map(|item| (item.value.clone(), item.label.clone())).collect::<Vec<_>>())
    };
    let at = Memo::new(move |_| popup.active.with(|active| position(&entries(), active.as_deref())));
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
        let row = |(index, item): (usize, MenuItem)| {
            let (value, withheld) = (item.value, item.withheld.is_some());
            view! {
                <li
                    role="menuitem"
                    id=entry_id(index)
                    class="option menu-item"
                    class:danger=item.danger
                    class:active=derived(move || at.get() == Some(index))
                    aria-disabled=withheld.then_some("true")
                    on:click=handler(move |_| pick(value.clone()))
                >
                    <span class="option-label">
                        {item.label}
                        {item.withheld.map(|why| view! { " "<small class="menu-why">{why}</small> }.part())}
                    </span>
                </li>
            }.part()
        };
        items.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <div class="popup" popover="manual" node_ref=popup.float on:mousedown=handler(move |event| keep_focus(&event))>
            <ul
                class="options"
                autofocus=true
                role="menu"
                id=list_id
                tabindex="0"
                aria-label=label
                aria-activedescendant=active_id
                node_ref=list
                on:keydown=handler(key)
            >
                {dynamic(rows)}
            </ul>
        </div>
    }
    .part()
}
