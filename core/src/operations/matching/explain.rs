//! Why two people are together, or why not.

use super::load::{bug, pool};
use super::views::{People, reason_view};
use crate::api::{ClosedView, ExplainPair, PairExplanationView};
use crate::ecosystem::Work;
use crate::errors::Refused;
use crate::matching::{Asked, MatchRun, Question, reasons_of};
use crate::permissions::{Action, Resource};
use crate::programmes::Cohort;

pub(crate) async fn explain_pair(work: &mut Work<'_>, request: &ExplainPair) -> Refused<PairExplanationView> {
    let run = work.load::<MatchRun>(request.match_run_id).await?;
    let resource = Resource::of_programme(run.programme_id);
    work.permit::<MatchRun>(Action::ViewMatchRun, Action::ViewMatchRun, run.id, &resource)?;
    let cohort = work.load::<Cohort>(run.cohort_id).await?;
    let (pool, users) = pool(work, &cohort).await?;
    let people = People::of(&users);
    let locale = work.locale();
    let record = run.engine_record().map_err(bug)?;
    let problem = run.engine_problem().map_err(bug)?;
    let Asked { scorer, .. } = run.asked(&record).map_err(bug)?;
    let question = Question { pool: &pool, problem: &problem, scorer: &scorer };
    let (mentee, mentor) = (request.mentee_id, request.mentor_id);
    let together = run.outcome.pairs.iter().find(|pair| (pair.mentee_id, pair.mentor_id) == (mentee, mentor));
    let scored = question.indices(mentee, mentor).and_then(|(mentee, mentor)| scorer.pair(mentee, mentor));
    let reasons = scored.as_ref().map(|scored| reasons_of(&pool, &scored.terms, mentee, mentor)).unwrap_or_default();
    let rank = |side: &std::collections::BTreeMap<_, crate::matching::Member>, who, whom| {
        side.get(&who).and_then(|member| i32::try_from(member.taste.rank(whom)?).ok())
    };
    let ranks = (rank(&pool.mentees, mentee, mentor), rank(&pool.mentors, mentor, mentee));
    let small = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    Ok(PairExplanationView {
        mentee_id: mentee,
        mentee_name: people.name(mentee).to_owned(),
        mentor_id: mentor,
        mentor_name: people.name(mentor).to_owned(),
        together: together.is_some(),
        closed: (question.apart(mentee, mentor, locale).into_iter())
            .map(|apart| ClosedView { reason: apart.reason, text: apart.text })
            .collect(),
        score: scored.as_ref().map_or(0, |scored| small(scored.score)),
        mentee_side: scored.as_ref().map_or(0, |scored| small(scored.mentee_side)),
        mentor_side: scored.as_ref().map_or(0, |scored| small(scored.mentor_side)),
        reasons: reasons.iter().map(|reason| reason_view(reason, ranks, locale)).collect(),
        text: String::new(),
        cost: None,
        price: None,
        change: None,
    })
}
