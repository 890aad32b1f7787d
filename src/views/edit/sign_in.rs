//! Where a person goes on at a page of the platform's, and comes back from it.

use leptos::task::spawn_local;
use patchbay_vendors::edit::Edit;
use patchbay_vendors::link::Link;
use patchbay_vendors::source::Source;

use crate::live::{Callback, Var, keep};
use crate::state::{Panel, edits, returns};
use crate::ui::dialog_actions;
use crate::ui::el::{button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::views::trouble;
use crate::words::{self, Said};

/// The step that waits for somebody to come back.
pub(super) struct SignIn {
    pub(super) panel: Panel,
    pub(super) source: Source,
    pub(super) id: String,
    pub(super) edit: Edit,
    pub(super) link: Link,
    /// What is done once all is done.
    pub(super) done: Callback<()>,
    pub(super) close: Callback<()>,
}

impl Child for SignIn {
    fn part(self) -> Part {
        let Self { panel, source, id, edit, link, done, close } = self;
        let refusal = Var::new(None::<Said>);
        let status = Var::new(words::WAITING);
        let url = link.url().to_owned();
        let host = words::open_link(link.host());
        let consent = words::give_consent(&source);
        keep(returns::Watch::new(move |query| {
            // Another page's answer would connect somebody else's account:
            // <https://www.rfc-editor.org/rfc/rfc6749#section-10.12>.
            if !link.is_answered_by(&query) {
                status.try_set(words::OTHER_ANSWER);
                return false;
            }
            refusal.try_set(None);
            status.try_set(words::CAME_BACK);
            let (source, id) = (source.clone(), id.clone());
            spawn_local(async move {
                match edits::finish(panel, &source, &id, edit, &query).await {
                    Ok(()) => done.try_run(()).unwrap_or_default(),
                    Err(said) => {
                        refusal.try_set(Some(said));
                        status.try_set(words::WAITING);
                    }
                }
            });
            true
        }));
        let refused = move || {
            let said = refusal.get()?;
            Some(el("div").class("refusal").attr("role", "alert").child(trouble::view(said)).part())
        };
        el("div")
            .class("sign-in")
            .child(el("p").child(consent))
            .child(
                el("p").child(
                    el("a")
                        .class("button button-primary")
                        .attr("href", url)
                        .attr("target", "_blank")
                        .attr("rel", "noopener noreferrer")
                        .child(host),
                ),
            )
            .child(el("p").attr("role", "status").child(dynamic(move || status.get())))
            .child(dynamic(refused))
            .child(dialog_actions().child(button("button", words::CLOSE, move |_| close.run(()))))
            .part()
    }
}
