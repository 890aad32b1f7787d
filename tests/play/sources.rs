//! A source for each way in which a vendor can be configured, and the sandbox that answers it.

use patchbay_sandbox::{composio, omni, peaka, pica};
use patchbay_vendors::base::BaseUrl;
use patchbay_vendors::source::Source;
use patchbay_vendors::{ALL, Vendor};

/// Enough for several pages of every list, and for one of everything.
pub const CONNECTIONS: usize = 500;

const SEED: u64 = 1;

/// Where a consent leads back to.
pub const CALLBACK: &str = "https://panel.example.test/back.html";

/// A way to configure a source.
struct Row {
    id: &'static str,
    vendor: &'static str,
    base: &'static str,
    project: Option<&'static str>,
    option: Option<(&'static str, &'static str)>,
    callback: Option<&'static str>,
}

const fn row(id: &'static str, vendor: &'static str, base: &'static str) -> Row {
    Row { id, vendor, base, project: None, option: None, callback: None }
}

const COMPOSIO: &str = "https://backend.composio.dev";

static ROWS: [Row; 9] = [
    Row { option: Some(("flavor", "pica")), ..row("pica", "pica", "https://api.picaos.com") },
    Row { option: Some(("flavor", "one")), ..row("one", "pica", "https://api.withone.ai") },
    Row { option: Some(("apiVersion", "v3")), ..row("composio", "composio", COMPOSIO) },
    Row {
        option: Some(("apiVersion", "v3.1")),
        callback: Some(CALLBACK),
        ..row("composio-3.1", "composio", COMPOSIO)
    },
    Row {
        project: Some(peaka::DEMO_PROJECT),
        callback: Some(CALLBACK),
        ..row("peaka", "peaka", "https://partner.peaka.studio/api/v1")
    },
    Row { callback: Some(CALLBACK), ..row("peaka-eu", "peaka", "https://partner.eu.peaka.studio/api/v1") },
    Row {
        project: Some(peaka::DEMO_PROJECT),
        ..row("peaka-alone", "peaka", "https://partner.peaka.studio/api/v1")
    },
    row("omni", "omni", "https://blobsrus.omniapp.co/api"),
    row("omni-older", "omni", "https://blobsrus.playground.exploreomni.dev/api"),
];

/// All sources of all vendors that there are.
#[must_use]
pub fn all() -> Vec<Source> {
    ALL.iter().flat_map(|vendor| of(vendor.about().id)).collect()
}

/// All sources of a vendor, those of its first configuration first.
#[must_use]
pub fn of(vendor: &str) -> Vec<Source> {
    ROWS.iter().filter(|row| row.vendor == vendor).filter_map(source).collect()
}

/// The source with this id.
#[must_use]
pub fn named(id: &str) -> Source {
    ROWS.iter().find(|row| row.id == id).and_then(source).expect("it is in the table")
}

fn source(row: &Row) -> Option<Source> {
    let vendor: &'static dyn Vendor = *ALL.iter().find(|vendor| vendor.about().id == row.vendor)?;
    let base = BaseUrl::parse(row.base, vendor.about().domains).expect("the vendor's own server");
    Some(Source {
        project: row.project.map(str::to_owned),
        options: row.option.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        callback: row.callback.map(str::to_owned),
        ..Source::of(row.id, vendor, base)
    })
}

/// The sandbox that a source has.
pub trait World {
    /// A new one with so many connections, always the same ones.
    fn world(&self, connections: usize) -> patchbay_sandbox::World;

    /// Where in it the source's base URL is.
    fn mounted_at(&self) -> String;

    /// A key that it knows.
    fn good_key(&self) -> &'static str;
}

impl World for Source {
    fn world(&self, connections: usize) -> patchbay_sandbox::World {
        let vendor = self.vendor.about().id;
        // Only as many as are asked for: tests make very many worlds.
        let of = |id| if id == vendor { connections } else { 0 };
        let pica = pica::Options { flavor_one: self.option_is("flavor", "one"), ..Default::default() };
        let omni = omni::Options {
            // How many requests a minute it takes is for the test that is about it.
            per_minute: None,
            older_rows: self.id == "omni-older",
            ..Default::default()
        };
        patchbay_sandbox::World {
            pica: pica::Store::generate(pica, of("pica"), SEED),
            composio: composio::Store::generate(Default::default(), of("composio"), SEED),
            peaka: peaka::Store::generate(Default::default(), of("peaka"), SEED),
            omni: omni::Store::generate(omni, of("omni"), SEED),
        }
    }

    fn mounted_at(&self) -> String {
        let path = match &self.base {
            BaseUrl::Own(path) | BaseUrl::Foreign { path, .. } => path.as_str(),
        };
        // The sandbox has no part of Peaka but its API, and leaves away what stands before it.
        let path = path.strip_prefix("/api/v1").unwrap_or(path);
        format!("/{}{path}", self.vendor.about().id)
    }

    fn good_key(&self) -> &'static str {
        match self.vendor.about().id {
            "composio" => composio::DEMO_KEY,
            "omni" => omni::DEMO_KEY,
            "peaka" => peaka::DEMO_KEY,
            _ => pica::DEMO_KEY,
        }
    }
}
