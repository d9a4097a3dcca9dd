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

export interface CatchUp {
}

export interface CatchUpView {
  /** Each reader. */
  consumers: ConsumerView[];
}

export type CohortId = string;

export type CohortState = "planned" | "open" | "closed" | "running" | "completed" | "cancelled";

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

export interface CreateProgramme {
  /** Its name. */
  name: string;
  /** What it is about. */
  summary?: string;
}

export interface DeclineMentorship {
  /** Which. */
  mentorshipId: string;
  /** Why; the mentee and staff read it. */
  reason: string;
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

export type Factor = "mentee_choice" | "mentor_choice" | "skills" | "sectors" | "languages" | "goals";

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
  /** Words to look for in names, headlines, organisations and labels. */
  text?: string;
}

export type Fit = "good" | "deciding" | "poor";

export interface GetMatchRun {
  /** Which. */
  matchRunId: string;
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

export type MatchRunId = string;

export type MatchRunState = "draft" | "review" | "published";

export interface MatchRunView {
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
  /** The pairs as they stand. */
  pairs: PairView[];
  /** When it was published. */
  publishedAt?: string;
  /** What the lottery started from. */
  seed: number;
  /** Where it stands. */
  state: MatchRunState;
  /** How it was matched. */
  strategy: StrategyChoice;
  /** Who has no mentor, and why. */
  unmatched: UnmatchedView[];
  /** What the verifier found in the pairs as they stand. */
  verdict: VerdictView;
  /** Counts the changes. */
  version: number;
}

export type MentorshipId = string;

export type MentorshipOrigin = "request" | "match_run";

export interface MentorshipPage {
  /** The mentorships. */
  items: MentorshipView[];
  /** What to ask next; absent on the last page. */
  next?: string;
}

export type MentorshipState = "proposed" | "accepted" | "active" | "paused" | "completed" | "followed_up" | "declined" | "expired" | "withdrawn" | "superseded" | "terminated";

export interface MentorshipView {
  /** The cohort. */
  cohortId: string;
  /** Until when it can be answered. */
  expiresAt: string;
  /** Identity. */
  id: string;
  /** The run that proposed it. */
  matchRunId?: string;
  /** Who is mentored. */
  menteeId: string;
  /** Who mentors. */
  mentorId: string;
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

export type NoteId = string;

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
  /** On which side. */
  side: Side;
  /** Who. */
  userId: string;
}

export interface PersonRow {
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
  /** The sectors they know. */
  sectors?: string[];
  /** On which side of the cohort. */
  side?: Side;
  /** What they are good at. */
  skills?: string[];
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

export type ProgrammeId = string;

export type ProgrammeState = "draft" | "published" | "running" | "completed" | "archived" | "cancelled";

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

export interface PublishMatchRun {
  /** Which run. */
  matchRunId: string;
}

export type Purpose = "matching" | "analytics" | "directory" | "marketing";

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

export interface RunDue {
}

export interface RunDueView {
  /** Requests that nobody answered in time. */
  expired: number;
  /** Invitations that nobody used in time. */
  lapsed: number;
  /** Reminders that went out. */
  reminded: number;
}

export interface RunMatching {
  /** The cohort. */
  cohortId: string;
  /** What the lottery among equals starts from, 0 or more; drawn and told when left out. */
  seed?: number;
  /** How. */
  strategy: StrategyChoice;
}

export type SessionId = string;

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

export type Side = "mentee" | "mentor";

export type StrategyChoice = "most_people" | "highest_score" | "stable";

export interface SubmitAllyProfile {
  /** How many mentees at once, 0 to 20; 3 when left out. */
  capacity?: number;
  /** Why they want to help. */
  motivation?: string;
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

export type UnmatchedWhy = "no_eligible_mentor" | "no_seats" | "outranked" | "seats_taken" | "removed";

export interface UpdateProfile {
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
  /** The sectors they know, the whole list. */
  sectors?: string[];
  /** What they are good at, the whole list. */
  skills?: string[];
  /** Whose. */
  userId: string;
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
  /** The sectors they know. */
  sectors: string[];
  /** What they are good at. */
  skills: string[];
  /** Where they stand; shown to themselves, partners and staff. */
  state?: UserState;
  /** Counts the changes. */
  version: number;
}

export interface VerdictView {
  /** How many pairs would rather be with each other; 0 for `stable` unless edited. */
  blockingPairs: number;
  /** How often a capacity or an eligibility is broken; 0 unless edited. */
  breaches: number;
  /** Whether nothing better exists by the strategy's measure; absent for `stable`. */
  optimal?: boolean;
  /** How many got which choice. */
  ranks: RankCountView[];
  /** How many pairs. */
  size: number;
  /** The sum of their scores. */
  totalScore: number;
  /** How many mentees have no mentor. */
  unmatched: number;
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
  /** Says whom a person prefers, best first with ties, and whom they refuse. */
  setPreferences(request: SetPreferences): Promise<PreferencesView>;
  /** Matches a cohort and keeps the result as a draft. */
  runMatching(request: RunMatching): Promise<MatchRunView>;
  /** Reads a match run with its pairs, reasons and verdict. */
  getMatchRun(request: GetMatchRun): Promise<MatchRunView>;
  /** Changes the pairs of a draft; the verifier counts what it costs. */
  editMatchRun(request: EditMatchRun): Promise<MatchRunView>;
  /** Publishes a run: its pairs become proposed mentorships that hold a seat. */
  publishMatchRun(request: PublishMatchRun): Promise<MatchRunView>;
  /** Asks a mentor of the cohort; the request waits 14 days. */
  requestMentorship(request: RequestMentorship): Promise<MentorshipView>;
  /** Accepts a proposed mentorship if a seat is free. */
  acceptMentorship(request: AcceptMentorship): Promise<MentorshipView>;
  /** Declines a proposed mentorship. */
  declineMentorship(request: DeclineMentorship): Promise<MentorshipView>;
  /** Reads the mentorships that the caller may see, the newest first. */
  findMentorships(request?: FindMentorships): Promise<MentorshipPage>;
  /** Books a session if every participant is free. */
  bookSession(request: BookSession): Promise<SessionView>;
  /** Closes a session that has started: held, or missed by somebody. */
  holdSession(request: HoldSession): Promise<SessionView>;
  /** Writes a note: private, shared or for staff. */
  addNote(request: AddNote): Promise<NoteView>;
  /** Rates a held session, once per participant. */
  giveFeedback(request: GiveFeedback): Promise<FeedbackView>;
  /** Reads what happened, in the order of commits; no event is ever skipped. */
  eventsSince(request?: EventsSince): Promise<EventPage>;
  /** Reads an activity feed, the newest first. */
  activityFeed(request?: ActivityFeed): Promise<ActivityPage>;
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
