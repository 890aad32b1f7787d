//! All rows as one scroll: what is in sight is in the page, and nothing else.

use std::ops::Range;

use patchbay::scroll::{Scroll, Sight};
use serde_json::json;
use thirtyfour::Key;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

/// The frame that scrolls.
const FRAME: &str =
    "const frame = document.getElementById('patchbay').shadowRoot.querySelector('.table-frame');";

/// More than this are never drawn, whatever the window.
const MOST: usize = 60;

/// Which rows, counted from 1, can be seen in full.
async fn seen(page: &Page) -> Range<u64> {
    let script = format!(
        "{FRAME}
        const top = frame.querySelector('thead th').getBoundingClientRect().bottom;
        const bottom = frame.getBoundingClientRect().top + frame.clientHeight;
        return [...frame.querySelectorAll('tbody tr[aria-rowindex]')].filter((row) => {{
            const place = row.getBoundingClientRect();
            return place.top >= top - 1 && place.bottom <= bottom + 1;
        }}).map((row) => Number(row.getAttribute('aria-rowindex')) - 1)"
    );
    let rows = page.script(&script, vec![]).await;
    let rows: Vec<u64> = serde_json::from_value(rows).expect("rows");
    assert!(rows.windows(2).all(|pair| pair[0] + 1 == pair[1]), "rows without gaps: {rows:?}");
    rows.first().copied().unwrap_or_default()..rows.last().map_or(0, |last| last + 1)
}

/// Waits until the rows that can be seen are as told.
async fn sees(page: &Page, what: &str, holds: impl Fn(&Range<u64>) -> bool) {
    let mut before = 0..0;
    for _ in 0..200 {
        let seen = seen(page).await;
        // And goes no further.
        if holds(&seen) && seen == before {
            return;
        }
        before = seen;
        tokio::time::sleep(crate::locator::LOOK_AGAIN).await;
    }
    panic!("waited in vain to see {what}; seen are {:?}", seen(page).await);
}

/// Lets go of the scroll bar at a share of its way.
async fn drag_to(page: &Page, share: f64) {
    page.step(format!("drag the scroll bar to {share}"));
    let script = format!(
        "{FRAME} frame.scrollTop = Math.round(arguments[0] * (frame.scrollHeight - frame.clientHeight))"
    );
    page.script(&script, vec![json!(share)]).await;
}

async fn focus_frame(page: &Page) {
    page.script(&format!("{FRAME} frame.focus()"), vec![]).await;
}

async fn few_are_drawn(page: &Page) {
    let drawn = page
        .script(&format!("{FRAME} return frame.querySelectorAll('tbody tr[aria-rowindex]').length"), vec![])
        .await;
    assert!(drawn.as_u64().is_some_and(|drawn| (1..=MOST as u64).contains(&drawn)), "{drawn} rows are drawn");
}

/// By scroll bar and by key to the first, the middle and the last of so many.
async fn goes_everywhere(page: &Page, rows: u64) {
    table(page).has_attribute("aria-rowcount", &(rows + 1).to_string()).await;
    sees(page, "the first", |seen| seen.start == 1).await;
    few_are_drawn(page).await;

    drag_to(page, 0.5).await;
    sees(page, "the middle", |seen| seen.contains(&(rows / 2)) || seen.contains(&(rows / 2 + 1))).await;
    few_are_drawn(page).await;
    drag_to(page, 1.0).await;
    sees(page, "the last", |seen| seen.end == rows + 1).await;
    drag_to(page, 0.0).await;
    sees(page, "the first again", |seen| seen.start == 1).await;

    focus_frame(page).await;
    page.press(Key::End).await;
    sees(page, "the last by End", |seen| seen.end == rows + 1).await;
    few_are_drawn(page).await;
    page.press(Key::PageUp).await;
    sees(page, "those before the last", |seen| seen.end < rows + 1 && seen.end + 60 > rows).await;
    page.press(Key::Home).await;
    sees(page, "the first by Home", |seen| seen.start == 1).await;
    let first = seen(page).await;
    page.press(Key::PageDown).await;
    // A little of what was seen stays in sight.
    let next = first.end - 4..=first.end + 1;
    sees(page, "the next by Page Down", |seen| next.contains(&seen.start)).await;
}

on_every_engine!(
    all_rows_are_one_scroll_of_which_only_what_is_in_sight_is_drawn,
    Setup::gateway(fleet_of(2_000))
);
async fn all_rows_are_one_scroll_of_which_only_what_is_in_sight_is_drawn(page: Page) {
    open_list(&page, "/#/?size=all").await;
    range_is(&page, "1–2,000 of 2,000").await;

    goes_everywhere(&page, 2_000).await;
}

