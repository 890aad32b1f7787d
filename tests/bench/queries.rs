//! What is typed while something is measured.

/// Twenty searches as people make them: names, keys, ids, owners, fields and what is nowhere.
pub(crate) const QUERIES: [&str; 20] = [
    "nordwind",
    "acct-helio",
    "stripe live",
    "billing eu",
    "user-1042",
    "salesforce",
    "team-ops",
    "postgres",
    "production",
    "github priority",
    "default::a1",
    "quickbooks",
    "tag:vip",
    "platform:gmail",
    "state:failed",
    "snowflake",
    "ca_x",
    "reporting",
    "key:test::",
    "zzzzzz",
];
