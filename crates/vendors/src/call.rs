//! A question to a vendor as a value: what to send, and how to read what comes back.
//!
//! Nothing is sent here. Whoever drives a [`Call`] sends its request, hands the answer to
//! [`Call::read`] and follows [`Next`] until it is done:
//!
//! ```text
//!   Call ──send──▶ Response ──read──▶ Done(T)
//!    ▲                                Then(Call)          another request first
//!    └────────────────────────────────After(wait, Call)   the same, a little later
//! ```

use std::time::Duration;

use crate::error::Error;
use crate::http::{Request, Response};

type Read<T> = Box<dyn FnOnce(&Response) -> Result<Next<T>, Error>>;

/// One question to a vendor.
pub struct Call<T> {
    /// What to send.
    pub request: Request,
    read: Read<T>,
}

/// What the answer leads to.
pub enum Next<T> {
    /// The question is answered.
    Done(T),
    /// Another request has to be sent first.
    Then(Call<T>),
    /// Another request has to be sent, not before this much time has passed.
    After(Duration, Call<T>),
}

impl<T: 'static> Call<T> {
    /// A call whose answer takes only this one request.
    pub fn new(request: Request, read: impl FnOnce(&Response) -> Result<T, Error> + 'static) -> Self {
        Self::chained(request, |response| read(response).map(Next::Done))
    }

    /// A call whose answer may ask for further requests.
    pub fn chained(
        request: Request,
        read: impl FnOnce(&Response) -> Result<Next<T>, Error> + 'static,
    ) -> Self {
        Self { request, read: Box::new(read) }
    }

    /// Reads the answer to this call's request.
    ///
    /// # Errors
    /// Whatever the vendor refused, or what about the answer could not be read.
    pub fn read(self, response: &Response) -> Result<Next<T>, Error> {
        (self.read)(response)
    }
}
