//! What can be done about the reading of a source: pause, go on, read anew.

use leptos::ev::Event;
use patchbay_vendors::source::Source;

use crate::live::computed;
use crate::state::Panel;
use crate::state::loader::{self, Phase};
use crate::ui::el::{El, button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{IconName, icon};
use crate::words;

/// The button that pauses and continues the reading of a source, while there is one. It names the source, to the eye
/// too where that does not stand around it.
pub fn pause(panel: Panel, source: &Source, names: bool) -> Part {
    let id = source.id.clone();
    let phase = computed(move || panel.loads.of(&id).phase);
    let paused = computed(move || phase.get() == Phase::Paused);
    let goes_on = move || matches!(phase.get(), Phase::Reading | Phase::Paused);
    let content = move || {
        let paused = paused.get();
        let name = if paused { IconName::Play } else { IconName::Pause };
        (icon(name), if paused { words::CONTINUE } else { words::PAUSE })
    };
    let label = named(&source.label, names);
    let source = source.clone();
    let press = move |_: Event| match paused.get_untracked() {
        true => loader::resume(panel, &source),
        false => loader::pause(panel, &source),
    };
    let label = (dynamic(content), label);
    button("button button-quiet", label, press).live("hidden", move || !goes_on()).part()
}

/// The button that reads a source anew.
pub fn reload(panel: Panel, source: &Source) -> Part {
    let label = (icon(IconName::Refresh), words::RELOAD, named(&source.label, false));
    let source = source.clone();
    button("button", label, move |_: Event| loader::load(panel, &source)).part()
}

/// The button that reads all sources anew.
pub fn reload_all(panel: Panel) -> Part {
    let label = (icon(IconName::Refresh), words::RELOAD_ALL);
    button("button button-quiet", label, move |_: Event| loader::load_all(panel)).part()
}

fn named(label: &str, shown: bool) -> El {
    el("span").class(if shown { "" } else { "visually-hidden" }).attr("dir", "auto").child(label)
}
