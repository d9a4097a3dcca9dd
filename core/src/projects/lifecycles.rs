//! Where ventures, projects and milestones can go.

use super::{MemberState, MilestoneState, ProjectState, ShareState, VentureState};
use crate::lifecycle::lifecycle;

lifecycle! {
    /// A venture.
    pub static VENTURE_LIFECYCLE: VentureState = "venture" from Active {
        Active => merge (*) by ManageVenture => Merged, "venture.merged";
        Active => acquire by ManageVenture => Acquired, "venture.acquired";
        Active => close (*) by ManageVenture => Closed, "venture.closed";
    }
}

lifecycle! {
    /// The part of a person in a venture: who left may come back.
    pub static MEMBER_LIFECYCLE: MemberState = "venture_member" from Active {
        Active => leave by ManageVenture => Left, "venture_member.left";
        Left => return_to by ManageVenture => Active, "venture_member.joined";
    }
}

lifecycle! {
    /// What lets a client read a venture.
    pub static SHARE_LIFECYCLE: ShareState = "share" from Active {
        Active => end by ShareVenture => Ended, "venture.unshared";
        Ended => renew by ShareVenture => Active, "venture.shared";
    }
}

lifecycle! {
    /// A project. Founders write and run it; staff approve it.
    pub static PROJECT_LIFECYCLE: ProjectState = "project" from Draft {
        Draft => propose by ManageProject => Proposed, "project.proposed";
        Proposed => approve by ApproveProject => Approved, "project.approved";
        Draft, Approved => start by ManageProject => Active, "project.started";
        Active => hold by ManageProject => OnHold, "project.held";
        OnHold => resume by ManageProject => Active, "project.resumed";
        Active => complete by ManageProject => Completed, "project.completed";
        Draft, Proposed, Approved, Active, OnHold => cancel (*) by ManageProject => Cancelled, "project.cancelled";
    }
}

lifecycle! {
    /// A milestone.
    pub static MILESTONE_LIFECYCLE: MilestoneState = "milestone" from Planned {
        Planned => start by ManageProject => InProgress, "milestone.started";
        Planned, InProgress => complete by ManageProject => Done, "milestone.done";
        Planned, InProgress => miss (*) by ManageProject => Missed, "milestone.missed";
    }
}
