//! Where people, their profiles and their invitations can go.

use super::{AllyState, GrantState, InvitationState, UserState};
use crate::lifecycle::lifecycle;

lifecycle! {
    /// A person: invited or known from the start, then active until erased.
    pub static USER_LIFECYCLE: UserState = "user" from Invited, Active {
        Invited => join by AcceptInvitation => Active, "user.joined";
        Active => suspend (*) by SuspendUser => Suspended, "user.suspended";
        Suspended => reinstate by SuspendUser => Active, "user.reinstated";
        Invited, Active, Suspended => erase by EraseUser => Erased, "user.erased";
    }
}

lifecycle! {
    /// An ally profile: only approved ones show in the directory and are matched.
    pub static ALLY_LIFECYCLE: AllyState = "ally_profile" from Draft {
        Draft, Rejected => submit by SubmitAllyProfile => Submitted, "ally_profile.submitted";
        Submitted => approve by ApproveAlly => Approved, "ally_profile.approved";
        Submitted => reject (*) by ApproveAlly => Rejected, "ally_profile.rejected";
        Approved => pause by SubmitAllyProfile => Paused, "ally_profile.paused";
        Paused => resume by SubmitAllyProfile => Approved, "ally_profile.resumed";
        Draft, Submitted => admit by ImportPeople => Approved, "ally_profile.admitted";
    }
}

lifecycle! {
    /// An invitation: it works once.
    pub static INVITATION_LIFECYCLE: InvitationState = "invitation" from Pending {
        Pending => accept by AcceptInvitation => Accepted, "invitation.accepted";
        Pending => lapse by RunDue => Lapsed, "invitation.lapsed";
    }
}

lifecycle! {
    /// A role: it holds until it is taken back; a new grant gives it again.
    pub static GRANT_LIFECYCLE: GrantState = "role" from Active {
        Active => revoke by GrantDuty => Revoked, "role.revoked";
    }
}
