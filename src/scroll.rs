//! Which of very many rows are drawn. Pure.
//!
//! An element has a greatest height, and browsers differ in it. So the content is never made taller than [`TALLEST`];
//! of more rows than that, the scroll bar stands for them in proportion. A small step, by wheel or Page Down, still
//! moves by as many rows as it would elsewhere, and near both ends a pixel is a pixel.

use std::ops::Range;

/// The content is never made taller than this. Chromium and WebKit take four times as much, and Firefox twice as much;
/// but its sticky headers are gone beyond 2²⁹ sixtieths of a pixel, which is 8,947,848.
pub const TALLEST: f64 = 8_000_000.0;

/// So far from either end a pixel is a pixel, so that the last steps of any way there are exact.
const EXACT: f64 = 100_000.0;

/// Who scrolls by more than this drags the scroll bar.
const STEP: f64 = 4_000.0;

/// Rows drawn beyond either edge, for those who scroll faster than is drawn.
const OVERSCAN: usize = 5;

/// So few are drawn whole, a usual page: then the browser's own search finds whatever is on it.
const FEW: usize = 20;

/// What is drawn moves by so many rows at a time, not with every pixel.
const GRAIN: usize = 2;

/// Rows of one height, scrolled through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scroll {
    rows: usize,
    /// The height of one.
    row: f64,
    /// The height that rows are seen in.
    view: f64,
    /// How far the browser has scrolled.
    offset: f64,
    /// It flies past: nothing is drawn that is not seen.
    is_flying: bool,
    /// How far down the upper edge of the view is, if all rows stood below each other.
    top: f64,
}

/// The rows that are drawn, and the room for those that are not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    /// The rows.
    pub rows: Range<usize>,
    /// In hundredths of a pixel.
    pub above: i32,
    /// In hundredths of a pixel.
    pub below: i32,
    /// The height of a row, in hundredths of a pixel.
    pub row: i32,
}

impl Scroll {
    /// At the top, with heights that hold until they are measured.
    #[must_use]
    pub fn new(row: f64, view: f64) -> Self {
        Self { rows: 0, row, view, offset: 0.0, is_flying: false, top: 0.0 }
    }

    /// How far the browser should have scrolled.
    #[must_use]
    pub fn offset(&self) -> f64 {
        self.offset
    }

    /// The same for as many rows as there are now.
    #[must_use]
    pub fn of(mut self, rows: usize) -> Self {
        self.rows = rows;
        self.top = self.top.clamp(0.0, self.reach());
        self.offset = if self.is_taller() { self.offset.min(self.span()) } else { self.top };
        self
    }

    /// The heights were measured. The same row stays at the top.
    #[must_use]
    pub fn measured(mut self, row: f64, view: f64) -> Self {
        let is_other = (row - self.row).abs() > 0.01;
        if is_other {
            self.top = self.top / self.row * row;
            self.row = row;
        }
        self.view = view;
        self = self.of(self.rows);
        if is_other {
            self.offset = self.offset_of(self.top);
        }
        self
    }

    /// The browser has scrolled to there.
    #[must_use]
    pub fn scrolled(mut self, offset: f64) -> Self {
        let step = offset - self.offset;
        let at_an_end = offset <= 0.0 || self.is_last(offset);
        self.top = if self.is_taller() && step.abs() <= STEP && !at_an_end {
            (self.top + step).clamp(0.0, self.reach())
        } else {
            self.top_of(offset)
        };
        self.is_flying = step.abs() > self.view;
        self.offset = offset;
        self
    }

    /// Whether it flies towards the last rows, and is as near as what is drawn is high.
    #[must_use]
    pub fn is_landing(&self) -> bool {
        let drawn = self.view + 2.0 * (OVERSCAN + GRAIN) as f64 * self.row;
        self.is_flying && self.offset >= self.span() - drawn
    }

    fn is_last(&self, offset: f64) -> bool {
        offset >= self.span() - 1.0
    }

    /// Whether something is to be done when nobody scrolls any more.
    #[must_use]
    pub fn is_to_settle(&self) -> bool {
        self.is_flying || self.is_taller()
    }

