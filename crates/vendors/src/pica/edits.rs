//! What can be changed at Pica.

use serde_json::{Map, Value as Json};

use crate::connection::Connection;
use crate::form::{Draft, Edit, Field, Form, Offer, Problem, Trouble, Value};
use crate::tags;

use super::words;

const TAGS: &str = "tags";
const NAME: &str = "name";

pub(super) fn offers(is_one: bool) -> Vec<Offer> {
    let rename = if is_one { None } else { Some(&words::NAME_FIXED) };
    vec![
        Offer { edit: Edit::Tags, withheld: None },
        Offer { edit: Edit::Rename, withheld: rename },
        Offer { edit: Edit::Delete, withheld: None },
    ]
}

pub(super) fn form(edit: Edit, connection: &Connection) -> Form {
    let fields = match edit {
        Edit::Tags => vec![Field {
            name: TAGS,
            label: &words::TAGS,
            hint: Some(&words::TAGS_HINT),
            value: Value::Tags(connection.tags.clone().unwrap_or_default()),
        }],
        Edit::Rename => vec![Field {
            name: NAME,
            label: &words::NAME,
            hint: Some(&words::NAME_HINT),
            value: Value::Text(connection.name.clone().unwrap_or_default()),
        }],
        Edit::Delete => Vec::new(),
    };
    Form { edit, fields }
}

/// The body of a PATCH: only what changed. Tags go as a whole, because they are replaced as a
/// whole.
pub(super) fn body(is_one: bool, connection: &Connection, draft: &Draft) -> Result<Json, Vec<Problem>> {
    let withheld = |offer: &Offer| offer.edit == draft.edit && offer.withheld.is_some();
    if offers(is_one).iter().any(withheld) {
        return Err(vec![Problem { field: NAME, what: Trouble::NotOffered }]);
    }
    let mut body = Map::new();
    for field in form(draft.edit, connection).changed(draft) {
        let value = match draft.value(field) {
            Some(Value::Tags(typed)) => Json::from(checked(typed)?),
            Some(Value::Text(text)) => Json::from(text.trim()),
            None => continue,
        };
        body.insert(field.to_owned(), value);
    }
    Ok(Json::Object(body))
}

fn checked(typed: &[String]) -> Result<Vec<String>, Vec<Problem>> {
    let mut set: Vec<String> = Vec::new();
    for tag in typed {
        match tags::check(tag) {
            Ok(Some(tag)) if !set.contains(&tag) => set.push(tag),
            Ok(_) => {}
            Err(tags::Unusable::Comma) => {
                return Err(vec![Problem { field: TAGS, what: Trouble::TagWithComma(tag.clone()) }]);
            }
        }
    }
    Ok(set)
}
