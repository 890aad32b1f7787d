//! What accounts sign in with: the fields of each scheme as a table, and what may be put into them.
//!
//! The schemes are all those whose credentials can be changed, each with the fields that an active account of it has;
//! the common fields are the others that a change documents. Further ones are taken as well:
//! <https://docs.composio.dev/reference/api-reference/connected-accounts/patchConnectedAccountsByNanoid>.

use serde_json::Value as Json;

use crate::body::Body;
use crate::catalogue::{Ask, Catalogue};
use crate::connection::Detail;
use crate::draft::{Draft, Entry, Problem, Trouble};
use crate::form::{Field, Form, Input, Label, Name};
use crate::read::Fields;
use crate::secret::STRUCK;
use crate::service_account;
use crate::words::Sentence;

use super::edits::ALIAS;
use super::words;

/// A scheme whose credentials can be changed.
pub(super) struct Scheme {
    /// The vendor's word for it.
    pub(super) id: &'static str,
    /// Its fields, and whether it cannot do without them.
    fields: &'static [(&'static str, bool)],
}

static SCHEMES: [Scheme; 6] = [
    Scheme {
        id: "API_KEY",
        fields: &[
            ("api_key", false),
            ("generic_api_key", false),
            ("bearer_token", false),
            ("basic_encoded", false),
        ],
    },
    Scheme { id: "BEARER_TOKEN", fields: &[("token", true)] },
    Scheme { id: "BASIC", fields: &[("username", true), ("password", false)] },
    Scheme { id: "BASIC_WITH_JWT", fields: &[("username", true), ("password", true)] },
    Scheme { id: "GOOGLE_SERVICE_ACCOUNT", fields: &[(CREDENTIALS_JSON, true)] },
    Scheme {
        id: "SERVICE_ACCOUNT",
        fields: &[("application_id", true), ("installation_id", true), (PRIVATE_KEY, true)],
    },
];

/// Schemes with tokens that a consent or the provider gives.
const OAUTH: [&str; 4] = ["OAUTH2", "OAUTH1", "DCR_OAUTH", "S2S_OAUTH2"];

/// What an account of any scheme may have.
const COMMON: [&str; 27] = [
    "subdomain",
    "your-domain",
    "region",
    "shop",
    "account_url",
    "COMPANYDOMAIN",
    "extension",
    "form_api_base_url",
    "instanceEndpoint",
    "api_url",
    "borneo_dashboard_url",
    "proxy_username",
    "proxy_password",
    "domain",
    "version",
    "dc",
    "site_name",
    "instanceName",
    "account_id",
    "your_server",
    "server_location",
    "base_url",
    "api_key_prefix",
    "generic_id",
    "generic_secret",
    "generic_token",
    "user_agent",
];

/// What stands beside the credentials and is none.
const KEPT_ITSELF: [&str; 6] = ["authScheme", "status", "scope", "token_type", "expires_in", "expires_at"];

/// What is a secret of those that any account may have.
const CLOSED: [&str; 3] = ["proxy_password", "generic_secret", "generic_token"];

const CREDENTIALS_JSON: &str = "credentials_json";
const PRIVATE_KEY: &str = "private_key";

/// The scheme of this word, if its credentials can be changed.
pub(super) fn scheme(word: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.id == word)
}

pub(super) fn is_oauth(word: &str) -> bool {
    OAUTH.contains(&word)
}

/// The names of the credentials that stand in an account's `state`, `data` and `params`, in `val` or flat: each once, in
/// the order of the alphabet. Never what stands there.
pub(super) fn held(account: Fields) -> Vec<String> {
    let mut held: Vec<String> = Vec::new();
    for place in ["state", "data", "params"].into_iter().filter_map(|name| account.object(name)) {
        let values = place.object("val").unwrap_or(place);
        for name in values.names().filter(|name| stands(values, name) && !KEPT_ITSELF.contains(name)) {
            // A sort of its own would weigh more than all else in here.
            if let Err(at) = held.binary_search_by(|other| other.as_str().cmp(name)) {
                held.insert(at, name.to_owned());
            }
        }
    }
    held
}

fn stands(values: Fields, name: &str) -> bool {
    values.code(name).is_some() || values.flag(name).is_ok_and(|flag| flag.is_some())
}

