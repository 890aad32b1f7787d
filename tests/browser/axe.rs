//! Holds a screen against WCAG 2.2 AA with axe-core, which looks into open shadow roots too.

use std::env;
use std::fs;
use std::panic::Location;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::page::Page;

/// Waits for transitions to end, since a colour half way between two themes has the contrast of neither; then asks
/// axe. What never ends, such as a spinner, is not waited for.
const RUN: &str = r"
const done = arguments[arguments.length - 1];
const root = document.querySelector(arguments[0])?.shadowRoot ?? document;
const ending = [...document.getAnimations(), ...root.getAnimations()]
  .filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity);
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
Promise.allSettled(ending.map((animation) => animation.finished))
  .then(() => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }))
  .then(
    ({ violations }) => done({
      violations: violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.map(({ html, failureSummary }) => `${html}\n      ${failureSummary.replaceAll('\n', '\n      ')}`),
      })),
    }),
    (error) => done({ error: String(error) }),
  );
";

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Done { violations: Vec<Violation> },
    Failed { error: String },
}

#[derive(Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<String>,
}

impl Page {
    /// The screen that is shown now, which the report calls `screen`, breaks no rule.
    #[track_caller]
    pub(crate) fn assert_accessible(&self, screen: &str) -> impl Future<Output = ()> {
        let at = Location::caller();
        async move {
            self.step(format!("hold {screen} against WCAG"));
            let broken = self.broken_rules().await;
            assert!(broken.is_empty(), "{at}: {screen} breaks{broken}");
        }
    }

    /// The rules that the screen breaks, each with the elements that do; nothing if there are none.
    pub(crate) async fn broken_rules(&self) -> String {
        let script = format!("{}\n{RUN}", axe_core());
        let answer =
            self.driver().execute_async(script, vec![self.host().into()]).await.expect("an answer of axe");
        match answer.convert().expect("an answer of axe") {
            Answer::Failed { error } => panic!("axe failed: {error}"),
            Answer::Done { violations } => listed(&violations),
        }
    }
}

fn listed(violations: &[Violation]) -> String {
    let one = |violation: &Violation| {
        let nodes: String = violation.nodes.iter().map(|node| format!("\n    {node}")).collect();
        format!("\n  {} ({}):{nodes}", violation.id, violation.help)
    };
    violations.iter().map(one).collect()
}

fn axe_core() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let own = || crate::workspace().join(".tools/npm/node_modules/axe-core/axe.min.js");
        let path = env::var_os("AXE_CORE").map_or_else(own, PathBuf::from);
        fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!("axe-core is not at {}: {error}; `cargo xtask test` installs it", path.display())
        })
    })
}
