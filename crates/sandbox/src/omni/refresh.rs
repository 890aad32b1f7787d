//! Refreshing a schema: `GET /v1/models`, `POST /v1/models/{modelId}/refresh` and `GET /v1/jobs/{jobId}/status`.

use serde_json::{Value, json};

use super::auth::May;
use super::error::Refusal;
use super::query::{self, Parameters};
use super::{Connection, Store};
use crate::http::{Answer, Request};

const KINDS: [&str; 6] = ["SCHEMA", "SHARED", "SHARED_EXTENSION", "BRANCH", "WORKBOOK", "QUERY"];
const USUAL: usize = 20;
const LARGEST: usize = 100;
/// The number of the first job.
const FIRST: usize = 412;

/// A refresh.
#[derive(Debug)]
pub(super) struct Job {
    model: String,
    polled: usize,
    /// How it ended.
    ended: Option<&'static str>,
}

/// Assumption: pages have twenty models and at most a hundred, and a cursor is the number of those before it.
pub(super) fn models(store: &Store, request: &Request) -> Result<Answer, Refusal> {
    let mut parameters = Parameters::of(request)?;
    let connection = parameters.text("connectionId")?;
    let kind = parameters.one_of("modelKind", &KINDS)?;
    let first = parameters.number("cursor")?.unwrap_or(0);
    let size = parameters.number("pageSize")?.unwrap_or(USUAL).clamp(1, LARGEST);
    parameters.end()?;
    let all = live(store).filter(|row| connection.is_none_or(|id| row.id == id)).flat_map(|row| {
        [(row, &row.schema_model, "SCHEMA", None), (row, &row.shared_model, "SHARED", Some(&row.name))]
    });
    let matching: Vec<Value> = all
        .filter(|(_, _, of, _)| kind.is_none_or(|kind| kind == *of))
        .map(|(row, id, of, name)| json!({"id": id, "connectionId": row.id, "modelKind": of, "name": name}))
        .collect();
    let next = first.saturating_add(size);
    let has_next = next < matching.len();
    let page = json!({
        "hasNextPage": has_next,
        "nextCursor": has_next.then(|| next.to_string()),
        "pageSize": size,
        "totalRecords": matching.len(),
    });
    let records: Vec<_> = matching.into_iter().skip(first).take(size).collect();
    Ok(Answer::json(200, &json!({"pageInfo": page, "records": records})))
}

/// Assumption: there are no branches, and every refresh is a job of its own.
pub(super) fn start(store: &mut Store, request: &Request, may: May, id: &str) -> Result<Answer, Refusal> {
    may.write()?;
    let mut parameters = Parameters::of(request)?;
    let branch = parameters.text("branch_id")?;
    parameters.end()?;
    let unknown = |what: &str| Refusal::new(404, format!("{what} does not exist"));
    if live(store).any(|row| row.shared_model == id) {
        return Err(Refusal::new(422, "Only a model of kind SCHEMA can be refreshed"));
    }
    if !live(store).any(|row| row.schema_model == id) {
        return Err(unknown("Model"));
    }
    if branch.is_some() {
        return Err(unknown("Branch"));
    }
    let number = (FIRST + store.jobs.len()).to_string();
    store.jobs.push(Job { model: id.to_owned(), polled: 0, ended: None });
    Ok(Answer::json(200, &json!({"jobId": number, "modelId": id, "status": "running"})))
}

/// The trap: `job_id` here, and `jobId` where it was started.
pub(super) fn status(store: &mut Store, request: &Request, id: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let place = id.parse::<usize>().ok().and_then(|number| number.checked_sub(FIRST));
    let job = place.and_then(|place| store.jobs.get_mut(place));
    let job = job.ok_or_else(|| Refusal::new(404, "Job does not exist"))?;
    job.polled += 1;
    if job.ended.is_none() && job.polled > store.options.polls {
        let row = store.connections.iter().find(|row| row.schema_model == job.model);
        // What went to the trash meanwhile has nothing left to connect with.
        let fails = row.is_none_or(|row| row.refresh_fails || row.deleted_at.is_some());
        job.ended = Some(if fails { "FAILED" } else { "COMPLETED" });
    }
    let status = job.ended.unwrap_or("IN_PROGRESS");
    Ok(Answer::json(200, &json!({"job_id": id, "job_type": "REFRESH_SCHEMA", "status": status})))
}

