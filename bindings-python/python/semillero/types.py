# Rendered from the operation tables by core/tests/stubs.rs; do not edit.
"""Requests and views as typed dictionaries."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class AcceptInvitation(TypedDict):
    """The request of `accept_invitation`."""

    display_name: NotRequired[str]
    """Another name than the one in the invitation."""

    token: str
    """The secret from the invitation."""


class AcceptMentorship(TypedDict):
    """The request of `accept_mentorship`."""

    mentorship_id: str
    """Which."""


class ActivityFeed(TypedDict):
    """The request of `activity_feed`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""

    user_id: NotRequired[str]
    """Whose; the caller's when left out."""


class ActivityPage(TypedDict):
    """A view or a part of one."""

    items: list[ActivityView]
    """The lines."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""

    unread: int
    """How many lines are unread, on all pages."""


class ActivitySeenView(TypedDict):
    """A view or a part of one."""

    seen_at: str
    """What happened later is unread."""


class ActivityView(TypedDict):
    """A view or a part of one."""

    actor_id: NotRequired[str]
    """Who did it; absent when the host or the clock did."""

    at: str
    """When."""

    event_id: str
    """The event it tells of."""

    kind: str
    """What happened."""

    subject_id: str
    """To which one."""

    subject_kind: str
    """To what kind of thing."""

    text: str
    """In words, in the caller's language, such as `Ana aceptó la mentoría`."""

    unread: bool
    """Whether it happened since the feed was last marked as seen."""


class AddNote(TypedDict):
    """The request of `add_note`."""

    mentorship_id: str
    """The mentorship."""

    session_id: NotRequired[str]
    """The session it is about."""

    text: str
    """What it says."""

    visibility: NoteVisibility
    """Who reads it."""


class AdvanceCohort(TypedDict):
    """The request of `advance_cohort`."""

    cohort_id: str
    """Which."""

    reason: NotRequired[str]
    """Why; compulsory to cancel."""

    step: CohortStep
    """The step."""


class AdvanceMentorship(TypedDict):
    """The request of `advance_mentorship`."""

    mentorship_id: str
    """Which."""

    reason: NotRequired[str]
    """Why; compulsory to terminate."""

    step: MentorshipStep
    """The step."""


class AdvanceProgramme(TypedDict):
    """The request of `advance_programme`."""

    programme_id: str
    """Which."""

    reason: NotRequired[str]
    """Why; compulsory to cancel."""

    step: ProgrammeStep
    """The step."""


class AdvanceProject(TypedDict):
    """The request of `advance_project`."""

    project_id: str
    """Which."""

    reason: NotRequired[str]
    """Why; compulsory to cancel."""

    step: ProjectStep
    """The step."""


class AdvanceVenture(TypedDict):
    """The request of `advance_venture`."""

    reason: NotRequired[str]
    """Why."""

    step: VentureStep
    """The step."""

    venture_id: str
    """Which."""


AllyState = Literal["draft", "submitted", "approved", "paused", "rejected"]


class AllyView(TypedDict):
    """A view or a part of one."""

    capacity: int
    """How many mentees at once."""

    motivation: NotRequired[str]
    """Why they want to help."""

    seats_taken: int
    """How many seats are taken."""

    state: AllyState
    """Where it stands."""

    user_id: str
    """Whose."""

    version: int
    """Counts the changes."""


class AmendMatchRun(TypedDict):
    """The request of `amend_match_run`."""

    changes: NotRequired[list[RunChange]]
    """What changed. `left`, `capacity` and `declined` hold for this run whatever the cohort says; `joined` and `rescored` are read from the cohort, and refused when there is nothing to read. What a run was told holds for the runs that amend it, until something else is said of the same people (`joined` brings back who `left`)."""

    expected_version: NotRequired[int]
    """The version that was read; refused when somebody changed it since."""

    match_run_id: str
    """Which run."""

    max_moves: NotRequired[int]
    """How many mentees may lose a mentor whom they could keep, over all changes; no limit when left out."""


class AmendmentView(TypedDict):
    """A view or a part of one."""

    changes: list[ChangeView]
    """What changed: first what the caller named, then what was found."""

    edits_dropped: list[PairChoice]
    """Pairs that people had added or taken away by hand and that were not carried over, because the mentee has other mentors now."""

    edits_kept: int
    """How many pairs that people had added or taken away by hand were carried over."""

    limit: NotRequired[CostView]
    """What `max_moves` cost: how much better the best match is, and whom it would move. Absent without a limit."""

    pairs_gone: int
    """How many pairs of the run before end: the disruption."""

    pairs_kept: int
    """How many pairs of the run before stay."""

    pairs_new: int
    """How many pairs are new."""

    run: MatchRunView
    """The new draft."""

    settled: list[MoveView]
    """Within `max_moves`: whom the changes that it allows moved. Without: whom an earlier limit had kept from moving."""

    text: str
    """In words, in the caller's language."""

    unmoved: int
    """How many more changes of scores and possible pairs were found that moved nobody."""


class AnalyticsStateView(TypedDict):
    """A view or a part of one."""

    differing: list[str]
    """States that were not what the log says; after a rebuild, those that it mended. A hundred at most are named."""

    digest: str
    """Their digest: equal facts give equal digests, in whatever order they came."""

    events: int
    """How many events are in them."""

    states: int
    """How many states there are."""


class ApproveAlly(TypedDict):
    """The request of `approve_ally`."""

    user_id: str
    """Whose."""


Attendance = Literal["expected", "present", "absent"]


class AttendanceMark(TypedDict):
    """A view or a part of one."""

    present: bool
    """Whether they came."""

    user_id: str
    """Who."""


class BookSession(TypedDict):
    """The request of `book_session`."""

    agenda: NotRequired[str]
    """What it is about."""

    mentorship_id: str
    """The mentorship."""

    minutes: int
    """How long, 5 to 480 minutes."""

    place: NotRequired[str]
    """Where: a place or a link."""

    starts_at: str
    """When it starts."""


class CancelSession(TypedDict):
    """The request of `cancel_session`."""

    reason: str
    """Why; the others read it."""

    session_id: str
    """Which."""


class CandidatesView(TypedDict):
    """A view or a part of one."""

    best: int
    """It is held against as many of the best mentors of each mentee as it has at most for one of them."""

    given: int
    """How many pairs of people who can be matched it has."""

    hits: int
    """How many of them the list has: its recall is `hits` of `of`."""

    missed: NotRequired[int]
    """How many possible pairs beside the list are worth more than their prices; 0 proves that the list cost nothing. For strategies that are about totals."""

    most_more_pairs: NotRequired[int]
    """How many pairs more a match without the list has at most; absent where `missed` is 0 or absent."""

    most_more_points: NotRequired[int]
    """How many points more beside those pairs."""

    of: int
    """How many pairs of these best there are."""

    possible: int
    """How many of them may be made."""


class CatchUp(TypedDict):
    """The request of `catch_up`."""


class CatchUpView(TypedDict):
    """A view or a part of one."""

    consumers: list[ConsumerView]
    """Each reader."""


class ChangeView(TypedDict):
    """A view or a part of one."""

    asked: bool
    """Whether the caller named it; what was found in the cohort is not."""

    capacity: NotRequired[int]
    """How many they take now."""

    kind: RunChangeKind
    """What."""

    mentee_id: NotRequired[str]
    """The mentee."""

    mentee_name: NotRequired[str]
    """Their name."""

    mentor_id: NotRequired[str]
    """The mentor."""

    mentor_name: NotRequired[str]
    """Their name."""

    moves: list[MoveView]
    """Who lost whom, who got whom."""

    organisation: NotRequired[str]
    """The organisation."""

    text: str
    """In words, in the caller's language."""


CivilDate = str


