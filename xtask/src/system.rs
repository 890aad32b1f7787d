//! What the browser tests take from the operating system: three browsers, what drives them, and what runs a command that
//! the panel copies.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::run::{self, Job};

/// A program, the names it goes by, and the Debian package that has it.
struct Program {
    names: &'static [&'static str],
    package: &'static str,
    what: &'static str,
}

const PROGRAMS: [Program; 6] = [
    Program {
        names: &["chromium", "chromium-browser", "google-chrome"],
        package: "chromium",
        what: "the browser Chromium",
    },
    Program { names: &["chromedriver"], package: "chromium-driver", what: "the driver of Chromium" },
    Program { names: &["firefox-esr", "firefox"], package: "firefox-esr", what: "the browser Firefox" },
    Program { names: &["WebKitWebDriver"], package: "webkit2gtk-driver", what: "WebKitGTK and its driver" },
    Program { names: &["Xvfb"], package: "xvfb", what: "a screen for WebKitGTK where there is none" },
    Program { names: &["curl"], package: "curl", what: "curl" },
];

/// The Debian packages that have to be installed, where this may install them.
pub(crate) fn missing() -> Result<Vec<&'static str>> {
    let missing: Vec<&Program> = PROGRAMS.iter().filter(|program| program.place().is_none()).collect();
    let packages: Vec<&str> = missing.iter().map(|program| program.package).collect();
    if packages.is_empty() || (which("apt-get").next().is_some() && is_root()) {
        return Ok(packages);
    }
    let what: Vec<&str> = missing.iter().map(|program| program.what).collect();
    bail!(
        "the browser tests also need {}. On Debian or Ubuntu:\n\n    sudo apt-get update && sudo apt-get install \
         --no-install-recommends {}\n\nThe other steps run without: `cargo xtask test fmt clippy native`.",
        what.join(", "),
        packages.join(" ")
    );
}

/// How the packages get here.
pub(crate) fn install(packages: &[&str]) -> Vec<Job> {
    if packages.is_empty() {
        return Vec::new();
    }
    let apt = |arguments: &[&str]| {
        let mut command = run::command("apt-get");
        // Another installation may just be going on.
        command.args(["-o", "DPkg::Lock::Timeout=300"]).args(arguments);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    let mut add = apt(&["install", "--yes", "--no-install-recommends"]);
    add.args(packages);
    vec![
        Job {
            name: "reading the system's package lists".to_owned(),
            roughly: "a few seconds",
            command: apt(&["update"]),
        },
        Job { name: "installing the browsers".to_owned(), roughly: "1 to 2 minutes", command: add },
    ]
}

/// A program of the browser tests by its first name.
pub(crate) fn place_of(name: &str) -> Option<PathBuf> {
    PROGRAMS.iter().find(|program| program.names.contains(&name)).and_then(Program::place)
}

impl Program {
    fn place(&self) -> Option<PathBuf> {
        self.names.iter().find_map(|name| which(name).next())
    }
}

/// Where a program is on PATH, first things first.
pub(crate) fn which(program: &str) -> impl Iterator<Item = PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = env::split_paths(&folders).map(|folder| folder.join(program)).collect();
    places.into_iter().filter(|place| is_program(place))
}

fn is_program(file: &Path) -> bool {
    #[cfg(unix)]
    let may_run =
        |data: std::fs::Metadata| std::os::unix::fs::PermissionsExt::mode(&data.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let may_run = |_| true;
    file.is_file() && file.metadata().is_ok_and(may_run)
}

fn is_root() -> bool {
    run::answer(run::command("id").arg("-u")).as_deref() == Some("0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_on_path_and_a_folder_is_none() {
        assert!(which("cargo").next().is_some());
        assert!(which("no-such-program-anywhere").next().is_none());
        assert!(!is_program(Path::new("/")));
    }
}
