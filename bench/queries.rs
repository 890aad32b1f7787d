//! What is typed while something is measured.

/// Twenty searches of ten letters each as people make them: names, keys, ids, owners, fields and what is nowhere.
pub(crate) const QUERIES: [&str; 20] = [
    "nordwind b",
    "acct-helio",
    "stripe liv",
    "billing eu",
    "user-10421",
    "salesforce",
    "team-suppo",
    "postgresql",
    "production",
    "github pri",
    "live::gmai",
    "quickbooks",
    "tag:vip eu",
    "platform:g",
    "state:fail",
    "meridian r",
    "ca_xa quil",
    "reporting ",
    "key:test::",
    "zzzzzzzzzz",
];
