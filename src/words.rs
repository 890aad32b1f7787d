//! Every sentence that a person reads, in one voice: what is, then what to do about it.
//!
//! Pure. A vendor's own sentences are in its folder of `crates/vendors`.

use patchbay_fleet::{Activity, Column, Facet};
use patchbay_vendors::base::Unfit;
use patchbay_vendors::connection::State;
use patchbay_vendors::error::{Error, Expected, Found, Kind, Refusal, Refused, Unreadable};
use patchbay_vendors::form::{Edit, Problem, Trouble};
use patchbay_vendors::source::{Auth, Source};

use crate::config::{self, Settings};
use crate::outcome::Stopped;

macro_rules! words {
    ($($name:ident = $text:literal;)*) => { $(#[doc = $text] pub const $name: &str = $text;)* };
}

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
    LOAD_AGAIN = "Load again";
    DOCS = "Documentation";
    MOVED = "The list changed while it was read, so a row may be missing. Load it again to be sure.";
    NO_SOURCES = "No sources";
    NO_SOURCES_NEXT = "Name the accounts to show in config.json, under \"sources\".";
    EMPTY = "No connections yet";
    EMPTY_NEXT = "The vendor has none for this key. Once one is made there, load the list again on the Sources screen.";
    NO_MATCH = "Nothing matches";
    NO_MATCH_NEXT = "No connection matches all of these filters.";
    SHOW_ALL = "Show all connections";
    SEARCH = "Search connections";
    SEARCH_HINT = "Search name, id, key, identity, tag …";
    FILTERS = "Filters";
    ACTIVE_FILTERS = "Active filters";
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
    TABLE_FRAME = "Table of connections";
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
    NOT_OFFERED = "The vendor does not offer this for this connection.";
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

/// What an edit is called on its button and its dialog.
#[must_use]
pub fn edit(edit: Edit) -> &'static str {
    match edit {
        Edit::Tags => "Edit tags",
        Edit::Rename => "Rename",
        Edit::Delete => "Delete",
    }
}

/// What an edit did.
#[must_use]
pub fn edited(edit: Edit, title: &str) -> String {
    match edit {
        Edit::Tags => format!("Tags of {title} saved."),
        Edit::Rename => format!("{title} renamed."),
        Edit::Delete => format!("{title} deleted."),
    }
}

/// Why an edit is not allowed here at all.
#[must_use]
pub fn not_allowed(settings: &Settings) -> &'static str {
    if settings.is_read_only() {
        "This panel is set to read only."
    } else {
        "This panel is not set up to do this."
    }
}

/// What a problem with a field is.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    match &problem.what {
        Trouble::TagWithComma(tag) => {
            format!("“{tag}” has a comma in it, so it could never be searched for. Leave the comma out.")
        }
        Trouble::NotOffered => "The vendor does not let this be changed.".to_owned(),
    }
}

/// What an error means, and what to do about it.
#[must_use]
pub fn error(error: &Error, source: &Source) -> Said {
    let origin = source.base.origin().unwrap_or("this page’s own server");
    let (title, text, next) = match error {
        Error::NotSent(Refusal::KeyMissing) if source.auth == Auth::Host => (
            "A key is missing",
            "The page around this panel has not supplied a key.".to_owned(),
            "Sign in to that page again.".to_owned(),
        ),
        Error::NotSent(refusal) => {
            let (title, text, next) = not_sent(refusal);
            (title, text.to_owned(), next.to_owned())
        }
        Error::Unreachable { offline: true, .. } => (
            "You are offline",
            "Your browser has no network, so nothing was sent.".to_owned(),
            "Try again when the network is back.".to_owned(),
        ),
        Error::Unreachable { .. } => (
            "No answer",
            format!(
                "The network is down, the name of {origin} is not found, or it does not allow this page."
            ),
            format!("If it works elsewhere, have {origin} allowed for this page, or go through a gateway."),
        ),
        Error::TimedOut(after) => (
            "No answer in time",
            format!("{origin} did not answer within {} seconds.", after.as_secs()),
            "Try again; if it happens again, it is slow or overloaded.".to_owned(),
        ),
        Error::SignedOut => (
            "You are signed out",
            "The gateway asks for a sign-in before it passes anything on.".to_owned(),
            "Sign in again in another tab, then try again.".to_owned(),
        ),
        Error::Refused(refused) => return refusal(error.kind(), refused, source),
        Error::Unreadable(unreadable) => {
            let (text, next) = unreadable_words(unreadable, origin);
            ("The answer cannot be read", text, next.to_owned())
        }
    };
    Said { title: title.to_owned(), text, next }
}

