//! Preferences as CSV files, UTF-8 with a line of column names.
//!
//! * mentees: `mentee`, `preferences`?, `vetoes`?, `capacity`? (1 when empty)
//! * mentors: `mentor`, `capacity`, `organisation`?, `preferences`?, `vetoes`?
//! * organisations: `organisation`, `capacity`
//! * candidates: `mentee`, `mentor`
//!
//! Preferences are written `Ana > Luis = Eva > Rui`: `>` puts the next person behind, `=` beside. Vetoes are separated by `;`.

use super::files::{Problems, text_of, unclosed_quote};
use super::question::{Mentee, Mentor, Question};
use std::collections::{BTreeMap, BTreeSet};
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

/// The lines of a file that can be read, and whether these are all of them.
#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    whole: bool,
}

/// Where each name stands. Only when all lines were read is a name that is not here unknown.
struct Names {
    at: BTreeMap<String, usize>,
    whole: bool,
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
        None => Lines::default(),
    };
    let mentee_names = names(mentees, &mentee_lines, "mentee", problems);
    let mentor_names = names(mentors, &mentor_lines, "mentor", problems);
    let organisation_names = names(organisations.unwrap_or(mentors), &organisation_lines, "organisation", problems);

    let mut question = Question::default();
    for line in &organisation_lines.lines {
        let capacity = number(organisations.unwrap_or(mentors), line, problems).unwrap_or(0);
        question.organisations.push((line.cell("organisation").to_owned(), capacity));
    }
    for line in &mentee_lines.lines {
        let capacity = if line.cell("capacity").is_empty() { Some(1) } else { number(mentees, line, problems) };
        let ranked = ranked(mentees, line, &mentor_names, problems);
        question.mentees.push(Mentee { name: line.cell("mentee").to_owned(), capacity: capacity.unwrap_or(0), ranked });
    }
    for line in &mentor_lines.lines {
        let organisation = line.cell("organisation");
        let of = organisation_names.at.get(organisation).copied();
        // Where no file limits organisations, none has a limit.
        if !organisation.is_empty() && of.is_none() && organisation_names.whole {
            problems.add(mentors, (line.number, "organisation"), "unknown_name", organisation);
        }
        question.mentors.push(Mentor {
            name: line.cell("mentor").to_owned(),
            capacity: number(mentors, line, problems).unwrap_or(0),
            organisation: of,
            ranked: ranked(mentors, line, &mentee_names, problems),
        });
    }
    vetoes(mentees, &mentee_lines.lines, &mentor_names, problems, |at, of| (at, of), &mut question);
    vetoes(mentors, &mentor_lines.lines, &mentee_names, problems, |at, of| (of, at), &mut question);
    Ok(question)
}

/// Reads pairs of people of a question.
///
/// # Errors
/// When the file cannot be read at all.
pub fn candidates(
    path: &Path,
    question: &Question,
    problems: &mut Problems,
) -> std::io::Result<BTreeSet<(usize, usize)>> {
    let lines = lines(path, &["mentee", "mentor"], &[], problems)?;
    let at =
        |names: &mut dyn Iterator<Item = &String>| -> BTreeMap<String, usize> { names.cloned().zip(0..).collect() };
    let mentees = at(&mut question.mentees.iter().map(|mentee| &mentee.name));
    let mentors = at(&mut question.mentors.iter().map(|mentor| &mentor.name));
    let mut pairs = BTreeSet::new();
    for line in &lines.lines {
        let mut place = |column: &str, names: &BTreeMap<String, usize>| {
            let name = line.cell(column);
            let place = names.get(name).copied();
            if place.is_none() {
                problems.add(path, (line.number, column), "unknown_name", name);
            }
            place
        };
        let (mentee, mentor) = (place("mentee", &mentees), place("mentor", &mentors));
        pairs.extend(mentee.zip(mentor));
    }
    Ok(pairs)
}

