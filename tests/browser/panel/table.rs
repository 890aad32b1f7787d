//! The table, its order and its pages.

use std::cmp::Reverse;

use patchbay_sandbox::pica::Connection;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

const COLUMNS: [&str; 9] =
    ["Name", "Source", "Platform", "State", "Identity", "Tags", "Environment", "Active", "Created"];

on_chromium!(a_row_says_what_the_vendor_has, Setup::gateway(fleet_of(30)));
async fn a_row_says_what_the_vendor_has(page: Page) {
    let acme = known(&page);
    open_list(&page, "/").await;

    let table = table(&page);
    for column in COLUMNS {
        table.header(column).is_shown().await;
    }
    // The header is the first row.
    table.has_attribute("aria-rowcount", "31").await;
    let row = table.row(ACME);
    row.has_attribute("aria-rowindex", "2").await;
    row.any("rowheader").one("is the link to the connection", |seen| seen.name == ACME).await;
    row.link(ACME).has_attribute("href", &format!("#/c/{DEMO}/{}", acme.id)).await;
    for (column, text) in [
        ("Source", "Pica demo"),
        ("Platform", acme.platform.as_str()),
        ("State", "Operational"),
        ("Identity", acme.identity.as_deref().expect("an identity")),
        ("Environment", acme.environment.as_str()),
        ("Active", "Active"),
        ("Created", &acme.created_at[..10]),
    ] {
        row.cell(column).reads(text).await;
    }
    row.cell("Tags").says("billing").await;
    row.cell("Tags").says("eu").await;
}

on_chromium!(failed_connections_are_in_the_list, Setup::gateway(fleet_of(240)));
async fn failed_connections_are_in_the_list(page: Page) {
    open_list(&page, "/#/?state=failed").await;

    let fleet = fleet(&page);
    shows(&page, &fleet.iter().filter(|each| each.state == "failed").collect::<Vec<_>>()).await;
    let asked: Vec<_> =
        page.sandbox().requests().iter().map(|list| list.parameter("active").map(str::to_owned)).collect();
    for active in ["true", "false"] {
        assert!(asked.iter().any(|each| each.as_deref() == Some(active)), "{}", page.stage().requests());
    }
}

on_chromium!(every_connection_is_read_once, Setup::gateway(fleet_of(240)));
async fn every_connection_is_read_once(page: Page) {
    open_list(&page, "/").await;

    range_is(&page, "1–20 of 240").await;
    // In turn: the first page of each list, then the second.
    let asked: Vec<String> = page
        .sandbox()
        .requests()
        .iter()
        .map(|list| ["active", "page", "limit"].map(|name| list.parameter(name).unwrap_or("?")).join(" "))
        .collect();
    assert_eq!(asked, ["true 1 150", "false 1 150", "true 2 150"]);
}

on_chromium!(a_press_on_a_column_sorts_by_it_and_another_turns_it_round, Setup::gateway(fleet_of(60)));
async fn a_press_on_a_column_sorts_by_it_and_another_turns_it_round(page: Page) {
    open_list(&page, "/").await;
    let fleet = fleet(&page);
    let header = |column| table(&page).header(column);

    header("Created").has_attribute("aria-sort", "descending").await;
    shows(&page, &fleet.iter().collect::<Vec<_>>()).await;

    let by_name = |connection: &&Connection| title(connection).to_lowercase();
    let mut up: Vec<&Connection> = fleet.iter().collect();
    up.sort_by_key(by_name);
    header("Name").button("Name").click().await;
    header("Name").has_attribute("aria-sort", "ascending").await;
    page.is_at("#/?sort=name").await;
    rows_are(&page, &titles(&up)).await;

    let mut down: Vec<&Connection> = fleet.iter().collect();
    down.sort_by_key(|connection| Reverse(by_name(connection)));
    header("Name").button("Name").click().await;
    header("Name").has_attribute("aria-sort", "descending").await;
    page.is_at("#/?sort=-name").await;
    rows_are(&page, &titles(&down)).await;
    header("Created").one("is not sorted by", |seen| seen.attribute("aria-sort").is_none()).await;
}

