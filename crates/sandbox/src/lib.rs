//! The vendors, played back faithfully over real HTTP, with faults on demand.
//!
//! Two layers. [`World`] is pure: a request in, an answer out, the same natively and inside a page. Around it, with
//! the feature `server`, [`Sandbox`] is a listener on the loopback address that also serves the panel, records what
//! it is asked, and breaks whatever a test or a person wants broken.
//!
//! ```
//! use patchbay_sandbox::{Fault, Options, Sandbox, When};
//!
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! let sandbox = Sandbox::start(Options { connections: 20, ..Options::default() }).await?;
//! sandbox.faults().arm(When::method("PATCH").skip(1), Fault::DropAfter);
//! // … a client at `sandbox.origin()` …
//! assert!(sandbox.requests().is_empty());
//! # std::io::Result::Ok(())
//! # }).unwrap();
//! ```

pub mod composio;
pub mod faults;
pub mod gate;
pub mod http;
pub mod names;
pub mod omni;
pub mod peaka;
pub mod pica;
pub mod random;
pub mod record;
pub mod sentinel;
#[cfg(feature = "server")]
pub mod server;
pub mod time;
pub mod world;

pub use faults::{Delivery, Fault, When};
pub use gate::Gate;
pub use record::Recorded;
#[cfg(feature = "server")]
pub use server::{Faults, Options, Sandbox};
pub use world::World;
