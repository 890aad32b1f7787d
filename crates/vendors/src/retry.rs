//! When a question that failed is asked again. Pure, so that every case is a row of a table.

use std::time::Duration;

use crate::error::Error;
use crate::http::Method;

/// How often a read is tried in all.
pub const TRIES: u32 = 4;
/// After this much time nothing is tried again.
pub const DEADLINE: Duration = Duration::from_secs(120);
/// The first wait is at most this long, each further one twice as long.
const FIRST: Duration = Duration::from_millis(500);
/// No wait is longer, whatever the vendor asks for: a person sits in front of it.
const LONGEST: Duration = Duration::from_secs(60);

/// What has happened so far.
#[derive(Clone, Copy, Debug)]
pub struct Tried {
    /// How often it was sent, from 1.
    pub times: u32,
    /// Since it was sent first.
    pub elapsed: Duration,
}

/// How long to wait before asking again, or that it ends here. `dice` is from 0 to 1: the wait is
/// drawn from the whole span ("full jitter"), so that many pages do not return in step:
/// <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>.
#[must_use]
pub fn again(method: Method, error: &Error, tried: Tried, dice: f64) -> Option<Duration> {
    if method.writes() || !error.is_retryable() || tried.times >= TRIES {
        return None;
    }
    if matches!(error, Error::Unreachable { offline: true, .. }) {
        return None;
    }
    let asked = match error {
        Error::Refused(refused) => refused.retry_after,
        _ => None,
    };
    let wait = match asked {
        Some(asked) if asked > LONGEST => return None,
        Some(asked) => asked,
        None => {
            let span = FIRST.saturating_mul(1 << (tried.times - 1).min(8)).min(LONGEST);
            span.mul_f64(dice.clamp(0.0, 1.0))
        }
    };
    (tried.elapsed + wait < DEADLINE).then_some(wait)
}

/// Reads `Retry-After` in its form of seconds. Its other form, a date, needs the vendor's clock
/// and is answered by our own pace instead.
#[must_use]
pub fn seconds(header: &str) -> Option<Duration> {
    header.trim().parse().ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Refusal, Refused};

    fn refused(status: u16, retry_after: Option<u64>) -> Error {
        let retry_after = retry_after.map(Duration::from_secs);
        Error::Refused(Box::new(Refused { status, retry_after, ..Refused::default() }))
    }

    fn first() -> Tried {
        Tried { times: 1, elapsed: Duration::ZERO }
    }

    #[test]
    fn a_write_is_never_repeated() {
        for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
            assert_eq!(again(method, &refused(503, None), first(), 0.5), None);
        }
    }

    #[test]
    fn a_read_is_repeated_when_waiting_may_help() {
        let lost = Error::Unreachable { to: String::new(), offline: false };
        for error in [lost, refused(408, None), refused(429, None), refused(503, None)] {
            assert!(again(Method::Get, &error, first(), 0.5).is_some(), "{error:?}");
        }
        let offline = Error::Unreachable { to: String::new(), offline: true };
        for error in [offline, refused(401, None), refused(404, None), Error::NotSent(Refusal::ReadOnly)] {
            assert_eq!(again(Method::Get, &error, first(), 0.5), None, "{error:?}");
        }
    }

    #[test]
    fn the_wait_grows_and_is_drawn_from_the_whole_span() {
        let wait = |times, dice| {
            again(Method::Get, &refused(503, None), Tried { times, elapsed: Duration::ZERO }, dice)
        };
        assert_eq!(wait(1, 1.0), Some(Duration::from_millis(500)));
        assert_eq!(wait(2, 1.0), Some(Duration::from_secs(1)));
        assert_eq!(wait(3, 1.0), Some(Duration::from_secs(2)));
        assert_eq!(wait(3, 0.0), Some(Duration::ZERO));
        assert_eq!(wait(TRIES, 1.0), None);
    }

    #[test]
    fn the_vendors_wish_is_honoured_within_reason() {
        let wait = |seconds| again(Method::Get, &refused(429, Some(seconds)), first(), 0.5);
        assert_eq!(wait(7), Some(Duration::from_secs(7)));
        assert_eq!(wait(3_600), None);
        assert_eq!(seconds(" 12 "), Some(Duration::from_secs(12)));
        assert_eq!(seconds("Wed, 21 Oct 2026 07:28:00 GMT"), None);
    }

    #[test]
    fn nothing_is_tried_past_the_deadline() {
        let late = Tried { times: 2, elapsed: DEADLINE };
        assert_eq!(again(Method::Get, &refused(503, None), late, 0.0), None);
    }
}
