//! People in tables, matched as a cohort is.

use super::mistakes::{TableFault, TableMistakes, bug, refused};
use super::{checked_strategy, person_id};
use crate::errors::{ApiError, texts};
use crate::matching::engine::{Digest, Limits, Plan, Problem, ProblemRecord, Strategy, Verdict, run_problem};
use crate::matching::facts::Facts;
use crate::matching::pool::{Member, Pool, Taste};
use crate::matching::{
    Factor, MatchPolicy, Outcome, UnmatchedWhy, arrivals, candidates, check_policy, outcome_of, problem, reason_text,
    unmatched_text, user_id,
};
use crate::people::{ClockTime, FreeTime, Weekday};
use crate::values::{Locale, Place, TimeZone, Timestamp, UserId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The most eligible pairs that are taken, as in `run_matching`.
pub(super) const MOST_PAIRS: usize = 20_000_000;

/// So many pairs are all looked at; larger tables start from lists of the best, as in `run_matching`.
const ALL_PAIRS: usize = 4_000_000;

/// How many of the best mentors of each mentee a large table starts from.
const BEST: u32 = 64;

/// The most that a capacity may be.
const MOST_CAPACITY: i64 = 10_000;

/// The greatest number that every language holds exactly.
const MOST_SEED: i64 = (1 << 53) - 1;

/// The day whose clocks count when nobody names one, 1 January 2026: a table has no clock, and its answer must not change with the day.
pub const DEFAULT_DAY: i64 = 1_767_225_600_000_000;

/// One row of a table of people.
#[derive(Debug, Clone, Default)]
pub struct TablePerson {
    /// Who, in the words of the caller.
    pub id: String,
    /// How many people of the other side they take; 1 when left out.
    pub capacity: Option<i64>,
    /// What they are good at; what a mentee works with and wants to deepen.
    pub skills: Vec<String>,
    /// Where they work.
    pub sectors: Vec<String>,
    /// What they speak.
    pub languages: Vec<String>,
    /// What they want to reach.
    pub goals: Vec<String>,
    /// The stages they are in, or help with.
    pub stages: Vec<String>,
    /// For whom they work.
    pub organisation: Option<String>,
    /// ISO 3166-1 or 3166-2 code, such as `CO-ANT`.
    pub place: Option<String>,
    /// IANA name, such as `America/Bogota`; UTC when left out.
    pub time_zone: Option<String>,
    /// When they are free, such as `monday 18:00-20:30`.
    pub availability: Vec<String>,
    /// What they write about themselves.
    pub about: Option<String>,
    /// Ids of the other table, best first; those of one list are tied.
    pub preferences: Vec<Vec<String>>,
    /// Ids of the other table whom they refuse.
    pub vetoes: Vec<String>,
}

/// How tables are matched.
#[derive(Debug, Clone)]
pub struct TableOptions {
    /// What counts; a policy as of `set_match_policy`, whose ids are those of the tables. The default one when left out.
    pub policy: Option<Value>,
    /// The word of a strategy.
    pub strategy: String,
    /// With `blend`, the points of one more pair.
    pub per_pair: Option<i64>,
    /// What ties are drawn from.
    pub seed: i64,
    /// The language of reasons and messages.
    pub locale: Locale,
    /// The day whose offsets of time zones count; [`DEFAULT_DAY`] when left out.
    pub on: Option<Timestamp>,
    /// The only pairs that may be made, by the ids of mentee and mentor; everybody with everybody when left out.
    pub candidates: Option<Vec<(String, String)>>,
}

impl Default for TableOptions {
    fn default() -> Self {
        Self {
            policy: None,
            strategy: "most_people".to_owned(),
            per_pair: None,
            seed: 0,
            locale: Locale::En,
            on: None,
            candidates: None,
        }
    }
}

/// Why two people are paired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableReason {
    /// What counts.
    pub factor: Factor,
    /// How much; the reasons of a pair sum to its score.
    pub points: i32,
    /// In words.
    pub text: String,
}

