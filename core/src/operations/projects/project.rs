//! The projects of a venture.

use super::views::{milestones, project_view, resource};
use crate::api::{AdvanceProject, CreateProject, ProjectStep, ProjectView};
use crate::ecosystem::Work;
use crate::errors::{Arg, Problems, Refusal, Refused, texts};
use crate::operations::common::{LONG, SHORT, optional, text};
use crate::permissions::Action;
use crate::projects::{PROJECT_LIFECYCLE, Project, ProjectState, Venture, VentureState};
use crate::store::{Entity, Filter};
use serde_json::json;

pub(crate) async fn create_project(work: &mut Work<'_>, request: &CreateProject) -> Refused<ProjectView> {
    let mut problems = Problems::default();
    let name = text(&mut problems, "/name", &request.name, SHORT);
    let summary = optional(&mut problems, "/summary", request.summary.as_ref(), LONG);
    let venture = work.load::<Venture>(request.venture_id).await?;
    let relation = resource(work, venture.id).await?;
    work.permit::<Venture>(Action::ManageProject, Action::ViewVenture, venture.id, &relation)?;
    problems.check()?;
    if venture.state != VentureState::Active {
        let (es, en) = Venture::TABLE.noun;
        let args = [("kind", Arg::Noun(es, en)), ("state", venture.state.into()), ("command", "create_project".into())];
        return Err(Refusal::conflict(&texts::NO_TRANSITION, args));
    }
    let project = Project {
        id: work.id(),
        version: 1,
        state: ProjectState::Draft,
        venture_id: venture.id,
        name,
        summary,
        created_at: work.now,
    };
    work.changes.insert(&project);
    work.event::<Project>("project.created", project.id, None, json!({ "venture_id": venture.id }));
    Ok(project_view(&project, Vec::new(), 0))
}

pub(crate) async fn advance_project(work: &mut Work<'_>, request: &AdvanceProject) -> Refused<ProjectView> {
    let mut project = work.load::<Project>(request.project_id).await?;
    let relation = resource(work, project.venture_id).await?;
    let action = match request.step {
        ProjectStep::Approve => Action::ApproveProject,
        _ => Action::ManageProject,
    };
    work.permit_about::<Project>((action, &relation), project.id, (Action::ViewVenture, &relation))?;
    let step = (project.id, project.state);
    let (command, reason) = (request.step.word(), request.reason.as_deref());
    let data = json!({ "venture_id": project.venture_id });
    project.state = work.advance::<Project, _>(&PROJECT_LIFECYCLE, step, command, None, reason, data)?;
    work.changes.update(&project);
    let milestones = milestones(work, Filter::equals("project_id", project.id)).await?;
    Ok(project_view(&project, milestones, 1))
}
