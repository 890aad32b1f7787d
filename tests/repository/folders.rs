//! Folders of the panel: which may know which, and who may touch the browser.

use std::collections::BTreeSet;

use crate::tree::{File, files, none, rust_below};

/// What a module of `src/` may know.
struct Knows {
    module: &'static str,
    /// Of its neighbours in `src/`.
    ours: &'static [&'static str],
    /// Of the crates in [`WATCHED`]; the others are free to all.
    crates: &'static [&'static str],
}

/// Views ask the state, the state asks the browser, and widgets know nobody. What is pure knows
/// no browser, so that it is tested in milliseconds.
const ARROWS: &[Knows] = &[
    // What the script of a page finds.
    Knows { module: "main", ours: &["embed"], crates: &["wasm_bindgen", "web_sys"] },
    Knows {
        module: "embed",
        // Of widgets only what puts a part into the page.
        ours: &["app", "browser", "state", "ui", "words"],
        crates: &["web_sys", "wasm_bindgen"],
    },
    Knows {
        module: "app",
        ours: &["browser", "config", "live", "outcome", "route", "state", "ui", "views", "words"],
        crates: &["leptos", "web_sys", "patchbay_fleet", "patchbay_vendors"],
    },
    Knows {
        module: "views",
        ours: &[
            "columns",
            "config",
            "export",
            "live",
            "outcome",
            "overview",
            "route",
            "saved",
            "selection",
            "state",
            "ui",
            "words",
        ],
        crates: &["leptos", "web_sys", "patchbay_fleet", "patchbay_vendors"],
    },
    Knows {
        module: "state",
        ours: &[
            "browser",
            "columns",
            "config",
            "export",
            "live",
            "outcome",
            "route",
            "saved",
            "selection",
            "words",
        ],
        crates: &["leptos", "patchbay_fleet", "patchbay_vendors"],
    },
    Knows {
        module: "ui",
        ours: &["browser", "live", "scroll"],
        crates: &["leptos", "wasm_bindgen", "web_sys"],
    },
    Knows { module: "live", ours: &[], crates: &["leptos"] },
    Knows {
        module: "browser",
        ours: &[],
        crates: &[
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "gloo_net",
            "gloo_timers",
            "console_error_panic_hook",
            "patchbay_vendors",
        ],
    },
    Knows {
        module: "words",
        ours: &["columns", "config", "export", "outcome", "route", "saved"],
        crates: &["patchbay_fleet", "patchbay_vendors"],
    },
    Knows { module: "outcome", ours: &[], crates: &["patchbay_vendors"] },
    Knows { module: "overview", ours: &[], crates: &["patchbay_fleet", "patchbay_vendors"] },
    Knows { module: "route", ours: &[], crates: &["patchbay_fleet", "patchbay_vendors"] },
    Knows { module: "scroll", ours: &[], crates: &[] },
    Knows { module: "selection", ours: &[], crates: &[] },
    Knows { module: "columns", ours: &[], crates: &["patchbay_fleet", "patchbay_vendors"] },
    Knows { module: "config", ours: &["route", "saved"], crates: &["patchbay_vendors"] },
    Knows { module: "saved", ours: &["route"], crates: &[] },
    Knows { module: "export", ours: &[], crates: &["patchbay_fleet", "patchbay_vendors"] },
];

/// Crates that not every module may name.
const WATCHED: &[&str] = &[
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_net",
    "gloo_timers",
    "console_error_panic_hook",
    "patchbay_fleet",
    "patchbay_vendors",
];

/// Ways to reach out of the shadow root into the page around it. Only `src/browser/` may.
const PAGE_AROUND: &[&str] = &[
    "Document",
    "Window",
    "default_view",
    "owner_document",
    "document_event_listener",
    "window_event_listener",
    "window_event_listener_untyped",
];

/// The same as functions: their names alone are ordinary words.
const PAGE_AROUND_BY_CALL: &[&str] = &["document", "window"];