    /// Nobody scrolls any more. Small steps and the scroll bar may have come apart: the browser should be there where
    /// the bar stands for what is seen.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.is_flying = false;
        if self.is_taller() {
            self.offset = self.offset_of(self.top).round();
        }
        self
    }

    /// What is drawn.
    #[must_use]
    pub fn sight(&self) -> Sight {
        if self.rows <= FEW {
            return Sight { rows: 0..self.rows, above: 0, below: 0, row: hundredths(self.row) };
        }
        let first = (self.top / self.row) as usize;
        let overscan = if self.is_flying { 0 } else { OVERSCAN };
        let first = first.saturating_sub(overscan) / GRAIN * GRAIN;
        let end = ((self.top + self.view) / self.row).ceil() as usize;
        let end = (end + overscan).next_multiple_of(GRAIN).min(self.rows);
        let first = first.min(end);
        // Together they are always as tall: an engine that sees the height change gives up an animated scroll.
        let drawn = (end - first) as f64 * self.row;
        let room = (self.tall() - drawn).max(0.0);
        let above = (first as f64 * self.row + self.offset - self.top).clamp(0.0, room);
        let (above, room) = (hundredths(above), hundredths(room));
        Sight { rows: first..end, above, below: room - above, row: hundredths(self.row) }
    }

    fn all(&self) -> f64 {
        self.rows as f64 * self.row
    }

    fn tall(&self) -> f64 {
        self.all().min(TALLEST)
    }

    /// Whether there are more rows than the content can be tall, so that the scroll bar stands for them.
    #[must_use]
    pub fn is_taller(&self) -> bool {
        self.all() > TALLEST
    }

    /// The largest `top`.
    fn reach(&self) -> f64 {
        (self.all() - self.view).max(0.0)
    }

    /// The largest `offset`.
    fn span(&self) -> f64 {
        (self.tall() - self.view).max(0.0)
    }

    /// In the middle, how many pixels of rows a pixel of the scroll bar's stands for.
    fn scale(&self) -> f64 {
        (self.reach() - 2.0 * EXACT) / (self.span() - 2.0 * EXACT)
    }

    fn top_of(&self, offset: f64) -> f64 {
        let (offset, left) = (offset.clamp(0.0, self.span()), (self.span() - offset).max(0.0));
        if !self.is_taller() || offset <= EXACT {
            offset
        } else if left <= EXACT {
            self.reach() - left
        } else {
            EXACT + (offset - EXACT) * self.scale()
        }
    }

    fn offset_of(&self, top: f64) -> f64 {
        let left = self.reach() - top;
        if !self.is_taller() || top <= EXACT {
            top
        } else if left <= EXACT {
            self.span() - left
        } else {
            EXACT + (top - EXACT) / self.scale()
        }
    }
}

fn hundredths(pixels: f64) -> i32 {
    (pixels * 100.0).round() as i32
}

