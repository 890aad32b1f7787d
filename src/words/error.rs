//! What went wrong with a request or an edit, and what to do about it.

use patchbay_vendors::draft::Draft;
use patchbay_vendors::error::{Error, Expected, Found, Kind, Refusal, Refused, Unreadable};
use patchbay_vendors::source::{Auth, Source};

use super::{Said, problem};
use crate::outcome::Stopped;

/// What an error means, and what to do about it.
#[must_use]
pub fn error(error: &Error, source: &Source) -> Said {
    let origin = source.base.origin().unwrap_or("this page’s own server");
    // The same where a sentence begins with it.
    let begin = source.base.origin().unwrap_or("This page’s own server");
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
            format!("{begin} did not answer within {} seconds.", after.as_secs()),
            "Try again; if it happens again, it is slow or overloaded.".to_owned(),
        ),
        Error::SignedOut => (
            "You are signed out",
            "The gateway asks for a sign-in before it passes anything on.".to_owned(),
            "Sign in again in another tab, then try again.".to_owned(),
        ),
        Error::Refused(refused) => return refusal(error.kind(), refused, source),
        Error::Unreadable(unreadable) => {
            let (text, next) = unreadable_words(unreadable, begin);
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
    // What the message says already is not said again.
    let is_new =
        |said: &String| !refused.message.as_ref().is_some_and(|message| message.contains(said.as_str()));
    for (field, said) in refused.fields.iter().filter(|(_, said)| is_new(said)) {
        text.push_str(&format!(" {field}: {}", sentence(said)));
    }
    let mut details = vec![format!("status {}", refused.status)];
    details.extend(refused.code.as_ref().map(|code| format!("code {code}")));
    details.extend(refused.request_id.as_ref().map(|id| format!("request {id}")));
    text.push_str(&format!(" ({})", details.join(", ")));
    let next = refused.suggestion.clone().unwrap_or_else(|| next.to_owned());
    Said { title: title.to_owned(), text, next }
}

/// A text with its full stop.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn unreadable_words(unreadable: &Unreadable, begin: &str) -> (String, &'static str) {
    let status = unreadable.status;
    let at = if unreadable.at.is_empty() { "there".to_owned() } else { format!("at {}", unreadable.at) };
    match unreadable.found {
        Found::Html => (
            format!("{begin} answered with a web page instead of data (status {status})."),
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

/// A change could not be taken back.
#[must_use]
pub fn not_taken_back(title: &str, why: &Stopped, draft: &Draft, source: &Source) -> String {
    let Said { title: what, text, next } = stopped(why, draft, source);
    format!("{title} could not be set back. {what}: {text} {next}")
}

/// Why a change did not end as wanted.
#[must_use]
pub fn stopped(stopped: &Stopped, draft: &Draft, source: &Source) -> Said {
    let said = |title: &str, text: String, next: &str| Said { title: title.into(), text, next: next.into() };
    match stopped {
        Stopped::Failed(failed) => error(failed, source),
        Stopped::Problems(problems) => said(
            "Not ready to be sent",
            problems.iter().map(problem).collect::<Vec<_>>().join(" "),
            "Mend it, then save again.",
        ),
        Stopped::Conflict(..) => said(
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
                if draft.has_unseen() {
                    "Enter it again: what was typed may be held already, and nobody can look."
                } else {
                    "Look at the connection again before you repeat it."
                },
            )
        }
    }
}
