//! The rim: all that touches `document`, `window` and the network. Nothing in here decides
//! anything, and nothing of the panel's above it may come in.

pub mod clipboard;
pub mod clock;
pub mod download;
pub mod fetch;
pub mod file;
pub mod focus;
pub mod location;
pub mod network;
pub mod panic;
pub mod returns;
pub mod root;
pub mod size;
pub mod storage;
