//! Small stacked bars, one a line: what each is called, its bar, and how many there are. Name and pieces of the bar can
//! be pressed.
//!
//! A toolbar is one stop for the Tab key; the arrow keys move in it. Lines and pieces stay in the page while their
//! numbers change, so that the focus stays where it is.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::Tone;
use crate::browser::focus;
use crate::live::{Callback, Live, Var, computed};
use crate::parts;
use crate::ui::el::{NodeRef, el, svg};
use crate::ui::keyed::keyed;
use crate::ui::part::{Child, Part, dynamic};

/// A bar with its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What is handed to `on_press`.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// The same with how many there are of it.
    pub title: String,
    /// How many of them are told first, if any.
    pub loud: String,
    /// How many there are.
    pub quiet: String,
    /// Whether all of it is chosen.
    pub chosen: bool,
    /// What the bar is made of.
    pub pieces: Vec<Piece>,
}

/// A piece of a bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// What is handed to `on_press`; no other piece of the bar has it.
    pub value: String,
    /// What it stands for; its accessible name, and what is shown to whoever points at it.
    pub title: String,
    /// Its colour.
    pub tone: Tone,
    /// What tells it apart without colour.
    pub texture: Texture,
    /// In pixels.
    pub width: usize,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// What a piece of a bar looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texture {
    /// Full.
    #[default]
    Solid,
    /// Slanting stripes.
    Stripes,
    /// Upright stripes.
    Posts,
    /// Level stripes.
    Lines,
    /// Less high than the others, since there is nothing to see.
    Thin,
}

impl Texture {
    fn class(self) -> &'static str {
        match self {
            Self::Thin => "piece piece-thin",
            _ => "piece",
        }
    }

    /// What is cut out of it, longer than any bar: the picture's edge ends it.
    fn cut(self) -> Option<String> {
        const TIMES: usize = 40;
        let (first, next) = match self {
            Self::Solid | Self::Thin => return None,
            Self::Stripes => ("M-10 10l10-10", "m-4 10l10-10"),
            Self::Posts => ("M3 0v10", "m4-10v10"),
            Self::Lines => ("M0 3.5h240m-240 3h240", ""),
        };
        Some([first, &next.repeat(TIMES)].concat())
    }
}

/// Where in the strip: a line, and the piece of its bar, or its name.
pub type Place = (String, Option<String>);

/// A `toolbar` named `label`.
pub struct Strip {
    /// Its accessible name.
    pub label: &'static str,
    /// Its lines, in order.
    pub lines: Live<Vec<Line>>,
    /// For so many lines at least there is room from the first.
    pub room: usize,
    /// Called with the line that was pressed, and the piece of its bar if it was one.
    pub on_press: Callback<Place>,
}

impl Child for Strip {
    fn part(self) -> Part {
        let Self { label, lines, room, on_press } = self;
        let node: NodeRef = NodeRef::default();
        // Where the focus was last.
        let visited = Var::new(None::<Place>);
        let stop = computed(move || {
            let visited = visited.get();
            lines.with(|lines| {
                let is_there = |(value, piece): &Place| {
                    let line = lines.iter().find(|line| line.value == *value);
                    line.is_some_and(|line| match piece {
                        Some(piece) => line.pieces.iter().any(|other| other.value == *piece),
                        None => true,
                    })
                };
                visited.filter(is_there).or_else(|| lines.first().map(|line| (line.value.clone(), None)))
            })
        });
        let key = move |event: KeyboardEvent| {
            let Some(strip) = node.try_get_untracked() else { return };
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let Some(button) = target.and_then(|target| target.closest("button").ok().flatten()) else {
                return;
            };
            let lines = focus::lines(&strip, ".strip-line");
            let lengths: Vec<usize> = lines.iter().map(Vec::len).collect();
            let at = lines
                .iter()
                .enumerate()
                .find_map(|(line, pieces)| Some((line, pieces.iter().position(|piece| **piece == button)?)));
            let next = at.and_then(|at| step(&event.key(), at, &lengths));
            if let Some(next) = next.and_then(|(line, piece)| lines.get(line)?.get(piece)) {
                event.prevent_default();
                focus::give(next);
            }
        };
        let press = Press { stop, visited, on_press };
        let entries =
            keyed(move || lines.get(), |line| hash(&line.value), move |line, _| entry(line, lines, press));
        let free = move || {
            let free = room.saturating_sub(lines.with(Vec::len));
            let place = |_| el("span").class("strip-place").attr("aria-hidden", "true").part();
            (0..free).map(place).collect::<Vec<_>>()
        };
        el("div")
            .class("strip")
            .attr("role", "toolbar")
            .attr("aria-label", label)
            .node(node)
            .on("keydown", key)
            .child(entries)
            .child(dynamic(free))
            .part()
    }
}

/// What every button of a strip has to do with it.
#[derive(Clone, Copy)]
struct Press {
    /// Where Tab leads to.
    stop: Live<Option<Place>>,
    visited: Var<Option<Place>>,
    on_press: Callback<Place>,
}

