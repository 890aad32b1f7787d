//! The panel itself: what people do with it, what they see, and what the vendor is asked for it.
//!
//! One flow runs on all three engines ([`core`]); everything else, on the engine that can do everything.

mod accessible;
mod bad_input;
mod core;
mod delete;
mod detail;
mod edit_tags;
mod embedded;
mod faults_of_writes;
mod filters;
mod gateway;
mod rename;
mod secrets;
mod states;
mod stopped;
mod table;
mod user;
