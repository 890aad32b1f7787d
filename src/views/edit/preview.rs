//! What will be sent, without its secrets.

use patchbay_vendors::curl::curl;
use patchbay_vendors::http::Request;
use patchbay_vendors::source::Source;

use crate::browser::{clipboard, location};
use crate::live::{Live, Var};
use crate::ui::el::{button, el};
use crate::ui::fold;
use crate::ui::part::{Child, Part, dynamic};
use crate::words;

/// A request as it may be shown: for people, and as a command.
#[derive(Clone, PartialEq)]
pub(super) struct Preview {
    text: String,
    command: String,
}

impl Preview {
    pub(super) fn of(source: &Source, request: &Request) -> Self {
        let body = request.body.as_ref().map(|body| format!("\n\n{:#}", body.struck())).unwrap_or_default();
        let text = format!("{} {}{}{body}", request.method.as_str(), source.base, request.target());
        Self { text, command: curl(source, request, &location::origin()) }
    }
}

pub(super) fn view(preview: Live<Option<Preview>>) -> Part {
    let copied = Var::new(None::<&'static str>);
    let shown = move || match preview.get() {
        None => el("p").class("field-hint").child(words::NOTHING_TO_SEND).part(),
        Some(Preview { text, command }) => {
            let copy = move |_| {
                clipboard::copy(&command, move |is_copied| {
                    copied.try_set(Some(if is_copied { words::COPIED } else { words::NOT_COPIED }));
                });
            };
            el("div")
                .class("preview")
                .child(el("pre").attr("tabindex", "0").attr("dir", "ltr").child(text))
                .child(button("button", words::COPY_AS_CURL, copy))
                .part()
        }
    };
    fold(
        words::WILL_BE_SENT,
        el("div")
            .child(dynamic(shown))
            .child(el("p").attr("role", "status").class("field-hint").child(dynamic(move || copied.get()))),
    )
}
