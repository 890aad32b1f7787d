//! Reads every source into the fleet, page by page, the first page first.

use std::collections::VecDeque;

use leptos::task::spawn_local;
use patchbay_vendors::error::{Error, Kind};
use patchbay_vendors::page::{Cursor, Page, Query};
use patchbay_vendors::read::Mismatch;
use patchbay_vendors::source::Source;

use super::Panel;
use super::client::Missed;
use super::per_source::PerSource;
use crate::browser::fetch::{Abort, Signal};
use crate::live::Var;

/// How far a source is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// What it is about.
    pub phase: Phase,
    /// How many connections were read in this round.
    pub read: usize,
    /// How many there are, once every list of the source has said so.
    pub total: Option<u64>,
    /// The rows that could not be read.
    pub broken: Vec<Mismatch>,
    /// A list changed its length while it was read, so a row may be missing.
    pub moved: bool,
}

/// What a source is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// It waits for a key.
    #[default]
    NeedsKey,
    /// It is being read.
    Reading,
    /// All of it has been read.
    Complete,
    /// It cannot be read, or not to its end.
    Failed(Error),
}

impl Load {
    /// Whether nothing is missing that could be counted.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.phase == Phase::Complete
    }
}

/// How far all sources are.
#[derive(Clone, Copy, Default)]
pub struct Loads {
    loads: Var<PerSource<Load>>,
    running: Var<PerSource<Abort>>,
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

    fn set(self, source: &str, load: Load) {
        self.loads.try_update(|loads| loads.set(source, load));
    }
}

/// Reads every source that can be asked.
pub fn load_all(panel: Panel) {
    for source in &panel.settings().sources {
        load(panel, source);
    }
}

/// Reads a source, from its beginning; an earlier reading of it ends here.
pub fn load(panel: Panel, source: &Source) {
    let abort = Abort::default();
    let signal = abort.signal();
    panel.loads.running.try_update(|running| running.set(&source.id, abort));
    if !panel.keys.suffice(source) {
        panel.fleet.try_update(|fleet| fleet.forget(&source.id));
        panel.loads.set(&source.id, Load::default());
        return;
    }
    let source = source.clone();
    panel.loads.set(&source.id, Load { phase: Phase::Reading, ..Load::default() });
    spawn_local(async move {
        let mut load = Load { phase: Phase::Reading, ..Load::default() };
        match crawl(panel, &source, &signal, &mut load).await {
            Ok(()) => load.phase = Phase::Complete,
            Err(Missed::Failed(error)) => {
                // Rows that a key may not read must not stay on the screen.
                if matches!(error.kind(), Kind::Unauthorized | Kind::Forbidden) {
                    panel.fleet.try_update(|fleet| fleet.forget(&source.id));
                }
                load.phase = Phase::Failed(error);
            }
            Err(Missed::Aborted) => return,
        }
        panel.loads.set(&source.id, load);
    });
}

async fn crawl(panel: Panel, source: &Source, signal: &Signal, load: &mut Load) -> Result<(), Missed> {
    panel.fleet.try_update(|fleet| fleet.begin(&source.id));
    let lists = source.vendor.lists(&Query::default());
    let mut totals = vec![None; lists.len()];
    // In turn: the first page of each list, then the second of each.
    let mut due: VecDeque<(usize, &Query, Cursor)> =
        lists.iter().enumerate().map(|(list, query)| (list, query, Cursor::Start)).collect();
    while let Some((list, query, at)) = due.pop_front() {
        let page = panel.client.ask(source, source.vendor.list(source, query, &at), signal).await?;
        if signal.is_over() {
            return Err(Missed::Aborted);
        }
        let next = page.next.clone();
        take(panel, source, page, totals.get_mut(list), load);
        load.total = totals.iter().copied().sum();
        panel.loads.set(&source.id, load.clone());
        due.extend(next.map(|next| (list, query, next)));
    }
    panel.fleet.try_update(|fleet| fleet.finish(&source.id));
    Ok(())
}

fn take(panel: Panel, source: &Source, page: Page, total: Option<&mut Option<u64>>, load: &mut Load) {
    load.read += page.connections.len();
    load.broken.extend(page.broken);
    if let Some(total) = total {
        load.moved |= total.is_some() && *total != page.total;
        *total = page.total;
    }
    panel.fleet.try_update(|fleet| {
        for connection in page.connections {
            fleet.put(&source.id, connection);
        }
    });
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
