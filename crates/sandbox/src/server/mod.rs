//! The world behind a real socket, and the panel in front of it.

mod control;
mod cors;
mod gateway;
pub mod panel;
mod wire;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use control::Faults;

use crate::http::Answer;
use crate::record::{Record, Recorded};
use crate::world::{self, World};
use crate::{composio, omni, peaka, pica};
use panel::Panel;

/// What a sandbox is to be like.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many connections each vendor holds.
    pub connections: usize,
    /// Which ones: the same number gives the same connections.
    pub seed: u64,
    /// The port on the loopback address; 0 is any that is free.
    pub port: u16,
    /// The folder with the panel, as `cargo xtask dist` writes it.
    pub dist: Option<PathBuf>,
    /// What is served as `/config.json`; the demo's, if there is none.
    pub config: Option<Value>,
    /// Further origins that the panel's policy lets it connect to.
    pub connect: Vec<String>,
    /// How the vendors behave.
    pub vendors: world::Options,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            connections: 240,
            seed: 1,
            port: 0,
            dist: None,
            config: None,
            connect: Vec::new(),
            vendors: world::Options::default(),
        }
    }
}

/// A sandbox that is running. It stops when it is dropped.
#[derive(Debug)]
pub struct Sandbox {
    address: SocketAddr,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

/// What the requests share.
#[derive(Debug)]
struct Shared {
    world: Mutex<World>,
    faults: Faults,
    requests: Mutex<Record>,
    preflights: Mutex<Record>,
}

impl Sandbox {
    /// Starts a sandbox on the loopback address.
    ///
    /// # Errors
    /// If the port is taken.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(|error| {
            io::Error::new(error.kind(), format!("cannot listen on port {}: {error}", options.port))
        })?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            world: Mutex::new(World::generate(options.vendors, options.connections, options.seed)),
            faults: Faults::default(),
            requests: Mutex::default(),
            preflights: Mutex::default(),
        });
        let panel = Panel::new(options.dist, options.config.unwrap_or_else(demo_config), &options.connect);
        let router = gateway::routes()
            .route("/sandbox/requests", get(record))
            .with_state(Arc::clone(&shared))
            .merge(panel.router());
        let serving = tokio::spawn(wire::serve(listener, router, shared.faults.clone()));
        Ok(Self { address, shared, serving })
    }

    /// Where it is: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What breaks things.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.shared.faults.clone()
    }

    /// The requests to vendors, directly or through the gateway, in the order in which they came.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.shared.requests).all().to_vec()
    }

    /// The preflights before them.
    #[must_use]
    pub fn preflights(&self) -> Vec<Recorded> {
        lock(&self.shared.preflights).all().to_vec()
    }

    /// Forgets the requests and the preflights so far.
    pub fn clear_requests(&self) {
        lock(&self.shared.requests).clear();
        lock(&self.shared.preflights).clear();
    }

    /// Looks into what Pica holds, and changes it as somebody else would.
    pub fn pica<R>(&self, f: impl FnOnce(&mut pica::Store) -> R) -> R {
        f(&mut lock(&self.shared.world).pica)
    }

    /// The same of Composio.
    pub fn composio<R>(&self, f: impl FnOnce(&mut composio::Store) -> R) -> R {
        f(&mut lock(&self.shared.world).composio)
    }

    /// The same of Peaka.
    pub fn peaka<R>(&self, f: impl FnOnce(&mut peaka::Store) -> R) -> R {
        f(&mut lock(&self.shared.world).peaka)
    }

    /// The same of Omni.
    pub fn omni<R>(&self, f: impl FnOnce(&mut omni::Store) -> R) -> R {
        f(&mut lock(&self.shared.world).omni)
    }

    /// Closes every connection, and returns when the port is free.
    pub async fn stop(mut self) {
        self.serving.abort();
        // It was aborted, and says so.
        let _ = (&mut self.serving).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn record(State(shared): State<Arc<Shared>>) -> Response {
    let (requests, preflights) = (lock(&shared.requests).struck(), lock(&shared.preflights).struck());
    wire::respond(Answer::json(200, &json!({"requests": requests, "preflights": preflights})), Body::from)
}

/// A test that panics while it looks into the world must not take the world with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One source of each vendor, through the gateway. A base URL ends where the vendor's own does.
fn demo_config() -> Value {
    let source = |vendor: &str, label: &str, path: &str| {
        json!({
            "id": vendor, "vendor": vendor, "label": label, "baseUrl": format!("/gateway/{path}"), "auth": "gateway"
        })
    };
    // Only the newer version of the API tells aliases and lists shared accounts.
    let mut composio = source("composio", "Composio demo", "composio");
    composio["apiVersion"] = "v3.1".into();
    let mut peaka = source("peaka", "Peaka demo", "peaka");
    peaka["projectId"] = peaka::DEMO_PROJECT.into();
    json!({
        "title": "Patchbay demo",
        "sources": [
            source("pica", "Pica demo", "pica"),
            composio,
            peaka,
            source("omni", "Omni demo", "omni/api"),
        ],
        "capabilities": ["tag", "rename", "rotate", "role", "enable", "delete", "bulk", "export"]
    })
}
