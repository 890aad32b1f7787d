//! A patch applied to what it was computed from gives what was wanted: absent, null and empty stay apart.

use std::collections::BTreeMap;

use patchbay_tests::play::{Play, sources};
use patchbay_vendors::connection::{Connection, Detail, State};
use patchbay_vendors::draft::{Entry, Value};
use patchbay_vendors::edit::Edit;
use patchbay_vendors::page::Query;
use patchbay_vendors::secret::Secret;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value as Json};

use crate::stage::{always, secrets};

/// What somebody wants of a credential.
#[derive(Clone, Debug)]
enum Wanted {
    Keep,
    Set(String),
    Remove,
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let set = prop_oneof![Just(String::new()), secrets(), "\\PC{0,12}"]
        .prop_filter("what stands for a secret is not sent", |text| !masks(text))
        .prop_map(Wanted::Set);
    prop_oneof![Just(Wanted::Keep), set, Just(Wanted::Remove)]
}

fn masks(text: &str) -> bool {
    let text = text.trim();
    text.ends_with("...") || text.ends_with('…') || text.contains("•••") || text.chars().all(|one| one == '*')
}

fn first(play: &Play, is_meant: impl Fn(&Connection) -> bool) -> Detail {
    let one = play.all(&Query::default()).into_iter().find(is_meant).expect("there is one");
    play.get(&one.id).expect("it is there")
}

#[test]
fn a_credential_is_kept_set_or_removed_and_nothing_else_is_touched() {
    const NAMES: &[&str] = &["username", "password", "subdomain", "region", "field_of_ours"];
    for source in sources::of("composio") {
        let play = Play::new(&source);
        let detail =
            first(&play, |one| one.scheme.as_deref() == Some("BASIC") && one.state == State::Operational);
        let id = &detail.connection.id;
        let held = btree_map(prop::sample::select(NAMES), secrets(), 0..5);
        let entries = btree_map(prop::sample::select(NAMES), wanted(), 1..5);
        always(128, (held, entries), |(held, entries)| {
            let before: Map<String, Json> =
                held.iter().map(|(name, text)| ((*name).into(), text.as_str().into())).collect();
            play.world(|world| world.composio.edit(id, |account| account.values = before.clone()));
            let now = play.get(id).expect("it is there");
            let opened = play.form(&now, Edit::Credentials).expect("it is offered");
            let mut draft = opened.form.draft();
            let mut after: BTreeMap<String, Json> = before.into_iter().collect();
            for (name, entry) in &entries {
                let value = match entry {
                    Wanted::Keep => Entry::Keep,
                    Wanted::Set(text) => Entry::Set(Secret::new(text.clone())),
                    Wanted::Remove => Entry::Remove,
                };
                draft.set(*name, Value::Unseen(value));
                match entry {
                    Wanted::Keep => {}
                    Wanted::Set(text) => drop(after.insert((*name).into(), text.as_str().into())),
                    Wanted::Remove => drop(after.remove(*name)),
                }
            }
            match opened.write(&source, &now, &draft) {
                Ok(call) => drop(play.ask(call).map_err(|error| TestCaseError::fail(format!("{error:?}")))?),
                // Nothing that would have to be sent.
                Err(_) => prop_assert!(entries.values().all(|entry| matches!(entry, Wanted::Keep))),
            }
            let stored = play.world(|world| world.composio.get(id).map(|account| account.values.clone()));
            prop_assert_eq!(stored.unwrap_or_default().into_iter().collect::<BTreeMap<_, _>>(), after);
            Ok(())
        });
    }
}

#[test]
fn an_alias_becomes_what_was_typed_and_an_empty_one_none() {
    let play = Play::new(&sources::named("composio-3.1"));
    let id = first(&play, |one| one.scheme.as_deref() == Some("OAUTH2")).connection.id;
    always(64, ("[a-z0-9 -]{0,12}", "[a-z0-9 -]{0,12}"), |(before, after)| {
        play.world(|world| {
            world
                .composio
                .edit(&id, |account| account.alias = Some(before.clone()).filter(|text| !text.is_empty()))
        });
        let now = play.get(&id).expect("it is there");
        let opened = play.form(&now, Edit::Rename).expect("it is offered");
        let mut draft = opened.form.draft();
        draft.set("alias", Value::Text(after.clone()));
        match opened.write(&play.source, &now, &draft) {
            Ok(call) => drop(play.ask(call).map_err(|error| TestCaseError::fail(format!("{error:?}")))?),
            Err(_) => prop_assert_eq!(&before, &after),
        }
        let stored = play.world(|world| world.composio.get(&id).and_then(|account| account.alias.clone()));
        prop_assert_eq!(stored.unwrap_or_default(), after);
        Ok(())
    });
}

