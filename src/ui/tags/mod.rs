//! A field for a set of tags: each is a chip, and the next one is typed behind them.

pub(crate) mod edit;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

use super::chip::Chip;
use super::field::{Ids, frame};
use super::popup::{float, follow, keep_focus, keys};
use super::{id, words};
use crate::browser::focus;
use crate::live::{Callback, Live, Var, computed};
use crate::ui::el::{NodeRef, el};
use crate::ui::part::{Child, Part, dynamic};

/// How many suggestions are shown at most.
const MOST: usize = 50;

/// A callback that may refuse a tag, with the message to show.
pub type Refuse = Callback<String, Option<String>>;

/// The tags as they would be if what is still in the field had been entered too, or why it cannot be.
///
/// To be asked on Save: what was typed last may not have been followed by Enter.
pub fn settle(
    value: Vec<String>,
    pending: &str,
    splits: bool,
    refuse: Option<Refuse>,
) -> Result<Vec<String>, String> {
    let outcome = edit::add(value, edit::split(pending, splits), &|tag| ask(refuse, tag));
    match outcome.message {
        Some(message) => Err(message),
        None => Ok(outcome.tags),
    }
}

fn ask(refuse: Option<Refuse>, tag: &str) -> Option<String> {
    refuse.and_then(|refuse| refuse.try_run(tag.to_owned()).flatten())
}

/// A `combobox` named `label`. Enter adds, and so does a comma where it `splits`; Backspace in the empty
/// field takes the last away, a pasted list is taken apart.
pub struct TagInput {
    /// The visible label, and the accessible name.
    pub label: String,
    /// The tags.
    pub value: Var<Vec<String>>,
    /// What is being typed and is no tag yet. Leaving the field adds it, except towards what is pressed,
    /// which would move away under the pointer: see [`settle`].
    pub pending: Var<String>,
    /// Tags that are used elsewhere, the most likely first.
    pub suggestions: Live<Vec<String>>,
    /// Why the whole was refused.
    pub error: Live<Option<String>>,
    /// Cannot be changed now.
    pub disabled: Live<bool>,
    /// May refuse a tag, with the message to show.
    pub refuse: Option<Refuse>,
    /// How to enter them, and whatever else is to be known; it may be empty.
    pub hint: String,
    /// Whether a comma ends one. Where it does not, it is a part of what is typed.
    pub splits: bool,
}

impl TagInput {
    /// With nothing but what it cannot do without.
    pub fn new(label: impl Into<String>, value: Var<Vec<String>>) -> Self {
        Self {
            label: label.into(),
            value,
            pending: Default::default(),
            suggestions: Default::default(),
            error: Default::default(),
            disabled: Default::default(),
            refuse: Default::default(),
            hint: words::TAGS_HINT.to_owned(),
            splits: true,
        }
    }
}

