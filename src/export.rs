//! Rows as a file to take away: CSV for spreadsheets, JSON for programs. Pure.
//!
//! A row holds what the table is made of and nothing of a credential, so neither does a file.

use patchbay_fleet::Row;
use patchbay_vendors::connection::Connection;
use patchbay_vendors::time::Moment;
use serde_json::Value;

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, with what a spreadsheet would compute made text.
    Csv,
    /// One array, an object for each row.
    Json,
}

impl Format {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// The ending of a file's name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The type that a browser is told.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
        }
    }

    /// What a file is called that is written now.
    #[must_use]
    pub fn file_name(self, now: Moment) -> String {
        format!("connections-{}.{}", now.day(), self.code())
    }
}

/// Writes rows one after the other. What it has written so far can be taken from it in pieces.
#[derive(Debug)]
pub struct Writer {
    format: Format,
    text: String,
    rows: usize,
}

impl Writer {
    /// Without a row yet.
    #[must_use]
    pub fn new(format: Format) -> Self {
        let mut writer = Self { format, text: String::new(), rows: 0 };
        match format {
            Format::Csv => {
                // Without the mark a spreadsheet takes the file for one in the machine's old code page, and "Müller"
                // for something else: <https://www.unicode.org/faq/utf_bom.html#bom1>.
                writer.text.push('\u{feff}');
                let none = Row { source: String::new(), connection: Connection::default() };
                writer.line(fields(&none).map(|(name, _)| name.to_owned()));
            }
            Format::Json => writer.text.push('['),
        }
        writer
    }

    /// Adds a row.
    pub fn add(&mut self, row: &Row) {
        match self.format {
            Format::Csv => self.line(fields(row).map(|(_, value)| value.cell())),
            Format::Json => {
                self.text.push_str(if self.rows == 0 { "\n{" } else { ",\n{" });
                for (index, (name, value)) in fields(row).into_iter().enumerate() {
                    if index > 0 {
                        self.text.push(',');
                    }
                    self.text.push_str(&Value::from(name).to_string());
                    self.text.push(':');
                    self.text.push_str(&value.json().to_string());
                }
                self.text.push('}');
            }
        }
        self.rows += 1;
    }

    /// How many rows were added.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// What was written since this was last asked.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Ends the file: what is left of it to be taken.
    #[must_use]
    pub fn finish(mut self) -> String {
        if self.format == Format::Json {
            self.text.push_str("\n]\n");
        }
        self.text
    }

    fn line(&mut self, cells: [String; FIELDS]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            write_cell(&mut self.text, cell);
        }
        self.text.push_str("\r\n");
    }
}

/// What a field of a row holds.
enum Held {
    Text(Option<String>),
    Flag(Option<bool>),
    List(Option<Vec<String>>),
}

impl Held {
    fn cell(self) -> String {
        match self {
            Self::Text(text) => text.unwrap_or_default(),
            Self::Flag(flag) => flag.map(|flag| flag.to_string()).unwrap_or_default(),
            Self::List(list) => list.unwrap_or_default().join(", "),
        }
    }

    fn json(self) -> Value {
        match self {
            Self::Text(text) => text.into(),
            Self::Flag(flag) => flag.into(),
            Self::List(list) => list.into(),
        }
    }
}

const FIELDS: usize = 17;

/// All that there is of a row, by the names of its fields.
fn fields(row: &Row) -> [(&'static str, Held); FIELDS] {
    let Row { source, connection } = row;
    let text = |text: &Option<String>| Held::Text(text.clone());
    let given = |text: &str| Held::Text(Some(text.to_owned()));
    let moment = |moment: Option<Moment>| Held::Text(moment.map(|moment| moment.to_string()));
    [
        ("source", given(source)),
        ("id", given(&connection.id)),
        ("key", text(&connection.key)),
        ("name", text(&connection.name)),
        ("platform", given(&connection.platform)),
        ("state", given(connection.state.code())),
        ("active", Held::Flag(connection.active)),
        ("identity", text(&connection.identity)),
        ("identity_type", text(&connection.identity_type)),
        ("environment", text(&connection.environment)),
        ("tags", Held::List(connection.tags.clone())),
        ("scheme", text(&connection.scheme)),
        ("role", text(&connection.role)),
        ("database", text(&connection.database)),
        ("version", text(&connection.version)),
        ("created", moment(connection.created)),
        ("updated", moment(connection.updated)),
    ]
}

/// What makes a spreadsheet compute a cell that begins with it, or may after it has skipped it; the wide forms are
/// taken for the narrow ones in some languages: <https://owasp.org/www-community/attacks/CSV_Injection>.
const COMPUTED: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes a cell so that it is read as this text: <https://www.rfc-editor.org/rfc/rfc4180#section-2>.
fn write_cell(line: &mut String, cell: &str) {
    let computed = cell.starts_with(COMPUTED);
    // A semicolon and a tab separate too, where a spreadsheet is set up for that.
    let quoted =
        cell.contains(['"', ',', ';', '\t', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if quoted {
        line.push('"');
    }
    if computed {
        line.push('\'');
    }
    if quoted {
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(cell);
    }
}

#[cfg(test)]
mod tests;
