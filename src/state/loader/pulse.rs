//! When the screen is told of what came: at most a few times a second, since it finds, counts and draws anew each time.

use std::time::Duration;

/// At most four times a second.
const APART: f64 = 250.0;

/// When the screen was told last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pulse {
    told: Option<f64>,
    waits: bool,
}

impl Pulse {
    /// Something came, at a time in milliseconds: how long to wait before the screen is told; nothing if it will be
    /// told of it anyway.
    pub(super) fn came(&mut self, now: f64) -> Option<Duration> {
        if self.waits {
            return None;
        }
        let passed = self.told.map_or(APART, |told| now - told);
        // A clock may be set back.
        if (0.0..APART).contains(&passed) {
            self.waits = true;
            Some(Duration::from_secs_f64((APART - passed) / 1_000.0))
        } else {
            self.told(now);
            Some(Duration::ZERO)
        }
    }

    /// The screen was told.
    pub(super) fn told(&mut self, now: f64) {
        self.told = Some(now);
        self.waits = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_told_at_once_and_what_follows_together() {
        let mut pulse = Pulse::default();
        assert_eq!(pulse.came(1_000.0), Some(Duration::ZERO));
        assert_eq!(pulse.came(1_050.0), Some(Duration::from_millis(200)));
        assert_eq!(pulse.came(1_100.0), None);
        assert_eq!(pulse.came(1_240.0), None);
        pulse.told(1_250.0);
        assert_eq!(pulse.came(1_260.0), Some(Duration::from_millis(240)));
    }

    #[test]
    fn after_a_while_it_is_told_at_once_again_and_a_clock_that_goes_back_keeps_nothing_back() {
        let mut pulse = Pulse::default();
        pulse.told(1_000.0);
        assert_eq!(pulse.came(1_250.0), Some(Duration::ZERO));
        assert_eq!(pulse.came(9.0), Some(Duration::ZERO));
    }
}