/// Those of the scheme and of the catalogue first, and folded away what accounts of any scheme may have and what
/// this one has besides.
pub(super) fn fields(scheme: &Scheme, detail: &Detail, catalogue: Option<&Catalogue>) -> Vec<Field> {
    let asks = catalogue.and_then(|catalogue| catalogue.kind(scheme.id)).map(|kind| kind.asks.as_slice());
    let asks = asks.unwrap_or_default();
    let own = scheme.fields.iter().map(|(name, _)| Name::from(*name));
    let first = own.chain(asks.iter().map(|ask| ask.name.clone().into()));
    let more = COMMON.into_iter().map(Name::from).chain(detail.held.iter().map(|name| name.clone().into()));
    let all = first.map(|name| (name, None)).chain(more.map(|name| (name, Some(&words::MORE))));

    let mut fields: Vec<Field> = Vec::new();
    for (name, under) in all {
        let is_taken = name == ALIAS || KEPT_ITSELF.contains(&&*name);
        if !is_taken && !fields.iter().any(|field| field.name == name) {
            fields.push(field(scheme, detail, asks, name, under));
        }
    }
    fields
}

fn field(
    scheme: &Scheme,
    detail: &Detail,
    asks: &[Ask],
    name: Name,
    under: Option<&'static Sentence>,
) -> Field {
    let ask = asks.iter().find(|ask| ask.name == name);
    let is_required = ask.is_some_and(|ask| ask.required) || scheme.fields.contains(&(&*name, true));
    Field {
        hint: ask.and_then(hint),
        input: match &*name {
            CREDENTIALS_JSON => Input::SecretFile(".json"),
            PRIVATE_KEY => Input::SecretFile(".pem,.key"),
            // Where an account is, not what it signs in with: what is typed may be seen.
            setting if COMMON.contains(&setting) && !CLOSED.contains(&setting) => Input::Line,
            _ => Input::Secret,
        },
        is_removable: !is_required && detail.held.iter().any(|held| *held == name),
        under,
        ..Field::secret(name.clone(), name.into_owned())
    }
}

fn hint(ask: &Ask) -> Option<Label> {
    let said: Vec<&str> = [&ask.label, &ask.hint].into_iter().flatten().map(String::as_str).collect();
    (!said.is_empty()).then(|| said.join(" · ").into())
}

/// What of the credentials changes: a new text, or `null` for what is taken away. Nothing if all are kept.
pub(super) fn values(form: &Form, draft: &Draft) -> Result<Option<Body>, Vec<Problem>> {
    let mut values = Body::object();
    let mut problems = Vec::new();
    let mut has_any = false;
    for name in form.changed(draft).into_iter().filter(|name| name != ALIAS) {
        let value = match draft.entry(&name) {
            Entry::Keep => continue,
            Entry::Remove => Body::from(Json::Null),
            Entry::Set(secret) => Body::from(secret.clone()),
        };
        if let Err(why) = check(&name, draft.entry(&name)) {
            problems.push(Problem::at(name, Trouble::Unfit(why)));
            continue;
        }
        has_any = true;
        values = values.with(name, value);
    }
    if problems.is_empty() { Ok(has_any.then_some(values)) } else { Err(problems) }
}

fn check(name: &str, entry: &Entry) -> Result<(), &'static Sentence> {
    if KEPT_ITSELF.contains(&name) {
        return Err(&words::NO_CREDENTIAL);
    }
    match entry {
        Entry::Set(secret) if is_masked(secret.expose()) => Err(&words::MASKED),
        Entry::Set(secret) if name == CREDENTIALS_JSON => service_account::check(secret.expose()),
        _ => Ok(()),
    }
}

/// Whether a text stands for a secret and is none: its first four characters and dots, as Composio masks
/// (<https://github.com/ComposioHQ/composio/pull/2609>), or what is shown in place of one there or here.
pub(super) fn is_masked(text: &str) -> bool {
    /// As many as Composio shows of a secret.
    const SHOWN: usize = 4;
    let text = text.trim();
    let begun = text.strip_suffix("...").or_else(|| text.strip_suffix('…'));
    let word = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    begun.is_some_and(|begun| begun.chars().count() <= SHOWN)
        || word.eq_ignore_ascii_case("redacted")
        || text.contains(STRUCK)
        || (text.len() > 2 && text.chars().all(|letter| letter == '*'))
}
