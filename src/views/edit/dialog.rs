//! The dialog of an edit: it stays open and busy until the vendor has answered, so that what was
//! typed, the refusal and the next try stay in one place.
//!
//! ```text
//!   opening ─▶ fill in ─▶ review ─▶ saving ─▶ done
//!                 ▲          │         │
//!                 └──────────┴─────────┤ refused, or changed meanwhile
//!                                      └▶ go on at the platform's page
//! ```

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use patchbay_vendors::catalogue::Catalogue;
use patchbay_vendors::connection::Detail;
use patchbay_vendors::draft::{Draft, Problem, Trouble};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::error::Error;
use patchbay_vendors::form::{self, Note};
use patchbay_vendors::link::Link;
use patchbay_vendors::source::Source;

use super::fields::{Around, Filled};
use super::preview::{self, Preview};
use super::sign_in::SignIn;
use super::{offers, review};
use crate::live::{Callback, Var, computed, keep};
use crate::outcome::Stopped;
use crate::parts;
use crate::route::View;
use crate::state::Panel;
use crate::state::client::{Abort, Missed};
use crate::state::edits::{self, Change, Done};
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
    Open(Box<Opened>),
    /// A person has to go on at this page.
    Away(Link),
}

/// What the form was made from, and what is filled in.
#[derive(Clone)]
struct Opened {
    detail: Detail,
    catalogue: Option<Catalogue>,
    filled: Filled,
}

/// How far a form is.
#[derive(Clone, PartialEq)]
enum Step {
    /// It is being filled in.
    Fill,
    /// What will change is listed and to be confirmed.
    Review(Draft),
}

