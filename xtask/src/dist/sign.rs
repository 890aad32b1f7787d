//! From Trunk's plain names to hashed and signed ones.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use super::OF_THE_HOST;
use crate::paths;

/// What gets its hash into its name, ordered so that a file is named only by those that follow it.
const HASHED: [&str; 6] = ["patchbay_bg.wasm", "patchbay.js", "panel.css", "page.css", "boot.js", "oauth.js"];

/// The page of the panel.
const PANEL: &str = "index.html";

/// The pages, each with what it loads of that.
const PAGES: [(&str, &[&str]); 2] = [
    (PANEL, &["patchbay_bg.wasm", "patchbay.js", "panel.css", "page.css", "boot.js"]),
    ("oauth.html", &["page.css", "oauth.js"]),
];

/// Scripts that wasm-bindgen puts beside its own, for crates that bring some.
const SNIPPETS: &str = "snippets";

/// A file under its new name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hashed {
    /// The name that Trunk gave it.
    pub(super) name: String,
    /// The name that says what is in it.
    pub(super) hashed: String,
    /// What the browser compares it with before it is run.
    integrity: String,
}

/// Writes what is in `from` to `to`, hashed and signed, and gives the hashed files.
pub(super) fn sign(from: &Path, to: &Path) -> Result<Vec<Hashed>> {
    clear(to)?;
    let mut signed: Vec<Hashed> = Vec::new();
    for name in HASHED {
        let mut content = read(&from.join(name))?;
        if name.ends_with(".js") {
            content = rename(&text(name, content)?, &signed).into_bytes();
        }
        let file = Hashed::new(name, &content);
        write(&to.join(&file.hashed), &content)?;
        signed.push(file);
    }
    let snippets = files_below(&from.join(SNIPPETS))?;
    for file in files_below(from)? {
        let name = relative(&file, from);
        if !PAGES.iter().any(|(page, _)| *page == name) && !HASHED.contains(&name.as_str()) {
            write(&to.join(&name), &read(&file)?)?;
        }
    }
    for (name, loads) in PAGES {
        let loaded = signed.iter().filter(|file| loads.contains(&file.name.as_str()));
        let mut page = refer(name, text(name, read(&from.join(name))?)?, loaded)?;
        if name == PANEL {
            for file in snippets.iter().filter(|file| file.extension().is_some_and(|ending| ending == "js")) {
                page = preload(&page, &relative(file, from), &read(file)?)?;
            }
        }
        write(&to.join(name), page.as_bytes())?;
    }
    Ok(signed)
}

impl Hashed {
    fn new(name: &str, content: &[u8]) -> Self {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let digest: String =
            Sha384::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let hashed = format!("{stem}-{digest}.{extension}");
        Self { name: name.to_owned(), hashed, integrity: integrity(content) }
    }
}

/// Subresource integrity, as the attribute has it.
fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// A script that names a hashed file, as wasm-bindgen's names the wasm, names it by its new name.
fn rename(script: &str, files: &[Hashed]) -> String {
    files.iter().fold(script.to_owned(), |script, file| script.replace(&file.name, &file.hashed))
}

/// Has a page name every file that it loads by its hash and sign it.
fn refer<'f>(at: &str, page: String, files: impl Iterator<Item = &'f Hashed>) -> Result<String> {
    let mut page = page;
    for Hashed { name, hashed, integrity } in files {
        let plain = format!("\"./{name}\"");
        match page.matches(&plain).count() {
            1 => page = page.replace(&plain, &format!("\"./{hashed}\" {}=\"{integrity}\"", attribute(name))),
            count => bail!("{at} must name {plain} exactly once, and names it {count} times"),
        }
    }
    Ok(page)
}

/// Where the page says what a file must be: for what is fetched by a script, the script says it to the browser.
fn attribute(name: &str) -> &'static str {
    if matches!(name, "patchbay_bg.wasm" | "panel.css") { "data-integrity" } else { "integrity" }
}

/// Has the page load a script early, and only with this content.
fn preload(page: &str, name: &str, content: &[u8]) -> Result<String> {
    let Some((head, rest)) = page.split_once("</head>") else { bail!("{PANEL} has no </head>") };
    let integrity = integrity(content);
    Ok(format!(
        "{head}  <link rel=\"modulepreload\" href=\"./{name}\" integrity=\"{integrity}\">\n</head>{rest}"
    ))
}

/// Empties a folder but for what is the host's own.
fn clear(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", paths::shown(folder)))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == OF_THE_HOST {
            continue;
        }
        let path = entry.path();
        let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.with_context(|| format!("cannot remove {}", paths::shown(&path)))?;
    }
    Ok(())
}

/// All files in a folder and the folders in it, in a fixed order; none if there is no such folder.
///
/// Names that begin with a dot are the tools' own: Trunk works in one, file managers leave some.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", paths::shown(folder)))? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}

