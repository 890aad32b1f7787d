//! `cargo xtask test`: everything that must hold, in the order in which it fails fastest.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use lexopt::Arg::Value;

use crate::tools::{self, Purpose};
use crate::{dist, run, system};

/// One step, as data.
pub(crate) struct Step {
    /// What a person calls it by: `cargo xtask test clippy`.
    name: &'static str,
    why: &'static str,
    /// One after the other; the first failure ends the step.
    actions: &'static [Action],
}

enum Action {
    /// Arguments for cargo.
    Cargo(&'static str),
    /// The same, told where the browsers' drivers and the built panel are.
    CargoWithBrowsers(&'static str),
    Dist,
}

use Action::{Cargo, CargoWithBrowsers, Dist};

static STEPS: [Step; 5] = [
    Step { name: "fmt", why: "formatting", actions: &[Cargo("fmt --all --check")] },
    Step {
        name: "clippy",
        why: "lints, for this machine and for the browser",
        actions: &[
            Cargo("clippy --workspace --all-targets -- -D warnings"),
            // "All targets" leaves out what is not tested by default.
            Cargo("clippy --workspace --test browser -- -D warnings"),
            Cargo(
                "clippy --target wasm32-unknown-unknown -p patchbay -p patchbay-fleet -p patchbay-vendors \
                 -- -D warnings",
            ),
            // The sandbox is to run inside a page too, without its server.
            Cargo(
                "clippy --target wasm32-unknown-unknown -p patchbay-sandbox --no-default-features --lib \
                 -- -D warnings",
            ),
        ],
    },
    Step { name: "dist", why: "the panel as a host gets it, within its budgets", actions: &[Dist] },
    Step {
        name: "native",
        why: "all that can be tested without a browser",
        actions: &[Cargo("test --workspace")],
    },
    Step {
        name: "browser",
        why: "the panel in Chromium, Firefox and WebKit",
        // Its manifest keeps it out of the tests above, so that those need no browser.
        actions: &[CargoWithBrowsers("test --workspace --test browser")],
    },
];

/// The steps that were named, or all.
pub(crate) fn chosen(mut arguments: lexopt::Parser) -> Result<Vec<&'static Step>> {
    let mut steps = Vec::new();
    while let Some(argument) = arguments.next()? {
        let Value(name) = argument else { return Err(argument.unexpected().into()) };
        let Some(step) = STEPS.iter().find(|step| name == step.name) else {
            let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            bail!("there is no step `{}`; there are {}", name.display(), names.join(", "));
        };
        steps.push(step);
    }
    Ok(if steps.is_empty() { STEPS.iter().collect() } else { steps })
}

/// Runs the steps until one fails.
pub(crate) fn test(steps: &[&'static Step]) -> Result<()> {
    let in_browsers = steps.iter().any(|step| step.needs_browsers());
    tools::set_up(if in_browsers { Purpose::Test } else { Purpose::Check })?;

    let mut times: Vec<(&Step, Duration)> = Vec::new();
    for step in steps {
        println!("\n━━ {}: {}", step.name, step.why);
        let since = Instant::now();
        let result = step.run();
        let time = since.elapsed();
        println!("━━ {}: {}", step.name, run::duration(time));
        result.map_err(|error| {
            anyhow!("{error:#}\n\nOnly this step again, once mended: `cargo xtask test {}`", step.name)
        })?;
        times.push((step, time));
    }

    println!("\nAll is well:");
    for (step, time) in times {
        println!("  {:<8} {:>12}   {}", step.name, run::duration(time), step.why);
    }
    Ok(())
}

impl Step {
    fn needs_browsers(&self) -> bool {
        self.actions.iter().any(|action| matches!(action, CargoWithBrowsers(_)))
    }

    fn run(&self) -> Result<()> {
        for action in self.actions {
            match action {
                Cargo(arguments) => announced(&mut cargo(arguments))?,
                CargoWithBrowsers(arguments) => {
                    let panel = dist::unweighed()?;
                    let mut command = cargo(arguments);
                    tell_of_browsers(command.env("PATCHBAY_DIST", panel))?;
                    announced(&mut command)?;
                }
                Dist => drop(dist::dist()?),
            }
        }
        Ok(())
    }
}

fn cargo(arguments: &str) -> Command {
    let mut command = run::command("cargo");
    command.args(arguments.split_whitespace());
    command
}

fn announced(command: &mut Command) -> Result<()> {
    println!("$ {}", run::line_of(command));
    run::stream(command)
}

/// The tests find the drivers by these names, wherever a machine has them.
pub(crate) fn tell_of_browsers(command: &mut Command) -> Result<()> {
    command.env("GECKODRIVER", tools::file_of("geckodriver")?);
    command.env("AXE_CORE", tools::file_of("axe-core")?);
    for (name, program) in [("CHROMEDRIVER", "chromedriver"), ("WEBKIT_WEBDRIVER", "WebKitWebDriver")] {
        let place = system::place_of(program).with_context(|| format!("{program} is not on PATH"))?;
        command.env(name, place);
    }
    Ok(())
}
