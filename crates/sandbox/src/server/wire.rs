//! Between plain values and the socket: what axum's own `serve` cannot do is to close a connection without an answer.

use std::convert::Infallible;
use std::io;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::header::{CONNECTION, CONTENT_LENGTH};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::body::Frame;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::Faults;
use crate::faults::Delivery;
use crate::http::{Answer, Request};

/// Far above any body of a vendor's.
const LARGEST: usize = 16 << 20;

/// Marks a response that must not be sent.
#[derive(Clone)]
struct Dropped;

/// Serves until it is aborted, and every connection with it.
pub(super) async fn serve(listener: TcpListener, router: Router, faults: Faults) {
    let mut connections = JoinSet::new();
    loop {
        // A connection that fails while it is accepted is the other side's affair.
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(connection(stream, router.clone(), faults.clone()));
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn connection(stream: TcpStream, router: Router, faults: Faults) {
    // Small answers leave at once.
    let _ = stream.set_nodelay(true);
    let mut used_up = faults.used_up();
    let used = AtomicBool::new(false);
    let service = service_fn(|request| async {
        let response = router.clone().oneshot(request).await;
        let mut response = response.unwrap_or_else(|never: Infallible| match never {});
        used.store(true, Ordering::Relaxed);
        if response.extensions().get::<Dropped>().is_some() {
            return Err(io::Error::from(io::ErrorKind::ConnectionAborted));
        }
        if faults.drops() {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        Ok(response)
    });
    let mut connection = pin!(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    loop {
        tokio::select! {
            // An error is a drop, a cut, or a client that went away.
            _ = connection.as_mut() => return,
            Ok(()) = used_up.changed() => {
                // A fresh one may already carry its first request, and is as good as a new one.
                if used.load(Ordering::Relaxed) {
                    connection.as_mut().graceful_shutdown();
                }
            }
        }
    }
}

/// A request as a plain value.
pub(super) async fn read(request: axum::extract::Request) -> Result<Request, Response> {
    let (head, body) = request.into_parts();
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Ok(Request {
        headers: head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        body: body.into(),
        at: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64),
        ..Request::new(head.method.as_str(), target)
    })
}

/// A plain answer as a response.
pub(super) fn write(delivery: Delivery) -> Response {
    match delivery {
        Delivery::Whole(answer) => respond(answer, Body::from),
        Delivery::Cut(answer) => {
            let announced = HeaderValue::from(answer.body.len().max(2));
            let mut response = respond(answer, |body| {
                let half = body.len().div_ceil(2);
                Body::new(Broken::AfterThis(Bytes::from(body).slice(..half)))
            });
            response.headers_mut().insert(CONTENT_LENGTH, announced);
            response
        }
        Delivery::Dropped => {
            let mut response = Response::default();
            response.extensions_mut().insert(Dropped);
            response
        }
    }
}

pub(super) fn respond(answer: Answer, body: impl FnOnce(Vec<u8>) -> Body) -> Response {
    let response =
        answer.headers.iter().fold(Response::builder().status(answer.status), |response, (name, value)| {
            response.header(name, value)
        });
    // Only a test can make up a header or a status that is none.
    response.body(body(answer.body)).unwrap_or_else(|error| {
        (StatusCode::INTERNAL_SERVER_ERROR, format!("no such answer: {error}")).into_response()
    })
}

/// A body that breaks off.
enum Broken {
    AfterThis(Bytes),
    Soon,
    Now,
}

impl HttpBody for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match std::mem::replace(&mut *self, Self::Now) {
            Self::AfterThis(bytes) => {
                *self = Self::Soon;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            // An error would take what is written and not yet flushed with it, so there is a pause before it.
            Self::Soon => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Now => Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionAborted)))),
        }
    }
}
