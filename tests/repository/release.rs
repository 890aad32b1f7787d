//! What a release is made of: nothing of the sandbox, and nothing that only a server needs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::tree::{root, run};

/// What must not be linked into the panel.
const NEVER_IN_A_RELEASE: &[&str] =
    &["patchbay-sandbox", "patchbay-tests", "xtask", "axum", "hyper", "tokio"];

/// What would be found in the built files if code of the sandbox were in them.
const MARKS_OF_THE_SANDBOX: &[&str] =
    &["patchbay-sandbox", "patchbay_sandbox", "crates/sandbox", patchbay_sandbox::pica::DEMO_KEY];

/// The packages that are linked into the panel when it is built for browsers.
pub(crate) fn closure() -> BTreeSet<String> {
    let tree = run(
        env!("CARGO"),
        &[
            "tree",
            "--package",
            "patchbay",
            "--target",
            "wasm32-unknown-unknown",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ],
    );
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn no_sandbox_and_no_server_is_linked_into_the_panel() {
    let linked = closure();
    assert!(linked.contains("patchbay"), "{linked:?}");
    let found: Vec<_> = NEVER_IN_A_RELEASE.iter().filter(|name| linked.contains(**name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

/// Where nothing is built yet there is nothing to look at; `PATCHBAY_DIST` names a build that has
/// to be there.
#[test]
fn no_sandbox_is_in_the_built_files() {
    let named = std::env::var_os("PATCHBAY_DIST").map(PathBuf::from);
    let usual = Some(root().join("dist")).filter(|dist| dist.is_dir());
    let Some(dist) = named.or(usual) else { return };
    let files = below(&dist);
    assert!(!files.is_empty(), "{} holds no file", dist.display());
    for file in files {
        let bytes = std::fs::read(&file).expect("a built file");
        let text = String::from_utf8_lossy(&bytes);
        let found = MARKS_OF_THE_SANDBOX.iter().find(|mark| text.contains(**mark));
        assert_eq!(found, None, "in {}", file.display());
    }
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries
        .map(|entry| entry.expect("an entry").path())
        .flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] })
        .collect()
}
