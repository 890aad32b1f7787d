//! The columns: what is kept of each connection, and how it is written and read.
//!
//! What takes few values together is kept once and named by a number ([`Profile`], [`Extra`], sets of tags), so a row
//! is four numbers, two times and a line of text.

use std::hash::Hash;

use patchbay_fold::fold;
use patchbay_vendors::connection::{Connection, State};
use patchbay_vendors::time::Moment;

use crate::bits::Bits;
use crate::distinct::Distinct;
use crate::index::{Index, hash};
use crate::lines::searchable;
use crate::texts::Texts;

/// The fields of a row's line of text.
pub(crate) const ID: usize = 0;
pub(crate) const KEY: usize = 1;
pub(crate) const NAME: usize = 2;
pub(crate) const DATABASE: usize = 3;
const FIELDS: usize = 4;

/// What stands for nothing where a number is expected.
pub(crate) const NOBODY: u32 = u32::MAX;
/// What stands for no time; no vendor is as old.
pub(crate) const NEVER: i64 = i64::MIN;

/// One row, handed out by value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Where it was listed.
    pub source: String,
    /// The connection.
    pub connection: Connection,
}

/// What most connections have in common with many others. Texts are numbers of [`Rows::words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Profile {
    pub(crate) source: u32,
    pub(crate) platform: u32,
    /// The platform as it is compared.
    pub(crate) folded_platform: u32,
    pub(crate) state: u32,
    pub(crate) active: Option<bool>,
    pub(crate) environment: Option<u32>,
    pub(crate) identity_type: Option<u32>,
    /// Which texts there are at all: an empty one is something else than none.
    has: Has,
}

impl AsRef<Self> for Profile {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl From<&Self> for Profile {
    fn from(value: &Self) -> Self {
        *value
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Has {
    key: bool,
    name: bool,
    database: bool,
    tags: bool,
}

/// The same of what is asked for less often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Extra {
    pub(crate) role: Option<u32>,
    pub(crate) version: Option<u32>,
    scheme: Option<u32>,
}

impl AsRef<Self> for Extra {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl From<&Self> for Extra {
    fn from(value: &Self) -> Self {
        *value
    }
}

/// How often each number occurs in a column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Totals {
    pub(crate) profiles: Vec<u32>,
    pub(crate) tags: Vec<u32>,
    pub(crate) identities: Vec<u32>,
}

impl Totals {
    /// None of so many different ones.
    pub(crate) fn none(rows: &Rows) -> Self {
        Self {
            profiles: vec![0; rows.profile.values().len()],
            tags: vec![0; rows.tag_set.values().len()],
            identities: vec![0; rows.identity.len()],
        }
    }
}

/// What changed of a row, as far as an order or a count could follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moved {
    pub(crate) title: bool,
    pub(crate) created: bool,
}

/// All columns.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    ids: Index,
    /// Id, key, name and database.
    pub(crate) texts: Texts,
    pub(crate) profiles: Vec<u32>,
    pub(crate) extras: Vec<u32>,
    pub(crate) tags: Vec<u32>,
    pub(crate) identities: Vec<u32>,
    pub(crate) created: Vec<i64>,
    updated: Vec<i64>,
    /// Which are still there.
    pub(crate) alive: Bits,
    /// How many of those there are of each profile, set of tags and identity.
    pub(crate) totals: Totals,

    pub(crate) words: Distinct<Box<str>>,
    pub(crate) profile: Distinct<Profile>,
    pub(crate) extra: Distinct<Extra>,
    pub(crate) tag_set: Distinct<Box<[u32]>>,
    /// Of these there may be as many as there are rows.
    pub(crate) identity: Identities,
}

/// Whose the connections are, each once.
#[derive(Clone, Debug)]
pub(crate) struct Identities {
    index: Index,
    pub(crate) texts: Texts,
}

impl Identities {
    pub(crate) fn len(&self) -> usize {
        self.index.len()
    }

    pub(crate) fn get(&self, code: u32) -> String {
        self.texts.field(code as usize, 0)
    }

    pub(crate) fn known(&self, text: &str) -> Option<u32> {
        self.index.find(hash(text), &|code| self.get(code) == text)
    }

    fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.known(text) {
            return code;
        }
        let code = u32::try_from(self.len()).unwrap_or(NOBODY);
        let texts = &self.texts;
        self.index.insert(hash(text), code, &|code| hash(texts.field(code as usize, 0).as_str()));
        self.texts.push(&[text]);
        code
    }
}

impl Default for Rows {
    fn default() -> Self {
        Self {
            ids: Index::default(),
            texts: Texts::of(FIELDS),
            profiles: Vec::new(),
            extras: Vec::new(),
            tags: Vec::new(),
            identities: Vec::new(),
            created: Vec::new(),
            updated: Vec::new(),
            alive: Bits::default(),
            totals: Totals::default(),
            words: Distinct::default(),
            profile: Distinct::default(),
            extra: Distinct::default(),
            tag_set: Distinct::default(),
            identity: Identities { index: Index::default(), texts: Texts::of(1) },
        }
    }
}

