//! The edge of a column, dragged or moved by keys to make it wider or less wide.

use leptos::ev;

use crate::live::{Callback, Live, Var};
use crate::ui::el::{NodeRef, el};
use crate::ui::part::{Child, Part};
use crate::ui::table::edge::{Drag, by_key};

/// A separator at the end of a head of a column, which has to be its parent.
pub struct Edge {
    /// The accessible name.
    pub label: String,
    /// How wide the column is.
    pub width: Live<u32>,
    /// It is at least and at most so wide.
    pub bounds: [u32; 2],
    /// Gets another width, or none to have the usual one.
    pub on_size: Callback<Option<u32>>,
    /// The width is one to be kept.
    pub on_end: Callback<()>,
}

impl Child for Edge {
    fn part(self) -> Part {
        let Self { label, width, bounds: [least, most], on_size, on_end } = self;
        let node: NodeRef = NodeRef::default();
        let drag: Var<Option<Drag>> = Var::new(None);
        let down = move |event: ev::PointerEvent| {
            let Some(edge) = node.try_get_untracked() else { return };
            let Some(head) = edge.parent_element() else { return };
            if event.button() != 0 {
                return;
            }
            event.prevent_default();
            let _ = edge.set_pointer_capture(event.pointer_id());
            let rect = head.get_bounding_client_rect();
            let start = f64::from(event.client_x());
            // Where text runs the other way, the edge is at the other side.
            let is_mirrored = start < (rect.left() + rect.right()) / 2.0;
            drag.set(Some(Drag { start, is_mirrored, shown: rect.width(), width: width.get_untracked() }));
        };
        let moved = move |event: ev::PointerEvent| {
            if let Some(drag) = drag.get_untracked() {
                on_size.run(Some(drag.at(f64::from(event.client_x()))));
            }
        };
        let end = move |_: ev::PointerEvent| {
            if drag.try_update(Option::take).flatten().is_some() {
                on_end.run(());
            }
        };
        let key = move |event: ev::KeyboardEvent| {
            if let Some(size) = by_key(&event.key(), width.get_untracked()) {
                event.prevent_default();
                on_size.run(size);
                on_end.run(());
            }
        };
        let reset = move |_: ev::MouseEvent| {
            on_size.run(None);
            on_end.run(());
        };
        el("span")
            .class("edge")
            .attr("role", "separator")
            .attr("tabindex", "0")
            .attr("aria-orientation", "vertical")
            .attr("aria-label", label)
            .attr("aria-valuemin", least.to_string())
            .attr("aria-valuemax", most.to_string())
            .live("aria-valuenow", move || width.get().to_string())
            .class_if("dragged", move || drag.with(Option::is_some))
            .node(node)
            .on("pointerdown", down)
            .on("pointermove", moved)
            .on("pointerup", end)
            .on("pointercancel", end)
            .on("dblclick", reset)
            .on("keydown", key)
            .part()
    }
}
