//! The operation tables: the only list of what is exposed. A line is an operation; frontends expand the tables.

/// Hands every table to a callback macro, once per context.
///
/// A line reads `write name(Request) -> View;` (done once per idempotency key), `read name(Request) -> View;` (changes nothing) or
/// `task name(Request) -> View;` (commits step by step and may be repeated freely), with its documentation above it.
#[macro_export]
macro_rules! for_each_operation {
    ($callback:ident) => {
        $crate::people_operations!($callback);
        $crate::programmes_operations!($callback);
        $crate::matching_operations!($callback);
        $crate::mentorship_operations!($callback);
        $crate::projects_operations!($callback);
        $crate::analytics_operations!($callback);
        $crate::audit_operations!($callback);
    };
}

/// People: who they are, what they may be, what they agreed to.
#[macro_export]
macro_rules! people_operations {
    ($callback:ident) => {
        $callback! { people
            /// Makes sure that a person of the embedding host is known; repeating it updates name and address.
            write ensure_user(EnsureUser) -> UserView;
            /// Asks somebody to join with a role; the answer carries the secret to send.
            write invite_user(InviteUser) -> InvitationView;
            /// Uses an invitation: the person becomes active and gets the role.
            write accept_invitation(AcceptInvitation) -> UserView;
            /// Changes a profile; what is left out stays.
            write update_profile(UpdateProfile) -> UserView;
            /// Writes into the consent ledger.
            write record_consent(RecordConsent) -> ConsentView;
            /// Gives a role.
            write grant_role(GrantRole) -> GrantView;
            /// Takes a role back; the last admin stays.
            write revoke_role(RevokeRole) -> GrantView;
            /// Offers to be an ally.
            write submit_ally_profile(SubmitAllyProfile) -> AllyView;
            /// Approves a submitted ally profile.
            write approve_ally(ApproveAlly) -> AllyView;
            /// Changes how many mentees an ally takes at once.
            write set_ally_capacity(SetAllyCapacity) -> AllyView;
            /// Reads a person with the roles they hold.
            read get_user(GetUser) -> PersonView;
            /// Searches the people whom the caller may see.
            read find_users(FindUsers) -> UserPage;
            /// Reads many people in at once, whole or not at all.
            write import_people(ImportPeople) -> ImportView;
        }
    };
}

/// Programmes and their cohorts.
#[macro_export]
macro_rules! programmes_operations {
    ($callback:ident) => {
        $callback! { programmes
            /// Makes a programme; whoever makes it runs it.
            write create_programme(CreateProgramme) -> ProgrammeView;
            /// Opens a cohort of a programme.
            write open_cohort(OpenCohort) -> CohortView;
            /// Puts a person into a cohort, as mentee or mentor.
            write enrol(Enrol) -> EnrolmentView;
            /// Takes a person out of a cohort.
            write withdraw_enrolment(WithdrawEnrolment) -> EnrolmentView;
            /// Takes a programme one step through its lifecycle.
            write advance_programme(AdvanceProgramme) -> ProgrammeView;
            /// Takes a cohort one step through its lifecycle.
            write advance_cohort(AdvanceCohort) -> CohortView;
            /// Reads the programmes that the caller may see, by name.
            read find_programmes(FindProgrammes) -> ProgrammePage;
            /// Reads a cohort.
            read get_cohort(GetCohort) -> CohortView;
            /// Reads the cohorts that the caller may see, the newest first.
            read find_cohorts(FindCohorts) -> CohortPage;
            /// Reads where the people of a cohort stand, from enrolment to the end of a mentorship.
            read get_cohort_funnel(GetCohortFunnel) -> CohortFunnelView;
        }
    };
}

/// Matching: preferences in, explained pairs out.
#[macro_export]
macro_rules! matching_operations {
    ($callback:ident) => {
        $callback! { matching
            /// Says whom a person prefers, best first with ties, and whom they refuse.
            write set_preferences(SetPreferences) -> PreferencesView;
            /// Reads what a person prefers in a cohort.
            read get_preferences(GetPreferences) -> PreferencesView;
            /// Matches a cohort and keeps the result as a draft.
            write run_matching(RunMatching) -> MatchRunView;
            /// Reads a match run with its pairs, reasons and verdict.
            read get_match_run(GetMatchRun) -> MatchRunView;
            /// Reads the match runs of a cohort, the newest first.
            read find_match_runs(FindMatchRuns) -> MatchRunPage;
            /// Changes the pairs of a draft; the verifier counts what it costs.
            write edit_match_run(EditMatchRun) -> MatchRunView;
            /// Makes a new draft of a run after something changed, and tells whom each change moved.
            write amend_match_run(AmendMatchRun) -> AmendmentView;
            /// Publishes a run: its pairs become proposed mentorships that hold a seat.
            write publish_match_run(PublishMatchRun) -> MatchRunView;
            /// Asks why two people are together in a run, or why not, and what it would cost to change that.
            read explain_pair(ExplainPair) -> PairExplanationView;
            /// Answers the question of a run again and compares, byte by byte.
            read replay_match_run(ReplayMatchRun) -> ReplayView;
            /// Asks for the best matches of one person, or for lists of a whole cohort.
            read propose_matches(ProposeMatches) -> ProposalsView;
            /// Says what counts in the matching of a cohort.
            write set_match_policy(SetMatchPolicy) -> MatchPolicyView;
            /// Reads what counts in the matching of a cohort.
            read get_match_policy(GetMatchPolicy) -> MatchPolicyView;
        }
    };
}

