//! The panel's files, under the policy that it always runs under. Whoever serves the panel serves it with this.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::wire::respond;
use crate::http::Answer;

/// The files of a built panel, its configuration and its policy.
#[derive(Clone, Debug)]
pub struct Panel {
    dist: Option<PathBuf>,
    config: Value,
    policy: String,
}

/// What the browser is told of a file by its ending.
const TYPES: [(&str, &str); 15] = [
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("xml", "application/xml"),
];

const NO_PANEL: &str =
    "There is no panel here yet. Build it with `cargo xtask dist`, and give the folder `dist`.\n";

impl Panel {
    /// A panel from this folder, with this as `/config.json`, that may connect to these origins beside its own.
    #[must_use]
    pub fn new(dist: Option<PathBuf>, config: Value, connect: &[String]) -> Self {
        Self { dist, config, policy: policy(connect) }
    }

    /// Serves it wherever nothing else is.
    pub fn router(self) -> Router {
        Router::new().fallback(file).with_state(Arc::new(self))
    }

    /// The answer to a request for a path, as it stands in the request.
    #[must_use]
    pub fn answer(&self, method: &str, path: &str) -> Answer {
        let answer = match method {
            "GET" | "HEAD" => self.file(path),
            _ => Answer::typed(405, "text/plain; charset=utf-8", "Files can only be read.\n")
                .with_header("allow", "GET, HEAD"),
        };
        answer
            .with_header("content-security-policy", &self.policy)
            .with_header("x-content-type-options", "nosniff")
            .with_header("referrer-policy", "no-referrer")
    }

    fn file(&self, path: &str) -> Answer {
        if path == "/config.json" {
            return Answer::json(200, &self.config).with_header("cache-control", "no-cache");
        }
        let Some(path) = relative(path) else { return not_found("There is no such file.\n") };
        let found = self.dist.as_ref().and_then(|dist| fs::read(dist.join(&path)).ok());
        match found {
            Some(body) => {
                let answer = Answer::typed(200, content_type(&path), body);
                // Everything else has a hash in its name.
                if path.extension().is_some_and(|ending| ending == "html") {
                    answer.with_header("cache-control", "no-cache")
                } else {
                    answer
                }
            }
            None if path == Path::new("index.html") => not_found(NO_PANEL),
            None => not_found("There is no such file.\n"),
        }
    }
}

async fn file(State(panel): State<Arc<Panel>>, request: Request) -> Response {
    respond(panel.answer(request.method().as_str(), request.uri().path()), Body::from)
}

fn not_found(sentence: &str) -> Answer {
    Answer::typed(404, "text/plain; charset=utf-8", sentence)
}

fn policy(connect: &[String]) -> String {
    let connect: String = connect.iter().map(|origin| format!(" {origin}")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src \
         'self'{connect}; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'self'"
    )
}

/// The file that a path means, if it stays inside the folder. A folder means its `index.html`.
fn relative(path: &str) -> Option<PathBuf> {
    let path = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    let path =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.into_owned() };
    let plain =
        |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
    path.split('/').all(plain).then(|| PathBuf::from(path))
}

fn content_type(path: &Path) -> &'static str {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let known = TYPES.iter().find(|(known, _)| *known == ending);
    known.map_or("application/octet-stream", |(_, content_type)| content_type)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/a%00",
            "/..\\secret",
            "//etc/passwd",
            "/C:/x",
        ] {
            assert_eq!(relative(path), None, "{path}");
        }
        assert_eq!(relative("/"), Some("index.html".into()));
        assert_eq!(relative("/portal/"), Some("portal/index.html".into()));
        assert_eq!(relative("/a%20b.js"), Some("a b.js".into()));
    }

    #[test]
    fn the_policy_names_further_origins() {
        let panel =
            Panel::new(None, json!({}), &["https://api.picaos.com".into(), "http://127.0.0.1:1".into()]);

        let answer = panel.answer("GET", "/");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.contains("; connect-src 'self' https://api.picaos.com http://127.0.0.1:1; "),
            "{policy}"
        );
    }

    #[test]
    fn files_are_only_read() {
        let answer = Panel::new(None, json!({}), &[]).answer("POST", "/config.json");

        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")));
    }
}
