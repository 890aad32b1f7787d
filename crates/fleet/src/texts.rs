//! Very many texts in blocks, each small enough to be written anew in a moment.

use crate::bits::Bits;
use crate::lines::{Lines, Sought};

/// Lines of a block: a multiple of 64, so that a block's bits are whole words.
const BLOCK: usize = 1 << 14;

/// So many changed lines stand beside their block before it is written anew.
const MOST_MOVED: usize = 512;

/// Texts of a fixed number of fields, numbered from 0.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    fields: usize,
    blocks: Vec<Block>,
}

/// A part of the texts.
#[derive(Clone, Debug, Default)]
struct Block {
    lines: Lines,
    /// Lines that were changed, in order: each with the one in [`Block::anew`] that counts.
    moved: Vec<(usize, usize)>,
    anew: Lines,
    /// Lines that nobody asks for any more.
    gone: Vec<usize>,
}

impl Texts {
    pub(crate) fn of(fields: usize) -> Self {
        Self { fields, blocks: Vec::new() }
    }

    pub(crate) fn push(&mut self, fields: &[&str]) {
        if self.blocks.last().is_none_or(|block| block.lines.len() == BLOCK) {
            if let Some(full) = self.blocks.last_mut() {
                full.lines.shrink();
            }
            self.blocks.push(Block::default());
        }
        if let Some(block) = self.blocks.last_mut() {
            block.lines.push(fields);
        }
    }

    /// Puts other texts in place of those that are there.
    pub(crate) fn replace(&mut self, at: usize, fields: &[&str]) {
        let all = self.fields;
        if let Some(block) = self.blocks.get_mut(at / BLOCK) {
            let anew = block.anew.len();
            match block.moved_at(at % BLOCK) {
                Ok(known) => block.moved.get_mut(known).into_iter().for_each(|(_, old)| *old = anew),
                Err(place) => block.moved.insert(place, (at % BLOCK, anew)),
            }
            block.anew.push(fields);
            if block.anew.len() >= MOST_MOVED {
                block.rewrite(all);
            }
        }
    }

    /// Nobody asks for it any more; its room is given back with that of others.
    pub(crate) fn forget(&mut self, at: usize) {
        let all = self.fields;
        if let Some(block) = self.blocks.get_mut(at / BLOCK) {
            block.gone.push(at % BLOCK);
            if block.gone.len() % (BLOCK / 4) == 0 {
                block.rewrite(all);
            }
        }
    }

    /// A field as it was written.
    pub(crate) fn field(&self, at: usize, field: usize) -> String {
        self.line(at).map(|(lines, line)| lines.field(line, field)).unwrap_or_default()
    }

    /// A field as it is compared.
    pub(crate) fn folded(&self, at: usize, field: usize) -> &[u8] {
        self.line(at).map(|(lines, line)| lines.folded_field(line, field)).unwrap_or_default()
    }

    /// Where the text stands. What is not in `within` need not be looked at; then only what is in both counts.
    pub(crate) fn search(&self, sought: &Sought, len: usize, within: Option<&Bits>) -> Bits {
        let mut found = Bits::none(len);
        for (block, from) in self.blocks.iter().zip((0..).step_by(BLOCK)) {
            let to = from + BLOCK;
            // To look at each of a few costs less than to run over all.
            let few = within.filter(|within| within.count_within(from, to) < BLOCK / 16);
            if let Some(within) = few {
                for at in within.ones_within(from, to) {
                    if self.line(at).is_some_and(|(lines, line)| lines.has(line, sought)) {
                        found.set(at, true);
                    }
                }
            } else {
                block.lines.search(sought, |line| found.set(from + line, true));
                for (line, anew) in &block.moved {
                    found.set(from + line, block.anew.has(*anew, sought));
                }
            }
        }
        found
    }

    fn line(&self, at: usize) -> Option<(&Lines, usize)> {
        let block = self.blocks.get(at / BLOCK)?;
        let line = at % BLOCK;
        Some(block.line(line))
    }
}

impl Block {
    fn moved_at(&self, line: usize) -> Result<usize, usize> {
        self.moved.binary_search_by_key(&line, |(line, _)| *line)
    }

    fn line(&self, line: usize) -> (&Lines, usize) {
        match self.moved_at(line).ok().and_then(|at| self.moved.get(at)) {
            Some((_, anew)) => (&self.anew, *anew),
            None => (&self.lines, line),
        }
    }

    fn rewrite(&mut self, fields: usize) {
        let mut lines = Lines::default();
        let mut gone = vec![false; self.lines.len()];
        for line in &self.gone {
            if let Some(gone) = gone.get_mut(*line) {
                *gone = true;
            }
        }
        for (line, gone) in gone.into_iter().enumerate() {
            if gone {
                lines.push(&vec![""; fields]);
            } else {
                let (from, line) = self.line(line);
                lines.copy(from, line, fields);
            }
        }
        lines.shrink();
        *self = Self { lines, gone: std::mem::take(&mut self.gone), ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &Texts, text: &str, len: usize) -> Vec<usize> {
        texts.search(&Sought::new(text, None), len, None).ones().collect()
    }

    #[test]
    fn a_changed_text_is_found_by_what_it_says_now_before_and_after_its_block_is_written_anew() {
        let mut texts = Texts::of(1);
        let len = BLOCK + 10;
        (0..len).for_each(|at| texts.push(&[&format!("Old{at}")]));
        for round in 0..3 {
            for at in (0..len).step_by(50) {
                texts.replace(at, &[&format!("New{round}-{at}")]);
            }
            assert_eq!(found(&texts, &format!("new{round}-50"), len).first(), Some(&50));
            assert_eq!(found(&texts, "old50", len).first(), Some(&501), "0 and 50 say something else now");
        }
        assert_eq!(texts.field(50, 0), "New2-50");
        assert_eq!(texts.field(51, 0), "Old51");
    }

    #[test]
    fn what_is_gone_leaves_its_neighbours_alone() {
        let mut texts = Texts::of(1);
        (0..BLOCK).for_each(|at| texts.push(&[&format!("t{at}.")]));
        (0..BLOCK / 2).for_each(|at| texts.forget(at));
        assert_eq!(texts.field(3, 0), "");
        assert_eq!(texts.field(BLOCK - 1, 0), format!("t{}.", BLOCK - 1));
        assert_eq!(found(&texts, "t9000.", BLOCK), [9000]);
    }

    #[test]
    fn a_few_are_looked_at_one_by_one() {
        let mut texts = Texts::of(1);
        let len = 2 * BLOCK;
        (0..len).for_each(|at| texts.push(&[&format!("t{at}.")]));
        let mut within = Bits::none(len);
        [5, 15, BLOCK + 5].into_iter().for_each(|at| within.set(at, true));
        let sought = Sought::new("5.", None);
        assert_eq!(texts.search(&sought, len, Some(&within)).ones().collect::<Vec<_>>(), [5, 15]);
    }
}