fn not_sent(refusal: &Refusal) -> (&'static str, &'static str, &'static str) {
    match refusal {
        Refusal::KeyMissing => ("A key is missing", "Nothing is sent without one.", "Enter the API key."),
        Refusal::KeyUnusable => (
            "The key cannot be sent",
            "It has characters that no key has, such as a line break or a letter outside ASCII.",
            "Copy it again from the vendor and enter it once more.",
        ),
        Refusal::ReadOnly => (
            "Read only",
            "This panel is set to read only, so nothing was sent.",
            "Ask whoever runs it, if you need to change things.",
        ),
    }
}

fn refusal(kind: Kind, refused: &Refused, source: &Source) -> Said {
    let vendor = source.vendor.about().name;
    let (title, next) = match kind {
        Kind::Unauthorized => ("The key is not accepted", "Forget the key and enter one that is valid."),
        Kind::Quota => {
            ("The quota is used up", "Raise it in the plan with the vendor, or wait until it is renewed.")
        }
        Kind::Forbidden => ("Not permitted", "Use a key with more rights, or ask whoever manages the keys."),
        Kind::NotFound => ("Not found", "It may have been deleted meanwhile. Load the list again."),
        Kind::Conflict => ("Changed meanwhile", "Look at what stands there now, then try again."),
        Kind::TooMany => {
            ("Too many requests", "Wait a minute; the key’s limit is shared with everything that uses it.")
        }
        Kind::TimedOut => ("Too slow", "Try again."),
        Kind::Server => {
            ("Trouble at the vendor", "Try again in a while; quote the request id to the vendor’s support.")
        }
        _ => ("Refused", "Change what the vendor names, then try again."),
    };
    let mut text = match &refused.message {
        Some(message) => format!("{vendor} says: {}", sentence(message)),
        None => format!("{vendor} gave no reason."),
    };
    for (field, said) in &refused.fields {
        text.push_str(&format!(" {field}: {}", sentence(said)));
    }
    let mut details = vec![format!("status {}", refused.status)];
    details.extend(refused.code.as_ref().map(|code| format!("code {code}")));
    details.extend(refused.request_id.as_ref().map(|id| format!("request {id}")));
    text.push_str(&format!(" ({})", details.join(", ")));
    let next = refused.suggestion.clone().unwrap_or_else(|| next.to_owned());
    Said { title: title.to_owned(), text, next }
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn unreadable_words(unreadable: &Unreadable, origin: &str) -> (String, &'static str) {
    let status = unreadable.status;
    let at = if unreadable.at.is_empty() { "there".to_owned() } else { format!("at {}", unreadable.at) };
    match unreadable.found {
        Found::Html => (
            format!("{origin} answered with a web page instead of data (status {status})."),
            "The base URL is probably wrong: check it in config.json.",
        ),
        Found::Cut => (
            format!("The answer broke off (status {status})."),
            "Try again; if it happens again, something between here and there cuts answers.",
        ),
        Found::Nothing => (format!("The answer was empty (status {status})."), "Try again."),
        Found::Other => (
            format!(
                "The answer should have {} {at}, and has something else (status {status}).",
                expected(unreadable.expected)
            ),
            "Check the base URL; if it is right, the vendor has changed its answers.",
        ),
    }
}

fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Json => "JSON",
        Expected::Object => "an object",
        Expected::List => "a list",
        Expected::Text => "a text",
        Expected::Number => "a number",
        Expected::Flag => "true or false",
    }
}

/// What is wrong with the configuration, in one sentence that names the place.
#[must_use]
pub fn config_problem(problem: &config::Problem) -> String {
    let config::Problem { path, what } = problem;
    let list = |names: &[&str]| names.join(", ");
    let said = match what {
        config::Trouble::NoJson(line, column) => {
            return format!("config.json is not JSON: line {line}, column {column}.");
        }
        config::Trouble::Missing => "is missing.".to_owned(),
        config::Trouble::Not(kind) => format!(
            "has to be {}.",
            match kind {
                config::Kind::Object => "an object",
                config::Kind::List => "a list",
                config::Kind::Text => "a text that is not empty",
                config::Kind::Flag => "true or false",
                config::Kind::Pace => "a whole number of requests a minute above 0, or \"none\"",
            }
        ),
        config::Trouble::UnknownKey(keys) => format!("is not a setting. There are: {}.", list(keys)),
        config::Trouble::NoneOf(names) => format!("has to be one of: {}.", list(names)),
        config::Trouble::BaseUrl(unfit) => unfit_words(*unfit).to_owned(),
        config::Trouble::Id => "may have only letters, digits, hyphens and underscores.".to_owned(),
        config::Trouble::Twice => "is used by another source already.".to_owned(),
        config::Trouble::Header => "is no name of a header.".to_owned(),
        config::Trouble::OnlyWithGateway => "means something only with \"auth\": \"gateway\".".to_owned(),
    };
    if path.is_empty() { format!("config.json {said}") } else { format!("{path} {said}") }
}

