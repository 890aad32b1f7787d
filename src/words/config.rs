//! What is wrong with the configuration, each in one sentence that names the place.

use patchbay_vendors::base::Unfit;

use crate::config::{Kind, Problem, Trouble};

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

/// What is wrong with the configuration, in one sentence that names the place.
#[must_use]
pub fn config_problem(problem: &Problem) -> String {
    let Problem { path, what } = problem;
    let list = |names: &[&str]| names.join(", ");
    let said = match what {
        Trouble::NoJson(line, column) => {
            return format!("config.json is not JSON: line {line}, column {column}.");
        }
        Trouble::Missing => "is missing.".to_owned(),
        Trouble::Not(kind) => format!(
            "has to be {}.",
            match kind {
                Kind::Object => "an object",
                Kind::List => "a list",
                Kind::Text => "a text that is not empty",
                Kind::Flag => "true or false",
                Kind::Pace => "a whole number of requests a minute above 0, or \"none\"",
                Kind::Count => "a whole number above 0",
            }
        ),
        Trouble::UnknownKey(keys) => format!("is not a setting. There are: {}.", list(keys)),
        Trouble::NoneOf(names) => format!("has to be one of: {}.", list(names)),
        Trouble::BaseUrl(unfit) => unfit_words(*unfit).to_owned(),
        Trouble::Id => "may have only letters, digits, hyphens and underscores.".to_owned(),
        Trouble::Twice => "is used by another source already.".to_owned(),
        Trouble::TwiceNamed => "is the name of another view already.".to_owned(),
        Trouble::Strange(part) => format!("has “{part}” in it, which no list’s link has."),
        Trouble::Header => "is no name of a header.".to_owned(),
        Trouble::OnlyWithGateway => "means something only with \"auth\": \"gateway\".".to_owned(),
    };
    if path.is_empty() { format!("config.json {said}") } else { format!("{path} {said}") }
}

fn unfit_words(unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::NotAbsolute => "has to begin with https:// or be a path on this origin such as /gateway/live.",
        Unfit::PlainHttp => "would send the key unencrypted: http is allowed only for this machine itself.",
        Unfit::UserInfo => "has an @ before the host, so it may lead elsewhere than it reads.",
        Unfit::Host => "has a host that is not plain letters, digits, dots and hyphens.",
        Unfit::LookAlike => "has a host that looks like the vendor’s and is not.",
        Unfit::Port => "has a port that is no number from 1 to 65535.",
        Unfit::Path => "has a query, a fragment or an odd path; only a plain path may follow the host.",
    }
}
