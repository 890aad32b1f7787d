//! "About the platform": asked for when somebody opens it, and not before.

use patchbay_sandbox::{Fault, When};

use super::user::*;
use crate::locator::{Find, Locator};
use crate::page::Page;
use crate::stage::Setup;

fn connectors() -> When {
    When::method("GET").path("/available-connectors")
}

/// Opens the well known connection, read whole.
async fn detail(page: &Page) -> Locator {
    let acme = known(page);
    page.open(&format!("/#/c/{DEMO}/{}", acme.id)).await;
    is_loaded(page).await;
    let detail = page.complementary("Connection");
    detail.says(&acme.description).await;
    forget_requests(page);
    detail
}

fn asked(page: &Page) -> Vec<(String, String)> {
    let requests = page.sandbox().requests();
    let told = |request: &patchbay_sandbox::Recorded| {
        (request.path.clone(), request.parameter("platform").unwrap_or_default().to_owned())
    };
    requests.iter().map(told).collect()
}

on_chromium!(what_a_vendor_tells_of_a_platform_is_asked_for_once_it_is_opened, Setup::gateway(fleet_of(30)));
async fn what_a_vendor_tells_of_a_platform_is_asked_for_once_it_is_opened(page: Page) {
    let detail = detail(&page).await;
    let about = detail.button("About the platform");
    about.is_shown().await;
    assert!(asked(&page).is_empty(), "{}", page.stage().requests());

    about.click().await;
    detail.any("group").any("definition").until("are told", |told| !told.is_empty()).await;
    let platform = known(&page).platform;
    assert_eq!(asked(&page), [("/pica/v1/available-connectors".to_owned(), platform)]);

    // Closed and opened again it is there already.
    about.click().await;
    about.click().await;
    assert_eq!(asked(&page).len(), 1, "{}", page.stage().requests());
}

on_chromium!(what_cannot_be_told_says_why_and_is_asked_again, Setup::gateway(fleet_of(30)));
async fn what_cannot_be_told_says_why_and_is_asked_again(page: Page) {
    let detail = detail(&page).await;
    page.sandbox().faults().arm(connectors(), Fault::Status(403));
    detail.button("About the platform").click().await;
    detail.alert().says("Not permitted").await;

    detail.button("Try again").click().await;
    detail.alert().is_gone().await;
    detail.button("About the platform").has_focus().await;
    assert_eq!(asked(&page).len(), 2, "{}", page.stage().requests());
}
