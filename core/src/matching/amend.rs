//! A run brought up to a later question: what changed since, whom that moves, and what people had made of it by hand.

use super::engine::{
    Amendment, Edit, Instance, Limits, Problem, RunError, RunRecord, Scorer, SessionError, Solution, amend, apply_edits,
};
use super::stored::{Asked, StoredRunError};
use super::{MatchRun, Outcome, Pool, engine_id, solution_of, vetoed};
use crate::values::UserId;
use std::collections::{BTreeMap, BTreeSet};

/// Why a run cannot be amended.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AmendError {
    #[error(transparent)]
    Stored(#[from] StoredRunError),
    #[error(transparent)]
    Engine(#[from] RunError),
    #[error(transparent)]
    Session(#[from] SessionError),
}

/// A run and a later question, both compiled, and the way from one to the other.
pub(crate) struct Amended {
    /// What was asked before.
    pub(crate) before: Instance,
    /// What is asked now.
    pub(crate) after: Instance,
    pub(crate) scorer: Scorer,
    pub(crate) amendment: Amendment,
}

/// Brings what the strategy answered in `base`, before any edit, up to a question.
pub(crate) fn amended(base: &MatchRun, question: &Problem, max_moves: Option<u32>) -> Result<Amended, AmendError> {
    let record = base.engine_record().map_err(StoredRunError::from)?;
    let Asked { plan, instance, .. } = base.asked(&record)?;
    let scorer = Scorer::compile(&question.population, &question.policy).map_err(RunError::Mistakes)?;
    let limits = Limits { stop: None, pairs: Some(super::MOST_PAIRS) };
    let after = question.instance(&scorer, &plan, &[], &limits)?;
    let solved = solution_of(&instance, plan.strategy, &base.solved);
    let amendment = amend(instance.clone(), &solved, &after, plan.seed, max_moves)?;
    Ok(Amended { before: instance, after, scorer, amendment })
}

/// Amends again and gives the record of that, for whoever wants to compare it.
pub(crate) fn amended_again(base: &MatchRun, run: &MatchRun) -> Result<RunRecord, AmendError> {
    let question = run.engine_problem().map_err(StoredRunError::from)?;
    let max_moves = run.max_moves.and_then(|most| u32::try_from(most).ok());
    let again = amended(base, &question, max_moves)?;
    Ok(RunRecord::new(&again.after, run.seed.unsigned_abs(), &again.amendment.solution))
}

/// Two people.
type Two = (UserId, UserId);

/// What people had changed by hand, in the amended run.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    /// The edits that still make sense.
    pub(crate) edits: Vec<Edit>,
    /// The pairs that people put together, among them.
    pub(crate) added: BTreeSet<Two>,
    /// Pairs that people had put together or taken apart, about mentees whose mentors changed meanwhile.
    pub(crate) dropped: BTreeSet<Two>,
}

impl Carried {
    /// An edit stays when the strategy still gives its mentee what it gave when the edit was made. Edits that share a mentor, such as a
    /// swap, stay or go together.
    pub(crate) fn new(base: &MatchRun, amended: &Amended, pool: &Pool) -> Self {
        let instance = &amended.after;
        let now = mentors_by_mentee(pairs_of(instance, &amended.amendment.solution));
        let of =
            |outcome: &Outcome| mentors_by_mentee(outcome.pairs.iter().map(|pair| (pair.mentee_id, pair.mentor_id)));
        let (solved, stands) = (of(&base.solved), of(&base.outcome));
        let nobody = BTreeSet::new();
        let mut by_hand: BTreeMap<UserId, BTreeSet<UserId>> = BTreeMap::new();
        for mentee in solved.keys().chain(stands.keys()) {
            let (before, after) = (solved.get(mentee).unwrap_or(&nobody), stands.get(mentee).unwrap_or(&nobody));
            if before != after {
                by_hand.insert(*mentee, before.symmetric_difference(after).copied().collect());
            }
        }
        let there = |mentee: UserId, mentor: UserId| {
            let known = instance.mentee_index(&engine_id(mentee)).is_some()
                && instance.mentor_index(&engine_id(mentor)).is_some();
            let members = pool.mentees.get(&mentee).zip(pool.mentors.get(&mentor));
            known && members.is_some_and(|(mentee, mentor)| !vetoed(mentee, mentor))
        };
        let mut stays: BTreeMap<UserId, bool> = BTreeMap::new();
        for (mentee, mentors) in &by_hand {
            let same = now.get(mentee).unwrap_or(&nobody) == solved.get(mentee).unwrap_or(&nobody);
            let gone = mentors.iter().any(|mentor| !there(*mentee, *mentor));
            stays.insert(*mentee, same && !gone && instance.mentee_index(&engine_id(*mentee)).is_some());
        }
        loop {
            let lost: BTreeSet<UserId> = (by_hand.iter())
                .filter(|(mentee, _)| stays.get(mentee) == Some(&false))
                .flat_map(|(_, mentors)| mentors.iter().copied())
                .collect();
            let more: Vec<UserId> = (by_hand.iter())
                .filter(|(mentee, mentors)| stays.get(mentee) == Some(&true) && !mentors.is_disjoint(&lost))
                .map(|(mentee, _)| *mentee)
                .collect();
            if more.is_empty() {
                break;
            }
            stays.extend(more.into_iter().map(|mentee| (mentee, false)));
        }
        let mut carried = Self::default();
        let (mut removals, mut additions) = (Vec::new(), Vec::new());
        for (mentee, mentors) in by_hand {
            let stay = stays.get(&mentee) == Some(&true);
            for mentor in mentors {
                let places = instance.mentee_index(&engine_id(mentee)).zip(instance.mentor_index(&engine_id(mentor)));
                let Some((at, with)) = places.filter(|_| stay) else {
                    carried.dropped.insert((mentee, mentor));
                    continue;
                };
                if stands.get(&mentee).is_some_and(|mentors| mentors.contains(&mentor)) {
                    carried.added.insert((mentee, mentor));
                    additions.push(Edit::Add { mentee: at, mentor: with });
                } else {
                    removals.push(Edit::Remove { mentee: at, mentor: with });
                }
            }
        }
        removals.append(&mut additions);
        carried.edits = removals;
        carried
    }

    /// The plan with these edits; as it is where they do not fit, which would be a mistake of ours.
    pub(crate) fn applied(&self, instance: &Instance, solution: &Solution) -> Option<Solution> {
        apply_edits(instance, solution, &self.edits).ok()
    }
}

/// The pairs of a plan as people.
pub(crate) fn pairs_of<'a>(instance: &'a Instance, solution: &'a Solution) -> impl Iterator<Item = Two> + 'a {
    solution.pairs.iter().filter_map(|line| {
        let mentee = instance.mentees().get(line.mentee as usize)?;
        let mentor = instance.mentors().get(line.mentor as usize)?;
        Some((super::user_id(mentee.id), super::user_id(mentor.id)))
    })
}

fn mentors_by_mentee(pairs: impl Iterator<Item = Two>) -> BTreeMap<UserId, BTreeSet<UserId>> {
    let mut mentors: BTreeMap<UserId, BTreeSet<UserId>> = BTreeMap::new();
    for (mentee, mentor) in pairs {
        mentors.entry(mentee).or_default().insert(mentor);
    }
    mentors
}
