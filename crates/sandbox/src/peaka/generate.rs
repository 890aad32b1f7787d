//! A fleet that looks like one: the same seed gives the same connections.

use serde_json::{Map, Value};

use super::kind::{Field, KINDS, Kind, Type};
use super::scope::PROJECTS;
use super::{Connection, Consent};
use crate::names::{COMPANIES, NASTY, REGIONS};
use crate::random::Random;

/// From this place on every kind stands once, so that none is missing in a fleet of some size.
const EVERY_KIND: usize = 20;

/// So many connections: an eighth of them is in other projects than the demo's.
pub(super) fn fleet(random: &mut Random, size: usize) -> Vec<Connection> {
    let elsewhere = size / 8;
    (0..size)
        .map(|place| {
            let behind = (place + elsewhere).checked_sub(size);
            let project = behind.map_or(0, |behind| 1 + behind % (PROJECTS.len() - 1));
            connection(random, place, PROJECTS[project].id)
        })
        .collect()
}

fn connection(random: &mut Random, place: usize, project: &str) -> Connection {
    let usual = random.pick_early(&KINDS);
    let kind = place.checked_sub(EVERY_KIND).and_then(|place| KINDS.get(place)).unwrap_or(usual);
    let company = *random.pick_early(&COMPANIES);
    let region = random.percent(30).then(|| random.pick(&REGIONS).to_uppercase());
    let usual = [Some(company), Some(kind.label), region.as_deref()];
    let usual = usual.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let nasty = NASTY.iter().find(|(at, _)| *at == place).map(|(_, name)| (*name).to_owned());
    let consent = (kind.redirect && random.percent(10)).then(|| {
        let callback = "https://panel.example.test/callback".to_owned();
        let credential = credential(random, kind, company);
        Consent::new(random, callback, credential)
    });
    Connection {
        project: project.to_owned(),
        id: random.uuid(),
        name: nasty.unwrap_or(usual),
        kind: kind.name.to_owned(),
        credential: credential(random, kind, company),
        consent,
    }
}

fn credential(random: &mut Random, kind: &Kind, company: &str) -> Map<String, Value> {
    let value = |field: &Field| (field.name.to_owned(), value(random, kind, field, company));
    kind.fields.iter().map(value).collect()
}

fn value(random: &mut Random, kind: &Kind, field: &Field, company: &str) -> Value {
    let company = company.to_lowercase();
    match (field.of, field.name) {
        (Type::Number, _) => if kind.name == "MYSQL" { 3306 } else { 5432 }.into(),
        (Type::Boolean, _) => random.percent(70).into(),
        (_, "url") => format!("{}.{company}.example.test", kind.name.to_lowercase()).into(),
        (_, "email") => format!("integrations@{company}.example.test").into(),
        (_, "databaseName") => (*random.pick(&["sales", "billing", "analytics", "warehouse"])).into(),
        (_, "restApiTokenUrl") => format!("https://rest.{company}.example.test").into(),
        (_, "swimlane") => random.below(90).to_string().into(),
        (_, name) if field.shown => format!("{company}-{}", name.to_lowercase()).into(),
        (_, name) => format!("{name}-{}", random.hex(24)).into(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{DEMO_PROJECT, credential as check};
    use super::*;

    fn fleet_of(size: usize, seed: u64) -> Vec<Connection> {
        fleet(&mut Random::new(seed), size)
    }

    #[test]
    fn the_same_seed_gives_the_same_connections_and_another_seed_others() {
        assert_eq!(fleet_of(50, 1), fleet_of(50, 1));
        assert_ne!(fleet_of(50, 1), fleet_of(50, 2));
    }

    #[test]
    fn ids_are_unique_and_names_are_not() {
        let fleet = fleet_of(5_000, 1);
        let distinct = |of: fn(&Connection) -> &str| fleet.iter().map(of).collect::<BTreeSet<_>>().len();

        assert_eq!(distinct(|row| &row.id), fleet.len());
        assert!(distinct(|row| &row.name) < fleet.len());
    }

    #[test]
    fn every_kind_is_among_the_demos_connections() {
        let fleet = fleet_of(240, 1);
        let demo = fleet.iter().filter(|row| row.project == DEMO_PROJECT);

        assert_eq!(demo.map(|row| row.kind.as_str()).collect::<BTreeSet<_>>().len(), KINDS.len());
    }

    #[test]
    fn every_project_has_connections_and_the_demos_has_most() {
        let fleet = fleet_of(240, 1);
        let counts =
            PROJECTS.iter().map(|project| fleet.iter().filter(|row| row.project == project.id).count());

        assert_eq!(counts.collect::<Vec<_>>(), [210, 15, 15]);
        assert!(fleet_of(7, 1).iter().all(|row| row.project == DEMO_PROJECT));
    }

    #[test]
    fn every_credential_is_one_that_could_be_saved() {
        for connection in fleet_of(500, 1) {
            let kind = super::super::kind::of(&connection.kind).unwrap();
            assert!(check::check(kind, &connection.credential).is_ok(), "{connection:?}");
        }
    }

    #[test]
    fn some_wait_for_a_sign_in_and_only_of_kinds_that_need_one() {
        let fleet = fleet_of(500, 1);
        let waiting: Vec<_> = fleet.iter().filter(|row| row.consent.is_some()).collect();

        assert!((5..60).contains(&waiting.len()), "{}", waiting.len());
        assert!(waiting.iter().all(|row| super::super::kind::of(&row.kind).unwrap().redirect));
    }

    #[test]
    fn the_nasty_names_are_where_they_are_whatever_the_seed() {
        for (place, name) in NASTY {
            let row = &fleet_of(20, 7)[place];
            assert_eq!((row.name.as_str(), row.project.as_str()), (name, DEMO_PROJECT));
        }
    }
}
