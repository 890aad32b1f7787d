//! A fleet that looks like one: the same seed gives the same connections.

use super::Connection;
use super::platform::PLATFORMS;
use crate::names::{COMPANIES, NASTY, PROJECTS, PURPOSES, REGIONS, TEAMS};
use crate::random::Random;
use crate::time::Moment;

/// The first ones on very many, the last ones hardly ever.
const TAGS: [&str; 24] = [
    "production",
    "billing",
    "eu",
    "us",
    "crm",
    "support",
    "priority",
    "internal",
    "pilot",
    "finance",
    "gdpr",
    "marketing",
    "migrated",
    "legacy",
    "quarterly",
    "trial",
    "vip",
    "apac",
    "do-not-touch",
    "sox",
    "renewal-2027",
    "handover",
    "blue-team",
    "to-be-removed",
];

const MINUTE: u64 = 60 * 1_000_000;
const THREE_YEARS: u64 = 3 * 365 * 24 * 60 * MINUTE;

/// So many connections, the newest first.
pub(super) fn fleet(size: usize, seed: u64, flavor_one: bool) -> Vec<Connection> {
    let mut random = Random::new(seed);
    let end = Moment::midnight(2026, 11, 1);
    let mut ages: Vec<u64> = (0..size).map(|_| random.below(THREE_YEARS) + MINUTE).collect();
    ages.sort_unstable();
    let users = (size as u64 / 4).max(60);
    let mut fleet: Vec<_> = ages
        .into_iter()
        .map(|age| {
            let created_at = end.before(i64::try_from(age).unwrap_or_default()).iso();
            connection(&mut random, users, flavor_one, created_at)
        })
        .collect();
    for (place, name) in NASTY {
        if let Some(connection) = fleet.get_mut(place) {
            connection.name = Some(name.to_owned());
            // Where the plain list shows it.
            "operational".clone_into(&mut connection.state);
            connection.active = true;
        }
    }
    fleet
}

fn connection(random: &mut Random, users: u64, flavor_one: bool, created_at: String) -> Connection {
    let platform = random.pick_early(&PLATFORMS);
    let owner = Owner::any(random, users, flavor_one);
    let environment = if random.percent(80) { "live" } else { "test" };
    let state = match random.below(100) {
        0..82 => "operational",
        82..90 => "degraded",
        90..98 => "failed",
        _ => "unknown",
    };
    let mut key = format!("{environment}::{}::default::{}", platform.slug, random.hex(8));
    if let Some((identity, _)) = owner.identity.as_ref().filter(|_| random.percent(35)) {
        key = format!("{key}|{identity}");
    }
    let name = random.percent(33).then(|| format!("{} {}", owner.company, random.pick(&PURPOSES)));
    let (identity, identity_type) = owner.identity.unzip();
    Connection {
        id: random.uuid(),
        platform_version: platform.version.to_owned(),
        name,
        kind: if flavor_one { platform.kind } else { "api" }.to_owned(),
        key,
        environment: environment.to_owned(),
        platform: platform.slug.to_owned(),
        identity,
        identity_type: identity_type.map(str::to_owned),
        description: platform.description.to_owned(),
        state: state.to_owned(),
        tags: tags(random),
        version: format!("1.{}.{}", random.below(3), random.below(8)),
        active: state != "failed" && !random.percent(2),
        created_at,
    }
}