/// Assumption: what is in the trash has no models.
fn live(store: &Store) -> impl Iterator<Item = &Connection> {
    store.connections.iter().filter(|row| row.deleted_at.is_none())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{answer, get, path_of, request, store};
    use super::*;

    const V1: &str = "/omni/api/v1";

    fn start_of(store: &mut Store, model: &str) -> Answer {
        answer(store, &request("POST", &format!("{V1}/models/{model}/refresh")))
    }

    fn poll(store: &mut Store, job: &Value) -> Value {
        get(store, &format!("{V1}/jobs/{}/status", job["jobId"].as_str().unwrap()))["status"].clone()
    }

    /// A refresh of the newest connection's schema.
    fn started(store: &mut Store) -> Value {
        let model = store.all()[0].schema_model.clone();
        let started = start_of(store, &model);
        assert_eq!(started.status, 200);
        started.value()
    }

    #[test]
    fn the_schema_of_a_connection_is_found() {
        let mut store = store(5);
        let (id, model) = (store.all()[0].id.clone(), store.all()[0].schema_model.clone());

        let found = get(&mut store, &format!("{V1}/models?connectionId={id}&modelKind=SCHEMA"));

        let record = json!({"id": model, "connectionId": id, "modelKind": "SCHEMA", "name": null});
        let page = json!({"hasNextPage": false, "nextCursor": null, "pageSize": 20, "totalRecords": 1});
        assert_eq!(found, json!({"pageInfo": page, "records": [record]}));
        let none = get(&mut store, &format!("{V1}/models?connectionId=nobody"));
        assert_eq!(none["records"], json!([]));
    }

    #[test]
    fn models_come_in_pages() {
        let mut store = store(15);
        let first = get(&mut store, &format!("{V1}/models"));
        assert_eq!(
            (&first["pageInfo"]["nextCursor"], &first["pageInfo"]["totalRecords"]),
            (&json!("20"), &json!(30))
        );

        let second = get(&mut store, &format!("{V1}/models?cursor=20&pageSize=20"));
        assert_eq!(
            (second["records"].as_array().unwrap().len(), &second["pageInfo"]["hasNextPage"]),
            (10, &json!(false))
        );
    }

    #[test]
    fn a_refresh_is_in_progress_before_it_is_completed() {
        let mut store = store(5);
        let job = started(&mut store);
        assert_eq!(job, json!({"jobId": "412", "modelId": store.all()[0].schema_model, "status": "running"}));

        let polled: Vec<_> = (0..4).map(|_| poll(&mut store, &job)).collect();

        assert_eq!(polled, ["IN_PROGRESS", "IN_PROGRESS", "COMPLETED", "COMPLETED"]);
        let said = get(&mut store, &format!("{V1}/jobs/412/status"));
        assert_eq!(said, json!({"job_id": "412", "job_type": "REFRESH_SCHEMA", "status": "COMPLETED"}));
    }

    #[test]
    fn a_refresh_can_take_no_time_or_fail() {
        let mut store = store(5);
        store.options.polls = 0;
        let job = started(&mut store);
        assert_eq!(poll(&mut store, &job), "COMPLETED");

        let id = store.all()[0].id.clone();
        store.edit(&id, |connection| connection.refresh_fails = true);
        let job = started(&mut store);
        assert_eq!((&job["jobId"], poll(&mut store, &job)), (&json!("413"), json!("FAILED")));
    }

    #[test]
    fn what_goes_to_the_trash_meanwhile_fails() {
        let mut store = store(5);
        let job = started(&mut store);
        let path = path_of(&store, 0);
        answer(&mut store, &request("DELETE", &path));

        let polled: Vec<_> = (0..3).map(|_| poll(&mut store, &job)).collect();
        assert_eq!(polled.last(), Some(&json!("FAILED")));
    }

    #[test]
    fn only_the_schema_can_be_refreshed_and_is_refused_in_a_shape_of_its_own() {
        let mut store = store(5);
        let shared = store.all()[0].shared_model.clone();

        let refused = start_of(&mut store, &shared);

        assert_eq!(refused.status, 422);
        assert_eq!(refused.value(), json!({"error": "Only a model of kind SCHEMA can be refreshed"}));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let mut store = store(20);
        let trashed = store.all().iter().find(|row| row.deleted_at.is_some()).unwrap().schema_model.clone();
        let branch = format!("{}/refresh?branch_id=b1", store.all()[0].schema_model);
        for target in [
            format!("{V1}/models/nothing/refresh"),
            format!("{V1}/models/{trashed}/refresh"),
            format!("{V1}/models/{branch}"),
        ] {
            assert_eq!(answer(&mut store, &request("POST", &target)).status, 404, "{target}");
        }
        for job in ["412", "1", "none"] {
            let refused = answer(&mut store, &request("GET", &format!("{V1}/jobs/{job}/status")));
            assert_eq!(refused.value(), json!({"detail": "Not Found: Job does not exist", "status": 404}));
        }
    }

    #[test]
    fn what_is_not_declared_is_refused_by_name() {
        let mut store = store(1);
        for (target, said) in [
            ("models?kind=SCHEMA", "unknown query parameter kind".to_owned()),
            (
                "models?modelKind=schema",
                format!("modelKind must be one of {}, not \"schema\"", KINDS.join(", ")),
            ),
            ("models?pageSize=few", "pageSize must be a whole number, not \"few\"".to_owned()),
            ("jobs/412/status?wait=1", "unknown query parameter wait".to_owned()),
        ] {
            let refused = answer(&mut store, &request("GET", &format!("{V1}/{target}")));
            assert_eq!(refused.value(), json!({"detail": format!("Bad Request: {said}"), "status": 400}));
        }
        let model = store.all()[0].schema_model.clone();
        let body = request("POST", &format!("{V1}/models/{model}/refresh")).with_json(&json!({}));
        assert_eq!(answer(&mut store, &body).status, 400);
        assert_eq!(answer(&mut store, &request("POST", &format!("{V1}/models"))).status, 405);
    }
}
