use std::time::Duration;

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::catalogue::{Ask, Kind};
use crate::curl::curl;
use crate::draft::{Entry, Value};
use crate::error::{self, Expected, Found, Refused, Unreadable};
use crate::form::{Input, Label};
use crate::read::Mismatch;
use crate::secret::Strike;
use crate::testing::{self, answer, draft, empty, next, read, sent, text, typed};

fn source() -> Source {
    testing::source(&Composio, "https://backend.composio.dev")
}

fn newer() -> Source {
    Source { options: vec![("apiVersion", "v3.1".to_owned())], ..source() }
}

fn with_callback(source: Source) -> Source {
    Source { callback: Some("https://panel.example/#/back".into()), ..source }
}

fn row() -> Json {
    json!({
        "id": "ca_8Hq2", "user_id": "user-17", "alias": "billing-bot", "word_id": "stripe_red-castle",
        "status": "ACTIVE", "status_reason": null, "is_disabled": false,
        "created_at": "2026-04-11T09:12:44.000Z", "updated_at": "2026-05-02T07:30:10.000Z",
        "toolkit": {"slug": "stripe"},
        "auth_config": {
            "id": "ac_7fJ0", "auth_scheme": "API_KEY", "is_composio_managed": false, "is_disabled": false
        },
        "state": {"authScheme": "API_KEY", "val": {"status": "ACTIVE", "generic_api_key": "sk_t..."}},
        "data": {}, "params": {}
    })
}

fn of_scheme(scheme: &str, values: Json) -> Json {
    let mut row = row();
    row["auth_config"]["auth_scheme"] = json!(scheme);
    row["state"] = json!({"authScheme": scheme, "val": values});
    row
}

fn oauth() -> Json {
    of_scheme("OAUTH2", json!({"status": "ACTIVE", "access_token": "ya29...", "expires_at": 1780000000}))
}

fn detail_of(row: &Json) -> Detail {
    read(Composio.get(&source(), "ca_8Hq2"), &answer(200, row)).unwrap()
}

fn page_of(row: Json) -> Page {
    page(&json!({"items": [row]})).unwrap()
}

fn page(body: &Json) -> Result<Page, Error> {
    read(Composio.list(&source(), &Query::default(), &Cursor::Start), &answer(200, body))
}

fn update(source: &Source, row: &Json, draft: &Draft) -> Result<Call<Updated>, Vec<Problem>> {
    Composio.update(source, &detail_of(row), draft, None)
}

