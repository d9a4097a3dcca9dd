//! What happens to a mentee whose request came to nothing: the next preference is proposed, or the outcome is *no match found*.

use super::views::sides;
use crate::ecosystem::Work;
use crate::errors::Refused;
use crate::matching::Preferences;
use crate::mentorship::{Mentorship, MentorshipOrigin, MentorshipState};
use crate::operations::common::{enrolment, seats_taken};
use crate::people::{AllyProfile, AllyState, Consent, ConsentDecision, Purpose};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, CohortState, Enrolment, Side};
use crate::store::{Filter, Reading, Select};
use crate::values::UserId;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What came of a cascade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cascade {
    /// The mentee needs none: another request waits, they have a mentor, or they or the cohort no longer take part.
    Needless,
    /// The next preference was proposed.
    Proposed,
    /// Nobody is left: the mentee waits.
    NobodyLeft,
}

/// Goes on after `ended`, which this change set declines or lets expire. The caller claimed `requests:<mentee>`.
pub(crate) async fn cascade(work: &mut Work<'_>, ended: &Mentorship) -> Refused<Cascade> {
    let cohort = work.load::<Cohort>(ended.cohort_id).await?;
    if !matches!(cohort.state, CohortState::Open | CohortState::Closed | CohortState::Running) {
        return Ok(Cascade::Needless);
    }
    let Some(mut place) = enrolment(work, cohort.id, ended.mentee_id, Side::Mentee).await? else {
        return Ok(Cascade::Needless);
    };
    let here = Filter::equals("mentee_id", ended.mentee_id).and(Filter::equals("cohort_id", cohort.id));
    let tried: Vec<Mentorship> = work.store().find(here).await?;
    let going = |m: &&Mentorship| m.id != ended.id && MentorshipState::GOING.contains(&m.state);
    if tried.iter().any(|m| going(&m)) {
        return Ok(Cascade::Needless);
    }
    let resource = Resource { mentor: Some(ended.mentor_id), ..Resource::of_programme(ended.programme_id) };
    work.permit_known::<Mentorship>(Action::CascadeMentorship, ended.id, &resource)?;

    let mut why = Reasons { tried: tried.len(), ..Reasons::default() };
    let tried: BTreeSet<UserId> = tried.iter().map(|m| m.mentor_id).collect();
    if let Some(mentor) = next(work, &cohort, ended.mentee_id, &tried, &mut why).await? {
        // What the mentee wrote was for the one they asked.
        let proposed = Mentorship::proposed(
            work.id(),
            (cohort.id, cohort.programme_id),
            (mentor, ended.mentee_id),
            MentorshipOrigin::Cascade,
            work.now,
        );
        work.changes.insert(&proposed);
        let programme = Some(cohort.programme_id);
        work.event::<Mentorship>("mentorship.proposed", proposed.id, programme, sides(&proposed));
        return Ok(Cascade::Proposed);
    }
    if place.waiting_since.is_none() {
        place.waiting_since = Some(work.now);
        work.changes.update(&place);
    }
    let data = json!({ "cohort_id": cohort.id, "user_id": ended.mentee_id, "reasons": why.value() });
    work.event::<Enrolment>("enrolment.no_match_found", place.id, Some(cohort.programme_id), data);
    Ok(Cascade::NobodyLeft)
}

/// The next mentor of a mentee's list who has not been tried, takes part, has a seat, and with whom neither refuses to be.
async fn next(
    work: &Work<'_>,
    cohort: &Cohort,
    mentee: UserId,
    tried: &BTreeSet<UserId>,
    why: &mut Reasons,
) -> Refused<Option<UserId>> {
    let store = work.store();
    let said = Filter::equals("cohort_id", cohort.id);
    let mine = said.clone().and(Filter::equals("user_id", mentee)).and(Filter::equals("side", Side::Mentee));
    let Some(mine) = store.first::<Preferences>(mine).await? else { return Ok(None) };
    let mut left: Vec<UserId> = mine.ranked.iter().flatten().copied().filter(|user| !tried.contains(user)).collect();
    left.retain(|user| !mine.vetoes.contains(user));
    why.listed = mine.ranked.iter().flatten().count();
    if left.is_empty() || objects(work, mentee).await? {
        return Ok(None);
    }
    let among = || Filter::any_of("user_id", left.iter().copied());
    let theirs: Vec<Preferences> = store.find(said.and(among()).and(Filter::equals("side", Side::Mentor))).await?;
    let profiles: Vec<AllyProfile> = store.find(Filter::any_of("id", left.iter().copied())).await?;
    for mentor in left.iter().copied() {
        let approved = profiles.iter().find(|profile| profile.id == mentor && profile.state == AllyState::Approved);
        let takes_part = enrolment(work, cohort.id, mentor, Side::Mentor).await?.is_some();
        let Some(profile) = approved.filter(|_| takes_part) else {
            why.gone += 1;
            continue;
        };
        if theirs.iter().any(|said| said.user_id == mentor && said.vetoes.contains(&mentee))
            || objects(work, mentor).await?
        {
            why.refused += 1;
            continue;
        }
        let taken = seats_taken(work, mentor).await?.len();
        if taken >= usize::try_from(profile.capacity.get()).unwrap_or(0) {
            why.full += 1;
            continue;
        }
        return Ok(Some(mentor));
    }
    Ok(None)
}

/// Whether a person withdrew their consent to be matched, or never gave it.
async fn objects(work: &Work<'_>, user: UserId) -> Refused<bool> {
    let said = Filter::equals("user_id", user).and(Filter::equals("purpose", Purpose::Matching));
    let newest = Select::of::<Consent>(said).by(&["at"]).descending().limit(1);
    let newest = work.store().select::<Consent>(&newest).await?.pop();
    Ok(newest.is_none_or(|consent| consent.decision == ConsentDecision::Withdrawn))
}

/// Why nobody was found, as counts of mentors.
#[derive(Debug, Default)]
struct Reasons {
    /// Asked before, whatever they answered.
    tried: usize,
    /// On the mentee's list.
    listed: usize,
    /// Without a free seat.
    full: usize,
    /// Who refuse the pair or do not consent to be matched.
    refused: usize,
    /// No longer in the cohort, or no longer approved.
    gone: usize,
}

impl Reasons {
    fn value(&self) -> Value {
        json!({ "listed": self.listed, "tried": self.tried, "full": self.full, "refused": self.refused, "gone": self.gone })
    }
}
