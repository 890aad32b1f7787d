//! `GET /v1/available-connectors`.

use serde::Serialize;

use super::error::Refusal;
use super::platform::{PLATFORMS, Platform};
use super::query::{Parameters, Slice};
use crate::http::{Answer, Request};

pub(super) fn catalogue(request: &Request) -> Result<Answer, Refusal> {
    if !request.body.is_empty() {
        return Err(Refusal::invalid("this request has no body"));
    }
    let mut parameters = Parameters::of(request);
    let platform = parameters.text("platform")?;
    let key = parameters.text("key")?;
    let name = parameters.text("name")?;
    let category = parameters.text("category")?;
    // Assumption: it says who asks, the hosted sign-in or the API, and both see the same here.
    parameters.flag("authkit")?;
    let slice = Slice::of(&mut parameters)?;
    parameters.end()?;
    let is = |wanted: Option<&str>, value: &str| wanted.is_none_or(|wanted| wanted == value);
    let rows = PLATFORMS.iter().enumerate().map(|(place, platform)| Connector::of(place, platform));
    let matching = rows.filter(|row| {
        is(platform, row.platform) && is(key, &row.key) && is(name, row.name) && is(category, row.category)
    });
    Ok(Answer::json(200, &slice.page(matching)))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Connector {
    id: usize,
    name: &'static str,
    key: String,
    platform: &'static str,
    platform_version: &'static str,
    status: &'static str,
    description: &'static str,
    category: &'static str,
    image: String,
    tags: Vec<String>,
    oauth: bool,
    tools: u32,
    version: &'static str,
    active: bool,
}

impl Connector {
    fn of(place: usize, platform: &Platform) -> Self {
        Self {
            id: place + 1,
            name: platform.name,
            key: format!("api::{}::{}", platform.slug, platform.version),
            platform: platform.slug,
            platform_version: platform.version,
            status: platform.status,
            description: platform.description,
            category: platform.category,
            image: format!("https://assets.example.test/{}.svg", platform.slug),
            tags: vec![platform.category.to_lowercase()],
            oauth: platform.oauth,
            tools: platform.tools,
            version: "1.0.0",
            active: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{get, refused, request, store};
    use super::*;

    const CATALOGUE: &str = "/pica/v1/available-connectors";

    #[test]
    fn the_catalogue_is_paged_like_the_connections() {
        let page = get(&mut store(0), &format!("{CATALOGUE}?limit=10&page=3"));

        assert_eq!(page["total"], PLATFORMS.len());
        assert_eq!((&page["pages"], &page["page"]), (&3.into(), &3.into()));
        assert_eq!(page["rows"].as_array().unwrap().len(), PLATFORMS.len() - 20);
    }

    #[test]
    fn a_platform_is_found_by_any_of_its_names() {
        for query in ["platform=stripe", "key=api%3A%3Astripe%3A%3Av1", "name=Stripe", "category=Payments"] {
            let page = get(&mut store(0), &format!("{CATALOGUE}?{query}&authkit=false"));
            assert_eq!(
                (&page["total"], &page["rows"][0]["platform"]),
                (&1.into(), &"stripe".into()),
                "{query}"
            );
        }
    }

    #[test]
    fn what_is_not_declared_is_refused_by_name() {
        let skip = request("GET", &format!("{CATALOGUE}?skip=1"));

        assert_eq!(refused(&mut store(0), &skip), "unknown query parameter skip");
    }
}
