//! How many requests of a minute are left: a fixed window, said with every answer.

use super::error::Refusal;
use crate::http::Answer;

const MINUTE: u64 = 60_000;

/// The minute that runs.
#[derive(Debug, Default)]
pub(super) struct Window {
    minute: u64,
    used: u32,
}

impl Window {
    /// Counts a request, or refuses it. One without a time belongs to no minute and is not counted.
    pub(super) fn count(&mut self, at: u64, per_minute: u32) -> Result<(), Refusal> {
        let minute = at / MINUTE;
        if minute != self.minute {
            *self = Self { minute, used: 0 };
        }
        if at == 0 {
            return Ok(());
        }
        if self.used >= per_minute {
            return Err(Refusal::too_many((MINUTE - at % MINUTE).div_ceil(1_000)));
        }
        self.used += 1;
        Ok(())
    }

    /// Says with an answer what is left.
    pub(super) fn told(&self, answer: Answer, per_minute: u32) -> Answer {
        answer
            .with_header("x-ratelimit", &per_minute.to_string())
            .with_header("x-ratelimit-remaining", &per_minute.saturating_sub(self.used).to_string())
            .with_header("x-ratelimit-window-size", "60s")
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{LIST, answer, request, store};

    const START: u64 = 1_800_000_000_000;

    #[test]
    fn what_is_left_is_said_with_every_answer_a_refusal_too() {
        let mut store = store(1);
        let mut ask = |target: &str| answer(&mut store, &request("GET", target).at(START));

        let (first, second) = (ask(LIST), ask(&format!("{LIST}/ca_nobody")));

        assert_eq!((first.status, second.status), (200, 404));
        let header = |name| (first.header(name).unwrap(), second.header(name).unwrap());
        assert_eq!(header("X-RateLimit"), ("2000", "2000"));
        assert_eq!(header("X-RateLimit-Remaining"), ("1999", "1998"));
        assert_eq!(header("X-RateLimit-Window-Size"), ("60s", "60s"));
    }

    #[test]
    fn what_is_too_much_is_refused_until_the_minute_is_over() {
        let mut store = store(1);
        store.options.per_minute = 2;
        let mut ask = |at| answer(&mut store, &request("GET", LIST).at(at));

        assert_eq!([ask(START).status, ask(START + 1).status], [200, 200]);
        let refused = ask(START + 45_500);
        assert_eq!((refused.status, refused.header("retry-after")), (429, Some("15")));
        assert_eq!(refused.value()["message"], "Rate limit exceeded. Limit: 2 requests per 1 minutes");
        assert_eq!(ask(START + 60_000).status, 200);
    }

    #[test]
    fn a_request_without_a_time_is_not_counted() {
        let mut store = store(1);
        store.options.per_minute = 1;

        for _ in 0..3 {
            assert_eq!(answer(&mut store, &request("GET", LIST)).status, 200);
        }
    }
}
