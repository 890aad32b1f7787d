//! Search and filters: what they leave over, what the address says of them, and how they are taken back.

use patchbay_sandbox::pica::Connection;
use serde_json::json;
use thirtyfour::Key;

use super::user::*;
use crate::locator::{Find, containing};
use crate::page::Page;
use crate::stage::Setup;

/// A value of a filter: its button, its option, what the address says, and which connections have it.
struct Choice {
    button: &'static str,
    option: &'static str,
    query: &'static str,
    has: fn(&Connection) -> bool,
}

const CHOICES: [Choice; 7] = [
    Choice {
        button: "Platform",
        option: "gmail",
        query: "platform=gmail",
        has: |each| each.platform == "gmail",
    },
    Choice { button: "State", option: "Failed", query: "state=failed", has: |each| each.state == "failed" },
    Choice { button: "Tags", option: "billing", query: "tag=billing", has: |each| has_tag(each, "billing") },
    Choice { button: "Active", option: "Inactive", query: "active=no", has: |each| !each.active },
    Choice {
        button: "Identity",
        option: "acct-nordwind",
        query: "identity=acct-nordwind",
        has: |each| each.identity.as_deref() == Some("acct-nordwind"),
    },
    Choice {
        button: "Environment",
        option: "test",
        query: "env=test",
        has: |each| each.environment == "test",
    },
    Choice {
        button: "Identity type",
        option: "team",
        query: "idtype=team",
        has: |each| each.identity_type.as_deref() == Some("team"),
    },
];

fn has_tag(connection: &Connection, tag: &str) -> bool {
    connection.tags.iter().any(|each| each == tag)
}

on_chromium!(each_filter_leaves_what_the_vendor_has_of_it, Setup::gateway(fleet_of(240)));
async fn each_filter_leaves_what_the_vendor_has_of_it(page: Page) {
    open_list(&page, "/").await;
    let fleet = fleet(&page);

    for Choice { button, option, query, has } in CHOICES {
        let matching: Vec<_> = fleet.iter().filter(|each| has(each)).collect();
        let filters = page.group("Filters");
        filters.button(button).click().await;
        // The number beside it is what choosing it gives.
        filters.option(&format!("{option} {}", matching.len())).click().await;
        filters
            .option(containing(option))
            .until("is chosen", |options| {
                options.iter().any(|seen| seen.attribute("aria-selected") == Some("true"))
            })
            .await;
        page.press(Key::Escape).await;
        filters.any("listbox").is_gone().await;

        shows(&page, &matching).await;
        page.is_at(&format!("#/?{query}")).await;
        filters.button(button).one("says that one is chosen", |seen| seen.description == "1 chosen").await;

        page.button(&format!("Remove filter {button}: {option}")).click().await;
        range_is(&page, "1–20 of 240").await;
        page.is_at("#/").await;
    }
}

on_chromium!(a_link_with_filters_shows_the_same_to_whoever_opens_it, Setup::gateway(fleet_of(240)));
async fn a_link_with_filters_shows_the_same_to_whoever_opens_it(page: Page) {
    let fleet = fleet(&page);
    page.open("/").await;
    for Choice { button, option, query, has } in CHOICES {
        page.open(&format!("/#/?{query}")).await;
        shows(&page, &fleet.iter().filter(|each| has(each)).collect::<Vec<_>>()).await;
        page.button(&format!("Remove filter {button}: {option}")).is_shown().await;
    }
    // In a page of its own too.
    page.reload().await;
    let Choice { has, .. } = &CHOICES[6];
    shows(&page, &fleet.iter().filter(|each| has(each)).collect::<Vec<_>>()).await;
}

on_chromium!(values_of_one_filter_are_any_of_them_and_filters_are_all_of_them, Setup::gateway(fleet_of(240)));
async fn values_of_one_filter_are_any_of_them_and_filters_are_all_of_them(page: Page) {
    let fleet = fleet(&page);
    open_list(&page, "/").await;
    let filters = page.group("Filters");

    filters.button("State").click().await;
    for state in ["Failed", "Degraded"] {
        filters.option(containing(state)).click().await;
    }
    page.press(Key::Escape).await;
    let broken = |each: &&Connection| matches!(each.state.as_str(), "failed" | "degraded");
    shows(&page, &fleet.iter().filter(broken).collect::<Vec<_>>()).await;

    filters.button("Environment").click().await;
    filters.option(containing("live")).click().await;
    page.press(Key::Escape).await;
    let live = |each: &&Connection| each.environment == "live";
    shows(&page, &fleet.iter().filter(broken).filter(live).collect::<Vec<_>>()).await;

    page.button("Clear filters").click().await;
    range_is(&page, "1–20 of 240").await;
    page.button("Clear filters").is_gone().await;
    page.is_at("#/").await;
}