fn unfit_words(unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::NotAbsolute => "has to begin with https:// or be a path on this origin such as /gateway/pica.",
        Unfit::PlainHttp => "would send the key unencrypted: http is allowed only for this machine itself.",
        Unfit::UserInfo => "has an @ before the host, so it may lead elsewhere than it reads.",
        Unfit::Host => "has a host that is not plain letters, digits, dots and hyphens.",
        Unfit::LookAlike => "has a host that looks like the vendor’s and is not.",
        Unfit::Port => "has a port that is no number from 1 to 65535.",
        Unfit::Path => "has a query, a fragment or an odd path; only a plain path may follow the host.",
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

/// A change could not be taken back.
#[must_use]
pub fn not_taken_back(title: &str, why: &Stopped, source: &Source) -> String {
    let Said { title: what, text, next } = stopped(why, source);
    format!("{title} could not be set back. {what}: {text} {next}")
}

/// Why a change did not end as wanted.
#[must_use]
pub fn stopped(stopped: &Stopped, source: &Source) -> Said {
    let said = |title: &str, text: String, next: &str| Said { title: title.into(), text, next: next.into() };
    match stopped {
        Stopped::Failed(failed) => error(failed, source),
        Stopped::Problems(problems) => said(
            "Not ready to be sent",
            problems.iter().map(problem).collect::<Vec<_>>().join(" "),
            "Mend it, then save again.",
        ),
        Stopped::Conflict(_) => said(
            "Changed by somebody else",
            "What you are editing was changed meanwhile, so nothing was sent.".into(),
            "Look at what stands there now, then save again to have yours.",
        ),
        Stopped::NotTaken => said(
            "Not taken",
            format!("{} said yes, and nothing changed.", source.vendor.about().name),
            "Try again; if it happens again, tell the vendor.",
        ),
        Stopped::Unknown(why) => {
            let Said { text, .. } = error(why, source);
            said(
                "Outcome unknown",
                format!("The answer was lost, and it cannot be read whether the change was made. {text}"),
                "Look at the connection again before you repeat it.",
            )
        }
    }
}

/// Why `config.json` could not be read.
#[must_use]
pub fn config_missing(url: &str, status: Option<u16>) -> String {
    match status {
        Some(404) => format!(
            "{url} is missing beside this page. Copy config.example.json to it and name your sources."
        ),
        Some(status) => format!("{url} could not be read: the server answered with status {status}."),
        None => format!("{url} could not be read: the server did not answer."),
    }
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

/// How many rows of a source were read.
#[must_use]
pub fn rows_read(read: usize, total: Option<u64>, reading: bool) -> String {
    let total = total.and_then(|total| usize::try_from(total).ok());
    match (reading, total) {
        (true, Some(total)) => format!("{} of {} read so far.", number(read), number(total)),
        (true, None) => format!("{} read so far.", number(read)),
        (false, _) => format!("{} read.", count(read, "connection", "connections")),
    }
}

/// How many rows of a failed source are still shown.
#[must_use]
pub fn rows_kept(had: usize) -> String {
    format!(
        "{} from before, not all there may be.",
        count(had, "connection is shown", "connections are shown")
    )
}

/// How many rows could not be read.
#[must_use]
pub fn broken_rows(broken: usize, first: &str) -> String {
    format!("{} could not be read and not shown, the first at {first}.", count(broken, "row", "rows"))
}

/// A source that is being read, in the line that says how far all are.
#[must_use]
pub fn reading(label: &str, read: usize, total: Option<u64>) -> String {
    match total.and_then(|total| usize::try_from(total).ok()) {
        Some(total) => format!("{label}: {} of {}", number(read), number(total)),
        None => format!("{label}: reading"),
    }
}

/// How much was found, and which sources are still being read.
#[must_use]
pub fn status(found: usize, unfiltered: bool, complete: bool, reading: &[String]) -> String {
    let so_far = if complete { "" } else { " so far" };
    let (one, many) = if unfiltered { ("connection", "connections") } else { ("match", "matches") };
    let found = format!("{}{so_far}", count(found, one, many));
    [&[found], reading].concat().join(" · ")
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

/// What will be done once it is confirmed.
#[must_use]
pub fn will(edit: Edit, title: &str) -> String {
    match edit {
        Edit::Delete => {
            format!("{title} will be deleted with its stored credentials. This cannot be undone.")
        }
        Edit::Tags | Edit::Rename => format!("{title} will be changed."),
    }
}

/// A trouble where there is room for one line.
#[must_use]
pub fn one_line(said: &Said) -> String {
    format!("{}: {} {}", said.title, said.text, said.next)
}
