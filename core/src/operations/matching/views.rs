//! A run as staff see it.

use super::load::bug;
use super::strategies::choice_of;
use crate::api::{
    CandidatesView, GroupResultView, HeldBackView, MatchRunSummary, MatchRunView, PairView, RankCountView, ReasonView,
    UnmatchedView, VerdictView,
};
use crate::errors::Refused;
use crate::matching::engine::{
    Amount, GroupResult, Outside, ProblemRecord, Side as EngineSide, SizeOrScore, Strategy, Verdict,
};
use crate::matching::{Factor, MatchRun, Pair, Reason, digest_id, reason_text, unmatched_text};
use crate::people::User;
use crate::programmes::Side;
use crate::values::{Locale, UserId};
use std::collections::BTreeMap;

/// What a view tells of people: their names.
pub(super) struct People<'a>(BTreeMap<UserId, &'a User>);

impl<'a> People<'a> {
    pub(super) fn of(users: &'a [User]) -> Self {
        Self(users.iter().map(|user| (user.id, user)).collect())
    }

    /// The name of a person; nothing for one of whom nothing is kept.
    pub(super) fn name(&self, user: UserId) -> &str {
        self.0.get(&user).map_or("", |user| user.display_name.as_str())
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
    let strategy = choice_of(&record.plan.strategy)?;
    Ok(MatchRunView {
        id: run.id,
        version: run.version,
        state: run.state,
        cohort_id: run.cohort_id,
        strategy,
        seed: run.seed,
        digest: record.run.result_digest.to_string(),
        engine_version: record.run.engine_version.clone(),
        stopped: record.run.stopped,
        pairs: run.outcome.pairs.iter().map(|pair| pair_view(pair, people, locale)).collect(),
        unmatched: (run.outcome.unmatched.iter())
            .map(|line| UnmatchedView {
                mentee_id: line.mentee_id,
                mentee_name: people.name(line.mentee_id).to_owned(),
                why: line.why,
                text: unmatched_text(line.why, locale).to_owned(),
            })
            .collect(),
        verdict: verdict_view(verdict, run)?,
        held_back,
        created_at: run.created_at,
        published_at: run.published_at,
        candidates: record.outside.map(|outside| candidates_view(&outside, &record)),
        amends: run.amends,
        max_moves: run.max_moves,
    })
}

/// An amount of the objective as pairs and points.
pub(super) fn pairs_and_points(strategy: &Strategy, amount: Amount) -> (i32, i64) {
    let (pairs, points) = match strategy {
        Strategy::MaxWeight { first: SizeOrScore::Size } => (amount.first, amount.second),
        Strategy::Blend { per_pair } => {
            (amount.second, amount.first.saturating_sub(amount.second.saturating_mul(i64::from(*per_pair))))
        }
        _ => (amount.second, amount.first),
    };
    (i32::try_from(pairs).unwrap_or(i32::MAX), points)
}

fn candidates_view(outside: &Outside, record: &ProblemRecord) -> CandidatesView {
    let wide = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let more = record.priced.and_then(|priced| priced.most_more);
    let more = more.map(|amount| pairs_and_points(&record.plan.strategy, amount));
    CandidatesView {
        given: wide(outside.given),
        possible: wide(outside.eligible),
        best: small(outside.best.into()),
        of: wide(outside.recall.of),
        hits: wide(outside.recall.hits),
        missed: record.priced.map(|priced| wide(priced.violations)),
        most_more_pairs: more.map(|more| more.0),
        most_more_points: more.map(|more| more.1),
    }
}

/// A run in short.
pub(super) fn summary(run: &MatchRun) -> Refused<MatchRunSummary> {
    let record = run.engine_record().map_err(bug)?;
    let verdict = run.verdict().map_err(bug)?;
    Ok(MatchRunSummary {
        id: run.id,
        state: run.state,
        strategy: choice_of(&record.plan.strategy)?,
        verdict: verdict_view(&verdict, run)?,
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
        reasons: (pair.reasons.iter())
            .map(|reason| reason_view(reason, (pair.mentee_rank, pair.mentor_rank), locale))
            .collect(),
        origin: pair.origin,
    }
}

/// A reason in words. Counts are those of the run, not of the profiles of today.
pub(super) fn reason_view(
    reason: &Reason,
    (mentee_rank, mentor_rank): (Option<i32>, Option<i32>),
    locale: Locale,
) -> ReasonView {
    let rank = match reason.factor {
        Factor::MenteeChoice => mentee_rank,
        Factor::MentorChoice => mentor_rank,
        _ => None,
    };
    ReasonView {
        factor: reason.factor,
        points: reason.points,
        text: reason_text(reason.factor, rank, reason.shared, locale),
    }
}

fn verdict_view(verdict: &Verdict, run: &MatchRun) -> Refused<VerdictView> {
    let outcome = &run.outcome;
    let mut ranks: BTreeMap<i32, i32> = BTreeMap::new();
    // Not the engine's count: to it, a mentee who gave no list has everybody in rank 1, but nobody is their first choice.
    for rank in outcome.pairs.iter().filter_map(|pair| pair.mentee_rank) {
        *ranks.entry(rank).or_default() += 1;
    }
    let names = if verdict.groups.is_empty() { Vec::new() } else { run.group_names().map_err(bug)? };
    Ok(VerdictView {
        size: small(verdict.size.into()),
        total_score: i64::try_from(verdict.score).unwrap_or(i64::MAX),
        unmatched: small(verdict.unmatched.into()),
        ranks: ranks.into_iter().map(|(rank, mentees)| RankCountView { rank, mentees }).collect(),
        breaches: small(verdict.breaches.total()),
        // By what people said, not by how the lottery breaks ties: among equals nobody has a reason to leave.
        blocking_pairs: small(verdict.weak_blocking.total()),
        optimal: verdict.optimal,
        least_score: outcome.pairs.iter().map(|pair| pair.score).min(),
        inequality: small(verdict.fairness.gini_bp.into()),
        justified_envy: small(verdict.fairness.envy_by_rank.justified.into()),
        passed_over: verdict.passed_over.map(|passed| small(passed.into())),
        hindsight: verdict.hindsight.map(|score| i64::try_from(score).unwrap_or(i64::MAX)),
        proven_share: verdict.fairness.proven_share_bp.map(|share| small(share.into())),
        groups: verdict.groups.iter().map(|group| group_view(group, &names)).collect(),
    })
}

fn group_view(group: &GroupResult, names: &[String]) -> GroupResultView {
    let name = names.iter().find(|name| digest_id("group", name) == group.id);
    GroupResultView {
        name: name.cloned().unwrap_or_default(),
        side: match group.side {
            EngineSide::Mentee => Side::Mentee,
            EngineSide::Mentor => Side::Mentor,
        },
        members: small(group.served.of),
        served: small(group.served.taken),
        pairs: small(group.pairs.into()),
        floor_kept: group.floor_kept,
        ceiling_kept: group.ceiling_kept,
    }
}

fn small(count: u64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
