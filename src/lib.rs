//! The panel: the only code that knows a browser.

pub mod config;
pub mod route;
