//! What is shown of a write before and while it is made has no secret in it.

use patchbay_tests::play::typing::Typist;
use patchbay_vendors::curl::curl;
use patchbay_vendors::draft::{Entry, Value};
use patchbay_vendors::secret::Secret;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::stage::{STAGES, Stage, always, hidden, secrets};

#[test]
fn a_typed_secret_is_in_no_draft_preview_command_or_print_of_a_request() {
    always(64, (any::<Index>(), secrets()), |(at, secret)| {
        let stage = Stage::at(at);
        for (draft, call) in stage.writes(&secret) {
            let request = &call.request;
            hidden("the draft", &draft, &secret)?;
            hidden("the request", request, &secret)?;
            hidden("its path and query", &request.target(), &secret)?;
            hidden("the command", &curl(&stage.source, request, "https://panel.example.test"), &secret)?;
            if let Some(body) = &request.body {
                hidden("the preview", &body.struck(), &secret)?;
                hidden("the body", &body.to_string(), &secret)?;
            }
        }
        Ok(())
    });
}

/// Or the test above would hold of forms into which nothing was typed.
#[test]
fn a_typed_secret_is_in_what_leaves() {
    let secret = "Tr0ub4dor&3!";
    let of_vendor = |id| STAGES.iter().filter(move |stage: &&Stage| stage.source.vendor.about().id == id);
    for vendor in ["composio", "peaka", "omni"] {
        let mut sent = of_vendor(vendor).flat_map(|stage| stage.writes(secret)).filter(|(_, call)| {
            call.request.body.as_ref().is_some_and(|body| body.expose().contains("Tr0ub4dor"))
        });
        let (_, call) = sent.next().expect(vendor);
        let secrets = call.request.body.as_ref().map(|body| body.secrets().len());
        assert!(secrets.is_some_and(|secrets| secrets > 0), "{vendor}: it is known to be one");
    }
}

#[test]
fn what_has_to_be_mended_is_told_without_the_secret() {
    let endings = prop_oneof![
        Just(String::new()),
        Just("...".into()),
        Just("{\"type\": \"service_account\"".into()),
        Just("-----BEGIN PRIVATE KEY-----".into()),
        Just(" REDACTED".into()),
    ];
    always(64, (any::<Index>(), secrets(), endings), |(at, secret, ending)| {
        let stage = Stage::at(at);
        for field in stage.opened.form.fields.iter().filter(|field| matches!(field.value, Value::Unseen(_))) {
            for typed in
                [format!("{secret}{ending}"), format!("{ending}{secret}"), format!("{ending}\n{secret}")]
            {
                let mut draft = patchbay_tests::play::typing::shown(&stage.opened.form, field);
                draft.set(field.name.clone(), Value::Unseen(Entry::Set(Secret::new(typed))));
                if let Err(problems) = stage.opened.write(&stage.source, &stage.detail, &draft) {
                    hidden("a problem", &problems, &secret)?;
                }
            }
        }
        Ok(())
    });
}

/// What is asked again elsewhere: a draft rests in the panel's memory, and is printed when something is wrong with it.
#[test]
fn a_draft_brought_up_to_date_still_hides_the_secret() {
    always(64, (any::<Index>(), secrets()), |(at, secret)| {
        let stage = Stage::at(at);
        let form = &stage.opened.form;
        for draft in (Typist { secret: secret.clone() }).drafts(form, &stage.detail) {
            hidden("the rebased draft", &form.rebase(&draft, form), &secret)?;
        }
        Ok(())
    });
}
