//! Composio's traps, met by the client on one end of the wire and set by the sandbox on the other.

use std::collections::BTreeSet;
use std::time::Duration;

use patchbay_sandbox::Fault;
use patchbay_sandbox::composio::Account;
use patchbay_sandbox::http::Request;
use patchbay_tests::play::every;
use patchbay_tests::play::sources::{CALLBACK, CONNECTIONS, named};
use patchbay_tests::play::typing::Typist;
use patchbay_vendors::connection::{Connection, Detail, State};
use patchbay_vendors::draft::{Entry, Trouble, Updated, Value};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::error::{Error, Expected, Found, Kind, Unreadable};
use patchbay_vendors::page::{Cursor, Query};
use patchbay_vendors::read::Mismatch;
use serde_json::{Map, Value as Json, json};

use crate::wire::{Wire, refused, text, typed};

const VERSIONS: [&str; 2] = ["composio", "composio-3.1"];

fn wire() -> Wire {
    Wire::new("composio-3.1")
}

/// The first account of a scheme that works.
fn of(wire: &Wire, scheme: &str) -> Detail {
    wire.one(|one| one.scheme.as_deref() == Some(scheme) && one.state == State::Operational)
}

/// What is kept of an account.
fn kept(wire: &Wire, id: &str) -> Account {
    wire.world(|world| world.composio.get(id).expect("it is there").clone())
}

fn ids(wire: &Wire, query: &Query) -> Vec<String> {
    wire.rows(query).into_iter().map(|one| one.id).collect()
}

#[test]
fn shared_accounts_are_listed_where_the_version_knows_of_them() {
    let hidden =
        wire().world(|world| world.composio.accounts().iter().filter(|one| one.shared.is_some()).count());
    assert!(hidden > 0);
    let listed = |source| ids(&Wire::new(source), &Query::default()).len();
    assert_eq!(listed("composio-3.1"), CONNECTIONS);
    assert_eq!(listed("composio"), CONNECTIONS - hidden);
}

#[test]
fn paging_to_the_end_gives_each_account_exactly_once_whatever_the_size() {
    let wire = wire();
    let whole = ids(&wire, &Query::default());
    assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), CONNECTIONS);
    for size in [7, 1_000] {
        let pages = wire.pages(&Query { size: Some(size), ..Query::default() });
        assert_eq!(pages.len(), CONNECTIONS.div_ceil(size as usize), "{size} a page");
        let rows = pages.iter().flat_map(|page| &page.connections).map(|one| one.id.clone());
        assert_eq!(rows.collect::<Vec<_>>(), whole, "{size} a page");
        assert!(pages.iter().all(|page| page.total == Some(CONNECTIONS as u64) && page.broken.is_empty()));
    }
}

#[test]
fn each_filter_finds_what_has_it_and_nothing_else() {
    let wire = wire();
    let first = wire.first();
    let found = |query: Query, has: &dyn Fn(&Connection) -> bool| {
        let rows = wire.rows(&query);
        assert!(!rows.is_empty() && rows.len() < CONNECTIONS, "{query:?} finds something");
        assert!(rows.iter().all(has), "{query:?}");
    };
    let any = Query::default;
    found(Query { ids: vec![first.id.clone()], ..any() }, &|one| one.id == first.id);
    found(Query { identity: first.identity.clone(), ..any() }, &|one| one.identity == first.identity);
    found(Query { platform: Some(first.platform.to_uppercase()), ..any() }, &|one| {
        one.platform == first.platform
    });
    found(Query { states: vec![State::Expired, State::Revoked], ..any() }, &|one| {
        matches!(one.state, State::Expired | State::Revoked | State::Disabled)
    });
}

#[test]
fn one_account_reads_as_it_is_listed() {
    for version in VERSIONS {
        let wire = Wire::new(version);
        for listed in wire.rows(&Query::default()).into_iter().take(40) {
            assert_eq!(wire.get(&listed.id), Ok(listed));
        }
    }
}

