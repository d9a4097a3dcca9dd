//! Reload and retry, answers that are kept, and what is written beside every change.

use super::{Acting, Work};
use crate::api::replay;
use crate::audit::Replay;
use crate::errors::{ApiError, Refusal, Refused, texts};
use crate::permissions::Who;
use crate::store::{Filter, Reading, StoreError};
use crate::values::{Json, Locale, canonical};
use serde::{Serialize, de::DeserializeOwned};

/// How often an operation decides again when somebody else was faster.
const ATTEMPTS: u32 = 8;

/// One call of one operation, over all its attempts.
pub(crate) struct Run<'a> {
    acting: &'a Acting,
    operation: &'static str,
    /// Digest of operation and request; only for writes under an idempotency key.
    digest: Option<String>,
    attempt: u32,
    locale: Locale,
}

/// What comes next in a [`Run`].
pub(crate) enum Turn<'a, V> {
    /// Decide with this.
    Decide(Box<Work<'a>>),
    /// Nothing to decide: this is the answer.
    Answer(Result<V, ApiError>),
}

impl<'a> Run<'a> {
    /// A call that writes, once per idempotency key.
    pub(crate) fn write<R: Serialize>(acting: &'a Acting, operation: &'static str, request: &R) -> Self {
        let digest = acting.call.idempotency_key.as_ref().map(|_| {
            let request = serde_json::to_value(request).unwrap_or_default();
            let text = format!("{operation} {}", canonical(&request));
            blake3::hash(text.as_bytes()).to_hex().to_string()
        });
        Self { digest, ..Self::read(acting, operation) }
    }

    /// A call that keeps no answer.
    pub(crate) fn read(acting: &'a Acting, operation: &'static str) -> Self {
        let locale = acting.call.locale.unwrap_or_default();
        Self { acting, operation, digest: None, attempt: 0, locale }
    }

    /// Reads who calls, and whether the call was answered before.
    pub(crate) async fn begin<V: DeserializeOwned>(&mut self) -> Turn<'a, V> {
        self.attempt += 1;
        match self.prepare().await {
            Ok((work, None)) => Turn::Decide(Box::new(work)),
            Ok((_, Some(answer))) => {
                let answer = serde_json::from_value(answer).map_err(|error| Refusal::Bug(error.to_string()));
                Turn::Answer(answer.map_err(|refusal| self.put(refusal)))
            }
            Err(refusal) => Turn::Answer(Err(self.put(refusal))),
        }
    }

    async fn prepare(&mut self) -> Refused<(Work<'a>, Option<serde_json::Value>)> {
        let work = Work::begin(self.acting).await?;
        self.locale = work.locale();
        let (Some(digest), Some(key)) = (&self.digest, &self.acting.call.idempotency_key) else {
            return Ok((work, None));
        };
        // A bearer of a secret has no identity of their own; the digest of the request, secret included, tells them apart.
        let actor = self.replay_actor();
        let kept: Option<Replay> =
            work.store().first(Filter::equals("actor", actor).and(Filter::equals("key", key.clone()))).await?;
        match kept {
            None => Ok((work, None)),
            Some(replay) if replay.request != *digest => Err(Refusal::conflict(&texts::KEY_REUSED, [])),
            Some(Replay { answer: Json(mut answer), .. }) => {
                replay::reveal(self.operation, &mut answer, &self.acting.ecosystem.0.signing_key);
                Ok((work, Some(answer)))
            }
        }
    }

    fn replay_actor(&self) -> String {
        match (self.acting.call.actor, &self.digest) {
            (Who::Nobody, Some(digest)) => format!("nobody:{digest}"),
            (who, _) => who.to_string(),
        }
    }

    /// Commits a decision; nothing when it must be taken again.
    pub(crate) async fn settle<V: Serialize>(
        &mut self,
        mut work: Box<Work<'a>>,
        outcome: Refused<V>,
    ) -> Option<Result<V, ApiError>> {
        let outcome = match outcome {
            Ok(view) => {
                self.keep(&mut work, &view);
                let committed = work.commit().await;
                committed.map(|()| view).map_err(Refusal::from)
            }
            Err(refusal) => Err(refusal),
        };
        match outcome {
            Err(Refusal::Store(StoreError::Conflict(_))) if self.attempt < ATTEMPTS => None,
            outcome => Some(outcome.map_err(|refusal| self.put(refusal))),
        }
    }

    /// Keeps the answer in the commit that makes it true.
    fn keep<V: Serialize>(&self, work: &mut Work<'_>, view: &V) {
        let (Some(digest), Some(key)) = (&self.digest, &self.acting.call.idempotency_key) else { return };
        let mut answer = serde_json::to_value(view).unwrap_or_default();
        replay::conceal(self.operation, &mut answer);
        let kept = Replay {
            id: work.id(),
            actor: self.replay_actor(),
            key: key.clone(),
            request: digest.clone(),
            answer: Json(answer),
            at: work.now,
        };
        work.changes.insert(&kept);
    }

    fn put(&self, refusal: Refusal) -> ApiError {
        self.acting.put_in(self.locale, refusal)
    }
}
