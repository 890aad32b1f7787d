//! Nothing of the machine that builds the panel ships with it.
//!
//! The compiler writes the file and line of whatever may panic into the wasm: with the path that the file has
//! here, which tells whose machine it was and makes the build another one on the next.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::sign::read;
use crate::paths;

/// Between the flags in `CARGO_ENCODED_RUSTFLAGS`.
const NEXT: &str = "\x1f";

/// The fleet's search compares sixteen letters at once; every browser since 2023 can:
/// <https://webassembly.org/features/>.
const SIMD: &str = "-Ctarget-feature=+simd128";

/// The flags for the compiler: the caller's own, what the wasm may use, and those by which it names files as the
/// registry and this project do.
pub(super) fn encoded_rustflags() -> OsString {
    let mut flags = env::var_os("CARGO_ENCODED_RUSTFLAGS").unwrap_or_else(|| {
        let plain = env::var("RUSTFLAGS").unwrap_or_default();
        plain.split_whitespace().collect::<Vec<_>>().join(NEXT).into()
    });
    if !flags.is_empty() {
        flags.push(NEXT);
    }
    flags.push(SIMD);
    for (from, to) in places() {
        flags.push(NEXT);
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push("=");
        flags.push(to);
    }
    flags
}

/// Says so if a file tells where something is on this machine.
pub(super) fn check(file: &Path) -> Result<()> {
    let content = read(file)?;
    for (place, _) in places() {
        let place = format!("{}/", place.display());
        if content.windows(place.len()).any(|part| part == place.as_bytes()) {
            bail!(
                "{} contains a path of this machine, {place}…: see xtask/src/dist/machine.rs",
                paths::shown(file)
            );
        }
    }
    Ok(())
}

/// Where sources are on this machine, and what they are called instead. Of those that fit, the last counts.
fn places() -> Vec<(PathBuf, &'static str)> {
    let home = env::home_dir();
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(home.as_ref()?.join(".cargo")));
    let registries = cargo.and_then(|cargo| fs::read_dir(cargo.join("registry/src")).ok());
    let mut registries: Vec<PathBuf> =
        registries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    registries.sort();

    let mut places: Vec<(PathBuf, &str)> = Vec::new();
    // Somebody without a home has `/` for one, and everything is below that.
    places.extend(home.filter(|home| home.parent().is_some()).map(|home| (home, "~")));
    places.extend(registries.into_iter().map(|registry| (registry, "")));
    places.push((paths::root().to_owned(), ""));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_this_machine_is_found() {
        let file = paths::scratch().join("tests/machine.wasm");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, b"\0asm tachys-0.2.19/src/dom.rs").unwrap();
        assert!(check(&file).is_ok());
        fs::write(&file, format!("\0asm {}/src/app.rs", paths::root().display())).unwrap();
        assert!(check(&file).unwrap_err().to_string().contains("a path of this machine"));
    }

    #[test]
    fn this_project_has_its_own_name_for_itself() {
        let flags = encoded_rustflags().into_string().unwrap();
        assert!(flags.ends_with(&format!("--remap-path-prefix={}=", paths::root().display())), "{flags}");
    }
}
