//! How a person signs in: the hash of their password, the browsers they are signed in at, and the link of the first admin.

use crate::store::{Field, Kind, Value, entity};
use crate::values::{SetUpLinkId, SignInId, Timestamp, UserId};

/// A password hash as PHC text, such as `$argon2id$v=19$m=19456,t=2,p=1$…`. It is never shown, not even to whoever debugs.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Takes a PHC text; nothing when it does not even look like one, so that no plain password is kept by mistake.
    #[must_use]
    pub fn of(phc: &str) -> Option<Self> {
        let fields = phc.split('$').count();
        (phc.starts_with('$') && fields >= 5 && phc.len() <= 1_000).then(|| Self(phc.to_owned()))
    }

    /// The PHC text, for whoever checks a password.
    #[must_use]
    pub fn phc(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

impl Field for PasswordHash {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        Value::Text(self.0.clone())
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Text(text) => Self::of(&text),
            _ => None,
        }
    }
}

entity! {
    /// The password of a person who signs in with one; its identity is the person's.
    pub struct Account(UserId): "accounts", "cuenta" / "account", versioned {
        /// What a password is checked against.
        password_hash: PasswordHash,
        /// When the password last changed; whatever was signed in or remembered before counts no longer.
        password_changed_at: Timestamp,
        /// Tries to sign in since the last that succeeded.
        failures: i64,
        /// When the first of these tries was.
        failing_since: Option<Timestamp>,
    }
}

entity! {
    /// One browser in which a person is signed in; the secret itself is not kept, only its hash.
    pub struct SignIn(SignInId): "sign_ins", "sesión de acceso" / "sign-in", versioned, unique [["hash"]] {
        /// Who is signed in.
        user_id: UserId,
        /// BLAKE3 of the secret, hexadecimal.
        hash: String,
        /// The browser in a few words, so that people recognise it in a list.
        agent: Option<String>,
        /// When they signed in.
        created_at: Timestamp,
        /// When it was last used, exact to the minute.
        last_seen_at: Timestamp,
        /// After how many minutes without use it ends.
        idle_minutes: i64,
        /// When it ends whatever happens.
        expires_at: Timestamp,
        /// When it was ended by somebody.
        ended_at: Option<Timestamp>,
    }
}

impl SignIn {
    /// Whether it still works at a moment.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && now < self.expires_at && now < self.last_seen_at.plus_minutes(self.idle_minutes)
    }
}

entity! {
    /// The link by which the first admin signs up; the token itself is not kept, only its hash.
    pub struct SetUpLink(SetUpLinkId): "set_up_links", "enlace de puesta en marcha" / "set-up link", versioned, unique [["hash"]] {
        /// BLAKE3 of the token, hexadecimal.
        hash: String,
        /// When it was made.
        created_at: Timestamp,
        /// Until when it works.
        expires_at: Timestamp,
        /// When it was used, or taken back for a newer one.
        ended_at: Option<Timestamp>,
    }
}
