//! From a file's text to operations whose schemas are ready to be held against values.

use std::collections::BTreeMap;

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use super::closed::{closed, target};
use super::{Answer, Contract, Example, Key, Operation, Parameter, Place, Segment};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

impl Contract {
    /// Reads an OpenAPI 3.1 file. Panics on what is no contract: a test cannot go on without one.
    pub(crate) fn load(yaml: &str) -> Self {
        let document: Value = serde_saphyr::from_str(yaml).expect("the contract is YAML");
        assert!(text(&document["openapi"]).starts_with("3.1"), "its schemas are JSON Schema 2020-12");
        let document = Document(closed(&document));
        let mut operations = Vec::new();
        for (path, item) in fields(&document.0["paths"]) {
            for (method, operation) in fields(item).filter(|(name, _)| METHODS.contains(name)) {
                operations.push(document.operation(method, path, item, operation));
            }
        }
        let servers = items(&document.0["servers"]).map(|server| text(&server["url"]).to_owned()).collect();
        let examples = document.examples(&document.0);
        Self { operations, servers, examples }
    }
}

struct Document(Value);

impl Document {
    fn operation(&self, method: &str, path: &str, item: &Value, operation: &Value) -> Operation {
        let declared = items(&item["parameters"]).chain(items(&operation["parameters"]));
        let security = operation.get("security").unwrap_or(&self.0["security"]);
        let body = operation.get("requestBody").map(|body| self.resolved(body));
        Operation {
            id: text(&operation["operationId"]).to_owned(),
            method: method.to_ascii_uppercase(),
            template: template(path),
            parameters: declared.map(|parameter| self.parameter(self.resolved(parameter))).collect(),
            keys: items(security).map(|needed| self.keys(needed)).collect(),
            body: body.map(|body| self.media(body)).unwrap_or_default(),
            needs_body: body.is_some_and(|body| body["required"] == true),
            answers: fields(&operation["responses"])
                .map(|(status, answer)| (status.to_owned(), self.answer(self.resolved(answer))))
                .collect(),
        }
    }

    fn parameter(&self, parameter: &Value) -> Parameter {
        Parameter {
            name: text(&parameter["name"]).to_owned(),
            place: match text(&parameter["in"]) {
                "query" => Place::Query,
                "header" => Place::Header,
                "path" => Place::Path,
                other => panic!("a parameter in the {other} is not known here"),
            },
            required: parameter["required"] == true,
            // In a query each item has a pair of its own unless the contract says otherwise.
            explodes: parameter["explode"] != false,
            schema: self.schema(&parameter["schema"]),
        }
    }

    fn answer(&self, answer: &Value) -> Answer {
        let headers = fields(&answer["headers"]);
        Answer {
            media: self.media(answer),
            headers: headers
                .map(|(name, header)| (name.to_owned(), self.schema(&self.resolved(header)["schema"])))
                .collect(),
        }
    }

    fn media(&self, holder: &Value) -> BTreeMap<String, Validator> {
        fields(&holder["content"])
            .map(|(media, content)| (media.to_owned(), self.schema(&content["schema"])))
            .collect()
    }

    fn keys(&self, needed: &Value) -> Vec<Key> {
        let schemes = &self.0["components"]["securitySchemes"];
        fields(needed)
            .map(|(name, _)| match (text(&schemes[name]["type"]), &schemes[name]) {
                ("apiKey", scheme) if scheme["in"] == "header" => {
                    Key::Header(text(&scheme["name"]).to_owned())
                }
                ("http", scheme) if scheme["scheme"] == "bearer" => Key::Bearer,
                _ => panic!("the security scheme {name} is not known here"),
            })
            .collect()
    }

    /// Every example, with the schema that it stands beside.
    fn examples(&self, node: &Value) -> Vec<Example> {
        let named = fields(&node["examples"]).map(|(_, example)| &example["value"]);
        let beside = node.get("schema").into_iter().flat_map(|schema| {
            node.get("example").into_iter().chain(named.clone()).map(move |value| (schema, value))
        });
        let within = fields(&node["schemas"])
            .filter_map(|(_, schema)| schema.get("example").map(|value| (schema, value)));
        let here = beside
            .chain(within)
            .map(|(schema, value)| Example { value: value.clone(), schema: self.schema(schema) });
        let below = fields(node).map(|(_, node)| node).chain(items(node));
        here.chain(below.flat_map(|node| self.examples(node))).collect()
    }

    /// A schema together with what it may refer to.
    fn schema(&self, schema: &Value) -> Validator {
        let rooted = json!({"allOf": [schema], "components": self.0["components"]});
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&rooted)
            .unwrap_or_else(|error| panic!("{schema} is no schema: {error}"))
    }

    fn resolved<'a>(&'a self, node: &'a Value) -> &'a Value {
        match node.get("$ref") {
            Some(reference) => target(&self.0, reference).expect("a reference leads somewhere"),
            None => node,
        }
    }
}

fn template(path: &str) -> Vec<Segment> {
    path.split('/')
        .map(|segment| match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => Segment::Parameter(name.to_owned()),
            None => Segment::Literal(segment.to_owned()),
        })
        .collect()
}

fn text(node: &Value) -> &str {
    node.as_str().unwrap_or_default()
}

fn items(node: &Value) -> impl Iterator<Item = &Value> + Clone {
    node.as_array().into_iter().flatten()
}

fn fields(node: &Value) -> impl Iterator<Item = (&str, &Value)> + Clone {
    node.as_object().into_iter().flatten().map(|(name, node)| (name.as_str(), node))
}
