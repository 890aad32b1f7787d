//! What the panel knows now. It asks `browser/` to do things and is read by `views/`; what is
//! decided in here is decided by pure functions.
//!
//! Everything hangs on [`Panel`], a handle that is copied into closures. Its parts are gone once
//! the panel is unmounted, so whatever runs after an `.await` uses `try_…`.

pub mod client;
pub mod columns;
pub mod edits;
pub mod exports;
pub mod keys;
pub mod loader;
pub mod nav;
pub mod notices;
pub mod overview;
pub mod panel;
mod per_source;
pub mod saved;
pub mod selected;

/// Who comes back from a page of a platform's is told by the browser; views wait for that.
pub use crate::browser::returns;
pub use panel::Panel;
