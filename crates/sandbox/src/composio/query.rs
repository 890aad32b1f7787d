//! Parameters, read strictly: what is not declared is refused by name, so that no client can rely on being ignored.

use super::error::Refusal;
use crate::http::Request;

/// The parameters of a request, each of which is taken once.
pub(super) struct Parameters<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Parameters<'a> {
    pub(super) fn of(request: &'a Request) -> Self {
        Self(request.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect())
    }

    /// Those of a request that has no body.
    pub(super) fn alone(request: &'a Request) -> Result<Self, Refusal> {
        if request.body.is_empty() {
            Ok(Self::of(request))
        } else {
            Err(Refusal::invalid("this request has no body"))
        }
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<&'a str>, Refusal> {
        let Some(at) = self.0.iter().position(|(key, _)| *key == name) else { return Ok(None) };
        let (_, value) = self.0.remove(at);
        if self.0.iter().any(|(key, _)| *key == name) {
            return Err(Refusal::field(name, "is given twice"));
        }
        Ok(Some(value))
    }

    /// Several texts with commas between them.
    pub(super) fn texts(&mut self, name: &str) -> Result<Option<Vec<&'a str>>, Refusal> {
        Ok(self.text(name)?.map(|texts| texts.split(',').collect()))
    }

    /// One of these.
    pub(super) fn one_of(&mut self, name: &str, known: &[&str]) -> Result<Option<&'a str>, Refusal> {
        let given = self.text(name)?;
        given.map_or(Ok(()), |given| one_of(name, known, given))?;
        Ok(given)
    }

    /// Several of these with commas between them.
    pub(super) fn some_of(&mut self, name: &str, known: &[&str]) -> Result<Option<Vec<&'a str>>, Refusal> {
        let given = self.texts(name)?;
        given.iter().flatten().try_for_each(|given| one_of(name, known, given))?;
        Ok(given)
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
            Some((name, _)) => {
                let refusal = Refusal::invalid(format!("unknown query parameter {name}"));
                Err(refusal.about(name, "unknown query parameter"))
            }
        }
    }

    fn read<T: std::str::FromStr>(&mut self, name: &str, expected: &str) -> Result<Option<T>, Refusal> {
        let wrong = |text: &str| Refusal::field(name, &format!("must be {expected}, not {text:?}"));
        self.text(name)?.map(|text| text.parse().map_err(|_| wrong(text))).transpose()
    }
}

fn one_of(name: &str, known: &[&str], given: &str) -> Result<(), Refusal> {
    if known.contains(&given) {
        return Ok(());
    }
    Err(Refusal::field(name, &format!("must be one of {}, not {given:?}", known.join(", "))))
}

/// Refuses anything that a request without parameters or a body should not have.
pub(super) fn bare(request: &Request) -> Result<(), Refusal> {
    Parameters::alone(request)?.end()
}
