//! Sources of all vendors side by side: one table, one search, one set of filters; and what one of them has or loses
//! is none of the others' business.

use patchbay_sandbox::pica::Connection;
use patchbay_sandbox::{Fault, Options, Recorded, When, composio, omni, peaka, pica, world};
use serde_json::{Value, json};

use super::user::*;
use crate::locator::{Find, Seen, containing};
use crate::page::Page;
use crate::stage::Setup;

const VENDORS: [&str; 4] = ["pica", "composio", "peaka", "omni"];
pub(super) const LABELS: [&str; 4] = ["Pica demo", "Composio demo", "Peaka demo", "Omni demo"];

/// The sources of the rows that are shown.
async fn rows_are_of(page: &Page, label: &str) {
    let are = |seen: &[Seen]| !seen.is_empty() && seen.iter().all(|each| each.text == label);
    table(page).cell("Source").until(&format!("are of {label}"), are).await;
}

/// How many connections each vendor has that the demo shows.
fn counts(page: &Page) -> [usize; 4] {
    let sandbox = page.sandbox();
    [
        sandbox.pica(|store| store.connections().len()),
        sandbox.composio(|store| store.accounts().len()),
        sandbox.peaka(|store| store.of_project(peaka::DEMO_PROJECT).count()),
        sandbox.omni(|store| store.all().len()),
    ]
}