/// A number of hundredths as a length. What prints a fraction would weigh more than all of this.
#[must_use]
pub fn pixels(hundredths: i32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    [whole.to_string().as_str(), if part < 10 { ".0" } else { "." }, part.to_string().as_str(), "px"].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROW: f64 = 36.0;
    const VIEW: f64 = 600.0;

    fn of(rows: usize) -> Scroll {
        Scroll::new(ROW, VIEW).of(rows)
    }

    /// The rows that are seen in full or in part, where they stand in the content as it is drawn.
    fn seen(scroll: &Scroll) -> Range<usize> {
        let sight = scroll.sight();
        let place =
            |row: usize| f64::from(sight.above) / 100.0 + (row - sight.rows.start) as f64 * scroll.row;
        let is_seen = |row: &usize| {
            place(*row) + scroll.row > scroll.offset + 0.5 && place(*row) < scroll.offset + scroll.view - 0.5
        };
        let rows: Vec<usize> = sight.rows.clone().filter(is_seen).collect();
        rows.first().copied().unwrap_or_default()..rows.last().map_or(0, |last| last + 1)
    }

    /// What is drawn fills the view, as far as there are rows.
    fn fills(scroll: &Scroll) -> bool {
        let Sight { rows, above, below, .. } = scroll.sight();
        let from = f64::from(above) / 100.0;
        let to = from + rows.len() as f64 * scroll.row;
        let all = to + f64::from(below) / 100.0;
        from <= scroll.offset + 0.5
            && to + 0.5 >= (scroll.offset + scroll.view).min(all)
            && (all - scroll.tall()).abs() <= 0.02
    }

    #[test]
    fn hundredths_of_a_pixel_are_a_length() {
        assert_eq!([0, 5, 3_600, 3_657].map(pixels), ["0.00px", "0.05px", "36.00px", "36.57px"]);
    }

    #[test]
    fn a_few_rows_are_all_drawn() {
        assert_eq!(of(20).sight(), Sight { rows: 0..20, above: 0, below: 0, row: 3_600 });
        assert_eq!(of(0).sight(), Sight { rows: 0..0, above: 0, below: 0, row: 3_600 });
    }

    #[test]
    fn of_many_rows_those_in_sight_are_drawn_and_some_around() {
        let flying = of(5_000).scrolled(36_000.0);
        assert_eq!((seen(&flying), flying.sight().rows), (1_000..1_017, 1_000..1_018));
        let scroll = flying.settled();
        assert_eq!(seen(&scroll), 1_000..1_017);
        let sight = scroll.sight();
        assert_eq!(sight, Sight { rows: 994..1_022, above: 994 * 3_600, below: 3_978 * 3_600, row: 3_600 });
    }

    #[test]
    fn a_million_rows_are_no_taller_than_a_browser_allows() {
        let scroll = of(1_000_000);
        let Sight { rows, above, below, .. } = scroll.sight();
        assert_eq!(f64::from(above + below) / 100.0 + rows.len() as f64 * ROW, TALLEST);
    }

    #[test]
    fn of_a_million_the_first_the_middle_and_the_last_are_reached_by_scroll_bar() {
        let scroll = of(1_000_000);
        assert_eq!(seen(&scroll).start, 0);
        let middle = scroll.scrolled((TALLEST - VIEW) / 2.0);
        assert!(seen(&middle).contains(&500_000), "{:?}", seen(&middle));
        let last = middle.scrolled(TALLEST - VIEW);
        assert_eq!(seen(&last).end, 1_000_000);
        assert_eq!(seen(&last.scrolled(0.0)).start, 0);
    }

    #[test]
    fn page_down_moves_by_a_page_wherever_it_is() {
        let middle = of(1_000_000).scrolled(5_000_000.0);
        let before = seen(&middle).start;
        let (mut scroll, pages) = (middle, 9);
        for page in 1..=pages {
            scroll = scroll.scrolled(5_000_000.0 + f64::from(page) * 540.0);
        }
        assert_eq!(seen(&scroll).start, before + 9 * 15);
        // The bar then stands for what is seen, which stays as it is.
        let settled = scroll.settled();
        assert!(settled.offset() < scroll.offset());
        assert_eq!(seen(&settled), seen(&scroll));
    }

    #[test]
    fn an_end_is_an_end_even_by_small_steps() {
        let mut scroll = of(1_000_000).scrolled(5_000_000.0);
        let mut offset = 5_000_000.0;
        while offset < TALLEST - VIEW {
            offset = (offset + STEP).min(TALLEST - VIEW);
            scroll = scroll.scrolled(offset);
        }
        assert_eq!(seen(&scroll).end, 1_000_000);
    }

    #[test]
    fn the_row_at_the_top_stays_there_when_rows_become_lower() {
        for rows in [5_000, 1_000_000] {
            let scroll = of(rows).scrolled(90_000.0);
            let dense = scroll.measured(28.0, VIEW);
            assert_eq!((seen(&scroll).start, seen(&dense).start), (2_500, 2_500));
        }
    }

    #[test]
    fn fewer_rows_show_their_last_ones() {
        let scroll = of(5_000).scrolled(90_000.0).of(100);
        assert_eq!((seen(&scroll).end, scroll.offset()), (100, 3_000.0));
    }

    proptest! {
        #[test]
        fn wherever_it_is_dragged_what_is_drawn_fills_the_view(
            rows in 0_usize..1_000_000, row in 20_u32..90, view in 100_u32..3_000, shares in prop::collection::vec(0_u32..=1_000, 1..20),
        ) {
            let mut scroll = Scroll::new(f64::from(row), f64::from(view)).of(rows);
            for share in shares {
                scroll = scroll.scrolled((scroll.span() * f64::from(share) / 1_000.0).round());
                prop_assert!(fills(&scroll), "{scroll:?} {:?}", scroll.sight());
                prop_assert!(scroll.sight().rows.len() <= view as usize / row as usize + FEW.max(2 * (OVERSCAN + GRAIN) + 1));
                let settled = scroll.settled();
                prop_assert!((settled.top - scroll.top).abs() < 1.0 && fills(&settled), "{settled:?}");
                scroll = settled;
            }
        }

        #[test]
        fn however_it_is_scrolled_what_is_drawn_fills_the_view(
            start in 0_u32..=10_000_000, steps in prop::collection::vec(-30_000_i32..30_000, 1..60),
        ) {
            let mut scroll = of(1_000_000).scrolled(f64::from(start));
            for step in steps {
                scroll = scroll.scrolled((scroll.offset + f64::from(step)).clamp(0.0, scroll.span()));
                prop_assert!(fills(&scroll), "{scroll:?} {:?}", scroll.sight());
            }
        }

        #[test]
        fn further_down_the_bar_is_further_down_the_rows(rows in 1_usize..3_000_000, one in 0_u32..=10_000_000, other in 0_u32..=10_000_000) {
            let scroll = of(rows);
            let top = |offset: u32| scroll.top_of(f64::from(offset));
            prop_assert!(top(one.min(other)) <= top(one.max(other)));
            prop_assert!((scroll.top_of(scroll.offset_of(top(one))) - top(one)).abs() < 0.1);
        }
    }
}
