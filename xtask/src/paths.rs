//! Where things are in the project's folder.

use std::path::{Path, PathBuf};

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or_else(|| Path::new("."))
}

/// What `cargo xtask dist` writes.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The tools that this project installs for itself: in its own folder, unless several checkouts are to share them.
pub(crate) fn tools() -> PathBuf {
    root().join(std::env::var_os("PATCHBAY_TOOLS").unwrap_or_else(|| ".tools".into()))
}

/// What these commands keep between two runs; gone with `cargo clean`, at no other loss than time.
pub(crate) fn scratch() -> PathBuf {
    root().join("target/xtask")
}

/// A path as a person in the project's folder would type it.
pub(crate) fn shown(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(root()).unwrap_or(path).display()
}
