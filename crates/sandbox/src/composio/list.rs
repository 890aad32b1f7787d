//! `GET /connected_accounts`.

use super::cursor::Slice;
use super::error::Refusal;
use super::query::Parameters;
use super::version::Version;
use super::{Account, Store, row};
use crate::http::{Answer, Request};

pub(super) fn list(store: &Store, request: &Request, version: Version) -> Result<Answer, Refusal> {
    let mut parameters = Parameters::alone(request)?;
    let filter = Filter::of(&mut parameters, version)?;
    let by = parameters.one_of("order_by", &["created_at", "updated_at"])?.unwrap_or("created_at");
    let ascending = parameters.one_of("order_direction", &["asc", "desc"])? == Some("asc");
    let slice = Slice::of(&mut parameters)?;
    parameters.end()?;
    let mut matching: Vec<_> = store.accounts.iter().filter(|account| filter.admits(account)).collect();
    // They lie by when they were created already, and those of one moment by id.
    if by == "updated_at" {
        matching.sort_by(|a, b| b.updated_at.cmp(&a.updated_at).then_with(|| a.id.cmp(&b.id)));
    }
    if ascending {
        matching.reverse();
    }
    let page = slice.page(matching.into_iter());
    Ok(Answer::json(200, &page.map(|account| row::of(store, version, account))))
}

/// All of these hold together; of several values of one filter any does.
struct Filter<'a> {
    version: Version,
    toolkits: Option<Vec<&'a str>>,
    users: Option<Vec<&'a str>>,
    configs: Option<Vec<&'a str>>,
    ids: Option<Vec<&'a str>>,
    statuses: Option<Vec<&'a str>>,
    account_type: &'a str,
}

impl<'a> Filter<'a> {
    fn of(parameters: &mut Parameters<'a>, version: Version) -> Result<Self, Refusal> {
        let account_type = match version {
            Version::V3 => None,
            Version::V31 => parameters.one_of("account_type", &["PRIVATE", "SHARED", "ALL"])?,
        };
        Ok(Self {
            version,
            toolkits: parameters.texts("toolkit_slugs")?,
            users: parameters.texts("user_ids")?,
            configs: parameters.texts("auth_config_ids")?,
            ids: parameters.texts("connected_account_ids")?,
            statuses: parameters.some_of("statuses", version.statuses())?,
            // The trap: what is shared is hidden unless asked for, and v3 cannot ask.
            account_type: account_type.unwrap_or("PRIVATE"),
        })
    }

