//! Files between the dry run and the decision: kept in memory, for a quarter of an hour, few and not too large.

use axum::body::Bytes;
use semillero_core::values::{CohortId, Timestamp, UserId};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long a file is kept, in minutes.
const MINUTES: i64 = 15;
/// How many files are kept at once; the oldest goes first.
const FILES: usize = 16;
/// How many bytes all of them may have together.
const BYTES: usize = 128 * 1024 * 1024;

/// A file somebody sent.
#[derive(Clone)]
pub(super) struct Upload {
    pub(super) user: UserId,
    pub(super) cohort: CohortId,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) offset: String,
    pub(super) bytes: Bytes,
    pub(super) at: Timestamp,
}

/// The files that wait for a decision.
#[derive(Default)]
pub(crate) struct Uploads(Mutex<BTreeMap<String, Upload>>);

impl Uploads {
    fn files(&self) -> MutexGuard<'_, BTreeMap<String, Upload>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a file under a name nobody can guess.
    pub(super) fn keep(&self, name: String, upload: Upload) {
        let mut files = self.files();
        let now = upload.at;
        files.insert(name, upload);
        files.retain(|_, file| file.at.plus_minutes(MINUTES) > now);
        while files.len() > FILES || files.values().map(|file| file.bytes.len()).sum::<usize>() > BYTES {
            let Some(oldest) = files.iter().min_by_key(|(_, file)| file.at).map(|(name, _)| name.clone()) else {
                break;
            };
            files.remove(&oldest);
        }
    }

    /// The file of a name, to whoever sent it.
    pub(super) fn get(&self, name: &str, user: UserId, now: Timestamp) -> Option<Upload> {
        let files = self.files();
        files.get(name).filter(|file| file.user == user && file.at.plus_minutes(MINUTES) > now).cloned()
    }

    /// Forgets a file.
    pub(super) fn forget(&self, name: &str) {
        self.files().remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use semillero_core::values::Id as _;
    use uuid::Uuid;

    fn upload(user: u128, minute: i64, size: usize) -> Upload {
        Upload {
            user: UserId::from_uuid(Uuid::from_u128(user)),
            cohort: CohortId::from_uuid(Uuid::nil()),
            name: String::new(),
            kind: String::new(),
            offset: String::new(),
            bytes: Bytes::from(vec![0; size]),
            at: Timestamp::from_micros(0).plus_minutes(minute),
        }
    }

    #[test]
    fn a_file_is_its_senders_for_a_quarter_of_an_hour_and_old_ones_make_room() {
        let uploads = Uploads::default();
        let (one, other) = (UserId::from_uuid(Uuid::from_u128(1)), UserId::from_uuid(Uuid::from_u128(2)));
        let at = |minute| Timestamp::from_micros(0).plus_minutes(minute);
        uploads.keep("a".into(), upload(1, 0, 1));
        assert!(uploads.get("a", one, at(14)).is_some());
        assert!(uploads.get("a", other, at(1)).is_none());
        assert!(uploads.get("a", one, at(15)).is_none());
        for number in 0..20 {
            uploads.keep(format!("f{number:02}"), upload(1, 1 + number, 1));
        }
        assert!(uploads.get("f00", one, at(2)).is_none() && uploads.get("f19", one, at(20)).is_some());
        uploads.keep("large".into(), upload(1, 21, BYTES));
        assert!(uploads.get("f19", one, at(21)).is_none() && uploads.get("large", one, at(21)).is_some());
        uploads.forget("large");
        assert!(uploads.get("large", one, at(21)).is_none());
    }
}
