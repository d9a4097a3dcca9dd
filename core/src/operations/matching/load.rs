//! Reading a cohort in a handful of queries, however many people are in it.

use crate::ecosystem::Work;
use crate::errors::{Refusal, Refused};
use crate::matching::{CohortPolicy, MatchPolicy, Pool, Preferences, Rows, StoredRunError};
use crate::mentorship::{Mentorship, MentorshipState};
use crate::people::{AllyProfile, Consent, Purpose, User};
use crate::programmes::{Cohort, Enrolment, EnrolmentState, Side};
use crate::store::{Filter, Reading};
use crate::values::CohortId;

/// Everybody who is or was in a cohort: of those who left, a run may still hold pairs.
pub(super) async fn users(work: &Work<'_>, cohort: CohortId) -> Refused<Vec<User>> {
    Ok(work.store().find(Filter::in_other::<Enrolment>("id", "user_id", Filter::equals("cohort_id", cohort))).await?)
}

/// What decides who may be matched in a cohort, and its people.
pub(super) async fn pool(work: &Work<'_>, cohort: &Cohort) -> Refused<(Pool, Vec<User>)> {
    let store = work.store();
    let here = || Filter::equals("cohort_id", cohort.id);
    let enrolled = || here().and(Filter::equals("state", EnrolmentState::Enrolled));
    let mentors =
        |column| Filter::in_other::<Enrolment>(column, "user_id", here().and(Filter::equals("side", Side::Mentor)));
    let open = Filter::Or(vec![here(), mentors("mentor_id")])
        .and(Filter::any_of("state", MentorshipState::GOING.iter().copied()));
    let over = MentorshipState::ALL.iter().copied().filter(|state| !MentorshipState::GOING.contains(state));
    let mentees =
        Filter::in_other::<Enrolment>("mentee_id", "user_id", here().and(Filter::equals("side", Side::Mentee)));
    let past = mentors("mentor_id").and(mentees).and(Filter::any_of("state", over));
    let matching = Filter::equals("purpose", Purpose::Matching);
    let users = users(work, cohort.id).await?;
    let rows = Rows {
        cohort: cohort.clone(),
        enrolments: store.find(enrolled()).await?,
        profiles: store.find::<AllyProfile>(mentors("id")).await?,
        consents: store
            .find::<Consent>(matching.and(Filter::in_other::<Enrolment>("user_id", "user_id", here())))
            .await?,
        preferences: store.find::<Preferences>(here()).await?,
        mentorships: store.find::<Mentorship>(open).await?,
        past: store.find::<Mentorship>(past).await?,
        users: users.clone(),
        now: work.now,
    };
    Ok((Pool::new(rows), users))
}

/// What counts in a cohort: what was set, or what every cohort begins with.
pub(super) async fn policy(work: &Work<'_>, cohort: CohortId) -> Refused<MatchPolicy> {
    let set: Option<CohortPolicy> = work.store().get::<CohortPolicy>(cohort).await?;
    Ok(set.map(|set| set.policy.0).unwrap_or_default())
}

/// A row of ours that we cannot read is a mistake of ours.
pub(super) fn bug(error: impl Into<StoredRunError>) -> Refusal {
    Refusal::Bug(error.into().to_string())
}
