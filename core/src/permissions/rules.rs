//! The rule table.

use super::decide::{Relation, Relations};

/// One line of the table: who may take an action, and who may not even so.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The action.
    pub action: Action,
    /// One of these relations to the thing is enough …
    pub allow: Relations,
    /// … unless one of these holds too: deny wins.
    pub deny: Relations,
}

macro_rules! rules {
    ($($(#[$meta:meta])* $action:ident = $word:literal: $($allow:ident)|+ $(, never $($deny:ident)|+)?;)+) => {
        /// What can be done. Transition tables and operations name an action; only the rule table says who may take it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($(#[$meta])* $action),+ }

        impl Action {
            /// The word in the audit log.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$action => $word),+ } }
        }

        /// Every rule, in the order of [`Action`].
        pub static RULES: &[Rule] = &[$(Rule {
            action: Action::$action,
            allow: Relations::of(&[$(Relation::$allow),+]),
            deny: Relations::of(&[$($(Relation::$deny),+)?]),
        }),+];
    };
}

rules! {
    /// Give a role everywhere.
    GrantRole = "grant_role": Host | Admin;
    /// Give a duty in one programme.
    GrantDuty = "grant_duty": Host | Admin | Manager;
    /// Know a person of the embedding host.
    EnsureUser = "ensure_user": Host | Admin;
    /// Ask somebody to join.
    InviteUser = "invite_user": Host | Admin | Manager;
    /// Use an invitation: whoever shows the signed secret.
    AcceptInvitation = "accept_invitation": Host | Bearer;
    /// See that a person exists, with their public profile.
    ViewUser = "view_user": Host | Admin | Manager | Oneself | Fellow | Partner;
    /// See when a person is free, and in which time zone.
    ViewAvailability = "view_availability": Host | Admin | Manager | Oneself | Partner | Peer;
    /// See how to reach a person, their state and their roles.
    ViewContact = "view_contact": Host | Admin | Manager | Oneself | Partner;
    /// Change a profile.
    UpdateProfile = "update_profile": Host | Admin | Oneself;
    /// Write into the consent ledger. Nobody consents for somebody else; a host passes on what its people decided.
    RecordConsent = "record_consent": Host | Oneself;
    /// Offer to be an ally, pause and resume.
    SubmitAllyProfile = "submit_ally_profile": Host | Admin | Oneself;
    /// Decide on an ally profile; never one's own.
    ApproveAlly = "approve_ally": Host | Admin | Manager, never Oneself;
    /// Change how many mentees an ally takes.
    SetAllyCapacity = "set_ally_capacity": Host | Admin | Manager | Oneself;
    /// Suspend and reinstate a person; never oneself.
    SuspendUser = "suspend_user": Host | Admin, never Oneself;
    /// Erase a person.
    EraseUser = "erase_user": Host | Admin | Oneself;
    /// Read many people in at once.
    ImportPeople = "import_people": Host | Admin | Manager;
    /// Make a programme.
    CreateProgramme = "create_programme": Host | Admin;
    /// Run a programme: its cohorts, its states.
    ManageProgramme = "manage_programme": Host | Admin | Manager;
    /// See a programme and its cohorts.
    ViewProgramme = "view_programme": Host | Admin | Manager | Fellow;
    /// See how the people of a cohort stand, one by one or as figures of whatever size.
    ViewFunnel = "view_funnel": Host | Admin | Manager;
    /// See the figures of a cohort, without cells behind which fewer than five people stand.
    ViewFigures = "view_figures": Host | Admin | Manager | Fellow;
    /// Put a person into a cohort, and take them out.
    Enrol = "enrol": Host | Admin | Manager;
    /// Say whom one prefers; staff may pass on what a person said.
    SetPreferences = "set_preferences": Host | Admin | Manager | Oneself;
    /// Run a matching.
    RunMatching = "run_matching": Host | Admin | Manager;
    /// Say what counts in the matching of a cohort.
    SetMatchPolicy = "set_match_policy": Host | Admin | Manager;
    /// Ask for suggestions for a mentee, without matching anybody.
    ProposeMatches = "propose_matches": Host | Admin | Manager | Oneself;
    /// See a match run.
    ViewMatchRun = "view_match_run": Host | Admin | Manager;
    /// Change the pairs of a match run.
    EditMatchRun = "edit_match_run": Host | Admin | Manager;
    /// Publish a match run.
    PublishMatchRun = "publish_match_run": Host | Admin | Manager;
    /// Ask for a mentor.
    RequestMentorship = "request_mentorship": Host | MenteeSide;
    /// Accept or decline a mentorship.
    AnswerMentorship = "answer_mentorship": Host | MentorSide;
    /// Take back a request.
    WithdrawMentorship = "withdraw_mentorship": Host | MenteeSide;
    /// Pause, resume, end a mentorship.
    ManageMentorship = "manage_mentorship": Host | Admin | Manager | MentorSide | MenteeSide;
    /// Propose the next preference of somebody whose request came to nothing: follows from that, nobody does it by hand.
    CascadeMentorship = "cascade_mentorship": Host | Admin | MentorSide;
    /// Close requests that another mentorship made needless: follows from accepting, nobody does it by hand.
    SupersedeMentorship = "supersede_mentorship": Host | MentorSide;
    /// See a mentorship and its sessions.
    ViewMentorship = "view_mentorship": Host | Admin | Manager | MentorSide | MenteeSide;
    /// Book sessions.
    BookSession = "book_session": Host | MentorSide | MenteeSide;
    /// Call a session off.
    CancelSession = "cancel_session": Host | Admin | Manager | MentorSide | MenteeSide;
    /// Read the notes that are for staff.
    ReadStaffNotes = "read_staff_notes": Host | Admin | Manager;
    /// Say that a session took place, or who did not come.
    HoldSession = "hold_session": Host | Admin | Manager | MentorSide;
    /// Write a note.
    AddNote = "add_note": Host | Admin | Manager | MentorSide | MenteeSide;
    /// Rate a session one took part in.
    GiveFeedback = "give_feedback": MentorSide | MenteeSide;
    /// Make a venture with a person as its first member.
    CreateVenture = "create_venture": Host | Admin | Manager | Oneself;
    /// Change a venture: its page, its members, its end.
    ManageVenture = "manage_venture": Host | Admin | Manager | Member;
    /// See a venture, its projects and their milestones.
    ViewVenture = "view_venture": Host | Admin | Manager | Member | Partner | Viewer;
    /// Let a client read a venture, and no longer.
    ShareVenture = "share_venture": Host | Admin | Manager | Member;
    /// Write and run a project and its milestones.
    ManageProject = "manage_project": Host | Admin | Manager | Member;
    /// Decide on a project put forward; never as one of its founders.
    ApproveProject = "approve_project": Host | Admin | Manager, never Member;
    /// Read the events of a programme.
    ReadEvents = "read_events": Host | Admin | Manager;
    /// Read an activity feed.
    ReadActivity = "read_activity": Host | Oneself;
    /// Hand out and take back bearer tokens.
    CreateToken = "create_token": Host;
    /// Keep the hash of a password that the host checked, and count tries to sign in.
    KeepPassword = "keep_password": Host;
    /// Sign somebody in and out whose password the host checked.
    SignIn = "sign_in": Host;
    /// Make the link of the first admin, and make the first admin by it.
    SetUp = "set_up": Host;
    /// Let consumers catch up with the events.
    CatchUp = "catch_up": Host | Admin;
    /// Fold the figures of the whole ecosystem anew, and check them.
    KeepAnalytics = "keep_analytics": Host | Admin;
    /// See figures of the whole ecosystem.
    ViewAllFigures = "view_all_figures": Host | Admin;
    /// Let time turn: expiries and reminders.
    RunDue = "run_due": Host | Admin;
}

/// The rule table as Markdown.
#[must_use]
pub fn render_rules() -> String {
    let mut text = String::from("| action | allowed | denied even so |\n|---|---|---|\n");
    for rule in RULES {
        text.push_str(&format!("| {} | {} | {} |\n", rule.action.word(), rule.allow, rule.deny));
    }
    text
}
