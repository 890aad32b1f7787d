//! `GET /connections/config` and `GET /connections/config/{connectionType}`.

use serde::Serialize;

use super::error::Refusal;
use super::kind::{KINDS, Kind};
use super::{credential, kind, query};
use crate::http::{Answer, Request};

pub(super) fn all(request: &Request) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let all: Vec<_> = KINDS.iter().map(Configuration::of).collect();
    Ok(Answer::json(200, &all))
}

/// Assumption: a type that is not known is one of the refusals that look like a failure.
pub(super) fn one(request: &Request, name: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let kind = kind::of(name).ok_or_else(|| Refusal::internal(format!("No configuration for {name}")))?;
    Ok(Answer::json(200, &Configuration::of(kind)))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Configuration {
    connection_type: &'static str,
    connection_type_label: &'static str,
    name: &'static str,
    authorization_type: &'static str,
    credential_schema_type: String,
    /// Left out for what is no web service, as in the vendor's example.
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_required: Option<bool>,
    category: &'static str,
    configuration: Vec<Item>,
    documentation_url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    field_name: &'static str,
    field_type: &'static str,
    required: bool,
    description: &'static str,
}

impl Configuration {
    fn of(kind: &Kind) -> Self {
        let lower = kind.name.to_lowercase();
        let item = |field: &kind::Field| Item {
            field_name: field.name,
            field_type: credential::said(field.of),
            required: field.required,
            description: field.label,
        };
        Self {
            connection_type: kind.name,
            connection_type_label: kind.label,
            name: kind.label,
            authorization_type: kind.authorization,
            credential_schema_type: format!("{lower}_credential_schema"),
            redirect_required: (kind.authorization != "custom").then_some(kind.redirect),
            category: kind.category,
            configuration: kind.fields.iter().map(item).collect(),
            documentation_url: format!("https://docs.example.test/{lower}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{answer, get, refused, request, store};
    use super::*;

    const CATALOGUE: &str = "/peaka/connections/config";

    #[test]
    fn the_catalogue_is_a_bare_array_of_every_type() {
        let all = get(&mut store(0), CATALOGUE);
        let all = all.as_array().unwrap();

        assert_eq!(all.len(), KINDS.len());
        assert!(all.iter().filter(|kind| kind["redirectRequired"] == true).count() >= 2);
        for kind in all {
            let name = kind["connectionType"].as_str().unwrap();
            assert_eq!(&get(&mut store(0), &format!("{CATALOGUE}/{name}")), kind);
        }
    }

    #[test]
    fn a_type_says_its_fields() {
        let stripe = get(&mut store(0), &format!("{CATALOGUE}/stripe"));

        assert_eq!(
            stripe["configuration"],
            json!([{"fieldName": "token", "fieldType": "text", "required": true, "description": "Token"}])
        );
        let postgres = get(&mut store(0), &format!("{CATALOGUE}/POSTGRES"));
        let fields = postgres["configuration"].as_array().unwrap().iter();
        let fields: Vec<_> = fields
            .map(|field| (field["fieldName"].as_str().unwrap(), field["fieldType"].as_str().unwrap()))
            .collect();
        assert_eq!(
            fields,
            [
                ("url", "text"),
                ("port", "number"),
                ("user", "text"),
                ("password", "text"),
                ("databaseName", "text"),
                ("useSsl", "boolean")
            ]
        );
        assert_eq!(postgres.get("redirectRequired"), None);
    }

    #[test]
    fn case_matters_and_what_is_not_known_looks_like_a_failure() {
        for name in ["postgres", "unheard-of"] {
            assert_eq!(answer(&mut store(0), &request("GET", &format!("{CATALOGUE}/{name}"))).status, 500);
        }
    }

    #[test]
    fn nothing_can_be_asked_of_it_nor_written_to_it() {
        let filtered = request("GET", &format!("{CATALOGUE}?category=CRM"));
        assert_eq!(refused(&mut store(0), &filtered), "unknown query parameter category");
        assert_eq!(answer(&mut store(0), &request("POST", CATALOGUE)).status, 405);
    }
}
