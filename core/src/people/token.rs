//! Bearer tokens.

use crate::store::entity;
use crate::values::{Timestamp, TokenId, UserId};

entity! {
    /// A bearer token; the secret itself is not kept, only its hash.
    pub struct AccessToken(TokenId): "access_tokens", "credencial" / "token", versioned, unique [["hash"]] {
        /// Whom it stands for.
        user_id: UserId,
        /// What it is for, in the words of who made it.
        label: String,
        /// BLAKE3 of the secret, hexadecimal.
        hash: String,
        /// When it was made.
        created_at: Timestamp,
        /// Until when it works.
        expires_at: Timestamp,
        /// When it was taken back.
        revoked_at: Option<Timestamp>,
    }
}
