//! Composio's answers.
//!
//! What can hold a live secret (`state`, `data`, `params`, `deprecated`) is read by name here, and the rest of it never
//! becomes a value of ours: accounts are unmasked where the project's setting says so
//! (<https://github.com/ComposioHQ/composio/issues/3808>).

use serde_json::Value;

use crate::catalogue::{Ask, Catalogue, Kind};
use crate::connection::{Connection, Detail, Fact, State};
use crate::draft::Updated;
use crate::edit::Edit;
use crate::error::{Error, Expected};
use crate::http::Response;
use crate::link::Link;
use crate::page::{Cursor, Page};
use crate::read::{self, Fields, Mismatch};
use crate::time::Moment;
use crate::words::Sentence;

use super::{credentials, words};

pub(super) const REVOKED: &str = "REVOKED";
/// Says who comes back from giving consent for which account, beside `status`:
/// <https://docs.composio.dev/docs/authenticating-users/manually-authenticating>.
pub(super) const ACCOUNT: &str = "connected_account_id";
const INACTIVE: &str = "INACTIVE";
const DISABLED: &str = "DISABLED";

/// Composio's words for how an account is.
pub(super) const STATUSES: [(&str, State); 7] = [
    ("INITIALIZING", State::Pending),
    ("INITIATED", State::Pending),
    ("ACTIVE", State::Operational),
    ("FAILED", State::Failed),
    ("EXPIRED", State::Expired),
    (INACTIVE, State::Disabled),
    (REVOKED, State::Revoked),
];

/// One page. It is the last one if it leads nowhere, or to itself: an empty one alone ends nothing.
pub(super) fn page(response: &Response, asked: Option<&str>) -> Result<Page, Error> {
    let json = read::json(response)?;
    let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
    let next = fields.code("next_cursor").filter(|next| !next.is_empty() && Some(next.as_str()) != asked);
    let mut page = Page {
        // Totals only inform; odd ones must not cost the rows.
        total: fields.number("total_items").ok().flatten(),
        next: next.map(Cursor::At),
        ..Page::default()
    };
    for (index, row) in items(fields, response)?.iter().enumerate() {
        match Fields::of(row).and_then(connection) {
            Ok(connection) => page.connections.push(connection),
            Err(Mismatch { at, expected }) => {
                let at =
                    if at.is_empty() { format!("items[{index}]") } else { format!("items[{index}].{at}") };
                page.broken.push(Mismatch { at, expected });
            }
        }
    }
    Ok(page)
}

fn items<'a>(fields: Fields<'a>, response: &Response) -> Result<&'a Vec<Value>, Error> {
    let missing = || Mismatch { at: "items".into(), expected: Expected::List };
    let items = fields.list("items").and_then(|items| items.ok_or_else(missing));
    items.map_err(|mismatch| mismatch.of(response))
}

/// The contract calls most fields required; only the id cannot be done without.
fn connection(fields: Fields) -> Result<Connection, Mismatch> {
    let word = fields.text("status")?;
    let is_disabled = fields.flag("is_disabled")?;
    let active = if word.as_deref() == Some(INACTIVE) { Some(false) } else { is_disabled.map(|off| !off) };
    let scheme = match inside(fields, "auth_config", "auth_scheme")? {
        Some(scheme) => Some(scheme),
        None => inside(fields, "state", "authScheme")?,
    };
    Ok(Connection {
        id: fields.must_text("id")?,
        key: fields.text("word_id")?,
        name: fields.text("alias")?,
        platform: inside(fields, "toolkit", "slug")?.unwrap_or_default(),
        state: state(word, is_disabled == Some(true)),
        active,
        identity: fields.text("user_id")?,
        scheme: scheme.filter(|scheme| !scheme.is_empty()),
        created: fields.text("created_at")?.and_then(|text| Moment::parse(&text)),
        updated: fields.text("updated_at")?.and_then(|text| Moment::parse(&text)),
        ..Connection::default()
    })
}

/// A text in an object inside.
fn inside(fields: Fields, object: &str, name: &str) -> Result<Option<String>, Mismatch> {
    let Some(inner) = fields.object(object) else { return Ok(None) };
    inner.text(name).map_err(|Mismatch { at, expected }| Mismatch { at: format!("{object}.{at}"), expected })
}

