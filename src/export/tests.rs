use patchbay_vendors::connection::State;
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn written(format: Format, rows: &[Row]) -> String {
    let mut writer = Writer::new(format);
    let mut text = String::new();
    for row in rows {
        writer.add(row);
        // In pieces, as it is taken.
        text.push_str(&writer.take());
    }
    text.push_str(&writer.finish());
    text
}

/// Reads CSV by the rules of RFC 4180 alone.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut lines = vec![];
    let (mut line, mut cell, mut quoted) = (vec![], String::new(), false);
    let mut rest = text.strip_prefix('\u{feff}').expect("the mark").chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '"' if quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            '"' => panic!("a quote inside a cell without quotes: {text:?}"),
            ',' if !quoted => line.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(rest.next(), Some('\n'), "{text:?}");
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            '\n' if !quoted => panic!("a line that ends in LF alone: {text:?}"),
            letter => cell.push(letter),
        }
    }
    assert!(!quoted && line.is_empty() && cell.is_empty(), "{text:?} ends within a line");
    lines
}

/// What a spreadsheet shows of a text.
fn as_text(text: &str) -> String {
    if text.starts_with(COMPUTED) { format!("'{text}") } else { text.to_owned() }
}

fn acme() -> Row {
    let connection = Connection {
        id: "9d1c".into(),
        name: Some("Müller & \"Söhne\"\nBerlin".into()),
        platform: "stripe".into(),
        state: State::Other("FROZEN".into()),
        active: Some(false),
        identity: Some("=HYPERLINK(\"https://evil.example\")".into()),
        tags: Some(vec!["billing".into(), "eu".into()]),
        created: Moment::parse("2026-02-11T10:15:30.114+02:00"),
        ..Connection::default()
    };
    Row { source: "pica-live".into(), connection }
}

#[test]
fn a_row_is_one_line_of_csv_under_the_names_of_its_fields() {
    assert_eq!(
        written(Format::Csv, &[acme()]),
        "\u{feff}source,id,key,name,platform,state,active,identity,identity_type,environment,tags,scheme,role,\
         database,version,created,updated\r\n\
         pica-live,9d1c,,\"Müller & \"\"Söhne\"\"\nBerlin\",stripe,FROZEN,false,\
         \"'=HYPERLINK(\"\"https://evil.example\"\")\",,,\"billing, eu\",,,,,2026-02-11T08:15:30.114Z,\r\n"
    );
}

#[test]
fn a_row_is_one_object_of_json_and_what_is_absent_is_null() {
    let text = written(Format::Json, &[acme()]);
    let read: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        read,
        json!([{
            "source": "pica-live", "id": "9d1c", "key": null, "name": "Müller & \"Söhne\"\nBerlin",
            "platform": "stripe", "state": "FROZEN", "active": false,
            "identity": "=HYPERLINK(\"https://evil.example\")", "identity_type": null, "environment": null,
            "tags": ["billing", "eu"], "scheme": null, "role": null, "database": null, "version": null,
            "created": "2026-02-11T08:15:30.114Z", "updated": null,
        }])
    );
    assert!(text.starts_with("[\n{\"source\":\"pica-live\",\"id\":\"9d1c\","), "in the order of CSV: {text}");
}

#[test]
fn a_file_without_rows_is_one_all_the_same() {
    assert_eq!(read_csv(&written(Format::Csv, &[])).len(), 1);
    assert_eq!(serde_json::from_str::<Value>(&written(Format::Json, &[])).unwrap(), json!([]));
}

#[test]
fn a_file_is_named_after_its_day() {
    let now = Moment::parse("2026-11-28T07:00:00Z").unwrap();
    assert_eq!(Format::Csv.file_name(now), "connections-2026-11-28.csv");
    assert_eq!(Format::Json.file_name(now), "connections-2026-11-28.json");
}

fn texts() -> impl Strategy<Value = String> {
    // Anything, and often what means something to a reader of such a file.
    prop_oneof![any::<String>(), "[=+@\t\r\n\",; a'＝-]{0,6}"]
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let text = || prop::option::of(texts());
    let row = (
        (texts(), texts(), text(), text(), texts(), texts(), text(), text()),
        prop::option::of(prop::collection::vec(texts(), 0..4)),
        prop::option::of(any::<bool>()),
        prop::option::of(-62_167_219_200_000_i64..253_402_300_800_000),
    );
    let row =
        row.prop_map(|((source, id, key, name, platform, state, identity, role), tags, active, created)| {
            let connection = Connection {
                id,
                key,
                name,
                platform,
                state: State::of(&state),
                active,
                identity,
                tags,
                role,
                created: created.map(Moment::from_millis),
                ..Connection::default()
            };
            Row { source, connection }
        });
    prop::collection::vec(row, 0..5)
}

proptest! {
    #[test]
    fn whoever_reads_csv_reads_what_was_written(rows in rows()) {
        let read = read_csv(&written(Format::Csv, &rows));
        prop_assert_eq!(read.len(), rows.len() + 1);
        for (read, row) in read.iter().skip(1).zip(&rows) {
            let cells: Vec<String> = fields(row).map(|(_, held)| as_text(&held.cell())).to_vec();
            prop_assert_eq!(read, &cells);
        }
    }

    #[test]
    fn no_cell_is_computed(rows in rows()) {
        for cell in read_csv(&written(Format::Csv, &rows)).iter().flatten() {
            prop_assert!(!cell.starts_with(COMPUTED), "{cell:?}");
        }
    }

    #[test]
    fn whoever_reads_json_reads_what_was_written(rows in rows()) {
        let read: Value = serde_json::from_str(&written(Format::Json, &rows)).unwrap();
        let wanted: Vec<Value> = rows
            .iter()
            .map(|row| fields(row).into_iter().map(|(name, held)| (name.to_owned(), held.json())).collect())
            .collect();
        prop_assert_eq!(read, Value::Array(wanted));
    }
}
