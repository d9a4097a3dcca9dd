//! Mentorships that were under way before Semillero came: seats are right from the first day.

use super::views::sides;
use crate::api::{ImportMentorships, ImportedRowsView};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused, texts};
use crate::mentorship::{Mentorship, MentorshipOrigin, MentorshipState};
use crate::operations::cohort_people::CohortPeople;
use crate::operations::common::{in_chunks, must_be_some, requests, seats, settle};
use crate::people::{AllyProfile, AllyState};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, Enrolment, EnrolmentState, Side};
use crate::store::{Filter, Reading};
use crate::values::{CivilDate, UserId};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) async fn import_mentorships(work: &mut Work<'_>, request: &ImportMentorships) -> Refused<ImportedRowsView> {
    let mut problems = Problems::default();
    must_be_some(&mut problems, "/mentorships", request.mentorships.len());
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::ImportPeople, Action::ViewProgramme, cohort.id, &resource)?;
    std::mem::take(&mut problems).check()?;

    let addresses = request.mentorships.iter().flat_map(|row| [&row.mentor_email, &row.mentee_email]);
    let people = CohortPeople::read(work, cohort.id, addresses).await?;
    let today = CivilDate::of(work.now);
    let mut rows: Vec<(UserId, UserId, CivilDate)> = Vec::new();
    let mut first: BTreeMap<(UserId, UserId), usize> = BTreeMap::new();
    for (at, row) in request.mentorships.iter().enumerate() {
        let path = format!("/mentorships/{at}");
        let mentor = people.on(&mut problems, &format!("{path}/mentor_email"), &row.mentor_email, Side::Mentor);
        let mentee = people.on(&mut problems, &format!("{path}/mentee_email"), &row.mentee_email, Side::Mentee);
        if row.started_on > today {
            problems.add(format!("{path}/started_on"), &texts::IN_THE_FUTURE, [("value", row.started_on.into())]);
        }
        let (Some(mentor), Some(mentee)) = (mentor, mentee) else { continue };
        if mentor == mentee {
            problems.add(format!("{path}/mentee_email"), &texts::ONESELF, []);
        } else if first.insert((mentor, mentee), at).is_some() {
            problems.add(format!("{path}/mentee_email"), &texts::TWICE, [("value", row.mentee_email.trim().into())]);
        }
        rows.push((mentor, mentee, row.started_on));
    }
    std::mem::take(&mut problems).check()?;

    work.claim(rows.iter().flat_map(|(mentor, mentee, _)| [seats(*mentor), requests(*mentee)]).collect()).await?;
    let mut known = Going::read(work, &cohort, &rows).await?;
    let mut view = ImportedRowsView { applied: false, created: 0, updated: 0, unchanged: 0 };
    for (at, (mentor, mentee, started)) in rows.iter().enumerate() {
        let path = format!("/mentorships/{at}");
        if let Some(before) = known.between(*mentor, *mentee) {
            let mut mentorship = before.clone();
            // One that is over stays as it is: an old list does not bring it back.
            let going = MentorshipState::GOING.contains(&mentorship.state);
            if going && mentorship.origin == MentorshipOrigin::Import {
                (mentorship.proposed_at, mentorship.expires_at) = (started.start(), started.start());
                mentorship.accepted_at = Some(started.start());
            }
            if mentorship == *before {
                view.unchanged += 1;
            } else {
                work.changes.update(&mentorship);
                let programme = Some(cohort.programme_id);
                work.event::<Mentorship>("mentorship.updated", mentorship.id, programme, sides(&mentorship));
                view.updated += 1;
            }
            continue;
        }
        if let Err(full) = known.take(*mentor, *mentee, cohort.mentors_per_mentee.get()) {
            let Some(row) = request.mentorships.get(at) else { continue };
            let (field, value, text, name, limit) = match full {
                Full::Mentor(most) => ("mentor_email", &row.mentor_email, &texts::NO_SEAT_LEFT, "capacity", most),
                Full::Mentee(most) => ("mentee_email", &row.mentee_email, &texts::TOO_MANY_MENTORS, "most", most),
            };
            problems.add(format!("{path}/{field}"), text, [("value", value.trim().into()), (name, limit.into())]);
            continue;
        }
        let mentorship = Mentorship {
            state: MentorshipState::Active,
            expires_at: started.start(),
            accepted_at: Some(started.start()),
            ..Mentorship::proposed(
                work.id(),
                (cohort.id, cohort.programme_id),
                (*mentor, *mentee),
                MentorshipOrigin::Import,
                started.start(),
            )
        };
        work.changes.insert(&mentorship);
        // A mentee waits for a mentor no longer, and gets one place however many mentors the list gives them.
        if let Some(place) = known.waiting.remove(mentee) {
            work.changes.update(&Enrolment { waiting_since: None, ..place });
        }
        let programme = Some(cohort.programme_id);
        work.event::<Mentorship>("mentorship.imported", mentorship.id, programme, sides(&mentorship));
        view.created += 1;
    }
    problems.check()?;
    view.applied = settle(work, request.mode);
    Ok(view)
}

