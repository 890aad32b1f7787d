//! Composio's own sentences.

use crate::words::Sentence;

pub(super) static OAUTH_ALIAS_ONLY: Sentence =
    Sentence { en: "OAuth accounts can only change the alias; their tokens come from reconnecting." };
pub(super) static SCHEME_FIXED: Sentence =
    Sentence { en: "Composio takes no new credentials for accounts that sign in like this one." };
pub(super) static SCHEME_UNKNOWN: Sentence =
    Sentence { en: "Composio does not say how this account signs in, and it has to be named in a change." };
pub(super) static NOT_OAUTH: Sentence = Sentence { en: "This is for accounts that sign in by OAuth." };
pub(super) static NO_USER: Sentence =
    Sentence { en: "Composio does not say whose account this is, and reconnecting needs that." };
pub(super) static NO_AUTH_CONFIG: Sentence =
    Sentence { en: "No auth config of this platform is enabled, and reconnecting needs one." };
pub(super) static REVOKE_NEWER: Sentence =
    Sentence { en: "Only version 3.1 of Composio’s API can revoke; this source uses version 3." };

pub(super) static ALIAS: Sentence = Sentence { en: "Alias" };
pub(super) static ALIAS_HINT: Sentence =
    Sentence { en: "Unique for each user and platform. Leave empty to go without one." };
pub(super) static ALIAS_UNTOLD: Sentence = Sentence {
    en: "This version of the API does not tell it. A new one has to be unique for its user and toolkit.",
};
pub(super) static ALIAS_TOO: Sentence = Sentence { en: "Change the alias too" };
pub(super) static MORE: Sentence = Sentence { en: "More fields" };
pub(super) static AUTH_CONFIG_HINT: Sentence =
    Sentence { en: "The one that the account uses now stands first if it is enabled." };
pub(super) static NEW_ACCOUNT: Sentence = Sentence {
    en: "Composio makes a new account once consent is given. This one stays as it is, with its alias, until somebody deletes it.",
};
pub(super) static REFRESH_NOTE: Sentence = Sentence {
    en: "Not harmless: Composio calls this outdated, and it has turned working active accounts into unfinished ones. Reconnecting is safer.",
};
pub(super) static REVOKE_TOO: Sentence = Sentence { en: "Also revoke at the provider" };
pub(super) static REVOKE_HINT: Sentence =
    Sentence { en: "Otherwise OAuth tokens stay valid there. API keys and passwords always do." };
pub(super) static REVOKE_HINT_V3: Sentence = Sentence {
    en: "Documented for version 3.1 of the API only; this source uses version 3, where tokens may stay valid.",
};

pub(super) static NOTHING: Sentence = Sentence { en: "Nothing has been changed yet." };
pub(super) static MASKED: Sentence = Sentence {
    en: "This is what Composio shows in place of a secret. It would be stored as the secret itself.",
};
pub(super) static NO_CREDENTIAL: Sentence =
    Sentence { en: "Composio keeps this itself; it is no credential." };

pub(super) static STATUS: Sentence = Sentence { en: "State, in Composio’s word" };
pub(super) static STATUS_REASON: Sentence = Sentence { en: "Reason" };
pub(super) static AUTH_CONFIG: Sentence = Sentence { en: "Auth config" };
pub(super) static MANAGED: Sentence = Sentence { en: "Managed by Composio" };
pub(super) static AUTH_CONFIG_DISABLED: Sentence = Sentence { en: "Auth config disabled" };
pub(super) static EXPIRES: Sentence = Sentence { en: "Token expires" };
pub(super) static SCOPE: Sentence = Sentence { en: "Scope" };
pub(super) static SCOPES_ASKED: Sentence = Sentence { en: "Scopes asked for" };
pub(super) static ACCOUNT_TYPE: Sentence = Sentence { en: "Account type" };

pub(super) static PLATFORM_NAME: Sentence = Sentence { en: "Platform, in Composio’s word" };
pub(super) static DESCRIPTION: Sentence = Sentence { en: "What it is for" };
pub(super) static CATEGORIES: Sentence = Sentence { en: "Categories" };
pub(super) static SCHEMES: Sentence = Sentence { en: "Signs in by" };
pub(super) static TOOLS: Sentence = Sentence { en: "Tools" };

pub(super) static PROJECT: Sentence = Sentence { en: "Project" };
pub(super) static ORGANIZATION: Sentence = Sentence { en: "Organization" };
pub(super) static MEMBER: Sentence = Sentence { en: "Member" };
pub(super) static MEMBER_EMAIL: Sentence = Sentence { en: "Member’s e-mail" };
