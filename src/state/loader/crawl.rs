//! Where the reading of a source stands: which page is due, what was seen, and when it ends. Pure.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use patchbay_vendors::page::{Cursor, Page, Query};

/// So many pages one after the other that bring nothing but rows that were there before: the list goes round.
const STALE: usize = 3;
/// So many pages one after the other without any row: it leads nowhere. A vendor may well keep many a project with
/// nothing in it.
const EMPTY: usize = 500;

/// The reading of a source, from its beginning.
pub(super) struct Crawl {
    /// In turn: the first page of each list, then the second of each.
    due: VecDeque<Due>,
    lists: Vec<List>,
    /// Rows and cursors, as numbers that no two of them share.
    seen: HashSet<u64>,
    read: usize,
    cap: usize,
    left_out: bool,
    repeats: bool,
}

#[derive(Clone)]
struct Due {
    list: usize,
    query: Query,
    at: Cursor,
}

#[derive(Clone, Default)]
struct List {
    total: Option<u64>,
    moved: bool,
    stale: usize,
    empty: usize,
}

/// How a reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// All there is was read.
    Whole,
    /// There is more than may be loaded.
    Capped,
    /// A list went round.
    Repeats,
}

impl Crawl {
    pub(super) fn new(lists: Vec<Query>, cap: usize) -> Self {
        let states = vec![List::default(); lists.len()];
        let due = lists.into_iter().enumerate();
        let due = due.map(|(list, query)| Due { list, query, at: Cursor::Start }).collect();
        Self { due, lists: states, seen: HashSet::new(), read: 0, cap, left_out: false, repeats: false }
    }

    /// The page to ask for; the same until it was [turned](Crawl::turn).
    pub(super) fn due(&self) -> Option<(Query, Cursor)> {
        if self.is_full() {
            return None;
        }
        self.due.front().map(|due| (due.query.clone(), due.at.clone()))
    }

    /// Takes note of a row: whether it may stay. Beyond the cap none may.
    pub(super) fn lets(&mut self, id: &str) -> bool {
        let is_new = !self.seen.contains(&number(None, id));
        if is_new && self.is_full() {
            self.left_out = true;
            return false;
        }
        if is_new {
            self.seen.insert(number(None, id));
            self.read += 1;
        }
        true
    }

    /// Leaves the page that was due behind. `read` is how many rows had been read before it.
    pub(super) fn turn(&mut self, page: &Turned, read: usize) {
        let Some(Due { list, query, .. }) = self.due.pop_front() else { return };
        let Some(state) = self.lists.get_mut(list) else { return };
        state.moved |= state.total.is_some() && state.total != page.total;
        state.total = page.total;
        let is_new = self.read > read || page.broken > 0;
        state.stale = if page.rows > 0 && !is_new { state.stale + 1 } else { 0 };
        state.empty = if page.rows == 0 && !is_new { state.empty + 1 } else { 0 };
        let goes_round = state.stale >= STALE || state.empty >= EMPTY;
        let Some(at) = page.next.clone() else { return };
        let is_known = match &at {
            Cursor::Start => true,
            Cursor::At(cursor) => !self.seen.insert(number(Some(list), cursor)),
        };
        if is_known || goes_round {
            self.repeats = true;
        } else {
            self.due.push_back(Due { list, query, at });
        }
    }

    /// How many rows were read, each counted once.
    pub(super) fn read(&self) -> usize {
        self.read
    }

    /// How many there are, once every list has said so.
    pub(super) fn total(&self) -> Option<u64> {
        self.lists.iter().map(|list| list.total).sum()
    }

    /// Whether a list changed its length while it was read.
    pub(super) fn moved(&self) -> bool {
        self.lists.iter().any(|list| list.moved)
    }

    /// How it ended, when nothing is due any more.
    pub(super) fn end(&self) -> End {
        if self.left_out || !self.due.is_empty() {
            End::Capped
        } else if self.repeats {
            End::Repeats
        } else {
            End::Whole
        }
    }

    fn is_full(&self) -> bool {
        self.read >= self.cap
    }
}

/// What there is to know of a page beside its rows.
pub(super) struct Turned {
    rows: usize,
    broken: usize,
    total: Option<u64>,
    next: Option<Cursor>,
}

impl Turned {
    pub(super) fn of(page: &Page) -> Self {
        Self {
            rows: page.connections.len(),
            broken: page.broken.len(),
            total: page.total,
            next: page.next.clone(),
        }
    }
}

