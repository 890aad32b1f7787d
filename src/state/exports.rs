//! Takes the matching rows away as a file, a slice at a time, so that the page answers meanwhile.

use leptos::task::spawn_local;
use patchbay_fleet::RowId;
use patchbay_vendors::time::Moment;

use super::Panel;
use crate::browser::{clock, download};
use crate::export::{Format, Writer};
use crate::live::Var;
use crate::words;

/// How many milliseconds a slice takes, at most and about: half of what a page has for a frame.
const SLICE: f64 = 8.0;
/// So many rows are written between two looks at the clock.
const ROWS: usize = 16;
/// What takes less is done before anybody could read how far it is.
const QUIET: f64 = 500.0;
/// How often it is told how far it is: each time may be read out.
const TELL: f64 = 250.0;

/// The file that is being written, if one is.
#[derive(Clone, Copy, Default)]
pub struct Exports {
    running: Var<Option<u32>>,
    number: Var<u32>,
    progress: Var<Option<Progress>>,
}

/// How far a file is, once it takes a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many rows were written.
    pub done: usize,
    /// How many there are to be written.
    pub total: usize,
}

impl Exports {
    /// Whether a file is being written.
    #[must_use]
    pub fn is_running(self) -> bool {
        self.running.with(Option::is_some)
    }

    /// How far it is, once it takes a while.
    #[must_use]
    pub fn progress(self) -> Option<Progress> {
        self.progress.get()
    }

    /// Gives the file up; nothing of it is saved.
    pub fn cancel(self, panel: Panel) {
        self.end();
        panel.notices.tell(words::EXPORT_CANCELLED.to_owned(), None);
    }

    fn begin(self) -> Option<u32> {
        let number = self.number.try_update(|number| {
            *number = number.wrapping_add(1);
            *number
        })?;
        self.running.try_set(Some(number));
        Some(number)
    }

    fn goes_on(self, number: u32) -> bool {
        self.running.try_get_untracked() == Some(Some(number))
    }

    fn end(self) {
        self.running.try_set(None);
        self.progress.try_set(None);
    }
}

/// Writes these rows to a file and has it saved. One that is being written already goes on alone.
pub fn start(panel: Panel, format: Format, rows: Vec<RowId>) {
    let exports = panel.exports;
    if exports.running.with_untracked(Option::is_some) {
        return;
    }
    let Some(number) = exports.begin() else { return };
    let complete = panel.loads.all_complete();
    spawn_local(async move {
        let Some((file, written)) = write(panel, format, &rows, number).await else { return };
        let name = format.file_name(Moment::from_millis(clock::now() as i64));
        exports.end();
        if file.save(&name, format.media_type()) {
            panel.notices.tell(words::exported(&name, written, rows.len(), complete), None);
        } else {
            panel.notices.alert(words::NOT_EXPORTED.to_owned());
        }
    });
}

/// The file, and how many of the rows were still there; none if nobody wants it any more.
async fn write(panel: Panel, format: Format, rows: &[RowId], number: u32) -> Option<(download::Made, usize)> {
    let file = download::Made::default();
    let mut writer = Writer::new(format);
    let (began, mut told) = (clock::now(), 0.0);
    let mut due = rows.chunks(ROWS);
    let mut done = 0;
    loop {
        let slice = clock::now();
        loop {
            let Some(some) = due.next() else {
                let written = writer.rows();
                file.add(&writer.finish());
                return Some((file, written));
            };
            panel.fleet.try_with_untracked(|fleet| {
                // A row that is gone since is left out.
                some.iter().filter_map(|id| fleet.row(*id)).for_each(|row| writer.add(&row));
            })?;
            done += some.len();
            if clock::now() - slice >= SLICE {
                break;
            }
        }
        file.add(&writer.take());
        let now = clock::now();
        if now - began > QUIET && now - told > TELL {
            told = now;
            panel.exports.progress.try_set(Some(Progress { done, total: rows.len() }));
        }
        clock::breathe().await;
        if !panel.exports.goes_on(number) {
            return None;
        }
    }
}