on_chromium!(several_tags_are_any_of_them_until_all_are_asked_for, Setup::gateway(fleet_of(240)));
async fn several_tags_are_any_of_them_until_all_are_asked_for(page: Page) {
    let fleet = fleet(&page);
    open_list(&page, "/#/?tag=billing&tag=production").await;

    let any = |each: &&Connection| has_tag(each, "billing") || has_tag(each, "production");
    shows(&page, &fleet.iter().filter(any).collect::<Vec<_>>()).await;

    let filters = page.group("Filters");
    filters.button("Tags").click().await;
    filters.checkbox("Match all chosen tags").click().await;
    page.press(Key::Escape).await;
    let all = |each: &&Connection| has_tag(each, "billing") && has_tag(each, "production");
    shows(&page, &fleet.iter().filter(all).collect::<Vec<_>>()).await;
    page.is_at("#/?tag=billing&tag=production&tags=all").await;
}

on_chromium!(a_rare_identity_is_found_by_typing, Setup::gateway(fleet_of(240)));
async fn a_rare_identity_is_found_by_typing(page: Page) {
    page.sandbox().pica(|store| {
        let id = store.connections()[200].id.clone();
        store.edit(&id, |connection| connection.identity = Some("zz-nobody-else".to_owned()))
    });
    open_list(&page, "/").await;

    let filters = page.group("Filters");
    filters.button("Identity").click().await;
    // The 50 most frequent are offered, and this is none of them.
    filters.any("option").count_is(50).await;
    filters.combobox("Find Identity").has_focus().await;
    page.press("nobody").await;
    filters.option("zz-nobody-else 1").is_shown().await;
    page.press(Key::Enter).await;

    range_is(&page, "1–1 of 1").await;
    table(&page).any("rowheader").count_is(1).await;
    page.is_at("#/?identity=zz-nobody-else").await;
}

on_chromium!(search_covers_every_text_of_a_connection, Setup::gateway(fleet_of(240)));
async fn search_covers_every_text_of_a_connection(page: Page) {
    let acme = known(&page);
    let fleet = fleet(&page);
    open_list(&page, "/").await;
    let search = page.searchbox("Search connections");

    let texts = [
        ACME.to_uppercase(),
        acme.id.clone(),
        acme.key.clone(),
        format!("ledger {}", acme.platform),
        acme.identity.clone().expect("an identity"),
    ];
    for text in texts {
        search.fill(&text).await;
        page.button(&format!("Remove filter Search: {text}")).is_shown().await;
        table(&page).row(ACME).is_shown().await;
    }
    search.fill("production").await;
    shows(&page, &fleet.iter().filter(|each| has_tag(each, "production")).collect::<Vec<_>>()).await;

    page.button("Remove filter Search: production").click().await;
    search.has_value("").await;
    range_is(&page, "1–20 of 240").await;
}

on_chromium!(a_range_of_days_takes_both_its_ends, Setup::gateway(fleet_of(240)));
async fn a_range_of_days_takes_both_its_ends(page: Page) {
    let fleet = fleet(&page);
    open_list(&page, "/#/?from=2025-01-01&to=2025-12-31").await;
    let year = |each: &&Connection| each.created_at.starts_with("2025");
    shows(&page, &fleet.iter().filter(year).collect::<Vec<_>>()).await;

    let filters = page.group("Filters");
    filters.button("Created").click().await;
    filters.textbox("From").has_value("2025-01-01").await;
    // A native field for a day takes its parts in the order of the locale, which is en-US here.
    filters.textbox("To").press("06302025").await;
    filters.textbox("To").has_value("2025-06-30").await;
    let half = |each: &&Connection| {
        (&each.created_at[..10] >= "2025-01-01") && (&each.created_at[..10] <= "2025-06-30")
    };
    shows(&page, &fleet.iter().filter(half).collect::<Vec<_>>()).await;
    page.is_at("#/?from=2025-01-01&to=2025-06-30").await;

    page.press(Key::Escape).await;
    page.button("Remove filter From: 2025-01-01").click().await;
    let until = |each: &&Connection| &each.created_at[..10] <= "2025-06-30";
    shows(&page, &fleet.iter().filter(until).collect::<Vec<_>>()).await;
    page.button("Remove filter To: 2025-06-30").is_shown().await;
}

