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

/// What can be wrong with Google's key file, each with what to do.
pub mod service_account {
    use super::Sentence;

    /// Nothing that JSON allows.
    pub static NOT_JSON: Sentence = Sentence {
        en: "This is not JSON. Use the whole key file that Google Cloud made, from the first { to the last }.",
    };
    /// JSON that ends too early.
    pub static CUT: Sentence =
        Sentence { en: "The end is missing. Copy the whole key file once more, up to the last }." };
    /// JSON of another shape.
    pub static NOT_AN_OBJECT: Sentence = Sentence {
        en: "This JSON is not a key file. Use the file as Google Cloud made it: it begins with { and has no quotes \
             around it.",
    };
    /// It does not say what it is.
    pub static NO_TYPE: Sentence = Sentence {
        en: "“type” is missing, so this is not a key file. Make a JSON key for the service account in Google Cloud \
             and use that file.",
    };
    /// What `gcloud auth application-default login` leaves.
    pub static OF_A_PERSON: Sentence = Sentence {
        en: "This is the credential of a person (authorized_user). Make a JSON key for a service account in Google \
             Cloud and use that file.",
    };
    /// What a federation of identities is set up with.
    pub static OF_A_FEDERATION: Sentence = Sentence {
        en: "This sets up a federation (external_account) and holds no key. Make a JSON key for a service account \
             in Google Cloud and use that file.",
    };
    /// What a program asks people for consent with.
    pub static OF_A_CLIENT: Sentence = Sentence {
        en: "This is the secret of an OAuth client. Make a JSON key for a service account in Google Cloud and use \
             that file.",
    };
    /// Anything else.
    pub static OTHER_TYPE: Sentence = Sentence {
        en: "“type” is not service_account. Make a JSON key for a service account in Google Cloud and use that file.",
    };
    /// The project.
    pub static NO_PROJECT_ID: Sentence =
        Sentence { en: "“project_id” is missing. Use the key file unchanged, as Google Cloud made it." };
    /// The account.
    pub static NO_CLIENT_EMAIL: Sentence = Sentence {
        en: "“client_email” is missing. Use the key file unchanged, as Google Cloud made it.",
    };
    /// The key.
    pub static NO_PRIVATE_KEY: Sentence = Sentence {
        en: "“private_key” is missing. Google Cloud shows it only once: make a new JSON key and use that file.",
    };
    /// The key is something else.
    pub static KEY_NOT_PEM: Sentence = Sentence {
        en: "“private_key” does not begin with -----BEGIN PRIVATE KEY-----. Use the key file unchanged, as Google \
             Cloud made it.",
    };
    /// The key ends too early.
    pub static KEY_CUT: Sentence = Sentence {
        en: "“private_key” does not end with -----END PRIVATE KEY-----. Use the key file unchanged, as Google Cloud \
             made it.",
    };
    /// The key was escaped twice.
    pub static KEY_ESCAPED: Sentence = Sentence {
        en: "The line ends in “private_key” were escaped twice (\\\\n). Use the key file unchanged, as Google Cloud \
             made it.",
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_gap_is_filled_in_turn() {
        assert_eq!(Sentence { en: "{} of {} rows" }.with(&["20", "2,431"]), "20 of 2,431 rows");
    }
}
