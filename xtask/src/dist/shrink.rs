//! What can be taken off the wasm once it is compiled.
//!
//! `#[wasm_bindgen]` exports what it stands on, in whatever crate it stands and whether anybody asks for it or
//! not, and neither the compiler nor the linker drops an export. Through leptos and server_fn the panel so
//! carries the streams of [wasm-streams], which it never opens: code, and a class in the script for each.
//!
//! wasm-bindgen's script is all that ever calls the wasm, so the script tells what is needed of it. Here the
//! classes that can have no instances go from the script; [wasm-metadce] then drops every export that the
//! script no longer names, with all that only it reached; and wasm-opt works on what is left.
//!
//! [wasm-streams]: https://github.com/MattiasBuelens/wasm-streams/pull/39
//! [wasm-metadce]: https://github.com/WebAssembly/binaryen#wasm-metadce

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::sign::{read, text, write};
use crate::{paths, run, tools};

const SCRIPT: &str = "patchbay.js";
const WASM: &str = "patchbay_bg.wasm";

/// What the Rust compiler and wasm-bindgen use of WebAssembly beyond its first version.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// What wasm-opt does, in this order.
///
/// Functions that differ in a constant become one, and then what has one caller, unless it is long, goes into it:
/// the other way round there is less to merge. Functions by their names stand beside those that do the same for
/// other types, which compresses better than by how often they are called. `--traps-never-happen` and `--ignore-implicit-traps` are left
/// out: they would turn the end that a panic makes into anything at all, for 0.2 kB.
const PASSES: [&str; 9] = [
    "--merge-similar-functions",
    "-Oz",
    "--one-caller-inline-max-function-size=50",
    "--converge",
    "--reorder-functions-by-name",
    "--reorder-locals",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Takes off what nothing uses from the script and the wasm that Trunk has put into `folder`.
pub(super) fn shrink(folder: &Path) -> Result<()> {
    let (script, wasm) = (folder.join(SCRIPT), folder.join(WASM));
    let shorter = without_idle_classes(&text(SCRIPT, read(&script)?)?)?;

    let scratch = paths::scratch().join("shrink");
    fs::create_dir_all(&scratch).with_context(|| format!("cannot make {}", paths::shown(&scratch)))?;
    let (graph, reached) = (scratch.join("graph.json"), scratch.join("reached.wasm"));
    write(&graph, graph_of(&exports_named_in(&shorter)?).to_string().as_bytes())?;

    // It lists all that it drops, which is long.
    let mut metadce = run::command(tools::file_of("binaryen")?.with_file_name("wasm-metadce"));
    metadce.args(FEATURES).args(["-g", "--graph-file"]).args([&graph, &wasm]).arg("-o").arg(&reached);
    if run::answer(&mut metadce).is_none() {
        bail!("`{}` failed", run::line_of(&metadce));
    }
    let mut optimize = run::command(tools::file_of("binaryen")?);
    run::stream(optimize.args(FEATURES).args(PASSES).arg(&reached).arg("-o").arg(&wasm))?;
    write(&script, shorter.as_bytes())
}

/// The script without the classes that can have no instances.
///
/// An instance holds a pointer that only the wasm can give: to a constructor, to a static function, or to
/// `__wrap`, which is static too. A class that has none of them is there to be looked at.
fn without_idle_classes(script: &str) -> Result<String> {
    let mut script = script.to_owned();
    for name in classes(&script) {
        let class = cut(&script, &format!("export class {name} {{\n"), "\n}\n");
        let Some((class, rest)) = class else { bail!("the class {name} in {SCRIPT} has no end") };
        if class.contains("    static ") || class.contains("    constructor(") {
            continue;
        }
        script = rest;
        for (from, to) in [
            (format!("if (Symbol.dispose) {name}.prototype"), ";\n"),
            (format!("const {name}Finalization = "), ";\n"),
        ] {
            if let Some((_, rest)) = cut(&script, &from, to) {
                script = rest;
            }
        }
        if script.contains(&name) {
            bail!("the class {name} in {SCRIPT} can have no instances and is used all the same");
        }
    }
    Ok(script)
}

/// The names of the classes that a script of wasm-bindgen's exports.
fn classes(script: &str) -> Vec<String> {
    let names = script.lines().filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"));
    names.map(str::to_owned).collect()
}

/// What begins at `from`, at the start of a line, and ends with `to`; and the text without it.
fn cut(text: &str, from: &str, to: &str) -> Option<(String, String)> {
    let start = if text.starts_with(from) { 0 } else { text.find(&format!("\n{from}"))? + 1 };
    let end = start + text[start..].find(to)? + to.len();
    Some((text[start..end].to_owned(), text[..start].to_owned() + &text[end..]))
}

/// What the script takes from the wasm: always as `wasm.name`.
fn exports_named_in(script: &str) -> Result<BTreeSet<&str>> {
    if script.contains("wasm[") {
        bail!(
            "{SCRIPT} names what it takes from the wasm in another way than xtask/src/dist/shrink.rs reads"
        );
    }
    let mut names = BTreeSet::new();
    for (place, found) in script.match_indices("wasm.") {
        let before = script[..place].chars().next_back();
        let name = &script[place + found.len()..];
        let name = &name[..name.find(|letter| !is_of_name(letter)).unwrap_or(name.len())];
        if !before.is_some_and(|letter| is_of_name(letter) || letter == '.') && !name.is_empty() {
            names.insert(name);
        }
    }
    Ok(names)
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

/// The script as wasm-metadce wants it: one node outside the wasm that reaches these exports.
fn graph_of(exports: &BTreeSet<&str>) -> Value {
    let script = json!({ "name": "script", "root": true, "reaches": exports });
    let exports = exports.iter().map(|name| json!({ "name": name, "export": name }));
    std::iter::once(script).chain(exports).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OF_WASM_BINDGEN: &str = "\
export class Handle {
    static __wrap(ptr) {
        return Object.create(Handle.prototype);
    }
    free() {
        wasm.__wbg_handle_free(ptr, 0);
    }
}
if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.free;

export class Sink {
    free() {
        wasm.__wbg_sink_free(ptr, 0);
    }
}
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;

export function mount(element) {
    return Handle.__wrap(wasm.mount(element));
}
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_sink_free(ptr, 1));
new URL('patchbay_bg.wasm', import.meta.url); new Uint8Array(wasm.memory.buffer);
";

    #[test]
    fn a_class_that_nobody_can_make_goes_with_what_it_called() {
        let script = without_idle_classes(OF_WASM_BINDGEN).unwrap();
        assert!(!script.contains("Sink") && script.contains("export class Handle {"), "{script}");
        let exports = exports_named_in(&script).unwrap();
        assert_eq!(exports, BTreeSet::from(["__wbg_handle_free", "memory", "mount"]));
        assert_eq!(without_idle_classes(&script).unwrap(), script, "nothing is left to take");
    }

    #[test]
    fn a_script_that_is_not_understood_is_refused() {
        let used = format!("{OF_WASM_BINDGEN}new Sink();\n");
        assert!(without_idle_classes(&used).is_err());
        assert!(exports_named_in("wasm['mount']()").is_err());
    }
}
