//! A state: an icon, a word, and only then a colour.

use super::icon::{self, IconName};
use crate::ui::el::el;
use crate::ui::part::{Child, Part};

/// How something stands. The colour follows from it; the meaning is always said in words too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Works.
    Good,
    /// Works, but somebody should look.
    Warn,
    /// Does not work.
    Bad,
    /// Under way.
    Busy,
    /// Switched off.
    Off,
    /// Nothing to say about it.
    #[default]
    Neutral,
}

impl Tone {
    /// The class that sets `--tone` for whatever stands inside.
    pub fn class(self) -> &'static str {
        match self {
            Self::Good => "tone-good",
            Self::Warn => "tone-warn",
            Self::Bad => "tone-bad",
            Self::Busy => "tone-busy",
            Self::Off => "tone-off",
            Self::Neutral => "tone-neutral",
        }
    }

    /// A class together with that of the tone.
    pub(crate) fn with(self, class: &str) -> String {
        [class, " ", self.class()].concat()
    }

    /// The icon that goes with it where nothing nearer to the matter is known.
    pub fn icon(self) -> IconName {
        match self {
            Self::Good => IconName::OkCircle,
            Self::Warn => IconName::Warning,
            Self::Bad => IconName::ErrorCircle,
            Self::Busy => IconName::Clock,
            Self::Off => IconName::Dash,
            Self::Neutral => IconName::Question,
        }
    }
}

/// A state as icon and word: the shape tells states apart without colour.
pub fn state_mark(icon: IconName, label: &str, tone: Tone) -> Part {
    el("span")
        .class(tone.with("mark"))
        .child(icon::icon(icon))
        .child(el("span").class("mark-word").child(label))
        .part()
}
