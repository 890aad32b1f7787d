//! The dialog of an edit: it stays open and busy until the vendor has answered, so that what was
//! typed, the refusal and the next try stay in one place.

use leptos::ev::SubmitEvent;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;
use patchbay_vendors::connection::Connection;
use patchbay_vendors::form::{Edit, Problem};
use patchbay_vendors::source::Source;

use super::fields::Filled;
use super::offers;
use crate::ui::el::el;
use crate::ui::erase::{Child, Part, dynamic, leptos};
use crate::ui::computed::computed;
use crate::browser::fetch::Abort;
use crate::outcome::Stopped;
use crate::route::View;
use crate::state::Panel;
use crate::state::client::Missed;
use crate::state::edits::{self, Change};
use crate::ui::{Dialog, DialogActions};
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
    Open(Connection, Filled),
}

pub(super) fn view(panel: Panel, source: Source, id: String, edit: Edit) -> Part {
    let stage = RwSignal::new(Stage::Opening);
    let busy = RwSignal::new(false);
    let leaving = RwSignal::new(false);
    open(panel, source.clone(), id.clone(), edit, stage);

    let shut = {
        let (source, id) = (source.id.clone(), id.clone());
        Callback::new(move |()| {
            panel.nav.show(View::Connection { source: source.clone(), id: id.clone(), edit: None });
        })
    };
    // Leaving typed changes asks first.
    let close = Callback::new(move |()| {
        let changed = stage.with_untracked(|stage| match stage {
            Stage::Open(_, filled) => untrack(|| filled.is_changed()),
            _ => false,
        });
        if changed && !leaving.get_untracked() {
            leaving.set(true);
        } else {
            shut.run(());
        }
    });
    let step = computed(move || u32::from(stage.with(|stage| !matches!(stage, Stage::Opening))));
    let form = move || {
        match stage.get() {
        Stage::Opening => el("p").attr("role", "status").child(words::READING).part(),
        Stage::Closed(said) => vec![Child::part(el("div").attr("role", "alert").child(trouble::view(said))), Child::part(leptos(view! { <DialogActions >{Child::part(el("button").attr("type", "button").class("button").on("click", move |_: Event| shut.run(())).child(words::CLOSE))}</DialogActions> }))]
        .part(),
        Stage::Open(connection, filled) => {
            Form { panel, source: source.clone(), connection, filled, busy, leaving, stage, close, shut }
                .view()
        }
    }
    };
    leptos(
        view! { <Dialog title=words::edit(edit) busy=busy step=Signal::from(step) on_close=close fallback="a[href], button">{Child::part(dynamic(form))}</Dialog> },
    )
}

fn open(panel: Panel, source: Source, id: String, edit: Edit, stage: RwSignal<Stage>) {
    let abort = Abort::default();
    let signal = abort.signal();
    StoredValue::new_local(abort);
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
                        stage.try_set(Stage::Open(connection, Filled::new(form)));
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
    busy: RwSignal<bool>,
    leaving: RwSignal<bool>,
    stage: RwSignal<Stage>,
    close: Callback<()>,
    shut: Callback<()>,
}

impl Form {
    fn view(self) -> Part {
        let Self { panel, busy, leaving, close, shut, .. } = self;
        let problems = RwSignal::new(Vec::<Problem>::new());
        let refusal = RwSignal::new(None::<Said>);
        let edit = self.filled.form().edit;
        let title = self.connection.title();
        let fields = self.filled.view(panel, problems, busy.into());
        let filled = self.filled.clone();
        let can_save = computed(move || edit.is_confirmed() || filled.is_changed());
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            leaving.set(false);
            self.save(problems, refusal);
        };
        let confirms = edit.is_confirmed().then(|| el("p").child(words::will(edit, &title)).part());
        el("form").class("edit-form").on("submit", submit).live("aria-busy", move || busy.get().then_some("true")).child(el("p").class("of").attr("dir", "auto").child(title)).child(fields).child(confirms).child(dynamic(move || refusal.get().map(|said| el("div").class("refusal").attr("role", "alert").child(trouble::view(said)).part()))).child(dynamic(move || busy.get().then(|| el("p").attr("role", "status").child(words::SAVING).part()))).child(dynamic(move || if leaving.get() {
                    leptos(view! { <DialogActions >{Child::part(el("p").attr("role", "alert").child(words::LEAVING))} {Child::part(el("button").attr("type", "button").class("button").attr("autofocus", true).on("click", move |_: Event| leaving.set(false)).child(words::KEEP_EDITING))} {Child::part(el("button").attr("type", "button").class("button button-danger").on("click", move |_: Event| shut.run(())).child(words::DISCARD))}</DialogActions> })
                } else {
                    leptos(view! { <DialogActions >{Child::part(el("button").attr("type", "button").class("button").prop("disabled", move || busy.get()).on("click", move |_: Event| close.run(())).child(if edit.is_confirmed() { words::BACK } else { words::CANCEL }))} {Child::part(el("button").attr("type", "submit").class("button").class_if("button-primary", move || !edit.is_confirmed()).class_if("button-danger", move || edit.is_confirmed()).prop("disabled", move || busy.get() || !can_save.get()).child(if edit.is_confirmed() { words::CONFIRM } else { words::SAVE }))}</DialogActions> })
                }))
        .part()
    }

    /// Sends once, however often Save is pressed.
    fn save(&self, problems: RwSignal<Vec<Problem>>, refusal: RwSignal<Option<Said>>) {
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
            let gone = stage.is_disposed();
            match ended {
                Ok(done) => {
                    edits::tell(panel, &change, done);
                    if !gone {
                        shut.run(());
                    }
                }
                Err(Stopped::Problems(found)) => {
                    problems.try_set(found);
                }
                Err(stopped) => {
                    let said = words::stopped(&stopped, &change.source);
                    // Whoever has left the dialog has to hear of it all the same.
                    if gone {
                        panel.notices.alert(words::one_line(&said));
                    } else {
                        refusal.try_set(Some(said));
                    }
                }
            }
        });
    }
}
