//! `cargo xtask demo --config FILE --keys FILE`: the panel and a gateway to the real vendors, on loopback.
//!
//! The page gets no key: it asks this server, and this server asks the vendor with the key of the keys file.
//! That makes it worth attacking from any other page in the same browser, so it answers only to its own name
//! (DNS rebinding), only to its own page, and writes only with a header that a foreign page cannot send unasked.

mod forward;
mod keys;
mod plan;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::any;
use patchbay_sandbox::server::panel::Panel;
use serde_json::Value;
use tokio::net::TcpListener;

use plan::Upstreams;

/// What the gateway serves.
pub(crate) struct Gateway {
    /// The panel's configuration, with gateway paths in place of the vendors' addresses.
    config: Value,
    upstreams: Upstreams,
}

impl Gateway {
    /// Reads both files and holds one against the other.
    pub(crate) fn read(config: &Path, keys: &Path) -> Result<Self> {
        let keys = keys::read(keys)?;
        let text =
            std::fs::read_to_string(config).with_context(|| format!("cannot read {}", config.display()))?;
        let plan = plan::plan(&text, keys).with_context(|| config.display().to_string())?;
        Ok(Self { config: plan.config, upstreams: plan.upstreams })
    }

    /// Where each source's requests go, for people: `pica-live -> https://api.picaos.com`.
    pub(crate) fn routes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.upstreams.iter().map(|(id, upstream)| (id.as_str(), upstream.base.as_str()))
    }

    /// Serves the panel in `dist` and the gateway until the process ends.
    pub(crate) async fn serve(self, dist: PathBuf, listener: TcpListener) -> Result<()> {
        let port = listener.local_addr()?.port();
        let panel = Panel::new(Some(dist), self.config, &[]);
        let router = Router::new()
            .route("/gateway/{*path}", any(through))
            .with_state(Arc::new(self.upstreams))
            .merge(panel.router())
            .layer(middleware::from_fn_with_state(port, guard));
        axum::serve(listener, router).await.context("the gateway stopped")
    }
}

async fn through(State(upstreams): State<Arc<Upstreams>>, request: Request) -> Response {
    // As it stands in the request: a decoded path could mean another one at the vendor.
    let path = request.uri().path().strip_prefix("/gateway/").unwrap_or_default().to_owned();
    let (id, rest) = path.split_once('/').unwrap_or((&path, ""));
    match upstreams.get(id) {
        Some(upstream) => forward::forward(id, upstream, &format!("/{rest}"), request).await,
        None => refusal(StatusCode::NOT_FOUND, "The configuration has no such source."),
    }
}

async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    match is_ours(request.headers(), port) {
        Ok(()) => next.run(request).await,
        Err(sentence) => refusal(StatusCode::FORBIDDEN, sentence),
    }
}

/// Whether a request is meant for this server and comes from its own page, or from no page.
fn is_ours(headers: &HeaderMap, port: u16) -> Result<(), &'static str> {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let names = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    let Some(host) = text(header::HOST).filter(|host| names.iter().any(|name| name == host)) else {
        return Err("This server answers only to its own name on this machine.");
    };
    match text(header::ORIGIN) {
        Some(origin) if origin != format!("http://{host}") => {
            Err("This server answers only to its own page.")
        }
        _ => Ok(()),
    }
}

/// A sentence in place of an answer.
fn refusal(status: StatusCode, sentence: &str) -> Response {
    let mut response = Response::new(Body::from(format!("{sentence}\n")));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

#[cfg(test)]
mod tests;
