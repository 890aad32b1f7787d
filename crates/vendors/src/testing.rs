//! What the tests of all vendors share.

use serde_json::Value as Json;

use crate::base::BaseUrl;
use crate::call::{Call, Next};
use crate::draft::{Draft, Entry, Value};
use crate::edit::Edit;
use crate::error::Error;
use crate::http::{Request, Response};
use crate::secret::Secret;
use crate::source::Source;
use crate::vendor::Vendor;

pub(crate) fn source(vendor: &'static dyn Vendor, base: &str) -> Source {
    let base = BaseUrl::parse(base, vendor.about().domains).unwrap();
    Source::of(vendor.about().id, vendor, base)
}

/// A request as it would leave, secrets and all.
pub(crate) fn sent(request: &Request) -> String {
    let body = request.body.as_ref().map(|body| format!("\n{}", *body.expose())).unwrap_or_default();
    format!("{} {}{body}", request.method.as_str(), request.target())
}

pub(crate) fn answer(status: u16, body: &Json) -> Response {
    Response { status, headers: Vec::new(), body: body.to_string() }
}

pub(crate) fn empty(status: u16) -> Response {
    Response { status, ..Response::default() }
}

/// What a call makes of the answer to its only request.
pub(crate) fn read<T: 'static>(call: Call<T>, response: &Response) -> Result<T, Error> {
    call.read(response).map(|next| match next {
        Next::Done(value) => value,
        Next::Then(_) | Next::After(..) => panic!("one request is enough"),
    })
}

/// The call that follows this answer.
pub(crate) fn next<T: 'static>(call: Call<T>, response: &Response) -> Call<T> {
    match call.read(response) {
        Ok(Next::Then(call) | Next::After(_, call)) => call,
        Ok(Next::Done(_)) => panic!("more has to be asked"),
        Err(error) => panic!("{error:?}"),
    }
}

pub(crate) fn draft(edit: Edit, values: &[(&'static str, Value)]) -> Draft {
    Draft { edit, values: values.iter().map(|(name, value)| ((*name).into(), value.clone())).collect() }
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn tags(list: &[&str]) -> Value {
    Value::Tags(list.iter().map(ToString::to_string).collect())
}

/// A secret that somebody typed.
pub(crate) fn typed(secret: &str) -> Value {
    Value::Unseen(Entry::Set(Secret::new(secret.to_owned())))
}
