//! The accounts: how far each is, and its key.

use leptos::prelude::*;
use patchbay_vendors::source::Source;

use crate::ui::erase::{dynamic, handler, IntoPart, Part};
use crate::state::{Panel, loader};
use crate::ui::{Icon, IconName};
use crate::views::source_card;
use crate::words;

/// The screen `#/sources`.
pub fn view(panel: Panel) -> Part {
    let settings = panel.settings();
    let cards = settings.sources.iter().map(|source| one(panel, source.clone())).collect_view();
    view! {
        <h2>{words::SOURCES}</h2>
        <div class="stack">{cards}</div>
    }
    .part()
}

fn one(panel: Panel, source: Source) -> Part {
    let about = source.vendor.about();
    let reload = {
        let source = source.clone();
        move |_| loader::load(panel, &source)
    };
    let forget = {
        let source = source.clone();
        move |_| loader::forget_key(panel, &source)
    };
    let id = source.id.clone();
    let has_key = Memo::new(move |_| panel.keys.has(&id));
    let again = words::of(words::LOAD_AGAIN, &source.label);
    let forgets = words::of(words::FORGET_KEY, &source.label);
    view! {
        <div class="stack">
            {source_card::view(panel, source.clone())}
            <div class="line">
                <span>{about.name}</span>
                <span class="mono">{source.base.to_string()}</span>
                <span>{words::auth(source.auth)}</span>
                <a href=about.docs target="_blank" rel="noopener noreferrer">
                    {words::DOCS}
                    <Icon name=IconName::External/>
                </a>
                <button type="button" class="button" aria-label=again on:click=handler(reload)>
                    <Icon name=IconName::Refresh/>
                    {words::LOAD_AGAIN}
                </button>
                {dynamic(move || {
                    let (forget, forgets) = (forget.clone(), forgets.clone());
                    has_key.get().then(|| view! {
                        <button type="button" class="button" aria-label=forgets on:click=handler(forget)>{words::FORGET_KEY}</button>
                    }.part())
                })}
            </div>
        </div>
    }
    .part()
}
