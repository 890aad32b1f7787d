//! Texts packed into one buffer, so that a search runs over it in one go.
//!
//! The buffer holds each text as it is compared, folded, one line after the other. Beside it a bit for each byte tells
//! which letters were capitals: so the text as it was written costs an eighth more and not as much again.

use memchr::memmem::Finder;
use patchbay_fold::fold;

/// Ends a line.
const END: char = '\n';
/// Parts the fields of a line.
const NEXT: char = '\u{1f}';

/// A text as it can be looked for: folded, and without what parts lines and fields.
pub(crate) fn searchable(text: &str) -> String {
    let mut folded = fold(text);
    if folded.contains([END, NEXT]) {
        folded = folded.replace([END, NEXT], " ");
    }
    folded
}

/// Lines, each of the same number of fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    text: Vec<u8>,
    /// Which bytes of the text are written as capitals, by the letters of ASCII alone.
    capitals: Vec<u64>,
    /// Where each line ends.
    ends: Vec<u32>,
    /// Lines that capitals alone do not tell, in order: as they were written, field by field.
    odd: Vec<(usize, Box<[Box<str>]>)>,
}

impl Lines {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a line.
    pub(crate) fn push(&mut self, fields: &[&str]) {
        let mut is_odd = false;
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                self.text.push(NEXT as u8);
            }
            is_odd |= !self.write(field);
        }
        self.text.push(END as u8);
        if is_odd {
            self.odd.push((self.ends.len(), fields.iter().map(|field| (*field).into()).collect()));
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.capitals.resize(self.text.len().div_ceil(64), 0);
    }

    /// Writes a field; says whether it can be read back from what is written.
    fn write(&mut self, field: &str) -> bool {
        let from = self.text.len();
        let is_plain = if field.is_ascii() {
            self.text.extend(field.bytes().map(|byte| byte.to_ascii_lowercase()));
            !field.contains([END, NEXT])
        } else {
            let searchable = searchable(field);
            self.text.extend_from_slice(searchable.as_bytes());
            searchable == field.to_ascii_lowercase()
        };
        if !is_plain && field.is_ascii() {
            for byte in self.text.iter_mut().skip(from).filter(|byte| [END as u8, NEXT as u8].contains(byte))
            {
                *byte = b' ';
            }
        }
        if is_plain {
            self.capitals.resize(self.text.len().div_ceil(64), 0);
            for at in
                field.bytes().zip(from..).filter(|(byte, _)| byte.is_ascii_uppercase()).map(|(_, at)| at)
            {
                if let Some(word) = self.capitals.get_mut(at / 64) {
                    *word |= 1 << (at % 64);
                }
            }
        }
        is_plain
    }

    /// Where a line begins and ends, without what ends it.
    fn place(&self, line: usize) -> (usize, usize) {
        let end = |line: usize| self.ends.get(line).map_or(0, |end| *end as usize);
        (line.checked_sub(1).map_or(0, end), end(line).saturating_sub(1))
    }

    /// A line as it is compared.
    pub(crate) fn folded(&self, line: usize) -> &[u8] {
        let (from, to) = self.place(line);
        self.text.get(from..to).unwrap_or_default()
    }

    /// A field of a line as it is compared.
    pub(crate) fn folded_field(&self, line: usize, field: usize) -> &[u8] {
        self.folded(line).split(|byte| *byte == NEXT as u8).nth(field).unwrap_or_default()
    }

    /// A field of a line as it was written.
    pub(crate) fn field(&self, line: usize, field: usize) -> String {
        let odd =
            self.odd.binary_search_by_key(&line, |(line, _)| *line).ok().and_then(|at| self.odd.get(at));
        if let Some(text) = odd.and_then(|(_, fields)| fields.get(field)) {
            return text.to_string();
        }
        let (start, _) = self.place(line);
        let before = self.folded(line).split(|byte| *byte == NEXT as u8).take(field);
        let from = start + before.map(|before| before.len() + 1).sum::<usize>();
        let is_capital =
            |at: usize| self.capitals.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1);
        let written = self
            .folded_field(line, field)
            .iter()
            .zip(from..)
            .map(|(byte, at)| if is_capital(at) { byte.to_ascii_uppercase() } else { *byte });
        String::from_utf8(written.collect()).unwrap_or_default()
    }

    /// Adds a line of others as it is.
    pub(crate) fn copy(&mut self, from: &Self, line: usize, fields: usize) {
        let written: Vec<String> = (0..fields).map(|field| from.field(line, field)).collect();
        self.push(&written.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Names every line in which the text stands, in order.
    pub(crate) fn search(&self, sought: &Sought, mut found: impl FnMut(usize)) {
        let mut line = 0;
        let mut from = 0;
        while let Some(hit) = self.text.get(from..).and_then(|rest| sought.find(rest)) {
            let hit = from + hit;
            while self.ends.get(line).is_some_and(|end| *end as usize <= hit) {
                line += 1;
            }
            let (start, end) = self.place(line);
            if sought.fits(self.text.get(start..hit).unwrap_or_default()) {
                found(line);
                from = end + 1;
                line += 1;
            } else {
                from = hit + 1;
            }
        }
    }

    /// Whether the text stands in a line.
    pub(crate) fn has(&self, line: usize, sought: &Sought) -> bool {
        let line = self.folded(line);
        let mut from = 0;
        while let Some(hit) = line.get(from..).and_then(|rest| sought.find(rest)) {
            if sought.fits(line.get(..from + hit).unwrap_or_default()) {
                return true;
            }
            from += hit + 1;
        }
        false
    }

    /// Gives back the room that was kept for more.
    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.capitals.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// What is looked for, and in which field.
pub(crate) struct Sought<'a> {
    finder: Finder<'a>,
    single: Option<u8>,
    field: Option<usize>,
}

impl<'a> Sought<'a> {
    /// A text that is [`searchable`], in any field or in one.
    pub(crate) fn new(text: &'a str, field: Option<usize>) -> Self {
        let single = match text.as_bytes() {
            [byte] => Some(*byte),
            _ => None,
        };
        Self { finder: Finder::new(text.as_bytes()), single, field }
    }

    fn find(&self, text: &[u8]) -> Option<usize> {
        match self.single {
            Some(byte) => memchr::memchr(byte, text),
            None => self.finder.find(text),
        }
    }

    /// Whether a hit counts behind what of its line stands before it.
    fn fits(&self, before: &[u8]) -> bool {
        self.field.is_none_or(|field| before.iter().filter(|byte| **byte == NEXT as u8).count() == field)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(all: &[[String; 2]]) -> Lines {
        let mut lines = Lines::default();
        for [one, other] in all {
            lines.push(&[one, other]);
        }
        lines
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_back(all in prop::collection::vec([any::<String>(), "[ aÄöİ\n\u{1f}]{0,4}"], 0..9)) {
            let lines = lines(&all);
            for (line, fields) in all.iter().enumerate() {
                for (field, text) in fields.iter().enumerate() {
                    prop_assert_eq!(&lines.field(line, field), text);
                }
            }
        }

        #[test]
        fn a_search_names_each_line_that_has_the_text(
            all in prop::collection::vec(["[abA]{0,6}", "[abÄ]{0,6}"], 0..20),
            text in "[abä]{1,3}",
            field in prop::option::of(0..2_usize),
        ) {
            let lines = lines(&all);
            let sought = Sought::new(&text, field);
            let mut found = Vec::new();
            lines.search(&sought, |line| found.push(line));
            let stands = |fields: &[String; 2]| {
                let mut among = fields.iter().enumerate().filter(|(at, _)| field.is_none_or(|field| field == *at));
                among.any(|(_, one)| fold(one).contains(&text))
            };
            let expected: Vec<usize> = (0..all.len()).filter(|at| stands(&all[*at])).collect();
            prop_assert_eq!(&found, &expected);
            let one_by_one: Vec<usize> = (0..all.len()).filter(|at| lines.has(*at, &sought)).collect();
            prop_assert_eq!(one_by_one, expected);
        }
    }
}
