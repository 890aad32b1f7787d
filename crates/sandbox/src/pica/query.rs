//! Parameters, read strictly: what is not declared is refused by name, so that no client can rely on being ignored.

use super::error::Refusal;
use crate::http::Request;

/// Larger pages are clamped to this without a word.
const LARGEST: usize = 150;
const USUAL: usize = 20;

/// The parameters of a request, each of which is taken once.
pub(super) struct Parameters<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Parameters<'a> {
    pub(super) fn of(request: &'a Request) -> Self {
        Self(request.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect())
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<&'a str>, Refusal> {
        let Some(at) = self.0.iter().position(|(key, _)| *key == name) else { return Ok(None) };
        let (_, value) = self.0.remove(at);
        if self.0.iter().any(|(key, _)| *key == name) {
            return Err(Refusal::invalid(format!("{name} is given twice")));
        }
        Ok(Some(value))
    }

    /// Several texts with commas between them.
    pub(super) fn texts(&mut self, name: &str) -> Result<Option<Vec<&'a str>>, Refusal> {
        Ok(self.text(name)?.map(|texts| texts.split(',').collect()))
    }

    pub(super) fn flag(&mut self, name: &str) -> Result<Option<bool>, Refusal> {
        self.read(name, "true or false")
    }

    pub(super) fn number(&mut self, name: &str) -> Result<Option<usize>, Refusal> {
        self.read(name, "a whole number")
    }

    /// Refuses what nobody took.
    pub(super) fn end(self) -> Result<(), Refusal> {
        match self.0.first() {
            None => Ok(()),
            Some((name, _)) => Err(Refusal::invalid(format!("unknown query parameter {name}"))),
        }
    }

    fn read<T: std::str::FromStr>(&mut self, name: &str, expected: &str) -> Result<Option<T>, Refusal> {
        let wrong = |text: &str| Refusal::invalid(format!("{name} must be {expected}, not {text:?}"));
        self.text(name)?.map(|text| text.parse().map_err(|_| wrong(text))).transpose()
    }
}

/// Refuses anything that a request without parameters or a body should not have.
pub(super) fn bare(request: &Request) -> Result<(), Refusal> {
    Parameters::of(request).end()?;
    if request.body.is_empty() { Ok(()) } else { Err(Refusal::invalid("this request has no body")) }
}

/// Which part of all rows is asked for.
pub(super) struct Slice {
    limit: usize,
    page: usize,
    skip: usize,
}

impl Slice {
    pub(super) fn of(parameters: &mut Parameters<'_>) -> Result<Self, Refusal> {
        let limit = parameters.number("limit")?.unwrap_or(USUAL).clamp(1, LARGEST);
        // Assumption: page 0, which the contract allows, is the first.
        let page = parameters.number("page")?.unwrap_or(1).max(1);
        Ok(Self { limit, page, skip: 0 })
    }

    pub(super) fn with_skip(self, parameters: &mut Parameters<'_>) -> Result<Self, Refusal> {
        Ok(Self { skip: parameters.number("skip")?.unwrap_or(0), ..self })
    }

    /// The page, of all rows that match. Assumption: what is skipped comes on top of the pages before, and counts in
    /// the totals.
    pub(super) fn page<T>(self, matching: impl Iterator<Item = T>) -> super::Page<T> {
        let first = (self.page - 1).saturating_mul(self.limit).saturating_add(self.skip);
        let mut rows = Vec::new();
        let mut total = 0;
        for row in matching {
            if total >= first && rows.len() < self.limit {
                rows.push(row);
            }
            total += 1;
        }
        super::Page { rows, total, pages: total.div_ceil(self.limit), page: self.page }
    }
}