/// A file's name from a folder on, as in a URL.
pub(super) fn relative(file: &Path, folder: &Path) -> String {
    let path = file.strip_prefix(folder).unwrap_or(file);
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

pub(super) fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", paths::shown(file)))
}

pub(super) fn write(file: &Path, content: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", paths::shown(folder)))?;
    }
    fs::write(file, content).with_context(|| format!("cannot write {}", paths::shown(file)))
}

pub(super) fn text(name: &str, content: Vec<u8>) -> Result<String> {
    String::from_utf8(content).with_context(|| format!("{name} is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for a test, empty.
    fn folder(name: &str) -> PathBuf {
        let folder = paths::scratch().join("tests").join(name);
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    const RETURN: &str =
        r#"<head><script src="./oauth.js"></script><link rel="stylesheet" href="./page.css"></head>"#;

    const PAGE_OF_TRUNK: &str = r#"<head><link rel="stylesheet" href="./page.css">
<link id="module" href="./patchbay.js"><link id="wasm" href="./patchbay_bg.wasm"><link id="style" href="./panel.css">
<script type="module" src="./boot.js"></script></head>"#;

    fn built(name: &str) -> PathBuf {
        let folder = folder(name);
        write(&folder.join(PANEL), PAGE_OF_TRUNK.as_bytes()).unwrap();
        write(&folder.join("oauth.html"), RETURN.as_bytes()).unwrap();
        write(&folder.join("oauth.js"), b"handOver()").unwrap();
        write(&folder.join("patchbay_bg.wasm"), b"\0asm").unwrap();
        write(&folder.join("patchbay.js"), b"new URL('patchbay_bg.wasm', import.meta.url)").unwrap();
        write(&folder.join("page.css"), b"body {}").unwrap();
        write(&folder.join("panel.css"), b"p {}").unwrap();
        write(&folder.join("boot.js"), b"start()").unwrap();
        write(&folder.join("favicon.svg"), b"<svg/>").unwrap();
        write(&folder.join(".stage/old"), b"old").unwrap();
        folder
    }

    #[test]
    fn every_part_is_named_by_its_content_and_signed() {
        let (from, to) = (built("from"), folder("to"));
        let signed = sign(&from, &to).unwrap();

        for (page, loads) in PAGES {
            let page = fs::read_to_string(to.join(page)).unwrap();
            for Hashed { name, hashed, integrity } in &signed {
                assert!(!page.contains(&format!("./{name}")), "{name} is still in {page}");
                assert_eq!(
                    page.contains(&format!("\"./{hashed}\" {}=\"{integrity}\"", attribute(name))),
                    loads.contains(&name.as_str()),
                    "{hashed} in {page}"
                );
            }
        }
        for Hashed { hashed, integrity, .. } in &signed {
            assert_eq!(super::integrity(&fs::read(to.join(hashed)).unwrap()), *integrity);
        }
        let script = fs::read_to_string(to.join(&signed[1].hashed)).unwrap();
        assert_eq!(script, format!("new URL('{}', import.meta.url)", signed[0].hashed));
        assert!(to.join("favicon.svg").exists() && !to.join(".stage").exists());
    }

    #[test]
    fn another_wasm_gives_the_script_another_name_too() {
        let (from, to) = (built("from-2"), folder("to-2"));
        let first = sign(&from, &to).unwrap();
        write(&from.join("patchbay_bg.wasm"), b"\0asm2").unwrap();
        let second = sign(&from, &to).unwrap();
        assert_ne!(first[0].hashed, second[0].hashed);
        assert_ne!(first[1].hashed, second[1].hashed);
        assert_eq!(first[2], second[2]);
        assert!(!to.join(&first[0].hashed).exists(), "what was there before is gone");
    }

    #[test]
    fn the_configuration_of_the_host_stays() {
        let (from, to) = (built("from-3"), folder("to-3"));
        write(&to.join(OF_THE_HOST), b"{}").unwrap();
        sign(&from, &to).unwrap();
        assert!(to.join(OF_THE_HOST).exists());
    }

    #[test]
    fn a_snippet_keeps_its_name_and_is_signed() {
        let (from, to) = (built("from-4"), folder("to-4"));
        write(&from.join("snippets/some-crate-1/inline0.js"), b"export {}").unwrap();
        sign(&from, &to).unwrap();
        let page = fs::read_to_string(to.join(PANEL)).unwrap();
        let link =
            format!("href=\"./snippets/some-crate-1/inline0.js\" integrity=\"{}\"", integrity(b"export {}"));
        assert!(page.contains(&link), "{page}");
        assert!(to.join("snippets/some-crate-1/inline0.js").exists());
    }

    #[test]
    fn a_page_that_does_not_name_a_part_is_refused() {
        let error = refer(PANEL, "<head></head>".to_owned(), [Hashed::new("boot.js", b"")].iter());
        let error = error.unwrap_err().to_string();
        assert_eq!(error, "index.html must name \"./boot.js\" exactly once, and names it 0 times");
    }

    #[test]
    fn integrity_is_what_a_browser_computes() {
        let known = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), known);
    }
}