class ClosedView(TypedDict):
    """A view or a part of one."""

    reason: str
    """Which: `blocked`, `consent`, `veto`, `not_listed`, `together`, `never`, `not_a_candidate`, or the gate of the policy."""

    text: str
    """In words, in the caller's language."""


class CohortFunnelView(TypedDict):
    """A view or a part of one."""

    accepted: int
    """Of them, those whose mentor said yes."""

    cohort_id: str
    """The cohort."""

    completed: int
    """Of them, those with a mentorship that reached its end."""

    consenting: int
    """Of them, those who agreed to be matched."""

    mentees: int
    """Mentees who take part."""

    mentors: int
    """Mentors who take part."""

    met: int
    """Of them, those who met at least once."""

    need_check_in: int
    """Mentorships that need a check-in."""

    proposed: int
    """Of them, those for whom a mentor was asked or proposed."""

    seats: int
    """How many mentees those mentors take at once."""

    seats_taken: int
    """How many of these seats are taken, by mentees of any cohort."""

    waiting: int
    """Of them, those who wait because nobody was found."""

    with_preferences: int
    """Of them, those who said whom they prefer."""


CohortId = str


class CohortPage(TypedDict):
    """A view or a part of one."""

    items: list[CohortView]
    """The cohorts."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""


class CohortReportView(TypedDict):
    """A view or a part of one."""

    as_of: str
    """At which moment."""

    cohort_id: str
    """The cohort."""

    cohort_name: str
    """Its name."""

    figures: list[FigureView]
    """The figures."""


CohortState = Literal["planned", "open", "closed", "running", "completed", "cancelled"]


CohortStep = Literal["open", "close", "start", "complete", "cancel"]


class CohortView(TypedDict):
    """A view or a part of one."""

    id: str
    """Identity."""

    mentors_per_mentee: int
    """How many mentors one mentee may have."""

    name: str
    """Its name."""

    places: NotRequired[int]
    """How many mentees fit."""

    preferences_until: NotRequired[str]
    """Until when preferences are taken."""

    programme_id: str
    """Its programme."""

    quotas: list[OrganisationQuota]
    """The limits of organisations."""

    state: CohortState
    """Where it stands."""

    version: int
    """Counts the changes."""


class CompleteMilestone(TypedDict):
    """The request of `complete_milestone`."""

    done_on: NotRequired[str]
    """On which day; today when left out."""

    evidence: NotRequired[str]
    """What shows it."""

    milestone_id: str
    """Which."""


ConsentDecision = Literal["given", "withdrawn"]


ConsentId = str


class ConsentView(TypedDict):
    """A view or a part of one."""

    at: str
    """When."""

    decision: ConsentDecision
    """What they decided."""

    id: str
    """Identity."""

    purpose: Purpose
    """On what."""

    text_version: str
    """Which version of the text they read."""

    user_id: str
    """Whose decision."""


class ConsumerView(TypedDict):
    """A view or a part of one."""

    handled: int
    """How many entries it dealt with in this call."""

    name: str
    """Its name."""


class CostView(TypedDict):
    """A view or a part of one."""

    pairs: int
    """How many pairs fewer."""

    plan: list[MoveView]
    """Everything that would change, in one plan that costs no more than this."""

    points: int
    """How many points less in all."""

    text: str
    """In words, in the caller's language."""


class CreateProgramme(TypedDict):
    """The request of `create_programme`."""

    name: str
    """Its name."""

    summary: NotRequired[str]
    """What it is about."""


class CreateProject(TypedDict):
    """The request of `create_project`."""

    name: str
    """Its name."""

    summary: NotRequired[str]
    """What it is about."""

    venture_id: str
    """The venture."""


class CreateVenture(TypedDict):
    """The request of `create_venture`."""

    country: NotRequired[str]
    """Where it works."""

    founded_on: NotRequired[str]
    """When it was founded."""

    founder_id: NotRequired[str]
    """Its first member; the caller when left out."""

    name: str
    """Its name."""

    sector: NotRequired[str]
    """Its sector."""

    stage: NotRequired[str]
    """How far it is, in the words of its programme."""

    summary: NotRequired[str]
    """What it does."""

    title: NotRequired[str]
    """What the first member is in it, such as CEO."""

    website: NotRequired[str]
    """Its website, with http or https."""


class DashboardView(TypedDict):
    """A view or a part of one."""

    gated: bool
    """Whether the gate stood between the rows and the caller."""

    name: str
    """Its name."""

    release: NotRequired[str]
    """BLAKE3 of what the gate let out; absent without a gate."""

    tables: list[MetricTableView]
    """Its tables, in the order of its layout."""

    title: str
    """Its title in the caller's language."""

    withheld: list[WithheldView]
    """Queries that the gate did not let out at all, with why."""


class DeclineMentorship(TypedDict):
    """The request of `decline_mentorship`."""

    mentorship_id: str
    """Which."""

    reason: str
    """Why; the mentee and staff read it."""


class DescribeMetrics(TypedDict):
    """The request of `describe_metrics`."""

    measures: NotRequired[list[str]]
    """Measures already chosen; dimensions that do not go with all of them are left out."""


class DueDateView(TypedDict):
    """A view or a part of one."""

    at: str
    """When it was set."""

    due_on: str
    """The day."""

    reason: NotRequired[str]
    """Why it was moved; absent for the first."""


class EditMatchRun(TypedDict):
    """The request of `edit_match_run`."""

    add: NotRequired[list[PairChoice]]
    """Pairs to add."""

    expected_version: NotRequired[int]
    """The version that was read; refused when somebody changed it since."""

    match_run_id: str
    """Which run."""

    reason: str
    """Why."""

    remove: NotRequired[list[PairChoice]]
    """Pairs to take away."""


class Enrol(TypedDict):
    """The request of `enrol`."""

    cohort_id: str
    """The cohort."""

    side: Side
    """On which side; mentors need an approved ally profile."""

    user_id: str
    """The person."""


EnrolmentId = str


EnrolmentState = Literal["enrolled", "withdrawn"]


class EnrolmentView(TypedDict):
    """A view or a part of one."""

    cohort_id: str
    """The cohort."""

    id: str
    """Identity."""

    side: Side
    """On which side."""

    state: EnrolmentState
    """Whether they take part."""

    user_id: str
    """The person."""


class EnsureUser(TypedDict):
    """The request of `ensure_user`."""

    display_name: str
    """The name they go by."""

    email: NotRequired[str]
    """Their e-mail address."""

    external_id: str
    """How the host knows them."""

    locale: NotRequired[Locale]
    """The language they read; Spanish when left out."""


EventId = str


class EventPage(TypedDict):
    """A view or a part of one."""

    items: list[EventView]
    """The events."""

    next: str
    """Where to go on, also when nothing is new yet."""


class EventView(TypedDict):
    """A view or a part of one."""

    actor_id: NotRequired[str]
    """Who did it; absent when the host or the clock did."""

    at: str
    """When."""

    data: Any
    """What else a reader needs."""

    id: str
    """Identity."""

    kind: str
    """What happened, such as `mentorship.accepted`."""

    programme_id: NotRequired[str]
    """In which programme."""

    subject_id: str
    """To which one."""

    subject_kind: str
    """To what kind of thing."""


class EventsSince(TypedDict):
    """The request of `events_since`."""

    cursor: NotRequired[str]
    """Where to go on; from the beginning when left out."""

    limit: NotRequired[int]
    """How many at most, 1 to 1000; 100 when left out."""


class ExplainPair(TypedDict):
    """The request of `explain_pair`."""

    match_run_id: str
    """The run."""

    mentee_id: str
    """Who would be mentored."""

    mentor_id: str
    """Who would mentor."""


Factor = Literal["mentee_choice", "mentor_choice", "skills", "sectors", "languages", "goals", "time", "stages", "place", "about", "earlier", "one_sided"]


