//! A fleet that looks like one: the same seed gives the same accounts.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::account::reason;
use super::config::AuthConfig;
use super::scheme::{SCHEMES, credentials, redirects};
use super::version::STATUSES;
use super::{Account, Acl, secret, toolkit};
use crate::names::{COMPANIES, NASTY, PROJECTS, PURPOSES, REGIONS, TEAMS};
use crate::random::Random;
use crate::time::Moment;

const MINUTE: u64 = 60 * 1_000_000;
const THREE_YEARS: u64 = 3 * 365 * 24 * 60 * MINUTE;

/// The schemes of the twenty newest, again and again: those whose credentials can be changed, and OAuth.
const OF_NEWEST: [&str; 7] = [
    "BEARER_TOKEN",
    "API_KEY",
    "BASIC",
    "BASIC_WITH_JWT",
    "GOOGLE_SERVICE_ACCOUNT",
    "SERVICE_ACCOUNT",
    "OAUTH2",
];
const NEWEST: usize = 20;
/// Those of the newest that do not work.
const BROKEN: [(usize, &str); 5] =
    [(3, "EXPIRED"), (6, "EXPIRED"), (8, "FAILED"), (12, "INACTIVE"), (18, "INITIATED")];

/// What is generated was created and changed before this.
pub(super) fn end() -> Moment {
    Moment::midnight(2026, 11, 1)
}

/// As the vendor writes a moment: with milliseconds.
pub(super) fn iso(moment: Moment) -> String {
    let mut text = moment.iso();
    text.truncate("2026-11-01T00:00:00.000".len());
    text + "Z"
}

/// So many accounts, the newest first.
pub(super) fn fleet(random: &mut Random, size: usize, configs: &[AuthConfig]) -> Vec<Account> {
    let mut ages: Vec<u64> = (0..size).map(|_| random.below(THREE_YEARS) + MINUTE).collect();
    ages.sort_unstable();
    let users = (size as u64 / 4).max(60);
    let mut names = BTreeSet::new();
    let with_place = ages.into_iter().enumerate();
    with_place
        .map(|(place, age)| {
            let mut account = account(random, place, users, configs);
            account.created_at = iso(end().before(i64::try_from(age).unwrap_or_default()));
            let since = random.below(age);
            account.updated_at = iso(end().before(i64::try_from(since).unwrap_or_default()));
            let nasty = NASTY.iter().find(|(at, _)| *at == place).map(|(_, name)| (*name).to_owned());
            account.alias = nasty.or(account.alias);
            let name = (account.user_id.clone(), account.toolkit.clone(), account.alias.clone());
            if account.alias.is_some() && !names.insert(name) {
                account.alias = None;
            }
            account
        })
        .collect()
}

/// The newest twenty have the schemes that they should; those behind them are one of each scheme and one of each
/// status, so that also a small fleet has them all; and from there on it is chance.
fn account(random: &mut Random, place: usize, users: u64, configs: &[AuthConfig]) -> Account {
    let scheme = if place < NEWEST {
        Some(OF_NEWEST[place % OF_NEWEST.len()])
    } else {
        SCHEMES.get(place - NEWEST).copied()
    };
    let wanted = place.checked_sub(NEWEST + SCHEMES.len()).and_then(|place| STATUSES.get(place)).copied();
    let scheme = scheme.or(wanted.map(|_| "OAUTH2"));
    let fit: Vec<_> = configs
        .iter()
        .filter(|config| scheme.is_none_or(|scheme| config.auth_scheme == scheme && config.is_enabled))
        .collect();
    let config = *random.pick_early(&fit);
    let chance = status(random, config);
    let status = match BROKEN.iter().find(|(at, _)| *at == place) {
        Some((_, broken)) => broken,
        None if place < NEWEST => "ACTIVE",
        None => wanted.unwrap_or(chance),
    };
    let owner = owner(random, users);
    let shared = random.percent(6).then(|| acl(random, users));
    let status_reason = why(random, status, config);
    // What worked once has credentials.
    let worked = matches!(status, "ACTIVE" | "EXPIRED" | "INACTIVE") && status_reason != Some(reason::LATE);
    Account {
        id: format!("ca_{}", secret::chars(random, 12)),
        alias: random.percent(45).then(|| alias(random)),
        word_id: Some(word_id(random, &config.toolkit)),
        status_reason: status_reason.map(str::to_owned),
        is_disabled: config.is_enabled && (status == "INACTIVE" || status == "EXPIRED" && random.percent(10)),
        values: values(random, worked, config),
        shared: shared.filter(|_| place >= NEWEST),
        status: status.to_owned(),
        user_id: owner,
        toolkit: config.toolkit.clone(),
        auth_config: config.id.clone(),
        auth_scheme: config.auth_scheme.clone(),
        ..Account::default()
    }
}

