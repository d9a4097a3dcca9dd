//! Milestones: planned, moved, reached, given up. Every due date a milestone had is kept.

use super::views::{milestone_view, resource};
use crate::api::{CompleteMilestone, MilestoneView, MissMilestone, PlanMilestone, ReplanMilestone, StartMilestone};
use crate::ecosystem::Work;
use crate::errors::{Arg, Problems, Refusal, Refused, texts};
use crate::operations::common::{LONG, SHORT, optional, text};
use crate::permissions::Action;
use crate::projects::{DueDate, MILESTONE_LIFECYCLE, Milestone, MilestoneState, Project, ProjectState};
use crate::store::{Entity, Filter, Reading};
use crate::values::{CivilDate, MilestoneId};
use serde_json::{Value, json};

pub(crate) async fn plan_milestone(work: &mut Work<'_>, request: &PlanMilestone) -> Refused<MilestoneView> {
    let mut problems = Problems::default();
    let title = text(&mut problems, "/title", &request.title, SHORT);
    let project = work.load::<Project>(request.project_id).await?;
    let relation = resource(work, project.venture_id).await?;
    work.permit_about::<Project>((Action::ManageProject, &relation), project.id, (Action::ViewVenture, &relation))?;
    problems.check()?;
    if matches!(project.state, ProjectState::Completed | ProjectState::Cancelled) {
        let (es, en) = Project::TABLE.noun;
        let args = [("kind", Arg::Noun(es, en)), ("state", project.state.into()), ("command", "plan_milestone".into())];
        return Err(Refusal::conflict(&texts::NO_TRANSITION, args));
    }
    let milestone = Milestone {
        id: work.id(),
        version: 1,
        state: MilestoneState::Planned,
        project_id: project.id,
        venture_id: project.venture_id,
        title,
        first_due_on: request.due_on,
        due_on: request.due_on,
        done_on: None,
        evidence: None,
        created_at: work.now,
    };
    let first = due_date(work, &milestone, None);
    work.changes.insert(&milestone).insert(&first);
    work.event::<Milestone>("milestone.planned", milestone.id, None, about(&milestone));
    Ok(milestone_view(&milestone, &[first], 0))
}

pub(crate) async fn replan_milestone(work: &mut Work<'_>, request: &ReplanMilestone) -> Refused<MilestoneView> {
    let mut problems = Problems::default();
    let reason = text(&mut problems, "/reason", &request.reason, LONG);
    let (mut milestone, mut dates) = permitted(work, request.milestone_id).await?;
    if milestone.due_on == request.due_on {
        problems.add("/due_on", &texts::SAME_DAY, [("value", request.due_on.into())]);
    }
    problems.check()?;
    if MILESTONE_LIFECYCLE.is_terminal(milestone.state) {
        let (es, en) = Milestone::TABLE.noun;
        let args =
            [("kind", Arg::Noun(es, en)), ("state", milestone.state.into()), ("command", "replan_milestone".into())];
        return Err(Refusal::conflict(&texts::NO_TRANSITION, args));
    }
    milestone.due_on = request.due_on;
    let date = due_date(work, &milestone, Some(reason));
    work.changes.update(&milestone).insert(&date);
    dates.push(date);
    work.event::<Milestone>("milestone.replanned", milestone.id, None, about(&milestone));
    Ok(milestone_view(&milestone, &dates, 1))
}

pub(crate) async fn start_milestone(work: &mut Work<'_>, request: &StartMilestone) -> Refused<MilestoneView> {
    let (milestone, dates) = permitted(work, request.milestone_id).await?;
    step(work, milestone, &dates, "start", None)
}

pub(crate) async fn complete_milestone(work: &mut Work<'_>, request: &CompleteMilestone) -> Refused<MilestoneView> {
    let mut problems = Problems::default();
    let evidence = optional(&mut problems, "/evidence", request.evidence.as_ref(), LONG);
    let today = CivilDate::of(work.now);
    let done_on = request.done_on.unwrap_or(today);
    // One day of grace: the caller's day may be ahead of UTC.
    if done_on > today.plus_days(1) {
        problems.add("/done_on", &texts::IN_THE_FUTURE, [("value", done_on.into())]);
    }
    let (mut milestone, dates) = permitted(work, request.milestone_id).await?;
    problems.check()?;
    milestone.done_on = Some(done_on);
    milestone.evidence = evidence;
    step(work, milestone, &dates, "complete", None)
}

pub(crate) async fn miss_milestone(work: &mut Work<'_>, request: &MissMilestone) -> Refused<MilestoneView> {
    let (milestone, dates) = permitted(work, request.milestone_id).await?;
    step(work, milestone, &dates, "miss", Some(&request.reason))
}

async fn permitted(work: &mut Work<'_>, id: MilestoneId) -> Refused<(Milestone, Vec<DueDate>)> {
    let milestone = work.load::<Milestone>(id).await?;
    let relation = resource(work, milestone.venture_id).await?;
    work.permit_about::<Milestone>((Action::ManageProject, &relation), id, (Action::ViewVenture, &relation))?;
    let mut dates: Vec<DueDate> = work.store().find(Filter::equals("milestone_id", id)).await?;
    dates.sort_by_key(|date| (date.at, date.id));
    Ok((milestone, dates))
}

fn step(
    work: &mut Work<'_>,
    mut milestone: Milestone,
    dates: &[DueDate],
    command: &str,
    reason: Option<&str>,
) -> Refused<MilestoneView> {
    let step = (milestone.id, milestone.state);
    let data = about(&milestone);
    milestone.state = work.advance::<Milestone, _>(&MILESTONE_LIFECYCLE, step, command, None, reason, data)?;
    work.changes.update(&milestone);
    Ok(milestone_view(&milestone, dates, 1))
}

fn due_date(work: &Work<'_>, milestone: &Milestone, reason: Option<String>) -> DueDate {
    let (milestone_id, due_on) = (milestone.id, milestone.due_on);
    DueDate { id: work.id(), milestone_id, due_on, reason, actor_id: work.me(), at: work.now }
}

fn about(milestone: &Milestone) -> Value {
    json!({
        "venture_id": milestone.venture_id,
        "project_id": milestone.project_id,
        "first_due_on": milestone.first_due_on,
        "due_on": milestone.due_on,
        "done_on": milestone.done_on,
    })
}
