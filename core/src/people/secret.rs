//! The secret of an invitation: its identity and its end, signed. Nothing of it is kept.

use crate::values::{Id, InvitationId, Timestamp};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

type Signature = Hmac<Sha256>;

fn signature(key: &[u8; 32], id: InvitationId, until: Timestamp) -> Option<Signature> {
    let mut mac = Signature::new_from_slice(key).ok()?;
    mac.update(b"semillero invitation 1");
    mac.update(id.uuid().as_bytes());
    mac.update(&until.as_micros().to_be_bytes());
    Some(mac)
}

/// The secret to send.
pub(crate) fn sign(key: &[u8; 32], id: InvitationId, until: Timestamp) -> String {
    let bytes = signature(key, id, until).map(|mac| mac.finalize().into_bytes());
    let hex: String = bytes.iter().flatten().map(|byte| format!("{byte:02x}")).collect();
    format!("{id}.{:x}.{hex}", until.as_micros())
}

/// The invitation of a secret and its end, when the signature is ours. Compared in constant time.
pub(crate) fn open(key: &[u8; 32], secret: &str) -> Option<(InvitationId, Timestamp)> {
    let (id, rest) = secret.trim().split_once('.')?;
    let (until, hex) = rest.split_once('.')?;
    let id: InvitationId = id.parse().ok()?;
    let until = Timestamp::from_micros(i64::from_str_radix(until, 16).ok()?);
    let given: Vec<u8> = (0..hex.len())
        .step_by(2)
        .map(|at| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect::<Option<_>>()?;
    signature(key, id, until)?.verify_slice(&given).ok()?;
    Some((id, until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_unchanged_secrets_open() {
        let id = InvitationId::from_uuid(uuid::Uuid::from_u128(7));
        let until = Timestamp::from_micros(1_000_000);
        let secret = sign(&[1; 32], id, until);
        assert_eq!(open(&[1; 32], &secret), Some((id, until)));
        assert_eq!(open(&[2; 32], &secret), None);
        let later = secret.replacen(".f4240.", ".f4241.", 1);
        assert_ne!(later, secret);
        assert_eq!(open(&[1; 32], &later), None);
        assert_eq!(open(&[1; 32], secret.get(..60).unwrap()), None);
        assert_eq!(open(&[1; 32], ""), None);
    }
}