/// One pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TablePair {
    /// Who is mentored.
    pub mentee: String,
    /// Who mentors.
    pub mentor: String,
    /// 0 to 10,000.
    pub score: i32,
    /// Where the mentor stands in the mentee's list, 1 first.
    pub mentee_rank: Option<i32>,
    /// Where the mentee stands in the mentor's list.
    pub mentor_rank: Option<i32>,
    /// Why.
    pub reasons: Vec<TableReason>,
}

/// Somebody without a mentor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableUnmatched {
    /// Who.
    pub mentee: String,
    /// Why.
    pub why: UnmatchedWhy,
    /// In words.
    pub text: String,
}

/// What came out, with everything to prove it later.
#[derive(Debug, Clone)]
pub struct TableMatch {
    /// The pairs, by mentee and mentor.
    pub pairs: Vec<TablePair>,
    /// The mentees with room who have nobody, by id.
    pub unmatched: Vec<TableUnmatched>,
    /// What the verifier says.
    pub verdict: Verdict,
    /// The digest of question and result.
    pub digest: Digest,
    /// The question.
    pub problem: Problem,
    /// The engine's record, to replay it with.
    pub record: ProblemRecord,
}

/// Matches mentees to mentors by what is known of them.
///
/// ```
/// use semillero_core::matching::table::{TableOptions, TablePerson, match_people};
/// let person = |id: &str, skill: &str| TablePerson { id: id.into(), skills: vec![skill.into()], ..Default::default() };
/// let mentees = [person("ana", "ventas"), person("eva", "finanzas")];
/// let mentors = [person("luz", "Finanzas"), person("sol", "Ventas")];
/// let matched = match_people(&mentees, &mentors, &TableOptions::default())?;
/// let pairs: Vec<_> = matched.pairs.iter().map(|pair| (pair.mentee.as_str(), pair.mentor.as_str())).collect();
/// assert_eq!(pairs, [("ana", "sol"), ("eva", "luz")]);
/// # Ok::<(), semillero_core::errors::ApiError>(())
/// ```
///
/// # Errors
/// `invalid_input` with every mistake of tables, policy and options; `conflict` when the policy cannot be kept.
pub fn match_people(
    mentees: &[TablePerson],
    mentors: &[TablePerson],
    options: &TableOptions,
) -> Result<TableMatch, ApiError> {
    let locale = options.locale;
    let mut mistakes = TableMistakes::default();
    let strategy = checked_strategy(&mut mistakes, &options.strategy, options.per_pair);
    if !(0..=MOST_SEED).contains(&options.seed) {
        mistakes.add("/seed", TableFault::OutOfRange { value: options.seed, least: 0, most: MOST_SEED });
    }
    let on = options.on.unwrap_or_else(|| Timestamp::from_micros(DEFAULT_DAY));
    let (mentee_ids, mentor_ids) = (ids(&mut mistakes, "mentees", mentees), ids(&mut mistakes, "mentors", mentors));
    let policy = match &options.policy {
        Some(policy) => table_policy(&mut mistakes, policy, &mentee_ids, &mentor_ids),
        None => MatchPolicy::default(),
    };
    let mut side = |table: &'static str, people: &[TablePerson], other: (&'static str, &BTreeSet<UserId>)| {
        let rows = people.iter().enumerate();
        rows.map(|(row, person)| member(&mut mistakes, (table, row), person, other, on)).collect::<Vec<_>>()
    };
    let mentee_members = side("mentees", mentees, ("mentors", &mentor_ids));
    let mentor_members = side("mentors", mentors, ("mentees", &mentee_ids));
    let listed = options.candidates.as_ref().map(|pairs| {
        let people = [("mentee", "mentees", &mentee_ids), ("mentor", "mentors", &mentor_ids)];
        for (row, (mentee, mentor)) in pairs.iter().enumerate() {
            for ((column, table, known), id) in people.into_iter().zip([mentee, mentor]) {
                if !known.contains(&user(id)) {
                    let at = format!("/candidates/{row}/{column}");
                    mistakes.add(at, TableFault::NotInTable { value: id.clone(), table });
                }
            }
        }
        pairs.iter().map(|(mentee, mentor)| (user(mentee), user(mentor)))
    });
    mistakes.check(locale)?;

    let pool = Pool::of_members(mentee_members, mentor_members);
    let mut question = problem(&pool, &policy);
    question.candidates = listed.map(|pairs| candidates(&question, pairs));
    if strategy == Strategy::Online {
        question.arrivals = arrivals(&pool, &question);
    }
    let everybody = question.population.mentees.len().saturating_mul(question.population.mentors.len());
    let plan = Plan { strategy, seed: options.seed.unsigned_abs(), best: (everybody > ALL_PAIRS).then_some(BEST) };
    let limits = Limits { stop: None, pairs: Some(MOST_PAIRS) };
    let answer = run_problem(&question, &plan, 1, &limits, &|_| {}).map_err(|error| refused(&error, locale))?;
    let parts = (&answer.instance, &answer.scorer);
    let outcome = outcome_of(parts, &pool, &answer.solution, &Outcome::default(), &BTreeSet::new());

    let names: BTreeMap<UserId, &str> =
        mentees.iter().chain(mentors).map(|person| (user(&person.id), person.id.as_str())).collect();
    let name = |id: UserId| names.get(&id).map(|name| (*name).to_owned()).unwrap_or_default();
    let pair = |pair: &crate::matching::Pair| {
        let rank = |factor| match factor {
            Factor::MenteeChoice => pair.mentee_rank,
            Factor::MentorChoice => pair.mentor_rank,
            _ => None,
        };
        let reason = |reason: &crate::matching::Reason| TableReason {
            factor: reason.factor,
            points: reason.points,
            text: reason_text(reason.factor, rank(reason.factor), reason.shared, locale),
        };
        TablePair {
            mentee: name(pair.mentee_id),
            mentor: name(pair.mentor_id),
            score: pair.score,
            mentee_rank: pair.mentee_rank,
            mentor_rank: pair.mentor_rank,
            reasons: pair.reasons.iter().map(reason).collect(),
        }
    };
    let mut pairs: Vec<TablePair> = outcome.pairs.iter().map(pair).collect();
    pairs.sort_unstable_by(|one, other| (&one.mentee, &one.mentor).cmp(&(&other.mentee, &other.mentor)));
    let alone = |line: &crate::matching::Unmatched| TableUnmatched {
        mentee: name(line.mentee_id),
        why: line.why,
        text: unmatched_text(line.why, locale).to_owned(),
    };
    let mut unmatched: Vec<TableUnmatched> = outcome.unmatched.iter().map(alone).collect();
    unmatched.sort_unstable_by(|one, other| one.mentee.cmp(&other.mentee));
    if pairs.len() != answer.solution.pairs.len() {
        return Err(bug("a pair of the solution is in no table".to_owned(), locale));
    }
    let (verdict, digest) = (answer.record.run.verdict.clone(), answer.record.run.result_digest);
    Ok(TableMatch { pairs, unmatched, verdict, digest, problem: question, record: answer.record })
}

