//! Tables of pairs and of capacities.

use crate::Table;
use crate::cells::{Cell, TEXT, WHOLE, each_cell, each_whole, wrong_type};
use semillero_core::matching::engine::MAX_SCORE;
use semillero_core::matching::table::{PairColumns, TableFault, TableMistakes};
use std::collections::HashMap;

/// The people of one side by number, in the order in which they were met.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    pub(crate) texts: Vec<String>,
    by_text: HashMap<String, u32>,
    by_number: HashMap<i64, u32>,
    /// Whether any of them is not a whole number in its column.
    pub(crate) worded: bool,
}

impl Ids {
    fn of_text(&mut self, text: &str) -> u32 {
        if let Some(known) = self.by_text.get(text) {
            return *known;
        }
        let index = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.to_owned());
        self.by_text.insert(text.to_owned(), index);
        index
    }

    /// The number of somebody; nothing for an empty cell.
    fn of(&mut self, cell: Cell<'_>) -> Option<u32> {
        match cell {
            Cell::Null | Cell::Text("") => None,
            Cell::Text(text) => {
                self.worded = true;
                Some(self.of_text(text))
            }
            Cell::Number(number) => Some(match self.by_number.get(&number) {
                Some(known) => *known,
                None => {
                    let index = self.of_text(&number.to_string());
                    self.by_number.insert(number, index);
                    index
                }
            }),
        }
    }
}

/// Pairs and capacities as the core takes them.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) mentees: Ids,
    pub(crate) mentors: Ids,
    pub(crate) mentee: Vec<u32>,
    pub(crate) mentor: Vec<u32>,
    pub(crate) score: Vec<u32>,
    pub(crate) mentee_rank: Option<Vec<u32>>,
    pub(crate) mentor_rank: Option<Vec<u32>>,
    mentee_capacities: Vec<u32>,
    mentor_capacities: Vec<u32>,
}

impl Pairs {
    pub(crate) fn read(
        pairs: &Table,
        mentees: Option<&Table>,
        mentors: Option<&Table>,
        mistakes: &mut TableMistakes,
    ) -> Self {
        let mut read = Self::default();
        let mentee_limits = mentees.map(|table| capacities(table, "mentees", &mut read.mentees, mistakes));
        let mentor_limits = mentors.map(|table| capacities(table, "mentors", &mut read.mentors, mistakes));
        let mut mentees = std::mem::take(&mut read.mentees);
        let mut mentors = std::mem::take(&mut read.mentors);
        read.mentee = people(pairs, "pairs", "mentee", &mut mentees, mistakes);
        read.mentor = people(pairs, "pairs", "mentor", &mut mentors, mistakes);
        read.score = numbers(pairs, "pairs", "score", (0, MAX_SCORE), None, mistakes);
        let mut rank = |name| {
            let given = pairs.schema.fields().iter().any(|field| field.name() == name);
            given.then(|| numbers(pairs, "pairs", name, (1, u32::MAX - 1), None, mistakes))
        };
        (read.mentee_rank, read.mentor_rank) = (rank("mentee_rank"), rank("mentor_rank"));
        let filled = |limits: Option<Vec<u32>>, ids: &Ids| {
            let mut limits = limits.unwrap_or_default();
            limits.resize(ids.texts.len(), 1);
            limits
        };
        read.mentee_capacities = filled(mentee_limits, &mentees);
        read.mentor_capacities = filled(mentor_limits, &mentors);
        (read.mentees, read.mentors) = (mentees, mentors);
        read
    }

    pub(crate) fn columns(&self) -> PairColumns<'_> {
        PairColumns {
            mentee: &self.mentee,
            mentor: &self.mentor,
            score: &self.score,
            mentee_rank: self.mentee_rank.as_deref(),
            mentor_rank: self.mentor_rank.as_deref(),
            mentee_ids: &self.mentees.texts,
            mentor_ids: &self.mentors.texts,
            mentee_capacities: &self.mentee_capacities,
            mentor_capacities: &self.mentor_capacities,
        }
    }
}

