//! Sessions: booked at the mentor's working hours, held, missed, called off, rated, noted.

use crate::actions::Action;
use crate::life::{World, unless_taken};
use crate::words::{AGENDAS, COMMENTS, NOTES};
use semillero_core::errors::{ApiError, ErrorCode};
use semillero_core::mentorship::{Fit, NoteVisibility};
use semillero_core::values::{MentorshipId, SessionId, Timestamp, UserId};
use semillero_core::{AddNote, AttendanceMark, BookSession, CancelSession, GiveFeedback, HoldSession};

/// After so many sessions a pair has said what it had to say.
const MOST_SESSIONS: u32 = 14;

impl World {
    /// A half hour of a working day at the mentor's place.
    fn slot(&mut self, mentor: UserId) -> Timestamp {
        let people = self.cohorts.values().flat_map(|cohort| &cohort.mentors);
        let zone = people.into_iter().find(|person| person.id == mentor).map_or(-300, |person| person.zone);
        let day = self.now.plus_days(self.dice.between(3, 8));
        let midnight = semillero_core::values::CivilDate::of(day).start();
        // 1970 began on a Thursday.
        let weekday = (midnight.minutes_since(Timestamp::from_micros(0)) / 1_440 + 3).rem_euclid(7);
        let monday = if weekday >= 5 { 7 - weekday } else { 0 };
        let half_hours = self.dice.between(18, 35);
        midnight.plus_days(monday).plus_minutes(half_hours * 30 - zone)
    }

    pub(crate) async fn book(&mut self, mentorship: MentorshipId, times: u32) -> Result<(), ApiError> {
        let Some((mentor, mentee)) = self.pairs.get(&mentorship).copied() else { return Ok(()) };
        let mut starts_at = self.slot(mentor);
        let minutes = self.dice.one(&[60, 60, 60, 45, 90]).copied().unwrap_or(60);
        let agenda = Some(self.dice.word(AGENDAS).to_owned());
        for _ in 0..4 {
            let request = BookSession {
                mentorship_id: mentorship,
                starts_at,
                minutes,
                place: Some("https://meet.example.org/semillero".to_owned()),
                agenda: agenda.clone(),
            };
            match self.acting(mentee).book_session(request).await {
                Ok(session) => {
                    self.starts.insert(session.id, starts_at);
                    if self.dice.percent(7) {
                        let at = starts_at.plus_minutes(-self.dice.between(60, 2_000));
                        let at = at.max(self.now.plus_minutes(1));
                        self.agenda.plan(at, Action::Cancel(session.id, mentorship, times));
                    } else {
                        let at = session.ends_at.plus_minutes(10);
                        self.agenda.plan(at, Action::Close(session.id, mentorship, times));
                    }
                    return Ok(());
                }
                // Somebody is busy then, or the mentorship rests or has ended: one hour later, or never.
                Err(error) if error.key == "busy_then" => starts_at = starts_at.plus_minutes(60),
                Err(error) if error.code == ErrorCode::Conflict => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn book_again(&mut self, mentorship: MentorshipId, times: u32) {
        // Some pairs fall silent after a session: those need a check-in.
        if times < MOST_SESSIONS && !self.dice.percent(3) {
            let at = self.in_days(5, 12);
            self.agenda.plan(at, Action::Book(mentorship, times + 1));
        }
    }

    pub(crate) async fn cancel(
        &mut self,
        session: SessionId,
        mentorship: MentorshipId,
        times: u32,
    ) -> Result<(), ApiError> {
        let Some((mentor, mentee)) = self.pairs.get(&mentorship).copied() else { return Ok(()) };
        let who = if self.dice.percent(60) { mentee } else { mentor };
        let request = CancelSession { session_id: session, reason: "Imprevisto".to_owned() };
        unless_taken(self.acting(who).cancel_session(request).await)?;
        self.book_again(mentorship, times);
        Ok(())
    }

    pub(crate) async fn close(
        &mut self,
        session: SessionId,
        mentorship: MentorshipId,
        times: u32,
    ) -> Result<(), ApiError> {
        let Some((mentor, mentee)) = self.pairs.get(&mentorship).copied() else { return Ok(()) };
        let absent = match self.dice.below(100) {
            0..88 => None,
            88..95 => Some(mentee),
            95..97 => Some(mentor),
            // Nobody says what came of it.
            _ => {
                self.book_again(mentorship, times);
                return Ok(());
            }
        };
        let attendance = absent.map(|user_id| AttendanceMark { user_id, present: false }).into_iter().collect();
        let actual = i32::try_from(self.dice.between(35, 75)).unwrap_or(60);
        let request = HoldSession { session_id: session, attendance, actual_minutes: Some(actual) };
        let closed = unless_taken(self.acting(mentor).hold_session(request).await)?;
        if closed.is_some() && absent.is_none() {
            if self.dice.percent(75) {
                let at = self.in_days(0, 2);
                self.agenda.plan(at, Action::Rate(session, mentee, false));
            }
            if self.dice.percent(40) {
                let at = self.in_days(0, 2);
                self.agenda.plan(at, Action::Rate(session, mentor, true));
            }
            if self.dice.percent(30) {
                let request = AddNote {
                    mentorship_id: mentorship,
                    session_id: Some(session),
                    visibility: NoteVisibility::Shared,
                    text: self.dice.word(NOTES).to_owned(),
                };
                self.acting(mentor).add_note(request).await?;
            }
        }
        self.book_again(mentorship, times);
        Ok(())
    }

    pub(crate) async fn rate(&mut self, session: SessionId, who: UserId, mentor: bool) -> Result<(), ApiError> {
        let rating = self.dice.one(&[1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5]).copied().unwrap_or(5);
        let comment = COMMENTS.get(usize::try_from(rating - 1).unwrap_or(0)).map(|text| (*text).to_owned());
        let request = GiveFeedback {
            session_id: session,
            rating,
            fit: Some(match rating {
                4.. => Fit::Good,
                3 => Fit::Deciding,
                _ => Fit::Poor,
            }),
            comment: comment.filter(|_| !mentor && self.dice.percent(40)),
        };
        unless_taken(self.acting(who).give_feedback(request).await)?;
        Ok(())
    }
}
