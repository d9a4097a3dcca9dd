//! The mentorships, sessions and notes that a caller may see.

use super::views::{mentorship_view, one_mentorship, session_view};
use crate::api::{
    FindMentorships, FindNotes, FindSessions, GetMentorship, MentorshipPage, MentorshipView, NotePage, NoteView,
    SessionPage,
};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::mentorship::{Feedback, Mentorship, Note, NoteVisibility, Participant, Session};
use crate::operations::common::{names, page, relation};
use crate::permissions::{Action, scope};
use crate::store::{Field, Filter, Reading, Select};
use crate::values::SessionId;
use std::collections::BTreeMap;

pub(crate) async fn get_mentorship(work: &mut Work<'_>, request: &GetMentorship) -> Refused<MentorshipView> {
    let mentorship = work.load::<Mentorship>(request.mentorship_id).await?;
    let resource = relation(&mentorship);
    work.permit::<Mentorship>(Action::ViewMentorship, Action::ViewMentorship, mentorship.id, &resource)?;
    one_mentorship(work, &mentorship, 0).await
}

pub(crate) async fn find_mentorships(work: &mut Work<'_>, request: &FindMentorships) -> Refused<MentorshipPage> {
    let mut filter = scope::<Mentorship>(&work.actor, Action::ViewMentorship);
    if let Some(cohort) = request.cohort_id {
        filter = filter.and(Filter::equals("cohort_id", cohort));
    }
    if let Some(user) = request.user_id {
        filter = filter.and(Filter::Or(vec![Filter::equals("mentor_id", user), Filter::equals("mentee_id", user)]));
    }
    if let Some(state) = request.state {
        filter = filter.and(Filter::equals("state", state));
    }
    let select = Select::of::<Mentorship>(filter).by(&["proposed_at"]).descending();
    let page = page::<Mentorship>(work, Problems::default(), select, request.limit, request.after.as_ref()).await?;
    let names = names(work, page.items.iter().flat_map(|m| [m.mentor_id, m.mentee_id])).await?;
    let items = page.items.iter().map(|m| mentorship_view(m, &names, work.now, 0));
    Ok(MentorshipPage { items: items.collect(), next: page.next })
}

pub(crate) async fn find_sessions(work: &mut Work<'_>, request: &FindSessions) -> Refused<SessionPage> {
    let mut filter = scope::<Session>(&work.actor, Action::ViewMentorship);
    if let Some(mentorship) = request.mentorship_id {
        filter = filter.and(Filter::equals("mentorship_id", mentorship));
    }
    if let Some(cohort) = request.cohort_id {
        let here = Filter::equals("cohort_id", cohort);
        filter = filter.and(Filter::in_other::<Mentorship>("mentorship_id", "id", here));
    }
    if let Some(user) = request.user_id {
        let part = Filter::equals("user_id", user);
        filter = filter.and(Filter::in_other::<Participant>("id", "session_id", part));
    }
    if let Some(state) = request.state {
        filter = filter.and(Filter::equals("state", state));
    }
    if let Some(since) = request.since {
        filter = filter.and(Filter::Not(Box::new(Filter::Less("starts_at", since.to_value()))));
    }
    if let Some(until) = request.until {
        filter = filter.and(Filter::Less("starts_at", until.to_value()));
    }
    let select = Select::of::<Session>(filter).by(&["starts_at"]);
    let page = page::<Session>(work, Problems::default(), select, request.limit, request.after.as_ref()).await?;
    let ids = || page.items.iter().map(|session| session.id);
    let mut parts: BTreeMap<SessionId, Vec<Participant>> = BTreeMap::new();
    for part in work.store().find::<Participant>(Filter::any_of("session_id", ids())).await? {
        parts.entry(part.session_id).or_default().push(part);
    }
    for parts in parts.values_mut() {
        parts.sort_by_key(|part| (std::cmp::Reverse(part.side), part.user_id));
    }
    let names = names(work, parts.values().flatten().map(|part| part.user_id)).await?;
    let mine: Vec<Feedback> = match work.me() {
        Some(me) => work.store().find(Filter::any_of("session_id", ids()).and(Filter::equals("author_id", me))).await?,
        None => Vec::new(),
    };
    let rating = |session| mine.iter().find(|said| said.session_id == session).map(|said| said.rating.get());
    let items = page.items.iter().map(|session| {
        let parts = parts.get(&session.id).map(Vec::as_slice).unwrap_or_default();
        session_view(session, parts, &names, rating(session.id), 0)
    });
    Ok(SessionPage { items: items.collect(), next: page.next })
}

pub(crate) async fn find_notes(work: &mut Work<'_>, request: &FindNotes) -> Refused<NotePage> {
    let mentorship = work.load::<Mentorship>(request.mentorship_id).await?;
    let resource = relation(&mentorship);
    work.permit::<Mentorship>(Action::ViewMentorship, Action::ViewMentorship, mentorship.id, &resource)?;
    // Shared notes are for the two, staff notes for whoever runs the programme; private ones for nobody but their author.
    let mut readable = Vec::new();
    let side = |user| work.me() == Some(user);
    let staff = work.may(Action::ReadStaffNotes, &resource).allowed;
    if staff || side(mentorship.mentor_id) || side(mentorship.mentee_id) {
        readable.push(Filter::equals("visibility", NoteVisibility::Shared));
    }
    if staff {
        readable.push(Filter::equals("visibility", NoteVisibility::Staff));
    }
    if let Some(me) = work.me() {
        readable.push(Filter::equals("author_id", me));
    }
    let filter = Filter::equals("mentorship_id", mentorship.id).and(Filter::Or(readable));
    let select = Select::of::<Note>(filter).by(&["at"]).descending();
    let page = page::<Note>(work, Problems::default(), select, request.limit, request.after.as_ref()).await?;
    let items = page.items.into_iter().map(|note| NoteView {
        id: note.id,
        mentorship_id: note.mentorship_id,
        session_id: note.session_id,
        author_id: Some(note.author_id),
        visibility: note.visibility,
        text: note.text,
        at: note.at,
    });
    Ok(NotePage { items: items.collect(), next: page.next })
}
