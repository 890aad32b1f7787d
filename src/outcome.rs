//! How an edit ended. Pure: judged by what stands there afterwards.

use patchbay_vendors::connection::{Connection, Detail};
use patchbay_vendors::draft::{Draft, Problem};
use patchbay_vendors::edit::Proof;
use patchbay_vendors::error::Error;
use patchbay_vendors::form::Form;

/// Why a change did not end as wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It has to be mended first.
    Problems(Vec<Problem>),
    /// Somebody else changed the same meanwhile; this is how it stands now.
    Conflict(Box<Detail>, Box<Form>),
    /// It failed, and nothing was changed.
    Failed(Error),
    /// The vendor said yes and changed nothing.
    NotTaken,
    /// Nobody knows whether it was done.
    Unknown(Error),
}

/// What a write came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What was wanted stands there.
    Done,
    /// What stood there before still does.
    NotDone,
    /// Neither: somebody else wrote too, or it cannot be read back.
    Unknown,
}

/// What stands there after a write.
#[derive(Clone, Copy)]
pub struct After<'a> {
    /// The connection.
    pub connection: &'a Connection,
    /// The form of the same edit, if it is still offered.
    pub form: Option<&'a Form>,
}

/// Judges a write. `after` is none if the connection is gone; `answered` says whether the vendor said yes.
#[must_use]
pub fn judge(before: &Form, wanted: &Draft, after: Option<After>, answered: bool) -> Verdict {
    let proof = wanted.edit.proof();
    let Some(after) = after else {
        return if proof == Proof::Gone { Verdict::Done } else { Verdict::Unknown };
    };
    let by_answer = if answered { Verdict::Done } else { Verdict::Unknown };
    match (proof, after.form) {
        (Proof::Values, Some(after)) => values(before, wanted, after, by_answer),
        (Proof::Answer | Proof::Values, _) => by_answer,
        (Proof::Active(_) | Proof::Gone | Proof::Revoked, _) => match proof.holds(after.connection) {
            Some(true) => Verdict::Done,
            Some(false) => Verdict::NotDone,
            None => by_answer,
        },
    }
}

/// What can be seen decides, also for what went in the same request and cannot.
fn values(before: &Form, wanted: &Draft, after: &Form, by_answer: Verdict) -> Verdict {
    if before.changed_visibly(wanted).is_empty() {
        return by_answer;
    }
    // What was wanted holds where applying it once more would change nothing.
    let (again, _) = before.rebase(wanted, after);
    if after.changed_visibly(&again).is_empty() {
        Verdict::Done
    } else if after.changed_visibly(&before.draft()).is_empty() {
        Verdict::NotDone
    } else {
        Verdict::Unknown
    }
}

#[cfg(test)]
mod tests {
    use patchbay_vendors::connection::{Connection, State};
    use patchbay_vendors::draft::{Entry, Value};
    use patchbay_vendors::edit::Edit;
    use patchbay_vendors::form::Field;
    use patchbay_vendors::secret::Secret;
    use patchbay_vendors::words::Sentence;

    use super::*;

    static LABEL: Sentence = Sentence { en: "Field" };

    fn form(edit: Edit, role: &str, tags: &[&str]) -> Form {
        let tags = tags.iter().map(ToString::to_string).collect();
        let role = Field::of("role", &LABEL, Value::Text(role.into()));
        let tags = Field::of("tags", &LABEL, Value::Tags(tags));
        Form::of(edit, vec![role, tags, Field::secret("password", &LABEL)])
    }

    fn verdict(before: &[&str], wanted: &[&str], after: &[&str]) -> Verdict {
        let of = |tags| form(Edit::Tags, "", tags);
        let connection = Connection::default();
        let after = After { connection: &connection, form: Some(&of(after)) };
        judge(&of(before), &of(wanted).draft(), Some(after), true)
    }

    #[test]
    fn a_write_is_judged_by_what_stands_there_afterwards() {
        assert_eq!(verdict(&["a"], &["a", "b"], &["b", "a"]), Verdict::Done);
        assert_eq!(verdict(&["a"], &["a", "b"], &["a"]), Verdict::NotDone);
        assert_eq!(verdict(&["a"], &["a", "b"], &["c"]), Verdict::Unknown);
    }

    #[test]
    fn my_change_holds_even_if_somebody_added_to_it() {
        assert_eq!(verdict(&["a"], &["b"], &["b", "theirs"]), Verdict::Done);
    }

    fn rotated(role: &str, after: &str, answered: bool) -> Verdict {
        let before = form(Edit::Credentials, "viewer", &[]);
        let mut wanted = before.draft();
        wanted.set("role", Value::Text(role.into()));
        wanted.set("password", Value::Unseen(Entry::Set(Secret::new("hunter22".into()))));
        let after = form(Edit::Credentials, after, &[]);
        let after = After { connection: &Connection::default(), form: Some(&after) };
        judge(&before, &wanted, Some(after), answered)
    }

    #[test]
    fn what_cannot_be_read_back_is_done_when_the_vendor_said_so_and_unknown_without_its_answer() {
        assert_eq!(rotated("viewer", "viewer", true), Verdict::Done);
        assert_eq!(rotated("viewer", "viewer", false), Verdict::Unknown);
    }

    #[test]
    fn what_went_in_the_same_request_and_can_be_seen_tells_of_it() {
        assert_eq!(rotated("modeler", "modeler", false), Verdict::Done);
        assert_eq!(rotated("modeler", "viewer", false), Verdict::NotDone);
        assert_eq!(rotated("modeler", "querier", false), Verdict::Unknown);
    }

    fn state(edit: Edit, connection: &Connection, answered: bool) -> Verdict {
        let before = Form::of(edit, Vec::new());
        judge(&before, &before.draft(), Some(After { connection, form: None }), answered)
    }

    #[test]
    fn each_edit_without_values_has_its_own_proof() {
        let active = Connection { active: Some(true), ..Connection::default() };
        let trashed = Connection { state: State::Deleted, ..Connection::default() };
        let revoked = Connection { state: State::Revoked, ..Connection::default() };
        assert_eq!(state(Edit::Enable, &active, false), Verdict::Done);
        assert_eq!(state(Edit::Disable, &active, true), Verdict::NotDone);
        assert_eq!(state(Edit::Delete, &trashed, false), Verdict::Done);
        assert_eq!(state(Edit::Delete, &active, true), Verdict::NotDone);
        assert_eq!(state(Edit::Revoke, &revoked, false), Verdict::Done);
        assert_eq!(state(Edit::Refresh, &active, true), Verdict::Done);
        assert_eq!(state(Edit::Refresh, &active, false), Verdict::Unknown);
    }

    #[test]
    fn a_delete_is_done_when_nothing_is_there() {
        let before = Form::of(Edit::Delete, Vec::new());
        assert_eq!(judge(&before, &before.draft(), None, false), Verdict::Done);
        let before = form(Edit::Tags, "", &[]);
        assert_eq!(judge(&before, &before.draft(), None, true), Verdict::Unknown);
    }
}
