//! Notes and feedback.

use super::views::sides;
use crate::api::{AddNote, FeedbackView, GiveFeedback, NoteView};
use crate::ecosystem::Work;
use crate::errors::{Arg, ErrorCode, Problems, Refusal, Refused, texts};
use crate::mentorship::{Feedback, Mentorship, Note, NoteVisibility, Session, SessionState};
use crate::operations::common::{LONG, optional, relation, text};
use crate::permissions::Action;
use crate::store::{Entity, Filter, Reading};
use crate::values::{Rating, UserId};
use serde_json::json;

pub(crate) async fn add_note(work: &mut Work<'_>, request: &AddNote) -> Refused<NoteView> {
    let mut problems = Problems::default();
    let text = text(&mut problems, "/text", &request.text, LONG);
    let mentorship = work.load::<Mentorship>(request.mentorship_id).await?;
    let resource = relation(&mentorship);
    work.permit::<Mentorship>(Action::AddNote, Action::ViewMentorship, mentorship.id, &resource)?;
    if let Some(id) = request.session_id {
        let session = work.store().get::<Session>(id).await?;
        if session.is_none_or(|session| session.mentorship_id != mentorship.id) {
            let (es, en) = Session::TABLE.noun;
            problems.add("/session_id", &texts::UNKNOWN_ID, [("kind", Arg::Noun(es, en)), ("id", id.into())]);
        }
    }
    problems.check()?;
    let note = Note {
        id: work.id(),
        mentorship_id: mentorship.id,
        session_id: request.session_id,
        author_id: author(work)?,
        visibility: request.visibility,
        text,
        at: work.now,
    };
    work.changes.insert(&note);
    // Whoever may not read a note does not hear of it either: an event that names nobody is told to its author alone.
    let data = match note.visibility {
        NoteVisibility::Shared => sides(&mentorship),
        NoteVisibility::Private | NoteVisibility::Staff => {
            json!({ "mentorship_id": mentorship.id, "cohort_id": mentorship.cohort_id })
        }
    };
    work.event::<Note>("note.added", note.id, Some(mentorship.programme_id), data);
    Ok(NoteView {
        id: note.id,
        mentorship_id: note.mentorship_id,
        session_id: note.session_id,
        author_id: Some(note.author_id),
        visibility: note.visibility,
        text: note.text,
        at: note.at,
    })
}

/// Who writes: the caller, or the person for whom the host calls.
fn author(work: &Work<'_>) -> Refused<UserId> {
    let author = work.me().or(work.on_behalf_of());
    author.ok_or_else(|| Refusal::said(ErrorCode::InvalidInput, &texts::NO_AUTHOR, []))
}

pub(crate) async fn give_feedback(work: &mut Work<'_>, request: &GiveFeedback) -> Refused<FeedbackView> {
    let mut problems = Problems::default();
    let rating = problems.keep("/rating", Rating::new(request.rating));
    let comment = optional(&mut problems, "/comment", request.comment.as_ref(), LONG);
    let session = work.load::<Session>(request.session_id).await?;
    let mentorship = work.load::<Mentorship>(session.mentorship_id).await?;
    let resource = relation(&mentorship);
    work.permit_about::<Session>((Action::GiveFeedback, &resource), session.id, (Action::ViewMentorship, &resource))?;
    problems.check()?;
    let Some(rating) = rating else { return Err(Refusal::Bug("a rating without a mistake".into())) };
    if session.state != SessionState::Held {
        return Err(Refusal::conflict(&texts::NOT_HELD, []));
    }
    let author_id = author(work)?;
    let mine = Filter::equals("session_id", session.id).and(Filter::equals("author_id", author_id));
    if work.store().first::<Feedback>(mine).await?.is_some() {
        return Err(Refusal::conflict(&texts::ALREADY_RATED, []));
    }
    let feedback = Feedback {
        id: work.id(),
        session_id: session.id,
        mentorship_id: mentorship.id,
        programme_id: mentorship.programme_id,
        author_id,
        rating,
        fit: request.fit,
        comment,
        at: work.now,
    };
    work.changes.insert(&feedback);
    // Nothing of what was said: the mentor's answer goes to staff only, and events are read more widely.
    work.event::<Feedback>("feedback.given", feedback.id, Some(mentorship.programme_id), sides(&mentorship));
    Ok(FeedbackView {
        id: feedback.id,
        session_id: feedback.session_id,
        author_id: feedback.author_id,
        rating: feedback.rating.get(),
        fit: feedback.fit,
        comment: feedback.comment,
        at: feedback.at,
    })
}
