//! Words that a person can type to see something go wrong.

use std::time::Duration;

use crate::faults::Fault;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among what is saved: a tag, for the vendors that have tags.
    Saved,
    /// In place of the API key; it befalls every request.
    Key,
    /// In place of the API key; it befalls lists alone, and the key is good for all else.
    KeyOfList,
}

/// A word and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Sentinel {
    /// Where it has to stand.
    pub place: Place,
    /// The word.
    pub word: &'static str,
    /// What it does.
    pub fault: fn() -> Fault,
}

/// How long a request takes that is slow.
const SLOW: Duration = Duration::from_secs(3);

use Place::{Key, KeyOfList, Saved};

/// All of them. The same words work for every vendor.
pub static SENTINELS: &[Sentinel] = &[
    Sentinel { place: Saved, word: "error-400", fault: || Fault::Status(400) },
    Sentinel { place: Saved, word: "error-401", fault: || Fault::Status(401) },
    Sentinel { place: Saved, word: "error-403", fault: || Fault::Status(403) },
    Sentinel { place: Saved, word: "error-404", fault: || Fault::Status(404) },
    Sentinel { place: Saved, word: "error-409", fault: || Fault::Status(409) },
    Sentinel {
        place: Saved,
        word: "error-429",
        fault: || Fault::TooMany { retry_after: Some(5), readable: true },
    },
    Sentinel { place: Saved, word: "error-500", fault: || Fault::Status(500) },
    Sentinel { place: Saved, word: "error-503", fault: || Fault::Status(503) },
    Sentinel { place: Saved, word: "html", fault: || Fault::Html(502) },
    Sentinel {
        place: Saved,
        word: "text-500",
        fault: || Fault::PlainText(500, "upstream connect error".into()),
    },
    Sentinel { place: Saved, word: "legacy-error", fault: || Fault::Legacy(400) },
    Sentinel { place: Saved, word: "slow", fault: || Fault::Delay(SLOW) },
    Sentinel { place: Saved, word: "drop-before", fault: || Fault::DropBefore },
    Sentinel { place: Saved, word: "drop-after", fault: || Fault::DropAfter },
    Sentinel { place: Saved, word: "cut", fault: || Fault::CutBody },
    Sentinel { place: Saved, word: "empty", fault: || Fault::Empty },
    Sentinel { place: Saved, word: "echo", fault: || Fault::Echo },
    Sentinel { place: Key, word: "forbidden", fault: || Fault::Status(403) },
    Sentinel { place: Key, word: "quota", fault: || Fault::Status(402) },
    Sentinel { place: Key, word: "slow", fault: || Fault::Delay(SLOW) },
    Sentinel { place: KeyOfList, word: "list-html", fault: || Fault::Html(200) },
    Sentinel { place: KeyOfList, word: "list-cut", fault: || Fault::CutBody },
    Sentinel { place: KeyOfList, word: "list-broken-row", fault: || Fault::WrongTypeInRow(1) },
    Sentinel { place: KeyOfList, word: "list-500", fault: || Fault::Status(500) },
    Sentinel {
        place: KeyOfList,
        word: "list-429",
        fault: || Fault::TooMany { retry_after: None, readable: false },
    },
];

/// What a vendor finds in a request where a word could stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The key.
    pub key: Option<String>,
    /// What is to be saved.
    pub saved: Vec<String>,
    /// Whether the request asks for a list.
    pub lists: bool,
}

impl Typed {
    /// What these words do: the first of the table that is among them.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        let stands = |sentinel: &&Sentinel| match sentinel.place {
            Saved => self.saved.iter().any(|word| word == sentinel.word),
            Key => self.key.as_deref() == Some(sentinel.word),
            KeyOfList => self.lists && self.key.as_deref() == Some(sentinel.word),
        };
        SENTINELS.iter().find(stands).map(|sentinel| (sentinel.fault)())
    }
}

/// Whether a key is one of these words, and so a good one as far as the word does not refuse it.
#[must_use]
pub fn is_key(key: &str) -> bool {
    SENTINELS.iter().any(|sentinel| sentinel.place != Saved && sentinel.word == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_in_its_own_place_only() {
        let saved = |word: &str| Typed { saved: vec!["billing".into(), word.into()], ..Typed::default() };
        let key = |word: &str, lists| Typed { key: Some(word.into()), lists, ..Typed::default() };

        assert!(matches!(saved("error-409").fault(), Some(Fault::Status(409))));
        assert!(saved("quota").fault().is_none());
        assert!(matches!(key("quota", false).fault(), Some(Fault::Status(402))));
        assert!(key("error-409", true).fault().is_none());
        assert!(matches!(key("list-500", true).fault(), Some(Fault::Status(500))));
        assert!(key("list-500", false).fault().is_none());
    }

    #[test]
    fn every_word_is_documented() {
        let docs = include_str!("../../../docs/sandbox.md");

        let missing = SENTINELS.iter().filter(|sentinel| !docs.contains(&format!("`{}`", sentinel.word)));
        assert_eq!(missing.map(|sentinel| sentinel.word).collect::<Vec<_>>(), [""; 0]);
    }
}
