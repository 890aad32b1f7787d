//! The kinds of connections, as one table for the fleet, for the catalogue and for what checks a credential.

/// What a value of a field must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Number,
    Boolean,
}

/// A field of a credential.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) of: Type,
    pub(super) required: bool,
    /// Whether the detail says it: it is no secret. The catalogue does not tell.
    pub(super) shown: bool,
}

/// A kind of connections.
pub(super) struct Kind {
    /// Case matters.
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) category: &'static str,
    pub(super) authorization: &'static str,
    /// Whether a person has to sign in elsewhere before it works.
    pub(super) redirect: bool,
    pub(super) fields: &'static [Field],
}

const fn secret(name: &'static str, label: &'static str) -> Field {
    Field { name, label, of: Type::Text, required: true, shown: false }
}

const fn plain(name: &'static str, label: &'static str) -> Field {
    Field { shown: true, ..secret(name, label) }
}

const fn number(name: &'static str, label: &'static str) -> Field {
    Field { of: Type::Number, ..plain(name, label) }
}

const fn flag(name: &'static str, label: &'static str) -> Field {
    Field { of: Type::Boolean, ..plain(name, label) }
}

const fn optional(field: Field) -> Field {
    Field { required: false, ..field }
}

const fn kind(
    name: &'static str,
    label: &'static str,
    category: &'static str,
    authorization: &'static str,
    fields: &'static [Field],
) -> Kind {
    Kind { name, label, category, authorization, redirect: false, fields }
}

const fn redirect(kind: Kind) -> Kind {
    Kind { redirect: true, ..kind }
}

const APP: &[Field] = &[secret("clientId", "Client ID"), secret("clientSecret", "Client secret")];

const SERVER: &[Field] = &[
    plain("url", "URL"),
    number("port", "Port"),
    secret("user", "User"),
    secret("password", "Password"),
    plain("databaseName", "Database name"),
    flag("useSsl", "Use SSL"),
];

/// The first ones are frequent in a fleet, the last ones rare.
pub(super) static KINDS: [Kind; 14] = [
    kind("stripe", "Stripe", "Payments", "bearer_token", &[secret("token", "Token")]),
    kind("POSTGRES", "PostgreSQL", "Database", "custom", SERVER),
    kind(
        "hubspot",
        "HubSpot",
        "CRM",
        "oauth2",
        // Who brings a refresh token has signed in already.
        &[
            secret("clientId", "Client ID"),
            secret("clientSecret", "Client secret"),
            secret("refreshToken", "Refresh token"),
        ],
    ),
    redirect(kind("google_analytics", "Google Analytics", "Marketing", "oauth2", APP)),
    kind(
        "airtable",
        "Airtable",
        "Productivity",
        "bearer_token",
        &[secret("personalAccessToken", "Personal access token")],
    ),
    redirect(kind(
        "salesforce",
        "Salesforce",
        "CRM",
        "oauth2",
        &[
            secret("clientId", "Client ID"),
            secret("clientSecret", "Client secret"),
            optional(flag("isSandbox", "Sandbox organization")),
        ],
    )),
    kind(
        "shopify",
        "Shopify",
        "E-commerce",
        "api_key",
        &[plain("shopName", "Shop name"), secret("accessToken", "Access token")],
    ),
    kind("MYSQL", "MySQL", "Database", "custom", SERVER),
    redirect(kind("google_sheets", "Google Sheets", "Productivity", "oauth2", APP)),
    kind(
        "zendesk",
        "Zendesk",
        "Support",
        "api_key",
        &[plain("subdomain", "Subdomain"), plain("email", "Email"), secret("apiToken", "API token")],
    ),
    kind(
        "hubspot_access_token",
        "HubSpot (access token)",
        "CRM",
        "bearer_token",
        &[secret("accessToken", "Access token")],
    ),
    kind(
        "SNOWFLAKE",
        "Snowflake",
        "Database",
        "custom",
        &[
            plain("accountName", "Account"),
            plain("warehouse", "Warehouse"),
            secret("user", "User"),
            secret("password", "Password"),
            plain("databaseName", "Database name"),
            optional(plain("role", "Role")),
        ],
    ),
    kind(
        "jira",
        "Jira",
        "Ticketing",
        "api_key",
        &[plain("url", "URL"), plain("email", "Email"), secret("apiToken", "API token")],
    ),
    kind(
        "bullhorn",
        "Bullhorn",
        "Recruiting",
        "custom",
        &[
            plain("restApiTokenUrl", "REST API token URL"),
            plain("swimlane", "Swimlane"),
            secret("clientId", "Client ID"),
            secret("clientSecret", "Client secret"),
            secret("username", "User name"),
            secret("password", "Password"),
        ],
    ),
];

pub(super) fn of(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}