#[test]
fn a_set_of_tags_becomes_what_was_typed() {
    for source in sources::of("pica") {
        let play = Play::new(&source);
        let id = first(&play, |_| true).connection.id;
        let tag = "[a-zà-ü0-9\"'\\\\&-]{1,8}";
        always(64, (vec(tag, 0..4), vec(tag, 0..4)), |(before, after)| {
            play.world(|world| world.pica.edit(&id, |row| row.tags = before.clone()));
            let now = play.get(&id).expect("it is there");
            play.save(&now, Edit::Tags, &[("tags", Value::Tags(after.clone()))])
                .map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
            let stored = play.get(&id).expect("it is there").connection.tags.unwrap_or_default();
            prop_assert!(patchbay_vendors::tags::same(&stored, &after), "{:?} {:?}", stored, after);
            Ok(())
        });
    }
}

#[test]
fn an_environment_attribute_becomes_what_was_typed_or_none() {
    let play = Play::new(&sources::named("omni"));
    let id = first(&play, |one| one.state != State::Deleted).connection.id;
    let attribute = || proptest::option::of(("[a-z_]{1,8}", vec("[a-zü ,]{1,6}", 0..3)));
    always(64, (attribute(), attribute()), |(before, after)| {
        play.world(|world| {
            world.omni.edit(&id, |row| {
                row.attribute_name = before.clone().map(|(name, _)| name);
                row.default_values = before.clone().map(|(_, values)| values);
            });
        });
        let now = play.get(&id).expect("it is there");
        let opened = play.form(&now, Edit::Environment).expect("it is offered");
        let mut draft = opened.form.draft();
        match &after {
            Some((name, values)) => {
                draft.set("environmentUserAttribute.attributeName", Value::Text(name.clone()));
                draft.set("environmentUserAttribute.defaultValues", Value::Tags(values.clone()));
            }
            None if before.is_some() => draft.set("environmentUserAttribute", Value::Flag(true)),
            None => {}
        }
        match opened.write(&play.source, &now, &draft) {
            Ok(call) => drop(play.ask(call).map_err(|error| TestCaseError::fail(format!("{error:?}")))?),
            Err(_) => prop_assert!(opened.form.changed(&draft).is_empty(), "{:?}", draft),
        }
        let stored = play.world(|world| {
            world.omni.get(&id).map(|row| {
                row.attribute_name.clone().zip(Some(row.default_values.clone().unwrap_or_default()))
            })
        });
        let sorted = |attribute: Option<(String, Vec<String>)>| {
            attribute.map(|(name, mut values)| {
                values.sort_unstable();
                values.dedup();
                (name, values)
            })
        };
        prop_assert_eq!(sorted(stored.flatten()), sorted(after));
        Ok(())
    });
}

#[test]
fn a_role_and_a_password_become_what_was_typed_and_each_alone_leaves_the_other() {
    let play = Play::new(&sources::named("omni"));
    let id = first(&play, |one| one.platform == "postgres" && one.state != State::Deleted).connection.id;
    let typed = (proptest::option::of("[A-Z_]{3,10}"), proptest::option::of(secrets()));
    always(64, typed, |(role, password)| {
        let kept = |play: &Play| {
            play.world(|world| world.omni.get(&id).map(|row| (row.base_role.clone(), row.password.clone())))
                .expect("it")
        };
        let (old_role, old_password) = kept(&play);
        let now = play.get(&id).expect("it is there");
        let opened = play.form(&now, Edit::Role).expect("it is offered");
        let mut draft = opened.form.draft();
        if let Some(role) = &role {
            draft.set("baseRole", Value::Text(role.clone()));
        }
        if let Some(password) = &password {
            draft.set("passwordUnencrypted", Value::Unseen(Entry::Set(Secret::new(password.clone()))));
        }
        if let Ok(call) = opened.write(&play.source, &now, &draft) {
            play.ask(call).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        } else {
            prop_assert!(opened.form.changed(&draft).is_empty());
        }
        prop_assert_eq!(kept(&play), (role.or(old_role), password.or(old_password)));
        Ok(())
    });
}

#[test]
fn a_peaka_connection_becomes_the_whole_of_what_was_typed() {
    let play = Play::new(&sources::named("peaka"));
    let id = first(&play, |one| one.platform == "shopify").connection.id;
    let text = || secrets().prop_filter("a word that breaks things", |text| text != "wrong");
    always(64, ("[a-zA-Z][a-z ]{0,10}", text(), text()), |(name, shop, token)| {
        let now = play.get(&id).expect("it is there");
        let secret = |text: &str| Value::Unseen(Entry::Set(Secret::new(text.to_owned())));
        let values = [
            ("name", Value::Text(name.clone())),
            ("shopify/shopName", secret(&shop)),
            ("shopify/accessToken", secret(&token)),
        ];
        play.save(&now, Edit::Rename, &values).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        let stored =
            play.world(|world| world.peaka.get(&id).map(|row| (row.name.clone(), row.credential.clone())));
        let wanted = serde_json::json!({"shopName": shop, "accessToken": token});
        let (stored_name, credential) = stored.expect("it is there");
        prop_assert_eq!((stored_name, Json::from(credential)), (name, wanted));
        Ok(())
    });
}
