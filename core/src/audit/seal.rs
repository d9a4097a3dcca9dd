//! Digests of audit entries, Merkle roots of batches, and the chain of heads.

use super::AuditEntry;

/// The digest of everything in an entry, hexadecimal. Each part is written with its length, so no two entries read alike.
#[must_use]
pub fn digest(entry: &AuditEntry) -> String {
    let id = |user: &Option<crate::values::UserId>| user.map(|user| user.to_string()).unwrap_or_default();
    let parts = [
        entry.id.to_string(),
        id(&entry.actor_id),
        id(&entry.on_behalf_of),
        entry.action.clone(),
        entry.subject_kind.clone(),
        entry.subject_id.0.to_string(),
        entry.because.clone(),
        entry.request_id.clone().unwrap_or_default(),
        entry.at.to_string(),
    ];
    let mut hasher = blake3::Hasher::new_derive_key("semillero 2026 audit entry");
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// The Merkle root over digests, hexadecimal. Leaves and inner nodes are hashed apart; an odd node moves up as it is.
#[must_use]
pub fn root(digests: &[String]) -> String {
    let mut level: Vec<[u8; 32]> =
        digests.iter().map(|digest| blake3::derive_key("semillero 2026 audit leaf", digest.as_bytes())).collect();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => blake3::derive_key("semillero 2026 audit node", &[*left, *right].concat()),
                [single] => *single,
                _ => [0; 32],
            })
            .collect();
    }
    blake3::Hash::from(level.first().copied().unwrap_or([0; 32])).to_hex().to_string()
}

/// The head after a batch: the head before it, its root and its size, hexadecimal.
#[must_use]
pub fn head(before: &str, root: &str, entries: i64) -> String {
    let text = format!("{before} {root} {entries}");
    blake3::Hash::from(blake3::derive_key("semillero 2026 audit head", text.as_bytes())).to_hex().to_string()
}
