//! What the engine refuses, in people's words.

use super::views::People;
use crate::errors::{Refusal, texts};
use crate::matching::engine::Scorer;
use crate::matching::engine::{Conflict, InstanceError, Member, Problem, RunError, SolveError};
use crate::matching::{MatchPolicy, Pool, Question, digest_id, user_id};
use crate::values::{Locale, UserId};

/// A refusal of the engine: rules of the policy that do not fit the cohort are the programme's to mend, all else is our mistake.
pub(super) fn refused(
    error: RunError,
    question: &Problem,
    policy: &MatchPolicy,
    pool: &Pool,
    people: &People<'_>,
    locale: Locale,
) -> Refusal {
    match &error {
        RunError::Rules(errors) => errors.iter().find_map(|error| must(error, question, pool, people, locale)),
        RunError::Solve(SolveError::Infeasible(conflict)) => {
            let rules = named(conflict, question, policy, people, locale);
            Some(Refusal::conflict(&texts::RULES_CONFLICT, [("rules", rules.into())]))
        }
        RunError::Solve(SolveError::Stopped) => Some(Refusal::conflict(&texts::NO_TIME, [])),
        RunError::Solve(SolveError::TooLarge { limit, .. }) => {
            Some(Refusal::conflict(&texts::TOO_LARGE_TO_MATCH, [("most", limit.into())]))
        }
        RunError::Scan(_) => {
            Some(Refusal::conflict(&texts::TOO_LARGE_TO_MATCH, [("most", crate::matching::MOST_PAIRS.into())]))
        }
        RunError::Solve(SolveError::NotSupported { strategy }) => {
            Some(Refusal::conflict(&texts::STRATEGY_AND_RULES, [("strategy", strategy.into())]))
        }
        _ => None,
    }
    .unwrap_or_else(|| Refusal::Bug(error.to_string()))
}

/// A pair of the policy that must be made and may not be, or needs more places than there are.
fn must(
    error: &InstanceError,
    question: &Problem,
    pool: &Pool,
    people: &People<'_>,
    locale: Locale,
) -> Option<Refusal> {
    let (mentee, mentor) = match error {
        InstanceError::MustNotEligible { mentee, mentor, .. } => (*mentee, *mentor),
        InstanceError::MustOverCapacity { .. } => {
            let rules = locale.pick("parejas obligatorias y cupos", "pairs that must be made and places");
            return Some(Refusal::conflict(&texts::RULES_CONFLICT, [("rules", rules.into())]));
        }
        _ => return None,
    };
    // The population stands in the order of ids, as instances do.
    let mentee = user_id(question.population.mentees.get(mentee as usize)?.id);
    let mentor = user_id(question.population.mentors.get(mentor as usize)?.id);
    let scorer = Scorer::compile(&question.population, &question.policy).ok()?;
    let question = Question { pool, problem: question, scorer: &scorer };
    let why: Vec<String> = question.apart(mentee, mentor, locale).into_iter().map(|apart| apart.text).collect();
    let args = [
        ("mentee", people.name(mentee).into()),
        ("mentor", people.name(mentor).into()),
        ("why", why.join("; ").into()),
    ];
    Some(Refusal::conflict(&texts::MUST_NOT_POSSIBLE, args))
}

/// The rules of a conflict by the names that people gave them.
fn named(conflict: &Conflict, question: &Problem, policy: &MatchPolicy, people: &People<'_>, locale: Locale) -> String {
    let floor = |floor: &crate::matching::engine::Floor| {
        let name = match floor.of {
            Member::Mentor(index) => {
                let id: UserId = user_id(question.population.mentors.get(index as usize)?.id);
                people.name(id).to_owned()
            }
            Member::Organisation(_) => return None,
        };
        Some(match locale {
            Locale::Es => format!("al menos {} para `{name}`", floor.least),
            Locale::En => format!("at least {} for `{name}`", floor.least),
        })
    };
    let group = |id: &crate::matching::engine::Id| {
        let group = policy.groups.iter().find(|group| digest_id("group", &group.name) == *id)?;
        Some(match locale {
            Locale::Es => format!("el grupo `{}`", group.name),
            Locale::En => format!("the group `{}`", group.name),
        })
    };
    let floors = conflict.floors.iter().filter_map(floor);
    floors.chain(conflict.groups.iter().filter_map(group)).collect::<Vec<_>>().join("; ")
}
