//! Moments without a clock: what is generated lies at fixed places in time.

/// Microseconds since 1970, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

impl Moment {
    const SECOND: i64 = 1_000_000;
    const DAY: i64 = 86_400 * Self::SECOND;

    /// Midnight of a day.
    #[must_use]
    pub fn midnight(year: i64, month: i64, day: i64) -> Self {
        // <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self((era * 146_097 + day_of_era - 719_468) * Self::DAY)
    }

    /// So many microseconds earlier.
    #[must_use]
    pub fn before(self, micros: i64) -> Self {
        Self(self.0 - micros)
    }

    /// ISO 8601 with microseconds: `2026-02-11T08:15:30.114000Z`.
    #[must_use]
    pub fn iso(self) -> String {
        let (days, micros) = (self.0.div_euclid(Self::DAY), self.0.rem_euclid(Self::DAY));
        // <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era * 400 + year_of_era + i64::from(month <= 2);

        let (seconds, fraction) = (micros / Self::SECOND, micros % Self::SECOND);
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:06}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_the_vendors_write_it() {
        assert_eq!(Moment(0).iso(), "1970-01-01T00:00:00.000000Z");
        assert_eq!(Moment::midnight(2024, 2, 29).iso(), "2024-02-29T00:00:00.000000Z");
        assert_eq!(Moment::midnight(2026, 11, 1).before(1).iso(), "2026-10-31T23:59:59.999999Z");
        assert_eq!(Moment(1_770_797_730_114_000).iso(), "2026-02-11T08:15:30.114000Z");
    }
}
