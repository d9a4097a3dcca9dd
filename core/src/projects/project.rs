//! What a venture works on, and the milestones on the way.

use crate::store::entity;
use crate::values::{CivilDate, DueDateId, MilestoneId, ProjectId, Timestamp, UserId, VentureId, words};

words! {
    /// Where a project stands.
    pub enum ProjectState {
        /// Being written.
        Draft = "draft",
        /// Put forward.
        Proposed = "proposed",
        /// May begin.
        Approved = "approved",
        /// Under way.
        Active = "active",
        /// Resting.
        OnHold = "on_hold",
        /// Reached its end.
        Completed = "completed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

words! {
    /// Where a milestone stands.
    pub enum MilestoneState {
        /// To come.
        Planned = "planned",
        /// Begun.
        InProgress = "in_progress",
        /// Reached.
        Done = "done",
        /// Given up.
        Missed = "missed",
    }
}

entity! {
    /// A project of a venture.
    pub struct Project(ProjectId): "projects", "proyecto" / "project", versioned {
        /// Where it stands.
        state: ProjectState,
        /// The venture.
        venture_id: VentureId,
        /// Its name.
        name: String,
        /// What it is about.
        summary: Option<String>,
        /// When it was made.
        created_at: Timestamp,
    }
}

entity! {
    /// A milestone.
    pub struct Milestone(MilestoneId): "milestones", "hito" / "milestone", versioned {
        /// Where it stands.
        state: MilestoneState,
        /// Its project.
        project_id: ProjectId,
        /// The project's venture.
        venture_id: VentureId,
        /// What is to be reached.
        title: String,
        /// The due date first committed to: on time is measured against it.
        first_due_on: CivilDate,
        /// The due date as it stands.
        due_on: CivilDate,
        /// The day on which it was reached.
        done_on: Option<CivilDate>,
        /// What shows that it was reached.
        evidence: Option<String>,
        /// When it was planned.
        created_at: Timestamp,
    }
}

entity! {
    /// A due date that a milestone has or had: re-planning adds one and keeps those before.
    pub struct DueDate(DueDateId): "milestone_due_dates", "fecha de hito" / "due date", append_only {
        /// The milestone.
        milestone_id: MilestoneId,
        /// The day.
        due_on: CivilDate,
        /// Why it was moved; empty for the first.
        reason: Option<String>,
        /// Who committed to it; nobody when the host did.
        actor_id: Option<UserId>,
        /// When.
        at: Timestamp,
    }
}

impl Milestone {
    /// Whether it was reached on or before the day first committed to; nothing while it is open. A missed one was not.
    #[must_use]
    pub fn on_time(&self) -> Option<bool> {
        match self.state {
            MilestoneState::Planned | MilestoneState::InProgress => None,
            MilestoneState::Done => Some(self.done_on.is_some_and(|done| done <= self.first_due_on)),
            MilestoneState::Missed => Some(false),
        }
    }
}