/// Where the text of a secret may be read, and why.
const EXPOSES_SECRETS: &[(&str, &str)] = &[
    ("crates/vendors/src/body.rs", "writes the body of the request that needs it"),
    ("crates/vendors/src/composio/credentials.rs", "looks whether it is a mask, or a key file"),
    ("crates/vendors/src/composio/edits.rs", "sends an alias, which is none"),
    ("crates/vendors/src/omni/edits.rs", "looks whether it is a key file"),
    ("crates/vendors/src/secret.rs", "strikes it from texts"),
    ("crates/vendors/src/send.rs", "puts it into the request that needs it"),
];

#[test]
fn modules_of_the_panel_know_each_other_along_the_arrows_only() {
    none(rust_below("src/").iter().filter(|file| file.path != "src/lib.rs").flat_map(|file| {
        let module = module(file);
        let Some(knows) = ARROWS.iter().find(|knows| knows.module == module) else {
            return vec![format!("{} has no arrows", file.path)];
        };
        let code = Code::of(&file.text);
        let ours = code.of_this_crate(depth(file)).into_iter().filter(|other| {
            // Only names of modules count; what `lib.rs` itself offers is everybody's.
            ARROWS.iter().any(|knows| knows.module == other)
                && *other != module
                && !knows.ours.contains(&other.as_str())
        });
        let crates = WATCHED.iter().filter(|name| code.names_crate(name) && !knows.crates.contains(name));
        let crates: Vec<String> = crates.map(ToString::to_string).collect();
        ours.chain(crates).map(|other| format!("{} must not know {other}", file.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn nothing_outside_the_browsers_folder_touches_document_or_window() {
    let ours = rust_below("src/").into_iter().filter(|file| module(file) != "browser");
    none(ours.flat_map(|file| {
        let code = Code::of(&file.text);
        let named = PAGE_AROUND.iter().filter(|name| code.names(name));
        let called = PAGE_AROUND_BY_CALL.iter().filter(|name| code.calls(name));
        named.chain(called).map(|name| format!("{} reaches out by {name}", file.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn every_style_sheet_of_the_panel_is_in_the_list_once() {
    let files = files();
    let list = files.iter().find(|file| file.path == "style/panel.css").map_or("", |file| &file.text);
    let sheets = files.iter().filter(|file| file.path.starts_with("src/") && file.path.ends_with(".css"));
    none(sheets.filter_map(|sheet| {
        let times = list.matches(&format!("\"../{}\"", sheet.path)).count();
        (times != 1).then(|| format!("{} is {times} times in style/panel.css", sheet.path))
    }));
}

#[test]
fn every_property_that_a_style_sheet_uses_is_defined() {
    let sheets: Vec<File> = files()
        .into_iter()
        .filter(|file| file.path.starts_with("src/") && file.path.ends_with(".css"))
        .collect();
    let base = sheets.iter().find(|file| file.path == "src/ui/base.css").map_or("", |file| &file.text);
    none(sheets.iter().flat_map(|sheet| {
        let used = sheet.text.split("var(").skip(1).filter_map(|rest| rest.split([')', ',', ' ']).next());
        used.filter(|name| name.starts_with("--pb-") && !base.contains(&format!("{name}:")))
            .map(|name| format!("{} uses {name}, which src/ui/base.css does not define", sheet.path))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn a_secrets_text_is_read_only_where_it_is_needed() {
    let files = ["src/", "crates/", "xtask/src/"].into_iter().flat_map(rust_below);
    // Tests make secrets up and look whether they arrive.
    let files = files.filter(|file| !file.path.ends_with("/tests.rs") && !file.path.ends_with("/testing.rs"));
    let exposing: BTreeSet<String> =
        files.filter(|file| Code::of(&file.text).text.contains(".expose()")).map(|file| file.path).collect();
    let allowed = EXPOSES_SECRETS.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(exposing, allowed);
}

/// The module of `src/` that a file belongs to.
fn module(file: &File) -> &str {
    let within = file.path.strip_prefix("src/").unwrap_or(&file.path);
    let first = within.split('/').next().unwrap_or(within);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// How many `super` lead from a file to the root of its crate.
fn depth(file: &File) -> usize {
    let parts = file.path.split('/').count() - 1;
    if file.path.ends_with("/mod.rs") { parts - 1 } else { parts }
}

/// Rust without its comments, so that what they tell about is not taken for code.
struct Code {
    text: String,
}

impl Code {
    fn of(text: &str) -> Self {
        let line = |line: &'_ str| match line.split_once("//") {
            // Two slashes after a colon are an address.
            Some((code, _)) if !code.ends_with(':') => code.to_owned(),
            _ => line.to_owned(),
        };
        Self { text: text.lines().map(line).collect::<Vec<_>>().join("\n") }
    }

    /// What is named of this crate's root, by `crate::` or by as many `super::` as lead there.
    fn of_this_crate(&self, depth: usize) -> BTreeSet<String> {
        let roots = ["crate::".to_owned(), "patchbay::".to_owned(), "super::".repeat(depth)];
        let roots = roots.iter().filter(|root| !root.is_empty());
        roots.flat_map(|root| self.places(root)).flat_map(|(_, rest)| heads(rest)).collect()
    }

    fn names(&self, name: &str) -> bool {
        self.places(name).any(|(_, after)| !after.starts_with(is_of_a_name))
    }

    /// Whether a crate is named: as the beginning of a path or as a whole.
    fn names_crate(&self, name: &str) -> bool {
        self.places(name).any(|(_, after)| after.starts_with("::") || after.starts_with([';', ',', '}', ' ']))
    }

    /// Whether a free function of this name is called or brought in.
    fn calls(&self, name: &str) -> bool {
        self.places(name).any(|(before, after)| match before.chars().next_back() {
            Some('.') => false,
            _ if before.ends_with("fn ") => false,
            Some(':') => !after.starts_with(is_of_a_name) && !after.starts_with(':'),
            _ => after.starts_with('('),
        })
    }

    /// What stands before and after each place where a name begins.
    fn places<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let begins = |before: &str| !before.ends_with(is_of_a_name) && !before.ends_with("super::");
        self.text
            .match_indices(name)
            .map(|(at, _)| (&self.text[..at], &self.text[at + name.len()..]))
            .filter(move |(before, _)| begins(before))
    }
}

/// The first names of what follows a path: one, or those of a `{…, …}`.
fn heads(rest: &str) -> Vec<String> {
    let head = |text: &str| text.trim_start().chars().take_while(|letter| is_of_a_name(*letter)).collect();
    let Some(list) = rest.strip_prefix('{') else { return vec![head(rest)] };
    let mut open = 1_usize;
    let mut heads = vec![head(list)];
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => open += 1,
            '}' => open -= 1,
            ',' if open == 1 => heads.push(head(&list[at + 1..])),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    heads
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[test]
fn code_is_read_as_it_is_meant() {
    let code = Code::of(
        "use crate::{browser::{fetch, clock}, words};\n\
         use super::super::state; // crate::comment\n\
         use web_sys::KeyboardEvent;\n\
         let at = \"https://example.test\"; rows.window(3); let window = web_sys_like::x;",
    );
    let ours: Vec<_> = code.of_this_crate(2).into_iter().collect();
    assert_eq!(ours, ["browser", "state", "words"]);
    assert_eq!(code.of_this_crate(1).into_iter().collect::<Vec<_>>(), ["browser", "super", "words"]);
    assert!(code.names_crate("web_sys") && !code.names_crate("js_sys"));
    assert!(!code.calls("window") && !code.names("Window"));
    for reaching in [
        "leptos::prelude::window().open()",
        "web_sys::window()",
        "document()",
        "use leptos::prelude::document;",
    ] {
        let code = Code::of(reaching);
        assert!(code.calls("window") || code.calls("document"), "{reaching}");
    }
}
