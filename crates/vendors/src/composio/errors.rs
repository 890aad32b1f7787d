//! Composio's refusals.
//!
//! The envelope is `{"error": {message, code, slug, status, request_id, suggested_fix, errors[]}}`, of which only the
//! message is always there; too many requests are refused with a bare `{"message"}`:
//! <https://docs.composio.dev/reference/rate-limits>. Proxies before it answer with text or a page.

use std::time::Duration;

use crate::error::{Error, Refused};
use crate::form::Name;
use crate::http::Response;
use crate::read::{self, Fields};

use super::edits::ALIAS;

/// The code of an account that is not there:
/// <https://github.com/ComposioHQ/composio/blob/3e989ec/ts/packages/core/src/errors/ToolErrors.ts>.
const NO_ACCOUNT: &str = "1803";

/// A refusal, with what it says of the fields that were asked to change.
pub(super) fn refused(response: &Response, asked: &[Name]) -> Error {
    let common = read::refused(response);
    let json = read::json(response).unwrap_or_default();
    let whole = Fields::of(&json).ok();
    let inner = whole.and_then(|whole| whole.object("error"));
    let text = |name| {
        let said = [inner, whole].into_iter().flatten().find_map(|fields| fields.code(name));
        said.filter(|text| !text.is_empty())
    };
    let message = text("message").or_else(|| whole?.code("error"));
    let slug = text("slug");
    let details: Vec<&str> = inner
        .and_then(|inner| inner.list("errors").ok().flatten())
        .map(|errors| errors.iter().filter_map(|error| error.as_str()).collect())
        .unwrap_or_default();

    let mut fields: Vec<(String, &str)> = Vec::new();
    // Elsewhere the names of fields are but words.
    if matches!(response.status, 400 | 409 | 422) {
        let alias = Name::from(ALIAS);
        let others = asked.iter().filter(|name| *name != ALIAS);
        for name in others.chain([&alias]) {
            let by_text = || details.iter().copied().chain(message.as_deref()).find(|text| names(text, name));
            let by_slug = || {
                let is_named = name == ALIAS && slug.as_deref()?.to_ascii_lowercase().contains(ALIAS);
                message.as_deref().filter(|_| is_named)
            };
            fields.extend(by_text().or_else(by_slug).map(|text| (name.to_string(), text)));
        }
    }
    let rest = details.iter().filter(|detail| !fields.iter().any(|(_, text)| text == *detail));
    let said: Vec<&str> = message.as_deref().into_iter().chain(rest.copied()).collect();
    let is_said = !said.is_empty();

    // `alias: must be a string` is told at the field of that name.
    let fields = fields.into_iter().map(|(name, text)| {
        let rest = text.strip_prefix(&*name).and_then(|rest| rest.strip_prefix(':'));
        let text = rest.unwrap_or(text).trim().to_owned();
        (name, text)
    });
    let fields = fields.collect();

    let code = text("code").or_else(|| text("error_code")).or(slug);

    Error::Refused(Box::new(Refused {
        message: is_said.then(|| said.join(" · ")).or(common.message),
        is_gone: code.as_deref() == Some(NO_ACCOUNT),
        code,
        request_id: response.header("x-request-id").map(str::to_owned).or_else(|| text("request_id")),
        suggestion: text("suggested_fix"),
        fields,
        retry_after: response.header("retry-after-ms").and_then(millis).or(common.retry_after),
        status: response.status,
    }))
}

fn millis(header: &str) -> Option<Duration> {
    header.trim().parse().ok().map(Duration::from_millis)
}

/// Whether a text names a field, as a word of its own.
fn names(text: &str, field: &str) -> bool {
    let is_of_a_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    text.split(|letter| !is_of_a_name(letter)).any(|word| word.eq_ignore_ascii_case(field))
}
