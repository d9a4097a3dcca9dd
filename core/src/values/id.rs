//! Identities: one newtype per kind of thing, UUIDv7 inside, text on the wire.

use uuid::Uuid;

/// What every id type offers to generic code.
pub trait Id: Copy + Ord + Send + Sync + std::fmt::Display + 'static {
    /// Wraps a UUID.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The UUID inside.
    fn uuid(self) -> Uuid;
}

macro_rules! id_types {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "schema", schema(value_type = String, format = "uuid"))]
        pub struct $name(Uuid);

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
        #[cfg(feature = "uniffi")]
        uniffi::custom_type!($name, String, { lower: |id| id.to_string(), try_lift: |text| Ok(text.parse()?) });
    )+ };
}

id_types! {
    /// Identifies a person, whatever roles they hold.
    UserId,
    /// Identifies a role given to a person.
    GrantId,
    /// Identifies an entry of the consent ledger.
    ConsentId,
    /// Identifies an invitation.
    InvitationId,
    /// Identifies a bearer token, not its secret.
    TokenId,
    /// Identifies a browser in which somebody is signed in, not its secret.
    SignInId,
    /// Identifies the link of the first admin, not its token.
    SetUpLinkId,
    /// Identifies a programme.
    ProgrammeId,
    /// Identifies a dated edition of a programme.
    CohortId,
    /// Identifies the place of a person in a cohort.
    EnrolmentId,
    /// Identifies what one person prefers in one cohort.
    PreferencesId,
    /// Identifies a state of the analytics engine.
    RollUpId,
    /// Identifies what leads from a number in the analytics to a person or thing.
    PseudonymId,
    /// Identifies figures that left through the gate.
    ReleaseId,
    /// Identifies a match run.
    MatchRunId,
    /// Identifies the relation of a mentor and a mentee.
    MentorshipId,
    /// Identifies one meeting of a mentorship.
    SessionId,
    /// Identifies the part one person takes in a session.
    ParticipantId,
    /// Identifies a note.
    NoteId,
    /// Identifies feedback on a session.
    FeedbackId,
    /// Identifies a venture.
    VentureId,
    /// Identifies the part one person has in a venture.
    MemberId,
    /// Identifies what lets a client read a venture.
    ShareId,
    /// Identifies a project of a venture.
    ProjectId,
    /// Identifies a milestone of a project.
    MilestoneId,
    /// Identifies a due date that a milestone has or had.
    DueDateId,
    /// Identifies a domain event.
    EventId,
    /// Identifies an entry of the audit log.
    AuditId,
    /// Identifies a sealed batch of the audit log.
    SealId,
    /// Identifies a line of an activity feed.
    ActivityId,
    /// Identifies a change of state in the status history.
    ChangeId,
    /// Identifies a stored answer of a repeated call.
    ReplayId,
    /// Identifies a durable reader of the event log.
    ConsumerId,
}
