//! Time and chance come from outside.

use crate::values::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// This moment.
    fn now(&self) -> Timestamp;
}

/// Gives unpredictable bytes for ids, secrets and seeds.
pub trait IdSource: Send + Sync + 'static {
    /// Fills all of the bytes.
    fn fill(&self, bytes: &mut [u8]);
}
