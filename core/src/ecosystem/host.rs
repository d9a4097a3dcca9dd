//! What a host needs that signs people in itself: the time, chance and keys of the ecosystem.

use super::Ecosystem;
use crate::values::Timestamp;

impl Ecosystem {
    /// This moment, by the clock of the ecosystem.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Unpredictable bytes, for salts and secrets.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.ids.fill(&mut bytes);
        bytes
    }

    /// A key of its own for one purpose, drawn from the signing key: whoever knows one learns nothing of the others. `purpose` is
    /// a fixed text in the program, never something a caller gave.
    #[must_use]
    pub fn key_for(&self, purpose: &'static str) -> [u8; 32] {
        blake3::derive_key(purpose, &self.0.signing_key)
    }
}
