//! Made-up names, the same for every vendor, so that one customer is found at several of them.

/// What stands among the newest rows at the same places whatever the seed, because one day somebody will type it.
/// Counted from 0; a fleet that is too small has none of it. Documented in `docs/sandbox.md`.
pub const NASTY: [(usize, &str); 4] = [
    (4, "<img src=x onerror=alert(1)>"),
    (7, "شركة نوردويند للفواتير"),
    (10, "🚀 Launch crew 👩🏽‍🚀 ✨"),
    (13, LONG),
];

/// Two hundred characters with nowhere to break.
const LONG: &str = "AVeryLongNameThatSomebodyPastedFromASpreadsheetWithoutLookingAtItAndThatNeverBreaksBecause\
                    ThereIsNoBlankInItAnywhereSoThatEveryTableColumnAndDialogTitleAndNoticeHasToFindItsOwnWay\
                    OfDealingWithItKindly";

/// Made-up companies: customers.
pub const COMPANIES: [&str; 48] = [
    "Nordwind",
    "Contoso",
    "Fabrikam",
    "Halcyon",
    "Birkenfeld",
    "Larkspur",
    "Meridian",
    "Oakhurst",
    "Pinecrest",
    "Quillon",
    "Redwater",
    "Silverline",
    "Tamarind",
    "Umbra",
    "Vantage",
    "Westerly",
    "Yarrow",
    "Zephyr",
    "Alderney",
    "Brightwell",
    "Calloway",
    "Dunmore",
    "Eastgate",
    "Fernhill",
    "Granite",
    "Hollander",
    "Ironbridge",
    "Juniper",
    "Kestrel",
    "Lindqvist",
    "Marlowe",
    "Northgate",
    "Ostrava",
    "Palisade",
    "Quarry",
    "Rosenthal",
    "Saltmarsh",
    "Thornbury",
    "Ulmenhof",
    "Verdant",
    "Wexford",
    "Yellowstone",
    "Zollhaus",
    "Amberly",
    "Blackwood",
    "Cinder",
    "Drachenfels",
    "Elmswood",
];
/// Parts of the world.
pub const REGIONS: [&str; 6] = ["eu", "us", "apac", "uk", "dach", "latam"];
/// Teams of a company.
pub const TEAMS: [&str; 10] = [
    "billing",
    "support",
    "growth",
    "platform",
    "finance",
    "sales",
    "security",
    "people",
    "data",
    "operations",
];
/// Projects of a company.
pub const PROJECTS: [&str; 8] =
    ["atlas", "beacon", "cobalt", "delta", "ember", "falcon", "glacier", "harbor"];
/// What a connection is for.
pub const PURPOSES: [&str; 12] = [
    "billing",
    "support",
    "invoices",
    "mailbox",
    "newsletter",
    "warehouse",
    "back office",
    "reporting",
    "onboarding",
    "sandbox",
    "archive",
    "payroll",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_long_name_is_as_long_as_it_says() {
        assert_eq!(LONG.len(), 200);
    }
}
