//! How far the loading is, and what it came to.

use patchbay_vendors::source::Source;

use super::{Said, count, number};

/// How many rows of a source were read.
#[must_use]
pub fn rows_read(read: usize, total: Option<u64>, complete: bool) -> String {
    match (complete, known(total)) {
        (true, _) => format!("{} read.", count(read, "connection", "connections")),
        (false, Some(total)) => format!("{} of {} read so far.", number(read), number(total)),
        (false, None) => format!("{} read so far.", number(read)),
    }
}

/// How many rows of a source that is too large are there.
#[must_use]
pub fn rows_loaded(read: usize, total: Option<u64>) -> String {
    match known(total) {
        Some(total) => {
            format!("{} of {} are loaded.", number(read), count(total, "connection", "connections"))
        }
        None => format!("The first {} are loaded.", count(read, "connection", "connections")),
    }
}

/// How many rows of a failed source are still shown.
#[must_use]
pub fn rows_kept(had: usize) -> String {
    format!(
        "{} from before, not all there may be.",
        count(had, "connection is shown", "connections are shown")
    )
}

/// How many rows could not be read.
#[must_use]
pub fn broken_rows(broken: usize, first: &str) -> String {
    format!("{} could not be read and not shown, the first at {first}.", count(broken, "row", "rows"))
}

/// A source whose pages lead back to where they had been.
#[must_use]
pub fn repeats(source: &Source) -> Said {
    Said {
        title: "The vendor's pages repeat".to_owned(),
        text: format!(
            "{} sent pages that it had sent before, so the list was not read any further. What was read is shown.",
            source.vendor.about().name
        ),
        next: "Try again; if it stays so, tell the vendor.".to_owned(),
    }
}

/// A source that is being read, in the line that says how far all are.
#[must_use]
pub fn reading(label: &str, read: usize, total: Option<u64>) -> String {
    match known(total) {
        Some(_) => format!("{label}: {}", part(read, total)),
        None => format!("{label}: reading"),
    }
}

/// A source whose reading was paused, in the same line.
#[must_use]
pub fn paused(label: &str, read: usize, total: Option<u64>) -> String {
    format!("{label}: paused at {}", part(read, total))
}

/// A source that is too large to be loaded, in the same line.
#[must_use]
pub fn some_loaded(label: &str, read: usize, total: Option<u64>) -> String {
    format!("{label}: {} loaded", part(read, total))
}

/// What reading a source anew has shown, in the same line.
#[must_use]
pub fn refreshed(label: &str, added: usize, changed: usize, gone: usize) -> String {
    let said = [(added, "new"), (changed, "changed"), (gone, "gone")];
    let said = said.into_iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said.map(|(count, what)| format!("{} {what}", number(count))).collect();
    if said.is_empty() { format!("{label}: no changes") } else { format!("{label}: {}", said.join(", ")) }
}

/// How much was found, and how far the sources are.
#[must_use]
pub fn status(found: usize, unfiltered: bool, complete: bool, sources: &[String]) -> String {
    let so_far = if complete { "" } else { " so far" };
    let (one, many) = if unfiltered { ("connection", "connections") } else { ("match", "matches") };
    let found = format!("{}{so_far}", count(found, one, many));
    [&[found], sources].concat().join(" · ")
}

fn part(read: usize, total: Option<u64>) -> String {
    match known(total) {
        Some(total) => format!("{} of {}", number(read), number(total)),
        None => number(read),
    }
}

fn known(total: Option<u64>) -> Option<usize> {
    total.and_then(|total| usize::try_from(total).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_in_numbers_as_far_as_they_are_known() {
        assert_eq!(reading("Live", 4_200, Some(12_000)), "Live: 4,200 of 12,000");
        assert_eq!(reading("Live", 4_200, None), "Live: reading");
        assert_eq!(paused("Live", 4_200, Some(12_000)), "Live: paused at 4,200 of 12,000");
        assert_eq!(some_loaded("Live", 200_000, None), "Live: 200,000 loaded");
    }

    #[test]
    fn what_a_refresh_has_shown_is_told_as_far_as_there_is_any() {
        assert_eq!(refreshed("Live", 3, 2, 1), "Live: 3 new, 2 changed, 1 gone");
        assert_eq!(refreshed("Live", 0, 1_200, 0), "Live: 1,200 changed");
        assert_eq!(refreshed("Live", 0, 0, 0), "Live: no changes");
    }

    #[test]
    fn counts_say_so_far_until_all_is_read() {
        assert_eq!(rows_read(150, Some(240), false), "150 of 240 read so far.");
        assert_eq!(rows_read(1, Some(1), true), "1 connection read.");
        assert_eq!(status(2, false, false, &["Live: reading".into()]), "2 matches so far · Live: reading");
    }
}
