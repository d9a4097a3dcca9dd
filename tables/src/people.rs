//! Tables of people.

use crate::Table;
use crate::cells::{Cell, LIST, TEXT, WHOLE, each_cell, each_whole, texts, tiers, wrong_type};
use arrow_array::Array;
use semillero_core::matching::table::{TableFault, TableMistakes, TablePerson};

const COLUMNS: [&str; 14] = [
    "id",
    "capacity",
    "skills",
    "sectors",
    "languages",
    "goals",
    "stages",
    "organisation",
    "place",
    "time_zone",
    "availability",
    "about",
    "preferences",
    "vetoes",
];

/// The people of a table, and whether all their ids are whole numbers.
pub(crate) fn people(table: &Table, name: &str, mistakes: &mut TableMistakes) -> (Vec<TablePerson>, bool) {
    let fields = table.schema.fields();
    for field in fields.iter().filter(|field| !COLUMNS.contains(&field.name().as_str())) {
        mistakes.add(format!("/{name}/{}", field.name()), TableFault::UnknownColumn { known: COLUMNS.join(", ") });
    }
    if !fields.iter().any(|field| field.name() == "id") {
        let known: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
        mistakes.add(format!("/{name}/id"), TableFault::NoColumn { known: known.join(", ") });
        return (Vec::new(), false);
    }
    let mut people = Vec::new();
    let mut numbers = true;
    let mut wrong = Vec::new();
    for batch in &table.batches {
        let first = people.len();
        people.resize_with(first + batch.num_rows(), TablePerson::default);
        let Some(rows) = people.get_mut(first..) else { continue };
        for (field, array) in batch.schema().fields().iter().zip(batch.columns()) {
            let mut column = Column {
                name: field.name(),
                first,
                rows,
                mistakes: &mut *mistakes,
                numbers: &mut numbers,
                table: name,
            };
            if !column.read(array.as_ref()) && !wrong.contains(field.name()) {
                wrong.push(field.name().clone());
                let wanted = match field.name().as_str() {
                    "capacity" => WHOLE,
                    "id" | "organisation" | "place" | "time_zone" | "about" => TEXT,
                    _ => LIST,
                };
                wrong_type(mistakes, format!("/{name}/{}", field.name()), array.as_ref(), wanted);
            }
        }
    }
    (people, numbers)
}

struct Column<'a> {
    table: &'a str,
    name: &'a str,
    first: usize,
    rows: &'a mut [TablePerson],
    mistakes: &'a mut TableMistakes,
    numbers: &'a mut bool,
}

impl Column<'_> {
    /// Puts the cells where they belong; false when the type is another one.
    fn read(&mut self, array: &dyn Array) -> bool {
        match self.name {
            "id" => {
                let (rows, numbers) = (&mut *self.rows, &mut *self.numbers);
                each_cell(array, &mut |row, cell| {
                    let Some(person) = rows.get_mut(row) else { return };
                    match cell {
                        Cell::Null => {}
                        Cell::Text(text) => (person.id, *numbers) = (text.to_owned(), false),
                        Cell::Number(number) => person.id = number.to_string(),
                    }
                })
            }
            "capacity" => {
                let (rows, mistakes) = (&mut *self.rows, &mut *self.mistakes);
                each_whole(array, &mut |row, whole| match (rows.get_mut(row), whole) {
                    (Some(person), Ok(number)) => person.capacity = number,
                    (_, Err(value)) => {
                        let path = format!("/{}/{}/capacity", self.table, self.first + row);
                        mistakes.add(path, TableFault::WrongValue { value, wanted: WHOLE });
                    }
                    (None, _) => {}
                })
            }
            "organisation" => self.texts(array, |person| &mut person.organisation),
            "place" => self.texts(array, |person| &mut person.place),
            "time_zone" => self.texts(array, |person| &mut person.time_zone),
            "about" => self.texts(array, |person| &mut person.about),
            "skills" => self.lists(array, |person| &mut person.skills),
            "sectors" => self.lists(array, |person| &mut person.sectors),
            "languages" => self.lists(array, |person| &mut person.languages),
            "goals" => self.lists(array, |person| &mut person.goals),
            "stages" => self.lists(array, |person| &mut person.stages),
            "availability" => self.lists(array, |person| &mut person.availability),
            "vetoes" => self.lists(array, |person| &mut person.vetoes),
            "preferences" => self
                .rows
                .iter_mut()
                .enumerate()
                .all(|(row, person)| tiers(array, row).map(|tiers| person.preferences = tiers).is_some()),
            _ => true, // refused by name
        }
    }

    fn texts(&mut self, array: &dyn Array, of: fn(&mut TablePerson) -> &mut Option<String>) -> bool {
        let rows = &mut *self.rows;
        each_cell(array, &mut |row, cell| {
            let Some(person) = rows.get_mut(row) else { return };
            *of(person) = match cell {
                Cell::Null => None,
                Cell::Text(text) => Some(text.to_owned()).filter(|text| !text.is_empty()),
                Cell::Number(number) => Some(number.to_string()),
            };
        })
    }

    fn lists(&mut self, array: &dyn Array, of: fn(&mut TablePerson) -> &mut Vec<String>) -> bool {
        let rows = self.rows.iter_mut().enumerate();
        rows.map(|(row, person)| texts(array, row).map(|texts| *of(person) = texts)).all(|read| read.is_some())
    }
}
