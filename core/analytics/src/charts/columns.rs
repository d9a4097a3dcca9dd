//! The names of the columns of a table in long form, for files and frames.

use crate::answer::Table;

/// The columns that every table has, before and after those of its dimensions.
pub(super) const BEFORE: [&str; 3] = ["measure", "first_day", "end_day"];
/// See [`BEFORE`].
pub(super) const AFTER: [&str; 12] = [
    "value",
    "unit",
    "n",
    "numerator",
    "denominator",
    "lo",
    "hi",
    "level",
    "method",
    "complete",
    "suppressed",
    "verdict",
];
/// The columns that CSV has besides, where Arrow has metadata.
pub(super) const WORDS: [&str; 4] = ["title", "reading", "definition_hash", "as_of"];

/// One name per dimension: its own, or with `dimension_` in front as often as it takes to differ from every other column.
pub(super) fn dimensions(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for dimension in &table.dimensions {
        let mut name = dimension.clone();
        while BEFORE.iter().chain(&AFTER).chain(&WORDS).any(|fixed| *fixed == name) || names.contains(&name) {
            name.insert_str(0, "dimension_");
        }
        names.push(name);
    }
    names
}
