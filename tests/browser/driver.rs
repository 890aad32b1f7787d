//! A WebDriver process of a test's own, on a port of its own, gone when the test is.
//!
//! Every test has its driver, so no test waits for another, sees its cookies or dies with its browser.

use std::env;
use std::fs::File;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use thirtyfour::WebDriver;

use crate::engine::Engine;

const START: Duration = Duration::from_secs(20);
/// How often a file or a port that a starting process should open is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// A running driver and what it stands on.
pub(crate) struct Driver {
    port: u16,
    // In this order: the driver goes before its display, both before the folder they write to.
    _process: Process,
    _display: Option<Process>,
    home: TempDir,
    engine: Engine,
}

impl Driver {
    /// Starts the engine's driver, and for WebKit, which has no headless mode, a display for it.
    pub(crate) async fn start(engine: Engine) -> Self {
        let home =
            tempfile::Builder::new().prefix("patchbay-browser-").tempdir().expect("a folder for a browser");
        let program = program_of(engine);
        match engine {
            Engine::Chromium => {
                let (process, port) = chromedriver(&program, &home).await;
                Self { port, _process: process, _display: None, home, engine }
            }
            Engine::Firefox => {
                let mut command = Command::new(program);
                // The folder that geckodriver makes a profile in, else left behind if it has to be killed.
                command.args(["--port", "0", "--profile-root"]).arg(home.path());
                let process = Process::start(&mut command, &home, "driver");
                let port = process.said("Listening on 127.0.0.1:", "\n").await;
                Self { port, _process: process, _display: None, home, engine }
            }
            Engine::WebKit => {
                let mut xvfb = Command::new(on_path("Xvfb").unwrap_or_else(|| missing("Xvfb", "xvfb")));
                // It chooses a free display itself, and says which on the stream it is told.
                xvfb.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]);
                let display = Process::start(&mut xvfb, &home, "display");
                let number: u16 = display.said("", "\n").await;
                // WebKitWebDriver takes port 0 and then tells nobody what it got.
                let port = free_port();
                let mut command = Command::new(program);
                command
                    .arg(format!("--port={port}"))
                    .env("DISPLAY", format!(":{number}"))
                    // Accelerated compositing wants a GPU, and shows nothing without one.
                    .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
                    .env("GDK_BACKEND", "x11")
                    // Without a session bus of the desktop, instances cannot take each other for themselves.
                    .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
                    .env("NO_AT_BRIDGE", "1")
                    // What is downloaded lands there.
                    .env("HOME", home.path())
                    .env("XDG_CACHE_HOME", home.path())
                    .env("XDG_CONFIG_HOME", home.path())
                    .env("XDG_DATA_HOME", home.path());
                let process = Process::start(&mut command, &home, "driver");
                process.listens(port).await;
                Self { port, _process: process, _display: Some(display), home, engine }
            }
        }
    }

    /// Opens a browser.
    pub(crate) async fn session(&self) -> WebDriver {
        let profile = self.home.path().join("profile");
        let address = format!("http://127.0.0.1:{}", self.port);
        match WebDriver::new(address, self.engine.capabilities(&profile)).await {
            Ok(session) => session,
            Err(error) => panic!("{} did not start: {error}\n{}", self.engine.name(), self.log()),
        }
    }

    /// What the driver, and the browser through it, has said so far.
    pub(crate) fn log(&self) -> String {
        let read = |name| std::fs::read_to_string(self.home.path().join(name)).unwrap_or_default();
        format!("{}{}", read("driver.out"), read("driver.err"))
    }
}

/// Chromedriver takes a free port on one loopback address and then the same on the other, where another may have it:
/// then it ends, and is started again.
async fn chromedriver(program: &Path, home: &TempDir) -> (Process, u16) {
    const TRIES: usize = 5;
    const LISTENS: (&str, &str) = ("was started successfully on port ", ".");
    let start = || Process::start(Command::new(program).arg("--port=0"), home, "driver");
    for _ in 1..TRIES {
        let mut process = start();
        let port = process.wait_or_end(|process| process.number(LISTENS.0, LISTENS.1)).await;
        if let Some(port) = port {
            return (process, port);
        }
    }
    let process = start();
    let port = process.said(LISTENS.0, LISTENS.1).await;
    (process, port)
}

