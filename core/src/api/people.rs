//! Requests and views of people.

use super::wire::{TextChange, request, view};
use crate::people::{
    AllyState, ConsentDecision, FreeTime, GrantState, InvitationState, Purpose, Role, UserState, Weekday,
};
use crate::programmes::Side;
use crate::values::{CohortId, ConsentId, GrantId, InvitationId, Locale, ProgrammeId, Timestamp, UserId};

request! {
    /// Makes sure that a person of the embedding host is known, by the host's own id; calling it again updates name and address.
    pub struct EnsureUser {
        /// How the host knows them.
        external_id: String,
        /// The name they go by.
        display_name: String,
        /// Their e-mail address.
        email: Option<String>,
        /// The language they read; Spanish when left out.
        locale: Option<Locale>,
    }
}

request! {
    /// Asks somebody to join with a role. The answer carries the secret to send; it works once, for 14 days.
    pub struct InviteUser {
        /// Where to reach them.
        email: String,
        /// The name they go by.
        display_name: String,
        /// The role they get.
        role: Role,
        /// The programme, for duties in one.
        programme_id: Option<ProgrammeId>,
        /// The language they read; the caller's when left out.
        locale: Option<Locale>,
    }
}

request! {
    /// Uses an invitation: the person becomes active and gets the role.
    pub struct AcceptInvitation {
        /// The secret from the invitation.
        token: String,
        /// Another name than the one in the invitation.
        display_name: Option<String>,
    }
}

request! {
    /// Some time of one weekday in which a person is free, every week, by the clock of their time zone.
    pub struct WeeklyHours {
        /// On which day.
        weekday: Weekday,
        /// From when, `HH:MM`.
        from: String,
        /// Until when, `HH:MM`, later than `from`; `24:00` is the end of the day. What goes past midnight is two entries.
        to: String,
    }
}

impl WeeklyHours {
    /// The free time it says; nothing when its times are none, which views never give.
    #[must_use]
    pub fn free_time(&self) -> Option<FreeTime> {
        FreeTime::new(self.weekday, self.from.parse().ok()?, self.to.parse().ok()?).ok()
    }
}

impl From<FreeTime> for WeeklyHours {
    fn from(time: FreeTime) -> Self {
        Self { weekday: time.weekday(), from: time.from().to_string(), to: time.to().to_string() }
    }
}

request! {
    /// Changes a profile; what is left out stays.
    pub struct UpdateProfile {
        /// Whose.
        user_id: UserId,
        /// The name they go by.
        display_name: Option<String>,
        /// One line about them.
        headline: Option<TextChange>,
        /// Whom they work for.
        organisation: Option<TextChange>,
        /// What they say about themselves, up to 2,000 characters.
        about: Option<TextChange>,
        /// Where they are: ISO 3166-2 such as `CO-ANT`, or ISO 3166-1 alpha-2 such as `PE`.
        place: Option<TextChange>,
        /// In which time zone they live: an IANA name such as `America/Bogota`.
        time_zone: Option<TextChange>,
        /// When they are free, the whole list, up to 50 entries; entries that overlap or touch become one.
        availability: Option<Vec<WeeklyHours>>,
        /// The language they read.
        locale: Option<Locale>,
        /// What they are good at, the whole list.
        skills: Option<Vec<String>>,
        /// The sectors they know, the whole list.
        sectors: Option<Vec<String>>,
        /// The languages they speak, the whole list.
        languages: Option<Vec<String>>,
        /// What they want to reach, the whole list.
        goals: Option<Vec<String>>,
        /// The stages of ventures they can help with, or are in, the whole list.
        stages: Option<Vec<String>>,
        /// The version that was read; the change is refused when somebody changed it since.
        expected_version: Option<i64>,
    }
}

request! {
    /// Writes into the consent ledger.
    pub struct RecordConsent {
        /// Whose decision.
        user_id: UserId,
        /// On what.
        purpose: Purpose,
        /// What they decided.
        decision: ConsentDecision,
        /// Which version of the text they read.
        text_version: String,
    }
}

