//! The formats of PrefLib: `.soi` and `.toc` list each voter's alternatives, ties in braces; `.dat` beside them gives supervisors,
//! their capacities and their projects (0 first). Every project has one place; without a `.dat` it has no supervisor.
//! Both end with a line break: without it the last number may have lost digits, and what is left is often sound.
//! Alternatives state no preferences, so their side is tied and the seeded lottery decides.

use super::files::{Problems, text_of};
use super::question::{Mentee, Mentor, Question};
use std::collections::BTreeMap;
use std::path::Path;

/// How many voters may share one line: more are a slip of the pen, and would fill the memory.
const VOTERS_OF_A_LINE: usize = 10_000;

/// Reads the files; the question is whole only when no mistake was found.
///
/// # Errors
/// When a file cannot be read at all.
pub fn read(preferences: &Path, capacities: Option<&Path>, problems: &mut Problems) -> std::io::Result<Question> {
    let mut question = Question::default();
    if let Some(text) = whole_text(preferences, problems)? {
        orders(preferences, &text, &mut question, problems);
    }
    if let Some(path) = capacities
        && let Some(text) = whole_text(path, problems)?
    {
        supervisors(path, &text, &mut question, problems);
    }
    Ok(question)
}

/// The text of a file that has one and ends where a line ends.
fn whole_text(path: &Path, problems: &mut Problems) -> std::io::Result<Option<String>> {
    let Some(text) = text_of(path, problems)? else { return Ok(None) };
    if text.trim().is_empty() {
        problems.add(path, (0, ""), "empty_file", "");
        return Ok(None);
    }
    if !text.ends_with('\n') {
        let last: String = text.lines().last().unwrap_or_default().chars().take(60).collect();
        problems.add(path, (0, ""), "truncated", &format!("`{last}`"));
    }
    Ok(Some(text))
}

fn orders(path: &Path, text: &str, question: &mut Question, problems: &mut Problems) {
    let mut announced: BTreeMap<&str, usize> = BTreeMap::new();
    let mut voters: usize = 0;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if let Some(header) = line.strip_prefix('#') {
            let Some((name, value)) = header.split_once(':') else { continue };
            let (name, value) = (name.trim(), value.trim());
            if let Some(at) = name.strip_prefix("ALTERNATIVE NAME") {
                // Orders name alternatives by number, so a gap would give every later one another's name.
                if at.trim().parse() != Ok(question.mentors.len() + 1) {
                    problems.add(path, (number, ""), "broken_line", line);
                }
                if question.mentors.iter().any(|known| known.name == value) {
                    problems.add(path, (number, ""), "twice", value);
                }
                question.mentors.push(Mentor { name: value.to_owned(), capacity: 1, ..Mentor::default() });
            } else if let Ok(value) = value.parse() {
                announced.insert(name, value);
            }
        } else if !line.is_empty() {
            match order(line, question.mentors.len()) {
                Ok((count, ranked)) => {
                    voters = voters.saturating_add(count);
                    if count > VOTERS_OF_A_LINE {
                        problems.add(path, (number, ""), "not_a_number", &count.to_string());
                        continue;
                    }
                    for _ in 0..count {
                        let name = format!("student {}", question.mentees.len() + 1);
                        question.mentees.push(Mentee { name, capacity: 1, ranked: ranked.clone() });
                    }
                }
                Err((key, value)) => problems.add(path, (number, ""), key, &value),
            }
        }
    }
    let found = [("NUMBER ALTERNATIVES", question.mentors.len()), ("NUMBER VOTERS", voters)];
    for (name, found) in found {
        match announced.get(name) {
            Some(expected) if *expected == found => {}
            Some(expected) => problems.add(path, (0, ""), "truncated", &format!("{name} {expected} ≠ {found}")),
            None => problems.add(path, (0, ""), "truncated", &format!("{name} ?")),
        }
    }
}

/// How many voters have an order, and its tiers.
type Order = (usize, Vec<Vec<usize>>);

