//! One connection beside the list.

use thirtyfour::Key;

use super::user::*;
use crate::locator::{Find, containing};
use crate::page::Page;
use crate::stage::Setup;

on_chromium!(a_connection_opens_with_all_that_is_known_of_it, Setup::gateway(fleet_of(30)));
async fn a_connection_opens_with_all_that_is_known_of_it(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;
    page.link(ACME).click().await;

    let detail = page.complementary("Connection");
    detail.heading(ACME).has_focus().await;
    page.is_at(&format!("#/c/{DEMO}/{}", acme.id)).await;
    table(&page).row(ACME).is_shown().await;
    for text in [
        "Operational",
        "Active",
        "Pica demo",
        acme.platform.as_str(),
        acme.identity.as_deref().expect("an identity"),
        acme.identity_type.as_deref().expect("a type"),
        acme.environment.as_str(),
        "billing",
        "eu",
        acme.platform_version.as_str(),
        &acme.created_at[..10],
        acme.id.as_str(),
        acme.key.as_str(),
        // What only Pica says, in its own words.
        "From Pica",
        "operational",
        acme.version.as_str(),
        acme.description.as_str(),
    ] {
        detail.says(text).await;
    }
}

on_chromium!(escape_closes_a_connection_and_the_focus_returns_to_its_link, Setup::gateway(fleet_of(30)));
async fn escape_closes_a_connection_and_the_focus_returns_to_its_link(page: Page) {
    known(&page);
    open_list(&page, "/#/?q=acme").await;
    page.link(ACME).press(Key::Enter).await;
    page.complementary("Connection").heading(ACME).has_focus().await;

    page.press(Key::Escape).await;
    page.complementary("Connection").is_gone().await;
    page.is_at("#/?q=acme").await;
    page.link(ACME).has_focus().await;
}

on_chromium!(
    the_close_button_closes_a_connection_and_the_focus_returns_to_its_link,
    Setup::gateway(fleet_of(30))
);
async fn the_close_button_closes_a_connection_and_the_focus_returns_to_its_link(page: Page) {
    known(&page);
    open_list(&page, "/").await;
    page.link(ACME).click().await;

    page.button("Close connection").click().await;
    page.complementary("Connection").is_gone().await;
    page.link(ACME).has_focus().await;
}

on_chromium!(the_address_of_a_connection_opens_it_again_over_the_same_list, Setup::gateway(fleet_of(30)));
async fn the_address_of_a_connection_opens_it_again_over_the_same_list(page: Page) {
    let acme = known(&page);
    page.open(&format!("/#/c/{DEMO}/{}?q=acme", acme.id)).await;

    let detail = page.complementary("Connection");
    detail.heading(ACME).is_shown().await;
    detail.says(&acme.key).await;
    rows_are(&page, &[ACME]).await;
    table(&page).row(ACME).is_shown().await;

    page.reload().await;
    detail.heading(ACME).is_shown().await;
    rows_are(&page, &[ACME]).await;
}

on_chromium!(another_row_shows_another_connection, Setup::gateway(fleet_of(30)));
async fn another_row_shows_another_connection(page: Page) {
    let (acme, zenith) = (known(&page), other(&page));
    open_list(&page, "/").await;
    let detail = page.complementary("Connection");

    page.link(ACME).click().await;
    detail.says(&acme.key).await;
    page.link(ZENITH).click().await;
    detail.heading(ZENITH).has_focus().await;
    detail.says(&zenith.key).await;

    page.back().await;
    detail.heading(ACME).is_shown().await;
    detail.says(&acme.key).await;
}

on_chromium!(a_link_to_what_is_not_there_says_so, Setup::gateway(fleet_of(30)));
async fn a_link_to_what_is_not_there_says_so(page: Page) {
    page.open(&format!("/#/c/{DEMO}/nobody")).await;
    page.complementary("Connection").alert().says("Pica says: ").await;
    page.complementary("Connection").region("Not found").is_shown().await;

    page.open("/#/c/elsewhere/nobody").await;
    page.complementary("Connection").region("No such source").is_shown().await;
    page.complementary("Connection").button("Close").click().await;
    page.is_at("#/").await;
}

on_chromium!(what_can_be_done_is_offered_in_the_row_and_in_the_detail, Setup::gateway(fleet_of(30)));
async fn what_can_be_done_is_offered_in_the_row_and_in_the_detail(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;

    let row = table(&page).row(ACME);
    row.button(containing(ACME)).click().await;
    row.role("menuitem", "Edit tags").click().await;
    page.dialog("Edit tags").combobox("Tags").has_focus().await;
    page.is_at(&format!("#/c/{DEMO}/{}/tags", acme.id)).await;
    page.press(Key::Escape).await;
    page.dialog("Edit tags").is_gone().await;

    for edit in ["Edit tags", "Delete"] {
        page.complementary("Connection").button(edit).is_enabled().await;
    }
}
