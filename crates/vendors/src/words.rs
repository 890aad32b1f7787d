//! Sentences that people read, as values: one column a language.

/// One sentence; `{}` stands for what is filled in.
#[derive(Debug, PartialEq, Eq)]
pub struct Sentence {
    /// English.
    pub en: &'static str,
}

impl Sentence {
    /// The sentence as it stands.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.en
    }

    /// The sentence with each `{}` filled in turn.
    #[must_use]
    pub fn with(&self, values: &[&str]) -> String {
        let mut parts = self.en.split("{}");
        let mut text = parts.next().unwrap_or_default().to_owned();
        let mut values = values.iter();
        for part in parts {
            text.push_str(values.next().copied().unwrap_or_default());
            text.push_str(part);
        }
        text
    }
}

/// Why an edit has no form where a vendor never offers it.
pub static NOT_OFFERED: Sentence = Sentence { en: "The vendor does not offer this for this connection." };

static YES: Sentence = Sentence { en: "Yes" };
static NO: Sentence = Sentence { en: "No" };

/// Yes or no.
#[must_use]
pub fn flag(flag: bool) -> &'static str {
    if flag { YES.text() } else { NO.text() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_gap_is_filled_in_turn() {
        assert_eq!(Sentence { en: "{} of {} rows" }.with(&["20", "2,431"]), "20 of 2,431 rows");
    }
}
