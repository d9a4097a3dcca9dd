//! One attempt of one call: what it read, what it may do, what it will write.

use super::{Acting, Clock, Ecosystem};
use crate::audit::{AuditEntry, Event, StatusChange, Subject, seal};
use crate::errors::{ErrorCode, Refusal, Refused, texts};
use crate::lifecycle::{Lifecycle, Why};
use crate::people::{Grant, User};
use crate::permissions::{Action, Actor, Decision, Resource, Who, decide};
use crate::store::{ChangeSet, Entity, Filter, GuardKey, Reading, Store, StoreError};
use crate::values::{Id, Json, Locale, ProgrammeId, Timestamp, UserId};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use uuid::Uuid;

/// One attempt.
pub(crate) struct Work<'a> {
    acting: &'a Acting,
    pub(crate) actor: Actor,
    /// The one moment at which everything in this attempt happens.
    pub(crate) now: Timestamp,
    pub(crate) changes: ChangeSet,
    ids: AtomicU32,
    locale: Locale,
    events: Vec<Event>,
    audit: Vec<AuditEntry>,
    permitted: Vec<Action>,
}

impl<'a> Work<'a> {
    /// Reads who calls and what was granted to them.
    pub(crate) async fn begin(acting: &'a Acting) -> Refused<Self> {
        let store = acting.ecosystem.store();
        let (actor, own_locale) = match acting.call.actor {
            Who::User(id) => {
                let user = store.get::<User>(id).await?.filter(User::is_active);
                let user = user.ok_or_else(|| Refusal::said(ErrorCode::Unauthenticated, &texts::NOT_SIGNED_IN, []))?;
                let grants: Vec<Grant> = store.find(Filter::equals("user_id", id)).await?;
                (Actor::new(Who::User(id), &grants), Some(user.locale))
            }
            who @ (Who::Host | Who::Nobody) => (Actor::new(who, &[]), None),
        };
        Ok(Self {
            acting,
            actor,
            now: acting.ecosystem.0.clock.now(),
            changes: ChangeSet::new(),
            ids: AtomicU32::new(0),
            locale: acting.call.locale.or(own_locale).unwrap_or_default(),
            events: Vec::new(),
            audit: Vec::new(),
            permitted: Vec::new(),
        })
    }

