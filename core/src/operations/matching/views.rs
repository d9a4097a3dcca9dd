//! A run as staff see it.

use super::load::bug;
use crate::api::{
    HeldBackView, MatchRunSummary, MatchRunView, PairView, RankCountView, ReasonView, StrategyChoice, UnmatchedView,
    VerdictView,
};
use crate::errors::{Refusal, Refused};
use crate::matching::engine::{SizeOrScore, Strategy, Verdict};
use crate::matching::{Factor, Labels, MatchRun, Outcome, Pair, Reason, reason_text, shared, unmatched_text};
use crate::people::User;
use crate::values::{Locale, UserId};
use std::collections::BTreeMap;

/// The strategy of the engine for a choice.
pub(super) const fn strategy_of(choice: StrategyChoice) -> Strategy {
    match choice {
        StrategyChoice::MostPeople => Strategy::MaxWeight { first: SizeOrScore::Size },
        StrategyChoice::HighestScore => Strategy::MaxWeight { first: SizeOrScore::Score },
        StrategyChoice::Stable => Strategy::Stable,
    }
}

/// What a view tells of people: their names, and what they share.
pub(super) struct People<'a>(BTreeMap<UserId, (&'a User, Labels)>);

impl<'a> People<'a> {
    pub(super) fn of(users: &'a [User]) -> Self {
        Self(users.iter().map(|user| (user.id, (user, Labels::of(user)))).collect())
    }

    /// The name of a person; nothing for one of whom nothing is kept.
    pub(super) fn name(&self, user: UserId) -> &str {
        self.0.get(&user).map_or("", |(user, _)| user.display_name.as_str())
    }

    fn labels(&self, user: UserId) -> Option<&Labels> {
        self.0.get(&user).map(|(_, labels)| labels)
    }
}

/// The view of a run with what the verifier says of it now.
pub(super) fn match_run_view(
    run: &MatchRun,
    verdict: &Verdict,
    people: &People<'_>,
    held_back: Vec<HeldBackView>,
    locale: Locale,
) -> Refused<MatchRunView> {
    let record = run.engine_record().map_err(bug)?;
    let strategy = choice_of(&record.strategy)?;
    Ok(MatchRunView {
        id: run.id,
        version: run.version,
        state: run.state,
        cohort_id: run.cohort_id,
        strategy,
        seed: run.seed,
        digest: record.result_digest.to_string(),
        engine_version: record.engine_version,
        pairs: run.outcome.pairs.iter().map(|pair| pair_view(pair, people, locale)).collect(),
        unmatched: (run.outcome.unmatched.iter())
            .map(|line| UnmatchedView {
                mentee_id: line.mentee_id,
                mentee_name: people.name(line.mentee_id).to_owned(),
                why: line.why,
                text: unmatched_text(line.why, locale).to_owned(),
            })
            .collect(),
        verdict: verdict_view(verdict, &run.outcome),
        held_back,
        created_at: run.created_at,
        published_at: run.published_at,
    })
}

/// The choice that leads to a strategy.
fn choice_of(strategy: &Strategy) -> Refused<StrategyChoice> {
    let choice = StrategyChoice::ALL.iter().copied().find(|choice| strategy_of(*choice) == *strategy);
    choice.ok_or_else(|| Refusal::Bug(format!("no choice leads to {strategy:?}")))
}

/// A run in short.
pub(super) fn summary(run: &MatchRun) -> Refused<MatchRunSummary> {
    let record = run.engine_record().map_err(bug)?;
    let verdict = run.verdict().map_err(bug)?;
    Ok(MatchRunSummary {
        id: run.id,
        state: run.state,
        strategy: choice_of(&record.strategy)?,
        verdict: verdict_view(&verdict, &run.outcome),
        created_at: run.created_at,
        published_at: run.published_at,
    })
}

fn pair_view(pair: &Pair, people: &People<'_>, locale: Locale) -> PairView {
    PairView {
        mentee_id: pair.mentee_id,
        mentee_name: people.name(pair.mentee_id).to_owned(),
        mentor_id: pair.mentor_id,
        mentor_name: people.name(pair.mentor_id).to_owned(),
        mentee_rank: pair.mentee_rank,
        mentor_rank: pair.mentor_rank,
        score: pair.score,
        reasons: pair
            .reasons
            .iter()
            .map(|reason| ReasonView {
                factor: reason.factor,
                points: reason.points,
                text: text_of(reason, pair, people, locale),
            })
            .collect(),
        origin: pair.origin,
    }
}

/// A reason in words. "2 of 3" is counted from the profiles of today, so it is said only where they still give the points of the run.
fn text_of(reason: &Reason, pair: &Pair, people: &People<'_>, locale: Locale) -> String {
    let rank = match reason.factor {
        Factor::MenteeChoice => pair.mentee_rank,
        Factor::MentorChoice => pair.mentor_rank,
        _ => None,
    };
    let labels = people.labels(pair.mentee_id).zip(people.labels(pair.mentor_id));
    let part = labels.and_then(|(mentee, mentor)| shared(reason.factor, mentee, mentor));
    let part = part.filter(|part| part.points(reason.factor) == reason.points);
    reason_text(reason.factor, rank, part, locale)
}

fn verdict_view(verdict: &Verdict, outcome: &Outcome) -> VerdictView {
    let mut ranks: BTreeMap<i32, i32> = BTreeMap::new();
    // Not the engine's count: to it, a mentee who gave no list has everybody in rank 1, but nobody is their first choice.
    for rank in outcome.pairs.iter().filter_map(|pair| pair.mentee_rank) {
        *ranks.entry(rank).or_default() += 1;
    }
    VerdictView {
        size: small(verdict.size.into()),
        total_score: i64::try_from(verdict.score).unwrap_or(i64::MAX),
        unmatched: small(verdict.unmatched.into()),
        ranks: ranks.into_iter().map(|(rank, mentees)| RankCountView { rank, mentees }).collect(),
        breaches: small(verdict.breaches.total()),
        // By what people said, not by how the lottery breaks ties: among equals nobody has a reason to leave.
        blocking_pairs: small(verdict.weak_blocking.total()),
        optimal: verdict.optimal,
    }
}

fn small(count: u64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
