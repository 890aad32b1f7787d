//! What is said about taking a list away, and about finding it again by a name.

use super::{count, number};
use crate::export::Format;
use crate::saved::Refused;

words! {
    VIEWS = "Views";
    ALL_CONNECTIONS = "All connections";
    CHANGED = "changed";
    NEW = "new";
    SAVE_VIEW = "Save view";
    UPDATE_VIEW = "Update view";
    RESET = "Reset";
    RENAME = "Rename";
    RENAME_VIEW = "Rename view";
    MOVE_UP = "Move up";
    MOVE_DOWN = "Move down";
    MAKE_DEFAULT = "Make default";
    COPY_LINK = "Copy link";
    LINK_COPIED = "The link is copied. Whoever opens it sees the same list.";
    HIDE = "Hide";
    SHOW_HIDDEN = "Show hidden views";
    DELETE = "Delete";
    FIRST_ALREADY = "It is shown at the start already.";
    NO_LINKS = "The page around this panel has its own address.";
    MOVED_FIRST = "It is the first of yours already.";
    MOVED_LAST = "It is the last of yours already.";
    EXPORT = "Export";
    EXPORT_RUNS = "A file is being written already.";
    NOTHING_TO_EXPORT = "Nothing matches, so there is nothing to export.";
    EXPORT_CANCELLED = "The export was cancelled; nothing was saved.";
    NOT_EXPORTED = "The browser did not take the file. Narrow the list and export it in parts.";
}

/// The menu of a view.
#[must_use]
pub fn view_actions(name: &str) -> String {
    format!("View actions: {name}")
}

/// A view is now another list.
#[must_use]
pub fn view_updated(name: &str) -> String {
    format!("“{name}” is updated.")
}

/// A view is gone.
#[must_use]
pub fn view_deleted(name: &str) -> String {
    format!("“{name}” is deleted.")
}

/// A team's view is no longer shown.
#[must_use]
pub fn view_hidden(name: &str) -> String {
    format!("“{name}” is hidden here. “{ALL_CONNECTIONS}” has a way to show it again.")
}

/// Why a view cannot be called so.
#[must_use]
pub fn refused_name(why: Refused) -> &'static str {
    match why {
        Refused::Empty => "Give it a name.",
        Refused::Taken => "Another view has this name already.",
    }
}

/// What a file is written in.
#[must_use]
pub fn format(format: Format) -> &'static str {
    match format {
        Format::Csv => "CSV",
        Format::Json => "JSON",
    }
}

/// How far a file is.
#[must_use]
pub fn exporting(done: usize, total: usize) -> String {
    format!("Exporting: {} of {}", number(done), number(total))
}

/// A file was written, of so many rows that matched.
#[must_use]
pub fn exported(file: &str, written: usize, matching: usize, complete: bool) -> String {
    let rows = count(written, "connection", "connections");
    let (so_far, why) = if complete { ("", "") } else { (" so far", ", as not every source has been read") };
    let gone = match matching.saturating_sub(written) {
        0 => String::new(),
        gone => format!(" {} gone meanwhile and not in it.", count(gone, "connection is", "connections are")),
    };
    format!("{rows}{so_far} exported to {file}{why}.{gone}")
}
