//! What a call carries beside its request.

use crate::permissions::Who;
use crate::values::{Locale, UserId};

/// Who calls, for whom, in which language, under which names.
#[derive(Debug, Clone)]
pub struct CallContext {
    /// Who calls; their rights count.
    pub actor: Who,
    /// For whom they call, for the history and the audit log; it gives no rights.
    pub on_behalf_of: Option<UserId>,
    /// The language of messages; when empty that of the calling person, and Spanish for others.
    pub locale: Option<Locale>,
    /// The name of the call in logs.
    pub request_id: Option<String>,
    /// Repeating a call under the same key gives its first answer and does nothing twice.
    pub idempotency_key: Option<String>,
}

impl CallContext {
    /// A call by somebody, with nothing else said.
    #[must_use]
    pub const fn by(actor: Who) -> Self {
        Self { actor, on_behalf_of: None, locale: None, request_id: None, idempotency_key: None }
    }
}
