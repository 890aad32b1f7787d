//! So many requests a minute, for each key.

use std::collections::{BTreeMap, VecDeque};

use super::error::Refusal;

const MINUTE: u64 = 60_000;

/// When each key asked.
#[derive(Debug, Default)]
pub(super) struct Pace(BTreeMap<String, VecDeque<u64>>);

impl Pace {
    /// Assumption: any sixty seconds count, not those of a clock's minute, and what is refused does not.
    pub(super) fn admit(&mut self, key: &str, at: u64, per_minute: Option<usize>) -> Result<(), Refusal> {
        let Some(most) = per_minute else { return Ok(()) };
        let asked = self.0.entry(key.to_owned()).or_default();
        asked.retain(|earlier| at.saturating_sub(*earlier) < MINUTE);
        if asked.len() < most {
            asked.push_back(at);
            Ok(())
        } else {
            Err(Refusal::new(429, format!("Rate limit exceeded ({most} requests/minute)")))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{LIST, answer, request, request_with, store};
    use super::super::{DEMO_KEY, Store};

    fn status(store: &mut Store, at: u64) -> u16 {
        answer(store, &request("GET", LIST).at(at)).status
    }

    #[test]
    fn a_key_has_sixty_requests_in_a_minute() {
        let mut store = store(1);

        assert!((0..60).all(|at| status(&mut store, at * 100) == 200));
        let refused = answer(&mut store, &request("GET", LIST).at(6_000));

        let message = "Rate limit exceeded (60 requests/minute)";
        assert_eq!(
            (refused.status, refused.value()),
            (429, json!({"error": "Too Many Requests", "message": message}))
        );
        assert_eq!(refused.header("retry-after"), None, "it does not say how long to wait");
    }

    #[test]
    fn a_minute_later_there_is_room_again_and_only_for_as_many() {
        let mut store = store(1);
        for at in 0..60 {
            status(&mut store, at * 1_000);
        }

        assert_eq!(status(&mut store, 59_999), 429);
        assert_eq!(status(&mut store, 60_000), 200);
        assert_eq!(status(&mut store, 60_001), 429);
        assert_eq!(status(&mut store, 61_000), 200);
    }

    #[test]
    fn every_key_has_its_own_minute() {
        let mut store = store(1);
        store.options.keys.push("another".into());
        store.options.per_minute = Some(1);

        for key in [DEMO_KEY, "another"] {
            assert_eq!(answer(&mut store, &request_with(key, "GET", LIST)).status, 200);
            assert_eq!(answer(&mut store, &request_with(key, "GET", LIST)).status, 429);
        }
    }

    #[test]
    fn whoever_is_not_let_in_is_not_counted() {
        let mut store = store(1);
        store.options.per_minute = Some(1);

        for _ in 0..3 {
            assert_eq!(answer(&mut store, &request_with("guessed", "GET", LIST)).status, 401);
        }
        assert_eq!(status(&mut store, 0), 200);
    }

    #[test]
    fn the_limit_can_be_lifted() {
        let mut store = store(1);
        store.options.per_minute = None;

        assert!((0..100).all(|_| status(&mut store, 0) == 200));
    }
}
