//! What can be changed at Pica.

use serde_json::Value as Json;

use crate::body::Body;
use crate::connection::Connection;
use crate::draft::{Draft, Problem, Trouble, Value};
use crate::edit::Edit;
use crate::form::{Field, Form, Offer};
use crate::tags;
use crate::words::Sentence;

use super::words;

const TAGS: &str = "tags";
const NAME: &str = "name";

pub(super) fn offers(is_one: bool) -> Vec<Offer> {
    vec![
        Offer::open(Edit::Tags),
        if is_one { Offer::open(Edit::Rename) } else { Offer::withheld(Edit::Rename, &words::NAME_FIXED) },
        Offer::withheld(Edit::Reconnect, &words::NO_RECONNECT),
        Offer::open(Edit::Delete),
    ]
}

pub(super) fn form(is_one: bool, edit: Edit, connection: &Connection) -> Result<Form, &'static Sentence> {
    let offer = offers(is_one).into_iter().find(|offer| offer.edit == edit);
    match offer.map(|offer| offer.withheld) {
        Some(None) => {}
        Some(Some(why)) => return Err(why),
        None => return Err(&crate::words::NOT_OFFERED),
    }
    let fields = match edit {
        Edit::Tags => vec![Field {
            hint: Some((&words::TAGS_HINT).into()),
            ..Field::of(TAGS, &words::TAGS, Value::Tags(connection.tags.clone().unwrap_or_default()))
        }],
        Edit::Rename => vec![Field {
            hint: Some((&words::NAME_HINT).into()),
            ..Field::of(NAME, &words::NAME, Value::Text(connection.name.clone().unwrap_or_default()))
        }],
        _ => Vec::new(),
    };
    Ok(Form::of(edit, fields))
}

/// The body of a PATCH: only what changed. Tags go as a whole, because they are replaced as a
/// whole.
pub(super) fn body(form: &Form, draft: &Draft) -> Result<Body, Vec<Problem>> {
    let mut body = Body::object();
    for field in form.changed(draft) {
        let value = match draft.value(&field) {
            Some(Value::Tags(typed)) => Json::from(checked(typed)?),
            Some(Value::Text(text)) => Json::from(text.trim()),
            _ => continue,
        };
        body = body.with(field, value);
    }
    Ok(body)
}

fn checked(typed: &[String]) -> Result<Vec<String>, Vec<Problem>> {
    let mut set: Vec<String> = Vec::new();
    for tag in typed {
        match tags::check(tag) {
            Ok(Some(tag)) if !set.contains(&tag) => set.push(tag),
            Ok(_) => {}
            Err(tags::Unusable::Comma) => {
                return Err(vec![Problem::at(TAGS, Trouble::TagWithComma(tag.clone()))]);
            }
        }
    }
    Ok(set)
}
