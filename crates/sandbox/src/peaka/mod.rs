//! Peaka.

use serde_json::Value;

use crate::http::{Answer, Request};
use crate::sentinel::Typed;
use crate::world::Vendor;

/// The key that is always good, and that the gateway adds.
pub const DEMO_KEY: &str = "peaka-demo-key";

/// How the vendor behaves; each can be changed while it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Good keys beside [`DEMO_KEY`].
    pub keys: Vec<String>,
    /// Whether pages of other origins are let in.
    pub cors: bool,
    /// The gateway sends everyone to `/login`.
    pub signed_out: bool,
}

/// All that Peaka holds.
#[derive(Debug)]
pub struct Store {
    /// How it behaves from now on.
    pub options: Options,
}

impl Store {
    /// So many connections; the same seed gives the same ones.
    #[must_use]
    pub fn generate(options: Options, connections: usize, seed: u64) -> Self {
        let _ = (connections, seed);
        Self { options }
    }
}

impl Vendor for Store {
    fn handle(&mut self, request: &Request, parts: &[&str]) -> Answer {
        let _ = (request, parts);
        self.refuse(404, "Not found")
    }

    fn refuse(&mut self, status: u16, message: &str) -> Answer {
        Answer::json(status, &serde_json::json!({"message": message}))
    }

    fn typed(&self, request: &Request, parts: &[&str]) -> Typed {
        let _ = (request, parts);
        Typed::default()
    }

    fn authorise(&self, request: &mut Request) {
        let _ = request;
    }

    fn cors(&self) -> bool {
        self.options.cors
    }

    fn signed_out(&self) -> bool {
        self.options.signed_out
    }

    fn rows<'a>(&self, body: &'a mut Value) -> Option<&'a mut Vec<Value>> {
        let _ = body;
        None
    }
}
