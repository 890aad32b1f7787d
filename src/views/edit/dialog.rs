//! The dialog of an edit: it stays open and busy until the vendor has answered, so that what was
//! typed, the refusal and the next try stay in one place.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use patchbay_vendors::connection::Connection;
use patchbay_vendors::form::{Edit, Problem};
use patchbay_vendors::source::Source;

use super::fields::Filled;
use super::offers;
use crate::live::{Callback, Var, computed, keep};
use crate::outcome::Stopped;
use crate::parts;
use crate::route::View;
use crate::state::Panel;
use crate::state::client::{Abort, Missed};
use crate::state::edits::{self, Change};
use crate::ui::el::{NodeRef, button, el};
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{Dialog, dialog_actions, focus};
use crate::views::trouble;
use crate::words::{self, Said};

/// How far the dialog is.
#[derive(Clone)]
enum Stage {
    /// The connection is being read, so that the form begins with what stands there.
    Opening,
    /// It cannot be opened.
    Closed(Said),
    /// It is being filled in.
    Open(Box<Connection>, Filled),
}

pub(super) fn view(panel: Panel, source: Source, id: String, edit: Edit) -> Part {
    let stage = Var::new(Stage::Opening);
    let busy = Var::new(false);
    let leaving = Var::new(false);
    open(panel, source.clone(), id.clone(), edit, stage);

    let shut = {
        let (source, id) = (source.id.clone(), id.clone());
        Callback::new(move |()| {
            panel.nav.show(View::Connection { source: source.clone(), id: id.clone(), edit: None });
        })
    };
    // Leaving typed changes asks first, whichever way it is left.
    let may_leave = Callback::new(move |()| {
        let changed = stage.try_with_untracked(|stage| match stage {
            Stage::Open(_, filled) => untrack(|| filled.is_changed()),
            _ => false,
        });
        let asks = busy.try_get_untracked() == Some(true)
            || changed.unwrap_or_default() && leaving.try_get_untracked() == Some(false);
        if asks && busy.try_get_untracked() == Some(false) {
            leaving.try_set(true);
        }
        !asks
    });
    panel.nav.guard(Some(may_leave));
    on_cleanup(move || panel.nav.guard(None));
    let close = Callback::new(move |()| {
        if may_leave.run(()) {
            shut.run(());
        }
    });
    // A form that arrived late, and the question whether to leave: each wants the focus.
    let step = computed(move || {
        let is_open = stage.with(|stage| !matches!(stage, Stage::Opening));
        u32::from(is_open) + 2 * u32::from(leaving.get())
    });
    let form = move || match stage.get() {
        Stage::Opening => el("p").attr("role", "status").child(words::READING).part(),
        Stage::Closed(said) => parts![
            el("div").attr("role", "alert").child(trouble::view(said)),
            dialog_actions().child(button("button", words::CLOSE, move |_| shut.run(()))),
        ],
        Stage::Open(connection, filled) => Form {
            panel,
            source: source.clone(),
            connection: *connection,
            filled,
            busy,
            leaving,
            stage,
            close,
            shut,
        }
        .view(),
    };
    let fallback = vec![".detail-title".to_owned(), ".table-frame".to_owned()];
    Dialog {
        title: words::edit(edit),
        busy: busy.live(),
        on_close: close,
        step,
        fallback,
        wide: false,
        body: dynamic(form),
    }
    .part()
}

fn open(panel: Panel, source: Source, id: String, edit: Edit, stage: Var<Stage>) {
    let abort = Abort::default();
    let signal = abort.signal();
    keep(abort);
    let settings = panel.settings();
    spawn_local(async move {
        let answer = panel.client.ask(&source, source.vendor.get(&source, &id), &signal).await;
        let opened = match answer {
            Err(Missed::Aborted) => return,
            Err(Missed::Failed(error)) => Stage::Closed(words::error(&error, &source)),
            Ok(detail) => {
                let connection = detail.connection;
                let offered =
                    offers(&settings, &source, &connection).into_iter().find(|(offered, _)| *offered == edit);
                match (offered, source.vendor.form(edit, &connection)) {
                    (Some((_, None)), Some(form)) => {
                        // The signals of the fields have to live in the dialog, not in this task.
                        stage.try_set(Stage::Open(Box::new(connection), Filled::new(form)));
                        return;
                    }
                    (Some((_, Some(why))), _) => Stage::Closed(words::withheld(edit, why)),
                    _ => Stage::Closed(words::withheld(edit, words::NOT_OFFERED.to_owned())),
                }
            }
        };
        stage.try_set(opened);
    });
}