#[test]
fn the_older_version_tells_no_alias_and_takes_one_all_the_same() {
    let (older, newer) = (Wire::new("composio"), wire());
    assert!(older.rows(&Query::default()).iter().all(|one| one.name.is_none() && one.key.is_none()));
    assert!(newer.rows(&Query::default()).iter().any(|one| one.name.is_some() && one.key.is_some()));

    let account = of(&older, "API_KEY");
    older.update(&account, Edit::Rename, &[("alias", typed("Ops"))]).expect("it is done");
    assert_eq!(kept(&older, &account.connection.id).alias.as_deref(), Some("Ops"));
    assert_eq!(older.get(&account.connection.id).expect("it is there").name, None);
    older.update(&account, Edit::Rename, &[("alias", Value::Unseen(Entry::Remove))]).expect("it is done");
    assert_eq!(older.sent_last().1, json!({"alias": ""}));
    assert_eq!(kept(&older, &account.connection.id).alias, None);
}

#[test]
fn what_is_absent_is_kept_null_removes_and_a_text_sets() {
    for version in VERSIONS {
        let wire = Wire::new(version);
        let account = of(&wire, "BASIC");
        let id = &account.connection.id;
        let before = kept(&wire, id).values;
        let sent = |values: Json| json!({"connection": {"state": {"authScheme": "BASIC", "val": values}}});

        wire.update(&account, Edit::Credentials, &[("username", typed("reader-of-12"))]).expect("it is done");
        assert_eq!(wire.sent_last().1, sent(json!({"username": "reader-of-12"})));
        let after = kept(&wire, id).values;
        assert_eq!((&after["username"], &after["password"]), (&json!("reader-of-12"), &before["password"]));

        let removed = [("password", Value::Unseen(Entry::Remove))];
        wire.update(&account, Edit::Credentials, &removed).expect("it is done");
        assert_eq!(wire.sent_last().1, sent(json!({"password": null})));
        let after = kept(&wire, id).values;
        assert_eq!((&after["username"], after.get("password")), (&json!("reader-of-12"), None));
    }
}

#[test]
fn an_empty_text_is_sent_as_one_and_is_neither_absent_nor_null() {
    let wire = wire();
    let account = of(&wire, "BASIC");
    wire.update(&account, Edit::Credentials, &[("password", typed(""))]).expect("it is done");
    assert_eq!(wire.sent_last().1["connection"]["state"]["val"], json!({"password": ""}));
    assert_eq!(kept(&wire, &account.connection.id).values["password"], "");
}

#[test]
fn an_alias_is_set_and_cleared_and_the_credentials_stay() {
    let wire = wire();
    let account = of(&wire, "API_KEY");
    let id = &account.connection.id;
    let before = kept(&wire, id).values;
    wire.update(&account, Edit::Rename, &[("alias", text("Ops & mail"))]).expect("it is done");
    assert_eq!(
        wire.sent_last(),
        (format!("PATCH /api/v3.1/connected_accounts/{id}"), json!({"alias": "Ops & mail"}))
    );
    let named = wire.detail(id).expect("it is there");
    assert_eq!(named.connection.name.as_deref(), Some("Ops & mail"));
    wire.update(&named, Edit::Rename, &[("alias", text(""))]).expect("it is done");
    assert_eq!(wire.sent_last().1, json!({"alias": ""}));
    assert_eq!(wire.get(id).expect("it is there").name, None);
    assert_eq!(kept(&wire, id).values, before);
}

#[test]
fn an_alias_that_is_taken_is_refused_at_its_field() {
    for version in VERSIONS {
        let wire = Wire::new(version);
        let account = of(&wire, "API_KEY");
        let Account { user_id, toolkit, .. } = kept(&wire, &account.connection.id);
        wire.world(|world| {
            let other = world.composio.accounts().iter().find(|other| other.id != account.connection.id);
            let other = other.expect("there are more").id.clone();
            world.composio.edit(&other, |other| {
                (other.user_id, other.toolkit, other.alias) = (user_id, toolkit, Some("taken".into()));
            });
        });
        let alias = if version == "composio" { typed("taken") } else { text("taken") };
        let refused = refused(wire.update(&account, Edit::Rename, &[("alias", alias)]));
        let fields: Vec<_> = refused.fields.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!((refused.status, fields), (400, vec!["alias"]), "{version}");
        assert!(refused.suggestion.is_some() && refused.request_id.is_some());
    }
}

