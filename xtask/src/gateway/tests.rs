//! The gateway over real HTTP, with a vendor on loopback behind it.

use std::sync::Mutex;

use axum::routing::any;
use patchbay_vendors::secret::{Secret, Strike};

use super::*;

const KEY: &str = "sk_live_never_shown";

/// What the gateway takes at most of the panel.
const LARGE: usize = 1024 * 1024;

const FROM_PANEL: [(&str, &str); 2] = [("X-Patchbay", "1"), ("content-type", "application/json")];

/// What the vendor was asked, one request a line.
type Record = Arc<Mutex<Vec<String>>>;

struct House {
    origin: String,
    port: u16,
    record: Record,
}

/// A vendor that answers by path, and the gateway in front of it: once with the key alone in a header, as `pica`, and once
/// with a word before it, as `bearer`.
async fn house() -> House {
    let record = Record::default();
    let kept = Arc::clone(&record);
    let vendor = axum::Router::new().route(
        "/api/{*path}",
        any(move |request: Request| {
            let kept = Arc::clone(&kept);
            async move { vendor(&kept, request).await }
        }),
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/api", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, vendor).await });

    let config =
        format!(r#"{{"sources":[{{"id":"pica","vendor":"pica","auth":"key","baseUrl":"{base}"}}]}}"#);
    let keys = [("pica".to_owned(), KEY.to_owned())].into();
    let mut plan = plan::plan(&config, keys).unwrap();
    let bearer = plan::Upstream {
        base,
        header: header::AUTHORIZATION,
        value: HeaderValue::from_str(&format!("Bearer {KEY}")).unwrap(),
        strike: Strike::new([&Secret::new(KEY.to_owned())]),
        is_loopback: true,
    };
    plan.upstreams.insert("bearer".to_owned(), bearer);
    let dist = crate::paths::root().join("public");
    let gateway = Gateway { config: plan.config, upstreams: plan.upstreams };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(gateway.serve(dist, listener));
    House { origin: format!("http://127.0.0.1:{port}"), port, record }
}

async fn vendor(record: &Record, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, LARGE).await.unwrap();
    let mut names: Vec<String> =
        parts.headers.iter().map(|(name, value)| format!("{name}={}", value.to_str().unwrap())).collect();
    names.sort();
    let body = String::from_utf8_lossy(&body);
    record.lock().unwrap().push(format!("{} {} {} {body}", parts.method, parts.uri, names.join(" ")));

    let response = Response::builder().header("content-type", "application/json");
    match parts.uri.path() {
        "/api/redirect" => response.status(302).header("location", "/api/target").body(Body::empty()),
        "/api/echo" => response.status(400).body(Body::from(format!("your key is {KEY}"))),
        "/api/session" => response.body(Body::from(format!(r#"{{"api_key":{{"key":"{KEY}"}}}}"#))),
        "/api/created" => response.status(201).body(Body::from(r#"{"id":"1"}"#)),
        "/api/nothing" => response.status(204).body(Body::empty()),
        "/api/gone" => response.status(410).body(Body::from(r#"{"error":"Gone"}"#)),
        "/api/large" => response.body(Body::from(format!("[{}null]", "null,".repeat(LARGE)))),
        "/api/limit" => response
            .status(429)
            .header("retry-after", "7")
            .header("x-request-id", "r-1")
            .header("X-RateLimit", "2000")
            .header("X-RateLimit-Remaining", "0")
            .header("X-RateLimit-Window-Size", "60s")
            .body(Body::empty()),
        _ => response
            .header("set-cookie", "a=b")
            .header("access-control-allow-origin", "*")
            .header("x-echoed", KEY)
            .body(Body::from("{}")),
    }
    .unwrap()
}

struct Got {
    status: u16,
    headers: String,
    body: String,
}

impl House {
    async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Got {
        self.send(method, path, headers, if method == "PATCH" { "{}" } else { "" }).await
    }

    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Got {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.origin));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.to_owned()).unwrap();
        tokio::task::spawn_blocking(move || {
            let config =
                ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None);
            let agent: ureq::Agent = config.allow_non_standard_methods(true).build().into();
            let mut answer = agent.run(request).unwrap();
            Got {
                status: answer.status().as_u16(),
                headers: format!("{:?}", answer.headers()),
                body: answer.body_mut().read_to_string().unwrap(),
            }
        })
        .await
        .unwrap()
    }

    fn asked(&self) -> Vec<String> {
        self.record.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn a_read_reaches_the_vendor_with_the_key_and_nothing_else() {
    let house = house().await;
    let headers = [("cookie", "session=1"), ("authorization", "Bearer own"), ("accept", "application/json")];
    let got = house.ask("GET", "/gateway/pica/v1/vault/connections?tags=a%2Cb&page=2", &headers).await;
    assert_eq!((got.status, got.body.as_str()), (200, "{}"));
    for name in ["set-cookie", "access-control", KEY] {
        assert!(!got.headers.contains(name), "{name} in {}", got.headers);
    }
    let [asked] = &house.asked()[..] else { panic!("{:?}", house.asked()) };
    assert!(asked.starts_with("GET /api/v1/vault/connections?tags=a%2Cb&page=2 "), "{asked}");
    assert!(asked.contains(&format!("x-pica-secret={KEY}")), "{asked}");
    assert!(!asked.contains("cookie=") && !asked.contains("authorization="), "{asked}");
}

#[tokio::test]
async fn a_write_needs_the_header_that_a_foreign_page_cannot_send() {
    let house = house().await;
    let got = house.ask("PATCH", "/gateway/pica/v1/x", &[]).await;
    assert_eq!(got.status, 403);
    assert!(got.body.contains("X-Patchbay: 1"), "{}", got.body);
    assert_eq!(house.asked().len(), 0);

    assert_eq!(house.ask("PATCH", "/gateway/pica/v1/x", &FROM_PANEL).await.status, 200);
    assert!(house.asked()[0].starts_with("PATCH /api/v1/x ") && house.asked()[0].ends_with(" {}"));
    assert_eq!(house.ask("DELETE", "/gateway/pica/v1/x", &FROM_PANEL).await.status, 200);
}

#[tokio::test]
async fn a_write_arrives_as_it_was_sent_whatever_its_method() {
    let house = house().await;
    let whole = format!("[{}]", "1,".repeat(LARGE / 2 - 3) + "12");
    for (method, path, body) in [
        ("POST", "/v1/models/m/refresh", ""),
        ("POST", "/v1/x?redirect_url=https%3A%2F%2Fa.test%2F%3Fb", r#"{"callback":true}"#),
        ("PUT", "/connections/p/1", r#"{"name":"é"}"#),
        ("PUT", "/connections/p/1", &whole),
        ("PATCH", "/v1/x", r#"{"privateKey":null}"#),
        ("DELETE", "/v1/x?revoke_on_delete=true", ""),
    ] {
        let got = house.send(method, &format!("/gateway/bearer{path}"), &FROM_PANEL, body).await;
        assert_eq!(got.status, 200, "{method} {path}: {}", got.body);
        let asked = house.asked().pop().unwrap();
        assert!(asked.starts_with(&format!("{method} /api{path} ")), "{asked:.200}");
        assert!(asked.ends_with(&format!(" {body}")), "{asked:.200}");
        assert!(asked.contains(&format!("authorization=Bearer {KEY} ")), "{asked:.200}");
        // Who waits for a body that does not come would answer late or never.
        let length = format!("content-length={} ", body.len());
        assert!(asked.contains(&length) || method == "DELETE", "{asked:.200}");
        assert!(!asked.contains("transfer-encoding") && !asked.contains("x-patchbay"), "{asked:.200}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_before_the_vendor_is_asked() {
    let house = house().await;
    let got = house.send("PUT", "/gateway/bearer/v1/x", &FROM_PANEL, &"1".repeat(LARGE + 1)).await;
    assert_eq!((got.status, got.body.contains("1 MB")), (413, true));
    assert_eq!(house.asked().len(), 0);
}

#[tokio::test]
async fn an_answer_passes_with_its_status_and_whole() {
    let house = house().await;
    for (path, status, body) in
        [("created", 201, r#"{"id":"1"}"#), ("nothing", 204, ""), ("gone", 410, r#"{"error":"Gone"}"#)]
    {
        let got = house.ask("DELETE", &format!("/gateway/bearer/{path}"), &FROM_PANEL).await;
        assert_eq!((got.status, got.body.as_str()), (status, body));
    }
    let large = house.ask("GET", "/gateway/bearer/large", &[]).await;
    assert_eq!((large.status, large.body.len()), (200, "null,".len() * LARGE + "[null]".len()));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let house = house().await;
    let got = house.ask("GET", "/gateway/pica/redirect", &[]).await;
    assert_eq!(got.status, 502);
    assert!(got.body.contains("redirects elsewhere"), "{}", got.body);
    assert_eq!(house.asked().len(), 1);
}

#[tokio::test]
async fn only_its_own_name_and_its_own_page_are_answered() {
    let house = house().await;
    let own = format!("http://127.0.0.1:{}", house.port);
    let foreign_port = format!("http://127.0.0.1:{}", house.port.wrapping_add(1));
    for (name, value, status) in [
        ("host", "evil.test", 403),
        ("host", "127.0.0.1.evil.test", 403),
        ("origin", "https://evil.test", 403),
        ("origin", "null", 403),
        ("origin", &foreign_port, 403),
        ("origin", &own, 200),
    ] {
        for path in ["/gateway/pica/v1/x", "/config.json"] {
            assert_eq!(house.ask("GET", path, &[(name, value)]).await.status, status, "{name}: {value}");
        }
    }
    assert_eq!(house.asked().len(), 1);
}

#[tokio::test]
async fn a_key_that_the_vendor_repeats_is_struck_out() {
    let house = house().await;
    let got = house.ask("GET", "/gateway/pica/echo", &[]).await;
    assert_eq!((got.status, got.body.as_str()), (400, "your key is •••"));
    // Composio says the key to whoever asks whose it is.
    let got = house.ask("GET", "/gateway/bearer/session", &[]).await;
    assert_eq!((got.status, got.body.as_str()), (200, r#"{"api_key":{"key":"•••"}}"#));
}

#[tokio::test]
async fn what_the_panel_needs_of_a_refusal_passes() {
    let house = house().await;
    let got = house.ask("GET", "/gateway/pica/limit", &[]).await;
    assert_eq!(got.status, 429);
    for header in [
        r#""retry-after": "7""#,
        r#""x-request-id": "r-1""#,
        r#""x-ratelimit": "2000""#,
        r#""x-ratelimit-remaining": "0""#,
        r#""x-ratelimit-window-size": "60s""#,
    ] {
        assert!(got.headers.contains(header), "{header} in {}", got.headers);
    }
}

#[tokio::test]
async fn the_panel_and_its_configuration_are_served_and_nothing_beside_them() {
    let house = house().await;
    let config = house.ask("GET", "/config.json", &[]).await;
    assert!(config.body.contains("/gateway/pica") && !config.body.contains(KEY), "{}", config.body);
    assert!(config.headers.contains("default-src 'none'"), "{}", config.headers);
    assert_eq!(house.ask("GET", "/boot.js", &[]).await.status, 200);
    assert_eq!(house.ask("GET", "/nothing.js", &[]).await.status, 404);
    assert_eq!(house.ask("GET", "/../Cargo.toml", &[]).await.status, 404);
    assert_eq!(house.ask("GET", "//etc/hostname", &[]).await.status, 404);
    assert_eq!(house.ask("GET", "/gateway/other/v1/x", &[]).await.status, 404);
    assert_eq!(house.ask("GET", "/gateway/pica/%2e%2e/secret", &[]).await.status, 400);
    assert_eq!(house.asked().len(), 0);
}

#[tokio::test]
async fn a_vendor_that_is_not_there_is_said_to_be_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let config = format!(r#"{{"sources":[{{"id":"a","vendor":"pica","auth":"key","baseUrl":"{base}"}}]}}"#);
    let plan = plan::plan(&config, [("a".to_owned(), KEY.to_owned())].into()).unwrap();
    let response = forward::forward("a", &plan.upstreams["a"], "/v1/x", Request::default()).await;
    assert_eq!(response.status(), StatusCode::BAD_GATEWAY);
    let body = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
    assert!(
        String::from_utf8_lossy(&body).starts_with(&format!("{base} could not be reached: ")),
        "{body:?}"
    );
}
