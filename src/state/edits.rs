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
use patchbay_vendors::catalogue::Catalogue;
use patchbay_vendors::connection::{Connection, Detail, State};
use patchbay_vendors::draft::{Draft, Updated};
use patchbay_vendors::edit::{Edit, Proof};
use patchbay_vendors::error::{Error, Kind};
use patchbay_vendors::form::Form;
use patchbay_vendors::link::Link;
use patchbay_vendors::source::Source;

use super::Panel;
use super::client::Missed;
use crate::browser::fetch::Abort;
use crate::live::Callback;
use crate::outcome::{After, Stopped, Verdict, judge};
use crate::words::{self, Said};

/// What somebody wants changed.
#[derive(Clone)]
pub struct Change {
    /// Where.
    pub source: Source,
    /// The connection as it was when the form was opened.
    pub detail: Detail,
    /// What the form was made from besides.
    pub catalogue: Option<Catalogue>,
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
    /// Where a person has to go on.
    pub link: Option<Link>,
}

impl Change {
    fn edit(&self) -> Edit {
        self.draft.edit
    }

    fn form_of(&self, edit: Edit, detail: &Detail) -> Option<Form> {
        self.source.vendor.form(&self.source, edit, detail, self.catalogue.as_ref()).ok()
    }

    /// What brings back what stood there `before`: another edit, or the same with the old values, as far as they
    /// can be seen.
    fn undo(&self, before: &Form, wanted: &Draft, after: &Detail) -> Option<Self> {
        let inverse = self.edit().inverse();
        if inverse.is_none() && (self.edit().proof() != Proof::Values || wanted.has_unseen()) {
            return None;
        }
        let form = self.form_of(inverse.unwrap_or(self.edit()), after)?;
        let draft = if inverse.is_some() { form.draft() } else { before.draft() };
        // Not every vendor has a word for what stood there.
        let can_say = self.source.vendor.update(&self.source, after, &draft, self.catalogue.as_ref()).is_ok();
        can_say.then(|| Self { detail: after.clone(), form, draft, ..self.clone() })
    }
}

/// Carries out a change and keeps the fleet up to date.
///
/// # Errors
/// Why it did not end as wanted.
pub async fn save(panel: Panel, change: &Change) -> Result<Done, Stopped> {
    let Change { source, form, draft, .. } = change;
    let vendor = source.vendor;
    let id = &change.detail.connection.id;
    let proof = draft.edit.proof();
    let settled = |now: Option<&Detail>| {
        keep(panel, source, id, now.map(|detail| &detail.connection));
        Ok(Done { now: now.map(|detail| detail.connection.clone()), undo: None, wrote: false, link: None })
    };
    let before = match read(panel, source, id).await {
        Ok(before) => before,
        Err(error) if proof == Proof::Gone && error.kind() == Kind::NotFound => return settled(None),
        Err(error) => return Err(Stopped::Failed(error)),
    };
    if proof.holds(&before.connection) == Some(true) {
        return settled(Some(&before));
    }
    keep(panel, source, id, Some(&before.connection));
    let as_it_stands = change.form_of(draft.edit, &before).unwrap_or_else(|| form.clone());
    let (wanted, conflicts) = form.rebase(draft, &as_it_stands);
    if !conflicts.is_empty() {
        return Err(Stopped::Conflict(Box::new(before), Box::new(as_it_stands)));
    }
    if proof == Proof::Values && as_it_stands.changed(&wanted).is_empty() {
        return settled(Some(&before));
    }
    let call =
        vendor.update(source, &before, &wanted, change.catalogue.as_ref()).map_err(Stopped::Problems)?;
    // A write goes on when nobody waits for it: what was sent cannot be called back.
    let written: Result<Updated, Missed> = panel.client.ask(source, call, &Abort::default().signal()).await;
    let (link, trouble) = match written {
        Ok(updated) => (updated.link, None),
        // What should go and is not found may be gone by this very request, if the browser has sent it twice.
        Err(Missed::Failed(error))
            if error.leaves_outcome_open() || proof == Proof::Gone && error.kind() == Kind::NotFound =>
        {
            (None, Some(error))
        }
        Err(Missed::Failed(error)) => return Err(Stopped::Failed(error)),
        Err(Missed::Aborted) => (None, None),
    };
    let after = match read(panel, source, id).await {
        Ok(after) => Some(after),
        Err(error) if error.kind() == Kind::NotFound => None,
        Err(error) => return Err(Stopped::Unknown(trouble.unwrap_or(error))),
    };
    let now = after.as_ref().map(|after| &after.connection);
    keep(panel, source, id, now);
    let after_form = after.as_ref().and_then(|after| change.form_of(draft.edit, after));
    let stands = now.map(|connection| After { connection, form: after_form.as_ref() });
    match (judge(&as_it_stands, &wanted, stands, trouble.is_none()), trouble) {
        (Verdict::Done, _) => {
            let undo = after.as_ref().and_then(|after| change.undo(&as_it_stands, &wanted, after));
            Ok(Done { now: now.cloned(), undo, wrote: true, link })
        }
        (Verdict::NotDone, Some(error)) => Err(Stopped::Failed(error)),
        (Verdict::NotDone, None) => Err(Stopped::NotTaken),
        (Verdict::Unknown, trouble) => Err(trouble.map_or(Stopped::NotTaken, Stopped::Unknown)),
    }
}

/// Ends what a link began: hands the vendor the query with which a person came back from giving consent, and tells what
/// the edit came to. Consent may have been given for a new connection.
///
/// # Errors
/// Why it is not connected.
pub async fn finish(panel: Panel, source: &Source, id: &str, edit: Edit, query: &str) -> Result<(), Said> {
    let failed = |error| words::error(&error, source);
    let mut made = None;
    if let Some(call) = source.vendor.returned(source, id, query) {
        match panel.client.ask(source, call, &Abort::default().signal()).await {
            Ok(updated) => made = updated.connection.filter(|made| made.id != id),
            Err(Missed::Aborted) => {}
            Err(Missed::Failed(error)) => return Err(failed(error)),
        }
    }
    let now = read(panel, source, id).await.map_err(failed)?.connection;
    keep(panel, source, id, Some(&now));
    let now = made.unwrap_or(now);
    keep(panel, source, &now.id, Some(&now));
    // One can come back without having given it.
    if matches!(now.state, State::Pending | State::Failed | State::Expired) {
        return Err(words::not_connected(&now, source));
    }
    panel.notices.tell(words::edited(edit, &now.title()), None);
    Ok(())
}

/// Tells what a change came to, with the way back.
pub fn tell(panel: Panel, change: &Change, done: Done) {
    let title = done.now.as_ref().unwrap_or(&change.detail.connection).title();
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
        let title = undo.detail.connection.title();
        match save(panel, &undo).await {
            // A name that was taken back is not the one it had before.
            Ok(done) => {
                let title = done.now.map_or(title, |now| now.title());
                panel.notices.tell(words::taken_back(&title), None);
            }
            Err(stopped) => {
                panel.notices.alert(words::not_taken_back(&title, &stopped, &undo.draft, &undo.source));
            }
        }
    });
}

async fn read(panel: Panel, source: &Source, id: &str) -> Result<Detail, Error> {
    let call = source.vendor.get(source, id);
    let abort = Abort::default();
    match panel.client.ask(source, call, &abort.signal()).await {
        Ok(detail) => Ok(detail),
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
