//! Sources of all vendors side by side.

use patchbay_sandbox::{Fault, When};

use super::user::*;
use crate::locator::{Find, Seen, containing};
use crate::page::Page;
use crate::stage::Setup;

const VENDORS: [&str; 4] = ["pica", "composio", "peaka", "omni"];
const LABELS: [&str; 4] = ["Pica demo", "Composio demo", "Peaka demo", "Omni demo"];

/// The sources of the rows that are shown.
async fn rows_are_of(page: &Page, label: &str) {
    let are = |seen: &[Seen]| !seen.is_empty() && seen.iter().all(|each| each.text == label);
    table(page).cell("Source").until(&format!("are of {label}"), are).await;
}

on_chromium!(the_filter_by_source_counts_each_and_shows_one, Setup::four(fleet_of(30)));
async fn the_filter_by_source_counts_each_and_shows_one(page: Page) {
    open_list(&page, "/").await;
    page.group("Filters").button("Source").click().await;
    for label in LABELS {
        page.option(containing(label)).is_shown().await;
    }
    page.option(containing("Omni demo")).click().await;
    page.is_at("#/?source=omni").await;
    rows_are_of(&page, "Omni demo").await;
}

on_chromium!(a_source_that_fails_is_one_card_and_the_others_work, Setup::four(fleet_of(30)));
async fn a_source_that_fails_is_one_card_and_the_others_work(page: Page) {
    for (vendor, failed) in VENDORS.into_iter().zip(LABELS) {
        page.sandbox().faults().arm(When::any().path(&format!("/{vendor}/")).always(), Fault::Status(403));
        page.open("/favicon.svg").await;
        page.open("/").await;

        page.region(failed).alert().says("Not permitted").await;
        page.region(failed).button("Try again").is_shown().await;
        for (other, label) in VENDORS.into_iter().zip(LABELS).filter(|(_, label)| *label != failed) {
            page.region(label).is_gone().await;
            page.open(&format!("/#/?source={other}")).await;
            rows_are_of(&page, label).await;
        }
        page.sandbox().faults().clear();
        page.region(failed).button("Try again").click().await;
        page.region(failed).is_gone().await;
        page.open(&format!("/#/?source={vendor}")).await;
        rows_are_of(&page, failed).await;
    }
}
