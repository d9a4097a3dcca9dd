//! Sessions of the past, with what came of them.

use super::views::{meeting, sides};
use crate::api::{ImportSessions, ImportedRowsView, SessionOutcome, SessionRow};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused, texts};
use crate::mentorship::{
    Attendance, Feedback, MENTORSHIP_LIFECYCLE, Mentorship, MentorshipState, Participant, Session, SessionState,
    accounted_minutes,
};
use crate::operations::cohort_people::CohortPeople;
use crate::operations::common::{LONG, must_be_some, optional, relation, settle};
use crate::permissions::{Action, Resource};
use crate::programmes::{Cohort, Side};
use crate::store::{Filter, GuardKey, Reading};
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
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::ImportPeople, Action::ViewProgramme, cohort.id, &resource)?;
    std::mem::take(&mut problems).check()?;

    let addresses = request.sessions.iter().flat_map(|row| [&row.mentor_email, &row.mentee_email]);
    let people = CohortPeople::read(work, cohort.id, addresses).await?;
    // Nothing else tells two rows of one session apart from two sessions: one import of a cohort's past at a time.
    work.claim(vec![GuardKey::new("past", cohort.id)]).await?;
    let here = Filter::equals("cohort_id", cohort.id);
    let mut mentorships: Vec<Mentorship> = work.store().find(here).await?;
    let pairs: BTreeMap<MentorshipId, (UserId, UserId)> =
        mentorships.iter().map(|m| (m.id, (m.mentor_id, m.mentee_id))).collect();
    mentorships.retain(|m| MentorshipState::PARTNERS.contains(&m.state));
    let mut between: BTreeMap<(UserId, UserId), Vec<&Mentorship>> = BTreeMap::new();
    for mentorship in &mentorships {
        between.entry((mentorship.mentor_id, mentorship.mentee_id)).or_default().push(mentorship);
    }
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
    // By the two people: what was written under one of their mentorships is known whichever is the last one now.
    let known: BTreeMap<((UserId, UserId), Timestamp), Session> = known
        .into_iter()
        .filter_map(|session| Some(((*pairs.get(&session.mentorship_id)?, session.starts_at), session)))
        .collect();
    let mut mentorships: BTreeMap<MentorshipId, (Mentorship, bool)> =
        mentorships.into_iter().map(|m| (m.id, (m, false))).collect();
    let mut view = ImportedRowsView { applied: false, created: 0, updated: 0, unchanged: 0 };
    for (at, row) in rows {
        let Some((mentorship, touched)) = mentorships.get_mut(&row.mentorship) else { continue };
        match known.get(&((mentorship.mentor_id, mentorship.mentee_id), row.starts_at)) {
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
                    begin(work, mentorship)?;
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
    view.applied = settle(work, request.mode);
    Ok(view)
}

fn check(
    now: Timestamp,
    problems: &mut Problems,
    path: &str,
    row: &SessionRow,
    people: &CohortPeople,
    between: &BTreeMap<(UserId, UserId), Vec<&Mentorship>>,
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
    // Two people may have been in several mentorships: the session belongs to the one that had begun last.
    let theirs = between.get(&(mentor, mentee)).map(Vec::as_slice).unwrap_or_default();
    let begun = theirs.iter().filter(|m| m.accepted_at <= Some(row.starts_at)).max_by_key(|m| (m.accepted_at, m.id));
    let Some(mentorship) = begun.or_else(|| theirs.iter().min_by_key(|m| (m.accepted_at, m.id))) else {
        let args = [("mentor", row.mentor_email.trim().into()), ("mentee", row.mentee_email.trim().into())];
        problems.add(format!("{path}/mentee_email"), &texts::NO_MENTORSHIP, args);
        return None;
    };
    let outcome = row.outcome.unwrap_or(SessionOutcome::Held);
    Some(Checked { mentorship: mentorship.id, starts_at: row.starts_at, minutes: minutes?, outcome, topic, rating })
}

/// They have met: a mentorship that waited for its first session is under way.
fn begin(work: &mut Work<'_>, mentorship: &mut Mentorship) -> Refused<()> {
    if mentorship.state == MentorshipState::Accepted {
        let resource = relation(mentorship);
        work.permit::<Mentorship>(Action::HoldSession, Action::ViewMentorship, mentorship.id, &resource)?;
        let (step, programme) = ((mentorship.id, mentorship.state), Some(mentorship.programme_id));
        let data = sides(mentorship);
        mentorship.state =
            work.advance::<Mentorship, _>(&MENTORSHIP_LIFECYCLE, step, "start", programme, None, data)?;
    }
    Ok(())
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
    let missing: Vec<Side> = [Side::Mentor, Side::Mentee].into_iter().filter(|side| absent(*side)).collect();
    let data = meeting(&session, mentorship, &missing);
    work.event::<Session>("session.imported", session.id, Some(mentorship.programme_id), data);
}
