//! What the panel's renderer has for itself alone, in a browser that nobody drives.
//!
//! A driver listens to the network, and for it the renderer keeps every answer that came. People have no driver.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use patchbay_sandbox::Sandbox;
use tempfile::TempDir;

use crate::driver::descendants;
use crate::engine::chromium_arguments;

/// What has not changed for so long has settled: the browser collects its garbage when it is idle.
const SETTLED: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(1_200);

/// A browser with the page open.
struct Browser {
    process: Child,
    _profile: TempDir,
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Fails only if it is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Opens the panel, lets it read everything and come to rest; the most that it had on the way, and what it then has, in
/// megabytes.
pub(crate) async fn measure(sandbox: &Sandbox) -> (f64, f64) {
    let browser = open(&format!("{}/#/", sandbox.origin()));
    let begun = Instant::now();
    let (mut asked, mut since, mut most) = (0, Instant::now(), 0.0_f64);
    while since.elapsed() < SETTLED {
        assert!(begun.elapsed() < PATIENCE, "the panel never came to rest");
        tokio::time::sleep(LOOK_AGAIN).await;
        most = most.max(private(browser.process.id()));
        let now = sandbox.requests().len();
        if now != asked {
            (asked, since) = (now, Instant::now());
        }
    }
    (most, private(browser.process.id()))
}

fn open(address: &str) -> Browser {
    let profile =
        tempfile::Builder::new().prefix("patchbay-memory-").tempdir().expect("a folder for a browser");
    let program = std::env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
    let process = Command::new(program)
        .args(chromium_arguments(profile.path()))
        .arg(address)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a browser");
    Browser { process, _profile: profile }
}

/// Of the renderers below a process the one that has the most: Chromium keeps another in reserve, which has next to
/// nothing.
fn private(browser: u32) -> f64 {
    let renderers = descendants(browser).into_iter().filter(|id| {
        let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains("--type=renderer")
    });
    let private = renderers.map(|id| {
        let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
        let lines = rollup.lines().filter(|line| line.starts_with("Private_"));
        let kilobytes = lines.filter_map(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
        kilobytes.sum::<f64>() / 1_024.0
    });
    private.fold(0.0, f64::max)
}
