//! The vendors' OpenAPI files, and whether the client and the sandbox keep to them.
//!
//! The client and the sandbox share no code, so that a wrong reading of an API cannot hide in
//! both; what they share is the vendor's own file in this folder. Every request that a client can
//! build and every answer of the sandbox is held against it, closed: a name that the file does not
//! declare is a breach. A further vendor is its file, a [`subject::Subject`] and a line below.

mod answers;
mod composio;
mod contract;
mod message;
mod mutant;
mod omni;
mod peaka;
mod pica;
mod question;
mod requests;
mod subject;
mod wire;

use std::sync::LazyLock;

use subject::Subject;

/// Every vendor, in the order of `patchbay_vendors::ALL`.
static SUBJECTS: LazyLock<Vec<Subject>> =
    LazyLock::new(|| vec![pica::subject(), composio::subject(), peaka::subject(), omni::subject()]);
