//! The one place that sends. It sends an [`Outgoing`] exactly as it is, once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use gloo_net::http::{Method, RequestBuilder};
use gloo_timers::callback::Timeout;
use patchbay_vendors::http::{self, Response};
use patchbay_vendors::send::{Cookies, Outgoing, Redirect};
use web_sys::{
    AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect,
    ResponseType,
};

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nobody waits for it any more.
    Aborted,
    /// It took too long.
    TimedOut,
    /// The network, DNS or CORS: a browser does not tell which.
    Network,
    /// The answer broke off; its status came.
    Cut(u16),
    /// The gateway redirected, which is how it asks for a sign-in.
    SignIn,
}

/// Ends the requests that were sent with its [`Signal`] when it is dropped.
#[derive(Default)]
pub struct Abort(Signal);

/// What requests are sent with, so that they end when nobody waits for them any more.
#[derive(Clone, Default)]
pub struct Signal(Rc<Waiting>);

#[derive(Default)]
struct Waiting {
    over: Cell<bool>,
    // Each request has a controller of its own, since one that ran late must not end the others.
    requests: RefCell<Vec<AbortController>>,
}

impl Abort {
    /// What a request is sent with.
    #[must_use]
    pub fn signal(&self) -> Signal {
        self.0.clone()
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        let Signal(waiting) = &self.0;
        waiting.over.set(true);
        for controller in waiting.requests.take() {
            // Without a reason: gloo-net panics on one that is no `Error`.
            controller.abort();
        }
    }
}

impl Signal {
    /// Whether nobody waits any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.0.over.get()
    }

    fn add(&self, controller: &AbortController) {
        self.0.requests.borrow_mut().push(controller.clone());
    }

    fn remove(&self, controller: &AbortController) {
        self.0.requests.borrow_mut().retain(|other| other != controller);
    }
}

/// Sends a request and waits for the whole answer.
///
/// # Errors
/// Why there is none.
pub async fn send(outgoing: &Outgoing, within: Duration, signal: &Signal) -> Result<Response, Failure> {
    let mut builder = RequestBuilder::new(&outgoing.url)
        .method(match outgoing.method {
            http::Method::Get => Method::GET,
            http::Method::Post => Method::POST,
            http::Method::Put => Method::PUT,
            http::Method::Patch => Method::PATCH,
            http::Method::Delete => Method::DELETE,
        })
        .mode(RequestMode::Cors)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .credentials(match outgoing.cookies {
            Cookies::None => RequestCredentials::Omit,
            Cookies::Own => RequestCredentials::SameOrigin,
            Cookies::Include => RequestCredentials::Include,
        })
        .redirect(match outgoing.redirect {
            Redirect::Fail => RequestRedirect::Error,
            Redirect::SignIn => RequestRedirect::Manual,
        });
    for (name, value) in &outgoing.headers {
        builder = builder.header(name, value);
    }
    exchange(builder, outgoing.body.as_ref().map(|body| body.as_str()), within, signal).await
}

/// Reads a file beside the page.
///
/// # Errors
/// Why there is none.
pub async fn read(url: &str, within: Duration, signal: &Signal) -> Result<Response, Failure> {
    let builder = RequestBuilder::new(url).cache(RequestCache::NoCache);
    exchange(builder, None, within, signal).await
}

async fn exchange(
    builder: RequestBuilder,
    body: Option<&str>,
    within: Duration,
    signal: &Signal,
) -> Result<Response, Failure> {
    if signal.is_over() {
        return Err(Failure::Aborted);
    }
    let controller = AbortController::new().map_err(|_| Failure::Network)?;
    signal.add(&controller);
    let late = Rc::new(Cell::new(false));
    let deadline = {
        let (late, controller) = (Rc::clone(&late), controller.clone());
        let millis = u32::try_from(within.as_millis()).unwrap_or(u32::MAX);
        Timeout::new(millis, move || {
            late.set(true);
            controller.abort();
        })
    };
    let answer = answer(builder.abort_signal(Some(&controller.signal())), body).await;
    drop(deadline);
    signal.remove(&controller);
    match answer {
        Err(_) if late.get() => Err(Failure::TimedOut),
        Err(_) if signal.is_over() => Err(Failure::Aborted),
        answer => answer,
    }
}

async fn answer(builder: RequestBuilder, body: Option<&str>) -> Result<Response, Failure> {
    let request = match body {
        Some(body) => builder.body(body),
        None => builder.build(),
    };
    let request = request.map_err(|_| Failure::Network)?;
    let answer = request.send().await.map_err(|_| Failure::Network)?;
    if answer.type_() == ResponseType::Opaqueredirect {
        return Err(Failure::SignIn);
    }
    let status = answer.status();
    let headers = answer.headers().entries().collect();
    let body = answer.text().await.map_err(|_| Failure::Cut(status))?;
    Ok(Response { status, headers, body })
}
