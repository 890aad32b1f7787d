//! The few words that widgets say on their own, whoever uses them.

pub(crate) const CLOSE: &str = "Close";
pub(crate) const DISMISS: &str = "Dismiss";
pub(crate) const SHOW: &str = "Show";
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
    pair("Remove", what)
}

pub(crate) fn chosen(count: usize) -> String {
    pair(&count.to_string(), "chosen")
}
