//! What holds for every vendor over real sockets.

use patchbay_sandbox::{Fault, Options, Sandbox, When, composio, omni, peaka, pica};
use serde_json::{Value, json};

use crate::client::{Reply, ask, send};
use crate::{ASKED_BY_PANEL, JSON, sandbox};

/// How a vendor is asked.
struct Api {
    id: &'static str,
    /// The path of its list, without the gateway.
    list: &'static str,
    /// Where the rows are in its list.
    rows: &'static str,
    key: (&'static str, &'static str),
    /// What stands before a key.
    scheme: &'static str,
    /// Whether it lets pages of other origins in.
    open: bool,
    /// A write that is otherwise good: method, what follows the path of the newest connection, and body.
    write: (&'static str, &'static str, fn() -> Value),
    /// Where a refusal says why.
    message: &'static str,
}

const VENDORS: [Api; 4] = [
    Api {
        id: "pica",
        list: "/pica/v1/vault/connections",
        rows: "/rows",
        key: ("x-pica-secret", pica::DEMO_KEY),
        scheme: "",
        open: true,
        write: ("PATCH", "", || json!({"tags": ["eu"]})),
        message: "/message",
    },
    Api {
        id: "composio",
        list: "/composio/api/v3/connected_accounts",
        rows: "/items",
        key: ("x-api-key", composio::DEMO_KEY),
        scheme: "",
        open: false,
        write: ("PATCH", "/status", || json!({"enabled": false})),
        message: "/error/message",
    },
    Api {
        id: "peaka",
        list: "/peaka/connections/mtKDhe1U",
        rows: "",
        key: ("authorization", peaka::DEMO_KEY),
        scheme: "Bearer ",
        open: true,
        write: ("PUT", "", || stripe("Stripe EU", "sk_test_new")),
        message: "/message",
    },
    Api {
        id: "omni",
        list: "/omni/api/v1/connections",
        rows: "/connections",
        key: ("authorization", omni::DEMO_KEY),
        scheme: "Bearer ",
        open: false,
        write: ("PATCH", "", || json!({"baseRole": "VIEWER"})),
        message: "/message",
    },
];

impl Api {
    /// The header that carries a key.
    fn header(&self, key: &str) -> (&'static str, String) {
        (self.key.0, format!("{}{key}", self.scheme))
    }

    async fn list(&self, sandbox: &Sandbox, key: &str) -> Reply {
        let (name, key) = self.header(key);
        ask(sandbox, self.list, &[(name, &key)]).await
    }

    /// The path of the newest connection.
    fn newest(&self, sandbox: &Sandbox) -> String {
        let id = match self.id {
            "pica" => sandbox.pica(|store| store.connections()[0].id.clone()),
            "composio" => sandbox.composio(|store| store.accounts()[0].id.clone()),
            "peaka" => sandbox.peaka(|store| store.all()[0].id.clone()),
            _ => sandbox.omni(|store| store.all()[0].id.clone()),
        };
        format!("{}/{id}", self.list)
    }

    /// The write, directly.
    async fn write(&self, sandbox: &Sandbox) -> Reply {
        let (method, rest, body) = self.write;
        self.send(sandbox, method, &format!("{}{rest}", self.newest(sandbox)), &body()).await
    }

    /// Sends a body with the good key.
    async fn send(&self, sandbox: &Sandbox, method: &str, path: &str, body: &Value) -> Reply {
        let (name, key) = self.header(self.key.1);
        send(sandbox, method, path, &[(name, &key), JSON], &body.to_string()).await
    }

    fn rows(&self, reply: &Reply) -> usize {
        let body = reply.json();
        let rows = body.pointer(self.rows).and_then(Value::as_array);
        rows.unwrap_or_else(|| panic!("{}: {body}", self.id)).len()
    }

    fn set_cors(&self, sandbox: &Sandbox, open: bool) {
        match self.id {
            "pica" => sandbox.pica(|store| store.options.cors = open),
            "composio" => sandbox.composio(|store| store.options.cors = open),
            "peaka" => sandbox.peaka(|store| store.options.cors = open),
            _ => sandbox.omni(|store| store.options.cors = open),
        }
    }

    fn sign_out(&self, sandbox: &Sandbox) {
        match self.id {
            "pica" => sandbox.pica(|store| store.options.signed_out = true),
            "composio" => sandbox.composio(|store| store.options.signed_out = true),
            "peaka" => sandbox.peaka(|store| store.options.signed_out = true),
            _ => sandbox.omni(|store| store.options.signed_out = true),
        }
    }
}

