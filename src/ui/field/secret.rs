//! A field for what nobody else should read: it is written, and never read back.

use leptos::{ev, prelude::*};
use web_sys::DragEvent;

use super::file::Intake;
use super::{Ids, frame};
use crate::browser::{file, focus};
use crate::live::{Live, Var, computed};
use crate::ui::el::{El, NodeRef, button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::words;

/// A masked field. What was just typed can be looked at; it is masked again when the focus leaves.
pub struct SecretField {
    /// The visible label, and the accessible name.
    pub label: String,
    /// What is typed. The caller empties it when the dialog closes or has succeeded.
    pub value: Var<String>,
    /// What to type, said below.
    pub hint: Option<String>,
    /// Why it was refused.
    pub error: Live<Option<String>>,
    /// Cannot be changed now.
    pub disabled: Live<bool>,
    /// Several lines, for a key file or JSON.
    pub multiline: bool,
    /// Has several lines, and takes the text of a file with one of these endings (`.pem,.key`), chosen or dropped.
    pub accepts: Option<&'static str>,
    /// Whether what is held now is to be taken away, where it can be. What was typed stays meanwhile.
    pub removed: Option<Var<bool>>,
    /// Gets the focus when its dialog opens.
    pub autofocus: bool,
}

impl SecretField {
    /// With nothing but what it cannot do without.
    pub fn new(label: impl Into<String>, value: Var<String>) -> Self {
        Self {
            label: label.into(),
            value,
            hint: Default::default(),
            error: Default::default(),
            disabled: Default::default(),
            multiline: Default::default(),
            accepts: Default::default(),
            removed: Default::default(),
            autofocus: Default::default(),
        }
    }
}

impl Child for SecretField {
    fn part(self) -> Part {
        let Self { label, value, hint, error, disabled, multiline, accepts, removed, autofocus } = self;
        let ids = Ids::new("secret", hint.is_some());
        let intake = Intake {
            endings: accepts.unwrap_or_default(),
            value,
            read: Var::default(),
            refusal: Var::default(),
            turn: Var::default(),
        };
        let has_lines = multiline || accepts.is_some();
        let is_removed = move || removed.is_some_and(Var::get);
        let off = computed(move || disabled.get() || is_removed());
        let problem = computed(move || intake.refusal.get().or_else(|| error.get()));
        let shown = Var::new(false);

        let described = {
            let ids = ids.clone();
            move || ids.description(problem.with(Option::is_some))
        };
        let control = if has_lines { lines(shown) } else { line(shown) };
        let control = control
            .attr("id", ids.control.clone())
            .attr("spellcheck", "false")
            .attr("autocapitalize", "off")
            .attr("autofocus", autofocus)
            .prop("value", move || if is_removed() { String::new() } else { value.get() })
            .prop("disabled", move || off.get())
            .live("aria-invalid", move || problem.with(Option::is_some).then_some("true"))
            .live("aria-describedby", described)
            .on("input", move |event: ev::Event| {
                intake.next();
                value.set(event_target_value(&event));
            });
        // Their names do not change with their state, which `aria-pressed` says already.
        let show = button("button", words::SHOW, move |_| shown.update(|shown| *shown = !*shown))
            .attr("aria-label", words::show(&label))
            .live("aria-pressed", move || if shown.get() { "true" } else { "false" })
            .prop("disabled", move || off.get());
        let remove = removed.map(|removed| {
            let toggle = move |_| {
                intake.next();
                removed.update(|removed| *removed = !*removed);
            };
            button("button secret-remove", words::REMOVE, toggle)
                .attr("aria-label", words::remove(&label))
                .live("aria-pressed", move || if removed.get() { "true" } else { "false" })
                .prop("disabled", move || disabled.get())
        });
        let choose = accepts.map(|_| {
            let or = el("span").class("secret-drop").child(words::OR_DROP).part();
            (intake.chooser(&label, off), or)
        });
        let around = NodeRef::default();
        let leaves = move |to| {
            let around = around.try_get_untracked();
            !around.is_some_and(|around| focus::inside(&around, to))
        };
        let both = el("div")
            .class("secret")
            .class_if("secret-lines", move || has_lines)
            .node(around)
            .on("focusout", move |event: ev::FocusEvent| {
                if leaves(event.related_target()) {
                    shown.try_set(false);
                }
            })
            .child(control)
            .child(choose)
            .child(show)
            .child(remove);
        let both = if accepts.is_some() { takes_drops(both, intake, off, leaves) } else { both };
        let status =
            move || if is_removed() { Some(words::WILL_BE_REMOVED.to_owned()) } else { intake.read.get() };
        let both = both.child(
            el("p").class("secret-status").attr("role", "status").attr("dir", "auto").child(dynamic(status)),
        );
        frame(&ids, label, false, hint, problem, both.part())
    }
}

/// A line, masked by the browser. A password of the person's own must not be filled in by their browser, and `off` is
/// not heeded there: <https://developer.mozilla.org/docs/Web/Security/Practical_implementation_guides/Turning_off_form_autocompletion>.
fn line(shown: Var<bool>) -> El {
    el("input")
        .class("input")
        .class_if("mono", move || shown.get())
        .live("type", move || if shown.get() { "text" } else { "password" })
        .attr("autocomplete", "new-password")
}

/// Several lines, which no browser masks by itself; `field.css` does.
fn lines(shown: Var<bool>) -> El {
    el("textarea")
        .class("input mono")
        .class_if("masked", move || !shown.get())
        .attr("rows", "6")
        .attr("autocomplete", "off")
}

/// Takes a file that is dropped anywhere between the field and its buttons.
fn takes_drops(
    around: El,
    intake: Intake,
    off: Live<bool>,
    leaves: impl Fn(Option<web_sys::EventTarget>) -> bool + 'static,
) -> El {
    let over = Var::new(false);
    around
        .class_if("secret-over", move || over.get())
        .on("dragover", move |event: DragEvent| {
            if !off.get_untracked() && file::welcome(&event) && !over.get_untracked() {
                over.set(true);
            }
        })
        .on("dragleave", move |event: DragEvent| {
            if leaves(event.related_target()) {
                over.set(false);
            }
        })
        .on("drop", move |event: DragEvent| {
            over.set(false);
            if !off.get_untracked() && file::welcome(&event) {
                intake.take(file::dropped(&event));
            }
        })
}