/// What is switched off is that, however it was; only what was revoked cannot be switched on again.
fn state(word: Option<String>, is_disabled: bool) -> State {
    let Some(word) = word else {
        return if is_disabled { State::Disabled } else { State::NotSaid };
    };
    if is_disabled && word != REVOKED {
        return State::Disabled;
    }
    let known = STATUSES.into_iter().find(|(known, _)| *known == word);
    known.map_or(State::Other(word), |(_, state)| state)
}

pub(super) fn detail(response: &Response) -> Result<Detail, Error> {
    let json = read::json(response)?;
    let whole = |mismatch: Mismatch| mismatch.of(response);
    let fields = Fields::of(&json).map_err(whole)?;
    let connection = connection(fields).map_err(whole)?;
    let values = fields.object("state").and_then(|state| state.object("val"));
    let config = [
        (&words::AUTH_CONFIG, "id"),
        (&words::MANAGED, "is_composio_managed"),
        (&words::AUTH_CONFIG_DISABLED, "is_disabled"),
    ];
    let mut facts = fields.facts(&[(&words::STATUS, "status"), (&words::STATUS_REASON, "status_reason")]);
    facts.extend(said(fields.object("auth_config"), &config));
    facts.extend(said(fields.object("experimental"), &[(&words::ACCOUNT_TYPE, "account_type")]));
    facts.extend(said(values, &[(&words::EXPIRES, "expires_at"), (&words::SCOPE, "scope")]));
    let lists = [(values, &words::SCOPE, "scope"), (Some(fields), &words::SCOPES_ASKED, "requested_scopes")];
    for (object, label, name) in lists {
        let texts = object.and_then(|object| object.texts(name).ok().flatten()).unwrap_or_default();
        facts.extend(listed(label, &texts));
    }
    // A mask in place of something that is no secret says nothing.
    facts.retain(|fact| !credentials::is_masked(&fact.value));
    Ok(Detail { connection, facts, held: credentials::held(fields), ..Detail::default() })
}

