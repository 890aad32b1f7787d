//! A fleet that looks like one: the same seed gives the same connections.

use super::Connection;
use crate::names::{COMPANIES, NASTY, REGIONS};
use crate::random::Random;
use crate::time::Moment;

/// The first three are those of the three newest; the last three are names of the list alone.
const DIALECTS: [&str; 20] = [
    "snowflake",
    "bigquery",
    "postgres",
    "redshift",
    "databricks",
    "mysql",
    "mssql",
    "athena",
    "clickhouse",
    "trino",
    "databricks_lakebase",
    "motherduck",
    "mariadb",
    "oracle",
    "exasol",
    "sap_hana",
    "starrocks",
    "duckdb",
    "singlestore",
    "sqlserver",
];

/// The vendor's own under all their names, one that a company has made, and none.
const ROLES: [Option<&str>; 9] = [
    Some("QUERIER"),
    Some("VIEWER"),
    Some("MODELER"),
    Some("QUERY_TOPICS"),
    Some("NO_ACCESS"),
    Some("CONNECTION_ADMIN"),
    Some("RESTRICTED_QUERIER"),
    Some("FINANCE_ANALYST"),
    None,
];

const USES: [&str; 8] =
    ["warehouse", "analytics", "reporting", "data lake", "finance mart", "replica", "staging", "events"];
const DATABASES: [&str; 6] = ["sales", "billing", "analytics", "finance", "events", "core"];
const ATTRIBUTES: [(&str, &[&str]); 3] =
    [("environment", &["production"]), ("region", &["eu", "uk"]), ("tenant", &["default"])];

/// From these places on every dialect and every role stands once, so that none is missing in a fleet of some size.
const EVERY_DIALECT: usize = 40;
const EVERY_ROLE: usize = 60;
/// One of so many is in the trash, and this one of them.
const TRASH: (usize, usize) = (20, 17);

const MINUTE: u64 = 60 * 1_000_000;
const THREE_YEARS: u64 = 3 * 365 * 24 * 60 * MINUTE;

/// After all that is generated.
pub(super) fn end() -> Moment {
    Moment::midnight(2026, 11, 1)
}

/// So many connections, the newest first.
pub(super) fn fleet(size: usize, seed: u64) -> Vec<Connection> {
    let mut random = Random::new(seed);
    let mut ages: Vec<u64> = (0..size).map(|_| random.below(THREE_YEARS) + MINUTE).collect();
    ages.sort_unstable();
    ages.into_iter().enumerate().map(|(place, age)| connection(&mut random, place, age)).collect()
}

fn connection(random: &mut Random, place: usize, age: u64) -> Connection {
    let before_end = |age: u64| end().before(i64::try_from(age).unwrap_or_default()).iso();
    let company = *random.pick_early(&COMPANIES);
    let region = random.percent(35).then(|| format!(" {}", random.pick(&REGIONS).to_uppercase()));
    let usual = format!("{company} {}{}", random.pick(&USES), region.unwrap_or_default());
    let nasty = NASTY.iter().find(|(at, _)| *at == place).map(|(_, name)| (*name).to_owned());
    let usual_dialect = *random.pick_early(&DIALECTS);
    let dialect = match place {
        0..3 => DIALECTS[place],
        _ => place.checked_sub(EVERY_DIALECT).and_then(|at| DIALECTS.get(3 + at)).unwrap_or(&usual_dialect),
    };
    let usual_role = *random.pick_early(&ROLES);
    let role = place.checked_sub(EVERY_ROLE).and_then(|at| ROLES.get(at)).copied().unwrap_or(usual_role);
    let attribute = random.percent(25).then(|| *random.pick(&ATTRIBUTES));
    let updated_at = before_end(random.below(age));
    let deleted_at = (place % TRASH.0 == TRASH.1).then(|| updated_at.clone());
    let password = format!("password-{}", random.hex(16));
    Connection {
        id: random.uuid(),
        name: nasty.unwrap_or(usual),
        dialect: dialect.to_owned(),
        database: database(random, dialect, company),
        default_schema: random.percent(70).then(|| schema(dialect).to_owned()),
        base_role: role.map(str::to_owned),
        password: deleted_at.is_none().then_some(password),
        private_key: None,
        deleted_at,
        created_at: before_end(age),
        updated_at,
        allow_branch_connection_environments: flag(random),
        branch_connection_environment_overrides_user_attr: flag(random),
        environment_connection_switches_schema_model: flag(random),
        attribute_name: attribute.map(|(name, _)| name.to_owned()),
        default_values: attribute.map(|(_, values)| values.iter().map(|value| (*value).to_owned()).collect()),
        schema_model: random.uuid(),
        shared_model: random.uuid(),
        // Never one of the newest, which people try first.
        refresh_fails: random.percent(4) && place >= EVERY_DIALECT,
    }
}

