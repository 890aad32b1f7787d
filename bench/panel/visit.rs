//! A browser in front of the sandbox, and what is done in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use patchbay_sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{Key, WebDriver};

use crate::driver::Driver;
use crate::engine::Engine;
use crate::figures::{Bound, Figures, percentile};
use crate::memory;
use crate::queries::QUERIES;

/// Far above what loading a million takes.
const PATIENCE: Duration = Duration::from_secs(1_200);
const LOOK_AGAIN: Duration = Duration::from_millis(5);
/// So many connections the panel reads without being told to.
const USUAL_CAP: usize = 200_000;
/// How long a scroll from top to bottom and back takes, in seconds.
const SCROLL: u64 = 4;
/// A frame that comes later than this has left one out, at sixty a second.
const DROPPED: f64 = 25.0;

/// A panel that has been opened, and all that it stands on.
pub(crate) struct Visit {
    connections: usize,
    browser: WebDriver,
    _driver: Driver,
    sandbox: Sandbox,
    _files: TempDir,
    origin: String,
}

impl Visit {
    /// Starts a sandbox with so many connections at two vendors together, and opens the panel.
    pub(crate) async fn start(connections: usize) -> Self {
        let files = site();
        let source = |vendor: &str| {
            json!({
                "id": vendor,
                "vendor": vendor,
                "baseUrl": format!("/gateway/{vendor}"),
                "auth": "gateway",
                "pace": "none",
            })
        };
        let mut config = json!({ "sources": [source("pica"), source("composio")] });
        if connections > USUAL_CAP {
            config["cap"] = json!(connections);
        }
        let options = Options {
            connections: connections / 2,
            dist: Some(files.path().to_owned()),
            config: Some(config),
            ..Options::default()
        };
        let sandbox = Sandbox::start(options).await.expect("a sandbox on a free port");
        let driver = Driver::start(Engine::Chromium).await;
        let browser = driver.session().await;
        let origin = sandbox.origin();
        Self { connections, browser, _driver: driver, sandbox, _files: files, origin }
    }

    /// Does everything that is measured.
    pub(crate) async fn measure(self, bounds: &'static [Bound]) -> Figures {
        let mut figures = Figures { connections: self.connections, bounds, all: Vec::new() };
        self.load(&mut figures).await;
        self.type_queries(&mut figures).await;
        self.sort(&mut figures).await;
        self.choose(&mut figures).await;
        self.scroll(&mut figures).await;
        drop(self.browser.clone().quit().await);
        let (most, memory) = memory::measure(&self.sandbox).await;
        figures.add("memory", memory, "MB");
        figures.add("memory while loading, at most", most, "MB");
        figures
    }

    async fn load(&self, figures: &mut Figures) {
        let begun = Instant::now();
        self.go("/#/").await;
        self.until("return !!root().querySelector('tbody th a')", "the first rows").await;
        figures.add("first rows", milliseconds(begun), "ms");
        let complete = "const said = root().querySelector('[role=status]')?.textContent ?? ''; \
                        return /connections?/.test(said) && !/so far|reading|loading| of /i.test(said)";
        self.until(complete, "everything read").await;
        figures.add("everything read", milliseconds(begun), "ms");
        let blocked = self.numbers("return probe.blocked").await;
        figures.add("blocked while loading, longest", percentile(&blocked, 1.0), "ms");
    }

    async fn type_queries(&self, figures: &mut Figures) {
        for query in QUERIES {
            self.script("probe.under(null); root().querySelector('input[type=search]').select()").await;
            self.press(Key::Delete + "").await;
            self.until("return !root().querySelector('input[type=search]').value", "an empty search").await;
            self.script("probe.under('keystroke')").await;
            for letter in query.chars() {
                let before = self.count("keystroke").await;
                self.press(letter.to_string()).await;
                self.measured("keystroke", before).await;
            }
        }
        figures.add_times("keystroke", &self.times("keystroke").await);
        self.script("probe.under(null); root().querySelector('input[type=search]').select()").await;
        self.press(Key::Delete + "").await;
    }

    async fn sort(&self, figures: &mut Figures) {
        let columns = "return root().querySelectorAll('th button.sort').length";
        let columns = self.script(columns).await.as_u64().unwrap_or_default();
        self.script("probe.under('sort')").await;
        // Every column twice: up and down.
        for at in 0..2 * columns {
            let before = self.count("sort").await;
            self.click(&format!("root().querySelectorAll('th button.sort')[{}]", at / 2)).await;
            self.measured("sort", before).await;
        }
        self.script("probe.under(null)").await;
        figures.add_times("sort", &self.times("sort").await);
    }

