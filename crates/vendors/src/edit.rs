//! What can be done to a connection, as a table: what each edit is called in links, what has to be confirmed, and how
//! it is proved afterwards.

use crate::connection::State;

/// Something that can be done to a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edit {
    /// Its tags.
    Tags,
    /// Its name or alias.
    Rename,
    /// What it signs in with.
    Credentials,
    /// The role that everybody has on it.
    Role,
    /// The attribute of a user that decides on the environment.
    Environment,
    /// Letting it be used.
    Enable,
    /// Keeping it from being used.
    Disable,
    /// Giving consent anew.
    Reconnect,
    /// Having its tokens renewed.
    Refresh,
    /// Having its schema read again.
    RefreshSchema,
    /// Taking its access back.
    Revoke,
    /// Removing it.
    Delete,
}

/// What shows that an edit was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// What was filled in stands there, as far as it can be read.
    Values,
    /// Whether it may be used.
    Active(bool),
    /// It is gone, or in the trash.
    Gone,
    /// Its access was taken back.
    Revoked,
    /// Nothing but the vendor's answer.
    Answer,
}

impl Edit {
    /// All there are, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::Tags,
        Self::Rename,
        Self::Credentials,
        Self::Role,
        Self::Environment,
        Self::Enable,
        Self::Disable,
        Self::Reconnect,
        Self::Refresh,
        Self::RefreshSchema,
        Self::Revoke,
        Self::Delete,
    ];

    /// Its code in links.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Rename => "rename",
            Self::Credentials => "credentials",
            Self::Role => "role",
            Self::Environment => "environment",
            Self::Enable => "enable",
            Self::Disable => "disable",
            Self::Reconnect => "reconnect",
            Self::Refresh => "refresh",
            Self::RefreshSchema => "refresh-schema",
            Self::Revoke => "revoke",
            Self::Delete => "delete",
        }
    }

    /// The edit of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edit| edit.code() == code)
    }

    /// Whether what will change is listed and confirmed before it is done.
    #[must_use]
    pub fn is_confirmed(self) -> bool {
        !matches!(self, Self::Tags | Self::Rename)
    }

    /// Whether something is lost by it that no further write can bring back.
    #[must_use]
    pub fn is_destructive(self) -> bool {
        matches!(self, Self::Delete | Self::Revoke)
    }

    /// What takes it back, where that is another edit and not the same with the old values.
    #[must_use]
    pub fn inverse(self) -> Option<Self> {
        match self {
            Self::Enable => Some(Self::Disable),
            Self::Disable => Some(Self::Enable),
            _ => None,
        }
    }

    /// What shows that it was done.
    #[must_use]
    pub fn proof(self) -> Proof {
        match self {
            Self::Tags | Self::Rename | Self::Credentials | Self::Role | Self::Environment => Proof::Values,
            Self::Enable => Proof::Active(true),
            Self::Disable => Proof::Active(false),
            Self::Delete => Proof::Gone,
            Self::Revoke => Proof::Revoked,
            Self::Reconnect | Self::Refresh | Self::RefreshSchema => Proof::Answer,
        }
    }
}

impl Proof {
    /// Whether it lies in values that were filled in, so that without a change there is nothing to do.
    #[must_use]
    pub fn has_values(self) -> bool {
        self == Self::Values
    }

    /// Whether a connection that is there shows it; nothing where it cannot be seen from these alone.
    #[must_use]
    pub fn holds(self, connection: &crate::connection::Connection) -> Option<bool> {
        match self {
            Self::Active(wanted) => connection.active.map(|active| active == wanted),
            Self::Gone => Some(connection.state == State::Deleted),
            Self::Revoked => Some(connection.state == State::Revoked),
            Self::Values | Self::Answer => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_survives_its_code() {
        for edit in Edit::ALL {
            assert_eq!(Edit::of(edit.code()), Some(edit));
        }
    }

    #[test]
    fn what_takes_an_edit_back_is_taken_back_by_it() {
        for edit in Edit::ALL {
            assert!(edit.inverse().is_none_or(|inverse| inverse.inverse() == Some(edit)));
        }
    }
}
