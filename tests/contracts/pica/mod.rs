//! Pica: what there is to know before its contract can be held.

mod questions;
mod traps;

use patchbay_sandbox::{World, pica as sandbox, world};
use patchbay_vendors::Vendor;
use patchbay_vendors::base::BaseUrl;
use patchbay_vendors::page::Cursor;
use patchbay_vendors::pica::Pica;
use patchbay_vendors::source::{Auth, Source};

use crate::contract::Contract;
use crate::subject::{Allowance, Body, Exempt, Subject};
use crate::wire::CONNECTIONS;

pub(crate) fn subject() -> Subject {
    Subject {
        vendor: &Pica,
        contract: Contract::load(include_str!("../pica.openapi.yaml")),
        sources: vec![source("https://api.picaos.com", "pica"), source("https://api.withone.ai", "one")],
        cursors: vec![Cursor::Start, Cursor::At("3".into())],
        unasked: &[
            Exempt { what: "listConnections skip", because: "an older way to say page" },
            Exempt { what: "* X-One-Organization-Id", because: "a key belongs to one organization" },
            Exempt { what: "* X-One-Project-Id", because: "a key belongs to one project" },
            Exempt { what: "listAvailableConnectors", because: "the catalogue is not read yet" },
        ],
        allowances: &[Allowance {
            operation: "updateConnection",
            status: 200,
            body: Body::Empty,
            because: "the contract: a client must accept both",
        }],
        // Errors of 2025 carry anything in it.
        free: &["/meta"],
        key: questions::KEY,
        questions: questions::all,
        world,
        unanswered: &[],
    }
}

fn world(source: &Source) -> World {
    let pica = sandbox::Options { flavor_one: source.option_is("flavor", "one"), ..Default::default() };
    World::generate(world::Options { pica, ..Default::default() }, CONNECTIONS, 1)
}

fn source(base: &str, flavor: &str) -> Source {
    Source {
        id: flavor.into(),
        vendor: &Pica,
        label: flavor.into(),
        base: BaseUrl::parse(base, Pica.about().domains).expect("the vendor's own server"),
        auth: Auth::Key,
        auth_header: None,
        project: None,
        pace: None,
        options: vec![("flavor", flavor.to_owned())],
    }
}
