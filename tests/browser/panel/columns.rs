//! What only one vendor says of its connections: columns of the table where that vendor is shown alone.

use super::user::*;
use crate::locator::{Find, Seen};
use crate::page::Page;
use crate::stage::Setup;

/// Of every vendor, in their order.
const COMMON: [&str; 9] =
    ["Name", "Source", "Platform", "State", "Identity", "Tags", "Environment", "Active", "Created"];
const OF_PICA: [&str; 4] = ["Key", "Identity type", "Version", "Updated"];

async fn headings_are(page: &Page, own: &[&str]) {
    let names: Vec<&str> = COMMON.iter().chain(own).chain(&["Actions"]).copied().collect();
    let are = |seen: &[Seen]| seen.iter().map(|each| each.text.as_str()).eq(names.iter().copied());
    table(page).any("columnheader").until(&format!("are {names:?}"), are).await;
}

on_chromium!(one_vendor_alone_shows_its_own_columns, Setup::gateway(fleet_of(30)));
async fn one_vendor_alone_shows_its_own_columns(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;

    headings_are(&page, &OF_PICA).await;
    let row = table(&page).row(ACME);
    row.cell("Key").reads(&acme.key).await;
    row.cell("Version").reads(&acme.platform_version).await;
    // They are read, not sorted by.
    table(&page).header("Key").any("button").is_gone().await;
}

on_chromium!(several_vendors_show_what_they_share_until_one_is_chosen, Setup::four(fleet_of(30)));
async fn several_vendors_show_what_they_share_until_one_is_chosen(page: Page) {
    open_list(&page, "/").await;
    headings_are(&page, &[]).await;

    for (source, own) in [
        ("pica", &OF_PICA[..]),
        ("composio", &["Key", "Signs in with", "Updated"]),
        ("peaka", &[]),
        ("omni", &["Role", "Database", "Updated"]),
    ] {
        page.open(&format!("/#/?source={source}")).await;
        headings_are(&page, own).await;
    }
    page.open("/#/?source=omni&source=pica").await;
    headings_are(&page, &[]).await;
}
