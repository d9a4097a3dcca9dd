//! One venture: its people, its projects and milestones, and with whom it is shared.

use super::context::Me;
use super::failure::{Answer, Failure, OrShow as _};
use super::take::{Form, Path};
use minijinja::context;
use semillero_core::people::Role;
use semillero_core::values::{CivilDate, MilestoneId, ProjectId, UserId, VentureId};
use semillero_core::{
    AdvanceProject, CompleteMilestone, CreateProject, CreateVenture, FindProjects, FindUsers, FindVentures, GetVenture,
    PlanMilestone, ProjectStep, ReplanMilestone, ShareVenture, UnshareVenture,
};
use serde::Deserialize;

pub(super) async fn show(me: Me, Path(id): Path<VentureId>) -> Answer {
    let venture = me.acting.get_venture(GetVenture { venture_id: id }).await.or_show(&me)?;
    let request = FindProjects { venture_id: id, limit: Some(50), after: None };
    let projects = me.acting.find_projects(request).await.or_show(&me)?.items;
    let member = venture.members.iter().any(|member| member.user_id == me.id());
    let clients = if member { clients(&me).await? } else { Vec::new() };
    let (mut readers, mut others) = (Vec::new(), Vec::new());
    for client in clients {
        if reads(&me, client.id, id).await? { readers.push(client) } else { others.push(client) }
    }
    Ok(me.page("venture.html", context! { venture, projects, member, readers, others }))
}

/// Whether a venture of the person is shared with a client.
async fn reads(me: &Me, client: UserId, venture: VentureId) -> Result<bool, Failure> {
    let mut after = None;
    loop {
        let (member_id, shared_with) = (Some(me.id()), Some(client));
        let request = FindVentures { member_id, shared_with, state: None, limit: Some(100), after };
        let page = me.acting.find_ventures(request).await.or_show(me)?;
        if page.items.iter().any(|found| found.id == venture) {
            return Ok(true);
        }
        after = page.next;
        if after.is_none() {
            return Ok(false);
        }
    }
}

/// The clients a founder may see.
async fn clients(me: &Me) -> Result<Vec<semillero_core::UserView>, Failure> {
    let request = FindUsers {
        text: None,
        skill: None,
        sector: None,
        language: None,
        role: Some(Role::Client),
        programme_id: None,
        cohort_id: None,
        limit: Some(100),
        after: None,
    };
    Ok(me.acting.find_users(request).await.or_show(me)?.items)
}

#[derive(Deserialize)]
pub(super) struct NewVenture {
    name: String,
    summary: String,
    sector: String,
}

pub(super) async fn create(me: Me, Form(form): Form<NewVenture>) -> Answer {
    let text = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let request = CreateVenture {
        name: form.name,
        founder_id: None,
        title: None,
        summary: text(form.summary),
        sector: text(form.sector),
        stage: None,
        country: None,
        website: None,
        founded_on: None,
    };
    let venture = me.acting.create_venture(request).await.or_show(&me)?;
    Ok(me.to(&format!("/ventures/{}", venture.id)))
}

#[derive(Deserialize)]
pub(super) struct NewProject {
    name: String,
}

pub(super) async fn project(me: Me, Path(id): Path<VentureId>, Form(form): Form<NewProject>) -> Answer {
    let request = CreateProject { venture_id: id, name: form.name, summary: None };
    let project = me.acting.create_project(request).await.or_show(&me)?;
    let start = AdvanceProject { project_id: project.id, step: ProjectStep::Start, reason: None };
    me.acting.advance_project(start).await.or_show(&me)?;
    Ok(me.to(&format!("/ventures/{id}")))
}

#[derive(Deserialize)]
pub(super) struct Client {
    client: UserId,
}

pub(super) async fn share(me: Me, Path(id): Path<VentureId>, Form(form): Form<Client>) -> Answer {
    me.acting.share_venture(ShareVenture { venture_id: id, client_id: form.client }).await.or_show(&me)?;
    Ok(me.to(&format!("/ventures/{id}")))
}

pub(super) async fn unshare(me: Me, Path(id): Path<VentureId>, Form(form): Form<Client>) -> Answer {
    me.acting.unshare_venture(UnshareVenture { venture_id: id, client_id: form.client }).await.or_show(&me)?;
    Ok(me.to(&format!("/ventures/{id}")))
}

#[derive(Deserialize)]
pub(super) struct Plan {
    title: String,
    due_on: CivilDate,
    #[serde(default)]
    next: String,
}

fn back(me: &Me, next: &str) -> axum::response::Response {
    me.to(crate::auth::own_path(next))
}

pub(super) async fn plan(me: Me, Path(id): Path<ProjectId>, Form(form): Form<Plan>) -> Answer {
    let request = PlanMilestone { project_id: id, title: form.title, due_on: form.due_on };
    me.acting.plan_milestone(request).await.or_show(&me)?;
    Ok(back(&me, &form.next))
}

#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    evidence: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn done(me: Me, Path(id): Path<MilestoneId>, Form(form): Form<Done>) -> Answer {
    let evidence = Some(form.evidence).filter(|evidence| !evidence.trim().is_empty());
    let request = CompleteMilestone { milestone_id: id, done_on: None, evidence };
    me.acting.complete_milestone(request).await.or_show(&me)?;
    Ok(back(&me, &form.next))
}

#[derive(Deserialize)]
pub(super) struct Replan {
    due_on: CivilDate,
    reason: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn replan(me: Me, Path(id): Path<MilestoneId>, Form(form): Form<Replan>) -> Answer {
    let request = ReplanMilestone { milestone_id: id, due_on: form.due_on, reason: form.reason };
    me.acting.replan_milestone(request).await.or_show(&me)?;
    Ok(back(&me, &form.next))
}
