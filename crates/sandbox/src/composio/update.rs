//! `PATCH /connected_accounts/{id}`: what is absent is kept, null removes, and a value sets.

use serde_json::{Map, Value, json};

use super::body::Fields;
use super::error::Refusal;
use super::generate::iso;
use super::query::Parameters;
use super::version::Version;
use super::{Account, Acl, Store, now, scheme, secret};
use crate::http::{Answer, Request};

pub(super) fn update(
    store: &mut Store,
    request: &Request,
    version: Version,
    id: &str,
) -> Result<Answer, Refusal> {
    Parameters::of(request).end()?;
    let changes = Changes::of(request, version)?;
    let account = store.get(id).ok_or_else(Refusal::unknown)?;
    if let Some(alias) = &changes.alias {
        free(store, alias, &account.user_id, &account.toolkit, id)?;
    }
    changes.fit(account)?;
    let at = iso(now(request));
    let status = store.edit(id, |account| {
        changes.make(account);
        account.updated_at = at;
        account.status.clone()
    });
    let status = status.ok_or_else(Refusal::unknown)?;
    Ok(Answer::json(200, &json!({"success": true, "id": id, "status": version.status(&status)})))
}

/// Whether nobody else of this user and toolkit has this alias; the empty one is none.
pub(super) fn free(store: &Store, alias: &str, user: &str, toolkit: &str, id: &str) -> Result<(), Refusal> {
    let taken = store.accounts.iter().any(|account| {
        account.alias.as_deref() == Some(alias)
            && account.user_id == user
            && account.toolkit == toolkit
            && account.id != id
    });
    if alias.is_empty() || !taken {
        return Ok(());
    }
    let refusal = Refusal::field("alias", "is already used by another account of this user and toolkit");
    Err(refusal.fix("Choose another alias, or clear that of the other account first"))
}

/// What is to become different.
struct Changes {
    alias: Option<String>,
    credentials: Option<(String, Map<String, Value>)>,
    acl: Option<AclChanges>,
}

struct AclChanges {
    allow_all_users: Option<bool>,
    allowed_user_ids: Option<Vec<String>>,
    not_allowed_user_ids: Option<Vec<String>>,
}

impl Changes {
    fn of(request: &Request, version: Version) -> Result<Self, Refusal> {
        let mut fields = Fields::of(request)?;
        let alias = fields.text("alias")?;
        let credentials = fields.object("connection")?.map(credentials).transpose()?;
        let acl = match version {
            Version::V3 => None,
            Version::V31 => fields.object("experimental")?.map(experimental).transpose()?.flatten(),
        };
        fields.end()?;
        Ok(Self { alias, credentials, acl })
    }

    /// Whether they are such as this account can have.
    fn fit(&self, account: &Account) -> Result<(), Refusal> {
        if let Some((given, _)) = &self.credentials {
            let path = "connection.state.authScheme";
            if !scheme::UPDATABLE.contains(&given.as_str()) {
                let known = scheme::UPDATABLE.join(", ");
                return Err(Refusal::field(path, &format!("must be one of {known}, not {given:?}")));
            }
            if *given != account.auth_scheme {
                let refusal =
                    Refusal::field(path, &format!("must be that of the account, {}", account.auth_scheme));
                return Err(
                    refusal.fix("Send the auth scheme of the account; of OAuth only the alias can change")
                );
            }
        }
        if self.acl.is_some() && account.shared.is_none() {
            return Err(Refusal::field("experimental.acl_config_for_shared", "is only for shared accounts"));
        }
        Ok(())
    }

    fn make(self, account: &mut Account) {
        if let Some(alias) = self.alias {
            account.alias = (!alias.is_empty()).then_some(alias);
        }
        for (name, value) in self.credentials.map(|(_, values)| values).unwrap_or_default() {
            if value.is_null() {
                account.values.remove(&name);
                continue;
            }
            account.values.insert(name, value);
            // Assumption: nothing is tried out here, so what was given anew is taken to work.
            if matches!(account.status.as_str(), "EXPIRED" | "FAILED") {
                account.turn("ACTIVE", None);
            }
        }
        if let (Some(changes), Some(acl)) = (self.acl, &mut account.shared) {
            changes.make(acl);
        }
    }
}

impl AclChanges {
    fn make(self, acl: &mut Acl) {
        acl.allow_all_users = self.allow_all_users.unwrap_or(acl.allow_all_users);
        if let Some(users) = self.allowed_user_ids {
            acl.allowed_user_ids = users;
        }
        if let Some(users) = self.not_allowed_user_ids {
            acl.not_allowed_user_ids = users;
        }
    }
}

fn credentials(mut connection: Fields) -> Result<(String, Map<String, Value>), Refusal> {
    let state = connection.object("state")?;
    let mut state = connection.required("state", state)?;
    connection.end()?;
    let scheme = state.text("authScheme")?;
    let scheme = state.required("authScheme", scheme)?;
    let val = state.object("val")?;
    let values = state.required("val", val)?.rest();
    state.end()?;
    for (name, value) in &values {
        let wrong = |problem| Err(Refusal::field(&format!("connection.state.val.{name}"), problem));
        // Assumption: the status stands in there too, and is not for the client to say.
        if name == "status" {
            return wrong("cannot be changed");
        }
        if secret::is_declared(name) && !value.is_string() && !value.is_null() {
            return wrong("must be a string or null");
        }
    }
    Ok((scheme, values))
}

fn experimental(mut fields: Fields) -> Result<Option<AclChanges>, Refusal> {
    let acl = fields.object("acl_config_for_shared")?;
    fields.end()?;
    let Some(mut acl) = acl else { return Ok(None) };
    let changes = AclChanges {
        allow_all_users: acl.flag("allow_all_users")?,
        allowed_user_ids: acl.texts("allowed_user_ids")?,
        not_allowed_user_ids: acl.texts("not_allowed_user_ids")?,
    };
    acl.end()?;
    Ok(Some(changes))
}

#[cfg(test)]
mod tests;