class FactorWeight(TypedDict):
    """A view or a part of one."""

    factor: Factor
    """The factor."""

    mentee: int
    """What it weighs in what the mentee wants, in basis points; the mentee weights sum to 10,000, or are all 0."""

    mentor: int
    """What it weighs in what the mentor wants, likewise."""


FeedbackId = str


class FeedbackView(TypedDict):
    """A view or a part of one."""

    at: str
    """When."""

    author_id: str
    """Who thinks so."""

    comment: NotRequired[str]
    """In words."""

    fit: NotRequired[Fit]
    """How the two fit."""

    id: str
    """Identity."""

    rating: int
    """1 to 5."""

    session_id: str
    """The session."""


FigureName = Literal["mentees_matched", "match_rate", "time_to_match", "session_completion"]


class FigureView(TypedDict):
    """A view or a part of one."""

    complete: bool
    """Whether everything it counts has come to an end."""

    definition: str
    """What it counts, in the caller's language."""

    denominator: NotRequired[int]
    """Of a rate, out of how many; absent when suppressed."""

    high: NotRequired[int]
    """The upper end."""

    low: NotRequired[int]
    """The lower end of its 95 % interval: Wilson's for rates, of order statistics for medians."""

    n: NotRequired[int]
    """Of how many it speaks; absent when suppressed."""

    name: FigureName
    """Which."""

    numerator: NotRequired[int]
    """Of a rate, what was counted; absent when suppressed."""

    suppressed: bool
    """Whether it is hidden, because fewer than five people stand behind a cell."""

    title: str
    """Its name in the caller's language."""

    unit: str
    """`basis_points` or `minutes`."""

    value: NotRequired[int]
    """The figure; absent when undefined or suppressed."""

    verdict: Verdict
    """What to make of it."""


class FindCohorts(TypedDict):
    """The request of `find_cohorts`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""

    programme_id: NotRequired[str]
    """Only of this programme."""

    state: NotRequired[CohortState]
    """Only in this state."""


class FindMatchRuns(TypedDict):
    """The request of `find_match_runs`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    cohort_id: str
    """The cohort."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""


class FindMentorships(TypedDict):
    """The request of `find_mentorships`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    cohort_id: NotRequired[str]
    """Only of this cohort."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""

    state: NotRequired[MentorshipState]
    """Only in this state."""

    user_id: NotRequired[str]
    """Only with this person, on either side."""


class FindNotes(TypedDict):
    """The request of `find_notes`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""

    mentorship_id: str
    """The mentorship."""


class FindProgrammes(TypedDict):
    """The request of `find_programmes`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""

    state: NotRequired[ProgrammeState]
    """Only in this state."""


class FindProjects(TypedDict):
    """The request of `find_projects`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""

    venture_id: str
    """The venture."""


class FindSessions(TypedDict):
    """The request of `find_sessions`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    cohort_id: NotRequired[str]
    """Only of this cohort."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""

    mentorship_id: NotRequired[str]
    """Only of this mentorship."""

    since: NotRequired[str]
    """Only those that start at this moment or later."""

    state: NotRequired[SessionState]
    """Only in this state."""

    until: NotRequired[str]
    """Only those that start before this moment."""

    user_id: NotRequired[str]
    """Only with this person."""


class FindUsers(TypedDict):
    """The request of `find_users`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    cohort_id: NotRequired[str]
    """A cohort they must be in."""

    language: NotRequired[str]
    """A language they must speak."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""

    programme_id: NotRequired[str]
    """A programme they must have a part in."""

    role: NotRequired[Role]
    """A role they must hold."""

    sector: NotRequired[str]
    """A sector they must know."""

    skill: NotRequired[str]
    """A skill they must have."""

    text: NotRequired[str]
    """Words to look for in names, headlines, what people say about themselves, organisations and labels."""


class FindVentures(TypedDict):
    """The request of `find_ventures`."""

    after: NotRequired[str]
    """What the page before gave as `next`."""

    limit: NotRequired[int]
    """How many at most, 1 to 100; 20 when left out."""

    member_id: NotRequired[str]
    """Only with this person among its members."""

    shared_with: NotRequired[str]
    """Only those shared with this person."""

    state: NotRequired[VentureState]
    """Only in this state."""


Fit = Literal["good", "deciding", "poor"]


Fusion = Literal["weighted", "least", "product", "harmonic", "cross_ratio"]


Gate = Literal["shared_time", "shared_language", "shared_skill", "shared_sector", "shared_stage", "same_country", "other_organisation", "not_before", "not_again"]


class GateRule(TypedDict):
    """A view or a part of one."""

    gate: Gate
    """Which."""

    least: NotRequired[int]
    """How many, for gates that count; 1 when left out, and 4 quarter hours for `shared_time`."""


class GetCohort(TypedDict):
    """The request of `get_cohort`."""

    cohort_id: str
    """Which."""


class GetCohortFunnel(TypedDict):
    """The request of `get_cohort_funnel`."""

    cohort_id: str
    """The cohort."""


class GetCohortReport(TypedDict):
    """The request of `get_cohort_report`."""

    cohort_id: str
    """The cohort."""


class GetMatchPolicy(TypedDict):
    """The request of `get_match_policy`."""

    cohort_id: str
    """The cohort."""


class GetMatchRun(TypedDict):
    """The request of `get_match_run`."""

    match_run_id: str
    """Which."""


class GetMentorship(TypedDict):
    """The request of `get_mentorship`."""

    mentorship_id: str
    """Which."""


class GetPreferences(TypedDict):
    """The request of `get_preferences`."""

    cohort_id: str
    """The cohort."""

    side: Side
    """On which side they stand."""

    user_id: str
    """Who prefers."""


class GetUser(TypedDict):
    """The request of `get_user`."""

    user_id: NotRequired[str]
    """Who; the caller when left out."""


class GetVenture(TypedDict):
    """The request of `get_venture`."""

    venture_id: str
    """Which."""


class GiveFeedback(TypedDict):
    """The request of `give_feedback`."""

    comment: NotRequired[str]
    """In words."""

    fit: NotRequired[Fit]
    """How the two fit."""

    rating: int
    """1 to 5, 5 is best."""

    session_id: str
    """The session."""


GrantId = str


class GrantRole(TypedDict):
    """The request of `grant_role`."""

    programme_id: NotRequired[str]
    """The programme, for duties in one."""

    role: Role
    """Which."""

    user_id: str
    """To whom."""


GrantState = Literal["active", "revoked"]


class GrantView(TypedDict):
    """A view or a part of one."""

    id: str
    """Identity."""

    programme_id: NotRequired[str]
    """In which programme; everywhere when absent."""

    role: Role
    """Which."""

    state: GrantState
    """Whether it holds."""

    user_id: str
    """Whose."""


class GroupResultView(TypedDict):
    """A view or a part of one."""

    ceiling_kept: bool
    """Whether there are at most as many pairs as the ceiling says."""

    floor_kept: bool
    """Whether there are at least as many pairs as the floor says."""

    members: int
    """How many members it has."""

    name: str
    """Its name."""

    pairs: int
    """How many pairs they have together."""

    served: int
    """How many of them have at least one pair."""

    side: Side
    """On which side its members stand."""


class GroupShare(TypedDict):
    """A view or a part of one."""

    ceiling: NotRequired[int]
    """How many pairs its members have together at most."""

    floor: NotRequired[int]
    """How many pairs its members have together at least."""

    label: str
    """The label that makes a member, such as `sector:agro`, `skill:fintech`, `language:es`, `stage:idea` or `organisation:sena`."""

    name: str
    """What the group is called."""

    side: Side
    """On which side its members stand."""


Health = Literal["on_track", "needs_check_in", "too_early"]


