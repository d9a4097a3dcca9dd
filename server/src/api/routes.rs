//! The addresses: a line per operation.

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes or does.
    Post,
    /// Puts in place.
    Put,
    /// Changes in part.
    Patch,
    /// Takes away.
    Delete,
}

impl Method {
    /// Its name in OpenAPI.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
            Self::Put => "put",
            Self::Patch => "patch",
            Self::Delete => "delete",
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub struct Route {
    /// The operation.
    pub operation: &'static str,
    /// The method.
    pub method: Method,
    /// The address below `/api/v1`; what stands in braces is a field of the request.
    pub path: &'static str,
}

impl Route {
    /// The fields in the address.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('{').skip(1).filter_map(|rest| rest.split('}').next())
    }
}

macro_rules! routes {
    ($($operation:ident => $method:ident $path:literal;)+) => {
        /// Every address.
        pub static ROUTES: &[Route] = &[$(Route {
            operation: stringify!($operation),
            method: Method::$method,
            path: $path,
        }),+];
    };
}

routes! {
    ensure_user => Post "/users/ensure";
    find_users => Get "/users";
    get_user => Get "/user";
    import_people => Post "/users/import";
    update_profile => Patch "/users/{user_id}";
    record_consent => Post "/users/{user_id}/consents";
    grant_role => Post "/users/{user_id}/roles";
    revoke_role => Delete "/roles/{grant_id}";
    submit_ally_profile => Post "/users/{user_id}/ally-profile";
    approve_ally => Post "/users/{user_id}/ally-profile/approve";
    set_ally_capacity => Put "/users/{user_id}/ally-profile/capacity";
    invite_user => Post "/invitations";
    accept_invitation => Post "/invitations/accept";
    create_programme => Post "/programmes";
    open_cohort => Post "/programmes/{programme_id}/cohorts";
    find_programmes => Get "/programmes";
    advance_programme => Post "/programmes/{programme_id}/advance";
    find_cohorts => Get "/cohorts";
    get_cohort => Get "/cohorts/{cohort_id}";
    advance_cohort => Post "/cohorts/{cohort_id}/advance";
    get_cohort_funnel => Get "/cohorts/{cohort_id}/funnel";
    get_cohort_report => Get "/cohorts/{cohort_id}/report";
    query_metrics => Post "/metrics/query";
    run_dashboard => Get "/dashboards/{name}";
    describe_metrics => Get "/metrics";
    rebuild_analytics => Post "/analytics/rebuild";
    verify_analytics => Get "/analytics/state";
    enrol => Post "/cohorts/{cohort_id}/enrolments";
    withdraw_enrolment => Delete "/cohorts/{cohort_id}/enrolments/{side}/{user_id}";
    import_ventures => Post "/cohorts/{cohort_id}/ventures/import";
    import_mentorships => Post "/cohorts/{cohort_id}/mentorships/import";
    import_sessions => Post "/cohorts/{cohort_id}/sessions/import";
    get_preferences => Get "/cohorts/{cohort_id}/preferences/{side}/{user_id}";
    set_preferences => Put "/cohorts/{cohort_id}/preferences/{side}/{user_id}";
    run_matching => Post "/cohorts/{cohort_id}/match-runs";
    find_match_runs => Get "/cohorts/{cohort_id}/match-runs";
    get_match_run => Get "/match-runs/{match_run_id}";
    edit_match_run => Patch "/match-runs/{match_run_id}";
    amend_match_run => Post "/match-runs/{match_run_id}/amend";
    publish_match_run => Post "/match-runs/{match_run_id}/publish";
    explain_pair => Get "/match-runs/{match_run_id}/pairs/{mentee_id}/{mentor_id}";
    replay_match_run => Get "/match-runs/{match_run_id}/replay";
    propose_matches => Get "/cohorts/{cohort_id}/proposals";
    get_match_policy => Get "/cohorts/{cohort_id}/match-policy";
    set_match_policy => Put "/cohorts/{cohort_id}/match-policy";
    request_mentorship => Post "/cohorts/{cohort_id}/mentorships";
    find_mentorships => Get "/mentorships";
    get_mentorship => Get "/mentorships/{mentorship_id}";
    accept_mentorship => Post "/mentorships/{mentorship_id}/accept";
    decline_mentorship => Post "/mentorships/{mentorship_id}/decline";
    advance_mentorship => Post "/mentorships/{mentorship_id}/advance";
    find_sessions => Get "/sessions";
    cancel_session => Post "/sessions/{session_id}/cancel";
    find_notes => Get "/mentorships/{mentorship_id}/notes";
    book_session => Post "/mentorships/{mentorship_id}/sessions";
    hold_session => Post "/sessions/{session_id}/hold";
    add_note => Post "/mentorships/{mentorship_id}/notes";
    give_feedback => Post "/sessions/{session_id}/feedback";
    create_venture => Post "/ventures";
    find_ventures => Get "/ventures";
    get_venture => Get "/ventures/{venture_id}";
    update_venture => Patch "/ventures/{venture_id}";
    advance_venture => Post "/ventures/{venture_id}/advance";
    set_venture_member => Put "/ventures/{venture_id}/members/{user_id}";
    remove_venture_member => Delete "/ventures/{venture_id}/members/{user_id}";
    share_venture => Put "/ventures/{venture_id}/shares/{client_id}";
    unshare_venture => Delete "/ventures/{venture_id}/shares/{client_id}";
    create_project => Post "/ventures/{venture_id}/projects";
    find_projects => Get "/ventures/{venture_id}/projects";
    advance_project => Post "/projects/{project_id}/advance";
    plan_milestone => Post "/projects/{project_id}/milestones";
    replan_milestone => Post "/milestones/{milestone_id}/replan";
    start_milestone => Post "/milestones/{milestone_id}/start";
    complete_milestone => Post "/milestones/{milestone_id}/complete";
    miss_milestone => Post "/milestones/{milestone_id}/miss";
    events_since => Get "/events";
    activity_feed => Get "/activity";
    mark_activity_seen => Post "/activity/seen";
    catch_up => Post "/catch-up";
    run_due => Post "/run-due";
}

#[cfg(test)]
mod tests {
    use super::*;
    use semillero_core::api::{OperationKind, find, operations};
    use std::collections::BTreeSet;

    #[test]
    fn every_operation_has_one_address_and_nothing_else_has() {
        let mut routed: Vec<&str> = ROUTES.iter().map(|route| route.operation).collect();
        let mut known: Vec<&str> = operations().iter().map(|operation| operation.name).collect();
        routed.sort_unstable();
        known.sort_unstable();
        assert_eq!(routed, known);
        let addresses: BTreeSet<(&str, Method)> = ROUTES.iter().map(|route| (route.path, route.method)).collect();
        assert_eq!(addresses.len(), ROUTES.len(), "two operations share an address");
    }

    #[test]
    fn fields_in_addresses_are_fields_of_the_request_reads_are_gets_and_tasks_posts() {
        for route in ROUTES {
            let operation = find(route.operation).unwrap();
            let shape = operation.request_shape();
            for field in route.fields() {
                let found = shape.fields().iter().find(|known| known.name == field);
                assert!(found.is_some_and(|known| known.required), "{}: {field}", route.operation);
            }
            let get = route.method == Method::Get;
            assert_eq!(operation.kind == OperationKind::Read, get, "{}", route.operation);
            let post = route.method == Method::Post;
            assert!(post || operation.kind != OperationKind::Task, "{}", route.operation);
        }
    }
}