fn vendor(id: &str) -> &'static Api {
    VENDORS.iter().find(|vendor| vendor.id == id).expect("a vendor")
}

/// A whole connection of Peaka's.
fn stripe(name: &str, token: &str) -> Value {
    json!({"name": name, "type": "stripe", "credential": {"token": token}})
}

#[tokio::test]
async fn the_demo_reaches_every_vendor_through_the_gateway_and_without_a_key() {
    let sandbox = sandbox().await;
    let config = ask(&sandbox, "/config.json", &[]).await.json();
    let sources = config["sources"].as_array().expect("sources");

    let expected = [
        ("pica", "Pica demo", "/gateway/pica", "/v1/vault/connections"),
        ("composio", "Composio demo", "/gateway/composio", "/api/v3.1/connected_accounts"),
        ("peaka", "Peaka demo", "/gateway/peaka", "/connections/mtKDhe1U"),
        ("omni", "Omni demo", "/gateway/omni/api", "/v1/connections"),
    ];
    assert_eq!(sources.len(), expected.len());
    for (source, (id, label, base, documented)) in sources.iter().zip(expected) {
        for (field, value) in
            [("id", id), ("vendor", id), ("label", label), ("baseUrl", base), ("auth", "gateway")]
        {
            assert_eq!(source[field], value);
        }
        let list = ask(&sandbox, &format!("{base}{documented}"), &[]).await;
        assert_eq!((list.status, list.header("access-control-allow-origin")), (Some(200), None), "{id}");
        assert!(vendor(id).rows(&list) > 10, "{id}");
    }
    assert_eq!(sources[1]["apiVersion"], "v3.1");
    assert_eq!(sources[2]["projectId"], peaka::DEMO_PROJECT);
}

#[tokio::test]
async fn a_write_through_the_gateway_is_the_panels_or_none() {
    let sandbox = sandbox().await;
    for vendor in &VENDORS {
        let (method, rest, body) = vendor.write;
        let path = format!("/gateway{}{rest}", vendor.newest(&sandbox));
        let body = body().to_string();

        let refused = send(&sandbox, method, &path, &[JSON], &body).await;
        assert_eq!(refused.status, Some(403), "{}", vendor.id);
        assert!(refused.body.contains("X-Patchbay"), "{}", refused.body);
        for method in ["DELETE", "POST"] {
            assert_eq!(send(&sandbox, method, &path, &[], "").await.status, Some(403), "{}", vendor.id);
        }
        let done = send(&sandbox, method, &path, &[JSON, ASKED_BY_PANEL], &body).await;
        assert_eq!(done.status, Some(200), "{}: {}", vendor.id, done.body);
    }
}

#[tokio::test]
async fn whoever_is_signed_out_of_the_gateway_reads_nothing_of_that_vendor() {
    for vendor in &VENDORS {
        let sandbox = sandbox().await;
        vendor.sign_out(&sandbox);

        for other in &VENDORS {
            let reply = ask(&sandbox, &format!("/gateway{}", other.list), &[]).await;
            let expected =
                if other.id == vendor.id { (Some(302), Some("/login")) } else { (Some(200), None) };
            assert_eq!((reply.status, reply.header("location")), expected, "{}", other.id);
        }
        assert_eq!(vendor.list(&sandbox, vendor.key.1).await.status, Some(200), "it itself does not mind");
    }
}

#[tokio::test]
async fn each_vendor_is_as_open_to_other_origins_as_it_is_known_to_be_and_can_be_the_opposite() {
    let sandbox = sandbox().await;
    for vendor in &VENDORS {
        for open in [vendor.open, !vendor.open] {
            if open != vendor.open {
                vendor.set_cors(&sandbox, open);
            }
            let asked = [
                ("origin", "https://portal.example"),
                ("access-control-request-method", "PUT"),
                ("access-control-request-headers", vendor.key.0),
            ];
            let preflight = send(&sandbox, "OPTIONS", vendor.list, &asked, "").await;
            let list = vendor.list(&sandbox, vendor.key.1).await;

            let allowed = |reply: &Reply| reply.header("access-control-allow-origin") == Some("*");
            assert_eq!((allowed(&preflight), allowed(&list)), (open, open), "{}", vendor.id);
            assert_eq!(preflight.status, Some(if open { 204 } else { 401 }), "{}", vendor.id);
            assert_eq!(preflight.header("access-control-allow-methods"), open.then_some("PUT"));
            assert_eq!(list.status, Some(200), "{}: who asks all the same is answered", vendor.id);
        }
    }
}