class HeldBackView(TypedDict):
    """A view or a part of one."""

    mentee_id: str
    """Who is mentored."""

    mentor_id: str
    """Who mentors."""

    text: str
    """Why, in the caller's language."""


class HoldSession(TypedDict):
    """The request of `hold_session`."""

    actual_minutes: NotRequired[int]
    """The real length in minutes; the planned one when left out."""

    attendance: NotRequired[list[AttendanceMark]]
    """Who came; whoever is not named came."""

    session_id: str
    """Which."""


class ImportMentorships(TypedDict):
    """The request of `import_mentorships`."""

    cohort_id: str
    """The cohort both are in."""

    mentorships: NotRequired[list[MentorshipRow]]
    """The mentorships, 50,000 at most."""

    mode: ImportMode
    """Whether to write."""


ImportMode = Literal["check", "apply"]


class ImportPeople(TypedDict):
    """The request of `import_people`."""

    cohort_id: NotRequired[str]
    """The cohort to enrol them in; needs `side` in every row."""

    mode: ImportMode
    """Whether to write."""

    people: NotRequired[list[PersonRow]]
    """The people, 50,000 at most."""

    programme_id: NotRequired[str]
    """The programme they get a duty in."""


class ImportSessions(TypedDict):
    """The request of `import_sessions`."""

    cohort_id: str
    """The cohort of the mentorships."""

    mode: ImportMode
    """Whether to write."""

    sessions: NotRequired[list[SessionRow]]
    """The sessions, 50,000 at most."""


class ImportVentures(TypedDict):
    """The request of `import_ventures`."""

    cohort_id: str
    """The cohort whose mentees the members are."""

    mode: ImportMode
    """Whether to write."""

    ventures: NotRequired[list[VentureRow]]
    """The ventures, 50,000 at most."""


class ImportView(TypedDict):
    """A view or a part of one."""

    applied: bool
    """Whether it was written."""

    created: int
    """How many people are new."""

    people: list[ImportedPerson]
    """Who is who, in the order of the request."""

    unchanged: int
    """How many were known and stay as they are."""

    updated: int
    """How many were known and changed."""


class ImportedPerson(TypedDict):
    """A view or a part of one."""

    email: str
    """The key they came with."""

    user_id: NotRequired[str]
    """Who they are now; absent when checking somebody new."""


class ImportedRowsView(TypedDict):
    """A view or a part of one."""

    applied: bool
    """Whether it was written."""

    created: int
    """How many rows are new."""

    unchanged: int
    """How many were known and stay as they are."""

    updated: int
    """How many were known and changed."""


InvitationId = str


InvitationState = Literal["pending", "accepted", "lapsed"]


class InvitationView(TypedDict):
    """A view or a part of one."""

    expires_at: str
    """Until when it works."""

    id: str
    """Identity."""

    programme_id: NotRequired[str]
    """The programme of the role."""

    role: Role
    """The role it brings."""

    state: InvitationState
    """Where it stands."""

    token: NotRequired[str]
    """The secret to send; only in the answer of `invite_user`."""

    user_id: str
    """Who is invited."""


class InviteUser(TypedDict):
    """The request of `invite_user`."""

    display_name: str
    """The name they go by."""

    email: str
    """Where to reach them."""

    locale: NotRequired[Locale]
    """The language they read; the caller's when left out."""

    programme_id: NotRequired[str]
    """The programme, for duties in one."""

    role: Role
    """The role they get."""


Json = Any


Locale = Literal["es", "en"]


class MarkActivitySeen(TypedDict):
    """The request of `mark_activity_seen`."""


class MatchPolicy(TypedDict):
    """A view or a part of one."""

    floors: NotRequired[list[MentorFloor]]
    """How many mentees some mentors get at least. Counted among the seats they have left."""

    fusion: NotRequired[Fusion]
    """How the two sides become one score."""

    gates: NotRequired[list[GateRule]]
    """What keeps two people apart."""

    groups: NotRequired[list[GroupShare]]
    """Shares of groups."""

    mentee_share: NotRequired[int]
    """With `weighted`, the share of what the mentee wants, in basis points; 7,000 when left out."""

    must: NotRequired[list[PairChoice]]
    """Pairs that every run makes. They must be eligible."""

    never: NotRequired[list[PairChoice]]
    """Pairs that no run makes."""

    weights: list[FactorWeight]
    """What counts, and how much. A factor that is left out weighs nothing."""


class MatchPolicyView(TypedDict):
    """A view or a part of one."""

    cohort_id: str
    """The cohort."""

    policy: MatchPolicy
    """What it says."""

    updated_at: NotRequired[str]
    """When."""

    updated_by: NotRequired[str]
    """Who set it; absent when the host did, or nobody."""

    version: int
    """Counts the changes; 0 while it is the policy that every cohort begins with."""


MatchRunId = str


class MatchRunPage(TypedDict):
    """A view or a part of one."""

    items: list[MatchRunSummary]
    """The runs."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""


MatchRunState = Literal["draft", "review", "published"]


class MatchRunSummary(TypedDict):
    """A view or a part of one."""

    created_at: str
    """When it ran."""

    id: str
    """Identity."""

    published_at: NotRequired[str]
    """When it was published."""

    state: MatchRunState
    """Where it stands."""

    strategy: StrategyChoice
    """How it was matched."""

    verdict: VerdictView
    """What the verifier found in the pairs as they stand."""


class MatchRunView(TypedDict):
    """A view or a part of one."""

    amends: NotRequired[str]
    """The run that it amends."""

    candidates: NotRequired[CandidatesView]
    """What the list of candidates was good for; absent when there was none."""

    cohort_id: str
    """The cohort."""

    created_at: str
    """When it ran."""

    digest: str
    """The digest of question, strategy, seed and answer: the same run gives the same digest anywhere."""

    engine_version: str
    """The engine that ran it."""

    held_back: list[HeldBackView]
    """Pairs that could not be published."""

    id: str
    """Identity."""

    max_moves: NotRequired[int]
    """How many mentees the amendment might move; absent for no limit."""

    pairs: list[PairView]
    """The pairs as they stand."""

    published_at: NotRequired[str]
    """When it was published."""

    seed: int
    """What the lottery started from."""

    state: MatchRunState
    """Where it stands."""

    stopped: bool
    """Whether it ran out of time; then it is the best that was found, and `verdict.optimal` says whether it is the best there is."""

    strategy: StrategyChoice
    """How it was matched."""

    unmatched: list[UnmatchedView]
    """Who has no mentor, and why."""

    verdict: VerdictView
    """What the verifier found in the pairs as they stand."""

    version: int
    """Counts the changes."""


MemberState = Literal["active", "left"]


class MemberView(TypedDict):
    """A view or a part of one."""

    name: str
    """Their name."""

    state: MemberState
    """Whether they still belong to it."""

    title: NotRequired[str]
    """What they are in it."""

    user_id: str
    """Who."""


class MentorFloor(TypedDict):
    """A view or a part of one."""

    least: int
    """How many."""

    mentor_id: str
    """The mentor."""


MentorshipId = str


MentorshipOrigin = Literal["request", "match_run", "cascade", "import"]


class MentorshipPage(TypedDict):
    """A view or a part of one."""

    items: list[MentorshipView]
    """The mentorships."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""


class MentorshipRow(TypedDict):
    """A view or a part of one."""

    mentee_email: str
    """The mentee's address."""

    mentor_email: str
    """The mentor's address."""

    started_on: str
    """When it began."""


MentorshipState = Literal["proposed", "accepted", "active", "paused", "completed", "followed_up", "declined", "expired", "withdrawn", "superseded", "terminated"]


MentorshipStep = Literal["withdraw", "pause", "resume", "complete", "follow_up", "terminate"]


