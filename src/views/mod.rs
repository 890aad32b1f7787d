//! The screens. They show what `state/` knows with the widgets of `ui/`, and decide nothing.

pub mod connection;
pub mod connections;
pub mod edit;
mod facts;
mod inquiry;
mod key_check;
pub mod link;
pub mod loading;
mod source_card;
pub mod sources;
mod state_mark;
mod trouble;
