//! What all vendors' connections have in common.

use crate::time::Moment;

/// One connection, as far as every vendor's look alike. What a vendor does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Connection {
    /// The vendor's id, unique within its source.
    pub id: String,
    /// The vendor's second, speaking id.
    pub key: Option<String>,
    /// The name people gave it.
    pub name: Option<String>,
    /// What it connects to, such as `stripe`.
    pub platform: String,
    /// How it is.
    pub state: State,
    /// Whether it may be used.
    pub active: Option<bool>,
    /// Whose it is.
    pub identity: Option<String>,
    /// What kind of owner that is, such as `team`.
    pub identity_type: Option<String>,
    /// Such as `live` or `test`.
    pub environment: Option<String>,
    /// Labels, where the vendor has any.
    pub tags: Option<Vec<String>>,
    /// How it signs in, in the vendor's word.
    pub scheme: Option<String>,
    /// The role that everybody has on it.
    pub role: Option<String>,
    /// The database behind it.
    pub database: Option<String>,
    /// The version of the platform's connector.
    pub version: Option<String>,
    /// When it was made.
    pub created: Option<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
}

impl Connection {
    /// What to call it: its name, or else what tells it from its neighbours.
    #[must_use]
    pub fn title(&self) -> String {
        /// Enough to tell apart, short enough to read out.
        const END: usize = 8;
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        if let Some(name) = given(&self.name) {
            return name;
        }
        let apart = given(&self.identity).unwrap_or_else(|| {
            let skip = self.id.chars().count().saturating_sub(END);
            self.id.chars().skip(skip).collect()
        });
        format!("{} · {apart}", self.platform)
    }
}

/// How a connection is, in one vocabulary for all vendors.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It works.
    Operational,
    /// It works for now, and something about it fails.
    Degraded,
    /// It does not work.
    Failed,
    /// Its credential ran out.
    Expired,
    /// It is still being set up.
    Pending,
    /// Somebody switched it off.
    Disabled,
    /// Its access was taken back.
    Revoked,
    /// It is in the trash.
    Deleted,
    /// The vendor does not know.
    Unknown,
    /// The vendor never says.
    #[default]
    NotSaid,
    /// A word of the vendor's that is new to us.
    Other(String),
}

impl State {
    /// Those that have a name of their own, the worst first.
    pub const NAMED: [Self; 10] = [
        Self::Failed,
        Self::Expired,
        Self::Revoked,
        Self::Degraded,
        Self::Unknown,
        Self::Pending,
        Self::Disabled,
        Self::Deleted,
        Self::Operational,
        Self::NotSaid,
    ];

    /// Its code in links and exports.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Operational => "operational",
            Self::Degraded => "degraded",
            Self::Failed => "failed",
            Self::Expired => "expired",
            Self::Pending => "pending",
            Self::Disabled => "disabled",
            Self::Revoked => "revoked",
            Self::Deleted => "deleted",
            Self::Unknown => "unknown",
            Self::NotSaid => "not-said",
            Self::Other(word) => word,
        }
    }

    /// The state of a code; any other word is the vendor's own.
    #[must_use]
    pub fn of(code: &str) -> Self {
        Self::NAMED
            .into_iter()
            .find(|state| state.code() == code)
            .unwrap_or_else(|| Self::Other(code.to_owned()))
    }
}

/// One connection with all that its vendor says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// What it shares with all others.
    pub connection: Connection,
    /// What only this vendor says, in reading order.
    pub facts: Vec<Fact>,
    /// The names of what it signs in with, as far as the vendor says that it holds something there.
    pub held: Vec<String>,
    /// What a form can change and no column shows, under the names of the form's fields; a list has one for each
    /// of its texts.
    pub attributes: Vec<(&'static str, String)>,
}

impl Detail {
    /// What stands under a name in [`Detail::attributes`].
    pub fn attribute<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.attributes.iter().filter(move |(key, _)| *key == name).map(|(_, value)| value.as_str())
    }
}

/// Something that only one vendor says of its connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: &'static crate::words::Sentence,
    /// What the vendor says.
    pub value: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_without_a_name_shows_platform_and_identity_or_the_end_of_its_id() {
        let mut connection =
            Connection { id: "9d1c1d52-3f0e".into(), platform: "stripe".into(), ..Connection::default() };
        assert_eq!(connection.title(), "stripe · d52-3f0e");
        connection.identity = Some("acct-nordwind".into());
        assert_eq!(connection.title(), "stripe · acct-nordwind");
        connection.name = Some(" ".into());
        assert_eq!(connection.title(), "stripe · acct-nordwind");
        connection.name = Some("Billing".into());
        assert_eq!(connection.title(), "Billing");
    }

    #[test]
    fn every_state_survives_its_code() {
        for state in State::NAMED.into_iter().chain([State::Other("FROZEN".into())]) {
            assert_eq!(State::of(state.code()), state);
        }
    }
}
