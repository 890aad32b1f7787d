//! A state by icon and word, and only then by colour.

use patchbay_vendors::connection::State;

use crate::ui::part::Part;
use crate::ui::{IconName, Tone, state_mark};
use crate::words;

/// The icon and the tone of a state.
pub fn look(state: &State) -> (IconName, Tone) {
    match state {
        State::Operational => (IconName::OkCircle, Tone::Good),
        State::Degraded => (IconName::Warning, Tone::Warn),
        State::Failed | State::Revoked => (IconName::ErrorCircle, Tone::Bad),
        State::Expired => (IconName::Clock, Tone::Bad),
        State::Pending => (IconName::Clock, Tone::Busy),
        State::Disabled | State::Deleted => (IconName::Dash, Tone::Off),
        State::Unknown | State::Other(_) => (IconName::Question, Tone::Neutral),
        State::NotSaid => (IconName::Dash, Tone::Neutral),
    }
}

/// The mark of a state.
pub fn view(state: &State) -> Part {
    let (icon, tone) = look(state);
    state_mark(icon, &words::state(state), tone)
}
