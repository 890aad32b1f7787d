//! What no file of ours may contain, and how long it may be.

use crate::tree::{File, files, none};

/// The longest file that can still be read in one go.
const LONGEST: usize = 500;

/// Texts that tell of the machine on which something was written, in halves so that this file
/// does not contain them.
const OF_A_MACHINE: &[[&str; 2]] = &[["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["/Us", "ers/"]];

/// Registries: where packages come from is for the person who builds to say.
const OF_A_REGISTRY: &[[&str; 2]] = &[["crates", ".io"], ["registry.", "npmjs"]];

/// Written by package managers.
const LOCKS: &[&str] = &["Cargo.lock", "package-lock.json"];

#[test]
fn every_source_file_can_be_read_in_one_go() {
    let is_source = |file: &File| {
        let ours = file.path.starts_with("src/")
            || (file.path.starts_with("crates/") && file.path.contains("/src/"));
        ours && file.path.ends_with(".rs") && !file.path.ends_with("/tests.rs")
    };
    none(files().iter().filter(|file| is_source(file)).filter_map(|file| {
        let lines = file.text.lines().count();
        (lines > LONGEST).then(|| format!("{} has {lines} lines", file.path))
    }));
}

#[test]
fn nothing_tells_of_the_machine_on_which_it_was_written() {
    none(files().iter().flat_map(|file| containing(file, OF_A_MACHINE)));
}

#[test]
fn nothing_says_where_packages_come_from() {
    let is_lock = |file: &&File| LOCKS.iter().any(|lock| file.path.ends_with(lock));
    none(files().iter().filter(|file| !is_lock(file)).flat_map(|file| containing(file, OF_A_REGISTRY)));
}

fn containing(file: &File, unwanted: &[[&str; 2]]) -> Vec<String> {
    let unwanted = unwanted.iter().map(|halves| halves.concat());
    unwanted
        .filter(|text| file.text.contains(text))
        .map(|text| format!("{} contains {text}", file.path))
        .collect()
}
