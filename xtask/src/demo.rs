//! `cargo xtask demo`: the panel, filled, on one port of this machine.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result, bail};
use lexopt::Arg::Long;
use patchbay_sandbox::Sandbox;
use tokio::net::TcpListener;

use crate::dist;
use crate::gateway::Gateway;

const FIRST_PORT: u16 = 8080;

/// What was asked for on the command line.
#[derive(Default)]
pub(crate) struct Options {
    port: Option<u16>,
    connections: Option<usize>,
    seed: Option<u64>,
    config: Option<PathBuf>,
    keys: Option<PathBuf>,
}

impl Options {
    pub(crate) fn read(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("port") => options.port = Some(number(&mut arguments, "--port")?),
                Long("connections") => options.connections = Some(number(&mut arguments, "--connections")?),
                Long("seed") => options.seed = Some(number(&mut arguments, "--seed")?),
                Long("config") => options.config = Some(arguments.value()?.into()),
                Long("keys") => options.keys = Some(arguments.value()?.into()),
                _ => return Err(argument.unexpected().into()),
            }
        }
        Ok(options)
    }
}

fn number<T: FromStr>(arguments: &mut lexopt::Parser, option: &str) -> Result<T> {
    let number = arguments.value()?.to_str().and_then(|text| text.parse().ok());
    number.with_context(|| format!("{option} takes a number"))
}

/// Builds the panel and serves it until Ctrl-C.
pub(crate) fn demo(options: Options) -> Result<()> {
    match (&options.config, &options.keys) {
        (None, None) => {}
        (Some(config), Some(keys)) => {
            // Read first: who mistyped a path should not wait for a build.
            let gateway = Gateway::read(config, keys)?;
            return run(serve_vendors(gateway, dist::unweighed()?, options.port));
        }
        (Some(_), None) => bail!("--config needs --keys too: a file with one `source-id=key` a line"),
        (None, Some(_)) => bail!("--keys needs --config too: the panel's config.json for the real vendors"),
    }
    let dist = dist::unweighed()?;
    run(serve_sandbox(options, dist))
}

fn run(work: impl Future<Output = Result<()>>) -> Result<()> {
    tokio::runtime::Runtime::new().context("cannot start serving")?.block_on(work)
}

async fn serve_sandbox(options: Options, dist: PathBuf) -> Result<()> {
    // Taken and let go: the sandbox listens itself.
    let port = listen(options.port).await?.local_addr()?.port();
    let usual = patchbay_sandbox::Options::default();
    let sandbox = Sandbox::start(patchbay_sandbox::Options {
        port,
        dist: Some(dist),
        connections: options.connections.unwrap_or(usual.connections),
        seed: options.seed.unwrap_or(usual.seed),
        ..usual
    });
    let sandbox = sandbox.await.context("the sandbox could not start")?;
    let origin = sandbox.origin();
    println!(
        "\nThe panel, with made-up connections:\n\n  {origin}/\n\nThe vendors are played by a sandbox on the \
         same port. What it was asked: {origin}/sandbox/requests\nCtrl-C ends it."
    );
    std::future::pending().await
}

async fn serve_vendors(gateway: Gateway, dist: PathBuf, port: Option<u16>) -> Result<()> {
    let listener = listen(port).await?;
    println!("\nThe panel, with the real vendors:\n\n  http://{}/\n", listener.local_addr()?);
    for (id, base) in gateway.routes() {
        println!("  {id} -> {base}");
    }
    println!("\nThe keys stay in this process. What is asked is listed below. Ctrl-C ends it.\n");
    gateway.serve(dist, listener).await
}

/// The port that was asked for, or the first that is free.
async fn listen(asked: Option<u16>) -> Result<TcpListener> {
    if let Some(port) = asked {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        return listener.with_context(|| format!("port {port} cannot be used; --port takes another"));
    }
    for port in FIRST_PORT..FIRST_PORT + 100 {
        if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            return Ok(listener);
        }
    }
    bail!("none of the ports {FIRST_PORT} to {} is free; --port takes another", FIRST_PORT + 99)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Options> {
        Options::read(lexopt::Parser::from_args(words))
    }

    #[test]
    fn options() {
        let options = read(&["--port", "9000", "--seed=7", "--connections", "50"]).unwrap();
        assert_eq!((options.port, options.seed, options.connections), (Some(9000), Some(7), Some(50)));
        let error = |words: &[&str]| read(words).err().unwrap().to_string();
        assert_eq!(error(&["--port", "x"]), "--port takes a number");
        assert_eq!(error(&["--prot"]), "invalid option '--prot'");
    }

    #[test]
    fn one_file_without_the_other_is_refused() {
        let config = demo(Options { config: Some("real.json".into()), ..Options::default() }).unwrap_err();
        assert!(config.to_string().starts_with("--config needs --keys"));
        let keys = demo(Options { keys: Some("keys".into()), ..Options::default() }).unwrap_err();
        assert!(keys.to_string().starts_with("--keys needs --config"));
    }
}
