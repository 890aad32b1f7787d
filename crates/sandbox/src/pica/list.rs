//! `GET /v1/vault/connections`.

use super::error::Refusal;
use super::query::{Parameters, Slice};
use super::{Connection, Store};
use crate::http::{Answer, Request};

const IDENTITY_TYPES: [&str; 4] = ["user", "team", "organization", "project"];

pub(super) fn list(store: &Store, request: &Request) -> Result<Answer, Refusal> {
    if !request.body.is_empty() {
        return Err(Refusal::invalid("this request has no body"));
    }
    let mut parameters = Parameters::of(request);
    let filter = Filter::of(&mut parameters)?;
    let slice = Slice::of(&mut parameters)?.with_skip(&mut parameters)?;
    parameters.end()?;
    let matching = store.connections.iter().filter(|connection| filter.admits(connection));
    let page = slice.page(matching);
    let rows = page.rows.into_iter().map(|connection| store.row(connection)).collect();
    Ok(Answer::json(200, &super::Page { rows, total: page.total, pages: page.pages, page: page.page }))
}

/// All of these hold together.
struct Filter<'a> {
    keys: Option<Vec<&'a str>>,
    platform_version: Option<&'a str>,
    name: Option<&'a str>,
    identity_type: Option<&'a str>,
    identity: Option<&'a str>,
    platform: Option<&'a str>,
    tags: Option<Vec<&'a str>>,
    active: bool,
}

impl<'a> Filter<'a> {
    fn of(parameters: &mut Parameters<'a>) -> Result<Self, Refusal> {
        let identity_type = parameters.text("identityType")?;
        if let Some(given) = identity_type.filter(|given| !IDENTITY_TYPES.contains(given)) {
            let known = IDENTITY_TYPES.join(", ");
            return Err(Refusal::invalid(format!("identityType must be one of {known}, not {given:?}")));
        }
        Ok(Self {
            keys: parameters.texts("key")?,
            platform_version: parameters.text("platformVersion")?,
            name: parameters.text("name")?,
            identity_type,
            identity: parameters.text("identity")?,
            platform: parameters.text("platform")?,
            tags: parameters.texts("tags")?,
            // The trap: what failed is inactive, and hidden unless asked for.
            active: parameters.flag("active")?.unwrap_or(true),
        })
    }

