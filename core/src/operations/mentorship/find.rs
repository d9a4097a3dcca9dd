//! The mentorships that a caller may see.

use super::views::mentorship_view;
use crate::api::{FindMentorships, MentorshipPage};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::mentorship::Mentorship;
use crate::operations::common::page;
use crate::permissions::{Action, scope};
use crate::store::{Filter, Select};

pub(crate) async fn find_mentorships(work: &mut Work<'_>, request: &FindMentorships) -> Refused<MentorshipPage> {
    let mut filter = scope::<Mentorship>(&work.actor, Action::ViewMentorship);
    if let Some(cohort) = request.cohort_id {
        filter = filter.and(Filter::equals("cohort_id", cohort));
    }
    if let Some(user) = request.user_id {
        filter = filter.and(Filter::Or(vec![Filter::equals("mentor_id", user), Filter::equals("mentee_id", user)]));
    }
    if let Some(state) = request.state {
        filter = filter.and(Filter::equals("state", state));
    }
    let select = Select::of::<Mentorship>(filter).by(&["proposed_at"]).descending();
    let page = page::<Mentorship>(work, Problems::default(), select, request.limit, request.after.as_ref()).await?;
    Ok(MentorshipPage { items: page.items.iter().map(|m| mentorship_view(m, 0)).collect(), next: page.next })
}