/// The open form.
#[derive(Clone)]
struct Form {
    panel: Panel,
    source: Source,
    connection: Connection,
    filled: Filled,
    busy: Var<bool>,
    leaving: Var<bool>,
    stage: Var<Stage>,
    close: Callback<()>,
    shut: Callback<()>,
}

impl Form {
    fn view(self) -> Part {
        let Self { panel, busy, leaving, close, shut, .. } = self;
        let problems = Var::new(Vec::<Problem>::new());
        let refusal = Var::new(None::<Said>);
        let edit = self.filled.form().edit;
        let title = self.connection.title();
        let fields = self.filled.view(panel, problems, busy.into());
        let filled = self.filled.clone();
        let can_save = computed(move || edit.is_confirmed() || filled.is_changed());
        let node = NodeRef::default();
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            leaving.set(false);
            self.save(problems, refusal, node);
        };
        let refused = move |said| el("div").class("refusal").attr("role", "alert").child(trouble::view(said));
        let saving = || el("p").attr("role", "status").child(words::SAVING);
        let (send, send_class, leave) = if edit.is_confirmed() {
            (words::CONFIRM, "button button-danger", words::BACK)
        } else {
            (words::SAVE, "button button-primary", words::CANCEL)
        };
        let ask = move || {
            dialog_actions()
                .child(el("p").attr("role", "alert").child(words::LEAVING))
                .child(
                    button("button", words::KEEP_EDITING, move |_| leaving.set(false))
                        .attr("autofocus", true),
                )
                .child(button("button button-danger", words::DISCARD, move |_| shut.run(())))
        };
        let offer = move || {
            dialog_actions()
                .child(button("button", leave, move |_| close.run(())).prop("disabled", move || busy.get()))
                .child(
                    el("button")
                        .attr("type", "submit")
                        .class(send_class)
                        .prop("disabled", move || busy.get() || !can_save.get())
                        .child(send),
                )
        };
        el("form")
            .class("edit-form")
            .node(node)
            .on("submit", submit)
            .live("aria-busy", move || busy.get().then_some("true"))
            .child(el("p").class("of").attr("dir", "auto").child(title.as_str()))
            .child(fields)
            .child(edit.is_confirmed().then(|| el("p").child(words::will(edit, &title))))
            .child(dynamic(move || refusal.get().map(refused)))
            .child(dynamic(move || busy.get().then(saving)))
            .child(dynamic(move || if leaving.get() { ask() } else { offer() }))
            .part()
    }

    /// Sends once, however often Save is pressed.
    fn save(&self, problems: Var<Vec<Problem>>, refusal: Var<Option<Said>>, node: NodeRef) {
        let Self { panel, busy, stage, shut, .. } = *self;
        if busy.get_untracked() {
            return;
        }
        problems.set(Vec::new());
        refusal.set(None);
        let draft = match untrack(|| self.filled.draft()) {
            Ok(draft) => draft,
            Err(found) => return problems.set(found),
        };
        let change = Change {
            source: self.source.clone(),
            connection: self.connection.clone(),
            form: self.filled.form().clone(),
            draft,
        };
        busy.set(true);
        spawn_local(async move {
            let ended = edits::save(panel, &change).await;
            busy.try_set(false);
            let gone = stage.is_gone();
            match ended {
                Ok(done) => {
                    let is_there = done.now.is_some();
                    edits::tell(panel, &change, done);
                    match (gone, is_there) {
                        (false, true) => shut.run(()),
                        (false, false) => panel.nav.show(View::Connections),
                        (true, _) => {}
                    }
                }
                Err(Stopped::Problems(found)) => {
                    problems.try_set(found);
                    focus_what_is_wrong(node);
                }
                Err(stopped) => {
                    let said = words::stopped(&stopped, &change.source);
                    // Whoever has left the dialog has to hear of it all the same.
                    if gone {
                        panel.notices.alert(words::one_line(&said));
                    } else {
                        refusal.try_set(Some(said));
                        focus_what_is_wrong(node);
                    }
                }
            }
        });
    }
}

/// A button that was disabled while its request was under way has lost the focus: it goes to the first field that is
/// wrong, or back to the button.
fn focus_what_is_wrong(node: NodeRef) {
    request_animation_frame(move || {
        if let Some(form) = node.try_get_untracked() {
            focus::first_of(&form, &["[aria-invalid=true]", "button[type=submit]"]);
        }
    });
}
