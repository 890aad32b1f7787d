//! A table that scrolls itself, and of which only the rows in sight are drawn.

mod edge;
mod resize;

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;

use leptos::ev;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

pub use self::resize::Edge;
use crate::browser::clock::{Later, later};
use crate::browser::size::Watch;
use crate::live::{Live, Var, computed, effect, keep};
use crate::parts;
use crate::scroll::{Scroll, Sight, pixels};
use crate::ui::el::{El, NodeRef, el};
use crate::ui::part::{Child, Part};

/// Nobody scrolls any more when nothing has come for so long, in milliseconds. Where that moves the scroll bar it has to
/// be sure: it would end an animated scroll that is only late.
const AT_REST: u32 = 150;
const SURELY_AT_REST: u32 = 800;

/// Until it is measured.
const ROW: f64 = 36.0;
const VIEW: f64 = 800.0;

/// What is seen of a table's rows.
#[derive(Clone, Copy)]
pub struct Viewport {
    rows: Live<usize>,
    scroll: Var<Scroll>,
    sight: Live<Sight>,
    frame: NodeRef,
    table: NodeRef,
    rest: Var<Option<Later>>,
}

impl Viewport {
    /// Of so many rows.
    #[must_use]
    pub fn new(rows: Live<usize>) -> Self {
        let scroll = Var::new(Scroll::new(ROW, VIEW));
        let sight = computed(move || scroll.with(|scroll| scroll.of(rows.get()).sight()));
        let (frame, table) = (NodeRef::default(), NodeRef::default());
        let viewport = Self { rows, scroll, sight, frame, table, rest: Var::new(None) };
        effect(move || {
            let (Some(frame), Some(table)) = (frame.get(), table.get()) else { return };
            let head = table.query_selector("thead").ok().flatten();
            let watched: [Option<&Element>; 3] = [Some(&frame), Some(&table), head.as_ref()];
            let watched: Vec<_> = watched.into_iter().flatten().collect();
            keep(Watch::new(&watched, move || viewport.measure()));
        });
        viewport
    }

    /// The rows that are to be drawn.
    #[must_use]
    pub fn range(self) -> Live<Range<usize>> {
        computed(move || self.sight.with(|sight| sight.rows.clone()))
    }

    /// Makes an element the frame that scrolls.
    pub fn frame(self, frame: El) -> El {
        frame
            .node(self.frame)
            .on("scroll", move |_: ev::Event| self.scrolled())
            .on("keydown", move |event: ev::KeyboardEvent| self.pressed(&event))
    }

    /// Makes an element the table in it.
    pub fn table(self, table: El) -> El {
        table.node(self.table)
    }

    /// The rows that are drawn, with the room for the others. There may be one more, beyond an edge, that stays while
    /// it has the focus.
    pub fn body(self, stays: Live<Option<usize>>, rows: impl FnOnce() -> Part) -> Part {
        let above = gap(move || {
            let is_above = |row: usize, sight: &Sight| row < sight.rows.start;
            let room = |sight: &Sight| {
                let stays = stays.get().filter(|row| is_above(*row, sight));
                (sight.above - stays.map_or(0, |_| sight.row)).max(0)
            };
            self.sight.with(room)
        });
        let below = gap(move || self.sight.with(|sight| sight.below));
        // Made after the gaps, and so changed after them.
        parts![above, rows(), below]
    }

    /// Shows the first rows.
    pub fn to_top(self) {
        self.change(|scroll| scroll.scrolled(0.0));
    }

    /// Home and End go at once. An engine would go there by an animation, and gives that up when rows change on the way.
    fn pressed(self, event: &ev::KeyboardEvent) {
        let with_others = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
        let Some(frame) = self.frame.try_get_untracked().filter(|_| !with_others) else { return };
        // What has a use of its own for the key has prevented it.
        let to = match &*event.key() {
            "Home" if !event.default_prevented() => 0,
            "End" if !event.default_prevented() => frame.scroll_height(),
            _ => return,
        };
        event.prevent_default();
        frame.set_scroll_top(to);
    }

    fn scrolled(self) {
        let Some(frame) = self.frame.try_get_untracked() else { return };
        let offset = f64::from(frame.scroll_top());
        let rows = self.rows.get_untracked();
        let is_down = self.scroll.with_untracked(|scroll| scroll.offset() < offset);
        self.scroll.update(|scroll| *scroll = scroll.of(rows).scrolled(offset));
        if is_down && self.scroll.with_untracked(Scroll::is_landing) {
            // WebKit measures rows once more after they have changed, and goes back from the end by as much. Seen once
            // the effects of this, and what those put off, are done.
            spawn_local(async move {
                spawn_local(async move {
                    if f64::from(frame.scroll_top()) < offset - 1.0 {
                        frame.set_scroll_top(frame.scroll_height());
                    }
                });
            });
        }
        if self.scroll.with_untracked(Scroll::is_to_settle) {
            let rest = if self.scroll.with_untracked(Scroll::is_taller) { SURELY_AT_REST } else { AT_REST };
            self.rest.set(Some(later(rest, move || self.change(Scroll::settled))));
        }
    }

    fn measure(self) {
        let (Some(frame), Some(table)) = (self.frame.try_get_untracked(), self.table.try_get_untracked())
        else {
            return;
        };
        let height = |of: &str| {
            let found = table.query_selector(of).ok().flatten()?;
            Some(found.get_bounding_client_rect().height()).filter(|height| *height > 0.0)
        };
        let view = f64::from(frame.client_height()) - height("thead").unwrap_or_default();
        if view <= 0.0 {
            // It is hidden.
            return;
        }
        let row = height("tbody > tr[aria-rowindex]").unwrap_or(ROW);
        self.change(|scroll| scroll.measured(row, view));
    }

    /// Changes where it is; the browser follows once the rows are drawn.
    fn change(self, change: impl FnOnce(Scroll) -> Scroll) {
        let Some(rows) = self.rows.try_get_untracked() else { return };
        let Some(before) = self.scroll.try_get_untracked() else { return };
        let after = change(before.of(rows));
        if after == before {
            return;
        }
        self.scroll.try_set(after);
        // Even to where it is: to be told where to scroll ends an animated scroll.
        if after.offset() != before.offset()
            && let Some(frame) = self.frame.try_get_untracked()
        {
            spawn_local(async move { follow(&frame, after.offset()) });
        }
    }
}

/// The `aria-rowindex` of the row that something happens in.
pub fn row_index(event: &ev::Event) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("tr").ok()??.get_attribute("aria-rowindex")?.parse().ok()
}

fn follow(frame: &HtmlElement, offset: f64) {
    let offset = offset.round() as i32;
    if frame.scroll_top() != offset {
        frame.set_scroll_top(offset);
    }
}

/// Room for rows that are not drawn. It grows before rows go and shrinks when others have come: an engine that finds the
/// content too short in between would scroll back.
fn gap(height: impl Fn() -> i32 + 'static) -> Part {
    let cell: NodeRef = NodeRef::default();
    let last = Rc::new(Cell::new(0));
    let size = move || {
        let before = last.replace(height());
        if last.get() < before {
            let last = Rc::clone(&last);
            spawn_local(async move {
                if let Some(cell) = cell.try_get_untracked() {
                    drop(cell.style().set_property(HEIGHT, &pixels(last.get())));
                }
            });
        }
        pixels(last.get().max(before))
    };
    el("tr").class("gap").attr("aria-hidden", "true").child(el("td").node(cell).style(HEIGHT, size)).part()
}

const HEIGHT: &str = "block-size";
