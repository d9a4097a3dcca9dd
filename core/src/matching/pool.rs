//! Who may be matched in a cohort, put together from its rows.

use super::score::{Labels, Place, reasons};
use super::{Preferences, Reason};
use crate::mentorship::{Mentorship, MentorshipState};
use crate::people::{AllyProfile, AllyState, Consent, ConsentDecision, User, UserState};
use crate::programmes::{Cohort, Enrolment, EnrolmentState, Side};
use crate::values::{Timestamp, UserId, label_key};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a cohort that decide who may be matched.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) cohort: Cohort,
    pub(crate) enrolments: Vec<Enrolment>,
    pub(crate) users: Vec<User>,
    pub(crate) profiles: Vec<AllyProfile>,
    /// The ledger for the purpose of matching.
    pub(crate) consents: Vec<Consent>,
    pub(crate) preferences: Vec<Preferences>,
    /// Everything of the cohort and of its mentors that is not over.
    pub(crate) mentorships: Vec<Mentorship>,
}

/// What a person prefers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taste {
    rank: BTreeMap<UserId, usize>,
    tiers: usize,
    vetoes: BTreeSet<UserId>,
}

impl Taste {
    fn of(preferences: &Preferences) -> Self {
        let tiers = preferences.ranked.iter().enumerate();
        Self {
            rank: tiers.flat_map(|(at, tier)| tier.iter().map(move |user| (*user, at + 1))).collect(),
            tiers: preferences.ranked.len(),
            vetoes: preferences.vetoes.iter().copied().collect(),
        }
    }

    pub(crate) fn place(&self, user: UserId) -> Option<Place> {
        self.rank.get(&user).map(|rank| Place { rank: *rank, tiers: self.tiers })
    }

    /// The rank in which those who are not listed are tied: 1 when nobody is.
    pub(crate) fn last_rank(&self) -> usize {
        if self.rank.is_empty() { 1 } else { self.tiers + 1 }
    }
}

/// An enrolled person on one side.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) id: UserId,
    /// Whether they agreed to be matched by a profile of their data, and did not take it back.
    pub(crate) consented: bool,
    /// Whether their ally profile is approved; always for mentees.
    pub(crate) approved: bool,
    /// How many mentorships they have room for; below 0 when a limit was lowered.
    pub(crate) room: i32,
    /// The key of their organisation.
    pub(crate) organisation: Option<String>,
    pub(crate) labels: Labels,
    pub(crate) taste: Taste,
}

/// A cohort as matching sees it: who is enrolled and active, with what room.
#[derive(Debug)]
pub(crate) struct Pool {
    pub(crate) mentees: BTreeMap<UserId, Member>,
    pub(crate) mentors: BTreeMap<UserId, Member>,
    /// How many more mentees the mentors of an organisation take together, by its key.
    pub(crate) quotas: BTreeMap<String, i32>,
    /// Pairs of mentee and mentor with a mentorship that is not over.
    together: BTreeSet<(UserId, UserId)>,
}

impl Pool {
    pub(crate) fn new(rows: Rows) -> Self {
        let consented = consented(&rows.consents);
        let approved: BTreeMap<UserId, i32> = (rows.profiles.iter())
            .filter(|profile| profile.state == AllyState::Approved)
            .map(|profile| (profile.id, profile.capacity.get()))
            .collect();
        let mut tastes: BTreeMap<(Side, UserId), Taste> =
            rows.preferences.iter().map(|said| ((said.side, said.user_id), Taste::of(said))).collect();
        let users: BTreeMap<UserId, &User> = (rows.users.iter())
            .filter(|user| matches!(user.state, UserState::Active | UserState::Invited))
            .map(|user| (user.id, user))
            .collect();

        let mut seats: BTreeMap<UserId, i32> = BTreeMap::new();
        let mut slots: BTreeMap<UserId, i32> = BTreeMap::new();
        for mentorship in &rows.mentorships {
            if mentorship.state.holds_seat(mentorship.origin) {
                *seats.entry(mentorship.mentor_id).or_default() += 1;
            }
            if mentorship.cohort_id == rows.cohort.id && takes_slot(mentorship) {
                *slots.entry(mentorship.mentee_id).or_default() += 1;
            }
        }
        let side = |side: Side, tastes: &mut BTreeMap<(Side, UserId), Taste>| {
            let enrolled = rows.enrolments.iter().filter(|e| e.side == side && e.state == EnrolmentState::Enrolled);
            let member = |enrolment: &Enrolment| {
                let user = users.get(&enrolment.user_id)?;
                let (most, taken) = match side {
                    Side::Mentee => (rows.cohort.mentors_per_mentee.get(), slots.get(&user.id)),
                    Side::Mentor => (approved.get(&user.id).copied().unwrap_or(0), seats.get(&user.id)),
                };
                let member = Member {
                    id: user.id,
                    consented: consented.contains(&user.id),
                    approved: side == Side::Mentee || approved.contains_key(&user.id),
                    room: most - taken.copied().unwrap_or(0),
                    organisation: user.organisation.as_deref().map(label_key).filter(|key| !key.is_empty()),
                    labels: Labels::of(user),
                    taste: tastes.remove(&(side, user.id)).unwrap_or_default(),
                };
                Some((user.id, member))
            };
            enrolled.filter_map(member).collect::<BTreeMap<_, _>>()
        };
        let mentees = side(Side::Mentee, &mut tastes);
        let mentors = side(Side::Mentor, &mut tastes);
        let quotas = quotas(&rows, &mentors);
        let together = rows.mentorships.iter().map(|m| (m.mentee_id, m.mentor_id)).collect();
        Self { mentees, mentors, quotas, together }
    }

