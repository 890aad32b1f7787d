//! The few words that widgets say on their own, whoever uses them.

use super::field::Refused;

pub(crate) const CLOSE: &str = "Close";
pub(crate) const DISMISS: &str = "Dismiss";
pub(crate) const SHOW: &str = "Show";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const WILL_BE_REMOVED: &str = "Will be removed";
pub(crate) const CHOOSE_FILE: &str = "Choose a file";
pub(crate) const OR_DROP: &str = "or drop it here";
pub(crate) const NOTHING_MATCHES: &str = "Nothing matches";
/// How tags are entered, said below their field.
pub const TAGS_HINT: &str = "Press Enter or comma after each tag";

fn pair(first: &str, second: &str) -> String {
    let mut both = String::with_capacity(first.len() + 1 + second.len());
    both.push_str(first);
    both.push(' ');
    both.push_str(second);
    both
}

pub(crate) fn find(label: &str) -> String {
    pair("Find", label)
}

pub(crate) fn show(label: &str) -> String {
    pair(SHOW, label)
}

pub(crate) fn remove(what: &str) -> String {
    pair(REMOVE, what)
}

pub(crate) fn chosen(count: usize) -> String {
    pair(&count.to_string(), "chosen")
}

pub(crate) fn choose_file(label: &str) -> String {
    [CHOOSE_FILE, " for ", label].concat()
}

/// Of how many a file was read.
pub(crate) fn file_read(name: &str, count: usize) -> String {
    let others = if count > 1 { "; only one file is taken" } else { "" };
    [name, " read", others].concat()
}

/// Why a file was not taken. What stood in the field still stands there.
pub(crate) fn refused(name: &str, why: Refused, endings: &str) -> String {
    match why {
        Refused::Ending => {
            [name, " is not taken; the name has to end in ", &endings.replace(',', " or "), "."].concat()
        }
        Refused::Large => pair(name, "is larger than 64 kB, which is more than any key. It was not read."),
        Refused::NoText => pair(name, "holds no plain text. Nothing was taken from it."),
        Refused::Unreadable => pair(name, "could not be read. Choose it again."),
    }
}
