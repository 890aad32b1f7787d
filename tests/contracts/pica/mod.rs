//! Pica: what there is to know before its contract can be held.

mod questions;
mod traps;

use patchbay_tests::play::sources;
use patchbay_vendors::page::Cursor;
use patchbay_vendors::pica::Pica;

use crate::contract::Contract;
use crate::subject::{Allowance, Body, Exempt, Free, Subject};

pub(crate) fn subject() -> Subject {
    Subject {
        vendor: &Pica,
        contract: Contract::load(include_str!("../pica.openapi.yaml")),
        sources: sources::of("pica"),
        cursors: vec![Cursor::Start, Cursor::At("3".into())],
        ids: &["c0f12353-4817-4398-bcc0-d501e6dd2f64", "a/b?c#d %&é"],
        unasked: &[
            Exempt { what: "listConnections skip", because: "an older way to say page" },
            Exempt { what: "* X-One-Organization-Id", because: "a key belongs to one organization" },
            Exempt { what: "* X-One-Project-Id", because: "a key belongs to one project" },
            Exempt { what: "listAvailableConnectors key", because: "a platform is asked for by its name" },
            Exempt { what: "listAvailableConnectors name", because: "a platform is asked for by its name" },
            Exempt { what: "listAvailableConnectors category", because: "one platform is asked for" },
            Exempt { what: "listAvailableConnectors authkit", because: "one platform is asked for" },
            Exempt { what: "listAvailableConnectors page", because: "one platform is asked for" },
        ],
        allowances: &[Allowance {
            operation: "updateConnection",
            status: 200,
            body: Body::Empty,
            because: "the contract: a client must accept both",
        }],
        free_to_ask: &[],
        // Errors of 2025 carry anything in it.
        free_to_answer: &[Free::Value("*/meta")],
        mounted_at: |_| "/pica",
        questions: questions::all,
        unanswered: &[],
    }
}
