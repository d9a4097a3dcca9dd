//! How a table stands in a backup: its columns, its order, and its rows as lines.

use semillero_core::store::{Cursor, Keeping, Kind, Row, Table, Value, schema::TABLES};
use semillero_core::values::{Timestamp, canonical};
use serde_json::{Value as Json, json};

/// A table as a backup describes it. A file of an older version may describe other columns than today's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Its name in SQL.
    pub(crate) name: String,
    /// Whether its rows have places in the order of commits.
    pub(crate) log: bool,
    /// Its columns.
    pub(crate) columns: Vec<Described>,
    /// In which order its rows stand; logs stand in the order of commits.
    pub(crate) by: Vec<String>,
}

/// A column as a backup describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Described {
    /// Its name in SQL.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) kind: Kind,
    /// Whether it may be empty.
    pub(crate) nullable: bool,
}

/// A row with its place, where it has one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) place: Option<Cursor>,
    pub(crate) cells: Row,
}

static KINDS: &[(Kind, &str)] = &[
    (Kind::Bool, "bool"),
    (Kind::Int, "int"),
    (Kind::Text, "text"),
    (Kind::Id, "id"),
    (Kind::Time, "time"),
    (Kind::Json, "json"),
    (Kind::Bytes, "bytes"),
];

impl Sheet {
    /// Every table of a database, those referred to before those that refer.
    pub(crate) fn all() -> Vec<Self> {
        let own = |name: &str, by: &[&str], columns: &[(&str, Kind)]| Self {
            name: name.to_owned(),
            log: false,
            columns: columns
                .iter()
                .map(|(name, kind)| Described { name: (*name).to_owned(), kind: *kind, nullable: false })
                .collect(),
            by: by.iter().map(|name| (*name).to_owned()).collect(),
        };
        let mut all = vec![
            own("store_meta", &["key"], &[("key", Kind::Text), ("value", Kind::Text)]),
            own("guards", &["kind", "key"], &[("kind", Kind::Text), ("key", Kind::Text), ("version", Kind::Int)]),
        ];
        all.extend(TABLES.iter().map(|table| Self::of(table)));
        all
    }

    fn of(table: &Table) -> Self {
        Self {
            name: table.name.to_owned(),
            log: table.keeping == Keeping::Log,
            columns: table
                .columns
                .iter()
                .map(|c| Described { name: c.name.to_owned(), kind: c.kind, nullable: c.nullable })
                .collect(),
            by: vec!["id".to_owned()],
        }
    }

    /// The line that describes it.
    pub(crate) fn header(&self) -> String {
        let word = |kind: Kind| KINDS.iter().find(|(of, _)| *of == kind).map_or("text", |(_, word)| *word);
        let columns: Vec<Json> = self.columns.iter().map(|c| json!([c.name, word(c.kind), c.nullable])).collect();
        canonical(&json!({ "table": self.name, "log": self.log, "columns": columns, "by": self.by }))
    }

    /// What a line describes; nothing when it describes no table.
    pub(crate) fn read(line: &Json) -> Option<Self> {
        let columns = line.get("columns")?.as_array()?.iter().map(|column| {
            let [name, word, nullable] = column.as_array()?.as_slice() else { return None };
            let kind = KINDS.iter().find(|(_, known)| Some(*known) == word.as_str())?.0;
            Some(Described { name: identifier(name)?, kind, nullable: nullable.as_bool()? })
        });
        let sheet = Self {
            name: identifier(line.get("table")?)?,
            log: line.get("log")?.as_bool()?,
            columns: columns.collect::<Option<_>>()?,
            by: line.get("by")?.as_array()?.iter().map(identifier).collect::<Option<_>>()?,
        };
        (!sheet.columns.is_empty()).then_some(sheet)
    }

    /// A row as a line.
    pub(crate) fn line(&self, row: &Line) -> String {
        let place = row.place.map(|place| format!("\"{place}\""));
        let cells: Vec<String> = place.into_iter().chain(row.cells.iter().map(written)).collect();
        format!("[{}]", cells.join(","))
    }