fn call(source: &Source, row: &Json, edit: Edit, values: &[(&'static str, Value)]) -> Call<Updated> {
    update(source, row, &draft(edit, values)).ok().unwrap()
}

fn problems(row: &Json, edit: Edit, values: &[(&'static str, Value)]) -> Vec<Problem> {
    update(&source(), row, &draft(edit, values)).err().unwrap()
}

fn removed() -> Value {
    Value::Unseen(Entry::Remove)
}

fn toolkit() -> Json {
    json!({
        "slug": "stripe", "name": "Stripe", "enabled": true,
        "meta": {
            "description": "Payments", "tools_count": 40, "logo": "https://logo.example/stripe",
            "categories": [{"slug": "finance", "name": "Finance"}, "odd", {"name": "Commerce"}]
        },
        "auth_config_details": [
            {"name": "API key", "mode": "API_KEY", "fields": {
                "auth_config_creation": {"required": [{"name": "client_secret"}], "optional": []},
                "connected_account_initiation": {
                    "required": [{
                        "name": "generic_api_key", "displayName": "Secret key",
                        "description": "Stripe secret key", "type": "string", "required": true
                    }],
                    "optional": [
                        {"name": "subdomain", "displayName": "subdomain", "description": ""},
                        {"name": "workspace", "displayName": "Workspace"},
                        {"displayName": "nameless"}
                    ]
                }
            }},
            {"mode": "OAUTH2"}
        ]
    })
}

fn catalogue(edit: Edit, answered: &Json) -> Catalogue {
    let call = Composio.catalogue(&source(), &detail_of(&row()), Some(edit)).unwrap();
    read(call, &answer(200, answered)).unwrap()
}

fn auth_configs(row: &Json, configs: Json) -> Catalogue {
    let call = Composio.catalogue(&source(), &detail_of(row), Some(Edit::Reconnect)).unwrap();
    let call = next(call, &answer(200, row));
    read(call, &answer(200, &json!({"items": configs}))).unwrap()
}

// Lists

#[test]
fn a_list_asks_for_every_documented_filter() {
    let query = Query {
        ids: vec!["ca_1".into(), "ca_2".into()],
        states: vec![State::Operational, State::Pending, State::Failed, State::Expired, State::Revoked],
        identity: Some("user 17&".into()),
        platform: Some("STRIPE".into()),
        active: Some(false),
        size: Some(20),
        ..Query::default()
    };
    assert_snapshot!(
        sent(&Composio.list(&source(), &query, &Cursor::At("eyJw==".into())).request),
        @"GET /api/v3/connected_accounts?toolkit_slugs=stripe&user_ids=user%2017%26&connected_account_ids=ca_1%2Cca_2&statuses=INITIALIZING%2CINITIATED%2CACTIVE%2CFAILED%2CEXPIRED&limit=20&cursor=eyJw%3D%3D"
    );
    assert_snapshot!(
        sent(&Composio.list(&newer(), &query, &Cursor::Start).request),
        @"GET /api/v3.1/connected_accounts?toolkit_slugs=stripe&user_ids=user%2017%26&connected_account_ids=ca_1%2Cca_2&statuses=INITIALIZING%2CINITIATED%2CACTIVE%2CFAILED%2CEXPIRED%2CREVOKED&account_type=ALL&limit=20"
    );
}

#[test]
fn a_list_without_filters_asks_for_a_full_first_page() {
    assert_snapshot!(
        sent(&Composio.list(&source(), &Query::default(), &Cursor::Start).request),
        @"GET /api/v3/connected_accounts?limit=100"
    );
}

#[test]
fn what_cannot_be_asked_for_truly_is_left_to_the_fleet() {
    let with_comma = Query { identity: Some("a,b".into()), ..Query::default() };
    let states = |states: &[State]| Query { states: states.to_vec(), ..Query::default() };
    for query in [
        with_comma,
        states(&[State::Disabled, State::Failed]),
        states(&[State::Other("frozen".into())]),
        states(&[State::Degraded]),
        states(&[State::Revoked]),
    ] {
        let request = Composio.list(&source(), &query, &Cursor::Start).request;
        assert_eq!(request.target(), "/api/v3/connected_accounts?limit=100", "{query:?}");
    }
}

#[test]
fn a_list_ends_where_it_leads_nowhere_or_to_itself() {
    let next = |at: Cursor, body: Json| {
        read(Composio.list(&source(), &Query::default(), &at), &answer(200, &body)).unwrap().next
    };
    let at = |cursor: &str| Cursor::At(cursor.into());
    assert_eq!(next(Cursor::Start, json!({"items": [row()], "next_cursor": "b"})), Some(at("b")));
    assert_eq!(next(at("b"), json!({"items": [], "next_cursor": "c"})), Some(at("c")));
    assert_eq!(next(at("c"), json!({"items": [row()], "next_cursor": "c"})), None);
    for end in [json!({"items": [row()], "next_cursor": null}), json!({"items": [], "next_cursor": ""})] {
        assert_eq!(next(at("c"), end), None);
    }
    assert_eq!(next(at("c"), json!({"items": [row()]})), None);
}

#[test]
fn a_row_is_read_with_all_its_fields() {
    let page = page(&json!({"items": [row()], "total_items": 7, "total_pages": 1})).unwrap();
    assert_eq!((page.total, page.broken.len()), (Some(7), 0));
    let connection = page.connections.first().unwrap();
    assert_eq!(connection.id, "ca_8Hq2");
    assert_eq!(connection.key.as_deref(), Some("stripe_red-castle"));
    assert_eq!(connection.name.as_deref(), Some("billing-bot"));
    assert_eq!(connection.platform, "stripe");
    assert_eq!((&connection.state, connection.active), (&State::Operational, Some(true)));
    assert_eq!(connection.identity.as_deref(), Some("user-17"));
    assert_eq!(connection.scheme.as_deref(), Some("API_KEY"));
    assert_eq!(connection.created.unwrap().to_string(), "2026-04-11T09:12:44.000Z");
    assert_eq!(connection.updated.unwrap().day(), "2026-05-02");
    assert_eq!(connection.tags, None);
}

#[test]
fn every_status_has_its_state() {
    for (status, disabled, state, active) in [
        (json!("ACTIVE"), json!(false), State::Operational, Some(true)),
        (json!("INITIALIZING"), json!(false), State::Pending, Some(true)),
        (json!("INITIATED"), json!(false), State::Pending, Some(true)),
        (json!("FAILED"), json!(false), State::Failed, Some(true)),
        (json!("EXPIRED"), json!(false), State::Expired, Some(true)),
        (json!("INACTIVE"), json!(false), State::Disabled, Some(false)),
        (json!("REVOKED"), json!(false), State::Revoked, Some(true)),
        (json!("FROZEN"), json!(false), State::Other("FROZEN".into()), Some(true)),
        (json!("ACTIVE"), json!(true), State::Disabled, Some(false)),
        (json!("EXPIRED"), json!(true), State::Disabled, Some(false)),
        (json!("REVOKED"), json!(true), State::Revoked, Some(false)),
        (json!("ACTIVE"), Json::Null, State::Operational, None),
        (Json::Null, json!(false), State::NotSaid, Some(true)),
        (Json::Null, json!(true), State::Disabled, Some(false)),
    ] {
        let mut row = row();
        row["status"] = status.clone();
        row["is_disabled"] = disabled.clone();
        let connection = page_of(row).connections.remove(0);
        assert_eq!((connection.state, connection.active), (state, active), "{status} {disabled}");
    }
}

#[test]
fn only_the_id_is_needed_and_what_is_new_is_tolerated() {
    let page =
        page_of(json!({"id": "ca_1", "brandNew": {}, "auth_config": null, "state": {"authScheme": "BASIC"}}));
    assert_eq!(page.broken, []);
    assert_eq!(page.connections.first().unwrap().scheme.as_deref(), Some("BASIC"));
}

#[test]
fn a_broken_row_degrades_alone() {
    let mut bad = row();
    bad["toolkit"]["slug"] = json!(["stripe"]);
    let page =
        page(&json!({"items": [row(), bad, "nonsense", {"alias": "x"}, row()], "total_items": "x"})).unwrap();
    assert_eq!((page.connections.len(), page.total), (2, None));
    let at = |at: &str, expected| Mismatch { at: at.into(), expected };
    assert_eq!(
        page.broken,
        [
            at("items[1].toolkit.slug", Expected::Text),
            at("items[2]", Expected::Object),
            at("items[3].id", Expected::Text)
        ]
    );
}

#[test]
fn an_answer_without_items_is_unreadable_at_its_place() {
    let unreadable = |at: &str, expected, found| {
        Err(Error::Unreadable(Unreadable { status: 200, at: at.into(), expected, found }))
    };
    assert_eq!(page(&json!({"total_items": 3})), unreadable("items", Expected::List, Found::Other));
    assert_eq!(page(&json!([])), unreadable("", Expected::Object, Found::Other));
    let html = Response { status: 200, body: "<!doctype html>".into(), ..Response::default() };
    let list = Composio.list(&source(), &Query::default(), &Cursor::Start);
    assert_eq!(read(list, &html), unreadable("", Expected::Json, Found::Html));
}

// One account

#[test]
fn one_account_is_read_by_its_escaped_id_under_either_prefix() {
    assert_snapshot!(sent(&Composio.get(&source(), "a/b").request), @"GET /api/v3/connected_accounts/a%2Fb");
    assert_snapshot!(sent(&Composio.get(&newer(), "ca_1").request), @"GET /api/v3.1/connected_accounts/ca_1");
}

#[test]
fn a_detail_tells_what_may_be_told_and_names_what_is_held() {
    let mut row = of_scheme(
        "OAUTH2",
        json!({
            "status": "EXPIRED", "access_token": "ya29...", "refresh_token": null, "scope": "mail.read",
            "expires_at": "2026-05-02T07:30:10Z", "token_type": "Bearer", "extra": {"deep": "x"}
        }),
    );
    row["status"] = json!("EXPIRED");
    row["status_reason"] = json!("permanent auth error on token refresh");
    row["data"] = json!({"authScheme": "OAUTH2", "val": {"access_token": "ya29...", "id_token": "eyJh..."}});
    row["params"] = json!({"subdomain": "nordwind", "verified": true, "region": ""});
    row["requested_scopes"] = json!(["mail.read", "mail.send"]);
    row["experimental"] = json!({"account_type": "SHARED", "acl_config_for_shared": {}});
    let detail = detail_of(&row);
    let facts: Vec<_> =
        detail.facts.iter().map(|fact| format!("{}: {}", fact.label.text(), fact.value)).collect();
    assert_snapshot!(facts.join("\n"), @r"
    State, in Composio’s word: EXPIRED
    Reason: permanent auth error on token refresh
    Auth config: ac_7fJ0
    Managed by Composio: No
    Auth config disabled: No
    Account type: SHARED
    Token expires: 2026-05-02T07:30:10Z
    Scope: mail.read
    Scopes asked for: mail.read, mail.send
    ");
    assert_eq!(detail.held, ["access_token", "id_token", "region", "subdomain", "verified"]);
}

#[test]
fn a_mask_is_no_fact() {
    let detail = detail_of(&of_scheme("OAUTH2", json!({"scope": "REDACTED", "expires_at": "2026..."})));
    let labels: Vec<_> = detail.facts.iter().map(|fact| fact.label.text()).collect();
    assert_eq!(
        labels,
        ["State, in Composio’s word", "Auth config", "Managed by Composio", "Auth config disabled"]
    );
}

/// A row with a secret wherever one may stand.
fn unmasked(secret: &str, name: &str) -> Json {
    let values = json!({
        "status": "ACTIVE", "access_token": secret, "api_key": secret, "credentials_json": secret,
        "headers": {"Authorization": secret}, "list": [secret], name: secret
    });
    let mut row = of_scheme("API_KEY", values.clone());
    row["state"]["extra"] = json!(secret);
    row["data"] = values.clone();
    row["params"] = json!({"val": values, "query": secret});
    row["deprecated"] = json!({"uuid": secret, "labels": [secret]});
    row["auth_config"]["deprecated"] = json!({"uuid": secret});
    row["auth_config"]["credentials"] = json!({"client_secret": secret});
    row["experimental"] = json!({"acl_config_for_shared": {"token": secret}});
    row["test_request_endpoint"] = json!(format!("https://api.example/{secret}"));
    row
}

proptest! {
    #[test]
    fn no_secret_of_an_unmasked_account_is_read(secret in "Z[A-Za-z0-9+/=_.-]{11,40}Q", name in "[a-z_]{3,12}") {
        prop_assume!(!["scope", "expires_at"].contains(&name.as_str()));
        let row = unmasked(&secret, &name);
        let detail = detail_of(&row);
        prop_assert!(detail.held.contains(&"access_token".to_owned()));
        let form = Composio.form(&source(), Edit::Credentials, &detail, None).unwrap();
        for text in [format!("{:?}", page_of(row)), format!("{detail:?}"), format!("{form:?}")] {
            prop_assert!(!text.contains(&secret), "{}", text);
        }
    }
}

// What can be done

#[test]
fn each_scheme_has_its_edits_and_says_what_it_has_not() {
    let offers = |source: &Source, row: &Json| -> String {
        let offers = Composio.edits(source, &detail_of(row).connection);
        let line = |offer: &Offer| match offer.withheld {
            Some(why) => format!("{}: {}", offer.edit.code(), why.text()),
            None => offer.edit.code().to_owned(),
        };
        offers.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(offers(&source(), &row()), @r"
    rename
    credentials
    disable
    reconnect: This is for accounts that sign in by OAuth.
    refresh: This is for accounts that sign in by OAuth.
    revoke: Only version 3.1 of Composio’s API can revoke; this source uses version 3.
    delete
    ");
    let mut off = oauth();
    off["is_disabled"] = json!(true);
    assert_snapshot!(offers(&newer(), &off), @r"
    rename
    credentials: OAuth accounts can only change the alias; their tokens come from reconnecting.
    enable
    reconnect
    refresh
    revoke
    delete
    ");
    off["is_disabled"] = Json::Null;
    off["user_id"] = Json::Null;
    assert_snapshot!(offers(&source(), &off), @r"
    rename
    credentials: OAuth accounts can only change the alias; their tokens come from reconnecting.
    enable
    disable
    reconnect: Composio does not say whose account this is, and reconnecting needs that.
    refresh
    revoke: Only version 3.1 of Composio’s API can revoke; this source uses version 3.
    delete
    ");
}

#[test]
fn credentials_are_changed_for_six_schemes_alone() {
    let withheld = |scheme: &str| {
        let connection = Connection { scheme: Some(scheme.into()), ..Connection::default() };
        let offers = Composio.edits(&source(), &connection);
        offers.into_iter().find(|offer| offer.edit == Edit::Credentials).unwrap().withheld
    };
    let updatable =
        ["BEARER_TOKEN", "API_KEY", "BASIC", "BASIC_WITH_JWT", "GOOGLE_SERVICE_ACCOUNT", "SERVICE_ACCOUNT"];
    assert!(updatable.iter().all(|scheme| withheld(scheme).is_none()));
    for scheme in ["OAUTH2", "OAUTH1", "DCR_OAUTH", "S2S_OAUTH2"] {
        assert_eq!(withheld(scheme), Some(&words::OAUTH_ALIAS_ONLY), "{scheme}");
    }
    for scheme in ["BILLCOM_AUTH", "NO_AUTH", "CALCOM_AUTH", "SAML", "brand_new"] {
        assert_eq!(withheld(scheme), Some(&words::SCHEME_FIXED), "{scheme}");
    }
    assert_eq!(withheld(""), Some(&words::SCHEME_UNKNOWN));
}

#[test]
fn what_is_withheld_says_why_and_has_no_form() {
    for (source, row) in [(source(), row()), (newer(), row()), (source(), oauth()), (newer(), oauth())] {
        let detail = detail_of(&row);
        for offer in Composio.edits(&source, &detail.connection) {
            assert_eq!(Composio.form(&source, offer.edit, &detail, None).err(), offer.withheld);
        }
        for edit in [Edit::Tags, Edit::Role, Edit::Enable] {
            let form = Composio.form(&source, edit, &detail, None);
            assert_eq!(form.err(), Some(&crate::words::NOT_OFFERED));
        }
    }
    assert_eq!(problems(&row(), Edit::Tags, &[]), [Problem::at("", Trouble::NotOffered)]);
}

// The alias

#[test]
fn an_alias_is_sent_as_it_was_typed_or_cleared_and_nothing_else_is_sent() {
    let rename = |alias| sent(&call(&source(), &row(), Edit::Rename, &[("alias", text(alias))]).request);
    assert_snapshot!(rename("billing-bot-eu "), @r#"
    PATCH /api/v3/connected_accounts/ca_8Hq2
    {"alias":"billing-bot-eu "}
    "#);
    assert_snapshot!(rename(""), @r#"
    PATCH /api/v3/connected_accounts/ca_8Hq2
    {"alias":""}
    "#);
}

#[test]
fn an_alias_that_the_older_version_does_not_tell_can_be_set_and_cleared() {
    let mut unnamed = row();
    unnamed["alias"] = Json::Null;
    for edit in [Edit::Rename, Edit::Credentials] {
        let value = |source: &Source| {
            Composio
                .form(source, edit, &detail_of(&unnamed), None)
                .unwrap()
                .field("alias")
                .unwrap()
                .value
                .clone()
        };
        assert_eq!((value(&source()), value(&newer())), (Value::Unseen(Entry::Keep), text("")));
    }
    let rename = |entry| sent(&call(&source(), &unnamed, Edit::Rename, &[("alias", entry)]).request);
    assert_snapshot!(rename(typed("Ops")), @r#"
    PATCH /api/v3/connected_accounts/ca_8Hq2
    {"alias":"Ops"}
    "#);
    assert_snapshot!(rename(Value::Unseen(Entry::Remove)), @r#"
    PATCH /api/v3/connected_accounts/ca_8Hq2
    {"alias":""}
    "#);
}

#[test]
fn without_a_change_there_is_nothing_to_send() {
    let nothing = [Problem::at("", Trouble::Unfit(&words::NOTHING))];
    assert_eq!(problems(&row(), Edit::Rename, &[("alias", text("billing-bot"))]), nothing);
    for edit in [Edit::Rename, Edit::Credentials] {
        let form = Composio.form(&source(), edit, &detail_of(&row()), None).unwrap();
        assert_eq!(form.changed(&form.draft()), Vec::<Name>::new());
        assert_eq!(update(&source(), &row(), &form.draft()).err().unwrap(), nothing);
        assert_eq!(problems(&row(), edit, &[]), nothing);
    }
}

#[test]
fn an_update_does_not_answer_with_the_account() {
    let call = || call(&source(), &row(), Edit::Rename, &[("alias", text("x"))]);
    let done = json!({"success": true, "id": "ca_8Hq2", "status": "ACTIVE"});
    assert_eq!(read(call(), &answer(200, &done)), Ok(Updated::default()));
    assert_eq!(read(call(), &empty(200)), Ok(Updated::default()));
    let not = read(call(), &answer(200, &json!({"success": false}))).unwrap_err();
    assert!(not.leaves_outcome_open());
}

// Credentials

#[test]
fn a_credential_is_replaced_under_the_accounts_own_scheme() {
    let values =
        [("generic_api_key", typed("sk_live_new")), ("subdomain", removed()), ("brand-new", typed("x1"))];
    let call = call(&newer(), &row(), Edit::Credentials, &values);
    assert_snapshot!(sent(&call.request), @r#"
    PATCH /api/v3.1/connected_accounts/ca_8Hq2
    {"connection":{"state":{"authScheme":"API_KEY","val":{"generic_api_key":"sk_live_new","subdomain":null,"brand-new":"x1"}}}}
    "#);
    let values = json!({"generic_api_key": "•••", "subdomain": null, "brand-new": "•••"});
    let shown = json!({"connection": {"state": {"authScheme": "API_KEY", "val": values}}});
    assert_eq!(call.request.body.unwrap().struck(), shown);
}

#[test]
fn alias_and_credentials_go_in_one_request() {
    let basic = of_scheme("BASIC", json!({"username": "ops...", "password": "hunt..."}));
    let values = [("alias", text("Ops")), ("password", removed()), ("username", typed("ops-2"))];
    assert_snapshot!(sent(&call(&source(), &basic, Edit::Credentials, &values).request), @r#"
    PATCH /api/v3/connected_accounts/ca_8Hq2
    {"alias":"Ops","connection":{"state":{"authScheme":"BASIC","val":{"username":"ops-2","password":null}}}}
    "#);
    let alias = [("alias", text("")), ("username", Value::Unseen(Entry::Keep))];
    assert_snapshot!(sent(&call(&source(), &basic, Edit::Credentials, &alias).request), @r#"
    PATCH /api/v3/connected_accounts/ca_8Hq2
    {"alias":""}
    "#);
}

#[test]
fn the_fields_of_the_scheme_come_first_and_bear_the_vendors_names() {
    let first = |scheme: &str, values: Json| -> Vec<String> {
        let detail = detail_of(&of_scheme(scheme, values));
        let form = Composio.form(&source(), Edit::Credentials, &detail, None).unwrap();
        assert!(form.is_open);
        let line = |field: &crate::form::Field| {
            assert_eq!(field.label.text(), field.name);
            assert_eq!(field.value, Value::Unseen(Entry::Keep));
            format!("{}{}", field.name, if field.is_removable { " removable" } else { "" })
        };
        form.fields.iter().filter(|field| field.under.is_none()).map(line).collect()
    };
    let held = || json!({"api_key": "a...", "username": "u...", "password": "p...", "token": "t..."});
    assert_eq!(
        first("API_KEY", held()),
        ["api_key removable", "generic_api_key", "bearer_token", "basic_encoded"]
    );
    assert_eq!(first("BEARER_TOKEN", held()), ["token"]);
    assert_eq!(first("BASIC", held()), ["username", "password removable"]);
    assert_eq!(first("BASIC_WITH_JWT", held()), ["username", "password"]);
    assert_eq!(first("GOOGLE_SERVICE_ACCOUNT", held()), ["credentials_json"]);
    assert_eq!(first("SERVICE_ACCOUNT", held()), ["application_id", "installation_id", "private_key"]);
}

#[test]
fn key_files_are_dropped_or_pasted() {
    let input = |scheme: &str, name: &str| {
        let detail = detail_of(&of_scheme(scheme, json!({})));
        let form = Composio.form(&source(), Edit::Credentials, &detail, None).unwrap();
        form.field(name).unwrap().input.clone()
    };
    assert_eq!(input("GOOGLE_SERVICE_ACCOUNT", "credentials_json"), Input::SecretFile(".json"));
    assert_eq!(input("SERVICE_ACCOUNT", "private_key"), Input::SecretFile(".pem,.key"));
    assert_eq!(input("SERVICE_ACCOUNT", "application_id"), Input::Secret);
}

#[test]
fn what_else_an_account_may_hold_is_folded_away() {
    let held =
        json!({"status": "ACTIVE", "subdomain": "nord...", "tenant": "t...", "alias": "x", "expires_in": 5});
    let detail = detail_of(&of_scheme("BASIC", held));
    let form = Composio.form(&source(), Edit::Credentials, &detail, None).unwrap();
    let under = |heading| {
        let fields = form.fields.iter().filter(move |field| field.under == Some(heading));
        fields.map(|field| (field.name.as_ref(), field.is_removable)).collect::<Vec<_>>()
    };
    let more = under(&words::MORE);
    assert_eq!(more.first(), Some(&("subdomain", true)));
    assert!(more.contains(&("base_url", false)));
    assert_eq!(more.last(), Some(&("tenant", true)));
    assert!(!more.iter().any(|(name, _)| ["alias", "status", "expires_in"].contains(name)));
    assert_eq!(under(&words::ALIAS_TOO), [("alias", false)]);
    assert_eq!(form.field("alias").unwrap().value, text("billing-bot"));
}

#[test]
fn a_catalogue_explains_and_adds_fields() {
    let catalogue = catalogue(Edit::Credentials, &toolkit());
    let form = Composio.form(&source(), Edit::Credentials, &detail_of(&row()), Some(&catalogue)).unwrap();
    let field = |name| form.field(name).unwrap();
    let hint = |name| field(name).hint.as_ref().map(Label::text);
    assert_eq!(hint("generic_api_key"), Some("Secret key · Stripe secret key"));
    assert_eq!(hint("workspace"), Some("Workspace"));
    assert_eq!(hint("subdomain"), None);
    assert_eq!((field("workspace").under, field("subdomain").under), (None, None));
    assert!(!field("generic_api_key").is_removable, "the platform requires it");
    let plain = Composio.form(&source(), Edit::Credentials, &detail_of(&row()), None).unwrap();
    assert!(plain.field("generic_api_key").unwrap().is_removable);
}

#[test]
fn a_mask_is_refused_at_its_field() {
    for mask in ["8549...", "sk_t...", "ab…", " REDACTED ", "[redacted]", "•••", "abc•••", "****"]
    {
        let problems = problems(&row(), Edit::Credentials, &[("api_key", typed(mask))]);
        assert_eq!(problems, [Problem::at("api_key", Trouble::Unfit(&words::MASKED))], "{mask}");
    }
    for secret in ["", "wait for it...", "sk_live_8549", "*", "a•b"] {
        assert!(update(&source(), &row(), &draft(Edit::Credentials, &[("api_key", typed(secret))])).is_ok());
    }
}

#[test]
fn what_composio_keeps_itself_is_no_credential() {
    let problems =
        problems(&row(), Edit::Credentials, &[("status", typed("ACTIVE")), ("api_key", typed("k-1"))]);
    assert_eq!(problems, [Problem::at("status", Trouble::Unfit(&words::NO_CREDENTIAL))]);
}

#[test]
fn a_service_accounts_key_has_to_be_one() {
    let google = of_scheme("GOOGLE_SERVICE_ACCOUNT", json!({}));
    let of = |json: &str| draft(Edit::Credentials, &[("credentials_json", typed(json))]);
    for json in
        ["nonsense", "[]", r#"{"type": "authorized_user", "client_email": "a@b", "private_key": "k"}"#]
    {
        let problems = update(&source(), &google, &of(json)).err().unwrap();
        let Some(Problem { field, what: Trouble::Unfit(_) }) = problems.first() else { panic!("{json}") };
        assert_eq!(field, "credentials_json");
    }
    let file = json!({
        "type": "service_account", "project_id": "p", "client_email": "a@p.iam.gserviceaccount.com",
        "private_key": "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANBg\n-----END PRIVATE KEY-----\n"
    });
    let file = file.to_string();
    let call = update(&source(), &google, &of(&file)).ok().unwrap();
    let body: Json = serde_json::from_str(&call.request.body.unwrap().expose()).unwrap();
    assert_eq!(body["connection"]["state"]["val"]["credentials_json"], json!(file));
}

/// What becomes of one field: nothing, an empty text, a text, or its removal.
fn entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        Just(Entry::Keep),
        Just(Entry::Remove),
        "[A-Za-z0-9]{0,12}"
            .prop_filter("no mask", |text| !credentials::is_masked(text))
            .prop_map(|text| Entry::Set(crate::secret::Secret::new(text))),
    ]
}

proptest! {
    #[test]
    fn absent_null_and_empty_stay_apart(
        entries in proptest::collection::btree_map("[a-z_]{3,9}|api_key|your-domain|base_url", entry(), 0..6),
    ) {
        prop_assume!(!entries.keys().any(|name| ["status", "scope", "alias"].contains(&name.as_str())));
        let values = entries.iter().map(|(name, entry)| (name.clone().into(), Value::Unseen(entry.clone())));
        let draft = Draft { edit: Edit::Credentials, values: values.collect() };
        let expected: serde_json::Map<_, _> = entries
            .iter()
            .filter_map(|(name, entry)| match entry {
                Entry::Keep => None,
                Entry::Remove => Some((name.clone(), Json::Null)),
                Entry::Set(secret) => Some((name.clone(), json!(secret.expose()))),
            })
            .collect();
        match update(&source(), &row(), &draft) {
            Ok(call) => {
                let body: Json = serde_json::from_str(&call.request.body.unwrap().expose()).unwrap();
                let state = json!({"authScheme": "API_KEY", "val": expected});
                prop_assert_eq!(body, json!({"connection": {"state": state}}));
            }
            Err(problems) => {
                prop_assert!(expected.is_empty());
                prop_assert_eq!(problems, [Problem::at("", Trouble::Unfit(&words::NOTHING))]);
            }
        }
    }

    #[test]
    fn a_typed_secret_is_nowhere_to_be_read(secret in "[!-~]{12}") {
        prop_assume!(!credentials::is_masked(&secret));
        let draft = draft(Edit::Credentials, &[("api_key", typed(&secret)), ("own-field", typed(&secret))]);
        let call = update(&source(), &row(), &draft).ok().unwrap();
        let request = call.request.clone();
        let body = request.body.clone().unwrap();
        let refusal = answer(400, &json!({"error": {
            "message": format!("api_key {secret} is wrong"), "code": 1, "slug": secret, "request_id": secret,
            "suggested_fix": format!("not {secret}"), "errors": [format!("own-field: {secret}"), secret]
        }}));
        let error = read(call, &refusal).unwrap_err().strike(&Strike::new(body.secrets()));
        for text in [
            format!("{draft:?}"),
            format!("{request:?}"),
            curl(&source(), &request, "https://here"),
            body.struck().to_string(),
            format!("{error:?}"),
        ] {
            prop_assert!(!text.contains(&secret), "{}", text);
        }
    }
}

// On and off, away

#[test]
fn an_account_is_switched_by_an_absolute_value() {
    assert_snapshot!(sent(&call(&source(), &row(), Edit::Disable, &[]).request), @r#"
    PATCH /api/v3/connected_accounts/ca_8Hq2/status
    {"enabled":false}
    "#);
    let mut off = row();
    off["status"] = json!("INACTIVE");
    assert_snapshot!(sent(&call(&newer(), &off, Edit::Enable, &[]).request), @r#"
    PATCH /api/v3.1/connected_accounts/ca_8Hq2/status
    {"enabled":true}
    "#);
}

#[test]
fn a_delete_revokes_at_the_provider_only_if_asked() {
    let delete = |source: &Source, values: &[(&'static str, Value)]| {
        sent(&call(source, &row(), Edit::Delete, values).request)
    };
    let revoke = |flag| [("revoke_on_delete", Value::Flag(flag))];
    assert_snapshot!(delete(&source(), &revoke(false)), @"DELETE /api/v3/connected_accounts/ca_8Hq2");
    assert_snapshot!(delete(&source(), &[]), @"DELETE /api/v3/connected_accounts/ca_8Hq2");
    assert_snapshot!(delete(&newer(), &revoke(true)), @"DELETE /api/v3.1/connected_accounts/ca_8Hq2?revoke_on_delete=true");
    let done = json!({"success": true, "revoke_job_id": "job_1"});
    assert_eq!(read(call(&newer(), &row(), Edit::Delete, &[]), &answer(200, &done)), Ok(Updated::default()));
}

#[test]
fn only_the_newer_version_revokes() {
    let call = || call(&newer(), &oauth(), Edit::Revoke, &[]);
    assert_snapshot!(sent(&call().request), @"POST /api/v3.1/connected_accounts/ca_8Hq2/revoke");
    let done = json!({"revoked_tokens": ["access_token"], "connected_account": {"id": "ca_8Hq2", "status": "REVOKED"}});
    assert_eq!(read(call(), &answer(200, &done)), Ok(Updated::default()));
    assert_eq!(problems(&oauth(), Edit::Revoke, &[]), [Problem::at("", Trouble::NotOffered)]);
}

// Consent anew

#[test]
fn the_enabled_auth_configs_are_asked_for_after_the_account() {
    let call = Composio.catalogue(&newer(), &detail_of(&oauth()), Some(Edit::Reconnect)).unwrap();
    assert_snapshot!(sent(&call.request), @"GET /api/v3.1/connected_accounts/ca_8Hq2");
    let call = next(call, &answer(200, &oauth()));
    assert_snapshot!(sent(&call.request), @"GET /api/v3.1/auth_configs?toolkit_slug=stripe&limit=1000");
}

#[test]
fn the_accounts_own_auth_config_is_chosen_beforehand() {
    let configs = json!([
        {"id": "ac_1", "name": "Sandbox", "status": "ENABLED", "auth_scheme": "OAUTH2"},
        {"id": "ac_2", "name": "Old", "status": "DISABLED", "auth_scheme": "OAUTH2"},
        "nonsense",
        {"id": "ac_7fJ0", "status": "ENABLED"},
    ]);
    let catalogue = auth_configs(&oauth(), configs);
    let form = Composio.form(&source(), Edit::Reconnect, &detail_of(&oauth()), Some(&catalogue)).unwrap();
    let field = form.field("auth_config_id").unwrap();
    let Input::Choice(choices, None) = &field.input else { panic!("it is a choice") };
    let choices: Vec<_> = choices.iter().map(|choice| (choice.value.as_str(), choice.label.text())).collect();
    assert_eq!(choices, [("ac_7fJ0", "ac_7fJ0"), ("ac_1", "Sandbox · OAUTH2")]);
    assert_eq!(field.value, text("ac_7fJ0"));
    assert_eq!(form.notes.first().unwrap().text, &words::NEW_ACCOUNT);

    let none = auth_configs(&oauth(), json!([]));
    let form = Composio.form(&source(), Edit::Reconnect, &detail_of(&oauth()), Some(&none));
    assert_eq!(form.err(), Some(&words::NO_AUTH_CONFIG));
}

#[test]
fn reconnecting_begins_with_a_link_and_leaves_the_alias_where_it_is() {
    let chosen = [("auth_config_id", text("ac_1"))];
    let linked = call(&with_callback(source()), &oauth(), Edit::Reconnect, &chosen);
    assert_snapshot!(sent(&linked.request), @r#"
    POST /api/v3/connected_accounts/link
    {"auth_config_id":"ac_1","user_id":"user-17","callback_url":"https://panel.example/#/back"}
    "#);
    let begun = json!({
        "link_token": "lk_1", "redirect_url": "https://connect.example/lk_1",
        "expires_at": "2026-11-20T23:00:00Z", "connected_account_id": "ca_New"
    });
    let updated = read(linked, &answer(201, &begun)).unwrap();
    let link = updated.link.unwrap();
    assert_eq!(link.url(), "https://connect.example/lk_1");
    assert!(link.is_answered_by("?status=success&connected_account_id=ca_New"));
    assert!(!link.is_answered_by("?status=success&connected_account_id=ca_Other"));
    assert!(!link.is_answered_by("?code=1"));

    assert_snapshot!(sent(&call(&newer(), &oauth(), Edit::Reconnect, &[]).request), @r#"
    POST /api/v3.1/connected_accounts/link
    {"auth_config_id":"ac_7fJ0","user_id":"user-17"}
    "#);
    assert_eq!(
        problems(&oauth(), Edit::Reconnect, &[("auth_config_id", text(""))]),
        [Problem::at("auth_config_id", Trouble::Missing)]
    );
}

#[test]
fn a_link_that_cannot_be_offered_is_unreadable() {
    for (edit, body) in [
        (Edit::Reconnect, json!({"redirect_url": "javascript:alert(1)"})),
        (Edit::Reconnect, json!({"redirect_url": null})),
        (Edit::Reconnect, json!({})),
        (Edit::Refresh, json!({"redirect_url": "http://accounts.example/"})),
    ] {
        let error = read(call(&source(), &oauth(), edit, &[]), &answer(200, &body)).unwrap_err();
        let Error::Unreadable(unreadable) = error else { panic!("{body} was taken") };
        assert_eq!(unreadable.at, "redirect_url");
    }
    assert!(read(call(&source(), &oauth(), Edit::Reconnect, &[]), &empty(201)).is_err());
}

#[test]
fn a_refresh_warns_and_may_lead_to_a_link() {
    let form = Composio.form(&source(), Edit::Refresh, &detail_of(&oauth()), None).unwrap();
    assert_eq!(form.notes.first().unwrap().text, &words::REFRESH_NOTE);
    let refresh = || call(&source(), &oauth(), Edit::Refresh, &[]);
    assert_snapshot!(sent(&refresh().request), @"POST /api/v3/connected_accounts/ca_8Hq2/refresh");
    assert_snapshot!(sent(&call(&with_callback(newer()), &oauth(), Edit::Refresh, &[]).request), @r#"
    POST /api/v3.1/connected_accounts/ca_8Hq2/refresh
    {"redirect_url":"https://panel.example/#/back"}
    "#);
    let link = |url: Json| {
        let body = json!({"id": "ca_8Hq2", "status": "INITIATED", "redirect_url": url});
        read(refresh(), &answer(200, &body)).unwrap().link
    };
    assert_eq!(link(Json::Null), None);
    let link = link(json!("https://connect.example/r/1")).unwrap();
    assert_eq!(link.host(), "connect.example");
    assert!(link.is_answered_by("?status=failed&connected_account_id=ca_8Hq2"));
}

#[test]
fn who_comes_back_has_the_account_read_that_consent_was_given_for() {
    let returned = |query| Composio.returned(&newer(), "ca_8Hq2", query).unwrap();
    let made = returned("?status=success&connected_account_id=ca_New");
    assert_snapshot!(sent(&made.request), @"GET /api/v3.1/connected_accounts/ca_New");
    assert_snapshot!(sent(&returned("?status=success").request), @"GET /api/v3.1/connected_accounts/ca_8Hq2");
    // What stands in an address may be anybody's.
    let odd = returned("?connected_account_id=..%2Fauth_configs%3Fx");
    assert_snapshot!(sent(&odd.request), @"GET /api/v3.1/connected_accounts/..%2Fauth_configs%3Fx");

    let updated = read(made, &answer(200, &row())).unwrap();
    assert_eq!(updated.connection.unwrap().id, row()["id"]);
}

// Catalogue and key

#[test]
fn the_catalogue_tells_of_the_platform() {
    let call = || Composio.catalogue(&source(), &detail_of(&row()), None).unwrap();
    assert_snapshot!(sent(&call().request), @"GET /api/v3/toolkits/stripe");
    let facts = read(call(), &answer(200, &toolkit())).unwrap().facts;
    let facts: Vec<_> = facts.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(facts, ["Stripe", "Payments", "Finance, Commerce", "API_KEY, OAUTH2", "40"]);
    assert_eq!(read(call(), &answer(200, &json!({}))), Ok(Catalogue::default()));
    assert!(Composio.catalogue(&source(), &detail_of(&row()), Some(Edit::Rename)).is_none());
    assert!(Composio.catalogue(&source(), &detail_of(&json!({"id": "ca_1"})), None).is_none());
}

#[test]
fn the_catalogue_tells_what_each_scheme_asks_for() {
    let ask = |name: &str, label: Option<&str>, hint: Option<&str>, required| Ask {
        name: name.into(),
        label: label.map(str::to_owned),
        hint: hint.map(str::to_owned),
        required,
        ..Ask::default()
    };
    let key = Kind {
        id: "API_KEY".into(),
        label: "API key".into(),
        consent: false,
        asks: vec![
            ask("generic_api_key", Some("Secret key"), Some("Stripe secret key"), true),
            ask("subdomain", None, None, false),
            ask("workspace", Some("Workspace"), None, false),
        ],
    };
    let oauth = Kind { id: "OAUTH2".into(), label: "OAUTH2".into(), consent: true, asks: Vec::new() };
    assert_eq!(catalogue(Edit::Credentials, &toolkit()).kinds, [key, oauth]);
}

#[test]
fn a_key_is_checked_by_whose_it_is_and_not_shown() {
    assert_snapshot!(sent(&Composio.check(&newer()).request), @"GET /api/v3/auth/session/info");
    let session = json!({
        "project": {"name": "Live", "org": {"name": "Nordwind"}, "secret": "s3cret-1"},
        "org_member": {"name": "Ada", "email": "ada@nordwind.example", "token": "s3cret-2"},
        "api_key": {"name": "panel", "key": "s3cret-3"}
    });
    let facts = read(Composio.check(&source()), &answer(200, &session)).unwrap();
    let values: Vec<_> = facts.iter().map(|fact| fact.value.as_str()).collect();
    assert_eq!(values, ["Live", "Nordwind", "Ada", "ada@nordwind.example"]);
    assert_eq!(read(Composio.check(&source()), &answer(200, &json!({}))), Ok(Vec::new()));
    assert!(read(Composio.check(&source()), &empty(401)).is_err());
}

// Refusals

fn refused(refused: Refused) -> Error {
    Error::Refused(Box::new(refused))
}

fn said(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn every_shape_of_refusal_is_read() {
    let plain = |status, body: &str| Response { status, body: body.into(), ..Response::default() };
    let of = |status| Refused { status, ..Refused::default() };
    for (response, expected) in [
        (
            answer(
                404,
                &json!({"error": {
                    "message": "Connected account not found", "code": 1803, "slug": "ConnectedAccount_NotFound",
                    "status": 404, "request_id": "req_0f1e", "suggested_fix": "Check the id", "errors": []
                }}),
            ),
            Refused {
                message: said("Connected account not found"),
                code: said("1803"),
                request_id: said("req_0f1e"),
                suggestion: said("Check the id"),
                is_gone: true,
                ..of(404)
            },
        ),
        (
            answer(
                400,
                &json!({"error": {"message": "Bad request", "slug": "Bad_Request", "errors": ["a is missing", 7]}}),
            ),
            Refused { message: said("Bad request · a is missing"), code: said("Bad_Request"), ..of(400) },
        ),
        (
            answer(401, &json!({"error": {"message": "No", "error_code": 401_001, "suggested_fix": ""}})),
            Refused { message: said("No"), code: said("401001"), ..of(401) },
        ),
        (answer(403, &json!({"error": "Forbidden"})), Refused { message: said("Forbidden"), ..of(403) }),
        (
            answer(429, &json!({"message": "Rate limit exceeded. Limit: 2000 requests per 1 minutes"})),
            Refused { message: said("Rate limit exceeded. Limit: 2000 requests per 1 minutes"), ..of(429) },
        ),
        (plain(502, "upstream is down"), Refused { message: said("upstream is down"), ..of(502) }),
        (plain(500, "<html>oops</html>"), of(500)),
        (plain(503, ""), of(503)),
        (answer(500, &json!([])), of(500)),
    ] {
        let expected = refused(expected);
        assert_eq!(Composio.refused(&response), expected);
        assert_eq!(read(Composio.get(&source(), "x"), &response).unwrap_err(), expected);
        assert_eq!(read(call(&source(), &row(), Edit::Delete, &[]), &response).unwrap_err(), expected);
    }
}

#[test]
fn a_refusal_says_how_long_to_wait_and_whom_to_quote() {
    let said = |headers: &[(&str, &str)]| {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let body = json!({"error": {"message": "Too many", "request_id": "in-body"}}).to_string();
        let error = Composio.refused(&Response { status: 429, headers, body });
        assert_eq!(error.kind(), error::Kind::TooMany);
        let Error::Refused(refused) = error else { panic!("it was refused") };
        (refused.retry_after, refused.request_id.unwrap())
    };
    let waits = |millis| Some(Duration::from_millis(millis));
    assert_eq!(said(&[]), (None, "in-body".into()));
    assert_eq!(said(&[("Retry-After", "7"), ("x-request-id", "abc")]), (waits(7_000), "abc".into()));
    assert_eq!(said(&[("retry-after-ms", "1500"), ("retry-after", "2")]).0, waits(1_500));
}

#[test]
fn a_taken_alias_is_told_at_its_field() {
    let fields = |status: u16, error: Json| {
        let response = answer(status, &json!({"error": error}));
        let Error::Refused(refused) = Composio.refused(&response) else { panic!("it was refused") };
        refused.fields
    };
    let at_alias = |text: &str| vec![("alias".to_owned(), text.to_owned())];
    for (error, text) in [
        (json!({"message": "Alias already in use"}), "Alias already in use"),
        (json!({"message": "Bad request", "errors": ["x", "alias: must be unique"]}), "must be unique"),
        (json!({"message": "Already taken", "slug": "ConnectedAccount_DuplicateAlias"}), "Already taken"),
    ] {
        assert_eq!(fields(400, error), at_alias(text));
    }
    assert_eq!(fields(400, json!({"message": "Invalid nanoid"})), []);
    assert_eq!(fields(500, json!({"message": "alias service is down"})), []);
}

#[test]
fn a_refused_credential_is_told_at_its_field_if_it_was_sent() {
    let values = [("api_key", typed("k-123456")), ("your-domain", typed("nordwind"))];
    let call = call(&source(), &row(), Edit::Credentials, &values);
    let refusal = json!({"error": {
        "message": "Invalid values", "errors": ["val.api_key is not valid", "token is missing", "my-api_key too"]
    }});
    let Error::Refused(refused) = read(call, &answer(422, &refusal)).unwrap_err() else { panic!("refused") };
    assert_eq!(refused.fields, [("api_key".to_owned(), "val.api_key is not valid".to_owned())]);
    assert_eq!(refused.message.as_deref(), Some("Invalid values · token is missing · my-api_key too"));
}