fn lines(path: &Path, needed: &[&str], optional: &[&str], problems: &mut Problems) -> std::io::Result<Lines> {
    let Some(text) = text_of(path, problems)? else { return Ok(Lines::default()) };
    if text.trim().is_empty() {
        problems.add(path, (0, ""), "empty_file", "");
        return Ok(Lines::default());
    }
    if unclosed_quote(&text) {
        // The rest of the file is one cell then, and what is said of it would mislead.
        problems.add(path, (0, ""), "truncated", "\"");
        return Ok(Lines::default());
    }
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(columns) => columns.iter().map(str::to_lowercase).collect(),
        Err(error) => {
            problems.add(path, (1, ""), "broken_line", &error.to_string());
            return Ok(Lines::default());
        }
    };
    for (at, column) in columns.iter().enumerate() {
        if !needed.iter().chain(optional).any(|known| known == column) {
            problems.add(path, (1, ""), "unknown_column", column);
        } else if columns.iter().take(at).any(|before| before == column) {
            problems.add(path, (1, ""), "twice", column);
        }
    }
    let missing: Vec<&&str> = needed.iter().filter(|column| !columns.iter().any(|known| known == *column)).collect();
    for column in &missing {
        problems.add(path, (1, ""), "missing_column", column);
    }
    if !missing.is_empty() {
        return Ok(Lines::default());
    }
    let mut lines = Vec::new();
    let mut whole = true;
    for record in reader.records() {
        match record {
            Ok(record) if record.len() == columns.len() => {
                let number = record.position().map_or(0, csv::Position::line);
                let cells = columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
                lines.push(Line { number, cells });
            }
            Ok(record) => {
                let number = record.position().map_or(0, csv::Position::line);
                problems.add(path, (number, ""), "cell_count", &format!("{} ≠ {}", record.len(), columns.len()));
                whole = false;
            }
            Err(error) => {
                let number = error.position().map_or(0, csv::Position::line);
                problems.add(path, (number, ""), "broken_line", &error.to_string());
                whole = false;
            }
        }
    }
    if lines.is_empty() && whole {
        problems.add(path, (0, ""), "empty_file", "");
        whole = false;
    }
    Ok(Lines { lines, whole })
}

/// Where each name stands.
fn names(path: &Path, read: &Lines, column: &str, problems: &mut Problems) -> Names {
    let mut names = BTreeMap::new();
    for (at, line) in read.lines.iter().enumerate() {
        let name = line.cell(column);
        if name.is_empty() {
            problems.add(path, (line.number, column), "empty_name", "");
        } else if names.insert(name.to_owned(), at).is_some() {
            problems.add(path, (line.number, column), "twice", name);
        }
    }
    Names { at: names, whole: read.whole }
}

fn number(path: &Path, line: &Line, problems: &mut Problems) -> Option<u32> {
    let text = line.cell("capacity");
    let number = text.parse().ok().filter(|number| *number <= 10_000);
    if number.is_none() {
        problems.add(path, (line.number, "capacity"), "not_a_number", text);
    }
    number
}

fn ranked(path: &Path, line: &Line, others: &Names, problems: &mut Problems) -> Vec<Vec<usize>> {
    let text = line.cell("preferences");
    let mut seen = Vec::new();
    let mut tiers = Vec::new();
    if text.is_empty() {
        return tiers;
    }
    for tier in text.split('>') {
        let mut people = Vec::new();
        for name in tier.split('=').map(str::trim) {
            match others.at.get(name) {
                // Beside a mark there is always a name, whoever the others are.
                None if others.whole || name.is_empty() => {
                    problems.add(path, (line.number, "preferences"), "unknown_name", name);
                }
                None => {}
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
    others: &Names,
    problems: &mut Problems,
    pair: impl Fn(usize, usize) -> (usize, usize),
    question: &mut Question,
) {
    for (at, line) in lines.iter().enumerate() {
        let mut seen = Vec::new();
        for name in line.cell("vetoes").split(';').map(str::trim).filter(|name| !name.is_empty()) {
            let Some(of) = others.at.get(name).copied() else {
                if others.whole {
                    problems.add(path, (line.number, "vetoes"), "unknown_name", name);
                }
                continue;
            };
            if seen.contains(&of) {
                problems.add(path, (line.number, "vetoes"), "twice", name);
                continue;
            }
            seen.push(of);
            question.vetoes.insert(pair(at, of));
            if own_list(line, others).contains(&of) {
                problems.add(path, (line.number, "vetoes"), "ranked_and_vetoed", name);
            }
        }
    }
}

/// The people named in a row's preferences.
fn own_list(line: &Line, others: &Names) -> Vec<usize> {
    let names = line.cell("preferences").split(['>', '=']).map(str::trim);
    names.filter_map(|name| others.at.get(name).copied()).collect()
}
