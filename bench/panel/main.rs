//! How fast the panel is in a browser: the release build in headless Chromium, in front of the sandbox.
//!
//! `cargo xtask bench` builds the panel and runs it. It types real keys, clicks real buttons, and counts from the
//! event to the moment behind the paint; memory is what the renderer's process has for itself alone, WebAssembly's
//! included. Half of the connections are Pica's and half are Composio's: the other two vendors answer with everything
//! at once, and nobody has a hundred thousand there.

#![expect(clippy::print_stdout, reason = "it prints what it has measured")]

#[path = "../../tests/browser/driver.rs"]
mod driver;
#[path = "../../tests/browser/engine.rs"]
#[expect(dead_code, reason = "one of the engines is measured")]
mod engine;
mod figures;
mod machine;
mod memory;
#[path = "../queries.rs"]
mod queries;
mod visit;

use std::path::Path;
use std::process::ExitCode;

use figures::{Bound, Figures};
use visit::Visit;

/// How many connections, and what must be reached with them.
const SIZES: [(usize, &[Bound]); 2] = [
    (
        100_000,
        &[
            Bound { what: "keystroke, median", most: 25.0 },
            Bound { what: "keystroke, 99th percentile", most: 40.0 },
            Bound { what: "sort, slowest", most: 40.0 },
            Bound { what: "memory", most: 85.0 },
            Bound { what: "blocked while loading, longest", most: 50.0 },
        ],
    ),
    (
        1_000_000,
        &[
            Bound { what: "keystroke, median", most: 40.0 },
            Bound { what: "keystroke, 99th percentile", most: 80.0 },
            Bound { what: "sort, slowest", most: 150.0 },
            Bound { what: "memory", most: 350.0 },
            Bound { what: "blocked while loading, longest", most: 50.0 },
        ],
    ),
];

fn main() -> ExitCode {
    let only: Option<usize> = std::env::var("PATCHBAY_BENCH_ONLY").ok().and_then(|only| only.parse().ok());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let all: Vec<Figures> = runtime.expect("a runtime").block_on(async {
        let mut all = Vec::new();
        for (size, bounds) in SIZES.into_iter().filter(|(size, _)| only.is_none_or(|only| only == *size)) {
            let visit = Visit::start(size).await;
            let figures = visit.measure(bounds).await;
            println!("{figures}");
            all.push(figures);
        }
        all
    });
    let report = all.iter().map(Figures::to_string).collect::<Vec<_>>().join("\n");
    let place = workspace().join("bench/results");
    std::fs::create_dir_all(&place).expect("a folder for the results");
    let report = format!("# The panel in a browser\n\n{}\n{report}", machine::described());
    std::fs::write(place.join("panel.md"), report).expect("the results");
    if all.iter().all(Figures::are_within) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The folder of the workspace.
fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of the workspace")
}
