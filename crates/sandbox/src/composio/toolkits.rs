//! `GET /toolkits` and `GET /toolkits/{slug}`: the catalogue, and the forms of each scheme.

use serde_json::{Value, json};

use super::cursor::Slice;
use super::error::Refusal;
use super::query::{self, Parameters};
use super::scheme::{self, Field};
use super::secret;
use super::toolkit::{self, TOOLKITS, Toolkit};
use crate::http::{Answer, Request};

pub(super) fn list(request: &Request) -> Result<Answer, Refusal> {
    let mut parameters = Parameters::alone(request)?;
    let search = parameters.text("search")?.unwrap_or_default().to_lowercase();
    let category = parameters.text("category")?;
    let managed_by = parameters.one_of("managed_by", &["composio", "all", "project"])?;
    let sort_by = parameters.one_of("sort_by", &["usage", "alphabetically"])?;
    // None of them is deprecated.
    parameters.flag("include_deprecated")?;
    let slice = Slice::of(&mut parameters)?;
    parameters.end()?;
    let found = |text: &str| text.to_lowercase().contains(&search);
    let mut matching: Vec<&Toolkit> = TOOLKITS
        .iter()
        .filter(|toolkit| {
            let by_project = managed_by.filter(|by| *by != "all").map(|by| by == "project");
            (found(toolkit.slug) || found(toolkit.name) || found(toolkit.description))
                && category.is_none_or(|category| category == toolkit.category.0)
                && by_project.is_none_or(|by_project| by_project == toolkit.custom)
        })
        .collect();
    // Assumption: by usage, which is how they lie, unless asked otherwise.
    if sort_by == Some("alphabetically") {
        matching.sort_by_key(|toolkit| toolkit.name.to_lowercase());
    }
    Ok(Answer::json(200, &slice.page(matching.into_iter()).map(|toolkit| row(toolkit, "id"))))
}

pub(super) fn get(request: &Request, slug: &str) -> Result<Answer, Refusal> {
    query::bare(request)?;
    let toolkit = toolkit::of(slug).ok_or_else(|| Refusal::new(404, "Toolkit not found"))?;
    let mut body = row(toolkit, "slug");
    body["enabled"] = true.into();
    body["base_url"] = Value::Null;
    body["composio_managed_auth"] = managed(toolkit)
        .into_iter()
        .map(|mode| {
            let available: Vec<_> = toolkit.scopes.split_whitespace().collect();
            json!({"mode": mode, "scopes": {"available": available}})
        })
        .collect();
    body["auth_config_details"] = toolkit.schemes.iter().map(|scheme| details(toolkit, scheme)).collect();
    Ok(Answer::json(200, &body))
}

/// What both say. A category has its slug under another name in each.
fn row(toolkit: &Toolkit, category: &str) -> Value {
    json!({
        "slug": toolkit.slug,
        "name": toolkit.name,
        "type": if toolkit.custom { "custom" } else { "native" },
        "auth_schemes": toolkit.schemes,
        "composio_managed_auth_schemes": managed(toolkit),
        "no_auth": toolkit.schemes.contains(&"NO_AUTH"),
        "is_local_toolkit": false,
        "auth_guide_url": null,
        "deprecated": {"toolkitId": format!("tk_{}", toolkit.slug)},
        "meta": {
            "created_at": "2025-01-01T00:00:00.000Z",
            "updated_at": "2026-06-01T00:00:00.000Z",
            "description": toolkit.description,
            "logo": format!("https://logos.example.test/{}.svg", toolkit.slug),
            "app_url": null,
            "categories": [{category: toolkit.category.0, "name": toolkit.category.1}],
            "tools_count": toolkit.tools,
            "triggers_count": toolkit.tools / 10,
            "version": "20260601_00",
        },
    })
}

fn managed(toolkit: &Toolkit) -> Vec<&'static str> {
    toolkit.schemes.iter().copied().filter(|scheme| toolkit.managed && *scheme == "OAUTH2").collect()
}

