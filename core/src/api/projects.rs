//! Requests and views of ventures, projects and milestones.

use super::wire::{TextChange, request, view};
use crate::projects::{MemberState, MilestoneState, ProjectState, ShareState, VentureState};
use crate::values::{CivilDate, MilestoneId, ProjectId, Timestamp, UserId, VentureId, words};

request! {
    /// Makes a venture; whoever is named becomes its first member.
    pub struct CreateVenture {
        /// Its name.
        name: String,
        /// Its first member; the caller when left out.
        founder_id: Option<UserId>,
        /// What the first member is in it, such as CEO.
        title: Option<String>,
        /// What it does.
        summary: Option<String>,
        /// Its sector.
        sector: Option<String>,
        /// How far it is, in the words of its programme.
        stage: Option<String>,
        /// Where it works.
        country: Option<String>,
        /// Its website, with http or https.
        website: Option<String>,
        /// When it was founded.
        founded_on: Option<CivilDate>,
    }
}

request! {
    /// Changes a venture; what is left out stays.
    pub struct UpdateVenture {
        /// Which.
        venture_id: VentureId,
        /// Its name.
        name: Option<String>,
        /// What it does.
        summary: Option<TextChange>,
        /// Its sector.
        sector: Option<TextChange>,
        /// How far it is.
        stage: Option<TextChange>,
        /// Where it works.
        country: Option<TextChange>,
        /// Its website.
        website: Option<TextChange>,
        /// The version that was read; the change is refused when somebody changed it since.
        expected_version: Option<i64>,
    }
}

words! {
    /// One step of a venture.
    pub enum VentureStep {
        /// It went into another venture; needs a reason.
        Merge = "merge",
        /// It was bought.
        Acquire = "acquire",
        /// It gave up or reached its end; needs a reason.
        Close = "close",
    }
}

request! {
    /// Takes a venture one step through its lifecycle.
    pub struct AdvanceVenture {
        /// Which.
        venture_id: VentureId,
        /// The step.
        step: VentureStep,
        /// Why.
        reason: Option<String>,
    }
}

request! {
    /// Puts a person into a venture, or changes their title in it.
    pub struct SetVentureMember {
        /// The venture.
        venture_id: VentureId,
        /// Who.
        user_id: UserId,
        /// What they are in it.
        title: Option<String>,
    }
}

request! {
    /// Takes a person out of a venture; the last member stays.
    pub struct RemoveVentureMember {
        /// The venture.
        venture_id: VentureId,
        /// Who.
        user_id: UserId,
    }
}

request! {
    /// Lets a client read a venture, its projects and their milestones.
    pub struct ShareVenture {
        /// The venture.
        venture_id: VentureId,
        /// Who may read it; must hold the role client.
        client_id: UserId,
    }
}

request! {
    /// Ends what `share_venture` opened.
    pub struct UnshareVenture {
        /// The venture.
        venture_id: VentureId,
        /// Who may no longer read it.
        client_id: UserId,
    }
}

request! {
    /// Reads a venture with its members.
    pub struct GetVenture {
        /// Which.
        venture_id: VentureId,
    }
}

request! {
    /// Reads the ventures that the caller may see, by name.
    pub struct FindVentures {
        /// Only with this person among its members.
        member_id: Option<UserId>,
        /// Only those shared with this person.
        shared_with: Option<UserId>,
        /// Only in this state.
        state: Option<VentureState>,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
    }
}

request! {
    /// Makes a project of a venture.
    pub struct CreateProject {
        /// The venture.
        venture_id: VentureId,
        /// Its name.
        name: String,
        /// What it is about.
        summary: Option<String>,
    }
}

words! {
    /// One step of a project.
    pub enum ProjectStep {
        /// Put it forward.
        Propose = "propose",
        /// Staff say yes.
        Approve = "approve",
        /// It begins.
        Start = "start",
        /// Let it rest.
        Hold = "hold",
        /// Go on.
        Resume = "resume",
        /// It reached its end.
        Complete = "complete",
        /// Call it off; needs a reason.
        Cancel = "cancel",
    }
}

request! {
    /// Takes a project one step through its lifecycle.
    pub struct AdvanceProject {
        /// Which.
        project_id: ProjectId,
        /// The step.
        step: ProjectStep,
        /// Why; compulsory to cancel.
        reason: Option<String>,
    }
}

