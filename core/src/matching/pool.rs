//! Who may be matched in a cohort, put together from its rows.

use super::Preferences;
use super::facts::Facts;
use crate::mentorship::{Mentorship, MentorshipState};
use crate::people::{AllyProfile, AllyState, Consent, ConsentDecision, User, UserState};
use crate::programmes::{Cohort, Enrolment, EnrolmentState, Side};
use crate::values::{Id as _, Timestamp, UserId, label_key};
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
    /// What is over between people of the cohort, in whatever cohort it was.
    pub(crate) past: Vec<Mentorship>,
    /// The day of the run, for the clocks of people's time zones.
    pub(crate) now: Timestamp,
}

/// What a person prefers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taste {
    rank: BTreeMap<UserId, usize>,
    tiers: Vec<Vec<UserId>>,
    vetoes: BTreeSet<UserId>,
}

impl Taste {
    fn of(preferences: &Preferences) -> Self {
        Self::new(preferences.ranked.0.clone(), preferences.vetoes.iter().copied().collect())
    }

    /// Tiers, the best first, and whom they refuse.
    pub(crate) fn new(tiers: Vec<Vec<UserId>>, vetoes: BTreeSet<UserId>) -> Self {
        let ranked = tiers.iter().enumerate();
        let rank = ranked.flat_map(|(at, tier)| tier.iter().map(move |user| (*user, at + 1))).collect();
        Self { rank, tiers, vetoes }
    }

    /// Where somebody stands in the list, 1 first.
    pub(crate) fn rank(&self, user: UserId) -> Option<usize> {
        self.rank.get(&user).copied()
    }

    /// Whether they named nobody.
    pub(crate) fn is_empty(&self) -> bool {
        self.rank.is_empty()
    }

    /// The tiers in indices; who has none is left out, and an empty tier stays, so that no rank changes.
    pub(crate) fn tiers(&self, index: impl Fn(UserId) -> Option<u32>) -> Vec<Vec<u32>> {
        self.tiers.iter().map(|tier| tier.iter().filter_map(|user| index(*user)).collect()).collect()
    }

    /// Adds somebody to those they refuse.
    pub(crate) fn refuse(&mut self, user: UserId) {
        self.vetoes.insert(user);
    }

    /// Whom they refuse.
    pub(crate) fn vetoes(&self) -> impl Iterator<Item = UserId> + '_ {
        self.vetoes.iter().copied()
    }
}

/// When somebody came: the moment, and what decides among those of one moment.
pub(crate) type Arrival = (Timestamp, u128);

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
    /// When they were enrolled.
    pub(crate) came: Arrival,
    pub(crate) facts: Facts,
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
    /// Pairs that had a mentorship, and whether it ended well.
    earlier: BTreeMap<(UserId, UserId), bool>,
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
                    came: (enrolment.enrolled_at, enrolment.id.uuid().as_u128()),
                    facts: Facts::of(user, rows.now),
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
        let earlier = earlier(&rows.past);
        Self { mentees, mentors, quotas, together, earlier }
    }

    /// People without a cohort: no quotas, and nothing that was before.
    pub(crate) fn of_members(mentees: Vec<Member>, mentors: Vec<Member>) -> Self {
        let by_id = |members: Vec<Member>| members.into_iter().map(|member| (member.id, member)).collect();
        Self {
            mentees: by_id(mentees),
            mentors: by_id(mentors),
            quotas: BTreeMap::new(),
            together: BTreeSet::new(),
            earlier: BTreeMap::new(),
        }
    }

    pub(crate) fn together(&self, mentee: UserId, mentor: UserId) -> bool {
        self.together.contains(&(mentee, mentor))
    }

    /// Every pair with a mentorship that is not over.
    pub(crate) fn all_together(&self) -> impl Iterator<Item = (UserId, UserId)> + '_ {
        self.together.iter().copied()
    }

    /// Every pair that had a mentorship, and whether it ended well.
    pub(crate) fn earlier(&self) -> &BTreeMap<(UserId, UserId), bool> {
        &self.earlier
    }
}

/// Whether one of the two does not want the other.
pub(crate) fn vetoed(mentee: &Member, mentor: &Member) -> bool {
    mentee.taste.vetoes.contains(&mentor.id) || mentor.taste.vetoes.contains(&mentee.id)
}

/// How earlier mentorships ended: well when completed; badly when declined or broken off, which outweighs anything before. What
/// was withdrawn, superseded or lapsed says nothing of the two.
fn earlier(past: &[Mentorship]) -> BTreeMap<(UserId, UserId), bool> {
    let mut earlier = BTreeMap::new();
    for mentorship in past {
        let well = match mentorship.state {
            MentorshipState::Completed | MentorshipState::FollowedUp => true,
            MentorshipState::Declined | MentorshipState::Terminated => false,
            _ => continue,
        };
        *earlier.entry((mentorship.mentee_id, mentorship.mentor_id)).or_insert(true) &= well;
    }
    earlier
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
        let organisation = mentors.get(&mentorship.mentor_id).and_then(|mentor| mentor.facts.organisation.as_ref());
        if let Some(places) = organisation.and_then(|key| left.get_mut(key)) {
            *places -= 1;
        }
    }
    left
}
