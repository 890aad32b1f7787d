//! The sandbox over real sockets: what a browser would see.

mod client;
mod vendors;

use std::fs;

use client::{Client, Reply, ask, send};
use patchbay_sandbox::{Fault, Gate, Options, Sandbox, When, pica};
use serde_json::{Value, json};

const LIST: &str = "/pica/v1/vault/connections";
const KEY: (&str, &str) = ("x-pica-secret", pica::DEMO_KEY);
const JSON: (&str, &str) = ("content-type", "application/json");
const ASKED_BY_PANEL: (&str, &str) = ("x-patchbay", "1");

async fn sandbox() -> Sandbox {
    Sandbox::start(Options { connections: 20, ..Options::default() }).await.expect("a sandbox")
}

/// The id and the tags of the newest connection.
fn newest(sandbox: &Sandbox) -> (String, Vec<String>) {
    sandbox.pica(|store| (store.connections()[0].id.clone(), store.connections()[0].tags.clone()))
}

/// Saves tags of the newest connection.
async fn save(sandbox: &Sandbox, tags: Value) -> Reply {
    let path = format!("{LIST}/{}", newest(sandbox).0);
    send(sandbox, "PATCH", &path, &[KEY, JSON], &json!({"tags": tags}).to_string()).await
}

async fn list(sandbox: &Sandbox) -> Reply {
    ask(sandbox, LIST, &[KEY]).await
}

#[tokio::test]
async fn a_list_is_answered_and_recorded() {
    let sandbox = sandbox().await;

    let reply = ask(&sandbox, &format!("{LIST}?limit=2&tags=a%2Cb&active=false"), &[KEY]).await;

    assert_eq!((reply.status, reply.header("content-type")), (Some(200), Some("application/json")));
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    assert_eq!(reply.json()["page"], 1);
    let requests = sandbox.requests();
    let [request] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!((request.method.as_str(), request.path.as_str()), ("GET", LIST));
    assert_eq!((request.parameter("tags"), request.header("X-Pica-Secret")), (Some("a,b"), Some(KEY.1)));
    assert_eq!((request.status, request.gateway), (Some(200), false));

    sandbox.clear_requests();
    assert_eq!(sandbox.requests(), []);
}

#[tokio::test]
async fn a_write_is_recorded_with_its_body() {
    let sandbox = sandbox().await;

    assert_eq!(save(&sandbox, json!(["eu"])).await.json()["tags"], json!(["eu"]));

    assert_eq!(sandbox.requests()[0].json(), json!({"tags": ["eu"]}));
    assert_eq!(newest(&sandbox).1, ["eu"]);
}

#[tokio::test]
async fn a_preflight_is_allowed_what_it_asks_for_and_kept_apart() {
    let sandbox = sandbox().await;
    sandbox.faults().arm(When::any(), Fault::Status(500));
    let asked = [
        ("origin", "https://portal.example"),
        ("access-control-request-method", "PATCH"),
        ("access-control-request-headers", "content-type,x-pica-secret"),
    ];

    let reply = send(&sandbox, "OPTIONS", LIST, &asked, "").await;

    assert_eq!((reply.status, reply.body.as_str()), (Some(204), ""));
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    assert_eq!(reply.header("access-control-allow-methods"), Some("PATCH"));
    assert_eq!(reply.header("access-control-allow-headers"), Some("content-type,x-pica-secret"));
    assert_eq!((sandbox.requests().len(), sandbox.preflights().len()), (0, 1));
    assert_eq!(sandbox.faults().left(), 1, "no fault befalls a preflight");
}