    fn admits(&self, row: &Connection) -> bool {
        let is =
            |wanted: Option<&str>, value: Option<&str>| wanted.is_none_or(|wanted| value == Some(wanted));
        self.active == row.active
            && self.keys.as_ref().is_none_or(|keys| keys.contains(&row.key.as_str()))
            && is(self.platform_version, Some(&row.platform_version))
            && is(self.name, row.name.as_deref())
            && is(self.identity_type, row.identity_type.as_deref())
            && is(self.identity, row.identity.as_deref())
            && is(self.platform, Some(&row.platform))
            // Assumption: any of the tags is enough; the vendor does not say whether any or all.
            && self.tags.as_ref().is_none_or(|tags| row.tags.iter().any(|tag| tags.contains(&tag.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::super::testing::{LIST, answer, get, refused, request, store, store_of_one};
    use super::*;

    fn rows(page: &Value) -> &[Value] {
        page["rows"].as_array().expect("rows")
    }

    fn asked(store: &mut Store, query: &str) -> Value {
        get(store, &format!("{LIST}?{query}"))
    }

    #[test]
    fn a_list_hides_what_is_inactive_unless_it_is_asked_for() {
        let mut store = store(240);
        let inactive = store.connections().iter().filter(|connection| !connection.active).count();

        let (plain, hidden) = (get(&mut store, LIST), asked(&mut store, "active=false&limit=150"));

        assert!(inactive > 0);
        assert_eq!(plain["total"], 240 - inactive);
        assert_eq!(hidden["total"], inactive);
        assert!(rows(&plain).iter().all(|row| row["active"] == true && row["state"] != "failed"));
        assert!(rows(&hidden).iter().any(|row| row["state"] == "failed"));
    }

    #[test]
    fn a_page_has_twenty_rows_at_least_one_and_at_most_a_hundred_and_fifty() {
        let mut store = store(400);

        for (query, expected) in
            [("", 20), ("limit=0", 1), ("limit=1", 1), ("limit=150", 150), ("limit=5000", 150)]
        {
            assert_eq!(rows(&asked(&mut store, query)).len(), expected, "{query}");
        }
    }

    #[test]
    fn the_pages_together_are_all_rows_once() {
        let mut store = store(240);
        let first = asked(&mut store, "limit=50");
        let (total, pages) = (first["total"].as_u64().unwrap(), first["pages"].as_u64().unwrap());
        assert_eq!(pages, total.div_ceil(50));

        let mut seen = BTreeSet::new();
        for page in 1..=pages {
            let page = asked(&mut store, &format!("limit=50&page={page}"));
            seen.extend(rows(&page).iter().map(|row| row["id"].to_string()));
        }
        assert_eq!(seen.len() as u64, total);

        let beyond = asked(&mut store, &format!("limit=50&page={}", pages + 1));
        assert_eq!((rows(&beyond).len(), &beyond["page"]), (0, &Value::from(pages + 1)));
    }

    #[test]
    fn the_newest_come_first() {
        let page = asked(&mut store(240), "limit=150");

        let created: Vec<_> = rows(&page).iter().map(|row| row["createdAt"].as_str().unwrap()).collect();
        assert!(created.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn rows_can_be_skipped_beside_pages() {
        let mut store = store(100);

        let (skipped, paged) = (asked(&mut store, "limit=10&skip=10"), asked(&mut store, "limit=10&page=2"));
        assert_eq!(rows(&skipped), rows(&paged));
    }

    #[test]
    fn each_filter_is_exact_and_all_of_them_hold_together() {
        let mut store = store(240);
        let one = store.connections().iter().find(|row| row.active && row.name.is_some()).unwrap().clone();
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let (name, identity) =
            (encoded(one.name.as_deref().unwrap()), encoded(one.identity.as_deref().unwrap()));
        let filters = [
            (format!("platform={}", one.platform), "platform"),
            (format!("platformVersion={}", one.platform_version), "platformVersion"),
            (format!("name={name}"), "name"),
            (format!("identity={identity}"), "identity"),
            (format!("identityType={}", one.identity_type.as_deref().unwrap()), "identityType"),
        ];
        let expected = serde_json::to_value(&one).unwrap();
        for (query, field) in &filters {
            let page = asked(&mut store, &format!("{query}&limit=150"));
            assert!(!rows(&page).is_empty(), "{query}");
            assert!(rows(&page).iter().all(|row| row[field] == expected[field]), "{query}");
        }

        let all: Vec<_> = filters.iter().map(|(query, _)| query.as_str()).collect();
        let page = asked(&mut store, &all.join("&"));
        assert!(rows(&page).iter().any(|row| row["id"] == one.id));
        assert_eq!(asked(&mut store, &format!("platform={}", one.platform.to_uppercase()))["total"], 0);
    }

    #[test]
    fn keys_and_tags_are_several_with_commas_between_them() {
        let mut store = store(240);
        let keys: Vec<_> =
            store.connections().iter().filter(|row| row.active).map(|row| row.key.clone()).take(2).collect();
        let keys = form_urlencoded::byte_serialize(keys.join(",").as_bytes()).collect::<String>();

        assert_eq!(asked(&mut store, &format!("key={keys}"))["total"], 2);

        let of =
            |store: &mut Store, tags: &str| asked(store, &format!("tags={tags}"))["total"].as_u64().unwrap();
        let (billing, eu, any) =
            (of(&mut store, "billing"), of(&mut store, "eu"), of(&mut store, "billing%2Ceu"));
        assert!(any > billing.max(eu) && any < billing + eu, "{billing} and {eu} overlap in {any}");
    }

    #[test]
    fn what_is_not_declared_is_refused_by_name() {
        for (query, said) in [
            ("state=failed", "unknown query parameter state"),
            ("Limit=1", "unknown query parameter Limit"),
            ("active=yes", "active must be true or false, not \"yes\""),
            ("limit=ten", "limit must be a whole number, not \"ten\""),
            ("page=-1", "page must be a whole number, not \"-1\""),
            ("skip=1.5", "skip must be a whole number, not \"1.5\""),
            (
                "identityType=robot",
                "identityType must be one of user, team, organization, project, not \"robot\"",
            ),
            ("platform=a&platform=b", "platform is given twice"),
        ] {
            assert_eq!(refused(&mut store(1), &request("GET", &format!("{LIST}?{query}"))), said);
        }
    }

    #[test]
    fn a_body_is_refused() {
        let request = request("GET", LIST).with_json(&serde_json::json!({}));

        assert_eq!(refused(&mut store(1), &request), "this request has no body");
    }

    #[test]
    fn the_successor_says_a_connector_and_no_date() {
        let page = get(&mut store_of_one(40), LIST);

        assert!(rows(&page).iter().all(|row| row.get("createdAt").is_none() && row["connector"].is_string()));
    }

    #[test]
    fn an_empty_list_has_no_pages() {
        let page = get(&mut store(0), LIST);

        assert_eq!(page, serde_json::json!({"rows": [], "total": 0, "pages": 0, "page": 1}));
    }

    #[test]
    fn no_other_method_is_taken() {
        assert_eq!(answer(&mut store(1), &request("POST", LIST)).status, 405);
    }
}
