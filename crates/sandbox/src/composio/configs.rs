//! `GET /auth_configs`.

use serde_json::{Value, json};

use super::cursor::Slice;
use super::error::Refusal;
use super::query::Parameters;
use super::{AuthConfig, Store};
use crate::http::{Answer, Request};

pub(super) fn list(store: &Store, request: &Request) -> Result<Answer, Refusal> {
    let mut parameters = Parameters::alone(request)?;
    let toolkits = parameters.texts("toolkit_slug")?;
    let search = parameters.text("search")?.unwrap_or_default().to_lowercase();
    let disabled = parameters.flag("show_disabled")?.unwrap_or(false);
    let managed = parameters.flag("is_composio_managed")?;
    let slice = Slice::of(&mut parameters)?;
    parameters.end()?;
    let matching = store.configs.iter().filter(|config| {
        (config.is_enabled || disabled)
            && toolkits.as_ref().is_none_or(|slugs| slugs.contains(&config.toolkit.as_str()))
            && managed.is_none_or(|managed| managed == config.is_composio_managed)
            && (config.name.to_lowercase().contains(&search) || config.id.to_lowercase().contains(&search))
    });
    Ok(Answer::json(200, &slice.page(matching).map(|config| row(store, config))))
}

fn row(store: &Store, config: &AuthConfig) -> Value {
    let connections = store.accounts.iter().filter(|account| account.auth_config == config.id).count();
    json!({
        "id": config.id,
        "uuid": config.uuid,
        "name": config.name,
        "type": if config.is_composio_managed { "default" } else { "custom" },
        "status": if config.is_enabled { "ENABLED" } else { "DISABLED" },
        "auth_scheme": config.auth_scheme,
        "is_composio_managed": config.is_composio_managed,
        "no_of_connections": connections,
        "toolkit": {
            "slug": config.toolkit,
            "logo": format!("https://logos.example.test/{}.svg", config.toolkit),
        },
        "tool_access_config": {},
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{V31, get, refused, request, store};
    use super::*;

    fn asked(store: &mut Store, query: &str) -> Vec<Value> {
        get(store, &format!("{V31}/auth_configs?limit=1000&{query}"))["items"].as_array().unwrap().clone()
    }

    #[test]
    fn the_disabled_are_hidden_unless_asked_for() {
        let mut store = store(240);
        let all = store.auth_configs().len();

        assert_eq!(asked(&mut store, "").len(), all - 1);
        let with_disabled = asked(&mut store, "show_disabled=true");
        assert_eq!(with_disabled.len(), all);
        assert_eq!(with_disabled.iter().filter(|config| config["status"] == "DISABLED").count(), 1);
        let connections: u64 =
            with_disabled.iter().map(|config| config["no_of_connections"].as_u64().unwrap()).sum();
        assert_eq!(connections, 240);
    }

    #[test]
    fn each_filter_finds_its_own() {
        let mut store = store(0);

        let managed = asked(&mut store, "is_composio_managed=true");
        assert!(!managed.is_empty() && managed.iter().all(|config| config["type"] == "default"));
        let two = asked(&mut store, "toolkit_slug=stripe%2Ctwilio");
        assert_eq!(
            two.iter().map(|config| &config["toolkit"]["slug"]).collect::<Vec<_>>(),
            ["stripe", "twilio"]
        );
        assert_eq!(asked(&mut store, "search=GMAIL-oauth2-managed").len(), 1);
        let id = store.auth_configs()[3].id.clone();
        assert_eq!(asked(&mut store, &format!("search={id}"))[0]["id"], id);
    }

    #[test]
    fn the_list_is_paged_and_strict() {
        let page = get(&mut store(0), &format!("{V31}/auth_configs?limit=10"));
        assert_eq!(page["items"].as_array().unwrap().len(), 10);
        assert_eq!(page["next_cursor"], "MjoxMA==");

        let wrong = request("GET", &format!("{V31}/auth_configs?toolkit_slugs=a"));
        assert_eq!(refused(&mut store(0), &wrong), "unknown query parameter toolkit_slugs");
    }
}
