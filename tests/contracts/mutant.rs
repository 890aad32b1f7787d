//! Messages with one fault each: a name misspelt, or a value of the wrong type. A contract that
//! lets one of them pass holds nothing.

use serde_json::{Value, json};

use crate::contract::{Operation, Place};
use crate::message::{Answered, Sent};

/// A message with one fault.
#[derive(Debug)]
pub(crate) struct Mutant<T> {
    /// Where the fault is: a JSON pointer with `*` for any place in a list, or a name in the query.
    pub(crate) at: String,
    /// What kind of fault it is.
    pub(crate) fault: Fault,
    /// The message with the fault in it.
    pub(crate) message: T,
}

/// One fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// A name that is not quite right.
    Misspelt,
    /// A value of another type.
    WrongType,
    /// Something that has no place here.
    Unasked,
}

/// What a request has where a fault can be: two of the same shape have the same faults.
pub(crate) fn shape(operation: &Operation, sent: &Sent) -> String {
    let names: Vec<_> = sent.query.iter().map(|(name, _)| name.as_str()).collect();
    format!("{} {names:?} {:?}", operation.id, sent.body.as_ref().map(types))
}

/// A value without what it says.
fn types(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), types(value))).collect(),
        Value::Array(items) => items.iter().map(types).collect(),
        Value::String(_) => json!(""),
        Value::Number(_) => json!(0),
        flag_or_null => flag_or_null.clone(),
    }
}

/// Every fault that a request can have.
pub(crate) fn requests(operation: &Operation, sent: &Sent) -> Vec<Mutant<Sent>> {
    let mut mutants = Vec::new();
    let mut add = |at: &str, fault, change: &dyn Fn(&mut Sent)| {
        let mut message = sent.clone();
        change(&mut message);
        mutants.push(Mutant { at: at.to_owned(), fault, message });
    };
    add("", Fault::Misspelt, &|sent| sent.path.insert(1, 'x'));
    add("?unheardOf", Fault::Unasked, &|sent| sent.query.push(("unheardOf".into(), "1".into())));
    if sent.body.is_none() {
        add("", Fault::Unasked, &|sent| sent.body = Some(json!({"unheardOf": 1})));
    }
    for (index, (name, _)) in sent.query.iter().enumerate() {
        add(&format!("?{name}"), Fault::Misspelt, &|sent| sent.query[index].0 = misspelt(name));
        let declared = operation.parameters_in(Place::Query).find(|parameter| parameter.name == *name);
        if declared.is_some_and(|parameter| !parameter.takes_any_text()) {
            add(&format!("?{name}"), Fault::WrongType, &|sent| sent.query[index].1 = "not its type".into());
        }
    }
    for Mutant { at, fault, message } in sent.body.iter().flat_map(values) {
        add(&at, fault, &|sent| sent.body = Some(message.clone()));
    }
    mutants
}

/// Every fault that an answer can have.
pub(crate) fn answers(answered: &Answered) -> Vec<Mutant<Answered>> {
    let mutant = |at: String, fault, body: String| Mutant {
        at,
        fault,
        message: Answered { body, ..answered.clone() },
    };
    let undeclared = Answered { status: 299, ..answered.clone() };
    let mut mutants = vec![Mutant { at: "status".into(), fault: Fault::Unasked, message: undeclared }];
    if answered.body.is_empty() {
        mutants.push(mutant(String::new(), Fault::Unasked, json!({"unheardOf": 1}).to_string()));
    } else {
        let body: Value = serde_json::from_str(&answered.body).expect("the answer is JSON");
        let faulty = values(&body);
        mutants.extend(
            faulty.into_iter().map(|Mutant { at, fault, message }| mutant(at, fault, message.to_string())),
        );
        mutants.push(mutant(
            "cut".into(),
            Fault::WrongType,
            answered.body[..answered.body.len() - 1].to_owned(),
        ));
    }
    mutants
}

/// Every fault that a JSON value can have.
fn values(value: &Value) -> Vec<Mutant<Value>> {
    let mut mutants = vec![Mutant { at: String::new(), fault: Fault::WrongType, message: wrong_type(value) }];
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let without = || {
                    let mut fields = fields.clone();
                    fields.remove(name);
                    fields
                };
                let mut renamed = without();
                renamed.insert(misspelt(name), field.clone());
                let at = format!("/{name}");
                mutants.push(Mutant { at, fault: Fault::Misspelt, message: Value::Object(renamed) });
                mutants.extend(values(field).into_iter().map(|inner| {
                    let mut fields = without();
                    fields.insert(name.clone(), inner.message);
                    Mutant {
                        at: format!("/{name}{}", inner.at),
                        fault: inner.fault,
                        message: Value::Object(fields),
                    }
                }));
            }
            let mut more = fields.clone();
            more.insert("unheardOf".into(), json!(1));
            mutants.push(Mutant { at: String::new(), fault: Fault::Unasked, message: Value::Object(more) });
        }
        // The first and the last stand for those between them, which are left out.
        Value::Array(items) => {
            let ends: Vec<&Value> = match &items[..] {
                [first, .., last] => vec![first, last],
                few => few.iter().collect(),
            };
            for (place, item) in ends.iter().enumerate() {
                mutants.extend(values(item).into_iter().map(|inner| {
                    let mut items: Vec<Value> = ends.iter().map(|end| (*end).clone()).collect();
                    items[place] = inner.message;
                    Mutant { at: format!("/*{}", inner.at), fault: inner.fault, message: Value::Array(items) }
                }));
            }
        }
        _ => {}
    }
    mutants
}

fn misspelt(name: &str) -> String {
    let last = name.chars().last().unwrap_or('x');
    format!("{name}{last}")
}

/// A value that no schema takes in place of this one, unless it takes anything.
fn wrong_type(value: &Value) -> Value {
    if value.is_object() { json!("not its type") } else { json!({"not": "its type"}) }
}
