//! The panel: the only code that knows a browser.
//!
//! [`embed::mount`] draws it into an element of any page; `main.rs` does so on the page of its
//! own. What can be decided without a browser is in [`columns`], [`config`], [`route`], [`outcome`],
//! [`overview`], [`export`], [`saved`], [`scroll`], [`selection`] and [`words`], and in `crates/`.

mod app;
mod browser;
pub mod columns;
pub mod config;
pub mod embed;
pub mod export;
mod live;
pub mod outcome;
pub mod overview;
pub mod route;
pub mod saved;
pub mod scroll;
pub mod selection;
mod state;
mod ui;
mod views;
mod words;
