//! Where connections are: `GET /info`, and organizations, their workspaces and projects.

use serde::Serialize;
use serde_json::json;

use super::auth::Key;
use super::error::Refusal;
use super::{DEMO_PROJECT, query};
use crate::http::{Answer, Request};

/// The project that has most of the other connections.
pub(super) const SECOND_PROJECT: &str = "qR7vLz2K";

const USER: &str = "7e0c7d5e-0c5f-4a57-90f5-3f3c6f0a1b22";
const OWNER: &str = "1673d60f-a0ea-41f4-9420-c91dbc2864f5";

/// An organization.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Organization {
    id: &'static str,
    name: &'static str,
    owner: &'static str,
    created_at: &'static str,
    icon_file_id: Option<&'static str>,
    description: Option<&'static str>,
}

/// A part of an organization.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Workspace {
    id: &'static str,
    name: &'static str,
    created_by: &'static str,
    organization_id: &'static str,
    description: Option<&'static str>,
    created_at: &'static str,
}

/// A part of a workspace.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Project {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    description: Option<&'static str>,
    domain: &'static str,
    webhook_base_url: &'static str,
    created_at: &'static str,
    owner: &'static str,
    workspace_id: &'static str,
}

static ORGANIZATIONS: [Organization; 2] = [
    Organization {
        id: "d0d3c83f-29ed-4f2e-899d-1bfa00eb3cef",
        name: "Nordwind",
        owner: OWNER,
        created_at: "2026-01-05T10:00:00Z",
        icon_file_id: None,
        description: None,
    },
    Organization {
        id: "4b1f0e6a-7c1d-4d0b-9a36-2f5d8c9e7a10",
        name: "Contoso",
        owner: OWNER,
        created_at: "2026-03-17T08:30:00Z",
        icon_file_id: None,
        description: Some("Since the merger"),
    },
];

static WORKSPACES: [Workspace; 3] = [
    Workspace {
        id: "56d43968-e31d-4010-9b75-018a79a51b17",
        name: "Operations",
        created_by: OWNER,
        organization_id: ORGANIZATIONS[0].id,
        description: None,
        created_at: "2026-01-05T10:02:00Z",
    },
    Workspace {
        id: "c2a9d3f4-5b6e-4f70-8d11-6e0f7a8b9c23",
        name: "Nothing yet",
        created_by: OWNER,
        organization_id: ORGANIZATIONS[0].id,
        description: Some("A workspace without projects"),
        created_at: "2026-02-01T09:00:00Z",
    },
    Workspace {
        id: "9e8d7c6b-5a49-4382-b716-05f4e3d2c1b0",
        name: "Finance",
        created_by: OWNER,
        organization_id: ORGANIZATIONS[1].id,
        description: None,
        created_at: "2026-03-17T08:31:00Z",
    },
];

/// All projects; the first is the demo's.
pub(super) static PROJECTS: [Project; 3] = [
    Project {
        id: DEMO_PROJECT,
        name: "Demo",
        description: None,
        domain: "demo-ab12",
        webhook_base_url: "https://demo.example.test",
        created_at: "2026-01-05T10:05:00Z",
        owner: OWNER,
        workspace_id: WORKSPACES[0].id,
    },
    Project {
        id: SECOND_PROJECT,
        name: "Reporting",
        description: Some("Month-end figures"),
        domain: "reporting-cd34",
        webhook_base_url: "https://reporting.example.test",
        created_at: "2026-02-11T14:20:00Z",
        owner: OWNER,
        workspace_id: WORKSPACES[0].id,
    },
    Project {
        id: "bT4nWx9P",
        name: "Ledger",
        description: None,
        domain: "ledger-ef56",
        webhook_base_url: "https://ledger.example.test",
        created_at: "2026-03-17T08:40:00Z",
        owner: OWNER,
        workspace_id: WORKSPACES[2].id,
    },
];

/// Assumption: of a partner key there is no project to be said, which is said as null.
pub(super) fn info(key: &Key, request: &Request) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let project = match key {
        Key::Partner => None,
        Key::Project(id) => PROJECTS.iter().find(|project| project.id == id),
    };
    let (id, name) = project.map(|project| (project.id, project.name)).unzip();
    let info = json!({"projectId": id, "projectName": name, "userId": USER, "email": "ops@example.test"});
    Ok(Answer::json(200, &info))
}