class MentorshipView(TypedDict):
    """A view or a part of one."""

    accepted_at: NotRequired[str]
    """When the mentor said yes."""

    cohort_id: str
    """The cohort."""

    ended_at: NotRequired[str]
    """When it came to its end."""

    expires_at: str
    """Until when it can be answered."""

    health: NotRequired[Health]
    """How it is doing; absent when it is not under way."""

    id: str
    """Identity."""

    last_held_at: NotRequired[str]
    """When the two last met."""

    match_run_id: NotRequired[str]
    """The run that proposed it."""

    mentee_id: str
    """Who is mentored."""

    mentee_name: str
    """Their name."""

    mentor_id: str
    """Who mentors."""

    mentor_name: str
    """Their name."""

    message: NotRequired[str]
    """What the mentee wrote."""

    origin: MentorshipOrigin
    """How it began."""

    proposed_at: str
    """When it was proposed."""

    state: MentorshipState
    """Where it stands."""

    version: int
    """Counts the changes."""


class MetricCatalogueView(TypedDict):
    """A view or a part of one."""

    dashboards: list[str]
    """The names of the standard dashboards."""

    dimensions: Any
    """Every dimension."""

    metrics: Any
    """Every metric that can be asked for, with meaning, formula, unit, interval, source and dimensions."""

    schema: Any
    """The JSON Schema of queries and dashboards."""


class MetricChartView(TypedDict):
    """A view or a part of one."""

    html: str
    """The table as HTML."""

    svg: str
    """An SVG that stands alone."""

    vega_lite: Any
    """A Vega-Lite specification with its data."""


class MetricGroupView(TypedDict):
    """A view or a part of one."""

    dimension: str
    """The dimension."""

    label: NotRequired[str]
    """How people call it, such as the name of a cohort."""

    value: NotRequired[str]
    """The value; absent for all together."""


class MetricIntervalView(TypedDict):
    """A view or a part of one."""

    hi: NotRequired[float]
    """The upper end; absent when it has none."""

    level: float
    """The confidence, such as 0.95."""

    lo: NotRequired[float]
    """The lower end; absent when it has none."""

    method: str
    """How it was made, such as `wilson`."""


class MetricMeasureView(TypedDict):
    """A view or a part of one."""

    definition_hash: str
    """BLAKE3 of its definition: equal hashes mean equal definitions."""

    metric: str
    """The entry of the catalogue."""

    name: str
    """Its name in the query."""

    title: str
    """Its title in the caller's language."""

    unit: str
    """What it counts, such as `people` or `share`."""


class MetricRowView(TypedDict):
    """A view or a part of one."""

    complete: bool
    """Whether everything that it counts has come to an end."""

    denominator: NotRequired[int]
    """Of a ratio, out of how many."""

    end_day: NotRequired[str]
    """The day after the last."""

    first_day: NotRequired[str]
    """The first day it speaks of; absent for a figure that is not of a period."""

    group: list[MetricGroupView]
    """Its group, one value per dimension; absent means all together."""

    interval: NotRequired[MetricIntervalView]
    """Where the true value lies."""

    measure: str
    """Which measure of the table."""

    n: NotRequired[int]
    """Of how many it speaks."""

    numerator: NotRequired[int]
    """Of a ratio, what was counted."""

    suppressed: NotRequired[str]
    """Why it is hidden: `small_cell`, `complementary` or `dominance`; absent when it is not."""

    value: NotRequired[float]
    """The figure; absent when undefined or hidden. Never 0 for 0/0."""

    verdict: str
    """What to make of it: `good`, `insufficient`, `undefined`, `no_facts`, `association`, `suppressed`."""


class MetricTableView(TypedDict):
    """A view or a part of one."""

    alt_text: str
    """The answer in a sentence, in the caller's language."""

    as_of: str
    """Facts up to the end of this day are in it."""

    chart: NotRequired[MetricChartView]
    """Its drawings, when asked for."""

    dimensions: list[str]
    """The names of its dimensions."""

    measures: list[MetricMeasureView]
    """Its measures."""

    notes: list[str]
    """What the reader should know, in the caller's language."""

    query: str
    """The name of the query."""

    rows: list[MetricRowView]
    """Its figures."""

    shape: str
    """What it shows, such as `series` or `funnel`."""

    title: str
    """Its title in the caller's language."""


MilestoneId = str


MilestoneState = Literal["planned", "in_progress", "done", "missed"]


class MilestoneView(TypedDict):
    """A view or a part of one."""

    done_on: NotRequired[str]
    """The day on which it was reached."""

    due_dates: list[DueDateView]
    """Every due date it had, the first one first."""

    due_on: str
    """The day as it stands."""

    evidence: NotRequired[str]
    """What shows it."""

    first_due_on: str
    """The day first committed to."""

    id: str
    """Identity."""

    on_time: NotRequired[bool]
    """Whether it was reached on or before the day first committed to; absent while it is open."""

    project_id: str
    """Its project."""

    state: MilestoneState
    """Where it stands."""

    title: str
    """What is to be reached."""

    version: int
    """Counts the changes."""


class MissMilestone(TypedDict):
    """The request of `miss_milestone`."""

    milestone_id: str
    """Which."""

    reason: str
    """Why."""


class MoveView(TypedDict):
    """A view or a part of one."""

    from_mentor_id: NotRequired[str]
    """Who mentors them now; absent when nobody does."""

    from_mentor_name: NotRequired[str]
    """Their name."""

    mentee_id: str
    """Who is mentored."""

    mentee_name: str
    """Their name."""

    to_mentor_id: NotRequired[str]
    """Who would mentor them; absent when nobody would."""

    to_mentor_name: NotRequired[str]
    """Their name."""


NoteId = str


class NotePage(TypedDict):
    """A view or a part of one."""

    items: list[NoteView]
    """The notes."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""


class NoteView(TypedDict):
    """A view or a part of one."""

    at: str
    """When."""

    author_id: NotRequired[str]
    """Who wrote it."""

    id: str
    """Identity."""

    mentorship_id: str
    """Its mentorship."""

    session_id: NotRequired[str]
    """Its session."""

    text: str
    """What it says."""

    visibility: NoteVisibility
    """Who reads it."""


NoteVisibility = Literal["private", "shared", "staff"]


class OpenCohort(TypedDict):
    """The request of `open_cohort`."""

    mentors_per_mentee: NotRequired[int]
    """How many mentors one mentee may have, 1 to 5; 1 when left out."""

    name: str
    """Its name."""

    places: NotRequired[int]
    """How many mentees fit; no limit when left out."""

    preferences_until: NotRequired[str]
    """Until when preferences are taken; no limit when left out."""

    programme_id: str
    """The programme."""

    quotas: NotRequired[list[OrganisationQuota]]
    """How many mentees the mentors of an organisation take together."""


class OrganisationQuota(TypedDict):
    """A view or a part of one."""

    organisation: str
    """The organisation as it stands in profiles; case, accents and punctuation do not matter."""

    places: int
    """How many mentees, 0 or more."""


class PairChoice(TypedDict):
    """A view or a part of one."""

    mentee_id: str
    """Who is mentored."""

    mentor_id: str
    """Who mentors."""


class PairExplanationView(TypedDict):
    """A view or a part of one."""

    change: NotRequired[str]
    """What would bring the two together, in the caller's language; absent when they are, or nothing would."""

    closed: list[ClosedView]
    """What keeps them apart; empty when they may be paired."""

    cost: NotRequired[CostView]
    """What making (or, for a pair that the strategy made, taking apart) this pair costs the whole; absent for strategies that are not about totals, and for pairs that may not be made."""

    mentee_id: str
    """Who is mentored."""

    mentee_name: str
    """Their name."""

    mentee_side: int
    """What the mentor is worth to the mentee, 0 to 10,000."""

    mentor_id: str
    """Who mentors."""

    mentor_name: str
    """Their name."""

    mentor_side: int
    """What the mentee is worth to the mentor, 0 to 10,000."""

    price: NotRequired[PriceView]
    """How sought after the mentor is; absent for strategies that are not about totals."""

    reasons: list[ReasonView]
    """What the score is made of."""

    score: int
    """What the pair scores, 0 to 10,000."""

    text: str
    """Why they are, or are not, together, in the caller's language."""

    together: bool
    """Whether the two stand together in the run now."""


