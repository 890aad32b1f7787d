//! Where what was typed stands: a bit for each row.
//!
//! Texts of which there are few are asked once each; ids, keys, names and identities are searched where they lie packed.
//! Who types another letter looks for less: then only the rows that had the shorter word are asked again.

use std::cell::RefCell;

use crate::bits::Bits;
use crate::lines::{Sought, searchable};
use crate::rows::{ID, KEY, NAME, Rows};
use crate::terms::{Field, Term};

/// So many words are remembered with where they stand.
const REMEMBERED: usize = 4;

/// Where words stood that were looked for lately; forgotten when a row changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lately(RefCell<Vec<(Place, Found)>>);

/// A word and where it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) text: String,
    pub(crate) within: Within,
}

/// Where a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Within {
    /// In everything that search covers.
    Anywhere,
    /// In what can be typed before a colon.
    Field(Field),
    /// In the name.
    Name,
}

/// Where a word stands.
#[derive(Clone, Debug)]
struct Found {
    rows: Bits,
    /// In identities alone.
    identities: Option<Bits>,
}

impl From<Term> for Place {
    fn from(Term { field, text }: Term) -> Self {
        Self { text, within: field.map_or(Within::Anywhere, Within::Field) }
    }
}

impl Lately {
    pub(crate) fn forget(&mut self) {
        self.0.get_mut().clear();
    }

    /// Keeps of the rows those in which a word stands.
    pub(crate) fn narrow(&self, rows: &Rows, place: Place, among: &mut Bits) {
        let mut lately = self.0.borrow_mut();
        if let Some(at) = lately.iter().position(|(known, _)| *known == place) {
            let known = lately.remove(at);
            among.and(&known.1.rows);
            lately.push(known);
            return;
        }
        let shorter = lately
            .iter()
            .rev()
            .filter(|(known, _)| known.within == place.within && place.text.contains(&known.text));
        let shorter = shorter.max_by_key(|(known, _)| known.text.len()).map(|(_, found)| found);
        let mut found = search(rows, &place, shorter);
        if let Some(shorter) = shorter {
            found.rows.and(&shorter.rows);
        }
        among.and(&found.rows);
        if lately.len() == REMEMBERED {
            lately.remove(0);
        }
        lately.push((place, found));
    }
}

fn search(rows: &Rows, place: &Place, shorter: Option<&Found>) -> Found {
    let Place { text, within } = place;
    let is_within =
        |any: bool, field: Field| any && *within == Within::Anywhere || *within == Within::Field(field);
    let line = match within {
        Within::Anywhere => Some(None),
        Within::Field(Field::Id) => Some(Some(ID)),
        Within::Field(Field::Key) => Some(Some(KEY)),
        Within::Name => Some(Some(NAME)),
        Within::Field(_) => None,
    };
    let mut found = match line {
        Some(field) => {
            rows.texts.search(&Sought::new(text, field), rows.len(), shorter.map(|shorter| &shorter.rows))
        }
        None => Bits::none(rows.len()),
    };
    let stands: Vec<bool> = rows.words.values().iter().map(|word| searchable(word).contains(text)).collect();
    let stands = |code: u32| stands.get(code as usize).copied().unwrap_or_default();

    let profiles = rows.profile.values().iter().map(|profile| {
        is_within(true, Field::Platform) && stands(profile.platform)
            || is_within(false, Field::State) && stands(profile.state)
            || is_within(false, Field::Source) && stands(profile.source)
            || *within == Within::Anywhere && profile.environment.is_some_and(stands)
    });
    or_codes(&mut found, &rows.profiles, &profiles.collect::<Vec<_>>());
    if is_within(true, Field::Tag) {
        let sets = rows.tag_set.values().iter().map(|set| set.iter().any(|tag| stands(*tag)));
        or_codes(&mut found, &rows.tags, &sets.collect::<Vec<_>>());
    }
    if *within == Within::Anywhere {
        let extras = rows.extra.values().iter().map(|extra| extra.role.is_some_and(stands));
        or_codes(&mut found, &rows.extras, &extras.collect::<Vec<_>>());
    }
    let identities = is_within(true, Field::Identity).then(|| {
        let shorter = shorter.and_then(|shorter| shorter.identities.as_ref());
        rows.identity.texts.search(&Sought::new(text, None), rows.identity.len(), shorter)
    });
    if let Some(identities) = identities.as_ref().filter(|identities| identities.count() > 0) {
        found.or_each(&rows.identities, |code| identities.get(*code as usize));
    }
    Found { rows: found, identities }
}

/// Sets the rows whose number stands for something in which the word stands.
fn or_codes(found: &mut Bits, codes: &[u32], stands: &[bool]) {
    if stands.contains(&true) {
        found.or_each(codes, |code| stands.get(*code as usize).copied().unwrap_or_default());
    }
}

/// The rows whose key has any of these parts.
pub(crate) fn keys(rows: &Rows, parts: &[String], among: &mut Bits) {
    let mut found = Bits::none(rows.len());
    for part in parts {
        found.or(&rows.texts.search(&Sought::new(part, Some(KEY)), rows.len(), None));
    }
    among.and(&found);
}
