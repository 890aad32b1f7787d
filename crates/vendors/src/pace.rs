//! How fast one key may be used: a bucket that holds, and refills, a minute's share.

use std::time::Duration;

const MINUTE: f64 = 60_000.0;

/// The pace of one key, shared by everything that uses it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    a_minute: f64,
    left: f64,
    at: f64,
}

impl Pace {
    /// A full bucket for so many requests a minute; at least one.
    #[must_use]
    pub fn new(a_minute: u32) -> Self {
        let a_minute = f64::from(a_minute.max(1));
        Self { a_minute, left: a_minute, at: f64::NEG_INFINITY }
    }

    /// Takes one request out, at a time in milliseconds, and says how long to wait before it may
    /// be sent. Requests queue in the order in which they took.
    pub fn take(&mut self, now: f64) -> Duration {
        let passed = if self.at.is_finite() { (now - self.at).max(0.0) } else { 0.0 };
        self.left = (self.left + passed * self.a_minute / MINUTE).min(self.a_minute) - 1.0;
        self.at = if self.at.is_finite() { self.at.max(now) } else { now };
        if self.left >= 0.0 {
            Duration::ZERO
        } else {
            Duration::from_secs_f64(-self.left * MINUTE / self.a_minute / 1_000.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_minutes_share_goes_at_once_and_then_one_by_one() {
        let mut pace = Pace::new(30);
        for _ in 0..30 {
            assert_eq!(pace.take(0.0), Duration::ZERO);
        }
        assert_eq!(pace.take(0.0), Duration::from_secs(2));
        assert_eq!(pace.take(0.0), Duration::from_secs(4));
        assert_eq!(pace.take(60_000.0), Duration::ZERO);
    }

    proptest! {
        /// A full bucket and a minute's refill: never more than twice the share in any minute.
        #[test]
        fn no_minute_sees_more_than_two_shares(
            share in 1_u32..50,
            gaps in proptest::collection::vec(0.0_f64..3_000.0, 1..200),
        ) {
            let mut pace = Pace::new(share);
            let mut now = 0.0;
            let sent: Vec<f64> = gaps.iter().map(|gap| {
                now += gap;
                now + pace.take(now).as_secs_f64() * 1_000.0
            }).collect();
            for from in &sent {
                let within = sent.iter().filter(|at| *at >= from && **at < from + MINUTE).count();
                prop_assert!(within <= 2 * share as usize + 1, "{} in a minute", within);
            }
        }
    }
}