pub(super) fn organizations(key: &Key, request: &Request) -> Result<Answer, Refusal> {
    query::bare(request)?;
    partner(key)?;
    Ok(Answer::json(200, &ORGANIZATIONS))
}

pub(super) fn workspaces(key: &Key, request: &Request, organization: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    partner(key)?;
    find(organization, |id| ORGANIZATIONS.iter().any(|known| known.id == id))?;
    let workspaces = WORKSPACES.iter().filter(|workspace| workspace.organization_id == organization);
    Ok(Answer::json(200, &workspaces.collect::<Vec<_>>()))
}

pub(super) fn projects(
    key: &Key,
    request: &Request,
    organization: &str,
    workspace: &str,
) -> Result<Answer, Refusal> {
    query::bare(request)?;
    partner(key)?;
    find(workspace, |id| {
        WORKSPACES.iter().any(|known| known.id == id && known.organization_id == organization)
    })?;
    let projects = PROJECTS.iter().filter(|project| project.workspace_id == workspace);
    Ok(Answer::json(200, &projects.collect::<Vec<_>>()))
}

fn partner(key: &Key) -> Result<(), Refusal> {
    match key {
        Key::Partner => Ok(()),
        Key::Project(_) => Err(Refusal::new(403, "A partner API key is required")),
    }
}

/// Assumption: what is not there is refused like what is not one's own, as the contract knows no 404.
fn find(id: &str, is_known: impl FnOnce(&str) -> bool) -> Result<(), Refusal> {
    if is_known(id) { Ok(()) } else { Err(Refusal::new(403, format!("Access to {id} is denied"))) }
}

#[cfg(test)]
mod tests {
    use super::super::PROJECT_KEY;
    use super::super::testing::{answer, get, refused, request, request_with, store};
    use super::*;

    const ROOT: &str = "/peaka/organizations";

    #[test]
    fn every_project_is_found_from_the_top() {
        let mut store = store(0);
        let mut found = Vec::new();
        for organization in get(&mut store, ROOT).as_array().unwrap() {
            let workspaces = format!("{ROOT}/{}/workspaces", organization["id"].as_str().unwrap());
            for workspace in get(&mut store, &workspaces).as_array().unwrap() {
                let projects = format!("{workspaces}/{}/projects", workspace["id"].as_str().unwrap());
                let projects = get(&mut store, &projects);
                found.extend(projects.as_array().unwrap().iter().map(|project| project["id"].clone()));
            }
        }
        assert_eq!(found, PROJECTS.iter().map(|project| project.id).collect::<Vec<_>>());
    }

    #[test]
    fn a_project_key_says_its_project_and_sees_nothing_above() {
        let mut store = store(0);
        let mut ask = |target: &str| answer(&mut store, &request_with(PROJECT_KEY, "GET", target));

        let info = ask("/peaka/info").value();
        assert_eq!((&info["projectId"], &info["projectName"]), (&json!(DEMO_PROJECT), &json!("Demo")));
        let organization = ORGANIZATIONS[0].id;
        for target in [ROOT.to_owned(), format!("{ROOT}/{organization}/workspaces")] {
            assert_eq!(ask(&target).status, 403);
        }
    }

    #[test]
    fn a_partner_key_has_no_project_of_its_own() {
        let info = get(&mut store(0), "/peaka/info");

        assert_eq!((&info["projectId"], &info["email"]), (&json!(null), &json!("ops@example.test")));
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let other = ORGANIZATIONS[1].id;
        let not_its_own = format!("{ROOT}/{other}/workspaces/{}/projects", WORKSPACES[0].id);
        for target in [format!("{ROOT}/nowhere/workspaces"), not_its_own] {
            assert_eq!(answer(&mut store(0), &request("GET", &target)).status, 403, "{target}");
        }
        assert_eq!(
            refused(&mut store(0), &request("GET", &format!("{ROOT}?page=1"))),
            "unknown query parameter page"
        );
        assert_eq!(answer(&mut store(0), &request("POST", ROOT)).status, 405);
        assert_eq!(answer(&mut store(0), &request("GET", "/peaka/projects")).status, 404);
    }
}
