//! The tools that building and testing take, each of exactly one version.
//!
//! A tool of that version that is already on PATH is used. Otherwise it goes into `.tools/`, from the registries
//! that this project's other parts come from, and disturbs nothing else on the machine.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{self, Job};
use crate::{node, paths, system};

/// One tool, as data.
struct Tool {
    /// The name that its package has.
    package: &'static str,
    version: &'static str,
    from: From,
    /// How long it takes to install on two cores.
    roughly: &'static str,
    purpose: Purpose,
}

enum From {
    /// `program --version` tells which one it is.
    Cargo { program: &'static str, locked: bool },
    /// Its version is fixed by `xtask/npm/package-lock.json`; `file` is what is used of it.
    Npm { file: &'static str },
}

/// What somebody wants to do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Purpose {
    /// Build the panel.
    Build,
    /// Build it and check what needs no browser.
    Check,
    /// Build it and check everything.
    Test,
}

const TOOLS: [Tool; 5] = [
    Tool {
        package: "trunk",
        version: "0.21.14",
        from: From::Cargo { program: "trunk", locked: true },
        roughly: "4 to 6 minutes",
        purpose: Purpose::Build,
    },
    Tool {
        package: "wasm-bindgen-cli",
        // The same as the crate's: see Cargo.toml of the panel. Its own lock file cannot be had any more.
        version: "0.2.130",
        from: From::Cargo { program: "wasm-bindgen", locked: false },
        roughly: "1 to 2 minutes",
        purpose: Purpose::Build,
    },
    Tool {
        package: "binaryen",
        version: "132.0.0",
        from: From::Npm { file: "bin/wasm-opt" },
        roughly: "a few seconds",
        purpose: Purpose::Build,
    },
    Tool {
        package: "geckodriver",
        version: "0.37.1",
        from: From::Cargo { program: "geckodriver", locked: true },
        roughly: "1 to 2 minutes",
        purpose: Purpose::Test,
    },
    Tool {
        package: "axe-core",
        version: "4.14.1",
        from: From::Npm { file: "axe.min.js" },
        roughly: "a few seconds",
        purpose: Purpose::Test,
    },
];

/// The Rust toolchain's own parts that a minimal installation lacks.
const COMPONENTS: [(&str, Purpose); 2] = [("rustfmt", Purpose::Check), ("clippy", Purpose::Check)];

const WASM: &str = "wasm32-unknown-unknown";

/// Sees to it that all that the purpose takes is there, and says what it installs.
pub(crate) fn set_up(purpose: Purpose) -> Result<()> {
    node::check()?;
    rust_parts(purpose)?;

    let missing: Vec<&Tool> =
        TOOLS.iter().filter(|tool| tool.purpose <= purpose && tool.place().is_none()).collect();
    let packages = if purpose == Purpose::Test { system::missing()? } else { Vec::new() };
    if missing.is_empty() && packages.is_empty() {
        return Ok(());
    }

    println!("Setting up what is missing (once):");
    let cargo = missing.iter().filter_map(|tool| tool.cargo_install()).collect();
    let npm = missing.iter().any(|tool| matches!(tool.from, From::Npm { .. })).then(npm_install);
    let npm = npm.transpose()?.into_iter().collect();
    // The one waits for the processor and the others for the network: side by side they cost little more.
    run::lanes(vec![cargo, npm, system::install(&packages)])?;

    if let Some(tool) = missing.iter().find(|tool| tool.place().is_none()) {
        bail!(
            "{} {} was installed into {}, but it is not to be found there. Delete that folder and try again.",
            tool.package,
            tool.version,
            paths::shown(&paths::tools())
        );
    }
    // Kept until here so that an interrupted installation goes on where it was.
    fs::remove_dir_all(install_target()).ok();
    Ok(())
}

/// PATH with the folders of the tools in front.
pub(crate) fn path() -> Result<OsString> {
    let ours = TOOLS.iter().filter_map(Tool::place).filter_map(|file| file.parent().map(Path::to_owned));
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in ours.chain(env::split_paths(&env::var_os("PATH").unwrap_or_default())) {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    env::join_paths(folders).context("a folder's name in PATH cannot be passed on")
}

/// The file of a tool that has been set up.
pub(crate) fn file_of(package: &str) -> Result<PathBuf> {
    let tool = TOOLS.iter().find(|tool| tool.package == package);
    tool.and_then(Tool::place).with_context(|| format!("{package} is not installed"))
}

impl Tool {
    /// Where it is, in exactly this version.
    fn place(&self) -> Option<PathBuf> {
        match self.from {
            From::Cargo { program, .. } => {
                let ours = paths::tools().join("bin").join(program);
                [ours].into_iter().chain(system::which(program)).find(|file| self.is_version_of(file))
            }
            From::Npm { file } => {
                let folder = npm_folder().join("node_modules").join(self.package);
                let manifest = fs::read_to_string(folder.join("package.json")).ok()?;
                let manifest: serde_json::Value = serde_json::from_str(&manifest).ok()?;
                (manifest["version"] == self.version).then(|| folder.join(file))
            }
        }
    }

    fn is_version_of(&self, file: &Path) -> bool {
        let said = run::answer(Command::new(file).arg("--version"));
        said.is_some_and(|said| said.split_whitespace().any(|word| word == self.version))
    }

    fn cargo_install(&self) -> Option<Job> {
        let From::Cargo { locked, .. } = self.from else { return None };
        let mut command = run::command("cargo");
        command.args(["install", self.package, "--version", self.version, "--force", "--root"]);
        command.arg(paths::tools());
        if locked {
            command.arg("--locked");
        }
        // They run for seconds and are built once: built a third faster, they are fast enough.
        command.env("CARGO_PROFILE_RELEASE_LTO", "false");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        command.env("CARGO_TARGET_DIR", install_target());
        Some(Job { name: format!("building {}", self.package), roughly: self.roughly, command })
    }
}

fn install_target() -> PathBuf {
    paths::scratch().join("install")
}

fn npm_folder() -> PathBuf {
    paths::tools().join("npm")
}

/// One installation for all that comes from npm, in exactly the versions of the lock file.
fn npm_install() -> Result<Job> {
    let folder = npm_folder();
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", paths::shown(&folder)))?;
    for name in ["package.json", "package-lock.json"] {
        let source = paths::root().join("xtask/npm").join(name);
        fs::copy(&source, folder.join(name))
            .with_context(|| format!("cannot copy {} to {}", paths::shown(&source), paths::shown(&folder)))?;
    }
    let mut command = Command::new("npm");
    command.current_dir(&folder).args(["ci", "--no-audit", "--no-fund"]);
    let name = "installing wasm-opt and axe-core from npm".to_owned();
    Ok(Job { name, roughly: "a few seconds", command })
}

/// The target for the browser, and what else of Rust itself is missing.
fn rust_parts(purpose: Purpose) -> Result<()> {
    if !has_wasm_target() {
        println!("Adding the Rust target {WASM} …");
        let added = run::stream(run::command("rustup").args(["target", "add", WASM]));
        added.with_context(|| {
            format!("the Rust target {WASM} is missing: `rustup target add {WASM}` adds it")
        })?;
    }
    for (component, needed_for) in COMPONENTS {
        let program = if component == "clippy" { "clippy-driver" } else { component };
        if needed_for <= purpose && run::answer(run::command(program).arg("--version")).is_none() {
            println!("Adding the Rust component {component} …");
            let added = run::stream(run::command("rustup").args(["component", "add", component]));
            added.with_context(|| {
                format!("{component} is missing: `rustup component add {component}` adds it")
            })?;
        }
    }
    Ok(())
}

/// Asks the compiler and not rustup, which need not be there.
fn has_wasm_target() -> bool {
    let folder = run::answer(run::command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    folder.is_some_and(|folder| Path::new(&folder).is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version_of(package: &str) -> &'static str {
        TOOLS.iter().find(|tool| tool.package == package).unwrap().version
    }

    #[test]
    fn wasm_bindgen_is_the_version_that_the_panel_is_built_with() {
        let manifest = fs::read_to_string(paths::root().join("Cargo.toml")).unwrap();
        let pin = format!("wasm-bindgen = \"={}\"", version_of("wasm-bindgen-cli"));
        assert!(manifest.lines().any(|line| line == pin), "Cargo.toml has no line {pin}");
    }

    #[test]
    fn the_npm_lock_has_the_versions_of_the_table_and_names_no_host() {
        let lock = fs::read_to_string(paths::root().join("xtask/npm/package-lock.json")).unwrap();
        assert!(!lock.contains("://"), "`npm install --omit-lockfile-registry-resolved` writes it without");
        let lock: serde_json::Value = serde_json::from_str(&lock).unwrap();
        for tool in TOOLS.iter().filter(|tool| matches!(tool.from, From::Npm { .. })) {
            let locked = &lock["packages"][format!("node_modules/{}", tool.package)]["version"];
            assert_eq!(locked, tool.version, "{}", tool.package);
        }
    }
}