/// <https://docs.composio.dev/reference/api-reference/connected-accounts/patchConnectedAccountsByNanoid>
#[test]
fn an_update_arrives_as_the_vendor_documents_it() {
    let names = [
        "subdomain",
        "your-domain",
        "region",
        "shop",
        "account_url",
        "COMPANYDOMAIN",
        "extension",
        "form_api_base_url",
        "instanceEndpoint",
        "api_url",
        "borneo_dashboard_url",
        "proxy_username",
        "proxy_password",
        "domain",
        "version",
        "dc",
        "site_name",
        "instanceName",
        "account_id",
        "your_server",
        "server_location",
        "base_url",
        "token",
        "generic_api_key",
        "api_key",
        "bearer_token",
        "basic_encoded",
        "username",
        "password",
        "credentials_json",
        "application_id",
        "installation_id",
        "private_key",
        "key",
    ];
    // The example has three dots everywhere, which is what Composio shows in place of a secret: they are not sent.
    let value = |name: &str| if name == "credentials_json" { account_file() } else { format!("new {name}") };
    let wire = Wire::new("composio");
    let account = of(&wire, "BEARER_TOKEN");
    let mut values: Vec<(&str, Value)> = names.iter().map(|name| (*name, typed(&value(name)))).collect();
    values.push(("alias", typed("string")));
    assert_eq!(wire.update(&account, Edit::Credentials, &values), Ok(Updated::default()));
    let val: Map<String, Json> = names.iter().map(|name| ((*name).to_owned(), json!(value(name)))).collect();
    let body =
        json!({"alias": "string", "connection": {"state": {"authScheme": "BEARER_TOKEN", "val": val}}});
    assert_eq!(
        wire.sent_last(),
        (format!("PATCH /api/v3/connected_accounts/{}", account.connection.id), body)
    );
}