impl Press {
    fn button(
        self,
        class: &'static str,
        place: Place,
        title: Live<String>,
        chosen: Live<bool>,
    ) -> crate::ui::el::El {
        let Self { stop, visited, on_press } = self;
        let is_stop = {
            let place = place.clone();
            computed(move || stop.with(|stop| stop.as_ref() == Some(&place)))
        };
        let here = place.clone();
        el("button")
            .attr("type", "button")
            .class(class)
            .live("title", move || title.get())
            .live("aria-pressed", move || if chosen.get() { "true" } else { "false" })
            .live("tabindex", move || if is_stop.get() { "0" } else { "-1" })
            .on("focus", move |_: ev::FocusEvent| visited.set(Some(here.clone())))
            .on("click", move |_: ev::MouseEvent| on_press.run(place.clone()))
    }
}

fn entry(line: Line, lines: Live<Vec<Line>>, press: Press) -> Part {
    let Line { value, label, .. } = line;
    let now = {
        let value = value.clone();
        computed(move || {
            lines.with(|lines| lines.iter().find(|line| line.value == value).cloned()).unwrap_or_default()
        })
    };
    let title = computed(move || now.with(|line| line.title.clone()));
    let chosen = computed(move || now.with(|line| line.chosen));
    let name = press.button("strip-name", (value.clone(), None), title, chosen).child(label);
    let pieces = keyed(
        move || now.with(|line| line.pieces.clone()),
        |piece| hash(&piece.value),
        move |piece, _| one(value.clone(), piece, now, press),
    );
    let counts = move || now.with(|line| parts![el("b").child(line.loud.clone()), " ", line.quiet.clone()]);
    el("span")
        .class("strip-line")
        .child(name)
        .child(el("span").class("strip-bar").child(pieces))
        .child(el("span").class("strip-counts").child(dynamic(counts)))
        .part()
}

fn one(line: String, piece: Piece, now: Live<Line>, press: Press) -> Part {
    let Piece { value, tone, texture, .. } = piece;
    let now = {
        let value = value.clone();
        computed(move || {
            now.with(|line| line.pieces.iter().find(|piece| piece.value == value).cloned())
                .unwrap_or_default()
        })
    };
    let title = computed(move || now.with(|piece| piece.title.clone()));
    let chosen = computed(move || now.with(|piece| piece.chosen));
    // One pixel is the gap to the next.
    let width = move || now.with(|piece| piece.width.saturating_sub(1).to_string());
    let cut = texture.cut().map(|path| svg("path").attr("d", path).part());
    let picture = svg("svg")
        .class(tone.with(texture.class()))
        .live("width", width)
        .attr("height", "10")
        .attr("aria-hidden", "true")
        .child(svg("rect").attr("width", "100%").attr("height", "100%"))
        .child(cut);
    press.button("strip-piece", (line, Some(value)), title, chosen).child(picture).part()
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// Where a key leads to from a piece of a line, given how many pieces each line has.
fn step(key: &str, (line, piece): (usize, usize), lengths: &[usize]) -> Option<(usize, usize)> {
    let last_of = |line: usize| lengths.get(line)?.checked_sub(1);
    let to = |line: usize, piece: usize| Some((line, piece.min(last_of(line)?)));
    let last = lengths.len().checked_sub(1)?;
    match key {
        "ArrowRight" if last_of(line).is_some_and(|last| piece < last) => to(line, piece + 1),
        "ArrowRight" if line < last => to(line + 1, 0),
        "ArrowLeft" if piece > 0 => to(line, piece - 1),
        "ArrowLeft" if line > 0 => to(line - 1, usize::MAX),
        "ArrowDown" if line < last => to(line + 1, piece),
        "ArrowUp" if line > 0 => to(line - 1, piece),
        "Home" => to(0, 0),
        "End" => to(last, usize::MAX),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTHS: [usize; 3] = [3, 1, 2];

    #[test]
    fn to_the_side_one_comes_by_every_piece() {
        let mut at = Some((0, 0));
        let mut seen = Vec::new();
        while let Some(here) = at {
            seen.push(here);
            at = step("ArrowRight", here, &LENGTHS);
        }
        assert_eq!(seen, [(0, 0), (0, 1), (0, 2), (1, 0), (2, 0), (2, 1)]);
        for (before, after) in seen.iter().zip(seen.iter().skip(1)) {
            assert_eq!(step("ArrowLeft", *after, &LENGTHS), Some(*before));
        }
    }

    #[test]
    fn up_and_down_lead_to_the_next_line_and_no_further() {
        assert_eq!(step("ArrowDown", (0, 2), &LENGTHS), Some((1, 0)));
        assert_eq!(step("ArrowUp", (2, 1), &LENGTHS), Some((1, 0)));
        assert_eq!(step("ArrowUp", (0, 1), &LENGTHS), None);
        assert_eq!(step("ArrowDown", (2, 1), &LENGTHS), None);
    }

    #[test]
    fn home_and_end_lead_to_the_ends() {
        assert_eq!(step("Home", (2, 1), &LENGTHS), Some((0, 0)));
        assert_eq!(step("End", (0, 1), &LENGTHS), Some((2, 1)));
        assert_eq!(step("End", (0, 0), &[]), None);
        assert_eq!(step("x", (0, 0), &LENGTHS), None);
    }
}