PairOrigin = Literal["strategy", "edit"]


class PairView(TypedDict):
    """A view or a part of one."""

    mentee_id: str
    """Who is mentored."""

    mentee_name: str
    """Their name."""

    mentee_rank: NotRequired[int]
    """Where the mentor stands in the mentee's list, 1 first."""

    mentor_id: str
    """Who mentors."""

    mentor_name: str
    """Their name."""

    mentor_rank: NotRequired[int]
    """Where the mentee stands in the mentor's list, 1 first."""

    origin: PairOrigin
    """Who chose it."""

    reasons: list[ReasonView]
    """Why."""

    score: int
    """0 to 10,000."""


class ParticipantView(TypedDict):
    """A view or a part of one."""

    attendance: Attendance
    """Whether they came."""

    name: str
    """Their name."""

    side: Side
    """On which side."""

    user_id: str
    """Who."""


class PersonRow(TypedDict):
    """A view or a part of one."""

    about: NotRequired[str]
    """What they say about themselves, up to 2,000 characters."""

    availability: NotRequired[list[WeeklyHours]]
    """When they are free, up to 50 entries; entries that overlap or touch become one."""

    capacity: NotRequired[int]
    """For mentors: how many mentees at once."""

    consents_to_matching: NotRequired[bool]
    """Whether they agreed to be matched; the host says so in their name."""

    display_name: str
    """The name they go by."""

    email: str
    """Their address: the key."""

    goals: NotRequired[list[str]]
    """What they want to reach."""

    headline: NotRequired[str]
    """One line about them."""

    languages: NotRequired[list[str]]
    """The languages they speak."""

    locale: NotRequired[Locale]
    """The language they read."""

    organisation: NotRequired[str]
    """Whom they work for."""

    place: NotRequired[str]
    """Where they are: ISO 3166-2 such as `CO-ANT`, or ISO 3166-1 alpha-2 such as `PE`."""

    sectors: NotRequired[list[str]]
    """The sectors they know."""

    side: NotRequired[Side]
    """On which side of the cohort."""

    skills: NotRequired[list[str]]
    """What they are good at."""

    stages: NotRequired[list[str]]
    """The stages of ventures they can help with, or are in."""

    time_zone: NotRequired[str]
    """In which time zone they live: an IANA name such as `America/Bogota`."""


class PersonView(TypedDict):
    """A view or a part of one."""

    ally: NotRequired[AllyView]
    """Their ally profile, if they have one."""

    consents_to_matching: NotRequired[bool]
    """Whether they agreed to be matched; shown to themselves and staff."""

    roles: list[GrantView]
    """What they are; shown to themselves and staff."""

    user: UserView
    """The person."""


class PlanMilestone(TypedDict):
    """The request of `plan_milestone`."""

    due_on: str
    """By which day."""

    project_id: str
    """The project."""

    title: str
    """What is to be reached."""


class PreferenceTier(TypedDict):
    """A view or a part of one."""

    user_ids: list[str]
    """Who."""


class PreferencesView(TypedDict):
    """A view or a part of one."""

    cohort_id: str
    """The cohort."""

    ranked: list[PreferenceTier]
    """Best first."""

    side: Side
    """On which side."""

    updated_at: str
    """When they said so."""

    user_id: str
    """Who prefers."""

    vetoes: list[str]
    """With whom they will not be paired."""


class PriceView(TypedDict):
    """A view or a part of one."""

    pairs: int
    """How many pairs it would add."""

    points: int
    """What one more place of the mentor would add to the whole, in points; 0 while a place is free."""

    wanted_by: int
    """How many mentees it would suit better than what they have, at no price."""


ProgrammeId = str


class ProgrammePage(TypedDict):
    """A view or a part of one."""

    items: list[ProgrammeView]
    """The programmes."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""


ProgrammeState = Literal["draft", "published", "running", "completed", "archived", "cancelled"]


ProgrammeStep = Literal["publish", "start", "complete", "archive", "cancel"]


class ProgrammeView(TypedDict):
    """A view or a part of one."""

    id: str
    """Identity."""

    name: str
    """Its name."""

    state: ProgrammeState
    """Where it stands."""

    summary: NotRequired[str]
    """What it is about."""

    version: int
    """Counts the changes."""


ProjectId = str


class ProjectPage(TypedDict):
    """A view or a part of one."""

    items: list[ProjectView]
    """The projects."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""


ProjectState = Literal["draft", "proposed", "approved", "active", "on_hold", "completed", "cancelled"]


ProjectStep = Literal["propose", "approve", "start", "hold", "resume", "complete", "cancel"]


class ProjectView(TypedDict):
    """A view or a part of one."""

    id: str
    """Identity."""

    milestones: list[MilestoneView]
    """Its milestones by due date."""

    name: str
    """Its name."""

    state: ProjectState
    """Where it stands."""

    summary: NotRequired[str]
    """What it is about."""

    venture_id: str
    """The venture."""

    version: int
    """Counts the changes."""


class ProposalsView(TypedDict):
    """A view or a part of one."""

    lists: list[SuggestionListView]
    """One list per mentee, by name."""


class ProposeMatches(TypedDict):
    """The request of `propose_matches`."""

    cohort_id: str
    """The cohort."""

    exposure: NotRequired[int]
    """On how many lists a mentor may be, so that the popular are not on all; no limit when left out. For lists of the whole cohort only."""

    length: NotRequired[int]
    """How many mentors each mentee is shown, 1 to 50; 5 when left out."""

    user_id: NotRequired[str]
    """For which mentee; for every mentee when left out, which only staff may ask."""


class PublishMatchRun(TypedDict):
    """The request of `publish_match_run`."""

    match_run_id: str
    """Which run."""


Purpose = Literal["matching", "analytics", "directory", "marketing"]


class QueryMetrics(TypedDict):
    """The request of `query_metrics`."""

    as_of: NotRequired[str]
    """As it stood at the end of this day; today without it."""

    charts: NotRequired[bool]
    """Whether the answer carries its charts."""

    document: Any
    """A query, or a dashboard with several."""

    params: NotRequired[Any]
    """What is chosen for the parameters of a dashboard: an object of texts by name."""

    programme_id: NotRequired[str]
    """Only what belongs to this programme; whoever runs no ecosystem must say which."""


class RankCountView(TypedDict):
    """A view or a part of one."""

    mentees: int
    """How many."""

    rank: int
    """The rank."""


class ReasonView(TypedDict):
    """A view or a part of one."""

    factor: Factor
    """What counts."""

    points: int
    """How much, in basis points; the reasons of a pair sum to its score."""

    text: str
    """In words, in the caller's language."""


class RebuildAnalytics(TypedDict):
    """The request of `rebuild_analytics`."""


class RecordConsent(TypedDict):
    """The request of `record_consent`."""

    decision: ConsentDecision
    """What they decided."""

    purpose: Purpose
    """On what."""

    text_version: str
    """Which version of the text they read."""

    user_id: str
    """Whose decision."""


class RemoveVentureMember(TypedDict):
    """The request of `remove_venture_member`."""

    user_id: str
    """Who."""

    venture_id: str
    """The venture."""


class ReplanMilestone(TypedDict):
    """The request of `replan_milestone`."""

    due_on: str
    """By which day now."""

    milestone_id: str
    """Which."""

    reason: str
    """Why."""


