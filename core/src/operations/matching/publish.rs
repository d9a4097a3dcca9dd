//! Publishing a run.

use super::load::{bug, pool};
use super::views::{People, match_run_view};
use crate::api::{HeldBackView, MatchRunView, PublishMatchRun};
use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};
use crate::matching::{MATCH_RUN_LIFECYCLE, MatchRun, Pair, held_back, held_back_text};
use crate::mentorship::{Mentorship, MentorshipOrigin};
use crate::operations::common::{requests, seats};
use crate::permissions::{Action, Resource};
use crate::programmes::Cohort;

/// All or nothing: when a pair has to be held back, nothing is written and the run stays in the state it was in.
pub(crate) async fn publish_match_run(work: &mut Work<'_>, request: &PublishMatchRun) -> Refused<MatchRunView> {
    let mut run = work.load::<MatchRun>(request.match_run_id).await?;
    let resource = Resource::of_programme(run.programme_id);
    work.permit::<MatchRun>(Action::PublishMatchRun, Action::ViewMatchRun, run.id, &resource)?;
    let data = serde_json::json!({ "cohort_id": run.cohort_id, "pairs": run.outcome.pairs.len() });
    let (place, programme) = ((run.id, run.state), Some(run.programme_id));
    let step = |work: &mut Work<'_>| {
        work.advance::<MatchRun, _>(&MATCH_RUN_LIFECYCLE, place, "publish", programme, None, data)
    };
    // The lifecycle speaks first: publishing twice must not look for seats that the first time took.
    if MATCH_RUN_LIFECYCLE.is_terminal(run.state) {
        step(work)?;
        return Err(Refusal::Bug("a terminal state went on".into()));
    }
    let pairs = &run.outcome.pairs;
    let guards = pairs.iter().flat_map(|pair| [seats(pair.mentor_id), requests(pair.mentee_id)]).collect();
    work.claim(guards).await?;

    let cohort = work.load::<Cohort>(run.cohort_id).await?;
    let (pool, users) = pool(work, &cohort).await?;
    let people = People::of(&users);
    let verdict = run.verdict().map_err(bug)?;
    let locale = work.locale();
    let held: Vec<HeldBackView> = held_back(&pool, &run.outcome)
        .into_iter()
        .map(|(pair, why)| HeldBackView {
            mentee_id: pair.mentee_id,
            mentor_id: pair.mentor_id,
            text: held_back_text(why, people.name(pair.mentee_id), people.name(pair.mentor_id), locale),
        })
        .collect();
    if !held.is_empty() {
        work.forget(); // nothing was decided, so nobody else's decision is outdated by our claims
        return match_run_view(&run, &verdict, &people, held, locale);
    }

    run.state = step(work)?;
    run.published_at = Some(work.now);
    work.changes.update(&run);
    for pair in &run.outcome.pairs {
        let mentorship = proposed(work, &run, pair);
        work.changes.insert(&mentorship);
        let data = serde_json::json!({
            "mentorship_id": mentorship.id,
            "cohort_id": mentorship.cohort_id,
            "mentor_id": mentorship.mentor_id,
            "mentee_id": mentorship.mentee_id,
        });
        work.event::<Mentorship>("mentorship.proposed", mentorship.id, programme, data);
    }
    run.version += 1;
    match_run_view(&run, &verdict, &people, Vec::new(), locale)
}

fn proposed(work: &Work<'_>, run: &MatchRun, pair: &Pair) -> Mentorship {
    Mentorship {
        match_run_id: Some(run.id),
        ..Mentorship::proposed(
            work.id(),
            (run.cohort_id, run.programme_id),
            (pair.mentor_id, pair.mentee_id),
            MentorshipOrigin::MatchRun,
            work.now,
        )
    }
}
