//! What just happened, said once, with a way back.
//!
//! The clock is the caller's; while a notice is under the pointer or has the focus, `on_hold` asks to
//! stop it. Both regions stand from the start, since one that comes with its text is not read out.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::icon::{Icon, IconName};
use super::{mark::Tone, words};
use crate::ui::erase::{handler, IntoPart, Part};
use crate::browser::focus;

/// One message.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Tells it from the others.
    pub id: u64,
    /// `Bad` makes it an alert.
    pub tone: Tone,
    /// What happened.
    pub text: String,
    /// A button, usually "Undo". The caller takes the notice away when it has been pressed.
    pub action: Option<(String, Callback<()>)>,
}

/// The messages that stand now.
#[component]
pub fn Notices(
    /// In the order in which they came.
    #[prop(into)]
    notices: Signal<Vec<Notice>>,
    /// Takes one away.
    on_dismiss: Callback<u64>,
    /// Stops (`true`) and restarts (`false`) the clock of one.
    on_hold: Callback<(u64, bool)>,
) -> Part {
    let all = NodeRef::<html::Div>::new();
    // Where the focus was before it came here: it goes back there when its notice goes.
    let origin = StoredValue::new_local(None::<HtmlElement>);
    let came = move |event: ev::FocusEvent| {
        if let Some(all) = all.try_get_untracked().flatten()
            && let Some(from) = event.related_target()
            && !focus::inside(&all, Some(from.clone()))
        {
            let _ = origin.try_set_value(from.dyn_into().ok());
        }
    };
    let back = move || {
        let inside = all
            .get_untracked()
            .is_some_and(|all| focus::active(&all).is_some_and(|now| all.contains(Some(&now))));
        if inside && let Some(origin) = origin.get_value() {
            focus::give(&origin);
        }
    };
    let part = move |alerts: bool| {
        let some = move || {
            notices.with(|all| {
                all.iter().filter(|notice| (notice.tone == Tone::Bad) == alerts).cloned().collect::<Vec<_>>()
            })
        };
        let key = |notice: &Notice| (notice.id, notice.text.clone());
        let row = move |notice: Notice| one(notice, on_dismiss, on_hold, Callback::new(move |()| back()));
        view! { <For each=some key=key children=row/> }.part()
    };
    view! {
        <div class="notices" node_ref=all on:focusin=handler(came)>
            <div class="notices-part" role="alert" aria-atomic="false">{part(true)}</div>
            <div class="notices-part" role="status" aria-live="polite" aria-atomic="false">{part(false)}</div>
        </div>
    }
    .part()
}

fn one(
    notice: Notice,
    on_dismiss: Callback<u64>,
    on_hold: Callback<(u64, bool)>,
    back: Callback<()>,
) -> Part {
    let Notice { id, tone, text, action, .. } = notice;
    let hold = move |on: bool| {
        let _ = on_hold.try_run((id, on));
    };
    let act = action.map(|(label, run)| {
        let press = move |_: ev::MouseEvent| {
            let _ = back.try_run(());
            let _ = run.try_run(());
        };
        view! { <button type="button" class="button" on:click=handler(press)>{label}</button> }.part()
    });
    let dismiss = move |_: ev::MouseEvent| {
        let _ = back.try_run(());
        let _ = on_dismiss.try_run(id);
    };
    view! {
        <div
            class=tone.with("notice")
            on:mouseenter=handler(move |_| hold(true))
            on:mouseleave=handler(move |_| hold(false))
            on:focusin=handler(move |_| hold(true))
            on:focusout=handler(move |_| hold(false))
        >
            <Icon name=tone.icon()/>
            <span class="notice-text">{text}</span>
            {act}
            <button type="button" class="icon-button" aria-label=words::DISMISS on:click=handler(dismiss)>
                <Icon name=IconName::Close/>
            </button>
        </div>
    }
    .part()
}