request! {
    /// Gives a role.
    pub struct GrantRole {
        /// To whom.
        user_id: UserId,
        /// Which.
        role: Role,
        /// The programme, for duties in one.
        programme_id: Option<ProgrammeId>,
    }
}

request! {
    /// Takes a role back.
    pub struct RevokeRole {
        /// Which grant.
        grant_id: GrantId,
    }
}

request! {
    /// Offers to be an ally.
    pub struct SubmitAllyProfile {
        /// Who.
        user_id: UserId,
        /// How many mentees at once, 0 to 20; 3 when left out.
        capacity: Option<i32>,
        /// Why they want to help.
        motivation: Option<String>,
    }
}

request! {
    /// Approves a submitted ally profile.
    pub struct ApproveAlly {
        /// Whose.
        user_id: UserId,
    }
}

request! {
    /// Changes how many mentees an ally takes at once. Nobody is sent away when it shrinks.
    pub struct SetAllyCapacity {
        /// Whose.
        user_id: UserId,
        /// 0 to 20; 0 takes nobody new.
        capacity: i32,
    }
}

request! {
    /// Searches people. Texts match by word stem in Spanish and English; more matching words come first, then names in order.
    pub struct FindUsers {
        /// Words to look for in names, headlines, what people say about themselves, organisations and labels.
        text: Option<String>,
        /// A skill they must have.
        skill: Option<String>,
        /// A sector they must know.
        sector: Option<String>,
        /// A language they must speak.
        language: Option<String>,
        /// A role they must hold.
        role: Option<Role>,
        /// A programme they must have a part in.
        programme_id: Option<ProgrammeId>,
        /// A cohort they must be in.
        cohort_id: Option<CohortId>,
        /// How many at most, 1 to 100; 20 when left out.
        limit: Option<i32>,
        /// What the page before gave as `next`.
        after: Option<String>,
    }
}

request! {
    /// Reads a person with the roles they hold.
    pub struct GetUser {
        /// Who; the caller when left out.
        user_id: Option<UserId>,
    }
}

view! {
    /// A person with the roles they hold.
    pub struct PersonView {
        /// The person.
        user: UserView,
        /// What they are; shown to themselves and staff.
        roles: Vec<GrantView>,
        /// Their ally profile, if they have one.
        ally: Option<AllyView>,
        /// Whether they agreed to be matched; shown to themselves and staff.
        consents_to_matching: Option<bool>,
    }
}

view! {
    /// A person, as far as the caller may see them.
    pub struct UserView {
        /// Identity.
        id: UserId,
        /// Counts the changes.
        version: i64,
        /// The name they go by.
        display_name: String,
        /// One line about them.
        headline: Option<String>,
        /// Whom they work for.
        organisation: Option<String>,
        /// What they say about themselves.
        about: Option<String>,
        /// Where they are: ISO 3166-2 such as `CO-ANT`, or ISO 3166-1 alpha-2 such as `PE`.
        place: Option<String>,
        /// What they are good at.
        skills: Vec<String>,
        /// The sectors they know.
        sectors: Vec<String>,
        /// The languages they speak.
        languages: Vec<String>,
        /// What they want to reach.
        goals: Vec<String>,
        /// The stages of ventures they can help with, or are in.
        stages: Vec<String>,
        /// In which time zone they live, an IANA name; shown to themselves, staff and those who take part in the same programme.
        time_zone: Option<String>,
        /// When they are free, by the clock of their zone, Monday first; shown to the same people as the zone.
        availability: Option<Vec<WeeklyHours>>,
        /// Where they stand; shown to themselves, partners and staff.
        state: Option<UserState>,
        /// Their address; shown to themselves, partners and staff.
        email: Option<String>,
        /// How the embedding host knows them; shown to themselves and staff.
        external_id: Option<String>,
        /// The language they read; shown to themselves, partners and staff.
        locale: Option<Locale>,
    }
}

view! {
    /// Some people in order.
    pub struct UserPage {
        /// The people.
        items: Vec<UserView>,
        /// What to ask next; absent on the last page.
        next: Option<String>,
    }
}

