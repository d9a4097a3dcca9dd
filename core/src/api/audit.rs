//! Requests and views of events, feeds and the turning of time.

use super::wire::{request, view};
use crate::values::{EventId, Json, ProgrammeId, Timestamp, UserId};

request! {
    /// Reads what happened, in the order of commits. Keep `next` and ask again: no event is ever skipped.
    pub struct EventsSince {
        /// Where to go on; from the beginning when left out.
        cursor: Option<String>,
        /// How many at most, 1 to 1000; 100 when left out.
        limit: Option<i32>,
    }
}

request! {
    /// Lets every durable reader of the events do its work: the activity feed, the audit sealer.
    pub struct CatchUp {
    }
}

request! {
    /// Lets time turn: requests and invitations expire, reminders go out.
    pub struct RunDue {
    }
}

request! {
    /// Reads an activity feed, the newest first.
    pub struct ActivityFeed {
        /// Whose; the caller's when left out.
        user_id: Option<UserId>,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
    }
}

request! {
    /// Says that the caller has read their activity feed up to now.
    pub struct MarkActivitySeen {
    }
}

view! {
    /// How far a person has read their feed.
    pub struct ActivitySeenView {
        /// What happened later is unread.
        seen_at: Timestamp,
    }
}

view! {
    /// Something that happened.
    pub struct EventView {
        /// Identity.
        id: EventId,
        /// What happened, such as `mentorship.accepted`.
        kind: String,
        /// To what kind of thing.
        subject_kind: String,
        /// To which one.
        subject_id: String,
        /// In which programme.
        programme_id: Option<ProgrammeId>,
        /// Who did it; absent when the host or the clock did.
        actor_id: Option<UserId>,
        /// What else a reader needs.
        data: Json,
        /// When.
        at: Timestamp,
    }
}

view! {
    /// Some events in the order of commits.
    pub struct EventPage {
        /// The events.
        items: Vec<EventView>,
        /// Where to go on, also when nothing is new yet.
        next: String,
    }
}

view! {
    /// How far a reader came.
    pub struct ConsumerView {
        /// Its name.
        name: String,
        /// How many entries it dealt with in this call.
        handled: i64,
    }
}

view! {
    /// What the readers did.
    pub struct CatchUpView {
        /// Each reader.
        consumers: Vec<ConsumerView>,
    }
}

view! {
    /// What time did.
    pub struct RunDueView {
        /// Requests that nobody answered in time.
        expired: i64,
        /// Reminders that went out.
        reminded: i64,
        /// Invitations that nobody used in time.
        lapsed: i64,
        /// Mentorships proposed to the next preference of somebody whose request expired.
        cascaded: i64,
        /// Mentees for whom nobody was found.
        unmatched: i64,
        /// Mentorships for which staff were told that they need a check-in.
        alerted: i64,
    }
}

view! {
    /// A line of an activity feed.
    pub struct ActivityView {
        /// The event it tells of.
        event_id: EventId,
        /// What happened.
        kind: String,
        /// To what kind of thing.
        subject_kind: String,
        /// To which one.
        subject_id: String,
        /// Who did it; absent when the host or the clock did.
        actor_id: Option<UserId>,
        /// When.
        at: Timestamp,
        /// Whether it happened since the feed was last marked as seen.
        unread: bool,
        /// In words, in the caller's language, such as `Ana aceptó la mentoría`.
        text: String,
    }
}

view! {
    /// Some lines of an activity feed.
    pub struct ActivityPage {
        /// The lines.
        items: Vec<ActivityView>,
        /// How many lines are unread, on all pages.
        unread: i64,
        /// What to ask next; absent on the last page.
        next: Option<String>,
    }
}
