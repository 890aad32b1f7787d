//! `GET /connections/{projectId}/{connectionId}`, and its `/detail`.

use serde_json::{Map, Value};

use super::error::Refusal;
use super::row::Row;
use super::{Connection, Store, kind, query};
use crate::http::{Answer, Request};

pub(super) fn get(store: &Store, request: &Request, project: &str, id: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    store.find(project, id).map(|connection| said(connection, request))
}

/// A connection as the answer.
pub(super) fn said(connection: &Connection, request: &Request) -> Answer {
    Answer::json(200, &Row::of(connection, request))
}

/// Assumption: besides the type, all settings that are no secret; for Stripe that is nothing, as was measured.
pub(super) fn detail(store: &Store, request: &Request, project: &str, id: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let connection = store.find(project, id)?;
    let fields = kind::of(&connection.kind).map_or(&[][..], |kind| kind.fields);
    let shown = fields.iter().filter(|field| field.shown);
    let settings = shown.filter_map(|field| {
        connection.credential.get(field.name).map(|value| (field.name.to_owned(), value.clone()))
    });
    let mut detail: Map<String, Value> = settings.collect();
    detail.insert("type".to_owned(), connection.kind.as_str().into());
    Ok(Answer::json(200, &detail))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::scope::SECOND_PROJECT;
    use super::super::testing::{LIST, answer, get, path_of, path_of_kind, refused, request, store};
    use super::*;

    #[test]
    fn a_connection_is_said_as_the_list_says_it() {
        let mut store = store(20);
        let path = path_of(&store, 3);

        assert_eq!(get(&mut store, &path), get(&mut store, LIST)[3]);
    }

    #[test]
    fn no_secret_is_ever_said() {
        let mut store = store(240);
        let texts = |value: &Value| value.as_str().map(str::to_owned);
        let secrets: Vec<String> = store
            .all()
            .iter()
            .flat_map(|connection| {
                let shown = |name: &str| {
                    let kind = kind::of(&connection.kind).unwrap();
                    kind.fields.iter().any(|field| field.shown && field.name == name)
                };
                connection.credential.iter().filter(move |(name, _)| !shown(name))
            })
            .filter_map(|(_, value)| texts(value))
            .collect();
        assert!(secrets.len() > 240);

        let mut said = get(&mut store, LIST).to_string();
        for place in 0..store.of_project(super::super::DEMO_PROJECT).count() {
            let path = path_of(&store, place);
            said += &get(&mut store, &path).to_string();
            said += &get(&mut store, &format!("{path}/detail")).to_string();
        }
        assert!(!secrets.iter().any(|secret| said.contains(secret)));
    }

    #[test]
    fn a_detail_has_the_settings_that_are_no_secret() {
        let mut store = store(240);
        let stripe = path_of_kind(&store, "stripe");
        let postgres = path_of_kind(&store, "POSTGRES");

        assert_eq!(get(&mut store, &format!("{stripe}/detail")), json!({"type": "stripe"}));
        let detail = get(&mut store, &format!("{postgres}/detail"));
        assert_eq!(
            (&detail["type"], &detail["port"], &detail["password"]),
            (&json!("POSTGRES"), &json!(5432), &json!(null))
        );
    }

    #[test]
    fn an_unknown_id_is_no_404() {
        let mut store = store(20);
        let elsewhere = store.of_project(SECOND_PROJECT).next().unwrap().id.clone();
        for id in ["nobody", &elsewhere] {
            for path in [format!("{LIST}/{id}"), format!("{LIST}/{id}/detail")] {
                assert_eq!(refused(&mut store, &request("GET", &path)), "invalid connection id");
                assert_eq!(answer(&mut store, &request("GET", &path)).value()["errorCode"], "cn004");
            }
        }
    }

    #[test]
    fn a_parameter_is_refused() {
        let mut store = store(1);
        let request = request("GET", &format!("{}?full=true", path_of(&store, 0)));

        assert_eq!(refused(&mut store, &request), "unknown query parameter full");
    }
}
