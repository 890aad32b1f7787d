//! Packages: which may depend on which, on what versions, with which lints, and for what reason.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::release;
use crate::tree::{files, none, root, run};

/// Which of our packages each may depend on, for whatever purpose.
const ARROWS: &[(&str, &[&str])] = &[
    ("patchbay", &["patchbay-fleet", "patchbay-fold", "patchbay-vendors"]),
    ("patchbay-fleet", &["patchbay-fold", "patchbay-vendors"]),
    ("patchbay-fold", &[]),
    ("patchbay-vendors", &[]),
    // A wrong reading of an API must not be shared by the client and by what checks it.
    ("patchbay-sandbox", &[]),
    ("patchbay-tests", &["patchbay", "patchbay-fleet", "patchbay-sandbox", "patchbay-vendors", "xtask"]),
    ("patchbay-bench", &["patchbay-fleet", "patchbay-sandbox", "patchbay-tests", "patchbay-vendors"]),
    ("xtask", &["patchbay-sandbox", "patchbay-vendors"]),
];

/// Dependencies whose versions must not move by themselves.
const PINS: &[(&str, &str)] = &[("leptos", "=0.8.23"), ("wasm-bindgen", "=0.2.130")];

/// What code in a browser must not do: a panic there kills the page's one instance.
const DENIED_IN_A_BROWSER: &[&str] =
    &["unwrap_used", "expect_used", "panic", "indexing_slicing", "string_slice", "todo", "unreachable"];

/// Where `unsafe` may be allowed at single, reviewed places.
const MAY_REVIEW_UNSAFE: &[&str] = &["patchbay-fleet"];

/// A package of ours.
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its manifest's text.
    manifest: String,
    dependencies: Vec<Dependency>,
}

struct Dependency {
    name: String,
    version: String,
    is_ours: bool,
}

/// Our packages.
pub(crate) fn packages() -> Vec<Package> {
    let metadata = run(env!("CARGO"), &["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo prints JSON");
    list(&metadata["packages"])
        .map(|package| Package {
            name: text(&package["name"]),
            manifest: std::fs::read_to_string(text(&package["manifest_path"])).expect("a manifest"),
            dependencies: list(&package["dependencies"]).map(dependency).collect(),
        })
        .collect()
}

fn dependency(dependency: &Value) -> Dependency {
    let is_ours = dependency["path"].as_str().is_some_and(|path| Path::new(path).starts_with(root()));
    Dependency { name: text(&dependency["name"]), version: text(&dependency["req"]), is_ours }
}

#[test]
fn packages_depend_on_each_other_along_the_arrows_only() {
    let known = |name: &str| ARROWS.iter().find(|(from, _)| *from == name).map(|(_, to)| *to);
    none(packages().iter().flat_map(|package| {
        let allowed = known(&package.name).unwrap_or_else(|| panic!("{} has no arrows", package.name));
        let ours = package.dependencies.iter().filter(|dependency| dependency.is_ours);
        ours.filter(|dependency| !allowed.contains(&dependency.name.as_str()))
            .map(|dependency| format!("{} must not depend on {}", package.name, dependency.name))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn what_must_not_move_is_pinned_exactly() {
    let packages = packages();
    for (name, version) in PINS {
        let mut used =
            packages.iter().flat_map(|package| &package.dependencies).filter(|one| one.name == *name);
        assert!(used.clone().next().is_some(), "{name} is used no longer");
        assert!(used.all(|one| one.version == *version), "{name} must be {version}");
    }
}

#[test]
fn unsafe_code_is_forbidden_everywhere() {
    none(packages().iter().filter_map(|package| {
        let level = package.lints("rust").remove("unsafe_code").unwrap_or_default();
        let may_review = MAY_REVIEW_UNSAFE.contains(&package.name.as_str());
        let is_fit = level == "forbid" || (may_review && level == "deny");
        (!is_fit).then(|| format!("{}: unsafe_code is {level:?}", package.name))
    }));
}

#[test]
fn what_runs_in_a_browser_denies_every_panic() {
    let in_browser = release::closure();
    none(packages().iter().filter(|package| in_browser.contains(&package.name)).flat_map(|package| {
        let lints = package.lints("clippy");
        let open = move |lint: &&&str| lints.get(**lint).map(String::as_str) != Some("deny");
        let name = &package.name;
        DENIED_IN_A_BROWSER
            .iter()
            .filter(open)
            .map(move |lint| format!("{name}: {lint} is not denied"))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn every_package_keeps_the_lints_of_the_workspace() {
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    none(packages().iter().flat_map(|package| {
        ["rust", "clippy"].into_iter().flat_map(|tool| {
            let common = section(&workspace, &format!("workspace.lints.{tool}"));
            let own = package.lints(tool);
            let lost = common.into_keys().filter(move |lint| !own.contains_key(lint));
            lost.map(|lint| format!("{}: {tool} lint {lint} is lost", package.name)).collect::<Vec<_>>()
        })
    }));
}

#[test]
fn every_dependency_is_explained() {
    let page = "docs/dependencies.md";
    let files = files();
    let page = files.iter().find(|file| file.path == page).unwrap_or_else(|| panic!("{page} is missing"));
    let explained: Vec<&str> = page.text.lines().filter_map(explains).collect();
    let packages = packages();
    let mut used: Vec<&str> = packages
        .iter()
        .flat_map(|package| &package.dependencies)
        .filter(|dependency| !dependency.is_ours)
        .map(|dependency| dependency.name.as_str())
        .collect();
    used.sort_unstable();
    used.dedup();
    none(
        used.into_iter()
            .filter(|name| !explained.contains(name))
            .map(|name| format!("{name} is not in {}", page.path)),
    );
}

/// The crate that a table's row or a list's item is about: the first thing in it, in backticks.
fn explains(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix(['|', '-', '*'])?;
    rest.trim_start().strip_prefix('`')?.split('`').next()
}

impl Package {
    /// The levels of a tool's lints, its own or those of the workspace.
    fn lints(&self, tool: &str) -> BTreeMap<String, String> {
        if section(&self.manifest, "lints").get("workspace").is_some_and(|value| value == "true") {
            let workspace = std::fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
            return section(&workspace, &format!("workspace.lints.{tool}"));
        }
        section(&self.manifest, &format!("lints.{tool}"))
    }
}

/// The plain `key = "value"` lines of one section of a manifest.
fn section(manifest: &str, name: &str) -> BTreeMap<String, String> {
    let header = format!("[{name}]");
    let lines = manifest.lines().map(str::trim).skip_while(|line| *line != header).skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.trim().to_owned(), value.trim().trim_matches('"').to_owned()))
        .collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
