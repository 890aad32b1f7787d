//! Node, which runs wasm-opt and measures what a browser downloads.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::run;

const OLDEST: u32 = 20;

/// Says so if Node is missing or too old.
pub(crate) fn check() -> Result<()> {
    let found = run::answer(run::command("node").arg("--version"));
    match found.as_deref().and_then(major) {
        Some(version) if version >= OLDEST => Ok(()),
        Some(_) => bail!(
            "Node {OLDEST} or newer is needed, and this is {}. Get it from your system's packages or from nodejs.org.",
            found.unwrap_or_default()
        ),
        None => bail!(
            "Node {OLDEST} or newer is needed (it runs wasm-opt), and there is no `node` on PATH. \
             Get it from your system's packages or from nodejs.org."
        ),
    }
}

/// `v20.11.1` is 20.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The size of each file after brotli at its best, as a host would send it.
pub(crate) fn brotli_sizes(files: &[PathBuf]) -> Result<Vec<u64>> {
    const SCRIPT: &str = "
        const { readFileSync } = require('node:fs');
        const { brotliCompressSync, constants } = require('node:zlib');
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        for (const file of process.argv.slice(1))
            console.log(brotliCompressSync(readFileSync(file), { params }).length);";
    let said = run::answer(run::command("node").args(["-e", SCRIPT, "--"]).args(files));
    let sizes: Option<Vec<u64>> = said.and_then(|said| said.lines().map(|line| line.parse().ok()).collect());
    let sizes = sizes.context("node could not measure the files with brotli")?;
    if sizes.len() != files.len() {
        bail!("node measured {} files of {}", sizes.len(), files.len());
    }
    Ok(sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20"), None);
        assert_eq!(major("vNext"), None);
    }
}
