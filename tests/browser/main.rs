//! The panel in real browsers, against the sandbox: `cargo test -p patchbay-tests --test browser`.
//!
//! Every test has a sandbox, a driver and a browser of its own, so tests run side by side and none can spoil another.
//! A test fails by what the user would miss, and also when the page breaks its content security policy, writes an
//! error to the console or leaves a rejection unhandled. What it showed then is kept in `target/browser-failures`.
//!
//! `cargo xtask test` installs the three engines with their drivers and axe-core, and builds the panel. To use others:
//! `CHROMEDRIVER`, `GECKODRIVER`, `WEBKIT_WEBDRIVER`, `WEBKIT_MINI_BROWSER`, `AXE_CORE` and `PATCHBAY_DIST`.

use std::path::Path;

mod axe;
mod driver;
mod engine;
mod failure;
mod locator;
mod page;
#[macro_use]
mod run;
mod site;
mod stage;
mod watch;

mod harness;
mod panel;

/// The folder of the workspace.
fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of the workspace")
}