fn account_file() -> String {
    let field = patchbay_vendors::form::Field::secret("credentials_json", String::new());
    match Typist::default().fit(&field, &Detail::default()) {
        Value::Unseen(Entry::Set(secret)) => secret.expose().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn of_oauth_only_the_alias_can_be_changed() {
    let wire = wire();
    let account = of(&wire, "OAUTH2");
    assert!(wire.form(&account, Edit::Credentials).is_none());
    wire.update(&account, Edit::Rename, &[("alias", text("mailbox"))]).expect("it is done");
    assert_eq!(wire.get(&account.connection.id).expect("it is there").name.as_deref(), Some("mailbox"));
}

#[test]
fn what_stands_for_a_secret_never_comes_back_as_one() {
    for version in VERSIONS {
        let source = named(version);
        let requests = every::requests(&source, &[Cursor::Start], &[], &Typist::default());
        for request in requests.iter().filter_map(|request| request.body.as_ref()) {
            let sent = request.expose();
            assert!(!sent.contains("REDACTED") && !sent.contains("...\""), "{request}");
        }
    }
}

#[test]
fn what_stands_for_a_secret_is_refused_if_somebody_types_it() {
    let wire = wire();
    let account = of(&wire, "API_KEY");
    let opened = wire.form(&account, Edit::Credentials).expect("it is offered");
    for mask in ["key_...", "REDACTED", "•••"] {
        let mut draft = opened.form.draft();
        draft.set("generic_api_key", typed(mask));
        let problems = opened.write(&wire.source, &account, &draft).err().expect(mask);
        assert_eq!(problems[0].field, "generic_api_key");
        assert!(matches!(problems[0].what, Trouble::Unfit(_)));
    }
}

#[test]
fn no_secret_of_an_unmasked_project_is_in_anything_that_is_read() {
    for version in VERSIONS {
        let wire = Wire::new(version);
        wire.world(|world| world.composio.options.unmasked = true);
        let secrets: Vec<String> = wire.world(|world| {
            let open = [
                "username",
                "subdomain",
                "shop",
                "base_url",
                "COMPANYDOMAIN",
                "scope",
                "token_type",
                "expires_at",
            ];
            let values = world.composio.accounts().iter().flat_map(|account| account.values.clone());
            let texts = values.filter(|(name, _)| !open.contains(&name.as_str()) && !name.ends_with("_id"));
            texts.filter_map(|(_, value)| value.as_str().map(str::to_owned)).collect()
        });
        assert!(secrets.len() > CONNECTIONS / 2);
        let listed = wire.rows(&Query { size: Some(1_000), ..Query::default() });
        let mut said = format!("{listed:?}");
        for one in every::representatives(&listed) {
            said += &format!("{:?}", wire.detail(&one.id).expect("it is there"));
        }
        let told: Vec<_> = secrets.iter().filter(|secret| said.contains(secret.as_str())).collect();
        assert_eq!(told, [""; 0], "{version}");
    }
}

#[test]
fn what_is_switched_off_is_disabled_and_on_again_works() {
    for version in VERSIONS {
        let wire = Wire::new(version);
        let on = of(&wire, "API_KEY");
        let id = &on.connection.id;
        wire.update(&on, Edit::Disable, &[]).expect("it is done");
        assert_eq!(wire.sent_last().1, json!({"enabled": false}));
        let off = wire.detail(id).expect("it is there");
        assert_eq!((&off.connection.state, off.connection.active), (&State::Disabled, Some(false)));
        wire.update(&off, Edit::Enable, &[]).expect("it is done");
        let again = wire.get(id).expect("it is there");
        assert_eq!((again.state, again.active), (State::Operational, Some(true)));
    }
}

#[test]
fn a_refresh_starts_all_over_again_and_names_a_page() {
    let wire = wire();
    let account = of(&wire, "OAUTH2");
    let id = &account.connection.id;
    let updated = wire.update(&account, Edit::Refresh, &[]).expect("it is begun");
    assert_eq!(
        wire.sent_last(),
        (format!("POST /api/v3.1/connected_accounts/{id}/refresh"), json!({"redirect_url": CALLBACK}))
    );
    let link = updated.link.expect("a page to consent on");
    assert_eq!(wire.get(id).expect("it is there").state, State::Pending);
    let target = link.url().split_once("localhost").expect("it is on the sandbox's host").1;
    let allowed = wire.world(|world| world.handle(&Request::new("POST", target)));
    assert!(allowed.status < 400, "{}", allowed.status);
    assert_eq!(wire.get(id).expect("it is there").state, State::Operational);
}

#[test]
fn to_reconnect_makes_another_account_of_the_same_user() {
    for version in VERSIONS {
        let wire = Wire::new(version);
        let account = of(&wire, "OAUTH2");
        let Account { auth_config, user_id, .. } = kept(&wire, &account.connection.id);
        let updated = wire.update(&account, Edit::Reconnect, &[]).expect("it is begun");
        let (line, body) = wire.sent_last();
        assert!(line.ends_with("/connected_accounts/link"), "{line}");
        assert_eq!((&body["auth_config_id"], &body["user_id"]), (&json!(auth_config), &json!(user_id)));
        assert!(updated.link.is_some());
        assert_eq!(wire.get(&account.connection.id).as_ref(), Ok(&account.connection), "it stays as it was");
        let made = wire.world(|world| world.composio.accounts().len());
        assert_eq!(made, CONNECTIONS + 1);
    }
}

#[test]
fn what_is_revoked_says_so_in_the_newer_version() {
    let wire = wire();
    let account = of(&wire, "OAUTH2");
    wire.update(&account, Edit::Revoke, &[]).expect("it is done");
    assert_eq!(wire.get(&account.connection.id).expect("it is there").state, State::Revoked);
    let older = Wire::new("composio");
    let account = of(&older, "OAUTH2");
    assert!(older.form(&account, Edit::Revoke).is_none());
}

#[test]
fn what_is_deleted_is_gone_and_revoked_too_where_that_was_asked() {
    let wire = wire();
    for (revokes, query) in [(false, ""), (true, "?revoke_on_delete=true")] {
        let account = of(&wire, "OAUTH2");
        let id = &account.connection.id;
        let values = [("revoke_on_delete", Value::Flag(revokes))];
        assert_eq!(wire.update(&account, Edit::Delete, &values), Ok(Updated::default()));
        assert_eq!(wire.sent_last().0, format!("DELETE /api/v3.1/connected_accounts/{id}{query}"));
        assert_eq!(wire.get(id).map_err(|error| error.kind()), Err(Kind::NotFound));
        let again = wire.update(&account, Edit::Delete, &[]);
        assert_eq!(again.map_err(|error| error.kind()), Err(Kind::NotFound));
    }
}

#[test]
fn too_many_requests_are_refused_in_a_shape_of_their_own() {
    let wire = wire();
    wire.arm(Fault::TooMany { retry_after: Some(15), readable: true });
    let refused = refused(wire.first_page(&Query::default()));
    assert_eq!((refused.status, refused.retry_after), (429, Some(Duration::from_secs(15))));
    assert!(refused.message.is_some_and(|message| message.starts_with("Rate limit exceeded")));
}

#[test]
fn a_key_is_checked_and_is_not_in_what_is_said_of_it() {
    for version in VERSIONS {
        let wire = Wire::new(version);
        let check = || wire.ask(wire.source.vendor.check(&wire.source));
        let facts = check().expect("it is good");
        assert!(!facts.is_empty() && !format!("{facts:?}").contains(patchbay_sandbox::composio::DEMO_KEY));
        wire.with_key("guessed");
        assert_eq!(check().map_err(|error| error.kind()), Err(Kind::Unauthorized));
    }
}

#[test]
fn every_refusal_is_read_in_both_shapes_and_as_plain_text() {
    let wire = wire();
    let id = wire.first().id;
    for (status, kind) in [
        (400, Kind::Invalid),
        (401, Kind::Unauthorized),
        (403, Kind::Forbidden),
        (404, Kind::NotFound),
        (409, Kind::Conflict),
        (422, Kind::Invalid),
        (500, Kind::Server),
    ] {
        let text = Fault::PlainText(status, "upstream is away".into());
        for fault in [Fault::Status(status), Fault::Legacy(status), text] {
            let said = format!("{fault:?}");
            wire.arm(fault);
            let error = wire.get(&id).expect_err(&said);
            assert_eq!(error.kind(), kind, "{said}");
            let refused = refused(Err::<(), _>(error));
            assert!(refused.message.is_some(), "{said} says why");
            assert_eq!(refused.code.is_none(), said.starts_with("PlainText"), "{said}");
        }
    }
}

#[test]
fn an_answer_that_cannot_be_read_says_what_came_instead() {
    let wire = wire();
    for (fault, found) in [
        (Fault::Html(200), Found::Html),
        (Fault::CutBody, Found::Cut),
        (Fault::NotJson, Found::Other),
        (Fault::Empty, Found::Nothing),
    ] {
        wire.arm(fault);
        let unreadable = Unreadable { status: 200, at: String::new(), expected: Expected::Json, found };
        assert_eq!(wire.first_page(&Query::default()), Err(Error::Unreadable(unreadable)));
    }
}

#[test]
fn a_broken_row_costs_only_itself() {
    let wire = wire();
    let sound = wire.first_page(&Query::default()).expect("a page");
    wire.arm(Fault::WrongTypeInRow(1));
    let page = wire.first_page(&Query::default()).expect("a page");
    assert_eq!(page.broken, [Mismatch { at: "items[1].id".into(), expected: Expected::Text }]);
    assert_eq!(page.connections.len(), sound.connections.len() - 1);
}