    async fn choose(&self, figures: &mut Figures) {
        self.script("probe.under('facet')").await;
        for list in ["state=failed", "state=failed&tag=vip", "platform=gmail", "active=no", ""] {
            let before = self.count("facet").await;
            self.script(&format!("location.hash = '#/?{list}'")).await;
            self.measured("facet", before).await;
        }
        self.script("probe.under(null)").await;
        figures.add_times("facet", &self.times("facet").await);
    }

    async fn scroll(&self, figures: &mut Figures) {
        self.script("location.hash = '#/?size=all'").await;
        let frame = "root().querySelector('.table-frame')";
        self.until(
            &format!("const frame = {frame}; return frame.scrollHeight > 3 * frame.clientHeight"),
            "one long table",
        )
        .await;
        let ours = self.frames(frame).await;
        // An empty element of the same height, in the same page.
        self.script(&format!(
            "const [frame, empty, tall] = [{frame}, document.createElement('div'), document.createElement('div')]; \
             empty.style.cssText = `position: fixed; inset: 0; overflow: auto; background: canvas`; \
             tall.style.height = `${{frame.scrollHeight}}px`; empty.append(tall); empty.id = 'empty'; \
             document.body.append(empty)"
        ))
        .await;
        let empty = self.frames("document.getElementById('empty')").await;
        let dropped = |frames: &[f64]| frames.iter().filter(|apart| **apart > DROPPED).count();
        #[expect(clippy::cast_precision_loss, reason = "a count of frames")]
        for (what, frames) in [("table", &ours), ("empty page", &empty)] {
            figures.add(
                &format!("scrolling the {what}, frames dropped of {}", frames.len()),
                dropped(frames) as f64,
                "",
            );
            figures.add(&format!("scrolling the {what}, slowest frame"), percentile(frames, 1.0), "ms");
        }
    }

    async fn frames(&self, element: &str) -> Vec<f64> {
        let script =
            format!("{ROOT} const done = arguments[0]; probe.scroll({element}, {SCROLL}).then(done)");
        let frames = self.browser.execute_async(script, vec![]).await.expect("a scroll");
        frames.json().as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    }

    async fn times(&self, name: &str) -> Vec<f64> {
        self.numbers(&format!("return probe.times['{name}'] ?? []")).await
    }

    async fn count(&self, name: &str) -> usize {
        self.times(name).await.len()
    }

    async fn measured(&self, name: &str, before: usize) {
        self.until(&format!("return (probe.times['{name}'] ?? []).length > {before}"), name).await;
    }

    async fn numbers(&self, script: &str) -> Vec<f64> {
        self.script(script).await.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
    }

    async fn until(&self, script: &str, what: &str) {
        let begun = Instant::now();
        while self.script(script).await != true {
            assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}");
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    async fn go(&self, path: &str) {
        self.browser.goto(format!("{}{path}", self.origin)).await.expect("the panel");
    }

    async fn press(&self, keys: impl Into<thirtyfour::TypingData>) {
        self.browser.action_chain().send_keys(keys).perform().await.expect("keys");
    }

    async fn click(&self, element: &str) {
        let script = format!("{ROOT} return {element}");
        let element =
            self.browser.execute(script, vec![]).await.expect("a script").element().expect("an element");
        element.click().await.expect("a click");
    }

    async fn script(&self, script: &str) -> Value {
        let answer = self.browser.execute(format!("{ROOT} {script}"), vec![]).await;
        answer.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }
}

const ROOT: &str = "const root = () => document.getElementById('patchbay').shadowRoot ?? document.body;";

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

/// The built panel in a folder of its own, with what measures as the first script of its page.
fn site() -> TempDir {
    let from =
        std::env::var_os("PATCHBAY_DIST").map_or_else(|| crate::workspace().join("dist"), PathBuf::from);
    assert!(from.join("index.html").is_file(), "there is no panel: `cargo xtask bench` builds it");
    let to = tempfile::Builder::new().prefix("patchbay-bench-").tempdir().expect("a folder for a site");
    copy(&from, to.path());
    let page = to.path().join("index.html");
    let text = fs::read_to_string(&page).expect("the panel's page");
    fs::write(&page, text.replacen("<head>", "<head><script src=\"probe.js\"></script>", 1))
        .expect("the page");
    fs::write(to.path().join("probe.js"), include_str!("probe.js")).expect("what measures");
    to
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the built panel").flatten() {
        let (entry, target) = (entry.path(), to.join(entry.file_name()));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(entry, target).expect("a file");
        }
    }
}
