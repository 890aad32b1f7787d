//! `cargo xtask bench`: how fast the fleet and the panel are, printed and kept in `bench/results/`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::tools::{self, Purpose};
use crate::{dist, paths, run, test};

/// What criterion calls the estimates that are kept.
const ESTIMATES: [&str; 2] = ["median", "median_abs_dev"];

/// Measures the fleet natively and the panel in a browser. Fails where the panel misses what it must reach.
pub(crate) fn bench() -> Result<()> {
    tools::set_up(Purpose::Test)?;
    let panel = dist::unweighed()?;
    run::stream(run::command("cargo").args(["bench", "-p", "patchbay-bench", "--bench", "fleet"]))?;
    keep_fleet()?;
    let mut browser = run::command("cargo");
    browser.args(["bench", "-p", "patchbay-bench", "--bench", "panel"]).env("PATCHBAY_DIST", panel);
    test::tell_of_browsers(&mut browser)?;
    run::stream(&mut browser)
}

/// Writes down what criterion has estimated.
fn keep_fleet() -> Result<()> {
    let mut lines = Vec::new();
    collect(&paths::root().join("target/criterion"), &mut lines)?;
    lines.sort();
    let mut report = "# The fleet natively\n\n| what | median | spread |\n|---|---:|---:|\n".to_owned();
    for line in lines {
        writeln!(report, "{line}")?;
    }
    let place = paths::root().join("bench/results");
    fs::create_dir_all(&place)?;
    fs::write(place.join("fleet.md"), report).context("cannot write bench/results/fleet.md")
}

/// The newest estimates below a folder, a line each.
fn collect(folder: &Path, lines: &mut Vec<String>) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("nothing was measured: {}", paths::shown(folder)))?
    {
        let entry = entry?.path();
        if entry.is_dir() && entry.file_name().is_some_and(|name| name != "report") {
            let read = |name: &str| -> Result<Value> {
                Ok(serde_json::from_str(&fs::read_to_string(entry.join("new").join(name))?)?)
            };
            match (read("benchmark.json"), read("estimates.json")) {
                (Ok(benchmark), Ok(estimates)) => lines.push(line(&benchmark, &estimates)),
                _ => collect(&entry, lines)?,
            }
        }
    }
    Ok(())
}

fn line(benchmark: &Value, estimates: &Value) -> String {
    let name = benchmark["full_id"].as_str().unwrap_or_default();
    let values = ESTIMATES.map(|estimate| {
        let nanoseconds = estimates[estimate]["point_estimate"].as_f64().unwrap_or_default();
        format!("{:.2} ms", nanoseconds / 1e6)
    });
    format!("| {name} | {} |", values.join(" | "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_estimate_becomes_a_line() {
        let benchmark = json!({ "full_id": "1000 connections/find/a word" });
        let estimate = |value: f64| json!({ "point_estimate": value });
        let estimates = json!({ "median": estimate(2_500_000.0), "median_abs_dev": estimate(10_000.0) });
        assert_eq!(line(&benchmark, &estimates), "| 1000 connections/find/a word | 2.50 ms | 0.01 ms |");
    }
}
