# Rendered from the operation tables by core/tests/stubs.rs; do not edit.
from pathlib import Path
from typing import Any, Unpack

from semillero.metrics import Dashboard
from semillero.tables import ArrowTable
from semillero.types import *

class Ecosystem:
    """An ecosystem. Its own methods act as the host; `acting_as` gives a handle for a person."""

    @staticmethod
    def in_memory() -> Ecosystem:
        """An empty ecosystem in memory."""
    @staticmethod
    def open(database: str, *, migrate: bool = False, key_file: str | Path | None = None) -> Ecosystem:
        """Opens a database: a path or `postgres://user@host/name`; with `migrate` it is made or brought up to date first."""
    @staticmethod
    def demo(until: str | None = None, *, seed: int = 2026, cohorts: int = 5) -> Ecosystem:
        """A believable ecosystem in memory to try things with, the same for the same seed and day; nobody real is meant."""
    @staticmethod
    def for_tests(start: str, seed: int) -> Ecosystem:
        """An ecosystem in memory whose clock stands still and whose ids repeat for the same seed."""
    def set_time(self, now: str) -> None:
        """Moves the clock of an ecosystem made by `for_tests`."""
    def acting_as(
        self,
        user_id: str | None = None,
        *,
        locale: Locale | None = None,
        request_id: str | None = None,
        idempotency_key: str | None = None,
        on_behalf_of: str | None = None,
    ) -> Acting:
        """A handle that acts as a person; as the host when `user_id` is None."""
    def acting_as_nobody(
        self,
        *,
        locale: Locale | None = None,
        request_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> Acting:
        """A handle for somebody who is not signed in: it can use an invitation, and nothing else."""
    def ensure_user(self, **fields: Unpack[EnsureUser]) -> UserView:
        """Makes sure that a person of the embedding host is known; repeating it updates name and address."""
    def invite_user(self, **fields: Unpack[InviteUser]) -> InvitationView:
        """Asks somebody to join with a role; the answer carries the secret to send."""
    def accept_invitation(self, **fields: Unpack[AcceptInvitation]) -> UserView:
        """Uses an invitation: the person becomes active and gets the role."""
    def update_profile(self, **fields: Unpack[UpdateProfile]) -> UserView:
        """Changes a profile; what is left out stays."""
    def record_consent(self, **fields: Unpack[RecordConsent]) -> ConsentView:
        """Writes into the consent ledger."""
    def grant_role(self, **fields: Unpack[GrantRole]) -> GrantView:
        """Gives a role."""
    def revoke_role(self, **fields: Unpack[RevokeRole]) -> GrantView:
        """Takes a role back; the last admin stays."""
    def submit_ally_profile(self, **fields: Unpack[SubmitAllyProfile]) -> AllyView:
        """Offers to be an ally."""
    def approve_ally(self, **fields: Unpack[ApproveAlly]) -> AllyView:
        """Approves a submitted ally profile."""
    def set_ally_capacity(self, **fields: Unpack[SetAllyCapacity]) -> AllyView:
        """Changes how many mentees an ally takes at once."""
    def get_user(self, **fields: Unpack[GetUser]) -> PersonView:
        """Reads a person with the roles they hold."""
    def find_users(self, **fields: Unpack[FindUsers]) -> UserPage:
        """Searches the people whom the caller may see."""
    def import_people(self, **fields: Unpack[ImportPeople]) -> ImportView:
        """Reads many people in at once, whole or not at all."""
    def create_programme(self, **fields: Unpack[CreateProgramme]) -> ProgrammeView:
        """Makes a programme; whoever makes it runs it."""
    def open_cohort(self, **fields: Unpack[OpenCohort]) -> CohortView:
        """Opens a cohort of a programme."""
    def enrol(self, **fields: Unpack[Enrol]) -> EnrolmentView:
        """Puts a person into a cohort, as mentee or mentor."""
    def withdraw_enrolment(self, **fields: Unpack[WithdrawEnrolment]) -> EnrolmentView:
        """Takes a person out of a cohort."""
    def advance_programme(self, **fields: Unpack[AdvanceProgramme]) -> ProgrammeView:
        """Takes a programme one step through its lifecycle."""
    def advance_cohort(self, **fields: Unpack[AdvanceCohort]) -> CohortView:
        """Takes a cohort one step through its lifecycle."""
    def find_programmes(self, **fields: Unpack[FindProgrammes]) -> ProgrammePage:
        """Reads the programmes that the caller may see, by name."""
    def get_cohort(self, **fields: Unpack[GetCohort]) -> CohortView:
        """Reads a cohort."""
    def find_cohorts(self, **fields: Unpack[FindCohorts]) -> CohortPage:
        """Reads the cohorts that the caller may see, the newest first."""
    def get_cohort_funnel(self, **fields: Unpack[GetCohortFunnel]) -> CohortFunnelView:
        """Reads where the people of a cohort stand, from enrolment to the end of a mentorship."""
    def set_preferences(self, **fields: Unpack[SetPreferences]) -> PreferencesView:
        """Says whom a person prefers, best first with ties, and whom they refuse."""
    def get_preferences(self, **fields: Unpack[GetPreferences]) -> PreferencesView:
        """Reads what a person prefers in a cohort."""
    def run_matching(self, **fields: Unpack[RunMatching]) -> MatchRunView:
        """Matches a cohort and keeps the result as a draft."""
    def get_match_run(self, **fields: Unpack[GetMatchRun]) -> MatchRunView:
        """Reads a match run with its pairs, reasons and verdict."""
    def find_match_runs(self, **fields: Unpack[FindMatchRuns]) -> MatchRunPage:
        """Reads the match runs of a cohort, the newest first."""
    def edit_match_run(self, **fields: Unpack[EditMatchRun]) -> MatchRunView:
        """Changes the pairs of a draft; the verifier counts what it costs."""
    def amend_match_run(self, **fields: Unpack[AmendMatchRun]) -> AmendmentView:
        """Makes a new draft of a run after something changed, and tells whom each change moved."""
    def publish_match_run(self, **fields: Unpack[PublishMatchRun]) -> MatchRunView:
        """Publishes a run: its pairs become proposed mentorships that hold a seat."""
    def explain_pair(self, **fields: Unpack[ExplainPair]) -> PairExplanationView:
        """Asks why two people are together in a run, or why not, and what it would cost to change that."""
    def replay_match_run(self, **fields: Unpack[ReplayMatchRun]) -> ReplayView:
        """Answers the question of a run again and compares, byte by byte."""
    def propose_matches(self, **fields: Unpack[ProposeMatches]) -> ProposalsView:
        """Asks for the best matches of one person, or for lists of a whole cohort."""
    def set_match_policy(self, **fields: Unpack[SetMatchPolicy]) -> MatchPolicyView:
        """Says what counts in the matching of a cohort."""
    def get_match_policy(self, **fields: Unpack[GetMatchPolicy]) -> MatchPolicyView:
        """Reads what counts in the matching of a cohort."""
    def request_mentorship(self, **fields: Unpack[RequestMentorship]) -> MentorshipView:
        """Asks a mentor of the cohort; the request waits 14 days."""
    def accept_mentorship(self, **fields: Unpack[AcceptMentorship]) -> MentorshipView:
        """Accepts a proposed mentorship if a seat is free."""
    def decline_mentorship(self, **fields: Unpack[DeclineMentorship]) -> MentorshipView:
        """Declines a proposed mentorship."""
    def advance_mentorship(self, **fields: Unpack[AdvanceMentorship]) -> MentorshipView:
        """Takes a mentorship one step on: withdraw, pause, resume, complete, follow up, terminate."""
    def get_mentorship(self, **fields: Unpack[GetMentorship]) -> MentorshipView:
        """Reads a mentorship."""
    def find_mentorships(self, **fields: Unpack[FindMentorships]) -> MentorshipPage:
        """Reads the mentorships that the caller may see, the newest first."""
    def book_session(self, **fields: Unpack[BookSession]) -> SessionView:
        """Books a session if every participant is free."""
    def hold_session(self, **fields: Unpack[HoldSession]) -> SessionView:
        """Closes a session that has started: held, or missed by somebody."""
    def cancel_session(self, **fields: Unpack[CancelSession]) -> SessionView:
        """Calls a session off; everybody is free again."""
    def find_sessions(self, **fields: Unpack[FindSessions]) -> SessionPage:
        """Reads the sessions that the caller may see, the earliest first."""
    def find_notes(self, **fields: Unpack[FindNotes]) -> NotePage:
        """Reads the notes of a mentorship that the caller may read."""
    def import_mentorships(self, **fields: Unpack[ImportMentorships]) -> ImportedRowsView:
        """Reads running mentorships in, whole or not at all."""
    def import_sessions(self, **fields: Unpack[ImportSessions]) -> ImportedRowsView:
        """Reads sessions of the past in, whole or not at all."""
    def add_note(self, **fields: Unpack[AddNote]) -> NoteView:
        """Writes a note: private, shared or for staff."""
    def give_feedback(self, **fields: Unpack[GiveFeedback]) -> FeedbackView:
        """Rates a held session, once per participant."""
    def create_venture(self, **fields: Unpack[CreateVenture]) -> VentureView:
        """Makes a venture."""
    def update_venture(self, **fields: Unpack[UpdateVenture]) -> VentureView:
        """Changes a venture; what is left out stays."""
    def advance_venture(self, **fields: Unpack[AdvanceVenture]) -> VentureView:
        """Takes a venture one step through its lifecycle."""
    def set_venture_member(self, **fields: Unpack[SetVentureMember]) -> VentureView:
        """Puts a person into a venture, or changes their title in it."""
    def remove_venture_member(self, **fields: Unpack[RemoveVentureMember]) -> VentureView:
        """Takes a person out of a venture; the last member stays."""
    def share_venture(self, **fields: Unpack[ShareVenture]) -> ShareView:
        """Lets a client read a venture."""
    def unshare_venture(self, **fields: Unpack[UnshareVenture]) -> ShareView:
        """Ends what `share_venture` opened."""
    def get_venture(self, **fields: Unpack[GetVenture]) -> VentureView:
        """Reads a venture with its members."""
    def find_ventures(self, **fields: Unpack[FindVentures]) -> VenturePage:
        """Reads the ventures that the caller may see, by name."""
    def import_ventures(self, **fields: Unpack[ImportVentures]) -> ImportedRowsView:
        """Reads many ventures in at once, whole or not at all."""
    def create_project(self, **fields: Unpack[CreateProject]) -> ProjectView:
        """Makes a project of a venture."""
    def advance_project(self, **fields: Unpack[AdvanceProject]) -> ProjectView:
        """Takes a project one step through its lifecycle."""
    def find_projects(self, **fields: Unpack[FindProjects]) -> ProjectPage:
        """Reads the projects of a venture with their milestones."""
    def plan_milestone(self, **fields: Unpack[PlanMilestone]) -> MilestoneView:
        """Plans a milestone."""
    def replan_milestone(self, **fields: Unpack[ReplanMilestone]) -> MilestoneView:
        """Moves the due date of an open milestone; those before are kept."""
    def start_milestone(self, **fields: Unpack[StartMilestone]) -> MilestoneView:
        """Begins a milestone."""
    def complete_milestone(self, **fields: Unpack[CompleteMilestone]) -> MilestoneView:
        """Says that a milestone was reached."""
    def miss_milestone(self, **fields: Unpack[MissMilestone]) -> MilestoneView:
        """Gives a milestone up."""
    def get_cohort_report(self, **fields: Unpack[GetCohortReport]) -> CohortReportView:
        """Reads the figures of a cohort: match rate, time to match, session completion."""
    def query_metrics(self, **fields: Unpack[QueryMetrics]) -> Dashboard:
        """Answers a query over everything that happened: counts, rates, funnels, retention, survival, with intervals."""
    def run_dashboard(self, **fields: Unpack[RunDashboard]) -> Dashboard:
        """Runs a dashboard, a standard one or one's own."""
    def describe_metrics(self, **fields: Unpack[DescribeMetrics]) -> MetricCatalogueView:
        """Reads what can be measured, and the schema of queries."""
    def rebuild_analytics(self, **fields: Unpack[RebuildAnalytics]) -> AnalyticsStateView:
        """Folds the whole log of events anew and keeps the result."""
    def verify_analytics(self, **fields: Unpack[VerifyAnalytics]) -> AnalyticsStateView:
        """Compares what is kept with the whole log folded anew."""
    def events_since(self, **fields: Unpack[EventsSince]) -> EventPage:
        """Reads what happened, in the order of commits; no event is ever skipped."""
    def activity_feed(self, **fields: Unpack[ActivityFeed]) -> ActivityPage:
        """Reads an activity feed, the newest first."""
    def mark_activity_seen(self, **fields: Unpack[MarkActivitySeen]) -> ActivitySeenView:
        """Says that the caller has read their feed up to now."""
    def catch_up(self, **fields: Unpack[CatchUp]) -> CatchUpView:
        """Lets the durable readers of the events do their work."""
    def run_due(self, **fields: Unpack[RunDue]) -> RunDueView:
        """Lets time turn: expiries and reminders."""

class Acting:
    """A handle on an ecosystem for one caller."""

    def ensure_user(self, **fields: Unpack[EnsureUser]) -> UserView:
        """Makes sure that a person of the embedding host is known; repeating it updates name and address."""
    def invite_user(self, **fields: Unpack[InviteUser]) -> InvitationView:
        """Asks somebody to join with a role; the answer carries the secret to send."""
    def accept_invitation(self, **fields: Unpack[AcceptInvitation]) -> UserView:
        """Uses an invitation: the person becomes active and gets the role."""
    def update_profile(self, **fields: Unpack[UpdateProfile]) -> UserView:
        """Changes a profile; what is left out stays."""
    def record_consent(self, **fields: Unpack[RecordConsent]) -> ConsentView:
        """Writes into the consent ledger."""
    def grant_role(self, **fields: Unpack[GrantRole]) -> GrantView:
        """Gives a role."""
    def revoke_role(self, **fields: Unpack[RevokeRole]) -> GrantView:
        """Takes a role back; the last admin stays."""
    def submit_ally_profile(self, **fields: Unpack[SubmitAllyProfile]) -> AllyView:
        """Offers to be an ally."""
    def approve_ally(self, **fields: Unpack[ApproveAlly]) -> AllyView:
        """Approves a submitted ally profile."""
    def set_ally_capacity(self, **fields: Unpack[SetAllyCapacity]) -> AllyView:
        """Changes how many mentees an ally takes at once."""
    def get_user(self, **fields: Unpack[GetUser]) -> PersonView:
        """Reads a person with the roles they hold."""
    def find_users(self, **fields: Unpack[FindUsers]) -> UserPage:
        """Searches the people whom the caller may see."""
    def import_people(self, **fields: Unpack[ImportPeople]) -> ImportView:
        """Reads many people in at once, whole or not at all."""
    def create_programme(self, **fields: Unpack[CreateProgramme]) -> ProgrammeView:
        """Makes a programme; whoever makes it runs it."""
    def open_cohort(self, **fields: Unpack[OpenCohort]) -> CohortView:
        """Opens a cohort of a programme."""
    def enrol(self, **fields: Unpack[Enrol]) -> EnrolmentView:
        """Puts a person into a cohort, as mentee or mentor."""
    def withdraw_enrolment(self, **fields: Unpack[WithdrawEnrolment]) -> EnrolmentView:
        """Takes a person out of a cohort."""
    def advance_programme(self, **fields: Unpack[AdvanceProgramme]) -> ProgrammeView:
        """Takes a programme one step through its lifecycle."""
    def advance_cohort(self, **fields: Unpack[AdvanceCohort]) -> CohortView:
        """Takes a cohort one step through its lifecycle."""
    def find_programmes(self, **fields: Unpack[FindProgrammes]) -> ProgrammePage:
        """Reads the programmes that the caller may see, by name."""
    def get_cohort(self, **fields: Unpack[GetCohort]) -> CohortView:
        """Reads a cohort."""
    def find_cohorts(self, **fields: Unpack[FindCohorts]) -> CohortPage:
        """Reads the cohorts that the caller may see, the newest first."""
    def get_cohort_funnel(self, **fields: Unpack[GetCohortFunnel]) -> CohortFunnelView:
        """Reads where the people of a cohort stand, from enrolment to the end of a mentorship."""
    def set_preferences(self, **fields: Unpack[SetPreferences]) -> PreferencesView:
        """Says whom a person prefers, best first with ties, and whom they refuse."""
    def get_preferences(self, **fields: Unpack[GetPreferences]) -> PreferencesView:
        """Reads what a person prefers in a cohort."""
    def run_matching(self, **fields: Unpack[RunMatching]) -> MatchRunView:
        """Matches a cohort and keeps the result as a draft."""
    def get_match_run(self, **fields: Unpack[GetMatchRun]) -> MatchRunView:
        """Reads a match run with its pairs, reasons and verdict."""
    def find_match_runs(self, **fields: Unpack[FindMatchRuns]) -> MatchRunPage:
        """Reads the match runs of a cohort, the newest first."""
    def edit_match_run(self, **fields: Unpack[EditMatchRun]) -> MatchRunView:
        """Changes the pairs of a draft; the verifier counts what it costs."""
    def amend_match_run(self, **fields: Unpack[AmendMatchRun]) -> AmendmentView:
        """Makes a new draft of a run after something changed, and tells whom each change moved."""
    def publish_match_run(self, **fields: Unpack[PublishMatchRun]) -> MatchRunView:
        """Publishes a run: its pairs become proposed mentorships that hold a seat."""
    def explain_pair(self, **fields: Unpack[ExplainPair]) -> PairExplanationView:
        """Asks why two people are together in a run, or why not, and what it would cost to change that."""
    def replay_match_run(self, **fields: Unpack[ReplayMatchRun]) -> ReplayView:
        """Answers the question of a run again and compares, byte by byte."""
    def propose_matches(self, **fields: Unpack[ProposeMatches]) -> ProposalsView:
        """Asks for the best matches of one person, or for lists of a whole cohort."""
    def set_match_policy(self, **fields: Unpack[SetMatchPolicy]) -> MatchPolicyView:
        """Says what counts in the matching of a cohort."""
    def get_match_policy(self, **fields: Unpack[GetMatchPolicy]) -> MatchPolicyView:
        """Reads what counts in the matching of a cohort."""
    def request_mentorship(self, **fields: Unpack[RequestMentorship]) -> MentorshipView:
        """Asks a mentor of the cohort; the request waits 14 days."""
    def accept_mentorship(self, **fields: Unpack[AcceptMentorship]) -> MentorshipView:
        """Accepts a proposed mentorship if a seat is free."""
    def decline_mentorship(self, **fields: Unpack[DeclineMentorship]) -> MentorshipView:
        """Declines a proposed mentorship."""
    def advance_mentorship(self, **fields: Unpack[AdvanceMentorship]) -> MentorshipView:
        """Takes a mentorship one step on: withdraw, pause, resume, complete, follow up, terminate."""
    def get_mentorship(self, **fields: Unpack[GetMentorship]) -> MentorshipView:
        """Reads a mentorship."""
    def find_mentorships(self, **fields: Unpack[FindMentorships]) -> MentorshipPage:
        """Reads the mentorships that the caller may see, the newest first."""
    def book_session(self, **fields: Unpack[BookSession]) -> SessionView:
        """Books a session if every participant is free."""
    def hold_session(self, **fields: Unpack[HoldSession]) -> SessionView:
        """Closes a session that has started: held, or missed by somebody."""
    def cancel_session(self, **fields: Unpack[CancelSession]) -> SessionView:
        """Calls a session off; everybody is free again."""
    def find_sessions(self, **fields: Unpack[FindSessions]) -> SessionPage:
        """Reads the sessions that the caller may see, the earliest first."""
    def find_notes(self, **fields: Unpack[FindNotes]) -> NotePage:
        """Reads the notes of a mentorship that the caller may read."""
    def import_mentorships(self, **fields: Unpack[ImportMentorships]) -> ImportedRowsView:
        """Reads running mentorships in, whole or not at all."""
    def import_sessions(self, **fields: Unpack[ImportSessions]) -> ImportedRowsView:
        """Reads sessions of the past in, whole or not at all."""
    def add_note(self, **fields: Unpack[AddNote]) -> NoteView:
        """Writes a note: private, shared or for staff."""
    def give_feedback(self, **fields: Unpack[GiveFeedback]) -> FeedbackView:
        """Rates a held session, once per participant."""
    def create_venture(self, **fields: Unpack[CreateVenture]) -> VentureView:
        """Makes a venture."""
    def update_venture(self, **fields: Unpack[UpdateVenture]) -> VentureView:
        """Changes a venture; what is left out stays."""
    def advance_venture(self, **fields: Unpack[AdvanceVenture]) -> VentureView:
        """Takes a venture one step through its lifecycle."""
    def set_venture_member(self, **fields: Unpack[SetVentureMember]) -> VentureView:
        """Puts a person into a venture, or changes their title in it."""
    def remove_venture_member(self, **fields: Unpack[RemoveVentureMember]) -> VentureView:
        """Takes a person out of a venture; the last member stays."""
    def share_venture(self, **fields: Unpack[ShareVenture]) -> ShareView:
        """Lets a client read a venture."""
    def unshare_venture(self, **fields: Unpack[UnshareVenture]) -> ShareView:
        """Ends what `share_venture` opened."""
    def get_venture(self, **fields: Unpack[GetVenture]) -> VentureView:
        """Reads a venture with its members."""
    def find_ventures(self, **fields: Unpack[FindVentures]) -> VenturePage:
        """Reads the ventures that the caller may see, by name."""
    def import_ventures(self, **fields: Unpack[ImportVentures]) -> ImportedRowsView:
        """Reads many ventures in at once, whole or not at all."""
    def create_project(self, **fields: Unpack[CreateProject]) -> ProjectView:
        """Makes a project of a venture."""
    def advance_project(self, **fields: Unpack[AdvanceProject]) -> ProjectView:
        """Takes a project one step through its lifecycle."""
    def find_projects(self, **fields: Unpack[FindProjects]) -> ProjectPage:
        """Reads the projects of a venture with their milestones."""
    def plan_milestone(self, **fields: Unpack[PlanMilestone]) -> MilestoneView:
        """Plans a milestone."""
    def replan_milestone(self, **fields: Unpack[ReplanMilestone]) -> MilestoneView:
        """Moves the due date of an open milestone; those before are kept."""
    def start_milestone(self, **fields: Unpack[StartMilestone]) -> MilestoneView:
        """Begins a milestone."""
    def complete_milestone(self, **fields: Unpack[CompleteMilestone]) -> MilestoneView:
        """Says that a milestone was reached."""
    def miss_milestone(self, **fields: Unpack[MissMilestone]) -> MilestoneView:
        """Gives a milestone up."""
    def get_cohort_report(self, **fields: Unpack[GetCohortReport]) -> CohortReportView:
        """Reads the figures of a cohort: match rate, time to match, session completion."""
    def query_metrics(self, **fields: Unpack[QueryMetrics]) -> Dashboard:
        """Answers a query over everything that happened: counts, rates, funnels, retention, survival, with intervals."""
    def run_dashboard(self, **fields: Unpack[RunDashboard]) -> Dashboard:
        """Runs a dashboard, a standard one or one's own."""
    def describe_metrics(self, **fields: Unpack[DescribeMetrics]) -> MetricCatalogueView:
        """Reads what can be measured, and the schema of queries."""
    def rebuild_analytics(self, **fields: Unpack[RebuildAnalytics]) -> AnalyticsStateView:
        """Folds the whole log of events anew and keeps the result."""
    def verify_analytics(self, **fields: Unpack[VerifyAnalytics]) -> AnalyticsStateView:
        """Compares what is kept with the whole log folded anew."""
    def events_since(self, **fields: Unpack[EventsSince]) -> EventPage:
        """Reads what happened, in the order of commits; no event is ever skipped."""
    def activity_feed(self, **fields: Unpack[ActivityFeed]) -> ActivityPage:
        """Reads an activity feed, the newest first."""
    def mark_activity_seen(self, **fields: Unpack[MarkActivitySeen]) -> ActivitySeenView:
        """Says that the caller has read their feed up to now."""
    def catch_up(self, **fields: Unpack[CatchUp]) -> CatchUpView:
        """Lets the durable readers of the events do their work."""
    def run_due(self, **fields: Unpack[RunDue]) -> RunDueView:
        """Lets time turn: expiries and reminders."""

def match_people(mentees: Any, mentors: Any, **options: Any) -> tuple[Any, Any, dict[str, Any], str, dict[str, Any] | None, dict[str, Any] | None]:
    """Behind `semillero.match_people`."""

def match_pairs(pairs: Any, **options: Any) -> tuple[Any, Any, dict[str, Any], str, dict[str, Any] | None, dict[str, Any] | None]:
    """Behind `semillero.match_pairs`."""

def metric_table(table: dict[str, Any]) -> Any:
    """Behind `MetricTable`."""

class Ids:
    """Numbers of people and things by what their owner calls them: text, UUID or number. It alone leads from a book back to somebody."""

    def __init__(self, bytes: bytes | None = None) -> None:
        """Empty, or what `to_bytes` gave."""
    def to_bytes(self) -> bytes:
        """The map as bytes; keep it apart from the book."""
    def __len__(self) -> int: ...

class Book:
    """Facts as mergeable states: the same facts give the same book, in whatever order, however often and in however many parts."""

    def __init__(self, bytes: bytes | None = None) -> None:
        """Empty, or what `to_bytes` gave."""
    @staticmethod
    def fold(
        *,
        events: ArrowTable | None = None,
        spells: ArrowTable | None = None,
        attributes: ArrowTable | None = None,
        money: ArrowTable | None = None,
        ids: Ids | None = None,
        locale: Locale = "es",
    ) -> Book:
        """Folds tables of polars, pyarrow, pandas 3, duckdb or whatever speaks Arrow. Without `ids` they speak of people by number."""
    def merge(self, other: Book) -> Book:
        """A book of the facts of both; their numbers must mean the same, as those of one `Ids` do."""
    def to_bytes(self) -> bytes:
        """The book in its canonical form."""
    @staticmethod
    def from_bytes(bytes: bytes) -> Book:
        """The book of the bytes of `to_bytes`."""
    def digest(self) -> str:
        """BLAKE3 of the canonical form, in hex: equal facts, equal digest, in every language."""
    @property
    def last_day(self) -> str | None:
        """The last day on which something happened, or a spell began or ended."""
    def query(
        self,
        document: dict[str, Any],
        *,
        as_of: str | None = None,
        params: dict[str, str] | None = None,
        locale: Locale = "es",
        charts: bool = False,
    ) -> Dashboard:
        """Answers a query, or a dashboard of one's own, as it stood at the end of a day, the last one of the facts when left out."""
    def dashboard(
        self,
        name: str,
        *,
        as_of: str | None = None,
        params: dict[str, str] | None = None,
        locale: Locale = "es",
        charts: bool = False,
    ) -> Dashboard:
        """Runs a standard dashboard: `programme_manager`, `mentor`, `entrepreneur`, `funder` or `admin`."""