/// What is under way or was imported before, and how many more each person can take.
struct Going {
    pairs: BTreeMap<(UserId, UserId), Mentorship>,
    /// Capacity and seats taken per mentor.
    seats: BTreeMap<UserId, (i32, i32)>,
    /// Mentors per mentee of this cohort.
    mentors: BTreeMap<UserId, i32>,
    /// The places of mentees who wait for a mentor.
    waiting: BTreeMap<UserId, Enrolment>,
}

/// Who has no room for a new pair, with the limit.
enum Full {
    Mentor(i32),
    Mentee(i32),
}

impl Going {
    async fn read(work: &Work<'_>, cohort: &Cohort, rows: &[(UserId, UserId, CivilDate)]) -> Refused<Self> {
        let mentors: Vec<UserId> = rows.iter().map(|(mentor, ..)| *mentor).collect();
        let going = || Filter::any_of("state", MentorshipState::GOING.iter().copied());
        let theirs: Vec<Mentorship> =
            in_chunks(work, &mentors, |mentors| Filter::any_of("mentor_id", mentors.iter().copied()).and(going()))
                .await?;
        let imported = Filter::equals("origin", MentorshipOrigin::Import);
        let here = Filter::equals("cohort_id", cohort.id).and(Filter::Or(vec![going(), imported]));
        let (here, ended): (Vec<Mentorship>, Vec<Mentorship>) = work
            .store()
            .find(here)
            .await?
            .into_iter()
            .partition(|m: &Mentorship| MentorshipState::GOING.contains(&m.state));
        let profiles: Vec<AllyProfile> =
            in_chunks(work, &mentors, |mentors| Filter::any_of("id", mentors.iter().copied())).await?;
        let approved = profiles.iter().filter(|profile| profile.state == AllyState::Approved);
        let mut seats: BTreeMap<UserId, (i32, i32)> = approved.map(|p| (p.id, (p.capacity.get(), 0))).collect();
        let mut counted = BTreeSet::new();
        for m in theirs.iter().filter(|m| m.state.holds_seat(m.origin)) {
            if counted.insert(m.id)
                && let Some((_, taken)) = seats.get_mut(&m.mentor_id)
            {
                *taken += 1;
            }
        }
        let mut mentors = BTreeMap::new();
        for m in here.iter().filter(|m| m.state != MentorshipState::Proposed) {
            *mentors.entry(m.mentee_id).or_insert(0) += 1;
        }
        let waiting = Filter::equals("cohort_id", cohort.id)
            .and(Filter::equals("side", Side::Mentee))
            .and(Filter::equals("state", EnrolmentState::Enrolled))
            .and(Filter::Not(Box::new(Filter::Empty("waiting_since"))));
        let waiting: Vec<Enrolment> = work.store().find(waiting).await?;
        // Of one pair, what is under way counts before what is over.
        let pairs = ended.into_iter().chain(here).map(|m| ((m.mentor_id, m.mentee_id), m)).collect();
        Ok(Self { pairs, seats, mentors, waiting: waiting.into_iter().map(|place| (place.user_id, place)).collect() })
    }

    fn between(&self, mentor: UserId, mentee: UserId) -> Option<&Mentorship> {
        self.pairs.get(&(mentor, mentee))
    }

    /// Takes a seat for a new pair.
    fn take(&mut self, mentor: UserId, mentee: UserId, most: i32) -> Result<(), Full> {
        let (capacity, taken) = self.seats.entry(mentor).or_insert((0, 0));
        let of_mentee = self.mentors.entry(mentee).or_insert(0);
        if *taken >= *capacity {
            return Err(Full::Mentor(*capacity));
        }
        if *of_mentee >= most {
            return Err(Full::Mentee(most));
        }
        *taken += 1;
        *of_mentee += 1;
        Ok(())
    }
}
