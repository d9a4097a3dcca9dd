//! Ventures, the projects they work on, and who may look on.

mod lifecycles;
mod project;
mod venture;

pub use lifecycles::{MEMBER_LIFECYCLE, MILESTONE_LIFECYCLE, PROJECT_LIFECYCLE, SHARE_LIFECYCLE, VENTURE_LIFECYCLE};
pub use project::{DueDate, Milestone, MilestoneState, Project, ProjectState};
pub use venture::{Member, MemberState, Share, ShareState, Venture, VentureState};