on_chromium!(what_has_no_value_comes_last_either_way, Setup::gateway(fleet_of(20)));
async fn what_has_no_value_comes_last_either_way(page: Page) {
    page.sandbox().pica(|store| {
        store.edit_all(|connection| connection.tags = vec!["eu".to_owned()]);
    });
    let acme = known(&page);
    page.sandbox().pica(|store| store.edit(&acme.id, |connection| connection.tags.clear()));

    for route in ["/#/?sort=tags", "/#/?sort=-tags"] {
        open_list(&page, route).await;
        table(&page)
            .any("rowheader")
            .until("end with the row without tags", |rows| rows.last().is_some_and(|row| row.name == ACME))
            .await;
    }
}

on_chromium!(pages_are_turned_and_their_size_is_chosen, Setup::gateway(fleet_of(120)));
async fn pages_are_turned_and_their_size_is_chosen(page: Page) {
    open_list(&page, "/").await;
    let fleet = fleet(&page);
    let pages = pages(&page);

    range_is(&page, "1–20 of 120").await;
    pages.button("Previous page").is_disabled().await;
    pages.button("Next page").click().await;
    range_is(&page, "21–40 of 120").await;
    let second: Vec<String> = fleet[20..40].iter().map(title).collect();
    rows_are(&page, &second).await;
    table(&page).row(second[0].as_str()).has_attribute("aria-rowindex", "22").await;

    // Another size begins with the first page.
    pages.combobox("Rows per page").choose("50").await;
    range_is(&page, "1–50 of 120").await;
    page.is_at("#/?size=50").await;
    table(&page).row(title(&fleet[0]).as_str()).has_attribute("aria-rowindex", "2").await;
    pages.button("Next page").click().await;
    pages.button("Next page").click().await;
    range_is(&page, "101–120 of 120").await;
    pages.button("Next page").is_disabled().await;
    page.is_at("#/?page=3&size=50").await;

    page.back().await;
    range_is(&page, "51–100 of 120").await;
}

on_chromium!(all_rows_can_be_put_on_one_page, Setup::gateway(fleet_of(120)));
async fn all_rows_can_be_put_on_one_page(page: Page) {
    open_list(&page, "/").await;

    pages(&page).combobox("Rows per page").choose("All").await;
    range_is(&page, "1–120 of 120").await;
    table(&page).has_attribute("aria-rowcount", "121").await;
    pages(&page).button("Next page").is_disabled().await;
}

on_chromium!(a_page_beyond_the_last_shows_the_last, Setup::gateway(fleet_of(60)));
async fn a_page_beyond_the_last_shows_the_last(page: Page) {
    open_list(&page, "/#/?page=99").await;
    range_is(&page, "41–60 of 60").await;
    pages(&page).button("Next page").is_disabled().await;

    pages(&page).button("Previous page").click().await;
    range_is(&page, "21–40 of 60").await;

    page.open("/#/?page=nonsense").await;
    range_is(&page, "1–20 of 60").await;
}

on_chromium!(names_that_break_careless_pages_are_shown_as_they_are, Setup::gateway(fleet_of(20)));
async fn names_that_break_careless_pages_are_shown_as_they_are(page: Page) {
    open_list(&page, "/").await;

    table(&page).row("<img src=x onerror=alert(1)>").is_shown().await;
    table(&page).row("🚀 Launch crew 👩🏽‍🚀 ✨").is_shown().await;
    table(&page).link("شركة نوردويند للفواتير").has_attribute("dir", "auto").await;
    fits(&page, "the list with the longest name").await;
}

fn titles(connections: &[&Connection]) -> Vec<String> {
    connections.iter().take(20).map(|connection| title(connection)).collect()
}