impl Child for TagInput {
    fn part(self) -> Part {
        let Self { label, value, pending, suggestions, error, disabled, refuse, hint, splits } = self;
        let hint = Some(hint).filter(|hint| !hint.is_empty());
        let ids = Ids::new("tags", hint.is_some());
        let list_id = id::unique("suggestions");
        let anchor: NodeRef = NodeRef::default();
        let input = NodeRef::<HtmlInputElement>::default();
        let open = Var::new(false);
        let active = Var::new(None::<usize>);
        let refusal = Var::new(None::<String>);
        let problem = computed(move || refusal.get().or_else(|| error.get()));

        let shown = computed(move || {
            if !open.get() {
                return Vec::new();
            }
            suggestions.with(|all| {
                value.with(|chosen| pending.with(|typed| edit::suggest(all, chosen, typed, MOST)))
            })
        });
        let expanded = computed(move || shown.with(|shown| !shown.is_empty()));
        let shut = move || {
            open.try_set(false);
            active.try_set(None);
        };
        // The element too: a signal that is set to what it was leaves the page as it is.
        let write = move |text: String| {
            if let Some(input) = input.try_get_untracked() {
                input.set_value(&text);
            }
            pending.try_set(text);
        };
        let add = move |parts: Vec<String>, rest: &str| {
            let Some(tags) = value.try_get_untracked() else { return };
            let before = tags.len();
            let outcome = edit::add(tags, parts, &|tag| ask(refuse, tag));
            if outcome.tags.len() != before {
                value.try_set(outcome.tags);
            }
            let mut left = outcome.left;
            if !left.is_empty() && !rest.is_empty() {
                left.push_str(", ");
            }
            left.push_str(rest);
            write(left);
            refusal.try_set(outcome.message);
            active.try_set(None);
        };
        let to_input = move || {
            if let Some(input) = input.try_get_untracked() {
                focus::give(&input);
            }
        };
        let remove = move |tag: &str| {
            value.update(|tags| tags.retain(|other| other != tag));
            to_input();
        };

        let on_input = move |event: ev::Event| {
            let text = event_target_value(&event);
            refusal.set(None);
            active.set(None);
            open.set(true);
            match edit::finished(&text).filter(|_| splits) {
                Some((done, rest)) => add(edit::split(done, splits), rest),
                None => pending.set(text),
            }
        };
        // A field of one line would run pasted lines together.
        let on_paste = move |event: ev::ClipboardEvent| {
            let text = event.clipboard_data().and_then(|data| data.get_data("text").ok()).unwrap_or_default();
            let parts = edit::split(&text, splits);
            if parts.len() > 1 && pending.with_untracked(|pending| pending.trim().is_empty()) {
                event.prevent_default();
                add(parts, "");
            }
        };
        let on_key = move |event: KeyboardEvent| {
            if event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let typed = pending.get_untracked();
            match &*event.key() {
                "Enter" => {
                    let picked = active
                        .get_untracked()
                        .and_then(|at| shown.with_untracked(|shown| shown.get(at).cloned()));
                    // In the empty field, Enter is the form's.
                    if let Some(picked) = picked {
                        event.prevent_default();
                        add(vec![picked], "");
                    } else if !typed.trim().is_empty() {
                        event.prevent_default();
                        add(edit::split(&typed, splits), "");
                        shut();
                    }
                }
                // Not when held down: whoever clears the text does not mean the tags before it.
                "Backspace" if typed.is_empty() && !event.repeat() => {
                    value.update(|tags| {
                        tags.pop();
                    });
                    refusal.set(None);
                }
                "Escape" if expanded.get_untracked() => {
                    event.prevent_default();
                    event.stop_propagation();
                    shut();
                }
                key @ ("ArrowDown" | "ArrowUp" | "PageDown" | "PageUp") => {
                    event.prevent_default();
                    open.set(true);
                    let count = shown.with_untracked(Vec::len);
                    active.set(keys::step(key, active.get_untracked(), count));
                }
                _ => {}
            }
        };
        let on_left = move |event: ev::FocusEvent| {
            let Some(anchor) = anchor.try_get_untracked() else { return };
            let to = event.related_target();
            if focus::inside(&anchor, to.clone()) {
                return;
            }
            shut();
            let is_pressed = to
                .and_then(|to| to.dyn_into::<Element>().ok())
                .is_some_and(|to| to.matches("button, summary, a").unwrap_or_default());
            if !is_pressed
                && let Some(typed) = pending.try_get_untracked().filter(|typed| !typed.trim().is_empty())
            {
                add(edit::split(&typed, splits), "");
            }
        };

        let chips = {
            let name = label.clone();
            move || {
                let row = |tag: String| {
                    let gone = tag.clone();
                    el("li")
                        .child(Chip {
                            disabled,
                            ..Chip::new(
                                tag.clone(),
                                words::remove(&tag),
                                Callback::new(move |()| remove(&gone)),
                            )
                        })
                        .part()
                };
                let tags = value.get();
                (!tags.is_empty()).then(|| {
                    el("ul")
                        .class("tags-chosen")
                        .attr("role", "list")
                        .attr("aria-label", name.clone())
                        .child(tags.into_iter().map(row).collect::<Vec<_>>())
                        .part()
                })
            }
        };
        let entry_id = {
            let list_id = list_id.clone();
            move |index: usize| id::numbered(&list_id, index as u64)
        };
        let active_id = {
            let entry_id = entry_id.clone();
            move || active.get().map(&entry_id)
        };
        let popup = {
            let (list_id, label, active_id) = (list_id.clone(), label.clone(), active_id.clone());
            let pick = Callback::new(move |tag: String| {
                add(vec![tag], "");
                to_input();
            });
            move || {
                expanded.get().then(|| {
                    suggested(anchor, list_id.clone(), label.clone(), shown, active, active_id.clone(), pick)
                })
            }
        };
        let described = {
            let ids = ids.clone();
            move || ids.description(problem.with(Option::is_some))
        };
        // Pressing the air between the chips means the field.
        let on_down = move |event: ev::MouseEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let air = target.is_some_and(|target| {
                target.dyn_ref::<HtmlInputElement>().is_none()
                    && target.closest("button,.popup").ok().flatten().is_none()
            });
            if air {
                event.prevent_default();
                to_input();
            }
        };
        let control = el("div")
            .class("input tags-box")
            .class_if("tags-off", move || disabled.get())
            .class_if("tags-wrong", move || problem.with(Option::is_some))
            .node(anchor)
            .on("mousedown", on_down)
            .on("focusout", on_left)
            .child(dynamic(chips))
            .child(
                el("input")
                    .attr("type", "text")
                    .class("tags-typed")
                    .attr("id", ids.control.clone())
                    .node(input)
                    .attr("role", "combobox")
                    .attr("aria-autocomplete", "list")
                    .live("aria-expanded", move || if expanded.get() { "true" } else { "false" })
                    .live("aria-controls", move || expanded.get().then(|| list_id.clone()))
                    .live("aria-activedescendant", active_id)
                    .live("aria-invalid", move || problem.with(Option::is_some).then_some("true"))
                    .live("aria-describedby", described)
                    .attr("autocomplete", "off")
                    .attr("spellcheck", "false")
                    .attr("autocapitalize", "off")
                    .attr("enterkeyhint", "enter")
                    .prop("value", move || pending.get())
                    .prop("disabled", move || disabled.get())
                    .on("input", on_input)
                    .on("paste", on_paste)
                    .on("keydown", on_key),
            )
            .child(dynamic(popup))
            .part();
        frame(&ids, label, false, hint, problem, control.part())
    }
}