#[tokio::test]
async fn a_fault_befalls_the_path_that_it_is_meant_for_and_speaks_like_its_vendor() {
    let sandbox = sandbox().await;
    for vendor in &VENDORS {
        let part = format!("/{}/", vendor.id);
        sandbox.faults().arm(When::method(vendor.write.0).path(&part), Fault::Status(409));
        assert_eq!(vendor.list(&sandbox, vendor.key.1).await.status, Some(200), "{}", vendor.id);

        let refused = vendor.write(&sandbox).await;
        assert_eq!(refused.status, Some(409), "{}", vendor.id);
        let said = refused.json().pointer(vendor.message).cloned();
        assert_eq!(said, Some(json!("The connection was changed by another request")), "{}", vendor.id);
        assert_eq!(vendor.write(&sandbox).await.status, Some(200), "{}", vendor.id);
    }
}

#[tokio::test]
async fn a_row_can_be_broken_in_every_list() {
    let sandbox = sandbox().await;
    for vendor in &VENDORS {
        sandbox.faults().arm(When::any().path(vendor.list), Fault::WrongTypeInRow(1));

        let list = vendor.list(&sandbox, vendor.key.1).await.json();

        let id = |row: usize| list.pointer(&format!("{}/{row}/id", vendor.rows)).cloned();
        assert_eq!(id(1), Some(json!(17)), "{}", vendor.id);
        assert!(id(0).is_some_and(|id| id.is_string()) && id(2).is_some_and(|id| id.is_string()));
    }
}

#[tokio::test]
async fn a_word_in_place_of_the_key_breaks_every_vendor_alike() {
    let sandbox = sandbox().await;
    for vendor in &VENDORS {
        for (word, status) in [("forbidden", 403), ("quota", 402), ("list-500", 500), ("list-429", 429)] {
            assert_eq!(vendor.list(&sandbox, word).await.status, Some(status), "{}: {word}", vendor.id);
        }
        let html = vendor.list(&sandbox, "list-html").await;
        let page = Some("text/html; charset=utf-8");
        assert_eq!((html.status, html.header("content-type")), (Some(200), page), "{}", vendor.id);
        assert_eq!(vendor.list(&sandbox, "guessed").await.status, Some(401), "{}", vendor.id);
    }
}

#[tokio::test]
async fn a_word_is_found_in_every_field_that_the_documentation_names() {
    let sandbox = sandbox().await;
    let in_val =
        |scheme: &str, val: Value| json!({"connection": {"state": {"authScheme": scheme, "val": val}}});
    let attribute = |name: &str, value: &str| json!({"environmentUserAttribute": {"attributeName": name, "defaultValues": [value]}});
    for (id, field, body) in [
        ("pica", "tags", json!({"tags": ["eu", "error-409"]})),
        ("composio", "alias", json!({"alias": "error-409"})),
        ("composio", "val", in_val("BEARER_TOKEN", json!({"token": "error-409"}))),
        ("composio", "val, undeclared", in_val("BEARER_TOKEN", json!({"pin": "error-409"}))),
        ("peaka", "name", stripe("error-409", "a")),
        ("peaka", "credential", stripe("a", "error-409")),
        ("omni", "passwordUnencrypted", json!({"passwordUnencrypted": "error-409"})),
        ("omni", "baseRole", json!({"baseRole": "error-409"})),
        ("omni", "attributeName", attribute("error-409", "a")),
        ("omni", "defaultValues", attribute("a", "error-409")),
    ] {
        let vendor = vendor(id);
        let method = if id == "peaka" { "PUT" } else { "PATCH" };
        let saved = vendor.send(&sandbox, method, &vendor.newest(&sandbox), &body).await;
        assert_eq!(saved.status, Some(409), "{id}: {field}: {}", saved.body);
    }
}

#[tokio::test]
async fn composio_can_say_its_secrets_in_full() {
    let sandbox = sandbox().await;
    let composio = vendor("composio");
    let token = sandbox.composio(|store| store.accounts()[0].values["token"].clone());
    let said = async || composio.list(&sandbox, composio::DEMO_KEY).await.json()["items"][0].clone();

    assert_eq!(said().await["state"]["val"]["token"], "tok_...");
    sandbox.composio(|store| store.options.unmasked = true);
    let full = said().await;
    assert_eq!((&full["state"]["val"]["token"], &full["data"]["token"]), (&token, &token));
}

