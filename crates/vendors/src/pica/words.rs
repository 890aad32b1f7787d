//! Pica's own sentences.

use crate::words::Sentence;

pub(super) static NAME_FIXED: Sentence =
    Sentence { en: "Pica does not let names be changed; its successor One does." };
pub(super) static NO_RECONNECT: Sentence =
    Sentence { en: "Pica has no way to connect anew from outside; its own dashboard has." };
pub(super) static TAGS_HINT: Sentence = Sentence { en: "Press Enter or comma after each tag." };
pub(super) static NAME_HINT: Sentence = Sentence { en: "Leave empty to go without a name." };
pub(super) static TAGS: Sentence = Sentence { en: "Tags" };
pub(super) static NAME: Sentence = Sentence { en: "Name" };

pub(super) static VENDOR_STATE: Sentence = Sentence { en: "State, in Pica’s word" };
pub(super) static TYPE: Sentence = Sentence { en: "Type" };
pub(super) static DESCRIPTION: Sentence = Sentence { en: "What it is for" };
pub(super) static VERSION: Sentence = Sentence { en: "Version of the connection" };
pub(super) static CONNECTOR: Sentence = Sentence { en: "Connector" };
pub(super) static TITLE: Sentence = Sentence { en: "Title" };

pub(super) static PLATFORM_NAME: Sentence = Sentence { en: "Platform, in Pica’s word" };
pub(super) static CATEGORY: Sentence = Sentence { en: "Category" };
pub(super) static STATUS: Sentence = Sentence { en: "Release" };
pub(super) static CONNECTOR_VERSION: Sentence = Sentence { en: "Version of the connector" };
pub(super) static TOOLS: Sentence = Sentence { en: "Tools" };
pub(super) static CONSENT: Sentence = Sentence { en: "Signs in by consent" };
