//! The two ways to a vendor: directly, with a key and from any origin, and through a gateway on the panel's own origin,
//! which adds the key.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::any;

use super::{Shared, cors, lock, wire};
use crate::faults::{Delivery, Fault};
use crate::http::{Answer, Request};
use crate::world::{VENDORS, Vendor};

/// Without it a gateway refuses to write: no page of another origin can add it unasked.
const ASKED_BY_PANEL: (&str, &str) = ("x-patchbay", "1");

pub(super) fn routes() -> Router<Arc<Shared>> {
    VENDORS.iter().fold(Router::new(), |router, vendor| {
        router
            .route(&format!("/{vendor}/{{*path}}"), any(direct))
            .route(&format!("/gateway/{vendor}/{{*path}}"), any(gateway))
    })
}

async fn direct(State(shared): State<Arc<Shared>>, request: axum::extract::Request) -> Response {
    let request = match wire::read(request).await {
        Ok(request) => request,
        Err(refused) => return refused,
    };
    let cors = shared.of_vendor(&request, |vendor| vendor.cors());
    let preflight = cors::is_preflight(&request);
    let record = if preflight { &shared.preflights } else { &shared.requests };
    let number = lock(record).add(&request, false);
    let delivery = match (preflight, cors) {
        (true, true) => Delivery::Whole(cors::preflight(&request)),
        (true, false) => Delivery::Whole(lock(&shared.world).handle(&request)),
        (false, true) => shared.deliver(&request).await.map(cors::allow),
        (false, false) => shared.deliver(&request).await,
    };
    lock(record).answered(number, &delivery);
    wire::write(delivery)
}

async fn gateway(State(shared): State<Arc<Shared>>, request: axum::extract::Request) -> Response {
    let mut request = match wire::read(request).await {
        Ok(request) => request,
        Err(refused) => return refused,
    };
    if let Some(path) = request.path.strip_prefix("/gateway") {
        request.path = path.to_owned();
    }
    let number = lock(&shared.requests).add(&request, true);
    let delivery = match refusal(&shared, &request) {
        Some(answer) => Delivery::Whole(answer),
        None => {
            if let Some(vendor) = lock(&shared.world).vendor_of(&request) {
                vendor.authorise(&mut request);
            }
            shared.deliver(&request).await
        }
    };
    lock(&shared.requests).answered(number, &delivery);
    wire::write(delivery)
}

/// What the gateway itself has against a request.
fn refusal(shared: &Shared, request: &Request) -> Option<Answer> {
    let (header, value) = ASKED_BY_PANEL;
    if shared.of_vendor(request, |vendor| vendor.signed_out()) {
        Some(Answer::empty(302).with_header("location", "/login"))
    } else if request.method != "GET" && request.header(header) != Some(value) {
        Some(Answer::typed(403, "text/plain; charset=utf-8", "A write needs the header X-Patchbay: 1."))
    } else {
        None
    }
}

impl Shared {
    fn of_vendor(&self, request: &Request, f: impl FnOnce(&dyn Vendor) -> bool) -> bool {
        lock(&self.world).vendor_of(request).is_some_and(|vendor| f(vendor))
    }

    /// Answers a request, with all that befalls it on the way.
    async fn deliver(&self, request: &Request) -> Delivery {
        let armed = self.faults.take(request);
        let typed = lock(&self.world).sentinel(request);
        // What a test armed goes before what is typed, but a wait does not make a typed refusal go away.
        let fault = match (armed, typed) {
            (Some(armed), Some(typed)) => Some(armed.then(typed)),
            (armed, typed) => armed.or(typed),
        };
        let Some(fault) = fault else { return Delivery::Whole(lock(&self.world).handle(request)) };
        for step in fault.steps() {
            match step {
                Fault::Delay(time) => tokio::time::sleep(*time).await,
                Fault::Hold(gate) => gate.pass().await,
                _ => {}
            }
        }
        let delivery = lock(&self.world).deliver(request, &fault);
        for step in fault.steps() {
            if let Fault::HoldAnswer(gate) = step {
                gate.pass().await;
            }
        }
        delivery
    }
}
