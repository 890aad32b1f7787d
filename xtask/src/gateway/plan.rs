//! From the panel's configuration and the keys to what goes where.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use axum::http::{HeaderName, HeaderValue};
use patchbay_vendors::base::BaseUrl;
use patchbay_vendors::secret::{Secret, Strike};
use patchbay_vendors::source::Source;
use patchbay_vendors::{ALL, Vendor};
use serde_json::{Map, Value};

use super::keys::Keys;

/// A vendor's API and how to be let in.
pub(super) struct Upstream {
    /// Without a slash at the end.
    pub(super) base: String,
    pub(super) header: HeaderName,
    /// Marked as sensitive, so that nothing prints it.
    pub(super) value: HeaderValue,
    /// Takes the key out of answers.
    pub(super) strike: Strike,
    pub(super) is_loopback: bool,
}

/// By the id of the source.
pub(super) type Upstreams = BTreeMap<String, Upstream>;

pub(super) struct Plan {
    /// What the panel is told.
    pub(super) config: Value,
    pub(super) upstreams: Upstreams,
}

/// Reads a configuration as the panel would, as far as the gateway is concerned; the panel checks the rest.
pub(super) fn plan(config: &str, mut keys: Keys) -> Result<Plan> {
    let mut config: Value = serde_json::from_str(config).context("this is no JSON")?;
    let mut upstreams = Upstreams::new();
    let sources = config.get_mut("sources").and_then(Value::as_array_mut).context("`sources` is no list")?;
    for (index, source) in sources.iter_mut().enumerate() {
        let path = format!("sources[{index}]");
        let source = source.as_object_mut().with_context(|| format!("{path} is no object"))?;
        if source.get("auth").and_then(Value::as_str) == Some("host") {
            continue;
        }
        let id = text(source, &path, "id")?.to_owned();
        if !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
            bail!("{path}.id: letters, digits, `-`, `_` and `.` make an id");
        }
        let key = keys.remove(&id).with_context(|| {
            format!("there is no key for the source `{id}`: add a line `{id}=…` to the keys file")
        })?;
        let upstream = upstream(source, &path, key)?;
        source.insert("baseUrl".to_owned(), format!("/gateway/{id}").into());
        source.insert("auth".to_owned(), "gateway".into());
        if upstreams.insert(id.clone(), upstream).is_some() {
            bail!("{path}.id: another source has the id `{id}`");
        }
    }
    if let Some(id) = keys.keys().next() {
        bail!("the keys file has a key for `{id}`, and no source has this id");
    }
    Ok(Plan { config, upstreams })
}

fn upstream(json: &Map<String, Value>, path: &str, key: String) -> Result<Upstream> {
    let vendor = text(json, path, "vendor")?;
    let Some(vendor) = ALL.iter().find(|known| known.about().id == vendor).copied() else {
        let known: Vec<&str> = ALL.iter().map(|vendor| vendor.about().id).collect();
        bail!("{path}.vendor: there is no vendor `{vendor}`; there are {}", known.join(", "));
    };
    let given = text(json, path, "baseUrl")?;
    let base = BaseUrl::parse(given, vendor.about().domains).ok().filter(|base| base.origin().is_some());
    let Some(base) = base else {
        bail!(
            "{path}.baseUrl: the gateway needs the vendor's real address, `https://…`, and this is `{given}`"
        );
    };
    let auth_header = json.get("authHeader").and_then(Value::as_str).map(str::to_owned);
    let source = source(json, vendor, base, auth_header);
    let usual = vendor.auth(&source);
    let name = source.auth_header.as_deref().unwrap_or(usual.name);
    let header =
        name.parse().with_context(|| format!("{path}.authHeader: `{name}` cannot be a header's name"))?;
    // The keys file has been read: visible ASCII is always a header's value.
    let mut value =
        HeaderValue::from_str(&format!("{}{key}", usual.scheme)).context("a key cannot be sent")?;
    value.set_sensitive(true);
    let base = source.base.to_string();
    let is_loopback = base.starts_with("http://");
    let strike = Strike::new([&Secret::new(key)]);
    Ok(Upstream { base, header, value, strike, is_loopback })
}

/// As much of a source as its vendor looks at to name the header.
fn source(
    json: &Map<String, Value>,
    vendor: &'static dyn Vendor,
    base: BaseUrl,
    auth_header: Option<String>,
) -> Source {
    let options = vendor.about().options.iter();
    let set = options.filter_map(|&(name, _)| Some((name, json.get(name)?.as_str()?.to_owned())));
    Source { auth_header, options: set.collect(), ..Source::of("", vendor, base) }
}

