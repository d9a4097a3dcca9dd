//! Changing the pairs of a run by hand.

use super::load::{bug, pool};
use super::views::{People, match_run_view};
use crate::api::{EditMatchRun, MatchRunView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refusal, Refused, Text, texts};
use crate::matching::engine::{Edit, EditError, Instance, Solution, apply_edits, verify};
use crate::matching::{Asked, MATCH_RUN_LIFECYCLE, MatchRun, Pool, engine_id, outcome_of, solution_of, vetoed};
use crate::operations::common::{LONG, expect_version, text};
use crate::permissions::{Action, Resource};
use crate::programmes::Cohort;
use crate::store::Whole;
use crate::values::UserId;
use std::collections::BTreeSet;

pub(crate) async fn edit_match_run(work: &mut Work<'_>, request: &EditMatchRun) -> Refused<MatchRunView> {
    let mut problems = Problems::default();
    let reason = match request.reason.trim() {
        "" => {
            problems.add("/reason", &texts::REASON_NEEDED, []);
            String::new()
        }
        _ => text(&mut problems, "/reason", &request.reason, LONG),
    };
    if request.remove.is_empty() && request.add.is_empty() {
        problems.add("/add", &texts::EMPTY, []);
    }
    let mut run = work.load::<MatchRun>(request.match_run_id).await?;
    let resource = Resource::of_programme(run.programme_id);
    work.permit::<MatchRun>(Action::EditMatchRun, Action::ViewMatchRun, run.id, &resource)?;
    expect_version(run.version, request.expected_version)?;
    let data = serde_json::json!({
        "cohort_id": run.cohort_id,
        "removed": request.remove.len(),
        "added": request.add.len(),
    });
    let (id, state, programme) = (run.id, run.state, run.programme_id);
    let step = |work: &mut Work<'_>, reason: &str| {
        work.advance::<MatchRun, _>(&MATCH_RUN_LIFECYCLE, (id, state), "edit", Some(programme), Some(reason), data)
    };
    if MATCH_RUN_LIFECYCLE.is_terminal(state) {
        step(work, &reason)?; // says that a published run stays as it is
        return Err(Refusal::Bug("a terminal state went on".into()));
    }

    let cohort = work.load::<Cohort>(run.cohort_id).await?;
    let (pool, users) = pool(work, &cohort).await?;
    let record = run.engine_record().map_err(bug)?;
    let Asked { plan, scorer, instance, .. } = run.asked_with(&record, &request.add).map_err(bug)?;
    let before = solution_of(&instance, plan.strategy, &run.outcome);
    let after = edited(&mut problems, &instance, &pool, &before, request);
    problems.check()?;
    let added: BTreeSet<(UserId, UserId)> = request.add.iter().map(|pair| (pair.mentee_id, pair.mentor_id)).collect();
    run.outcome = Whole(outcome_of((&instance, &scorer), &pool, &after, &run.outcome, &added));
    run.state = step(work, &reason)?;
    work.changes.update(&run);
    run.version += 1;
    let verdict = verify(&instance, plan.seed, &after);
    match_run_view(&run, &verdict, &People::of(&users), Vec::new(), work.locale())
}

/// The solution after the edits; what is wrong with them goes to `problems`, and then the solution means nothing.
fn edited(
    problems: &mut Problems,
    instance: &Instance,
    pool: &Pool,
    before: &Solution,
    request: &EditMatchRun,
) -> Solution {
    let mut edits = Vec::new();
    let mut places: Vec<(String, String)> = Vec::new();
    let removed = request.remove.iter().enumerate().map(|(at, pair)| (format!("/remove/{at}"), pair, false));
    let added = request.add.iter().enumerate().map(|(at, pair)| (format!("/add/{at}"), pair, true));
    for (path, pair, add) in removed.chain(added) {
        let mentee = instance.mentee_index(&engine_id(pair.mentee_id));
        let mentor = instance.mentor_index(&engine_id(pair.mentor_id));
        for (field, user, known) in
            [("mentee_id", pair.mentee_id, mentee.is_some()), ("mentor_id", pair.mentor_id, mentor.is_some())]
        {
            if !known {
                problems.add(format!("{path}/{field}"), &texts::NOT_IN_RUN, [("value", user.into())]);
            }
        }
        let (Some(mentee), Some(mentor)) = (mentee, mentor) else { continue };
        let value = || format!("{} – {}", pair.mentee_id, pair.mentor_id);
        if add {
            let members = pool.mentees.get(&pair.mentee_id).zip(pool.mentors.get(&pair.mentor_id));
            if members.is_some_and(|(mentee, mentor)| vetoed(mentee, mentor)) {
                problems.add(path.clone(), &texts::VETOED_PAIR, [("value", value().into())]);
            }
        }
        places.push((path, value()));
        edits.push(if add { Edit::Add { mentee, mentor } } else { Edit::Remove { mentee, mentor } });
    }
    apply_edits(instance, before, &edits).unwrap_or_else(|errors| {
        for error in errors {
            let (at, text): (usize, &'static Text) = match error {
                EditError::AlreadyTogether { edit, .. } => (edit, &texts::PAIR_THERE),
                EditError::NotTogether { edit, .. } => (edit, &texts::PAIR_NOT_THERE),
                EditError::UnknownMentee { edit, .. } | EditError::UnknownMentor { edit, .. } => {
                    (edit, &texts::NOT_IN_RUN)
                }
                _ => continue,
            };
            if let Some((path, value)) = places.get(at) {
                problems.add(path.clone(), text, [("value", value.into())]);
            }
        }
        before.clone()
    })
}
