//! Omni: what there is to know before its contract can be held.

mod questions;
mod traps;

use patchbay_tests::play::sources;
use patchbay_vendors::omni::Omni;
use patchbay_vendors::page::Cursor;

use crate::contract::Contract;
use crate::subject::{Exempt, Free, Subject};

pub(crate) fn subject() -> Subject {
    Subject {
        vendor: &Omni,
        contract: Contract::load(include_str!("../omni.openapi.yaml")),
        sources: sources::of("omni"),
        cursors: vec![Cursor::Start],
        // The contract takes nothing but a UUID.
        ids: &["c0f12353-4817-4398-bcc0-d501e6dd2f64"],
        unasked: &[
            Exempt { what: "connectionsCreate", because: "connections are not made here" },
            Exempt { what: "modelsList cursor", because: "one connection has one model of the kind" },
            Exempt { what: "modelsList pageSize", because: "one connection has one model of the kind" },
            Exempt { what: "modelsRefresh branch_id", because: "nothing is known of branches" },
            Exempt { what: "schedulesList", because: "schedules are for the app" },
            Exempt { what: "schedulesCreate", because: "schedules are for the app" },
            Exempt { what: "schedulesGet", because: "schedules are for the app" },
            Exempt { what: "schedulesUpdate", because: "schedules are for the app" },
            Exempt { what: "schedulesDelete", because: "schedules are for the app" },
            Exempt { what: "environmentsList", because: "environments are for the app" },
            Exempt { what: "environmentsCreate", because: "environments are for the app" },
            Exempt { what: "environmentsUpdate", because: "environments are for the app" },
            Exempt { what: "environmentsDelete", because: "environments are for the app" },
        ],
        allowances: &[],
        free_to_ask: &[],
        free_to_answer: &[Free::Object("whoami")],
        mounted_at: |_| "/omni/api",
        questions: questions::all,
        unanswered: &[
            Exempt { what: "connectionsCreate", because: "nobody asks for it" },
            Exempt { what: "schedulesList", because: "nobody asks for it" },
            Exempt { what: "schedulesCreate", because: "nobody asks for it" },
            Exempt { what: "schedulesGet", because: "nobody asks for it" },
            Exempt { what: "schedulesUpdate", because: "nobody asks for it" },
            Exempt { what: "schedulesDelete", because: "nobody asks for it" },
            Exempt { what: "environmentsList", because: "nobody asks for it" },
            Exempt { what: "environmentsCreate", because: "nobody asks for it" },
            Exempt { what: "environmentsUpdate", because: "nobody asks for it" },
            Exempt { what: "environmentsDelete", because: "nobody asks for it" },
        ],
    }
}
