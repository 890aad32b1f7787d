//! Peaka's own sentences.

use crate::words::Sentence;

pub(super) static NAME: Sentence = Sentence { en: "Name" };
pub(super) static TYPE: Sentence = Sentence { en: "Type" };
pub(super) static RENAME_TOO: Sentence = Sentence { en: "Rename too" };
pub(super) static OWN_APP: Sentence = Sentence { en: "Credentials of an app of your own" };

pub(super) static WHOLE: Sentence = Sentence {
    en: "Peaka replaces the whole connection and never shows what it holds: enter every credential again, also those that stay as they are.",
};
pub(super) static CONSENT: Sentence = Sentence {
    en: "This type signs in by consent: after saving, Peaka may name a page on which it is given.",
};
pub(super) static LOSES_SOURCE: Sentence = Sentence { en: "Catalogs that use it lose their source." };

pub(super) static NO_CATALOGUE: Sentence =
    Sentence { en: "Peaka’s list of types could not be read, and only it says what has to be entered." };
pub(super) static UNKNOWN_TYPE: Sentence = Sentence {
    en: "Peaka’s list of types does not have this one, so what has to be entered is not known.",
};
pub(super) static NO_CONSENT: Sentence =
    Sentence { en: "This type signs in with credentials, not by consent: update its credentials instead." };
pub(super) static NO_CALLBACK: Sentence = Sentence {
    en: "Consent needs a page to come back to, and none is configured for this source (“callback”).",
};
pub(super) static NUMBER: Sentence = Sentence { en: "Enter a number." };

pub(super) static CHECK_CREDENTIALS: Sentence = Sentence {
    en: "Peaka says the same of a mistyped password, a closed port and an empty field: check each, and whether Peaka can reach the server.",
};
pub(super) static SET_PROJECT: Sentence = Sentence {
    en: "A project’s key may not look for projects: set “projectId” for this source, or use a partner key.",
};
pub(super) static NO_PROJECT: Sentence =
    Sentence { en: "The link does not say which project the connection is in: open it from the list." };

pub(super) static PROJECT: Sentence = Sentence { en: "Project" };
pub(super) static PROJECT_ID: Sentence = Sentence { en: "Project id" };
pub(super) static EMAIL: Sentence = Sentence { en: "E-mail" };
pub(super) static PLATFORM_NAME: Sentence = Sentence { en: "Platform, in Peaka’s word" };
pub(super) static CATEGORY: Sentence = Sentence { en: "Category" };
pub(super) static AUTHORIZATION: Sentence = Sentence { en: "Signs in by" };
pub(super) static REDIRECT: Sentence = Sentence { en: "Signs in by consent" };
pub(super) static DOCUMENTATION: Sentence = Sentence { en: "Documentation" };