request! {
    /// Reads the projects of a venture with their milestones, the newest first.
    pub struct FindProjects {
        /// The venture.
        venture_id: VentureId,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
    }
}

request! {
    /// Plans a milestone. On time is measured against the day given here, however often it is moved.
    pub struct PlanMilestone {
        /// The project.
        project_id: ProjectId,
        /// What is to be reached.
        title: String,
        /// By which day.
        due_on: CivilDate,
    }
}

request! {
    /// Moves the due date of an open milestone; those before are kept.
    pub struct ReplanMilestone {
        /// Which.
        milestone_id: MilestoneId,
        /// By which day now.
        due_on: CivilDate,
        /// Why.
        reason: String,
    }
}

request! {
    /// Begins a milestone.
    pub struct StartMilestone {
        /// Which.
        milestone_id: MilestoneId,
    }
}

request! {
    /// Says that a milestone was reached.
    pub struct CompleteMilestone {
        /// Which.
        milestone_id: MilestoneId,
        /// On which day; today when left out.
        done_on: Option<CivilDate>,
        /// What shows it.
        evidence: Option<String>,
    }
}

request! {
    /// Gives a milestone up.
    pub struct MissMilestone {
        /// Which.
        milestone_id: MilestoneId,
        /// Why.
        reason: String,
    }
}

view! {
    /// The part of a person in a venture.
    pub struct MemberView {
        /// Who.
        user_id: UserId,
        /// Their name.
        name: String,
        /// What they are in it.
        title: Option<String>,
        /// Whether they still belong to it.
        state: MemberState,
    }
}

view! {
    /// A venture.
    pub struct VentureView {
        /// Identity.
        id: VentureId,
        /// Counts the changes.
        version: i64,
        /// Where it stands.
        state: VentureState,
        /// Its name.
        name: String,
        /// What it does.
        summary: Option<String>,
        /// Its sector.
        sector: Option<String>,
        /// How far it is.
        stage: Option<String>,
        /// Where it works.
        country: Option<String>,
        /// Its website.
        website: Option<String>,
        /// When it was founded.
        founded_on: Option<CivilDate>,
        /// Its active members.
        members: Vec<MemberView>,
        /// How many milestones were reached.
        milestones_done: i64,
        /// How many milestones there are, without those given up.
        milestones: i64,
    }
}

view! {
    /// Some ventures in order.
    pub struct VenturePage {
        /// The ventures.
        items: Vec<VentureView>,
        /// What to ask next; absent on the last page.
        next: Option<String>,
    }
}

view! {
    /// What lets a client read a venture.
    pub struct ShareView {
        /// The venture.
        venture_id: VentureId,
        /// Who may read it.
        client_id: UserId,
        /// Whether it holds.
        state: ShareState,
        /// Since when.
        shared_at: Timestamp,
    }
}

view! {
    /// A due date that a milestone has or had.
    pub struct DueDateView {
        /// The day.
        due_on: CivilDate,
        /// Why it was moved; absent for the first.
        reason: Option<String>,
        /// When it was set.
        at: Timestamp,
    }
}

view! {
    /// A milestone.
    pub struct MilestoneView {
        /// Identity.
        id: MilestoneId,
        /// Counts the changes.
        version: i64,
        /// Where it stands.
        state: MilestoneState,
        /// Its project.
        project_id: ProjectId,
        /// What is to be reached.
        title: String,
        /// The day first committed to.
        first_due_on: CivilDate,
        /// The day as it stands.
        due_on: CivilDate,
        /// The day on which it was reached.
        done_on: Option<CivilDate>,
        /// What shows it.
        evidence: Option<String>,
        /// Whether it was reached on or before the day first committed to; absent while it is open.
        on_time: Option<bool>,
        /// Every due date it had, the first one first.
        due_dates: Vec<DueDateView>,
    }
}

view! {
    /// A project with its milestones.
    pub struct ProjectView {
        /// Identity.
        id: ProjectId,
        /// Counts the changes.
        version: i64,
        /// Where it stands.
        state: ProjectState,
        /// The venture.
        venture_id: VentureId,
        /// Its name.
        name: String,
        /// What it is about.
        summary: Option<String>,
        /// Its milestones by due date.
        milestones: Vec<MilestoneView>,
    }
}

view! {
    /// Some projects.
    pub struct ProjectPage {
        /// The projects.
        items: Vec<ProjectView>,
        /// What to ask next; absent on the last page.
        next: Option<String>,
    }
}
