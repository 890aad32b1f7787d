//! The files that belong to the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of ours.
pub(crate) struct File {
    /// From the root, with `/` between its parts.
    pub(crate) path: String,
    /// What is in it; whatever is no text is replaced.
    pub(crate) text: String,
}

/// Where the repository is.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the tests have a folder of their own").to_owned()
}

/// Every file that is tracked, or would be if it were added now.
pub(crate) fn files() -> Vec<File> {
    let listed = run("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    // What is deleted but not yet committed is listed too.
    let files = paths.into_iter().filter_map(|path| {
        let bytes = std::fs::read(root().join(path)).ok()?;
        Some(File { path: path.to_owned(), text: String::from_utf8_lossy(&bytes).into_owned() })
    });
    files.collect()
}

/// The Rust files below a folder.
pub(crate) fn rust_below(folder: &str) -> Vec<File> {
    files().into_iter().filter(|file| file.path.starts_with(folder) && file.path.ends_with(".rs")).collect()
}

/// What a command prints, run at the root.
pub(crate) fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
    assert!(
        output.status.success(),
        "{program} {arguments:?} failed:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

/// Fails with every breach on a line of its own.
#[track_caller]
pub(crate) fn none(breaches: impl IntoIterator<Item = String>) {
    let breaches: Vec<String> = breaches.into_iter().collect();
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}