/// A child process, ended when dropped.
struct Process {
    child: Child,
    output: PathBuf,
    name: String,
}

impl Process {
    /// Starts it with its output in files of `home`: a pipe that nobody empties would stop it one day.
    fn start(command: &mut Command, home: &TempDir, name: &str) -> Self {
        let file = |ending| {
            let path = home.path().join(format!("{name}.{ending}"));
            (File::create(&path).expect("a file for the output of a driver"), path)
        };
        let ((out, output), (err, _)) = (file("out"), file("err"));
        let program = Path::new(command.get_program()).display().to_string();
        let child = command
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            // What a driver starts in turn keeps its temporary files here too.
            .env("TMPDIR", home.path())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        Self { child, output, name: program }
    }

    /// Waits until it has written `before`, and reads the number up to `after`.
    async fn said(&self, before: &str, after: &str) -> u16 {
        self.wait("say where it listens", || self.number(before, after)).await
    }

    /// The number between two of its words, if it has written them.
    fn number(&self, before: &str, after: &str) -> Option<u16> {
        let output = std::fs::read_to_string(&self.output).unwrap_or_default();
        let (_, rest) = output.split_once(before)?;
        let (number, _) = rest.split_once(after)?;
        number.trim().parse().ok()
    }

    /// Waits until it is ready or has ended by itself.
    async fn wait_or_end<T>(&mut self, ready: impl Fn(&Self) -> Option<T>) -> Option<T> {
        let started = Instant::now();
        while started.elapsed() < START {
            let has_ended = self.child.try_wait().is_ok_and(|status| status.is_some());
            if let Some(answer) = ready(self) {
                return Some(answer);
            }
            if has_ended {
                break;
            }
            tokio::time::sleep(LOOK).await;
        }
        None
    }

    /// Waits until it takes connections.
    async fn listens(&self, port: u16) {
        self.wait("listen", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()).await;
    }

    async fn wait<T>(&self, what: &str, mut ready: impl FnMut() -> Option<T>) -> T {
        let started = Instant::now();
        loop {
            if let Some(answer) = ready() {
                return answer;
            }
            if started.elapsed() > START {
                let said = std::fs::read_to_string(self.output.with_extension("err")).unwrap_or_default();
                panic!("{} did not {what} within {} s\n{said}", self.name, START.as_secs());
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A session that could not be quit leaves its browser to nobody.
        let left = descendants(self.child.id());
        // Both fail only if it is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if !left.is_empty() {
            let ids = left.iter().map(u32::to_string);
            let _ = Command::new("kill").arg("-KILL").args(ids).stderr(Stdio::null()).status();
        }
    }
}

/// The processes that `ancestor` started, and those that they did. Only Linux says; elsewhere there are none to see.
pub(crate) fn descendants(ancestor: u32) -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let parents: Vec<(u32, u32)> = processes
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
            // "id (name) state parent …", where the name may hold anything, parentheses too.
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((id, parent))
        })
        .collect();
    let mut found = vec![ancestor];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
        next += 1;
    }
    found.split_off(1)
}

fn program_of(engine: Engine) -> PathBuf {
    let (variable, program, package) = match engine {
        Engine::Chromium => ("CHROMEDRIVER", "chromedriver", "chromium-driver"),
        Engine::Firefox => ("GECKODRIVER", "geckodriver", "firefox-esr, and `cargo install geckodriver`"),
        Engine::WebKit => ("WEBKIT_WEBDRIVER", "WebKitWebDriver", "webkit2gtk-driver"),
    };
    if let Some(given) = env::var_os(variable) {
        return given.into();
    }
    let own = crate::workspace().join(".tools/bin").join(program);
    on_path(program).or_else(|| own.exists().then_some(own)).unwrap_or_else(|| missing(program, package))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// A missing driver is a failure, never a skip: an engine that nobody tested is one that does not work.
fn missing(program: &str, package: &str) -> ! {
    panic!("{program} is not installed: `cargo xtask test` installs it (Debian: {package})")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}
