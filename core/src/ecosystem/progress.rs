//! Hearing how far a long call is.

use super::Acting;
use std::sync::Arc;

/// Is told where a long call stands: `scoring`, `solving`, `pricing`, `verifying`. It must be quick and must not panic.
pub type Progress = Arc<dyn Fn(&str) + Send + Sync>;

impl Acting {
    /// Calls `progress` with the name of each stage as it begins, in calls that have stages (`run_matching`). A call that has to decide
    /// again, because somebody else was faster, tells its stages again.
    ///
    /// ```
    /// # use semillero_core::Ecosystem;
    /// # use semillero_core::permissions::Who;
    /// use std::sync::{Arc, Mutex};
    /// let stages = Arc::new(Mutex::new(Vec::new()));
    /// let told = stages.clone();
    /// let acting = Ecosystem::in_memory().acting_as(Who::Host).telling(Arc::new(move |stage| {
    ///     told.lock().unwrap().push(stage.to_owned());
    /// }));
    /// ```
    #[must_use]
    pub fn telling(mut self, progress: Progress) -> Self {
        self.progress = Some(progress);
        self
    }
}
