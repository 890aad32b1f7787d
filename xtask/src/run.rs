//! Child processes, as a person sees them: with their output, or as one live line.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::paths;

/// A command that runs in the project's folder.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root());
    command
}

/// Runs a command whose output is worth reading as it comes.
pub(crate) fn stream(command: &mut Command) -> Result<()> {
    let status = command.status();
    match status_of(command, status)? {
        status if status.success() => Ok(()),
        status => bail!("`{}` failed ({status})", line_of(command)),
    }
}

/// What a command prints, if it can be started and succeeds.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A long step: its output goes to a log file, and the terminal shows that it lives.
pub(crate) struct Job {
    /// What is going on, as in "still building trunk".
    pub(crate) name: String,
    /// How long it takes, roughly, on a small machine.
    pub(crate) roughly: &'static str,
    pub(crate) command: Command,
}

/// Runs lanes side by side and the jobs of one lane one after the other.
///
/// A lane ends with its first failure. The others go on, since what they finish need not be done again.
pub(crate) fn lanes(lanes: Vec<Vec<Job>>) -> Result<()> {
    let mut lanes: Vec<Lane> = lanes.into_iter().map(Lane::new).collect();
    let mut display = Display::new();
    let mut failures = Vec::new();
    while lanes.iter().any(|lane| !lane.is_done()) {
        for lane in &mut lanes {
            match lane.advance() {
                Ok(None) => {}
                Ok(Some(news)) => display.say(&news),
                Err(failure) => {
                    display.say(&failure.to_string());
                    failures.push(failure);
                }
            }
        }
        display.show(&lanes);
        thread::sleep(Duration::from_millis(150));
    }
    display.clear();
    failures.into_iter().next().map_or(Ok(()), Err)
}

struct Lane {
    waiting: std::vec::IntoIter<Job>,
    running: Option<Running>,
}

struct Running {
    name: String,
    child: Child,
    log: PathBuf,
    since: Instant,
}

impl Lane {
    fn new(jobs: Vec<Job>) -> Self {
        Self { waiting: jobs.into_iter(), running: None }
    }

    fn is_done(&self) -> bool {
        self.running.is_none() && self.waiting.len() == 0
    }

    /// Starts what is next, or looks after what runs. Gives what there is to say.
    fn advance(&mut self) -> Result<Option<String>> {
        let Some(running) = &mut self.running else {
            let Some(job) = self.waiting.next() else { return Ok(None) };
            let news = format!("  {} ({}) …", job.name, job.roughly);
            self.running = Some(Running::start(job)?);
            return Ok(Some(news));
        };
        let Some(status) = running.child.try_wait().context("a started process could not be watched")? else {
            return Ok(None);
        };
        let result = running.end(status);
        self.running = None;
        if result.is_err() {
            self.waiting = Vec::new().into_iter();
        }
        result.map(Some)
    }
}

impl Running {
    fn start(mut job: Job) -> Result<Self> {
        let folder = paths::scratch().join("log");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", paths::shown(&folder)))?;
        let log = folder.join(format!("{}.log", job.name.replace([' ', '/'], "-")));
        let file = File::create(&log).with_context(|| format!("cannot write {}", paths::shown(&log)))?;
        job.command.stdin(Stdio::null()).stderr(file.try_clone()?).stdout(file);
        let spawned = job.command.spawn();
        let child = status_of(&job.command, spawned)?;
        Ok(Self { name: job.name, child, log, since: Instant::now() })
    }

    fn end(&self, status: ExitStatus) -> Result<String> {
        let (name, time) = (&self.name, duration(self.since.elapsed()));
        if status.success() {
            return Ok(format!("  {name}: done in {time}"));
        }
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        let tail = lines[lines.len().saturating_sub(25)..].join("\n    ");
        Err(anyhow!("{name}: failed after {time}. The end of {}:\n\n    {tail}\n", paths::shown(&self.log)))
    }
}

/// One line that is rewritten in a terminal; in a log, a line now and then.
struct Display {
    terminal: bool,
    last: Instant,
}

impl Display {
    fn new() -> Self {
        Self { terminal: std::io::stderr().is_terminal(), last: Instant::now() }
    }

    fn say(&self, line: &str) {
        self.clear();
        eprintln!("{line}");
    }

    fn show(&mut self, lanes: &[Lane]) {
        let every = if self.terminal { Duration::from_millis(500) } else { Duration::from_secs(30) };
        if self.last.elapsed() < every {
            return;
        }
        self.last = Instant::now();
        let running = lanes.iter().filter_map(|lane| lane.running.as_ref());
        let parts: Vec<String> =
            running.map(|job| format!("{} ({})", job.name, duration(job.since.elapsed()))).collect();
        if parts.is_empty() {
            return;
        }
        let line = format!("  still {}", parts.join(", "));
        if self.terminal {
            eprint!("\r\x1b[2K{line}");
            std::io::stderr().flush().ok();
        } else {
            eprintln!("{line}");
        }
    }

    fn clear(&self) {
        if self.terminal {
            eprint!("\r\x1b[2K");
        }
    }
}

/// A duration as it is said: "132 ms", "4.2 s", "1 min 30 s".
pub(crate) fn duration(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        1..10 => format!("{:.1} s", time.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// A command as one would type it.
pub(crate) fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Turns "No such file or directory" into the name of the program that is missing.
fn status_of<T>(command: &Command, result: std::io::Result<T>) -> Result<T> {
    result.with_context(|| format!("`{}` could not be started", command.get_program().display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_as_a_person_would() {
        assert_eq!(duration(Duration::from_millis(132)), "132 ms");
        assert_eq!(duration(Duration::from_millis(4230)), "4.2 s");
        assert_eq!(duration(Duration::from_secs(42)), "42 s");
        assert_eq!(duration(Duration::from_secs(90)), "1 min 30 s");
        assert_eq!(duration(Duration::from_secs(605)), "10 min 05 s");
    }

    #[test]
    fn a_failed_job_ends_its_lane_and_shows_the_end_of_its_log() {
        let job = |name: &str, script: &str| {
            let mut command = command("sh");
            command.args(["-c", script]);
            Job { name: name.to_owned(), roughly: "no time", command }
        };
        let never = paths::scratch().join("log/never.log");
        fs::remove_file(&never).ok();
        let failing = vec![job("failing", "echo the reason; exit 3"), job("never", "true")];
        let error = lanes(vec![failing, vec![job("fine", "true")]]).unwrap_err().to_string();
        assert!(error.contains("failing: failed") && error.contains("the reason"), "{error}");
        assert!(!never.exists(), "what comes after a failure does not start");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = stream(&mut command("patchbay-no-such-program")).unwrap_err();
        assert!(
            format!("{error:#}").starts_with("`patchbay-no-such-program` could not be started"),
            "{error:#}"
        );
    }
}
