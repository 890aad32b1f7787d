//! The overview above the table: how many connections are in which state, and what a press on it leaves over.

use patchbay_sandbox::{Fault, Gate, When};
use thirtyfour::Key;

use super::user::*;
use crate::locator::{Find, Locator, Seen, containing};
use crate::page::Page;
use crate::stage::Setup;

fn overview(page: &Page) -> Locator {
    page.region("Overview")
}

fn by(page: &Page, what: &str) -> Locator {
    overview(page).role("toolbar", what)
}

fn in_state(page: &Page, state: &str) -> usize {
    fleet(page).iter().filter(|each| each.state == state).count()
}

on_chromium!(a_piece_of_a_bar_shows_those_that_it_counts, Setup::gateway(fleet_of(240)));
async fn a_piece_of_a_bar_shows_those_that_it_counts(page: Page) {
    open_list(&page, "/").await;
    let failed = in_state(&page, "failed");
    let piece = format!("Pica demo, Failed: {failed}");
    overview(&page).says(" of 240 need attention").await;

    by(&page, "By source").button(&piece).click().await;
    page.is_at("#/?source=pica&state=failed").await;
    range_is(&page, &format!("1–{} of {failed}", failed.min(20))).await;
    page.button("Remove filter Source: Pica demo").is_shown().await;
    page.button("Remove filter State: Failed").is_shown().await;
    // Its own choice changes no count: so it is still there, and takes itself back.
    by(&page, "By source").button(&piece).has_attribute("aria-pressed", "true").await;

    page.reload().await;
    range_is(&page, &format!("1–{} of {failed}", failed.min(20))).await;
    by(&page, "By source").button(&piece).has_attribute("aria-pressed", "true").await;
    by(&page, "By source").button(&piece).click().await;
    page.is_at("#/").await;
    by(&page, "By source").button(&piece).has_attribute("aria-pressed", "false").await;
}

on_chromium!(one_portion_is_chosen_at_a_time_and_the_search_stays, Setup::four(fleet_of(60)));
async fn one_portion_is_chosen_at_a_time_and_the_search_stays(page: Page) {
    open_list(&page, "/#/?q=a&tag=production&tag=eu").await;
    by(&page, "By source").button("Composio demo").click().await;
    page.is_at("#/?q=a&source=composio&tag=eu&tag=production").await;
    by(&page, "By source").button("Composio demo").has_attribute("aria-pressed", "true").await;

    by(&page, "By source").button("Pica demo").click().await;
    page.is_at("#/?q=a&source=pica&tag=eu&tag=production").await;
    by(&page, "By source").button("Composio demo").has_attribute("aria-pressed", "false").await;
    // What the filter bar chooses is seen here, and the reverse.
    page.group("Filters").button("Source").one("has one", |seen| seen.description == "1 chosen").await;
    page.button("Remove filter Source: Pica demo").click().await;
    by(&page, "By source").button("Pica demo").has_attribute("aria-pressed", "false").await;
}

on_chromium!(the_platforms_with_the_most_trouble_stand_first, Setup::gateway(fleet_of(240)));
async fn the_platforms_with_the_most_trouble_stand_first(page: Page) {
    page.sandbox().pica(|store| {
        store.edit_all(|one| "operational".clone_into(&mut one.state));
        for (place, platform) in [(0, "zoho"), (1, "zoho"), (2, "asana")] {
            let id = store.connections()[place].id.clone();
            store.edit(&id, |one| {
                platform.clone_into(&mut one.platform);
                "failed".clone_into(&mut one.state);
            });
        }
    });
    open_list(&page, "/").await;
    let platforms = by(&page, "By platform, the worst first");
    let names = |seen: &[Seen]| {
        seen.iter().filter(|each| !each.text.is_empty()).map(|each| each.text.clone()).collect::<Vec<_>>()
    };
    let few = platforms
        .any("button")
        .until("begin with the worst two", |seen| names(seen).starts_with(&["zoho".into(), "asana".into()]))
        .await;
    assert_eq!(names(&few).len(), 6, "{:?}", names(&few));
    overview(&page).says("3 of 240 need attention").await;

    platforms.button("zoho, Failed: 2").click().await;
    page.is_at("#/?platform=zoho&state=failed").await;
    range_is(&page, "1–2 of 2").await;

    let all = {
        let mut all: Vec<String> = fleet(&page).iter().map(|one| one.platform.to_lowercase()).collect();
        all.sort();
        all.dedup();
        all.len()
    };
    overview(&page).button(&format!("All {all} platforms")).click().await;
    platforms.any("button").until("are all", |seen| names(seen).len() == all).await;
}

