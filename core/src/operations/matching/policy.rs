//! What counts in the matching of a cohort.

use crate::api::{GetMatchPolicy, MatchPolicyView, SetMatchPolicy};
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused};
use crate::matching::{CohortPolicy, MatchPolicy, check_policy};
use crate::operations::common::expect_version;
use crate::permissions::{Action, Resource};
use crate::programmes::Cohort;
use crate::store::{Reading as _, Whole};
use crate::values::CohortId;

pub(crate) async fn set_match_policy(work: &mut Work<'_>, request: &SetMatchPolicy) -> Refused<MatchPolicyView> {
    let mut problems = Problems::default();
    check_policy(&mut problems, &request.policy);
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::SetMatchPolicy, Action::ViewProgramme, cohort.id, &resource)?;
    problems.check()?;
    let before = work.store().get::<CohortPolicy>(cohort.id).await?;
    expect_version(before.as_ref().map_or(0, |before| before.version), request.expected_version)?;
    let mut policy = CohortPolicy {
        id: cohort.id,
        version: before.as_ref().map_or(1, |before| before.version),
        programme_id: cohort.programme_id,
        policy: Whole(request.policy.clone()),
        updated_by: work.me(),
        updated_at: work.now,
    };
    match before {
        Some(before) if before.policy == policy.policy => return Ok(view(cohort.id, Some(before))),
        Some(_) => {
            work.changes.update(&policy);
            policy.version += 1;
        }
        None => {
            work.changes.insert(&policy);
        }
    }
    let data = serde_json::json!({ "cohort_id": cohort.id, "version": policy.version });
    work.event::<Cohort>("match_policy.set", cohort.id, Some(cohort.programme_id), data);
    Ok(view(cohort.id, Some(policy)))
}

pub(crate) async fn get_match_policy(work: &mut Work<'_>, request: &GetMatchPolicy) -> Refused<MatchPolicyView> {
    let cohort = work.load::<Cohort>(request.cohort_id).await?;
    let resource = Resource::of_programme(cohort.programme_id);
    work.permit::<Cohort>(Action::ViewMatchRun, Action::ViewProgramme, cohort.id, &resource)?;
    Ok(view(cohort.id, work.store().get::<CohortPolicy>(cohort.id).await?))
}

fn view(cohort_id: CohortId, set: Option<CohortPolicy>) -> MatchPolicyView {
    match set {
        None => MatchPolicyView {
            cohort_id,
            version: 0,
            policy: MatchPolicy::default(),
            updated_by: None,
            updated_at: None,
        },
        Some(set) => MatchPolicyView {
            cohort_id,
            version: set.version,
            policy: set.policy.0,
            updated_by: set.updated_by,
            updated_at: Some(set.updated_at),
        },
    }
}
