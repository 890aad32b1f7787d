//! Every sentence that a person reads, in one voice: what is, then what to do about it.
//!
//! Pure. A vendor's own sentences are in its folder of `crates/vendors`.

use patchbay_fleet::{Activity, Column, Facet};
use patchbay_vendors::connection::State;
use patchbay_vendors::edit::Edit;
use patchbay_vendors::source::{Auth, Source};
use patchbay_vendors::vendor;

use crate::columns::Field;
use crate::config::Settings;

mod config;
mod edit;
mod error;
mod loading;
mod overview;

pub use config::{config_missing, config_problem};
pub use edit::{
    changes, clear, edit, edited, give_consent, hint, not_allowed, not_connected, nth, open_link, problem,
    theirs_and_mine, will,
};
pub use error::{error, not_taken_back, stopped};
pub use loading::{
    broken_rows, paused, reading, refreshed, repeats, rows_kept, rows_loaded, rows_read, some_loaded, status,
};
pub use overview::{all_platforms, attention, by, out_of, portion, states_by};

macro_rules! words {
    ($($name:ident = $text:literal;)*) => { $(#[doc = $text] pub const $name: &str = $text;)* };
}

mod list;

pub use list::*;

words! {
    MOUNTED_TWICE = "This element has a panel in it already.";
    STOPPED = "The panel stopped";
    STOPPED_NEXT = "Something went wrong that should not have. What was saved is saved; what was being typed is lost.";
    RELOAD = "Reload";
    STARTING = "Reading config.json …";
    CONFIG_WRONG = "The configuration cannot be used";
    CONFIG_NEXT = "Mend config.json beside this page, then reload.";
    MAIN_NAVIGATION = "Main";
    CONNECTIONS = "Connections";
    CONNECTION = "Connection";
    SOURCES = "Sources";
    OFFLINE = "You are offline. What is on the screen may be out of date; nothing can be loaded or changed.";
    UNDO = "Undo";
    READING = "Reading …";
    SAVING = "Saving …";
    TRY_AGAIN = "Try again";
    USE_KEY = "Use key";
    FORGET_KEY = "Forget key";
    PAUSED = "Paused. What is on the screen is not all there is.";
    PAUSE = "Pause";
    CONTINUE = "Continue";
    RELOAD_ALL = "Reload all";
    CAPPED = "There are more than this page loads. What you filter by is asked of the vendor too, where it can be.";
    DOCS = "Documentation";
    MOVED = "The list changed while it was read, so a row may be missing. Reload it to be sure.";
    NO_SOURCES = "No sources";
    NO_SOURCES_NEXT = "Name the accounts to show in config.json, under \"sources\".";
    EMPTY = "No connections yet";
    EMPTY_NEXT = "The vendor has none for this key. Once one is made there, reload the list on the Sources screen.";
    NO_MATCH = "Nothing matches";
    NO_MATCH_NEXT = "No connection matches all of these filters.";
    SHOW_ALL = "Show all connections";
    SEARCH = "Search connections";
    SEARCH_HINT = "Search name, id, key, identity, tag …";
    FILTERS = "Filters";
    ACTIVE_FILTERS = "Active filters";
    OVERVIEW = "Overview";
    AS_TABLE = "As a table";
    ALL_STATES = "All";
    CLEAR_FILTERS = "Clear filters";
    ALL_TAGS = "Match all chosen tags";
    MORE = "More";
    SEARCHED = "Search";
    FROM = "From";
    TO = "To";
    KEY = "Key";
    NAME = "Name";
    VERSION = "Version";
    PAGINATION = "Pagination";
    ROWS_PER_PAGE = "Rows per page";
    ALL_ROWS = "All";
    PREVIOUS_PAGE = "Previous page";
    NEXT_PAGE = "Next page";
    NOT_SET_UP = "This panel is not set up to do this.";
    TABLE_FRAME = "Table of connections";
    COLUMNS = "Columns";
    DENSITY = "Density";
    COMFORTABLE = "Comfortable";
    COMPACT = "Compact";
    AS_USUAL = "Reset";
    SELECT_PAGE = "Select all on this page";
    CLEAR_SELECTION = "Clear selection";
    ACTIONS = "Actions";
    CLOSE = "Close";
    CLOSE_CONNECTION = "Close connection";
    NO_SUCH_SOURCE = "No such source";
    NO_SUCH_SOURCE_NEXT = "This link names a source that is not in config.json here.";
    STATE = "State";
    ACTIVE = "Activity";
    SOURCE = "Source";
    PLATFORM = "Platform";
    IDENTITY = "Identity";
    IDENTITY_TYPE = "Identity type";
    ENVIRONMENT = "Environment";
    TAGS = "Tags";
    NO_TAGS = "None";
    ROLE = "Role";
    DATABASE = "Database";
    CREATED = "Created";
    UPDATED = "Updated";
    ID = "Id";
    CANCEL = "Cancel";
    SAVE = "Save";
    BACK = "Back";
    CONFIRM = "Confirm";
    LEAVING = "What you typed is not saved.";
    KEEP_EDITING = "Keep editing";
    DISCARD = "Discard";
    WILL_BE_SENT = "What will be sent";
    NOTHING_TO_SEND = "Nothing to send yet.";
    COPY_AS_CURL = "Copy as cURL";
    COPIED = "Copied. Replace ••• and set PATCHBAY_KEY before you run it.";
    NOT_COPIED = "The browser did not let it be copied.";
    ADD_FIELD = "Add another field";
    FIELD_NAME = "Field name";
    FIELD_VALUE = "Field value";
    SAME_NAME = "There is a field of this name already.";
    WAITING = "Waiting for you to come back from there …";
    CAME_BACK = "You came back. Finishing …";
    OTHER_ANSWER = "Somebody came back from another page than this one. Open the page again from here.";
    CHECK_KEY = "Check key";
    CHECKING = "Checking …";
    KEY_GOOD = "The key is accepted.";
    ABOUT_PLATFORM = "About the platform";
    NOTHING_ABOUT_PLATFORM = "Nothing more is known of it.";
    SCHEME = "Signs in with";
}

/// What went wrong and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// In a few words.
    pub title: String,
    /// What is known of it.
    pub text: String,
    /// What to do.
    pub next: String,
}

/// A number as people read it.
#[must_use]
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun.
#[must_use]
pub fn count(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// A column's heading.
#[must_use]
pub fn column(column: Column) -> &'static str {
    match column {
        Column::Name => "Name",
        Column::Source => "Source",
        Column::Platform => "Platform",
        Column::State => "State",
        Column::Identity => "Identity",
        Column::Tags => "Tags",
        Column::Environment => "Environment",
        Column::Active => "Active",
        Column::Created => "Created",
    }
}

/// The heading of a column that not every vendor fills.
#[must_use]
pub fn own_column(column: vendor::Column) -> &'static str {
    match column {
        vendor::Column::Key => KEY,
        vendor::Column::Scheme => SCHEME,
        vendor::Column::Role => ROLE,
        vendor::Column::Database => DATABASE,
        vendor::Column::IdentityType => IDENTITY_TYPE,
        vendor::Column::Version => VERSION,
        vendor::Column::Updated => UPDATED,
    }
}

