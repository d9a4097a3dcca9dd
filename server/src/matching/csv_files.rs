//! Preferences as CSV files, UTF-8 with a line of column names.
//!
//! * mentees: `mentee`, `preferences`?, `vetoes`?, `capacity`? (1 when empty)
//! * mentors: `mentor`, `capacity`, `organisation`?, `preferences`?, `vetoes`?
//! * organisations: `organisation`, `capacity`
//!
//! Preferences are written `Ana > Luis = Eva > Rui`: `>` puts the next person behind, `=` beside. Vetoes are separated by `;`.

use super::files::{Problems, text_of, unclosed_quote};
use super::question::{Mentee, Mentor, Question};
use std::collections::BTreeMap;
use std::path::Path;

/// One row: its line and its cells by column.
struct Line {
    number: u64,
    cells: BTreeMap<String, String>,
}

impl Line {
    fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// Reads the files; the question is whole only when no mistake was found.
///
/// # Errors
/// When a file cannot be read at all.
pub fn read(
    mentees: &Path,
    mentors: &Path,
    organisations: Option<&Path>,
    problems: &mut Problems,
) -> std::io::Result<Question> {
    let mentee_lines = lines(mentees, &["mentee"], &["preferences", "vetoes", "capacity"], problems)?;
    let mentor_lines = lines(mentors, &["mentor", "capacity"], &["organisation", "preferences", "vetoes"], problems)?;
    let organisation_lines = match organisations {
        Some(path) => lines(path, &["organisation", "capacity"], &[], problems)?,
        None => Vec::new(),
    };
    let mentee_names = names(mentees, &mentee_lines, "mentee", problems);
    let mentor_names = names(mentors, &mentor_lines, "mentor", problems);
    let organisation_names = names(organisations.unwrap_or(mentors), &organisation_lines, "organisation", problems);

    let mut question = Question::default();
    for line in &organisation_lines {
        let capacity = number(organisations.unwrap_or(mentors), line, problems).unwrap_or(0);
        question.organisations.push((line.cell("organisation").to_owned(), capacity));
    }
    for line in &mentee_lines {
        let capacity = if line.cell("capacity").is_empty() { Some(1) } else { number(mentees, line, problems) };
        let ranked = ranked(mentees, line, &mentor_names, problems);
        question.mentees.push(Mentee { name: line.cell("mentee").to_owned(), capacity: capacity.unwrap_or(0), ranked });
    }
    for line in &mentor_lines {
        let organisation = line.cell("organisation");
        let of = organisation_names.get(organisation).copied();
        // An organisation without a line has no limit of its own.
        if !organisation.is_empty() && of.is_none() && organisations.is_some() {
            problems.add(mentors, (line.number, "organisation"), "unknown_name", organisation);
        }
        question.mentors.push(Mentor {
            name: line.cell("mentor").to_owned(),
            capacity: number(mentors, line, problems).unwrap_or(0),
            organisation: of,
            ranked: ranked(mentors, line, &mentee_names, problems),
        });
    }
    vetoes(mentees, &mentee_lines, &mentor_names, problems, |at, of| (at, of), &mut question);
    vetoes(mentors, &mentor_lines, &mentee_names, problems, |at, of| (of, at), &mut question);
    Ok(question)
}

fn lines(path: &Path, needed: &[&str], optional: &[&str], problems: &mut Problems) -> std::io::Result<Vec<Line>> {
    let Some(text) = text_of(path, problems)? else { return Ok(Vec::new()) };
    if unclosed_quote(&text) {
        problems.add(path, (0, ""), "truncated", "\"");
    }
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(columns) => columns.iter().map(str::to_lowercase).collect(),
        Err(error) => {
            problems.add(path, (1, ""), "broken_line", &error.to_string());
            return Ok(Vec::new());
        }
    };
    for column in columns.iter().filter(|column| !needed.iter().chain(optional).any(|known| known == column)) {
        problems.add(path, (1, ""), "unknown_column", column);
    }
    let missing: Vec<&&str> = needed.iter().filter(|column| !columns.iter().any(|known| known == *column)).collect();
    for column in &missing {
        problems.add(path, (1, ""), "missing_column", column);
    }
    if !missing.is_empty() {
        return Ok(Vec::new());
    }
    let mut lines = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let number = record.position().map_or(0, csv::Position::line);
                let cells = columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
                lines.push(Line { number, cells });
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.add(path, (line, ""), "broken_line", &error.to_string());
            }
        }
    }
    if lines.is_empty() {
        problems.add(path, (0, ""), "empty_file", "");
    }
    Ok(lines)
}

/// Where each name stands.
fn names(path: &Path, lines: &[Line], column: &str, problems: &mut Problems) -> BTreeMap<String, usize> {
    let mut names = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let name = line.cell(column);
        if name.is_empty() {
            problems.add(path, (line.number, column), "empty_name", "");
        } else if names.insert(name.to_owned(), at).is_some() {
            problems.add(path, (line.number, column), "twice", name);
        }
    }
    names
}

fn number(path: &Path, line: &Line, problems: &mut Problems) -> Option<u32> {
    let text = line.cell("capacity");
    let number = text.parse().ok().filter(|number| *number <= 10_000);
    if number.is_none() {
        problems.add(path, (line.number, "capacity"), "not_a_number", text);
    }
    number
}

fn ranked(path: &Path, line: &Line, others: &BTreeMap<String, usize>, problems: &mut Problems) -> Vec<Vec<usize>> {
    let text = line.cell("preferences");
    let mut seen = Vec::new();
    let mut tiers = Vec::new();
    if text.is_empty() {
        return tiers;
    }
    for tier in text.split('>') {
        let mut people = Vec::new();
        for name in tier.split('=').map(str::trim) {
            match others.get(name) {
                None => problems.add(path, (line.number, "preferences"), "unknown_name", name),
                Some(of) if seen.contains(of) => problems.add(path, (line.number, "preferences"), "twice", name),
                Some(of) => {
                    seen.push(*of);
                    people.push(*of);
                }
            }
        }
        tiers.push(people);
    }
    tiers
}

/// Adds the vetoes of one side; a veto against somebody on the same person's list contradicts it.
fn vetoes(
    path: &Path,
    lines: &[Line],
    others: &BTreeMap<String, usize>,
    problems: &mut Problems,
    pair: impl Fn(usize, usize) -> (usize, usize),
    question: &mut Question,
) {
    for (at, line) in lines.iter().enumerate() {
        for name in line.cell("vetoes").split(';').map(str::trim).filter(|name| !name.is_empty()) {
            let Some(of) = others.get(name).copied() else {
                problems.add(path, (line.number, "vetoes"), "unknown_name", name);
                continue;
            };
            question.vetoes.insert(pair(at, of));
            if own_list(line, others).contains(&of) {
                problems.add(path, (line.number, "vetoes"), "ranked_and_vetoed", name);
            }
        }
    }
}

/// The people named in a row's preferences.
fn own_list(line: &Line, others: &BTreeMap<String, usize>) -> Vec<usize> {
    let names = line.cell("preferences").split(['>', '=']).map(str::trim);
    names.filter_map(|name| others.get(name).copied()).collect()
}
