//! Reads every source into the fleet, page by page, the first page first.
//!
//! ```text
//!   load ─▶ crawl      which page is due, and when it ends; pure
//!             │  ▲                     pushed ─▶ put   what is filtered by, at once
//!        ask  ▼  │ turned
//!           client ─▶ put      into the fleet, in slices
//!                      │
//!                      ▼
//!                    pulse     when the screen is told of it
//! ```
//!
//! A reading ends with the [`Run`] that keeps it, at once: whatever it has asked is not waited for any more.

mod crawl;
mod pulse;
mod pushed;
mod put;
mod said;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::task::spawn_local;
use patchbay_vendors::error::{Error, Kind};
use patchbay_vendors::page::{Page, Query};
use patchbay_vendors::read::Mismatch;
use patchbay_vendors::source::Source;

use super::Panel;
use super::client::Missed;
use super::per_source::PerSource;
use crate::browser::clock;
use crate::browser::fetch::{Abort, Signal};
use crate::live::Var;

use crawl::{Crawl, End, Turned};
use pulse::Pulse;
use pushed::Pushed;

/// How far a source is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// What it is about.
    pub phase: Phase,
    /// How many connections were read in this round, each counted once.
    pub read: usize,
    /// How many there are, once every list of the source has said so.
    pub total: Option<u64>,
    /// The rows that could not be read.
    pub broken: Vec<Mismatch>,
    /// A list changed its length while it was read, so a row may be missing.
    pub moved: bool,
    /// How many connections are new since the reading before.
    pub added: usize,
    /// How many connections differ from the reading before.
    pub changed: usize,
    /// How many connections are gone since the reading before.
    pub gone: usize,
    /// Whether the reading before came to its end, so that it can be compared with.
    pub compares: bool,
}

/// What a source is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// It waits for a key.
    #[default]
    NeedsKey,
    /// It is being read.
    Reading,
    /// Somebody stopped it for a while.
    Paused,
    /// All of it has been read.
    Complete,
    /// There is more of it than may be loaded: the rest can be asked for.
    Capped,
    /// Its pages lead back to where they had been, so nobody knows what is missing.
    Repeats,
    /// It cannot be read, or not to its end.
    Failed(Error),
}

impl Load {
    /// Whether nothing is missing that could be counted.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.phase == Phase::Complete
    }

    /// What the next reading begins with.
    fn again(&self) -> Self {
        Self { phase: Phase::Reading, compares: self.is_complete() || self.compares, ..Self::default() }
    }
}

/// How far all sources are.
#[derive(Clone, Copy, Default)]
pub struct Loads {
    loads: Var<PerSource<Load>>,
    runs: Var<PerSource<Run>>,
    pulse: Var<Pulse>,
    pushed: Pushed,
}

/// The reading of a source. It ends when this is dropped.
struct Run {
    reading: Rc<RefCell<Reading>>,
    round: Abort,
}

/// What a reading is about, while it goes on.
struct Reading {
    crawl: Crawl,
    /// What the page that is due is asked with; nothing while it is paused.
    request: Option<Abort>,
    /// Whether somebody asks for pages: after a pause nobody may do it twice.
    busy: bool,
}

impl Drop for Run {
    fn drop(&mut self) {
        if let Ok(mut reading) = self.reading.try_borrow_mut() {
            reading.request = None;
        }
    }
}

impl Loads {
    /// How far a source is.
    #[must_use]
    pub fn of(self, source: &str) -> Load {
        self.loads.with(|loads| loads.get(source).cloned().unwrap_or_default())
    }

    /// Whether any source is being read.
    #[must_use]
    pub fn any_reading(self) -> bool {
        self.loads.with(|loads| loads.values().any(|load| load.phase == Phase::Reading))
    }

    /// Whether every source has been read to its end.
    #[must_use]
    pub fn all_complete(self) -> bool {
        self.loads.with(|loads| loads.values().all(Load::is_complete))
    }

