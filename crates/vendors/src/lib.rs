//! The API of each vendor as calls and answers.
//!
//! A request is a value that a vendor's module builds and whose answer it reads; nothing in here
//! sends, waits or knows a browser, so all of it is tested in milliseconds. A new vendor is a new
//! folder beside [`pica`] and a line in [`ALL`].

pub mod base;
pub mod body;
pub mod call;
pub mod catalogue;
pub mod composio;
pub mod connection;
pub mod curl;
pub mod draft;
pub mod edit;
pub mod error;
pub mod form;
pub mod http;
pub mod link;
pub mod omni;
pub mod pace;
pub mod page;
pub mod peaka;
pub mod pica;
pub mod private_key;
pub mod read;
pub mod retry;
pub mod secret;
pub mod send;
pub mod service_account;
pub mod source;
mod spelling;
pub mod tags;
#[cfg(test)]
mod testing;
pub mod time;
pub mod vendor;
pub mod words;

pub use vendor::{About, Vendor};

/// Every vendor there is, in the order in which they are offered.
pub const ALL: &[&dyn Vendor] = &[&pica::Pica, &composio::Composio, &peaka::Peaka, &omni::Omni];