fn status(random: &mut Random, config: &AuthConfig) -> &'static str {
    let chance = random.below(100);
    if !config.is_enabled {
        return "INACTIVE";
    }
    match (config.auth_scheme.as_str(), chance) {
        ("NO_AUTH", _) | (_, 0..76) => "ACTIVE",
        ("OAUTH2", 76..79) => "REVOKED",
        (_, 76..86) => "EXPIRED",
        (_, 86..91) => "INACTIVE",
        (_, 91..95) => "FAILED",
        (_, 95..99) => "INITIATED",
        _ => "INITIALIZING",
    }
}

fn why(random: &mut Random, status: &str, config: &AuthConfig) -> Option<&'static str> {
    match status {
        "EXPIRED" if redirects(&config.auth_scheme) => {
            Some(*random.pick(&[reason::AUTH_ERROR, reason::MAX_FAILURES, reason::LATE]))
        }
        "EXPIRED" => Some(reason::MAX_FAILURES),
        "FAILED" => Some(reason::CALLBACK),
        "INACTIVE" if config.is_enabled => Some(reason::BY_USER),
        "INACTIVE" => Some(reason::CONFIG),
        "REVOKED" => Some(*random.pick(&[reason::REVOKED, reason::REVOKED_BY_ADMIN])),
        _ => None,
    }
}

fn values(random: &mut Random, worked: bool, config: &AuthConfig) -> Map<String, Value> {
    let toolkit = toolkit::of(&config.toolkit);
    let scopes = toolkit.map_or("", |toolkit| toolkit.scopes);
    let mut values = if worked { credentials(random, &config.auth_scheme, scopes) } else { Map::new() };
    if let Some((name, _)) = toolkit.and_then(|toolkit| toolkit.place) {
        let company = random.pick_early(&COMPANIES).to_lowercase();
        let place = if name == "base_url" { format!("https://{company}.example.test") } else { company };
        values.insert(name.to_owned(), place.into());
    }
    values
}

fn owner(random: &mut Random, users: u64) -> String {
    match random.below(100) {
        0..40 => {
            let company = random.pick_early(&COMPANIES).to_lowercase();
            if random.percent(20) {
                format!("acct-{company}-{}", random.pick(&REGIONS))
            } else {
                format!("acct-{company}")
            }
        }
        40..85 => user(random, users),
        85..93 => format!("team-{}", random.pick(&TEAMS)),
        93..98 => format!("project-{}", random.pick(&PROJECTS)),
        // What the vendor calls whoever has no name.
        _ => "default".to_owned(),
    }
}

fn user(random: &mut Random, users: u64) -> String {
    format!("user-{}", 1_000 + random.below(users))
}

fn alias(random: &mut Random) -> String {
    let company = random.pick_early(&COMPANIES).to_lowercase();
    format!("{company}-{}", random.pick(&PURPOSES).replace(' ', "-"))
}

fn acl(random: &mut Random, users: u64) -> Acl {
    let allow_all_users = random.percent(40);
    let allowed_user_ids = if allow_all_users { Vec::new() } else { vec![user(random, users)] };
    Acl { allow_all_users, allowed_user_ids, not_allowed_user_ids: Vec::new() }
}

pub(super) fn word_id(random: &mut Random, toolkit: &str) -> String {
    const HOW: [&str; 12] = [
        "red", "calm", "bold", "early", "quiet", "amber", "swift", "round", "plain", "north", "green", "old",
    ];
    const WHAT: [&str; 12] = [
        "castle", "river", "harbor", "lantern", "meadow", "anchor", "bridge", "orchard", "tower", "valley",
        "mill", "stone",
    ];
    format!("{toolkit}_{}-{}", random.pick(&HOW), random.pick(&WHAT))
}

#[cfg(test)]
mod tests;