    /// Whether what reading a source anew did to its rows is worth a mark: not where it was never read to its end.
    #[must_use]
    pub fn compares(self, source: &str) -> bool {
        self.loads.with(|loads| loads.get(source).is_some_and(|load| load.compares))
    }

    /// The same without following it, if it is still there.
    fn peek<T>(self, source: &str, read: impl FnOnce(&Load) -> T) -> Option<T> {
        self.loads.try_with_untracked(|loads| loads.get(source).map(read)).flatten()
    }

    /// Changes how far a source is. The screen has to be told of it after.
    fn change(self, source: &str, change: impl FnOnce(&mut Load)) {
        self.loads.try_change(|loads| loads.get_mut(source).map(change));
    }

    /// Tells the screen of what has changed.
    fn show(self, panel: Panel) {
        self.pulse.try_change(|pulse| pulse.told(clock::now()));
        panel.fleet.tell();
        self.loads.tell();
    }

    /// The same when it has had time to show what it was told before.
    fn show_soon(self, panel: Panel) {
        match self.pulse.try_change(|pulse| pulse.came(clock::now())).flatten() {
            Some(wait) if wait.is_zero() => self.show(panel),
            Some(wait) => spawn_local(async move {
                clock::sleep(wait).await;
                self.show(panel);
            }),
            None => {}
        }
    }
}

/// Reads every source that can be asked, and asks at once for what is filtered by. To be called once.
pub fn start(panel: Panel) {
    load_all(panel);
    panel.loads.pushed.follow(panel);
}

/// Reads every source that can be asked.
pub fn load_all(panel: Panel) {
    for source in &panel.settings().sources {
        load(panel, source);
    }
}

/// Reads a source, from its beginning; an earlier reading of it ends here.
pub fn load(panel: Panel, source: &Source) {
    let Loads { loads, runs, .. } = panel.loads;
    runs.try_change(|runs| runs.remove(&source.id));
    panel.loads.pushed.again(panel, &source.id);
    if !panel.keys.suffice(source) {
        panel.fleet.try_change(|fleet| fleet.forget(&source.id));
        loads.try_change(|loads| loads.set(&source.id, Load::default()));
        panel.loads.show(panel);
        return;
    }
    let again = panel.loads.peek(&source.id, Load::again).unwrap_or_else(|| Load::default().again());
    loads.try_change(|loads| loads.set(&source.id, again));
    panel.fleet.try_change(|fleet| fleet.begin(&source.id));
    let lists = source.vendor.lists(&Query::default());
    let crawl = Crawl::new(lists, panel.settings().cap);
    let reading = Reading { crawl, request: Some(Abort::default()), busy: false };
    let reading = Rc::new(RefCell::new(reading));
    runs.try_change(|runs| {
        runs.set(&source.id, Run { reading: Rc::clone(&reading), round: Abort::default() });
    });
    panel.loads.show(panel);
    go_on(panel, source);
}

/// Stops the reading of a source for a while. What it has asked is not waited for, and asked again later.
pub fn pause(panel: Panel, source: &Source) {
    panel.loads.runs.try_change(|runs| {
        if let Some(run) = runs.get(&source.id) {
            run.reading.borrow_mut().request = None;
        }
    });
    panel.loads.change(&source.id, |load| {
        if load.phase == Phase::Reading {
            load.phase = Phase::Paused;
        }
    });
    panel.loads.show(panel);
}

/// Goes on where the reading of a source was paused.
pub fn resume(panel: Panel, source: &Source) {
    if panel.loads.peek(&source.id, |load| load.phase == Phase::Paused) == Some(true) {
        panel.loads.change(&source.id, |load| load.phase = Phase::Reading);
        panel.loads.show(panel);
        go_on(panel, source);
    }
}

