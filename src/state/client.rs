//! Drives a [`Call`] to its answer: key, pace, retries, and whatever further requests it asks
//! for. What to send, when to try again and how fast is decided in `crates/vendors`.

use std::time::Duration;

use patchbay_vendors::body::Body;
use patchbay_vendors::call::{Call, Next};
use patchbay_vendors::error::{Error, Expected, Found, Unreadable};
use patchbay_vendors::http::{Request, Response};
use patchbay_vendors::pace::Pace;
use patchbay_vendors::retry::{self, Tried};
use patchbay_vendors::secret::Secret;
use patchbay_vendors::send;
use patchbay_vendors::source::Source;

use super::keys::Keys;
use super::per_source::PerSource;
pub use crate::browser::fetch::Abort;
use crate::browser::fetch::{self, Failure, Signal};
use crate::browser::{clock, network};
use crate::live::Var;

/// No vendor's answer takes longer on a good day.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What sends.
#[derive(Clone, Copy)]
pub struct Client {
    keys: Keys,
    read_only: bool,
    paces: Var<PerSource<Pace>>,
}

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missed {
    /// Nobody waits for it any more, so nobody is to be told.
    Aborted,
    /// It failed.
    Failed(Error),
}

impl From<Error> for Missed {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Client {
    pub(super) fn new(keys: Keys, read_only: bool) -> Self {
        Self { keys, read_only, paces: Var::default() }
    }

    /// Asks until there is an answer.
    ///
    /// # Errors
    /// Why there is none; every key, and whatever was typed as a secret, is struck from it.
    pub async fn ask<T: 'static>(self, source: &Source, call: Call<T>, signal: &Signal) -> Result<T, Missed> {
        let mut call = call;
        let mut typed: Vec<Secret> = Vec::new();
        loop {
            let secrets = call.request.body.iter().flat_map(Body::secrets);
            typed.extend(secrets.cloned());
            let response = self.send(source, &call.request, signal).await;
            let next = response.and_then(|response| call.read(&response).map_err(Missed::Failed));
            call = match next {
                Ok(Next::Done(value)) => return Ok(value),
                Ok(Next::Then(call)) => call,
                Ok(Next::After(wait, call)) => {
                    clock::sleep(wait).await;
                    call
                }
                Err(Missed::Failed(error)) => return Err(error.strike(&self.keys.strike(&typed)).into()),
                Err(Missed::Aborted) => return Err(Missed::Aborted),
            };
        }
    }

    /// Sends a request, and a read again while that may help.
    async fn send(self, source: &Source, request: &Request, signal: &Signal) -> Result<Response, Missed> {
        let began = clock::now();
        for times in 1.. {
            let answer = self.once(source, request, signal).await;
            // Only a vendor's own module can tell its refusals, so an answer that is one goes on
            // to the call that reads it, unless waiting may help.
            let error = match &answer {
                Ok(response) if !response.is_success() => source.vendor.refused(response),
                Err(Missed::Failed(error)) => error.clone(),
                Ok(_) | Err(Missed::Aborted) => return answer,
            };
            let elapsed = Duration::from_millis((clock::now() - began) as u64);
            match retry::again(request.method, &error, Tried { times, elapsed }, clock::dice()) {
                Some(wait) => clock::sleep(wait).await,
                None => return answer,
            }
        }
        Err(Missed::Aborted)
    }

    async fn once(self, source: &Source, request: &Request, signal: &Signal) -> Result<Response, Missed> {
        let wait = self.wait(source);
        if !wait.is_zero() {
            clock::sleep(wait).await;
        }
        let key = self.keys.get(&source.id);
        let outgoing =
            send::outgoing(source, request, key.as_ref(), self.read_only).map_err(Error::NotSent)?;
        fetch::send(&outgoing, TIMEOUT, signal).await.map_err(|failure| match failure {
            Failure::Aborted => Missed::Aborted,
            Failure::TimedOut => Error::TimedOut(TIMEOUT).into(),
            Failure::SignIn => Error::SignedOut.into(),
            Failure::Network => {
                Error::Unreachable { to: source.base.to_string(), offline: !network::is_online() }.into()
            }
            Failure::Cut(status) => Error::Unreadable(Unreadable {
                status,
                at: String::new(),
                expected: Expected::Json,
                found: Found::Cut,
            })
            .into(),
        })
    }

    /// How long this source's pace makes a request wait.
    fn wait(self, source: &Source) -> Duration {
        let Some(a_minute) = source.pace else { return Duration::ZERO };
        let take = |paces: &mut PerSource<Pace>| {
            if paces.get(&source.id).is_none() {
                paces.set(&source.id, Pace::new(a_minute));
            }
            paces.get_mut(&source.id).map(|pace| pace.take(clock::now()))
        };
        self.paces.try_update(take).flatten().unwrap_or_default()
    }
}
