//! What was measured, and what it had to be.

use std::fmt;

/// What must be reached.
#[derive(Clone, Copy)]
pub(crate) struct Bound {
    pub(crate) what: &'static str,
    pub(crate) most: f64,
}

/// What was measured with so many connections.
pub(crate) struct Figures {
    pub(crate) connections: usize,
    pub(crate) bounds: &'static [Bound],
    /// What it is, how much, and of what: milliseconds or megabytes.
    pub(crate) all: Vec<(String, f64, &'static str)>,
}

impl Figures {
    pub(crate) fn add(&mut self, what: &str, value: f64, unit: &'static str) {
        self.all.push((what.to_owned(), value, unit));
    }

    /// Median, 99th percentile and slowest of what took so many milliseconds each.
    pub(crate) fn add_times(&mut self, what: &str, times: &[f64]) {
        for (name, share) in [("median", 0.5), ("99th percentile", 0.99), ("slowest", 1.0)] {
            self.add(&format!("{what}, {name}"), percentile(times, share), "ms");
        }
    }

    fn bound(&self, what: &str) -> Option<&Bound> {
        self.bounds.iter().find(|bound| bound.what == what)
    }

    /// Whether everything that must be reached was measured and is.
    pub(crate) fn are_within(&self) -> bool {
        self.bounds
            .iter()
            .all(|bound| self.all.iter().any(|(what, value, _)| what == bound.what && *value <= bound.most))
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(to, "## {} connections\n", self.connections)?;
        writeln!(to, "| | measured | at most | |\n|---|---:|---:|---|")?;
        for (what, value, unit) in &self.all {
            let (most, verdict) = match self.bound(what) {
                Some(bound) => {
                    (format!("{:.0} {unit}", bound.most), if *value <= bound.most { "ok" } else { "missed" })
                }
                None => (String::new(), ""),
            };
            writeln!(to, "| {what} | {value:.1} {unit} | {most} | {verdict} |")?;
        }
        Ok(())
    }
}

/// The value that a share of all does not exceed; nothing counts as nothing.
pub(crate) fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a place"
    )]
    let place = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(place.saturating_sub(1)).copied().unwrap_or_default()
}
