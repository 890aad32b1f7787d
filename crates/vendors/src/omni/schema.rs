//! Having a schema read again: `api/openapi.json` of <https://github.com/exploreomni/cli>.
//!
//! ```text
//!   form    models of the connection ─▶ the one that holds the schema, or a reason why not
//!   write   its refresh ─▶ a job ─▶ how it stands ─▶ completed, failed, or asked once more a little later
//! ```

use std::time::Duration;

use serde_json::Value;

use crate::call::{Call, Next};
use crate::catalogue::{Catalogue, Kind};
use crate::draft::Updated;
use crate::error::{Error, Expected, Refused};
use crate::http::{Method, Request, Response};
use crate::read::{self, Fields, Mismatch};
use crate::words::Sentence;

use super::{accepted, words};

const SCHEMA: &str = "SCHEMA";

/// How often a job is asked after: with the waits, for some four minutes. It leaves most of the 60 requests a minute
/// to others.
const POLLS: u32 = 30;

/// The model that holds a connection's schema, as the only kind of a catalogue.
pub(super) fn model(connection: &str) -> Call<Catalogue> {
    let request = Request::new(Method::Get, &["v1", "models"])
        .query("connectionId", connection)
        .query("modelKind", SCHEMA);
    let id = connection.to_owned();
    Call::new(request, move |response| {
        let json = read::json(accepted(response)?)?;
        let records = Fields::of(&json).and_then(|fields| fields.list("records"));
        let records = records.map_err(|mismatch| mismatch.of(response))?;
        // A server that does not know the filters must not have another connection's schema read.
        let model = records.into_iter().flatten().find_map(|record| kind(record, &id));
        Ok(Catalogue { kinds: model.into_iter().collect(), ..Catalogue::default() })
    })
}

fn kind(record: &Value, connection: &str) -> Option<Kind> {
    let fields = Fields::of(record).ok()?;
    let is = |name, wanted: &str| fields.code(name).is_none_or(|said| said == wanted);
    let id = fields.code("id").filter(|id| !id.is_empty())?;
    let fits = is("modelKind", SCHEMA) && is("connectionId", connection);
    fits.then(|| Kind { id, label: fields.code("name").unwrap_or_default(), ..Kind::default() })
}

/// The model that was found.
pub(super) fn found(catalogue: Option<&Catalogue>) -> Result<&str, &'static Sentence> {
    let kind = catalogue.and_then(|catalogue| catalogue.kinds.first());
    kind.map(|kind| kind.id.as_str()).ok_or(&words::NO_SCHEMA_MODEL)
}

/// Begins, and follows until the end is known.
pub(super) fn refresh(model: &str) -> Call<Updated> {
    let request = Request::new(Method::Post, &["v1", "models", model, "refresh"]);
    Call::chained(request, |response| step(accepted(response)?, None, 0))
}

fn poll(job: String, times: u32) -> Call<Updated> {
    let request = Request::new(Method::Get, &["v1", "jobs", &job, "status"]);
    Call::chained(request, move |response| step(accepted(response)?, Some(job), times))
}

/// What an answer leads to, the first without a job that is known and every further one.
fn step(response: &Response, job: Option<String>, times: u32) -> Result<Next<Updated>, Error> {
    let json = read::json(response)?;
    let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
    let status = fields.code("status").unwrap_or_default();
    let is = |word| status.eq_ignore_ascii_case(word);
    if is("COMPLETED") {
        return Ok(Next::Done(Updated::default()));
    }
    let ended = |message, suggestion: &Sentence| {
        Error::Refused(Box::new(Refused {
            status: response.status,
            message,
            code: Some(status.clone()).filter(|status| !status.is_empty()),
            suggestion: Some(suggestion.text().to_owned()),
            ..Refused::default()
        }))
    };
    if is("FAILED") {
        let said = ["message", "detail", "error"].into_iter().find_map(|name| fields.code(name));
        return Err(ended(said, &words::LOOK_AT_SCHEMA));
    }
    // Two words for the same: the first is the refresh's, the second the job's.
    let runs = is("running") || is("IN_PROGRESS");
    let goes_on = times == 0 || runs && times < POLLS;
    if !goes_on {
        return Err(ended(Some(words::STILL_RUNNING.text().to_owned()), &words::LOOK_LATER));
    }
    let missing = || Mismatch { at: "jobId".into(), expected: Expected::Text }.of(response);
    let job = job.or_else(|| fields.code("jobId")).or_else(|| fields.code("job_id")).ok_or_else(missing)?;
    Ok(Next::After(wait(times), poll(job, times + 1)))
}

/// Longer each time: most are done soon, and the others take their time.
fn wait(times: u32) -> Duration {
    Duration::from_secs(u64::from(times) + 2).min(Duration::from_secs(10))
}