class ReplayMatchRun(TypedDict):
    """The request of `replay_match_run`."""

    match_run_id: str
    """The run."""


class ReplayView(TypedDict):
    """A view or a part of one."""

    digest: str
    """The digest that the run keeps."""

    engine_version: str
    """The engine that ran it."""

    outcome: str
    """`same`, `question_changed`, `result_changed` or `verdict_changed`."""

    replayed_by: str
    """The engine that answered again."""

    same: bool
    """Whether question, answer and verdict are those of the record."""

    text: str
    """In words, in the caller's language."""


class RequestMentorship(TypedDict):
    """The request of `request_mentorship`."""

    cohort_id: str
    """The cohort."""

    mentee_id: NotRequired[str]
    """Who asks; the caller when left out."""

    mentor_id: str
    """Who is asked."""

    message: NotRequired[str]
    """What the mentee writes."""


class RevokeRole(TypedDict):
    """The request of `revoke_role`."""

    grant_id: str
    """Which grant."""


Role = Literal["admin", "entrepreneur", "ally", "client", "manager", "reviewer", "mentor", "participant", "observer"]


class RunChange(TypedDict):
    """A view or a part of one."""

    capacity: NotRequired[int]
    """With `capacity`, and only there: how many they take in this run, 0 to 1,000."""

    kind: RunChangeKind
    """What."""

    mentee_id: NotRequired[str]
    """The mentee."""

    mentor_id: NotRequired[str]
    """The mentor."""


RunChangeKind = Literal["joined", "left", "capacity", "declined", "rescored"]


class RunDashboard(TypedDict):
    """The request of `run_dashboard`."""

    as_of: NotRequired[str]
    """As it stood at the end of this day; today without it."""

    charts: NotRequired[bool]
    """Whether the answers carry their charts."""

    cohort_id: NotRequired[str]
    """Only this cohort."""

    name: str
    """`programme_manager`, `mentor`, `entrepreneur`, `funder` or `admin`."""

    programme_id: NotRequired[str]
    """Only what belongs to this programme; whoever runs no ecosystem must say which."""


class RunDue(TypedDict):
    """The request of `run_due`."""


class RunDueView(TypedDict):
    """A view or a part of one."""

    alerted: int
    """Mentorships for which staff were told that they need a check-in."""

    cascaded: int
    """Mentorships proposed to the next preference of somebody whose request expired."""

    expired: int
    """Requests that nobody answered in time."""

    lapsed: int
    """Invitations that nobody used in time."""

    reminded: int
    """Reminders that went out."""

    unmatched: int
    """Mentees for whom nobody was found."""


class RunMatching(TypedDict):
    """The request of `run_matching`."""

    candidates: NotRequired[list[PairChoice]]
    """The only pairs that may be made, from a search index or a list of interviews; everybody with everybody when left out or empty. They are scored here, and the answer tells how many of the best pairs the list has."""

    cohort_id: str
    """The cohort."""

    per_pair: NotRequired[int]
    """With `blend`: what one more pair is worth, in points of the score, 0 to 1,000,000."""

    seed: NotRequired[int]
    """What the lottery among equals starts from, 0 or more; drawn and told when left out."""

    strategy: StrategyChoice
    """How."""

    within_ms: NotRequired[int]
    """How many milliseconds to think at most; the run then gives the best it has, says so (`stopped`), and what is proven of it."""


SessionId = str


SessionOutcome = Literal["held", "mentee_missed", "mentor_missed", "both_missed", "cancelled"]


class SessionPage(TypedDict):
    """A view or a part of one."""

    items: list[SessionView]
    """The sessions."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""


class SessionRow(TypedDict):
    """A view or a part of one."""

    mentee_email: str
    """The mentee's address."""

    mentor_email: str
    """The mentor's address."""

    minutes: NotRequired[int]
    """How long, 5 to 480 minutes; 60 when left out."""

    outcome: NotRequired[SessionOutcome]
    """What came of it; held when left out."""

    rating: NotRequired[int]
    """How the mentee rated it, 1 to 5."""

    starts_at: str
    """When it started."""

    topic: NotRequired[str]
    """What it was about."""


SessionState = Literal["confirmed", "held", "no_show", "cancelled"]


class SessionView(TypedDict):
    """A view or a part of one."""

    accounted_minutes: NotRequired[int]
    """Minutes that count, once it is closed."""

    agenda: NotRequired[str]
    """What it is about."""

    ends_at: str
    """When it ends."""

    id: str
    """Identity."""

    mentorship_id: str
    """Its mentorship."""

    my_rating: NotRequired[int]
    """How the caller rated it, 1 to 5."""

    participants: list[ParticipantView]
    """Who takes part."""

    place: NotRequired[str]
    """Where."""

    starts_at: str
    """When it starts."""

    state: SessionState
    """Where it stands."""

    version: int
    """Counts the changes."""


class SetAllyCapacity(TypedDict):
    """The request of `set_ally_capacity`."""

    capacity: int
    """0 to 20; 0 takes nobody new."""

    user_id: str
    """Whose."""


class SetMatchPolicy(TypedDict):
    """The request of `set_match_policy`."""

    cohort_id: str
    """The cohort."""

    expected_version: NotRequired[int]
    """The version that was read, 0 for one that nobody had set; refused when somebody changed it since."""

    policy: MatchPolicy
    """What counts, what keeps people apart, what the staff wants."""


class SetPreferences(TypedDict):
    """The request of `set_preferences`."""

    cohort_id: str
    """The cohort."""

    ranked: NotRequired[list[PreferenceTier]]
    """Best first; people in one tier are tied."""

    side: Side
    """On which side they stand."""

    user_id: str
    """Who prefers."""

    vetoes: NotRequired[list[str]]
    """With whom they will not be paired."""


class SetVentureMember(TypedDict):
    """The request of `set_venture_member`."""

    title: NotRequired[str]
    """What they are in it."""

    user_id: str
    """Who."""

    venture_id: str
    """The venture."""


ShareState = Literal["active", "ended"]


class ShareVenture(TypedDict):
    """The request of `share_venture`."""

    client_id: str
    """Who may read it; must hold the role client."""

    venture_id: str
    """The venture."""


class ShareView(TypedDict):
    """A view or a part of one."""

    client_id: str
    """Who may read it."""

    shared_at: str
    """Since when."""

    state: ShareState
    """Whether it holds."""

    venture_id: str
    """The venture."""


Side = Literal["mentee", "mentor"]


class StartMilestone(TypedDict):
    """The request of `start_milestone`."""

    milestone_id: str
    """Which."""


StrategyChoice = Literal["most_people", "highest_score", "blend", "stable", "stable_for_mentors", "stable_ties", "rank_maximal", "greedy_maximum", "generous_maximum", "least_cost_maximum", "max_min", "leximin", "greedy", "online"]


class SubmitAllyProfile(TypedDict):
    """The request of `submit_ally_profile`."""

    capacity: NotRequired[int]
    """How many mentees at once, 0 to 20; 3 when left out."""

    motivation: NotRequired[str]
    """Why they want to help."""

    user_id: str
    """Who."""


class SuggestionListView(TypedDict):
    """A view or a part of one."""

    name: str
    """Their name."""

    suggestions: list[SuggestionView]
    """The mentors."""

    user_id: str
    """For whom."""


class SuggestionView(TypedDict):
    """A view or a part of one."""

    name: str
    """Their name."""

    reasons: list[ReasonView]
    """Why; sums to the score."""

    score: int
    """How good the pair is, 0 to 10,000."""

    user_id: str
    """Who."""


TextChange = Literal["clear"] | dict[Literal["set"], str]


Timestamp = str


class UnmatchedView(TypedDict):
    """A view or a part of one."""

    mentee_id: str
    """Who."""

    mentee_name: str
    """Their name."""

    text: str
    """In words, in the caller's language."""

    why: UnmatchedWhy
    """Why."""


