//! What is kept of a connected account.

use serde::Serialize;
use serde_json::{Map, Value};

/// A connected account. Texts stay texts, so that a test can put in what no vendor has documented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// `ca_` and twelve characters.
    pub id: String,
    /// Whose account it is.
    pub user_id: String,
    /// A name; no two of one user and toolkit have the same.
    pub alias: Option<String>,
    /// A short name that it was given: `stripe_red-castle`.
    pub word_id: Option<String>,
    /// `INITIALIZING`, `INITIATED`, `ACTIVE`, `FAILED`, `EXPIRED`, `INACTIVE` or `REVOKED`.
    pub status: String,
    /// Why it is what it is.
    pub status_reason: Option<String>,
    /// Whether somebody switched it off.
    pub is_disabled: bool,
    /// ISO 8601 with milliseconds.
    pub created_at: String,
    /// The same.
    pub updated_at: String,
    /// `gmail`.
    pub toolkit: String,
    /// The id of its auth config.
    pub auth_config: String,
    /// `API_KEY`, as in its auth config.
    pub auth_scheme: String,
    /// The credentials by their names, in full, as they were saved.
    pub values: Map<String, Value>,
    /// Who else may use it, if it is shared; a plain list hides it then.
    pub shared: Option<Acl>,
}

/// Who may use a shared account beside its owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Acl {
    /// Everybody.
    pub allow_all_users: bool,
    /// These.
    pub allowed_user_ids: Vec<String>,
    /// Never these.
    pub not_allowed_user_ids: Vec<String>,
}

impl Account {
    /// Puts it into a status, for a reason or for none.
    pub fn turn(&mut self, status: &str, reason: Option<&str>) {
        status.clone_into(&mut self.status);
        self.status_reason = reason.map(str::to_owned);
    }
}

/// Why an account is what it is, in the vendor's words.
pub(super) mod reason {
    pub(in super::super) const LATE: &str = "Connection initiation did not complete within 10 minutes";
    pub(in super::super) const AUTH_ERROR: &str = "Permanent auth error during token refresh";
    pub(in super::super) const MAX_FAILURES: &str = "Max auth failures reached";
    pub(in super::super) const CALLBACK: &str = "OAuth callback failed during token exchange";
    pub(in super::super) const BY_USER: &str = "Connection status updated by user";
    pub(in super::super) const CONFIG: &str = "Auth config is disabled";
    pub(in super::super) const REVOKED: &str = "Revoked via user-initiated revoke endpoint";
    pub(in super::super) const REVOKED_BY_ADMIN: &str = "Revoked via admin tool";
}
