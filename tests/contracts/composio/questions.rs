//! What Composio's sandbox is asked, in this order, and how it should answer.

use patchbay_sandbox::World;
use patchbay_sandbox::composio::{Account, Store};
use patchbay_vendors::source::Source;
use serde_json::{Value, json};

use crate::question::{Question, all_befallen, all_kept_out, ask};

const LIST: &str = "/connected_accounts";
const LINK: &str = "/connected_accounts/link";
const NOBODY: &str = "/connected_accounts/ca_nobody";

/// All questions of one version; an account is deleted at the end.
pub(super) fn all(source: &Source, world: &World) -> Vec<Question> {
    let store = &world.composio;
    let is_newer = source.option_is("apiVersion", "v3.1");
    [
        lists(is_newer),
        refused_lists(),
        reads(store),
        updates(store),
        refused_updates(store),
        switches(&path(store, |account| account.auth_scheme == "API_KEY")),
        links(store),
        refreshes(store),
        if is_newer { revokes(store) } else { vec![] },
        catalogue(),
        session(),
        deletes(&path(store, |account| account.auth_scheme == "BASIC"), is_newer),
    ]
    .concat()
}

/// The first private account that works and of which this is true.
fn account(store: &Store, is_meant: impl Fn(&Account) -> bool) -> &Account {
    let mut active = store.accounts().iter().filter(|account| account.status == "ACTIVE");
    active.find(|account| account.shared.is_none() && is_meant(account)).expect("there is one")
}

fn path(store: &Store, is_meant: impl Fn(&Account) -> bool) -> String {
    format!("{LIST}/{}", account(store, is_meant).id)
}

fn lists(is_newer: bool) -> Vec<Question> {
    let list = |what, query: &[(&str, &str)]| ask(what, "GET", LIST).with_query(query);
    let mut questions = vec![
        list("a plain list", &[]),
        list("more of it", &[("limit", "60")]),
        list("another page", &[("cursor", "MjoyMA=="), ("limit", "20")]),
        list(
            "a list with every filter",
            &[
                ("toolkit_slugs", "gmail,stripe"),
                ("user_ids", "user-1,user-2"),
                ("auth_config_ids", "ac_1"),
                ("connected_account_ids", "ca_1,ca_2"),
                ("statuses", "ACTIVE,EXPIRED"),
                ("order_by", "updated_at"),
                ("order_direction", "asc"),
                ("limit", "20"),
            ],
        ),
    ];
    if is_newer {
        questions.push(list("shared accounts too", &[("account_type", "ALL"), ("statuses", "REVOKED")]));
    }
    questions
}

fn refused_lists() -> Vec<Question> {
    let list =
        |query: &[(&str, &str)]| ask("a list that is none", "GET", LIST).with_query(query).answers(400);
    let plain = ask("a plain list", "GET", LIST);
    [
        vec![
            list(&[("user_id", "a")]),
            list(&[("limit", "many")]),
            list(&[("statuses", "WORKING")]),
            list(&[("order_by", "name")]),
        ],
        all_kept_out(&plain),
        all_befallen(&plain, &[429, 500]),
    ]
    .concat()
}

/// One of each scheme, and one of each status.
fn reads(store: &Store) -> Vec<Question> {
    let read = |id: &str| ask("one account", "GET", &format!("{LIST}/{id}"));
    let mut seen = Vec::new();
    let mut is_new = |word: &str| {
        let is_new = !seen.iter().any(|known| known == word);
        seen.push(word.to_owned());
        is_new
    };
    let some =
        store.accounts().iter().filter(|account| is_new(&account.auth_scheme) | is_new(&account.status));
    let one = read(&store.accounts()[0].id);
    [
        some.map(|account| read(&account.id)).collect(),
        vec![one.clone().with_query(&[("full", "true")]).answers(400), read("ca_nobody").answers(404)],
        all_kept_out(&one),
        all_befallen(&one, &[403]),
    ]
    .concat()
}

fn credentials(scheme: &str, values: Value) -> Value {
    json!({"connection": {"state": {"authScheme": scheme, "val": values}}})
}

fn updates(store: &Store) -> Vec<Question> {
    let update = |scheme: &str, body| {
        let path = path(store, |account| account.auth_scheme == scheme);
        ask("an update", "PATCH", &path).with_body(body)
    };
    let rotate = |scheme: &str, values| update(scheme, credentials(scheme, values));
    vec![
        update("API_KEY", json!({"alias": "billing-bot-eu"})),
        update("API_KEY", json!({"alias": ""})),
        update("OAUTH2", json!({"alias": "mailbox"})),
        rotate("API_KEY", json!({"generic_api_key": "sk_live_new", "key_of_ours": "a"})),
        rotate("BEARER_TOKEN", json!({"token": "new"})),
        rotate("BASIC", json!({"password": null})),
        rotate("BASIC_WITH_JWT", json!({"username": "a", "password": "b"})),
        rotate("GOOGLE_SERVICE_ACCOUNT", json!({"credentials_json": "{}"})),
        rotate("SERVICE_ACCOUNT", json!({"private_key": "new"})),
    ]
}

fn refused_updates(store: &Store) -> Vec<Question> {
    let path = path(store, |account| account.auth_scheme == "API_KEY");
    let update = |body| ask("an update", "PATCH", &path).with_body(body);
    let good = update(json!({"alias": "billing-bot-us"}));
    [
        vec![
            update(json!({"name": "a"})).answers(400),
            update(json!({"alias": 7})).answers(400),
            update(credentials("BASIC", json!({"username": "a"}))).answers(400),
            update(credentials("OAUTH2", json!({"access_token": "a"}))).answers(400),
            update(credentials("API_KEY", json!({"api_key": 7}))).answers(400),
            ask("an update of nothing", "PATCH", NOBODY).with_body(json!({"alias": "a"})).answers(404),
        ],
        all_kept_out(&good),
        all_befallen(&good, &[403, 429, 500]),
    ]
    .concat()
}