fn suggested(
    anchor: NodeRef,
    list_id: String,
    label: String,
    shown: Live<Vec<String>>,
    active: Var<Option<usize>>,
    active_id: impl Fn() -> Option<String> + Send + Sync + 'static,
    pick: Callback<String>,
) -> Part {
    let popup = NodeRef::default();
    let list = NodeRef::default();
    float(popup, anchor, false);
    follow(list, active_id);
    let ids = list_id.clone();
    let rows = move || {
        let row = |(index, tag): (usize, String)| {
            let chosen = tag.clone();
            el("li")
                .attr("role", "option")
                .attr("id", id::numbered(&ids, index as u64))
                .class("option")
                .class_if("active", move || active.get() == Some(index))
                .live("aria-selected", move || if active.get() == Some(index) { "true" } else { "false" })
                .on("click", move |_: web_sys::Event| pick.run(chosen.clone()))
                .child(el("bdi").class("option-label").child(tag))
                .part()
        };
        shown.get().into_iter().enumerate().map(row).collect::<Vec<_>>()
    };
    el("div")
        .class("popup")
        .attr("popover", "manual")
        .node(popup)
        .on("mousedown", move |event| keep_focus(&event))
        .child(
            el("ul")
                .class("options options-typed")
                .attr("role", "listbox")
                .attr("id", list_id)
                .attr("aria-label", label)
                .node(list)
                .child(dynamic(rows)),
        )
        .part()
}
