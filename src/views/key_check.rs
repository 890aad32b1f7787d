//! Asks a source's vendor whether the key is good, and for what.

use patchbay_vendors::source::Source;

use super::inquiry::Inquiry;
use super::{facts, trouble};
use crate::live::{Live, effect};
use crate::parts;
use crate::state::Panel;
use crate::ui::el::{button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::words;

/// The button that asks, and what came of it. What reads the source anew may do so with another key, and what was said
/// of the one before goes.
pub fn view(panel: Panel, source: Source, is_reading: Live<bool>) -> Part {
    let inquiry = Inquiry::new(panel);
    effect(move || {
        if is_reading.get() {
            inquiry.forget();
        }
    });
    let press = move |_| {
        if !inquiry.is_asking() {
            inquiry.ask(&source, source.vendor.check(&source), |facts| facts);
        }
    };
    let status = move || {
        let is_good = inquiry.answer.with(|answer| matches!(answer, Some(Ok(_))));
        if inquiry.is_asking() { Some(words::CHECKING) } else { is_good.then_some(words::KEY_GOOD) }
    };
    let more = move || {
        inquiry.answer.with(|answer| match answer {
            Some(Ok(told)) if !told.is_empty() => Some(facts::list(told)),
            Some(Err(said)) => {
                Some(el("div").attr("role", "alert").child(trouble::view(said.clone())).part())
            }
            _ => None,
        })
    };
    parts![
        el("div")
            .class("card-actions")
            // Disabled it would lose the focus.
            .child(
                button("button", words::CHECK_KEY, press)
                    .live("aria-disabled", move || inquiry.is_asking().then_some("true"))
            )
            .child(el("span").attr("role", "status").child(dynamic(status))),
        dynamic(more)
    ]
}