fn switches(path: &str) -> Vec<Question> {
    let switch = |path: &str, body| ask("a switch", "PATCH", &format!("{path}/status")).with_body(body);
    let off = switch(path, json!({"enabled": false}));
    [
        vec![
            off.clone(),
            ask("what is switched off", "GET", path),
            switch(path, json!({"enabled": true})),
            switch(path, json!({"enabled": "true"})).answers(400),
            switch(NOBODY, json!({"enabled": true})).answers(404),
        ],
        all_kept_out(&off),
        all_befallen(&off, &[403]),
    ]
    .concat()
}

fn links(store: &Store) -> Vec<Question> {
    let link = |body| ask("a link", "POST", LINK).with_body(body).answers(201);
    let config = &account(store, |account| account.auth_scheme == "OAUTH2").auth_config;
    let retired = store.auth_configs().iter().find(|config| !config.is_enabled).expect("one is retired");
    let good = link(json!({"auth_config_id": config, "user_id": "user-17"}));
    let whole = json!({
        "auth_config_id": config, "user_id": "user-17", "alias": "mailbox-17",
        "callback_url": "https://panel.example.test/done", "connection_data": {"subdomain": "eu"}
    });
    [
        vec![
            good.clone(),
            link(whole.clone()),
            // The alias is taken now.
            link(whole).answers(400),
            link(json!({"auth_config_id": "ac_nobody", "user_id": "user-17"})).answers(404),
            link(json!({"auth_config_id": retired.id, "user_id": "user-17"})).answers(422),
        ],
        all_kept_out(&good),
    ]
    .concat()
}

fn refreshes(store: &Store) -> Vec<Question> {
    let refresh = |path: &str| ask("a refresh", "POST", &format!("{path}/refresh"));
    let key = path(store, |account| account.auth_scheme == "API_KEY");
    let oauth = path(store, |account| account.auth_scheme == "OAUTH2");
    let at_key = refresh(&key);
    [
        vec![
            at_key.clone(),
            at_key.clone().with_query(&[("redirect_url", "https://panel.example.test/done")]),
            refresh(&oauth).with_body(json!({
                "redirect_url": "https://panel.example.test/done", "validate_credentials": true
            })),
            at_key.clone().with_body(json!({"redirect_url": 7})).answers(400),
            refresh(NOBODY).answers(404),
        ],
        all_kept_out(&at_key),
    ]
    .concat()
}

fn revokes(store: &Store) -> Vec<Question> {
    let revoke = |path: &str| ask("revoking", "POST", &format!("{path}/revoke"));
    // The one before it was refreshed, and so works no longer.
    let refreshed = &account(store, |account| account.auth_scheme == "OAUTH2").id;
    let at = path(store, |account| account.auth_scheme == "OAUTH2" && account.id != *refreshed);
    let key = path(store, |account| account.auth_scheme == "API_KEY");
    [
        vec![
            revoke(&at),
            revoke(&at),
            ask("what was revoked", "GET", &at),
            revoke(&key).answers(400),
            revoke(NOBODY).answers(404),
            revoke(&format!("{LIST}/{refreshed}")).answers(409),
        ],
        all_befallen(&revoke(&at), &[500]),
    ]
    .concat()
}

fn catalogue() -> Vec<Question> {
    let configs = ask("auth configs", "GET", "/auth_configs");
    let toolkits = ask("toolkits", "GET", "/toolkits");
    let toolkit = |slug: &str| ask("a toolkit", "GET", &format!("/toolkits/{slug}"));
    let config_query = [
        ("limit", "20"),
        ("toolkit_slug", "stripe,gmail"),
        ("search", "own"),
        ("show_disabled", "true"),
        ("is_composio_managed", "false"),
    ];
    let toolkit_query = [
        ("limit", "20"),
        ("search", "online"),
        ("category", "finance"),
        ("managed_by", "all"),
        ("sort_by", "alphabetically"),
        ("include_deprecated", "false"),
    ];
    let slugs = ["gmail", "stripe", "slack", "zendesk", "hackernews", "inhouse-ledger"];
    [
        vec![
            configs.clone(),
            configs.clone().with_query(&config_query),
            configs.clone().with_query(&[("show_disabled", "true"), ("limit", "60")]),
            toolkits.clone(),
            toolkits.clone().with_query(&[("cursor", "MjoyMA==")]),
            toolkits.clone().with_query(&toolkit_query),
        ],
        slugs.map(toolkit).into(),
        vec![toolkit("nothing").answers(404)],
        all_kept_out(&configs),
        all_kept_out(&toolkits),
        all_kept_out(&toolkit("gmail")),
    ]
    .concat()
}

fn session() -> Vec<Question> {
    let info = ask("whose key it is", "GET", "/auth/session/info");
    [vec![info.clone()], all_kept_out(&info)].concat()
}

fn deletes(path: &str, is_newer: bool) -> Vec<Question> {
    let delete = ask("a delete", "DELETE", path);
    let last =
        if is_newer { delete.clone().with_query(&[("revoke_on_delete", "true")]) } else { delete.clone() };
    [
        all_kept_out(&delete),
        all_befallen(&delete, &[403]),
        vec![
            delete.clone().with_query(&[("force", "true")]).answers(400),
            last,
            delete.answers(404),
            ask("what was deleted", "GET", path).answers(404),
        ],
    ]
    .concat()
}