    fn admits(&self, account: &Account) -> bool {
        let any =
            |wanted: &Option<Vec<&str>>, value: &str| wanted.as_ref().is_none_or(|all| all.contains(&value));
        let account_type = if account.shared.is_some() { "SHARED" } else { "PRIVATE" };
        (self.account_type == "ALL" || self.account_type == account_type)
            && any(&self.toolkits, &account.toolkit)
            && any(&self.users, &account.user_id)
            && any(&self.configs, &account.auth_config)
            && any(&self.ids, &account.id)
            && any(&self.statuses, self.version.status(&account.status))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::super::testing::{LIST, V3, answer, get, refused, request, store};
    use super::*;

    fn items(page: &Value) -> &[Value] {
        page["items"].as_array().expect("items")
    }

    fn asked(store: &mut Store, query: &str) -> Value {
        get(store, &format!("{LIST}?{query}"))
    }

    #[test]
    fn a_list_hides_what_is_shared_unless_it_is_asked_for() {
        let mut store = store(240);
        let shared = store.accounts().iter().filter(|account| account.shared.is_some()).count();
        assert!(shared > 0);

        for (query, total) in [
            ("", 240 - shared),
            ("account_type=PRIVATE", 240 - shared),
            ("account_type=SHARED", shared),
            ("account_type=ALL", 240),
        ] {
            assert_eq!(asked(&mut store, query)["total_items"], total, "{query}");
        }
        assert_eq!(get(&mut store, &format!("{V3}/connected_accounts"))["total_items"], 240 - shared);
        let asked = request("GET", &format!("{V3}/connected_accounts?account_type=ALL"));
        assert_eq!(refused(&mut store, &asked), "unknown query parameter account_type");
    }

    #[test]
    fn the_pages_together_are_all_accounts_once() {
        let mut store = store(240);
        let mut page = asked(&mut store, "limit=50&account_type=ALL");
        let mut seen = BTreeSet::new();
        let mut pages = 0;
        loop {
            pages += 1;
            assert_eq!(
                (&page["current_page"], &page["total_pages"], &page["total_items"]),
                (&json!(pages), &json!(5), &json!(240))
            );
            seen.extend(items(&page).iter().map(|item| item["id"].to_string()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            let cursor = form_urlencoded::byte_serialize(cursor.as_bytes()).collect::<String>();
            page = asked(&mut store, &format!("limit=50&account_type=ALL&cursor={cursor}"));
        }
        assert_eq!((pages, seen.len()), (5, 240));
    }

    #[test]
    fn a_page_has_twenty_accounts_or_up_to_a_thousand() {
        let mut store = store(1_200);

        for (query, expected) in [("", 20), ("limit=1", 1), ("limit=1000", 1_000)] {
            let page = asked(&mut store, &format!("account_type=ALL&{query}"));
            assert_eq!(items(&page).len(), expected, "{query}");
        }
    }

    #[test]
    fn the_newest_come_first_and_the_order_can_be_another() {
        let mut store = store(240);
        for (query, field, ascending) in [
            ("", "created_at", false),
            ("order_by=created_at&order_direction=desc", "created_at", false),
            ("order_direction=asc", "created_at", true),
            ("order_by=updated_at", "updated_at", false),
            ("order_by=updated_at&order_direction=asc", "updated_at", true),
        ] {
            let page = asked(&mut store, &format!("limit=1000&{query}"));
            let moments: Vec<_> = items(&page).iter().map(|item| item[field].as_str().unwrap()).collect();
            assert!(moments.is_sorted_by(|a, b| if ascending { a <= b } else { a >= b }), "{query}");
        }
    }

    #[test]
    fn each_filter_is_exact_and_all_of_them_hold_together() {
        let mut store = store(240);
        let (one, other) = (store.accounts()[0].clone(), store.accounts()[1].clone());
        let filters = [
            ("toolkit_slugs", "/toolkit/slug", [one.toolkit, other.toolkit]),
            ("user_ids", "/user_id", [one.user_id, other.user_id]),
            ("auth_config_ids", "/auth_config/id", [one.auth_config, other.auth_config]),
            ("connected_account_ids", "/id", [one.id, other.id]),
            ("statuses", "/status", ["ACTIVE".to_owned(), "EXPIRED".to_owned()]),
        ];
        for (name, place, values) in &filters {
            let total = |store: &mut Store, values: &str| {
                let page = asked(store, &format!("limit=1000&{name}={values}"));
                let wanted: Vec<_> = values.split("%2C").collect();
                assert!(!items(&page).is_empty(), "{name}");
                for item in items(&page) {
                    assert!(wanted.contains(&item.pointer(place).and_then(Value::as_str).unwrap()), "{name}");
                }
                items(&page).len()
            };
            let (first, both) = (total(&mut store, &values[0]), total(&mut store, &values.join("%2C")));
            assert!(both > first, "{name}");
            assert_eq!(asked(&mut store, &format!("{name}={}", values[0]))["total_items"], first);
        }
        let all: Vec<_> = filters.iter().map(|(name, _, values)| format!("{name}={}", values[0])).collect();
        assert_eq!(asked(&mut store, &all.join("&"))["total_items"], 1);
        assert_eq!(asked(&mut store, "toolkit_slugs=GMAIL")["total_items"], 0);
    }

    #[test]
    fn v3_does_not_know_what_is_revoked_and_finds_it_among_the_inactive() {
        let mut store = store(240);
        store.edit_all(|account| account.shared = None);
        let of = |status: &str| store.accounts().iter().filter(|account| account.status == status).count();
        let (revoked, inactive) = (of("REVOKED"), of("INACTIVE"));

        assert_eq!(asked(&mut store, "statuses=REVOKED")["total_items"], revoked);
        assert_eq!(asked(&mut store, "statuses=INACTIVE")["total_items"], inactive);
        let older = format!("{V3}/connected_accounts?statuses=");
        assert_eq!(get(&mut store, &format!("{older}INACTIVE"))["total_items"], revoked + inactive);
        assert_eq!(
            refused(&mut store, &request("GET", &format!("{older}REVOKED"))),
            "statuses must be one of INITIALIZING, INITIATED, ACTIVE, FAILED, EXPIRED, INACTIVE, not \"REVOKED\""
        );
    }

    #[test]
    fn what_is_not_declared_is_refused_by_name() {
        for (query, said) in [
            ("user_id=a", "unknown query parameter user_id"),
            ("Limit=1", "unknown query parameter Limit"),
            ("limit=ten", "limit must be a whole number, not \"ten\""),
            ("limit=0", "limit must be between 1 and 1000"),
            ("limit=1001", "limit must be between 1 and 1000"),
            ("cursor=2", "cursor is not one of this list"),
            ("cursor=MjoyMA%3D%3D&limit=10", "limit is not the one that the cursor was made with"),
            ("order_by=name", "order_by must be one of created_at, updated_at, not \"name\""),
            ("order_direction=up", "order_direction must be one of asc, desc, not \"up\""),
            ("account_type=all", "account_type must be one of PRIVATE, SHARED, ALL, not \"all\""),
            ("user_ids=a&user_ids=b", "user_ids is given twice"),
        ] {
            assert_eq!(refused(&mut store(1), &request("GET", &format!("{LIST}?{query}"))), said);
        }
        let refused = answer(&mut store(1), &request("GET", &format!("{LIST}?user_id=a"))).value();
        assert_eq!(refused["error"]["errors"], json!(["user_id: unknown query parameter"]));
    }

    #[test]
    fn a_body_is_refused() {
        let request = request("GET", LIST).with_json(&json!({}));

        assert_eq!(refused(&mut store(1), &request), "this request has no body");
    }

    #[test]
    fn an_empty_list_has_no_pages() {
        let empty = json!({
            "items": [], "next_cursor": null, "total_pages": 0, "current_page": 1, "total_items": 0
        });

        assert_eq!(get(&mut store(0), LIST), empty);
    }

    #[test]
    fn no_other_method_or_version_is_taken() {
        assert_eq!(answer(&mut store(1), &request("PUT", LIST)).status, 405);
        let unknown = answer(&mut store(1), &request("GET", "/composio/api/v1/connected_accounts"));
        let message = &unknown.value()["error"]["message"];
        assert_eq!(
            (unknown.status, message.as_str()),
            (404, Some("Route /composio/api/v1/connected_accounts not found"))
        );
    }
}
