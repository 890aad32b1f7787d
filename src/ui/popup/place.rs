//! Where a popup stands: below its anchor, above when there is more room, never outside the window.

use web_sys::{Element, HtmlElement};

use crate::browser::focus;

/// Air between a popup and its anchor, and between it and the window's edges.
const GAP: f64 = 4.0;
const EDGE: f64 = 8.0;

#[derive(Debug, PartialEq)]
struct Spot {
    left: f64,
    /// From the top edge, or from the bottom edge when it stands above: there it grows upwards.
    top: Result<f64, f64>,
    room: f64,
}

/// `anchor` is left, top, right, bottom; `size` and `view` are width and height.
fn spot(anchor: [f64; 4], size: [f64; 2], view: [f64; 2]) -> Spot {
    let [left, top, right, bottom] = anchor;
    let [width, height] = size;
    let [view_width, view_height] = view;
    // Towards the middle of the window: a button at the right end opens to its left.
    let wanted = if left + width + EDGE > view_width { right - width } else { left };
    let left = wanted.min(view_width - width - EDGE).max(EDGE);
    let below = view_height - bottom - GAP - EDGE;
    let above = top - GAP - EDGE;
    if height > below && above > below {
        Spot { left, top: Err(view_height - top + GAP), room: above.max(0.0) }
    } else {
        Spot { left, top: Ok(bottom + GAP), room: below.max(0.0) }
    }
}

pub(super) fn at(popup: &HtmlElement, anchor: &Element) {
    let style = popup.style();
    // Measured as large as it would like to be.
    let _ = style.remove_property("--room");
    let rect = anchor.get_bounding_client_rect();
    let size = [f64::from(popup.offset_width()), f64::from(popup.offset_height())];
    let (width, height) = focus::viewport(anchor);
    let spot = spot([rect.left(), rect.top(), rect.right(), rect.bottom()], size, [width, height]);
    let px = |value: f64| {
        // Whole pixels: what prints a fraction weighs more than all of this file.
        let mut text = (value.round() as i32).to_string();
        text.push_str("px");
        text
    };
    let (top, bottom) = match spot.top {
        Ok(top) => (px(top), "auto".to_owned()),
        Err(bottom) => ("auto".to_owned(), px(bottom)),
    };
    // By the object model: a `style` attribute would break the policy we run under.
    for (name, value) in
        [("left", px(spot.left)), ("top", top), ("bottom", bottom), ("--room", px(spot.room))]
    {
        let _ = style.set_property(name, &value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: [f64; 2] = [320.0, 600.0];

    #[test]
    fn below_when_there_is_room() {
        let spot = spot([20.0, 100.0, 120.0, 130.0], [200.0, 300.0], VIEW);
        assert_eq!(spot, Spot { left: 20.0, top: Ok(134.0), room: 458.0 });
    }

    #[test]
    fn above_when_there_is_more() {
        let spot = spot([20.0, 500.0, 120.0, 530.0], [200.0, 300.0], VIEW);
        assert_eq!(spot, Spot { left: 20.0, top: Err(104.0), room: 488.0 });
    }

    #[test]
    fn stays_in_the_window() {
        let at_the_end = spot([250.0, 100.0, 310.0, 130.0], [200.0, 300.0], VIEW);
        assert_eq!(at_the_end.left, 110.0);
        let too_wide = spot([100.0, 100.0, 200.0, 130.0], [400.0, 300.0], VIEW);
        assert_eq!(too_wide.left, 8.0);
    }
}
