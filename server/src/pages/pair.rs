//! Why two people are together in a run, or why not, and whether a run can be repeated.

use super::context::Me;
use super::failure::{Answer, OrShow as _};
use super::take::{Path, Query};
use minijinja::context;
use semillero_core::values::{MatchRunId, UserId};
use semillero_core::{ExplainPair, GetMatchRun, ReplayMatchRun};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Two {
    #[serde(default)]
    mentee: String,
    #[serde(default)]
    mentor: String,
}

/// The form *why not*: leads to the page of the pair, so that the page has one address.
pub(super) async fn choose(me: Me, Path(run): Path<MatchRunId>, Query(two): Query<Two>) -> Answer {
    if let (Ok(mentee), Ok(mentor)) = (two.mentee.parse::<UserId>(), two.mentor.parse::<UserId>()) {
        return Ok(me.to(&format!("/runs/{run}/pairs/{mentee}/{mentor}")));
    }
    // Nobody was chosen: back to where the form stands, for whoever may see it.
    me.acting.get_match_run(GetMatchRun { match_run_id: run }).await.or_show(&me)?;
    Ok(me.to(&format!("/runs/{run}")))
}

pub(super) async fn show(me: Me, Path((id, mentee, mentor)): Path<(MatchRunId, UserId, UserId)>) -> Answer {
    let asked = ExplainPair { match_run_id: id, mentee_id: mentee, mentor_id: mentor };
    let pair = me.acting.explain_pair(asked).await.or_show(&me)?;
    let run = me.acting.get_match_run(GetMatchRun { match_run_id: id }).await.or_show(&me)?;
    let cohort = super::cohort::find(&me, run.cohort_id).await?;
    Ok(me.page("pair.html", context! { run, cohort, pair }))
}

pub(super) async fn replay(me: Me, Path(id): Path<MatchRunId>) -> Answer {
    let replay = me.acting.replay_match_run(ReplayMatchRun { match_run_id: id }).await.or_show(&me)?;
    let run = me.acting.get_match_run(GetMatchRun { match_run_id: id }).await.or_show(&me)?;
    let cohort = super::cohort::find(&me, run.cohort_id).await?;
    Ok(me.page("replay.html", context! { run, cohort, replay }))
}
