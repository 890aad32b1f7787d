//! Holding messages against a contract.

use std::collections::BTreeMap;

use jsonschema::Validator;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::message::{Answered, Sent};

use super::{Answer, Breaches, Contract, Key, Operation, Parameter, Place, Segment};

/// Headers that HTTP itself defines and no OpenAPI file may declare as parameters:
/// <https://spec.openapis.org/oas/v3.1.0#parameter-object>.
const HTTPS_OWN: [&str; 2] = ["accept", "content-type"];

/// What a body without a label is taken for.
const JSON: &str = "application/json";

impl Contract {
    /// The operation of this name.
    pub(crate) fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// What follows the base URL of one of the declared servers.
    pub(crate) fn beneath_a_server<'a>(&self, url: &'a str) -> Option<&'a str> {
        self.servers.iter().find_map(|server| after_base(server, url))
    }

    /// Holds a request against the contract and says which operation it asks for.
    pub(crate) fn request(&self, sent: &Sent) -> Result<&Operation, Breaches> {
        let (operation, in_path) = self.find(sent)?;
        let mut breaches = Vec::new();
        let in_query = pairs(&sent.query);
        let in_header = sent.headers.iter().filter(|(name, _)| {
            !HTTPS_OWN.iter().any(|own| name.eq_ignore_ascii_case(own)) && !operation.reads_key_from(name)
        });
        let in_header = pairs(in_header);
        for (place, given) in [(Place::Path, in_path), (Place::Query, in_query), (Place::Header, in_header)] {
            operation.parameters(place, &given, &mut breaches);
        }
        operation.body(sent, &mut breaches);
        if breaches.is_empty() { Ok(operation) } else { Err(breaches) }
    }

    /// The operation that a request is for, whatever else is wrong with it.
    pub(crate) fn meant(&self, sent: &Sent) -> Option<&Operation> {
        self.find(sent).ok().map(|(operation, _)| operation)
    }

    fn find(&self, sent: &Sent) -> Result<(&Operation, Given), Breaches> {
        let segments: Vec<&str> = sent.path.split('/').collect();
        self.operations
            .iter()
            .filter(|operation| operation.method == sent.method)
            .filter_map(|operation| Some((operation, operation.at(&segments)?)))
            // What is spelt out goes before what is a parameter.
            .min_by_key(|(_, in_path)| in_path.len())
            .ok_or_else(|| vec![format!("{} {} is not declared", sent.method, sent.path)])
    }
}

impl Operation {
    /// Holds an answer to this operation against the contract.
    pub(crate) fn answer(&self, answered: &Answered) -> Result<(), Breaches> {
        let status = answered.status.to_string();
        let Some(declared) = self.answers.get(&status).or_else(|| self.answers.get("default")) else {
            return Err(vec![format!("{}: status {status} is not declared", self.id)]);
        };
        let mut breaches = Vec::new();
        declared.headers(answered, &mut breaches);
        if let Err(breach) = declared.body(answered, &mut breaches) {
            breaches.push(breach);
        }
        let named = |breach| format!("{} {status}: {breach}", self.id);
        if breaches.is_empty() { Ok(()) } else { Err(breaches.into_iter().map(named).collect()) }
    }

    /// Whether one of the declared sets of keys is in these headers.
    pub(crate) fn admits(&self, headers: &[(String, String)]) -> bool {
        let value = |name: &str| headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        let is_there = |key: &Key| match key {
            Key::Header(name) => value(name).is_some_and(|(_, value)| !value.is_empty()),
            Key::Bearer => value("authorization")
                .and_then(|(_, value)| value.strip_prefix("Bearer "))
                .is_some_and(|token| !token.is_empty()),
        };
        self.keys.iter().any(|set| set.iter().all(is_there))
    }

    fn reads_key_from(&self, header: &str) -> bool {
        self.keys.iter().flatten().any(|key| match key {
            Key::Header(name) => name.eq_ignore_ascii_case(header),
            Key::Bearer => header.eq_ignore_ascii_case("authorization"),
        })
    }

    /// What stands in a path for the template's parameters; nothing if the path is another one.
    fn at(&self, segments: &[&str]) -> Option<Given> {
        if segments.len() != self.template.len() {
            return None;
        }
        let mut given = Given::new();
        for (declared, segment) in self.template.iter().zip(segments) {
            let segment = percent_decode_str(segment).decode_utf8().ok()?.into_owned();
            match declared {
                Segment::Literal(text) if *text == segment => {}
                Segment::Parameter(name) if !segment.is_empty() => {
                    given.insert(name.clone(), vec![segment]);
                }
                _ => return None,
            }
        }
        Some(given)
    }

