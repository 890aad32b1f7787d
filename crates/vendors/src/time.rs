//! Points in time as vendors write them.
//!
//! By hand, for size: the crate `jiff` does this and very much more, and weighed a tenth of the
//! panel; days are counted as in <https://howardhinnant.github.io/date_algorithms.html>.

use std::fmt;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A point in time, to the millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// Reads RFC 3339, the only form that vendors document:
    /// <https://www.rfc-editor.org/rfc/rfc3339#section-5.6>.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = Rest(text.as_bytes());
        let (year, month, day) = (rest.number(4)?, rest.after(b'-')?, rest.after(b'-')?);
        rest.one_of(b"Tt ")?;
        let (hour, minute, second) = (rest.number(2)?, rest.after(b':')?, rest.after(b':')?);
        let millis = rest.fraction()?;
        let offset = rest.offset()?;
        // A leap second is the one before it once more.
        let is_time = hour < 24 && minute < 60 && second <= 60 && rest.0.is_empty();
        let is_day = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        let at = hour * HOUR + minute * MINUTE + second.min(59) * SECOND + millis;
        (is_time && is_day).then(|| Self(days_before(year, month, day) * DAY + at - offset))
    }

    /// From milliseconds since 1970, as a browser counts.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0
    }

    /// The day in UTC, `2026-02-11`.
    #[must_use]
    pub fn day(self) -> String {
        let (year, month, day) = date(self.0.div_euclid(DAY));
        format!("{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for Moment {
    /// As RFC 3339 in UTC.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.0.rem_euclid(DAY);
        let (hour, minute, second) = (at / HOUR, at % HOUR / MINUTE, at % MINUTE / SECOND);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}.{:03}Z", self.day(), at % SECOND)
    }
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !allowed.contains(first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    fn digit(&mut self) -> Option<i64> {
        self.one_of(b"0123456789").map(|digit| i64::from(digit - b'0'))
    }

    fn number(&mut self, digits: usize) -> Option<i64> {
        (0..digits).try_fold(0, |number, _| Some(number * 10 + self.digit()?))
    }

    fn after(&mut self, separator: u8) -> Option<i64> {
        self.one_of(&[separator])?;
        self.number(2)
    }

    /// Milliseconds; what is finer is left off.
    fn fraction(&mut self) -> Option<i64> {
        if self.one_of(b".").is_none() {
            return Some(0);
        }
        let (mut millis, mut place) = (self.digit()? * 100, 10);
        while let Some(digit) = self.digit() {
            millis += digit * place;
            place /= 10;
        }
        Some(millis)
    }

    fn offset(&mut self) -> Option<i64> {
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let (hours, minutes) = (self.number(2)?, self.after(b':')?);
        (hours < 24 && minutes < 60).then_some(sign * (hours * HOUR + minutes * MINUTE))
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01. Years begin in March here, so that the leap day is their last.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, in_era) = (year.div_euclid(400), year.rem_euclid(400));
    let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468
}

/// The date so many days from 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, in_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * in_year + 2) / 153;
    let day = in_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_vendors_time_is_read_and_shown_in_utc() {
        let moment = Moment::parse("2026-02-11T10:15:30.114987+02:00").unwrap();
        assert_eq!(moment.to_string(), "2026-02-11T08:15:30.114Z");
        assert_eq!(moment.day(), "2026-02-11");
    }

    #[test]
    fn known_points_in_time_are_where_they_belong() {
        for (text, millis) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2000-02-29T12:00:00Z", 951_825_600_000),
            ("2026-11-21T00:00:00-00:30", 1_795_221_000_000),
            ("2016-12-31T23:59:60Z", 1_483_228_799_000),
        ] {
            assert_eq!(Moment::parse(text).map(Moment::millis), Some(millis), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "yesterday",
            "2026-02-11",
            "2026-02-30T00:00:00Z",
            "2025-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-02-11T24:00:00Z",
            "2026-02-11T00:00:00",
            "2026-02-11T00:00:00.Z",
            "2026-02-11T00:00:00Zx",
            "+026-02-11T00:00:00Z",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    proptest! {
        /// From the year 0 to the end of 9999.
        #[test]
        fn a_time_survives_being_written(millis in -62_167_219_200_000_i64..253_402_300_800_000) {
            let moment = Moment::from_millis(millis);
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }
    }
}