/// What has a catalogue of databases may name none.
fn database(random: &mut Random, dialect: &str, company: &str) -> Option<String> {
    let database = *random.pick(&DATABASES);
    match dialect {
        "snowflake" => Some(format!("{}_{}", company.to_uppercase(), database.to_uppercase())),
        "bigquery" => Some(format!("{}-{database}", company.to_lowercase())),
        "trino" | "athena" | "databricks" if random.percent(60) => None,
        _ => Some(database.to_owned()),
    }
}

fn schema(dialect: &str) -> &'static str {
    match dialect {
        "snowflake" => "PUBLIC",
        "mssql" | "sqlserver" => "dbo",
        "bigquery" | "athena" | "databricks" => "default",
        _ => "public",
    }
}

/// Said as null of what was made before there was such a flag.
fn flag(random: &mut Random) -> Option<bool> {
    match random.below(20) {
        0..15 => Some(false),
        15..18 => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn distinct<T: Ord>(fleet: &[Connection], of: impl Fn(&Connection) -> T) -> BTreeSet<T> {
        fleet.iter().map(of).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_connections_and_another_seed_others() {
        assert_eq!(fleet(50, 1), fleet(50, 1));
        assert_ne!(fleet(50, 1), fleet(50, 2));
    }

    #[test]
    fn ids_are_unique_those_of_models_too() {
        let fleet = fleet(5_000, 1);
        let ids = fleet.iter().flat_map(|row| [&row.id, &row.schema_model, &row.shared_model]);

        assert_eq!(ids.collect::<BTreeSet<_>>().len(), 3 * fleet.len());
    }

    #[test]
    fn every_dialect_and_every_role_is_among_those_that_are_listed() {
        let mut listed = fleet(240, 1);
        listed.retain(|row| row.deleted_at.is_none());

        assert_eq!(distinct(&listed, |row| row.dialect.clone()).len(), DIALECTS.len());
        assert_eq!(distinct(&listed, |row| row.base_role.clone()).len(), ROLES.len());
    }

    #[test]
    fn the_newest_are_of_the_three_dialects_that_take_credentials_of_their_own() {
        let dialects = fleet(20, 7).into_iter().take(3).map(|row| row.dialect);

        assert_eq!(dialects.collect::<Vec<_>>(), ["snowflake", "bigquery", "postgres"]);
    }

    #[test]
    fn the_trash_has_no_secrets() {
        let fleet = fleet(200, 1);
        let (trash, live): (Vec<_>, Vec<_>) = fleet.iter().partition(|row| row.deleted_at.is_some());

        assert_eq!(trash.len(), 10);
        assert!(trash.iter().all(|row| row.password.is_none()));
        assert!(live.iter().all(|row| row.password.is_some()));
    }

    #[test]
    fn all_was_created_within_three_years_and_changed_later() {
        let fleet = fleet(5_000, 1);

        assert!(fleet.iter().all(|row| row.created_at.as_str() > "2023-11-01T00:00:00.000000Z"));
        assert!(fleet.iter().all(|row| row.created_at <= row.updated_at && row.updated_at <= end().iso()));
        assert!(fleet.is_sorted_by(|a, b| a.created_at >= b.created_at));
    }

    #[test]
    fn the_nasty_names_are_among_the_newest_that_the_plain_list_shows() {
        for (place, name) in NASTY {
            let row = &fleet(20, 7)[place];
            assert_eq!((row.name.as_str(), row.deleted_at.as_deref()), (name, None));
        }
    }

    #[test]
    fn a_few_refreshes_fail_and_some_databases_have_no_name() {
        let fleet = fleet(1_000, 1);

        assert!((10..80).contains(&fleet.iter().filter(|row| row.refresh_fails).count()));
        assert!(fleet.iter().any(|row| row.database.is_none()));
        assert!(fleet.iter().any(|row| row.attribute_name.is_some()));
    }
}