impl Rows {
    /// How many there have been, those that are gone included.
    pub(crate) fn len(&self) -> usize {
        self.profiles.len()
    }

    /// How many are still there.
    pub(crate) fn alive(&self) -> usize {
        self.ids.len()
    }

    /// Where a connection stands.
    pub(crate) fn find(&self, source: &str, id: &str) -> Option<usize> {
        let source = self.words.known(source)?;
        let is_it = |at: u32| {
            let at = at as usize;
            self.profile_of(at).is_some_and(|profile| profile.source == source)
                && self.texts.field(at, ID) == id
        };
        self.ids.find(hash(&(source, id)), &is_it).map(|at| at as usize)
    }

    /// Adds a connection that is not there. Nothing where no more fit.
    pub(crate) fn push(&mut self, source: &str, connection: &Connection) -> Option<usize> {
        let at = u32::try_from(self.len()).ok().filter(|at| *at != NOBODY)?;
        let codes = self.codes(source, connection);
        self.texts.push(&texts(connection));
        self.profiles.push(codes.profile);
        self.extras.push(codes.extra);
        self.tags.push(codes.tags);
        self.identities.push(codes.identity);
        self.created.push(millis(connection.created));
        self.updated.push(millis(connection.updated));
        self.alive.push(true);
        self.count(usize::try_from(at).unwrap_or(usize::MAX), true);
        let source = self.words.known(source)?;
        let mut ids = std::mem::take(&mut self.ids);
        ids.insert(hash(&(source, connection.id.as_str())), at, &|at| self.hash_of(at as usize));
        self.ids = ids;
        Some(at as usize)
    }

    /// Puts a connection in place of one of the same source and id.
    pub(crate) fn replace(&mut self, at: usize, source: &str, connection: &Connection) -> Moved {
        let title = self.title(at);
        let codes = self.codes(source, connection);
        let texts = texts(connection);
        if [ID, KEY, NAME, DATABASE]
            .into_iter()
            .zip(texts)
            .any(|(field, text)| self.texts.field(at, field) != text)
        {
            self.texts.replace(at, &texts);
        }
        self.count(at, false);
        put(&mut self.profiles, at, codes.profile);
        put(&mut self.extras, at, codes.extra);
        put(&mut self.tags, at, codes.tags);
        put(&mut self.identities, at, codes.identity);
        self.count(at, true);
        put(&mut self.updated, at, millis(connection.updated));
        let created = put(&mut self.created, at, millis(connection.created));
        Moved { title: title != self.title(at), created }
    }

    /// Takes a row out. Its place stays empty.
    pub(crate) fn remove(&mut self, at: usize) {
        if self.alive.get(at) {
            let hash = self.hash_of(at);
            self.ids.remove(hash, u32::try_from(at).unwrap_or(NOBODY));
            self.alive.set(at, false);
            self.count(at, false);
            self.texts.forget(at);
        }
    }

    /// A row as it was put in.
    pub(crate) fn get(&self, at: usize) -> Option<Row> {
        if !self.alive.get(at) {
            return None;
        }
        let profile = self.profile_of(at)?;
        let extra = self.extra.get(*self.extras.get(at)?)?;
        let word = |code: u32| self.word(code).to_owned();
        let text = |is_there: bool, field: usize| is_there.then(|| self.texts.field(at, field));
        let tags = || self.tags_of(at).iter().map(|tag| word(*tag)).collect();
        Some(Row {
            source: word(profile.source),
            connection: Connection {
                id: self.texts.field(at, ID),
                key: text(profile.has.key, KEY),
                name: text(profile.has.name, NAME),
                platform: word(profile.platform),
                state: State::of(self.word(profile.state)),
                active: profile.active,
                identity: self.identity_of(at).map(|code| self.identity.get(code)),
                identity_type: profile.identity_type.map(word),
                environment: profile.environment.map(word),
                tags: profile.has.tags.then(tags),
                scheme: extra.scheme.map(word),
                role: extra.role.map(word),
                database: text(profile.has.database, DATABASE),
                version: extra.version.map(word),
                created: moment(*self.created.get(at)?),
                updated: moment(*self.updated.get(at)?),
            },
        })
    }

    /// How many rows of a source are still there.
    pub(crate) fn len_of(&self, source: &str) -> usize {
        let source = self.words.known(source);
        let counted = self.profile.values().iter().zip(&self.totals.profiles);
        counted.filter(|(profile, _)| Some(profile.source) == source).map(|(_, count)| *count as usize).sum()
    }

    /// The rows of a source that are still there.
    pub(crate) fn of_source(&self, source: &str) -> Bits {
        let source = self.words.known(source);
        let profiles = self.profile.values();
        let is_of: Vec<bool> = profiles.iter().map(|profile| Some(profile.source) == source).collect();
        let mut rows = self.alive.clone();
        rows.and_each(&self.profiles, |code| is_of.get(*code as usize).copied().unwrap_or_default());
        rows
    }