pub(super) fn view(panel: Panel, source: Source, id: String, edit: Edit) -> Part {
    let stage = Var::new(Stage::Opening);
    let busy = Var::new(false);
    let leaving = Var::new(false);
    let step = Var::new(Step::Fill);
    open(panel, source.clone(), id.clone(), edit, stage, step);

    let shut = {
        let (source, id) = (source.id.clone(), id.clone());
        Callback::new(move |()| {
            panel.nav.show(View::Connection { source: source.clone(), id: id.clone(), edit: None });
        })
    };
    // Leaving typed changes asks first, whichever way it is left.
    let may_leave = Callback::new(move |()| {
        let changed = stage.try_with_untracked(|stage| match stage {
            Stage::Open(opened) => untrack(|| opened.filled.is_changed()),
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
    // A form that arrived late, the next step, and the question whether to leave: each wants the focus.
    let turn = computed(move || {
        let is_open = stage.with(|stage| !matches!(stage, Stage::Opening));
        let is_away = stage.with(|stage| matches!(stage, Stage::Away(_)));
        let in_review = step.with(|step| *step != Step::Fill);
        u32::from(is_open) + 2 * u32::from(leaving.get()) + 4 * u32::from(in_review) + 8 * u32::from(is_away)
    });
    let form = move || match stage.get() {
        Stage::Opening => el("p").attr("role", "status").child(words::READING).part(),
        Stage::Closed(said) => parts![
            el("div").attr("role", "alert").child(trouble::view(said)),
            dialog_actions().child(button("button", words::CLOSE, move |_| shut.run(()))),
        ],
        Stage::Open(opened) => {
            let source = source.clone();
            Form { panel, source, opened: *opened, busy, leaving, step, stage, close, shut }.view()
        }
        Stage::Away(link) => {
            let done = Callback::new(move |()| shut.run(()));
            SignIn { panel, source: source.clone(), id: id.clone(), edit, link, done, close }.part()
        }
    };
    let fallback = vec![".detail-title".to_owned(), ".table-frame".to_owned()];
    Dialog {
        title: words::edit(edit),
        busy: busy.live(),
        on_close: close,
        step: turn,
        fallback,
        wide: matches!(edit, Edit::Credentials),
        body: dynamic(form),
    }
    .part()
}

fn open(panel: Panel, source: Source, id: String, edit: Edit, stage: Var<Stage>, step: Var<Step>) {
    let abort = Abort::default();
    let signal = abort.signal();
    keep(abort);
    let settings = panel.settings();
    spawn_local(async move {
        let vendor = source.vendor;
        let detail = match panel.client.ask(&source, vendor.get(&source, &id), &signal).await {
            Err(Missed::Aborted) => return,
            Err(Missed::Failed(error)) => return stage.try_set(Stage::Closed(words::error(&error, &source))),
            Ok(detail) => detail,
        };
        let offered =
            offers(&settings, &source, &detail.connection).into_iter().find(|offer| offer.0 == edit);
        let withheld = match offered {
            Some((_, None)) => None,
            Some((_, Some(why))) => Some(why),
            None => Some(patchbay_vendors::words::NOT_OFFERED.text().to_owned()),
        };
        if let Some(why) = withheld {
            return stage.try_set(Stage::Closed(words::withheld(edit, why)));
        }
        // Without a catalogue many a form can be filled in all the same; the vendor's module says which.
        let (catalogue, missed) = match vendor.catalogue(&source, &detail, Some(edit)) {
            None => (None, None),
            Some(call) => match panel.client.ask(&source, call, &signal).await {
                Ok(catalogue) => (Some(catalogue), None),
                Err(Missed::Aborted) => return,
                Err(Missed::Failed(error)) => (None, Some(error)),
            },
        };
        let form = vendor.form(&source, edit, &detail, catalogue.as_ref());
        stage.try_set(match (form, missed) {
            (Ok(form), _) => {
                let form = form.within(|edit| settings.allows(edit));
                // Where there is nothing to fill in, there is only to confirm.
                if form.fields.is_empty() {
                    step.try_set(Step::Review(form.draft()));
                }
                Stage::Open(Box::new(Opened { detail, catalogue, filled: Filled::new(form) }))
            }
            (Err(_), Some(error)) => Stage::Closed(words::error(&error, &source)),
            (Err(why), None) => Stage::Closed(words::withheld(edit, why.text().to_owned())),
        });
    });
}

/// The open form.
#[derive(Clone)]
struct Form {
    panel: Panel,
    source: Source,
    opened: Opened,
    busy: Var<bool>,
    leaving: Var<bool>,
    step: Var<Step>,
    stage: Var<Stage>,
    close: Callback<()>,
    shut: Callback<()>,
}

/// What came of the last try.
#[derive(Clone, Copy)]
struct Tried {
    problems: Var<Vec<Problem>>,
    refusal: Var<Option<Said>>,
    /// Lines that tell theirs from mine.
    conflict: Var<Vec<String>>,
    node: NodeRef,
}

impl Form {
    fn view(self) -> Part {
        let Self { panel, busy, leaving, step, close, shut, .. } = self;
        let tried = Tried {
            problems: Var::default(),
            refusal: Var::default(),
            conflict: Var::default(),
            node: NodeRef::default(),
        };
        let filled = self.opened.filled.clone();
        let form = filled.form();
        let edit = form.edit;
        let title = self.opened.detail.connection.title();
        let has_fields = !form.fields.is_empty();
        let in_review = computed(move || step.with(|step| *step != Step::Fill));

        let fields = filled.view(Around { panel, problems: tried.problems, busy: busy.into() });
        let can_save = {
            let filled = filled.clone();
            computed(move || in_review.get() || filled.is_changed() || !edit.proof().has_values())
        };
        let preview = {
            let this = self.clone();
            computed(move || this.preview())
        };
        let notes = {
            let (form, filled) = (form.clone(), filled.clone());
            move || notes(&form, &filled)
        };
        let confirm = {
            let (filled, title) = (filled.clone(), title.clone());
            move || match step.get() {
                Step::Fill => None,
                Step::Review(draft) => Some(review::view(&filled.form(), &draft, &title)),
            }
        };
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            leaving.set(false);
            self.submit(tried);
        };
        let back = Callback::new(move |()| {
            if has_fields && in_review.get_untracked() {
                step.set(Step::Fill);
            } else {
                close.run(());
            }
        });
        let refused = move || {
            let said = tried.refusal.get()?;
            let lines =
                tried.conflict.get().into_iter().map(|line| el("li").attr("dir", "auto").child(line).part());
            let lines = lines.collect::<Vec<_>>();
            let list = (!lines.is_empty()).then(|| el("ul").class("changes").child(lines).part());
            Some(
                el("div")
                    .class("refusal")
                    .attr("role", "alert")
                    .child(trouble::view(said))
                    .child(list)
                    .part(),
            )
        };
        let saving = || el("p").attr("role", "status").child(words::SAVING);
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
            let in_review = in_review.get();
            let (send, leave) =
                if in_review { (words::CONFIRM, words::BACK) } else { (words::SAVE, words::CANCEL) };
            let class = if in_review && edit.is_destructive() {
                "button button-danger"
            } else {
                "button button-primary"
            };
            dialog_actions()
                .child(button("button", leave, move |_| back.run(())).prop("disabled", move || busy.get()))
                .child(
                    el("button")
                        .attr("type", "submit")
                        .class(class)
                        .prop("disabled", move || busy.get() || !can_save.get())
                        .child(send),
                )
        };
        el("form")
            .class("edit-form")
            .node(tried.node)
            .on("submit", submit)
            .live("aria-busy", move || busy.get().then_some("true"))
            .child(el("p").class("of").attr("dir", "auto").child(title.as_str()))
            .child(dynamic(notes))
            .child(el("div").class("fill").live("hidden", move || in_review.get()).child(fields))
            .child(dynamic(confirm))
            .child(has_fields.then(|| preview::view(preview)))
            .child(dynamic(refused))
            .child(dynamic(move || busy.get().then(saving)))
            .child(dynamic(move || if leaving.get() { ask() } else { offer() }))
            .part()
    }

    fn preview(&self) -> Option<Preview> {
        let Opened { detail, catalogue, filled } = &self.opened;
        let draft = filled.draft().ok()?;
        if filled.form().changed(&draft).is_empty() {
            return None;
        }
        let call = self.source.vendor.update(&self.source, detail, &draft, catalogue.as_ref()).ok()?;
        Some(Preview::of(&self.source, &call.request, &self.panel.origin()))
    }

    /// Goes on to the review, or sends: once, however often the button is pressed.
    fn submit(&self, tried: Tried) {
        let Self { busy, step, .. } = *self;
        let Opened { detail, catalogue, filled } = &self.opened;
        if busy.get_untracked() {
            return;
        }
        tried.problems.set(Vec::new());
        tried.refusal.set(None);
        tried.conflict.set(Vec::new());
        let draft = match step.get_untracked() {
            Step::Review(draft) => draft,
            Step::Fill => {
                let update = |draft: &Draft| {
                    self.source.vendor.update(&self.source, detail, draft, catalogue.as_ref()).err()
                };
                match untrack(|| filled.draft()) {
                    Err(found) => return self.mend(tried, found),
                    Ok(draft) => match update(&draft) {
                        Some(found) => return self.mend(tried, found),
                        None if draft.edit.is_confirmed() => return step.set(Step::Review(draft)),
                        None => draft,
                    },
                }
            }
        };
        let change = Change {
            source: self.source.clone(),
            detail: detail.clone(),
            catalogue: catalogue.clone(),
            form: (*filled.form()).clone(),
            draft,
        };
        busy.set(true);
        let this = self.clone();
        spawn_local(async move {
            let ended = edits::save(this.panel, &change).await;
            busy.try_set(false);
            match ended {
                Ok(done) => this.done(&change, done),
                Err(stopped) => this.stopped(tried, &change, stopped),
            }
        });
    }

    fn done(&self, change: &Change, mut done: Done) {
        let Self { panel, stage, shut, .. } = *self;
        let gone = stage.is_gone();
        let is_there = done.now.is_some();
        if !gone {
            self.opened.filled.forget();
        }
        if let Some(link) = done.link.take().filter(|_| !gone) {
            return stage.try_set(Stage::Away(link));
        }
        edits::tell(panel, change, done);
        match (gone, is_there) {
            (false, true) => shut.run(()),
            (false, false) => panel.nav.show(View::Connections),
            (true, _) => {}
        }
    }

    fn stopped(&self, tried: Tried, change: &Change, stopped: Stopped) {
        let Self { panel, stage, .. } = *self;
        let said = words::stopped(&stopped, &change.draft, &change.source);
        // Whoever has left the dialog has to hear of it all the same.
        if stage.is_gone() {
            return panel.notices.alert(words::one_line(&said));
        }
        match stopped {
            Stopped::Problems(found) => return self.mend(tried, found),
            Stopped::Conflict(_, now) => {
                tried.conflict.try_set(words::theirs_and_mine(&now, &change.draft));
                // Who saves again has seen it.
                self.opened.filled.told(*now);
            }
            Stopped::Failed(error) => {
                let found = at_fields(&change.form, &error);
                if !found.is_empty() {
                    self.mend(tried, found);
                }
            }
            Stopped::NotTaken | Stopped::Unknown(_) => {}
        }
        tried.refusal.try_set(Some(said));
        focus_what_is_wrong(tried.node);
    }

    /// Shows what is wrong where it has to be mended, or above the buttons, if that is in no field: then the whole
    /// cannot be done any more.
    fn mend(&self, tried: Tried, found: Vec<Problem>) {
        let (of_none, of_fields): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|problem| problem.field.is_empty());
        if let Some(problem) = of_none.first() {
            let edit = self.opened.filled.form().edit;
            tried.refusal.try_set(Some(words::withheld(edit, words::problem(problem))));
        }
        if !of_fields.is_empty() && self.step.try_get_untracked() != Some(Step::Fill) {
            self.step.try_set(Step::Fill);
        }
        tried.problems.try_set(of_fields);
        focus_what_is_wrong(tried.node);
    }
}

/// What a vendor says of fields that the form has.
fn at_fields(form: &form::Form, error: &Error) -> Vec<Problem> {
    let Error::Refused(refused) = error else { return Vec::new() };
    let known = refused.fields.iter().filter(|(field, _)| form.field(field).is_some());
    known.map(|(field, said)| Problem::at(field.clone(), Trouble::Said(said.clone()))).collect()
}

/// What a person should know, as far as it applies to what is filled in.
fn notes(form: &form::Form, filled: &Filled) -> Vec<Part> {
    let draft = filled.draft().ok();
    let applies = |note: &&Note| match (&note.when, &draft) {
        (None, _) => true,
        (Some(when), Some(draft)) => when.holds(draft),
        (Some(_), None) => false,
    };
    form.notes
        .iter()
        .filter(applies)
        .map(|note| el("p").class("note").child(note.text.text()).part())
        .collect()
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
