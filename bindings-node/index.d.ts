// Rendered from the operation tables by core/tests/stubs.rs; do not edit.

export interface AcceptInvitation {
  /** Another name than the one in the invitation. */
  displayName?: string;
  /** The secret from the invitation. */
  token: string;
}

export interface AcceptMentorship {
  /** Which. */
  mentorshipId: string;
}

export interface ActivityFeed {
  /** What the page before gave as `next`. */
  after?: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
  /** Whose; the caller's when left out. */
  userId?: string;
}

export interface ActivityPage {
  /** The lines. */
  items: ActivityView[];
  /** What to ask next; absent on the last page. */
  next?: string;
  /** How many lines are unread, on all pages. */
  unread: number;
}

export interface ActivitySeenView {
  /** What happened later is unread. */
  seenAt: string;
}

export interface ActivityView {
  /** Who did it; absent when the host or the clock did. */
  actorId?: string;
  /** When. */
  at: string;
  /** The event it tells of. */
  eventId: string;
  /** What happened. */
  kind: string;
  /** To which one. */
  subjectId: string;
  /** To what kind of thing. */
  subjectKind: string;
  /** In words, in the caller's language, such as `Ana aceptó la mentoría`. */
  text: string;
  /** Whether it happened since the feed was last marked as seen. */
  unread: boolean;
}

export interface AddNote {
  /** The mentorship. */
  mentorshipId: string;
  /** The session it is about. */
  sessionId?: string;
  /** What it says. */
  text: string;
  /** Who reads it. */
  visibility: NoteVisibility;
}

export interface AdvanceCohort {
  /** Which. */
  cohortId: string;
  /** Why; compulsory to cancel. */
  reason?: string;
  /** The step. */
  step: CohortStep;
}

export interface AdvanceMentorship {
  /** Which. */
  mentorshipId: string;
  /** Why; compulsory to terminate. */
  reason?: string;
  /** The step. */
  step: MentorshipStep;
}

export interface AdvanceProgramme {
  /** Which. */
  programmeId: string;
  /** Why; compulsory to cancel. */
  reason?: string;
  /** The step. */
  step: ProgrammeStep;
}

export interface AdvanceProject {
  /** Which. */
  projectId: string;
  /** Why; compulsory to cancel. */
  reason?: string;
  /** The step. */
  step: ProjectStep;
}

export interface AdvanceVenture {
  /** Why. */
  reason?: string;
  /** The step. */
  step: VentureStep;
  /** Which. */
  ventureId: string;
}

export type AllyState = "draft" | "submitted" | "approved" | "paused" | "rejected";

export interface AllyView {
  /** How many mentees at once. */
  capacity: number;
  /** Why they want to help. */
  motivation?: string;
  /** How many seats are taken. */
  seatsTaken: number;
  /** Where it stands. */
  state: AllyState;
  /** Whose. */
  userId: string;
  /** Counts the changes. */
  version: number;
}

export interface AmendMatchRun {
  /** What changed. `left`, `capacity` and `declined` hold for this run whatever the cohort says; `joined` and `rescored` are read from the cohort, and refused when there is nothing to read. What a run was told holds for the runs that amend it, until something else is said of the same people (`joined` brings back who `left`). */
  changes?: RunChange[];
  /** The version that was read; refused when somebody changed it since. */
  expectedVersion?: number;
  /** Which run. */
  matchRunId: string;
  /** How many mentees may lose a mentor whom they could keep, over all changes; no limit when left out. */
  maxMoves?: number;
}

export interface AmendmentView {
  /** What changed: first what the caller named, then what was found. */
  changes: ChangeView[];
  /** Pairs that people had added or taken away by hand and that were not carried over, because the mentee has other mentors now. */
  editsDropped: PairChoice[];
  /** How many pairs that people had added or taken away by hand were carried over. */
  editsKept: number;
  /** What `max_moves` cost: how much better the best match is, and whom it would move. Absent without a limit. */
  limit?: CostView;
  /** How many pairs of the run before end: the disruption. */
  pairsGone: number;
  /** How many pairs of the run before stay. */
  pairsKept: number;
  /** How many pairs are new. */
  pairsNew: number;
  /** The new draft. */
  run: MatchRunView;
  /** Within `max_moves`: whom the changes that it allows moved. Without: whom an earlier limit had kept from moving. */
  settled: MoveView[];
  /** In words, in the caller's language. */
  text: string;
  /** How many more changes of scores and possible pairs were found that moved nobody. */
  unmoved: number;
}

export interface AnalyticsStateView {
  /** States that were not what the log says; after a rebuild, those that it mended. A hundred at most are named. */
  differing: string[];
  /** Their digest: equal facts give equal digests, in whatever order they came. */
  digest: string;
  /** How many events are in them. */
  events: number;
  /** How many states there are. */
  states: number;
}

export interface ApproveAlly {
  /** Whose. */
  userId: string;
}

export type Attendance = "expected" | "present" | "absent";

export interface AttendanceMark {
  /** Whether they came. */
  present: boolean;
  /** Who. */
  userId: string;
}

export interface BookSession {
  /** What it is about. */
  agenda?: string;
  /** The mentorship. */
  mentorshipId: string;
  /** How long, 5 to 480 minutes. */
  minutes: number;
  /** Where: a place or a link. */
  place?: string;
  /** When it starts. */
  startsAt: string;
}

export interface CancelSession {
  /** Why; the others read it. */
  reason: string;
  /** Which. */
  sessionId: string;
}

export interface CandidatesView {
  /** It is held against as many of the best mentors of each mentee as it has at most for one of them. */
  best: number;
  /** How many pairs of people who can be matched it has. */
  given: number;
  /** How many of them the list has: its recall is `hits` of `of`. */
  hits: number;
  /** How many possible pairs beside the list are worth more than their prices; 0 proves that the list cost nothing. For strategies that are about totals. */
  missed?: number;
  /** How many pairs more a match without the list has at most; absent where `missed` is 0 or absent. */
  mostMorePairs?: number;
  /** How many points more beside those pairs. */
  mostMorePoints?: number;
  /** How many pairs of these best there are. */
  of: number;
  /** How many of them may be made. */
  possible: number;
}

export interface CatchUp {
}

export interface CatchUpView {
  /** Each reader. */
  consumers: ConsumerView[];
}

export interface ChangeView {
  /** Whether the caller named it; what was found in the cohort is not. */
  asked: boolean;
  /** How many they take now. */
  capacity?: number;
  /** What. */
  kind: RunChangeKind;
  /** The mentee. */
  menteeId?: string;
  /** Their name. */
  menteeName?: string;
  /** The mentor. */
  mentorId?: string;
  /** Their name. */
  mentorName?: string;
  /** Who lost whom, who got whom. */
  moves: MoveView[];
  /** The organisation. */
  organisation?: string;
  /** In words, in the caller's language. */
  text: string;
}

export type CivilDate = string;

export interface ClosedView {
  /** Which: `blocked`, `consent`, `veto`, `not_listed`, `together`, `never`, `not_a_candidate`, or the gate of the policy. */
  reason: string;
  /** In words, in the caller's language. */
  text: string;
}

export interface CohortFunnelView {
  /** Of them, those whose mentor said yes. */
  accepted: number;
  /** The cohort. */
  cohortId: string;
  /** Of them, those with a mentorship that reached its end. */
  completed: number;
  /** Of them, those who agreed to be matched. */
  consenting: number;
  /** Mentees who take part. */
  mentees: number;
  /** Mentors who take part. */
  mentors: number;
  /** Of them, those who met at least once. */
  met: number;
  /** Mentorships that need a check-in. */
  needCheckIn: number;
  /** Of them, those for whom a mentor was asked or proposed. */
  proposed: number;
  /** How many mentees those mentors take at once. */
  seats: number;
  /** How many of these seats are taken, by mentees of any cohort. */
  seatsTaken: number;
  /** Of them, those who wait because nobody was found. */
  waiting: number;
  /** Of them, those who said whom they prefer. */
  withPreferences: number;
}

export type CohortId = string;