    /// The row of a line; nothing when it is none of this table.
    pub(crate) fn row(&self, line: &Json) -> Option<Line> {
        let mut cells = line.as_array()?.iter();
        let place = if self.log { Some(cells.next()?.as_str()?.parse().ok()?) } else { None };
        if cells.len() != self.columns.len() {
            return None;
        }
        let cells = cells.zip(&self.columns).map(|(cell, column)| read_cell(cell, column));
        Some(Line { place, cells: cells.collect::<Option<_>>()? })
    }

    /// Where the cursors of readers stand: every text column of this name holds one.
    pub(crate) fn cursors(&self) -> impl Iterator<Item = usize> + '_ {
        let named =
            |column: &Described| column.kind == Kind::Text && ["cursor", "last_cursor"].contains(&&*column.name);
        self.columns.iter().enumerate().filter(move |(_, column)| named(column)).map(|(at, _)| at)
    }
}

/// A name that can stand in a statement.
fn identifier(name: &Json) -> Option<String> {
    let name = name.as_str()?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (!name.is_empty() && name.len() < 64 && name.chars().all(plain)).then(|| name.to_owned())
}

/// JSON cells stand in a list of one, so that a JSON null is not an empty cell.
fn written(cell: &Value) -> String {
    match cell {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Text(value) => Json::from(value.as_str()).to_string(),
        Value::Id(value) => format!("\"{value}\""),
        Value::Time(value) => value.as_micros().to_string(),
        Value::Json(value) => format!("[{}]", canonical(value)),
        Value::Bytes(value) => format!("\"{}\"", value.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
    }
}

fn read_cell(cell: &Json, column: &Described) -> Option<Value> {
    if cell.is_null() {
        return column.nullable.then_some(Value::Null);
    }
    Some(match column.kind {
        Kind::Bool => Value::Bool(cell.as_bool()?),
        Kind::Int => Value::Int(cell.as_i64()?),
        Kind::Text => Value::Text(cell.as_str()?.to_owned()),
        Kind::Id => Value::Id(cell.as_str()?.parse().ok()?),
        Kind::Time => Value::Time(Timestamp::from_micros(cell.as_i64()?)),
        Kind::Json => match cell.as_array()?.as_slice() {
            [value] => Value::Json(value.clone()),
            _ => return None,
        },
        Kind::Bytes => Value::Bytes(bytes(cell.as_str()?)?),
    })
}

/// The bytes of hexadecimal digits.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let (pairs, []) = digits.as_bytes().as_chunks::<2>() else { return None };
    let nibble = |digit: u8| char::from(digit).to_digit(16);
    pairs.iter().map(|[high, low]| u8::try_from(nibble(*high)? * 16 + nibble(*low)?).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_reads_back_from_its_own_description() {
        for sheet in Sheet::all() {
            let line = serde_json::from_str(&sheet.header()).unwrap();
            assert_eq!(Sheet::read(&line), Some(sheet));
        }
    }

    #[test]
    fn a_json_null_is_not_an_empty_cell() {
        let column = Described { name: "data".into(), kind: Kind::Json, nullable: true };
        let sheet = Sheet { name: "t".into(), log: false, columns: vec![column], by: vec![] };
        for cell in [Value::Null, Value::Json(Json::Null), Value::Json(json!([1.5, "á\n"]))] {
            let row = Line { place: None, cells: vec![cell] };
            let line = serde_json::from_str(&sheet.line(&row)).unwrap();
            assert_eq!(sheet.row(&line), Some(row));
        }
    }

    #[test]
    fn bytes_read_back_and_half_a_byte_does_not() {
        let column = Described { name: "state".into(), kind: Kind::Bytes, nullable: false };
        let sheet = Sheet { name: "t".into(), log: false, columns: vec![column.clone()], by: vec![] };
        for cell in [vec![], vec![0], (0..=255).collect::<Vec<u8>>()] {
            let row = Line { place: None, cells: vec![Value::Bytes(cell)] };
            let line = serde_json::from_str(&sheet.line(&row)).unwrap();
            assert_eq!(sheet.row(&line), Some(row));
        }
        for wrong in ["0", "0g", "+1", "á"] {
            assert_eq!(read_cell(&Json::from(wrong), &column), None, "{wrong}");
        }
    }
}
