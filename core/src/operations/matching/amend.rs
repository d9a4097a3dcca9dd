//! Amending a run: the question of today, and the way there from the old answer.

use super::amend_view::Teller;
use super::amend_words::disruption_text;
use super::load::{bug, policy, pool};
use super::refusals::refused;
use super::run::{ALL_PAIRS, can_match, has_people};
use super::views::{People, match_run_view};
use crate::api::{AmendMatchRun, AmendmentView, PairChoice, RunChange, RunChangeKind};
use crate::ecosystem::Work;
use crate::errors::{ErrorCode, Problems, Refusal, Refused, Text, texts};
use crate::matching::engine::{Delta, Problem, ProblemRecord, RunRecord, SessionError, Strategy, verify};
use crate::matching::{
    AmendError, Carried, MatchRun, MatchRunState, Outcome, Pool, amended, engine_id, keep, keep_problem, outcome_of,
    pairs_of, problem, unready_text, what_holds,
};
use crate::operations::common::expect_version;
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, Side};
use crate::store::Whole;
use crate::values::{Locale, RangeError, UserId};
use std::collections::BTreeSet;

/// The most that somebody may be said to take.
const MOST_PLACES: i32 = 1_000;

/// The greatest limit on moves.
const MOST_MOVES: i32 = 1_000_000;

pub(crate) async fn amend_match_run(work: &mut Work<'_>, request: &AmendMatchRun) -> Refused<AmendmentView> {
    let mut problems = Problems::default();
    for (at, change) in request.changes.iter().enumerate() {
        shape(&mut problems, at, change);
    }
    if let Some(value) = request.max_moves.filter(|value| !(0..=MOST_MOVES).contains(value)) {
        let error = RangeError { value: value.into(), least: 0, most: MOST_MOVES.into() };
        problems.mistake("/max_moves", error);
    }
    problems.check()?;
    let base = work.load::<MatchRun>(request.match_run_id).await?;
    let resource = Resource::of_programme(base.programme_id);
    work.permit::<MatchRun>(Action::RunMatching, Action::ViewMatchRun, base.id, &resource)?;
    expect_version(base.version, request.expected_version)?;
    let record = base.engine_record().map_err(bug)?;
    can_be_amended(&base, &record)?;

    let cohort = work.load::<Cohort>(base.cohort_id).await?;
    can_match(&cohort)?;
    let policy = policy(work, cohort.id).await?;
    let (mut pool, users) = pool(work, &cohort).await?;
    let (people, locale) = (People::of(&users), work.locale());
    let (before, said) = base.engine_problem_and_said().map_err(bug)?;
    check(&before, &pool, &request.changes, locale)?;
    let holds = what_holds(said, &request.changes);
    follow(&mut pool, &holds);
    has_people(&pool)?;
    let question = problem(&pool, &policy);
    if question.policy != before.policy {
        return Err(Refusal::conflict(&texts::AMEND_POLICY, []));
    }
    let everybody = question.population.mentees.len().saturating_mul(question.population.mentors.len());
    if everybody > ALL_PAIRS {
        return Err(unsupported(&texts::AMEND_LARGE, ALL_PAIRS));
    }
    let max_moves = request.max_moves.and_then(|most| u32::try_from(most).ok());
    let found = amended(&base, &question, max_moves).map_err(|error| match error {
        AmendError::Session(SessionError::Rules) => unsupported(&texts::AMEND_RULES, ""),
        AmendError::Engine(error) => refused(error, &question, &policy, &pool, &people, locale),
        other => Refusal::Bug(other.to_string()),
    })?;
    let amendment = &found.amendment;
    if amendment.changes.is_empty() && is_still(&amendment.settled) && request.changes.is_empty() {
        return Err(Refusal::conflict(&texts::AMEND_SAME, []));
    }

    let run_record = RunRecord::new(&found.after, record.plan.seed, &amendment.solution);
    let carried = Carried::new(&base, &found, &pool);
    let parts = (&found.after, &found.scorer);
    let solved = outcome_of(parts, &pool, &amendment.solution, &Outcome::default(), &BTreeSet::new());
    let stands = carried
        .applied(&found.after, &amendment.solution)
        .ok_or_else(|| Refusal::Bug("edits of a run do not fit its amendment".into()))?;
    let edited = !carried.edits.is_empty();
    let (outcome, verdict) = match edited {
        false => (solved.clone(), run_record.verdict.clone()),
        true => (
            outcome_of(parts, &pool, &stands, &solved, &carried.added),
            verify(&found.after, record.plan.seed, &stands),
        ),
    };
    let new_record = ProblemRecord {
        problem_digest: question.digest(),
        plan: record.plan,
        priced: None,
        outside: None,
        run: run_record,
    };
    let run = MatchRun {
        id: work.id(),
        version: 1,
        state: if edited { MatchRunState::Review } else { MatchRunState::Draft },
        created_by: work.me(),
        strategy: base.strategy.clone(),
        seed: base.seed,
        instance: keep_problem(&question, &policy, holds).map_err(bug)?,
        record: keep(&new_record).map_err(bug)?,
        solved: Whole(solved),
        outcome: Whole(outcome),
        created_at: work.now,
        published_at: None,
        amends: Some(base.id),
        max_moves: request.max_moves,
        ..base.clone()
    };
    work.changes.insert(&run);
    let data = serde_json::json!({
        "cohort_id": cohort.id,
        "pairs": run.outcome.pairs.len(),
        "unmatched": run.outcome.unmatched.len(),
        "amends": base.id,
    });
    work.event::<MatchRun>("match_run.created", run.id, Some(cohort.programme_id), data);

    let teller = Teller { found: &found, people: &people, cohort: &cohort, locale };
    let (changes, unmoved) = teller.changes(&request.changes);
    let was: BTreeSet<(UserId, UserId)> =
        base.outcome.pairs.iter().map(|pair| (pair.mentee_id, pair.mentor_id)).collect();
    let is: BTreeSet<(UserId, UserId)> = pairs_of(&found.after, &stands).collect();
    let [kept, gone, new] =
        [was.intersection(&is).count(), was.difference(&is).count(), is.difference(&was).count()].map(small);
    Ok(AmendmentView {
        changes,
        unmoved,
        settled: teller.moves(&amendment.settled),
        pairs_kept: kept,
        pairs_gone: gone,
        pairs_new: new,
        limit: max_moves.map(|_| teller.limit()),
        edits_kept: small(carried.edits.len()),
        edits_dropped: (carried.dropped.iter())
            .map(|&(mentee_id, mentor_id)| PairChoice { mentee_id, mentor_id })
            .collect(),
        text: disruption_text(kept, gone, new, locale),
        run: match_run_view(&run, &verdict, &people, Vec::new(), locale)?,
    })
}

