//! What will be sent, without its secrets.

use patchbay_vendors::body::Body;
use patchbay_vendors::curl::curl;
use patchbay_vendors::http::Request;
use patchbay_vendors::source::Source;

use crate::live::Live;
use crate::parts;
use crate::ui::el::el;
use crate::ui::part::{Child, Part, dynamic};
use crate::ui::{Copy, fold};
use crate::words;

/// A request as it may be shown: for people, and as a command.
#[derive(Clone, PartialEq)]
pub(super) struct Preview {
    text: String,
    command: String,
}

impl Preview {
    /// `origin` is the panel's own.
    pub(super) fn of(source: &Source, request: &Request, origin: &str) -> Self {
        let line = format!("{} {}{}", request.method.as_str(), source.base, request.target());
        let body = request.body.as_ref().map(Body::pretty).unwrap_or_default();
        let text = if body.is_empty() { line } else { format!("{line}\n\n{body}") };
        Self { text, command: curl(source, request, origin) }
    }
}

pub(super) fn view(preview: Live<Option<Preview>>) -> Part {
    let shown = move || match preview.get() {
        None => el("p").class("field-hint").child(words::NOTHING_TO_SEND).part(),
        Some(Preview { text, command }) => {
            let copy = Copy {
                label: words::COPY_AS_CURL,
                text: command,
                copied: words::COPIED,
                refused: words::NOT_COPIED,
            };
            parts![el("pre").attr("tabindex", "0").attr("dir", "ltr").child(text), copy]
        }
    };
    fold(words::WILL_BE_SENT, el("div").class("preview").child(dynamic(shown)))
}
