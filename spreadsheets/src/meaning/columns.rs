//! Which column is which field.

use super::mistakes::{Found, Warning, shortened};
use crate::file::{Cell, Column, FileProblem, Table};
use crate::kinds::{CellType, Field, Kind, Need};
use crate::message::{Arg, Message};
use crate::texts;
use semillero_core::values::label_key;
use serde::Serialize;

/// A column and what it is read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColumnUse {
    /// The column.
    pub column: Column,
    /// The name of its field; nothing when it is not read.
    pub field: Option<&'static str>,
}

/// Guesses from its headers what a table is about: the kind with the most known columns, where each needed one that is missing counts
/// against it.
///
/// # Errors
/// When more needed columns are missing than there are known ones, whatever the kind.
pub fn recognise(table: &Table) -> Result<Kind, FileProblem> {
    let mut best: Option<(usize, Kind)> = None;
    for kind in Kind::ALL {
        let fields = fields_of(table, kind);
        let has = |name: &str| fields.iter().flatten().any(|field| field.name == name);
        let known = kind.fields().iter().filter(|field| has(field.name)).count();
        let score = known.checked_sub(missing(kind, has).count()).filter(|_| known > 0);
        if let Some(score) = score
            && best.is_none_or(|(most, _)| score > most)
        {
            best = Some((score, kind));
        }
    }
    best.map(|(_, kind)| kind).ok_or_else(|| FileProblem::UnknownKind {
        found: table
            .columns
            .iter()
            .map(|column| shortened(&column.header))
            .filter(|header| !header.is_empty())
            .collect(),
    })
}

/// The field of every column. In a table of people `Nombre` next to `Apellidos` is the given name, alone it is the whole one. Next to
/// `Correo de la mentora`, a column `Mentora` holds her name and is not read.
fn fields_of(table: &Table, kind: Kind) -> Vec<Option<&'static Field>> {
    let keys: Vec<String> = table.columns.iter().map(|column| key_of(&column.header)).collect();
    let mut fields: Vec<Option<&'static Field>> = keys.iter().map(|key| kind.field_called(key)).collect();
    let has = |name: &str| fields.iter().flatten().any(|field| field.name == name);
    if kind == Kind::People && has("family_name") && !has("given_name") {
        for (field, key) in fields.iter_mut().zip(&keys) {
            if matches!(key.as_str(), "nombre" | "name") {
                *field = kind.field("given_name");
            }
        }
    }
    for field in kind.fields().iter().filter(|field| matches!(field.cell, CellType::Email | CellType::Emails)) {
        let same = |claimed: &Option<&'static Field>| claimed.is_some_and(|claimed| claimed.name == field.name);
        let explicit = fields.iter().zip(&keys).filter(|(claimed, key)| same(claimed) && says_email(key)).count();
        if explicit == 1 {
            for (claimed, key) in fields.iter_mut().zip(&keys) {
                if same(claimed) && !says_email(key) {
                    *claimed = None;
                }
            }
        }
    }
    fields
}

fn says_email(key: &str) -> bool {
    key.split('-').any(|word| matches!(word, "correo" | "correos" | "email" | "emails" | "mail" | "mails"))
}

/// A header longer than any name is a sentence; folding it would only cost time.
fn key_of(header: &str) -> String {
    if header.len() > 200 { String::new() } else { label_key(header) }
}

fn missing(kind: Kind, has: impl Fn(&str) -> bool) -> impl Iterator<Item = &'static Field> {
    kind.fields().iter().filter(move |field| match field.need {
        Need::Never => false,
        Need::Always => !has(field.name),
        Need::Unless(others) => !has(field.name) && !others.iter().all(|other| has(other)),
    })
}

/// Which column each field is read from.
#[derive(Debug)]
pub(super) struct Mapping {
    pub(super) kind: Kind,
    /// By place of the field in its kind.
    places: Vec<Option<usize>>,
    pub(super) uses: Vec<ColumnUse>,
    pub(super) warnings: Vec<Warning>,
}

impl Mapping {
    /// The place of the column of a field.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        let at = self.kind.fields().iter().position(|field| field.name == name)?;
        self.places.get(at).copied().flatten()
    }
}

/// Finds the column of every field and tells everything that is wrong with the header.
pub(super) fn map(table: &Table, kind: Kind, found: &mut Found) -> Mapping {
    let fields = fields_of(table, kind);
    let mut mapping = Mapping {
        kind,
        places: vec![None; kind.fields().len()],
        uses: Vec::with_capacity(fields.len()),
        warnings: table.warnings.clone(),
    };
    let line = table.origin.header_line;
    for (at, (column, field)) in table.columns.iter().zip(&fields).enumerate() {
        let place = field.and_then(|field| kind.fields().iter().position(|known| known.name == field.name));
        match (place.and_then(|place| mapping.places.get_mut(place)), field) {
            (Some(Some(first)), Some(field)) => {
                let first = table.columns.get(*first).map_or("", |column| column.letter.as_str());
                let message = Message::new(
                    &texts::COLUMN_TWICE,
                    [("first", first.into()), ("second", column.letter.as_str().into()), ("field", field.label.into())],
                );
                found.add(line, Some(column), &column.header, message);
            }
            (Some(slot), Some(_)) => *slot = Some(at),
            _ => mapping.warnings.extend(unread(table, kind, at, column)),
        }
        mapping.uses.push(ColumnUse { column: column.clone(), field: field.map(|field| field.name) });
    }
    let has = |name: &str| fields.iter().flatten().any(|field| field.name == name);
    for field in missing(kind, has) {
        let message =
            Message::new(&texts::MISSING_COLUMN, [("field", field.label.into()), ("known", instead(kind, field))]);
        found.add(line, None, "", message);
    }
    mapping
}