/// The heading of a column.
#[must_use]
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Shared(shared) => column(shared),
        Field::Own(own) => own_column(own),
    }
}

/// The button that moves a column.
#[must_use]
pub fn move_column(column: &str, later: bool) -> String {
    format!("Move {column} {}", if later { "down" } else { "up" })
}

/// The edge by which a column is made wider.
#[must_use]
pub fn width_of(column: &str) -> String {
    format!("Width of {column}")
}

/// A filter's name.
#[must_use]
pub fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Source => "Source",
        Facet::Platform => "Platform",
        Facet::State => "State",
        Facet::Tag => "Tags",
        Facet::Active => "Active",
        Facet::Identity => "Identity",
        Facet::Environment => "Environment",
        Facet::IdentityType => "Identity type",
    }
}

/// A value of a filter, as the table shows it.
#[must_use]
pub fn facet_value(facet: Facet, value: &str, settings: &Settings) -> String {
    match facet {
        Facet::Source => {
            settings.source(value).map_or_else(|| value.to_owned(), |source| source.label.clone())
        }
        Facet::State => state(&State::of(value)),
        Facet::Active => {
            Activity::named(value).map_or_else(|| value.to_owned(), |named| activity(named).to_owned())
        }
        _ => value.to_owned(),
    }
}

