//! One request of the panel's to a vendor, and the answer back.
//!
//! What passes is named; everything else stays behind, so that cookies, foreign headers and what proxies add
//! need no list of their own.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use patchbay_vendors::secret::Strike;
use ureq::Agent;

use super::plan::Upstream;
use super::refusal;

/// Without it a write is refused: a page of another origin cannot send it unasked.
const GUARD: &str = patchbay_vendors::send::GATEWAY_HEADER;

const TIMEOUT: Duration = Duration::from_secs(60);
const LARGEST_REQUEST: usize = 1024 * 1024;
const LARGEST_ANSWER: u64 = 64 * 1024 * 1024;

pub(super) async fn forward(id: &str, upstream: &Upstream, path: &str, request: Request) -> Response {
    let since = Instant::now();
    let method = request.method().clone();
    let response = match prepare(upstream, path, request).await {
        Ok(question) => {
            let agent = agent(upstream.is_loopback);
            let asked = tokio::task::spawn_blocking(move || ask(agent, question)).await;
            match asked.unwrap_or(Err(Failure::Gateway)) {
                Ok(answer) => answer.response(&upstream.strike),
                Err(failure) => failure.response(&upstream.base),
            }
        }
        Err(refused) => refused,
    };
    // The path and not the query: what people search for is nobody's business here.
    println!(
        "  {method} {id} {path}  {}  {}",
        response.status().as_u16(),
        crate::run::duration(since.elapsed())
    );
    response
}

/// The vendor's request, or why there is none.
async fn prepare(
    upstream: &Upstream,
    path: &str,
    request: Request,
) -> Result<ureq::http::Request<Bytes>, Response> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && !request.headers().contains_key(GUARD) {
        let sentence = format!("The gateway refuses a write without the header `{GUARD}: 1`.");
        return Err(refusal(StatusCode::FORBIDDEN, &sentence));
    }
    if path.split('/').any(climbs) {
        return Err(refusal(StatusCode::BAD_REQUEST, "The gateway refuses a path that climbs."));
    }
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut question = ureq::http::Request::builder()
        .method(request.method())
        .uri(format!("{}{path}{query}", upstream.base))
        .header(&upstream.header, &upstream.value);
    for name in [header::ACCEPT, header::CONTENT_TYPE].into_iter().filter(|name| *name != upstream.header) {
        if let Some(value) = request.headers().get(&name) {
            question = question.header(name, value);
        }
    }
    let Ok(body) = to_bytes(request.into_body(), LARGEST_REQUEST).await else {
        return Err(refusal(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The gateway takes no request of more than 1 MB.",
        ));
    };
    question.body(body).map_err(|_| refusal(StatusCode::BAD_REQUEST, "The gateway cannot send this path."))
}

