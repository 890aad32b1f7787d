//! Carries out an edit: read again, compare, write once, read again, tell, offer to undo.
//!
//! ```text
//!   draft ─▶ re-read ─▶ conflict?      theirs and mine are shown, nothing is sent
//!               │
//!               ▼
//!             write ─▶ refused         what was typed stays
//!               │ answered, or answer lost
//!               ▼
//!            re-read ─▶ verdict        done, not done, or unknown
//! ```

use leptos::task::spawn_local;
use patchbay_vendors::connection::Connection;
use patchbay_vendors::error::{Error, Kind};
use patchbay_vendors::form::{Draft, Edit, Form, Updated};
use patchbay_vendors::source::Source;

use super::Panel;
use super::client::Missed;
use crate::browser::fetch::Abort;
use crate::live::Callback;
use crate::outcome::{Stopped, Verdict, judge};
use crate::words;

/// What somebody wants changed.
#[derive(Clone)]
pub struct Change {
    /// Where.
    pub source: Source,
    /// The connection as it was when the form was opened.
    pub connection: Connection,
    /// The form as it was then.
    pub form: Form,
    /// The form as it was filled in.
    pub draft: Draft,
}

/// What a change came to.
pub struct Done {
    /// The connection as it stands now; none if it is gone.
    pub now: Option<Connection>,
    /// What takes the change back.
    pub undo: Option<Change>,
    /// Whether anything had to be written at all.
    pub wrote: bool,
}

/// Carries out a change and keeps the fleet up to date.
///
/// # Errors
/// Why it did not end as wanted.
pub async fn save(panel: Panel, change: &Change) -> Result<Done, Stopped> {
    let Change { source, connection, form, draft } = change;
    let vendor = source.vendor;
    let before = match read(panel, source, &connection.id).await {
        Ok(before) => before,
        Err(error) if draft.edit == Edit::Delete && error.kind() == Kind::NotFound => {
            keep(panel, source, &connection.id, None);
            return Ok(Done { now: None, undo: None, wrote: false });
        }
        Err(error) => return Err(Stopped::Failed(error)),
    };
    let as_it_stands = vendor.form(draft.edit, &before).unwrap_or_else(|| form.clone());
    let (wanted, conflicts) = form.rebase(draft, &as_it_stands);
    if !conflicts.is_empty() {
        keep(panel, source, &before.id, Some(&before));
        return Err(Stopped::Conflict(Box::new(before)));
    }
    let deletes = draft.edit == Edit::Delete;
    if !deletes && as_it_stands.changed(&wanted).is_empty() {
        keep(panel, source, &before.id, Some(&before));
        return Ok(Done { now: Some(before), undo: None, wrote: false });
    }
    let call = vendor.update(source, &before, &wanted).map_err(Stopped::Problems)?;
    // A write goes on when nobody waits for it: what was sent cannot be called back.
    let written: Result<Updated, Missed> = panel.client.ask(source, call, &Abort::default().signal()).await;
    let trouble = match written {
        Ok(_) => None,
        Err(Missed::Failed(error)) if error.leaves_outcome_open() => Some(error),
        Err(Missed::Failed(error)) => return Err(Stopped::Failed(error)),
        Err(Missed::Aborted) => None,
    };
    let after = match read(panel, source, &before.id).await {
        Ok(after) => Some(after),
        Err(error) if error.kind() == Kind::NotFound => None,
        Err(error) => return Err(Stopped::Unknown(trouble.unwrap_or(error))),
    };
    keep(panel, source, &before.id, after.as_ref());
    let after_form = after.as_ref().and_then(|after| vendor.form(draft.edit, after));
    match (judge(&as_it_stands, &wanted, after_form.as_ref()), trouble) {
        (Verdict::Done, _) => {
            let undo = after.clone().zip(after_form).filter(|_| !deletes).map(|(connection, form)| Change {
                source: source.clone(),
                connection,
                form,
                draft: as_it_stands.draft(),
            });
            Ok(Done { now: after, undo, wrote: true })
        }
        (Verdict::NotDone, Some(error)) => Err(Stopped::Failed(error)),
        (Verdict::NotDone, None) => Err(Stopped::NotTaken),
        (Verdict::Unknown, trouble) => Err(trouble.map_or(Stopped::NotTaken, Stopped::Unknown)),
    }
}

/// Tells what a change came to, with the way back.
pub fn tell(panel: Panel, change: &Change, done: Done) {
    let title = done.now.as_ref().unwrap_or(&change.connection).title();
    if !done.wrote && done.now.is_some() {
        panel.notices.tell(words::already(&title), None);
        return;
    }
    let undo = done.undo.map(|undo| Callback::new(move |()| take_back(panel, undo.clone())));
    panel.notices.tell(words::edited(change.draft.edit, &title), undo);
}

/// Takes a change back: a second write that restores what stood there.
fn take_back(panel: Panel, undo: Change) {
    spawn_local(async move {
        let title = undo.connection.title();
        match save(panel, &undo).await {
            Ok(_) => panel.notices.tell(words::taken_back(&title), None),
            Err(stopped) => panel.notices.alert(words::not_taken_back(&title, &stopped, &undo.source)),
        }
    });
}

async fn read(panel: Panel, source: &Source, id: &str) -> Result<Connection, Error> {
    let call = source.vendor.get(source, id);
    let abort = Abort::default();
    match panel.client.ask(source, call, &abort.signal()).await {
        Ok(detail) => Ok(detail.connection),
        Err(Missed::Failed(error)) => Err(error),
        Err(Missed::Aborted) => Err(Error::Unreachable { to: source.base.to_string(), offline: false }),
    }
}

fn keep(panel: Panel, source: &Source, id: &str, now: Option<&Connection>) {
    panel.fleet.try_update(|fleet| match now {
        Some(connection) => {
            fleet.put(&source.id, connection.clone());
        }
        None => fleet.remove(&source.id, id),
    });
}
