//! Whether what is in `dist/` is what would be built now.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::sign::{files_below, read, relative};
use super::{OF_THE_HOST, Size};
use crate::{paths, run};

/// All that the panel is made of, and what it is made with.
const INPUTS: [&str; 14] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/fleet",
    "crates/vendors",
    "index.html",
    "public",
    "src",
    "style",
    "xtask/npm/package-lock.json",
    "xtask/src/dist.rs",
    "xtask/src/dist",
    "xtask/src/tools.rs",
];

/// A digest of the inputs.
#[derive(PartialEq, Eq)]
pub(super) struct Inputs(String);

impl Inputs {
    pub(super) fn read() -> Result<Self> {
        let mut files = Vec::new();
        for input in INPUTS {
            let path = paths::root().join(input);
            if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
        }
        let compiler = run::answer(run::command("rustc").arg("--version")).unwrap_or_default();
        let flags = std::env::var("RUSTFLAGS").unwrap_or_default();
        Ok(Self(digest(&[compiler, flags], &files)?))
    }
}

/// What the last build was made of and what it gave.
pub(super) struct Stamp {
    inputs: String,
    outputs: String,
    pub(super) sizes: Vec<Size>,
}

impl Stamp {
    /// The stamp of what is in `dist/` now.
    pub(super) fn new(inputs: Inputs, sizes: Vec<Size>) -> Result<Self> {
        Ok(Self { inputs: inputs.0, outputs: outputs()?, sizes })
    }

    /// None if there was no build, or its stamp cannot be read.
    pub(super) fn of_last_build() -> Option<Self> {
        let stamp: Value = serde_json::from_slice(&fs::read(file()).ok()?).ok()?;
        let size = |size: &Value| {
            let name = size["name"].as_str()?.to_owned();
            Some(Size { name, raw: size["raw"].as_u64()?, brotli: size["brotli"].as_u64()? })
        };
        Some(Self {
            inputs: stamp["inputs"].as_str()?.to_owned(),
            outputs: stamp["outputs"].as_str()?.to_owned(),
            sizes: stamp["sizes"].as_array()?.iter().map(size).collect::<Option<_>>()?,
        })
    }

    /// Whether the same would come out again, and is still there.
    pub(super) fn holds_for(&self, inputs: &Inputs) -> bool {
        self.inputs == inputs.0 && outputs().is_ok_and(|outputs| outputs == self.outputs)
    }

    /// Keeps it for the next time.
    pub(super) fn keep(&self) -> Result<()> {
        let size = |size: &Size| json!({ "name": size.name, "raw": size.raw, "brotli": size.brotli });
        let sizes: Vec<Value> = self.sizes.iter().map(size).collect();
        let stamp = json!({ "inputs": self.inputs, "outputs": self.outputs, "sizes": sizes });
        fs::create_dir_all(paths::scratch())?;
        fs::write(file(), stamp.to_string())
            .with_context(|| format!("cannot write {}", paths::shown(&file())))
    }
}

fn file() -> PathBuf {
    paths::scratch().join("dist.json")
}

fn outputs() -> Result<String> {
    let files = files_below(&paths::dist())?;
    let ours: Vec<PathBuf> =
        files.into_iter().filter(|file| *file != paths::dist().join(OF_THE_HOST)).collect();
    digest(&[], &ours)
}

/// Every part with its length before it, so that nothing can move from one to the next unseen.
fn digest(words: &[String], files: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    let mut add = |part: &[u8]| {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    };
    for word in words {
        add(word.as_bytes());
    }
    for file in files {
        add(relative(file, paths::root()).as_bytes());
        add(&read(file)?);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
