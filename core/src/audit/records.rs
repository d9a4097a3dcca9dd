//! What is written beside every change: events, history, audit entries, and what their readers keep.

use crate::store::entity;
use crate::values::{
    ActivityId, AuditId, ChangeId, ConsumerId, EventId, Json, ProgrammeId, ReplayId, SealId, Timestamp, UserId,
};
use uuid::Uuid;

entity! {
    /// Something that happened, for whoever wants to know: the outbox, in the order of commits.
    pub struct Event(EventId): "events", "suceso" / "event", log {
        /// What happened, such as `mentorship.accepted`.
        kind: String,
        /// What kind of thing it happened to, such as `mentorship`.
        subject_kind: String,
        /// Which one.
        subject_id: Subject,
        /// In which programme.
        programme_id: Option<ProgrammeId>,
        /// Who did it; nobody when the host or the clock did.
        actor_id: Option<UserId>,
        /// What else a reader needs.
        data: Json,
        /// When.
        at: Timestamp,
    }
}

entity! {
    /// One change of state.
    pub struct StatusChange(ChangeId): "status_history", "cambio de estado" / "change of state", append_only {
        /// What kind of thing changed.
        subject_kind: String,
        /// Which one.
        subject_id: Subject,
        /// The state before.
        from_state: String,
        /// What was done.
        command: String,
        /// The state after.
        to_state: String,
        /// Who did it; nobody when the host or the clock did.
        actor_id: Option<UserId>,
        /// For whom they did it.
        on_behalf_of: Option<UserId>,
        /// Why.
        reason: Option<String>,
        /// When.
        at: Timestamp,
    }
}

entity! {
    /// Who did what, and by what right. It names things and fields, never their contents, so that it can be kept when a person is erased.
    pub struct AuditEntry(AuditId): "audit_log", "registro de auditoría" / "audit entry", log {
        /// Who did it; nobody when the host or the clock did.
        actor_id: Option<UserId>,
        /// For whom they did it.
        on_behalf_of: Option<UserId>,
        /// What was done: the action of the rule table.
        action: String,
        /// To what kind of thing.
        subject_kind: String,
        /// To which one.
        subject_id: Subject,
        /// By what right.
        because: String,
        /// The call it belongs to.
        request_id: Option<String>,
        /// When.
        at: Timestamp,
        /// BLAKE3 over all of the above, hexadecimal.
        digest: String,
    }
}

entity! {
    /// A sealed batch of the audit log: nothing before its head can change unseen.
    pub struct AuditSeal(SealId): "audit_seals", "sello de auditoría" / "audit seal", append_only, unique [["number"]] {
        /// 1, 2, 3, …
        number: i64,
        /// The place of the last entry in it.
        last_cursor: String,
        /// How many entries are in it.
        entries: i64,
        /// The Merkle root over the digests of its entries.
        root: String,
        /// BLAKE3 over the head before, the root and the number of entries: the chain.
        head: String,
        /// When it was sealed.
        at: Timestamp,
    }
}

entity! {
    /// How far a durable reader has come.
    pub struct Consumer(ConsumerId): "consumers", "lector de sucesos" / "consumer", versioned, unique [["name"]] {
        /// Its name.
        name: String,
        /// The last place it dealt with.
        cursor: String,
    }
}

entity! {
    /// A line of the activity feed of one person.
    pub struct Activity(ActivityId): "activities", "actividad" / "activity", append_only, unique [["event_id", "user_id"]] {
        /// Whose feed.
        user_id: UserId,
        /// The event it tells of.
        event_id: EventId,
        /// What happened.
        kind: String,
        /// To what kind of thing.
        subject_kind: String,
        /// To which one.
        subject_id: Subject,
        /// In which programme.
        programme_id: Option<ProgrammeId>,
        /// Who did it.
        actor_id: Option<UserId>,
        /// When.
        at: Timestamp,
    }
}

entity! {
    /// How far a person has read their activity feed.
    pub struct FeedMark(UserId): "feed_marks", "marca de lectura" / "feed mark", versioned {
        /// What happened later is unread.
        seen_at: Timestamp,
    }
}

entity! {
    /// The answer of a call that carried an idempotency key, kept in the same commit as its effect.
    pub struct Replay(ReplayId): "idempotency", "respuesta guardada" / "stored answer", append_only, unique [["actor", "key"]] {
        /// Whose key.
        actor: String,
        /// The key.
        key: String,
        /// Digest of operation and request: the same key with another request is refused.
        request: String,
        /// The answer, without secrets.
        answer: Json,
        /// When.
        at: Timestamp,
    }
}

/// The identity of any kind of thing, named beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject(pub Uuid);

impl crate::store::Field for Subject {
    const KIND: crate::store::Kind = crate::store::Kind::Id;
    fn to_value(&self) -> crate::store::Value {
        crate::store::Value::Id(self.0)
    }
    fn from_value(value: crate::store::Value) -> Option<Self> {
        match value {
            crate::store::Value::Id(id) => Some(Self(id)),
            _ => None,
        }
    }
}
