//! Peaka keeps connections in projects, and a list is one project's. A source that names its project has one list.
//! For any other the projects are looked for, down the tree in which the vendor keeps them:
//!
//! ```text
//!   /info ─▶ the key's own project ─────────────────────────────▶ its connections
//!     └────▶ organizations ─▶ workspaces of each ─▶ projects of each ─▶ connections of each: one page
//! ```
//!
//! What is still to be asked is a stack of paths. Between two pages it travels in the cursor, so nothing has to be
//! remembered. Each answer puts paths of the next storey onto it and there are four, so it comes to an end.

use serde_json::Value as Json;

use crate::call::{Call, Next};
use crate::error::{Error, Expected, Kind};
use crate::http::{Method, Request};
use crate::page::{Cursor, Page};
use crate::read::Mismatch;
use crate::source::Source;

use super::{accepted, wire, words};

/// Where a connection is.
#[derive(Clone)]
pub(super) struct Place {
    project: String,
    id: String,
    /// What stands before the vendor's id in ours.
    pub(super) prefix: String,
}

impl Place {
    /// The place of an id of ours: the vendor's own where the source names the project, else with the project before
    /// it, so that a link finds it without a search. Nothing where it cannot be a place.
    pub(super) fn of(source: &Source, id: &str) -> Option<Self> {
        let place = match &source.project {
            Some(project) => Self { project: project.clone(), id: id.to_owned(), prefix: String::new() },
            None => {
                let (project, id) = id.split_once('/')?;
                Self { project: project.to_owned(), id: id.to_owned(), prefix: prefix(project) }
            }
        };
        (is_segment(&place.project) && is_segment(&place.id)).then_some(place)
    }

    pub(super) fn request(&self, method: Method) -> Request {
        Request::new(method, &["connections", &self.project, &self.id])
    }

    /// What ends an OAuth consent; it names no connection.
    pub(super) fn consent(&self) -> Request {
        Request::new(Method::Post, &["connections", &self.project, "oauth2"])
    }
}

fn prefix(project: &str) -> String {
    format!("{project}/")
}

/// Whether a text from a link or an answer can stand in a path. A browser takes dots as steps in the tree, escaped or
/// not: <https://url.spec.whatwg.org/#double-dot-path-segment>.
pub(super) fn is_segment(text: &str) -> bool {
    !matches!(text, "" | "." | "..")
}

/// Tells of the key. It is not in the vendor's contract; its own tools stand on it:
/// <https://github.com/peakacom/peaka-mcp-server>.
pub(super) fn info() -> Request {
    Request::new(Method::Get, &["info"])
}

pub(super) fn list(source: &Source, at: &Cursor) -> Call<Page> {
    if let Some(project) = &source.project {
        return of_one(project, String::new());
    }
    let mut left = match at {
        Cursor::Start => Vec::new(),
        Cursor::At(text) => Step::read_all(text),
    };
    match left.pop() {
        Some(step) => walk(step, left, Page::default()),
        None => search(),
    }
}

fn of_one(project: &str, prefix: String) -> Call<Page> {
    let step = Step::Connections(project.to_owned());
    Call::new(step.request(), move |response| {
        let rows = wire::rows(accepted(response)?)?;
        let mut page = Page::default();
        wire::fill(&mut page, &rows, "", &prefix);
        Ok(page)
    })
}

fn search() -> Call<Page> {
    Call::chained(info(), |response| match accepted(response).and_then(wire::project) {
        Ok(Some(project)) => Ok(Next::Then(of_one(&project, prefix(&project)))),
        Ok(None) => Ok(organizations()),
        // A server without it, or a key that may not ask.
        Err(error) if is_no(&error) => Ok(organizations()),
        Err(error) => Err(error),
    })
}

fn organizations() -> Next<Page> {
    Next::Then(walk(Step::Organizations, Vec::new(), Page::default()))
}

/// Whether asking again would be answered the same, and other questions may be answered all the same.
fn is_no(error: &Error) -> bool {
    matches!(error.kind(), Kind::Forbidden | Kind::NotFound | Kind::Invalid)
}