#[tokio::test]
async fn a_vendor_can_keep_pages_of_other_origins_out() {
    let sandbox = sandbox().await;
    sandbox.pica(|store| store.options.cors = false);

    let preflight = send(&sandbox, "OPTIONS", LIST, &[("access-control-request-method", "GET")], "").await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (Some(401), None));
    assert_eq!(list(&sandbox).await.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn a_drop_before_the_write_sends_no_byte_and_does_nothing() {
    let sandbox = sandbox().await;
    let before = newest(&sandbox);
    sandbox.faults().arm(When::method("PATCH"), Fault::DropBefore);

    let reply = save(&sandbox, json!(["eu"])).await;

    assert_eq!((reply.status, reply.raw.len()), (None, 0));
    assert_eq!(newest(&sandbox), before);
    assert_eq!(sandbox.requests()[0].status, None);
    assert_eq!(save(&sandbox, json!(["eu"])).await.status, Some(200), "it happens once");
}

#[tokio::test]
async fn a_drop_after_the_write_sends_no_byte_either_but_all_is_done() {
    let sandbox = sandbox().await;
    sandbox.faults().arm(When::method("PATCH"), Fault::DropAfter);

    let reply = save(&sandbox, json!(["eu"])).await;

    assert_eq!(reply.raw.len(), 0);
    assert_eq!(newest(&sandbox).1, ["eu"]);
}

#[tokio::test]
async fn while_a_drop_is_armed_no_connection_is_used_twice() {
    let sandbox = sandbox().await;
    let mut client = Client::connect(&sandbox).await;
    let kept = client.ask(LIST, &[KEY]).await;
    assert_eq!((kept.status, kept.header("connection")), (Some(200), None));

    sandbox.faults().arm(When::method("PATCH"), Fault::DropAfter);
    assert_eq!(client.rest().await, "", "a connection that was used before is closed");
    let mut client = Client::connect(&sandbox).await;
    assert_eq!(client.ask(LIST, &[KEY]).await.header("connection"), Some("close"));
    assert_eq!(client.rest().await, "");

    sandbox.faults().clear();
    let mut client = Client::connect(&sandbox).await;
    for _ in 0..2 {
        assert_eq!(client.ask("/config.json", &[]).await.status, Some(200));
    }
}

#[tokio::test]
async fn a_cut_body_announces_more_than_it_has() {
    let sandbox = sandbox().await;
    sandbox.faults().arm(When::any(), Fault::CutBody);

    let cut = list(&sandbox).await;
    let whole = list(&sandbox).await;

    assert_eq!((cut.status, cut.header("content-length")), (Some(200), whole.header("content-length")));
    assert_eq!(cut.header("access-control-allow-origin"), Some("*"));
    assert!(!cut.body.is_empty() && cut.body.len() < whole.body.len(), "{}", cut.body.len());
    assert!(whole.body.starts_with(&cut.body));
}

#[tokio::test]
async fn an_answer_without_a_body_can_be_cut_too() {
    let sandbox = sandbox().await;
    sandbox.pica(|store| store.options.empty_patch = true);
    sandbox.faults().arm(When::method("PATCH"), Fault::CutBody);

    let reply = save(&sandbox, json!(["eu"])).await;

    assert_eq!(
        (reply.status, reply.header("content-length"), reply.body.as_str()),
        (Some(200), Some("2"), "")
    );
}

#[tokio::test]
async fn a_request_is_held_until_its_gate_is_opened() {
    let sandbox = sandbox().await;
    let gate = Gate::new();
    sandbox.faults().arm(When::any(), Fault::Hold(gate.clone()).then(Fault::Status(503)));

    let check = async {
        gate.reached_by(1).await;
        let waiting = sandbox.requests()[0].status;
        gate.open();
        waiting
    };
    let (reply, waiting) = tokio::join!(list(&sandbox), check);

    assert_eq!((waiting, reply.status), (None, Some(503)));
    assert_eq!(sandbox.requests()[0].status, Some(503));
}

#[tokio::test]
async fn what_a_client_gave_up_waiting_for_may_still_have_been_done() {
    let sandbox = sandbox().await;
    let gate = Gate::new();
    sandbox.faults().arm(When::method("PATCH"), Fault::HoldAnswer(gate.clone()));

    tokio::select! {
        reply = save(&sandbox, json!(["eu"])) => panic!("{reply:?}"),
        () = gate.reached_by(1) => {}
    }

    assert_eq!(newest(&sandbox).1, ["eu"]);
    assert_eq!(sandbox.requests()[0].status, None);
}

#[tokio::test]
async fn words_that_are_typed_work_over_the_wire() {
    let sandbox = sandbox().await;

    assert_eq!(save(&sandbox, json!(["eu", "error-409"])).await.status, Some(409));
    assert_eq!(save(&sandbox, json!(["drop-after"])).await.raw, "");
    assert_eq!(newest(&sandbox).1, ["drop-after"]);
    assert_eq!(ask(&sandbox, LIST, &[("x-pica-secret", "quota")]).await.status, Some(402));
    let html = ask(&sandbox, LIST, &[("x-pica-secret", "list-html")]).await;
    assert_eq!((html.status, html.header("content-type")), (Some(200), Some("text/html; charset=utf-8")));
    let path = format!("{LIST}/{}", newest(&sandbox).0);
    assert_eq!(ask(&sandbox, &path, &[("x-pica-secret", "list-html")]).await.status, Some(200));
}

#[tokio::test]
async fn a_fault_that_only_waits_leaves_a_typed_refusal_in_place() {
    let sandbox = sandbox().await;
    let gate = Gate::new();
    gate.open();
    sandbox.faults().arm(When::any(), Fault::Hold(gate));

    assert_eq!(ask(&sandbox, LIST, &[("x-pica-secret", "forbidden")]).await.status, Some(403));
}

#[tokio::test]
async fn the_gateway_adds_the_key_and_lets_no_other_origin_in() {
    let sandbox = sandbox().await;

    let reply = ask(&sandbox, &format!("/gateway{LIST}?limit=1"), &[]).await;

    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (Some(200), None));
    let requests = sandbox.requests();
    assert_eq!((requests[0].path.as_str(), requests[0].gateway), (LIST, true));
    assert_eq!(requests[0].header("x-pica-secret"), None, "none was sent");
    let preflight = send(
        &sandbox,
        "OPTIONS",
        &format!("/gateway{LIST}"),
        &[("access-control-request-method", "GET")],
        "",
    )
    .await;
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (Some(403), None));
}

