//! Match runs: run, look, compare, edit, publish.

use super::context::Me;
use super::failure::{Answer, OrShow as _};
use super::take::{Form, Path, Query};
use minijinja::{Value, context};
use semillero_core::people::Role;
use semillero_core::values::{CohortId, MatchRunId, UserId};
use semillero_core::{
    EditMatchRun, FindMatchRuns, FindUsers, GetMatchRun, MatchRunView, PairChoice, PairView, PublishMatchRun,
    RunMatching, StrategyChoice,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How long a browser waits for a run at most, in milliseconds; the run then gives the best it has and says so.
const LONGEST: i64 = 60_000;

#[derive(Deserialize)]
pub(super) struct Run {
    strategy: StrategyChoice,
    #[serde(default)]
    seed: String,
    #[serde(default)]
    per_pair: String,
}

/// A number that may be left out. What is no number becomes one that the operation refuses, so that the refusal names the field.
fn number<T: std::str::FromStr + From<i8>>(text: &str) -> Option<T> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| T::from(-1)))
}

pub(super) async fn run(me: Me, Path(id): Path<CohortId>, Form(form): Form<Run>) -> Answer {
    // The field stands beside every strategy and means something with one.
    let per_pair = number(&form.per_pair).filter(|_| form.strategy == StrategyChoice::Blend);
    let request = RunMatching {
        cohort_id: id,
        strategy: form.strategy,
        seed: number(&form.seed),
        per_pair,
        within_ms: Some(LONGEST),
        candidates: vec![],
    };
    let run = me.acting.run_matching(request).await.or_show(&me)?;
    Ok(me.to(&format!("/runs/{}", run.id)))
}

pub(super) async fn show(me: Me, Path(id): Path<MatchRunId>) -> Answer {
    let run = me.acting.get_match_run(GetMatchRun { match_run_id: id }).await.or_show(&me)?;
    shown(&me, run).await
}

async fn shown(me: &Me, run: MatchRunView) -> Answer {
    let cohort = super::cohort::find(me, run.cohort_id).await?;
    let request = FindMatchRuns { cohort_id: run.cohort_id, limit: Some(20), after: None };
    let mut others = me.acting.find_match_runs(request).await.or_show(me)?.items;
    others.retain(|other| other.id != run.id);
    let mentors = members(me, run.cohort_id, Role::Mentor).await?;
    let paired = run.pairs.iter().map(|pair| (pair.mentee_name.as_str(), pair.mentee_id));
    let mentees: BTreeSet<_> =
        paired.chain(run.unmatched.iter().map(|one| (one.mentee_name.as_str(), one.mentee_id))).collect();
    let mentees: Vec<Value> = mentees.into_iter().map(|(name, id)| context! { id => id.to_string(), name }).collect();
    Ok(me.page("run.html", context! { run, cohort, others, mentors, mentees }))
}

/// The people of a cohort by name, to choose from.
pub(super) async fn members(me: &Me, cohort: CohortId, role: Role) -> Result<Vec<Value>, super::failure::Failure> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let request = FindUsers {
            text: None,
            skill: None,
            sector: None,
            language: None,
            role: Some(role),
            programme_id: None,
            cohort_id: Some(cohort),
            limit: Some(100),
            after,
        };
        let page = me.acting.find_users(request).await.or_show(me)?;
        all.extend(
            page.items.into_iter().map(|user| context! { id => user.id.to_string(), name => user.display_name }),
        );
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Edit {
    mentee: UserId,
    /// The mentor before; empty when the mentee had none.
    from: String,
    /// The mentor now; empty to leave the mentee without one.
    to: String,
    reason: String,
    version: i64,
}

pub(super) async fn edit(me: Me, Path(id): Path<MatchRunId>, Form(form): Form<Edit>) -> Answer {
    let pair = |mentor: &str| mentor.parse().ok().map(|mentor_id| PairChoice { mentee_id: form.mentee, mentor_id });
    let request = EditMatchRun {
        match_run_id: id,
        remove: pair(&form.from).into_iter().collect(),
        add: pair(&form.to).into_iter().collect(),
        reason: form.reason,
        expected_version: Some(form.version),
    };
    me.acting.edit_match_run(request).await.or_show(&me)?;
    Ok(me.to(&format!("/runs/{id}")))
}

pub(super) async fn publish(me: Me, Path(id): Path<MatchRunId>) -> Answer {
    let run = me.acting.publish_match_run(PublishMatchRun { match_run_id: id }).await.or_show(&me)?;
    if run.held_back.is_empty() {
        return Ok(me.to(&format!("/runs/{id}")));
    }
    shown(&me, run).await
}

#[derive(Deserialize)]
pub(super) struct Two {
    a: MatchRunId,
    b: MatchRunId,
}

pub(super) async fn compare(me: Me, Path(id): Path<CohortId>, Query(two): Query<Two>) -> Answer {
    let cohort = super::cohort::find(&me, id).await?;
    let a = me.acting.get_match_run(GetMatchRun { match_run_id: two.a }).await.or_show(&me)?;
    let b = me.acting.get_match_run(GetMatchRun { match_run_id: two.b }).await.or_show(&me)?;
    // A line per mentee by name; a cell per run with the pair, where there is one.
    let mut lines: BTreeMap<(&str, UserId), [Option<&PairView>; 2]> = BTreeMap::new();
    for (at, run) in [&a, &b].into_iter().enumerate() {
        for pair in &run.pairs {
            let line = lines.entry((&pair.mentee_name, pair.mentee_id)).or_default();
            if let Some(cell) = line.get_mut(at) {
                *cell = Some(pair);
            }
        }
        for mentee in &run.unmatched {
            lines.entry((&mentee.mentee_name, mentee.mentee_id)).or_default();
        }
    }
    let cell = |pair: Option<&PairView>| {
        pair.map(|pair| context! { mentor => &pair.mentor_name, score => pair.score, rank => pair.mentee_rank })
    };
    let lines: Vec<Value> = lines
        .iter()
        .map(|((name, _), [one, other])| {
            let same = one.map(|pair| pair.mentor_id) == other.map(|pair| pair.mentor_id);
            context! { name, a => cell(*one), b => cell(*other), same }
        })
        .collect();
    let chart = super::chart::chart(&a, &b, me.lang);
    Ok(me.page("compare.html", context! { cohort, a, b, lines, chart }))
}
