//! The files that a browser is given: those of a built panel, watched.

use std::env;
use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

const WATCH: &str = include_str!("watch.js");

/// What a test opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// The panel, as built.
    Panel,
    /// A small page of the harness's own, to be found in `sample/`.
    Sample,
}

impl Site {
    /// Copies it to a folder of its own, where `watch.js` is the first script of every page.
    pub(crate) fn watched(self) -> TempDir {
        let from = match self {
            Self::Panel => match env::var_os("PATCHBAY_DIST") {
                Some(given) => given.into(),
                None => crate::workspace().join("dist"),
            },
            Self::Sample => Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/sample"),
        };
        assert!(
            from.join("index.html").is_file(),
            "there is no panel in {}: `cargo xtask test` builds it",
            from.display()
        );
        let to = tempfile::Builder::new().prefix("patchbay-site-").tempdir().expect("a folder for a site");
        copy(&from, to.path(), "")
            .unwrap_or_else(|error| panic!("could not copy {}: {error}", from.display()));
        fs::write(to.path().join("watch.js"), WATCH).expect("watch.js");
        to
    }
}

/// `up` leads from the folder to the root of the site, which may be served from anywhere.
fn copy(from: &Path, to: &Path, up: &str) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (entry, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name())))?;
        if entry.is_dir() {
            copy(&entry, &target, &format!("../{up}"))?;
        } else if entry.extension().is_some_and(|extension| extension == "html") {
            let page = fs::read_to_string(&entry)?;
            assert!(page.contains("<head>"), "{} has no <head> to watch from", entry.display());
            fs::write(
                target,
                page.replacen("<head>", &format!("<head>\n  <script src=\"{up}watch.js\"></script>"), 1),
            )?;
        } else {
            fs::copy(entry, target)?;
        }
    }
    Ok(())
}
