//! The two versions of the API that are there at once.

/// A version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// `v3`.
    V3,
    /// `v3.1`: it knows `REVOKED`, names, sharing and revoking.
    V31,
}

/// All statuses; the last one is of v3.1 only.
pub(super) const STATUSES: [&str; 7] =
    ["INITIALIZING", "INITIATED", "ACTIVE", "FAILED", "EXPIRED", "INACTIVE", "REVOKED"];

impl Version {
    /// The version in a path, and what follows it.
    pub(super) fn of<'a, 'b>(parts: &'a [&'b str]) -> Option<(Self, &'a [&'b str])> {
        match parts {
            ["api", "v3", path @ ..] => Some((Self::V3, path)),
            ["api", "v3.1", path @ ..] => Some((Self::V31, path)),
            _ => None,
        }
    }

    /// The statuses that it knows.
    pub(super) fn statuses(self) -> &'static [&'static str] {
        if self == Self::V31 { &STATUSES } else { &STATUSES[..6] }
    }

    /// How it says a status. Assumption: to v3, which has no word for it, what is revoked is inactive.
    pub(super) fn status(self, status: &str) -> &str {
        if self == Self::V3 && status == "REVOKED" { "INACTIVE" } else { status }
    }
}
