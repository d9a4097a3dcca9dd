//! Where a match run can go.

use super::MatchRunState;
use crate::lifecycle::lifecycle;

lifecycle! {
    /// A match run: solved, looked at, published.
    pub static MATCH_RUN_LIFECYCLE: MatchRunState = "match_run" from Draft {
        Draft, Review => edit (*) by EditMatchRun => Review, "match_run.edited";
        Draft, Review => publish by PublishMatchRun => Published, "match_run.published";
    }
}
