use super::super::testing::store;
use super::super::{Options, Store, scheme};
use super::*;

fn share(accounts: &[Account], holds: impl Fn(&Account) -> bool) -> f64 {
    accounts.iter().filter(|account| holds(account)).count() as f64 / accounts.len() as f64
}

#[test]
fn the_same_seed_gives_the_same_accounts_and_another_seed_others() {
    let fleet = |seed| Store::generate(Options::default(), 50, seed).accounts().to_vec();

    assert_eq!(fleet(1), fleet(1));
    assert_ne!(fleet(1), fleet(2));
}

#[test]
fn ids_are_unique_and_so_are_aliases_of_one_user_and_toolkit() {
    let store = store(20_000);
    let ids: BTreeSet<_> = store.accounts().iter().map(|account| &account.id).collect();
    assert_eq!(ids.len(), 20_000);

    let named = store.accounts().iter().filter(|account| account.alias.is_some());
    let names = named.clone().map(|account| (&account.user_id, &account.toolkit, &account.alias));
    assert_eq!(names.collect::<BTreeSet<_>>().len(), named.count());
}

#[test]
fn the_newest_twenty_are_mostly_such_that_can_be_changed() {
    let store = store(20);

    for scheme in scheme::UPDATABLE {
        let of_scheme = store.accounts().iter().filter(|account| account.auth_scheme == scheme);
        let active = of_scheme.clone().filter(|account| account.status == "ACTIVE").count();
        assert!(of_scheme.count() == 3 && active >= 2, "{scheme}: {active}");
    }
    assert!(store.accounts().iter().all(|account| account.shared.is_none()));
}

#[test]
fn also_a_small_fleet_has_every_status_and_every_scheme() {
    for seed in 1..6 {
        let store = Store::generate(Options::default(), 60, seed);
        for status in STATUSES {
            assert!(store.accounts().iter().any(|account| account.status == status), "{status}");
        }
        for scheme in SCHEMES {
            assert!(store.accounts().iter().any(|account| account.auth_scheme == scheme), "{scheme}");
        }
    }
}

#[test]
fn what_does_not_work_says_why_and_what_never_worked_has_no_secret() {
    let store = store(2_000);

    for account in store.accounts() {
        let broken = matches!(account.status.as_str(), "EXPIRED" | "FAILED" | "INACTIVE" | "REVOKED");
        assert_eq!(account.status_reason.is_some(), broken, "{account:?}");
        let has_secret = account.values.keys().any(|name| !secret::is_open(name));
        let late = account.status_reason.as_deref() == Some(reason::LATE);
        let worked = matches!(account.status.as_str(), "ACTIVE" | "EXPIRED" | "INACTIVE") && !late;
        assert!(!has_secret || worked, "{account:?}");
    }
    let by_config = |account: &Account| account.status_reason.as_deref() == Some(reason::CONFIG);
    assert!(store.accounts().iter().any(|account| by_config(account) && !account.is_disabled));
    assert!(store.accounts().iter().any(|account| account.is_disabled && account.status == "INACTIVE"));
}

#[test]
fn statuses_and_names_have_their_shares() {
    let store = store(20_000);
    let accounts = store.accounts();

    assert!((0.7..0.8).contains(&share(accounts, |account| account.status == "ACTIVE")));
    assert!((0.06..0.12).contains(&share(accounts, |account| account.status == "EXPIRED")));
    assert!((0.04..0.08).contains(&share(accounts, |account| account.shared.is_some())));
    assert!((0.3..0.5).contains(&share(accounts, |account| account.alias.is_some())));
}

#[test]
fn all_was_created_within_three_years_and_changed_after_that() {
    for account in store(2_000).accounts() {
        let (created, updated) = (account.created_at.as_str(), account.updated_at.as_str());
        assert!("2023-11-01T00:00:00.000Z" < created && created <= updated, "{account:?}");
        assert!(updated < "2026-11-01T00:00:00.000Z" && updated.len() == 24, "{account:?}");
    }
}

#[test]
fn the_nasty_names_are_among_the_newest_and_work() {
    for (place, name) in NASTY {
        let account = &store(20).accounts()[place].clone();
        assert_eq!((account.alias.as_deref(), account.status.as_str()), (Some(name), "ACTIVE"));
    }
}
