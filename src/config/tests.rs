use patchbay_vendors::ALL;
use serde_json::json;

use super::*;

fn good() -> Value {
    json!({
        "title": "Integrations",
        "sources": [
            {"id": "live", "vendor": "pica", "label": "Pica live", "baseUrl": "https://api.picaos.com",
             "auth": "key", "authHeader": "x-one-secret", "flavor": "one", "pace": 600, "projectId": "p"},
            {"id": "gate", "vendor": "pica", "baseUrl": "/gateway/pica", "auth": "gateway",
             "credentials": "include", "pace": "none"}
        ],
        "capabilities": ["tag", "delete"],
        "views": [
            {"name": "Failed", "query": "state=failed&sort=-created"},
            {"name": "Billing", "query": "#/?tag=billing&page=2"}
        ],
        "readOnly": false,
        "cap": 5000
    })
}

fn problems(json: &Value) -> Vec<(String, Trouble)> {
    let problems = parse(&json.to_string(), ALL, None).err().unwrap_or_default();
    problems.into_iter().map(|problem| (problem.path, problem.what)).collect()
}

fn with(pointer: &str, value: Value) -> Value {
    let mut json = good();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    json.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(key.into(), value);
    json
}

#[test]
fn a_good_configuration_is_read_whole() {
    let settings = parse(&good().to_string(), ALL, None).unwrap();
    assert_eq!(settings.title, "Integrations");
    let [live, gate] = settings.sources.as_slice() else { panic!("two sources") };
    assert_eq!((live.label.as_str(), live.pace, live.auth), ("Pica live", Some(600), Auth::Key));
    assert!(live.option_is("flavor", "one"));
    assert_eq!((gate.label.as_str(), gate.pace), ("Pica", None));
    assert_eq!(gate.auth, Auth::Gateway { include_cookies: true });
    assert_eq!(settings.capabilities, [Capability::Tag, Capability::Delete]);
    let views: Vec<_> = settings.views.iter().map(|view| (view.name.as_str(), view.query.as_str())).collect();
    assert_eq!(views, [("Failed", "state=failed"), ("Billing", "tag=billing")]);
    assert_eq!(settings.cap, 5_000);
}

#[test]
fn the_example_beside_the_page_is_a_configuration_of_every_vendor() {
    let settings = parse(include_str!("../../public/config.example.json"), ALL, None).unwrap();
    let named: Vec<&str> = settings.sources.iter().map(|source| source.vendor.about().id).collect();
    assert!(ALL.iter().all(|vendor| named.contains(&vendor.about().id)), "{named:?}");
}

#[test]
fn every_source_knows_the_page_that_takes_people_back() {
    let page = "https://panel.example/oauth.html";
    let settings = parse(&good().to_string(), ALL, Some(page)).unwrap();
    assert!(settings.sources.iter().all(|source| source.callback.as_deref() == Some(page)));
}

#[test]
fn sources_of_one_vendor_have_one_and_those_of_two_have_none() {
    let mut json = good();
    let peaka = json!({"id": "other", "vendor": "peaka", "baseUrl": "/gateway/peaka", "auth": "gateway"});
    json["sources"].as_array_mut().unwrap().push(peaka);
    let settings = parse(&json.to_string(), ALL, None).unwrap();
    let only = |sources: &[&str]| {
        let sources: Vec<String> = sources.iter().map(ToString::to_string).collect();
        settings.only_vendor(&sources).map(|vendor| vendor.about().id)
    };
    for (sources, vendor) in [
        (&["live"][..], Some("pica")),
        (&["live", "gate"], Some("pica")),
        (&["other"], Some("peaka")),
        (&["live", "other"], None),
        (&[], None),
        (&["gone"], None),
    ] {
        assert_eq!(only(sources), vendor, "{sources:?}");
    }
    let settings = parse(&good().to_string(), ALL, None).unwrap();
    assert_eq!(settings.only_vendor(&[]).map(|vendor| vendor.about().id), Some("pica"));
}

