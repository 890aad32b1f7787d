//! What just happened, said once, with a way back.
//!
//! The clock is the caller's; while a notice is under the pointer or has the focus, `on_hold` asks to
//! stop it. Both regions stand from the start, since one that comes with its text is not read out.

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::icon::{IconName, icon};
use super::keyed::keyed;
use super::{mark::Tone, words};
use crate::browser::focus;
use crate::live::{Callback, Live, Var};
use crate::ui::el::{NodeRef, button, el};
use crate::ui::part::{Child, Part};

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells it from the others.
    pub id: u64,
    /// `Bad` makes it an alert.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// A button, usually "Undo". The caller takes the notice away when it has been pressed.
    pub action: Option<&'static str>,
}

/// The messages that stand now.
pub struct Notices {
    /// In the order in which they came.
    pub notices: Live<Vec<Notice>>,
    /// Does what the button of one says.
    pub on_action: Callback<u64>,
    /// Takes one away.
    pub on_dismiss: Callback<u64>,
    /// Stops (`true`) and restarts (`false`) the clock of one.
    pub on_hold: Callback<(u64, bool)>,
}

impl Child for Notices {
    fn part(self) -> Part {
        let Self { notices, on_action, on_dismiss, on_hold } = self;
        let all = NodeRef::default();
        // Where the focus was before it came here: it goes back there when its notice goes.
        let origin = Var::new(None::<HtmlElement>);
        let came = move |event: ev::FocusEvent| {
            if let Some(all) = all.try_get_untracked()
                && let Some(from) = event.related_target()
                && !focus::inside(&all, Some(from.clone()))
            {
                origin.try_set(from.dyn_into().ok());
            }
        };
        let back = move || {
            let inside = all
                .try_get_untracked()
                .is_some_and(|all| focus::active(&all).is_some_and(|now| all.contains(Some(&now))));
            if inside && let Some(origin) = origin.get_untracked() {
                focus::give(&origin);
            }
        };
        let part = move |alerts: bool| {
            let some = move || {
                notices.with(|all| {
                    all.iter()
                        .filter(|notice| (notice.tone == Tone::Bad) == alerts)
                        .cloned()
                        .collect::<Vec<_>>()
                })
            };
            keyed(
                some,
                |notice| notice.id,
                move |notice, _| {
                    let back = Callback::new(move |()| back());
                    one(notice, [on_action, on_dismiss], on_hold, back)
                },
            )
        };
        el("div")
            .class("notices")
            .node(all)
            .on("focusin", came)
            .child(
                el("div")
                    .class("notices-part")
                    .attr("role", "alert")
                    .attr("aria-atomic", "false")
                    .child(part(true)),
            )
            .child(
                el("div")
                    .class("notices-part")
                    .attr("role", "status")
                    .attr("aria-live", "polite")
                    .attr("aria-atomic", "false")
                    .child(part(false)),
            )
            .part()
    }
}

fn one(
    notice: Notice,
    [on_action, on_dismiss]: [Callback<u64>; 2],
    on_hold: Callback<(u64, bool)>,
    back: Callback<()>,
) -> Part {
    let Notice { id, tone, text, action, .. } = notice;
    let hold = move |on: bool| {
        on_hold.try_run((id, on));
    };
    let press = move |what: Callback<u64>| {
        move |_: ev::Event| {
            back.try_run(());
            what.try_run(id);
        }
    };
    let act = action.map(|label| button("button", label, press(on_action)));
    el("div")
        .class(tone.with("notice"))
        .on("mouseenter", move |_: web_sys::Event| hold(true))
        .on("mouseleave", move |_: web_sys::Event| hold(false))
        .on("focusin", move |_: web_sys::Event| hold(true))
        .on("focusout", move |_: web_sys::Event| hold(false))
        .child(icon(tone.icon()))
        .child(el("span").class("notice-text").child(text))
        .child(act)
        .child(
            button("icon-button", icon(IconName::Close), press(on_dismiss))
                .attr("aria-label", words::DISMISS),
        )
        .part()
}