on_chromium!(key_name_and_version_are_behind_more, Setup::gateway(fleet_of(240)));
async fn key_name_and_version_are_behind_more(page: Page) {
    let acme = known(&page);
    let fleet = fleet(&page);
    open_list(&page, "/").await;
    let fields = page.group("Filters").group("More");
    let (first, second) = (acme.key.clone(), fleet[3].key.clone());

    page.group("Filters").button("More").click().await;
    // Several keys are any of them.
    fields.textbox("Key").fill(&format!("{first},{second}")).await;
    range_is(&page, "1–2 of 2").await;
    page.button(&format!("Remove filter Key: {first},{second}")).is_shown().await;
    fields.textbox("Key").fill(&first).await;
    rows_are(&page, &[ACME]).await;
    page.button("Clear filters").click().await;

    page.group("Filters").button("More").click().await;
    fields.textbox("Name").fill("acme").await;
    rows_are(&page, &[ACME]).await;
    page.is_at("#/?name=acme").await;
    page.button("Remove filter Name: acme").click().await;

    page.group("Filters").button("More").click().await;
    fields.textbox("Version").fill("v62.0").await;
    shows(&page, &fleet.iter().filter(|each| each.platform_version == "v62.0").collect::<Vec<_>>()).await;
    page.is_at("#/?version=v62.0").await;
}

on_chromium!(every_change_of_the_list_begins_with_its_first_page, Setup::gateway(fleet_of(240)));
async fn every_change_of_the_list_begins_with_its_first_page(page: Page) {
    open_list(&page, "/#/?page=3").await;
    range_is(&page, "41–60 of 240").await;

    table(&page).header("Platform").button("Platform").click().await;
    page.is_at("#/?sort=platform").await;
    range_is(&page, "1–20 of 240").await;

    page.button("Next page").click().await;
    page.is_at("#/?sort=platform&page=2").await;
    page.searchbox("Search connections").fill("g").await;
    page.is_at("#/?q=g&sort=platform").await;
    pages(&page).says(" 1–20 of ").await;

    page.button("Next page").click().await;
    page.is_at("#/?q=g&sort=platform&page=2").await;
    page.group("Filters").button("Environment").click().await;
    page.group("Filters").option(containing("live")).click().await;
    page.is_at("#/?q=g&env=live&sort=platform").await;
}

on_chromium!(back_and_forward_go_through_the_filters, Setup::gateway(fleet_of(240)));
async fn back_and_forward_go_through_the_filters(page: Page) {
    open_list(&page, "/#/").await;
    let filters = page.group("Filters");
    let failed = fleet(&page).iter().filter(|each| each.state == "failed").count();
    let failed = format!("1–{} of {failed}", failed.min(20));

    filters.button("State").click().await;
    filters.option(containing("Failed")).click().await;
    page.press(Key::Escape).await;
    range_is(&page, &failed).await;
    page.link("Sources").click().await;
    page.heading("Sources").is_shown().await;

    page.back().await;
    range_is(&page, &failed).await;
    page.back().await;
    range_is(&page, "1–20 of 240").await;
    page.is_at("#/").await;
    page.forward().await;
    range_is(&page, &failed).await;
    page.button("Remove filter State: Failed").is_shown().await;
}

on_chromium!(typing_a_search_is_one_step_back, Setup::gateway(fleet_of(60)));
async fn typing_a_search_is_one_step_back(page: Page) {
    open_list(&page, "/").await;
    page.link("Sources").click().await;
    page.heading("Sources").is_shown().await;
    page.link("Connections").click().await;

    page.searchbox("Search connections").fill("gmail").await;
    page.is_at("#/?q=gmail").await;
    page.back().await;
    page.heading("Sources").is_shown().await;
}

on_chromium!(a_source_among_several_is_a_filter_too, several_sources());
async fn a_source_among_several_is_a_filter_too(page: Page) {
    open_list(&page, "/").await;
    range_is(&page, "1–20 of 80").await;

    page.group("Filters").button("Source").click().await;
    page.group("Filters").option("Second 40").click().await;
    range_is(&page, "1–20 of 40").await;
    page.is_at("#/?source=second").await;
    page.button("Remove filter Source: Second").is_shown().await;
    table(&page)
        .any("row")
        .until("are all of the second source", |rows| {
            rows.len() == 21 && rows.iter().skip(1).all(|row| row.text.contains("Second"))
        })
        .await;
}

fn several_sources() -> Setup {
    let source = |id: &str, label: &str| json!({"id": id, "vendor": "pica", "label": label, "baseUrl": "/gateway/pica", "auth": "gateway"});
    gateway_with(40, &json!({"sources": [source("first", "First"), source("second", "Second")]}))
}