/// Whose connection it is.
struct Owner {
    company: &'static str,
    identity: Option<(String, &'static str)>,
}

impl Owner {
    fn any(random: &mut Random, users: u64, flavor_one: bool) -> Self {
        let company = *random.pick_early(&COMPANIES);
        let identity = match random.below(100) {
            0..45 => {
                let mut identity = format!("acct-{}", company.to_lowercase());
                if random.percent(20) {
                    identity = format!("{identity}-{}", random.pick(&REGIONS));
                }
                (identity, "organization")
            }
            45..80 => (format!("user-{}", 1_000 + random.below(users)), "user"),
            80..93 => (format!("team-{}", random.pick(&TEAMS)), "team"),
            _ => (format!("project-{}", random.pick(&PROJECTS)), "project"),
        };
        // Only the successor lets a connection be nobody's.
        let identity = if flavor_one && random.percent(4) { None } else { Some(identity) };
        Self { company, identity }
    }
}

fn tags(random: &mut Random) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    // A quarter has none, a few have six.
    let wanted = random.below(5).min(random.below(8)).max(u64::from(random.percent(8)) * 6);
    for _ in 0..wanted {
        let tag = *random.pick_early(&TAGS);
        if !tags.iter().any(|given| given == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn share(fleet: &[Connection], holds: impl Fn(&Connection) -> bool) -> f64 {
        fleet.iter().filter(|connection| holds(connection)).count() as f64 / fleet.len() as f64
    }

    #[test]
    fn the_same_seed_gives_the_same_connections_and_another_seed_others() {
        assert_eq!(fleet(50, 1, false), fleet(50, 1, false));
        assert_ne!(fleet(50, 1, false), fleet(50, 2, false));
    }

    #[test]
    fn ids_and_keys_are_unique() {
        let fleet = fleet(20_000, 1, false);

        assert_eq!(fleet.iter().map(|connection| &connection.id).collect::<BTreeSet<_>>().len(), fleet.len());
        assert_eq!(
            fleet.iter().map(|connection| &connection.key).collect::<BTreeSet<_>>().len(),
            fleet.len()
        );
    }

    #[test]
    fn states_names_and_environments_have_their_shares() {
        let fleet = fleet(20_000, 1, false);

        for (expected, share) in [
            (0.82, share(&fleet, |row| row.state == "operational")),
            (0.08, share(&fleet, |row| row.state == "degraded")),
            (0.08, share(&fleet, |row| row.state == "failed")),
            (0.02, share(&fleet, |row| row.state == "unknown")),
            (0.80, share(&fleet, |row| row.environment == "live")),
            (0.33, share(&fleet, |row| row.name.is_some())),
            (0.018, share(&fleet, |row| row.state != "failed" && !row.active)),
        ] {
            assert!((share - expected).abs() < 0.01, "{share} instead of {expected}");
        }
        assert!(fleet.iter().all(|row| row.state != "failed" || !row.active));
    }

    #[test]
    fn some_tags_are_everywhere_and_some_hardly_anywhere() {
        let fleet = fleet(20_000, 1, false);
        let has = |tag: &str| share(&fleet, |row| row.tags.iter().any(|given| given == tag));

        assert!(has("production") > 0.2, "{}", has("production"));
        assert!((0.0001..0.01).contains(&has("to-be-removed")), "{}", has("to-be-removed"));
        assert!((0.2..0.5).contains(&share(&fleet, |row| row.tags.is_empty())));
    }

    #[test]
    fn all_was_created_within_three_years() {
        let fleet = fleet(20_000, 1, false);

        assert!(fleet.iter().all(|row| row.created_at.as_str() < "2026-11-01T00:00:00.000000Z"));
        assert!(fleet.iter().all(|row| row.created_at.as_str() > "2023-11-01T00:00:00.000000Z"));
    }

    #[test]
    fn the_nasty_names_are_among_the_newest_that_the_plain_list_shows() {
        for (place, name) in NASTY {
            let row = &fleet(20, 7, false)[place];
            assert_eq!((row.name.as_deref(), row.active), (Some(name), true));
        }
    }

    #[test]
    fn the_successor_has_kinds_and_connections_of_nobody() {
        let (before, today) = (fleet(2_000, 1, false), fleet(2_000, 1, true));

        assert!(before.iter().all(|row| row.kind == "api" && row.identity.is_some()));
        assert!(today.iter().any(|row| row.kind == "databasesql"));
        assert!(today.iter().any(|row| row.identity.is_none() && row.identity_type.is_none()));
    }
}
