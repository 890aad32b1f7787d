//! The sandbox on its own: `cargo run -p patchbay-sandbox -- --connections 2431`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a person reads where it is")]

use std::process::ExitCode;

use lexopt::prelude::*;
use patchbay_sandbox::{Options, Sandbox};

const HELP: &str = "\
The vendors, played back on this machine, and the panel in front of them.

  --connections N   how many connections each vendor holds (240)
  --seed N          which ones: the same number gives the same connections (1)
  --port N          the port to listen on (8080; 0 is any that is free)
  --dist DIR        the folder with the panel, from `cargo xtask dist`";

fn main() -> ExitCode {
    let run = || -> Result<(), Box<dyn std::error::Error>> {
        let Some(options) = options(lexopt::Parser::from_env())? else {
            println!("{HELP}");
            return Ok(());
        };
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(async {
            let sandbox = Sandbox::start(options).await?;
            println!("The sandbox is at {}", sandbox.origin());
            std::future::pending().await
        })
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// `None` if somebody asks for help.
fn options(mut arguments: lexopt::Parser) -> Result<Option<Options>, lexopt::Error> {
    let mut options = Options { port: 8080, ..Options::default() };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("connections") => options.connections = arguments.value()?.parse()?,
            Long("seed") => options.seed = arguments.value()?.parse()?,
            Long("port") => options.port = arguments.value()?.parse()?,
            Long("dist") => options.dist = Some(arguments.value()?.into()),
            Long("help") | Short('h') => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(options))
}