export interface CohortPage {
  /** The cohorts. */
  items: CohortView[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export interface CohortReportView {
  /** At which moment. */
  asOf: string;
  /** The cohort. */
  cohortId: string;
  /** Its name. */
  cohortName: string;
  /** The figures. */
  figures: FigureView[];
}

export type CohortState = "planned" | "open" | "closed" | "running" | "completed" | "cancelled";

export type CohortStep = "open" | "close" | "start" | "complete" | "cancel";

export interface CohortView {
  /** Identity. */
  id: string;
  /** How many mentors one mentee may have. */
  mentorsPerMentee: number;
  /** Its name. */
  name: string;
  /** How many mentees fit. */
  places?: number;
  /** Until when preferences are taken. */
  preferencesUntil?: string;
  /** Its programme. */
  programmeId: string;
  /** The limits of organisations. */
  quotas: OrganisationQuota[];
  /** Where it stands. */
  state: CohortState;
  /** Counts the changes. */
  version: number;
}

export interface CompleteMilestone {
  /** On which day; today when left out. */
  doneOn?: string;
  /** What shows it. */
  evidence?: string;
  /** Which. */
  milestoneId: string;
}

export type ConsentDecision = "given" | "withdrawn";

export type ConsentId = string;

export interface ConsentView {
  /** When. */
  at: string;
  /** What they decided. */
  decision: ConsentDecision;
  /** Identity. */
  id: string;
  /** On what. */
  purpose: Purpose;
  /** Which version of the text they read. */
  textVersion: string;
  /** Whose decision. */
  userId: string;
}

export interface ConsumerView {
  /** How many entries it dealt with in this call. */
  handled: number;
  /** Its name. */
  name: string;
}

export interface CostView {
  /** How many pairs fewer. */
  pairs: number;
  /** Everything that would change, in one plan that costs no more than this. */
  plan: MoveView[];
  /** How many points less in all. */
  points: number;
  /** In words, in the caller's language. */
  text: string;
}

export interface CreateProgramme {
  /** Its name. */
  name: string;
  /** What it is about. */
  summary?: string;
}

export interface CreateProject {
  /** Its name. */
  name: string;
  /** What it is about. */
  summary?: string;
  /** The venture. */
  ventureId: string;
}

export interface CreateVenture {
  /** Where it works. */
  country?: string;
  /** When it was founded. */
  foundedOn?: string;
  /** Its first member; the caller when left out. */
  founderId?: string;
  /** Its name. */
  name: string;
  /** Its sector. */
  sector?: string;
  /** How far it is, in the words of its programme. */
  stage?: string;
  /** What it does. */
  summary?: string;
  /** What the first member is in it, such as CEO. */
  title?: string;
  /** Its website, with http or https. */
  website?: string;
}

export interface DashboardView {
  /** Whether the gate stood between the rows and the caller. */
  gated: boolean;
  /** Its name. */
  name: string;
  /** BLAKE3 of what the gate let out; absent without a gate. */
  release?: string;
  /** Its tables, in the order of its layout. */
  tables: MetricTableView[];
  /** Its title in the caller's language. */
  title: string;
  /** Queries that the gate did not let out at all, with why. */
  withheld: WithheldView[];
}

export interface DeclineMentorship {
  /** Which. */
  mentorshipId: string;
  /** Why; the mentee and staff read it. */
  reason: string;
}

export interface DescribeMetrics {
  /** Measures already chosen; dimensions that do not go with all of them are left out. */
  measures?: string[];
}

export interface DueDateView {
  /** When it was set. */
  at: string;
  /** The day. */
  dueOn: string;
  /** Why it was moved; absent for the first. */
  reason?: string;
}

export interface EditMatchRun {
  /** Pairs to add. */
  add?: PairChoice[];
  /** The version that was read; refused when somebody changed it since. */
  expectedVersion?: number;
  /** Which run. */
  matchRunId: string;
  /** Why. */
  reason: string;
  /** Pairs to take away. */
  remove?: PairChoice[];
}

export interface Enrol {
  /** The cohort. */
  cohortId: string;
  /** On which side; mentors need an approved ally profile. */
  side: Side;
  /** The person. */
  userId: string;
}

export type EnrolmentId = string;

export type EnrolmentState = "enrolled" | "withdrawn";

export interface EnrolmentView {
  /** The cohort. */
  cohortId: string;
  /** Identity. */
  id: string;
  /** On which side. */
  side: Side;
  /** Whether they take part. */
  state: EnrolmentState;
  /** The person. */
  userId: string;
}

export interface EnsureUser {
  /** The name they go by. */
  displayName: string;
  /** Their e-mail address. */
  email?: string;
  /** How the host knows them. */
  externalId: string;
  /** The language they read; Spanish when left out. */
  locale?: Locale;
}

export type EventId = string;

export interface EventPage {
  /** The events. */
  items: EventView[];
  /** Where to go on, also when nothing is new yet. */
  next: string;
}

export interface EventView {
  /** Who did it; absent when the host or the clock did. */
  actorId?: string;
  /** When. */
  at: string;
  /** What else a reader needs. */
  data: unknown;
  /** Identity. */
  id: string;
  /** What happened, such as `mentorship.accepted`. */
  kind: string;
  /** In which programme. */
  programmeId?: string;
  /** To which one. */
  subjectId: string;
  /** To what kind of thing. */
  subjectKind: string;
}

export interface EventsSince {
  /** Where to go on; from the beginning when left out. */
  cursor?: string;
  /** How many at most, 1 to 1000; 100 when left out. */
  limit?: number;
}

export interface ExplainPair {
  /** The run. */
  matchRunId: string;
  /** Who would be mentored. */
  menteeId: string;
  /** Who would mentor. */
  mentorId: string;
}

export type Factor = "mentee_choice" | "mentor_choice" | "skills" | "sectors" | "languages" | "goals" | "time" | "stages" | "place" | "about" | "earlier" | "one_sided";

export interface FactorWeight {
  /** The factor. */
  factor: Factor;
  /** What it weighs in what the mentee wants, in basis points; the mentee weights sum to 10,000, or are all 0. */
  mentee: number;
  /** What it weighs in what the mentor wants, likewise. */
  mentor: number;
}

export type FeedbackId = string;

export interface FeedbackView {
  /** When. */
  at: string;
  /** Who thinks so. */
  authorId: string;
  /** In words. */
  comment?: string;
  /** How the two fit. */
  fit?: Fit;
  /** Identity. */
  id: string;
  /** 1 to 5. */
  rating: number;
  /** The session. */
  sessionId: string;
}

export type FigureName = "mentees_matched" | "match_rate" | "time_to_match" | "session_completion";

export interface FigureView {
  /** Whether everything it counts has come to an end. */
  complete: boolean;
  /** What it counts, in the caller's language. */
  definition: string;
  /** Of a rate, out of how many; absent when suppressed. */
  denominator?: number;
  /** The upper end. */
  high?: number;
  /** The lower end of its 95 % interval: Wilson's for rates, of order statistics for medians. */
  low?: number;
  /** Of how many it speaks; absent when suppressed. */
  n?: number;
  /** Which. */
  name: FigureName;
  /** Of a rate, what was counted; absent when suppressed. */
  numerator?: number;
  /** Whether it is hidden, because fewer than five people stand behind a cell. */
  suppressed: boolean;
  /** Its name in the caller's language. */
  title: string;
  /** `basis_points` or `minutes`. */
  unit: string;
  /** The figure; absent when undefined or suppressed. */
  value?: number;
  /** What to make of it. */
  verdict: Verdict;
}

export interface FindCohorts {
  /** What the page before gave as `next`. */
  after?: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
  /** Only of this programme. */
  programmeId?: string;
  /** Only in this state. */
  state?: CohortState;
}

export interface FindMatchRuns {
  /** What the page before gave as `next`. */
  after?: string;
  /** The cohort. */
  cohortId: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
}

export interface FindMentorships {
  /** What the page before gave as `next`. */
  after?: string;
  /** Only of this cohort. */
  cohortId?: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
  /** Only in this state. */
  state?: MentorshipState;
  /** Only with this person, on either side. */
  userId?: string;
}

export interface FindNotes {
  /** What the page before gave as `next`. */
  after?: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
  /** The mentorship. */
  mentorshipId: string;
}

export interface FindProgrammes {
  /** What the page before gave as `next`. */
  after?: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
  /** Only in this state. */
  state?: ProgrammeState;
}

export interface FindProjects {
  /** What the page before gave as `next`. */
  after?: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
  /** The venture. */
  ventureId: string;
}

export interface FindSessions {
  /** What the page before gave as `next`. */
  after?: string;
  /** Only of this cohort. */
  cohortId?: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
  /** Only of this mentorship. */
  mentorshipId?: string;
  /** Only those that start at this moment or later. */
  since?: string;
  /** Only in this state. */
  state?: SessionState;
  /** Only those that start before this moment. */
  until?: string;
  /** Only with this person. */
  userId?: string;
}

export interface FindUsers {
  /** What the page before gave as `next`. */
  after?: string;
  /** A cohort they must be in. */
  cohortId?: string;
  /** A language they must speak. */
  language?: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
  /** A programme they must have a part in. */
  programmeId?: string;
  /** A role they must hold. */
  role?: Role;
  /** A sector they must know. */
  sector?: string;
  /** A skill they must have. */
  skill?: string;
  /** Words to look for in names, headlines, what people say about themselves, organisations and labels. */
  text?: string;
}

export interface FindVentures {
  /** What the page before gave as `next`. */
  after?: string;
  /** How many at most, 1 to 100; 20 when left out. */
  limit?: number;
  /** Only with this person among its members. */
  memberId?: string;
  /** Only those shared with this person. */
  sharedWith?: string;
  /** Only in this state. */
  state?: VentureState;
}

export type Fit = "good" | "deciding" | "poor";

export type Fusion = "weighted" | "least" | "product" | "harmonic" | "cross_ratio";

export type Gate = "shared_time" | "shared_language" | "shared_skill" | "shared_sector" | "shared_stage" | "same_country" | "other_organisation" | "not_before" | "not_again";

export interface GateRule {
  /** Which. */
  gate: Gate;
  /** How many, for gates that count; 1 when left out, and 4 quarter hours for `shared_time`. */
  least?: number;
}

export interface GetCohort {
  /** Which. */
  cohortId: string;
}

export interface GetCohortFunnel {
  /** The cohort. */
  cohortId: string;
}

export interface GetCohortReport {
  /** The cohort. */
  cohortId: string;
}

export interface GetMatchPolicy {
  /** The cohort. */
  cohortId: string;
}

export interface GetMatchRun {
  /** Which. */
  matchRunId: string;
}

export interface GetMentorship {
  /** Which. */
  mentorshipId: string;
}

export interface GetPreferences {
  /** The cohort. */
  cohortId: string;
  /** On which side they stand. */
  side: Side;
  /** Who prefers. */
  userId: string;
}

export interface GetUser {
  /** Who; the caller when left out. */
  userId?: string;
}

export interface GetVenture {
  /** Which. */
  ventureId: string;
}

export interface GiveFeedback {
  /** In words. */
  comment?: string;
  /** How the two fit. */
  fit?: Fit;
  /** 1 to 5, 5 is best. */
  rating: number;
  /** The session. */
  sessionId: string;
}

export type GrantId = string;

export interface GrantRole {
  /** The programme, for duties in one. */
  programmeId?: string;
  /** Which. */
  role: Role;
  /** To whom. */
  userId: string;
}

export type GrantState = "active" | "revoked";

export interface GrantView {
  /** Identity. */
  id: string;
  /** In which programme; everywhere when absent. */
  programmeId?: string;
  /** Which. */
  role: Role;
  /** Whether it holds. */
  state: GrantState;
  /** Whose. */
  userId: string;
}

export interface GroupResultView {
  /** Whether there are at most as many pairs as the ceiling says. */
  ceilingKept: boolean;
  /** Whether there are at least as many pairs as the floor says. */
  floorKept: boolean;
  /** How many members it has. */
  members: number;
  /** Its name. */
  name: string;
  /** How many pairs they have together. */
  pairs: number;
  /** How many of them have at least one pair. */
  served: number;
  /** On which side its members stand. */
  side: Side;
}

export interface GroupShare {
  /** How many pairs its members have together at most. */
  ceiling?: number;
  /** How many pairs its members have together at least. */
  floor?: number;
  /** The label that makes a member, such as `sector:agro`, `skill:fintech`, `language:es`, `stage:idea` or `organisation:sena`. */
  label: string;
  /** What the group is called. */
  name: string;
  /** On which side its members stand. */
  side: Side;
}

export type Health = "on_track" | "needs_check_in" | "too_early";

export interface HeldBackView {
  /** Who is mentored. */
  menteeId: string;
  /** Who mentors. */
  mentorId: string;
  /** Why, in the caller's language. */
  text: string;
}

export interface HoldSession {
  /** The real length in minutes; the planned one when left out. */
  actualMinutes?: number;
  /** Who came; whoever is not named came. */
  attendance?: AttendanceMark[];
  /** Which. */
  sessionId: string;
}

export interface ImportMentorships {
  /** The cohort both are in. */
  cohortId: string;
  /** The mentorships, 50,000 at most. */
  mentorships?: MentorshipRow[];
  /** Whether to write. */
  mode: ImportMode;
}

export type ImportMode = "check" | "apply";

export interface ImportPeople {
  /** The cohort to enrol them in; needs `side` in every row. */
  cohortId?: string;
  /** Whether to write. */
  mode: ImportMode;
  /** The people, 50,000 at most. */
  people?: PersonRow[];
  /** The programme they get a duty in. */
  programmeId?: string;
}

export interface ImportSessions {
  /** The cohort of the mentorships. */
  cohortId: string;
  /** Whether to write. */
  mode: ImportMode;
  /** The sessions, 50,000 at most. */
  sessions?: SessionRow[];
}

export interface ImportVentures {
  /** The cohort whose mentees the members are. */
  cohortId: string;
  /** Whether to write. */
  mode: ImportMode;
  /** The ventures, 50,000 at most. */
  ventures?: VentureRow[];
}

export interface ImportView {
  /** Whether it was written. */
  applied: boolean;
  /** How many people are new. */
  created: number;
  /** Who is who, in the order of the request. */
  people: ImportedPerson[];
  /** How many were known and stay as they are. */
  unchanged: number;
  /** How many were known and changed. */
  updated: number;
}

export interface ImportedPerson {
  /** The key they came with. */
  email: string;
  /** Who they are now; absent when checking somebody new. */
  userId?: string;
}

export interface ImportedRowsView {
  /** Whether it was written. */
  applied: boolean;
  /** How many rows are new. */
  created: number;
  /** How many were known and stay as they are. */
  unchanged: number;
  /** How many were known and changed. */
  updated: number;
}

export type InvitationId = string;

export type InvitationState = "pending" | "accepted" | "lapsed";

export interface InvitationView {
  /** Until when it works. */
  expiresAt: string;
  /** Identity. */
  id: string;
  /** The programme of the role. */
  programmeId?: string;
  /** The role it brings. */
  role: Role;
  /** Where it stands. */
  state: InvitationState;
  /** The secret to send; only in the answer of `invite_user`. */
  token?: string;
  /** Who is invited. */
  userId: string;
}

export interface InviteUser {
  /** The name they go by. */
  displayName: string;
  /** Where to reach them. */
  email: string;
  /** The language they read; the caller's when left out. */
  locale?: Locale;
  /** The programme, for duties in one. */
  programmeId?: string;
  /** The role they get. */
  role: Role;
}

export type Json = unknown;

export type Locale = "es" | "en";

export interface MarkActivitySeen {
}

export interface MatchPolicy {
  /** How many mentees some mentors get at least. Counted among the seats they have left. */
  floors?: MentorFloor[];
  /** How the two sides become one score. */
  fusion?: Fusion;
  /** What keeps two people apart. */
  gates?: GateRule[];
  /** Shares of groups. */
  groups?: GroupShare[];
  /** With `weighted`, the share of what the mentee wants, in basis points; 7,000 when left out. */
  menteeShare?: number;
  /** Pairs that every run makes. They must be eligible. */
  must?: PairChoice[];
  /** Pairs that no run makes. */
  never?: PairChoice[];
  /** What counts, and how much. A factor that is left out weighs nothing. */
  weights: FactorWeight[];
}

export interface MatchPolicyView {
  /** The cohort. */
  cohortId: string;
  /** What it says. */
  policy: MatchPolicy;
  /** When. */
  updatedAt?: string;
  /** Who set it; absent when the host did, or nobody. */
  updatedBy?: string;
  /** Counts the changes; 0 while it is the policy that every cohort begins with. */
  version: number;
}

export type MatchRunId = string;

export interface MatchRunPage {
  /** The runs. */
  items: MatchRunSummary[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export type MatchRunState = "draft" | "review" | "published";

export interface MatchRunSummary {
  /** When it ran. */
  createdAt: string;
  /** Identity. */
  id: string;
  /** When it was published. */
  publishedAt?: string;
  /** Where it stands. */
  state: MatchRunState;
  /** How it was matched. */
  strategy: StrategyChoice;
  /** What the verifier found in the pairs as they stand. */
  verdict: VerdictView;
}

export interface MatchRunView {
  /** The run that it amends. */
  amends?: string;
  /** What the list of candidates was good for; absent when there was none. */
  candidates?: CandidatesView;
  /** The cohort. */
  cohortId: string;
  /** When it ran. */
  createdAt: string;
  /** The digest of question, strategy, seed and answer: the same run gives the same digest anywhere. */
  digest: string;
  /** The engine that ran it. */
  engineVersion: string;
  /** Pairs that could not be published. */
  heldBack: HeldBackView[];
  /** Identity. */
  id: string;
  /** How many mentees the amendment might move; absent for no limit. */
  maxMoves?: number;
  /** The pairs as they stand. */
  pairs: PairView[];
  /** When it was published. */
  publishedAt?: string;
  /** What the lottery started from. */
  seed: number;
  /** Where it stands. */
  state: MatchRunState;
  /** Whether it ran out of time; then it is the best that was found, and `verdict.optimal` says whether it is the best there is. */
  stopped: boolean;
  /** How it was matched. */
  strategy: StrategyChoice;
  /** Who has no mentor, and why. */
  unmatched: UnmatchedView[];
  /** What the verifier found in the pairs as they stand. */
  verdict: VerdictView;
  /** Counts the changes. */
  version: number;
}

export type MemberState = "active" | "left";

export interface MemberView {
  /** Their name. */
  name: string;
  /** Whether they still belong to it. */
  state: MemberState;
  /** What they are in it. */
  title?: string;
  /** Who. */
  userId: string;
}

export interface MentorFloor {
  /** How many. */
  least: number;
  /** The mentor. */
  mentorId: string;
}

export type MentorshipId = string;

export type MentorshipOrigin = "request" | "match_run" | "cascade" | "import";

export interface MentorshipPage {
  /** The mentorships. */
  items: MentorshipView[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export interface MentorshipRow {
  /** The mentee's address. */
  menteeEmail: string;
  /** The mentor's address. */
  mentorEmail: string;
  /** When it began. */
  startedOn: string;
}

export type MentorshipState = "proposed" | "accepted" | "active" | "paused" | "completed" | "followed_up" | "declined" | "expired" | "withdrawn" | "superseded" | "terminated";

export type MentorshipStep = "withdraw" | "pause" | "resume" | "complete" | "follow_up" | "terminate";

export interface MentorshipView {
  /** When the mentor said yes. */
  acceptedAt?: string;
  /** The cohort. */
  cohortId: string;
  /** When it came to its end. */
  endedAt?: string;
  /** Until when it can be answered. */
  expiresAt: string;
  /** How it is doing; absent when it is not under way. */
  health?: Health;
  /** Identity. */
  id: string;
  /** When the two last met. */
  lastHeldAt?: string;
  /** The run that proposed it. */
  matchRunId?: string;
  /** Who is mentored. */
  menteeId: string;
  /** Their name. */
  menteeName: string;
  /** Who mentors. */
  mentorId: string;
  /** Their name. */
  mentorName: string;
  /** What the mentee wrote. */
  message?: string;
  /** How it began. */
  origin: MentorshipOrigin;
  /** When it was proposed. */
  proposedAt: string;
  /** Where it stands. */
  state: MentorshipState;
  /** Counts the changes. */
  version: number;
}

export interface MetricCatalogueView {
  /** The names of the standard dashboards. */
  dashboards: string[];
  /** Every dimension. */
  dimensions: unknown;
  /** Every metric that can be asked for, with meaning, formula, unit, interval, source and dimensions. */
  metrics: unknown;
  /** The JSON Schema of queries and dashboards. */
  schema: unknown;
}

export interface MetricChartView {
  /** The table as HTML. */
  html: string;
  /** An SVG that stands alone. */
  svg: string;
  /** A Vega-Lite specification with its data. */
  vegaLite: unknown;
}

export interface MetricGroupView {
  /** The dimension. */
  dimension: string;
  /** How people call it, such as the name of a cohort. */
  label?: string;
  /** The value; absent for all together. */
  value?: string;
}

export interface MetricIntervalView {
  /** The upper end; absent when it has none. */
  hi?: number;
  /** The confidence, such as 0.95. */
  level: number;
  /** The lower end; absent when it has none. */
  lo?: number;
  /** How it was made, such as `wilson`. */
  method: string;
}

export interface MetricMeasureView {
  /** BLAKE3 of its definition: equal hashes mean equal definitions. */
  definitionHash: string;
  /** The entry of the catalogue. */
  metric: string;
  /** Its name in the query. */
  name: string;
  /** Its title in the caller's language. */
  title: string;
  /** What it counts, such as `people` or `share`. */
  unit: string;
}

export interface MetricRowView {
  /** Whether everything that it counts has come to an end. */
  complete: boolean;
  /** Of a ratio, out of how many. */
  denominator?: number;
  /** The day after the last. */
  endDay?: string;
  /** The first day it speaks of; absent for a figure that is not of a period. */
  firstDay?: string;
  /** Its group, one value per dimension; absent means all together. */
  group: MetricGroupView[];
  /** Where the true value lies. */
  interval?: MetricIntervalView;
  /** Which measure of the table. */
  measure: string;
  /** Of how many it speaks. */
  n?: number;
  /** Of a ratio, what was counted. */
  numerator?: number;
  /** Why it is hidden: `small_cell`, `complementary` or `dominance`; absent when it is not. */
  suppressed?: string;
  /** The figure; absent when undefined or hidden. Never 0 for 0/0. */
  value?: number;
  /** What to make of it: `good`, `insufficient`, `undefined`, `no_facts`, `association`, `suppressed`. */
  verdict: string;
}

export interface MetricTableView {
  /** The answer in a sentence, in the caller's language. */
  altText: string;
  /** Facts up to the end of this day are in it. */
  asOf: string;
  /** Its drawings, when asked for. */
  chart?: MetricChartView;
  /** The names of its dimensions. */
  dimensions: string[];
  /** Its measures. */
  measures: MetricMeasureView[];
  /** What the reader should know, in the caller's language. */
  notes: string[];
  /** The name of the query. */
  query: string;
  /** Its figures. */
  rows: MetricRowView[];
  /** What it shows, such as `series` or `funnel`. */
  shape: string;
  /** Its title in the caller's language. */
  title: string;
}

export type MilestoneId = string;

export type MilestoneState = "planned" | "in_progress" | "done" | "missed";

export interface MilestoneView {
  /** The day on which it was reached. */
  doneOn?: string;
  /** Every due date it had, the first one first. */
  dueDates: DueDateView[];
  /** The day as it stands. */
  dueOn: string;
  /** What shows it. */
  evidence?: string;
  /** The day first committed to. */
  firstDueOn: string;
  /** Identity. */
  id: string;
  /** Whether it was reached on or before the day first committed to; absent while it is open. */
  onTime?: boolean;
  /** Its project. */
  projectId: string;
  /** Where it stands. */
  state: MilestoneState;
  /** What is to be reached. */
  title: string;
  /** Counts the changes. */
  version: number;
}

export interface MissMilestone {
  /** Which. */
  milestoneId: string;
  /** Why. */
  reason: string;
}

export interface MoveView {
  /** Who mentors them now; absent when nobody does. */
  fromMentorId?: string;
  /** Their name. */
  fromMentorName?: string;
  /** Who is mentored. */
  menteeId: string;
  /** Their name. */
  menteeName: string;
  /** Who would mentor them; absent when nobody would. */
  toMentorId?: string;
  /** Their name. */
  toMentorName?: string;
}

export type NoteId = string;

export interface NotePage {
  /** The notes. */
  items: NoteView[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export interface NoteView {
  /** When. */
  at: string;
  /** Who wrote it. */
  authorId?: string;
  /** Identity. */
  id: string;
  /** Its mentorship. */
  mentorshipId: string;
  /** Its session. */
  sessionId?: string;
  /** What it says. */
  text: string;
  /** Who reads it. */
  visibility: NoteVisibility;
}

export type NoteVisibility = "private" | "shared" | "staff";

export interface OpenCohort {
  /** How many mentors one mentee may have, 1 to 5; 1 when left out. */
  mentorsPerMentee?: number;
  /** Its name. */
  name: string;
  /** How many mentees fit; no limit when left out. */
  places?: number;
  /** Until when preferences are taken; no limit when left out. */
  preferencesUntil?: string;
  /** The programme. */
  programmeId: string;
  /** How many mentees the mentors of an organisation take together. */
  quotas?: OrganisationQuota[];
}

export interface OrganisationQuota {
  /** The organisation as it stands in profiles; case, accents and punctuation do not matter. */
  organisation: string;
  /** How many mentees, 0 or more. */
  places: number;
}

export interface PairChoice {
  /** Who is mentored. */
  menteeId: string;
  /** Who mentors. */
  mentorId: string;
}

export interface PairExplanationView {
  /** What would bring the two together, in the caller's language; absent when they are, or nothing would. */
  change?: string;
  /** What keeps them apart; empty when they may be paired. */
  closed: ClosedView[];
  /** What making (or, for a pair that the strategy made, taking apart) this pair costs the whole; absent for strategies that are not about totals, and for pairs that may not be made. */
  cost?: CostView;
  /** Who is mentored. */
  menteeId: string;
  /** Their name. */
  menteeName: string;
  /** What the mentor is worth to the mentee, 0 to 10,000. */
  menteeSide: number;
  /** Who mentors. */
  mentorId: string;
  /** Their name. */
  mentorName: string;
  /** What the mentee is worth to the mentor, 0 to 10,000. */
  mentorSide: number;
  /** How sought after the mentor is; absent for strategies that are not about totals. */
  price?: PriceView;
  /** What the score is made of. */
  reasons: ReasonView[];
  /** What the pair scores, 0 to 10,000. */
  score: number;
  /** Why they are, or are not, together, in the caller's language. */
  text: string;
  /** Whether the two stand together in the run now. */
  together: boolean;
}

export type PairOrigin = "strategy" | "edit";

export interface PairView {
  /** Who is mentored. */
  menteeId: string;
  /** Their name. */
  menteeName: string;
  /** Where the mentor stands in the mentee's list, 1 first. */
  menteeRank?: number;
  /** Who mentors. */
  mentorId: string;
  /** Their name. */
  mentorName: string;
  /** Where the mentee stands in the mentor's list, 1 first. */
  mentorRank?: number;
  /** Who chose it. */
  origin: PairOrigin;
  /** Why. */
  reasons: ReasonView[];
  /** 0 to 10,000. */
  score: number;
}

export interface ParticipantView {
  /** Whether they came. */
  attendance: Attendance;
  /** Their name. */
  name: string;
  /** On which side. */
  side: Side;
  /** Who. */
  userId: string;
}

export interface PersonRow {
  /** What they say about themselves, up to 2,000 characters. */
  about?: string;
  /** When they are free, up to 50 entries; entries that overlap or touch become one. */
  availability?: WeeklyHours[];
  /** For mentors: how many mentees at once. */
  capacity?: number;
  /** Whether they agreed to be matched; the host says so in their name. */
  consentsToMatching?: boolean;
  /** The name they go by. */
  displayName: string;
  /** Their address: the key. */
  email: string;
  /** What they want to reach. */
  goals?: string[];
  /** One line about them. */
  headline?: string;
  /** The languages they speak. */
  languages?: string[];
  /** The language they read. */
  locale?: Locale;
  /** Whom they work for. */
  organisation?: string;
  /** Where they are: ISO 3166-2 such as `CO-ANT`, or ISO 3166-1 alpha-2 such as `PE`. */
  place?: string;
  /** The sectors they know. */
  sectors?: string[];
  /** On which side of the cohort. */
  side?: Side;
  /** What they are good at. */
  skills?: string[];
  /** The stages of ventures they can help with, or are in. */
  stages?: string[];
  /** In which time zone they live: an IANA name such as `America/Bogota`. */
  timeZone?: string;
}

export interface PersonView {
  /** Their ally profile, if they have one. */
  ally?: AllyView;
  /** Whether they agreed to be matched; shown to themselves and staff. */
  consentsToMatching?: boolean;
  /** What they are; shown to themselves and staff. */
  roles: GrantView[];
  /** The person. */
  user: UserView;
}

export interface PlanMilestone {
  /** By which day. */
  dueOn: string;
  /** The project. */
  projectId: string;
  /** What is to be reached. */
  title: string;
}

export interface PreferenceTier {
  /** Who. */
  userIds: string[];
}

export interface PreferencesView {
  /** The cohort. */
  cohortId: string;
  /** Best first. */
  ranked: PreferenceTier[];
  /** On which side. */
  side: Side;
  /** When they said so. */
  updatedAt: string;
  /** Who prefers. */
  userId: string;
  /** With whom they will not be paired. */
  vetoes: string[];
}

export interface PriceView {
  /** How many pairs it would add. */
  pairs: number;
  /** What one more place of the mentor would add to the whole, in points; 0 while a place is free. */
  points: number;
  /** How many mentees it would suit better than what they have, at no price. */
  wantedBy: number;
}

export type ProgrammeId = string;

export interface ProgrammePage {
  /** The programmes. */
  items: ProgrammeView[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export type ProgrammeState = "draft" | "published" | "running" | "completed" | "archived" | "cancelled";

export type ProgrammeStep = "publish" | "start" | "complete" | "archive" | "cancel";

export interface ProgrammeView {
  /** Identity. */
  id: string;
  /** Its name. */
  name: string;
  /** Where it stands. */
  state: ProgrammeState;
  /** What it is about. */
  summary?: string;
  /** Counts the changes. */
  version: number;
}

export type ProjectId = string;

export interface ProjectPage {
  /** The projects. */
  items: ProjectView[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export type ProjectState = "draft" | "proposed" | "approved" | "active" | "on_hold" | "completed" | "cancelled";

export type ProjectStep = "propose" | "approve" | "start" | "hold" | "resume" | "complete" | "cancel";

export interface ProjectView {
  /** Identity. */
  id: string;
  /** Its milestones by due date. */
  milestones: MilestoneView[];
  /** Its name. */
  name: string;
  /** Where it stands. */
  state: ProjectState;
  /** What it is about. */
  summary?: string;
  /** The venture. */
  ventureId: string;
  /** Counts the changes. */
  version: number;
}

export interface ProposalsView {
  /** One list per mentee, by name. */
  lists: SuggestionListView[];
}

export interface ProposeMatches {
  /** The cohort. */
  cohortId: string;
  /** On how many lists a mentor may be, so that the popular are not on all; no limit when left out. For lists of the whole cohort only. */
  exposure?: number;
  /** How many mentors each mentee is shown, 1 to 50; 5 when left out. */
  length?: number;
  /** For which mentee; for every mentee when left out, which only staff may ask. */
  userId?: string;
}

export interface PublishMatchRun {
  /** Which run. */
  matchRunId: string;
}

export type Purpose = "matching" | "analytics" | "directory" | "marketing";

export interface QueryMetrics {
  /** As it stood at the end of this day; today without it. */
  asOf?: string;
  /** Whether the answer carries its charts. */
  charts?: boolean;
  /** A query, or a dashboard with several. */
  document: unknown;
  /** What is chosen for the parameters of a dashboard: an object of texts by name. */
  params?: unknown;
  /** Only what belongs to this programme; whoever runs no ecosystem must say which. */
  programmeId?: string;
}

export interface RankCountView {
  /** How many. */
  mentees: number;
  /** The rank. */
  rank: number;
}

export interface ReasonView {
  /** What counts. */
  factor: Factor;
  /** How much, in basis points; the reasons of a pair sum to its score. */
  points: number;
  /** In words, in the caller's language. */
  text: string;
}

export interface RebuildAnalytics {
}

export interface RecordConsent {
  /** What they decided. */
  decision: ConsentDecision;
  /** On what. */
  purpose: Purpose;
  /** Which version of the text they read. */
  textVersion: string;
  /** Whose decision. */
  userId: string;
}

export interface RemoveVentureMember {
  /** Who. */
  userId: string;
  /** The venture. */
  ventureId: string;
}

export interface ReplanMilestone {
  /** By which day now. */
  dueOn: string;
  /** Which. */
  milestoneId: string;
  /** Why. */
  reason: string;
}

export interface ReplayMatchRun {
  /** The run. */
  matchRunId: string;
}

export interface ReplayView {
  /** The digest that the run keeps. */
  digest: string;
  /** The engine that ran it. */
  engineVersion: string;
  /** `same`, `question_changed`, `result_changed` or `verdict_changed`. */
  outcome: string;
  /** The engine that answered again. */
  replayedBy: string;
  /** Whether question, answer and verdict are those of the record. */
  same: boolean;
  /** In words, in the caller's language. */
  text: string;
}

export interface RequestMentorship {
  /** The cohort. */
  cohortId: string;
  /** Who asks; the caller when left out. */
  menteeId?: string;
  /** Who is asked. */
  mentorId: string;
  /** What the mentee writes. */
  message?: string;
}

export interface RevokeRole {
  /** Which grant. */
  grantId: string;
}

export type Role = "admin" | "entrepreneur" | "ally" | "client" | "manager" | "reviewer" | "mentor" | "participant" | "observer";

export interface RunChange {
  /** With `capacity`, and only there: how many they take in this run, 0 to 1,000. */
  capacity?: number;
  /** What. */
  kind: RunChangeKind;
  /** The mentee. */
  menteeId?: string;
  /** The mentor. */
  mentorId?: string;
}

export type RunChangeKind = "joined" | "left" | "capacity" | "declined" | "rescored";

export interface RunDashboard {
  /** As it stood at the end of this day; today without it. */
  asOf?: string;
  /** Whether the answers carry their charts. */
  charts?: boolean;
  /** Only this cohort. */
  cohortId?: string;
  /** `programme_manager`, `mentor`, `entrepreneur`, `funder` or `admin`. */
  name: string;
  /** Only what belongs to this programme; whoever runs no ecosystem must say which. */
  programmeId?: string;
}

export interface RunDue {
}

export interface RunDueView {
  /** Mentorships for which staff were told that they need a check-in. */
  alerted: number;
  /** Mentorships proposed to the next preference of somebody whose request expired. */
  cascaded: number;
  /** Requests that nobody answered in time. */
  expired: number;
  /** Invitations that nobody used in time. */
  lapsed: number;
  /** Reminders that went out. */
  reminded: number;
  /** Mentees for whom nobody was found. */
  unmatched: number;
}

export interface RunMatching {
  /** The only pairs that may be made, from a search index or a list of interviews; everybody with everybody when left out or empty. They are scored here, and the answer tells how many of the best pairs the list has. */
  candidates?: PairChoice[];
  /** The cohort. */
  cohortId: string;
  /** With `blend`: what one more pair is worth, in points of the score, 0 to 1,000,000. */
  perPair?: number;
  /** What the lottery among equals starts from, 0 or more; drawn and told when left out. */
  seed?: number;
  /** How. */
  strategy: StrategyChoice;
  /** How many milliseconds to think at most; the run then gives the best it has, says so (`stopped`), and what is proven of it. */
  withinMs?: number;
}

export type SessionId = string;

export type SessionOutcome = "held" | "mentee_missed" | "mentor_missed" | "both_missed" | "cancelled";

export interface SessionPage {
  /** The sessions. */
  items: SessionView[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export interface SessionRow {
  /** The mentee's address. */
  menteeEmail: string;
  /** The mentor's address. */
  mentorEmail: string;
  /** How long, 5 to 480 minutes; 60 when left out. */
  minutes?: number;
  /** What came of it; held when left out. */
  outcome?: SessionOutcome;
  /** How the mentee rated it, 1 to 5. */
  rating?: number;
  /** When it started. */
  startsAt: string;
  /** What it was about. */
  topic?: string;
}

export type SessionState = "confirmed" | "held" | "no_show" | "cancelled";

export interface SessionView {
  /** Minutes that count, once it is closed. */
  accountedMinutes?: number;
  /** What it is about. */
  agenda?: string;
  /** When it ends. */
  endsAt: string;
  /** Identity. */
  id: string;
  /** Its mentorship. */
  mentorshipId: string;
  /** How the caller rated it, 1 to 5. */
  myRating?: number;
  /** Who takes part. */
  participants: ParticipantView[];
  /** Where. */
  place?: string;
  /** When it starts. */
  startsAt: string;
  /** Where it stands. */
  state: SessionState;
  /** Counts the changes. */
  version: number;
}

export interface SetAllyCapacity {
  /** 0 to 20; 0 takes nobody new. */
  capacity: number;
  /** Whose. */
  userId: string;
}

export interface SetMatchPolicy {
  /** The cohort. */
  cohortId: string;
  /** The version that was read, 0 for one that nobody had set; refused when somebody changed it since. */
  expectedVersion?: number;
  /** What counts, what keeps people apart, what the staff wants. */
  policy: MatchPolicy;
}

export interface SetPreferences {
  /** The cohort. */
  cohortId: string;
  /** Best first; people in one tier are tied. */
  ranked?: PreferenceTier[];
  /** On which side they stand. */
  side: Side;
  /** Who prefers. */
  userId: string;
  /** With whom they will not be paired. */
  vetoes?: string[];
}

export interface SetVentureMember {
  /** What they are in it. */
  title?: string;
  /** Who. */
  userId: string;
  /** The venture. */
  ventureId: string;
}

export type ShareState = "active" | "ended";

export interface ShareVenture {
  /** Who may read it; must hold the role client. */
  clientId: string;
  /** The venture. */
  ventureId: string;
}

export interface ShareView {
  /** Who may read it. */
  clientId: string;
  /** Since when. */
  sharedAt: string;
  /** Whether it holds. */
  state: ShareState;
  /** The venture. */
  ventureId: string;
}

export type Side = "mentee" | "mentor";

export interface StartMilestone {
  /** Which. */
  milestoneId: string;
}

export type StrategyChoice = "most_people" | "highest_score" | "blend" | "stable" | "stable_for_mentors" | "stable_ties" | "rank_maximal" | "greedy_maximum" | "generous_maximum" | "least_cost_maximum" | "max_min" | "leximin" | "greedy" | "online";

export interface SubmitAllyProfile {
  /** How many mentees at once, 0 to 20; 3 when left out. */
  capacity?: number;
  /** Why they want to help. */
  motivation?: string;
  /** Who. */
  userId: string;
}

export interface SuggestionListView {
  /** Their name. */
  name: string;
  /** The mentors. */
  suggestions: SuggestionView[];
  /** For whom. */
  userId: string;
}

export interface SuggestionView {
  /** Their name. */
  name: string;
  /** Why; sums to the score. */
  reasons: ReasonView[];
  /** How good the pair is, 0 to 10,000. */
  score: number;
  /** Who. */
  userId: string;
}

export type TextChange = "clear" | { set: string };

export type Timestamp = string;

export interface UnmatchedView {
  /** Who. */
  menteeId: string;
  /** Their name. */
  menteeName: string;
  /** In words, in the caller's language. */
  text: string;
  /** Why. */
  why: UnmatchedWhy;
}

export type UnmatchedWhy = "no_eligible_mentor" | "no_seats" | "outranked" | "seats_taken" | "removed" | "came_later";

export interface UnshareVenture {
  /** Who may no longer read it. */
  clientId: string;
  /** The venture. */
  ventureId: string;
}

export interface UpdateProfile {
  /** What they say about themselves, up to 2,000 characters. */
  about?: TextChange;
  /** When they are free, the whole list, up to 50 entries; entries that overlap or touch become one. */
  availability?: WeeklyHours[];
  /** The name they go by. */
  displayName?: string;
  /** The version that was read; the change is refused when somebody changed it since. */
  expectedVersion?: number;
  /** What they want to reach, the whole list. */
  goals?: string[];
  /** One line about them. */
  headline?: TextChange;
  /** The languages they speak, the whole list. */
  languages?: string[];
  /** The language they read. */
  locale?: Locale;
  /** Whom they work for. */
  organisation?: TextChange;
  /** Where they are: ISO 3166-2 such as `CO-ANT`, or ISO 3166-1 alpha-2 such as `PE`. */
  place?: TextChange;
  /** The sectors they know, the whole list. */
  sectors?: string[];
  /** What they are good at, the whole list. */
  skills?: string[];
  /** The stages of ventures they can help with, or are in, the whole list. */
  stages?: string[];
  /** In which time zone they live: an IANA name such as `America/Bogota`. */
  timeZone?: TextChange;
  /** Whose. */
  userId: string;
}

export interface UpdateVenture {
  /** Where it works. */
  country?: TextChange;
  /** The version that was read; the change is refused when somebody changed it since. */
  expectedVersion?: number;
  /** Its name. */
  name?: string;
  /** Its sector. */
  sector?: TextChange;
  /** How far it is. */
  stage?: TextChange;
  /** What it does. */
  summary?: TextChange;
  /** Which. */
  ventureId: string;
  /** Its website. */
  website?: TextChange;
}

export type UserId = string;

export interface UserPage {
  /** The people. */
  items: UserView[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export type UserState = "invited" | "active" | "suspended" | "erased";

export interface UserView {
  /** What they say about themselves. */
  about?: string;
  /** When they are free, by the clock of their zone, Monday first; shown to the same people as the zone. */
  availability?: WeeklyHours[];
  /** The name they go by. */
  displayName: string;
  /** Their address; shown to themselves, partners and staff. */
  email?: string;
  /** How the embedding host knows them; shown to themselves and staff. */
  externalId?: string;
  /** What they want to reach. */
  goals: string[];
  /** One line about them. */
  headline?: string;
  /** Identity. */
  id: string;
  /** The languages they speak. */
  languages: string[];
  /** The language they read; shown to themselves, partners and staff. */
  locale?: Locale;
  /** Whom they work for. */
  organisation?: string;
  /** Where they are: ISO 3166-2 such as `CO-ANT`, or ISO 3166-1 alpha-2 such as `PE`. */
  place?: string;
  /** The sectors they know. */
  sectors: string[];
  /** What they are good at. */
  skills: string[];
  /** The stages of ventures they can help with, or are in. */
  stages: string[];
  /** Where they stand; shown to themselves, partners and staff. */
  state?: UserState;
  /** In which time zone they live, an IANA name; shown to themselves, staff and those who take part in the same programme. */
  timeZone?: string;
  /** Counts the changes. */
  version: number;
}

export type VentureId = string;

export interface VenturePage {
  /** The ventures. */
  items: VentureView[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export interface VentureRow {
  /** Where it works. */
  country?: string;
  /** When it was founded. */
  foundedOn?: string;
  /** The addresses of its members, who must be in the cohort. */
  founders?: string[];
  /** Its name: the key. */
  name: string;
  /** Its sector. */
  sector?: string;
  /** How far it is. */
  stage?: string;
  /** What it does. */
  summary?: string;
  /** Its website. */
  website?: string;
}

export type VentureState = "active" | "merged" | "acquired" | "closed";

export type VentureStep = "merge" | "acquire" | "close";

export interface VentureView {
  /** Where it works. */
  country?: string;
  /** When it was founded. */
  foundedOn?: string;
  /** Identity. */
  id: string;
  /** Its active members. */
  members: MemberView[];
  /** How many milestones there are, without those given up. */
  milestones: number;
  /** How many milestones were reached. */
  milestonesDone: number;
  /** Its name. */
  name: string;
  /** Its sector. */
  sector?: string;
  /** How far it is. */
  stage?: string;
  /** Where it stands. */
  state: VentureState;
  /** What it does. */
  summary?: string;
  /** Counts the changes. */
  version: number;
  /** Its website. */
  website?: string;
}

export type Verdict = "good" | "insufficient" | "undefined" | "suppressed";

export interface VerdictView {
  /** How many pairs would rather be with each other; 0 for `stable` unless edited. */
  blockingPairs: number;
  /** How often a capacity or an eligibility is broken; 0 unless edited. */
  breaches: number;
  /** What the groups of the policy got. */
  groups: GroupResultView[];
  /** For `online`: the largest total score that matching everybody at once could have reached, proven. */
  hindsight?: number;
  /** How unequal the scores of mentees are (Gini coefficient, those without a mentor count as 0), in basis points: 0 when all have the same. */
  inequality: number;
  /** In how many possible pairs a mentee would rather have a mentor who has somebody they rank lower: envy with a reason. */
  justifiedEnvy: number;
  /** The least score of a pair; absent when there is none. */
  leastScore?: number;
  /** Whether nothing better exists by the strategy's measure; absent where the strategy claims no optimum. */
  optimal?: boolean;
  /** For `online`: how many mentees did not get the best that was free when they came; 0 unless edited. */
  passedOver?: number;
  /** For `greedy` and `online`: what share of the largest total score is proven to be reached, in basis points. */
  provenShare?: number;
  /** How many got which choice. */
  ranks: RankCountView[];
  /** How many pairs. */
  size: number;
  /** The sum of their scores. */
  totalScore: number;
  /** How many mentees have no mentor. */
  unmatched: number;
}

export interface VerifyAnalytics {
}

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

export interface WeeklyHours {
  /** Until when, `HH:MM`, later than `starts`; `24:00` is the end of the day. What goes past midnight is two entries. */
  ends: string;
  /** From when, `HH:MM`. */
  starts: string;
  /** On which day. */
  weekday: Weekday;
}

export interface WithdrawEnrolment {
  /** The cohort. */
  cohortId: string;
  /** Why. */
  reason: string;
  /** On which side. */
  side: Side;
  /** The person. */
  userId: string;
}

export interface WithheldView {
  /** Its name. */
  query: string;
  /** Why, as a word: `dimension`, `filter`, `open_period`, `other_day`, `malformed`. */
  reason: string;
}

export type ErrorCode = "invalid_input" | "unauthenticated" | "forbidden" | "not_found" | "conflict" | "capacity_exceeded" | "expired" | "rate_limited" | "too_large" | "unsupported" | "cancelled" | "unavailable" | "internal";

/** One mistake in a request; `path` is a JSON Pointer into the request as it goes over the wire, in snake_case. */
export interface InputError {
  path: string;
  key: string;
  text: string;
  remedy: string;
}

/** A refused call. */
export class SemilleroError extends Error {
  readonly code: ErrorCode;
  readonly key: string;
  readonly errors: InputError[];
  readonly requestId?: string;
}

/** What a call carries beside its request. */
export interface CallOptions {
  /** Who calls; the host when left out. */
  userId?: string;
  /** The language of messages. */
  locale?: Locale;
  /** The name of the call in logs. */
  requestId?: string;
  /** Repeating the call under the same key gives its first answer. */
  idempotencyKey?: string;
  /** For whom the host calls, for the history. */
  onBehalfOf?: string;
}

/** One caller's handle: a method per operation. */
export interface Operations {
  /** Makes sure that a person of the embedding host is known; repeating it updates name and address. */
  ensureUser(request: EnsureUser): Promise<UserView>;
  /** Asks somebody to join with a role; the answer carries the secret to send. */
  inviteUser(request: InviteUser): Promise<InvitationView>;
  /** Uses an invitation: the person becomes active and gets the role. */
  acceptInvitation(request: AcceptInvitation): Promise<UserView>;
  /** Changes a profile; what is left out stays. */
  updateProfile(request: UpdateProfile): Promise<UserView>;
  /** Writes into the consent ledger. */
  recordConsent(request: RecordConsent): Promise<ConsentView>;
  /** Gives a role. */
  grantRole(request: GrantRole): Promise<GrantView>;
  /** Takes a role back; the last admin stays. */
  revokeRole(request: RevokeRole): Promise<GrantView>;
  /** Offers to be an ally. */
  submitAllyProfile(request: SubmitAllyProfile): Promise<AllyView>;
  /** Approves a submitted ally profile. */
  approveAlly(request: ApproveAlly): Promise<AllyView>;
  /** Changes how many mentees an ally takes at once. */
  setAllyCapacity(request: SetAllyCapacity): Promise<AllyView>;
  /** Reads a person with the roles they hold. */
  getUser(request?: GetUser): Promise<PersonView>;
  /** Searches the people whom the caller may see. */
  findUsers(request?: FindUsers): Promise<UserPage>;
  /** Reads many people in at once, whole or not at all. */
  importPeople(request: ImportPeople): Promise<ImportView>;
  /** Makes a programme; whoever makes it runs it. */
  createProgramme(request: CreateProgramme): Promise<ProgrammeView>;
  /** Opens a cohort of a programme. */
  openCohort(request: OpenCohort): Promise<CohortView>;
  /** Puts a person into a cohort, as mentee or mentor. */
  enrol(request: Enrol): Promise<EnrolmentView>;
  /** Takes a person out of a cohort. */
  withdrawEnrolment(request: WithdrawEnrolment): Promise<EnrolmentView>;
  /** Takes a programme one step through its lifecycle. */
  advanceProgramme(request: AdvanceProgramme): Promise<ProgrammeView>;
  /** Takes a cohort one step through its lifecycle. */
  advanceCohort(request: AdvanceCohort): Promise<CohortView>;
  /** Reads the programmes that the caller may see, by name. */
  findProgrammes(request?: FindProgrammes): Promise<ProgrammePage>;
  /** Reads a cohort. */
  getCohort(request: GetCohort): Promise<CohortView>;
  /** Reads the cohorts that the caller may see, the newest first. */
  findCohorts(request?: FindCohorts): Promise<CohortPage>;
  /** Reads where the people of a cohort stand, from enrolment to the end of a mentorship. */
  getCohortFunnel(request: GetCohortFunnel): Promise<CohortFunnelView>;
  /** Says whom a person prefers, best first with ties, and whom they refuse. */
  setPreferences(request: SetPreferences): Promise<PreferencesView>;
  /** Reads what a person prefers in a cohort. */
  getPreferences(request: GetPreferences): Promise<PreferencesView>;
  /** Matches a cohort and keeps the result as a draft. */
  runMatching(request: RunMatching): Promise<MatchRunView>;
  /** Reads a match run with its pairs, reasons and verdict. */
  getMatchRun(request: GetMatchRun): Promise<MatchRunView>;
  /** Reads the match runs of a cohort, the newest first. */
  findMatchRuns(request: FindMatchRuns): Promise<MatchRunPage>;
  /** Changes the pairs of a draft; the verifier counts what it costs. */
  editMatchRun(request: EditMatchRun): Promise<MatchRunView>;
  /** Makes a new draft of a run after something changed, and tells whom each change moved. */
  amendMatchRun(request: AmendMatchRun): Promise<AmendmentView>;
  /** Publishes a run: its pairs become proposed mentorships that hold a seat. */
  publishMatchRun(request: PublishMatchRun): Promise<MatchRunView>;
  /** Asks why two people are together in a run, or why not, and what it would cost to change that. */
  explainPair(request: ExplainPair): Promise<PairExplanationView>;
  /** Answers the question of a run again and compares, byte by byte. */
  replayMatchRun(request: ReplayMatchRun): Promise<ReplayView>;
  /** Asks for the best matches of one person, or for lists of a whole cohort. */
  proposeMatches(request: ProposeMatches): Promise<ProposalsView>;
  /** Says what counts in the matching of a cohort. */
  setMatchPolicy(request: SetMatchPolicy): Promise<MatchPolicyView>;
  /** Reads what counts in the matching of a cohort. */
  getMatchPolicy(request: GetMatchPolicy): Promise<MatchPolicyView>;
  /** Asks a mentor of the cohort; the request waits 14 days. */
  requestMentorship(request: RequestMentorship): Promise<MentorshipView>;
  /** Accepts a proposed mentorship if a seat is free. */
  acceptMentorship(request: AcceptMentorship): Promise<MentorshipView>;
  /** Declines a proposed mentorship. */
  declineMentorship(request: DeclineMentorship): Promise<MentorshipView>;
  /** Takes a mentorship one step on: withdraw, pause, resume, complete, follow up, terminate. */
  advanceMentorship(request: AdvanceMentorship): Promise<MentorshipView>;
  /** Reads a mentorship. */
  getMentorship(request: GetMentorship): Promise<MentorshipView>;
  /** Reads the mentorships that the caller may see, the newest first. */
  findMentorships(request?: FindMentorships): Promise<MentorshipPage>;
  /** Books a session if every participant is free. */
  bookSession(request: BookSession): Promise<SessionView>;
  /** Closes a session that has started: held, or missed by somebody. */
  holdSession(request: HoldSession): Promise<SessionView>;
  /** Calls a session off; everybody is free again. */
  cancelSession(request: CancelSession): Promise<SessionView>;
  /** Reads the sessions that the caller may see, the earliest first. */
  findSessions(request?: FindSessions): Promise<SessionPage>;
  /** Reads the notes of a mentorship that the caller may read. */
  findNotes(request: FindNotes): Promise<NotePage>;
  /** Reads running mentorships in, whole or not at all. */
  importMentorships(request: ImportMentorships): Promise<ImportedRowsView>;
  /** Reads sessions of the past in, whole or not at all. */
  importSessions(request: ImportSessions): Promise<ImportedRowsView>;
  /** Writes a note: private, shared or for staff. */
  addNote(request: AddNote): Promise<NoteView>;
  /** Rates a held session, once per participant. */
  giveFeedback(request: GiveFeedback): Promise<FeedbackView>;
  /** Makes a venture. */
  createVenture(request: CreateVenture): Promise<VentureView>;
  /** Changes a venture; what is left out stays. */
  updateVenture(request: UpdateVenture): Promise<VentureView>;
  /** Takes a venture one step through its lifecycle. */
  advanceVenture(request: AdvanceVenture): Promise<VentureView>;
  /** Puts a person into a venture, or changes their title in it. */
  setVentureMember(request: SetVentureMember): Promise<VentureView>;
  /** Takes a person out of a venture; the last member stays. */
  removeVentureMember(request: RemoveVentureMember): Promise<VentureView>;
  /** Lets a client read a venture. */
  shareVenture(request: ShareVenture): Promise<ShareView>;
  /** Ends what `share_venture` opened. */
  unshareVenture(request: UnshareVenture): Promise<ShareView>;
  /** Reads a venture with its members. */
  getVenture(request: GetVenture): Promise<VentureView>;
  /** Reads the ventures that the caller may see, by name. */
  findVentures(request?: FindVentures): Promise<VenturePage>;
  /** Reads many ventures in at once, whole or not at all. */
  importVentures(request: ImportVentures): Promise<ImportedRowsView>;
  /** Makes a project of a venture. */
  createProject(request: CreateProject): Promise<ProjectView>;
  /** Takes a project one step through its lifecycle. */
  advanceProject(request: AdvanceProject): Promise<ProjectView>;
  /** Reads the projects of a venture with their milestones. */
  findProjects(request: FindProjects): Promise<ProjectPage>;
  /** Plans a milestone. */
  planMilestone(request: PlanMilestone): Promise<MilestoneView>;
  /** Moves the due date of an open milestone; those before are kept. */
  replanMilestone(request: ReplanMilestone): Promise<MilestoneView>;
  /** Begins a milestone. */
  startMilestone(request: StartMilestone): Promise<MilestoneView>;
  /** Says that a milestone was reached. */
  completeMilestone(request: CompleteMilestone): Promise<MilestoneView>;
  /** Gives a milestone up. */
  missMilestone(request: MissMilestone): Promise<MilestoneView>;
  /** Reads the figures of a cohort: match rate, time to match, session completion. */
  getCohortReport(request: GetCohortReport): Promise<CohortReportView>;
  /** Answers a query over everything that happened: counts, rates, funnels, retention, survival, with intervals. */
  queryMetrics(request: QueryMetrics): Promise<DashboardView>;
  /** Runs a dashboard, a standard one or one's own. */
  runDashboard(request: RunDashboard): Promise<DashboardView>;
  /** Reads what can be measured, and the schema of queries. */
  describeMetrics(request?: DescribeMetrics): Promise<MetricCatalogueView>;
  /** Folds the whole log of events anew and keeps the result. */
  rebuildAnalytics(request?: RebuildAnalytics): Promise<AnalyticsStateView>;
  /** Compares what is kept with the whole log folded anew. */
  verifyAnalytics(request?: VerifyAnalytics): Promise<AnalyticsStateView>;
  /** Reads what happened, in the order of commits; no event is ever skipped. */
  eventsSince(request?: EventsSince): Promise<EventPage>;
  /** Reads an activity feed, the newest first. */
  activityFeed(request?: ActivityFeed): Promise<ActivityPage>;
  /** Says that the caller has read their feed up to now. */
  markActivitySeen(request?: MarkActivitySeen): Promise<ActivitySeenView>;
  /** Lets the durable readers of the events do their work. */
  catchUp(request?: CatchUp): Promise<CatchUpView>;
  /** Lets time turn: expiries and reminders. */
  runDue(request?: RunDue): Promise<RunDueView>;
}

/** A handle on an ecosystem for one caller. */
export interface Acting extends Operations {}

/** An ecosystem. Its own methods act as the host; `actingAs` gives a handle for a person. */
export class Ecosystem {
  private constructor();
  /** An empty ecosystem in memory. */
  static inMemory(): Ecosystem;
  /** Opens a database: a path or `postgres://user@host/name`; with `migrate` it is made or brought up to date first. */
  static open(database: string, options?: { migrate?: boolean; keyFile?: string }): Promise<Ecosystem>;
  /** An ecosystem in memory whose clock stands still and whose ids repeat for the same seed. */
  static forTests(start: string, seed: number): Ecosystem;
  /** Moves the clock of an ecosystem made by `forTests`. */
  setTime(now: string): void;
  /** A handle that acts as a person; as the host when `userId` is left out. */
  actingAs(options?: CallOptions): Acting;
  /** A handle for somebody who is not signed in: it can use an invitation, and nothing else. */
  actingAsNobody(options?: Omit<CallOptions, "userId">): Acting;
}
export interface Ecosystem extends Operations {}

/** How tables are matched. */
export interface TableOptions {
  /** `most_people` when left out. */
  strategy?: StrategyChoice;
  /** With `blend`, the points of one more pair. */
  perPair?: number;
  /** What ties are drawn from; 0 when left out. */
  seed?: number;
  /** The language of reasons and messages; `en` when left out. */
  language?: Locale;
}

/** An answer; the tables are Arrow streams, for `tableFromIPC`. */
export interface Matched {
  /** Who has whom. */
  pairs: Uint8Array;
  /** Who has nobody, and why. */
  unmatched: Uint8Array;
  /** What the verifier says. */
  verdict: { size: number; score: number; unmatched: number; optimal?: boolean | null; [more: string]: unknown };
  /** What proves it, in hex. */
  digest: string;
  /** What candidates were good for: how many of the best pairs they have (`hits` of `of`), and what they missed. */
  candidates?: { given: number; possible: number; best: number; hits: number; of: number; missed?: number | null };
}

/**
 * Matches people in Arrow tables (the bytes of `tableToIPC`), by a policy whose ids are those of the tables. `candidates` (columns
 * `mentee` and `mentor`) are the only pairs that may be made. With `online`, mentees come in the order of their rows.
 */
export function matchPeople(
  mentees: Uint8Array,
  mentors: Uint8Array,
  options?: TableOptions & { candidates?: Uint8Array; policy?: MatchPolicy; on?: string },
): Promise<Matched>;

/** Matches along the pairs of an Arrow table with `mentee`, `mentor` and `score`; tables of people say capacities. */
export function matchPairs(
  pairs: Uint8Array,
  options?: TableOptions & { mentees?: Uint8Array; mentors?: Uint8Array },
): Promise<Matched>;

/** Numbers of people and things by what their owner calls them: text, UUID or number. It alone leads from a book back to somebody. */
export class Ids {
  /** Empty, or what `toBytes` gave. */
  constructor(bytes?: Uint8Array);
  /** The map as bytes; keep it apart from the book. */
  toBytes(): Uint8Array;
}

/** Tables of facts: the bytes of Arrow streams or files. */
export interface Facts {
  events?: Uint8Array;
  spells?: Uint8Array;
  attributes?: Uint8Array;
  money?: Uint8Array;
  /** Without it the facts speak of people and things by number. */
  ids?: Ids;
  /** The language of mistakes; `es` when left out. */
  locale?: Locale;
}

/** How a book is asked. */
export interface BookQuestion {
  /** As it stood at the end of this day; the last day of the facts when left out. */
  asOf?: string;
  /** What is chosen for the parameters of a dashboard. */
  params?: Record<string, string>;
  /** `es` when left out. */
  locale?: Locale;
  /** Whether the answers carry their charts. */
  charts?: boolean;
}

/** Facts as mergeable states: the same facts give the same book, in whatever order, however often and in however many parts. */
export class Book {
  /** Empty, or what `toBytes` gave. */
  constructor(bytes?: Uint8Array);
  /** Folds tables of facts. */
  static fold(facts: Facts): Promise<Book>;
  /** The book of the bytes of `toBytes`. */
  static fromBytes(bytes: Uint8Array): Book;
  /** The book in its canonical form. */
  toBytes(): Uint8Array;
  /** A book of the facts of both; their numbers must mean the same, as those of one `Ids` do. */
  merge(other: Book): Book;
  /** BLAKE3 of the canonical form, in hex: equal facts, equal digest, in every language. */
  digest(): string;
  /** The last day on which something happened, or a spell began or ended. */
  readonly lastDay?: string;
  /** Answers a query, or a dashboard of one's own; the document as it goes over the wire, in snake_case. */
  query(document: object, question?: BookQuestion): Promise<DashboardView>;
  /** Runs a standard dashboard: `programme_manager`, `mentor`, `entrepreneur`, `funder` or `admin`. */
  dashboard(name: string, question?: BookQuestion): Promise<DashboardView>;
}

/** The figures of a table of an answer as an Arrow stream, for `tableFromIPC`. */
export function figuresToIPC(table: MetricTableView): Uint8Array;