on_chromium!(the_arrow_keys_go_through_the_bars_and_tab_goes_past_them, Setup::four(fleet_of(60)));
async fn the_arrow_keys_go_through_the_bars_and_tab_goes_past_them(page: Page) {
    open_list(&page, "/").await;
    let failed = in_state(&page, "failed");
    let sources = by(&page, "By source");
    overview(&page).button("As a table").press(Key::Tab).await;
    sources.button("Pica demo").has_focus().await;
    page.press(Key::Right).await;
    sources.button(&format!("Pica demo, Failed: {failed}")).has_focus().await;
    page.press(Key::Enter).await;
    page.is_at("#/?source=pica&state=failed").await;
    // The focus stays on what was pressed.
    page.press(Key::Home).await;
    page.press(Key::Down).await;
    sources.button("Composio demo").has_focus().await;
    page.press(Key::End).await;
    sources.button(containing("Omni demo, Not said")).has_focus().await;

    page.press(Key::Tab).await;
    by(&page, "By platform, the worst first")
        .any("button")
        .until("have the focus", |seen| seen.iter().any(|each| each.attribute("tabindex") == Some("0")))
        .await;
    page.press_with(Key::Shift, Key::Tab).await;
    // Back where it was left.
    sources.button(containing("Omni demo, Not said")).has_focus().await;
}

on_chromium!(the_same_numbers_stand_in_a_table, Setup::gateway(fleet_of(240)));
async fn the_same_numbers_stand_in_a_table(page: Page) {
    open_list(&page, "/").await;
    overview(&page).button("As a table").click().await;
    let states = overview(&page).table("States by source");
    let row = states.row("Pica demo");
    row.cell("Failed").reads(&in_state(&page, "failed").to_string()).await;
    row.cell("Operational").reads(&in_state(&page, "operational").to_string()).await;
    row.cell("All").reads("240").await;
    let gmail = fleet(&page).iter().filter(|one| one.platform == "gmail").count();
    overview(&page).table("States by platform").row("gmail").cell("All").reads(&gmail.to_string()).await;
    page.in_both_themes(async |theme| page.assert_accessible(&format!("the table ({theme:?})")).await).await;

    overview(&page).button("As a table").click().await;
    states.is_gone().await;
    by(&page, "By source").button("Pica demo").is_shown().await;
}

on_chromium!(what_is_folded_away_stays_so, Setup::gateway(fleet_of(30)));
async fn what_is_folded_away_stays_so(page: Page) {
    open_list(&page, "/").await;
    let fold = overview(&page).button("Overview");
    fold.has_attribute("aria-expanded", "true").await;
    fold.click().await;
    by(&page, "By source").is_gone().await;
    page.reload().await;
    is_loaded(&page).await;
    fold.has_attribute("aria-expanded", "false").await;
    by(&page, "By source").is_gone().await;
    fold.press(Key::Enter).await;
    by(&page, "By source").is_shown().await;
}

on_chromium!(while_a_source_is_read_its_counts_say_so_and_nothing_moves, Setup::gateway(fleet_of(240)));
async fn while_a_source_is_read_its_counts_say_so_and_nothing_moves(page: Page) {
    let gate = Gate::new();
    page.sandbox().faults().arm(When::any().path("/pica/").skip(1), Fault::Hold(gate.clone()));
    page.open("/").await;
    gate.reached_by(1).await;
    overview(&page).says(" so far").await;
    let top = "const top = document.getElementById('patchbay').shadowRoot.querySelector('.results').getBoundingClientRect().top;";
    let before = page.script(&format!("{top} return top"), vec![]).await;
    gate.open();
    is_loaded(&page).await;
    let after = page.script(&format!("{top} return top"), vec![]).await;
    assert!(!overview(&page).is_shown().await.text.contains("so far"));
    assert_eq!(before, after, "the line below the overview has moved");
}

on_chromium!(the_overview_fits_a_laptop_and_a_phone, Setup::four(fleet_of(240)));
async fn the_overview_fits_a_laptop_and_a_phone(page: Page) {
    open_list(&page, "/").await;
    for (width, height) in [(1400, 800), (900, 700), (390, 800), (320, 640)] {
        page.resize(width, height).await;
        fits(&page, "the list with its overview").await;
        page.in_both_themes(async |theme| {
            if let Some(folder) = std::env::var_os("PICTURES") {
                let file = std::path::Path::new(&folder).join(format!("overview-{width}-{theme:?}.png"));
                page.screenshot(&file).await;
            }
            page.assert_accessible(&format!("the overview at {width} ({theme:?})")).await;
        })
        .await;
        let tall = page
            .script("return document.getElementById('patchbay').shadowRoot.querySelector('.overview').offsetHeight", vec![])
            .await;
        assert!(tall.as_u64() < Some(140), "at {width} the overview is {tall} tall");
    }
}
