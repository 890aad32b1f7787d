//! The commands of this project: `cargo xtask demo | test | bench | dist`.
//!
//! A person runs them, so every module here speaks: it says what it does, how far it is, and, when it cannot
//! go on, what is missing and how to get it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the commands talk to a terminal")]

mod bench;
mod demo;
mod dist;
mod gateway;
mod node;
mod paths;
mod run;
mod system;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::Arg::{Long, Short, Value};

const HELP: &str = "\
The commands of this project:

  cargo xtask demo    build the panel and show it, filled, at a local address
      --port N          the port to listen on (8080, or the next one that is free)
      --connections N   how many connections the sandbox makes up
      --seed N          which ones: the same number gives the same connections
      --config FILE --keys FILE
                        the real vendors of a config.json instead of the sandbox, through a gateway
                        on this machine; the keys file holds one `source-id=key` a line

  cargo xtask test    check everything, as CI does
      fmt clippy dist native browser
                        only these steps, in the order given

  cargo xtask bench   measure the fleet, and the panel in a browser, with 100,000 and 1,000,000
                      connections; the results are kept in bench/results/

  cargo xtask dist    write dist/, ready for any static host

  cargo xtask styles  after a `trunk build` of one's own: the panel's style sheets as one, in target/trunk

Each sets up what it needs, in .tools/ (or the folder that PATCHBAY_TOOLS names), and is quick the second
time.";

fn main() -> ExitCode {
    match command(lexopt::Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(Value(name)) if name == "demo" => demo::demo(demo::Options::read(arguments)?),
        Some(Value(name)) if name == "test" => test::test(&test::chosen(arguments)?),
        Some(Value(name)) if name == "bench" => match arguments.next()? {
            None => bench::bench(),
            Some(more) => Err(more.unexpected().into()),
        },
        Some(Value(name)) if name == "dist" => match arguments.next()? {
            None => dist::dist().map(drop),
            Some(more) => Err(more.unexpected().into()),
        },
        Some(Value(name)) if name == "styles" => match arguments.next()? {
            None => dist::styles(),
            Some(more) => Err(more.unexpected().into()),
        },
        Some(Long("help") | Short('h')) => {
            println!("{HELP}");
            Ok(())
        }
        Some(Value(name)) => bail!("there is no command `{}`.\n\n{HELP}", name.display()),
        Some(option) => Err(option.unexpected().into()),
        None => bail!("say which command.\n\n{HELP}"),
    }
}