/// A state's word.
#[must_use]
pub fn state(state: &State) -> String {
    match state {
        State::Operational => "Operational",
        State::Degraded => "Degraded",
        State::Failed => "Failed",
        State::Expired => "Expired",
        State::Pending => "Pending",
        State::Disabled => "Disabled",
        State::Revoked => "Revoked",
        State::Deleted => "In trash",
        State::Unknown => "Unknown",
        State::NotSaid => "Not said",
        State::Other(word) => word,
    }
    .to_owned()
}

/// An activity's word.
#[must_use]
pub fn activity(activity: Activity) -> &'static str {
    match activity {
        Activity::Active => "Active",
        Activity::Inactive => "Inactive",
        Activity::NotSaid => "Not said",
    }
}

/// The checkbox of a row.
#[must_use]
pub fn select(title: &str) -> String {
    format!("Select {title}")
}

/// The button that selects what no page shows.
#[must_use]
pub fn select_matching(matching: usize) -> String {
    format!("Select all {} matching", number(matching))
}

/// How many rows are selected, and whether those are all of a page.
#[must_use]
pub fn selected(count: usize, all_of_page: bool) -> String {
    if all_of_page && count > 1 {
        format!("All {} on this page are selected.", number(count))
    } else {
        format!("{} selected.", number(count))
    }
}

/// A range of rows, as the pagination says it.
#[must_use]
pub fn range(first: usize, last: usize, of: usize, complete: bool) -> String {
    let so_far = if complete { "" } else { " so far" };
    match of {
        0 => format!("0 of 0{so_far}"),
        _ => format!("{}–{} of {}{so_far}", number(first), number(last), number(of)),
    }
}

/// Nothing had to be done.
#[must_use]
pub fn already(title: &str) -> String {
    format!("{title} was like that already; nothing was sent.")
}

/// A change was taken back.
#[must_use]
pub fn taken_back(title: &str) -> String {
    format!("Undone: {title} is as it was.")
}

/// A label with what it is about, for those who hear it without what stands around.
#[must_use]
pub fn of(label: &str, what: &str) -> String {
    format!("{label}: {what}")
}

/// A filter and its value.
#[must_use]
pub fn pair(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}

/// The button that takes a filter back.
#[must_use]
pub fn remove_filter(filter: &str) -> String {
    format!("Remove filter {filter}")
}

/// The field for a source's key.
#[must_use]
pub fn key_label(source: &str) -> String {
    format!("API key for {source}")
}

/// Why a source shows nothing yet.
#[must_use]
pub fn key_needed(source: &Source) -> String {
    match source.auth {
        Auth::Host => "The page around this panel has not supplied a key yet.".to_owned(),
        _ => format!(
            "Enter an API key of {} to see its connections. It is kept in memory only, and sent to {} only.",
            source.vendor.about().name,
            source.base.origin().unwrap_or("this page’s own server"),
        ),
    }
}

/// How a key gets to a source.
#[must_use]
pub fn auth(auth: Auth) -> &'static str {
    match auth {
        Auth::Key => "Key typed here, kept in memory",
        Auth::Gateway { .. } => "Key added by a gateway",
        Auth::Host => "Key supplied by the page around",
    }
}

/// What only one vendor says.
#[must_use]
pub fn from_vendor(vendor: &str) -> String {
    format!("From {vendor}")
}

/// Why an edit cannot be opened.
#[must_use]
pub fn withheld(edit: Edit, why: String) -> Said {
    Said { title: format!("{} is not possible", self::edit(edit)), text: why, next: String::new() }
}

/// A trouble where there is room for one line.
#[must_use]
pub fn one_line(said: &Said) -> String {
    format!("{}: {} {}", said.title, said.text, said.next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[test]
    fn every_state_is_chosen_by_the_name_that_it_is_shown_by() {
        let settings = config::parse(r#"{"sources": []}"#, &[], None).unwrap();
        for one in State::NAMED {
            assert_eq!(facet_value(Facet::State, one.code(), &settings), state(&one));
        }
        assert_eq!(state(&State::Deleted), "In trash");
    }
}