on_every_engine!(
    taller_than_browsers_allow_and_yet_the_first_the_middle_and_the_last_are_reached,
    Setup::gateway(fleet_of(2_000))
);
async fn taller_than_browsers_allow_and_yet_the_first_the_middle_and_the_last_are_reached(page: Page) {
    open_list(&page, "/#/?size=all").await;
    // Two thousand rows of this height are as tall as a million of the usual one.
    page.script(
        &format!("{FRAME} frame.querySelector('tbody').style.setProperty('--pb-row', '18000px')"),
        vec![],
    )
    .await;
    let height = format!("{FRAME} return frame.scrollHeight >= 8000000 && frame.scrollHeight < 8001000");
    page.holds("it is as tall as it may be", &height).await;
    // A row is much taller than what is seen of it.
    let at = |row: u64| {
        format!(
            "{FRAME}
        const top = frame.querySelector('thead th').getBoundingClientRect().bottom;
        const bottom = frame.getBoundingClientRect().top + frame.clientHeight;
        const place = frame.querySelector('tbody tr[aria-rowindex=\"{}\"]')?.getBoundingClientRect();
        return !!place && place.top <= top + 1 && place.bottom >= bottom - 1",
            row + 1
        )
    };

    page.holds("the first is seen", &at(1)).await;
    drag_to(&page, 0.50005).await;
    page.holds("the middle is seen", &at(1_001)).await;
    drag_to(&page, 1.0).await;
    page.holds("the last is seen", &at(2_000)).await;
    drag_to(&page, 0.0).await;
    page.holds("the first is seen again", &at(1)).await;
    focus_frame(&page).await;
    page.press(Key::End).await;
    page.holds("the last is seen by End", &at(2_000)).await;
    page.press(Key::Home).await;
    page.holds("the first is seen by Home", &at(1)).await;

    // Page Down goes on by what is seen, though the bar stands for twice as much and more.
    drag_to(&page, 0.50005).await;
    page.holds("the middle is seen", &at(1_001)).await;
    let place = format!(
        "{FRAME} return frame.querySelector('tbody tr[aria-rowindex=\"1002\"]').getBoundingClientRect().top"
    );
    let before = page.script(&place, vec![]).await.as_f64().expect("a place");
    page.press(Key::PageDown).await;
    page.holds(
        "it has gone on by a page",
        &format!("{} ; const by = {before} - place.top; return by > 0.6 * frame.clientHeight && by < frame.clientHeight",
            at(1_001).split("return !!").next().unwrap_or_default()),
    )
    .await;
    few_are_drawn(&page).await;
}

/// A frame of a page's own with a million rows in it, of which as many are drawn as the panel would draw.
struct Million {
    page: Page,
    scroll: Scroll,
}

const ROWS: usize = 1_000_000;

impl Million {
    async fn new(page: &Page) -> Self {
        let script = "
            const frame = document.createElement('div');
            frame.id = 'million';
            frame.tabIndex = 0;
            const place = { position: 'fixed', inset: 0, overflow: 'auto', overflowAnchor: 'none', background: 'canvas' };
            Object.assign(frame.style, place);
            frame.append(...['', '', ''].map(() => document.createElement('div')));
            // As the panel does; see `Viewport::pressed`.
            frame.addEventListener('keydown', (event) => {
                const to = { Home: 0, End: frame.scrollHeight }[event.key];
                if (to === undefined) return;
                event.preventDefault();
                frame.scrollTop = to;
            });
            document.body.append(frame);
            return frame.clientHeight";
        let view = page.script(script, vec![]).await.as_f64().expect("a height");
        let million = Self { page: page.clone(), scroll: Scroll::new(36.0, view).of(ROWS) };
        million.draw().await;
        million
    }

    async fn draw(&self) {
        let Sight { rows, above, below, row } = self.scroll.sight();
        let script = "
            const [above, rows, below] = document.getElementById('million').children;
            const [over, first, end, under, height] = arguments;
            rows.replaceChildren(...Array.from({ length: end - first }, (_, at) => {
                const row = document.createElement('div');
                row.textContent = first + at + 1;
                row.style.height = `${height / 100}px`;
                return row;
            }));
            above.style.height = `${over / 100}px`;
            below.style.height = `${under / 100}px`";
        let numbers = [json!(above), json!(rows.start), json!(rows.end), json!(below), json!(row)];
        self.page.script(script, numbers.to_vec()).await;
    }