/// What else a missing column may be called, and which columns may stand in for it.
fn instead(kind: Kind, field: &Field) -> Arg {
    let (es, en) = field.label;
    let Need::Unless(others) = field.need else {
        return Arg::Each(format!("`{en}`"), format!("`{es}`"));
    };
    let labels = || others.iter().filter_map(|other| kind.field(other)).map(|other| other.label);
    let join = |words: Vec<String>, and: &str| words.join(and);
    let es_parts = labels().map(|(es, _)| format!("`{es}`")).collect();
    let en_parts = labels().map(|(_, en)| format!("`{en}`")).collect();
    Arg::Each(format!("`{en}`, o {}", join(es_parts, " y ")), format!("`{es}`, or {}", join(en_parts, " and ")))
}

/// What to say about a column that is not read; nothing about an empty one.
fn unread(table: &Table, kind: Kind, at: usize, column: &Column) -> Option<Warning> {
    if column.header.is_empty() {
        let used = table.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| *cell != Cell::Empty));
        // A delimited row with surplus cells is a mistake of its own.
        return (used && (at < table.header_width || table.origin.delimiter.is_none())).then(|| Warning {
            column: Some(column.clone()),
            message: Message::new(&texts::NO_HEADER, [("letter", column.letter.as_str().into())]),
        });
    }
    let header: Arg = shortened(&column.header).into();
    let key = key_of(&column.header);
    let message = match kind.field_called(&key).or_else(|| nearest(kind, &key)) {
        // Its name is known, and another column says it better.
        Some(field) if kind.field_called(&key).is_some() => {
            Message::new(&texts::SET_ASIDE, [("header", header), ("field", field.label.into())])
        }
        Some(field) => Message::new(&texts::UNKNOWN_COLUMN_NEAR, [("header", header), ("nearest", field.label.into())]),
        None => Message::new(&texts::UNKNOWN_COLUMN, [("header", header)]),
    };
    Some(Warning { column: Some(column.clone()), message })
}

/// The field one of whose names differs from a key in at most a third of the letters, the least differing first.
fn nearest(kind: Kind, key: &str) -> Option<&'static Field> {
    let length = key.chars().count();
    if !(3..=60).contains(&length) {
        return None;
    }
    let mut best: Option<(usize, usize)> = None;
    for (name, place) in kind.names() {
        let other = name.chars().count();
        // Words of other lengths differ at least in the letters one has more.
        if length.abs_diff(other) * 3 > length.min(other) {
            continue;
        }
        let distance = distance(key, name);
        let close = distance * 3 <= length.min(other);
        if close && best.is_none_or(|known| (distance, *place) < known) {
            best = Some((distance, *place));
        }
    }
    kind.fields().get(best?.1)
}

/// How many letters must be changed, added or dropped to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, c) in one.chars().enumerate() {
        let mut next = vec![above + 1];
        for (at, d) in other.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let change = cell(&row, at) + usize::from(c != *d);
            next.push(change.min(cell(&row, at + 1) + 1).min(cell(&next, at) + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{parse, read_table};
    use semillero_core::values::Locale;

    fn table(text: &str) -> Table {
        read_table(text.as_bytes(), "t.csv", None).unwrap()
    }

    #[test]
    fn kinds_are_told_apart_by_their_columns() {
        for (header, kind) in [
            ("Correo;Nombre", Kind::People),
            ("Nombre,Correo,Rol,Empresa", Kind::People),
            ("Emprendimiento;Fundadoras;Etapa", Kind::Ventures),
            ("mentor,mentee,since", Kind::Mentorships),
            ("Nombre,Apellidos,Rol", Kind::People),
            ("Correo,Empresa,Rol,Habilidades", Kind::People),
            ("Mentora;Emprendedora;Fecha;Horas", Kind::Sessions),
        ] {
            assert_eq!(recognise(&table(header)), Ok(kind), "{header}");
        }
        assert!(matches!(recognise(&table("a,b\n1,2")), Err(FileProblem::UnknownKind { .. })));
    }

    #[test]
    fn everything_wrong_with_a_header_is_told_at_once() {
        let sheet = parse(&table("Correo;E-mail;Habilidaes;Talla;;\na@x.org;b@x.org;x;M;y;\n"), Kind::People);
        let mistakes: Vec<_> = sheet.mistakes.iter().map(|mistake| (mistake.key(), mistake.place())).collect();
        assert_eq!(mistakes, [("column_twice", "B1".to_owned()), ("missing_column", "1".to_owned())]);
        let warnings: Vec<_> = sheet.warnings.iter().map(|warning| warning.message.key()).collect();
        assert_eq!(warnings, ["unknown_column_near", "unknown_column", "column_without_header"]);
        assert_eq!(sheet.warnings[0].message.remedy(Locale::Es), "si quiso decir `Habilidades`, cambie el nombre");
    }

    #[test]
    fn a_name_next_to_an_address_is_set_aside() {
        let text = "Mentora;Correo mentora;Emprendedora;Correo emprendedora;Desde\nAna;a@x.org;Eva;b@x.org;4/5/26\n";
        let sheet = parse(&table(text), Kind::Mentorships);
        assert_eq!((sheet.mistakes.len(), sheet.rows.len()), (0, 1));
        let warnings: Vec<_> = sheet.warnings.iter().map(|warning| warning.message.key()).collect();
        assert_eq!(warnings, ["set_aside", "set_aside"]);
    }

    #[test]
    fn letters_are_counted() {
        assert_eq!(distance("habilidaes", "habilidades"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