/// Mentorships, their sessions, and what people write about them.
#[macro_export]
macro_rules! mentorship_operations {
    ($callback:ident) => {
        $callback! { mentorship
            /// Asks a mentor of the cohort; the request waits 14 days.
            write request_mentorship(RequestMentorship) -> MentorshipView;
            /// Accepts a proposed mentorship if a seat is free.
            write accept_mentorship(AcceptMentorship) -> MentorshipView;
            /// Declines a proposed mentorship.
            write decline_mentorship(DeclineMentorship) -> MentorshipView;
            /// Takes a mentorship one step on: withdraw, pause, resume, complete, follow up, terminate.
            write advance_mentorship(AdvanceMentorship) -> MentorshipView;
            /// Reads a mentorship.
            read get_mentorship(GetMentorship) -> MentorshipView;
            /// Reads the mentorships that the caller may see, the newest first.
            read find_mentorships(FindMentorships) -> MentorshipPage;
            /// Books a session if every participant is free.
            write book_session(BookSession) -> SessionView;
            /// Closes a session that has started: held, or missed by somebody.
            write hold_session(HoldSession) -> SessionView;
            /// Calls a session off; everybody is free again.
            write cancel_session(CancelSession) -> SessionView;
            /// Reads the sessions that the caller may see, the earliest first.
            read find_sessions(FindSessions) -> SessionPage;
            /// Reads the notes of a mentorship that the caller may read.
            read find_notes(FindNotes) -> NotePage;
            /// Reads running mentorships in, whole or not at all.
            write import_mentorships(ImportMentorships) -> ImportedRowsView;
            /// Reads sessions of the past in, whole or not at all.
            write import_sessions(ImportSessions) -> ImportedRowsView;
            /// Writes a note: private, shared or for staff.
            write add_note(AddNote) -> NoteView;
            /// Rates a held session, once per participant.
            write give_feedback(GiveFeedback) -> FeedbackView;
        }
    };
}

/// Ventures, their members, projects and milestones, and who may look on.
#[macro_export]
macro_rules! projects_operations {
    ($callback:ident) => {
        $callback! { projects
            /// Makes a venture.
            write create_venture(CreateVenture) -> VentureView;
            /// Changes a venture; what is left out stays.
            write update_venture(UpdateVenture) -> VentureView;
            /// Takes a venture one step through its lifecycle.
            write advance_venture(AdvanceVenture) -> VentureView;
            /// Puts a person into a venture, or changes their title in it.
            write set_venture_member(SetVentureMember) -> VentureView;
            /// Takes a person out of a venture; the last member stays.
            write remove_venture_member(RemoveVentureMember) -> VentureView;
            /// Lets a client read a venture.
            write share_venture(ShareVenture) -> ShareView;
            /// Ends what `share_venture` opened.
            write unshare_venture(UnshareVenture) -> ShareView;
            /// Reads a venture with its members.
            read get_venture(GetVenture) -> VentureView;
            /// Reads the ventures that the caller may see, by name.
            read find_ventures(FindVentures) -> VenturePage;
            /// Reads many ventures in at once, whole or not at all.
            write import_ventures(ImportVentures) -> ImportedRowsView;
            /// Makes a project of a venture.
            write create_project(CreateProject) -> ProjectView;
            /// Takes a project one step through its lifecycle.
            write advance_project(AdvanceProject) -> ProjectView;
            /// Reads the projects of a venture with their milestones.
            read find_projects(FindProjects) -> ProjectPage;
            /// Plans a milestone.
            write plan_milestone(PlanMilestone) -> MilestoneView;
            /// Moves the due date of an open milestone; those before are kept.
            write replan_milestone(ReplanMilestone) -> MilestoneView;
            /// Begins a milestone.
            write start_milestone(StartMilestone) -> MilestoneView;
            /// Says that a milestone was reached.
            write complete_milestone(CompleteMilestone) -> MilestoneView;
            /// Gives a milestone up.
            write miss_milestone(MissMilestone) -> MilestoneView;
        }
    };
}

/// Figures with what they were made from.
#[macro_export]
macro_rules! analytics_operations {
    ($callback:ident) => {
        $callback! { analytics
            /// Reads the figures of a cohort: match rate, time to match, session completion.
            read get_cohort_report(GetCohortReport) -> CohortReportView;
            /// Answers a query over everything that happened: counts, rates, funnels, retention, survival, with intervals.
            task query_metrics(QueryMetrics) -> DashboardView;
            /// Runs a dashboard, a standard one or one's own.
            read run_dashboard(RunDashboard) -> DashboardView;
            /// Reads what can be measured, and the schema of queries.
            read describe_metrics(DescribeMetrics) -> MetricCatalogueView;
            /// Folds the whole log of events anew and keeps the result.
            task rebuild_analytics(RebuildAnalytics) -> AnalyticsStateView;
            /// Compares what is kept with the whole log folded anew.
            read verify_analytics(VerifyAnalytics) -> AnalyticsStateView;
        }
    };
}

/// Events, feeds and the turning of time.
#[macro_export]
macro_rules! audit_operations {
    ($callback:ident) => {
        $callback! { audit
            /// Reads what happened, in the order of commits; no event is ever skipped.
            read events_since(EventsSince) -> EventPage;
            /// Reads an activity feed, the newest first.
            read activity_feed(ActivityFeed) -> ActivityPage;
            /// Says that the caller has read their feed up to now.
            write mark_activity_seen(MarkActivitySeen) -> ActivitySeenView;
            /// Lets the durable readers of the events do their work.
            task catch_up(CatchUp) -> CatchUpView;
            /// Lets time turn: expiries and reminders.
            task run_due(RunDue) -> RunDueView;
        }
    };
}