    pub(crate) fn ecosystem(&self) -> &'a Ecosystem {
        &self.acting.ecosystem
    }

    pub(crate) fn store(&self) -> &'a dyn Store {
        self.acting.ecosystem.store()
    }

    /// The clock itself, for what takes time; everything that happens in this attempt happens at `now`.
    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        self.acting.ecosystem.0.clock.clone()
    }

    /// Tells the caller where the call stands, if they want to know.
    pub(crate) fn progress(&self, stage: impl std::fmt::Display) {
        if let Some(progress) = &self.acting.progress {
            progress(&stage.to_string());
        }
    }

    pub(crate) fn locale(&self) -> Locale {
        self.locale
    }

    /// The calling person, when it is one.
    pub(crate) fn me(&self) -> Option<UserId> {
        self.actor.user()
    }

    /// For whom they call.
    pub(crate) fn on_behalf_of(&self) -> Option<UserId> {
        self.acting.call.on_behalf_of
    }

    /// Another attempt by the same caller, for tasks that commit step by step.
    pub(crate) async fn again(&self) -> Refused<Work<'a>> {
        Work::begin(self.acting).await
    }

    /// A new identity: UUIDv7 of this moment, counted up within the attempt, so that things sort in the order they were made.
    pub(crate) fn id<T: Id>(&self) -> T {
        let count = self.ids.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let mut bytes = [0; 10];
        self.acting.ecosystem.0.ids.fill(&mut bytes);
        // Version and variant take the first bits of the first and third byte; 26 bits of count stand in what they leave.
        let [high, third, low] = [count[0] << 2 | count[1] >> 6, count[1] << 2 | count[2] >> 6, count[2] & 0x3f];
        for (byte, counted) in bytes.iter_mut().zip([high, third, low, count[3]]) {
            *byte = counted;
        }
        T::from_uuid(uuid::Builder::from_unix_timestamp_millis(self.now.as_unix_millis(), &bytes).into_uuid())
    }

    /// Unpredictable bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.acting.ecosystem.0.ids.fill(&mut bytes);
        bytes
    }

    /// Reads a thing that must exist.
    pub(crate) async fn load<E: Entity>(&self, id: E::Id) -> Refused<E> {
        self.store().get::<E>(id).await?.ok_or_else(|| Refusal::not_found::<E>(id))
    }

    /// Reads guards and claims them; call it before reading the rows they protect.
    pub(crate) async fn claim(&mut self, guards: Vec<GuardKey>) -> Refused<()> {
        let claims = self.store().claims(guards).await?;
        for claim in claims {
            self.changes.claim(claim);
        }
        Ok(())
    }

    /// Whether the caller may take an action; asks, and writes nothing down.
    pub(crate) fn may(&self, action: Action, resource: &Resource) -> Decision {
        decide(&self.actor, action, resource)
    }

    /// Asks the rule table and writes the right down. A thing that the caller may not even see, by `view`, is not found.
    pub(crate) fn permit<E: Entity>(
        &mut self,
        action: Action,
        view: Action,
        id: E::Id,
        resource: &Resource,
    ) -> Refused<()> {
        self.permit_about::<E>((action, resource), id, (view, resource))
    }

    /// As [`Work::permit`], where seeing the thing depends on something else than acting on it.
    pub(crate) fn permit_about<E: Entity>(
        &mut self,
        (action, resource): (Action, &Resource),
        id: E::Id,
        (view, seen): (Action, &Resource),
    ) -> Refused<()> {
        let decision = self.may(action, resource);
        if !decision.allowed {
            return Err(if self.may(view, seen).allowed {
                Refusal::forbidden()
            } else if matches!(self.actor.who(), Who::Nobody) {
                Refusal::said(ErrorCode::Unauthenticated, &texts::NOT_SIGNED_IN, [])
            } else {
                Refusal::not_found::<E>(id)
            });
        }
        self.permitted.push(action);
        let mut entry = AuditEntry {
            id: self.id(),
            actor_id: self.me(),
            on_behalf_of: self.acting.call.on_behalf_of,
            action: action.word().to_owned(),
            subject_kind: kind_of::<E>(),
            subject_id: Subject(id.uuid()),
            because: decision.because.map(|relation| format!("{relation:?}")).unwrap_or_default(),
            request_id: self.acting.call.request_id.clone(),
            at: self.now,
            digest: String::new(),
        };
        entry.digest = seal::digest(&entry);
        self.audit.push(entry);
        Ok(())
    }

    /// As [`Work::permit`], for things that whoever may not act on them may know of: the answer is `forbidden`.
    pub(crate) fn permit_known<E: Entity>(&mut self, action: Action, id: E::Id, resource: &Resource) -> Refused<()> {
        match self.permit::<E>(action, action, id, resource) {
            Err(Refusal::Said { code: ErrorCode::NotFound, .. }) => Err(Refusal::forbidden()),
            outcome => outcome,
        }
    }

    /// Takes a lifecycle one step on: checks the table, writes history and event, and gives the new state.
    pub(crate) fn advance<E: Entity, S: Copy + PartialEq + std::fmt::Display>(
        &mut self,
        lifecycle: &Lifecycle<S>,
        (id, state): (E::Id, S),
        command: &str,
        programme_id: Option<ProgrammeId>,
        reason: Option<&str>,
        data: serde_json::Value,
    ) -> Refused<S> {
        let Some(transition) = lifecycle.step(state, command) else {
            let (es, en) = E::TABLE.noun;
            return Err(Refusal::conflict(
                &texts::NO_TRANSITION,
                [("kind", crate::errors::Arg::Noun(es, en)), ("state", state.into()), ("command", command.into())],
            ));
        };
        if !self.permitted.contains(&transition.action) {
            return Err(Refusal::Bug(format!("{command} without asking for {}", transition.action.word())));
        }
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        if transition.why == Why::Compulsory && reason.is_none() {
            let mut problems = crate::errors::Problems::default();
            problems.add("/reason", &texts::REASON_NEEDED, []);
            return Err(Refusal::invalid(problems));
        }
        if let Some(reason) = reason {
            let mut problems = crate::errors::Problems::default();
            crate::operations::reason(&mut problems, reason);
            problems.check()?;
        }
        let change = StatusChange {
            id: self.id(),
            subject_kind: lifecycle.subject.to_owned(),
            subject_id: Subject(id.uuid()),
            from_state: state.to_string(),
            command: command.to_owned(),
            to_state: transition.to.to_string(),
            actor_id: self.me(),
            on_behalf_of: self.acting.call.on_behalf_of,
            reason: reason.map(str::to_owned),
            at: self.now,
        };
        self.changes.insert(&change);
        self.event::<E>(transition.event, id, programme_id, data);
        Ok(transition.to)
    }

    /// Tells whoever follows the events.
    pub(crate) fn event<E: Entity>(
        &mut self,
        kind: &str,
        id: E::Id,
        programme_id: Option<ProgrammeId>,
        data: serde_json::Value,
    ) {
        let event = Event {
            id: self.id(),
            kind: kind.to_owned(),
            subject_kind: kind_of::<E>(),
            subject_id: Subject(id.uuid()),
            programme_id,
            actor_id: self.me(),
            data: Json(data),
            at: self.now,
        };
        self.events.push(event);
    }

    /// Drops everything decided so far: the call only wanted to know what would happen.
    pub(crate) fn forget(&mut self) {
        self.changes = ChangeSet::new();
        self.events.clear();
        self.audit.clear();
    }

    /// Writes everything; nothing is written when nothing changes. Claims alone protect nothing, and would outdate what others decide.
    pub(crate) async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        if self.changes.writes().is_empty() && self.events.is_empty() {
            return Ok(());
        }
        for entry in &self.audit {
            self.changes.insert(entry);
        }
        for event in &self.events {
            self.changes.insert(event);
        }
        self.store().commit(&self.changes).await?;
        self.ecosystem().notify(&self.events);
        Ok(())
    }
}

/// What a kind of thing is called in events, history and audit log.
pub(crate) fn kind_of<E: Entity>() -> String {
    E::TABLE.noun.1.replace(' ', "_")
}

/// The identity of a subject as text.
pub(crate) fn subject_text(subject: Subject) -> String {
    let id: Uuid = subject.0;
    id.to_string()
}
