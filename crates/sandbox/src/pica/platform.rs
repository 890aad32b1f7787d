//! The platforms that can be connected, as one table for the fleet and for the catalogue.

/// A platform.
pub(super) struct Platform {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) category: &'static str,
    pub(super) version: &'static str,
    /// The kind of its connections; only the successor tells kinds apart.
    pub(super) kind: &'static str,
    pub(super) oauth: bool,
    pub(super) tools: u32,
    pub(super) status: &'static str,
}

const fn platform(
    slug: &'static str,
    name: &'static str,
    description: &'static str,
    category: &'static str,
    oauth: bool,
    tools: u32,
) -> Platform {
    let (version, kind, status) = ("v1", "api", "generally_available");
    Platform { slug, name, description, category, version, kind, oauth, tools, status }
}

const fn database(platform: Platform, kind: &'static str) -> Platform {
    Platform { kind, ..platform }
}

const fn version(platform: Platform, version: &'static str) -> Platform {
    Platform { version, ..platform }
}

const fn early(platform: Platform, status: &'static str) -> Platform {
    Platform { status, ..platform }
}

/// The most connected ones first.
pub(super) static PLATFORMS: [Platform; 26] = [
    platform("gmail", "Gmail", "Mail by Google", "Communication", true, 64),
    platform("stripe", "Stripe", "Online payments", "Payments", false, 310),
    version(platform("slack", "Slack", "Team messaging", "Communication", true, 152), "v2"),
    version(platform("hubspot", "HubSpot", "Customer relations and marketing", "CRM", true, 284), "v3"),
    version(platform("salesforce", "Salesforce", "Customer relations", "CRM", true, 341), "v62.0"),
    platform("google-calendar", "Google Calendar", "Calendars by Google", "Productivity", true, 37),
    platform("notion", "Notion", "Notes and documents", "Productivity", true, 29),
    version(platform("shopify", "Shopify", "Online shops", "E-commerce", true, 198), "2025-01"),
    database(
        platform("postgresql", "PostgreSQL", "Relational database", "Databases", false, 12),
        "databasesql",
    ),
    version(platform("google-drive", "Google Drive", "Files by Google", "Storage", true, 58), "v3"),
    version(platform("jira", "Jira", "Issues and projects", "Ticketing", true, 221), "v3"),
    platform("github", "GitHub", "Code and reviews", "Developer tools", true, 402),
    platform("zendesk", "Zendesk", "Customer support", "Ticketing", true, 176),
    version(platform("quickbooks", "QuickBooks", "Accounting", "Accounting", true, 143), "v3"),
    platform("xero", "Xero", "Accounting", "Accounting", true, 189),
    version(platform("intercom", "Intercom", "Customer messaging", "Communication", true, 97), "2.11"),
    platform("airtable", "Airtable", "Tables that are shared", "Productivity", true, 34),
    platform("outlook-mail", "Outlook", "Mail by Microsoft", "Communication", true, 71),
    platform("microsoft-teams", "Microsoft Teams", "Team messaging and calls", "Communication", true, 88),
    version(platform("mailchimp", "Mailchimp", "Newsletters", "Marketing", true, 118), "3.0"),
    version(platform("twilio", "Twilio", "Messages and calls", "Communication", false, 164), "2010-04-01"),
    database(platform("mongodb", "MongoDB", "Document database", "Databases", false, 11), "databasenosql"),
    version(platform("pipedrive", "Pipedrive", "Sales pipelines", "CRM", true, 131), "v2"),
    platform("sendgrid", "SendGrid", "Mail delivery", "Communication", false, 105),
    early(platform("openai", "OpenAI", "Language models", "Artificial intelligence", false, 46), "beta"),
    early(platform("datev", "DATEV", "Accounting for tax advisers", "Accounting", true, 8), "alpha"),
];

pub(super) fn of(slug: &str) -> Option<&'static Platform> {
    PLATFORMS.iter().find(|platform| platform.slug == slug)
}