/// Asks on until a project's connections have been read. What may not be read is named among the broken rows and
/// does not keep the others back: a key may list a project and not its connections.
fn walk(step: Step, mut left: Vec<Step>, mut page: Page) -> Call<Page> {
    Call::chained(step.request(), move |response| {
        let rows = match accepted(response).and_then(wire::rows) {
            Ok(rows) => rows,
            Err(error) if step == Step::Organizations => return Err(with_hint(error)),
            Err(error) if is_no(&error) || error.kind() == Kind::Unreadable && !error.is_retryable() => {
                page.broken.push(Mismatch { at: step.name(), expected: Expected::List });
                Vec::new()
            }
            Err(error) => return Err(error),
        };
        if let Step::Connections(project) = &step {
            wire::fill(&mut page, &rows, &step.name(), &prefix(project));
            page.next = Step::write_all(&left);
            return Ok(Next::Done(page));
        }
        // The first on top, so that they are read in the vendor's order.
        for id in wire::ids(&rows, &step.name(), &mut page.broken).into_iter().rev() {
            left.extend(step.below(id).filter(|below| !left.contains(below)));
        }
        Ok(match left.pop() {
            Some(next) => Next::Then(walk(next, left, page)),
            None => Next::Done(page),
        })
    })
}

fn with_hint(error: Error) -> Error {
    match error {
        Error::Refused(mut refused) if refused.status == 403 => {
            refused.suggestion = Some(words::SET_PROJECT.text().to_owned());
            Error::Refused(refused)
        }
        other => other,
    }
}

/// A list to be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Organizations,
    /// Of an organization.
    Workspaces(String),
    /// Of a workspace of an organization.
    Projects(String, String),
    /// Of a project.
    Connections(String),
}

impl Step {
    fn path(&self) -> Vec<&str> {
        match self {
            Self::Organizations => vec!["organizations"],
            Self::Workspaces(organization) => vec!["organizations", organization, "workspaces"],
            Self::Projects(organization, workspace) => {
                vec!["organizations", organization, "workspaces", workspace, "projects"]
            }
            Self::Connections(project) => vec!["connections", project],
        }
    }

    fn of(path: &[&str]) -> Option<Self> {
        Some(match path {
            ["organizations"] => Self::Organizations,
            ["organizations", organization, "workspaces"] => Self::Workspaces((*organization).to_owned()),
            ["organizations", organization, "workspaces", workspace, "projects"] => {
                Self::Projects((*organization).to_owned(), (*workspace).to_owned())
            }
            ["connections", project] => Self::Connections((*project).to_owned()),
            _ => return None,
        })
    }

    fn request(&self) -> Request {
        Request::new(Method::Get, &self.path())
    }

    /// What to call it where it could not be read.
    fn name(&self) -> String {
        match self {
            Self::Connections(project) => format!("projects/{project}"),
            other => other.path().join("/"),
        }
    }

    /// What there is to ask of one of its rows.
    fn below(&self, id: String) -> Option<Self> {
        match self {
            Self::Organizations => Some(Self::Workspaces(id)),
            Self::Workspaces(organization) => Some(Self::Projects(organization.clone(), id)),
            Self::Projects(..) => Some(Self::Connections(id)),
            Self::Connections(_) => None,
        }
    }

    fn write_all(steps: &[Self]) -> Option<Cursor> {
        let paths: Vec<Json> = steps.iter().map(|step| Json::from(step.path())).collect();
        (!steps.is_empty()).then(|| Cursor::At(Json::from(paths).to_string()))
    }

    fn read_all(text: &str) -> Vec<Self> {
        let paths: Vec<Json> = serde_json::from_str(text).unwrap_or_default();
        let step = |path: &Json| {
            let path: Vec<&str> = path.as_array()?.iter().filter_map(Json::as_str).collect();
            Self::of(&path)
        };
        paths.iter().filter_map(step).collect()
    }
}