    /// Draws what the engine has scrolled to, until it holds.
    async fn shows(&mut self, what: &str, holds: impl Fn(&Range<u64>) -> bool) {
        let (mut seen, mut before) = (0..0, serde_json::Value::Null);
        for _ in 0..200 {
            let offset =
                self.page.script("return document.getElementById('million').scrollTop", vec![]).await;
            self.scroll = self.scroll.scrolled(offset.as_f64().expect("an offset"));
            self.draw().await;
            seen = self.seen().await;
            // And goes no further.
            if holds(&seen) && offset == before {
                return;
            }
            before = offset;
            tokio::time::sleep(crate::locator::LOOK_AGAIN).await;
        }
        panic!("waited in vain to see {what}; seen are {seen:?}");
    }

    async fn seen(&self) -> Range<u64> {
        let script = "
            const frame = document.getElementById('million');
            return [...frame.children[1].children].filter((row) => {
                const { top, bottom } = row.getBoundingClientRect();
                return top >= -1 && bottom <= frame.clientHeight + 1;
            }).map((row) => Number(row.textContent))";
        let rows: Vec<u64> = serde_json::from_value(self.page.script(script, vec![]).await).expect("rows");
        rows.first().copied().unwrap_or_default()..rows.last().map_or(0, |last| last + 1)
    }

    async fn drag_to(&self, share: f64) {
        let script = "
            const frame = document.getElementById('million');
            frame.scrollTop = Math.round(arguments[0] * (frame.scrollHeight - frame.clientHeight))";
        self.page.script(script, vec![json!(share)]).await;
    }
}

on_every_engine!(of_a_million_rows_the_first_the_middle_and_the_last_are_reached, Setup::sample());
async fn of_a_million_rows_the_first_the_middle_and_the_last_are_reached(page: Page) {
    page.open("/").await;
    let rows = ROWS as u64;
    let mut million = Million::new(&page).await;
    million.shows("the first", |seen| seen.start == 1).await;
    million.drag_to(0.5).await;
    million.shows("the middle", |seen| seen.contains(&(rows / 2))).await;
    million.drag_to(1.0).await;
    million.shows("the last", |seen| seen.end == rows + 1).await;

    page.script("document.getElementById('million').focus()", vec![]).await;
    page.press(Key::Home).await;
    million.shows("the first by Home", |seen| seen.start == 1).await;
    let mut before = million.seen().await;
    for _ in 0..3 {
        page.press(Key::PageDown).await;
        let next = before.end - 5..=before.end + 1;
        million.shows("the next by Page Down", |seen| next.contains(&seen.start)).await;
        before = million.seen().await;
    }
    million.drag_to(0.5).await;
    million.shows("the middle", |seen| seen.contains(&(rows / 2))).await;
    before = million.seen().await;
    page.press(Key::PageDown).await;
    let next = before.end - 5..=before.end + 1;
    million.shows("the next of the middle", |seen| next.contains(&seen.start)).await;
    page.press(Key::End).await;
    million.shows("the last by End", |seen| seen.end == rows + 1).await;
}

on_chromium!(another_order_begins_at_its_first_row, Setup::gateway(fleet_of(300)));
async fn another_order_begins_at_its_first_row(page: Page) {
    open_list(&page, "/#/?size=all").await;
    drag_to(&page, 0.5).await;
    sees(&page, "the middle", |seen| seen.contains(&150)).await;

    table(&page).header("Name").button("Name").click().await;
    page.is_at("#/?sort=name&size=all").await;
    sees(&page, "the first", |seen| seen.start == 1).await;
}

on_chromium!(the_row_with_the_focus_stays_when_it_is_scrolled_out_of_sight, Setup::gateway(fleet_of(500)));
async fn the_row_with_the_focus_stays_when_it_is_scrolled_out_of_sight(page: Page) {
    let acme = known(&page);
    open_list(&page, "/#/?size=all").await;
    page.script(&format!("{FRAME} frame.querySelector('tbody a').focus()"), vec![]).await;
    page.link(ACME).has_focus().await;

    drag_to(&page, 1.0).await;
    sees(&page, "the last", |seen| seen.end == 501).await;
    page.link(ACME).has_focus().await;
    table(&page).row(ACME).has_attribute("aria-rowindex", "2").await;
    drag_to(&page, 0.0).await;
    sees(&page, "the first", |seen| seen.start == 1).await;
    page.link(ACME).has_focus().await;
    page.press(Key::Enter).await;
    page.is_at(&format!("#/c/{DEMO}/{}?size=all", acme.id)).await;
}