#[tokio::test]
async fn no_page_is_shown_what_was_typed_as_a_secret() {
    let sandbox = sandbox().await;
    let secret = "never-to-be-shown";
    for (id, method, body) in [
        (
            "composio",
            "PATCH",
            json!({"connection": {"state": {"authScheme": "BEARER_TOKEN", "val": {"token": secret}}}}),
        ),
        ("peaka", "PUT", stripe("Stripe EU", secret)),
        ("omni", "PATCH", json!({"passwordUnencrypted": secret, "baseRole": "VIEWER"})),
    ] {
        let vendor = vendor(id);
        vendor.send(&sandbox, method, &vendor.newest(&sandbox), &body).await;
    }

    let shown = ask(&sandbox, "/sandbox/requests", &[]).await;

    assert!(!shown.body.contains(secret) && !shown.body.contains("demo-key"), "{}", shown.body);
    for part in [r#"\"token\":\"•••\""#, "Stripe EU", r#"\"passwordUnencrypted\":\"•••\""#, "VIEWER"]
    {
        assert!(shown.body.contains(part), "{part}: {}", shown.body);
    }
    let whole = sandbox.requests();
    assert_eq!(whole[1].json()["credential"]["token"], secret, "a test of the same process is shown all");
}

/// What follows the origin of an address that leads back to the sandbox.
fn local(address: &Value) -> String {
    let address = address.as_str().and_then(|address| address.strip_prefix("http://sandbox"));
    address.expect("an address of the host that was asked").to_owned()
}

#[tokio::test]
async fn a_sign_in_at_composio_leads_there_and_back() {
    let sandbox = sandbox().await;
    let config = sandbox.composio(|store| {
        let config = store.auth_configs().iter().find(|config| config.auth_scheme == "OAUTH2");
        config.expect("one of OAuth").id.clone()
    });
    let body = json!({
        "auth_config_id": config, "user_id": "user-1", "callback_url": "http://panel.example/#/c/composio/x"
    });
    let link = "/composio/api/v3/connected_accounts/link";

    let linked = vendor("composio").send(&sandbox, "POST", link, &body).await;
    assert_eq!(linked.status, Some(201));
    let page = local(&linked.json()["redirect_url"]);
    assert!(ask(&sandbox, &page, &[]).await.body.contains("Allow"));
    let allowed = send(&sandbox, "POST", &page, &[], "").await;

    let id = linked.json()["connected_account_id"].as_str().unwrap().to_owned();
    let back = format!("http://panel.example/?status=success&connected_account_id={id}#/c/composio/x");
    assert_eq!((allowed.status, allowed.header("location")), (Some(303), Some(back.as_str())));
    assert_eq!(sandbox.composio(|store| store.get(&id).unwrap().status.clone()), "ACTIVE");
}

#[tokio::test]
async fn a_sign_in_at_peaka_leads_there_and_back() {
    let sandbox = sandbox().await;
    let peaka = vendor("peaka");
    let body = json!({
        "name": "Analytics", "type": "google_analytics", "credential": {"clientId": "a", "clientSecret": "b"},
        "connectionCallback": "http://panel.example/#/c/peaka/x"
    });

    let saved = peaka.send(&sandbox, "PUT", &peaka.newest(&sandbox), &body).await.json();
    let page = ask(&sandbox, &local(&saved["url"]), &[]).await.body;
    let allow = page.split("href=\"http://panel.example/?").nth(1).and_then(|rest| rest.split('#').next());
    let back = allow.expect("a way back").replace("&amp;", "&");
    let finish = format!("{}/oauth2", peaka.list);
    let finished = peaka.send(&sandbox, "POST", &finish, &json!({"queryParameters": back})).await;

    assert_eq!((finished.status, finished.json().get("url")), (Some(200), None));
    let kept = sandbox.peaka(|store| store.all()[0].credential.clone());
    assert_eq!(json!(kept), body["credential"]);
}

#[tokio::test]
async fn omni_answers_as_often_as_its_limit_says_and_elsewhere_with_its_app() {
    let limited = {
        let mut options = Options { connections: 20, ..Options::default() };
        options.vendors.omni.per_minute = Some(2);
        Sandbox::start(options).await.expect("a sandbox")
    };
    let omni = vendor("omni");

    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(omni.list(&limited, omni::DEMO_KEY).await.status);
    }
    assert_eq!(statuses, [Some(200), Some(200), Some(429)]);
    let lost = ask(&limited, "/omni/v1/connections", &[]).await;
    assert_eq!((lost.status, lost.header("content-type")), (Some(200), Some("text/html; charset=utf-8")));
}