    pub(crate) fn together(&self, mentee: UserId, mentor: UserId) -> bool {
        self.together.contains(&(mentee, mentor))
    }

    /// Whether the strategies may pair the two.
    pub(crate) fn eligible(&self, mentee: &Member, mentor: &Member) -> bool {
        mentee.id != mentor.id
            && mentee.consented
            && mentor.consented
            && mentor.approved
            && (mentee.taste.rank.is_empty() || mentee.taste.rank.contains_key(&mentor.id))
            && !vetoed(mentee, mentor)
            && !self.together(mentee.id, mentor.id)
    }
}

/// Whether one of the two does not want the other.
pub(crate) fn vetoed(mentee: &Member, mentor: &Member) -> bool {
    mentee.taste.vetoes.contains(&mentor.id) || mentor.taste.vetoes.contains(&mentee.id)
}

/// Why the two fit; nothing is derived from the data of somebody who did not agree to it.
pub(crate) fn explain(mentee: &Member, mentor: &Member) -> Vec<Reason> {
    if !(mentee.consented && mentor.consented) {
        return Vec::new();
    }
    let (chosen, choosing) = (mentee.taste.place(mentor.id), mentor.taste.place(mentee.id));
    reasons((&mentee.labels, chosen), (&mentor.labels, choosing))
}

/// Whether it counts towards the mentors that a mentee may have: going, resting, or published and waiting for the mentor. A request
/// that the mentee made themselves does not: it is superseded when another mentor accepts.
fn takes_slot(mentorship: &Mentorship) -> bool {
    mentorship.state == MentorshipState::Paused || mentorship.state.holds_seat(mentorship.origin)
}

/// Who agreed last; of two decisions at one moment the later written counts.
fn consented(ledger: &[Consent]) -> BTreeSet<UserId> {
    let mut last: BTreeMap<UserId, (Timestamp, &Consent)> = BTreeMap::new();
    for consent in ledger {
        let newest = last.entry(consent.user_id).or_insert((consent.at, consent));
        if (consent.at, consent.id) >= (newest.0, newest.1.id) {
            *newest = (consent.at, consent);
        }
    }
    let given = last.into_iter().filter(|(_, (_, consent))| consent.decision == ConsentDecision::Given);
    given.map(|(user, _)| user).collect()
}

/// What is left of each quota after the mentorships that the cohort already has.
fn quotas(rows: &Rows, mentors: &BTreeMap<UserId, Member>) -> BTreeMap<String, i32> {
    let mut left: BTreeMap<String, i32> = BTreeMap::new();
    for quota in rows.cohort.quotas.iter() {
        let places = left.entry(label_key(&quota.organisation)).or_insert(quota.places);
        *places = quota.places.min(*places);
    }
    let held = rows.mentorships.iter().filter(|m| m.cohort_id == rows.cohort.id && m.state.holds_seat(m.origin));
    for mentorship in held {
        let organisation = mentors.get(&mentorship.mentor_id).and_then(|mentor| mentor.organisation.as_ref());
        if let Some(places) = organisation.and_then(|key| left.get_mut(key)) {
            *places -= 1;
        }
    }
    left
}
