//! `GET /v1/connections`.

use serde_json::json;

use super::error::Refusal;
use super::query::Parameters;
use super::{Connection, Store, row};
use crate::http::{Answer, Request};

pub(super) fn list(store: &Store, request: &Request) -> Result<Answer, Refusal> {
    let mut parameters = Parameters::of(request)?;
    let filter = Filter::of(&mut parameters)?;
    let field = parameters.one_of("sortField", &["database", "dialect", "name"])?;
    let direction = parameters.one_of("sortDirection", &["asc", "desc"])?;
    parameters.end()?;
    let mut rows: Vec<_> = store.connections.iter().filter(|connection| filter.admits(connection)).collect();
    // Assumption: without either it is the newest first; a direction alone is one of names.
    if field.is_some() || direction.is_some() {
        let field = field.unwrap_or("name");
        rows.sort_by_key(|connection| key(connection, field));
        if direction == Some("desc") {
            rows.reverse();
        }
    }
    let rows: Vec<_> =
        rows.into_iter().map(|connection| row::of(connection, store.options.older_rows)).collect();
    Ok(Answer::json(200, &json!({"connections": rows})))
}

/// Assumption: case does not matter, and what has no database comes last.
fn key(connection: &Connection, field: &str) -> (bool, String) {
    let value = match field {
        "database" => connection.database.as_deref(),
        "dialect" => Some(connection.dialect.as_str()),
        _ => Some(connection.name.as_str()),
    };
    (value.is_none(), value.unwrap_or_default().to_lowercase())
}

/// All of these hold together.
struct Filter<'a> {
    name: Option<String>,
    database: Option<String>,
    dialects: Option<Vec<&'a str>>,
    include_deleted: bool,
}

impl<'a> Filter<'a> {
    fn of(parameters: &mut Parameters<'a>) -> Result<Self, Refusal> {
        Ok(Self {
            name: parameters.text("name")?.map(str::to_lowercase),
            database: parameters.text("database")?.map(str::to_lowercase),
            // Assumption: the list is open, so one that nobody has is no mistake.
            dialects: parameters.text("dialect")?.map(|dialects| dialects.split(',').collect()),
            include_deleted: parameters.flag("includeDeleted")?.unwrap_or(false),
        })
    }

    fn admits(&self, row: &Connection) -> bool {
        let has = |wanted: &Option<String>, value: Option<&str>| {
            wanted.as_ref().is_none_or(|wanted| {
                value.is_some_and(|value| value.to_lowercase().contains(wanted.as_str()))
            })
        };
        (self.include_deleted || row.deleted_at.is_none())
            && has(&self.name, Some(&row.name))
            && has(&self.database, row.database.as_deref())
            && self.dialects.as_ref().is_none_or(|dialects| dialects.contains(&row.dialect.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::testing::{LIST, answer, get, refused, request, store};
    use super::*;

    fn asked(store: &mut Store, query: &str) -> Vec<Value> {
        get(store, &format!("{LIST}?{query}"))["connections"].as_array().expect("connections").clone()
    }

    fn texts<'a>(rows: &'a [Value], field: &str) -> Vec<Option<&'a str>> {
        rows.iter().map(|row| row[field].as_str()).collect()
    }

    #[test]
    fn a_list_is_all_that_is_not_in_the_trash_the_newest_first() {
        let mut store = store(240);
        let rows = asked(&mut store, "");

        assert_eq!(rows.len(), 228);
        assert!(rows.iter().all(|row| row["deletedAt"].is_null()));
        assert!(texts(&rows, "createdAt").is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn the_trash_is_shown_if_it_is_asked_for() {
        let rows = asked(&mut store(240), "includeDeleted=true");

        assert_eq!(rows.len(), 240);
        assert_eq!(rows.iter().filter(|row| row["deletedAt"].is_string()).count(), 12);
    }

    #[test]
    fn names_and_databases_are_found_by_a_part_in_any_case() {
        let mut store = store(240);
        let name = store.all()[0].name.clone();
        let part = form_urlencoded::byte_serialize(&name.to_uppercase().as_bytes()[..6]).collect::<String>();

        let rows = asked(&mut store, &format!("name={part}"));
        assert!(!rows.is_empty() && rows.len() < 228);
        let rows = asked(&mut store, "database=SALES");
        let mut found = rows.iter().map(|row| row["database"].as_str().unwrap().to_lowercase());
        assert!(!rows.is_empty() && found.all(|database| database.contains("sales")));
        assert!(rows.iter().any(|row| row["database"] == "sales"));
    }

    #[test]
    fn dialects_are_several_with_commas_between_them() {
        let mut store = store(240);
        let (one, other) =
            (asked(&mut store, "dialect=snowflake").len(), asked(&mut store, "dialect=trino").len());

        assert!(one > 0 && other > 0);
        assert_eq!(asked(&mut store, "dialect=snowflake%2Ctrino").len(), one + other);
        assert_eq!(asked(&mut store, "dialect=dbase").len(), 0);
        assert!(asked(&mut store, "dialect=snowflake&name=zzz").is_empty(), "all filters hold together");
    }

    #[test]
    fn rows_are_sorted_as_asked() {
        let mut store = store(240);
        let lower = |rows: &[Value], field: &str| -> Vec<String> {
            texts(rows, field).into_iter().flatten().map(str::to_lowercase).collect()
        };
        for field in ["name", "dialect", "database"] {
            let rows = asked(&mut store, &format!("sortField={field}"));
            assert!(lower(&rows, field).is_sorted(), "{field}");
            let rows = asked(&mut store, &format!("sortField={field}&sortDirection=desc"));
            assert!(lower(&rows, field).is_sorted_by(|a, b| a >= b), "{field}");
        }
        let rows = asked(&mut store, "sortDirection=asc");
        assert!(lower(&rows, "name").is_sorted());
        let last = asked(&mut store, "sortField=database").pop().unwrap();
        assert_eq!(last["database"], Value::Null);
    }

    #[test]
    fn what_is_not_declared_is_refused_by_name() {
        for (query, said) in [
            ("page=2", "unknown query parameter page"),
            ("Name=a", "unknown query parameter Name"),
            ("includeDeleted=1", "includeDeleted must be true or false, not \"1\""),
            ("sortField=id", "sortField must be one of database, dialect, name, not \"id\""),
            ("sortField=name&sortDirection=up", "sortDirection must be one of asc, desc, not \"up\""),
            ("name=a&name=b", "name is given twice"),
        ] {
            assert_eq!(refused(&mut store(1), &request("GET", &format!("{LIST}?{query}"))), said);
        }
        let body = request("GET", LIST).with_json(&json!({}));
        assert_eq!(refused(&mut store(1), &body), "this request has no body");
    }

    #[test]
    fn rows_can_be_said_as_on_older_pages() {
        let mut store = store(1);
        store.options.older_rows = true;

        let row = asked(&mut store, "").remove(0);

        assert!(row.get("userAttributeNameForConnectionsEnvironments").is_some());
    }

    #[test]
    fn no_other_method_is_taken() {
        assert_eq!(answer(&mut store(1), &request("POST", LIST)).status, 405);
    }
}
