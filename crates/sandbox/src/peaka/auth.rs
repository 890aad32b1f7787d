//! The key: a partner's opens everything, a project's one project.

use super::error::Refusal;
use super::scope::PROJECTS;
use super::{DEMO_KEY, DEMO_PROJECT, Options, PROJECT_KEY};
use crate::http::Request;
use crate::sentinel;

const HEADER: &str = "authorization";

/// What a key opens.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Key {
    Partner,
    Project(String),
}

pub(super) fn key(request: &Request) -> Option<&str> {
    request.header(HEADER)?.strip_prefix("Bearer ")
}

/// Assumption: a missing or wrong key is refused in the shape of all other refusals; nobody has written it down.
pub(super) fn check(options: &Options, request: &Request) -> Result<Key, Refusal> {
    let key = key(request).ok_or_else(|| Refusal::new(401, "Authentication required"))?;
    if key == DEMO_KEY || sentinel::is_key(key) || options.keys.iter().any(|good| good == key) {
        return Ok(Key::Partner);
    }
    if key == PROJECT_KEY {
        return Ok(Key::Project(DEMO_PROJECT.to_owned()));
    }
    let known = options.project_keys.iter().find(|(good, _)| good == key);
    known
        .map(|(_, project)| Key::Project(project.clone()))
        .ok_or_else(|| Refusal::new(401, "Invalid API key"))
}

/// Refuses what a key does not open. Assumption: nor does any key open a project that is not there.
pub(super) fn admit(options: &Options, key: &Key, project: &str) -> Result<(), Refusal> {
    let opens = match key {
        Key::Partner => PROJECTS.iter().any(|known| known.id == project),
        Key::Project(own) => own == project,
    };
    if opens && !options.closed_projects.iter().any(|closed| closed == project) {
        Ok(())
    } else {
        Err(Refusal::new(403, format!("Access to project {project} is denied")))
    }
}

/// What a gateway does: its own key, and none that was sent.
pub(super) fn add(request: &mut Request) {
    request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(HEADER));
    request.headers.push((HEADER.to_owned(), format!("Bearer {DEMO_KEY}")));
}

#[cfg(test)]
mod tests {
    use super::super::scope::SECOND_PROJECT;
    use super::super::testing::{LIST, answer, get, path_of, request, request_with, store};
    use super::*;

    fn status(store: &mut super::super::Store, key: &str, target: &str) -> u16 {
        answer(store, &request_with(key, "GET", target)).status
    }

    #[test]
    fn a_missing_or_wrong_key_is_refused() {
        let missing = answer(&mut store(1), &Request::new("GET", LIST));
        assert_eq!(
            (missing.status, missing.value()["message"].as_str()),
            (401, Some("Authentication required"))
        );

        assert_eq!(status(&mut store(1), "guessed", LIST), 401);
        let bare = Request::new("GET", LIST).with_header("authorization", DEMO_KEY);
        assert_eq!(answer(&mut store(1), &bare).status, 401, "it must be a bearer's");
    }

    #[test]
    fn a_partner_key_opens_every_project_and_nothing_that_is_none() {
        let mut store = store(20);
        for project in [DEMO_PROJECT, SECOND_PROJECT] {
            assert!(
                !get(&mut store, &format!("/peaka/connections/{project}")).as_array().unwrap().is_empty()
            );
        }
        assert_eq!(status(&mut store, DEMO_KEY, "/peaka/connections/nowhere"), 403);
    }

    #[test]
    fn a_project_key_opens_its_own_project_only() {
        let mut store = store(20);
        store.options.project_keys.push(("theirs".into(), SECOND_PROJECT.into()));

        assert_eq!(status(&mut store, PROJECT_KEY, LIST), 200);
        assert_eq!(status(&mut store, "theirs", LIST), 403);
        assert_eq!(status(&mut store, "theirs", &format!("/peaka/connections/{SECOND_PROJECT}")), 200);
        assert_eq!(status(&mut store, PROJECT_KEY, "/peaka/connections/config"), 200);
    }

    #[test]
    fn further_partner_keys_can_be_good() {
        let mut store = store(1);
        store.options.keys.push("another".into());

        assert_eq!(status(&mut store, "another", "/peaka/organizations"), 200);
    }

    #[test]
    fn a_closed_project_is_found_and_refused() {
        let mut store = store(1);
        let path = path_of(&store, 0);
        store.options.closed_projects.push(DEMO_PROJECT.into());

        for target in [LIST, &path] {
            assert_eq!(answer(&mut store, &request("GET", target)).status, 403);
        }
    }

    #[test]
    fn a_gateway_replaces_a_key_that_was_sent() {
        let mut request = Request::new("GET", LIST).with_header("Authorization", "Bearer sent");
        add(&mut request);

        assert_eq!(request.headers, [("authorization".to_owned(), "Bearer peaka-demo-key".to_owned())]);
    }
}