fn user(id: &str) -> UserId {
    user_id(person_id(id))
}

/// Who stands in a table; nobody twice.
fn ids(mistakes: &mut TableMistakes, table: &str, people: &[TablePerson]) -> BTreeSet<UserId> {
    if people.is_empty() {
        mistakes.add(format!("/{table}"), TableFault::NoRows);
    }
    let mut seen = BTreeSet::new();
    for (row, person) in people.iter().enumerate() {
        if person.id.is_empty() {
            mistakes.add(format!("/{table}/{row}/id"), TableFault::Null);
        } else if !seen.insert(user(&person.id)) {
            mistakes.add(format!("/{table}/{row}/id"), TableFault::Twice { value: person.id.clone() });
        }
    }
    seen
}

fn member(
    mistakes: &mut TableMistakes,
    (table, row): (&str, usize),
    person: &TablePerson,
    (other, known): (&'static str, &BTreeSet<UserId>),
    on: Timestamp,
) -> Member {
    let at = |column: &str| format!("/{table}/{row}/{column}");
    let capacity = person.capacity.unwrap_or(1);
    if !(0..=MOST_CAPACITY).contains(&capacity) {
        mistakes.add(at("capacity"), TableFault::OutOfRange { value: capacity, least: 0, most: MOST_CAPACITY });
    }
    let place = person.place.as_deref().and_then(|code| match Place::parse(code) {
        Ok(place) => Some(place.as_str().to_owned()),
        Err(_) => {
            mistakes.add(at("place"), TableFault::BadPlace { value: code.to_owned() });
            None
        }
    });
    let zone = person.time_zone.as_deref().and_then(|name| {
        TimeZone::parse(name)
            .map_err(|_| mistakes.add(at("time_zone"), TableFault::BadTimeZone { value: name.to_owned() }))
            .ok()
    });
    let mut free = Vec::new();
    for line in &person.availability {
        match hours(line) {
            Some(time) => free.push(time),
            None => mistakes.add(at("availability"), TableFault::BadHours { value: line.clone() }),
        }
    }
    let mut named = BTreeSet::new();
    for id in person.preferences.iter().flatten() {
        if !known.contains(&user(id)) {
            mistakes.add(at("preferences"), TableFault::NotInTable { value: id.clone(), table: other });
        } else if !named.insert(user(id)) {
            mistakes.add(at("preferences"), TableFault::Twice { value: id.clone() });
        }
    }
    for id in &person.vetoes {
        if !known.contains(&user(id)) {
            mistakes.add(at("vetoes"), TableFault::NotInTable { value: id.clone(), table: other });
        } else if named.contains(&user(id)) {
            mistakes.add(at("vetoes"), TableFault::RankedAndVetoed { value: id.clone() });
        }
    }
    Member {
        id: user(&person.id),
        consented: true,
        approved: true,
        room: i32::try_from(capacity).unwrap_or(0),
        // People in tables come in the order of their rows.
        came: (on, row as u128),
        facts: Facts::of_row(person, place, (zone, &free), on),
        taste: Taste::new(
            person.preferences.iter().map(|tier| tier.iter().map(|id| user(id)).collect()).collect(),
            person.vetoes.iter().map(|id| user(id)).collect(),
        ),
    }
}

/// `monday 18:00-20:30`; the day may be its first three letters.
fn hours(line: &str) -> Option<FreeTime> {
    let (day, span) = line.trim().split_once(char::is_whitespace)?;
    let (from, to) = span.split_once('-')?;
    let day = day.to_ascii_lowercase();
    let weekday = Weekday::ALL.iter().find(|one| one.word() == day || (day.len() == 3 && one.word().starts_with(&day)));
    FreeTime::new(*weekday?, from.parse::<ClockTime>().ok()?, to.parse::<ClockTime>().ok()?).ok()
}

/// Reads a policy whose pairs and floors name people by the ids of the tables, and checks it.
fn table_policy(
    mistakes: &mut TableMistakes,
    policy: &Value,
    mentees: &BTreeSet<UserId>,
    mentors: &BTreeSet<UserId>,
) -> MatchPolicy {
    let mut policy = policy.clone();
    for list in ["must", "never", "floors"] {
        let rows = policy.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten();
        for (row, entry) in rows.enumerate() {
            for (field, table, known) in [("mentee_id", "mentees", mentees), ("mentor_id", "mentors", mentors)] {
                let Some(Value::String(text)) = entry.get_mut(field) else { continue };
                let id = user(text);
                if !known.contains(&id) {
                    let value = std::mem::take(text);
                    mistakes.add(format!("/policy/{list}/{row}/{field}"), TableFault::NotInTable { value, table });
                }
                *text = id.to_string();
            }
        }
    }
    match serde_json::from_value::<MatchPolicy>(policy) {
        Ok(policy) => {
            check_policy(&mut mistakes.0, &policy);
            policy
        }
        Err(error) => {
            mistakes.0.add("/policy", &texts::BAD_VALUE, [("error", error.into())]);
            MatchPolicy::default()
        }
    }
}
