//! Composio: what there is to know before its contract can be held.

mod questions;
mod traps;

use patchbay_tests::play::sources;
use patchbay_vendors::composio::Composio;
use patchbay_vendors::page::Cursor;

use crate::contract::Contract;
use crate::subject::{Exempt, Free, Subject};

pub(crate) fn subject() -> Subject {
    Subject {
        vendor: &Composio,
        contract: Contract::load(include_str!("../composio.openapi.yaml")),
        sources: sources::of("composio"),
        // The second page of twenty, as the vendor spells it.
        cursors: vec![Cursor::Start, Cursor::At("MjoyMA==".into())],
        ids: &["ca_8Hq2mZr41xTd", "a/b?c#d %&é"],
        unasked: &[
            Exempt {
                what: "listConnectedAccounts auth_config_ids",
                because: "no filter of ours is one of these",
            },
            Exempt { what: "listConnectedAccounts order_by", because: "the fleet sorts" },
            Exempt { what: "listConnectedAccounts order_direction", because: "the fleet sorts" },
            Exempt { what: "createConnectedAccount", because: "connections are not made here" },
            Exempt { what: "refreshConnectedAccount redirect_url", because: "the body says it" },
            Exempt { what: "listAuthConfigs cursor", because: "all those of one toolkit fit into a page" },
            Exempt { what: "listAuthConfigs search", because: "those of one toolkit are asked for" },
            Exempt { what: "listAuthConfigs show_disabled", because: "a disabled one is of no use" },
            Exempt { what: "listAuthConfigs is_composio_managed", because: "either may be chosen" },
            Exempt { what: "setAuthConfigStatus", because: "it would befall all accounts of it at once" },
            Exempt { what: "listToolkits", because: "one toolkit is asked for" },
        ],
        allowances: &[],
        // What an account signs in with is for its scheme and toolkit to say.
        free_to_ask: &[Free::Object("*/connection/state/val")],
        free_to_answer: &[
            Free::Object("*/state/val"),
            Free::Object("*/data"),
            Free::Object("*/params"),
            Free::Object("*/experimental"),
            Free::Object("*/items/*/state/val"),
            Free::Object("*/items/*/data"),
            Free::Object("*/items/*/experimental"),
            Free::Object("listAuthConfigs/items/*/tool_access_config"),
            Free::Object("listToolkits/items/*/deprecated"),
            Free::Object("getToolkit/deprecated"),
            Free::Object("sessionInfo/project"),
            Free::Object("sessionInfo/org_member"),
            Free::Object("sessionInfo/api_key"),
        ],
        mounted_at: |source| {
            if source.option_is("apiVersion", "v3.1") { "/composio/api/v3.1" } else { "/composio/api/v3" }
        },
        questions: questions::all,
        unanswered: &[
            Exempt { what: "createConnectedAccount", because: "nobody asks for it" },
            Exempt { what: "setAuthConfigStatus", because: "nobody asks for it" },
        ],
    }
}