fn text<'a>(json: &'a Map<String, Value>, path: &str, key: &str) -> Result<&'a str> {
    json.get(key).and_then(Value::as_str).with_context(|| format!("{path}.{key} is missing or no text"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(ids: &[&str]) -> Keys {
        ids.iter().map(|id| (id.to_string(), format!("key-of-{id}"))).collect()
    }

    const CONFIG: &str = r#"{ "title": "Ours", "sources": [
        { "id": "live", "vendor": "pica", "baseUrl": "https://api.picaos.com/", "auth": "key", "pace": 60 },
        { "id": "one", "vendor": "pica", "baseUrl": "https://api.withone.ai", "auth": "gateway", "flavor": "one" },
        { "id": "own", "vendor": "pica", "baseUrl": "https://api.picaos.com", "auth": "key", "authHeader": "X-Own" },
        { "id": "page", "vendor": "pica", "baseUrl": "https://api.picaos.com", "auth": "host" } ] }"#;

    #[test]
    fn the_panel_is_sent_through_the_gateway_and_told_no_key() {
        let plan = plan(CONFIG, keys(&["live", "one", "own"])).unwrap();
        let config = &plan.config;
        for (index, id) in ["live", "one", "own"].into_iter().enumerate() {
            assert_eq!(config["sources"][index]["baseUrl"], format!("/gateway/{id}"));
            assert_eq!(config["sources"][index]["auth"], "gateway");
        }
        assert_eq!(config["sources"][0]["pace"], 60);
        assert_eq!(config["sources"][3]["auth"], "host");
        assert!(!config.to_string().contains("key-of-"));
        assert!(!plan.upstreams.contains_key("page"));
    }

    #[test]
    fn each_vendor_gets_its_key_in_its_own_header() {
        let plan = plan(CONFIG, keys(&["live", "one", "own"])).unwrap();
        let header = |id: &str| plan.upstreams[id].header.as_str();
        assert_eq!(
            (header("live"), header("one"), header("own")),
            ("x-pica-secret", "x-one-secret", "x-own")
        );
        assert_eq!(plan.upstreams["live"].base, "https://api.picaos.com");
        assert_eq!(plan.upstreams["live"].value, "key-of-live");
        assert_eq!(format!("{:?}", plan.upstreams["live"].value), "Sensitive");
    }

    #[test]
    fn every_vendor_that_the_panel_knows_can_stand_behind_the_gateway() {
        for vendor in ALL {
            let about = vendor.about();
            let host = about.domains.first().expect("a domain");
            let config = serde_json::json!({"sources": [{
                "id": "a", "vendor": about.id, "baseUrl": format!("https://{host}/api/"), "projectId": "p"
            }]});

            let plan = plan(&config.to_string(), keys(&["a"])).unwrap();

            let upstream = &plan.upstreams["a"];
            assert_eq!(upstream.base, format!("https://{host}/api"));
            assert!(upstream.header.as_str().eq_ignore_ascii_case(about.auth.name), "{}", about.id);
            assert_eq!(upstream.value, format!("{}key-of-a", about.auth.scheme));
            assert_eq!(plan.config["sources"][0]["projectId"], "p", "the rest is the panel's");
        }
    }

    #[test]
    fn what_does_not_fit_is_named_by_its_path() {
        let source = |rest: &str| format!(r#"{{"sources":[{{"id":"a","auth":"key",{rest}}}]}}"#);
        let with_base = |base: &str| source(&format!(r#""vendor":"pica","baseUrl":"{base}""#));
        for (config, sentence) in [
            ("{}".to_owned(), "`sources` is no list"),
            (source(r#""vendor":"pica""#), "sources[0].baseUrl is missing or no text"),
            (
                source(r#""vendor":"x","baseUrl":"https://x.test""#),
                "sources[0].vendor: there is no vendor `x`",
            ),
            (
                with_base("http://api.picaos.com"),
                "sources[0].baseUrl: the gateway needs the vendor's real address",
            ),
            (with_base("/gateway/a"), "sources[0].baseUrl: the gateway needs the vendor's real address"),
            (with_base("https://api.picaos.com@evil.test"), "sources[0].baseUrl: the gateway needs"),
        ] {
            let error = plan(&config, keys(&["a"])).err().unwrap().to_string();
            assert!(error.starts_with(sentence), "{error}");
        }
        let error = plan(CONFIG, keys(&["live", "own"])).err().unwrap().to_string();
        assert!(error.contains("add a line `one=…` to the keys file"), "{error}");
        let error = plan(CONFIG, keys(&["live", "one", "own", "typo"])).err().unwrap().to_string();
        assert!(error.contains("`typo`, and no source has this id"), "{error}");
    }
}
