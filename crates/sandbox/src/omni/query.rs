//! Parameters, read strictly: what is not declared is refused by name, so that no client can rely on being ignored.

use super::error::Refusal;
use crate::http::Request;

/// The parameters of a request, each of which is taken once.
pub(super) struct Parameters<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Parameters<'a> {
    /// Those of a request that has no body.
    pub(super) fn of(request: &'a Request) -> Result<Self, Refusal> {
        if !request.body.is_empty() {
            return Err(Refusal::invalid("this request has no body"));
        }
        Ok(Self(request.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()))
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<&'a str>, Refusal> {
        let Some(at) = self.0.iter().position(|(key, _)| *key == name) else { return Ok(None) };
        let (_, value) = self.0.remove(at);
        if self.0.iter().any(|(key, _)| *key == name) {
            return Err(Refusal::invalid(format!("{name} is given twice")));
        }
        Ok(Some(value))
    }

    pub(super) fn flag(&mut self, name: &str) -> Result<Option<bool>, Refusal> {
        self.read(name, "true or false")
    }

    pub(super) fn number(&mut self, name: &str) -> Result<Option<usize>, Refusal> {
        self.read(name, "a whole number")
    }

    pub(super) fn one_of(&mut self, name: &str, known: &[&str]) -> Result<Option<&'a str>, Refusal> {
        let value = self.text(name)?;
        match value {
            Some(value) if !known.contains(&value) => {
                let known = known.join(", ");
                Err(Refusal::invalid(format!("{name} must be one of {known}, not {value:?}")))
            }
            value => Ok(value),
        }
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
    Parameters::of(request)?.end()
}
