//! What shows and carries out names no vendor: a new one is a folder in `crates/vendors`, and no change here.

use patchbay_vendors::ALL;

use crate::tree::{File, none, rust_below};

/// Folders of the panel that serve every vendor alike.
const SERVE_ALL: &[&str] = &["src/views/", "src/state/", "src/ui/", "src/words/", "src/browser/"];

#[test]
fn nothing_that_shows_or_carries_out_names_a_vendor() {
    let files = SERVE_ALL.iter().flat_map(|folder| rust_below(folder));
    none(files.flat_map(|file: File| {
        let lines = file.text.lines().enumerate();
        let naming = lines.filter_map(|(index, line)| Some((index + 1, named(line)?)));
        naming.map(|(line, name)| format!("{}:{line} names {name}", file.path)).collect::<Vec<_>>()
    }));
}

/// The vendor that a line names, in code, in a text or in a comment: what is explained by one vendor is meant for one.
fn named(line: &str) -> Option<&'static str> {
    let mut ids = ALL.iter().map(|vendor| vendor.about().id);
    ids.find(|id| words(line).any(|word| word.eq_ignore_ascii_case(id)))
}

/// The words of a line, also where they make up one name: `PicaKey`, `pica_key` and `pica-key` have two.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !letter.is_ascii_alphabetic()).flat_map(|name| {
        let mut starts: Vec<usize> = vec![0];
        let bytes = name.as_bytes();
        starts.extend(
            (1..bytes.len())
                .filter(|at| bytes[*at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()),
        );
        starts.push(name.len());
        starts.windows(2).map(|ends| &name[ends[0]..ends[1]]).collect::<Vec<_>>()
    })
}

#[test]
fn a_name_is_seen_wherever_it_stands() {
    for line in [
        "use vendors::pica::X;",
        "// As Omni does.",
        "\"/gateway/composio\"",
        "peaka_key",
        "isPeakaKey",
        "PICA",
    ] {
        assert!(named(line).is_some(), "{line}");
    }
    for line in ["typically", "omnipresent", "picaresque", "Chopicality"] {
        assert_eq!(named(line), None, "{line}");
    }
}
