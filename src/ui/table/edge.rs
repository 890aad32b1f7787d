//! How wide a column becomes. Pure.

/// How far a key moves an edge.
const STEP: u32 = 8;

/// An edge that is being dragged.
#[derive(Clone, Copy, Debug)]
pub struct Drag {
    /// Where on the screen it was.
    pub start: f64,
    /// The column grows to the left.
    pub is_mirrored: bool,
    /// How wide the column was on the screen.
    pub shown: f64,
    /// How wide that is in the measure that is kept, which does not grow with the text.
    pub width: u32,
}

impl Drag {
    /// How wide the column is with its edge there.
    #[must_use]
    pub fn at(self, place: f64) -> u32 {
        let by = if self.is_mirrored { self.start - place } else { place - self.start };
        let shown = self.shown.max(1.0);
        (f64::from(self.width) * (shown + by).max(0.0) / shown).round() as u32
    }
}

/// The width that a key leads to: `None` for a key that leads nowhere, `Some(None)` for the usual width.
#[must_use]
#[expect(clippy::option_option, reason = "no key, no width")]
pub fn by_key(key: &str, width: u32) -> Option<Option<u32>> {
    match key {
        "ArrowLeft" | "ArrowDown" => Some(Some(width.saturating_sub(STEP))),
        "ArrowRight" | "ArrowUp" => Some(Some(width.saturating_add(STEP))),
        "Home" => Some(None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_moves_the_edge_as_far_as_the_pointer() {
        let drag = Drag { start: 500.0, is_mirrored: false, shown: 200.0, width: 200 };
        assert_eq!([drag.at(500.0), drag.at(540.0), drag.at(300.0), drag.at(0.0)], [200, 240, 0, 0]);
        let mirrored = Drag { is_mirrored: true, ..drag };
        assert_eq!(mirrored.at(460.0), 240);
    }

    #[test]
    fn with_text_twice_as_large_a_pixel_is_half_as_much() {
        let drag = Drag { start: 0.0, is_mirrored: false, shown: 400.0, width: 200 };
        assert_eq!(drag.at(40.0), 220);
    }

    #[test]
    fn keys_move_it_by_steps_and_back_to_the_usual() {
        assert_eq!(by_key("ArrowLeft", 100), Some(Some(92)));
        assert_eq!(by_key("ArrowRight", 100), Some(Some(108)));
        assert_eq!(by_key("ArrowLeft", 3), Some(Some(0)));
        assert_eq!((by_key("Home", 100), by_key("Tab", 100)), (Some(None), None));
    }
}
