//! The forms of all vendors, opened once, and what the tests of this folder look for in texts.

use std::fmt::Debug;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use patchbay_tests::play::typing::Typist;
use patchbay_tests::play::{Opened, Play, every, sources};
use patchbay_vendors::call::Call;
use patchbay_vendors::connection::Detail;
use patchbay_vendors::draft::{Draft, Updated, Value};
use patchbay_vendors::http::escape;
use patchbay_vendors::page::Query;
use patchbay_vendors::source::Source;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

/// An open form of one connection.
pub(crate) struct Stage {
    pub(crate) source: Source,
    pub(crate) detail: Detail,
    pub(crate) opened: Opened,
}

/// Every edit that is offered of one connection of each kind, for every vendor.
pub(crate) static STAGES: LazyLock<Vec<Stage>> = LazyLock::new(|| {
    sources::all()
        .iter()
        .flat_map(|source| {
            let play = Play::new(source);
            let some = every::representatives(&play.all(&Query::default()));
            let details = some.iter().map(|one| play.get(&one.id).expect("it is there"));
            let stages = details.flat_map(|detail| {
                let offers = source.vendor.edits(source, &detail.connection);
                let open = offers.into_iter().filter(|offer| offer.withheld.is_none());
                let opened: Vec<_> = open.filter_map(|offer| play.form(&detail, offer.edit)).collect();
                opened.into_iter().map(move |opened| Stage {
                    source: source.clone(),
                    detail: detail.clone(),
                    opened,
                })
            });
            stages.collect::<Vec<_>>()
        })
        .collect()
});

impl Stage {
    /// One of them.
    pub(crate) fn at(index: Index) -> &'static Self {
        index.get(&STAGES)
    }

    /// Whether the form asks for what nobody may see.
    pub(crate) fn takes_secrets(&self) -> bool {
        self.opened.form.fields.iter().any(|field| matches!(field.value, Value::Unseen(_)))
    }

    /// Every write that the form can be made to send by somebody who types this secret.
    pub(crate) fn writes(&self, secret: &str) -> Vec<(Draft, Call<Updated>)> {
        every::writes(&self.source, &self.detail, &self.opened, &Typist { secret: secret.to_owned() })
    }
}

/// A secret of twelve characters, as a password manager makes it.
pub(crate) fn secrets() -> impl Strategy<Value = String> {
    "[!-~]{12}".prop_filter("not one character alone", |secret| {
        secret.bytes().any(|byte| byte != secret.as_bytes()[0])
    })
}

/// Holds for every input; one that does not is made smaller and not kept in a file.
pub(crate) fn always<S: Strategy>(
    cases: u32,
    inputs: S,
    holds: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&inputs, holds).unwrap_or_else(|error| panic!("{error}"));
}

/// Fails if a secret can be found in what is shown of a value, in whatever form.
pub(crate) fn hidden(what: &str, shown: &dyn Debug, secret: &str) -> Result<(), TestCaseError> {
    // As it is, and without what printing escapes and what the one or other that repeated it did.
    let mut texts = vec![format!("{shown:?}")];
    for _ in 0..3 {
        texts.extend(texts.last().map(|text| unescaped(text)));
    }
    let decoded = texts.iter().map(|text| percent_decode_str(text).decode_utf8_lossy().into_owned());
    let decoded: Vec<_> = decoded.collect();
    for text in texts.iter().chain(&decoded) {
        for form in forms(secret) {
            prop_assert!(!text.contains(&form), "{} shows {} as {}", what, secret, form);
        }
    }
    Ok(())
}

fn unescaped(text: &str) -> String {
    let escapes =
        [("\\\"", "\""), ("\\'", "'"), ("\\/", "/"), ("\\u003c", "<"), ("\\u003e", ">"), ("\\u0026", "&")];
    let text = escapes.iter().fold(text.to_owned(), |text, (escaped, sign)| text.replace(escaped, sign));
    text.replace("\\\\", "\\")
}

fn forms(secret: &str) -> Vec<String> {
    // What stands before it decides on its first digits, and what stands behind it on its last.
    let encoded = (0..3).map(|before| {
        let padded = STANDARD_NO_PAD.encode([vec![0; before], secret.as_bytes().to_vec()].concat());
        padded[2 + before..padded.len() - 2].to_owned()
    });
    [secret.to_owned(), escape(secret), escape(secret).to_lowercase()].into_iter().chain(encoded).collect()
}
