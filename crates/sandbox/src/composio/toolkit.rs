//! The applications that can be connected, as one table for the fleet and for the catalogue.

/// An application.
pub(super) struct Toolkit {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    /// Slug and name.
    pub(super) category: (&'static str, &'static str),
    pub(super) schemes: &'static [&'static str],
    /// Whether Composio has an OAuth client of its own for it.
    pub(super) managed: bool,
    /// What a form asks for beside the credentials.
    pub(super) place: Option<(&'static str, &'static str)>,
    /// With a blank between them.
    pub(super) scopes: &'static str,
    pub(super) tools: u32,
    /// Registered by the project itself.
    pub(super) custom: bool,
}

const fn toolkit(
    slug: &'static str,
    name: &'static str,
    description: &'static str,
    category: (&'static str, &'static str),
    schemes: &'static [&'static str],
    tools: u32,
) -> Toolkit {
    let (managed, place, scopes, custom) = (false, None, "", false);
    Toolkit { slug, name, description, category, schemes, managed, place, scopes, tools, custom }
}

const fn managed(toolkit: Toolkit, scopes: &'static str) -> Toolkit {
    Toolkit { managed: true, scopes, ..toolkit }
}

const fn scopes(toolkit: Toolkit, scopes: &'static str) -> Toolkit {
    Toolkit { scopes, ..toolkit }
}

const fn at(toolkit: Toolkit, name: &'static str, label: &'static str) -> Toolkit {
    Toolkit { place: Some((name, label)), ..toolkit }
}

const MAIL: (&str, &str) = ("communication", "Communication");
const MONEY: (&str, &str) = ("finance", "Finance");
const CRM: (&str, &str) = ("crm", "CRM");
const DEVELOPER: (&str, &str) = ("developer-tools", "Developer tools");
const PRODUCTIVITY: (&str, &str) = ("productivity", "Productivity");
const DATA: (&str, &str) = ("data-analytics", "Data and analytics");
const SUPPORT: (&str, &str) = ("customer-support", "Customer support");
const HR: (&str, &str) = ("hr", "Human resources");

/// The most connected ones first.
pub(super) static TOOLKITS: [Toolkit; 26] = [
    managed(
        toolkit("gmail", "Gmail", "Mail by Google", MAIL, &["OAUTH2"], 34),
        "gmail.modify userinfo.email",
    ),
    toolkit("stripe", "Stripe", "Online payments", MONEY, &["API_KEY"], 61),
    managed(
        toolkit("slack", "Slack", "Team messaging", MAIL, &["OAUTH2", "BEARER_TOKEN"], 92),
        "channels:read chat:write",
    ),
    managed(
        toolkit("github", "GitHub", "Code and reviews", DEVELOPER, &["OAUTH2", "SERVICE_ACCOUNT"], 210),
        "repo read:user",
    ),
    managed(
        toolkit("hubspot", "HubSpot", "Customer relations and marketing", CRM, &["OAUTH2", "API_KEY"], 180),
        "crm.objects.contacts.read crm.objects.contacts.write",
    ),
    toolkit("airtable", "Airtable", "Tables that are shared", PRODUCTIVITY, &["BEARER_TOKEN"], 29),
    at(
        toolkit("zendesk", "Zendesk", "Customer support", SUPPORT, &["BASIC", "OAUTH2"], 70),
        "subdomain",
        "Subdomain",
    ),
    managed(
        toolkit("notion", "Notion", "Notes and documents", PRODUCTIVITY, &["OAUTH2", "API_KEY"], 42),
        "read_content",
    ),
    toolkit(
        "googlebigquery",
        "Google BigQuery",
        "Data warehouse by Google",
        DATA,
        &["GOOGLE_SERVICE_ACCOUNT"],
        9,
    ),
    at(
        scopes(
            toolkit("salesforce", "Salesforce", "Customer relations", CRM, &["OAUTH2"], 150),
            "api refresh_token",
        ),
        "subdomain",
        "My domain",
    ),
    at(
        toolkit("metabase", "Metabase", "Questions and dashboards", DATA, &["BASIC_WITH_JWT"], 31),
        "base_url",
        "Address of the server",
    ),
    at(
        toolkit("shopify", "Shopify", "Online shops", ("e-commerce", "E-commerce"), &["API_KEY"], 58),
        "shop",
        "Shop",
    ),
    toolkit("twilio", "Twilio", "Messages and calls", MAIL, &["BASIC"], 47),
    toolkit("linear", "Linear", "Issues and projects", DEVELOPER, &["API_KEY", "BEARER_TOKEN"], 33),
    scopes(toolkit("zoom", "Zoom", "Video calls", MAIL, &["OAUTH2", "S2S_OAUTH2"], 38), "meeting:write"),
    toolkit("trello", "Trello", "Boards and cards", PRODUCTIVITY, &["OAUTH1"], 66),
    toolkit("sendgrid", "SendGrid", "Mail delivery", MAIL, &["API_KEY"], 52),
    at(
        toolkit("freshdesk", "Freshdesk", "Customer support", SUPPORT, &["BASIC"], 48),
        "subdomain",
        "Subdomain",
    ),
    toolkit("googlesheets", "Google Sheets", "Spreadsheets", PRODUCTIVITY, &["GOOGLE_SERVICE_ACCOUNT"], 27),
    toolkit("neon", "Neon", "Relational database", DATA, &["DCR_OAUTH", "API_KEY"], 24),
    toolkit("openai", "OpenAI", "Language models", DEVELOPER, &["BEARER_TOKEN"], 18),
    toolkit("bill", "BILL", "Accounts payable", MONEY, &["BILLCOM_AUTH"], 16),
    toolkit("cal", "Cal.com", "Appointments", PRODUCTIVITY, &["CALCOM_AUTH"], 35),
    at(
        toolkit("successfactors", "SuccessFactors", "People and payroll", HR, &["SAML"], 14),
        "COMPANYDOMAIN",
        "Company domain",
    ),
    toolkit("hackernews", "Hacker News", "News for programmers", DEVELOPER, &["NO_AUTH"], 8),
    Toolkit {
        custom: true,
        ..toolkit("inhouse-ledger", "In-house ledger", "The ledger of this project", MONEY, &["API_KEY"], 5)
    },
];

pub(super) fn of(slug: &str) -> Option<&'static Toolkit> {
    TOOLKITS.iter().find(|toolkit| toolkit.slug == slug)
}
