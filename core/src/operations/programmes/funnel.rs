//! Where the people of a cohort stand.

use crate::api::{CohortFunnelView, GetCohortFunnel};
use crate::ecosystem::Work;
use crate::errors::Refused;
use crate::matching::Preferences;
use crate::mentorship::{Health, Mentorship, MentorshipState};
use crate::people::{AllyProfile, AllyState, Consent, ConsentDecision, Purpose};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, Enrolment, EnrolmentState, Side};
use crate::store::{Filter, Reading};
use crate::values::UserId;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) async fn get_cohort_funnel(work: &mut Work<'_>, request: &GetCohortFunnel) -> Refused<CohortFunnelView> {
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::ViewFunnel, Action::ViewProgramme, cohort.id, &resource)?;
    let store = work.store();
    let here = || Filter::equals("cohort_id", cohort.id);
    let on = |side| here().and(Filter::equals("side", side)).and(Filter::equals("state", EnrolmentState::Enrolled));
    let among = |column, side| Filter::in_other::<Enrolment>(column, "user_id", on(side));

    let places: Vec<Enrolment> = store.find(on(Side::Mentee)).await?;
    let mentees: BTreeSet<UserId> = places.iter().map(|place| place.user_id).collect();
    let matching = Filter::equals("purpose", Purpose::Matching).and(among("user_id", Side::Mentee));
    let mut decided: BTreeMap<UserId, Consent> = BTreeMap::new();
    for consent in store.find::<Consent>(matching).await? {
        let newer = decided.get(&consent.user_id).is_none_or(|known| (known.at, known.id) <= (consent.at, consent.id));
        if newer {
            decided.insert(consent.user_id, consent);
        }
    }
    let said: Vec<Preferences> = store.find(here().and(Filter::equals("side", Side::Mentee))).await?;
    let mentorships: Vec<Mentorship> = store.find(here()).await?;
    let reached = |stage: &dyn Fn(&Mentorship) -> bool| {
        let reached: BTreeSet<UserId> = mentorships.iter().filter(|m| stage(m)).map(|m| m.mentee_id).collect();
        count(reached.intersection(&mentees).count())
    };
    let profiles: Vec<AllyProfile> =
        store.find(among("id", Side::Mentor).and(Filter::equals("state", AllyState::Approved))).await?;
    let holding =
        Filter::any_of("state", [MentorshipState::Proposed, MentorshipState::Accepted, MentorshipState::Active]);
    let holding: Vec<Mentorship> = store.find(among("mentor_id", Side::Mentor).and(holding)).await?;
    Ok(CohortFunnelView {
        cohort_id: cohort.id,
        mentees: count(mentees.len()),
        consenting: count(decided.values().filter(|c| c.decision == ConsentDecision::Given).count()),
        with_preferences: count(said.iter().filter(|said| mentees.contains(&said.user_id)).count()),
        proposed: reached(&|_| true),
        accepted: reached(&|m| m.accepted_at.is_some()),
        met: reached(&|m| m.last_held_at.is_some()),
        completed: reached(&|m| matches!(m.state, MentorshipState::Completed | MentorshipState::FollowedUp)),
        waiting: count(places.iter().filter(|place| place.waiting_since.is_some()).count()),
        mentors: count(profiles.len()),
        seats: profiles.iter().map(|profile| i64::from(profile.capacity.get())).sum(),
        seats_taken: count(holding.iter().filter(|m| m.state.holds_seat(m.origin)).count()),
        need_check_in: count(mentorships.iter().filter(|m| m.health(work.now) == Some(Health::NeedsCheckIn)).count()),
    })
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
