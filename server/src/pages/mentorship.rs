//! One mentorship: answering, booking, holding, rating, noting.

use super::context::Me;
use super::failure::{Answer, Failure, OrShow as _};
use super::take::{Form, Path};
use crate::imports::offset;
use axum::body::Bytes;
use minijinja::context;
use semillero_core::errors::{ApiError, Edge};
use semillero_core::mentorship::{Fit, NoteVisibility};
use semillero_core::values::{MentorshipId, SessionId, Timestamp, UserId};
use semillero_core::{
    AcceptMentorship, AddNote, AdvanceMentorship, AttendanceMark, BookSession, CancelSession, DeclineMentorship,
    FindNotes, FindSessions, GetMentorship, GiveFeedback, HoldSession, MentorshipStep, SessionView,
};
use serde::Deserialize;

async fn sessions(me: &Me, id: MentorshipId) -> Result<Vec<SessionView>, Failure> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let request = FindSessions {
            mentorship_id: Some(id),
            cohort_id: None,
            user_id: None,
            state: None,
            since: None,
            until: None,
            limit: Some(100),
            after,
        };
        let page = me.acting.find_sessions(request).await.or_show(me)?;
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

pub(super) async fn show(me: Me, Path(id): Path<MentorshipId>) -> Answer {
    let mentorship = me.acting.get_mentorship(GetMentorship { mentorship_id: id }).await.or_show(&me)?;
    let mut sessions = sessions(&me, id).await?;
    sessions.reverse();
    let notes =
        me.acting.find_notes(FindNotes { mentorship_id: id, limit: Some(50), after: None }).await.or_show(&me)?;
    let now = me.site.auth.ecosystem().now();
    let side = if mentorship.mentor_id == me.id() {
        "mentor"
    } else if mentorship.mentee_id == me.id() {
        "mentee"
    } else {
        "staff"
    };
    let started: Vec<String> = sessions.iter().filter(|s| s.starts_at <= now).map(|s| s.id.to_string()).collect();
    Ok(me.page("mentorship.html", context! { mentorship, sessions, notes => notes.items, side, started }))
}

fn there(me: &Me, id: MentorshipId) -> axum::response::Response {
    me.to(&format!("/mentorships/{id}"))
}

pub(super) async fn accept(me: Me, Path(id): Path<MentorshipId>) -> Answer {
    me.acting.accept_mentorship(AcceptMentorship { mentorship_id: id }).await.or_show(&me)?;
    Ok(there(&me, id))
}

#[derive(Deserialize)]
pub(super) struct Why {
    reason: String,
}

pub(super) async fn decline(me: Me, Path(id): Path<MentorshipId>, Form(form): Form<Why>) -> Answer {
    let request = DeclineMentorship { mentorship_id: id, reason: form.reason };
    me.acting.decline_mentorship(request).await.or_show(&me)?;
    Ok(me.to("/"))
}

#[derive(Deserialize)]
pub(super) struct Step {
    step: MentorshipStep,
    #[serde(default)]
    reason: String,
}

pub(super) async fn advance(me: Me, Path(id): Path<MentorshipId>, Form(form): Form<Step>) -> Answer {
    let reason = Some(form.reason).filter(|reason| !reason.trim().is_empty());
    let request = AdvanceMentorship { mentorship_id: id, step: form.step, reason };
    me.acting.advance_mentorship(request).await.or_show(&me)?;
    Ok(there(&me, id))
}

#[derive(Deserialize)]
pub(super) struct Book {
    day: String,
    time: String,
    /// How far the clock of the form is from UTC.
    offset: String,
    minutes: i32,
    place: String,
    agenda: String,
}

pub(super) async fn book(me: Me, Path(id): Path<MentorshipId>, Form(form): Form<Book>) -> Answer {
    let written = format!("{}T{}:00Z", form.day.trim(), form.time.trim());
    let ahead = offset(form.offset.trim()).unwrap_or(0);
    let Ok(local) = written.parse::<Timestamp>() else {
        let value = format!("{} {}", form.day, form.time);
        return Err(Failure::shown(&me, ApiError::edge(Edge::BadHeader { name: "starts_at", value }, me.lang, None)));
    };
    let text = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let request = BookSession {
        mentorship_id: id,
        starts_at: local.plus_minutes(-ahead),
        minutes: form.minutes,
        place: text(form.place),
        agenda: text(form.agenda),
    };
    me.acting.book_session(request).await.or_show(&me)?;
    Ok(there(&me, id))
}

#[derive(Deserialize)]
pub(super) struct Hold {
    minutes: Option<i32>,
    /// Who did not come: a person, or nobody.
    #[serde(default)]
    absent: Vec<UserId>,
}

pub(super) async fn hold(me: Me, Path(id): Path<SessionId>, body: Bytes) -> Answer {
    let mut form = Hold { minutes: None, absent: Vec::new() };
    for (name, value) in form_urlencoded::parse(&body) {
        match &*name {
            "minutes" => form.minutes = value.trim().parse().ok(),
            "absent" => form.absent.extend(value.parse::<UserId>().ok()),
            _ => {}
        }
    }
    let attendance = form.absent.into_iter().map(|user_id| AttendanceMark { user_id, present: false }).collect();
    let request = HoldSession { session_id: id, attendance, actual_minutes: form.minutes };
    let session = me.acting.hold_session(request).await.or_show(&me)?;
    Ok(there(&me, session.mentorship_id))
}

pub(super) async fn cancel(me: Me, Path(id): Path<SessionId>, Form(form): Form<Why>) -> Answer {
    let request = CancelSession { session_id: id, reason: form.reason };
    let session = me.acting.cancel_session(request).await.or_show(&me)?;
    Ok(there(&me, session.mentorship_id))
}

#[derive(Deserialize)]
pub(super) struct Rate {
    rating: i32,
    fit: Option<Fit>,
    comment: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn rate(me: Me, Path(id): Path<SessionId>, Form(form): Form<Rate>) -> Answer {
    let comment = Some(form.comment).filter(|comment| !comment.trim().is_empty());
    let request = GiveFeedback { session_id: id, rating: form.rating, fit: form.fit, comment };
    me.acting.give_feedback(request).await.or_show(&me)?;
    Ok(me.to(crate::auth::own_path(&form.next)))
}

#[derive(Deserialize)]
pub(super) struct NewNote {
    text: String,
    visibility: NoteVisibility,
}

pub(super) async fn note(me: Me, Path(id): Path<MentorshipId>, Form(form): Form<NewNote>) -> Answer {
    let request = AddNote { mentorship_id: id, session_id: None, visibility: form.visibility, text: form.text };
    me.acting.add_note(request).await.or_show(&me)?;
    Ok(there(&me, id))
}