fn unsupported(text: &'static Text, value: impl std::fmt::Display) -> Refusal {
    let value = value.to_string();
    Refusal::said(ErrorCode::Unsupported, text, [("most", value.clone().into()), ("strategy", value.into())])
}

/// Whether the engine can go on from a run at all.
fn can_be_amended(base: &MatchRun, record: &ProblemRecord) -> Refused<()> {
    if base.state == MatchRunState::Published {
        return Err(Refusal::conflict(&texts::AMEND_PUBLISHED, []));
    }
    let strategy = record.plan.strategy;
    if !matches!(strategy, Strategy::MaxWeight { .. } | Strategy::Blend { .. }) {
        return Err(unsupported(&texts::AMEND_STRATEGY, super::strategies::choice_of(&strategy)?));
    }
    if record.outside.is_some() {
        return Err(unsupported(&texts::AMEND_CANDIDATES, ""));
    }
    if record.run.stopped {
        return Err(Refusal::conflict(&texts::AMEND_STOPPED, []));
    }
    match record.plan.best {
        None => Ok(()),
        Some(_) => Err(unsupported(&texts::AMEND_LARGE, ALL_PAIRS)),
    }
}

/// Whether a change names whom it must, and no more.
fn shape(problems: &mut Problems, at: usize, change: &RunChange) {
    let path = format!("/changes/{at}");
    let named = (change.mentee_id.is_some(), change.mentor_id.is_some());
    match change.kind {
        RunChangeKind::Declined if named != (true, true) => problems.add(path.clone(), &texts::TWO_PEOPLE, []),
        RunChangeKind::Declined => {}
        _ if named.0 == named.1 => problems.add(path.clone(), &texts::ONE_PERSON, []),
        _ => {}
    }
    let path = format!("{path}/capacity");
    let with = [("field", "capacity".into()), ("value", RunChangeKind::Capacity.into())];
    match (change.kind, change.capacity) {
        (RunChangeKind::Capacity, None) => problems.add(path, &texts::NEEDED_WITH, with),
        (RunChangeKind::Capacity, Some(value)) if !(0..=MOST_PLACES).contains(&value) => {
            problems.mistake(path, RangeError { value: value.into(), least: 0, most: MOST_PLACES.into() });
        }
        (RunChangeKind::Capacity, Some(_)) | (_, None) => {}
        (_, Some(_)) => problems.add(path, &texts::ONLY_WITH, with),
    }
}