/// The pairs of a table without scores.
pub(crate) fn candidates(table: &Table, mistakes: &mut TableMistakes) -> Vec<(String, String)> {
    let (mut mentees, mut mentors) = (Ids::default(), Ids::default());
    let of_mentee = people(table, "candidates", "mentee", &mut mentees, mistakes);
    let of_mentor = people(table, "candidates", "mentor", &mut mentors, mistakes);
    let name = |ids: &Ids, index: u32| ids.texts.get(index as usize).cloned().unwrap_or_default();
    let rows = of_mentee.into_iter().zip(of_mentor);
    rows.map(|(mentee, mentor)| (name(&mentees, mentee), name(&mentors, mentor))).collect()
}

/// The capacities of the people of a table, in its order; nobody stands there twice.
fn capacities(table: &Table, name: &str, ids: &mut Ids, mistakes: &mut TableMistakes) -> Vec<u32> {
    let who = people(table, name, "id", ids, mistakes);
    let mut met = vec![false; ids.texts.len()];
    for (row, index) in who.iter().enumerate() {
        let Some(met) = met.get_mut(*index as usize) else { continue };
        if std::mem::replace(met, true) {
            let value = ids.texts.get(*index as usize).cloned().unwrap_or_default();
            mistakes.add(format!("/{name}/{row}/id"), TableFault::Twice { value });
        }
    }
    numbers(table, name, "capacity", (0, 1_000_000), Some(1), mistakes)
}

/// Says so when a column is missing.
fn has(table: &Table, name: &str, column: &str, mistakes: &mut TableMistakes) -> bool {
    let fields = table.schema.fields();
    let found = fields.iter().any(|field| field.name() == column);
    if !found {
        let known: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
        mistakes.add(format!("/{name}/{column}"), TableFault::NoColumn { known: known.join(", ") });
    }
    found
}

fn people(table: &Table, name: &str, column: &str, ids: &mut Ids, mistakes: &mut TableMistakes) -> Vec<u32> {
    let mut found = Vec::new();
    if !has(table, name, column, mistakes) {
        return found;
    }
    for array in table.batches.iter().filter_map(|batch| batch.column_by_name(column)) {
        let first = found.len();
        let sound = each_cell(array.as_ref(), &mut |row, cell| {
            found.push(ids.of(cell).unwrap_or_else(|| {
                mistakes.add(format!("/{name}/{}/{column}", first + row), TableFault::Null);
                0
            }));
        });
        if !sound {
            wrong_type(mistakes, format!("/{name}/{column}"), array.as_ref(), TEXT);
            break;
        }
    }
    found
}

/// A column of whole numbers; `unsaid` stands for empty cells where they are allowed.
fn numbers(
    table: &Table,
    name: &str,
    column: &str,
    (least, most): (u32, u32),
    unsaid: Option<u32>,
    mistakes: &mut TableMistakes,
) -> Vec<u32> {
    let mut found = Vec::new();
    if !has(table, name, column, mistakes) {
        return found;
    }
    for array in table.batches.iter().filter_map(|batch| batch.column_by_name(column)) {
        let first = found.len();
        let sound = each_whole(array.as_ref(), &mut |row, whole| {
            let mut wrong = |fault| mistakes.add(format!("/{name}/{}/{column}", first + row), fault);
            let number = match whole {
                Ok(None) => {
                    if unsaid.is_none() {
                        wrong(TableFault::Null);
                    }
                    None
                }
                Ok(Some(value)) => {
                    let inside = u32::try_from(value).ok().filter(|number| (least..=most).contains(number));
                    if inside.is_none() {
                        wrong(TableFault::OutOfRange { value, least: least.into(), most: most.into() });
                    }
                    inside
                }
                Err(value) => {
                    wrong(TableFault::WrongValue { value, wanted: WHOLE });
                    None
                }
            };
            found.push(number.or(unsaid).unwrap_or(least));
        });
        if !sound {
            wrong_type(mistakes, format!("/{name}/{column}"), array.as_ref(), WHOLE);
            break;
        }
    }
    found
}
