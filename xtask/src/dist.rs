//! `cargo xtask dist`: the panel as a folder of files, ready for any static host.
//!
//! Trunk compiles and gathers them under plain names. Here what nothing uses is taken off, and each gets the hash
//! of its content into its name, so that a host may let browsers keep it for ever, and into the page as
//! `integrity`, so that a browser runs nothing else.

mod machine;
mod sheets;
mod shrink;
mod sign;
mod stamp;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::tools::{self, Purpose};
use crate::{node, paths, run};
use stamp::{Inputs, Stamp};

/// What a file of the panel may weigh as a host sends it (brotli), in bytes. 160,000 was for one vendor; four vendors
/// with their forms are bounded by what they were measured to need: `docs/architecture.md`, "Weight".
const BUDGETS: [(&str, u64); 1] = [("patchbay_bg.wasm", 320_000)];

/// What the host provides beside the panel, and a new build leaves where it is.
const OF_THE_HOST: &str = "config.json";

/// A file of the panel and what it weighs.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Size {
    /// Its name without the hash.
    name: String,
    raw: u64,
    brotli: u64,
}

/// Builds the panel unless it is built already, and holds it against the budgets.
pub(crate) fn dist() -> Result<PathBuf> {
    let sizes = bring_up_to_date()?;
    println!("\n{}", table(&sizes));
    within(&BUDGETS, &sizes)?;
    Ok(paths::dist())
}

/// The same without the budgets: a demo may weigh what it likes.
pub(crate) fn unweighed() -> Result<PathBuf> {
    bring_up_to_date()?;
    Ok(paths::dist())
}

/// Finishes what Trunk has built by itself.
pub(crate) fn styles() -> Result<()> {
    sheets::gather(&trunk_output())
}

fn bring_up_to_date() -> Result<Vec<Size>> {
    tools::set_up(Purpose::Build)?;
    let inputs = Inputs::read()?;
    if let Some(stamp) = Stamp::of_last_build().filter(|stamp| stamp.holds_for(&inputs)) {
        println!("The panel is built already: nothing it is made of has changed.");
        return Ok(stamp.sizes);
    }
    let since = Instant::now();
    println!("Building the panel (release: 1 to 3 minutes the first time) …");
    build()?;
    styles()?;
    shrink::shrink(&trunk_output())?;
    machine::check(&trunk_output().join("patchbay_bg.wasm"))?;
    let sizes = weigh(&sign::sign(&trunk_output(), &paths::dist())?)?;
    Stamp::new(inputs, sizes.clone())?.keep()?;
    println!("Wrote {} in {}.", paths::shown(&paths::dist()), run::duration(since.elapsed()));
    Ok(sizes)
}

/// Where Trunk.toml has Trunk write to.
fn trunk_output() -> PathBuf {
    paths::root().join("target/trunk")
}

fn build() -> Result<()> {
    // Trunk works offline, so that it takes the tools of the right version and no others.
    run::stream(run::command("cargo").args(["fetch", "--quiet", "--locked"]))
        .context("the crates that the panel is made of could not be fetched")?;
    let mut trunk = run::command(tools::file_of("trunk")?);
    trunk.env("PATH", tools::path()?).env("TRUNK_SKIP_VERSION_CHECK", "true");
    trunk.env("CARGO_ENCODED_RUSTFLAGS", machine::encoded_rustflags());
    // When it fails, the compiler has said why; where in Trunk is of no use.
    trunk.env("RUST_BACKTRACE", "0");
    // By convention any value means "no colour"; Trunk accepts only these two.
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    run::stream(trunk.args(["build", "--release"])).context("the panel could not be built")
}

fn weigh(files: &[sign::Hashed]) -> Result<Vec<Size>> {
    let places: Vec<PathBuf> = files.iter().map(|file| paths::dist().join(&file.hashed)).collect();
    let brotli = node::brotli_sizes(&places)?;
    let weighed = files.iter().zip(&places).zip(brotli).map(|((file, place), brotli)| {
        let raw = fs::metadata(place).with_context(|| format!("cannot read {}", paths::shown(place)))?.len();
        Ok(Size { name: file.name.clone(), raw, brotli })
    });
    weighed.collect()
}

fn within(budgets: &[(&str, u64)], sizes: &[Size]) -> Result<()> {
    for (file, most) in budgets {
        let Some(size) = sizes.iter().find(|size| size.name == *file) else {
            bail!("{file} has a budget and is not part of the panel: see BUDGETS in xtask/src/dist.rs");
        };
        if size.brotli > *most {
            bail!(
                "{file} weighs {} as sent (brotli) and may weigh {}. What grew? `cargo tree -p patchbay` and `twiggy \
                 top` tell; the budget is in xtask/src/dist.rs.",
                kilobytes(size.brotli),
                kilobytes(*most)
            );
        }
    }
    Ok(())
}

fn table(sizes: &[Size]) -> String {
    let mut lines = vec![format!("  {:<20} {:>10} {:>10}", "", "raw", "brotli")];
    for Size { name, raw, brotli } in sizes {
        lines.push(format!("  {name:<20} {:>10} {:>10}", kilobytes(*raw), kilobytes(*brotli)));
    }
    lines.join("\n")
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wasm(brotli: u64) -> Vec<Size> {
        vec![Size { name: "patchbay_bg.wasm".to_owned(), raw: 3 * brotli, brotli }]
    }

    #[test]
    fn a_budget_is_kept_to_the_byte() {
        let budgets = [("patchbay_bg.wasm", 160_000)];
        assert!(within(&budgets, &wasm(160_000)).is_ok());
        let error = within(&budgets, &wasm(160_100)).unwrap_err().to_string();
        assert!(
            error.starts_with("patchbay_bg.wasm weighs 160.1 kB as sent (brotli) and may weigh 160.0 kB")
        );
        assert!(within(&budgets, &[]).is_err(), "what is not there is not within its budget");
    }
}
