//! `PATCH /connected_accounts/{id}/status`: on and off.

use serde_json::json;

use super::account::reason;
use super::body::Fields;
use super::error::Refusal;
use super::generate::iso;
use super::query::Parameters;
use super::{Store, now};
use crate::http::{Answer, Request};

pub(super) fn status(store: &mut Store, request: &Request, id: &str) -> Result<Answer, Refusal> {
    Parameters::of(request).end()?;
    let mut fields = Fields::of(request)?;
    let enabled = fields.flag("enabled")?;
    let enabled = fields.required("enabled", enabled)?;
    fields.end()?;
    let account = store.get(id).ok_or_else(Refusal::unknown)?;
    let usable = store.auth_config(&account.auth_config).is_none_or(|config| config.is_enabled);
    let at = iso(now(request));
    store.edit(id, |account| {
        account.is_disabled = !enabled;
        // Assumption: only what works becomes inactive, so that switching on again cannot hide what is broken; and what
        // has a disabled auth config stays inactive.
        match (account.status.as_str(), enabled) {
            ("ACTIVE", false) => account.turn("INACTIVE", Some(reason::BY_USER)),
            ("INACTIVE", true) if usable => account.turn("ACTIVE", None),
            _ => {}
        }
        account.updated_at = at;
    });
    Ok(Answer::json(200, &json!({"success": true})))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::testing::{LIST, path_of, refused, request, send, store, with_status};
    use super::*;

    fn switch(store: &mut Store, place: usize, enabled: bool) -> Value {
        let path = format!("{}/status", path_of(store, place));
        let answer = send(store, "PATCH", &path, &json!({"enabled": enabled}));
        assert_eq!(answer.status, 200);
        answer.value()
    }

    #[test]
    fn what_works_is_switched_off_and_on_again() {
        let mut store = store(20);

        assert_eq!(switch(&mut store, 0, false), json!({"success": true}));
        let account = &store.accounts()[0];
        assert_eq!((account.status.as_str(), account.is_disabled), ("INACTIVE", true));
        assert_eq!(account.status_reason.as_deref(), Some("Connection status updated by user"));

        switch(&mut store, 0, false);
        assert!(store.accounts()[0].is_disabled, "it says how it is to be, not that it is to change");
        switch(&mut store, 0, true);
        let account = &store.accounts()[0];
        assert_eq!((account.status.as_str(), account.is_disabled), ("ACTIVE", false));
        assert_eq!(account.status_reason, None);
    }

    #[test]
    fn what_is_broken_stays_so() {
        let mut store = store(20);
        let place = with_status(&store, "EXPIRED");

        switch(&mut store, place, false);
        assert_eq!(
            (store.accounts()[place].status.as_str(), store.accounts()[place].is_disabled),
            ("EXPIRED", true)
        );
        switch(&mut store, place, true);
        assert_eq!(store.accounts()[place].status, "EXPIRED");
    }

    #[test]
    fn what_has_a_disabled_auth_config_stays_inactive() {
        let mut store = store(20);
        let disabled = store.auth_configs().iter().find(|config| !config.is_enabled).unwrap().id.clone();
        let id = store.accounts()[0].id.clone();
        store.edit(&id, |account| {
            account.auth_config = disabled;
            account.turn("INACTIVE", Some(reason::CONFIG));
        });

        switch(&mut store, 0, true);

        assert_eq!(store.accounts()[0].status, "INACTIVE");
    }

    #[test]
    fn a_wrong_body_is_refused() {
        let mut store = store(1);
        let path = format!("{}/status", path_of(&store, 0));
        for (body, said) in [
            (json!({}), "enabled is required"),
            (json!({"enabled": "true"}), "enabled must be true or false"),
            (json!({"enabled": true, "reason": "x"}), "unknown field reason"),
        ] {
            assert_eq!(refused(&mut store, &request("PATCH", &path).with_json(&body)), said);
        }
        let unknown =
            send(&mut store, "PATCH", &format!("{LIST}/ca_nobody/status"), &json!({"enabled": true}));
        assert_eq!(unknown.status, 404);
    }
}
