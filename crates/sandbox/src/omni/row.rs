//! What is said of a connection.

use serde_json::{Map, Value, json};

use super::Connection;

const FLAGS: [&str; 2] =
    ["branchConnectionEnvironmentOverridesUserAttr", "environmentConnectionSwitchesSchemaModel"];
const VALUES: &str = "userAttributeValuesForDefaultEnvironment";
const NAME: &str = "userAttributeNameForConnectionEnvironments";
/// As the command line's specification spells it.
const NAME_BEFORE: &str = "userAttributeNameForConnectionsEnvironments";

/// A connection as a row.
pub(super) fn of(connection: &Connection, older: bool) -> Value {
    match json!(connection) {
        Value::Object(row) if older => Value::Object(aged(row, connection)),
        row => row,
    }
}

/// As the vendor's older pages print it: two flags and a list as texts, and one name spelt another way.
fn aged(mut row: Map<String, Value>, connection: &Connection) -> Map<String, Value> {
    for flag in FLAGS {
        if let Some(said) = row.get(flag).and_then(Value::as_bool) {
            row.insert(flag.to_owned(), said.to_string().into());
        }
    }
    if let Some(values) = &connection.default_values {
        row.insert(VALUES.to_owned(), values.join(",").into());
    }
    let name = row.remove(NAME).unwrap_or_default();
    row.insert(NAME_BEFORE.to_owned(), name);
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection() -> Connection {
        Connection {
            environment_connection_switches_schema_model: Some(false),
            attribute_name: Some("region".into()),
            default_values: Some(vec!["eu".into(), "us".into()]),
            ..Connection::default()
        }
    }

    #[test]
    fn a_row_has_flags_and_a_list() {
        let row = of(&connection(), false);

        assert_eq!((&row[FLAGS[0]], &row[FLAGS[1]]), (&Value::Null, &json!(false)));
        assert_eq!((&row[NAME], &row[VALUES]), (&json!("region"), &json!(["eu", "us"])));
    }

    #[test]
    fn an_older_row_has_texts_and_another_name() {
        let row = of(&connection(), true);

        assert_eq!((&row[FLAGS[0]], &row[FLAGS[1]]), (&Value::Null, &json!("false")));
        assert_eq!((&row[NAME_BEFORE], &row[VALUES]), (&json!("region"), &json!("eu,us")));
        assert_eq!(row.get(NAME), None);
    }

    #[test]
    fn no_row_has_a_secret() {
        let secret = Some("typed-secret".to_owned());
        let connection = Connection { password: secret.clone(), private_key: secret, ..connection() };

        assert!(!of(&connection, false).to_string().contains("typed-secret"));
    }
}