UnmatchedWhy = Literal["no_eligible_mentor", "no_seats", "outranked", "seats_taken", "removed", "came_later"]


class UnshareVenture(TypedDict):
    """The request of `unshare_venture`."""

    client_id: str
    """Who may no longer read it."""

    venture_id: str
    """The venture."""


class UpdateProfile(TypedDict):
    """The request of `update_profile`."""

    about: NotRequired[TextChange]
    """What they say about themselves, up to 2,000 characters."""

    availability: NotRequired[list[WeeklyHours]]
    """When they are free, the whole list, up to 50 entries; entries that overlap or touch become one."""

    display_name: NotRequired[str]
    """The name they go by."""

    expected_version: NotRequired[int]
    """The version that was read; the change is refused when somebody changed it since."""

    goals: NotRequired[list[str]]
    """What they want to reach, the whole list."""

    headline: NotRequired[TextChange]
    """One line about them."""

    languages: NotRequired[list[str]]
    """The languages they speak, the whole list."""

    locale: NotRequired[Locale]
    """The language they read."""

    organisation: NotRequired[TextChange]
    """Whom they work for."""

    place: NotRequired[TextChange]
    """Where they are: ISO 3166-2 such as `CO-ANT`, or ISO 3166-1 alpha-2 such as `PE`."""

    sectors: NotRequired[list[str]]
    """The sectors they know, the whole list."""

    skills: NotRequired[list[str]]
    """What they are good at, the whole list."""

    stages: NotRequired[list[str]]
    """The stages of ventures they can help with, or are in, the whole list."""

    time_zone: NotRequired[TextChange]
    """In which time zone they live: an IANA name such as `America/Bogota`."""

    user_id: str
    """Whose."""


class UpdateVenture(TypedDict):
    """The request of `update_venture`."""

    country: NotRequired[TextChange]
    """Where it works."""

    expected_version: NotRequired[int]
    """The version that was read; the change is refused when somebody changed it since."""

    name: NotRequired[str]
    """Its name."""

    sector: NotRequired[TextChange]
    """Its sector."""

    stage: NotRequired[TextChange]
    """How far it is."""

    summary: NotRequired[TextChange]
    """What it does."""

    venture_id: str
    """Which."""

    website: NotRequired[TextChange]
    """Its website."""


UserId = str


class UserPage(TypedDict):
    """A view or a part of one."""

    items: list[UserView]
    """The people."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""


UserState = Literal["invited", "active", "suspended", "erased"]


class UserView(TypedDict):
    """A view or a part of one."""

    about: NotRequired[str]
    """What they say about themselves."""

    availability: NotRequired[list[WeeklyHours]]
    """When they are free, by the clock of their zone, Monday first; shown to the same people as the zone."""

    display_name: str
    """The name they go by."""

    email: NotRequired[str]
    """Their address; shown to themselves, partners and staff."""

    external_id: NotRequired[str]
    """How the embedding host knows them; shown to themselves and staff."""

    goals: list[str]
    """What they want to reach."""

    headline: NotRequired[str]
    """One line about them."""

    id: str
    """Identity."""

    languages: list[str]
    """The languages they speak."""

    locale: NotRequired[Locale]
    """The language they read; shown to themselves, partners and staff."""

    organisation: NotRequired[str]
    """Whom they work for."""

    place: NotRequired[str]
    """Where they are: ISO 3166-2 such as `CO-ANT`, or ISO 3166-1 alpha-2 such as `PE`."""

    sectors: list[str]
    """The sectors they know."""

    skills: list[str]
    """What they are good at."""

    stages: list[str]
    """The stages of ventures they can help with, or are in."""

    state: NotRequired[UserState]
    """Where they stand; shown to themselves, partners and staff."""

    time_zone: NotRequired[str]
    """In which time zone they live, an IANA name; shown to themselves, staff and those who take part in the same programme."""

    version: int
    """Counts the changes."""


VentureId = str


class VenturePage(TypedDict):
    """A view or a part of one."""

    items: list[VentureView]
    """The ventures."""

    next: NotRequired[str]
    """What to ask next; absent on the last page."""


class VentureRow(TypedDict):
    """A view or a part of one."""

    country: NotRequired[str]
    """Where it works."""

    founded_on: NotRequired[str]
    """When it was founded."""

    founders: NotRequired[list[str]]
    """The addresses of its members, who must be in the cohort."""

    name: str
    """Its name: the key."""

    sector: NotRequired[str]
    """Its sector."""

    stage: NotRequired[str]
    """How far it is."""

    summary: NotRequired[str]
    """What it does."""

    website: NotRequired[str]
    """Its website."""


VentureState = Literal["active", "merged", "acquired", "closed"]


VentureStep = Literal["merge", "acquire", "close"]


class VentureView(TypedDict):
    """A view or a part of one."""

    country: NotRequired[str]
    """Where it works."""

    founded_on: NotRequired[str]
    """When it was founded."""

    id: str
    """Identity."""

    members: list[MemberView]
    """Its active members."""

    milestones: int
    """How many milestones there are, without those given up."""

    milestones_done: int
    """How many milestones were reached."""

    name: str
    """Its name."""

    sector: NotRequired[str]
    """Its sector."""

    stage: NotRequired[str]
    """How far it is."""

    state: VentureState
    """Where it stands."""

    summary: NotRequired[str]
    """What it does."""

    version: int
    """Counts the changes."""

    website: NotRequired[str]
    """Its website."""


Verdict = Literal["good", "insufficient", "undefined", "suppressed"]


class VerdictView(TypedDict):
    """A view or a part of one."""

    blocking_pairs: int
    """How many pairs would rather be with each other; 0 for `stable` unless edited."""

    breaches: int
    """How often a capacity or an eligibility is broken; 0 unless edited."""

    groups: list[GroupResultView]
    """What the groups of the policy got."""

    hindsight: NotRequired[int]
    """For `online`: the largest total score that matching everybody at once could have reached, proven."""

    inequality: int
    """How unequal the scores of mentees are (Gini coefficient, those without a mentor count as 0), in basis points: 0 when all have the same."""

    justified_envy: int
    """In how many possible pairs a mentee would rather have a mentor who has somebody they rank lower: envy with a reason."""

    least_score: NotRequired[int]
    """The least score of a pair; absent when there is none."""

    optimal: NotRequired[bool]
    """Whether nothing better exists by the strategy's measure; absent where the strategy claims no optimum."""

    passed_over: NotRequired[int]
    """For `online`: how many mentees did not get the best that was free when they came; 0 unless edited."""

    proven_share: NotRequired[int]
    """For `greedy` and `online`: what share of the largest total score is proven to be reached, in basis points."""

    ranks: list[RankCountView]
    """How many got which choice."""

    size: int
    """How many pairs."""

    total_score: int
    """The sum of their scores."""

    unmatched: int
    """How many mentees have no mentor."""


class VerifyAnalytics(TypedDict):
    """The request of `verify_analytics`."""


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class WeeklyHours(TypedDict):
    """A view or a part of one."""

    ends: str
    """Until when, `HH:MM`, later than `starts`; `24:00` is the end of the day. What goes past midnight is two entries."""

    starts: str
    """From when, `HH:MM`."""

    weekday: Weekday
    """On which day."""


class WithdrawEnrolment(TypedDict):
    """The request of `withdraw_enrolment`."""

    cohort_id: str
    """The cohort."""

    reason: str
    """Why."""

    side: Side
    """On which side."""

    user_id: str
    """The person."""


class WithheldView(TypedDict):
    """A view or a part of one."""

    query: str
    """Its name."""

    reason: str
    """Why, as a word: `dimension`, `filter`, `open_period`, `other_day`, `malformed`."""