/// Whether the changes are about people of the run, or who can come into it.
fn check(before: &Problem, pool: &Pool, changes: &[RunChange], locale: Locale) -> Refused<()> {
    let in_run = |side: Side, user: UserId| {
        let people = match side {
            Side::Mentee => &before.population.mentees,
            Side::Mentor => &before.population.mentors,
        };
        people.binary_search_by_key(&engine_id(user), |person| person.id).is_ok()
    };
    let mut problems = Problems::default();
    let mut seen = BTreeSet::new();
    for (at, change) in changes.iter().enumerate() {
        let path = format!("/changes/{at}");
        let named = [(Side::Mentee, change.mentee_id, "mentee_id"), (Side::Mentor, change.mentor_id, "mentor_id")];
        let named = named.into_iter().filter_map(|(side, user, field)| Some((side, user?, field)));
        if !seen.insert((change.kind, change.mentee_id, change.mentor_id)) {
            problems.add(path, &texts::TWICE, [("value", change.kind.into())]);
            continue;
        }
        for (side, user, field) in named {
            let path = format!("{path}/{field}");
            let here = in_run(side, user);
            let why = unready_text(pool, side, user, locale);
            match (change.kind, why) {
                (RunChangeKind::Joined, _) if here => {
                    problems.add(path, &texts::IN_RUN_ALREADY, [("value", user.into())]);
                }
                (RunChangeKind::Joined, Some(why)) => {
                    problems.add(path, &texts::NOT_READY, [("value", user.into()), ("why", why.into())]);
                }
                (RunChangeKind::Joined, None) => {}
                (RunChangeKind::Rescored, _) if !here => {
                    problems.add(path, &texts::NOT_IN_RUN, [("value", user.into())]);
                }
                (_, Some(_)) if !here => problems.add(path, &texts::NOT_IN_RUN, [("value", user.into())]),
                _ => {}
            }
        }
    }
    problems.check()
}

/// Makes the pool of today what is said of it.
fn follow(pool: &mut Pool, changes: &[RunChange]) {
    for change in changes {
        match (change.kind, change.mentee_id, change.mentor_id) {
            (RunChangeKind::Left, Some(mentee), _) => drop(pool.mentees.remove(&mentee)),
            (RunChangeKind::Left, _, Some(mentor)) => drop(pool.mentors.remove(&mentor)),
            (RunChangeKind::Capacity, mentee, mentor) => {
                let mentee = mentee.and_then(|mentee| pool.mentees.get_mut(&mentee));
                let member = mentee.or_else(|| mentor.and_then(|mentor| pool.mentors.get_mut(&mentor)));
                if let (Some(member), Some(capacity)) = (member, change.capacity) {
                    member.room = capacity;
                }
            }
            (RunChangeKind::Declined, Some(mentee), Some(mentor)) => {
                if let Some(member) = pool.mentees.get_mut(&mentee) {
                    member.taste.refuse(mentor);
                }
            }
            _ => {}
        }
    }
}

fn small(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn is_still(delta: &Delta) -> bool {
    delta.moved.is_empty() && delta.gained.is_empty() && delta.lost.is_empty()
}