fn details(toolkit: &Toolkit, scheme: &str) -> Value {
    let place = toolkit.place.map(|(name, label)| Field { name, label, required: true });
    let all: Vec<&Field> = scheme::fields(scheme).iter().chain(&place).collect();
    let group = |required| -> Vec<Value> {
        all.iter()
            .filter(|field| field.required == required)
            .map(|field| form_field(toolkit, field))
            .collect()
    };
    json!({
        "name": scheme.to_lowercase(),
        "mode": scheme,
        "fields": {
            "auth_config_creation": {"required": [], "optional": []},
            "connected_account_initiation": {"required": group(true), "optional": group(false)},
        },
    })
}

fn form_field(toolkit: &Toolkit, field: &Field) -> Value {
    json!({
        "name": field.name,
        "displayName": field.label,
        "description": format!("{} of {}", field.label, toolkit.name),
        "type": "string",
        "required": field.required,
        "default": null,
        "is_secret": !secret::is_open(field.name),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{V3, V31, answer, get as read, refused, request, store};
    use super::*;

    fn slugs(query: &str) -> Vec<String> {
        let page = read(&mut store(0), &format!("{V31}/toolkits?limit=1000&{query}"));
        let items = page["items"].as_array().unwrap().iter();
        items.map(|toolkit| toolkit["slug"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn the_catalogue_is_paged_and_sorted_by_use_or_by_name() {
        let page = read(&mut store(0), &format!("{V3}/toolkits"));
        assert_eq!((&page["total_items"], &page["total_pages"]), (&TOOLKITS.len().into(), &2.into()));

        assert_eq!(slugs("sort_by=usage"), slugs(""));
        assert_eq!(slugs("")[0], "gmail");
        assert_eq!(slugs("sort_by=alphabetically")[0], "airtable");
    }

    #[test]
    fn a_toolkit_is_found_by_its_words_its_category_and_who_made_it() {
        assert_eq!(slugs("search=ONLINE+payments"), ["stripe"]);
        assert_eq!(slugs("category=hr"), ["successfactors"]);
        assert_eq!(slugs("managed_by=project"), ["inhouse-ledger"]);
        assert_eq!(
            slugs("managed_by=composio").len() + 1,
            slugs("managed_by=all&include_deprecated=true").len()
        );
    }

    #[test]
    fn a_toolkit_has_a_form_for_each_of_its_schemes() {
        let zendesk = read(&mut store(0), &format!("{V31}/toolkits/zendesk"));

        let details = zendesk["auth_config_details"].as_array().unwrap();
        assert_eq!(details.iter().map(|detail| &detail["mode"]).collect::<Vec<_>>(), ["BASIC", "OAUTH2"]);
        let fields = &details[0]["fields"]["connected_account_initiation"];
        let names = |group: &Value| {
            let fields = group.as_array().unwrap().iter();
            fields.map(|field| (field["name"].to_string(), field["is_secret"] == true)).collect::<Vec<_>>()
        };
        let (user, place) = (("\"username\"".into(), false), ("\"subdomain\"".into(), false));
        assert_eq!(names(&fields["required"]), [user, place]);
        assert_eq!(names(&fields["optional"]), [("\"password\"".into(), true)]);
    }

    #[test]
    fn a_category_has_an_id_in_the_list_and_a_slug_alone() {
        let page = read(&mut store(0), &format!("{V31}/toolkits?search=stripe"));
        let alone = read(&mut store(0), &format!("{V31}/toolkits/stripe"));

        assert_eq!(page["items"][0]["meta"]["categories"], json!([{"id": "finance", "name": "Finance"}]));
        assert_eq!(alone["meta"]["categories"], json!([{"slug": "finance", "name": "Finance"}]));
    }

    #[test]
    fn what_is_unknown_is_refused() {
        assert_eq!(answer(&mut store(0), &request("GET", &format!("{V31}/toolkits/nothing"))).status, 404);
        let wrong = request("GET", &format!("{V31}/toolkits?managed_by=me"));
        assert_eq!(
            refused(&mut store(0), &wrong),
            "managed_by must be one of composio, all, project, not \"me\""
        );
    }
}
