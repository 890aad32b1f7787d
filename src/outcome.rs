//! How an edit ended. Pure: judged by what stands there afterwards.

use patchbay_vendors::connection::Connection;
use patchbay_vendors::error::Error;
use patchbay_vendors::form::{Draft, Edit, Form, Problem};

/// Why a change did not end as wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It has to be mended first.
    Problems(Vec<Problem>),
    /// Somebody else changed the same meanwhile; this is how it stands now.
    Conflict(Box<Connection>),
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
    /// Neither: somebody else wrote too.
    Unknown,
}

/// Judges a write. `after` is none if the connection is gone.
#[must_use]
pub fn judge(before: &Form, wanted: &Draft, after: Option<&Form>) -> Verdict {
    let Some(after) = after else {
        return if wanted.edit == Edit::Delete { Verdict::Done } else { Verdict::Unknown };
    };
    if wanted.edit == Edit::Delete {
        return Verdict::NotDone;
    }
    // What was wanted holds where applying it once more would change nothing.
    let (again, _) = before.rebase(wanted, after);
    if after.changed(&again).is_empty() {
        Verdict::Done
    } else if after.changed(&before.draft()).is_empty() {
        Verdict::NotDone
    } else {
        Verdict::Unknown
    }
}

#[cfg(test)]
mod tests {
    use patchbay_vendors::Vendor;
    use patchbay_vendors::connection::Connection;
    use patchbay_vendors::form::Value;
    use patchbay_vendors::pica::Pica;

    use super::*;

    fn tags(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    fn form(edit: Edit, list: &[&str]) -> Form {
        Pica.form(edit, &Connection { tags: Some(tags(list)), ..Connection::default() }).unwrap()
    }

    fn verdict(before: &[&str], wanted: &[&str], after: &[&str]) -> Verdict {
        let draft = Draft { edit: Edit::Tags, values: vec![("tags", Value::Tags(tags(wanted)))] };
        judge(&form(Edit::Tags, before), &draft, Some(&form(Edit::Tags, after)))
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

    #[test]
    fn a_delete_is_done_when_nothing_is_there() {
        let draft = form(Edit::Delete, &[]).draft();
        assert_eq!(judge(&form(Edit::Delete, &[]), &draft, None), Verdict::Done);
        assert_eq!(judge(&form(Edit::Delete, &[]), &draft, Some(&form(Edit::Delete, &[]))), Verdict::NotDone);
    }
}
