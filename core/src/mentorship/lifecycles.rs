//! Where mentorships and sessions can go.

use super::{MentorshipState, SessionState};
use crate::lifecycle::lifecycle;

lifecycle! {
    /// A mentorship, from a request or a published pair to its end; one that was under way before Semillero came starts active.
    pub static MENTORSHIP_LIFECYCLE: MentorshipState = "mentorship" from Proposed, Active {
        Proposed => accept by AnswerMentorship => Accepted, "mentorship.accepted";
        Proposed => decline (*) by AnswerMentorship => Declined, "mentorship.declined";
        Proposed => withdraw by WithdrawMentorship => Withdrawn, "mentorship.withdrawn";
        Proposed => expire by RunDue => Expired, "mentorship.expired";
        Proposed => supersede by SupersedeMentorship => Superseded, "mentorship.superseded";
        Accepted => start by HoldSession => Active, "mentorship.started";
        Accepted, Active => pause by ManageMentorship => Paused, "mentorship.paused";
        Paused => resume by ManageMentorship => Active, "mentorship.resumed";
        Active, Paused => complete by ManageMentorship => Completed, "mentorship.completed";
        Completed => follow_up by ManageMentorship => FollowedUp, "mentorship.followed_up";
        Accepted, Active, Paused => terminate (*) by ManageMentorship => Terminated, "mentorship.terminated";
    }
}

lifecycle! {
    /// A session: booked, or read in from the past as it ended.
    pub static SESSION_LIFECYCLE: SessionState = "session" from Confirmed, Held, NoShow, Cancelled {
        Confirmed => hold by HoldSession => Held, "session.held";
        Confirmed => miss by HoldSession => NoShow, "session.missed";
        Confirmed => cancel (*) by CancelSession => Cancelled, "session.cancelled";
    }
}