/// `.` and `..`, however they are written.
fn climbs(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

struct Answer {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Vec<u8>,
}

enum Failure {
    TimedOut,
    Unreachable(String),
    Redirects,
    TooLarge,
    Gateway,
}

/// Blocks until the vendor has answered in full.
fn ask(agent: &Agent, question: ureq::http::Request<Bytes>) -> Result<Answer, Failure> {
    let (parts, body) = question.into_parts();
    // Of these, one without a body says so (`content-length: 0`); left to itself it would announce one in chunks.
    let has_length = matches!(parts.method, Method::POST | Method::PUT | Method::PATCH);
    let answered = if body.is_empty() && !has_length {
        agent.run(ureq::http::Request::from_parts(parts, ()))
    } else {
        agent.run(ureq::http::Request::from_parts(parts, &body[..]))
    };
    let mut answer = answered.map_err(failure)?;
    if answer.status().is_redirection() {
        return Err(Failure::Redirects);
    }
    let headers = answer.headers().iter().filter(|(name, _)| may_pass(name));
    let headers = headers.map(|(name, value)| (name.clone(), value.clone())).collect();
    let body = answer.body_mut().with_config().limit(LARGEST_ANSWER).read_to_vec().map_err(failure)?;
    Ok(Answer { status: answer.status(), headers, body })
}

fn failure(error: ureq::Error) -> Failure {
    match error {
        ureq::Error::Timeout(_) => Failure::TimedOut,
        ureq::Error::BodyExceedsLimit(_) => Failure::TooLarge,
        ureq::Error::HostNotFound => Failure::Unreachable("there is no such host".to_owned()),
        ureq::Error::ConnectionFailed => Failure::Unreachable("it takes no connection".to_owned()),
        ureq::Error::Io(error) => Failure::Unreachable(error.kind().to_string()),
        ureq::Error::Rustls(error) => Failure::Unreachable(error.to_string()),
        _ => Failure::Unreachable("it does not speak HTTP as expected".to_owned()),
    }
}

/// What of a vendor's answer the panel reads.
fn may_pass(name: &HeaderName) -> bool {
    let name = name.as_str();
    let limits = name.starts_with("ratelimit") || name.starts_with("x-ratelimit");
    matches!(name, "content-type" | "retry-after") || name.ends_with("request-id") || limits
}

impl Answer {
    /// The answer on the panel's own origin, where nothing that a vendor sends may run.
    fn response(self, strike: &Strike) -> Response {
        let body = struck(strike, &self.body).map_or(self.body, String::into_bytes);
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        for (name, value) in self.headers {
            if struck(strike, value.as_bytes()).is_none() {
                headers.append(name, value);
            }
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers
            .insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        response
    }
}

impl Failure {
    fn response(self, base: &str) -> Response {
        let (status, sentence) = match self {
            Self::TimedOut => (
                StatusCode::GATEWAY_TIMEOUT,
                format!("{base} did not answer within {} s.", TIMEOUT.as_secs()),
            ),
            Self::Unreachable(why) => {
                (StatusCode::BAD_GATEWAY, format!("{base} could not be reached: {why}."))
            }
            Self::Redirects => (
                StatusCode::BAD_GATEWAY,
                format!("{base} redirects elsewhere, and a key goes nowhere else. Check `baseUrl`."),
            ),
            Self::TooLarge => {
                (StatusCode::BAD_GATEWAY, format!("{base} sent more than the gateway takes, which is 64 MB."))
            }
            Self::Gateway => (StatusCode::INTERNAL_SERVER_ERROR, "The gateway failed.".to_owned()),
        };
        refusal(status, &sentence)
    }
}

/// The text without the key, should a vendor repeat it; `None` if it does not.
///
/// A key of fewer than four characters is no secret, and striking it out would garble the answer.
fn struck(strike: &Strike, text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text);
    strike.text(&text).filter(|struck| *struck != text)
}

/// Connections are kept and used again. What is on this machine is asked directly, whatever proxy is set.
fn agent(is_loopback: bool) -> &'static Agent {
    static AGENTS: [OnceLock<Agent>; 2] = [const { OnceLock::new() }; 2];
    AGENTS[usize::from(is_loopback)].get_or_init(|| {
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .allow_non_standard_methods(true)
            .timeout_global(Some(TIMEOUT))
            .timeout_connect(Some(Duration::from_secs(10)))
            .user_agent("patchbay-gateway");
        if is_loopback {
            config = config.proxy(None);
        }
        config.build().into()
    })
}

#[cfg(test)]
mod tests {
    use patchbay_vendors::secret::Secret;

    use super::*;

    #[test]
    fn a_key_is_struck_out_wherever_it_stands_and_however_it_is_written() {
        let struck = |text: &str, key: &str| {
            struck(&Strike::new([&Secret::new(key.to_owned())]), text.as_bytes()).unwrap_or(text.to_owned())
        };
        assert_eq!(struck("k-12k-12 and k-12", "k-12"), "•••••• and •••");
        assert_eq!(struck("k-1", "k-12"), "k-1");
        assert_eq!(struck("aaa", "a"), "aaa");
        let key = r#"k/"1+2"#;
        for written in [r#"{"key":"k/\"1+2"}"#, "?key=k%2F%221%2B2", "?key=k%2f%221%2b2"] {
            assert!(struck(written, key).contains("•••"), "{}", struck(written, key));
        }
    }

    #[test]
    fn only_what_the_panel_reads_passes() {
        for (name, passes) in [
            ("content-type", true),
            ("retry-after", true),
            ("x-request-id", true),
            ("x-ratelimit", true),
            ("x-ratelimit-remaining", true),
            ("x-ratelimit-window-size", true),
            ("set-cookie", false),
            ("access-control-allow-origin", false),
            ("connection", false),
            ("transfer-encoding", false),
            ("location", false),
        ] {
            assert_eq!(may_pass(&HeaderName::from_static(name)), passes, "{name}");
        }
    }

    #[test]
    fn paths_that_climb() {
        assert!(climbs("..") && climbs("%2e%2E") && climbs(".%2e") && climbs("."));
        assert!(!climbs("...") && !climbs("a..b") && !climbs(""));
    }
}
