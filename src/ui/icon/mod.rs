//! Our own icons: one path each, drawn with the text's colour on a grid of 16.
//!
//! An icon is never the only bearer of a meaning: it is hidden from assistive technology, and a word
//! stands beside it or in the accessible name of its button.

use super::el::{El, svg};

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Chosen, done.
    Check,
    /// More below.
    ChevronDown,
    /// Earlier.
    ChevronLeft,
    /// Later, or inside.
    ChevronRight,
    /// In progress, waiting.
    Clock,
    /// Close, remove.
    Close,
    /// Nothing here, switched off.
    Dash,
    /// Failed.
    ErrorCircle,
    /// Leads out of the panel.
    External,
    /// A credential.
    Key,
    /// More actions.
    MenuDots,
    /// Works.
    OkCircle,
    /// Stop for a while.
    Pause,
    /// Go on.
    Play,
    /// A connection, a source.
    Plug,
    /// Not known.
    Question,
    /// Read again.
    Refresh,
    /// Search.
    Search,
    /// Sorted, largest first.
    SortDown,
    /// Can be sorted.
    SortNone,
    /// Sorted, smallest first.
    SortUp,
    /// Needs attention.
    Warning,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            Self::Check => "m3 8.5 3.5 3.5L13 4.5",
            Self::ChevronDown => "m4 6 4 4 4-4",
            Self::ChevronLeft => "M10 4 6 8l4 4",
            Self::ChevronRight => "m6 4 4 4-4 4",
            Self::Clock => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 5v3.2l2 1.3",
            Self::Close => "m4 4 8 8m0-8-8 8",
            Self::Dash => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.5 8h5",
            Self::ErrorCircle => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6 6l4 4m0-4-4 4",
            Self::External => "M9 3h4v4m0-4L7.5 8.5M11 9.5V13H3V5h3.5",
            Self::Key => "M9.7 9.7a3.5 3.5 0 1 0-3.3-2.1L2 12v2h2.5v-1.5H6V11h1.4ZM10.8 5.2h.01",
            Self::MenuDots => {
                "M3.5 8.2a.2.2 0 1 0 0-.4.2.2 0 0 0 0 .4ZM8 8.2a.2.2 0 1 0 0-.4.2.2 0 0 0 0 .4ZM12.5 8.2a.2.2 0 1 0 0-.4.2.2 0 0 0 0 .4Z"
            }
            Self::OkCircle => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.5 8.2l1.8 1.8 3.3-3.8",
            Self::Pause => "M5.5 3.5v9m5-9v9",
            Self::Play => "m5 3 8 5-8 5Z",
            Self::Plug => "M6 2v3m4-3v3M4 5h8v2.5a4 4 0 0 1-8 0ZM8 11.5V14",
            Self::Question => {
                "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.4 6.4a1.6 1.6 0 1 1 2.4 1.5c-.5.3-.8.6-.8 1.1M8 11h.01"
            }
            Self::Refresh => "M13 8a5 5 0 1 1-1.6-3.7L13 6m0-3.5V6H9.5",
            Self::Search => "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3 14 14",
            Self::SortDown => "M8 3v10M4 9l4 4 4-4",
            Self::SortNone => "m5 6 3-3 3 3M5 10l3 3 3-3",
            Self::SortUp => "M8 13V3M4 7l4-4 4 4",
            Self::Warning => "M8 2.5 14.5 13.5h-13ZM8 6.5v3.2M8 11.6h.01",
        }
    }
}

/// An icon of the size of the text beside it.
pub fn icon(name: IconName) -> El {
    svg("svg")
        .class("icon")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", name.path()))
}