    fn parameters(&self, place: Place, given: &Given, breaches: &mut Breaches) {
        let declared = |name: &str| {
            self.parameters_in(place).find(|parameter| match place {
                Place::Header => parameter.name.eq_ignore_ascii_case(name),
                _ => parameter.name == name,
            })
        };
        for (name, values) in given {
            match declared(name) {
                None => breaches.push(format!("{}: {place:?} `{name}` is not declared", self.id)),
                Some(parameter) if !parameter.takes(values) => {
                    breaches.push(format!("{}: {place:?} `{name}` cannot be {values:?}", self.id));
                }
                Some(_) => {}
            }
        }
        let missing = self.parameters_in(place).filter(|parameter| {
            parameter.required && !given.keys().any(|name| name.eq_ignore_ascii_case(&parameter.name))
        });
        breaches.extend(
            missing.map(|parameter| format!("{}: {place:?} `{}` is missing", self.id, parameter.name)),
        );
    }

    fn body(&self, sent: &Sent, breaches: &mut Breaches) {
        let Some(body) = &sent.body else {
            if self.needs_body {
                breaches.push(format!("{}: the body is missing", self.id));
            }
            return;
        };
        match self.body.get(essence(sent.header("content-type").unwrap_or(JSON))) {
            None => breaches.push(format!("{}: a body of this kind is not declared", self.id)),
            Some(schema) => {
                breaches.extend(held(schema, body).map(|breach| format!("{}: {breach}", self.id)));
            }
        }
    }
}

impl Answer {
    fn headers(&self, answered: &Answered, breaches: &mut Breaches) {
        for (name, schema) in &self.headers {
            if let Some(value) = answered.header(name)
                && !readings(value).iter().any(|reading| schema.is_valid(reading))
            {
                breaches.push(format!("the header {name} cannot be {value:?}"));
            }
        }
    }

    fn body(&self, answered: &Answered, breaches: &mut Breaches) -> Result<(), String> {
        if self.media.is_empty() {
            return if answered.body.is_empty() { Ok(()) } else { Err("no body is declared".into()) };
        }
        let media = answered.header("content-type").ok_or("the body has no content type")?;
        let schema =
            self.media.get(essence(media)).ok_or_else(|| format!("a body of {media} is not declared"))?;
        let body =
            serde_json::from_str(&answered.body).map_err(|error| format!("the body is no JSON: {error}"))?;
        breaches.extend(held(schema, &body));
        Ok(())
    }
}

impl Parameter {
    /// Whether these values, as they stand in a URL or a header, are of the declared type.
    pub(super) fn takes(&self, values: &[String]) -> bool {
        let alone = match values {
            [value] => readings(value),
            _ => Vec::new(),
        };
        // A list is spelt `a=1&a=2`, or `a=1,2` where the contract says so.
        let items: Vec<&str> = match values {
            [value] if !self.explodes => value.split(',').collect(),
            _ => values.iter().map(String::as_str).collect(),
        };
        let as_text = items.iter().map(|item| Value::from(*item)).collect();
        let as_json = items.iter().filter_map(|item| readings(item).pop()).collect();
        alone.into_iter().chain([as_text, as_json]).any(|reading| self.schema.is_valid(&reading))
    }
}

/// What a text in a URL may stand for: itself, or the number or flag that it spells.
fn readings(text: &str) -> Vec<Value> {
    let spelt =
        serde_json::from_str(text).ok().filter(|value: &Value| value.is_number() || value.is_boolean());
    [Some(Value::from(text)), spelt].into_iter().flatten().collect()
}

fn held<'a>(schema: &'a Validator, value: &'a Value) -> impl Iterator<Item = String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path()))
}

/// Names with all their values.
type Given = BTreeMap<String, Vec<String>>;

fn pairs<'a>(pairs: impl IntoIterator<Item = &'a (String, String)>) -> Given {
    let mut given = Given::new();
    for (name, value) in pairs {
        given.entry(name.clone()).or_default().push(value.clone());
    }
    given
}

/// A media type without its parameters.
fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

/// What follows a base URL, in which `{name}` stands for anything up to what follows it.
fn after_base<'a>(base: &str, url: &'a str) -> Option<&'a str> {
    match base.split_once('{') {
        None => url.strip_prefix(base).filter(|rest| rest.starts_with('/')),
        Some((before, after)) => {
            let (_, after) = after.split_once('}')?;
            let rest = url.strip_prefix(before)?;
            let end = rest.find(after.chars().next().unwrap_or('/'))?;
            after_base(after, &rest[end..])
        }
    }
}