#[test]
fn nothing_said_allows_all_but_deleting_and_read_only_allows_nothing() {
    let settings = parse(r#"{"sources": []}"#, ALL, None).unwrap();
    assert!(settings.allows(Edit::Tags) && !settings.allows(Edit::Delete));
    for text in [r#"{"sources": [], "readOnly": true}"#, r#"{"sources": [], "capabilities": []}"#] {
        assert!(parse(text, ALL, None).unwrap().is_read_only(), "{text}");
    }
}

#[test]
fn taking_a_list_away_writes_nothing_and_is_allowed_by_itself() {
    for (text, allows_export) in [
        (r#"{"sources": []}"#, true),
        (r#"{"sources": [], "readOnly": true}"#, true),
        (r#"{"sources": [], "capabilities": ["tag", "export"], "readOnly": true}"#, true),
        (r#"{"sources": [], "capabilities": ["export"]}"#, true),
        (r#"{"sources": [], "capabilities": ["tag"]}"#, false),
        (r#"{"sources": [], "capabilities": ["tag"], "readOnly": true}"#, false),
        (r#"{"sources": [], "capabilities": []}"#, false),
    ] {
        let settings = parse(text, ALL, None).unwrap();
        assert_eq!(settings.allows_export(), allows_export, "{text}");
        assert!(settings.is_read_only() != settings.allows(Edit::Tags), "{text}");
    }
}

#[test]
fn a_source_is_loaded_up_to_a_number_that_nobody_has_to_say() {
    assert_eq!(parse(r#"{"sources": []}"#, ALL, None).unwrap().cap, 200_000);
}

#[test]
fn each_key_that_is_wrong_is_named_by_its_path() {
    let vendors = || ALL.iter().map(|vendor| vendor.about().id).collect();
    let source_keys = || SOURCE_KEYS.into_iter().chain(["flavor"]).collect::<Vec<_>>();
    let table = [
        ("/title", json!(7), "title", Trouble::Not(Kind::Text)),
        ("/title", json!(" "), "title", Trouble::Not(Kind::Text)),
        ("/sources", json!({}), "sources", Trouble::Not(Kind::List)),
        ("/sources", json!(["x"]), "sources[0]", Trouble::Not(Kind::Object)),
        ("/capabilities", json!("tag"), "capabilities", Trouble::Not(Kind::List)),
        (
            "/capabilities",
            json!(["tags"]),
            "capabilities[0]",
            Trouble::NoneOf(Capability::NAMED.map(|(name, _)| name).to_vec()),
        ),
        ("/readOnly", json!("yes"), "readOnly", Trouble::Not(Kind::Flag)),
        ("/views", json!({}), "views", Trouble::Not(Kind::List)),
        ("/views", json!(["x"]), "views[0]", Trouble::Not(Kind::Object)),
        ("/views/0/name", json!(" "), "views[0].name", Trouble::Not(Kind::Text)),
        ("/views/1/name", json!("FAILED"), "views[1].name", Trouble::TwiceNamed),
        ("/views/0/query", json!("stat=failed"), "views[0].query", Trouble::Strange("stat=failed".into())),
        ("/views/0/query", json!(7), "views[0].query", Trouble::Not(Kind::Text)),
        ("/views/0/order", json!("x"), "views[0].order", Trouble::UnknownKey(VIEW_KEYS.to_vec())),
        ("/cap", json!(0), "cap", Trouble::Not(Kind::Count)),
        ("/cap", json!("many"), "cap", Trouble::Not(Kind::Count)),
        ("/souces", json!([]), "souces", Trouble::UnknownKey(KEYS.to_vec())),
        ("/sources/0/id", json!(""), "sources[0].id", Trouble::Not(Kind::Text)),
        ("/sources/0/id", json!("a/b"), "sources[0].id", Trouble::Id),
        ("/sources/1/id", json!("live"), "sources[1].id", Trouble::Twice),
        ("/sources/0/vendor", json!("pika"), "sources[0].vendor", Trouble::NoneOf(vendors())),
        ("/sources/0/label", json!(null), "sources[0].label", Trouble::Not(Kind::Text)),
        (
            "/sources/0/baseUrl",
            json!("http://api.picaos.com"),
            "sources[0].baseUrl",
            Trouble::BaseUrl(Unfit::PlainHttp),
        ),
        ("/sources/0/auth", json!("token"), "sources[0].auth", Trouble::NoneOf(AUTHS.to_vec())),
        (
            "/sources/1/credentials",
            json!(true),
            "sources[1].credentials",
            Trouble::NoneOf(CREDENTIALS.to_vec()),
        ),
        ("/sources/0/credentials", json!("include"), "sources[0].credentials", Trouble::OnlyWithGateway),
        ("/sources/0/authHeader", json!("x y"), "sources[0].authHeader", Trouble::Header),
        ("/sources/0/projectId", json!(7), "sources[0].projectId", Trouble::Not(Kind::Text)),
        ("/sources/0/pace", json!(0), "sources[0].pace", Trouble::Not(Kind::Pace)),
        ("/sources/0/pace", json!("fast"), "sources[0].pace", Trouble::Not(Kind::Pace)),
        ("/sources/0/flavor", json!("two"), "sources[0].flavor", Trouble::NoneOf(vec!["pica", "one"])),
        ("/sources/0/apiKey", json!("k"), "sources[0].apiKey", Trouble::UnknownKey(source_keys())),
    ];
    for (pointer, value, path, what) in table {
        assert_eq!(problems(&with(pointer, value.clone())), [(path.to_owned(), what)], "{pointer} {value}");
    }
}

#[test]
fn what_is_missing_is_named_all_at_once() {
    let json = json!({"sources": [{}]});
    let missing =
        ["vendor", "id", "baseUrl", "auth"].map(|key| (format!("sources[0].{key}"), Trouble::Missing));
    assert_eq!(problems(&json), missing);
    assert_eq!(problems(&json!({})), [("sources".to_owned(), Trouble::Missing)]);
}

#[test]
fn what_is_no_json_is_named_by_line_and_column() {
    let problems = parse("{\n  oops", ALL, None).err().unwrap();
    assert_eq!(problems, [Problem { path: String::new(), what: Trouble::NoJson(2, 3) }]);
}