fn go_on(panel: Panel, source: &Source) {
    let run = panel.loads.runs.try_with_untracked(|runs| {
        runs.get(&source.id).map(|run| (Rc::clone(&run.reading), run.round.signal()))
    });
    let Some((reading, round)) = run.flatten() else { return };
    {
        let mut reading = reading.borrow_mut();
        reading.request.get_or_insert_default();
        // Who asks already goes on by itself.
        if std::mem::replace(&mut reading.busy, true) {
            return;
        }
    }
    let source = source.clone();
    spawn_local(async move {
        let end = read(panel, &source, &reading, &round).await;
        reading.borrow_mut().busy = false;
        if !round.is_over() {
            settle(panel, &source, end);
        }
    });
}

/// What is to be done when there is nothing more to ask for.
fn settle(panel: Panel, source: &Source, end: Result<End, Missed>) {
    let phase = match end {
        Ok(End::Whole) => {
            let gone = panel.fleet.try_change(|fleet| fleet.finish(&source.id)).unwrap_or_default();
            panel.loads.change(&source.id, |load| load.gone = gone);
            Phase::Complete
        }
        // What stood there before and was not seen may be there all the same.
        Ok(End::Capped) => Phase::Capped,
        Ok(End::Repeats) => Phase::Repeats,
        Err(Missed::Failed(error)) => {
            // Rows that a key may not read must not stay on the screen.
            if matches!(error.kind(), Kind::Unauthorized | Kind::Forbidden) {
                panel.loads.pushed.forget(&source.id);
                panel.fleet.try_change(|fleet| fleet.forget(&source.id));
                panel.loads.change(&source.id, |load| load.compares = false);
            }
            Phase::Failed(error)
        }
        Err(Missed::Aborted) => return,
    };
    panel.loads.change(&source.id, |load| load.phase = phase);
    panel.loads.show(panel);
}

/// Asks for page after page, until there is none or it is paused.
async fn read(
    panel: Panel,
    source: &Source,
    reading: &RefCell<Reading>,
    round: &Signal,
) -> Result<End, Missed> {
    loop {
        let due = reading.borrow().crawl.due();
        let Some((query, at)) = due else { return Ok(reading.borrow().crawl.end()) };
        let Some(request) = reading.borrow().request.as_ref().map(Abort::signal) else {
            return Err(Missed::Aborted);
        };
        let page = match panel.client.ask(source, source.vendor.list(source, &query, &at), &request).await {
            Ok(page) if !request.is_over() => page,
            // It may have been paused and resumed meanwhile.
            Ok(_) | Err(Missed::Aborted) if !round.is_over() => continue,
            Ok(_) => return Err(Missed::Aborted),
            Err(missed) => return Err(missed),
        };
        take(panel, source, page, reading, round).await?;
    }
}

async fn take(
    panel: Panel,
    source: &Source,
    page: Page,
    reading: &RefCell<Reading>,
    round: &Signal,
) -> Result<(), Missed> {
    let turned = Turned::of(&page);
    let before = reading.borrow().crawl.read();
    let lets = |id: &str| reading.borrow_mut().crawl.lets(id);
    if !put::put(panel, &source.id, page.connections, lets, round).await {
        return Err(Missed::Aborted);
    }
    put::prepare(panel, round).await;
    let crawl = &mut reading.borrow_mut().crawl;
    crawl.turn(&turned, before);
    panel.loads.change(&source.id, |load| {
        load.read = crawl.read();
        load.total = crawl.total();
        load.moved = crawl.moved();
        load.broken.extend(page.broken);
    });
    if before == 0 {
        panel.loads.show(panel);
    } else {
        panel.loads.show_soon(panel);
    }
    Ok(())
}

/// Takes a source's key away, and with it what the key had shown.
pub fn forget_key(panel: Panel, source: &Source) {
    panel.keys.forget(&source.id);
    load(panel, source);
}

/// Keeps a key and reads the source with it.
pub fn use_key(panel: Panel, source: &Source, key: &str) {
    panel.keys.set(&source.id, key);
    load(panel, source);
}