on_chromium!(one_table_has_the_connections_of_all_vendors, Setup::four(fleet_of(60)));
async fn one_table_has_the_connections_of_all_vendors(page: Page) {
    let counts = counts(&page);
    open_list(&page, "/").await;
    range_is(&page, &format!("1–20 of {}", counts.iter().sum::<usize>())).await;

    let filters = page.group("Filters");
    for (label, count) in LABELS.into_iter().zip(counts) {
        filters.button("Source").click().await;
        filters.option(&format!("{label} {count}")).click().await;
        page.press(thirtyfour::Key::Escape).await;
        range_is(&page, &format!("1–20 of {count}")).await;
        rows_are_of(&page, label).await;
        page.button(&format!("Remove filter Source: {label}")).click().await;
    }
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

on_chromium!(search_finds_across_the_vendors, Setup::four(fleet_of(30)));
async fn search_finds_across_the_vendors(page: Page) {
    let sandbox = page.sandbox();
    let name = |vendor: &str| format!("Quokka {vendor}");
    sandbox.pica(|store| {
        let id = store.connections()[3].id.clone();
        store.edit(&id, |one| one.name = Some(name("pica")));
    });
    sandbox.composio(|store| {
        let id = store.accounts()[3].id.clone();
        store.edit(&id, |one| one.alias = Some(name("composio")));
    });
    sandbox.peaka(|store| {
        let id = store.all()[3].id.clone();
        store.edit(&id, |one| one.name = name("peaka"));
    });
    sandbox.omni(|store| {
        let id = store.all()[3].id.clone();
        store.edit(&id, |one| one.name = name("omni"));
    });
    open_list(&page, "/#/?sort=source").await;

    page.searchbox("Search connections").fill("QUOKKA").await;
    range_is(&page, "1–4 of 4").await;
    for (vendor, label) in VENDORS.into_iter().zip(LABELS) {
        table(&page).row(&name(vendor)).cell("Source").reads(label).await;
    }
}

on_chromium!(a_platform_is_the_same_in_any_letters, Setup::four(fleet_of(60)));
async fn a_platform_is_the_same_in_any_letters(page: Page) {
    open_list(&page, "/#/?platform=postgres&size=all").await;

    // Peaka says POSTGRES, and Omni postgres.
    let peaka = page
        .sandbox()
        .peaka(|store| store.of_project(peaka::DEMO_PROJECT).filter(|one| one.kind == "POSTGRES").count());
    let omni =
        page.sandbox().omni(|store| store.all().iter().filter(|one| one.dialect == "postgres").count());
    assert!(peaka > 0 && omni > 0);
    let both = |seen: &[Seen]| {
        let of = |label: &str| seen.iter().filter(|each| each.text == label).count();
        (of("Peaka demo"), of("Omni demo")) == (peaka, omni) && seen.len() == peaka + omni
    };
    table(&page).cell("Source").until("are of both", both).await;
}

/// A parameter of Pica's list, the filter that it has here, and which connections it leaves:
/// <https://docs.picaos.com/api-reference/vault/connections/list>.
struct Parameter {
    name: &'static str,
    filter: &'static str,
    query: fn(&Connection) -> String,
    has: fn(&Connection, &Connection) -> bool,
}

const PARAMETERS: [Parameter; 8] = [
    Parameter {
        name: "key",
        filter: "Key",
        query: |one| format!("key={}", one.key),
        has: |one, other| one.key == other.key,
    },
    Parameter {
        name: "platformVersion",
        filter: "Version",
        query: |one| format!("version={}", one.platform_version),
        has: |one, other| one.platform_version == other.platform_version,
    },
    Parameter {
        name: "name",
        filter: "Name",
        query: |_| "name=acme%20ledger".to_owned(),
        has: |one, other| one.name == other.name,
    },
    Parameter {
        name: "identityType",
        filter: "Identity type",
        query: |one| format!("idtype={}", one.identity_type.as_deref().expect("a type")),
        has: |one, other| one.identity_type == other.identity_type,
    },
    Parameter {
        name: "identity",
        filter: "Identity",
        query: |one| format!("identity={}", one.identity.as_deref().expect("an identity")),
        has: |one, other| one.identity == other.identity,
    },
    Parameter {
        name: "platform",
        filter: "Platform",
        query: |one| format!("platform={}", one.platform),
        has: |one, other| one.platform == other.platform,
    },
    Parameter {
        name: "tags",
        filter: "Tags",
        query: |one| format!("tag={}", one.tags[0]),
        has: |one, other| other.tags.contains(&one.tags[0]),
    },
    Parameter {
        name: "active",
        filter: "Active",
        query: |_| "active=yes".to_owned(),
        has: |_, other| other.active,
    },
];

on_chromium!(every_parameter_of_picas_list_has_its_place_among_the_filters, Setup::four(fleet_of(60)));
async fn every_parameter_of_picas_list_has_its_place_among_the_filters(page: Page) {
    let acme = known(&page);
    let fleet = fleet(&page);
    open_list(&page, "/#/?source=pica").await;
    let filters = page.group("Filters");

    for Parameter { name, filter, query, has } in PARAMETERS {
        page.step(format!("the parameter {name}"));
        match filter {
            "Key" | "Name" | "Version" => {
                filters.button("More").click().await;
                filters.group("More").textbox(filter).is_shown().await;
                filters.button("More").click().await;
            }
            other => filters.button(other).is_enabled().await,
        }
        page.open(&format!("/#/?source=pica&{}", query(&acme))).await;
        page.button(containing(&format!("Remove filter {filter}: "))).is_shown().await;
        shows(&page, &fleet.iter().filter(|other| has(&acme, other)).collect::<Vec<_>>()).await;
    }
    // `limit` and `page`, and what the list says of them.
    page.open("/#/?source=pica&size=50&page=2").await;
    range_is(&page, "51–60 of 60").await;
    page.combobox("Rows per page").has_value("50").await;
}

/// What a source answers to everything, and what its card says then: the cause, and what to do.
async fn each_fails_alone(page: &Page, fault: &Fault, cause: &str, next: &str) {
    for (vendor, failed) in VENDORS.into_iter().zip(LABELS) {
        page.sandbox().faults().arm(When::any().path(&format!("/{vendor}/")).always(), fault.clone());
        page.open("/favicon.svg").await;
        page.open("/").await;

        page.region(failed).alert().says(cause).await;
        page.region(failed).alert().says(next).await;
        for (other, label) in VENDORS.into_iter().zip(LABELS).filter(|(_, label)| *label != failed) {
            page.region(label).is_gone().await;
            page.open(&format!("/#/?source={other}")).await;
            rows_are_of(page, label).await;
        }
        page.sandbox().faults().clear();
        page.region(failed).button("Try again").click().await;
        page.region(failed).is_gone().await;
        page.open(&format!("/#/?source={vendor}")).await;
        rows_are_of(page, failed).await;
    }
}

on_chromium!(a_source_that_is_not_permitted_disturbs_no_other, Setup::four(fleet_of(30)));
async fn a_source_that_is_not_permitted_disturbs_no_other(page: Page) {
    each_fails_alone(&page, &Fault::Status(403), "Not permitted", "Use a key with more rights").await;
}

on_chromium!(a_source_whose_key_is_refused_disturbs_no_other, Setup::four(fleet_of(30)));
async fn a_source_whose_key_is_refused_disturbs_no_other(page: Page) {
    each_fails_alone(&page, &Fault::Status(401), "The key is not accepted", "enter one that is valid").await;
}

on_chromium!(a_source_that_answers_with_a_page_disturbs_no_other, Setup::four(fleet_of(30)));
async fn a_source_that_answers_with_a_page_disturbs_no_other(page: Page) {
    let cause = "This page’s own server answered with a web page instead of data";
    each_fails_alone(&page, &Fault::Html(200), cause, "The base URL is probably wrong").await;
}

on_chromium!(a_source_that_cannot_be_reached_disturbs_no_other, Setup::four(fleet_of(30)));
async fn a_source_that_cannot_be_reached_disturbs_no_other(page: Page) {
    each_fails_alone(&page, &Fault::DropBefore, "No answer", "go through a gateway").await;
}

/// Whether a field of this name holds what nobody may see.
fn is_secret(name: &str) -> bool {
    name != "token_type"
        && ["key", "token", "secret", "password", "json"].iter().any(|part| name.contains(part))
}

/// Everything that the vendors hold and nobody may see.
pub(super) fn secrets(page: &Page) -> Vec<String> {
    let texts = |values: &serde_json::Map<String, Value>| {
        let secret = values.iter().filter(|(name, _)| is_secret(&name.to_lowercase()));
        secret.filter_map(|(_, value)| value.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let sandbox = page.sandbox();
    let mut all: Vec<String> =
        sandbox.composio(|store| store.accounts().iter().flat_map(|one| texts(&one.values)).collect());
    all.extend(
        sandbox.peaka(|store| store.all().iter().flat_map(|one| texts(&one.credential)).collect::<Vec<_>>()),
    );
    all.extend(sandbox.omni(|store| {
        let held = store.all().iter().flat_map(|one| [one.password.clone(), one.private_key.clone()]);
        held.flatten().collect::<Vec<_>>()
    }));
    all.retain(|text| text.len() >= 8);
    assert!(all.len() > 60, "there is something to be hidden");
    all
}

async fn tells_none(page: &Page, secrets: &[String], screen: &str) {
    // Together first, since each is a question of its own.
    let shown = page.script(
        "const shown = document.documentElement.outerHTML
            + document.getElementById('patchbay').shadowRoot.innerHTML + location.href + window.name;
         return arguments[0].filter((secret) => shown.includes(secret))",
        vec![json!(secrets)],
    );
    assert_eq!(shown.await, json!([]), "{screen}");
    page.holds_nowhere(&secrets[0]).await;
}

pub(super) fn unmasked() -> Setup {
    let composio = composio::Options { unmasked: true, ..composio::Options::default() };
    Setup::four(Options { vendors: world::Options { composio, ..world::Options::default() }, ..fleet_of(30) })
}

on_chromium!(no_screen_tells_what_a_vendor_holds_even_where_it_is_listed_in_full, unmasked());
async fn no_screen_tells_what_a_vendor_holds_even_where_it_is_listed_in_full(page: Page) {
    let secrets = secrets(&page);
    let (account, connection) = (
        page.sandbox().composio(|store| {
            let with_key = store.accounts().iter().find(|one| one.auth_scheme == "API_KEY");
            with_key.expect("an account with a key").id.clone()
        }),
        page.sandbox().omni(|store| store.all()[0].id.clone()),
    );
    open_list(&page, "/#/?size=all").await;
    tells_none(&page, &secrets, "the list").await;
    for source in VENDORS {
        page.open(&format!("/#/?source={source}&size=all")).await;
        tells_none(&page, &secrets, source).await;
    }
    for (source, id) in [("composio", &account), ("omni", &connection)] {
        page.open(&format!("/#/c/{source}/{id}")).await;
        page.complementary("Connection").button("Update credentials").click().await;
        tells_none(&page, &secrets, "a connection").await;
        page.dialog("Update credentials").button("Cancel").is_shown().await;
        tells_none(&page, &secrets, "its dialog").await;
        page.dialog("Update credentials").button("Cancel").click().await;
    }
    // What is looked for in a secret is not found either.
    page.open("/").await;
    page.searchbox("Search connections").fill(&secrets[0]).await;
    page.region("Nothing matches").is_shown().await;
}

/// Keys, one for each vendor.
pub(super) const KEYS: [&str; 4] =
    ["canary-key-of-pica-01", "canary-key-of-composio-02", "canary-key-of-peaka-03", "canary-key-of-omni-04"];

/// Where each vendor expects its key, and what stands before it there.
pub(super) const HEADERS: [(&str, &str); 4] =
    [("x-pica-secret", ""), ("x-api-key", ""), ("authorization", "Bearer "), ("authorization", "Bearer ")];

/// All four vendors on another origin, each with a key to be typed.
pub(super) fn direct() -> Setup {
    let keys = |place: usize| vec![KEYS[place].to_owned()];
    let vendors = world::Options {
        pica: pica::Options { keys: keys(0), ..pica::Options::default() },
        composio: composio::Options { keys: keys(1), cors: true, ..composio::Options::default() },
        peaka: peaka::Options { keys: keys(2), ..peaka::Options::default() },
        omni: omni::Options { keys: keys(3), cors: true, ..omni::Options::default() },
    };
    Setup::configured(Options { vendors, ..fleet_of(30) }, |vendors| {
        let source = |vendor: &str, path: &str| {
            json!({
                "id": vendor, "vendor": vendor, "label": format!("Our {vendor}"),
                "baseUrl": format!("{vendors}/{path}"), "auth": "key",
            })
        };
        let mut sources =
            [("pica", "pica"), ("composio", "composio"), ("peaka", "peaka"), ("omni", "omni/api")]
                .map(|(vendor, path)| source(vendor, path));
        sources[1]["apiVersion"] = "v3.1".into();
        sources[2]["projectId"] = peaka::DEMO_PROJECT.into();
        json!({ "sources": sources })
    })
}

/// Types the key of each, and waits until all is loaded.
pub(super) async fn enter_keys(page: &Page) {
    for (vendor, key) in VENDORS.into_iter().zip(KEYS) {
        let card = page.region(&format!("Our {vendor}"));
        card.textbox(&format!("API key for Our {vendor}")).fill(key).await;
        card.button("Use key").click().await;
    }
    is_loaded(page).await;
}

on_chromium!(a_key_of_one_source_never_reaches_another, direct());
async fn a_key_of_one_source_never_reaches_another(page: Page) {
    page.open("/").await;
    enter_keys(&page).await;
    let ids = [
        page.sandbox().pica(|store| store.connections()[0].id.clone()),
        page.sandbox().composio(|store| store.accounts()[0].id.clone()),
        page.sandbox().peaka(|store| store.all()[0].id.clone()),
        page.sandbox().omni(|store| store.all()[0].id.clone()),
    ];
    for (source, id) in VENDORS.into_iter().zip(&ids) {
        page.open(&format!("/#/c/{source}/{id}")).await;
        let is_it = |sent: &Recorded| sent.path.ends_with(id) && sent.status.is_some();
        page.asked(&format!("for {id}"), |sent| sent.iter().any(is_it)).await;
    }
    let dialog = page.dialog("Edit tags");
    page.open(&format!("/#/c/pica/{}/tags", ids[0])).await;
    add_tag(&dialog, "vip").await;
    dialog.button("Save").click().await;
    dialog.is_gone().await;
    page.link("Sources").click().await;
    for vendor in VENDORS {
        page.region(&format!("Our {vendor}")).button("Check key").click().await;
        page.region(&format!("Our {vendor}")).says("The key is accepted.").await;
    }

    let requests = page.sandbox().requests();
    for (place, vendor) in VENDORS.into_iter().enumerate() {
        let (name, scheme) = HEADERS[place];
        let own: Vec<&Recorded> =
            requests.iter().filter(|sent| sent.path.starts_with(&format!("/{vendor}/"))).collect();
        assert!(own.len() >= 3, "{vendor}:{}", page.stage().requests());
        for sent in own {
            assert_eq!(sent.header(name), Some(format!("{scheme}{}", KEYS[place]).as_str()), "{}", sent.path);
            assert_eq!(canaries(sent), 1, "{} {} has one key in one place", sent.method, sent.path);
        }
    }
    for preflight in page.sandbox().preflights() {
        assert_eq!(canaries(&preflight), 0, "a preflight for {}", preflight.path);
    }
    for key in KEYS {
        page.holds_nowhere(key).await;
    }
}

/// In how many places of a request a key stands.
fn canaries(sent: &Recorded) -> usize {
    let texts = sent.headers.iter().chain(&sent.query).flat_map(|(name, value)| [name, value]);
    texts.chain([&sent.path, &sent.body]).filter(|text| text.contains("canary-key")).count()
}
