//! Peaka: what there is to know before its contract can be held.

mod questions;
mod traps;

use patchbay_tests::play::sources;
use patchbay_vendors::page::Cursor;
use patchbay_vendors::peaka::Peaka;

use crate::contract::Contract;
use crate::subject::{Allowance, Body, Exempt, Free, Subject};

pub(crate) fn subject() -> Subject {
    Subject {
        vendor: &Peaka,
        contract: Contract::load(include_str!("../peaka.openapi.yaml")),
        sources: sources::of("peaka"),
        cursors: vec![Cursor::Start],
        ids: &["mtKDhe1U/c0f12353-4817-4398-bcc0-d501e6dd2f64", "mtKDhe1U/a/b?c#d %&é"],
        unasked: &[
            Exempt { what: "createConnection", because: "connections are not made here" },
            Exempt {
                what: "getConnectionDetail",
                because: "its object is open, and nothing in it is known to be no secret",
            },
        ],
        allowances: &[Allowance {
            operation: "*",
            status: 401,
            body: Body::Any,
            because: "the contract: the shape of its body is not known, treat it as any JSON or text",
        }],
        free_to_ask: &[
            // What a connection signs in with is for its type to say.
            Free::Object("*/credential"),
        ],
        free_to_answer: &[
            // An open object, of which only the type is certain.
            Free::Object("getConnectionDetail"),
        ],
        mounted_at: |_| "/peaka",
        questions: questions::all,
        unanswered: &[],
    }
}