#[tokio::test]
async fn the_gateway_writes_only_for_the_panel() {
    let sandbox = sandbox().await;
    let path = format!("/gateway{LIST}/{}", newest(&sandbox).0);
    let body = json!({"tags": ["eu"]}).to_string();

    assert_eq!(send(&sandbox, "PATCH", &path, &[JSON], &body).await.status, Some(403));
    assert_ne!(newest(&sandbox).1, ["eu"]);
    assert_eq!(send(&sandbox, "PATCH", &path, &[JSON, ASKED_BY_PANEL], &body).await.status, Some(200));
    assert_eq!(newest(&sandbox).1, ["eu"]);
    let statuses: Vec<_> = sandbox.requests().iter().map(|request| request.status).collect();
    assert_eq!(statuses, [Some(403), Some(200)]);
}

#[tokio::test]
async fn whoever_is_signed_out_is_sent_to_sign_in() {
    let sandbox = sandbox().await;
    sandbox.pica(|store| store.options.signed_out = true);

    let reply = ask(&sandbox, &format!("/gateway{LIST}"), &[]).await;

    assert_eq!((reply.status, reply.header("location")), (Some(302), Some("/login")));
    assert_eq!(list(&sandbox).await.status, Some(200), "the vendor itself does not mind");
}

#[tokio::test]
async fn the_record_can_be_read_without_the_keys() {
    let sandbox = sandbox().await;
    ask(&sandbox, LIST, &[("X-One-Secret", "never-to-be-shown")]).await;

    let reply = ask(&sandbox, "/sandbox/requests", &[]).await;

    let request = &reply.json()["requests"][0];
    assert_eq!((&request["path"], &request["status"]), (&json!(LIST), &json!(401)));
    assert!(request["headers"].as_array().unwrap().contains(&json!(["x-one-secret", "•••"])), "{request}");
    assert!(!reply.body.contains("never-to-be-shown"));
    assert_eq!(sandbox.requests().len(), 1, "and is not in itself");
}

#[tokio::test]
async fn somebody_else_can_edit() {
    let sandbox = sandbox().await;
    let (id, _) = newest(&sandbox);

    sandbox.pica(|store| store.edit(&id, |connection| connection.tags = vec!["theirs".into()]));

    let reply = ask(&sandbox, &format!("{LIST}/{id}"), &[KEY]).await;
    assert_eq!(reply.json()["tags"], json!(["theirs"]));
}

#[tokio::test]
async fn the_panel_is_served_under_its_policy() {
    let dist = tempfile::tempdir().expect("a folder");
    fs::write(dist.path().join("index.html"), "<title>Patchbay</title>").unwrap();
    fs::write(dist.path().join("patchbay_bg.wasm"), "\0asm").unwrap();
    fs::write(dist.path().join("config.json"), "the one beside the panel").unwrap();
    let options = Options {
        dist: Some(dist.path().into()),
        connect: vec!["https://api.example".into()],
        ..Options::default()
    };
    let sandbox = Sandbox::start(options).await.expect("a sandbox");

    let page = ask(&sandbox, "/?q=nordwind", &[]).await;
    assert_eq!((page.status, page.body.as_str()), (Some(200), "<title>Patchbay</title>"));
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    assert_eq!(
        page.header("content-security-policy"),
        Some(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
             connect-src 'self' https://api.example; base-uri 'none'; form-action 'none'; object-src 'none'; \
             frame-ancestors 'self'"
        )
    );

    let wasm = ask(&sandbox, "/patchbay_bg.wasm", &[]).await;
    assert_eq!((wasm.header("content-type"), wasm.header("cache-control")), (Some("application/wasm"), None));
    let config = ask(&sandbox, "/config.json", &[]).await;
    assert_eq!(
        (&config.json()["sources"][0]["baseUrl"], config.header("cache-control")),
        (&json!("/gateway/pica"), Some("no-cache"))
    );

    let missing = ask(&sandbox, "/missing.js", &[]).await;
    let outside = ask(&sandbox, "/%2e%2e/secret", &[]).await;
    for reply in [page, wasm, config, missing, outside] {
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
        assert!(reply.header("content-security-policy").is_some());
    }
    assert_eq!(sandbox.requests(), [], "files are not in the record");
}

#[tokio::test]
async fn without_a_panel_a_sentence_says_how_to_get_one() {
    let reply = ask(&sandbox().await, "/", &[]).await;

    assert_eq!(reply.status, Some(404));
    assert!(reply.body.contains("cargo xtask dist"), "{}", reply.body);
}

#[tokio::test]
async fn a_configuration_of_ones_own_is_served() {
    let options = Options { config: Some(json!({"sources": []})), ..Options::default() };
    let sandbox = Sandbox::start(options).await.expect("a sandbox");

    assert_eq!(ask(&sandbox, "/config.json", &[]).await.json(), json!({"sources": []}));
}

#[tokio::test]
async fn the_port_is_free_again_once_it_has_stopped() {
    let first = sandbox().await;
    let port = first.origin().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let mut open = Client::connect(&first).await;
    first.stop().await;

    assert_eq!(open.rest().await, "");
    let second = Sandbox::start(Options { port, ..Options::default() }).await.expect("the same port");
    assert_eq!(list(&second).await.status, Some(200));
}