view! {
    /// An invitation.
    pub struct InvitationView {
        /// Identity.
        id: InvitationId,
        /// Where it stands.
        state: InvitationState,
        /// Who is invited.
        user_id: UserId,
        /// The role it brings.
        role: Role,
        /// The programme of the role.
        programme_id: Option<ProgrammeId>,
        /// Until when it works.
        expires_at: Timestamp,
        /// The secret to send; only in the answer of `invite_user`.
        token: Option<String>,
    }
}

view! {
    /// An entry of the consent ledger.
    pub struct ConsentView {
        /// Identity.
        id: ConsentId,
        /// Whose decision.
        user_id: UserId,
        /// On what.
        purpose: Purpose,
        /// What they decided.
        decision: ConsentDecision,
        /// Which version of the text they read.
        text_version: String,
        /// When.
        at: Timestamp,
    }
}

view! {
    /// A role of a person.
    pub struct GrantView {
        /// Identity.
        id: GrantId,
        /// Whose.
        user_id: UserId,
        /// Which.
        role: Role,
        /// In which programme; everywhere when absent.
        programme_id: Option<ProgrammeId>,
        /// Whether it holds.
        state: GrantState,
    }
}

view! {
    /// An ally profile.
    pub struct AllyView {
        /// Whose.
        user_id: UserId,
        /// Counts the changes.
        version: i64,
        /// Where it stands.
        state: AllyState,
        /// How many mentees at once.
        capacity: i32,
        /// How many seats are taken.
        seats_taken: i32,
        /// Why they want to help.
        motivation: Option<String>,
    }
}

/// Whether an import writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ImportMode {
    /// Checks everything and writes nothing.
    Check,
    /// Writes everything, or nothing when there is a mistake.
    Apply,
}

request! {
    /// Reads many people in at once: everything is checked first, then written whole. People already known by their address are
    /// updated, so that importing the same list again changes nothing.
    pub struct ImportPeople {
        /// Whether to write.
        mode: ImportMode,
        /// The programme they get a duty in.
        programme_id: Option<ProgrammeId>,
        /// The cohort to enrol them in; needs `side` in every row.
        cohort_id: Option<CohortId>,
        /// The people, 50,000 at most.
        people: Vec<PersonRow>,
    }
}

request! {
    /// One person of an import.
    #[derive(Default)]
    pub struct PersonRow {
        /// Their address: the key.
        email: String,
        /// The name they go by.
        display_name: String,
        /// On which side of the cohort.
        side: Option<Side>,
        /// For mentors: how many mentees at once.
        capacity: Option<i32>,
        /// Whom they work for.
        organisation: Option<String>,
        /// One line about them.
        headline: Option<String>,
        /// What they say about themselves, up to 2,000 characters.
        about: Option<String>,
        /// Where they are: ISO 3166-2 such as `CO-ANT`, or ISO 3166-1 alpha-2 such as `PE`.
        place: Option<String>,
        /// In which time zone they live: an IANA name such as `America/Bogota`.
        time_zone: Option<String>,
        /// When they are free, up to 50 entries; entries that overlap or touch become one.
        availability: Vec<WeeklyHours>,
        /// The language they read.
        locale: Option<Locale>,
        /// What they are good at.
        skills: Vec<String>,
        /// The sectors they know.
        sectors: Vec<String>,
        /// The languages they speak.
        languages: Vec<String>,
        /// What they want to reach.
        goals: Vec<String>,
        /// The stages of ventures they can help with, or are in.
        stages: Vec<String>,
        /// Whether they agreed to be matched; the host says so in their name.
        consents_to_matching: Option<bool>,
    }
}

view! {
    /// What an import did, or would do.
    pub struct ImportView {
        /// Whether it was written.
        applied: bool,
        /// How many people are new.
        created: i64,
        /// How many were known and changed.
        updated: i64,
        /// How many were known and stay as they are.
        unchanged: i64,
        /// Who is who, in the order of the request.
        people: Vec<ImportedPerson>,
    }
}

view! {
    /// One imported person.
    pub struct ImportedPerson {
        /// The key they came with.
        email: String,
        /// Who they are now; absent when checking somebody new.
        user_id: Option<UserId>,
    }
}
