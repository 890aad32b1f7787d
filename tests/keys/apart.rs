//! A key goes to its own source and nowhere else.

use std::sync::LazyLock;

use patchbay_tests::play::every;
use patchbay_tests::play::sources;
use patchbay_tests::play::typing::Typist;
use patchbay_vendors::http::Request;
use patchbay_vendors::page::Cursor;
use patchbay_vendors::secret::Secret;
use patchbay_vendors::send::outgoing;
use patchbay_vendors::source::{Auth, Source};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::stage::{always, secrets};

/// Requests of each source.
static REQUESTS: LazyLock<Vec<(Source, Request)>> = LazyLock::new(|| {
    let of = |source: Source| {
        let requests = every::requests(&source, &[Cursor::Start], &["mtKDhe1U/a b"], &Typist::default());
        requests.into_iter().map(move |request| (source.clone(), request)).collect::<Vec<_>>()
    };
    sources::all().into_iter().flat_map(of).collect()
});

/// All of a request that leaves: where it goes, and what stands in it besides the header of the key.
fn around_the_key(source: &Source, request: &Request, key: &Secret) -> (String, Vec<String>) {
    let out = outgoing(source, request, Some(key), false).expect("it may leave");
    let own = source.vendor.auth(source).name;
    let (keys, rest): (Vec<_>, Vec<_>) = out.headers.iter().partition(|(name, _)| name == own);
    let rest: String = rest.iter().map(|(name, value)| format!("{name}: {}\n", value.as_str())).collect();
    let body = out.body.as_ref().map_or("", |body| body.as_str());
    (format!("{}\n{rest}{body}", out.url), keys.iter().map(|(_, value)| value.to_string()).collect())
}

#[test]
fn a_key_stands_once_in_a_request_of_its_source_and_nowhere_in_any_other() {
    let keys = (secrets(), secrets()).prop_filter("two keys", |(one, other)| one != other);
    always(256, (any::<Index>(), keys), |(at, (mine, other))| {
        let (source, request) = at.get(&REQUESTS);
        let (around, keys) = around_the_key(source, request, &Secret::new(mine.clone()));
        let scheme = source.vendor.auth(source).scheme;
        prop_assert_eq!(keys, [format!("{scheme}{mine}")]);
        prop_assert!(!around.contains(&mine) && !around.contains(&other), "{}", around);
        prop_assert!(around.starts_with(&source.base.to_string()), "{}", around);
        Ok(())
    });
}

#[test]
fn through_a_gateway_no_key_leaves_even_if_there_is_one() {
    always(256, (any::<Index>(), secrets()), |(at, key)| {
        let (source, request) = at.get(&REQUESTS);
        let source = Source { auth: Auth::Gateway { include_cookies: false }, ..source.clone() };
        let (around, keys) = around_the_key(&source, request, &Secret::new(key.clone()));
        prop_assert!(keys.is_empty() && !around.contains(&key), "{}", around);
        Ok(())
    });
}

#[test]
fn what_one_source_may_ask_leads_to_no_other_vendors_host() {
    for (source, request) in REQUESTS.iter() {
        let out = outgoing(source, request, Some(&Secret::new("a-key".into())), false).expect("it may leave");
        let host = out.url.split('/').nth(2).expect("it is absolute");
        let own = source.vendor.about().domains;
        assert!(
            own.iter().any(|domain| host == *domain || host.ends_with(&format!(".{domain}"))),
            "{}",
            out.url
        );
    }
}
