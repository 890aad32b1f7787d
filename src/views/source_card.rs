//! One source: how far it is, what is wrong with it, its key.

use leptos::ev::Event;
use leptos::ev::SubmitEvent;
use patchbay_vendors::error::Kind;
use patchbay_vendors::source::{Auth, Source};

use crate::live::{Var, computed, effect};
use crate::parts;
use crate::state::Panel;
use crate::state::loader::{self, Load, Phase};
use crate::ui::el::{NodeRef, button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{IconName, SecretField, Tone, card, focus, icon};
use crate::views::inquiry::Inquiry;
use crate::views::{key_check, trouble};
use crate::words;
use web_sys::HtmlFormElement;

/// Whether a source has something to say above the table.
pub fn is_needed(load: &Load) -> bool {
    matches!(load.phase, Phase::NeedsKey | Phase::Capped | Phase::Repeats | Phase::Failed(_))
        || !load.broken.is_empty()
        || load.moved
}

/// What else is to stand in a card.
#[derive(Default)]
pub struct More {
    /// What the source is.
    pub about: Option<Part>,
    /// What can be done to it.
    pub actions: Option<Part>,
}

/// The card of a source: a region of its label.
pub fn view(panel: Panel, source: Source, more: More) -> Part {
    let id = source.id.clone();
    let load = computed(move || panel.loads.of(&id));
    let phase = computed(move || load.with(|load| load.phase.clone()));
    let content = {
        let source = source.clone();
        move || phase_view(panel, &source, &phase.get())
    };
    let rows = {
        let source = source.clone();
        move || rows(panel, &source, &load.get())
    };
    let is_reading = computed(move || phase.get() == Phase::Reading);
    let can_ask = {
        let source = source.clone();
        computed(move || panel.keys.suffice(&source))
    };
    let label = source.label.clone();
    let tone = move || match phase.get() {
        Phase::NeedsKey | Phase::Paused => Tone::Neutral,
        Phase::Reading => Tone::Busy,
        Phase::Capped | Phase::Repeats => Tone::Warn,
        Phase::Complete => {
            if load.with(|load| load.broken.is_empty() && !load.moved) {
                Tone::Good
            } else {
                Tone::Warn
            }
        }
        Phase::Failed(_) => Tone::Bad,
    };
    // What reads the source anew may do so with another key, and what was said of the one before goes.
    let inquiry = Inquiry::new(panel);
    effect(move || {
        if is_reading.get() || !can_ask.get() {
            inquiry.forget();
        }
    });
    let check = move || can_ask.get().then(|| key_check::ask(inquiry, source.clone()));
    let parts = parts![
        more.about,
        dynamic(content),
        dynamic(rows),
        el("div").class("line").child(dynamic(check)).child(more.actions),
        key_check::answer(inquiry)
    ];
    card(computed(tone), &label, parts).part()
}

fn phase_view(panel: Panel, source: &Source, phase: &Phase) -> Part {
    match phase {
        Phase::NeedsKey => parts![
            el("p").child(words::key_needed(source)),
            (source.auth == Auth::Key).then(|| key_form(panel, source))
        ],
        Phase::Reading => el("p").child(words::READING).part(),
        Phase::Paused => el("p").child(words::PAUSED).part(),
        Phase::Capped => el("p").child(words::CAPPED).part(),
        Phase::Complete => ().part(),
        Phase::Repeats => parts![
            el("div").attr("role", "alert").child(trouble::view(words::repeats(source))),
            try_again(panel, source)
        ],
        Phase::Failed(error) => {
            let asks_key = source.auth == Auth::Key
                && matches!(error.kind(), Kind::Unauthorized | Kind::Forbidden | Kind::Quota | Kind::NotSent);
            parts![
                el("div").attr("role", "alert").child(trouble::view(words::error(error, source))),
                asks_key.then(|| key_form(panel, source)),
                try_again(panel, source)
            ]
        }
    }
}

fn try_again(panel: Panel, source: &Source) -> Part {
    let source = source.clone();
    let again = move |_: Event| loader::load(panel, &source);
    let label = (icon(IconName::Refresh), words::TRY_AGAIN);
    el("div").class("card-actions").child(button("button", label, again)).part()
}

fn rows(panel: Panel, source: &Source, load: &Load) -> Part {
    let said = words::rows_read(load.read, load.total, load.is_complete());
    let had = panel.fleet.with(|fleet| fleet.len_of(&source.id));
    let said = match load.phase {
        Phase::NeedsKey => None,
        Phase::Failed(_) if had == 0 => None,
        Phase::Failed(_) => Some(words::rows_kept(had)),
        Phase::Capped => Some(words::rows_loaded(load.read, load.total)),
        Phase::Reading | Phase::Paused | Phase::Repeats | Phase::Complete => Some(said),
    };
    let broken = load.broken.first().map(|first| words::broken_rows(load.broken.len(), &first.at));
    parts![
        said.map(|said| el("p").child(said).part()),
        broken.map(|broken| el("p").child(broken).part()),
        load.moved.then(|| el("p").child(words::MOVED).part())
    ]
}

fn key_form(panel: Panel, source: &Source) -> Part {
    let typed = Var::new(String::new());
    let source = source.clone();
    let label = words::key_label(&source.label);
    let form = NodeRef::<HtmlFormElement>::default();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let key = typed.try_update(std::mem::take).unwrap_or_default();
        if !key.trim().is_empty() {
            loader::use_key(panel, &source, &key);
            // The field is gone with its card, and the focus must not fall out of the panel.
            if let Some(form) = form.try_get_untracked() {
                focus::move_on(&form, ".search input, .panel-nav a[aria-current]");
            }
        }
    };
    el("form")
        .class("key-form")
        .node(form)
        .on("submit", submit)
        .child(SecretField::new(label, typed))
        .child(el("button").attr("type", "submit").class("button button-primary").child(words::USE_KEY))
        .part()
}