/// A row, or a cursor of a list.
fn number(list: Option<usize>, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (list, text).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use patchbay_vendors::connection::Connection;

    use super::*;

    fn page(ids: &[&str], next: Option<&str>) -> Page {
        let row = |id: &&str| Connection { id: (*id).to_owned(), ..Connection::default() };
        Page {
            connections: ids.iter().map(row).collect(),
            next: next.map(|next| Cursor::At(next.to_owned())),
            ..Page::default()
        }
    }

    fn lists(count: usize) -> Vec<Query> {
        let named = |number: usize| Query { name: Some(number.to_string()), ..Query::default() };
        (0..count).map(named).collect()
    }

    fn take(crawl: &mut Crawl, page: &Page) -> usize {
        let before = crawl.read();
        let kept = page.connections.iter().filter(|row| crawl.lets(&row.id)).count();
        crawl.turn(&Turned::of(page), before);
        kept
    }

    fn asked(crawl: &Crawl) -> Option<(String, Option<String>)> {
        let (query, at) = crawl.due()?;
        let at = match at {
            Cursor::Start => None,
            Cursor::At(at) => Some(at),
        };
        Some((query.name.unwrap_or_default(), at))
    }

    #[test]
    fn lists_are_read_in_turn_and_a_page_is_due_until_it_was_turned() {
        let mut crawl = Crawl::new(lists(2), 100);
        let of = |list: &str, at: Option<&str>| Some((list.to_owned(), at.map(str::to_owned)));
        assert_eq!(asked(&crawl), of("0", None));
        assert_eq!(asked(&crawl), of("0", None));
        take(&mut crawl, &page(&["a"], Some("2")));
        assert_eq!(asked(&crawl), of("1", None));
        take(&mut crawl, &page(&["b"], Some("2")));
        assert_eq!(asked(&crawl), of("0", Some("2")));
        take(&mut crawl, &page(&["c"], None));
        assert_eq!(asked(&crawl), of("1", Some("2")));
        take(&mut crawl, &page(&["d"], None));
        assert_eq!((asked(&crawl), crawl.read(), crawl.end()), (None, 4, End::Whole));
    }

    #[test]
    fn a_row_that_came_before_is_kept_and_counted_once() {
        let mut crawl = Crawl::new(lists(1), 100);
        assert_eq!(take(&mut crawl, &page(&["a", "b"], Some("2"))), 2);
        assert_eq!(take(&mut crawl, &page(&["b", "c"], None)), 2);
        assert_eq!((crawl.read(), crawl.end()), (3, End::Whole));
    }

    #[test]
    fn a_cursor_that_was_there_before_ends_its_list_and_no_other() {
        let mut crawl = Crawl::new(lists(2), 100);
        take(&mut crawl, &page(&["a"], Some("x")));
        take(&mut crawl, &page(&["b"], Some("x")));
        take(&mut crawl, &page(&["c"], Some("y")));
        take(&mut crawl, &page(&["d"], Some("z")));
        take(&mut crawl, &page(&["e"], Some("x")));
        assert_eq!(asked(&crawl), Some(("1".to_owned(), Some("z".to_owned()))));
        take(&mut crawl, &page(&["f"], None));
        assert_eq!((asked(&crawl), crawl.read(), crawl.end()), (None, 6, End::Repeats));
    }

    #[test]
    fn pages_that_bring_nothing_new_end_their_list_after_the_third() {
        let mut crawl = Crawl::new(lists(1), 100);
        take(&mut crawl, &page(&["a"], Some("0")));
        for cursor in ["1", "2"] {
            take(&mut crawl, &page(&["a"], Some(cursor)));
        }
        take(&mut crawl, &page(&["b"], Some("3")));
        for cursor in ["4", "5"] {
            take(&mut crawl, &page(&["a"], Some(cursor)));
        }
        assert!(crawl.due().is_some(), "something new came in between");
        take(&mut crawl, &page(&["b"], Some("6")));
        assert_eq!((crawl.due(), crawl.end()), (None, End::Repeats));
    }

    #[test]
    fn the_last_page_may_bring_nothing_new() {
        let mut crawl = Crawl::new(lists(1), 100);
        for cursor in [Some("1"), Some("2"), Some("3"), None] {
            take(&mut crawl, &page(&["a"], cursor));
        }
        assert_eq!(crawl.end(), End::Whole);
    }

    #[test]
    fn many_pages_may_be_empty_but_not_without_end() {
        let mut crawl = Crawl::new(lists(1), 100);
        let mut pages = 0;
        while crawl.due().is_some() && pages < 10_000 {
            pages += 1;
            take(&mut crawl, &page(&[], Some(&pages.to_string())));
        }
        assert_eq!((pages, crawl.end()), (EMPTY, End::Repeats));
    }

    #[test]
    fn rows_that_cannot_be_read_are_something_new() {
        let broken = patchbay_vendors::read::Mismatch {
            at: "rows[0].id".into(),
            expected: patchbay_vendors::error::Expected::Text,
        };
        let mut crawl = Crawl::new(lists(1), 100);
        for cursor in ["1", "2", "3", "4", "5"] {
            let page = Page { broken: vec![broken.clone()], ..page(&[], Some(cursor)) };
            take(&mut crawl, &page);
        }
        assert!(crawl.due().is_some());
    }

    #[test]
    fn beyond_the_cap_nothing_is_asked_for_and_nothing_kept() {
        let mut crawl = Crawl::new(lists(1), 3);
        assert_eq!(take(&mut crawl, &page(&["a", "b"], Some("2"))), 2);
        assert_eq!(take(&mut crawl, &page(&["b", "c", "d"], Some("3"))), 2);
        assert_eq!((crawl.due(), crawl.read(), crawl.end()), (None, 3, End::Capped));
    }

    #[test]
    fn as_many_as_the_cap_are_all() {
        let mut crawl = Crawl::new(lists(1), 2);
        take(&mut crawl, &page(&["a", "b"], None));
        assert_eq!((crawl.due(), crawl.end()), (None, End::Whole));
        let mut crawl = Crawl::new(lists(2), 2);
        take(&mut crawl, &page(&["a", "b"], None));
        assert_eq!(
            (crawl.due(), crawl.end()),
            (None, End::Capped),
            "nobody knows what the second list holds"
        );
    }

    #[test]
    fn a_total_is_known_when_every_list_has_said_it_and_one_that_changes_is_told() {
        let mut crawl = Crawl::new(lists(2), 100);
        let says = |ids: &[&str], next, total| Page { total: Some(total), ..page(ids, next) };
        take(&mut crawl, &says(&["a"], Some("2"), 2));
        assert_eq!(crawl.total(), None);
        take(&mut crawl, &says(&["c"], None, 1));
        assert_eq!((crawl.total(), crawl.moved()), (Some(3), false));
        take(&mut crawl, &says(&["b"], None, 3));
        assert_eq!((crawl.total(), crawl.moved()), (Some(4), true));
    }
}
