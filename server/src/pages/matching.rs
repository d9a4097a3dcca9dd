//! Match runs: run, look, compare, edit, publish.

use super::context::Me;
use super::failure::{Answer, OrShow as _};
use super::take::{Form, Path, Query};
use minijinja::{Value, context};
use semillero_core::values::{CohortId, MatchRunId, UserId};
use semillero_core::{
    EditMatchRun, FindMatchRuns, FindUsers, GetMatchRun, MatchRunView, PairChoice, PairView, PublishMatchRun,
    RunMatching, StrategyChoice,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub(super) struct Run {
    strategy: StrategyChoice,
}

pub(super) async fn run(me: Me, Path(id): Path<CohortId>, Form(form): Form<Run>) -> Answer {
    let request = RunMatching { cohort_id: id, strategy: form.strategy, seed: None, per_pair: None, within_ms: None };
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
    let mentors = mentors(me, run.cohort_id).await?;
    Ok(me.page("run.html", context! { run, cohort, others, mentors }))
}

/// The mentors of a cohort by name, to choose from.
async fn mentors(me: &Me, cohort: CohortId) -> Result<Vec<Value>, super::failure::Failure> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let request = FindUsers {
            text: None,
            skill: None,
            sector: None,
            language: None,
            role: Some(semillero_core::people::Role::Mentor),
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
    Ok(me.page("compare.html", context! { cohort, a, b, lines }))
}
