//! Asks a source's vendor whether the key is good, and for what.

use patchbay_vendors::source::Source;

use super::inquiry::Inquiry;
use super::{facts, trouble};
use crate::parts;
use crate::ui::el::{El, button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::words;

/// The button that asks.
pub fn ask(inquiry: Inquiry, source: Source) -> El {
    let press = move |_| {
        if !inquiry.is_asking() {
            inquiry.ask(&source, source.vendor.check(&source), |facts| facts);
        }
    };
    // Disabled it would lose the focus.
    button("button", words::CHECK_KEY, press)
        .live("aria-disabled", move || inquiry.is_asking().then_some("true"))
}

/// What came of it.
pub fn answer(inquiry: Inquiry) -> Part {
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
    parts![el("p").attr("role", "status").child(dynamic(status)), dynamic(more)]
}
