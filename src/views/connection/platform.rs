//! What a vendor tells about a connection's platform: asked for when somebody wants to read it.

use leptos::ev;
use leptos::prelude::event_target;
use patchbay_vendors::call::Call;
use patchbay_vendors::catalogue::Catalogue;
use patchbay_vendors::source::Source;
use web_sys::HtmlElement;

use super::Known;
use crate::live::{Callback, Var, computed};
use crate::parts;
use crate::state::Panel;
use crate::ui::el::{button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{focus, fold_asking};
use crate::views::inquiry::Inquiry;
use crate::views::{facts, trouble};
use crate::words;

/// The fold, where the vendor tells anything at all.
pub(super) fn view(panel: Panel, source: Source, known: Var<Known>) -> Part {
    // Another state of the same connection leaves open what is open.
    let is_told = {
        let source = source.clone();
        computed(move || known.with(|known| question(&source, known).is_some()))
    };
    dynamic(move || is_told.get().then(|| one(panel, source.clone(), known)))
}

fn question(source: &Source, known: &Known) -> Option<Call<Catalogue>> {
    match known {
        Known::Read(detail) => source.vendor.catalogue(source, detail, None),
        _ => None,
    }
}

fn one(panel: Panel, source: Source, known: Var<Known>) -> Part {
    let inquiry = Inquiry::new(panel);
    let ask = Callback::new(move |()| {
        if let Some(call) = known.with_untracked(|known| question(&source, known)) {
            inquiry.ask(&source, call, |catalogue| catalogue.facts);
        }
    });
    let answer = move || {
        inquiry.answer.with(|answer| match answer {
            None => None,
            Some(Ok(told)) if told.is_empty() => Some(el("p").child(words::NOTHING_ABOUT_PLATFORM).part()),
            Some(Ok(told)) => Some(facts::list(told)),
            Some(Err(said)) => Some(parts![
                el("div").attr("role", "alert").child(trouble::view(said.clone())),
                button("button", words::TRY_AGAIN, move |event| again(&event, ask))
            ]),
        })
    };
    let reading = move || inquiry.is_asking().then_some(words::READING);
    // What is said aloud is there before it says anything; at the end it takes no room meanwhile.
    let content = parts![dynamic(answer), el("p").attr("role", "status").child(dynamic(reading))];
    // It is opened again and again, and asked for once.
    let opened = move |_| {
        if !inquiry.is_asking() && inquiry.answer.with_untracked(Option::is_none) {
            ask.run(());
        }
    };
    fold_asking(words::ABOUT_PLATFORM, content, opened)
}

/// The button goes with the answer that it stands in, so the focus goes to the heading before.
fn again(event: &ev::Event, ask: Callback<()>) {
    focus::move_on(&event_target::<HtmlElement>(event), ".detail summary");
    ask.run(());
}
