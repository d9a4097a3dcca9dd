//! Sessions of the past, with what came of them.

use super::views::sides;
use crate::api::{ImportSessions, ImportedRowsView, SessionOutcome, SessionRow};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused, texts};
use crate::mentorship::{
    Attendance, Feedback, Mentorship, MentorshipState, Participant, Session, SessionState, accounted_minutes,
};
use crate::operations::cohort_people::CohortPeople;
use crate::operations::common::{LONG, must_be_some, optional, settle};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, Side};
use crate::store::{Filter, Reading};
use crate::values::{MentorshipId, Rating, SessionMinutes, Timestamp, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// A row without a mistake.
struct Checked {
    mentorship: MentorshipId,
    starts_at: Timestamp,
    minutes: SessionMinutes,
    outcome: SessionOutcome,
    topic: Option<String>,
    rating: Option<Rating>,
}

pub(crate) async fn import_sessions(work: &mut Work<'_>, request: &ImportSessions) -> Refused<ImportedRowsView> {
    let mut problems = Problems::default();
    must_be_some(&mut problems, "/sessions", request.sessions.len());
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    work.permit_known::<Cohort>(Action::ImportPeople, cohort.id, &Resource::of_programme(cohort.programme_id))?;
    std::mem::take(&mut problems).check()?;

    let addresses = request.sessions.iter().flat_map(|row| [&row.mentor_email, &row.mentee_email]);
    let people = CohortPeople::read(work, cohort.id, addresses).await?;
    let met =
        Filter::equals("cohort_id", cohort.id).and(Filter::any_of("state", MentorshipState::PARTNERS.iter().copied()));
    let mentorships: Vec<Mentorship> = work.store().find(met).await?;
    let between: BTreeMap<(UserId, UserId), MentorshipId> =
        mentorships.iter().map(|m| ((m.mentor_id, m.mentee_id), m.id)).collect();
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for (at, row) in request.sessions.iter().enumerate() {
        let path = format!("/sessions/{at}");
        if let Some(checked) = check(work.now, &mut problems, &path, row, &people, &between) {
            if !seen.insert((checked.mentorship, checked.starts_at)) {
                problems.add(format!("{path}/starts_at"), &texts::TWICE, [("value", row.starts_at.into())]);
            }
            rows.push((at, checked));
        }
    }
    std::mem::take(&mut problems).check()?;

    let of_cohort = Filter::in_other::<Mentorship>("mentorship_id", "id", Filter::equals("cohort_id", cohort.id));
    let known: Vec<Session> = work.store().find(of_cohort).await?;
    let known: BTreeMap<(MentorshipId, Timestamp), Session> =
        known.into_iter().map(|session| ((session.mentorship_id, session.starts_at), session)).collect();
    let mut mentorships: BTreeMap<MentorshipId, (Mentorship, bool)> =
        mentorships.into_iter().map(|m| (m.id, (m, false))).collect();
    let mut view = ImportedRowsView { applied: false, created: 0, updated: 0, unchanged: 0 };
    for (at, row) in rows {
        let Some((mentorship, touched)) = mentorships.get_mut(&row.mentorship) else { continue };
        match known.get(&(row.mentorship, row.starts_at)) {
            Some(before) if before.state != state_of(row.outcome) => {
                let args = [("value", before.state.into())];
                problems.add(format!("/sessions/{at}/outcome"), &texts::OTHER_OUTCOME, args);
            }
            Some(before) => {
                let mut session = before.clone();
                session.agenda = row.topic.or(session.agenda);
                if session == *before {
                    view.unchanged += 1;
                } else {
                    work.changes.update(&session);
                    let programme = Some(cohort.programme_id);
                    work.event::<Session>("session.updated", session.id, programme, sides(mentorship));
                    view.updated += 1;
                }
            }
            None => {
                if row.outcome == SessionOutcome::Held && mentorship.last_held_at < Some(row.starts_at) {
                    mentorship.last_held_at = Some(row.starts_at);
                    *touched = true;
                }
                write(work, mentorship, row);
                view.created += 1;
            }
        }
    }
    problems.check()?;
    for (mentorship, _) in mentorships.values().filter(|(_, touched)| *touched) {
        work.changes.update(mentorship);
    }
    view.applied = settle(work, request.mode, view.created + view.updated);
    Ok(view)
}

fn check(
    now: Timestamp,
    problems: &mut Problems,
    path: &str,
    row: &SessionRow,
    people: &CohortPeople,
    between: &BTreeMap<(UserId, UserId), MentorshipId>,
) -> Option<Checked> {
    let mentor = people.on(problems, &format!("{path}/mentor_email"), &row.mentor_email, Side::Mentor);
    let mentee = people.on(problems, &format!("{path}/mentee_email"), &row.mentee_email, Side::Mentee);
    let minutes = problems.keep(&format!("{path}/minutes"), SessionMinutes::new(row.minutes.unwrap_or(60)));
    let topic = optional(problems, &format!("{path}/topic"), row.topic.as_ref(), LONG);
    let rating = problems.keep(&format!("{path}/rating"), row.rating.map(Rating::new).transpose()).flatten();
    if row.starts_at >= now {
        problems.add(format!("{path}/starts_at"), &texts::IN_THE_FUTURE, [("value", row.starts_at.into())]);
    }
    let (mentor, mentee) = (mentor?, mentee?);
    let Some(mentorship) = between.get(&(mentor, mentee)) else {
        let args = [("mentor", row.mentor_email.trim().into()), ("mentee", row.mentee_email.trim().into())];
        problems.add(format!("{path}/mentee_email"), &texts::NO_MENTORSHIP, args);
        return None;
    };
    let outcome = row.outcome.unwrap_or(SessionOutcome::Held);
    Some(Checked { mentorship: *mentorship, starts_at: row.starts_at, minutes: minutes?, outcome, topic, rating })
}

const fn state_of(outcome: SessionOutcome) -> SessionState {
    match outcome {
        SessionOutcome::Held => SessionState::Held,
        SessionOutcome::Cancelled => SessionState::Cancelled,
        SessionOutcome::MenteeMissed | SessionOutcome::MentorMissed | SessionOutcome::BothMissed => {
            SessionState::NoShow
        }
    }
}

fn write(work: &mut Work<'_>, mentorship: &Mentorship, row: Checked) {
    let absent = |side| match row.outcome {
        SessionOutcome::BothMissed => true,
        SessionOutcome::MenteeMissed => side == Side::Mentee,
        SessionOutcome::MentorMissed => side == Side::Mentor,
        SessionOutcome::Held | SessionOutcome::Cancelled => false,
    };
    let state = state_of(row.outcome);
    let minutes = accounted_minutes(absent(Side::Mentor), absent(Side::Mentee), row.minutes.get());
    let session = Session {
        id: work.id(),
        version: 1,
        state,
        mentorship_id: mentorship.id,
        programme_id: mentorship.programme_id,
        starts_at: row.starts_at,
        ends_at: row.starts_at.plus_minutes(row.minutes.get().into()),
        minutes: row.minutes,
        place: None,
        agenda: row.topic,
        accounted_minutes: (state != SessionState::Cancelled).then_some(minutes),
        booked_at: row.starts_at,
    };
    work.changes.insert(&session);
    for (user_id, side) in [(mentorship.mentor_id, Side::Mentor), (mentorship.mentee_id, Side::Mentee)] {
        let attendance = match (state, absent(side)) {
            (SessionState::Cancelled, _) => Attendance::Expected,
            (_, true) => Attendance::Absent,
            (_, false) => Attendance::Present,
        };
        // What is past takes nobody's time: two lists may disagree by minutes, and that is no reason to refuse them.
        work.changes.insert(&Participant {
            id: work.id(),
            version: 1,
            session_id: session.id,
            user_id,
            side,
            starts_at: session.starts_at,
            ends_at: session.ends_at,
            busy: false,
            attendance,
        });
    }
    if let Some(rating) = row.rating.filter(|_| state == SessionState::Held) {
        work.changes.insert(&Feedback {
            id: work.id(),
            session_id: session.id,
            mentorship_id: mentorship.id,
            programme_id: mentorship.programme_id,
            author_id: mentorship.mentee_id,
            rating,
            fit: None,
            comment: None,
            at: session.ends_at,
        });
    }
    work.event::<Session>("session.imported", session.id, Some(mentorship.programme_id), sides(mentorship));
}