    pub(crate) fn profile_of(&self, at: usize) -> Option<&Profile> {
        self.profile.get(*self.profiles.get(at)?)
    }

    pub(crate) fn word(&self, code: u32) -> &str {
        self.words.get(code).map(AsRef::as_ref).unwrap_or_default()
    }

    /// What a row is called, as it is compared: see [`Connection::title`].
    pub(crate) fn title(&self, at: usize) -> String {
        // What a name is made of does not depend on capitals, so the folded parts give the folded whole.
        let folded = |field| String::from_utf8_lossy(self.texts.folded(at, field)).into_owned();
        let name = folded(NAME);
        if !name.trim().is_empty() || !self.texts.field(at, NAME).trim().is_empty() {
            return name;
        }
        let platform = self.profile_of(at).map(|profile| self.word(profile.platform)).unwrap_or_default();
        let identity = self.identity_of(at).map(|code| self.identity.get(code));
        let unnamed = Connection {
            id: self.texts.field(at, ID),
            platform: platform.to_owned(),
            identity,
            ..Connection::default()
        };
        searchable(&unnamed.title())
    }

    /// Counts a row in, or out.
    fn count(&mut self, at: usize, is_there: bool) {
        let Totals { profiles, tags, identities } = &mut self.totals;
        let columns = [(profiles, &self.profiles), (tags, &self.tags), (identities, &self.identities)];
        for (counts, codes) in columns {
            let Some(code) = codes.get(at).copied().filter(|code| *code != NOBODY) else { continue };
            let code = code as usize;
            if code >= counts.len() {
                counts.resize(code + 1, 0);
            }
            if let Some(count) = counts.get_mut(code) {
                *count = if is_there { *count + 1 } else { count.saturating_sub(1) };
            }
        }
    }

    fn tags_of(&self, at: usize) -> &[u32] {
        let set = self.tags.get(at).and_then(|code| self.tag_set.get(*code));
        set.map(AsRef::as_ref).unwrap_or_default()
    }

    /// A set of tags as it is compared.
    pub(crate) fn joined(&self, set: u32) -> String {
        let tags = self.tag_set.get(set).map(AsRef::as_ref).unwrap_or_default();
        searchable(&tags.iter().map(|tag| self.word(*tag)).collect::<Vec<_>>().join(" "))
    }

    fn identity_of(&self, at: usize) -> Option<u32> {
        self.identities.get(at).copied().filter(|code| *code != NOBODY)
    }

    fn hash_of(&self, at: usize) -> u64 {
        let source = self.profile_of(at).map_or(NOBODY, |profile| profile.source);
        hash(&(source, self.texts.field(at, ID).as_str()))
    }

    fn codes(&mut self, source: &str, connection: &Connection) -> Codes {
        let Connection { key, name, platform, state, active, identity, identity_type, .. } = connection;
        let Connection { environment, tags, scheme, role, database, version, .. } = connection;
        let words = &mut self.words;
        let set: Vec<u32> = tags.iter().flatten().map(|tag| words.code(tag.as_str())).collect();
        let mut optional = |text: &Option<String>| text.as_deref().map(|text| words.code(text));
        let extra = Extra { role: optional(role), version: optional(version), scheme: optional(scheme) };
        let (environment, identity_type) = (optional(environment), optional(identity_type));
        let profile = Profile {
            source: words.code(source),
            platform: words.code(platform.as_str()),
            folded_platform: words.code(fold(platform).as_str()),
            state: words.code(state.code()),
            active: *active,
            environment,
            identity_type,
            has: Has {
                key: key.is_some(),
                name: name.is_some(),
                database: database.is_some(),
                tags: tags.is_some(),
            },
        };
        Codes {
            profile: self.profile.code(&profile),
            extra: self.extra.code(&extra),
            tags: self.tag_set.code(set.as_slice()),
            identity: identity.as_deref().map_or(NOBODY, |identity| self.identity.code(identity)),
        }
    }
}

/// The numbers of a row.
struct Codes {
    profile: u32,
    extra: u32,
    tags: u32,
    identity: u32,
}

fn texts(connection: &Connection) -> [&str; FIELDS] {
    let Connection { id, key, name, database, .. } = connection;
    [Some(id), key.as_ref(), name.as_ref(), database.as_ref()]
        .map(|text| text.map(String::as_str).unwrap_or_default())
}

fn millis(moment: Option<Moment>) -> i64 {
    moment.map_or(NEVER, Moment::millis)
}

fn moment(millis: i64) -> Option<Moment> {
    (millis != NEVER).then(|| Moment::from_millis(millis))
}

/// Sets a value; says whether it was another.
fn put<T: PartialEq>(column: &mut [T], at: usize, value: T) -> bool {
    column.get_mut(at).is_some_and(|old| std::mem::replace(old, value) != *old)
}