/// `2: 5,{1,3},4`: how many voters have the order, and its tiers.
fn order(line: &str, alternatives: usize) -> Result<Order, (&'static str, String)> {
    let broken = || ("broken_line", line.chars().take(60).collect::<String>());
    let (count, list) = line.split_once(':').ok_or_else(broken)?;
    let count = count.trim().parse().map_err(|_| broken())?;
    let mut tiers: Vec<Vec<usize>> = Vec::new();
    let mut tied = false;
    for piece in list.split(',').map(str::trim) {
        let opens = piece.starts_with('{');
        let number = piece.trim_start_matches('{').trim_end_matches('}').trim();
        if !number.is_empty() {
            let alternative: usize = number.parse().map_err(|_| broken())?;
            let at = alternative.checked_sub(1).filter(|at| *at < alternatives);
            let at = at.ok_or_else(|| ("unknown_name", number.to_owned()))?;
            if tiers.iter().flatten().any(|known| *known == at) {
                return Err(("twice", number.to_owned()));
            }
            match tiers.last_mut() {
                Some(tier) if tied && !opens => tier.push(at),
                _ => tiers.push(vec![at]),
            }
        }
        tied = (tied || opens) && !piece.ends_with('}');
    }
    if tied { Err(broken()) } else { Ok((count, tiers)) }
}

fn supervisors(path: &Path, text: &str, question: &mut Question, problems: &mut Problems) {
    let mut lines = (1..).zip(text.lines());
    if lines.next().is_none_or(|(_, line)| line.trim() != "Supervisor,Capacity,Projects") {
        problems.add(path, (1, ""), "missing_column", "Supervisor,Capacity,Projects");
        return;
    }
    let known = question.mentors.len();
    let mut whole = true;
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let [name, capacity, projects] = cells[..] else {
            problems.add(path, (number, ""), "broken_line", line);
            whole = false;
            continue;
        };
        let of = question.organisations.len();
        if question.organisations.iter().any(|(other, _)| other == name) {
            problems.add(path, (number, "Supervisor"), "twice", name);
        }
        let places = capacity.parse().ok().filter(|places| *places <= 10_000);
        if places.is_none() {
            problems.add(path, (number, "Capacity"), "not_a_number", capacity);
        }
        question.organisations.push((name.to_owned(), places.unwrap_or(0)));
        for project in projects.split_whitespace() {
            match project.parse::<usize>().ok().and_then(|at| question.mentors.get_mut(at)) {
                // Without the other file nothing is known of projects.
                None if known == 0 => {}
                None => problems.add(path, (number, "Projects"), "unknown_name", project),
                Some(mentor) if mentor.organisation.is_some() => {
                    problems.add(path, (number, "Projects"), "twice", project);
                }
                Some(mentor) => mentor.organisation = Some(of),
            }
        }
    }
    let free = question.mentors.iter().zip(0..).filter(|(mentor, _)| mentor.organisation.is_none());
    let free: Vec<String> = free.map(|(_, at): (_, usize)| at.to_string()).collect();
    // A project of a lost line would be matched without its supervisor's limit.
    if whole && !free.is_empty() {
        problems.add(path, (0, "Projects"), "unsupervised", &free.join(" "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_with_ties_are_read() {
        assert_eq!(order("2: 5,{1,3},4", 5), Ok((2, vec![vec![4], vec![0, 2], vec![3]])));
        assert_eq!(order("1: {2},{1,3}", 3), Ok((1, vec![vec![1], vec![0, 2]])));
        assert_eq!(order("1:", 3), Ok((1, vec![])));
    }

    #[test]
    fn broken_orders_are_named() {
        for (line, key) in [
            ("1 2,3", "broken_line"),
            ("x: 1", "broken_line"),
            ("1: 4", "unknown_name"),
            ("1: 0", "unknown_name"),
            ("1: 1,1", "twice"),
            ("1: {1,2", "broken_line"),
        ] {
            assert_eq!(order(line, 3).unwrap_err().0, key, "{line}");
        }
    }
}