/// What an object says of these, where there is one.
fn said(object: Option<Fields>, wanted: &[(&'static Sentence, &str)]) -> Vec<Fact> {
    object.map(|object| object.facts(wanted)).unwrap_or_default()
}

fn listed(label: &'static Sentence, texts: &[String]) -> Option<Fact> {
    (!texts.is_empty()).then(|| Fact { label, value: texts.join(", ") })
}

/// What a toolkit is, and what each of its schemes asks for.
pub(super) fn toolkit(response: &Response) -> Result<Catalogue, Error> {
    let json = read::json(response)?;
    let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
    let kinds: Vec<Kind> = objects(fields, "auth_config_details").filter_map(kind).collect();
    let schemes: Vec<String> = kinds.iter().map(|kind| kind.id.clone()).collect();
    let meta = fields.object("meta");
    let categories: Vec<String> = meta
        .into_iter()
        .flat_map(|meta| objects(meta, "categories"))
        .filter_map(|category| category.code("name"))
        .collect();
    let mut facts = fields.facts(&[(&words::PLATFORM_NAME, "name")]);
    facts.extend(said(meta, &[(&words::DESCRIPTION, "description")]));
    facts.extend(listed(&words::CATEGORIES, &categories));
    facts.extend(listed(&words::SCHEMES, &schemes));
    facts.extend(said(meta, &[(&words::TOOLS, "tools_count")]));
    Ok(Catalogue { kinds, facts })
}

/// The objects of a list; what has another shape is left out.
fn objects<'a>(fields: Fields<'a>, name: &str) -> impl Iterator<Item = Fields<'a>> + use<'a> {
    let list = fields.list(name).ok().flatten();
    list.into_iter().flatten().filter_map(|item| Fields::of(item).ok())
}

fn kind(fields: Fields) -> Option<Kind> {
    let id = fields.code("mode")?;
    let initiation = fields.object("fields").and_then(|fields| fields.object("connected_account_initiation"));
    let group = |name, required| {
        initiation
            .into_iter()
            .flat_map(move |group| objects(group, name))
            .filter_map(move |asked| ask(asked, required))
    };
    Some(Kind {
        label: fields.code("name").unwrap_or_else(|| id.clone()),
        consent: credentials::is_oauth(&id),
        asks: group("required", true).chain(group("optional", false)).collect(),
        id,
    })
}

fn ask(fields: Fields, required: bool) -> Option<Ask> {
    let name = fields.code("name").filter(|name| !name.is_empty())?;
    let said = |field| fields.code(field).filter(|text| !text.is_empty() && *text != name);
    let (label, hint) = (said("displayName"), said("description"));
    Some(Ask { label, hint, required, name, ..Ask::default() })
}

/// The auth config that an account uses.
pub(super) fn auth_config_of(response: &Response) -> Result<Option<String>, Error> {
    let json = read::json(response)?;
    let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
    Ok(fields.object("auth_config").and_then(|config| config.code("id")))
}

/// The auth configs that are enabled, the account's own first.
pub(super) fn auth_configs(response: &Response, own: Option<&str>) -> Result<Catalogue, Error> {
    let json = read::json(response)?;
    let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
    let configs = items(fields, response)?.iter().filter_map(|item| Fields::of(item).ok());
    let mut kinds: Vec<Kind> = configs.filter_map(auth_config).collect();
    if let Some(at) = kinds.iter().position(|kind| Some(kind.id.as_str()) == own) {
        let first = kinds.remove(at);
        kinds.insert(0, first);
    }
    Ok(Catalogue { kinds, ..Catalogue::default() })
}

fn auth_config(fields: Fields) -> Option<Kind> {
    let id = fields.code("id").filter(|_| fields.code("status").as_deref() != Some(DISABLED))?;
    let (name, scheme) = (fields.code("name"), fields.code("auth_scheme"));
    let consent = scheme.as_deref().is_some_and(credentials::is_oauth);
    let parts = [name.or_else(|| Some(id.clone())), scheme];
    let label = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Some(Kind { id, label, consent, asks: Vec::new() })
}

/// What a write was answered with. None answers with the account, so it is read again.
pub(super) fn updated(response: &Response, edit: Edit) -> Result<Updated, Error> {
    let json = match read::json(response) {
        Err(_) if response.body.trim().is_empty() && edit != Edit::Reconnect => return Ok(Updated::default()),
        json => json?,
    };
    let whole = |mismatch: Mismatch| mismatch.of(response);
    let fields = Fields::of(&json).map_err(whole)?;
    if fields.flag("success").map_err(whole)? == Some(false) {
        return Err(whole(Mismatch { at: "success".into(), expected: Expected::Flag }));
    }
    let (url, account) = match edit {
        Edit::Reconnect => (Some(fields.must_text("redirect_url").map_err(whole)?), "connected_account_id"),
        Edit::Refresh => (fields.text("redirect_url").map_err(whole)?.filter(|url| !url.is_empty()), "id"),
        _ => (None, ""),
    };
    let unsafe_link = || whole(Mismatch { at: "redirect_url".into(), expected: Expected::Text });
    let link = url.map(|url| Link::new(&url).ok_or_else(unsafe_link)).transpose()?;
    let link = link.map(|link| match fields.code(account) {
        Some(account) => link.answered_with(ACCOUNT, account),
        None => link,
    });
    Ok(Updated { connection: None, link })
}

/// Whose key it is. The answer holds the key itself, which is not read.
pub(super) fn session(response: &Response) -> Result<Vec<Fact>, Error> {
    let json = read::json(response)?;
    let fields = Fields::of(&json).map_err(|mismatch| mismatch.of(response))?;
    let project = fields.object("project");
    // Which of these names the organization has is not documented.
    let holders = [project, Some(fields)].into_iter().flatten();
    let organization =
        holders.flat_map(|holder| [holder.object("organization"), holder.object("org")]).flatten().next();
    let mut facts = said(project, &[(&words::PROJECT, "name")]);
    facts.extend(said(organization, &[(&words::ORGANIZATION, "name")]));
    let member = [(&words::MEMBER, "name"), (&words::MEMBER_EMAIL, "email")];
    facts.extend(said(fields.object("org_member"), &member));
    Ok(facts)
}
