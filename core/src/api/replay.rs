//! Answers that are kept for a repeated call hold no secret; it is signed again when the call is repeated.

use crate::people::secret;
use crate::values::{InvitationId, Timestamp};
use serde_json::Value;

/// Takes the secret out of an answer.
pub(crate) fn conceal(operation: &str, answer: &mut Value) {
    if operation == "invite_user"
        && let Some(fields) = answer.as_object_mut()
    {
        fields.remove("token");
    }
}

/// Puts the secret back.
pub(crate) fn reveal(operation: &str, answer: &mut Value, key: &[u8; 32]) {
    if operation != "invite_user" {
        return;
    }
    let field = |name: &str| answer.get(name).and_then(Value::as_str);
    let id = field("id").and_then(|text| text.parse::<InvitationId>().ok());
    let until = field("expires_at").and_then(|text| text.parse::<Timestamp>().ok());
    if let (Some(id), Some(until), Some(fields)) = (id, until, answer.as_object_mut()) {
        fields.insert("token".into(), secret::sign(key, id, until).into());
    }
}
