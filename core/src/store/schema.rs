//! Every table, those referred to before those that refer.

use super::{Entity, Table};
use crate::analytics::{FigureRelease, Pseudonym, RollUp};
use crate::audit::{Activity, AuditEntry, AuditSeal, Consumer, Event, FeedMark, Replay, StatusChange};
use crate::matching::{CohortPolicy, MatchRun, Preferences};
use crate::mentorship::{Feedback, Mentorship, Note, Participant, Session};
use crate::people::{AccessToken, Account, AllyProfile, Consent, Grant, Invitation, SetUpLink, SignIn, User};
use crate::programmes::{Cohort, Enrolment, Programme};
use crate::projects::{DueDate, Member, Milestone, Project, Share, Venture};

/// The order in which new rows are written. The table `guards` stands apart: it has no entity.
pub static TABLES: &[&Table] = &[
    User::TABLE,
    Programme::TABLE,
    Cohort::TABLE,
    Grant::TABLE,
    Consent::TABLE,
    Invitation::TABLE,
    AccessToken::TABLE,
    Account::TABLE,
    SignIn::TABLE,
    SetUpLink::TABLE,
    AllyProfile::TABLE,
    Enrolment::TABLE,
    Preferences::TABLE,
    CohortPolicy::TABLE,
    MatchRun::TABLE,
    Mentorship::TABLE,
    Session::TABLE,
    Participant::TABLE,
    Note::TABLE,
    Feedback::TABLE,
    Venture::TABLE,
    Member::TABLE,
    Share::TABLE,
    Project::TABLE,
    Milestone::TABLE,
    DueDate::TABLE,
    StatusChange::TABLE,
    Event::TABLE,
    AuditEntry::TABLE,
    AuditSeal::TABLE,
    Consumer::TABLE,
    Activity::TABLE,
    FeedMark::TABLE,
    Replay::TABLE,
    RollUp::TABLE,
    Pseudonym::TABLE,
    FigureRelease::TABLE,
];
