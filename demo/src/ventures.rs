//! Ventures with their teams, projects and milestones, and who may look on.

use crate::actions::Action;
use crate::life::{World, unless_taken};
use crate::setting::VENTURES;
use crate::words::{PROJECTS, SECTORS, VENTURE_FIRST, VENTURE_SECOND};
use semillero_core::errors::ApiError;
use semillero_core::values::{CivilDate, MilestoneId, UserId, VentureId};
use semillero_core::{
    AdvanceProject, CompleteMilestone, CreateProject, CreateVenture, MissMilestone, PlanMilestone, ProjectStep,
    ReplanMilestone, SetVentureMember, ShareVenture, StartMilestone,
};

impl World {
    /// The mentees of a cohort form their ventures: two or three to a team.
    pub(crate) async fn found(&mut self, number: usize) -> Result<(), ApiError> {
        let Some(cohort) = self.cohorts.get(&number) else { return Ok(()) };
        let (manager, mentees) = (cohort.manager, cohort.mentees.clone());
        for venture in 0..VENTURES {
            let team: Vec<UserId> = mentees.iter().skip(venture).step_by(VENTURES).map(|person| person.id).collect();
            let Some((founder, others)) = team.split_first() else { continue };
            let (first, second) = (self.dice.word(VENTURE_FIRST), self.dice.word(VENTURE_SECOND));
            let (sector, _) = self.dice.one(SECTORS).copied().unwrap_or_default();
            let stage = self.dice.word(&["idea", "validación", "MVP", "lanzamiento"]);
            let age = self.dice.between(100, 1_500);
            let request = CreateVenture {
                name: format!("{first} {second} {}", venture + 1 + number * VENTURES),
                founder_id: None,
                title: Some("CEO".to_owned()),
                summary: Some(format!("{sector}: {}", self.dice.word(PITCHES))),
                sector: Some(sector.to_owned()),
                stage: Some(stage.to_owned()),
                country: Some(self.dice.word(&["CO", "PE", "MX", "EC", "CL", "BO"]).to_owned()),
                website: None,
                founded_on: Some(CivilDate::of(self.now).plus_days(-age)),
            };
            let made = self.acting(*founder).create_venture(request).await?;
            for member in others {
                let title = self.dice.word(&["CTO", "COO", "Producto", "Ventas"]).to_owned();
                let request = SetVentureMember { venture_id: made.id, user_id: *member, title: Some(title) };
                self.acting(*founder).set_venture_member(request).await?;
            }
            if self.dice.percent(33) {
                let clients = self.clients.clone();
                // The first client looks at most of them.
                let client = if self.dice.percent(70) { clients.first() } else { self.dice.one(&clients) };
                if let Some(client) = client.copied() {
                    let request = ShareVenture { venture_id: made.id, client_id: client };
                    self.acting(*founder).share_venture(request).await?;
                }
            }
            self.project(made.id, *founder, manager).await?;
        }
        Ok(())
    }

    async fn project(&mut self, venture: VentureId, founder: UserId, manager: UserId) -> Result<(), ApiError> {
        let Some((name, milestones)) = self.dice.one(PROJECTS).copied() else { return Ok(()) };
        let acting = self.acting(founder);
        let request = CreateProject { venture_id: venture, name: name.to_owned(), summary: None };
        let project = acting.create_project(request).await?.id;
        let step = |step| AdvanceProject { project_id: project, step, reason: None };
        acting.advance_project(step(ProjectStep::Propose)).await?;
        self.acting(manager).advance_project(step(ProjectStep::Approve)).await?;
        acting.advance_project(step(ProjectStep::Start)).await?;
        for (at, title) in milestones.iter().enumerate() {
            let days = 25 + 32 * i64::try_from(at).unwrap_or(0) + self.dice.between(0, 12);
            let due_on = CivilDate::of(self.now).plus_days(days);
            let request = PlanMilestone { project_id: project, title: (*title).to_owned(), due_on };
            let milestone = acting.plan_milestone(request).await?.id;
            self.plan_milestone_life(milestone, founder, days);
        }
        Ok(())
    }

    /// Most are reached in time, some are moved, some come late, a few are given up.
    fn plan_milestone_life(&mut self, milestone: MilestoneId, founder: UserId, due: i64) {
        let noon = CivilDate::of(self.now).start().plus_minutes(17 * 60);
        let day = |days: i64| noon.plus_days(days);
        self.agenda.plan(day(due - 20), Action::StartMilestone(milestone, founder));
        match self.dice.below(100) {
            0..60 => {
                let early = self.dice.between(0, 6);
                self.agenda.plan(day(due - early), Action::ReachMilestone(milestone, founder));
            }
            60..80 => {
                let more = self.dice.between(10, 30);
                self.agenda.plan(day(due - 3), Action::MoveMilestone(milestone, founder, more + 3));
                self.agenda.plan(day(due + more), Action::ReachMilestone(milestone, founder));
            }
            80..88 => self.agenda.plan(day(due + 10), Action::MissMilestone(milestone, founder)),
            _ => {
                let late = self.dice.between(2, 25);
                self.agenda.plan(day(due + late), Action::ReachMilestone(milestone, founder));
            }
        }
    }

    pub(crate) async fn start_milestone(&mut self, id: MilestoneId, who: UserId) -> Result<(), ApiError> {
        unless_taken(self.acting(who).start_milestone(StartMilestone { milestone_id: id }).await)?;
        Ok(())
    }

    pub(crate) async fn move_milestone(&mut self, id: MilestoneId, who: UserId, days: i64) -> Result<(), ApiError> {
        let due_on = CivilDate::of(self.now).plus_days(days);
        let reason = "Dependemos de un tercero".to_owned();
        let request = ReplanMilestone { milestone_id: id, due_on, reason };
        unless_taken(self.acting(who).replan_milestone(request).await)?;
        Ok(())
    }

    pub(crate) async fn reach_milestone(&mut self, id: MilestoneId, who: UserId) -> Result<(), ApiError> {
        let evidence = self.dice.percent(40).then(|| "https://docs.example.org/evidencia".to_owned());
        let request = CompleteMilestone { milestone_id: id, done_on: None, evidence };
        unless_taken(self.acting(who).complete_milestone(request).await)?;
        Ok(())
    }

    pub(crate) async fn miss_milestone(&mut self, id: MilestoneId, who: UserId) -> Result<(), ApiError> {
        let request = MissMilestone { milestone_id: id, reason: "Cambió el mercado".to_owned() };
        unless_taken(self.acting(who).miss_milestone(request).await)?;
        Ok(())
    }
}

/// What a venture says it does.
const PITCHES: &[&str] = &[
    "compra directa a familias productoras",
    "herramientas sencillas para tiendas de barrio",
    "cursos cortos con empleo al final",
    "visitas guiadas por quienes viven allí",
    "energía por suscripción",
    "residuos que vuelven a ser materia prima",
    "a marketplace for makers",
    "bookkeeping by voice message",
];
